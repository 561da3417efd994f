"""Targets, victims, weapons, places, times and authors of one attack mention."""

from __future__ import annotations

import pytest

from kg.extract.attacks import find_attacks
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Attribution, Reference, Role, Voice
from kg.model.span import Span
from tests.support import annotated


def find(text: str, trigger: str, *, headline: str | None = None) -> tuple[AnnotatedArticle, AttackMention]:
    article = annotated(text, headline=headline)
    mentions, _ = find_attacks(article, attributions=())
    return article, next(m for m in mentions if article.text_of(m.trigger) == trigger)


def words(article: AnnotatedArticle, references: tuple[Reference, ...]) -> list[str]:
    return [article.text_of(r.span) for r in references]


@pytest.mark.parametrize(
    ("text", "trigger", "targets"),
    [
        ("Rebels attacked an army base in Mali.", "attacked", ["an army base"]),
        ("An army base was bombed by rebels.", "bombed", ["An army base"]),
        ("An attack by militants on a hotel left many dead.", "attack", ["a hotel"]),
        ("Gunmen opened fire on a patrol.", "opened fire", ["a patrol"]),
        ("Jets carried out airstrikes against the militia's depot.", "airstrikes", ["the militia's depot"]),
        ("The embassy was the target of a suicide attack.", "suicide attack", ["The embassy"]),
        ("There was a bombing on Monday.", "bombing", []),
    ],
)
def test_targets(text: str, trigger: str, targets: list[str]) -> None:
    article, mention = find(text, trigger)
    assert words(article, mention.targets) == targets


@pytest.mark.parametrize(
    ("text", "trigger", "victims"),
    [
        ("Gunmen shot dead two journalists.", "shot dead", ["two journalists"]),
        ("Two journalists were kidnapped by militants.", "kidnapped", ["Two journalists"]),
        ("Militants killed dozens of villagers.", "killed", ["villagers"]),
        ("The kidnapping of three aid workers shocked the town.", "kidnapping", ["three aid workers"]),
        ("Gunmen killed 20 people, including a judge.", "killed", ["20 people", "a judge"]),
        ("Gunmen opened fire on a bus.", "opened fire", []),
        ("The nurses taken hostage in May were freed.", "taken hostage", ["The nurses"]),
    ],
)
def test_victims(text: str, trigger: str, victims: list[str]) -> None:
    article, mention = find(text, trigger)
    assert words(article, mention.victims) == victims


@pytest.mark.parametrize(
    ("text", "trigger", "weapons"),
    [
        ("A car bomb exploded in Kabul.", "exploded", ["car bomb"]),
        ("He stabbed a guard with a kitchen knife.", "stabbed", ["kitchen knife"]),
        ("The rebels carried out the attack using drones.", "attack", ["drones"]),
        ("A rocket attack killed two soldiers.", "rocket attack", ["rocket"]),
        ("Insurgents attacked the village at night.", "attacked", []),
    ],
)
def test_weapons(text: str, trigger: str, weapons: list[str]) -> None:
    article, mention = find(text, trigger)
    assert words(article, mention.weapons) == weapons


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("A bomb exploded at a market in Damascus, Iraq.", "exploded", ["Damascus", "Iraq"]),
        ("A shooting in the city of Toulouse killed three people.", "shooting", ["Toulouse"]),
        ("The minister condemned in Berlin the bombing.", "bombing", []),
        ("Soldiers from France were ambushed near Gao.", "ambushed", ["Gao"]),
    ],
)
def test_places(text: str, trigger: str, places: list[str]) -> None:
    article, mention = find(text, trigger)
    assert words(article, mention.places) == places
    assert all(p.role is Role.PLACE and p.name is not None for p in mention.places)


def test_times_belong_to_the_act_and_not_to_what_followed() -> None:
    article, mention = find("Gunmen shot two men on Sunday.", "shot")
    assert [article.times[t].text for t in mention.times] == ["Sunday"]
    article, mention = find("A man was released on Friday after a shooting.", "shooting")
    assert mention.times == ()


def test_a_day_known_since_is_no_date_of_the_act() -> None:
    _, mention = find("As of Monday, two men hurt in the shooting were in hospital.", "shooting")
    assert mention.times == ()


def test_named_victims_join_the_phrase_for_those_hit() -> None:
    text = "A bombing killed two people in Lyon. The victims were identified as Ann Hill and Tom Reed."
    article, mention = find(text, "victims")
    assert words(article, mention.victims) == ["Ann Hill", "Tom Reed"]
    assert mention.rule == "identified-victims"
    mentions, _ = find_attacks(annotated("The winners were identified as Ann Hill and Tom Reed."), attributions=())
    assert mentions == ()


