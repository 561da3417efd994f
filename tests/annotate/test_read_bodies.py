"""Organisations that the trained reader is sure of, cut to their name."""

from __future__ import annotations

import pytest

from kg.annotate.candidates import Candidate, text_of
from kg.annotate.read_bodies import tidy_body
from kg.model.annotation import NameKind
from tests.support import annotated


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("Nordland Council and", NameKind.ORGANISATION, "Nordland Council"),
        ("Nordland Council at the", NameKind.ORGANISATION, "Nordland Council"),
        ("Nordland Council", NameKind.ORGANISATION, "Nordland Council"),
        ("Foreign Terrorist Organization", NameKind.ORGANISATION, None),
        ("Mr", NameKind.ORGANISATION, None),
        ("Toyota", NameKind.ORGANISATION, "Toyota"),
        ("Mr", NameKind.PERSON, "Mr"),
    ],
)
def test_tidies_a_body(text: str, kind: NameKind, left: str | None) -> None:
    tokens = annotated(text).tokens
    found = tidy_body(tokens, Candidate(first=0, last=len(tokens), kind=kind, component="learned-name"))
    assert (None if found is None else text_of(tokens, found)) == left
