"""A report: its text with every passage that a fact rests on, and the facts with their words and rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.serve.graphs import KG
from kg.serve.reading import NIF, RDF, SCHEMA, Reader, Ref, in_words
from kg.serve.views.evidence import Evidence, Passage, read_passage
from kg.serve.wording import property_words
from kg.vocab.terms import shorten_iri

# The headings of the facts, in the order of the page.
GROUPS = ("Attacks", "Statements", "Affiliations", "Who and what is named")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """One thing that was read from the report. `number` counts from 1 in the order of the text; `group` is the
    heading under which it stands."""

    number: int
    group: str
    subject: Ref
    name: str
    value: Ref | None
    text: str
    evidence: Evidence
    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of the text that the same facts rest on. `anchors`: the ends of the IRIs of passages that begin here."""

    text: str
    facts: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """`segments` make up the text; it is empty where the graph does not hold it (`kg build --with-text`)."""

    ref: Ref
    published: str
    publisher: Ref | None
    authors: tuple[str, ...]
    url: str
    language: str
    attacks: tuple[Ref, ...]
    facts: tuple[ReportFact, ...]
    segments: tuple[Segment, ...]
    passages: tuple[Passage, ...]
    made_with: tuple[str, ...]


def read_report(reader: Reader, iri: str) -> ReportView:
    """Everything that the graph of the article says of its words."""
    facts = _facts(reader, iri)
    passages = {passage.iri: passage for fact in facts for passage in fact.evidence.passages}
    ordered = sorted(passages.values(), key=lambda passage: (passage.start, passage.end))
    text = reader.text(iri, f"{NIF}isString")
    publishers = reader.iris(iri, f"{SCHEMA}publisher")
    runs = reader.iris(iri, "http://www.w3.org/ns/prov#wasGeneratedBy")
    return ReportView(
        ref=reader.ref(iri),
        published=reader.text(iri, f"{SCHEMA}datePublished"),
        publisher=reader.ref(publishers[0]) if publishers else None,
        authors=tuple(
            reader.label(name) if name.startswith("http") else name for name in reader.texts(iri, f"{SCHEMA}author")
        ),
        url=reader.text(iri, f"{SCHEMA}url"),
        language=reader.text(iri, f"{SCHEMA}inLanguage"),
        attacks=reader.refs(
            [node for node in reader.subjects(f"{KG}reportedIn", iri) if "Attack" in reader.types(node)]
        ),
        facts=facts,
        segments=cut_text(text, facts) if text else (),
        passages=tuple(ordered),
        made_with=tuple(_made_with(reader, runs)),
    )


def cut_text(text: str, facts: tuple[ReportFact, ...]) -> tuple[Segment, ...]:
    """The text cut wherever a passage begins or ends, so that passages which overlap can each be marked."""
    size = len(text)
    inside = [(passage, fact.number) for fact in facts for passage in fact.evidence.passages if passage.end <= size]
    cuts = sorted({0, size, *(p.start for p, _ in inside), *(p.end for p, _ in inside)})
    opening: dict[int, set[int]] = {}
    closing: dict[int, set[tuple[int, int]]] = {}
    starts: dict[int, set[str]] = {}
    for position, (passage, number) in enumerate(inside):
        if passage.start < passage.end:
            opening.setdefault(passage.start, set()).add(position)
            closing.setdefault(passage.end, set()).add((position, number))
            starts.setdefault(passage.start, set()).add(f"char={passage.start},{passage.end}")
    open_now: set[int] = set()
    segments = []
    for start, end in pairwise(cuts):
        open_now -= {position for position, _ in closing.get(start, ())}
        open_now |= opening.get(start, set())
        numbers = tuple(sorted({inside[position][1] for position in open_now}))
        segments.append(Segment(text=text[start:end], facts=numbers, anchors=tuple(sorted(starts.get(start, ())))))
    return tuple(segments)


