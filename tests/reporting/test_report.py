"""A report to hand on: what it tells, and that it needs and does nothing beside that."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import InputError, QueryError
from kg.reporting import Chosen, choose_attacks, gather, render
from kg.reporting.gathering import surroundings
from kg.serve.graphs import Graphs
from kg.serve.reading import Reader
from tests.assemble.example import KEY, TEXT
from tests.serve.served import ATTACK, BASE, fill, later_key

BAD = f"{BASE}attack/bad-1"
ALL = "SELECT ?attack { ?attack a kg:Attack } ORDER BY ?attack"


class Outline(HTMLParser):
    """The elements of a page, its text, and the styles that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.styles: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        (self.styles if self._in_style else self.text).append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    return found


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("reported") / "store"
    fill(folder)
    graphs = Graphs(folder, union=True)
    yield Reader(graphs)
    graphs.close()


def page_about(reader: Reader, words: str) -> str:
    return render(gather(reader, choose_attacks(reader, words)))


def test_an_attack_is_told_with_its_words_speakers_and_reports(reader: Reader) -> None:
    text = " ".join(" ".join(outline(page_about(reader, ATTACK)).text).split())
    for heading in ("Accusations", "Claims of responsibility", "Denials", "Tolls over time", "Timeline", "Reports"):
        assert heading in text
    handout = gather(reader, Chosen(attacks=(ATTACK,)))
    view = handout.chapters[0].view
    facts = [fact for slot in view.slots for fact in slot.facts]
    assert facts
    for fact in facts:
        assert fact.value is not None
        assert fact.value.label in text
        for quote in handout.quotes_of(fact.evidence):
            if handout.sources[quote.source - 1].iri.endswith(KEY):
                assert TEXT[quote.start : quote.end] == quote.words
            assert f"{quote.start}–{quote.end}" in text
    statements = {one.iri for column in view.columns for one in column.statements}
    assert len(re.findall(r'<article class="card">', page_about(reader, ATTACK))) >= len(statements) > 2
    assert [source.number for source in handout.sources] == list(range(1, len(handout.sources) + 1))


def test_what_another_report_tells_of_the_same_attack_is_told_with_it(reader: Reader) -> None:
    handout = gather(reader, Chosen(attacks=(ATTACK,)))
    assert {source.iri.rpartition("/")[2] for source in handout.sources} == {KEY, later_key()}
    assert len({toll.killed for toll in handout.chapters[0].view.tolls}) > 1
    assert "Killed, as counted over time" in render(handout)


@pytest.mark.parametrize("words", [ATTACK, BAD, ALL])
def test_the_file_loads_runs_and_sends_nothing(reader: Reader, words: str) -> None:
    page = outline(page_about(reader, words))
    for tag, given in page.elements:
        assert tag not in {"script", "img", "iframe", "object", "embed", "form", "link", "base", "use"}, tag
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in given), given
        assert (given.get("href") or "#").startswith("#"), given
    anchors = {given["id"] for _, given in page.elements if given.get("id")}
    assert {(given["href"] or "")[1:] for _, given in page.elements if given.get("href")} <= anchors
    (policy,) = [given["content"] for tag, given in page.elements if given.get("http-equiv")]
    digest = base64.b64encode(hashlib.sha256(page.styles[0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(page.styles) == 1
    assert "url(" not in page.styles[0]
    assert "@import" not in page.styles[0]


def test_hostile_words_are_shown_and_stay_words(reader: Reader) -> None:
    page = page_about(reader, BAD)
    assert "<script" not in page
    assert "<img" not in page
    assert "<script>alert(1)</script>" in "".join(outline(page).text)
    assert "{{ 7 * 7 }}" in "".join(outline(page).text)


def test_the_same_graphs_give_the_same_bytes(reader: Reader) -> None:
    assert page_about(reader, ALL) == page_about(reader, ALL)


@pytest.mark.parametrize("words", [ATTACK, f"attack/{KEY}-1", f"{KEY}-1"])
def test_an_attack_is_found_by_its_iri_or_the_end_of_it(reader: Reader, words: str) -> None:
    assert choose_attacks(reader, words).attacks == (ATTACK,)


def test_a_question_brings_the_attacks_that_its_rows_lead_to(reader: Reader) -> None:
    chosen = choose_attacks(reader, "contested-attacks")
    assert ATTACK in chosen.attacks
    assert chosen.asked.startswith("Which attacks are contested")
    by_speaker = choose_attacks(reader, "said-by", values={"speaker": "Red Dawn"})
    assert ATTACK in by_speaker.attacks


def test_a_query_brings_its_attacks_in_order(reader: Reader) -> None:
    chosen = choose_attacks(reader, ALL)
    assert list(chosen.attacks) == sorted(chosen.attacks)
    assert {ATTACK, BAD} <= set(chosen.attacks)
    page = page_about(reader, ALL)
    assert page.count('<section id="attack-') == len(chosen.attacks)
    assert "Overview" in page


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("nothing-of-this-name", InputError),
        ("SELECT ?a { ?a a kg:Shelling }", InputError),
        ("ASK { ?a ?b ?c }", QueryError),
        ("SELECT ?a { ?a a }", QueryError),
        ("SELECT * { SERVICE <https://elsewhere.example/> { ?a ?b ?c } }", QueryError),
    ],
)
def test_what_leads_to_no_attack_is_refused(reader: Reader, words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        choose_attacks(reader, words)


def test_words_stand_in_their_sentence() -> None:
    text = "First. Then a bomb went off in Ardal. Last."
    start = text.index("bomb")
    assert surroundings(text, start, start + 4) == ("Then a ", " went off in Ardal.")
    assert surroundings(text, 7, 37) == ("", "")
    long = "word " * 100
    before, after = surroundings(long, 250, 254)
    assert before.startswith("…")
    assert after.endswith("…")


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    out = tmp_path / "report.html"
    done = CliRunner().invoke(
        app, ["report", f"{KEY}-1", str(tmp_path / "store"), "-o", str(out), "--date", "2031-01-02"]
    )
    assert done.exit_code == 0, done.output
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "made on 2031-01-02" in page
    shown = CliRunner().invoke(app, ["report", f"{KEY}-1", str(tmp_path / "store")])
    assert shown.stdout.startswith("<!doctype html>")
