"""Descriptions of one person that stand in a role beside the name: "a journalist was killed", and who that was.

Where a role has one named person, "the suspect" and "a teacher" told of before the name is read are nobody else.
"""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.resolved import Filler, ResolvedCasualties
from kg.model.span import Span
from kg.resolve.entities import Entities
from kg.resolve.nouns import is_group_noun, is_person_noun, is_plural, office_nouns

_DEFINITE = frozenset({"the", "this", "that"})
_SOMEBODY_ELSE = frozenset({"other", "another", "second", "third", "fourth", "fifth", "one", "two", "himself"})
_SEVERAL = frozenset({"family", "crowd", "couple", "pair", "group", "army", "military", "dead", "injured", "wounded"})
_WHOSE = frozenset({"his", "her", "their", "its", "our", "my", "whose"})


def named_victims_once(
    victims: tuple[Filler, ...],
    annotated: AnnotatedArticle,
    entities: Entities,
    casualties: tuple[ResolvedCasualties, ...],
) -> tuple[Filler, ...]:
    """The victims without descriptions of the one who is named; before the name only where nobody speaks of more than
    one who was hit."""
    more = any(count is not None and _is_many(count.maximum) for c in casualties for count in (c.killed, c.injured))
    return _once(victims, annotated, entities, definite_only=more, with_office=True)


def named_parties_once(
    parties: tuple[Filler, ...], annotated: AnnotatedArticle, entities: Entities
) -> tuple[Filler, ...]:
    """Those accused without "the suspect" and "a man" where one of them is named. Who holds an office ("the crown
    prince") is known by it as well as by a name."""
    return _once(parties, annotated, entities, definite_only=False, with_office=False)


def _is_many(maximum: int | None) -> bool:
    return maximum is None or maximum > 1


def _once(
    fillers: tuple[Filler, ...],
    annotated: AnnotatedArticle,
    entities: Entities,
    *,
    definite_only: bool,
    with_office: bool,
) -> tuple[Filler, ...]:
    named = [f for f in fillers if f.entity.startswith("person/")]
    if len(named) != 1:
        return fillers
    headline = annotated.article.headline_span
    told = [m.span for m in entities.get(named[0].entity).mentions]
    read = min((s.start for s in told if headline is None or not headline.contains(s)), default=None)
    beside = _sentences(annotated, entities, named[0])
    kept: list[Filler] = []
    for filler in fillers:
        if filler is named[0] or not _is_same(filler, annotated, entities, read, beside, definite_only, with_office):
            kept.append(filler)
    return tuple(kept)


def _is_same(
    filler: Filler,
    annotated: AnnotatedArticle,
    entities: Entities,
    read: int | None,
    beside: set[int],
    definite_only: bool,
    with_office: bool,
) -> bool:
    """Whether a filler is a description of the one who is named from position `read` on, in the sentences `beside`."""
    entity = entities.get(filler.entity)
    phrases = [m.span for m in entity.mentions if m.rule == "described"]
    if entity.kind != "UnnamedParty" or not phrases:
        return False
    if not all(_is_of_one(annotated, p, with_office) for p in phrases):
        return False
    if all(_first(annotated, p).lower in _DEFINITE for p in phrases):
        return True
    apart = not beside & _sentences(annotated, entities, filler)
    early = read is None or min(p.start for p in phrases) < read
    return apart and early and not definite_only


def _is_of_one(annotated: AnnotatedArticle, phrase: Span, with_office: bool) -> bool:
    """ "The journalist", "a teacher": not "the people", "the family", "a second officer", "her daughter"."""
    words = [t for t in annotated.tokens[_first(annotated, phrase).index :] if t.start < phrase.end]
    inside = {t.index for t in words}
    head = next((t for t in words if t.head not in inside or t.head == t.index), words[0])
    person = is_person_noun(head) or head.lower.endswith("-old") or words[0].lower in _DEFINITE
    if not person or is_plural(head) or is_group_noun(head) or head.lemma.lower() in _SEVERAL:
        return False
    if words[0].lower in _WHOSE or any(t.lower in _SOMEBODY_ELSE or t.tag == "CC" for t in words):
        return False
    return with_office or head.lower not in office_nouns()


def _first(annotated: AnnotatedArticle, span: Span) -> Token:
    return next(t for t in annotated.tokens if t.end > span.start)


def _sentences(annotated: AnnotatedArticle, entities: Entities, filler: Filler) -> set[int]:
    """The sentences in which the words that a filler rests on speak of it."""
    told = [m.span for m in entities.get(filler.entity).mentions]
    spans = [m for m in told if any(row.span.contains(m) for row in filler.evidence)]
    return {_first(annotated, span).sentence for span in spans or [row.span for row in filler.evidence]}
