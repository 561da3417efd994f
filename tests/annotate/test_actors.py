"""The actor list and its matching."""

from __future__ import annotations

import pytest

from kg.annotate.actors import find_actors, plain_words
from kg.resources import read_tsv
from tests.support import annotated

CLASSES = {
    "ArmedGroup", "StateForce", "Government", "Coalition", "MediaOrganisation", "IntergovernmentalOrganisation",
    "PoliticalParty", "Company", "Organisation",
}  # fmt: skip


def matches(text: str) -> list[tuple[str, str]]:
    tokens = annotated(text).tokens
    found = find_actors(tokens, tuple(0 for _ in tokens))
    return [(text[tokens[m.first].start : tokens[m.last - 1].end], m.key) for m in found]


def test_rows_are_complete_and_sorted() -> None:
    rows = read_tsv("actors.tsv")
    assert len(rows) > 1000
    assert [row["key"] for row in rows] == sorted({row["key"] for row in rows})
    assert {row["class"] for row in rows} <= CLASSES
    assert all(row["label"] and row["source"] for row in rows)
    assert all(not row["country"] or (len(row["country"]) == 2 and row["country"].isupper()) for row in rows)


def test_no_published_single_word_names_two_actors() -> None:
    owners: dict[str, set[str]] = {}
    for row in read_tsv("actors.tsv"):
        if row["source"].startswith("general"):
            continue
        for name in (row["label"], *row["aliases"].split("|")):
            words = plain_words(name)
            if len(words) == 1:
                owners.setdefault(words[0].lower(), set()).add(row["key"])
    assert {word: keys for word, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(
    ("text", "written", "key"),
    [
        ("Gunmen of al-Shabaab fled.", "al-Shabaab", "organisation/al-shabaab"),
        ("The Moro Islamic Liberation Front (MILF) signed.", "Moro Islamic Liberation Front",
         "organisation/moro-islamic-liberation-front"),
        ("The U.N. sent food.", "U.N.", "organisation/united-nations"),
    ],
)  # fmt: skip
def test_finds_the_longest_name(text: str, written: str, key: str) -> None:
    assert matches(text)[0] == (written, key)


@pytest.mark.parametrize("text", ["It is what it is.", "She was a fatah.", "The house is in eta beta.", "who said so"])
def test_small_letters_are_no_acronyms(text: str) -> None:
    assert matches(text) == []
