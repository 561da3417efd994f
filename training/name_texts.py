"""What reading names is learned from: the names of the project's own sheets, and before them, as a first and rougher
lesson, what the language model's recogniser and the rules agree on in many other reports.

Sheets list every form of every named person and organisation and of the countries that act or are places; all of a
form's occurrences are names of it. They say nothing of other places and of peoples: there the rules are believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.annotated import FOLDER, lay_out, read_sheets
from kg.annotate import LanguageModel
from kg.annotate.candidates import NER_KINDS, QUOTES
from kg.annotate.names import find_names
from kg.annotate.person_names import title_words
from kg.annotate.tokens import Tokenised, copy_docs, readable, split_paragraphs
from kg.model.annotation import NameKind
from kg.model.article import Article
from kg.model.span import Span
from kg.read import ReadOptions, read_text
from training.mentions import FOLDER as MENTIONS
from training.mentions import POOL

# The corpora of the first lesson, and how many of their reports are read.
ROUGH: Mapping[str, int] = {
    POOL: 999,
    "wikievents.train_clean.jsonl": 999,
    "hrdsattack.train.jsonl": 999,
    "ecbplus.train.jsonl": 300,
    "polnear.train.jsonl": 260,
}
# What nothing is learned from, nor from reports that repeat some of it.
KEPT = ("wikievents.dev.jsonl", "hrdsattack.dev.jsonl", "gum_news.train.jsonl", "gum_news.dev.jsonl", "re3d.dev.jsonl")
_PIECE, _SHARE = 8, 0.03  # words that are compared at once, and the share of repeated ones from which a report is one
_AGENTS = (NameKind.PERSON, NameKind.ORGANISATION)
_ELSE = (NameKind.PLACE, NameKind.DEMONYM, NameKind.OTHER)
_KINDS = {"Person": (NameKind.PERSON,), "Country": (NameKind.PLACE, NameKind.DEMONYM)}
_KNOWN = frozenset({"full-name", "countries", "actors.tsv"})  # components that go by more than a likeness


@dataclass(frozen=True, slots=True)
class NameMark:
    """A stretch that is, or may be, a name of one of some kinds."""

    span: Span
    kinds: tuple[NameKind, ...]


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its names. Outside of `certain` names, of `possible` ones, which may be none, and of stretches of
    which nothing is known (`unknown`) there is no name. Of possible and certain ones at one place the certain count."""

    name: str
    text: str
    possible: tuple[NameMark, ...]
    certain: tuple[NameMark, ...]
    unknown: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineNames:
    """What is found in a text without what is to be learned: by the recogniser, by the rules, and those of the latter
    that a list or another name in the report speaks for."""

    recognised: Mapping[Span, NameKind]
    ruled: Mapping[Span, NameKind]
    known: frozenset[Span]


def read_named_sheets(part: str, data: Path, model: LanguageModel) -> Iterator[NamedText]:
    """The reports of a set of sheets."""
    reports = list(read_sheets(part, data))
    articles = [read_text(report.text, options=ReadOptions(), place=report.name) for report in reports]
    for report, machine in zip(reports, read_machine_names(articles, model), strict=True):
        yield _from_sheet(report.name, report.text, report.sheet["entities"], machine)


def read_rough(data: Path, model: LanguageModel) -> Iterator[NamedText]:
    """Reports without a sheet, with the names that recogniser and rules find in them; where these are not of one mind
    each may be right."""
    articles = list(_rough_articles(data))
    for article, machine in zip(articles, read_machine_names(articles, model), strict=True):
        agreed = {span for span, kind in machine.ruled.items() if machine.recognised.get(span) is kind}
        certain = [NameMark(s, (k,)) for s, k in machine.ruled.items() if s in agreed | machine.known]
        found = [*machine.recognised.items(), *machine.ruled.items()]
        possible = [NameMark(span, (kind,)) for span, kind in found if span not in agreed]
        yield NamedText(article.place, article.text, tuple(possible), tuple(certain))


def read_machine_names(articles: Iterable[Article], model: LanguageModel) -> Iterator[MachineNames]:
    """What recogniser and rules find in each article, in order."""
    known = [(article, split_paragraphs(article)) for article in articles]
    docs = model.read(readable(p.span.slice(article.text)) for article, paragraphs in known for p in paragraphs)
    for article, paragraphs in known:
        tokenised = copy_docs(paragraphs, islice(docs, len(paragraphs)))
        names = find_names(article, tokenised, times=())
        kinds = {n.span: NameKind.PLACE if n.kind is NameKind.COUNTRY else n.kind for n in names}
        yield MachineNames(
            recognised=_recognised(article.text, tokenised),
            ruled=kinds,
            known=frozenset(n.span for n in names if n.known or n.component in _KNOWN),
        )


