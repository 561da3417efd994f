"""Reading graphs for validation: literals as written, one graph per name, errors with a line."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from kg.errors import InputError
from kg.validate import iter_graphs, read_graphs

TRIPLE = b'<https://a.example/s> <https://a.example/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", TRIPLE + b" ."),
        ("a.nt", TRIPLE + b" ."),
        ("a.nq", TRIPLE + b" ."),
        ("a.trig", TRIPLE + b" ."),
        ("-", TRIPLE + b" ."),
        (
            "a.jsonld",
            b'{"@id": "https://a.example/s", "https://a.example/p":'
            b' {"@value": "007", "@type": "http://www.w3.org/2001/XMLSchema#integer"}}',
        ),
        (
            "-",
            b'[{"@id": "https://a.example/s", "https://a.example/p":'
            b' {"@value": "007", "@type": "http://www.w3.org/2001/XMLSchema#integer"}}]',
        ),
    ],
)
def test_every_format_keeps_literals_as_they_are_written(name: str, content: bytes) -> None:
    ((graph_name, graph),) = read_graphs(content, name=name)

    assert graph_name == ""
    (value,) = graph.objects()
    assert isinstance(value, Literal)
    assert (str(value), value.datatype) == ("007", XSD.integer)


@pytest.mark.parametrize("name", ["a.nq", "-"])
def test_each_named_graph_is_a_graph_of_its_own(name: str) -> None:
    content = TRIPLE + b" <https://a.example/2> .\n" + TRIPLE + b" <https://a.example/1> .\n" + TRIPLE + b" .\n"

    graphs = read_graphs(content, name=name)

    assert [graph_name for graph_name, _ in graphs] == ["", "https://a.example/1", "https://a.example/2"]
    assert [len(graph) for _, graph in graphs] == [1, 1, 1]


def test_texts_and_their_languages_are_kept() -> None:
    ((_, graph),) = read_graphs(b'<urn:s> <urn:p> "a" , "b"@en .', name="a.ttl")

    assert set(graph.objects()) == {Literal("a"), Literal("b", lang="en")}


def test_an_empty_file_is_an_empty_graph() -> None:
    ((name, graph),) = read_graphs(b"", name="a.ttl")

    assert (name, len(graph)) == ("", 0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> .\n", r"a\.ttl line 2: .*Correct the file"),
        ("-", b"<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> .\n", r"- line 2: "),
        ("a.ttl", b"\xff\xfe", r"a\.ttl line 1: .*UTF-8"),
        ("a.jsonld", b'{"@context": "https://a.example/context", "p": 1}', r"a\.jsonld.*: "),
        ("a.rdf", b"", r"a\.rdf: the ending '\.rdf' tells no RDF format\. Name the file with one of"),
    ],
)
def test_what_cannot_be_read_is_told_with_file_line_and_remedy(name: str, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_graphs(content, name=name)


def quads(*names: int) -> bytes:
    """One quad for each; the number names its graph."""
    return b"".join(b'<urn:s%d> <urn:p> "w" <urn:g%d> .\n' % (line, name) for line, name in enumerate(names))


@given(st.lists(st.integers(0, 3), max_size=12))
def test_graphs_come_one_by_one_as_they_do_at_once(names: list[int]) -> None:
    content = quads(*names)
    one_by_one = {name: set(graph) for name, graph in iter_graphs(lambda: io.BytesIO(content), name="a.nq")}
    assert one_by_one == {name: set(graph) for name, graph in read_graphs(content, name="a.nq")}


def test_only_the_graph_that_is_asked_for_is_read() -> None:
    content = quads(*(number // 100 for number in range(30_000)))
    opened: list[io.BytesIO] = []

    def open_again() -> io.BytesIO:
        opened.append(io.BytesIO(content))
        return opened[-1]

    graphs = iter_graphs(open_again, name="a.nq")
    assert len(next(graphs)[1]) == 100
    assert len(opened) == 2
    assert opened[-1].tell() < len(content) / 4


@pytest.mark.parametrize("end", [b"<urn:s> .", b"<urn:s> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> <urn:g9> ."])
def test_nothing_comes_from_a_file_that_is_broken_further_on(end: bytes) -> None:
    content = quads(1, 1, 2) + end
    with pytest.raises(InputError, match=r"^a\.nq"):
        next(iter_graphs(lambda: io.BytesIO(content), name="a.nq"))
