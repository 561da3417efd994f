"""What the browser looks at: the graphs of `tests.serve.served`, and a report that names ten thousand people."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.serve.running import listen, make_server
from tests.serve.served import BASE, fill

TOKEN = "a-long-word-for-the-browser"  # noqa: S105 - of no use elsewhere
CROWD = f"{BASE}article/00000000000crowd"
NAMES = 10_000
RIGHT_TO_LEFT = "قال مصدر في الشرطة \u202eابتسام <b>الكريم</b>"


def crowd() -> str:
    """A report of ten thousand names, some of them right to left, in Turtle."""
    lines, text = [], ""
    for number in range(NAMES):
        name = f"{RIGHT_TO_LEFT} {number}" if number % 1000 == 7 else f"Person Number {number}"
        start, end = len(text), len(text) + len(name)
        text += f"{name}, "
        passage, person = f"<{CROWD}#char={start},{end}>", f"<{BASE}person/crowd-{number}>"
        lines.append(
            f"{passage} a kg:Passage ; nif:referenceContext <{CROWD}> ; nif:beginIndex {start} ; nif:endIndex {end} ; "
            f"nif:anchorOf {ox.Literal(name)} . "
            f"{person} a kg:Person, kg:Agent ; rdfs:label {ox.Literal(name)} ; kg:mention {passage} ."
        )
    first = f"<{CROWD}#char=0,15>"
    return "\n".join(
        [
            "@prefix kg: <https://w3id.org/newskg/ontology#> .",
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
            "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
            "@prefix schema: <https://schema.org/> .",
            f'<{CROWD}> a kg:Article ; schema:headline "A long list of names" ; nif:isString {ox.Literal(text)} .',
            f'<{BASE}attack/crowd-1> a kg:Raid, kg:Attack ; rdfs:label "raid on a crowd" ; kg:reportedIn <{CROWD}> ; '
            f"kg:mention {first} ; kg:victim "
            + ", ".join(f"<{BASE}person/crowd-{number}>" for number in range(500))
            + " .",
            *lines,
        ]
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Fills a store, serves it to be read and reviewed, and gives the address."""
    fill(folder)
    with closing(Graphs(folder, union=True, writable=True)) as graphs:
        graphs.store.load(crowd(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(CROWD))
        options = ServeOptions(processes=1, token=TOKEN, clock=lambda: datetime(2031, 1, 2, 12, tzinfo=UTC))
        with closing(listen("127.0.0.1", 0)) as listening:
            server = make_server(graphs, options)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="served")
            thread.start()
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join(timeout=30)
