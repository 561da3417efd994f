"""Organisations: which names are one organisation."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention
from kg.resolve.actors import find_actor_by_key
from kg.resolve.drafts import Draft, Drafts
from kg.resources import read_tsv
from kg.vocab.countries import find_country, find_demonym
from kg.vocab.iri import slug

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_ARMED_FORCES = frozenset(
    {"armed forces", "army", "forces", "government forces", "government troops", "ground forces", "military",
     "military forces", "soldiers", "troops"}
)  # fmt: skip
_STATE = frozenset({"Government", "StateForce"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "to", "on", "de", "la", "du"})


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name without article and possessive ending."""
    return " ".join(_POSSESSIVE.sub("", _ARTICLE.sub("", name)).split())


def resolve_organisations(annotated: AnnotatedArticle, drafts: Drafts) -> dict[int, str]:
    """Add the article's named organisations to `drafts`; the key of each name by its index."""
    mentions = [n for n in annotated.names if n.kind is NameKind.ORGANISATION]
    forms = _full_forms(annotated, mentions)
    keys: dict[int, str] = {}
    for mention in mentions:
        full, reason = forms[mention.index]
        draft = drafts.add(_draft(full, reason))
        draft.add_name(plain_name(mention.text))
        draft.add_mention(mention.span, mention.component)
        keys[mention.index] = draft.key
    return keys


def country_in_name(name: str) -> str | None:
    """The country that a body's name says it belongs to, at its beginning or behind its last "of":
    "Iraqi government", "government of Iraq"; not "New America Party"."""
    words = plain_name(name).split()
    places = [words[:length] for length in (3, 2, 1)]
    if "of" in words:
        places.append([w for w in words[len(words) - words[::-1].index("of") :] if w != "the"])
    for stretch in (" ".join(place) for place in places):
        found = find_demonym(stretch) or find_country(plain_name(stretch))
        if found is not None:
            return found
    return None


def _draft(mention: NameMention, reason: str) -> Draft:
    name = plain_name(mention.text)
    actor = find_actor_by_key(mention.known) if mention.known else None
    return Draft(
        key=mention.known or f"organisation/{slug(_canonical(name, mention.subkind))}",
        kind=mention.subkind or "Organisation",
        label=actor.label if actor is not None else name,
        reason=reason if reason else (f"{name} in the actor list" if actor is not None else f"named {name}"),
    )


def _canonical(name: str, kind: str | None) -> str:
    """One spelling for the name of a country's body: "government of Chad" and "Chad's government" are one, and so are
    its troops, forces, army and military."""
    found = re.fullmatch(r"([\w\s]+?) of (?:the )?(.+)", name)
    if found is not None and (country := find_country(found[2])) is not None:
        return _body_of(country, found[1])
    owned = re.fullmatch(r"(.+?)[’']s (.+)", name)
    if owned is not None and (country := find_country(owned[1])) is not None:
        return _body_of(country, owned[2])
    words = name.split()
    for length in (2, 1):
        front, rest = " ".join(words[:length]), " ".join(words[length:])
        country = find_demonym(front) or find_country(front)
        if country is not None and rest and (rest.islower() or kind in _STATE):
            return _body_of(country, rest)
    return name


def _body_of(country: str, noun: str) -> str:
    noun = noun.lower()
    return f"{country.removeprefix('country/')} {'armed forces' if noun in _ARMED_FORCES else noun}"


def _full_forms(annotated: AnnotatedArticle, mentions: list[NameMention]) -> dict[int, tuple[NameMention, str]]:
    """For each mention the mention whose name is the organisation's, and why."""
    forms: dict[int, tuple[NameMention, str]] = {}
    by_name: dict[str, NameMention] = {}
    for mention in mentions:
        by_name.setdefault(plain_name(mention.text).casefold(), mention)
    defined = _defined_acronyms(annotated, mentions)
    for mention in mentions:
        name = plain_name(mention.text)
        full = defined.get(name)
        reason = f"{name} stands in brackets after {plain_name(full.text)}" if full is not None else ""
        if full is None and mention.known is None:
            full = _by_initials(name, mentions) if name.isupper() else _longer_name(name, mentions)
            reason = f"{name} is short for {plain_name(full.text)}" if full is not None else ""
        forms[mention.index] = (full or mention, reason)
    return forms


def _defined_acronyms(annotated: AnnotatedArticle, mentions: list[NameMention]) -> dict[str, NameMention]:
    """ "Fictional Workers' Front (FWF)": the acronym means the name in front of it."""
    defined: dict[str, NameMention] = {}
    by_end = {m.last: m for m in mentions}
    for mention in mentions:
        at = mention.first
        if at > 1 and annotated.tokens[at - 1].text == "(" and mention.text.isupper():
            full = by_end.get(at - 1)
            if full is not None and full is not mention:
                defined.setdefault(mention.text, full)
    return defined


def _by_initials(name: str, mentions: list[NameMention]) -> NameMention | None:
    """The one organisation whose words begin with the letters of the acronym."""
    letters = re.sub(r"\W", "", name)
    fitting = {
        plain_name(m.text): m for m in mentions if len(plain_name(m.text).split()) > 1 and letters in _initials(m.text)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 and len(letters) > 1 else None


def _initials(name: str) -> tuple[str, str]:
    words = re.findall(r"\w+", plain_name(name))
    return (
        "".join(w[0] for w in words).upper(),
        "".join(w[0] for w in words if w.lower() not in _SMALL).upper(),
    )


@cache
def _single_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_tsv("organisation_nouns.tsv") if " " not in row["noun"])


def _longer_name(name: str, mentions: list[NameMention]) -> NameMention | None:
    """The one organisation whose longer name this one is short for: its end ("Interior Ministry"), its beginning
    without the noun for what it is ("Springfield Police"), or a single such noun ("the Department")."""
    words = name.split()
    fitting: dict[str, NameMention] = {}
    for mention in mentions:
        longer = plain_name(mention.text).split()
        front, back = longer[: len(longer) - len(words)], longer[len(words) :]
        if not front:
            continue
        inside = name in longer and name.lower() in _single_nouns()
        at_end = longer[-len(words) :] == words and (len(words) > 1 or country_in_name(" ".join(front)) is not None)
        at_start = longer[: len(words)] == words and all(w.lower() in _single_nouns() for w in back)
        if inside or (at_end and len(front) < 3) or (at_start and len(words) > 1):
            fitting.setdefault(_canonical(plain_name(mention.text), mention.subkind), mention)
    return next(iter(fitting.values())) if len(fitting) == 1 else None
