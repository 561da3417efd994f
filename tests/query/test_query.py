"""Asking graphs: the shipped questions, parameters, duplicates, and the formats of answers."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.query import Result

from kg.assemble import build_graph
from kg.errors import InputError, QueryError
from kg.query import (
    GraphData,
    bind_parameters,
    describe_questions,
    format_answer,
    get_question,
    list_questions,
    make_request,
    run_query,
)
from kg.vocab.namespaces import KG
from kg.write import ENDINGS, serialise, write_bytes
from tests.assemble.example import KEY, PROVENANCE, example_facts

ATTACK = f"attack/{KEY}-1"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build_graph(example_facts(), provenance=PROVENANCE)


@pytest.fixture(scope="module")
def data(graph: Graph) -> GraphData:
    return GraphData.from_graphs([graph])


def ask(data: GraphData, name: str, **given: str) -> list[dict[str, str]]:
    """The rows of a question as texts; unbound variables are left out."""
    question = get_question(name)
    answer = run_query(data, question.sparql, parameters=bind_parameters(question, given))
    return [
        {variable: str(term) for variable, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]


def pick(rows: list[dict[str, str]], *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows]


def test_who_attacked_whom_says_on_whose_word(data: GraphData) -> None:
    assert pick(ask(data, "who-attacked-whom"), "by", "word", "whom", "where") == [
        ("Night Brigade", "it says so itself", "bus; people", "Vessra"),
        ("Red Dawn Front", "somebody says so", "bus; people", "Vessra"),
        ("Ostria", "the report says so", "depot of the Front; fighters", "Kellin"),
    ]


def test_who_attacked_whom_of_one_party(data: GraphData) -> None:
    rows = ask(data, "who-attacked-whom", party="ostria")
    assert {row["by"] for row in rows} == {"Ostria"}
    assert ask(data, "who-attacked-whom", party="nobody") == []


def test_contested_attacks_and_by_whom(data: GraphData) -> None:
    assert pick(ask(data, "contested-attacks"), "party", "does", "speaker") == [
        ("Night Brigade", "claims it", "Night Brigade"),
        ("Red Dawn Front", "denies it", "Red Dawn Front"),
        ("Red Dawn Front", "denies it", "Red Dawn Front spokesman"),
        ("Red Dawn Front", "is accused", "Ana Toral"),
    ]


def test_an_accusation_that_nobody_denies_is_not_contested(graph: Graph) -> None:
    quiet = Graph()
    quiet += graph
    for claim in list(quiet.subjects(RDF.type, KG.Claim)):
        if not str(claim).endswith("-2-a"):
            quiet.remove((claim, None, None))
    data = GraphData.from_graphs([quiet])
    assert ask(data, "contested-attacks") == []
    assert pick(ask(data, "said-by", speaker="toral"), "kind") == [("Accusation",)]


def test_casualties_by_source(data: GraphData) -> None:
    assert pick(ask(data, "casualties-by-source"), "killed", "injured", "source") == [
        ("12 or more", None, "hospital official"),
        ("15", None, "diplomat"),
        ("3", "5 to 6", "the report itself"),
    ]
    assert len(ask(data, "casualties-by-source", attack=ATTACK)) == 2
    assert len(ask(data, "casualties-by-source", attack=f"https://w3id.org/newskg/id/{ATTACK}")) == 2


def test_said_by_finds_those_who_speak_for_somebody(data: GraphData) -> None:
    assert pick(ask(data, "said-by", speaker="RED DAWN"), "speaker", "for", "kind", "words") == [
        ("Red Dawn Front", None, "Denial", "it"),
        ("Red Dawn Front spokesman", "Red Dawn Front", "Denial", "We had no part in this,"),
        ("Red Dawn Front spokesman", "Red Dawn Front", "Report", "We had no part in this,"),
    ]
    assert pick(ask(data, "said-by", speaker="interior"), "speaker") == [("Ana Toral",)]


def test_timeline(data: GraphData) -> None:
    assert pick(ask(data, "timeline"), "earliest", "latest", "where") == [
        ("2031-06-03", "2031-06-03", "Vessra"),
        ("2031-06-03", "2031-06-04", "Kellin"),
        (None, None, None),
    ]
    assert pick(ask(data, "timeline", since="2031-06-04"), "where") == [("Kellin",)]
    assert ask(data, "timeline", until="2031-06-02") == []


def test_evidence_of_an_attack_leads_to_the_words_of_each_fact(data: GraphData) -> None:
    rows = ask(data, "evidence", node=ATTACK)
    assert ("place: Vessra", "in Vessra on", "place-preposition") in pick(rows, "fact", "words", "rule")
    assert ("allegedPerpetrator: Red Dawn Front", "Rebels blamed") in pick(rows, "fact", "words")
    assert ("casualties", "put the dead in Vessra at 15") in pick(rows, "fact", "words")
    assert ("the node itself", "tore through") in pick(rows, "fact", "words")
    assert len(rows) == 11


def test_every_question_is_tried_above_and_says_what_it_answers() -> None:
    names = [question.name for question in list_questions()]
    assert names == [
        "casualties-by-source",
        "contested-attacks",
        "evidence",
        "first-accuser",
        "one-sided-attacks",
        "said-by",
        "timeline",
        "toll-over-time",
        "who-attacked-whom",
    ]
    for question in list_questions():
        assert question.answers.endswith((".", "?"))
        assert f"param:{question.name}" not in question.sparql
        assert question.name in describe_questions()
        assert all(f"param:{each.name} rdf:value" in question.sparql for each in question.parameters)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own engine uses what rdflib deprecates
@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_questions_are_plain_sparql_for_any_engine(graph: Graph, data: GraphData, name: str) -> None:
    """rdflib, another engine, gives the same rows; the parameters lie in a graph of the dataset."""
    given = {"said-by": {"speaker": "front"}, "evidence": {"node": ATTACK}}.get(name, {})
    question = get_question(name)
    dataset = Dataset()
    for triple in graph:
        dataset.add(triple)
    for key, term in bind_parameters(question, given).items():
        space = "urn:newskg:parameter:"
        dataset.graph(URIRef(space)).add((URIRef(space + key), RDF.value, term))
    rows = dataset.query(question.sparql)
    theirs = sorted([str(term) for term in row] for row in rows if isinstance(row, tuple))
    answer = run_query(data, question.sparql, parameters=bind_parameters(question, given))
    assert answer.rows or name == "one-sided-attacks"  # of the example's attacks both sides speak
    assert theirs == sorted([str(term) for term in row] for row in answer.rows)


def test_a_parameter_is_data_and_cannot_change_the_query(data: GraphData) -> None:
    before = len(data)
    for value in ('x" } UNION { ?a ?b ?c } #', "\\", '"""', "'", "\n} SERVICE <http://127.0.0.1/> { ?a ?b ?c", "<x>"):
        assert ask(data, "said-by", speaker=value) == []
    assert len(data) == before
    assert run_query(data, "ASK { GRAPH ?any { ?s ?p ?o } }").truth is False


