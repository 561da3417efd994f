"""The only place where IRIs of data are made.

Every IRI is a base plus a path computed from content, so that the same article gives the same
names on any machine:

    article/<key>                          <article>#char=START,END        (RFC 5147 passage)
    attack/<key>-<ordinal>                 casualties/<key>-<attack>-<a, b, c …>
    assertion/<key>-<attack>-<n>           affiliation/<key>-<n>
    statement/<key>-<ordinal>              claim/<key>-<statement>-<a, b, c …>
    position/<key>-<n>                     run/<hash of key and versions>
    software/<name>-<version>              <entity key>, as resolution gave it

`slug` makes the part of an entity's key that comes from its name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rdflib import URIRef

from kg.errors import InputError
from kg.model.span import Span

DEFAULT_BASE = "https://w3id.org/newskg/id/"

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\#?]*/")
_KEY = re.compile(r"[a-z]+/[^\x00-\x20<>\"{}|^`\\#?/]+")
_NOT_IN_VERSIONS = re.compile(r"[^A-Za-z0-9._-]")
_SLUG_LENGTH = 80
_HASH_LENGTH = 8
# Letters of the Latin alphabet that have no decomposition into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´]")
_INITIAL = re.compile(r"\b(\w)\.")


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """A name as part of a key: "Sana'a" → "sanaa", "U.S. Navy" → "us-navy", "Çağlar & Søn" → "caglar-son".

    Accents go, letters of other scripts stay as they are (IRIs allow them), everything that is
    neither letter nor digit separates. Never empty and never longer than 89 characters: names
    without a letter or digit, and the cut end of long ones, are stood for by a short hash.
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)).casefold().translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", _INITIAL.sub(r"\1", text))
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    words = "".join(c if _is_kept(c) else " " for c in bare).split()
    joined = "-".join(words)
    if not joined:
        return f"x-{_short_hash(name)}"
    if len(joined) > _SLUG_LENGTH:
        return f"{joined[:_SLUG_LENGTH].rstrip('-')}-{_short_hash(joined)}"
    return joined


def check_base(base: str) -> str:
    """The base itself if IRIs can be built on it, else InputError."""
    if not _BASE.fullmatch(base):
        raise InputError(
            place=f"base IRI {base!r}",
            problem="not an absolute IRI that ends in a slash",
            remedy=f"Give one like {DEFAULT_BASE}, without spaces, '#' or '?'.",
        )
    return base


def letters(position: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa": the last part of the names of claims and casualty reports."""
    name = ""
    position += 1
    while position > 0:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class IriMinter:
    """Makes the IRIs of one article's graph. `article_key` is `Article.key`."""

    article_key: str
    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        check_base(self.base)

    def mint_entity_iri(self, key: str) -> URIRef:
        """The IRI of "organisation/hamas" and the like; ValueError for a key that makes none."""
        if not _KEY.fullmatch(key):
            raise ValueError(f"entity key {key!r} is not of the form kind/name with a name that an IRI may hold")
        return _iri(self.base + key)

    def mint_article_iri(self) -> URIRef:
        return self._mint("article", self.article_key)

    def mint_other_article_iri(self, key: str) -> URIRef:
        """Of another article by its key (`Article.key`)."""
        return self._mint("article", key)

    def mint_passage_iri(self, span: Span) -> URIRef:
        """Code points of the text as read, end exclusive."""
        return self._mint("article", f"{self.article_key}#char={span.start},{span.end}")

    def mint_attack_iri(self, ordinal: int) -> URIRef:
        return self._mint("attack", f"{self.article_key}-{ordinal}")

    def mint_casualties_iri(self, attack: int, position: int) -> URIRef:
        """`attack`: its ordinal; `position`: of the report in the attack, from 0."""
        return self._mint("casualties", f"{self.article_key}-{attack}-{letters(position)}")

    def mint_assertion_iri(self, attack: int, number: int) -> URIRef:
        """`attack`: its ordinal; `number`: of the filled slot in the attack, from 1."""
        return self._mint("assertion", f"{self.article_key}-{attack}-{number}")

    def mint_affiliation_iri(self, number: int) -> URIRef:
        """`number`: of the affiliation in the article, from 1."""
        return self._mint("affiliation", f"{self.article_key}-{number}")

    def mint_statement_iri(self, ordinal: int) -> URIRef:
        return self._mint("statement", f"{self.article_key}-{ordinal}")

    def mint_claim_iri(self, statement: int, position: int) -> URIRef:
        """`statement`: its ordinal; `position`: of the claim in the statement, from 0."""
        return self._mint("claim", f"{self.article_key}-{statement}-{letters(position)}")

    def mint_position_iri(self, ordinal: int) -> URIRef:
        return self._mint("position", f"{self.article_key}-{ordinal}")

    def mint_run_iri(self, *versions: str) -> URIRef:
        """The reading of this article by programs, models and rules of these versions."""
        content = "\n".join((self.article_key, *versions))
        return self._mint("run", hashlib.sha256(content.encode("utf-8")).hexdigest()[:16])

    def mint_software_iri(self, name: str, version: str) -> URIRef:
        return self._mint("software", f"{slug(name)}-{_NOT_IN_VERSIONS.sub('-', version)}")

    def _mint(self, kind: str, name: str) -> URIRef:
        return _iri(f"{self.base}{kind}/{name}")


@lru_cache(maxsize=4096)
def _iri(text: str) -> URIRef:
    """One object for all uses in a graph: rdflib looks through the characters of every IRI that is made."""
    return URIRef(text)


def _is_kept(character: str) -> bool:
    """Letters, digits, and the marks that some scripts write vowels with; IRIs have no variation selectors."""
    kept = character.isalnum() or unicodedata.category(character)[0] == "M"
    return kept and not "\U000e0000" <= character <= "\U000e0fff"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_HASH_LENGTH]
