"""Who says it: the speaker of a cue, on whose behalf, and whether they would not be named."""

from __future__ import annotations

import re

from kg.extract.channels import channel_of
from kg.extract.cues import noun_cue, noun_sort
from kg.extract.grammar import Grammar
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import Reference, Role
from kg.model.span import Span

_PERSONAL = frozenset({"he", "she", "they", "we", "i", "it", "who", "him", "her", "them", "us", "me", "whom", "those"})
_FIRST = frozenset({"i", "we", "you", "me", "us"})
_OURS = frozenset({"my", "our", "ours", "mine"})
_NAMES = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.PLACE, NameKind.DEMONYM})
_FOR_OTHERS = re.compile(
    r"spokes(?:man|woman|person|men|women|people)|lawyers?|attorneys?|solicitors?|representatives?|envoys?"
    r"|agents?|publicists?|press secretary"
)
_ANONYMOUS = re.compile(
    r"on (?:the )?condition of (?:strict )?anonymity"
    r"|(?:\bnot|n['’]t|declined|refused)(?: \w+){0,3} to be (?:named|identified|quoted by name)"
    r"|(?:not|without) (?:be(?:ing)? )?(?:named|identified)\b"
    r"|anonymously\b|under (?:the )?(?:cover|guarantee|cloak) of anonymity|requested anonymity"
    r"|(?:unauthori[sz]ed|not authori[sz]ed) to (?:speak|talk|brief|comment)",
    re.IGNORECASE,
)
_REACHED = frozenset({("to", "come"), ("at", "arrive")})  # "came to the conclusion that"
_OPENING = frozenset({"DT", "PRP$", "WDT", "POS"})  # "Karin Holt, the spokeswoman said": words put to Karin Holt
_NAMELESS = frozenset({"unnamed", "anonymous", "unidentified", "undisclosed"})


def is_first_person(token: Token) -> bool:
    return token.pos == "PRON" and token.lower in _FIRST and token.text != "US"


def is_own(token: Token) -> bool:
    """ "We", "us", "our": who writes counts himself among those told of; "you" may be anybody."""
    return (is_first_person(token) and token.lower != "you") or token.lower in _OURS


def can_speak(grammar: Grammar, token: Token) -> bool:
    """Whether the head of a phrase stands for somebody, or for a text by somebody."""
    name = grammar.name_at(token)
    if name is not None:
        return name.kind in _NAMES
    if token.pos == "PRON":
        return token.lower in _PERSONAL or noun_sort(token.lower) is not None
    if token.pos == "PROPN" or is_age(grammar, token):
        return True
    return noun_sort(token.lemma) is not None or noun_sort(token.lower) is not None


def is_age(grammar: Grammar, token: Token) -> bool:
    """ "The 53-year-old": somebody, told by the age."""
    before = [t.lower for t in grammar.tokens[max(0, token.index - 3) : token.index]]
    return token.lower.endswith("-year-old") or (token.lower == "old" and before == ["-", "year", "-"])


def is_document(grammar: Grammar, token: Token) -> bool:
    """A text rather than somebody: "the statement", "his letter"."""
    if token.pos != "NOUN" or grammar.name_at(token) is not None:
        return False
    return noun_sort(token.lemma) == "document" or noun_cue(token) is not None


def author_of(grammar: Grammar, noun: Token, *, by_verb: bool = True) -> Token | None:
    """Whose text or message it is: "X's statement", "a statement by X"; with `by_verb` also
    "X issued a statement"."""
    for child in grammar.children(noun):
        if child.dep == "poss" and can_speak(grammar, child):
            return child
    for prep, part in grammar.prepositions(noun):
        if prep in {"by", "from"} and can_speak(grammar, part):
            return part
    for clause in grammar.children(noun, "acl"):
        for part in grammar.by_agent(clause):
            if can_speak(grammar, part):
                return part
    body = next((c for c in grammar.children(noun, "compound", "nmod", "amod") if _names_body(grammar, c)), None)
    return _author_by_verb(grammar, noun) if body is None and by_verb else body


