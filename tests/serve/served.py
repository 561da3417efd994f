"""The graphs that are served in the tests: the example of `tests.assemble` with its text, a later report of the same
attack that is linked with it, and an article whose words are meant to do harm."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.assemble import build_graph
from kg.store import article_name
from kg.store.lines import lines_of
from kg.validate import ValidatedGraph, require_valid
from tests.assemble.example import KEY, PROVENANCE, example_facts
from tests.stores.editions import edition

BASE = "https://w3id.org/newskg/id/"
ATTACK = f"{BASE}attack/{KEY}-1"
ARTICLE = f"{BASE}article/{KEY}"
FRONT = f"{BASE}organisation/red-dawn-front"
LINKS = f"{BASE}links"
HOSTILE = f"{BASE}article/0000000000000bad"
SCRIPT = "<script>alert(1)</script>"
HOSTILE_TEXT = f"{SCRIPT} \u202egnihsals\" onload='x' </textarea><img src=x onerror=alert(2)> {{{{ 7 * 7 }}}} &lt;b&gt;"


@cache
def first() -> ValidatedGraph:
    return require_valid(build_graph(example_facts(), provenance=PROVENANCE, with_text=True))


@cache
def later() -> ValidatedGraph:
    """Without its text; the same attack with a higher toll."""
    return edition("A day later.", url="https://news.example/later", killed=14)


def later_key() -> str:
    return str(article_name(later().graph)).rpartition("/")[2]


def links() -> str:
    """A decision that the first attack is the same in both reports, in Turtle."""
    other = f"{BASE}attack/{later_key()}-1"
    return f"""@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<{ATTACK}> kg:sameEventAs <{other}> .
<{LINKS}/1> a kg:LinkDecision ; rdf:subject <{ATTACK}> ; rdf:predicate kg:sameEventAs ; rdf:object <{other}> ;
  kg:score 8.5 ; kg:reason "the same day: 2.0" ."""


def hostile() -> str:
    """An article, an attack and a speaker whose words are markup, in Turtle; it would not pass the shapes."""
    text = ox.Literal(HOSTILE_TEXT)
    passage = f"<{HOSTILE}#char=0,{len(SCRIPT)}>"
    return f"""@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> . @prefix schema: <https://schema.org/> .
<{HOSTILE}> a kg:Article ; schema:headline {text} ; nif:isString {text} ; schema:url <javascript:alert(3)> .
{passage} a kg:Passage ; nif:referenceContext <{HOSTILE}> ; nif:beginIndex 0 ; nif:endIndex {len(SCRIPT)} ;
  nif:anchorOf {ox.Literal(SCRIPT)} .
<{BASE}attack/bad-1> a kg:Bombing, kg:Attack ; rdfs:label {text} ; kg:reportedIn <{HOSTILE}> ; kg:mention {passage} ;
  kg:place <{BASE}place/bad> ; kg:victim <{BASE}source/bad> .
<{BASE}place/bad> a kg:Place ; rdfs:label {text} ;
  <http://www.w3.org/2003/01/geo/wgs84_pos#lat> 1.5 ; <http://www.w3.org/2003/01/geo/wgs84_pos#long> 2.5 .
<{BASE}source/bad> a kg:UnnamedParty, kg:Agent ; rdfs:label {text} ; kg:mention {passage} .
<{BASE}statement/bad-1> a kg:Accusation, kg:Statement ; kg:speaker <{BASE}source/bad> ; kg:about <{BASE}attack/bad-1> ;
  kg:text {text} ; kg:quote {text} ; kg:channel {text} ; kg:mention {passage} ."""


def fill(folder: Path) -> None:
    """A store with all of them, each in a graph of its own."""
    store = ox.Store(folder)
    for validated in (first(), later()):
        name = ox.NamedNode(str(article_name(validated.graph)))
        store.load("\n".join(lines_of(validated.graph)), format=ox.RdfFormat.N_TRIPLES, to_graph=name)
    store.load(links(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(LINKS))
    store.load(hostile(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(HOSTILE))
    store.flush()
