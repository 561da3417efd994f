"""What became of a report in the store on disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kg.model.difference import Difference


class Entry(StrEnum):
    """What adding one graph did."""

    ADDED = "added"  # an article that the store did not have
    UNCHANGED = "unchanged"  # it holds exactly this graph already
    UPDATED = "updated"  # the same report, read differently than before
    CORRECTED = "corrected"  # a corrected report, in the place of what it corrects
    OUTDATED = "outdated"  # left out: the store holds a later version of this report
    WITHDRAWN = "withdrawn"  # left out: it was withdrawn from the store before


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """`article`: IRI. `triples`: in its graph now, 0 where it was left out. `replaced`: the articles
    whose graphs went. `difference`: in facts, against the graph that went. `remark`: why it was left out. `links`:
    decisions that rested on what went, and are void."""

    article: str
    entry: Entry
    triples: int = 0
    replaced: tuple[str, ...] = ()
    difference: Difference | None = None
    remark: str = ""
    links: int = 0

    def to_text(self) -> str:
        """One line, and the difference below it if there is one."""
        parts = [f"{self.entry}: {self.article}"]
        if self.triples:
            parts.append(f"{self.triples} triples")
        parts += [f"replaces {article}" for article in self.replaced]
        if self.links:
            parts.append(f"{self.links} links void")
        if self.remark:
            parts.append(self.remark)
        line = ", ".join(parts)
        return line if self.difference is None else f"{line}\n{self.difference.to_text().rstrip()}"

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "article": self.article,
            "entry": str(self.entry),
            "triples": self.triples,
            "replaced": list(self.replaced),
            "remark": self.remark,
            "links": self.links,
            "difference": None if self.difference is None else self.difference.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """`gone`: nodes that no other article has; `kept`: those that stay because another article carries them;
    `links`: decisions that rested on them, and are void."""

    article: str
    triples: int
    gone: int
    kept: int
    at: dt.datetime
    reason: str = ""
    links: int = 0

    def to_text(self) -> str:
        """One line for people."""
        line = (
            f"withdrawn: {self.article}, {self.triples} triples; {self.gone} nodes went with it, "
            f"{self.kept} stay because other articles carry them"
        )
        return f"{line}; {self.links} links void" if self.links else line

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "article": self.article,
            "triples": self.triples,
            "gone": self.gone,
            "kept": self.kept,
            "at": self.at.isoformat(),
            "reason": self.reason,
            "links": self.links,
        }
