"""Nouns that say by themselves on which side of an attack somebody stands: attackers, those who guard the law."""

from __future__ import annotations

from functools import cache

from kg.model.annotation import Token
from kg.resources import read_tsv


def is_attacker_noun(token: Token) -> bool:
    """ "gunman", "attacker", "bombers": known by nothing but the deed."""
    return token.lemma.lower() in _nouns("attacker") or token.lower in _nouns("attacker")


def is_suspect_noun(token: Token) -> bool:
    """ "suspect": somebody of whom it is not settled that he did it."""
    return token.lemma.lower() in _nouns("suspect")


def is_police_noun(token: Token) -> bool:
    """ "police", "officers", "guards"."""
    return token.lemma.lower() in _nouns("police") or token.lower in _nouns("police")


def is_force_noun(token: Token) -> bool:
    """The same and soldiers: "troops", "army"."""
    return is_police_noun(token) or token.lemma.lower() in _nouns("force") or token.lower in _nouns("force")


def is_force_label(label: str) -> bool:
    """The same of a description: "two policemen"."""
    last = label.lower().split()[-1]
    return any(word in _nouns("police") | _nouns("force") for word in (last, last.removesuffix("s")))


@cache
def _nouns(role: str) -> frozenset[str]:
    return frozenset(row["noun"] for row in read_tsv("attack_roles.tsv") if row["role"] == role)
