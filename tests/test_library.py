"""What one calls from Python."""

import datetime as dt
from pathlib import Path

import pytest
from rdflib import RDF, Graph

import kg
from kg.vocab.namespaces import KG

TEXT = """Two killed in market bombing in Karvel
By Example Press
March 3, 2021
A bomb exploded at a market in Karvel on Tuesday, killing two people, police said.
"""


def test_text_gives_a_graph_and_its_reasons() -> None:
    built = kg.build(TEXT)
    assert built.article.published == dt.date(2021, 3, 3)
    (attack,) = built.graph.subjects(RDF.type, KG.Bombing)
    mentions = [e for e in built.explain() if e.property == "mention" and not e.rejected]
    assert mentions
    assert all(built.article.text[e.start : e.end] == e.words for e in mentions)
    again = Graph().parse(data=built.serialise(), format="turtle")
    assert (attack, RDF.type, KG.Attack) in again


def test_a_file_gives_the_same_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert kg.build(path).serialise() == kg.build(str(path)).serialise() == kg.build(TEXT).serialise()
    kg.build(path).write(tmp_path / "report.nt")
    assert (tmp_path / "report.nt").read_text(encoding="utf-8") == kg.build(TEXT).serialise("ntriples")


def test_what_is_given_goes_before_what_the_report_says() -> None:
    built = kg.build(TEXT, published=dt.date(2020, 1, 1), url="https://example.org/1")
    assert built.article.published == dt.date(2020, 1, 1)
    assert built.article.url == "https://example.org/1"


def test_a_name_without_a_file_is_an_error_that_says_so() -> None:
    with pytest.raises(kg.InputError, match=r"nowhere\.txt: there is no such file"):
        kg.build("nowhere.txt")


def test_the_ontology_is_a_module_to_program_with() -> None:
    ontology = kg.ontology.load(kg.build(TEXT).graph)
    assert [type(x).__name__ for x in ontology.Bombing.instances()]


def test_unknown_names_are_errors() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        kg.no_such_name  # noqa: B018
