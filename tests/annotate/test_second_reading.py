"""A trained reader's opinion on names, beside the recogniser's and before the rules'."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from kg.annotate.actors import find_actors
from kg.annotate.candidates import Candidate
from kg.annotate.learned.name_decoding import KINDS, NameReading, NameReadings
from kg.annotate.names import find_names
from kg.annotate.second_reading import from_reader, judge_again, without_contradicted
from kg.annotate.tokens import copy_docs, split_paragraphs
from kg.model.annotation import NameKind, Token
from kg.model.span import Span
from tests.support import annotated, article_from, language_model

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def readings_of(text: str, names: Mapping[str, tuple[NameKind, float]]) -> NameReadings:
    """Every occurrence of these words as a name of a kind with a probability; nothing else is one."""
    found = [
        NameReading(Span(*match.span()), words, kind, score)
        for words, (kind, score) in names.items()
        for match in re.finditer(rf"\b{re.escape(words)}(?!\w)", text)
    ]
    words = [match.span() for match in re.finditer(r"\w+", text)]
    chances = np.zeros((len(words), 1 + len(KINDS)), dtype=np.float32)
    for row, (start, end) in enumerate(words):
        own = next((name for name in found if name.span.start <= start and end <= name.span.end), None)
        chances[row, 0] = 1.0 if own is None else 1 - own.score
        if own is not None:
            chances[row, 1 + KINDS.index(own.kind)] = own.score
    return NameReadings(tuple(sorted(found, key=lambda n: n.span)), np.array([s for s, _ in words]), chances)


def names_in(text: str, names: Mapping[str, tuple[NameKind, float]] | None) -> dict[str, NameKind]:
    article = article_from(text)
    paragraphs = split_paragraphs(article)
    tokenised = copy_docs(
        paragraphs, language_model().read((p.span.slice(text) for p in paragraphs), names=names is None)
    )
    readings = None if names is None else readings_of(text, names)
    return {name.text: name.kind for name in find_names(article, tokenised, times=(), readings=readings)}


def candidate(tokens: tuple[Token, ...], words: str, kind: NameKind, component: str = "spacy-ner") -> Candidate:
    wanted = words.split()
    texts = [token.text for token in tokens]
    first = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    return Candidate(first=first, last=first + len(wanted), kind=kind, component=component)


def words_of(tokens: tuple[Token, ...], found: list[Candidate]) -> list[tuple[str, NameKind]]:
    return [(" ".join(t.text for t in tokens[c.first : c.last]), c.kind) for c in found]


def read_in(text: str, names: Mapping[str, tuple[NameKind, float]]) -> list[tuple[str, NameKind]]:
    tokens = annotated(text).tokens
    matches = find_actors(tokens, (0,) * len(tokens))
    return words_of(tokens, from_reader(tokens, readings_of(text, names), matches))


def test_names_are_taken_as_they_are_read() -> None:
    text = "Shots were fired as Orla Venn Holdings moved to Tarnby."
    found = read_in(text, {"Orla Venn Holdings": (ORGANISATION, 0.97), "Tarnby": (PLACE, 0.99)})
    assert found == [("Orla Venn Holdings", ORGANISATION), ("Tarnby", PLACE)]


def test_what_is_read_with_doubt_is_no_name() -> None:
    assert read_in("A spokesman for Orvex spoke.", {"Orvex": (PERSON, 0.55)}) == []


def test_one_name_is_of_one_kind() -> None:
    text = "Orvex said so. The head of Orvex left. Shares of Orvex fell."
    names = [NameReading(Span(*m.span()), "Orvex", ORGANISATION, 0.95) for m in re.finditer("Orvex", text)]
    names[1] = NameReading(names[1].span, "Orvex", PERSON, 0.6)
    chances = np.zeros((3, 1 + len(KINDS)), dtype=np.float32)
    for row, name in enumerate(names):
        chances[row, 1 + KINDS.index(name.kind)] = name.score
    tokens = annotated(text).tokens
    readings = NameReadings(tuple(names), np.array([n.span.start for n in names]), chances)
    assert {c.kind for c in from_reader(tokens, readings, ())} == {ORGANISATION}


def test_a_body_with_a_name_of_somebody_is_left_to_the_rules() -> None:
    text = "Ilse Brandt spoke. Later Brandt left, and Orvex too."
    readings = readings_of(text, {"Ilse Brandt": (PERSON, 0.99), "Orvex": (ORGANISATION, 0.99)})
    at = text.index("Brandt left")
    strange = NameReading(Span(at, at + 6), "Brandt", ORGANISATION, 0.95)
    chances = readings.chances.copy()
    chances[np.searchsorted(readings.starts, at)] = [0.05, 0, 0.95, 0, 0, 0]
    tokens = annotated(text).tokens
    found = from_reader(tokens, NameReadings((*readings.names, strange), readings.starts, chances), ())
    settled = {" ".join(t.text for t in tokens[c.first : c.last]): c.settled for c in found}
    assert settled == {"Ilse Brandt": True, "Brandt": False, "Orvex": True}


def test_a_listed_actor_is_known_by_its_own_name_but_for_its_bodies() -> None:
    text = "On Monday Taliban fighters left the valley."
    assert read_in(text, {"Taliban fighters": (ORGANISATION, 0.99)}) == []
    text = "On Monday the Taliban Health Ministry spoke."
    assert read_in(text, {"Taliban Health Ministry": (ORGANISATION, 0.99)}) != []


def test_a_description_by_a_nationality_is_no_name() -> None:
    text = "Danish officers left, and Danish Rail too."
    found = read_in(text, {"Danish officers": (ORGANISATION, 0.95), "Danish Rail": (ORGANISATION, 0.95)})
    assert found == [("Danish Rail", ORGANISATION)]


def test_a_noun_for_bodies_at_the_beginning_of_a_sentence_is_no_name() -> None:
    text = "Police came. Orvex came, and QRV and the Police."
    found = read_in(text, dict.fromkeys(("Police", "Orvex", "QRV"), (ORGANISATION, 0.95)))
    assert found == [("Orvex", ORGANISATION), ("QRV", ORGANISATION), ("Police", ORGANISATION)]


def test_a_body_that_the_reader_tore_apart_is_one() -> None:
    text = "The Brandt Office on Northern Europe paid Orvex for Tarnby."
    names = {"Brandt Office": (ORGANISATION, 0.95), "Northern Europe": (PLACE, 0.95)}
    readings = readings_of(text, {**names, "Orvex": (ORGANISATION, 0.95), "Tarnby": (PLACE, 0.95)})
    chances = readings.chances.copy()
    chances[np.searchsorted(readings.starts, text.index("on North"))] = [0.8, 0, 0.2, 0, 0, 0]
    tokens = annotated(text).tokens
    found = from_reader(tokens, NameReadings(readings.names, readings.starts, chances), ())
    whole = "Brandt Office on Northern Europe"
    assert words_of(tokens, found) == [(whole, ORGANISATION), ("Orvex", ORGANISATION), ("Tarnby", PLACE)]


def test_two_names_with_a_hyphen_are_two() -> None:
    text = "The France-Orvex talks failed, and Orvex-Tarn fell."
    found = read_in(text, {"France-Orvex": (ORGANISATION, 0.99), "Orvex-Tarn": (ORGANISATION, 0.99)})
    assert found == [("Orvex - Tarn", ORGANISATION)]


def test_a_suffix_keeps_its_full_stop() -> None:
    text = "The verdict on Ray Holm Jr., who is 40, came late."
    assert read_in(text, {"Ray Holm Jr": (PERSON, 0.99)}) == [("Ray Holm Jr.", PERSON)]


def test_bodies_of_the_rules_do_not_lie_across_what_is_sure() -> None:
    text = "Tarnby University Officer Ray Holm was hurt."
    tokens = annotated(text).tokens
    body = candidate(tokens, "Tarnby University Officer Ray Holm", ORGANISATION, "organisation-noun")
    sure = from_reader(tokens, readings_of(text, {"Ray Holm": (PERSON, 0.99)}), ())
    doubtful = from_reader(tokens, readings_of(text, {"Ray Holm": (PERSON, 0.7)}), ())
    assert list(without_contradicted([body], sure)) == []
    assert list(without_contradicted([body], doubtful)) == [body]


def test_the_last_word_on_a_guess() -> None:
    text = "Fans of the Brents met Orvex near Tarnby."
    tokens = annotated(text).tokens
    readings = readings_of(text, {"Brents": (ORGANISATION, 0.9)})
    as_person = judge_again(tokens, candidate(tokens, "Brents", PERSON, "full-name"), readings)
    assert as_person is not None
    assert as_person.kind is ORGANISATION
    assert judge_again(tokens, candidate(tokens, "Orvex", ORGANISATION, "acronym-in-brackets"), readings) is None
    place = candidate(tokens, "Tarnby", PLACE)
    assert judge_again(tokens, place, readings) == place
    body = candidate(tokens, "Orvex", ORGANISATION, "organisation-noun")
    assert judge_again(tokens, body, readings) == body


def test_the_rules_leave_a_sure_name_as_it_was_read() -> None:
    text = "Toll Brothers Jordan Venn and police in Jordan were told. Jordan Venn left."
    found = names_in(text, {"Jordan Venn": (PERSON, 0.99), "Toll Brothers": (ORGANISATION, 0.95)})
    assert found["Jordan Venn"] is PERSON
    assert found["Toll Brothers"] is ORGANISATION
    assert found["Jordan"] is NameKind.COUNTRY


def test_without_a_reader_nothing_changes() -> None:
    text = "Mr Ray Holm of the Tarnby Institute met Iraqi police."
    assert names_in(text, None) == {name.text: name.kind for name in annotated(text).names}
