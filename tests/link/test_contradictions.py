"""Hand-made tellings: what keeps two apart, what does not, and links that a chain would make wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.errors import InputError
from kg.link import Features, Links, decide_links
from kg.link.contradictions import find_agent_contradiction, find_contradiction
from kg.link.features import AgentFeatures, AttackFeatures, Place, Toll
from kg.link.names import is_abbreviation, is_same_name, is_short_for, is_spelling_of
from kg.link.record import parse_links

BASE = "https://d.example/"
DAY = dt.date(2031, 3, 11)
TOWN = Place(iri="place/sorn", name="Sorn", latitude=10.0, longitude=20.0)


def attack(article: str, ordinal: int = 1) -> AttackFeatures:
    return AttackFeatures(
        iri=f"{BASE}attack/{article}-{ordinal}",
        article=f"{BASE}article/{article}",
        label="bombing",
        published=DAY,
        kinds=frozenset({"Bombing"}),
        earliest=DAY,
        latest=DAY,
        places=(TOWN,),
        countries=frozenset({"country/x"}),
        victims={},
        targets={},
        accused={},
        weapons=frozenset(),
        tolls=(Toll(least=9, most=9),),
    )


def world(*attacks: AttackFeatures) -> Features:
    articles = tuple(sorted({each.article for each in attacks}))
    return Features(articles=articles, attacks=tuple(sorted(attacks, key=lambda each: each.iri)), agents=())


def decide(*attacks: AttackFeatures) -> tuple[list[tuple[str, str]], str]:
    outcome = decide_links(world(*attacks), Links(base=BASE))
    joined = [(d.subject.rsplit("/", 1)[1], d.object.rsplit("/", 1)[1]) for d in outcome.added]
    return joined, " / ".join(refusal.reason for refusal in outcome.refused)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"earliest": DAY - dt.timedelta(1), "latest": DAY - dt.timedelta(1)}, "different days"),
        ({"published": DAY - dt.timedelta(1), "earliest": None, "latest": None}, "after the other report"),
        ({"countries": frozenset({"country/y"})}, "different countries"),
        ({"places": (replace(TOWN, iri="place/arv", name="Arv", latitude=10.5),)}, "different places"),
        ({"places": (Place(iri="place/arv", name="Arv", latitude=None, longitude=None),)}, "different places"),
        ({"kinds": frozenset({"Abduction"})}, "do not go together"),
        ({"tolls": (Toll(least=60, most=None),)}, "no update explains"),
    ],
)
def test_facts_that_contradict_each_other(change: dict[str, object], reason: str) -> None:
    one, two = attack("a"), replace(attack("b"), **change)  # type: ignore[arg-type]

    assert reason in (find_contradiction(one, two) or "")
    assert reason in (find_contradiction(two, one) or "")
    assert decide(one, two)[0] == []


@pytest.mark.parametrize(
    "change",
    [
        {"earliest": DAY - dt.timedelta(2), "latest": DAY},
        {"earliest": None, "latest": None},
        {"countries": frozenset()},
        {"places": (replace(TOWN, iri="place/arv", name="Arv", latitude=10.1),)},
        {"places": ()},
        {"kinds": frozenset({"SuicideBombing"})},
        {"kinds": frozenset()},
        {"tolls": (Toll(least=14, most=14),)},
        {"tolls": (Toll(least=5, most=None),)},
        {"tolls": ()},
    ],
)
def test_facts_that_can_be_of_one_attack(change: dict[str, object]) -> None:
    one, two = attack("a"), replace(attack("b"), **change)  # type: ignore[arg-type]

    assert find_contradiction(one, two) is None
    assert find_contradiction(two, one) is None


def test_a_toll_grows_and_is_seldom_taken_back() -> None:
    early = replace(attack("a"), tolls=(Toll(least=30, most=30),))
    late = replace(attack("b"), published=DAY + dt.timedelta(2), tolls=(Toll(least=15, most=15),))

    assert "no update" in (find_contradiction(early, late) or "")
    assert find_contradiction(replace(early, published=late.published), replace(late, published=DAY)) is None


def test_victims_of_other_names() -> None:
    one = replace(attack("a"), victims={"person/karim-adan": "Karim Adan"})
    same = replace(attack("b"), victims={"person/kareem-adan": "Kareem Adan"})
    other = replace(attack("b"), victims={"person/yusuf-berg": "Yusuf Berg"})

    assert find_contradiction(one, same) is None
    assert "different victims" in (find_contradiction(one, other) or "")


def test_no_link_where_two_would_do_as_well() -> None:
    joined, reasons = decide(attack("a"), attack("b", 1), attack("b", 2))

    assert joined == []
    assert "would do as well" in reasons


def test_a_chain_joins_no_contradiction() -> None:
    low = replace(attack("a"), tolls=(Toll(least=3, most=3),))
    open_ = replace(attack("b"), tolls=())
    high = replace(attack("c"), tolls=(Toll(least=40, most=40),))
    joined, reasons = decide(low, open_, high)

    assert len(joined) == 1
    assert "it would bring together" in reasons
    assert "no update explains" in reasons


def test_a_day_and_a_town_alone_make_no_link() -> None:
    bare = {"kinds": frozenset[str](), "tolls": ()}
    one, two = replace(attack("a"), **bare), replace(attack("b"), **bare)  # type: ignore[arg-type]

    assert decide(one, two)[0] == []
    assert decide_links(world(one, two), Links(base=BASE), threshold=Decimal(6)).added != ()


def test_agents_that_one_article_tells_apart_are_two() -> None:
    one = AgentFeatures(
        iri="person/a", kinds=frozenset({"Person"}), label="A", names=("A",), articles=frozenset({"x"}),
        countries=frozenset(), posts=frozenset(), bodies=frozenset(), attacks=frozenset(),
    )  # fmt: skip

    assert "tells them apart" in (find_agent_contradiction(one, replace(one, iri="person/b")) or "")
    assert find_agent_contradiction(one, replace(one, iri="person/b", articles=frozenset({"y"}))) is None
    assert "a person and" in (find_agent_contradiction(one, replace(one, kinds=frozenset({"ArmedGroup"}))) or "")


def test_names() -> None:
    assert is_same_name("Hassan al-Ahmed", "Hassan Ahmed")
    assert is_spelling_of("Kareem al-Hadidi", "Karim Hadidi")
    assert not is_spelling_of("Karim Hadidi", "Karim Halabi")
    assert not is_spelling_of("Hadidi", "Hadide")
    assert is_short_for("Hadidi", "Karim Hadidi")
    assert not is_short_for("Karim", "Karim Hadidi")
    assert is_abbreviation("PLF", "Port Liberation Front")
    assert not is_abbreviation("Plf", "Port Liberation Front")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<a", "line 1"),
        (b"<urn:a> <urn:b> <urn:c> .", "more than the graph https://d.example/links"),
        (
            b"GRAPH <https://d.example/links> { <urn:a> a <https://w3id.org/newskg/ontology#LinkDecision> }",
            "urn:a has not one subject",
        ),
        (b"GRAPH <https://d.example/links> { [] a <urn:c> }", "a node without a name"),
    ],
)
def test_a_file_that_holds_no_links_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_links(content, place="links.trig", base=BASE)


def test_a_decision_that_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(InputError, match="there is none of this name"):
        Links(base=BASE).without("urn:x")
