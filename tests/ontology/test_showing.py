"""What `kg ontology show` prints of a class and of a property."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.ontology import show


def rows(name: str) -> dict[str, str]:
    """The labelled lines of a description."""
    _, _, table = show(name).partition("\n\n")
    return {line[:14].strip(): line[14:] for line in table.splitlines()}


def test_a_class() -> None:
    text = show("DroneStrike")
    assert text.startswith("kg:DroneStrike  (drone strike)\nAn air strike by an unmanned aircraft")
    found = rows("DroneStrike")
    assert found["is a"] == "kg:AirStrike, kg:Attack"
    assert found["aligned with"] == "schema:Event, schema:Thing, sem:Core, sem:Event"
    assert {"kg:place", "kg:perpetrator", "kg:mention"} <= set(found["properties"].split(", "))
    assert "kg:speaker" not in found["properties"]
    assert "kg:Statement" in found["excludes"]
    assert found["closeMatch"] == "cameo:1952, plover:ASSAULT-drone"
    assert "kinds" not in found


def test_the_prefix_may_be_written() -> None:
    assert show("kg:Agent") == show("Agent")
    assert rows("kg:Organisation")["kinds"].startswith("kg:ArmedGroup, kg:Coalition, kg:Company")


def test_a_property() -> None:
    found = rows("target")
    assert found["of"] == "kg:Attack"
    assert found["leads to"] == "kg:Agent, kg:Asset"
    assert found["aligned with"] == "sem:eventProperty, sem:hasActor"
    assert rows("killedMin")["character"] == "owl:FunctionalProperty"


def test_a_note_warns_where_a_term_is_easily_misused() -> None:
    assert rows("perpetrator")["note"].startswith("Never for what a speaker says")
    assert rows("allegedPerpetrator")["aligned with"] == "sem:eventProperty"


def test_a_term_that_is_not_there() -> None:
    with pytest.raises(KgError, match=r"no term 'Dronestrik'\. Did you mean DroneStrike"):
        show("Dronestrik")
    with pytest.raises(KgError, match=r"no term 'zzz'\. There are: Abduction, Accusation"):
        show("zzz")
