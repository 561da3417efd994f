"""What was aimed at, who was hit, and with what: the arguments of one trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_patient, is_attack_word, is_passive_reading
from kg.extract.weapons import attacker_class, is_people_noun, is_person, weapon_at
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

_AIMED = frozenset({"on", "against", "at", "upon", "into", "toward", "towards"})
_INSTRUMENT = frozenset({"with", "using", "by", "from"})
_MEASURE = frozenset(
    {
        "series",
        "wave",
        "string",
        "spate",
        "number",
        "group",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "pair",
        "lot",
        "majority",
        "half",
        "part",
        "life",
        "handful",
        "couple",
        "total",
        "most",
        "some",
        "many",
        "several",
        "one",
        "two",
        "three",
        "all",
        "each",
        "both",
        "body",
    }
)
_PRONOUNS = frozenset({"PRON"})


@dataclass
class Arguments:
    """The heads found, in the order of the rules; one list per role."""

    targets: list[Token] = field(default_factory=list)
    victims: list[Token] = field(default_factory=list)
    weapons: list[Token] = field(default_factory=list)
    agents: list[Token] = field(default_factory=list)


def find_arguments(grammar: Grammar, candidate: Candidate) -> Arguments:
    """Targets, victims, weapons and agents of a trigger by its syntax."""
    found = Arguments()
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        _of_noun(grammar, candidate, token, found)
    else:
        _of_verb(grammar, candidate, token, found)
    _sort_out(grammar, found)
    return found


def _of_verb(grammar: Grammar, candidate: Candidate, verb: Token, found: Arguments) -> None:
    patient = find_patient(grammar, verb)
    passive = is_passive_reading(grammar, verb)
    frame = candidate.row.frame
    name = candidate.name
    if name in {"die", "perish", "succumb"}:
        patient, passive = grammar.subject(verb), True
    if frame == "weapon":
        _of_explosion(grammar, verb, found)
    elif len(candidate.row.words) > 1 and patient is not None and lemma_of(patient) in candidate.row.words[1:]:
        if frame == "victim" and grammar.child(patient, "nummod", "amod", "compound") is not None:
            found.victims.append(patient)  # "are holding seven French hostages"
        patient = None  # the object belongs to the phrase: "opened fire", "took hostages"
    if frame in {"victim", "target"} and patient is not None and patient.index != verb.index:
        _place_patient(grammar, patient, frame, found)
    if frame == "none" and name != "claim life":
        for preposition, noun in grammar.prepositions(verb):
            if preposition in {"with", "against"}:
                found.targets += [noun]
    if frame in {"target", "weapon"}:
        for preposition, noun in grammar.prepositions(verb):
            if preposition in _AIMED and (name.startswith(("open", "fire", "return")) or preposition != "at"):
                if not _is_time(grammar, noun):
                    found.targets.append(noun)
    fired = grammar.object(verb)
    if name.startswith(("fire", "open")) and fired is not None and weapon_at(grammar, fired):
        found.weapons.append(fired)
    for preposition, noun in grammar.prepositions(verb):
        if preposition in _INSTRUMENT and weapon_at(grammar, noun):
            found.weapons.append(noun)
    for using in grammar.children(verb, "advcl", "xcomp"):
        if using.lower in {"using", "wielding", "carrying"}:
            found.weapons += [
                w for o in grammar.children(using, "dobj") for w in grammar.conjuncts(o) if weapon_at(grammar, w)
            ]
    by = grammar.by_agent(verb)
    subject = None if passive else grammar.subject(verb)
    agents = by or ([] if subject is None else grammar.conjuncts(subject))
    for agent in agents:
        if weapon_at(grammar, agent):
            found.weapons.append(agent)
        elif (not is_attack_word(agent) and frame != "weapon") or (
            frame == "weapon" and attacker_class(grammar, agent) in {"violent", "armed"}
        ):
            found.agents.append(agent)


def _of_explosion(grammar: Grammar, verb: Token, found: Arguments) -> None:
    for thing in (grammar.subject(verb), grammar.object(verb)):
        if thing is not None:
            found.weapons += [p for p in grammar.conjuncts(thing) if weapon_at(grammar, p)]
    obj = grammar.object(verb)
    subject = grammar.subject(verb)
    if obj is not None and weapon_at(grammar, obj) and subject is not None and not grammar.is_passive(verb):
        if not weapon_at(grammar, subject) and not is_attack_word(subject):
            found.agents += grammar.conjuncts(subject)


def _place_patient(grammar: Grammar, patient: Token, frame: str, found: Arguments) -> None:
    parts = grammar.conjuncts(_inner(grammar, patient))
    for part in [*parts, *_included(grammar, parts)]:
        name = grammar.name_at(part)
        if frame == "victim":
            found.victims.append(part)
        else:
            if name is not None and name.kind is NameKind.PERSON:
                found.victims.append(part)
            else:
                found.targets.append(part)


def _included(grammar: Grammar, parts: list[Token]) -> list[Token]:
    """ "Twenty people, including the mayor": who is named among those hit."""
    found: list[Token] = []
    for part in parts:
        for child in grammar.children(part, "prep", "appos", "acl"):
            if child.lower in {"including", "among"} and child.dep == "prep":
                found += [o for _, o in grammar.objects_of(child)]
            elif child.lower == "including":
                found += [o for d in grammar.children(child, "dobj") for o in grammar.conjuncts(d)]
    return found


def _inner(grammar: Grammar, noun: Token) -> Token:
    """Behind a measure ("a series of", "dozens of", "one of the") the noun that is meant."""
    for _ in range(3):
        if lemma_of(noun) not in _MEASURE and noun.pos != "NUM":
            return noun
        of = next((c for c in grammar.children(noun, "prep") if c.lower == "of"), None)
        inner = grammar.child(of, "pobj") if of is not None else None
        if inner is None:
            return noun
        noun = inner
    return noun


def _of_noun(grammar: Grammar, candidate: Candidate, noun: Token, found: Arguments) -> None:
    frame = candidate.row.frame
    for position in range(candidate.first, candidate.last):
        part = grammar.tokens[position]
        if part.index != noun.index and weapon_at(grammar, part):
            found.weapons.append(part)
    for child in grammar.children(noun, "compound", "amod", "poss", "nmod"):
        if not candidate.first <= child.index < candidate.last:
            _modifier(grammar, child, frame, found)
    for preposition, other in grammar.prepositions(noun):
        _noun_preposition(grammar, preposition, other, frame, found)
    for clause in grammar.children(noun, "acl", "relcl"):
        if clause.lower in {"targeting", "aimed", "directed", "involving", "against"}:
            for obj in [
                *grammar.children(clause, "dobj"),
                *(o for p, o in grammar.prepositions(clause) if p in _AIMED),
            ]:
                found.targets += grammar.conjuncts(obj)
    _light_verb(grammar, noun, found)
    _subject_of(grammar, noun, frame, found)


def _subject_of(grammar: Grammar, noun: Token, frame: str, found: Arguments) -> None:
    """ "The mosque was the target of an attack", "X was the victim of a shooting"."""
    owner = grammar.head(grammar.head(noun)) if noun.dep == "pobj" and grammar.head(noun).lower == "of" else None
    if owner is None or owner.dep != "attr" or lemma_of(owner) not in {"target", "victim", "object"}:
        return
    subject = grammar.subject(grammar.head(owner))
    if subject is not None:
        _place_patient(grammar, subject, "victim" if lemma_of(owner) == "victim" else "target", found)


def _modifier(grammar: Grammar, child: Token, frame: str, found: Arguments) -> None:
    for part in grammar.conjuncts(child):
        name = grammar.name_at(part)
        if weapon_at(grammar, part):
            found.weapons.append(part)
        elif name is not None and name.kind is NameKind.PERSON:
            if frame == "victim" or child.dep == "poss":
                (found.victims if frame == "victim" else found.agents).append(part)
        elif name is not None and name.kind in {NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.DEMONYM}:
            if frame != "victim" and (part.dep == "poss" or _acts(grammar, part, name)):
                found.agents.append(part)
        elif name is None and part.pos != "ADJ" and attacker_class(grammar, part) in {"violent", "armed"}:
            found.agents.append(part)
        elif name is None and part.dep == "compound" and part.pos == "NOUN" and not _is_time(grammar, part):
            (found.victims if frame == "victim" and is_people_noun(part) else found.targets).append(part)


def _acts(grammar: Grammar, part: Token, name: NameMention) -> bool:
    """Before the noun stands who acts only if it is known to act: a country, a people, an armed body."""
    if name.kind is not NameKind.ORGANISATION:
        return True
    return name.known is not None or attacker_class(grammar, part) in {"violent", "armed"}


def _noun_preposition(grammar: Grammar, preposition: str, other: Token, frame: str, found: Arguments) -> None:
    if _is_time(grammar, other):
        return
    inner = _inner(grammar, other)
    if preposition in {"on", "against", "upon", "at", "into", "towards", "toward"}:
        name = grammar.name_at(inner)
        scene = preposition == "at" and name is not None and name.kind is NameKind.PLACE
        if frame == "target" and not scene and not (preposition == "at" and other.pos == "NUM"):
            found.targets.append(inner)
    elif preposition == "of":
        if frame == "victim":
            found.victims.append(inner)
        elif frame == "target" and not is_attack_word(inner):
            found.targets.append(inner)
        elif frame == "weapon" and weapon_at(grammar, inner):
            found.weapons.append(inner)
    elif preposition == "by":
        (found.weapons if weapon_at(grammar, other) else found.agents).append(other)
    elif preposition in {"with", "using"} and weapon_at(grammar, other):
        found.weapons.append(other)
    elif preposition in {"between"} and frame == "none":
        found.agents.append(other)


_LIGHT = frozenset(
    {
        "carry",
        "conduct",
        "launch",
        "commit",
        "mount",
        "stage",
        "perform",
        "undertake",
        "make",
        "wage",
        "perpetrate",
        "orchestrate",
        "mastermind",
        "unleash",
        "lead",
        "execute",
        "do",
        "step",
    }
)


_SUFFERING = frozenset({"suffer", "endure", "face", "sustain", "withstand"})


def _weapon_used(grammar: Grammar, verb: Token, found: Arguments) -> None:
    """ "X, who used a handgun in the attack"."""
    if lemma_of(verb) not in {"use", "wield", "fire"}:
        verb = grammar.head(verb)
    used = grammar.object(verb) if lemma_of(verb) in {"use", "wield"} else None
    if used is None or not weapon_at(grammar, used):
        return
    found.weapons.append(used)
    user = grammar.subject(verb)
    found.agents += [] if user is None or grammar.is_passive(verb) else grammar.conjuncts(user)


def _light_verb(grammar: Grammar, noun: Token, found: Arguments) -> None:
    """ "X carried out an attack using drones": the agent and the weapon of the verb are the noun's."""
    top = noun
    while top.dep in {"conj", "pobj"} and (grammar.head(top).lower == "of" or top.dep == "conj"):
        top = grammar.head(top) if top.dep == "conj" else grammar.head(grammar.head(top))
    verb = grammar.head(top)
    if top.dep == "pobj" and verb.lower in {"in", "during", "under"}:
        _weapon_used(grammar, grammar.head(verb), found)
        return
    if top.dep == "dobj" and lemma_of(verb) in _SUFFERING and (sufferer := grammar.subject(verb)) is not None:
        found.targets += grammar.conjuncts(sufferer)
        return
    if verb.pos != "VERB" or lemma_of(verb) not in _LIGHT:
        if noun.dep == "pobj" and grammar.head(noun).dep == "prep":
            return
        return
    if top.dep == "dobj":
        subject = grammar.subject(verb)
        by = grammar.by_agent(verb)
        found.agents += by or ([] if subject is None or grammar.is_passive(verb) else grammar.conjuncts(subject))
    elif top.dep == "nsubjpass" or verb.dep == "acl":
        found.agents += grammar.by_agent(verb)
    else:
        return
    for preposition, other in grammar.prepositions(verb):
        if preposition in {"on", "against"} and not _is_time(grammar, other):
            found.targets.append(_inner(grammar, other))
        elif preposition in _INSTRUMENT and weapon_at(grammar, other):
            found.weapons.append(other)
    for using in grammar.children(verb, "advcl", "xcomp"):
        if using.lower in {"using", "targeting"}:
            objects = [w for o in grammar.children(using, "dobj") for w in grammar.conjuncts(o)]
            (found.weapons if using.lower == "using" else found.targets).extend(objects)