def _author_by_verb(grammar: Grammar, noun: Token) -> Token | None:
    verb = grammar.head(noun)
    if verb.dep in {"prep", "agent"} or verb.pos == "ADP":
        prep, verb = verb.lower, grammar.head(verb)
        if prep not in {"in", "with", "via", "through", "by"} and (prep, verb.lemma) not in _REACHED:
            return None
    if noun.dep in {"dobj", "pobj", "conj"} and verb.pos == "VERB":
        subject = grammar.subject(verb)
        if grammar.is_passive(verb):
            subject = next(iter(grammar.by_agent(verb)), None)
        if subject is not None and subject.index != noun.index and can_speak(grammar, subject):
            return subject
    if noun.dep == "nsubjpass":
        return next((p for p in grammar.by_agent(verb) if can_speak(grammar, p)), None)
    return None


def _names_body(grammar: Grammar, token: Token) -> bool:
    """ "the US statement", "a police report"."""
    name = grammar.name_at(token)
    if name is not None:  # "a Twitter post" is nobody's at Twitter
        return name.kind in {NameKind.ORGANISATION, NameKind.COUNTRY} and channel_of(token) is None
    return token.pos == "NOUN" and noun_sort(token.lemma) in {"group", "organisation"}


def speaker_reference(grammar: Grammar, head: Token) -> Reference:
    """The minimal phrase for a speaker: a name if there is one, else the noun phrase with what
    tells whose spokesman or source it is."""
    reference = grammar.reference(head, Role.SPEAKER)
    if reference.name is not None or head.pos == "PRON":
        return reference
    person = _name_behind_comma(grammar, head) or _name_before_comma(grammar, head)
    if person is not None:
        return Reference(span=person.span, head=person.head, role=Role.SPEAKER, name=person.index)
    organisation = _appositive_organisation(grammar, head)
    if organisation is not None:
        return Reference(span=organisation.span, head=organisation.head, role=Role.SPEAKER, name=organisation.index)
    span = reference.span
    for child in grammar.children(head, "prep"):
        if child.lower not in {"for", "within", "at", "in", "from", "inside", "with"} or child.index != _next_after(
            grammar, span
        ):
            continue
        inner = grammar.child(child, "pobj")
        if inner is not None and (child.lower in {"for", "within", "inside"} or _is_body(grammar, inner)):
            span = span.cover(grammar.noun_phrase(inner))
    return Reference(span=span, head=reference.head, role=Role.SPEAKER)


def _name_behind_comma(grammar: Grammar, head: Token) -> NameMention | None:
    """ "The leader of the league, Karin Holt has said", "one of her lawyers, Karin Holt, told": an apposition whose
    second comma is missing, or that the parser did not see."""
    last = _next_after(grammar, grammar.noun_phrase(head))
    if not _is_one_person(grammar, head) or not 0 < last < len(grammar.tokens) - 1:
        return None
    name = grammar.name_at(grammar.tokens[last + 1]) if grammar.tokens[last].text == "," else None
    if name is None or name.kind is not NameKind.PERSON or name.first != last + 1:
        return None
    behind = _behind_name(grammar, name)
    if behind is None or behind.sentence != head.sentence:
        return None
    return name if behind.pos in {"VERB", "AUX"} or behind.text == "," else None


def _name_before_comma(grammar: Grammar, head: Token) -> NameMention | None:
    """ "Karin Holt, league spokeswoman said": a name that a bare description stands behind, right before the verb."""
    first = grammar.annotated.sentences[head.sentence].first
    start = next(t.index for t in grammar.tokens[head.left_edge :] if t.start >= grammar.noun_phrase(head).start)
    if head.tag != "NN" or noun_sort(head.lemma) != "person" or start - 2 < first or head.dep != "nsubj":
        return None
    opening = grammar.tokens[start]
    name = grammar.name_at(grammar.tokens[start - 2]) if grammar.tokens[start - 1].text == "," else None
    if name is None or name.kind is not NameKind.PERSON or name.last != start - 1 or opening.tag in _OPENING:
        return None
    return name if grammar.tokens[head.index + 1].pos in {"VERB", "AUX"} and name.first == first else None


