"""What can be served: stores and files, and what the search makes of them."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.serve
from kg.errors import InputError
from kg.query import run_query
from kg.query.run import GraphData
from kg.serve.explorer import Explorer
from kg.serve.graphs import KG, Graphs, Held
from kg.serve.indexing import Indexer
from kg.serve.options import ServeOptions
from kg.serve.protocol.pool import Pool, WorkerError
from kg.serve.protocol.worker import Task
from kg.serve.reading import RDF, Reader, in_words, path_of
from kg.serve.searching import Search, find, make_search
from kg.serve.views.agent import read_agent
from kg.serve.views.node import read_neighbours, read_node
from kg.serve.views.report import cut_text, read_report
from kg.serve.views.statements import COLUMNS
from kg.write import write_file
from tests.assemble.example import KEY, TEXT
from tests.serve.served import ARTICLE, ATTACK, BASE, first, later, links

VENDOR = Path(kg.serve.__file__).parent / "static" / "vendor"


def test_files_answer_as_they_do_on_the_command_line(tmp_path: Path) -> None:
    """Each triple once in the default graph, each article under its own name besides."""
    write_file(first(), tmp_path / "first.ttl")
    write_file(later(), tmp_path / "later.nq")
    (tmp_path / "links.ttl").write_text(links(), encoding="utf-8")
    graphs = Graphs.from_paths([tmp_path])
    pool = Pool(graphs.folder, union=graphs.union, size=1, seconds=30)
    try:
        query = "SELECT (COUNT(*) AS ?n) { ?s a kg:ArmedGroup }"
        ((there,),) = run_query(GraphData.from_files([tmp_path]), query).rows
        answered = pool.run(Task(sparql=query, form="csv", most=10))
        assert answered.pieces == [f"{there}\r\n"]
        named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a kg:Article } }"
        assert pool.run(Task(sparql=named, form="csv", most=10)).pieces == ["2\r\n"]
    finally:
        pool.close()
        graphs.close()
    assert not graphs.folder.exists()


def test_what_cannot_be_served_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.ttl"):
        Graphs.from_paths([tmp_path / "nothing.ttl"])
    with pytest.raises(InputError, match="holds no graph file"):
        Graphs.from_paths([tmp_path])
    write_file(first(), tmp_path / "first.ttl")
    with pytest.raises(InputError, match="never changed"):
        Graphs.from_paths([tmp_path / "first.ttl"], writable=True)


def test_a_query_process_that_dies_is_replaced(store: Path) -> None:
    pool = Pool(store, union=True, size=1, seconds=30)
    try:
        with pytest.raises(WorkerError):
            pool.run(Task(sparql="SELECT", form="json", most=1))
        pool._idle.queue[0].process.kill()  # type: ignore[union-attr]  # it was started by the query before
        with pytest.raises(WorkerError):
            pool.run(Task(sparql="ASK {}", form="json", most=1))
        assert "true" in str(pool.run(Task(sparql="ASK {}", form="json", most=1)).truth)
    finally:
        pool.close()


def search(explorer: Explorer, **given: str) -> tuple[int, list[str]]:
    found = find(explorer.indexer.current(), make_search(given), base=BASE)
    assert found.complete
    return found.total, [hit.iri for hit in found.hits]


def test_attacks_are_found_by_any_of_their_names(explorer: Explorer) -> None:
    assert search(explorer)[0] == 7
    for words in ("vessra", "Red Dawn", "front red", "car bomb", "Rebels blamed", "ves"):
        total, hits = search(explorer, q=words)
        assert ATTACK in hits, words
        assert total == len(hits)
    assert search(explorer, q="nobody")[0] == 0
    assert search(explorer, q='"quoted" AND OR NEAR( *')[0] == 0


def test_facets_narrow_down_and_count(explorer: Explorer) -> None:
    found = find(explorer.indexer.current(), Search(), base=BASE)
    facets = {facet.heading: {choice.label: choice.number for choice in facet.choices} for facet in found.facets}
    assert facets["Kind"]["car bombing"] == 2
    assert facets["Country"] == {"Norland": 2}
    assert facets["Year"] == {"2031": 4}
    assert facets["Who did it"] == {"contested": 2, "not contested": 5}
    for facet in found.facets:
        for choice in facet.choices:
            given = dict(
                pair.split("=")
                for pair in choice.address.partition("?")[2].replace("%3A", ":").replace("%2F", "/").split("&")
            )
            assert search(explorer, **given)[0] == choice.number


@pytest.mark.parametrize(
    ("scope", "words", "expected"),
    [
        ("people", "toral", "person/ana-toral"),
        ("organisations", "front", "organisation/red-dawn-front"),
        ("places", "norland", "country/norland"),
        ("places", "vessra", "place/vessra-4242"),
        ("speakers", "night", "organisation/night-brigade"),
        ("reports", "rebels", f"article/{KEY}"),
    ],
)
def test_everything_else_is_found_in_its_place(explorer: Explorer, scope: str, words: str, expected: str) -> None:
    assert BASE + expected in search(explorer, **{"in": scope, "q": words})[1]


def test_days_bound_a_search(explorer: Explorer) -> None:
    assert search(explorer, **{"from": "2031-06-03", "to": "2031-06"})[0] == 4
    assert search(explorer, to="2030")[0] == 0
    assert search(explorer, **{"from": "2031-06-04"})[0] == 0
    assert search(explorer, **{"from": "someday"})[0] == 7


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²"])
def test_a_page_that_makes_no_sense_is_a_page_all_the_same(page: str) -> None:
    assert 1 <= make_search({"page": page}).page <= 400


def test_the_index_follows_changes(tmp_path: Path) -> None:
    graphs = Graphs.from_paths([tmp_path / "new"], writable=True)
    indexer = Indexer(Reader(graphs))
    indexer.start()
    indexer.wait()
    assert find(indexer.current(), Search(), base=BASE).total == 0
    graphs.update(f'INSERT DATA {{ GRAPH <urn:g> {{ <{ATTACK}> a kg:Attack ; rdfs:label "raid" }} }}')
    for _ in range(1000):
        if indexer.current().ask("SELECT COUNT(*) FROM items") == [(1,)]:
            break
        time.sleep(0.02)
    assert find(indexer.current(), Search(words="raid"), base=BASE).total == 1
    indexer.close()
    graphs.close()


def test_the_text_is_cut_where_passages_begin_and_end(explorer: Explorer) -> None:
    view = read_report(explorer.reader, ARTICLE)
    assert "".join(segment.text for segment in view.segments) == TEXT
    by_number = {fact.number: fact for fact in view.facts}
    position = 0
    for segment in view.segments:
        end = position + len(segment.text)
        over = {
            fact.number
            for fact in view.facts
            if any(passage.start < end and passage.end > position for passage in fact.evidence.passages)
        }
        assert over == set(segment.facts)
        position = end
    assert by_number
    assert cut_text("plain", ()) == cut_text("plain", ())
    assert [segment.text for segment in cut_text("plain", ())] == ["plain"]


def test_addresses_of_nodes_are_written_so_that_they_lead_back() -> None:
    assert path_of(f"{BASE}person/é o'x", BASE) == "/id/person/%C3%A9%20o'x"
    assert path_of(f"{BASE}article/1#char=3,4", BASE) == "/id/article/1#char=3,4"
    assert path_of("https://example.org/?a=1&b#c", BASE) == "/node?iri=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%23c"
    assert in_words("CarBombing") == "car bombing"
    assert [heading for heading, _ in COLUMNS][:3] == ["Accusations", "Claims of responsibility", "Denials"]


def test_libraries_of_others_are_what_the_list_says() -> None:
    listed = dict(
        re.findall(r"^\| `([\w.]+)` \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.MULTILINE)
    )
    files = {path.name for path in VENDOR.iterdir() if path.suffix in (".js", ".css", ".mjs")}
    assert files == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_options_keep_to_this_machine_by_default() -> None:
    options = ServeOptions()
    assert set(options.hosts) == {"localhost", "127.0.0.1", "::1", "[::1]"}
    assert (options.origins, options.services, options.token) == ((), (), None)


def test_what_very_many_graphs_say_is_told_once() -> None:
    """A country that each report names: its label, its page and what stands around it."""
    country = ox.NamedNode(f"{BASE}country/norland")
    say = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store = ox.Store()
    for number in range(700):
        graph = ox.NamedNode(f"{BASE}article/{number:016x}")
        attack = ox.NamedNode(f"{BASE}attack/{number:016x}-1")
        store.extend(
            [
                ox.Quad(country, say, ox.Literal("Norland"), graph),
                ox.Quad(country, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{KG}Country"), graph),
                ox.Quad(attack, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{KG}Attack"), graph),
                ox.Quad(attack, ox.NamedNode(f"{KG}victim"), country, graph),
            ]
        )
    reader = Reader(Held(store=store, base=BASE))
    assert reader.texts(country.value, say.value) == ["Norland"]
    view = read_agent(reader, country.value, page=2)
    assert [(part.role, part.total, len(part.attacks)) for part in view.parts] == [("victim", 700, 25)]
    first_page = read_agent(reader, country.value).parts[0]
    assert {line.ref.iri for line in view.parts[0].attacks}.isdisjoint(line.ref.iri for line in first_page.attacks)
    around = read_neighbours(reader, country.value)
    assert (len(around.nodes), around.hidden) == (13, 1)
    assert len(read_neighbours(reader, country.value, step=100).nodes) == 701
    assert read_node(reader, country.value).more


def test_an_index_that_a_writer_broke_off_is_made_anew(explorer: Explorer) -> None:
    class Disturbed(Reader):
        """Loses its files once, as when a writer beside it puts them together."""

        disturbed = False

        def column(self, sparql: str, **known: str) -> list[str]:
            if not self.disturbed:
                self.disturbed = True
                raise OSError("No such file or directory")
            return super().column(sparql, **known)

    indexer = Indexer(Disturbed(Held(store=explorer.graphs.store, base=BASE)))
    indexer.start()
    indexer.wait()
    assert not indexer._index.complete
    indexer.current()
    indexer.wait()
    assert find(indexer.current(), Search(), base=BASE).total == 7
    assert indexer.current().complete
    indexer.close()
