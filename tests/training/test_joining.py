"""Learning which mentions are one attack: decisions replayed from marks, weights fitted and written."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model.span import Span
from kg.resolve.attack_evidence import Signs
from tests.support import annotated
from training.join_examples import Decision, keys_of, make_decisions, named_marks, pointed_marks
from training.joining import as_article, choose, choose_by_score, fit, fold_of, write_weights
from training.mentions import MentionSheet

TEXT = (
    "A bomb exploded at a market in Quetta on Tuesday. Gunmen kidnapped a judge in Lima. "
    "The bombing in Quetta killed nine people."
)


def mark(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def decide(marks: list[tuple[Span, str]]) -> list[Decision]:
    article = annotated(TEXT, headline="News from two towns", published=dt.date(2021, 3, 10))
    return list(make_decisions("report", article, marks))


def test_mentions_that_may_be_of_an_attack_told_before_are_a_decision() -> None:
    marks = [(mark("exploded"), "a1"), (mark("kidnapped"), "a2"), (mark("bombing"), "a1")]
    shift = annotated(TEXT, headline="News from two towns", published=None).article.text.index(TEXT)
    marks = [(Span(span.start + shift, span.end + shift), key) for span, key in marks]
    decisions = decide(marks)
    assert [(d.report, d.right, len(d.options)) for d in decisions] == [("report", 1, 2)]
    assert ["new" in signs for signs in decisions[0].options] == [True, False]


def test_what_is_marked_as_of_nothing_or_of_several_is_no_decision() -> None:
    assert decide([]) == []
    article = annotated(TEXT)
    facts = extract(article)
    start = article.text_of(Span(0, len(article.article.text))).index("exploded")
    both = [(Span(start, start + 8), "a1"), (Span(start, start + 8), "a2")]
    assert keys_of(facts, both) == {}


def test_the_shortest_marked_words_tell_the_attack() -> None:
    article = annotated(TEXT)
    start = article.article.text.index("exploded")
    marks = [(Span(start - 7, start + 20), "a1"), (Span(start, start + 8), "a2")]
    assert set(keys_of(extract(article), marks).values()) == {"a2"}


def test_both_sorts_of_sheets_give_marks() -> None:
    assert list(named_marks({"attacks": [{"id": "x", "mentions": [[3, 9]]}]})) == [(Span(3, 9), "x")]
    sheet = {"mentions": [{"attacks": ["a1", "a2"], "trigger": [3, 9]}]}
    assert list(pointed_marks(sheet)) == [(Span(3, 9), "a1"), (Span(3, 9), "a2")]


def decision(report: str, right: int, *signs: Signs) -> Decision:
    return Decision(report, signs, right)


def test_fitting_finds_what_tells_the_two_apart() -> None:
    joined = [decision(f"r{n}", 1, {"new": 1.0}, {"join:same": 1.0}) for n in range(20)]
    apart = [decision(f"s{n}", 0, {"new": 1.0}, {"join:other": 1.0}) for n in range(20)]
    weights = fit([*joined, *apart], {d.report: 1.0 for d in (*joined, *apart)})
    assert weights["join:same"] > 0.5
    assert weights["join:other"] < -0.5
    assert [choose(d, weights) for d in (joined[0], apart[0])] == [1, 0]


def test_rare_signs_get_no_weight() -> None:
    common = [decision(f"r{n}", 1, {"new": 1.0}, {"join:same": 1.0}) for n in range(20)]
    rare = decision("rare", 0, {"new": 1.0, "new:rare": 1.0}, {"join:same": 1.0})
    assert "new:rare" not in fit([*common, rare], {d.report: 1.0 for d in (*common, rare)})


def test_the_hand_made_score_is_read_from_its_sign() -> None:
    assert choose_by_score(decision("r", 0, {"new": 1.0}, {}, {"join:picked": 1.0})) == 2
    assert choose_by_score(decision("r", 0, {"new:picked": 1.0}, {})) == 0


def test_reports_of_the_same_events_are_held_out_together() -> None:
    assert fold_of("harbour_blast_0_news_1") == fold_of("harbour_blast_0_news_12")


def test_a_text_without_title_and_date_is_given_both() -> None:
    sheet = {"source": "x.jsonl", "attacks": {"a1": {"types": ["Attack"], "date": ["2020-05-01", "2020-05-02"]}}}
    article = as_article(MentionSheet("x", "A bomb exploded. Nobody was hurt.", sheet))
    assert (article.headline, article.published) == ("A bomb exploded.", dt.date(2020, 5, 2))
    assert article.body.slice(article.text).strip() == "Nobody was hurt."


def test_weights_are_written_with_their_hash_beside_others(tmp_path: Path) -> None:
    (tmp_path / "small.json").write_text('{"roles.json": "abc"}', encoding="utf-8")
    write_weights({"new": 0.1234, "join:same": 2.0, "join:none": 0.0001}, tmp_path)
    written = (tmp_path / "joining.json").read_bytes()
    assert json.loads(written)["weights"] == {"new": 123, "join:same": 2000}
    hashes = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
    assert hashes == {"joining.json": hashlib.sha256(written).hexdigest(), "roles.json": "abc"}


@pytest.mark.parametrize("name", ["joining.json"])
def test_the_weights_of_the_program_have_a_sign_of_each_choice(name: str) -> None:
    from kg.resources import read_weights

    signs = set(read_weights(name)["weights"])
    assert {sign.split(":")[0] for sign in signs} == {"new", "join"}
