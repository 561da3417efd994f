"""What two graphs of one report say differently, told in facts and not in triples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChange:
    """One property of a fact: the values that only the old graph has, and those that only the new one has."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact. `kind`: article, attack, statement, position, affiliation or entity. `label`: what a
    reader knows it by. `slots`: the differing properties; of what was added or removed, all of them."""

    change: Change
    kind: str
    label: str
    slots: tuple[SlotChange, ...] = ()

    def to_lines(self) -> list[str]:
        """A line for the fact, and one for each slot."""
        lines = [f"{self.change:<8} {self.kind}: {self.label}"]
        for slot in self.slots:
            lines += [f"           - {slot.property}: {value}" for value in slot.before]
            lines += [f"           + {slot.property}: {value}" for value in slot.after]
        return lines

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        slots = [{"property": s.property, "before": list(s.before), "after": list(s.after)} for s in self.slots]
        return {"change": str(self.change), "kind": self.kind, "label": self.label, "slots": slots}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All differing facts: of the article, then attacks, statements and what else there is. Empty where only the
    evidence (rules, passages, offsets) or the names of nodes differ."""

    changes: tuple[FactChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def count(self, change: Change) -> int:
        return sum(found.change is change for found in self.changes)

    def to_text(self) -> str:
        """A summary and the facts, one or more lines each, ending in a line break."""
        tally = ", ".join(f"{self.count(change)} {change}" for change in Change)
        head = f"facts: {tally}" if self.changes else "no fact differs"
        return "\n".join([head, *(f"  {line}" for found in self.changes for line in found.to_lines())]) + "\n"

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            **{str(change): self.count(change) for change in Change},
            "changes": [found.to_dict() for found in self.changes],
        }
