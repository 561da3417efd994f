"""Which place a name means in its report."""

from __future__ import annotations

import pytest

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Reference, Role
from kg.model.resolved import Entity
from kg.model.span import Span
from kg.resolve.places import country_entity, place_context, resolve_place
from tests.support import annotated


def resolve(text: str, words: str) -> Entity:
    report: AnnotatedArticle = annotated(text)
    start = text.index(words)
    span = Span(start, start + len(words))
    head = next(t.index for t in report.tokens if span.contains(Span(t.start, t.end)))
    return resolve_place(place_context(report), Reference(span=span, head=head, role=Role.PLACE))


@pytest.mark.parametrize(
    ("text", "words", "key", "country"),
    [
        ("A bomb went off in Kano, Nigeria.", "Kano", "place/kano-2335204", "country/nigeria"),
        ("Shells fell on Tripoli, Libya.", "Tripoli", "place/tripoli-2210247", "country/libya"),
        ("Shells fell on Tripoli, said the army of Lebanon.", "Tripoli", "place/tripoli-266826", "country/lebanon"),
        (
            "A man was shot in Springfield, Illinois.",
            "Springfield",
            "place/springfield-4250542",
            "country/united-states",
        ),
        ("Gunmen raided Herat province in Afghanistan.", "Herat", "place/herat-1140025", "country/afghanistan"),
        ("Gunmen raided the city of Herat in Afghanistan.", "Herat", "place/herat-1140026", "country/afghanistan"),
        ("Police in Nairobi shot a man.", "Nairobi", "place/nairobi-184745", "country/kenya"),
        ("Raids hit Darfur.", "Darfur", "place/darfur", "country/sudan"),
        ("A mayor in Atlanta, Georgia was shot.", "Georgia", "place/georgia-4197000", "country/united-states"),
    ],
)
def test_sure_places(text: str, words: str, key: str, country: str) -> None:
    place = resolve(text, words)
    assert (place.key, place.country, place.kind) == (key, country, "Place")
    assert place.label == words
    assert place.mentions[0].span.slice(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb went off in Springfield.", "Springfield"),
        ("A bomb went off in San Jose.", "San Jose"),
        ("A bomb went off in Camp Dryfield in Kenya.", "Camp Dryfield"),
        ("A bomb went off in the Northern District.", "Northern District"),
    ],
)
def test_unsure_places_belong_to_their_report(text: str, words: str) -> None:
    place = resolve(text, words)
    assert place.key.split("/")[1].startswith(annotated(text).article.key)
    assert (place.latitude, place.geonames) == (None, None)


def test_an_unknown_place_lies_where_the_report_says() -> None:
    assert resolve("A bomb went off in Dryfield, Kenya.", "Dryfield").country == "country/kenya"


def test_a_capital_that_is_described() -> None:
    place = resolve("A bomb hit the Libyan capital.", "the Libyan capital")
    assert (place.key, place.label, place.country) == ("place/tripoli-2210247", "Tripoli", "country/libya")


def test_states_are_countries() -> None:
    place = resolve("Raids went on across the United States.", "the United States")
    assert (place.key, place.kind, place.label) == ("country/united-states", "Country", "United States")


def test_georgia_by_itself_is_the_state() -> None:
    assert resolve("Shots were fired on the border of Georgia.", "Georgia").key == "country/georgia"


def test_country_entities_carry_their_names() -> None:
    entity = country_entity("country/ivory-coast")
    assert entity.label == "Ivory Coast"
    assert "Côte d'Ivoire" in entity.aliases
    with pytest.raises(KeyError):
        country_entity("country/atlantis")