_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "second",
        "weekend",
        "time",
        "date",
        "midnight",
        "noon",
        "dawn",
        "dusk",
        "past",
        "decade",
        "anniversary",
        "eve",
        "moment",
        "scale",
        "ground",
        "level",
    ]
)


def _is_time(grammar: Grammar, token: Token) -> bool:
    return grammar.is_time(token) or lemma_of(token) in _TIMES or (token.pos == "NUM" and token.dep == "pobj")


def _sort_out(grammar: Grammar, found: Arguments) -> None:
    found.victims = [v for v in _distinct(found.victims) if _can_be_victim(grammar, v)]
    found.targets = [t for t in _distinct(found.targets) if _can_be_target(grammar, t)]
    found.weapons = _distinct(found.weapons)
    found.agents = [a for a in _distinct(found.agents) if _can_be_agent(grammar, a)]


def _distinct(tokens: Iterable[Token]) -> list[Token]:
    return list({t.index: t for t in tokens}.values())


def _can_be_victim(grammar: Grammar, token: Token) -> bool:
    if token.pos in _PRONOUNS or token.pos == "NUM":
        return False
    if token.tag in {"NNS", "NNPS"} and grammar.child(token, "nummod") is not None and lemma_of(token) not in _MEASURE:
        return not weapon_at(grammar, token) and lemma_of(token) not in _NO_PEOPLE
    name = grammar.name_at(token)
    if name is not None:
        return name.kind in {NameKind.PERSON, NameKind.DEMONYM, NameKind.ORGANISATION}
    return is_person(grammar, token) and lemma_of(token) not in _MEASURE