@pytest.mark.parametrize(
    ("text", "trigger", "party", "voice"),
    [
        ("Gunmen killed five farmers in Benue.", "killed", "Gunmen", Voice.ASSERTED),
        ("Five farmers were killed by gunmen.", "killed", "gunmen", Voice.ASSERTED),
        ("Suspected militants killed five farmers.", "killed", "Suspected militants", Voice.ALLEGED),
        ("Militants allegedly kidnapped a nurse.", "kidnapped", "Militants", Voice.ALLEGED),
        ("Police said that militants kidnapped a nurse.", "kidnapped", "militants", Voice.ALLEGED),
        ("Militants kidnapped a nurse, according to police.", "kidnapped", "Militants", Voice.ALLEGED),
        ("The rebels launched an attack on the town.", "attack", "The rebels", Voice.ASSERTED),
        ("The rebels are accused of an attack by soldiers on the town.", "attack", "soldiers", Voice.ALLEGED),
    ],
)
def test_who_did_it_and_by_whose_word(text: str, trigger: str, party: str, voice: Voice) -> None:
    article, mention = find(text, trigger)
    assert [(article.text_of(r.party.span), r.voice) for r in mention.responsible] == [(party, voice)]


def test_a_weapon_or_a_blast_is_no_author() -> None:
    _, mention = find("A roadside bomb killed two soldiers.", "killed")
    assert mention.responsible == ()
    _, mention = find("The bombing killed two soldiers.", "killed")
    assert mention.responsible == ()


def test_nothing_is_asserted_inside_a_quotation_or_a_quoted_headline() -> None:
    _, mention = find('"Militants killed my brother," she said.', "killed")
    assert {r.voice for r in mention.responsible} == {Voice.ALLEGED}
    _, mention = find("The town was quiet.", "kill", headline="Militants 'kill' four in market")
    assert {r.voice for r in mention.responsible} == {Voice.ALLEGED}


def test_nothing_is_asserted_inside_the_content_of_an_attribution() -> None:
    article = annotated("Militants killed two guards.")
    speaker = Reference(span=Span(0, 9), head=0, role=Role.SPEAKER)
    content = Span(0, len(article.article.text))
    attribution = Attribution(
        index=0, span=content, speaker=speaker, cue=Span(0, 1), cue_head=0, content=content, rule="test"
    )
    mentions, _ = find_attacks(article, attributions=(attribution,))
    assert {r.voice for m in mentions for r in m.responsible} == {Voice.ALLEGED}


def test_where_the_police_answer_a_call_is_where_it_was_and_where_ministers_comment_is_not() -> None:
    article, mention = find("Police in Akron responded to reports of a shooting.", "shooting")
    assert words(article, mention.places) == ["Akron"]
    article, mention = find("Ministers in Brussels responded to the bombing.", "bombing")
    assert mention.places == ()


def test_rounds_are_the_weapon_and_not_the_target() -> None:
    article, mention = find("Rockets were fired at the base.", "fired at")
    assert (words(article, mention.targets), words(article, mention.weapons)) == (["the base"], ["Rockets"])


def test_the_hostages_are_no_authors() -> None:
    _, mention = find("The nurses taken hostage in May were freed.", "taken hostage")
    assert mention.responsible == ()


def test_those_who_suffer_violence_are_no_authors() -> None:
    mentions, _ = find_attacks(
        annotated("A bomb hit the bus. Civilians killed and wounded filled the ward."), attributions=()
    )
    assert all(m.responsible == () for m in mentions)


@pytest.mark.parametrize(
    ("text", "trigger", "author"),
    [
        ("Police arrested a driver for allegedly kidnapping a girl in Karvel on Tuesday.", "kidnapping", "a driver"),
        ("The ministry thanked Pakistan for killing two militants in a raid.", "killing", "Pakistan"),
        ("The group was criticised for bombing a school in Karvel.", "bombing", "The group"),
        ("Rebels fled after killing two guards with grenades.", "killing", "Rebels"),
    ],
)
def test_who_is_arrested_or_thanked_for_it_did_it(text: str, trigger: str, author: str) -> None:
    article, mention = find(text, trigger)
    assert [article.text_of(r.party.span) for r in mention.responsible] == [author]
