"""Constructions of news English in which one attack, its circumstances and its arguments are told."""

from __future__ import annotations

import pytest

from kg.extract.attacks import find_attacks
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Reference
from tests.support import annotated


def mentions_of(text: str) -> tuple[AnnotatedArticle, tuple[AttackMention, ...]]:
    article = annotated(text)
    return article, find_attacks(article, attributions=())[0]


def triggers(text: str) -> list[str]:
    article, mentions = mentions_of(text)
    return [article.text_of(m.trigger) for m in mentions]


def words(article: AnnotatedArticle, references: tuple[Reference, ...]) -> list[str]:
    return [article.text_of(r.span) for r in references]


@pytest.mark.parametrize(
    "text",
    [
        "A Malian colonel was killed in a raid on an army post in Gao.",
        "The attack, which left nine dead, took place at a checkpoint in Jalalabad.",
        "Nine people were arrested over the murder of a Dutch journalist in Amsterdam.",
        "The protesters clashed with police in Belgrade.",
        "Police in Karachi said two men riding a motorcycle opened fire on a van.",
        "Syria rejected the inquiry into the murder of the former minister Rami al-Sayed.",
        "He was detained after killing two citizens in May.",
        "A man drove a truck into a crowd in Nice.",
        "Sixteen people died in an Israeli strike on a school.",
        "He parked a truck bomb outside a bank in York.",
        "The group has carried out dozens of attacks in Kenya.",
        "Fighting between the army and rebels in Goma has forced thousands to flee.",
        "Workers fell ill at the site of the attacks in New York City on September 11, 2001.",
    ],
)
def test_deaths_and_armed_opponents_make_an_attack(text: str) -> None:
    assert triggers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Three swimmers were killed in attacks by sharks off Perth.",
        "He spoke of the murder of women at the conference.",
        "The minister clashed with the government over the budget.",
        "The senator's attack in London on Monday was about taxes.",
        "The team's attack in Rome was weak.",
        "A truck ploughed into a market in Berlin.",
        "They left for the park and placed flowers at the grave.",
        "Talks to end the strike failed, and a minister died in hospital.",
        "A man drove a truck into a wall.",
        "At least 300 people were killed in the six months to June.",
        "Saudi Arabia executed 81 people in one day for terrorism.",
        "Of the 81 people killed, 73 were citizens, in the highest number of executions by the kingdom.",
        "A coalition has been fighting rebels in Yemen since 2015.",
        "The group uses car bombs to gain entry and conduct attacks against soldiers.",
        "He was charged with murder, abduction and arson.",
        "A minister resigned after an attack on his record, which left him without friends.",
    ],
)
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert triggers(text) == []


def test_a_time_between_subject_and_verb_is_the_subjects() -> None:
    article, mentions = mentions_of("The death toll from a bombing at a market in Quetta on Tuesday rose to 14.")
    assert [article.times[i].text for i in mentions[0].times] == ["Tuesday"]
    _, mentions = mentions_of("Gunmen attacked a market. The governor on Tuesday flew to London after the attack.")
    assert all(m.times == () for m in mentions)


def test_a_relative_clause_that_only_tells_when() -> None:
    article, mentions = mentions_of("The bombing, which occurred on Monday, wounded a guard.")
    assert [article.times[i].text for i in mentions[0].times] == ["Monday"]


def test_what_is_done_on_a_day_after_an_attack_does_not_date_it() -> None:
    _, mentions = mentions_of("The town began its mourning on Wednesday after gunmen attacked a wedding party.")
    assert mentions[0].times == ()