_NO_PEOPLE = frozenset("life time shot round bullet year day hour minute car vehicle house home building".split())


def _can_be_target(grammar: Grammar, token: Token) -> bool:
    if token.pos in _PRONOUNS or token.pos not in {"NOUN", "PROPN", "ADJ", "X"}:
        return False
    if lemma_of(token) in _place_nouns() or lemma_of(token) in _MEASURE or lemma_of(token) in _NO_THINGS:
        return False
    return not (is_attack_word(token) or _is_time(grammar, token) or weapon_at(grammar, token))


_NO_THINGS = frozenset(
    "twin double triple multiple head neck chest back leg arm face stomach shoulder abdomen foot hand target".split()
)


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("place_nouns.tsv"))


def _can_be_agent(grammar: Grammar, token: Token) -> bool:
    if token.pos in _PRONOUNS or token.pos not in {"NOUN", "PROPN", "ADJ", "X"}:
        return False
    if is_attack_word(token) or _is_time(grammar, token):
        return False
    if attacker_class(grammar, token) is not None:
        return True
    return is_person(grammar, token)


def as_references(grammar: Grammar, tokens: Iterable[Token], role: Role) -> tuple[Reference, ...]:
    """The noun phrases of the heads, each once."""
    found = {r.span: r for r in (_phrase(grammar, t, role) for t in tokens)}
    return tuple(found.values())


def _phrase(grammar: Grammar, token: Token, role: Role) -> Reference:
    if role is Role.WEAPON:
        return weapon_reference(grammar, token)
    return grammar.reference(token, role)


def weapon_reference(grammar: Grammar, token: Token) -> Reference:
    """The weapon alone: "car bomb" out of "a huge car bomb in the market"."""
    match = weapon_at(grammar, token)
    first = token if match is None else grammar.tokens[match[0]]
    return Reference(span=Span(first.start, token.end), head=token.index, role=Role.WEAPON)
