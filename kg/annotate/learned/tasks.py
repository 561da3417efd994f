"""What the learned components look for: frames, each an anchor word with the stretches that belong to it.

One encoder serves every task; a task is no more than the labels of its anchors and the roles that hang on one.
The order of labels and roles is the order of the network's outputs: change it only together with the weights.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One kind of frame. `labels`: the kinds of its anchor. `roles`: what can belong to an anchor.
    `several`: whether a role can have more than one filler. `near`: whether what belongs to an anchor stands in its
    sentence."""

    name: str
    labels: tuple[str, ...]
    roles: tuple[str, ...]
    several: bool = False
    near: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of a word piece: outside, then beginning and inside of each label."""
        return ("O", *(f"{edge}-{label}" for label in self.labels for edge in "BI"))

    @property
    def pointers(self) -> tuple[str, ...]:
        """The pointers from an anchor to other word pieces: first and last piece of each role."""
        return tuple(f"{role} {edge}" for role in self.roles for edge in ("first", "last"))


ATTRIBUTION = Task(name="attribution", labels=("cue",), roles=("source", "content"))

# "Harm" marks words for what an attack does to people ("killed", "the wounded").
ATTACK = Task(
    name="attack",
    labels=("Attack", "Bombing", "Shooting", "Harm"),
    roles=("place", "target", "victim", "weapon", "perpetrator"),
    several=True,
    near=True,
)

TASKS: tuple[Task, ...] = (ATTRIBUTION, ATTACK)
