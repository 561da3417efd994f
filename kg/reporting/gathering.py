"""What a report to hand on holds: a chapter for each attack, the reports that it rests on, a map and a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reporting.choosing import Chosen
from kg.serve.pictures import chart_of, map_of
from kg.serve.reading import NIF, SCHEMA, Reader, in_words
from kg.serve.views.attack import AttackView, Spot, read_attack
from kg.serve.views.evidence import Evidence, Passage
from kg.serve.views.report import range_words

_MOST_QUOTES = 12  # of one fact
_CONTEXT = 160  # characters on either side of the words, where the graph holds the text
_ENDS = re.compile(r"[.!?][\"'”’)]*\s+|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that is quoted, by its `number`. `key` names it in the graph, `url` on the web, if it is known."""

    number: int
    iri: str
    headline: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The `words` at `start` to `end` of report number `source`, with what stands around them in their sentence."""

    words: str
    before: str
    after: str
    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of the timeline. `day` as 2024-01-04, perhaps with a time; `source` is None for the attack itself."""

    day: str
    what: str
    label: str
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An attack; `chart` is an SVG or ""."""

    anchor: str
    view: AttackView
    chart: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """`map` is an SVG or ""; `quotes` holds the words of each passage by its IRI."""

    title: str
    asked: str
    more: bool
    made_on: str
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    quotes: dict[str, Quote]
    map: str

    def quotes_of(self, evidence: Evidence) -> tuple[Quote, ...]:
        """At most a dozen; words that stand within others of the list are left out."""
        kept: list[Passage] = []
        for passage in sorted(evidence.passages, key=lambda one: (one.article, one.start, -one.end)):
            if not any(_within(passage, other) for other in kept):
                kept.append(passage)
        return tuple(self.quotes[passage.iri] for passage in kept[:_MOST_QUOTES])

    def sources_of(self, evidence: Evidence) -> tuple[int, ...]:
        """The numbers of the reports that the words are from."""
        return tuple(sorted({self.quotes[passage.iri].source for passage in evidence.passages}))


def gather(reader: Reader, chosen: Chosen, *, made_on: str = "") -> Handout:
    """Reads all that the report shows. `made_on`: a day to be printed, "" for none."""
    views = [read_attack(reader, attack) for attack in chosen.attacks]
    numbers = {iri: number for number, iri in enumerate(_articles(views), start=1)}
    spots = tuple({spot.ref.iri: spot for view in views for spot in view.spots}.values())
    title = views[0].ref.label if len(views) == 1 else chosen.asked
    return Handout(
        title=title,
        asked=chosen.asked,
        more=chosen.more,
        made_on=made_on,
        chapters=tuple(
            Chapter(
                anchor=f"attack-{position}",
                view=view,
                chart=chart_of(view.tolls),
                events=tuple(_events(view, numbers)),
            )
            for position, view in enumerate(views, start=1)
        ),
        sources=tuple(_read_source(reader, iri, number) for iri, number in numbers.items()),
        quotes=_quotes(reader, views, numbers),
        map=map_of(_drawn(spots), title, alone=True),
    )


def _drawn(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """More names than these would only hide each other."""
    return spots[:60]


def _evidence(view: AttackView) -> Iterator[Evidence]:
    yield view.mentions
    yield from (fact.evidence for slot in view.slots for fact in slot.facts)
    yield from (statement.evidence for column in view.columns for statement in column.statements)
    yield from (toll.evidence for toll in view.tolls)


def _articles(views: list[AttackView]) -> list[str]:
    """Every report that is quoted or tells of an attack, once, in the order in which they come up."""
    found: dict[str, None] = {}
    for view in views:
        found |= dict.fromkeys(telling.report.iri for telling in view.tellings)
        for evidence in _evidence(view):
            found |= dict.fromkeys(passage.article for passage in evidence.passages)
    return list(found)


def _read_source(reader: Reader, iri: str, number: int) -> Source:
    publishers = reader.iris(iri, f"{SCHEMA}publisher")
    return Source(
        number=number,
        iri=iri,
        headline=reader.label(iri),
        publisher=reader.label(publishers[0]) if publishers else "",
        published=reader.text(iri, f"{SCHEMA}datePublished"),
        url=reader.text(iri, f"{SCHEMA}url"),
    )


def _quotes(reader: Reader, views: list[AttackView], numbers: dict[str, int]) -> dict[str, Quote]:
    passages = {passage.iri: passage for view in views for one in _evidence(view) for passage in one.passages}
    texts = {article: reader.text(article, f"{NIF}isString") for article in numbers}
    return {iri: _quote(passage, texts[passage.article], numbers) for iri, passage in passages.items()}


def _quote(passage: Passage, text: str, numbers: dict[str, int]) -> Quote:
    before, after = surroundings(text, passage.start, passage.end) if text else ("", "")
    return Quote(
        words=passage.words or text[passage.start : passage.end],
        before=before,
        after=after,
        source=numbers[passage.article],
        start=passage.start,
        end=passage.end,
    )


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after characters `start` to `end` in their sentence; "…" where it is cut short."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    opened = [found.end() for found in _ENDS.finditer(before)]
    if opened:
        before = before[opened[-1] :]
    elif start > _CONTEXT:
        before = f"…{before.partition(' ')[2]}"
    closed = _ENDS.search(f"{text[end - 1 : end]}{after}")  # the words may end the sentence themselves
    if closed:
        after = after[: max(0, closed.end() - 1)].rstrip()
    elif end + _CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return before, after


def _within(inner: Passage, outer: Passage) -> bool:
    return inner.article == outer.article and outer.start <= inner.start and inner.end <= outer.end


def _events(view: AttackView, numbers: dict[str, int]) -> list[Event]:
    """The attack, the reports of it, and what was said on a day that is known; by day."""
    events = []
    if view.earliest or view.latest:
        until = f" (no later than {view.latest})" if view.latest and view.latest != view.earliest else ""
        events.append(Event(day=view.earliest or view.latest, what="attack", label=f"{view.ref.label}{until}"))
    events += [
        Event(
            day=telling.published,
            what="report",
            label=telling.report.label,
            source=numbers[telling.report.iri],
        )
        for telling in view.tellings
    ]
    for toll in view.tolls:
        counts = (("killed", range_words(*toll.killed)), ("injured", range_words(*toll.injured)))
        words = ", ".join(f"{count} {what}" for what, count in counts if count)
        by = ", ".join(one.label for one in toll.sources) or "the report itself"
        source = numbers[toll.report.iri] if toll.report else None
        events.append(Event(day=toll.published, what="toll", label=f"{words}, by the word of {by}", source=source))
    statements = {one.iri: one for column in view.columns for one in column.statements if one.date}
    for statement in statements.values():
        speakers = ", ".join(one.label for one in statement.speakers)
        kinds = ", ".join(in_words(kind) for kind in statement.kinds)
        source = numbers[statement.report.iri] if statement.report else None
        events.append(Event(day=statement.date, what=kinds, label=speakers, source=source))
    order = {"attack": 0, "report": 1, "toll": 2}
    return sorted(
        events, key=lambda event: (event.day[:10] or "9999", order.get(event.what, 3), event.day, event.label)
    )
