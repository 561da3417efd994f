from __future__ import annotations

import pytest

from kg.ontology import checking


@pytest.fixture
def without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no Java: reasoning, which takes seconds, is left out."""
    monkeypatch.setattr(checking, "find_java", lambda: None)
