"""What the nouns of descriptions tell: a person or a thing, one or many, which named body they may stand for."""

from __future__ import annotations

from functools import cache

from kg.model.annotation import Token
from kg.resources import read_tsv

_MASCULINE_ENDINGS = (
    "spokesman",
    "chairman",
    "gunman",
    "policeman",
    "businessman",
    "congressman",
    "man",
    "boy",
    "husband",
)
_FEMININE_ENDINGS = ("woman", "girl", "wife", "actress", "mother", "daughter", "sister", "widow", "queen", "princess")


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for people, one or many: who can be a victim, a source, an attacker."""
    people = {row["words"] for row in read_tsv("people.tsv")}
    attackers = {row["words"] for row in read_tsv("attackers.tsv")}
    speakers = {row["noun"] for row in read_tsv("speaker_nouns.tsv") if row["sort"] in ("person", "group")}
    titles = {row["title"] for row in read_tsv("titles.tsv")}
    return frozenset(people | attackers | speakers | titles)


@cache
def member_nouns() -> frozenset[str]:
    """Plurals and collectives that, after the name of a body, mean the body: "Taliban fighters"."""
    return frozenset(row["noun"] for row in read_tsv("body_nouns.tsv") if "members" in row["use"])


@cache
def bodies_of_noun() -> dict[str, frozenset[str]]:
    """The ontology classes that a definite noun ("the group") may stand for."""
    found: dict[str, set[str]] = {}
    for row in read_tsv("body_nouns.tsv"):
        if "definite" in row["use"]:
            found.setdefault(row["noun"], set()).add(row["body"])
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


@cache
def post_nouns() -> frozenset[str]:
    """Last words of the posts that somebody may hold: "minister", "spokesman"."""
    return frozenset(
        row["title"].split()[-1]
        for row in read_tsv("titles.tsv")
        if row["kind"] in ("office", "rank", "profession", "style")
    )


@cache
def office_nouns() -> frozenset[str]:
    """Last words of offices and styles, which only one or few bear: "minister", "prince"."""
    return frozenset(row["title"].split()[-1] for row in read_tsv("titles.tsv") if row["kind"] in ("office", "style"))


def is_person_noun(token: Token) -> bool:
    """Whether a noun stands for people."""
    return token.lemma.lower() in person_nouns() or token.lower in person_nouns()


@cache
def _group_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_tsv("speaker_nouns.tsv") if row["sort"] != "person")


def is_group_noun(token: Token) -> bool:
    """Whether a singular noun stands for several people or a body, whom "he" cannot mean: "the press"."""
    return token.lemma.lower() in _group_nouns() and not is_plural(token)


def is_plural(token: Token) -> bool:
    return token.tag in ("NNS", "NNPS") or token.lower in ("people", "police", "they", "them", "their")


def gender_of_noun(token: Token) -> str | None:
    """ "m" or "f" where the noun says so."""
    word = token.lemma.lower()
    if word.endswith(_FEMININE_ENDINGS):
        return "f"
    if word.endswith(_MASCULINE_ENDINGS) or word in ("father", "brother", "son", "king", "prince", "imam", "priest"):
        return "m"
    return None


def gender_of_given_name(name: str) -> str | None:
    """ "m" or "f" where the first of a person's names is one that hardly anybody of the other sex bears; a single name
    may be a surname and says nothing."""
    given, *rest = name.lower().split()
    return _given_names().get(given) if rest else None


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_tsv("given_names.tsv")}
