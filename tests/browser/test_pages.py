"""What an analyst does on the pages, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.assemble.example import KEY, TEXT
from tests.browser.conftest import Open
from tests.browser.served import CROWD, RIGHT_TO_LEFT, TOKEN
from tests.serve.served import ATTACK, HOSTILE_TEXT

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACK_PATH = f"/id/attack/{KEY}-1"
REPORT_PATH = f"/id/article/{KEY}"
CROWD_PATH = f"/id/article/{CROWD.rpartition('/')[2]}"
PAGES = {
    "home": "/",
    "search": "/search",
    "attack": ATTACK_PATH,
    "report": REPORT_PATH,
    "group": "/id/organisation/red-dawn-front",
    "statement": f"/id/statement/{KEY}-2",
    "graph": f"/graph?iri={quote(ATTACK, safe='')}",
    "query": "/query",
    "question": "/query?question=contested-attacks",
    "hostile-report": "/id/article/0000000000000bad",
    "hostile-attack": "/id/attack/bad-1",
    "missing": "/id/attack/none",
    "sign-in": "/sign-in",
}
FOUND = f"main a[href='{ATTACK_PATH}']"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def until_found(page: Page) -> None:
    """The index may still be in the making when the first test asks."""
    for _ in range(60):
        if page.locator(FOUND).count():
            return
        page.wait_for_timeout(500)
        page.reload()


def test_from_the_search_to_the_words(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/")
    page.get_by_label("Search attacks, people").fill("vessra")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    until_found(page)
    page.locator(FOUND).first.click()
    page.wait_for_url(f"**{ATTACK_PATH}")
    page.locator("details.evidence summary").first.click()
    quoted = page.locator("details.evidence[open] q a").first
    words = quoted.inner_text()
    quoted.click()
    page.wait_for_url(f"**{REPORT_PATH}#char=*")
    assert words in TEXT
    lit = page.locator("#words .lit")
    assert lit.count() > 0
    assert words in "".join(lit.all_inner_texts())
    assert lit.first.is_visible()


def test_a_fact_lights_its_words_and_words_light_their_facts(site: str, open_page: Open) -> None:
    page = open_page(site + REPORT_PATH)
    fact = page.locator("a.fact").first
    fact.click()
    number = fact.get_attribute("data-fact")
    lit = page.locator("#words .lit")
    assert lit.count() > 0
    assert all(number in (one.get_attribute("data-facts") or "").split() for one in lit.all())
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0
    words = page.locator("#words a.passage").last
    words.click()
    numbers = (words.get_attribute("data-facts") or "").split()
    assert {one.get_attribute("id") for one in page.locator(".factlist li.lit").all()} == {
        f"fact-{number}" for number in numbers
    }
    assert "facts rest on these words" in page.locator("#announce").inner_text()


def test_without_script_the_links_still_lead_to_the_words(site: str, open_page: Open) -> None:
    page = open_page(site + REPORT_PATH, script=False)
    page.locator("a.fact").first.click()
    assert "#char=" in page.url
    page.goto(f"{site}/query?question=contested-attacks")
    page.get_by_role("button", name="Run").click()
    assert page.get_by_role("region", name="Rows").locator("tbody tr").count() > 0


def test_the_editor_answers(site: str, open_page: Open, shoot: Callable[[Page, str], None]) -> None:
    page = open_page(f"{site}/query?question=contested-attacks")
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr table tbody tr").first.wait_for(timeout=15_000)
    shoot(page, "query-answered")
    assert page.locator(".yasr table tbody tr").count() > 0


def wait_for_nodes(page: Page, *, more_than: int) -> int:
    """How many nodes are drawn, once there are more. Asked from here: no page lets a string be evaluated."""
    for _ in range(300):
        nodes = int(page.locator("#graph").get_attribute("data-nodes") or 0)
        if nodes > more_than:
            return nodes
        page.wait_for_timeout(50)
    raise AssertionError(f"no more than {nodes} nodes after 15 seconds")


def test_the_graph_grows_by_click(site: str, open_page: Open, shoot: Callable[[Page, str], None]) -> None:
    page = open_page(site + PAGES["graph"])
    before = wait_for_nodes(page, more_than=3)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Grow").click()
    wait_for_nodes(page, more_than=before)
    shoot(page, "graph-grown")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save as SVG").click()
    assert kept.value.suggested_filename == "graph.svg"
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save as PNG").click()
    assert kept.value.suggested_filename == "graph.png"


def test_a_fact_is_reviewed(site: str, open_page: Open, axe: str, shoot: Callable[[Page, str], None]) -> None:
    page = open_page(site + REPORT_PATH)
    page.get_by_role("link", name="Review fact 3", exact=True).click()
    page.wait_for_url("**/sign-in?*")
    check_for_everybody(page, axe)
    page.get_by_label("Your name").fill("Ada <b>Reed</b>")
    page.get_by_label("The token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    shoot(page, "review")
    check_for_everybody(page, axe)
    page.get_by_label("No: the report does not say so").check()
    page.get_by_label("Why").fill("read it again")
    page.get_by_role("button", name="Decide as").click()
    page.wait_for_url(f"**{REPORT_PATH}#fact-3")
    assert "rejected by Ada <b>Reed</b>" in page.locator("#fact-3").inner_text()
    shoot(page, "reviewed")


@pytest.mark.parametrize("path", ["/id/article/0000000000000bad", "/id/attack/bad-1", "/search?q=script", "/query"])
def test_hostile_words_do_nothing(site: str, open_page: Open, path: str) -> None:
    """`open_page` fails the test for any dialog, error, breach of the policy or request elsewhere."""
    page = open_page(site + path)
    page.wait_for_load_state("networkidle")
    assert page.locator("main script, main img, main iframe").count() == 0
    if path.startswith("/id/article"):
        assert HOSTILE_TEXT in (page.locator("#words").text_content() or "")


def test_a_report_of_ten_thousand_names_opens(site: str, open_page: Open) -> None:
    page = open_page(site + CROWD_PATH)
    assert page.locator("#words a.passage").count() == 10_000
    assert page.locator(".factlist li").count() == 1000
    assert page.locator("#words b").count() == 0
    assert RIGHT_TO_LEFT in (page.locator("#words").text_content() or "")
    page.locator("a.fact").nth(500).click()
    assert page.locator("#words .lit").count() == 1
    assert page.evaluate(WIDE) <= 0


def check_for_everybody(page: Page, axe: str) -> None:
    """No serious finding of axe-core, and few of any weight."""
    page.evaluate(axe)
    # The editor's own parts are another's; what stands around it is ours.
    found = page.evaluate("axe.run({ exclude: [['#yasgui']] }, { resultTypes: ['violations'] })")
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert len(found["violations"]) < 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_for_everybody_and_follow_the_colours_of_the_system(
    site: str, open_page: Open, axe: str, shoot: Callable[[Page, str], None], name: str, dark: bool
) -> None:
    page = open_page(site + PAGES[name], dark=dark)
    page.wait_for_load_state("networkidle")
    shoot(page, f"{name}-{'dark' if dark else 'light'}")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(colour.removeprefix("rgb(").partition(",")[0])
    assert (red < 60) if dark else (red > 200)
    check_for_everybody(page, axe)


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_scrolling_sideways(
    site: str, open_page: Open, shoot: Callable[[Page, str], None], name: str
) -> None:
    page = open_page(site + PAGES[name], phone=True)
    page.wait_for_load_state("networkidle")
    shoot(page, f"{name}-phone")
    assert page.evaluate(WIDE) <= 0


def test_the_keyboard_is_enough(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/")
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Skip to the content"
    assert page.evaluate(f"{focused}.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.id") == "q"
    page.keyboard.type("vessra")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    until_found(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
        assert outline != "none", page.evaluate(f"{focused}.outerHTML")
        if page.evaluate(f'{focused}.matches("{FOUND}")'):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ATTACK_PATH}")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator("details.evidence[open]").count() == 1
