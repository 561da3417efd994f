"""The weights are those of the release and made for these roles, or there are none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError
from kg.extract.role_features import OUTCOMES
from kg.extract.role_reader import SIGNALS
from kg.extract.role_weights import load_role_weights, to_role_weights

VALUES = {
    "name": "roles",
    "version": "7",
    "outcomes": list(OUTCOMES),
    "scale": 1000,
    "limits": {name: {"fill": 0.5, "drop": 0.0} for name in OUTCOMES},
    "reader": {name: [1.0] + [0.0] * len(SIGNALS) for name in OUTCOMES},
    "rows": {"here": [1000, 0, 0, 0, 0, -500], "there": [500, 0, 0, 0, 0, 0]},
}


def test_scores_are_sums_of_the_weights_of_known_features() -> None:
    weights = to_role_weights(VALUES)
    assert weights.score(["here", "there", "nowhere"]) == (1.5, 0, 0, 0, 0, -0.5)
    assert weights.score(["nowhere"]) == (0.0,) * len(OUTCOMES)
    assert (weights.info.name, weights.info.version) == ("roles", "7")


def test_weights_for_other_roles_are_refused() -> None:
    with pytest.raises(KgError, match="other roles"):
        to_role_weights({**VALUES, "outcomes": ["place"]})


def test_the_weights_of_the_program_have_every_role() -> None:
    weights = load_role_weights()
    assert len(weights.limits) == len(weights.reader) == len(OUTCOMES)
    assert all(len(row) == len(OUTCOMES) for row in weights.rows.values())
    assert all(0.5 <= limit.fill <= 1.01 and 0 <= limit.drop < 0.5 for limit in weights.limits)
    assert weights.limits[OUTCOMES.index("author")].fill > 1  # nobody becomes a perpetrator as fact by them alone


def test_a_file_with_another_hash_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "weights_dir", lambda: tmp_path)
    (tmp_path / "tiny.json").write_text('{"n": 1}', encoding="utf-8")
    digest = hashlib.sha256(b'{"n": 1}').hexdigest()
    (tmp_path / resources.SMALL_WEIGHTS).write_text(json.dumps({"tiny.json": digest}), encoding="utf-8")
    assert resources.read_weights("tiny.json") == {"n": 1}
    resources.read_weights.cache_clear()
    (tmp_path / "tiny.json").write_text('{"n": 2}', encoding="utf-8")
    with pytest.raises(KgError, match="not the weights of this release"):
        resources.read_weights("tiny.json")
    (tmp_path / "tiny.json").write_text("no JSON", encoding="utf-8")
    with pytest.raises(KgError, match="not JSON"):
        resources.read_weights("tiny.json")
    with pytest.raises(KgError, match="missing"):
        resources.read_weights("none.json")
