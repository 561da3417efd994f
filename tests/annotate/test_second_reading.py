"""A trained reader's opinion on names, beside the recogniser's and before the rules'."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from kg.annotate.actors import find_actors
from kg.annotate.candidates import Candidate
from kg.annotate.learned.name_decoding import KINDS, NameReading, NameReadings
from kg.annotate.names import find_names
from kg.annotate.second_reading import judge_again, with_second_reading, without_contradicted
from kg.annotate.tokens import copy_docs, split_paragraphs
from kg.model.annotation import NameKind, Token
from kg.model.span import Span
from tests.support import annotated, article_from, language_model

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def readings_of(text: str, names: Mapping[str, tuple[NameKind, float]]) -> NameReadings:
    """Every occurrence of these words as a name of a kind with a probability; nothing else is one."""
    found = [
        NameReading(Span(*match.span()), kind, score)
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
    tokenised = copy_docs(paragraphs, language_model().read(p.span.slice(text) for p in paragraphs))
    readings = None if names is None else readings_of(text, names)
    return {name.text: name.kind for name in find_names(article, tokenised, times=(), readings=readings)}


def candidate(tokens: tuple[Token, ...], words: str, kind: NameKind, component: str = "spacy-ner") -> Candidate:
    wanted = words.split()
    texts = [token.text for token in tokens]
    first = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    return Candidate(first=first, last=first + len(wanted), kind=kind, component=component)


def words_of(tokens: tuple[Token, ...], found: list[Candidate]) -> list[tuple[str, NameKind]]:
    return [(" ".join(t.text for t in tokens[c.first : c.last]), c.kind) for c in found]


def test_what_is_read_stands_in_the_place_of_what_was_recognised() -> None:
    text = "Shots were fired as Orla Venn Holdings moved to Tarnby."
    tokens = annotated(text).tokens
    recognised = [candidate(tokens, "Orla Venn", PERSON), candidate(tokens, "Tarnby", PLACE)]
    readings = readings_of(text, {"Orla Venn Holdings": (ORGANISATION, 0.97)})
    found = with_second_reading(tokens, recognised, readings, ())
    assert words_of(tokens, found) == [("Orla Venn Holdings", ORGANISATION), ("Tarnby", PLACE)]
    assert found[0].settled


def test_an_agent_that_only_the_recogniser_sees_is_none_but_a_place_may_be() -> None:
    text = "The virus reached Tarnby with Orvex on board."
    tokens = annotated(text).tokens
    recognised = [candidate(tokens, "Tarnby", PLACE), candidate(tokens, "Orvex", ORGANISATION)]
    found = with_second_reading(tokens, recognised, readings_of(text, {}), ())
    assert words_of(tokens, found) == [("Tarnby", PLACE)]


def test_what_is_read_with_doubt_leaves_the_recogniser_alone() -> None:
    text = "A spokesman for Orvex spoke."
    tokens = annotated(text).tokens
    recognised = [candidate(tokens, "Orvex", ORGANISATION)]
    found = with_second_reading(tokens, recognised, readings_of(text, {"Orvex": (PERSON, 0.55)}), ())
    assert found == recognised


def test_a_listed_actor_is_known_by_its_own_name() -> None:
    text = "On Monday Taliban fighters left the valley."
    tokens = annotated(text).tokens
    matches = find_actors(tokens, (0,) * len(tokens))
    readings = readings_of(text, {"Taliban fighters": (ORGANISATION, 0.99)})
    assert with_second_reading(tokens, [], readings, matches) == []
    assert len(with_second_reading(tokens, [], readings, ())) == 1


def test_a_suffix_keeps_its_full_stop() -> None:
    text = "The verdict on Ray Holm Jr., who is 40, came late."
    tokens = annotated(text).tokens
    found = with_second_reading(tokens, [], readings_of(text, {"Ray Holm Jr": (PERSON, 0.99)}), ())
    assert words_of(tokens, found) == [("Ray Holm Jr.", PERSON)]


def test_bodies_of_the_rules_do_not_lie_across_what_is_sure() -> None:
    text = "Tarnby University Officer Ray Holm was hurt."
    tokens = annotated(text).tokens
    body = candidate(tokens, "Tarnby University Officer Ray Holm", ORGANISATION, "organisation-noun")
    sure = with_second_reading(tokens, [], readings_of(text, {"Ray Holm": (PERSON, 0.99)}), ())
    doubtful = with_second_reading(tokens, [], readings_of(text, {"Ray Holm": (PERSON, 0.7)}), ())
    assert list(without_contradicted([body], sure)) == []
    assert list(without_contradicted([body], doubtful)) == [body]


def test_the_last_word_on_a_guess() -> None:
    text = "Fans of the Brents met Orvex near Tarnby."
    tokens = annotated(text).tokens
    readings = readings_of(text, {"Brents": (ORGANISATION, 0.9)})
    as_person = judge_again(tokens, candidate(tokens, "Brents", PERSON, "full-name"), readings)
    assert as_person is not None
    assert as_person.kind is ORGANISATION
    assert judge_again(tokens, candidate(tokens, "Orvex", ORGANISATION), readings) is None
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
