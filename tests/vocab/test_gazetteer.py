"""Finding places by name in the sorted tables."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.resources import data_file
from kg.vocab.gazetteer import find_major_place, find_places, find_region


def rows(table: str) -> list[list[str]]:
    lines = data_file(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize("table", ["places.tsv", "place_aliases.tsv"])
def test_tables_are_sorted_as_the_search_needs(table: str) -> None:
    keys = [row[0].encode() for row in rows(table)]
    assert len(keys) > 50_000
    assert all(a <= b for a, b in pairwise(keys))


def test_first_last_and_middle_rows_are_found() -> None:
    listed = rows("places.tsv")
    for row in (listed[0], listed[len(listed) // 2], listed[-1]):
        assert int(row[1]) in {place.geonames for place in find_places(row[2])}


def test_a_place_has_its_country_and_coordinates() -> None:
    place = find_places("Maiduguri")[0]
    assert (place.countries, place.kind, place.geonames) == (("NG",), "city", 2331447)
    assert place.latitude is not None
    assert float(place.latitude) == pytest.approx(11.85, abs=0.1)


@pytest.mark.parametrize("name", ["Fallujah", "Al Fallūjah", "Sana'a", "Sanaa", "Deir ez-Zor"])
def test_spellings_lead_to_the_same_place(name: str) -> None:
    assert find_places(name)


def test_unknown_names_are_not_found() -> None:
    assert find_places("Zzyzxville") == ()
    assert find_places("") == ()


def test_regions_come_first() -> None:
    assert find_places("Darfur")[0].kind == "region"
    region = find_region("the Sinai Peninsula")
    assert region is not None
    assert region.countries == ("EG",)


@pytest.mark.parametrize(("name", "key"), [("Nairobi", "place/nairobi-184745"), ("Texas", "place/texas-4736286")])
def test_a_name_that_stands_alone(name: str, key: str) -> None:
    place = find_major_place(name)
    assert place is not None
    assert place.key == key


@pytest.mark.parametrize("name", ["Tripoli", "San Jose", "Springfield", "Victoria"])
def test_a_name_of_several_places_stands_for_none(name: str) -> None:
    assert find_major_place(name) is None
