"""Writing: what is read back is what was written, by two parsers; same graph, same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from kg.assemble import build_graph
from kg.errors import InputError
from kg.validate import ValidatedGraph, require_valid
from kg.vocab.iri import IriMinter
from kg.vocab.namespaces import KG
from kg.write import ENDINGS, WRITERS, format_of, serialise, write_bytes, write_file
from tests.assemble.example import KEY, PROVENANCE, example_facts

ARTICLE = IriMinter(article_key=KEY).mint_article_iri()
EXPECTED = Path(__file__).parent / "example.ttl"
FORMATS = tuple(WRITERS)
OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB_FORMATS = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib would read "Z" as "+00:00"."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build_graph(example_facts(), provenance=PROVENANCE, with_text=True)


def triples_by_rdflib(content: bytes, format: str) -> Graph:
    dataset = Dataset(default_union=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers use what rdflib deprecates
        dataset.parse(data=content, format=RDFLIB_FORMATS[format])
    graph = Graph(bind_namespaces="none")
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def quads_by_oxigraph(content: bytes, format: str) -> list[ox.Quad]:
    return list(ox.parse(input=content, format=OX_FORMATS[format]))


def as_lines(graph: Graph) -> list[str]:
    return sorted(serialise(graph, "ntriples").decode().splitlines())


@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_reads_back_the_same_graph(graph: Graph, format: str) -> None:
    back = triples_by_rdflib(serialise(graph, format), format)
    assert as_lines(back) == as_lines(graph)
    assert to_isomorphic(back) == to_isomorphic(graph)


@pytest.mark.parametrize("format", FORMATS)
def test_oxigraph_reads_back_the_same_triples(graph: Graph, format: str) -> None:
    quads = quads_by_oxigraph(serialise(graph, format), format)
    lines = sorted(f"{quad.triple} ." for quad in quads)
    original = sorted(f"{quad.triple} ." for quad in quads_by_oxigraph(serialise(graph, "ntriples"), "ntriples"))
    assert len(quads) == len(graph)
    assert lines == original


@pytest.mark.parametrize(("format", "named"), [("turtle", False), ("nquads", True), ("trig", True), ("jsonld", False)])
def test_the_named_graph_is_the_article(graph: Graph, format: str, named: bool) -> None:
    names = {quad.graph_name for quad in quads_by_oxigraph(serialise(graph, format), format)}
    assert names == {ox.NamedNode(ARTICLE) if named else ox.DefaultGraph()}


def test_a_store_does_not_change_the_literals(graph: Graph) -> None:
    store = ox.Store()
    store.load(input=serialise(graph, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    back = triples_by_rdflib(dumped, "ntriples")
    assert as_lines(back) == as_lines(graph)


def test_the_turtle_is_the_one_that_was_read_and_found_good(graph: Graph) -> None:
    """Compare with the expected file; write it anew with `python -m tests.write.test_write` and read it."""
    assert _example_turtle().decode() == EXPECTED.read_text(encoding="utf-8")


def _example_turtle() -> bytes:
    return serialise(build_graph(example_facts(), provenance=PROVENANCE), "turtle")


def test_the_turtle_uses_every_prefix_that_it_declares(graph: Graph) -> None:
    text = serialise(graph, "turtle").decode()
    head, _, body = text.partition("\n\n")
    prefixes = [line.split()[1] for line in head.splitlines() if line.startswith("@prefix")]
    assert len(prefixes) == len(set(prefixes)) > 10
    assert [prefix for prefix in prefixes if f" {prefix}" not in body and f"\n{prefix}" not in body] == ["xsd:"]
    assert "^^xsd:date" in body


def test_the_turtle_keeps_the_order_of_the_text(graph: Graph) -> None:
    text = serialise(graph, "turtle").decode()
    landmarks = [
        f"\narticle:{KEY} a kg:Article",
        f"\nattack:{KEY}-1 a kg:CarBombing, kg:Bombing, kg:Attack",
        f"\nassertion:{KEY}-1-1 a",
        f"\ncasualties:{KEY}-1-b a",
        f"\nattack:{KEY}-2 a",
        f"\nstatement:{KEY}-2 a",
        f"\nclaim:{KEY}-2-a a",
        f"\nstatement:{KEY}-3 a",
        "\nperson:ana-toral a",
        "\nplace:vessra-4242 a",
        "\n<#char=0,13> a",
        "\n<#char=34,40> a",
        "\n<#char=102,111> a",
    ]
    found = [text.index(landmark) for landmark in landmarks]
    assert found == sorted(found)


@pytest.mark.parametrize("text", ["a\nb", 'a"\n"', "\n", "a\\\nb", "a\\n\nb", '"""\n"""', "a\r\nb\r", "\n\\"])
def test_texts_of_several_lines(text: str) -> None:
    graph = Graph()
    graph.add((URIRef("urn:x:node"), URIRef("urn:x:text"), Literal(text)))
    for format in FORMATS:
        content = serialise(graph, format)
        (quad,) = quads_by_oxigraph(content, format)
        assert quad.object == ox.Literal(text)
        assert [str(value) for value in triples_by_rdflib(content, format).objects()] == [text]
    assert serialise(graph, "turtle").count(b"\n") == 5 + text.count("\n")


def test_a_comment_cannot_end_its_line() -> None:
    """The words of a passage stand in a comment; a line break among them must not become Turtle."""
    graph = Graph()
    node, passage = URIRef("urn:x:node"), URIRef("urn:x:passage")
    graph.add((node, KG.mention, passage))
    for mark in ("\n", "\r", "\u2028", "\x85", "\x0b"):
        words = f"one{mark}<urn:x:a> <urn:x:b> <urn:x:c> ."
        graph.set((passage, URIRef(str(NIF_ANCHOR)), Literal(words)))
        assert len(quads_by_oxigraph(serialise(graph, "turtle"), "turtle")) == 2
        assert len(triples_by_rdflib(serialise(graph, "turtle"), "turtle")) == 2


NIF_ANCHOR = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"

# Characters that XML or RDF itself forbids are left out: lone surrogates and NUL.
_texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
_locals = st.text(
    alphabet=st.characters(max_codepoint=0xFFFF, categories=["L", "N", "M"], include_characters="-_.~()'!"),
    min_size=1,
    max_size=12,
)
_iris = st.builds(
    lambda space, local: URIRef(space + local),
    st.sampled_from(
        [
            "https://w3id.org/newskg/ontology#",
            "https://d.example/id/place/",
            "https://d.example/id/article/k#",
            "urn:x:",
        ]
    ),
    _locals,
)
_literals = st.one_of(
    st.builds(Literal, _texts),
    st.builds(lambda text: Literal(text, lang="en-gb"), _texts),
    st.builds(
        lambda text: Literal(text, datatype=XSD.decimal, normalize=False),
        st.sampled_from(["1", "-1.5", "0.10", "+2.0"]),
    ),
    st.builds(
        lambda text: Literal(text, datatype=XSD.integer, normalize=False),
        st.sampled_from(["1", "007", "-5", "-0", "12345678901234567890"]),
    ),
    st.builds(lambda text: Literal(text, datatype=XSD.boolean, normalize=False), st.sampled_from(["true", "1", "0"])),
    st.builds(lambda text: Literal(text, datatype=URIRef("urn:x:type")), _texts),
)
_graphs = st.lists(st.tuples(_iris, _iris, st.one_of(_iris, _literals)), min_size=1, max_size=12)


@given(triples=_graphs, with_article=st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_graph_survives_every_format(
    triples: list[tuple[URIRef, URIRef, URIRef | Literal]], with_article: bool
) -> None:
    graph = Graph(bind_namespaces="none")
    if with_article:
        graph.add((URIRef("https://d.example/id/article/k"), RDF.type, KG.Article))
    for triple in triples:
        graph.add(triple)
    expected = sorted(str(quad.triple) for quad in quads_by_oxigraph(serialise(graph, "ntriples"), "ntriples"))
    for format in FORMATS:
        quads = quads_by_oxigraph(serialise(graph, format), format)
        assert sorted(str(quad.triple) for quad in quads) == expected, format


@pytest.mark.parametrize("format", FORMATS)
def test_blank_nodes_are_refused(format: str) -> None:
    for triple in ((BNode(), RDF.type, KG.Attack), (URIRef("urn:x:a"), KG.place, BNode())):
        graph = Graph()
        graph.add(triple)
        with pytest.raises(ValueError, match="blank node"):
            serialise(graph, format)


@pytest.mark.parametrize("format", ["turtle", "ntriples", "nquads", "trig"])
def test_an_iri_that_would_break_the_file_is_refused(format: str) -> None:
    graph = Graph()
    graph.add((URIRef("urn:x:a> <urn:x:b> <urn:x:c> . <urn:x:d"), RDF.type, KG.Attack))
    with pytest.raises(ValueError, match="may not hold"):
        serialise(graph, format)


PROGRAM = """
import hashlib, sys
from kg.assemble import build_graph
from kg.write import WRITERS, serialise
from tests.assemble.example import PROVENANCE, example_facts
graph = build_graph(example_facts(), provenance=PROVENANCE, with_text=True)
for format in WRITERS:
    print(format, hashlib.sha256(serialise(graph, format)).hexdigest())
