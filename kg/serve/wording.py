"""The vocabulary in words for readers."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# The slots of an attack in the order of the page: the name of the property, what it is called, whose word it is.
SLOTS: Final = (
    ("perpetrator", "Perpetrator", "the report itself says so"),
    ("allegedPerpetrator", "Accused", "somebody says so; not a fact"),
    ("claimedBy", "Claimed by", "the party says so of itself; not a fact"),
    ("victim", "Victim", ""),
    ("target", "Target", ""),
    ("weapon", "Weapon", ""),
    ("place", "Place", ""),
    ("partOfSeries", "Part of a series", ""),
)
PROPERTY_WORDS: Final = MappingProxyType(
    {name: words for name, words, _ in SLOTS}
    | {
        "memberOf": "member of",
        "partOf": "part of",
        "backedBy": "backed by",
        "alignedWith": "aligned with",
        "opposes": "opposed to",
        "country": "country",
        "owner": "owned by",
    }
)
# What an agent's page lists: property of the attack, heading.
ROLES: Final = (
    ("perpetrator", "Carried out, by the reports' own word"),
    ("claimedBy", "Claimed"),
    ("allegedPerpetrator", "Accused of"),
    ("victim", "Suffered"),
    ("target", "Was the target of"),
)


def property_words(name: str) -> str:
    """What a property is called on a page, by its local name."""
    from kg.serve.reading import in_words

    return PROPERTY_WORDS.get(name, in_words(name))
