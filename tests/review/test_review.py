"""Decisions about facts: recorded, found again after a rebuild, and made into sheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.query.terms import to_quad
from kg.review import (
    Decision,
    FactKey,
    Reviewable,
    Verdict,
    find_standing,
    make_sheet,
    read_decisions,
    read_facts,
    reviewed_articles,
    reviews_name,
    to_update,
)
from kg.review.tolls import parse_toll
from kg.serve.graphs import Held
from kg.serve.reading import Reader
from tests.assemble.example import TEXT
from tests.serve.served import ARTICLE, BASE, first

NOON = dt.datetime(2031, 1, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def reader() -> Reader:
    """The example's graph, alone and in memory."""
    return Reader(Held.from_quads(to_quad(triple) for triple in first().graph))


def fact_of(reader: Reader, predicate: str) -> Reviewable:
    return next(fact for fact in read_facts(reader, ARTICLE) if fact.key.predicate == predicate)


def decide(
    reader: Reader, fact: FactKey, verdict: Verdict = Verdict.CONFIRMED, *, correction: str = "", hours: int = 0
) -> Decision:
    at = NOON + dt.timedelta(hours=hours)
    decision = Decision(fact=fact, verdict=verdict, reviewer="Ada Reed", at=at, correction=correction, reason="read it")
    reader.graphs.store.update(to_update(decision, base=BASE))
    return decision


def test_every_fact_of_a_report_has_a_name_of_its_own(reader: Reader) -> None:
    facts = read_facts(reader, ARTICLE)
    assert len(facts) > 20
    assert {"perpetrator", "allegedPerpetrator", "casualties", "Statement", "Attack", "Person"} <= {
        fact.key.predicate for fact in facts
    }
    assert all(fact.key.spans for fact in facts)
    assert len({fact.key.fingerprint for fact in facts}) == len({fact.key for fact in facts})


def test_a_decision_is_data_of_its_own_and_comes_back_whole(reader: Reader) -> None:
    before = len(reader.graphs.store)
    own = {quad for quad in reader.graphs.store if quad.graph_name == ox.DefaultGraph()}
    decision = decide(reader, fact_of(reader, "victim").key, Verdict.CORRECTED, correction='two "guards"\n<b>')
    assert read_decisions(reader, ARTICLE) == (decision,)
    assert reviewed_articles(reader) == (ARTICLE,)
    assert {quad for quad in reader.graphs.store if quad.graph_name == ox.DefaultGraph()} == own
    assert len(reader.graphs.store) > before
    named = {quad.graph_name for quad in reader.graphs.store} - {ox.DefaultGraph()}
    assert named == {ox.NamedNode(reviews_name(BASE))}
    decide(reader, decision.fact, Verdict.CORRECTED, correction=decision.correction)
    assert len(read_decisions(reader, ARTICLE)) == 1  # recorded twice, the same


def test_the_latest_decision_counts_and_the_earlier_ones_stay(reader: Reader) -> None:
    fact = fact_of(reader, "victim")
    first_one = decide(reader, fact.key)
    second = decide(reader, fact.key, Verdict.REJECTED, hours=1)
    standing = find_standing(read_decisions(reader, ARTICLE), read_facts(reader, ARTICLE))
    assert standing.by_number == {fact.number: second}
    assert standing.history[fact.number] == (second, first_one)
    assert standing.left == ()


def test_a_decision_survives_another_ordinal_and_words_a_little_longer(reader: Reader) -> None:
    fact = fact_of(reader, "victim")
    decision = decide(reader, fact.key, Verdict.REJECTED)
    facts = read_facts(reader, ARTICLE)
    renumbered = [replace(one, number=one.number + 7, node=f"{one.node}0", attack=f"{one.attack}0") for one in facts]
    assert find_standing([decision], renumbered).by_number == {fact.number + 7: decision}
    (start, end), *rest = fact.key.spans
    longer = replace(fact, key=replace(fact.key, spans=((start, end + 3), *rest)))
    assert find_standing([decision], [longer]).by_number == {fact.number: decision}
    elsewhere = replace(fact, key=replace(fact.key, spans=((end + 50, end + 60),)))
    assert find_standing([decision], [elsewhere]).left == (decision,)
    another = replace(fact, key=replace(fact.key, value="somebody else"))
    assert find_standing([decision], [another]).left == (decision,)


