"""The network as it is shipped: it reads, always the same, and takes part beside the rules."""

from __future__ import annotations

from functools import cache

import pytest

from kg.annotate.learned.attack_words import words_of_attack
from kg.annotate.learned.reader import LearnedReader, load_reader
from kg.annotate.learned.suggesting import to_suggestions
from kg.model.annotation import NameKind
from kg.model.suggestion import SuggestedAttribution, Suggestions
from kg.pipeline import Pipeline
from kg.settings import Settings
from tests.support import article_from

TEXT = (
    "PORT VELM — A car bomb went off outside a bakery in Port Velm on Monday, killing four people and wounding nine.\n"
    "The mayor, Ilse Brandt, said the driver had fled before the blast.\n"
    '"We heard two explosions, and then the windows came in," recalled a baker who gave only her first name.\n'
    "According to the ministry of health, two of the wounded were children.\n"
)


@cache
def reader() -> LearnedReader:
    return load_reader()


def suggestions(text: str) -> Suggestions:
    return to_suggestions(reader().read(text))


def words(found: SuggestedAttribution, text: str) -> tuple[str, str, str | None]:
    return (
        found.speaker.slice(text),
        found.cue.slice(text),
        None if found.content is None else found.content.slice(text),
    )


def test_it_reads_who_says_what() -> None:
    found = [words(a, TEXT) for a in suggestions(TEXT).attributions if (a.confidence or 0) > 0.8]
    assert len(found) == 3
    assert [cue for _, cue, _ in found] == ["said", "recalled", "According to"]
    assert "Ilse Brandt" in found[0][0]
    assert (found[0][2] or "").startswith("the driver had fled before the blast")
    assert "the ministry of health" in found[2][0]


def test_it_marks_words_for_the_attack() -> None:
    found = {a.trigger.slice(TEXT) for a in suggestions(TEXT).attacks if (a.confidence or 0) > 0.3}
    assert found & {"bomb", "went off", "killing", "blast", "wounding"}


def test_the_same_text_gives_the_same_numbers_whatever_was_read_before() -> None:
    first = list(reader().read(TEXT))
    list(reader().read("A bridge fell into the river. " * 50))
    assert list(reader().read(TEXT)) == first
    assert list(load_reader().read(TEXT)) == first


@pytest.mark.parametrize("text", ["", "\n\n", "\N{BOMB}", "a" * 4000, "word " * 2000])
def test_odd_texts_are_read(text: str) -> None:
    assert all(0 <= reading.score <= 1 for reading in reader().read(text))


def test_readings_lie_in_the_text() -> None:
    for reading in reader().read(TEXT):
        for span in (reading.span, *(part.span for part in reading.parts)):
            assert 0 <= span.start < span.end <= len(TEXT)
            assert span.slice(TEXT) == span.slice(TEXT).strip()


def test_it_takes_part_unless_the_settings_leave_it_out() -> None:
    article = article_from(TEXT)
    (both,), (rules,) = Pipeline().extract([article]), Pipeline(Settings(learned=False)).extract([article])
    assert reader().info in both.components
    assert rules.components == ()
    assert both.statements
    assert rules.statements


def test_nobody_is_a_perpetrator_by_a_suggestion_alone() -> None:
    """Whoever stands as perpetrator stands there by the rules too."""
    article = article_from(
        "A car bomb killed four people in Port Velm on Monday. The Northern Front has often hit bakeries there, "
        "residents believe. Police in Port Velm searched three houses."
    )
    (both,), (rules,) = Pipeline().extract([article]), Pipeline(Settings(learned=False)).extract([article])
    by_rules = {filler.entity for attack in rules.attacks for filler in attack.perpetrators}
    assert {filler.entity for attack in both.attacks for filler in attack.perpetrators} <= by_rules


def test_every_word_of_the_trigger_table_is_asked_about() -> None:
    asked = set(words_of_attack(TEXT, 0, len(TEXT)))
    triggers = [attack.trigger for attack in suggestions(TEXT).attacks]
    assert len(asked) > 3
    assert all(any(trigger.overlaps(span) for trigger in triggers) for span in asked)
    assert len(set(triggers)) == len(triggers)


def test_it_points_at_what_belongs_to_the_attack() -> None:
    sure: dict[str, set[str]] = {"places": set(), "weapons": set(), "victims": set(), "targets": set()}
    for attack in suggestions(TEXT).attacks:
        for slot, found in sure.items():
            found.update(s.span.slice(TEXT) for s in getattr(attack, slot) if (s.confidence or 0) > 0.5)
    assert any("Port Velm" in words for words in sure["places"])
    assert any("bomb" in words for words in sure["weapons"])
    assert any("four" in words for words in sure["victims"])
    assert any("bakery" in words for words in sure["targets"])


def names(text: str) -> dict[str, NameKind]:
    return {name.words: name.kind for name in reader().read_all(text)[1].names}


def test_it_reads_names_and_their_kinds() -> None:
    text = (
        "Orla Venn, who heads the Tarnby Relief Fund, told the Velm Herald that two trucks of the fund were stopped. "
        "A spokesman for the Velm Fire Brigade, Per Holm, denied it. Venn lives in France."
    )
    found = names(text)
    person, body = NameKind.PERSON, NameKind.ORGANISATION
    assert {name for name, kind in found.items() if kind is person} == {"Orla Venn", "Per Holm", "Venn"}
    assert {"Tarnby Relief Fund", "Velm Herald", "Velm Fire Brigade"} <= {
        n for n, kind in found.items() if kind is body
    }
    assert found["France"] is NameKind.PLACE


def test_what_has_no_name_is_given_none() -> None:
    text = "Officers said two gunmen shot a baker near the market on Monday. Witnesses blamed a rival gang for it."
    assert not {NameKind.PERSON, NameKind.ORGANISATION} & set(names(text).values())


def test_names_stand_where_their_words_do() -> None:
    readings = reader().read_all(TEXT)[1]
    assert all(name.span.slice(TEXT) == name.words for name in readings.names)
    assert reader().read_all(TEXT)[1].names == readings.names
    assert list(reader().read(TEXT)) == reader().read_all(TEXT)[0]
