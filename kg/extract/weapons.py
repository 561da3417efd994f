"""Weapons, violent people and people at large: what single nouns tell, from the lexicons."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of, split_words, words_before
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv

_VEHICLES = frozenset(
    {
        "car",
        "truck",
        "lorry",
        "van",
        "vehicle",
        "bus",
        "minibus",
        "motorcycle",
        "ambulance",
        "tanker",
        "pickup",
        "jeep",
        "taxi",
        "humvee",
        "boat",
        "rickshaw",
        "bicycle",
        "cart",
    }
)
_QUALITIES = frozenset({"explosive", "incendiary", "mine", "blade", "acid", "artillery"})
_LOADED = frozenset({"pack", "load", "lade", "fill", "rig", "stuff", "carry", "contain", "wire"})
# Organisations that a name list knows to be armed.
_ARMED_KINDS = frozenset({"ArmedGroup", "StateForce", "Coalition"})


@cache
def _weapons() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for cells in read_tsv("weapons.tsv"):
        words = split_words(cells["words"])
        found.setdefault(words[-1], []).append((words, tuple(cells["kind"].split())))
    return {key: tuple(sorted(rows, key=lambda r: -len(r[0]))) for key, rows in found.items()}


@cache
def _attackers() -> dict[str, str]:
    return {cells["words"]: cells["class"] for cells in read_tsv("attackers.tsv")}


@cache
def _second_words() -> frozenset[str]:
    """What the attackers of two words end in."""
    return frozenset(words.split()[-1] for words in _attackers() if " " in words)


@cache
def _people() -> frozenset[str]:
    return frozenset(cells["words"] for cells in read_tsv("people.tsv"))


def weapon_at(grammar: Grammar, token: Token) -> tuple[int, tuple[str, ...]] | None:
    """Where the weapon phrase that ends in this noun begins, and the attack kinds it makes."""
    as_noun = token.pos == "ADJ" and token.dep == "amod" and lemma_of(token) not in _QUALITIES  # "a dynamite attack"
    if token.pos not in {"NOUN", "PROPN"} and not as_noun:
        return None
    name = grammar.name_at(token)
    if name is not None and name.kind is not NameKind.OTHER and name.kind is not NameKind.ORGANISATION:
        return None
    if lemma_of(token) in _VEHICLES and _is_loaded(grammar, token):
        return token.index, ("CarBombing",)
    for words, kinds in _weapons().get(lemma_of(token), ()):
        first = words_before(grammar.tokens, token.index, words)
        if first is not None:
            return first, kinds
    return None


def is_named_weapon(grammar: Grammar, token: Token) -> bool:
    """Whether a name ends in the word for a weapon, whatever it was taken for: "a Vektor Submachinegun"."""
    name = grammar.name_at(token)
    if name is None or name.known is not None:
        return False
    last = lemma_of(grammar.tokens[name.last - 1]).lower()
    rows = (
        *_weapons().get(last, ()),
        *_weapons().get(last.removesuffix("s"), ()),
    )  # capitals keep their plural: "EFPs"
    return any(len(words) == 1 for words, _ in rows)


def _is_loaded(grammar: Grammar, vehicle: Token) -> bool:
    """ "A lorry packed with explosives"."""
    return any(
        lemma_of(clause) in _LOADED and any("explosive" in lemma_of(o) for _, o in grammar.prepositions(clause))
        for clause in grammar.children(vehicle, "acl")
    ) or any("explosive" in t.lower for c in grammar.children(vehicle, "amod") for t in grammar.annotated.subtree(c))


def attacker_class(grammar: Grammar, token: Token) -> str | None:
    """ "violent" (gunman), "armed" (soldier, an army's name), "anyone" (man) or "hit" (civilian); else None."""
    name = grammar.name_at(token)
    if name is not None:
        if name.subkind in _ARMED_KINDS:
            return "violent" if name.subkind == "ArmedGroup" else "armed"
        if name.kind in {NameKind.COUNTRY, NameKind.PERSON}:
            return "anyone"
        if name.subkind in {"MediaOrganisation", "IntergovernmentalOrganisation", "Company"}:
            return None
    lemma = lemma_of(token)
    if token.index > 0 and lemma in _second_words():
        pair = f"{lemma_of(grammar.tokens[token.index - 1])} {lemma}"
        if pair in _attackers():
            return _attackers()[pair]
    if lemma in _attackers():
        return _attackers()[lemma]
    if name is not None and name.kind in {NameKind.ORGANISATION, NameKind.DEMONYM}:
        return "anyone"
    return None


def is_person(grammar: Grammar, token: Token) -> bool:
    """Whether a noun names or describes people."""
    name = grammar.name_at(token)
    if name is not None:
        return name.kind in {NameKind.PERSON, NameKind.DEMONYM}
    if token.pos == "NUM":
        return not grammar.is_time(token)
    lemma = lemma_of(token)
    return lemma in _people() or token.lower in _people()


def is_people_noun(token: Token) -> bool:
    """Whether a common noun describes people ("soldier", "worshippers")."""
    lemma = lemma_of(token)
    return lemma in _people() or token.lower in _people()
