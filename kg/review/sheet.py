"""Reviewed facts as a sheet of gold: one JSON object for an article, in the form that benchmarks measure by.

What was confirmed or corrected has to be found, what nobody looked at may be found (`optional`), what was
rejected is left out, so that finding it again counts as wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.review.decision import Decision, Verdict
from kg.review.facts import Reviewable, read_facts
from kg.review.matching import Standing, find_standing
from kg.review.recording import read_decisions
from kg.review.tolls import parse_toll
from kg.serve.graphs import KG
from kg.serve.reading import NIF, SKOS, Reader
from kg.vocab.namespaces import SUPERCLASSES

_SLOTS = {
    "place": "places",
    "target": "targets",
    "victim": "victims",
    "weapon": "weapons",
    "perpetrator": "perpetrators",
    "allegedPerpetrator": "alleged",
    "claimedBy": "claimed_by",
}
_KINDS = ("Person", "Country", "Organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`content`: to be written as JSON. `text`: the article's, "" where the graph does not hold it."""

    key: str
    content: dict[str, Any]
    text: str


def make_sheet(reader: Reader, article: str) -> Sheet:
    """Of the facts of an article and the decisions about them. Raises InputError for a decision that is not whole."""
    key = article.rpartition("/")[2]
    facts = read_facts(reader, article)
    decisions = read_decisions(reader, article)
    standing = find_standing(decisions, facts)
    text = reader.text(article, f"{NIF}isString")
    maker = _Maker(reader=reader, facts=facts, standing=standing, text=text)
    content = {
        "id": key,
        "text_file": f"{key}.txt",
        "reviewed_by": sorted({decision.reviewer for decision in decisions}),
        "entities": list(maker.entities()),
        "attacks": list(maker.attacks()),
        "statements": list(maker.statements()),
        "rejected": [_decided(decision) for decision in _rejections(standing)],
        "no_longer_read": [_decided(one) for one in standing.left if one.verdict is not Verdict.REJECTED],
    }
    return Sheet(key=key, content=content, text=text)


def _rejections(standing: Standing) -> list[Decision]:
    in_force = [*standing.by_number.values(), *standing.left]
    found = {decision.fact: decision for decision in in_force if decision.verdict is Verdict.REJECTED}
    return [found[fact] for fact in sorted(found)]


def _decided(decision: Decision) -> dict[str, Any]:
    fact = decision.fact
    row = {"property": fact.predicate, "value": fact.value, "spans": [list(span) for span in fact.spans]}
    texts = {"correction": decision.correction, "reason": decision.reason}
    return row | {name: text for name, text in texts.items() if text}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    reader: Reader
    facts: Sequence[Reviewable]
    standing: Standing
    text: str

    def entities(self) -> Iterator[dict[str, Any]]:
        """People, organisations and countries, with the posts of people."""
        for fact in self._kept():
            kind = next((one for one in _KINDS if one in {fact.key.predicate, *_above(fact.key.predicate)}), None)
            if kind is None:
                continue
            names = list(dict.fromkeys([self._value(fact), fact.key.value, *self._other_names(fact)]))
            if self._verdict(fact) is Verdict.CORRECTED:
                names = [self._value(fact)]
            row: dict[str, Any] = {"id": fact.node.rpartition("/")[2], "kind": kind, "names": names}
            titles = [one for one in self._kept() if one.key.predicate == "title" and one.subject == fact.key.value]
            if titles:
                row["positions"] = [
                    {"title": [self._value(one)]} | ({} if self._sure(one) else {"optional": True}) for one in titles
                ]
            yield row | ({} if self._sure(fact) else {"optional": True})

    def attacks(self) -> Iterator[dict[str, Any]]:
        """Each attack that was not rejected, with its slots, counts and the words that tell of it."""
        for fact in self._kept():
            if fact.key.predicate != "Attack":
                continue
            own = [one for one in self._kept() if one.attack == fact.node and one.key.predicate != "Statement"]
            row: dict[str, Any] = {"id": _id(fact.node), "types": self._types(fact)}
            days = [self.reader.text(fact.node, f"{KG}{name}") for name in ("earliestDate", "latestDate")]
            if all(days):
                row |= {"date": days, "optional_slots": ["date"]}
            for one in own:
                if one.key.predicate in _SLOTS:
                    names = self._filler(one)
                    row.setdefault(_SLOTS[one.key.predicate], []).append(names)
                elif one.key.predicate == "casualties":
                    self._add_counts(row, one)
            row["mentions"] = self._spans(fact)
            yield row | ({} if any(self._sure(one) for one in own) else {"optional": True})

    def statements(self) -> Iterator[dict[str, Any]]:
        for fact in self._kept():
            if fact.key.predicate != "Statement":
                continue
            speaker, colon, kinds = self._value(fact).rpartition(": ")
            row: dict[str, Any] = {
                "speaker": [speaker if colon else kinds],
                "kinds": [_class_name(kind) for kind in kinds.split(", ")] if colon else ["Report"],
            }
            if fact.attack and self._is_kept(fact.attack):
                row["about"] = _id(fact.attack)
            row["spans"] = self._spans(fact)
            yield row | ({} if self._sure(fact) else {"optional": True})

    def _kept(self) -> list[Reviewable]:
        return [fact for fact in self.facts if self._verdict(fact) is not Verdict.REJECTED]

    def _is_kept(self, attack: str) -> bool:
        return any(fact.key.predicate == "Attack" and fact.node == attack for fact in self._kept())

    def _verdict(self, fact: Reviewable) -> Verdict | None:
        decision = self.standing.by_number.get(fact.number)
        return decision.verdict if decision else None

    def _sure(self, fact: Reviewable) -> bool:
        return self._verdict(fact) in (Verdict.CONFIRMED, Verdict.CORRECTED)

    def _value(self, fact: Reviewable) -> str:
        decision = self.standing.by_number.get(fact.number)
        return decision.correction if decision and decision.correction else fact.key.value

    def _filler(self, fact: Reviewable) -> Any:
        return [self._value(fact)] if self._sure(fact) else {"is": [self._value(fact)], "optional": True}

    def _add_counts(self, row: dict[str, Any], fact: Reviewable) -> None:
        for what, (low, high) in parse_toll(self._value(fact)).items():
            count = [low, high]
            row.setdefault(what, []).append(count if self._sure(fact) else {"is": count, "optional": True})

    def _types(self, fact: Reviewable) -> list[str]:
        return [_class_name(kind) for kind in self._value(fact).split(", ")]

    def _other_names(self, fact: Reviewable) -> list[str]:
        return self.reader.texts(fact.node, f"{SKOS}altLabel")

    def _spans(self, fact: Reviewable) -> list[Any]:
        return [_span(self.text, passage.words, passage.start) for passage in fact.passages]


def _span(text: str, words: str, start: int) -> str | list[Any]:
    """The words, with the number of their occurrence where they stand in the text more than once."""
    if text.count(words) < 2:
        return words
    return [words, text.count(words, 0, start) + 1]


def _above(name: str) -> tuple[str, ...]:
    return tuple(SUPERCLASSES.get(name, ()))


def _id(node: str) -> str:
    return f"attack-{node.rpartition('-')[2]}"


def _class_name(words: str) -> str:
    """ "car bombing" → "CarBombing"."""
    return "".join(word[:1].upper() + word[1:] for word in words.split())