def _is_one_person(grammar: Grammar, head: Token) -> bool:
    """A noun for one person, or "one of" several."""
    if head.lower == "one":
        return any(prep == "of" and noun_sort(part.lemma) == "person" for prep, part in grammar.prepositions(head))
    return head.tag in {"NN", "NNP"} and noun_sort(head.lemma) == "person"


def _behind_name(grammar: Grammar, name: NameMention) -> Token | None:
    """The token behind a name, past "Jr."."""
    behind = grammar.tokens[name.last : name.last + 2]
    if behind and behind[0].lower.rstrip(".") in {"jr", "sr"}:
        behind = behind[1:]
    return behind[0] if behind else None


def _is_body(grammar: Grammar, token: Token) -> bool:
    name = grammar.name_at(token)
    return (name is not None and name.kind is NameKind.ORGANISATION) or noun_sort(token.lemma) in {
        "organisation",
        "group",
    }


def _next_after(grammar: Grammar, span: Span) -> int:
    """The position of the first token behind a span; -1 at the end."""
    low, high = 0, len(grammar.tokens)
    while low < high:
        middle = (low + high) // 2
        if grammar.tokens[middle].start < span.end:
            low = middle + 1
        else:
            high = middle
    return low if low < len(grammar.tokens) else -1


def _appositive_organisation(grammar: Grammar, head: Token) -> NameMention | None:
    """ "the rebel group, the Northern Front, said": the name says more than the noun."""
    nouns = [head, *(part for prep, part in grammar.prepositions(head) if prep == "of" and head.lower == "one")]
    if not any(noun_sort(noun.lemma) in {"group", "organisation"} for noun in nouns):
        return None
    for other in grammar.children(head, "appos"):
        name = grammar.name_at(other)
        if name is not None and name.kind in {NameKind.ORGANISATION, NameKind.COUNTRY}:
            return name
    return None


def principal_of(grammar: Grammar, head: Token) -> Reference | None:
    """On whose behalf somebody speaks: X in "a spokesman for X", "X spokesman Y", "X's lawyer"."""
    post = head
    name = grammar.name_at(head)
    if name is not None:
        nouns = [*grammar.children(head, "appos", "compound", "nmod"), *_before(grammar, name)]
        found = next((t for t in nouns if _FOR_OTHERS.fullmatch(t.lower)), None)
        if found is None:
            return None
        post = found
    elif not _FOR_OTHERS.fullmatch(head.lower):
        return None
    for prep, part in grammar.prepositions(post):
        if prep in {"for", "of"}:
            return grammar.reference(part, Role.ON_BEHALF_OF)
    before = list(grammar.children(post, "poss", "compound", "nmod")) + _before_token(grammar, post)
    for token in before:
        other = grammar.name_at(token)
        if (
            other is not None
            and other.kind in {NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.PERSON}
            and other is not name
        ):
            return Reference(span=other.span, head=token.index, role=Role.ON_BEHALF_OF, name=other.index)
    return None


def _before(grammar: Grammar, name: NameMention) -> list[Token]:
    return [grammar.tokens[i] for i in range(max(0, name.first - 2), name.first)]


def _before_token(grammar: Grammar, token: Token) -> list[Token]:
    return [grammar.tokens[token.index - 1]] if token.index > 0 else []


def is_anonymous(grammar: Grammar, head: Token, clause: Span) -> bool:
    """Whether a speaker described by a noun would not be named; `clause` is the sentence's span."""
    if grammar.name_at(head) is not None or head.pos == "PRON":
        return False
    if any(c.lower in _NAMELESS for c in grammar.children(head)):
        return True
    return _ANONYMOUS.search(grammar.annotated.article.text, clause.start, clause.end) is not None
