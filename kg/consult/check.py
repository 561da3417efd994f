"""Believes an answer only as far as the passage bears it out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.consult.prompt import LONGEST_PHRASE, MOST_ITEMS, SLOTS, attack_kinds
from kg.model.fact import Rejection
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttack, SuggestedAttribution, SuggestedSpan, Suggestions
from kg.vocab.namespaces import SUPERCLASSES

_LONGEST_TRIGGER = 60  # characters
_SHOWN = 60  # characters of what a model wrote that a reason repeats


def read_answer(content: str, text: str, passage: Span, component: str) -> Suggestions:
    """What of an answer (JSON by `answer_schema`) stands verbatim in the passage of `text`.

    Everything else is a rejection on the whole passage that says what was wrong. Never raises for any `content`.
    """
    reader = _Reader(text, passage, component)
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        reader.reject("an answer that is not JSON")
        answer = {}
    if not isinstance(answer, dict):
        reader.reject("an answer that is no JSON object")
        answer = {}
    attacks = [a for item in reader.items(answer, "attacks") if (a := reader.attack(item)) is not None]
    said = [s for item in reader.items(answer, "statements") if (s := reader.statement(item)) is not None]
    return Suggestions(
        attributions=tuple(sorted(dict.fromkeys(said), key=lambda s: (s.cue, s.speaker))),
        attacks=tuple(sorted({a.trigger: a for a in reversed(attacks)}.values(), key=lambda a: a.trigger)),
        rejections=tuple(reader.rejections),
    )


class _Reader:
    def __init__(self, text: str, passage: Span, component: str) -> None:
        self.text = text
        self.passage = passage
        self.component = component
        self.rejections: list[Rejection] = []

    def reject(self, reason: str) -> None:
        self.rejections.append(Rejection(span=self.passage, rule=self.component, reason=reason))

    def items(self, answer: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
        """The objects of a list, no more than the schema allows."""
        found = answer.get(name, [])
        if not isinstance(found, list):
            self.reject(f"{name} is no list")
            return
        for item in found[:MOST_ITEMS]:
            if isinstance(item, dict):
                yield item
            else:
                self.reject(f"an entry of {name} is no object")

    def attack(self, item: dict[str, Any]) -> SuggestedAttack | None:
        trigger = self._find(item.get("trigger"), longest=_LONGEST_TRIGGER, near=self.passage)
        if trigger is None:
            return None
        kind = item.get("kind")
        if kind not in attack_kinds():
            self.reject(f"{_shown(kind)} is no kind of attack")
            return None
        slots: dict[str, Any] = {name: self._phrases(item.get(name, []), trigger) for name in SLOTS}
        kinds = (kind, *(above for above in SUPERCLASSES[kind] if above != "Attack"))
        return SuggestedAttack(trigger=trigger, kinds=kinds, component=self.component, **slots)

    def _phrases(self, found: object, trigger: Span) -> tuple[SuggestedSpan, ...]:
        if not isinstance(found, list):
            return ()
        spans = [self._find(words, longest=LONGEST_PHRASE, near=trigger) for words in found[:MOST_ITEMS]]
        return tuple(SuggestedSpan(span=span) for span in sorted({s for s in spans if s is not None}))

    def statement(self, item: dict[str, Any]) -> SuggestedAttribution | None:
        content = self._find(item.get("content"), longest=4 * LONGEST_PHRASE, near=self.passage)
        if content is None:
            return None
        cue = self._find(item.get("cue"), longest=_LONGEST_TRIGGER, near=content)
        if cue is None:
            return None
        speaker = self._find(item.get("speaker"), longest=LONGEST_PHRASE, near=cue)
        if speaker is None:
            return None
        if speaker.overlaps(cue) or speaker.overlaps(content) or cue.overlaps(content):
            self.reject(f"speaker, verb and content overlap at {_shown(cue.slice(self.text))}")
            return None
        return SuggestedAttribution(speaker=speaker, cue=cue, content=content, component=self.component)

    def _find(self, words: object, *, longest: int, near: Span) -> Span | None:
        """Where the words stand in the passage, whole words only; of several places the one nearest to `near`."""
        if not isinstance(words, str) or not words.strip():
            return None
        phrase = words.strip()
        if len(phrase) > longest:
            self.reject(f"{_shown(phrase)} is longer than {longest} characters")
            return None
        places = list(self._places(phrase))
        if not places:
            self.reject(f"{_shown(phrase)} does not stand in the passage")
            return None
        return min(places, key=lambda s: (max(s.start - near.end, near.start - s.end, 0), s.start))

    def _places(self, phrase: str) -> Iterator[Span]:
        start = self.text.find(phrase, self.passage.start, self.passage.end)
        while start >= 0:
            end = start + len(phrase)
            before, after = self.text[max(start - 1, 0) : start], self.text[end : end + 1]
            if not (before.isalnum() and phrase[0].isalnum()) and not (after.isalnum() and phrase[-1].isalnum()):
                yield Span(start, end)
            start = self.text.find(phrase, start + 1, self.passage.end)


def _shown(words: object) -> str:
    text = " ".join(str(words).split())
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
