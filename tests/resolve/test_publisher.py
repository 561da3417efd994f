"""The publisher's entity."""

from __future__ import annotations

from dataclasses import replace

from kg.model.span import Span
from kg.resolve.entities import Entities
from kg.resolve.publisher import resolve_publisher
from tests.support import article_from

NOBODY = Entities((), {})


def test_a_known_agency_goes_by_its_full_name() -> None:
    article = replace(article_from("Title\nBy AFP\nText."), publisher="AFP", body=Span(13, 18))
    key, (entity,) = resolve_publisher(article, entities=NOBODY)
    assert key == "organisation/agence-france-presse"
    assert (entity.kind, entity.label, entity.aliases) == ("MediaOrganisation", "Agence France-Presse", ("AFP",))
    assert [m.span for m in entity.mentions] == [Span(9, 12)]


def test_an_unknown_paper_gets_a_key_from_its_name() -> None:
    key, (entity,) = resolve_publisher(replace(article_from("Text."), publisher="Nordland  Posten"), entities=NOBODY)
    assert (key, entity.label, entity.mentions) == ("organisation/nordland-posten", "Nordland Posten", ())


def test_no_publisher() -> None:
    assert resolve_publisher(article_from("Text."), entities=NOBODY) == (None, ())


def test_a_byline_that_names_nobody_is_no_publisher() -> None:
    for byline in ("Agencies", "Staff Reporter"):
        assert resolve_publisher(replace(article_from("Text."), publisher=byline), entities=NOBODY) == (None, ())


def test_a_publisher_that_the_text_names_is_not_made_twice() -> None:
    article = replace(article_from("Text."), publisher="Reuters")
    _, (entity,) = resolve_publisher(article, entities=NOBODY)
    assert resolve_publisher(article, entities=Entities((entity,), {})) == (entity.key, ())
