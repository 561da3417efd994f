"""The tables behind the attack rules: every row is complete, says where it comes from and stands once."""

from __future__ import annotations

import pytest

from kg.extract.attack_kinds import SUPERCLASS
from kg.resources import read_tsv

KINDS = {
    "Attack", "AirStrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "CarBombing", "SuicideBombing",
    "Shooting", "Assassination", "Abduction", "Raid", "Clash", "VehicleRamming", "Stabbing", "Arson",
}  # fmt: skip
TABLES = {
    "triggers.tsv": ("words", "pos"),
    "weapons.tsv": ("words",),
    "attackers.tsv": ("words",),
    "people.tsv": ("words",),
    "not_attacks.tsv": ("words",),
    "irrealis.tsv": ("word", "use"),
    "hedges.tsv": ("word", "use"),
    "accidents.tsv": ("word", "class"),
    "number_words.tsv": ("word",),
    "place_nouns.tsv": ("word",),
    "abstract_targets.tsv": ("word",),
    "facility_nouns.tsv": ("word",),
}


@pytest.mark.parametrize("table", TABLES)
def test_rows_stand_once_and_name_their_source(table: str) -> None:
    rows = read_tsv(table)
    keys = [tuple(row[column] for column in TABLES[table]) for row in rows]
    doubled = sorted(key for key in set(keys) if keys.count(key) > 1)
    assert rows
    assert doubled == []
    assert [row for row in rows if not row["source"]] == []


def test_triggers_and_weapons_name_classes_of_the_ontology() -> None:
    for row in (*read_tsv("triggers.tsv"), *read_tsv("weapons.tsv")):
        assert set(row["kind"].split()) <= KINDS, row
    assert set(SUPERCLASS) | set(SUPERCLASS.values()) <= KINDS


def test_triggers_use_the_closed_words_of_the_table() -> None:
    for row in read_tsv("triggers.tsv"):
        assert row["pos"] in {"noun", "verb"}, row
        assert row["strength"] in {"strong", "weak", "effect", "back"}, row
        assert row["frame"] in {"target", "victim", "weapon", "none"}, row
        assert row["words"] == row["words"].lower(), row