def test_a_correction_holds_for_a_rebuild_that_takes_it_up(reader: Reader) -> None:
    fact = fact_of(reader, "victim")
    decision = decide(reader, fact.key, Verdict.CORRECTED, correction="Two Guards")
    mended = replace(fact, key=replace(fact.key, value="two guards"))
    assert find_standing([decision], [mended]).by_number == {fact.number: decision}


@pytest.mark.parametrize(
    "given",
    [
        {"reviewer": " "},
        {"reviewer": "x" * 200},
        {"correction": "a value"},
        {"verdict": Verdict.CORRECTED},
        {"verdict": Verdict.CORRECTED, "correction": "x" * 5000},
        {"at": dt.datetime(2031, 1, 2)},
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(reader: Reader, given: dict[str, object]) -> None:
    whole = {"fact": fact_of(reader, "victim").key, "verdict": Verdict.CONFIRMED, "reviewer": "Ada Reed", "at": NOON}
    Decision(**whole)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="review"):
        Decision(**(whole | given))  # type: ignore[arg-type]


def test_a_decision_that_is_not_whole_in_the_store_is_named(reader: Reader) -> None:
    decision = decide(reader, fact_of(reader, "victim").key)
    node = ox.NamedNode(decision.iri(BASE))
    reader.graphs.store.update(f"DELETE WHERE {{ GRAPH ?g {{ {node} <https://schema.org/author> ?who }} }}")
    with pytest.raises(InputError, match="no whole decision"):
        read_decisions(reader, ARTICLE)


def test_a_sheet_asks_for_what_was_confirmed_and_leaves_out_what_was_rejected(reader: Reader) -> None:
    facts = read_facts(reader, ARTICLE)
    alleged = fact_of(reader, "allegedPerpetrator")
    place = next(one for one in facts if one.key.predicate == "place" and one.attack == alleged.attack)
    toll, victim = fact_of(reader, "casualties"), fact_of(reader, "victim")
    decide(reader, alleged.key)
    decide(reader, toll.key, Verdict.CORRECTED, correction="killed 5 or more, injured 2 to 4")
    decide(reader, victim.key, Verdict.REJECTED)
    sheet = make_sheet(reader, ARTICLE)
    assert sheet.text == TEXT
    content = sheet.content
    attack = next(one for one in content["attacks"] if one["id"] == f"attack-{alleged.attack.rpartition('-')[2]}")
    assert [alleged.key.value] in attack["alleged"]
    assert [5, None] in attack["killed"]
    assert [2, 4] in attack["injured"]
    assert "optional" not in attack
    assert victim.key.value not in str(attack.get("victims", ""))
    assert [one["value"] for one in content["rejected"]] == [victim.key.value]
    assert content["reviewed_by"] == ["Ada Reed"]
    assert {"is": [place.key.value], "optional": True} in attack["places"]
    for row in (*content["attacks"], *content["statements"]):
        for span in (*row.get("mentions", ()), *row.get("spans", ())):
            words, number = span if isinstance(span, list) else (span, 1)
            assert TEXT.count(words) >= number >= 1
    assert all(row["optional"] for row in content["statements"])
    assert {row["kind"] for row in content["entities"]} <= {"Person", "Organisation", "Country"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("killed 3", {"killed": (3, 3)}),
        ("killed 3 or more, injured 11", {"killed": (3, None), "injured": (11, 11)}),
        ("injured 2 to 4", {"injured": (2, 4)}),
        ("Killed up to 5", {"killed": (0, 5)}),
    ],
)
def test_tolls_are_read_as_they_are_shown(words: str, found: dict[str, tuple[int, int]]) -> None:
    assert parse_toll(words) == found


@pytest.mark.parametrize("words", ["", "3", "killed many", "killed 4 to 2", "killed 1, killed 2", "killed -1"])
def test_other_tolls_are_refused(words: str) -> None:
    with pytest.raises(InputError, match="toll"):
        parse_toll(words)