def test_day_and_place_reach_a_later_verb_of_the_sentence() -> None:
    article, mentions = mentions_of(
        "On Sunday in Oslo, a man entered a store, grabbed a knife and began to stab people."
    )
    assert [article.times[i].text for i in mentions[-1].times] == ["Sunday"]
    assert words(article, mentions[-1].places) == ["Oslo"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tanks shelled the towns of Idlib and Saraqeb.", ["Idlib", "Saraqeb"]),
        ("Militants attacked a base about 44 km southwest of Kabul.", []),
        ("Militants attacked a base in the north of Mali.", ["Mali"]),
        ("Raiders ambushed a convoy in the Philippine province of Samar.", ["Samar"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, mentions[0].places) == places


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "Armed militants stormed two hotels, a historic train station and a Jewish cultural center.",
            ["two hotels", "a historic train station", "a Jewish cultural center"],
        ),
        ("A man with a machete attacked passengers on a train.", ["passengers"]),
        ("Bomb blasts ripped through churches and luxury hotels.", ["churches", "luxury hotels"]),
        ("Attackers threw grenades at a bar.", ["a bar"]),
        (
            "A suicide bomber rammed a vehicle packed with explosives into a police headquarters.",
            ["a police headquarters"],
        ),
        ("The shooting down of a plane started the war.", ["a plane"]),
        (
            "Gunmen attacked the Hauptbahnhof railway station, a hospital, a police station, and numerous hotels.",
            ["the Hauptbahnhof railway station", "a hospital", "a police station", "numerous hotels"],
        ),
        ("Gunmen attacked four villages in Sokoto state.", ["four villages"]),
        ("Gunmen attacked the village of Beni.", []),
        ("Nicolas Maduro survived a drone attack.", ["Nicolas Maduro"]),
        ("Officers died in a Taliban roadside bomb explosion.", []),
        ("Gunmen attacked the mayor, a former general, and fled.", ["the mayor"]),
    ],
)
def test_targets(text: str, targets: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, mentions[0].targets) == targets


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Jane Okello, a journalist who was shot dead outside her home, had received threats.", ["Jane Okello"]),
        ("The attack on schoolgirl Amina Yusuf shocked Pakistan after gunmen fled.", ["Amina Yusuf"]),
        ("An American soldier was hit by a roadside bomb.", ["An American soldier"]),
        ("The body of a kidnapped engineer was found.", ["a kidnapped engineer"]),
        (
            "The bombs killed three people – Martin Ricci, 8, student Lin Lu, 23, and Carla Campbell, 29 – on Monday.",
            ["Martin Ricci", "Lin Lu", "Carla Campbell"],
        ),
        ("After the shooting he called it not just the killing of person.", []),
    ],
)
def test_victims(text: str, victims: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, mentions[0].victims) == victims


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Fighters armed with rifles and machetes attacked the village.", ["rifles", "machetes"]),
        ("Rioters clashed with police and threw stones and bottles.", ["stones", "bottles"]),
        ("Fighters fleeing with their families attacked the village.", []),
        ("A bomb went off on Monday. The device exploded in a market.", ["device"]),
        ("A man drove a truck into a crowd in Nice.", ["truck"]),
        ("Five soldiers died in a gun battle with militants.", []),
    ],
)
def test_weapons(text: str, weapons: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, mentions[-1].weapons) == weapons


def test_who_only_passes_when_a_bomb_goes_off_kills_nobody() -> None:
    _, mentions = mentions_of("A bomb planted under a bridge went off as an army patrol passed, killing two soldiers.")
    assert all(not m.responsible for m in mentions)
    article, mentions = mentions_of(
        "The minister was driving home when gunmen attacked his convoy, killing two guards."
    )
    assert words(article, tuple(r.party for r in mentions[-1].responsible)) == ["gunmen"]


def test_tear_gas_is_no_attack() -> None:
    assert triggers("Police fired tear gas at the crowd after a shooting.") == ["shooting"]


def test_the_year_of_attacks_is_not_their_number() -> None:
    _, mentions = mentions_of("A judge was shot dead. He had survived the 2008 attacks by gunmen.")
    assert all(not m.series for m in mentions)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Ali Ahmed stabbed reportedly several people with a knife.", "asserted"),
        ("The officers shot him dead, reportedly outside a store.", "asserted"),
        ("Ali Ahmed reportedly stabbed several people with a knife.", "alleged"),
        ("Several people were stabbed, reportedly by Ali Ahmed.", "alleged"),
        ("Reportedly several men stabbed a guard.", "alleged"),
    ],
)
def test_a_hedge_on_number_or_place_leaves_the_author(text: str, voice: str) -> None:
    _, mentions = mentions_of(text)
    assert [r.voice.value for r in mentions[0].responsible] == [voice]


def test_who_is_told_to_do_it_before_a_gerund() -> None:
    article, mentions = mentions_of("The files tell of American soldiers shooting two journalists dead.")
    assert words(article, tuple(r.party for r in mentions[0].responsible)) == ["American soldiers"]
    article, mentions = mentions_of("Police accused Ali Ahmed of shooting two journalists dead.")
    assert words(article, tuple(r.party for r in mentions[0].responsible)) == ["Ali Ahmed"]


