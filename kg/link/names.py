"""Whether two names can be one name written in two ways."""

from __future__ import annotations

import difflib

from kg.vocab.iri import slug

_ARTICLES = frozenset({"al", "el", "the", "ul", "of", "and", "for"})
_SIMILAR = 0.7  # of the letters of two parts whose consonants are the same
_SHORT = 4  # shorter parts must be the same


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name that tell it apart: "Hassan al-Ahmed" → ("hassan", "ahmed")."""
    parts = tuple(part for part in slug(name).split("-") if part not in _ARTICLES)
    return parts or (slug(name),)


def is_same_name(one: str, two: str) -> bool:
    """The same but for accents, case, hyphens and articles."""
    return "".join(parts_of(one)) == "".join(parts_of(two))


def is_spelling_of(one: str, two: str) -> bool:
    """Each part of the one is like the part of the other in its place: Qasim Halabi, Qassem Halaby."""
    first, second = parts_of(one), parts_of(two)
    return len(first) == len(second) > 1 and all(map(_is_like, first, second))


def is_short_for(one: str, two: str) -> bool:
    """One has fewer parts, and all of them, the last included, are parts of the other."""
    shorter, longer = sorted((parts_of(one), parts_of(two)), key=len)
    return len(shorter) < len(longer) and shorter[-1] == longer[-1] and set(shorter) < set(longer)


def is_abbreviation(one: str, two: str) -> bool:
    """The one is made of the first letters of the other: PLF, Port Liberation Front."""
    short, long = sorted((one, two), key=len)
    initials = "".join(part[0] for part in parts_of(long))
    return len(initials) >= 3 and short.isupper() and short.casefold() == initials


def blocking_keys(name: str) -> frozenset[str]:
    """Two names that can be one share a key: the consonants of the last part, the initials."""
    parts = parts_of(name)
    initials = "".join(part[0] for part in parts) if len(parts) > 1 else parts[0]
    return frozenset({_skeleton(parts[-1]), initials, "".join(parts)})


def _skeleton(part: str) -> str:
    """First letter and consonants without doubles: spellings of one name in Latin letters mostly agree in these."""
    kept = part[0]
    for letter in part[1:]:
        if letter not in "aeiouyhw" and letter != kept[-1]:
            kept += letter
    return kept


def _is_like(one: str, two: str) -> bool:
    if one == two:
        return True
    if one[0] != two[0] or min(len(one), len(two)) < _SHORT:
        return False
    return _skeleton(one) == _skeleton(two) and difflib.SequenceMatcher(None, one, two).ratio() >= _SIMILAR
