"""The file that `kg report` writes, opened in a real browser without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.query.terms import to_quad
from kg.reporting import Chosen, gather, render
from kg.serve.graphs import Held
from kg.serve.reading import Reader
from tests.browser.conftest import Open
from tests.serve.served import ATTACK, BASE, first, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    import pyoxigraph as ox

    held = Held.from_quads(to_quad(triple) for triple in first().graph)
    held.store.load(hostile(), format=ox.RdfFormat.TURTLE)
    chosen = Chosen(attacks=(ATTACK, f"{BASE}attack/bad-1"), asked="two attacks")
    path = tmp_path / "report.html"
    path.write_text(render(gather(Reader(held), chosen)), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_file_shows_itself_and_asks_for_nothing(
    file: Path, open_page: Open, axe: str, shoot: Callable[[Page, str], None], dark: bool
) -> None:
    page = open_page(file.as_uri(), dark=dark)
    assert page.locator("h2").count() > 3
    assert page.locator("svg.map circle").count() == 2
    assert page.evaluate("getComputedStyle(document.querySelector('mark')).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.evaluate(axe)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    assert [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")] == []
    shoot(page, f"handout-{'dark' if dark else 'light'}")


def test_the_file_fits_a_phone(file: Path, open_page: Open) -> None:
    page = open_page(file.as_uri(), phone=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