"""


def test_same_bytes_under_other_hash_seeds_locales_and_time_zones() -> None:
    outputs = []
    for seed, locale, zone in (("1", "C", "UTC"), ("4242", "tr_TR.UTF-8", "Pacific/Kiritimati")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        outputs.append(run.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == len(FORMATS)


def test_jsonld_is_plain_json_with_short_names(graph: Graph) -> None:
    document = json.loads(serialise(graph, "jsonld"))
    attack = next(node for node in document["@graph"] if node["@id"] == f"attack:{KEY}-1")
    assert attack["@type"] == ["kg:CarBombing", "kg:Bombing", "kg:Attack"]
    assert attack["kg:earliestDate"] == "2031-06-03"
    assert attack["kg:place"] == "place:vessra-4242"
    report = next(node for node in document["@graph"] if node["@id"] == f"casualties:{KEY}-1-a")
    assert report["kg:killedMin"] == 12


@pytest.fixture(scope="module")
def validated(graph: Graph) -> ValidatedGraph:
    return require_valid(graph)


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_the_ending_chooses_the_format(validated: ValidatedGraph, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    write_file(validated, path)
    assert path.read_bytes() == serialise(validated.graph, ENDINGS[ending])
    assert [child.name for child in tmp_path.iterdir()] == [path.name]


def test_the_format_overrides_the_ending(validated: ValidatedGraph, tmp_path: Path) -> None:
    path = tmp_path / "out.data"
    write_file(validated, path, format="nt")
    assert path.read_bytes() == serialise(validated.graph, "ntriples")


def test_unknown_formats_and_endings_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'\.rdf' stands for no format.*\.ttl"):
        format_of(tmp_path / "out.rdf")
    with pytest.raises(InputError, match="'rdfxml': not a format"):
        format_of(tmp_path / "out.ttl", "rdfxml")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.ttl"
    write_bytes(b"old", path)

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InputError, match="no space left on device"):
        write_bytes(b"new", path)
    assert path.read_bytes() == b"old"
    assert [child.name for child in tmp_path.iterdir()] == ["out.ttl"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing/out\.ttl: cannot be written"):
        write_bytes(b"", tmp_path / "missing" / "out.ttl")


if __name__ == "__main__":
    EXPECTED.write_bytes(_example_turtle())
