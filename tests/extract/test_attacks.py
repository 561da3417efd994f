"""Which words report an attack, and which only look like it: one sentence for a rule and one that it must not touch."""

from __future__ import annotations

import pytest

from kg.extract.attacks import find_attacks
from kg.model.fact import AttackMention, Rejection
from tests.support import annotated

LEAD = "Gunmen stormed a police station in Quetta on Monday, killing five officers. "


def read(text: str, *, headline: str | None = None) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    return find_attacks(annotated(text, headline=headline), attributions=())


def triggers(text: str, *, headline: str | None = None) -> list[str]:
    article = annotated(text, headline=headline)
    mentions, _ = find_attacks(article, attributions=())
    return [article.text_of(m.trigger) for m in mentions]


def refusal_rules(text: str) -> set[str]:
    return {r.rule for r in read(text)[1]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A car bomb exploded outside a court in Quetta, killing nine people.", ["exploded", "killing"]),
        ("Two soldiers were shot dead near Kirkuk on Sunday.", ["shot dead"]),
        ("Rebels ambushed an army convoy in Kivu.", ["ambushed"]),
        ("Warplanes launched air strikes on the port of Hodeidah.", ["air strikes"]),
        ("A suicide bomber blew himself up at a checkpoint.", ["blew himself up"]),
        ("Gunmen opened fire on a bus in Karachi.", ["opened fire"]),
        ("Militants kidnapped three nurses from a clinic.", ["kidnapped"]),
        ("The mayor was stabbed at a market in Leeds.", ["stabbed"]),
        ("Troops exchanged gunfire with insurgents.", ["exchanged gunfire"]),
        ("Soldiers beat two farmers at a checkpoint near Leeds.", ["beat"]),
        ("A car of the newspaper was smashed by soldiers.", ["smashed"]),
        ("Pirates hijacked a tanker off the coast of Libya.", ["hijacked"]),
        ("A drone targeted the headquarters of the militia.", ["targeted"]),
        ("Rockets hit the airport in Erbil.", ["hit"]),
    ],
)
def test_violence_is_found(text: str, expected: list[str]) -> None:
    assert triggers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The singer died of a heart attack in Paris on Friday.",
        "A typhoon struck the coast on Tuesday, killing at least twelve people.",
        "The crane fell onto the square, killing three workers and injuring ten.",
        "Train drivers went on strike over pay.",
        "The prisoner is on hunger strike.",
        "The minister struck a deal with the unions.",
        "The senator attacked the governor's tax plan.",
        "The candidate attacked her rival for his remarks.",
        "The film was shot in Morocco last year.",
        "He shot three goals in the final.",
        "A gas explosion destroyed a block of flats.",
        "The trainer was killed by his lions.",
        "Hackers launched a denial-of-service attack on the website.",
        "She lost her battle against cancer.",
        "The army tested a missile during an exercise.",
        "Typhoid killed dozens of people in the camp.",
        "The man was convicted of murder.",
        "The team won the penalty shootout.",
        "Lightning strikes killed two climbers.",
        "Army beat Navy 14-7 in the final while soldiers cheered.",
        "Otto Bahr beat Karl Lund in the final.",
        "Police say that waste from the mill poisoned the river.",
        "Soldiers beat back the flood.",
    ],
)
def test_peaceful_words_report_no_attack(text: str) -> None:
    assert triggers(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Militants threatened to bomb the embassy.", "infinitive"),
        ("The group did not kidnap anybody.", "negated"),
        ("Rebels could attack the capital.", "modal"),
        ("If gunmen attack the convoy, troops will respond.", "conditional"),
        ("Police prevented a suicide bombing.", "planned"),
        ("Officials warned of a terrorist attack.", "planned"),
        ("They were arrested on suspicion of plotting an airstrike.", "planned"),
        ("No bombing was reported.", "negated"),
        ("Take a knife and stab them.", "command"),
    ],
)
def test_what_did_not_happen_is_refused_with_its_reason(text: str, rule: str) -> None:
    assert triggers(text) == []
    assert rule in refusal_rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Militants managed to bomb the embassy.",
        "Gunmen tried to kidnap a judge in Lima.",
        "He was the first to be assassinated there.",
        "No group claimed responsibility for the bombing.",
        "The president approved the airstrike.",
    ],
)
def test_what_was_done_or_attempted_stands(text: str) -> None:
    assert len(triggers(text)) == 1


def test_deaths_need_a_violent_cause() -> None:
    assert triggers("Three people were killed on Sunday.") == []
    assert "killed" in triggers(LEAD + "Three people were killed on Sunday.")


def test_words_that_point_back_need_an_attack_before() -> None:
    assert triggers("The incident was reported to the council.") == []
    assert "incident" in triggers(LEAD + "The incident was reported to the council.")


def test_a_world_war_is_history() -> None:
    assert triggers("His father was killed by soldiers during World War II.") == []
    assert triggers("The bombing was the worst attack in Goma since the end of World War II.") == ["bombing", "attack"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A drone strike hit the base.", ("DroneStrike",)),
        ("A suicide car bombing rocked the town.", ("SuicideBombing", "CarBombing")),
        ("A lorry packed with explosives was rammed into the gate.", ("CarBombing", "VehicleRamming")),
        ("Gunmen attacked a school in Pakistan.", ("Shooting",)),
        ("Insurgents attacked a village in Mali.", ("Attack",)),
        ("Fighters fired rockets at the airport.", ("MissileStrike",)),
    ],
)
def test_kinds_come_from_the_whole_evidence(text: str, kinds: tuple[str, ...]) -> None:
    mentions, _ = read(text)
    assert mentions[0].kinds == kinds


def test_several_attacks_told_as_one() -> None:
    mentions, _ = read("The army counted more than 40 rocket attacks since May.")
    assert (mentions[0].series, mentions[0].count_min, mentions[0].count_max) == (True, 41, None)
    mentions, _ = read("A wave of bombings shook the capital.")
    assert (mentions[0].series, mentions[0].count_min) == (True, 2)
    mentions, _ = read("A bombing shook the capital.")
    assert not mentions[0].series


def test_mentions_are_numbered_in_the_order_of_the_text() -> None:
    mentions, _ = read(LEAD + "A second bombing followed. The victims were identified as Ann Hill and Tom Reed.")
    assert [m.index for m in mentions] == list(range(len(mentions)))
    assert [m.trigger for m in mentions] == sorted(m.trigger for m in mentions)
