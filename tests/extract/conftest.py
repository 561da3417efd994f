"""Fixtures for the extractors' tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.annotation import AnnotatedArticle
from tests.support import annotated


@pytest.fixture(scope="session")
def annotate_text() -> Callable[..., AnnotatedArticle]:
    """`annotate_text("…", headline="…", published=date)`: see `tests.support.annotated`."""
    return annotated
