"""How long the pages of `kg serve` take over few and over very many reports.

    python benchmarks/pages.py [--reports 1000 100000] [--rounds 5]

Short reports on attacks are built once and copied with names of their own; people and organisations come in as many
versions that each stands in forty copies, while places and countries stay the same, so that every report names one
of a few countries: the hardest case. A store is filled, `kg serve` is started over it as a process, and each page
is asked for once cold and then for several attacks, reports and people; the table gives the median and the longest.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import rdflib

import kg

BASE = "https://w3id.org/newskg/id/"
COPIES_OF_AN_ENTITY = 40
TEXTS = (
    """Bomb kills four at Basra market
By Gulf Wire
March 3, 2024
A bomb killed four people and wounded eleven at a market in Basra on Sunday, police said.
The governor, Salim Dawud, accused the Islamic State group of the attack.
""",
    """Rockets hit Kharkiv
By Steppe Press
May 9, 2023
Rockets struck a school in Kharkiv on Tuesday, killing two teachers.
Mayor Olena Bondar said Russia was behind the attack. Russia denied it.
""",
    """Gunmen abduct students near Kaduna
By Savanna News
July 1, 2022
Gunmen abducted 30 students from a college near Kaduna on Thursday.
Boko Haram claimed responsibility for the kidnapping in a video, the army said.
""",
    """Drone strike kills commander in Sanaa
By Red Sea Post
January 20, 2021
A drone strike killed a Houthi commander in Sanaa on Tuesday, a Houthi official said.
The official, Yahya Qasim, blamed Saudi Arabia for the strike.
""",
)
_SHARED = re.compile(r"(/id/(?:person|organisation)/[^/>#]+)>")
_YEAR = re.compile(r'"20\d\d(-\d\d-\d\d)')


class Quads(io.RawIOBase):
    """The lines of an iterator as a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._left = parts, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # of io
        while len(self._left) < len(buffer) and (part := next(self._parts, None)):
            self._left += part
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 100_000], help="sizes of the store")
    parser.add_argument("--rounds", type=int, default=5, help="how many of each kind of page")
    arguments = parser.parse_args()
    graphs = [_lines(kg.build(text).graph) for text in TEXTS]
    for reports in arguments.reports:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "store"
            start = time.perf_counter()
            triples = fill(store, graphs, reports)
            print(f"\n{reports} reports, {triples} triples, filled in {time.perf_counter() - start:.0f} s")
            measure(store, reports, arguments.rounds)


def _lines(graph: rdflib.Graph) -> tuple[str, str]:
    """The key of the article, and the graph as N-Triples without the full stops."""
    text = graph.serialize(format="nt")
    found = re.search(r"/id/article/([0-9a-f]{16})>", text)
    if found is None:
        raise RuntimeError("a graph without an article")
    return found[1], "\n".join(line.removesuffix(".").rstrip() for line in text.splitlines() if line)


def fill(folder: Path, graphs: list[tuple[str, str]], reports: int) -> int:
    """A store with so many copies; returns its number of triples."""
    store = ox.Store(folder)
    content = io.BufferedReader(Quads(_copies(graphs, reports)), 1 << 20)  # type: ignore[type-var]  # of io
    store.bulk_load(content, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return len(store)


def key_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()[:16]


def _copies(graphs: list[tuple[str, str]], reports: int) -> Iterator[bytes]:
    for number in range(reports):
        old, text = graphs[number % len(graphs)]
        version, year = number // COPIES_OF_AN_ENTITY, 2000 + number % 25
        copy = _SHARED.sub(rf"\1-{version}>", text.replace(old, key_of(number)))
        copy = _YEAR.sub(rf'"{year}\1', copy).replace("-02-29", "-02-28")
        end = f" <{BASE}article/{key_of(number)}> .\n"
        yield (copy.replace("\n", end) + end).encode()


def measure(store: Path, reports: int, rounds: int) -> None:
    """Starts the server over the store and prints a table of times."""
    command = [sys.executable, "-m", "kg", "serve", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        if process.stderr is None:
            raise RuntimeError("the server says nothing")
        process.stderr.readline()
        address = process.stderr.readline().removeprefix("Open ").strip().rstrip("/")
        try:
            with httpx.Client(base_url=address, timeout=600) as client:
                start = time.perf_counter()
                while "being made" in client.get("/").text:
                    time.sleep(0.5)
                print(f"index complete after {time.perf_counter() - start:.0f} s")
                print("\n| page | median ms | longest ms |\n|---|---|---|")
                for name, paths in _pages(reports, rounds):
                    times = [_timed(client, path) for path in paths]
                    print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} |")
            print(f"largest memory of the server: {_memory(process.pid)} MB")
        finally:
            process.terminate()


def _pages(reports: int, rounds: int) -> list[tuple[str, list[str]]]:
    """Names of pages, and the addresses of some of each."""
    step = max(1, reports // rounds)
    keys = [key_of(number) for number in range(0, reports, step)][:rounds]
    versions = [number // COPIES_OF_AN_ENTITY for number in range(0, reports, step)][:rounds]
    count = "SELECT ?kind (COUNT(DISTINCT ?attack) AS ?n) { ?attack a kg:Attack ; a ?kind } GROUP BY ?kind"
    return [
        ("first page", ["/"] * rounds),
        ("search, first page", [f"/search?page={page}" for page in range(1, rounds + 1)]),
        ("search by words", [f"/search?q={word}" for word in ("bomb", "kharkiv", "islamic state", "school", "drone")]),
        (
            "search by facets",
            [f"/search?country={quote(BASE)}country/iraq&contested=yes&from={y}" for y in range(2001, 2006)],
        ),
        ("speakers", [f"/search?in=speakers&page={page}" for page in range(1, rounds + 1)]),
        ("attack", [f"/id/attack/{key}-1" for key in keys]),
        ("attack as Turtle", [f"/id/attack/{key}-1?format=turtle" for key in keys]),
        ("report", [f"/id/article/{key}" for key in keys]),
        ("group that forty reports name", [f"/id/organisation/islamic-state-{version}" for version in versions]),
        (
            "country that a quarter of all reports name",
            ["/id/country/iraq", "/id/country/ukraine", "/id/country/nigeria"],
        ),
        ("graph around an attack", [f"/api/neighbours?iri={quote(BASE)}attack/{key}-1" for key in keys]),
        ("graph around such a country", [f"/api/neighbours?iri={quote(BASE)}country/iraq"] * 2),
        ("query: one attack", [f"/sparql?query={quote(f'DESCRIBE <{BASE}attack/{key}-1>')}" for key in keys]),
        ("query: attacks by kind, whole store", [f"/sparql?query={quote(count)}"] * 2),
    ]


def _timed(client: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    response = client.get(path, headers={"Accept": "text/html, text/turtle, application/json, */*"})
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code} {response.text[:200]}")
    return (time.perf_counter() - start) * 1000


def _memory(pid: int) -> int:
    """The most that the process has held, in MB; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main()