def test_parameters_become_iris_or_strings() -> None:
    question = get_question("evidence")
    assert bind_parameters(question, {"node": "<urn:x:1>"})["node"] == URIRef("urn:x:1")
    assert bind_parameters(question, {"node": "https://d.example/1"})["node"] == URIRef("https://d.example/1")
    assert bind_parameters(question, {"node": "attack/1"})["node"] == Literal("attack/1")
    assert bind_parameters(question, {"node": "http://a b"})["node"] == Literal("http://a b")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("who-did-it", {}, r"no question 'who-did-it'\. Choose one of casualties-by-source"),
        ("said-by", {}, "needs a value: add --param speaker="),
        ("said-by", {"speaker": "x", "when": "y"}, "no parameter 'when': it has speaker"),
        ("contested-attacks", {"x": "y"}, "no parameter 'x': it has none"),
    ],
)
def test_wrong_questions_and_parameters(data: GraphData, name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(data, name, **given)


def test_known_prefixes_need_no_declaration(data: GraphData) -> None:
    answer = run_query(data, "SELECT (COUNT(?a) AS ?n) { ?a a kg:Attack ; rdfs:label ?l }")
    assert [str(term) for row in answer.rows for term in row] == ["3"]


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_files_of_every_format_give_the_same_answer(graph: Graph, tmp_path: Path, ending: str) -> None:
    write_bytes(serialise(graph, ENDINGS[ending]), tmp_path / f"a{ending}")
    data = GraphData.from_files([tmp_path])
    assert len(data) == len(graph)
    assert len(ask(data, "timeline")) == 3


def test_a_triple_that_several_files_hold_counts_once(graph: Graph, tmp_path: Path) -> None:
    write_bytes(serialise(graph, "nquads"), tmp_path / "a.nq")
    moved = serialise(graph, "nquads").replace(
        f"<https://w3id.org/newskg/id/article/{KEY}> .\n".encode(), b"<urn:x:g> .\n"
    )
    write_bytes(moved, tmp_path / "b.nq")
    write_bytes(serialise(graph, "turtle"), tmp_path / "c.ttl")
    data = GraphData.from_files([tmp_path])
    count = "SELECT (COUNT(*) AS ?n) { ?statement a kg:Statement }"
    assert [str(row[0]) for row in run_query(data, count).rows] == ["6"]
    graphs = run_query(data, "SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Statement } } ORDER BY ?g")
    assert [str(row[0]) for row in graphs.rows] == [f"https://w3id.org/newskg/id/article/{KEY}", "urn:x:g"]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>\n oh dear .", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl: .*line 2"):
        GraphData.from_files([broken])
    with pytest.raises(InputError, match=r"gone\.nt: no such file"):
        GraphData.from_files([tmp_path / "gone.nt"])
    with pytest.raises(InputError, match=r"notes\.txt: the ending '\.txt'"):
        GraphData.from_files([tmp_path / "notes.txt"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty: holds no graph file"):
        GraphData.from_files([tmp_path / "empty"])


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    file = tmp_path / "remote.jsonld"
    file.write_text('{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:x:a"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"remote\.jsonld"):
        GraphData.from_files([file])


LABELS = (
    "SELECT ?label ?date { ?a a kg:Attack ; rdfs:label ?label OPTIONAL { ?a kg:earliestDate ?date } } ORDER BY ?label"
)


def test_csv(data: GraphData) -> None:
    content = format_answer(run_query(data, LABELS), "csv").decode()
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows == [
        ["label", "date"],
        ["air strike near Kellin, 2031-06-03", "2031-06-03"],
        ["car bombing in Vessra, 2031-06-03", "2031-06-03"],
        ["more than 20 attacks in Vessra", ""],
    ]


@pytest.mark.parametrize("format", ["json", "xml"])
def test_json_and_xml_as_the_standards_have_them(data: GraphData, format: str) -> None:
    answer = run_query(data, LABELS)
    result = Result.parse(io.BytesIO(format_answer(answer, format)), format=format)
    assert [str(variable) for variable in result.vars or ()] == ["label", "date"]
    assert [tuple(row) for row in result if isinstance(row, tuple)] == list(answer.rows)


def test_json_of_yes_and_no(data: GraphData) -> None:
    answer = run_query(data, "ASK { ?a kg:perpetrator ?b }")
    assert json.loads(format_answer(answer, "json"))["boolean"] is True
    assert format_answer(answer) == b"yes\n"
    assert format_answer(answer, "csv") == b"true\r\n"


def test_a_graph_as_turtle(data: GraphData) -> None:
    answer = run_query(data, "CONSTRUCT { ?a rdfs:label ?l } { ?a a kg:Attack ; rdfs:label ?l }")
    back = Graph().parse(data=format_answer(answer), format="turtle")
    assert len(back) == 3
    described = run_query(data, f"DESCRIBE <https://w3id.org/newskg/id/{ATTACK}>")
    assert described.graph is not None
    assert len(described.graph) > 10


def test_the_table_loses_nothing(data: GraphData) -> None:
    table = format_answer(run_query(data, LABELS)).decode()
    assert table.splitlines()[0].split() == ["label", "date"]
    assert "car bombing in Vessra, 2031-06-03" in table
    assert table.endswith("\n3 rows\n")
    question = get_question("evidence")
    answer = run_query(data, question.sparql, parameters=bind_parameters(question, {"node": ATTACK}))
    wide = format_answer(answer, width=400).decode()
    assert all(
        str(term).removeprefix("https://w3id.org/newskg/id/") in wide for row in answer.rows for term in row if term
    )
    narrow = format_answer(answer, width=60).decode()
    assert max(map(len, narrow.splitlines())) <= 60
    assert sum(map(str.isalnum, narrow)) >= sum(map(str.isalnum, wide)) - len("rows")


@pytest.mark.parametrize(
    ("sparql", "format", "message"),
    [
        ("ASK {}", "turtle", "rows or a yes or no, which turtle cannot hold"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "a graph, which csv cannot hold. Use --format turtle"),
        ("ASK {}", "pdf", "'pdf' is no format of answers"),
    ],
)
def test_formats_that_do_not_fit(data: GraphData, sparql: str, format: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        format_answer(run_query(data, sparql), format)


def test_requests() -> None:
    request = make_request(["a.ttl", "dir", "SELECT * { ?s ?p <http://x//y> }"], text=None, question=None, values=[])
    assert request.paths == (Path("a.ttl"), Path("dir"))
    assert request.sparql == "SELECT * { ?s ?p <http://x//y> }"
    request = make_request(["a.ttl"], text=None, question="said-by", values=["speaker=a=b"])
    assert request.parameters == {"speaker": Literal("a=b")}


@pytest.mark.parametrize(
    ("words", "text", "question", "values", "message"),
    [
        (["a.ttl"], None, None, [], "No query"),
        ([], None, None, [], "No query"),
        (["ASK { }"], None, None, [], "No graphs"),
        ([], "ASK {}", None, [], "No graphs"),
        (["a.ttl"], "ASK {}", "timeline", [], "at once"),
        (["a.ttl"], "ASK {}", None, ["a=b"], "--param belongs to --question"),
        (["a.ttl"], None, "timeline", ["since"], "name=value"),
    ],
)
def test_requests_that_lack_something(
    words: list[str], text: str | None, question: str | None, values: list[str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        make_request(words, text=text, question=question, values=values)


PROGRAM = """
from kg.assemble import build_graph
from kg.query import GraphData, format_answer, run_query
from tests.assemble.example import PROVENANCE, example_facts
data = GraphData.from_graphs([build_graph(example_facts(), provenance=PROVENANCE)])
print(format_answer(run_query(data, "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"), "csv").decode())
print(format_answer(run_query(data, "CONSTRUCT WHERE { ?s ?p ?o }")).decode())
"""


def test_answers_do_not_depend_on_hash_seed_or_locale() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed, locale in (("1", "C"), ("77", "de_DE.UTF-8"))
    }
    assert len(outputs) == 1
