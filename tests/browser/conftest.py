"""Chromium, where the machine has it; every page that it opens is watched."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENSHOTS = Path(__file__).parent.parent.parent / "out" / "screenshots"
# Nothing but pages is to be asked for, by the browser itself neither.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
_PHONE = {"width": 360, "height": 740}
_DESK = {"width": 1280, "height": 900}

Open = Callable[..., "Page"]


def _why_not() -> str:
    if importlib.util.find_spec("playwright") is None:
        return "the Python package playwright is not installed"
    if shutil.which("chromium") is None:
        return "there is no chromium on this machine (apt-get install chromium)"
    return ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    reason = _why_not()
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server. Only where there is a browser to look at it."""
    with served(tmp_path_factory.mktemp("browsed") / "store") as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens addresses, each in a browser of its own that has kept nothing. At the end no page may have asked another
    address for anything, run a dialog, or broken its own policy."""
    contexts: list[Any] = []
    asked: list[str] = []
    wrong: list[str] = []
    allowed: list[str] = []

    def refuse(dialog: Any) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def listen(message: Any) -> None:
        of_the_page = message.location.get("url") == message.page.url  # a page that is missing says so itself
        if "Content Security Policy" in message.text or (message.type == "error" and not of_the_page):
            wrong.append(message.text)

    def open_(address: str, *, phone: bool = False, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport=_PHONE if phone else _DESK,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            accept_downloads=True,
        )
        contexts.append(context)
        allowed.append("/".join(address.split("/")[:3]))
        context.on("request", lambda one: asked.append(one.url))
        page: Page = context.new_page()
        page.on("dialog", refuse)
        page.on("console", listen)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address, wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()
    foreign = [url for url in asked if not url.startswith((*allowed, "data:", "blob:"))]
    assert foreign == []
    assert wrong == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("the Python package axe-playwright-python, which carries axe-core, is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keeps a picture of the page in out/screenshots, to be looked at."""

    def shoot_(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return shoot_