def test_who_begins_an_offensive_leads_it() -> None:
    article, mentions = mentions_of("Turkey began a military offensive into Syria with airstrikes.")
    assert words(article, tuple(r.party for r in mentions[0].responsible)) == ["Turkey"]
    assert words(article, mentions[0].places) == ["Syria"]


def test_the_day_of_a_claim_is_not_the_attacks() -> None:
    _, mentions = mentions_of("The group claimed responsibility for the bombing on Tuesday.")
    assert mentions[0].times == ()
    article, mentions = mentions_of("The group claimed responsibility for Tuesday's bombing.")
    assert [article.times[i].text for i in mentions[0].times] == ["Tuesday"]


def test_who_accuses_does_not_kill() -> None:
    _, mentions = mentions_of("Ukraine accused separatists of firing the rockets that struck a bus, killing 30 people.")
    assert all(not m.responsible for m in mentions)


def test_two_verbs_share_an_object() -> None:
    article, mentions = mentions_of("Police shot and killed the attacker on Monday.")
    assert [words(article, m.victims) for m in mentions] == [["the attacker"], ["the attacker"]]
    assert [words(article, tuple(r.party for r in m.responsible)) for m in mentions] == [["Police"], ["Police"]]


def test_place_of_an_act_told_with_another_clause() -> None:
    article, mentions = mentions_of(
        "Two men entered a bar in the Ontario city of Mississauga on Thursday and shot a guard."
    )
    assert words(article, mentions[0].places)[-1:] == ["Mississauga"]
    article, mentions = mentions_of("In 2001, when terrorists attacked a tower, he was in Karachi.")
    assert mentions[0].places == ()


def test_how_an_attack_was_is_no_target() -> None:
    article, mentions = mentions_of("Gunmen carried out a high-profile attack on a hotel.")
    assert words(article, mentions[0].targets) == ["a hotel"]
    article, mentions = mentions_of(
        "About six persons were kidnapped by yet to be identified gunmen at Zuma community."
    )
    assert words(article, tuple(r.party for r in mentions[0].responsible)) == ["gunmen"]


def test_the_bomb_stands_for_the_bombing() -> None:
    told = "A device exploded in York, wounding two soldiers. "
    article, mentions = mentions_of(told + "The bomb on Saturday night was powerful enough to break windows.")
    assert article.text_of(mentions[-1].trigger) == "bomb"
    assert [article.times[i].text for i in mentions[-1].times] == ["Saturday night"]
    assert triggers(told + "The bomb squad came.")[-1] != "bomb"
    assert triggers(told + "The bomb had gone off in a car.")[-1] != "bomb"


def test_attacks_known_by_their_day() -> None:
    assert triggers("The city endured the attacks of Sept. 11, 2001, but has been spared since.") == ["attacks"]


def test_a_campaign_as_a_whole_is_no_attack() -> None:
    assert triggers("An ongoing military offensive by the army has recaptured territory from rebels.") == []
    assert triggers("The army began an offensive against rebels on Monday.") == ["offensive"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Turkish airstrikes hit a camp.", ["Turkish"]),
        ("Israeli warplanes bombed a school.", ["Israeli"]),
        ("US fighter aircraft bombed a camp.", ["US"]),
        ("Iranian drones hit a school.", []),
        ("A Chechen attack killed a man.", []),
    ],
)
def test_whose_aircraft_they_are(text: str, parties: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, tuple(r.party for r in mentions[0].responsible)) == parties


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The explosion in the city, which is near Toronto, was a bombing by gunmen.", []),
        ("The bombing, which was in Toronto, hurt a guard.", ["Toronto"]),
    ],
)
def test_where_the_city_is_is_not_where_it_was(text: str, places: list[str]) -> None:
    article, mentions = mentions_of(text)
    assert words(article, mentions[0].places) == places


def test_a_day_before_a_verb_of_saying_is_of_the_saying() -> None:
    article, mentions = mentions_of("A survivor of the deadly 2013 Boston bombings Thursday described the moments.")
    assert [article.times[i].text for i in mentions[0].times] == ["2013"]


def test_whoever_alleges_a_deed_has_not_done_it() -> None:
    _, mentions = mentions_of("The bureau filed a charge sheet, alleging murder and attacking a guard with knives.")
    assert all(not m.responsible for m in mentions)
