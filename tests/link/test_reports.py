"""Reports in, links out: pairs that tell of one attack, and near misses that differ from them in one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.link import Features, Links, decide_links, parse_links, serialise_links
from kg.link.record import Decision
from kg.vocab.iri import DEFAULT_BASE
from kg.vocab.namespaces import KG
from tests.link.conftest import REPORTS

Read = Callable[[Iterable[str]], Features]
NONE = Links(base=DEFAULT_BASE)


def expected_pairs() -> set[frozenset[str]]:
    lines = (REPORTS / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {frozenset(line.split("\t")[:2]) for line in lines}


def pairs(decisions: Iterable[Decision], graphs: dict[str, str]) -> set[frozenset[str]]:
    """The names of the reports that links between attacks join."""
    found = set()
    for decision in decisions:
        if decision.predicate == str(KG.sameEventAs):
            ends = (decision.subject, decision.object)
            found.add(frozenset(name for name, graph in graphs.items() if any(f"<{end}>" in graph for end in ends)))
    return found


def test_reports_on_one_attack_are_linked_and_near_misses_are_not(features: Features, graphs: dict[str, str]) -> None:
    outcome = decide_links(features, NONE)

    assert len(expected_pairs()) >= 6
    assert len(graphs) >= 2 * 6 + 6
    assert pairs(outcome.added, graphs) == expected_pairs()


def test_each_near_miss_is_left_apart_for_the_thing_that_differs(features: Features) -> None:
    reasons = " / ".join(refusal.reason for refusal in decide_links(features, NONE).refused)

    assert "kinds that do not go together: Shooting and Bombing" in reasons
    assert "different victims: Karim Al-Hadidi and Yasin Al-Jubouri" in reasons
    assert "tolls that no update explains: 2 and 12 killed" in reasons


def test_a_decision_says_why(features: Features) -> None:
    for decision in decide_links(features, NONE).added:
        points = [reason.rsplit("(+", 1)[1].rstrip(")") for reason in decision.reasons]
        assert sum(map(float, points)) == float(decision.score)
        assert decision.reasons == tuple(sorted(decision.reasons))


def test_spellings_of_one_name_are_linked_by_post_and_attack(read: Read) -> None:
    (agent,) = [
        decision
        for decision in decide_links(read(["mosul-first", "mosul-other"]), NONE).added
        if decision.predicate == str(KG.sameAgentAs)
    ]

    assert agent.subject.endswith("/person/kareem-al-hadidi")
    assert agent.object.endswith("/person/karim-al-hadidi")
    assert "parts in the same attack (+2)" in agent.reasons


def test_the_links_do_not_depend_on_the_order_of_the_reports(read: Read, graphs: dict[str, str]) -> None:
    one = decide_links(read(sorted(graphs)), NONE).links
    two = decide_links(read(sorted(graphs, reverse=True)), NONE).links

    assert serialise_links(one) == serialise_links(two)


def test_only_new_articles_are_compared(read: Read, graphs: dict[str, str]) -> None:
    first = decide_links(read(name for name in graphs if name != "quetta-later"), NONE)
    again = decide_links(read(name for name in graphs if name != "quetta-later"), first.links)
    more = decide_links(read(graphs), first.links)

    assert (again.compared, again.added, again.links) == (0, (), first.links)
    assert pairs(more.added, graphs) == {frozenset({"quetta-first", "quetta-later"})}
    assert more.compared < 5
    assert more.links.decisions == decide_links(read(graphs), NONE).links.decisions


def test_what_was_taken_back_is_not_proposed_again(features: Features) -> None:
    links = decide_links(features, NONE).links
    gone = links.decisions[0]
    left = links.without(gone.iri(DEFAULT_BASE))

    assert gone not in left.decisions
    assert len(left.decisions) == len(links.decisions) - 1
    assert gone.iri(DEFAULT_BASE) not in serialise_links(left).decode("utf-8")
    assert decide_links(features, left).links == left
    assert serialise_links(links.without("ALL")) == b"" or b"LinkDecision" not in serialise_links(links.without("ALL"))
    assert decide_links(features, links.without("ALL")).links == links


def test_links_are_read_back_as_they_were_written(features: Features) -> None:
    links = decide_links(features, NONE).links

    assert parse_links(serialise_links(links), place="links.trig", base=DEFAULT_BASE) == links