def _facts(reader: Reader, article: str) -> tuple[ReportFact, ...]:
    found: list[ReportFact] = []
    for node, passages in sorted(_mentioned(reader, article).items()):
        passages.sort(key=lambda passage: (passage.start, passage.end))
        rules = reader.texts_in(article, node, f"{KG}rule")
        found += _facts_of(reader, node, Evidence(passages=tuple(passages), rules=tuple(rules)))
    found.sort(key=lambda fact: (fact.evidence.passages[0].start, fact.evidence.passages[0].end, fact.iri, fact.name))
    return tuple(
        ReportFact(
            number=number,
            group=fact.group,
            subject=fact.subject,
            name=fact.name,
            value=fact.value,
            text=fact.text,
            evidence=fact.evidence,
            iri=fact.iri,
        )
        for number, fact in enumerate(found, start=1)
    )


def _mentioned(reader: Reader, article: str) -> dict[str, list[Passage]]:
    """The nodes that mention passages of the article, with those passages: other reports may name the nodes as well."""
    found: dict[str, list[Passage]] = {}
    for passage in read_passages(reader, article):
        for node in reader.subjects(f"{KG}mention", passage.iri):
            found.setdefault(node, []).append(passage)
    return found


def _facts_of(reader: Reader, node: str, evidence: Evidence) -> list[ReportFact]:
    types = reader.types(node)
    if "Claim" in types:
        return []  # its statement stands for it, with the same words

    def fact(group: str, subject: str, name: str, value: str = "", text: str = "") -> ReportFact:
        return ReportFact(
            number=0,
            group=group,
            subject=reader.ref(subject),
            name=name,
            value=reader.ref(value) if value else None,
            text=text,
            evidence=evidence,
            iri=node,
        )

    if "Assertion" in types:
        group = "Affiliations" if "Affiliation" in types else "Attacks"
        triple = [reader.iris(node, f"{RDF}{part}") for part in ("subject", "predicate", "object")]
        if all(triple):
            name = triple[1][0].removeprefix(KG)
            name = property_words(name) if triple[1][0].startswith(KG) else shorten_iri(triple[1][0])
            return [fact(group, triple[0][0], name, triple[2][0])]
        return []
    if "CasualtyReport" in types:
        attacks = reader.subjects(f"{KG}casualties", node)
        return [fact("Attacks", attacks[0] if attacks else node, "casualties", text=toll_words(reader, node))]
    if "Statement" in types:
        speakers = reader.iris(node, f"{KG}speaker")
        kinds = ", ".join(in_words(kind) for kind in reader.narrow_types(node))
        text = reader.text(node, f"{KG}text") or " ".join(reader.texts(node, f"{KG}quote"))
        return [fact("Statements", speakers[0] if speakers else node, kinds, node, text)]
    if "Position" in types:
        holders = reader.iris(node, f"{KG}holder")
        organisations = reader.iris(node, f"{KG}organisation")
        holder, organisation = (holders or [node])[0], (organisations or [""])[0]
        return [fact("Affiliations", holder, "position", organisation, reader.text(node, f"{KG}title"))]
    group = "Attacks" if "Attack" in types else "Who and what is named"
    kinds = ", ".join(in_words(kind) for kind in reader.narrow_types(node))
    return [fact(group, node, kinds or "named")]


def toll_words(reader: Reader, node: str) -> str:
    """ "killed 4 or more, injured 11"."""
    parts = []
    for what in ("killed", "injured"):
        low, high = reader.number(node, f"{KG}{what}Min"), reader.number(node, f"{KG}{what}Max")
        words = range_words(low, high)
        if words:
            parts.append(f"{what} {words}")
    return ", ".join(parts)


def range_words(low: int | None, high: int | None) -> str:
    """ "4", "4 to 6", "4 or more", "up to 6", or "" where nothing is said."""
    if low is None:
        return "" if high is None else f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _made_with(reader: Reader, runs: list[str]) -> list[str]:
    tools = [tool for run in runs for tool in reader.iris(run, "http://www.w3.org/ns/prov#wasAssociatedWith")]
    return sorted({reader.label(tool) for tool in tools})


def read_passages(reader: Reader, article: str) -> tuple[Passage, ...]:
    """All passages of an article, in the order of the text."""
    found = (read_passage(reader, iri) for iri in reader.subjects(f"{NIF}referenceContext", article))
    return tuple(sorted(filter(None, found), key=lambda passage: (passage.start, passage.end)))
