"""What the scorer of roles learns from, and that it learns it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg import resources
from kg.extract.role_features import OUTCOMES
from kg.extract.role_reader import SIGNALS, Signals
from kg.extract.role_weights import FILE, to_role_weights
from tests.support import annotated
from training.role_examples import Label, NamedMarks, PointedMarks, RoleExample, make_role_examples
from training.role_fitting import (
    FOLDS,
    combined_scores,
    fit_folds,
    fit_reader,
    fit_weights,
    fold_of,
    held_out_scores,
    make_table,
)
from training.roles import fit_all, write_weights

TEXT = "Three gunmen shot two traders near the market of Kitwe. A minister called the shooting a crime."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


POINTED: dict[str, Any] = {
    "attacks": {"a1": {"types": ["Shooting"]}},
    "mentions": [
        {
            "attacks": ["a1"],
            "trigger": at("shot"),
            "victim": [at("two traders")],
            "place": [at("Kitwe")],
            "by": [at("Three gunmen")],
        }
    ],
}
NAMED: dict[str, Any] = {
    "entities": [{"id": "e1", "names": ["Kitwe"]}],
    "attacks": [
        {
            "mentions": [at("shot two traders")],
            "places": ["e1"],
            "victims": [{"is": "two traders", "optional": True}],
            "perpetrators": ["gunmen"],
        }
    ],
}


def labels(marks: PointedMarks | NamedMarks) -> dict[str, dict[str, Label]]:
    """What each phrase is, by its word."""
    found: dict[str, dict[str, Label]] = {}
    for example in make_role_examples(annotated(TEXT), marks, "one"):
        word = next((f[2:] for f in example.features if f.startswith("w:")), None)
        sort = next(f[2:] for f in example.features if f.startswith("s:"))
        found[word or sort] = dict(zip(OUTCOMES, example.labels, strict=True))
    return found


@pytest.mark.parametrize("marks", [PointedMarks(POINTED), NamedMarks(NAMED)])
def test_phrases_carry_the_roles_that_were_marked(marks: PointedMarks | NamedMarks) -> None:
    found = labels(marks)
    yes = {(word, role) for word, row in found.items() for role, label in row.items() if label}
    assert yes == {("trader", "victim"), ("Place", "place"), ("gunman", "perpetrator"), ("gunman", "author")}
    assert "minister" not in found  # the word beside it was not marked


def test_an_accused_party_is_no_author() -> None:
    (mention,) = POINTED["mentions"]
    accused = {**mention, "by": [], "alleged": mention["by"]}
    found = labels(PointedMarks({**POINTED, "mentions": [accused]}))
    assert (found["gunman"]["perpetrator"], found["gunman"]["author"]) == (True, False)


def test_where_a_phrase_shares_only_words_with_a_filler_nobody_knows() -> None:
    sheet = {**NAMED, "attacks": [{**NAMED["attacks"][0], "targets": ["the grain market and its many small stalls"]}]}
    found = labels(NamedMarks(sheet))
    assert found["market"]["target"] is None
    assert found["trader"]["target"] is False


SILENT: tuple[Signals, ...] = ((0.0,) * len(SIGNALS),) * len(OUTCOMES)


def examples() -> list[RoleExample]:
    """Many texts in which "good" makes a target and "bad" none; and one thing nobody knows."""
    found: list[RoleExample] = []
    for number in range(60):
        good = number % 2 == 0
        known: tuple[Label, ...] = tuple(good if name == "target" else False for name in OUTCOMES)
        pointed = (1.0, float(good), 3.0 if good else 0.0, 0.0, 0.0, 0.0)
        found.append(RoleExample(f"t{number}", ("all", "good" if good else "bad"), SILENT, known))
        found.append(RoleExample(f"t{number}", ("all",), (pointed,) * len(OUTCOMES), known))
        found.append(RoleExample(f"t{number}", ("all", "good"), SILENT, (None,) * len(OUTCOMES)))
    return found


def test_weights_tell_what_makes_a_role() -> None:
    table = make_table(examples())
    weights = fit_weights(table, np.ones(len(table.folds), dtype=bool))
    row = dict(zip(table.names, weights[:, OUTCOMES.index("target")], strict=True))
    assert row["good"] > 1 > -1 > row["bad"]
    assert (weights == fit_weights(table, np.ones(len(table.folds), dtype=bool))).all()


def test_the_readers_word_is_weighed_where_it_knows_the_words() -> None:
    table = make_table(examples())
    scores = held_out_scores(table, fit_folds(table))
    chosen = np.ones(len(table.folds), dtype=bool)
    combined = combined_scores(table, scores, fit_reader(table, scores, chosen))
    target = OUTCOMES.index("target")
    asked = table.signals[:, target, 0] > 0
    right = table.labels[:, target] > 0
    assert combined[asked & right, target].min() > combined[asked & ~right, target].max()
    assert (combined[~asked] == scores[~asked]).all()
    nothing = fit_reader(table, scores, ~chosen)
    assert (combined_scores(table, scores, nothing) == scores).all()


def test_a_text_stays_in_its_fold() -> None:
    assert {fold_of(f"t{number}") for number in range(40)} == set(range(FOLDS))
    assert fold_of("t1") == fold_of("t1")


def test_written_weights_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / resources.SMALL_WEIGHTS).write_text('{"other.json": "1"}', encoding="utf-8")
    write_weights(fit_all(examples(), {"t1", "t2"}), tmp_path)
    first = (tmp_path / FILE).read_bytes()
    write_weights(fit_all(examples(), {"t1", "t2"}), tmp_path)
    assert (tmp_path / FILE).read_bytes() == first
    assert set(json.loads((tmp_path / resources.SMALL_WEIGHTS).read_text(encoding="utf-8"))) == {"other.json", FILE}
    monkeypatch.setattr(resources, "weights_dir", lambda: tmp_path)
    resources.read_weights.cache_clear()
    weights = to_role_weights(resources.read_weights(FILE))
    resources.read_weights.cache_clear()
    assert weights.rows["good"][OUTCOMES.index("target")] > 1
