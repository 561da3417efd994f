"""People: which names are one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention
from kg.resolve.drafts import Draft, Drafts
from kg.resources import read_tsv
from kg.vocab.iri import slug

_HYPHEN = re.compile(r"[-‐‑–]")


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("name_particles.tsv"))


@dataclass(slots=True)
class PersonGroup:
    """The mentions of one person and the longest name among them, as parts."""

    parts: tuple[str, ...]
    mentions: list[NameMention] = field(default_factory=list)


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """A person's name as plain lower-case parts without particles: "Omar al-Hadidi" → ("omar", "hadidi"),
    "Mei Shu-lin" → ("mei", "shulin")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b", "", plain)
    parts = [
        "".join(re.sub(r"\W", "", piece) for piece in _HYPHEN.split(word) if piece not in _particles())
        for word in plain.split()
    ]
    kept = tuple(part for part in parts if part)
    return kept or tuple(part for part in (re.sub(r"\W", "", word) for word in plain.split()) if part)


def group_people(annotated: AnnotatedArticle) -> tuple[PersonGroup, ...]:
    """The persons named in the article. Full names open groups; shorter forms join the fitting one that is
    spoken of most so far."""
    people = [n for n in annotated.names if n.kind is NameKind.PERSON]
    groups: list[PersonGroup] = []
    bare: list[NameMention] = []
    for mention in sorted(people, key=lambda n: (-len(name_parts(n.text)), n.start)):
        parts = name_parts(mention.text)
        fitting = [group for group in groups if is_form_of(parts, group.parts)]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        elif fitting:
            bare.append(mention)
        else:
            groups.append(PersonGroup(parts, [mention]))
    for mention in sorted(bare, key=lambda n: n.start):
        _likeliest(groups, mention).mentions.append(mention)
    for group in groups:
        group.mentions.sort(key=lambda n: n.start)
    return tuple(sorted(groups, key=lambda g: g.mentions[0].start))


def is_form_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` may name the person whose full name is `full`: its parts stand in the full name in the same
    order, an initial counts for the word, and two parts or more must share the last or the first part."""
    if not short or not full or "".join(short) == "".join(full):
        return bool(short and full)
    if len(short) == len(full) > 1 and all(_same_spelling(a, b) for a, b in zip(short, full, strict=True)):
        return True
    at = 0
    for part in short:
        while at < len(full) and not _same_part(part, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return len(short) > 1 or short[0] in (full[-1], full[0]) or len(full) > 2


def _same_spelling(one: str, other: str) -> bool:
    """Whether two parts are transliterations of one: the same consonants in the same order, the same first and last
    letter ("laden", "ladin"; not "mario", "maria")."""
    if one == other:
        return True
    return one[0] == other[0] and one[-1] == other[-1] and len(one) > 4 and _skeleton(one) == _skeleton(other)


def _skeleton(part: str) -> str:
    consonants = re.sub(r"[aeiouy]", "", part[1:])
    return re.sub(r"(.)\1+", r"\1", consonants)


def _same_part(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


def _likeliest(groups: list[PersonGroup], mention: NameMention) -> PersonGroup:
    """Of several persons whom a short name fits: one with that surname before one with that first name, one named
    before the mention before one named after it, then whoever was spoken of most so far."""
    parts = name_parts(mention.text)

    def order(group: PersonGroup) -> tuple[bool, bool, int, int]:
        before = [n.start for n in group.mentions if n.start < mention.start]
        return (group.parts[-1] != parts[-1], not before, -len(before), -max(before, default=0))

    return min((g for g in groups if is_form_of(parts, g.parts)), key=order)


def resolve_people(annotated: AnnotatedArticle, drafts: Drafts) -> dict[int, str]:
    """Add the article's named persons to `drafts`; the key of each name by its index."""
    keys: dict[int, str] = {}
    for group in group_people(annotated):
        forms = sorted({n.text: None for n in group.mentions}, key=lambda text: (-len(name_parts(text)), -len(text)))
        label = forms[0]
        draft = drafts.add(Draft(key=f"person/{slug(label)}", kind="Person", label=label, reason=_reason(label, forms)))
        for form in forms:
            draft.add_name(form)
        for mention in group.mentions:
            draft.add_mention(mention.span, mention.component)
            keys[mention.index] = draft.key
    return keys


def _reason(label: str, forms: list[str]) -> str:
    if len(forms) == 1:
        return f"named {label}"
    return f"named {label}; also {', '.join(forms[1:])}, whose parts are parts of that name"
