"""The facts of a report that can be decided about: those that its page lists."""

from __future__ import annotations

from dataclasses import dataclass

from kg.review.decision import FactKey
from kg.serve.graphs import KG
from kg.serve.reading import RDF, Reader, in_words
from kg.serve.views.evidence import Passage
from kg.serve.views.report import ReportFact, ReportView, read_report, toll_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """A fact as the page shows it under its `number`, with what it is known by. `node` holds it in the graph as it
    is now; `attack` is the attack that it belongs to, if any."""

    key: FactKey
    number: int
    node: str
    subject: str
    attack: str
    passages: tuple[Passage, ...]


def read_facts(reader: Reader, article: str, *, view: ReportView | None = None) -> tuple[Reviewable, ...]:
    """`view`: of the report, where it has been read already."""
    return tuple(_reviewable(reader, article, fact) for fact in (view or read_report(reader, article)).facts)


def _reviewable(reader: Reader, article: str, fact: ReportFact) -> Reviewable:
    name, value, attack = _content(reader, fact)
    spans = tuple(sorted({(passage.start, passage.end) for passage in fact.evidence.passages}))
    return Reviewable(
        key=FactKey(article=article, predicate=name, value=value, spans=spans),
        number=fact.number,
        node=fact.iri,
        subject=fact.subject.label,
        attack=attack,
        passages=fact.evidence.passages,
    )


def _content(reader: Reader, fact: ReportFact) -> tuple[str, str, str]:
    """Property, value and attack."""
    types = reader.types(fact.iri)
    if "Assertion" in types:
        name = reader.text(fact.iri, f"{RDF}predicate").removeprefix(KG)
        subject = reader.text(fact.iri, f"{RDF}subject")
        return name, fact.value.label if fact.value else fact.text, subject if "Affiliation" not in types else ""
    if "CasualtyReport" in types:
        attacks = reader.subjects(f"{KG}casualties", fact.iri)
        return "casualties", toll_words(reader, fact.iri), attacks[0] if attacks else ""
    if "Statement" in types:
        kinds = ", ".join(in_words(kind) for kind in reader.narrow_types(fact.iri))
        about = reader.iris(fact.iri, f"{KG}about")
        return "Statement", f"{fact.subject.label}: {kinds}", about[0] if about else ""
    if "Position" in types:
        return "title", fact.text, ""
    narrow = reader.narrow_types(fact.iri)
    if "Attack" in types:
        return "Attack", ", ".join(in_words(kind) for kind in narrow), fact.iri
    return (narrow or ["node"])[0], fact.subject.label, ""