def _recognised(text: str, tokenised: Tokenised) -> dict[Span, NameKind]:
    found: dict[Span, NameKind] = {}
    for entity in tokenised.entities:
        if entity.label in NER_KINDS:
            first, last = tokenised.tokens[entity.first], tokenised.tokens[entity.last - 1]
            found[_trimmed(text, Span(first.start, last.end))] = NER_KINDS[entity.label]
    return {span: kind for span, kind in found.items() if span.start < span.end}


def _trimmed(text: str, span: Span) -> Span:
    """Without the article, quotation marks and the possessive ending."""
    start, end = span.start, span.end
    if text[start:end].lower().startswith("the "):
        start += 4
    while start < end and text[start] in QUOTES | {" "}:
        start += 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while start < end and text[end - 1] in QUOTES | {" "}:
        end -= 1
    return Span(start, end)


# ---------------------------------------------------------------- sheets
def _from_sheet(name: str, text: str, entities: Sequence[Mapping[str, Any]], machine: MachineNames) -> NamedText:
    marks = list(find_marks(text, entities))
    free = [(s, k) for s, k in machine.ruled.items() if not any(s.overlaps(mark.span) for mark in marks)]
    loose = [(s, k) for s, k in machine.recognised.items() if not any(s.overlaps(mark.span) for mark in marks)]
    possible = [NameMark(s, _ELSE if k in _AGENTS else (k,)) for s, k in loose]
    possible += [NameMark(s, _ELSE) for s, k in free if k in _AGENTS]
    certain = [NameMark(s, (k,)) for s, k in free if k not in _AGENTS]
    lines = text.splitlines(keepends=True)
    heading = Span(len(lines[0]), sum(map(len, lines[:3])))  # byline and date
    small = [mark.span for mark in marks if mark.span.slice(text).islower()]  # "police": no name, and none that is not
    certain += [mark for mark in marks if mark.span not in small]
    return NamedText(name, text, tuple(possible), tuple(certain), (*small, heading))


def find_marks(text: str, entities: Sequence[Mapping[str, Any]]) -> Iterator[NameMark]:
    """All occurrences of the forms of a sheet's entities, the longest forms first, without titles before persons."""
    kinds: dict[str, tuple[NameKind, ...]] = {}
    for entity in entities:
        for form in filter(None, entity["names"]):
            kinds.setdefault(form, _KINDS.get(entity["kind"], (NameKind.ORGANISATION,)))
    taken: list[Span] = []
    for form in sorted(kinds, key=lambda form: (-len(form), form)):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(*found.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield NameMark(_without_title(text, _trimmed(text, span), kinds[form]), kinds[form])


def _without_title(text: str, span: Span, kinds: tuple[NameKind, ...]) -> Span:
    start = span.start
    while NameKind.PERSON in kinds:
        found = re.match(r"(\S+)\s+(?=\S)", text[start : span.end])
        if found is None or found[1].lower().strip(".") not in title_words():
            break
        start += found.end()
    return Span(start, span.end)


# ---------------------------------------------------------------- the first lesson
def _rough_articles(data: Path) -> Iterator[Article]:
    sheets = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("**/*.json"))]
    marked = [json.loads(path.read_bytes()) for path in sorted(MENTIONS.glob("*.json"))]
    sheets += [sheet for sheet in marked if sheet.get("held_back", False)]
    taken = {(sheet["source"], sheet["line"]) for sheet in sheets}
    rows = {file: _rows(data / file) for file in sorted({*ROUGH, *KEPT, *(source for source, _ in taken)})}
    kept = {piece for file in KEPT for row in rows[file] for piece in _pieces(row["text"])}
    kept.update(piece for source, line in sorted(taken) for piece in _pieces(rows[source][line - 1]["text"]))
    for file, most in ROUGH.items():
        found = (
            (number, row)
            for number, row in enumerate(rows[file], start=1)
            if (file, number) not in taken and not _repeats(row["text"], kept)
        )
        for number, row in islice(found, most):
            place = f"{file} line {number}"
            if file == POOL:
                yield read_text(lay_out(row), options=ReadOptions(), place=place)
            else:
                text = row["text"]
                yield Article(text=text, headline="", headline_span=None, body=Span(0, len(text)), place=place)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _pieces(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + _PIECE]) for i in range(len(words) - _PIECE + 1)}


def _repeats(text: str, kept: set[tuple[str, ...]]) -> bool:
    pieces = _pieces(text)
    return len(pieces & kept) > _SHARE * len(pieces) or not pieces
