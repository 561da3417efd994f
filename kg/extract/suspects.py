"""Words of the police and the courts: suspects by name, charges, confessions.

A charge, an arrest or a trial makes nobody a perpetrator: what these rules find is alleged.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.blames import Blame, find_plain_blames, is_crime, places_of_party
from kg.extract.cues import lemma_of
from kg.extract.grammar import Grammar
from kg.extract.voice import is_attack_word
from kg.model.annotation import NameKind, Token

_CHARGES = frozenset({"charge", "count", "indictment", "trial", "allegation", "accusation"})
_FACING = frozenset({"face", "deny", "admit", "await", "stand", "fight"})
_ON_TRIAL = frozenset({"go", "be", "put"})
_CALLED = frozenset({"identify", "name", "treat", "consider", "regard", "describe", "list", "declare"})


def find_blames(grammar: Grammar, token: Token) -> Iterator[Blame]:
    """What a token, with the words around it, says of who did what."""
    yield from find_plain_blames(grammar, token)
    if token.pos == "VERB" and lemma_of(token) in _CALLED:
        if lemma_of(token) in {"identify", "name"}:
            yield from _identified(grammar, token)
        yield from _called_suspect(grammar, token)
    elif token.pos == "VERB" and lemma_of(token) in {"plead", "confess"}:
        yield from _confessed(grammar, token)
    elif token.pos == "NOUN" and token.lemma in _CHARGES:
        yield from _charged(grammar, token)
    elif token.pos == "NOUN" and _is_suspect(grammar, token):
        for person in _named_beside(grammar, token):
            yield Blame(person, _deed_of(grammar, token), token, False, "named-suspect", suspect=True)


def _confessed(grammar: Grammar, verb: Token) -> Iterator[Blame]:
    """ "X pleaded guilty to murder", "X confessed to the killings"."""
    if verb.lemma == "plead" and not any(t.lower == "guilty" for t in grammar.annotated.subtree(verb)[:12]):
        return
    subject = grammar.subject(verb)
    carriers = [verb, *(c for c in grammar.children(verb) if c.lower == "guilty")]
    deeds = [part for carrier in carriers for prep, part in grammar.prepositions(carrier) if prep == "to"]
    if subject is None or not deeds or any(t.lower == "not" for t in grammar.annotated.subtree(verb)[:12]):
        return
    for head in grammar.conjuncts(subject):
        if not subject.index < verb.index < head.index:  # "X, who confessed to it, and Y, a third man"
            yield Blame(head, deeds[0], verb, False, "confessed")


def _charged(grammar: Grammar, noun: Token) -> Iterator[Blame]:
    """ "X faces charges of murder", "the murder charge against X"."""
    crimes = [c for c in grammar.children(noun, "compound", "amod", "nmod") if is_crime(c)]
    carriers = [noun]
    if noun.lemma == "trial" and noun.dep == "pobj":  # "went on trial for murder"
        carriers.append(grammar.head(grammar.head(noun)))
    for carrier in carriers:
        crimes += [p for prep, p in grammar.prepositions(carrier) if prep in {"of", "for", "over"} and is_crime(p)]
    deed = next((c for c in crimes if c.lemma not in _CHARGES), None)
    if deed is None:
        return
    for prep, part in grammar.prepositions(noun):
        if prep == "against":
            yield Blame(part, deed, noun, False, "charge-against")
    verb = grammar.head(noun) if noun.dep != "pobj" else grammar.head(grammar.head(noun))
    on_trial = lemma_of(verb) in _ON_TRIAL and noun.lemma == "trial" and grammar.head(noun).lower == "on"
    subject = grammar.subject(verb) if lemma_of(verb) in _FACING or on_trial else None
    if subject is not None and subject.index != noun.index:
        for head in grammar.conjuncts(subject):
            yield Blame(head, deed, noun, False, "faces-charges")


def _is_suspect(grammar: Grammar, noun: Token) -> bool:
    places = places_of_party("noun").get(noun.lemma, ())
    if "suspect" in places:
        return True
    hedged = any(c.lower in places_of_party("modifier") for c in grammar.children(noun, "amod", "advmod"))
    if noun.lemma in {"man", "woman"} and any(prep == "of" for prep, _ in grammar.prepositions(noun)):
        return False  # "the alleged front man of the gang"
    return "attacker" in places and hedged


def _named_beside(grammar: Grammar, noun: Token) -> Iterator[Token]:
    """Persons named in apposition to a noun, before or behind it, or for whose name it is a title."""
    beside = [*grammar.children(noun, "appos")]
    if noun.dep in {"appos", "compound", "nmod"}:
        beside.append(grammar.head(noun))
    following = grammar.tokens[noun.index + 1 : noun.index + 2]
    first = grammar.name_at(following[0]) if following else None
    if not beside and first is not None and first.first == noun.index + 1:
        beside.append(grammar.tokens[first.head])  # "bombing suspect X", whatever the parser makes of it
    if noun.tag in {"NNS", "NNPS"}:  # "the accused bombers X and Y"
        beside = list({t.index: t for other in beside for t in grammar.conjuncts(other)}.values())
    for other in beside:
        name = grammar.name_at(other)
        if name is not None and name.kind is NameKind.PERSON:
            yield other


def _called_suspect(grammar: Grammar, verb: Token) -> Iterator[Blame]:
    """ "Police identified X as the gunman", "X is being treated as a suspect"."""
    party = grammar.subject(verb) if grammar.is_passive(verb) else grammar.object(verb)
    name = grammar.name_at(party) if party is not None else None
    if party is None or name is None or name.kind is NameKind.PLACE:
        return
    roles = [part for prep, part in grammar.prepositions(verb) if prep == "as"]
    for role in roles:
        places = set(places_of_party("noun").get(role.lemma, ()))
        if places & {"suspect", "attacker", "subject"} and role.lemma not in {"man", "woman"}:
            denied = grammar.child(verb, "neg") is not None
            yield Blame(party, _deed_of(grammar, role), verb, denied, "called-suspect", suspect=True)


def _deed_of(grammar: Grammar, noun: Token) -> Token | None:
    """The deed that "the suspects in Saturday's attack" and "the bombing suspect" name; None where the noun stands
    alone."""
    beside = [part for prep, part in grammar.prepositions(noun) if prep in {"in", "of", "for", "behind"}]
    beside += list(grammar.children(noun, "compound", "nmod"))
    return next((part for part in beside if is_crime(part) or is_attack_word(part)), None)


def _identified(grammar: Grammar, verb: Token) -> Iterator[Blame]:
    """ "The gunman was identified as X", "police named the suspect as X"."""
    described = grammar.subject(verb) if grammar.is_passive(verb) else grammar.object(verb)
    if (
        described is None
        or described.lemma in {"man", "woman"}
        or not {"attacker", "suspect"} & set(places_of_party("noun").get(described.lemma, ()))
    ):
        return
    named = [part for prep, part in grammar.prepositions(verb) if prep == "as"]
    named += [part for prep, part in grammar.prepositions(described) if prep == "as"]
    for part in [*named, *grammar.children(verb, "oprd")]:
        name = grammar.name_at(part)
        if name is not None and name.kind is NameKind.PERSON:
            denied = grammar.child(verb, "neg") is not None
            yield Blame(part, _deed_of(grammar, described), verb, denied, "identified-as", suspect=True)
