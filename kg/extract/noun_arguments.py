"""The arguments of a noun that reports an attack: modifiers, "on", "by", light verbs."""

from __future__ import annotations

from kg.extract.argument_parts import (
    AIMED,
    INSTRUMENT,
    LIGHT_VERBS,
    MANNED,
    Arguments,
    inner_noun,
    is_time_word,
    place_patient,
    states_of,
)
from kg.extract.attack_clauses import speech
from kg.extract.grammar import Grammar
from kg.extract.hidden_agents import owners_of_campaign, told_doers
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import all_subjects, is_attack_word
from kg.extract.weapons import attacker_class, is_people_noun, weapon_at
from kg.model.annotation import NameKind, NameMention, Token

_ON = frozenset({"on", "against", "upon", "at", "into", "towards", "toward"})
_TARGETING = frozenset({"targeting", "aimed", "directed", "involving", "against"})
_OF_STATES = frozenset(
    {"airstrike", "air", "aerial", "drone", "strike", "shelling", "artillery", "naval", "military", "offensive", "raid"}
    | {"invasion", "incursion", "bombardment", "assault", "operation", "missile", "rocket", "tank"}
)
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "recent"})
_ABOUT = frozenset(
    {"accounting", "account", "report", "reporting", "investigation", "inquiry", "probe", "study", "review", "analysis"}
    | {"accusation", "allegation", "charge", "claim", "mention", "prevention", "condemnation", "recognition", "threat"}
    | {"documentation", "documentary", "research", "examination", "inquest", "survey", "coverage", "interview"}
)  # words about deeds: who makes them has done none
_SAID = frozenset({"statement", "remark", "announcement", "speech", "declaration", "comment", "claim"})
_WHOSE = frozenset({"rebel", "guerrilla", "militant", "insurgent"})  # adjectives, and their attacks are theirs
_FINITE = frozenset({"VBZ", "VBD", "VBP", "NNS"})
_ACTORS = frozenset({NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.DEMONYM})
_DESTROYING = frozenset({"destroy", "damage", "devastate", "engulf", "level", "flatten", "gut", "wreck"})
_TEARING = _DESTROYING | {"rip", "tear", "slam"}
_SUFFERING = frozenset({"survive", "escape", "suffer", "endure", "face", "sustain", "withstand"})


def find_noun_arguments(grammar: Grammar, candidate: Candidate, noun: Token, found: Arguments) -> None:
    """Add the targets, victims, weapons and agents of a noun."""
    frame = candidate.row.frame
    within = range(candidate.first, candidate.last)
    if "Clash" not in candidate.row.kinds:  # the "gun" of a gun battle names no weapon
        own = candidate.row.strength == "back" and frame == "weapon"  # "the bomb"
        found.weapons += [t for i in within if (own or i != noun.index) and weapon_at(grammar, t := grammar.tokens[i])]
    for child in grammar.children(noun, "compound", "amod", "poss", "nmod"):
        if child.index not in within:
            _modifier(grammar, child, frame, found)
    for i in within:
        if i != noun.index:  # "US drone strike": the parser hangs the country on the drone
            for child in grammar.children(grammar.tokens[i], "compound", "amod", "poss", "nmod"):
                if child.index not in within and grammar.name_at(child) is not None:
                    _modifier(grammar, child, frame, found)
    down = (c for c in grammar.children(noun, "prt", "advmod") if c.lower == "down")
    for holder in (noun, *down):  # "the shooting down of a plane"
        for preposition, other in grammar.prepositions(holder):
            _noun_preposition(grammar, preposition, other, frame, found)
    for clause in grammar.children(noun, "acl", "relcl"):
        if clause.lower in _TARGETING:
            aimed = [o for p, o in grammar.prepositions(clause) if p in AIMED]
            for obj in [*grammar.children(clause, "dobj"), *aimed]:
                found.targets += grammar.conjuncts(obj)
        elif clause.lower == "using":
            used = (w for o in grammar.children(clause, "dobj") for w in grammar.conjuncts(o))
            found.weapons += [w for w in used if weapon_at(grammar, w)]
    _light_verb(grammar, noun, found)
    _subject_of(grammar, noun, found)
    _torn(grammar, noun, found)
    _included(grammar, noun, found)


def _included(grammar: Grammar, noun: Token, found: Arguments) -> None:
    """ "The attack involved drones and cruise missiles"."""
    verb = grammar.head(noun)
    if noun.dep == "nsubj" and lemma_of(verb) in {"include", "involve", "use"}:
        used = (w for o in grammar.children(verb, "dobj") for w in grammar.conjuncts(o))
        found.weapons += [w for w in used if weapon_at(grammar, w)]


def _torn(grammar: Grammar, noun: Token, found: Arguments) -> None:
    """ "Blasts ripped through churches", "an explosion tore into a market", "the blast destroyed a bus"."""
    verb = grammar.head(noun)
    if noun.dep != "nsubj" or lemma_of(verb) not in _TEARING:
        return
    hit = [o for p, o in grammar.prepositions(verb) if p in {"through", "into"}]
    if lemma_of(verb) in _DESTROYING:
        hit += list(grammar.children(verb, "dobj"))
    for thing in hit:
        if grammar.name_at(thing) is None or not grammar.is_time(thing):
            place_patient(grammar, inner_noun(grammar, thing), "target", found)


def _subject_of(grammar: Grammar, noun: Token, found: Arguments) -> None:
    """ "The mosque was the target of an attack", "X was the victim of a shooting"."""
    owner = grammar.head(grammar.head(noun)) if noun.dep == "pobj" and grammar.head(noun).lower == "of" else None
    if owner is None or owner.dep != "attr" or lemma_of(owner) not in {"target", "victim", "object"}:
        return
    subject = grammar.subject(grammar.head(owner))
    if subject is not None:
        place_patient(grammar, subject, "victim" if lemma_of(owner) == "victim" else "target", found)


def _modifier(grammar: Grammar, child: Token, frame: str, found: Arguments) -> None:
    for part in grammar.conjuncts(child):
        name = grammar.name_at(part)
        if any(t.tag in _FINITE and lemma_of(t) in speech() for t in _between(grammar, part)):
            continue  # a headline that the parser reads as one noun: "Red Dawn claims attack"
        if weapon_at(grammar, part):
            found.weapons.append(part)
        elif name is not None:
            _named_modifier(grammar, part, name, frame, found)
        elif (part.pos != "ADJ" or part.lower in _WHOSE) and attacker_class(grammar, part) in {"violent", "armed"}:
            found.agents.append(part)
        elif (
            part.dep == "compound"
            and part.pos == "NOUN"
            and not is_time_word(grammar, part)
            and not _is_hyphened(grammar, part)
        ):
            (found.victims if frame == "victim" and is_people_noun(part) else found.targets).append(part)


def _between(grammar: Grammar, part: Token) -> tuple[Token, ...]:
    """The words between a modifier and its noun."""
    return grammar.tokens[part.index + 1 : grammar.head(part).index]


def _is_hyphened(grammar: Grammar, part: Token) -> bool:
    """ "A high-profile attack", "a Paris-style attack": how it was, not at what."""
    beside = (part.index - 1, part.index + 1)
    return any(grammar.tokens[i].text in {"-", "–"} for i in beside if 0 <= i < len(grammar.tokens))


def _named_modifier(grammar: Grammar, part: Token, name: NameMention, frame: str, found: Arguments) -> None:
    """ "The Smith shooting" has a victim, "Smith's attack" and "the US strike" an author."""
    if name.kind is NameKind.PERSON:
        if frame == "victim":
            found.victims.append(part)
        elif part.dep == "poss" and grammar.child(part, "det") is None:  # "the McGurk's bombing" was at one
            found.agents.append(part)
    elif name.kind is NameKind.COUNTRY and part.dep == "poss" and _is_ranked(grammar, part):
        return
    elif name.kind in _ACTORS and frame != "victim" and (part.dep == "poss" or _acts(grammar, part, name)):
        of_state = name.kind is not NameKind.DEMONYM or _is_of_state(grammar, part)
        found.agents += [part] if of_state and not _is_of_the_noun_between(grammar, part, name) else []


def _is_ranked(grammar: Grammar, part: Token) -> bool:
    """ "Norland's first suicide attack", "its deadliest bombing": a country where such things have happened, unless the
    words say at whom it was aimed."""
    deed = grammar.head(part)
    between = grammar.tokens[part.index + 1 : deed.index]
    aimed = any(prep in {"on", "against"} and not is_time_word(grammar, o) for prep, o in grammar.prepositions(deed))
    return not aimed and any(t.tag in {"JJS", "RBS"} or t.lower in _RANKS for t in between)


def _is_of_state(grammar: Grammar, part: Token) -> bool:
    """ "Turkish airstrikes" are Turkey's; whose "a Chechen attack" is, the words do not say."""
    deed = grammar.head(part)
    before = grammar.tokens[max(part.index + 1, deed.index - 2) : deed.index + 1]
    return any(lemma_of(t) in _OF_STATES for t in before)


def _is_of_the_noun_between(grammar: Grammar, part: Token, name: NameMention) -> bool:
    """ "The Norland restaurant explosion", "the US embassy bombing": the restaurant is Norland's, not the deed."""
    if part.dep == "poss" or name.kind is not NameKind.COUNTRY:
        return False
    between = grammar.tokens[name.last : grammar.head(part).index]
    nouns = (t for t in between if t.pos in {"NOUN", "PROPN"})
    return any(
        lemma_of(t) not in _OF_STATES | MANNED and not weapon_at(grammar, t) and not is_attack_word(t) for t in nouns
    )


def _acts(grammar: Grammar, part: Token, name: NameMention) -> bool:
    """Before the noun stands who acts only if it is known to act: a country, a people, an armed body."""
    if name.kind in {NameKind.COUNTRY, NameKind.DEMONYM}:
        return True
    return name.known is not None or attacker_class(grammar, part) in {"violent", "armed"}


def _noun_preposition(grammar: Grammar, preposition: str, other: Token, frame: str, found: Arguments) -> None:
    if is_time_word(grammar, other):
        return
    inner = inner_noun(grammar, other)
    if preposition in _ON:
        name = grammar.name_at(inner)
        scene = preposition == "at" and (other.pos == "NUM" or (name is not None and name.kind is NameKind.PLACE))
        if frame == "target" and not scene:
            place_patient(grammar, inner, frame, found)
    elif preposition == "of":
        if frame == "victim" or (frame == "target" and not is_attack_word(inner)):
            place_patient(grammar, inner, frame, found)
        elif frame == "weapon" and weapon_at(grammar, inner):
            found.weapons.append(inner)
    elif preposition == "by":
        (found.weapons if weapon_at(grammar, other) else found.agents).append(other)
    elif preposition in {"with", "using"} and weapon_at(grammar, other):
        found.weapons.append(other)
    elif preposition == "between" and frame == "none" and not _is_named_person(grammar, other):
        found.agents.append(other)  # a "confrontation between" two by name is mostly one of words


def _is_named_person(grammar: Grammar, token: Token) -> bool:
    name = grammar.name_at(token) or grammar.named_apposition(token)
    return name is not None and name.kind is NameKind.PERSON


def _light_verb(grammar: Grammar, noun: Token, found: Arguments) -> None:
    """ "X carried out an attack using drones": the agent and the weapon of the verb are the noun's."""
    top = noun
    while top.dep in {"conj", "pobj"} and (grammar.head(top).lower == "of" or top.dep == "conj"):
        top = grammar.head(top) if top.dep == "conj" else grammar.head(grammar.head(top))
        if lemma_of(top) in _ABOUT:
            return  # "make a full accounting of the killings"
    verb = grammar.head(top)
    if top.dep == "pobj" and verb.lower == "under" and lemma_of(grammar.head(verb)) in {"come", "be"}:
        attacked = grammar.subject(grammar.head(verb))
        found.targets += [] if attacked is None else grammar.conjuncts(attacked)  # "came under attack"
    if top.dep == "pobj" and verb.lower in {"in", "during", "under"}:
        _weapon_used(grammar, grammar.head(verb), found)
    elif top.dep == "dobj" and lemma_of(verb) in _SUFFERING:
        sufferer = grammar.subject(verb)
        found.targets += [] if sufferer is None else grammar.conjuncts(sufferer)
    elif verb.pos == "VERB" and lemma_of(verb) in LIGHT_VERBS:
        _light_arguments(grammar, top, verb, found)
    elif not found.agents:
        found.agents += _far_doers(grammar, noun) or told_doers(grammar, noun) or owners_of_campaign(grammar, noun)


def _far_doers(grammar: Grammar, noun: Token) -> list[Token]:
    """ "The target of a series of bombings since 2014 carried out by rebels": the participle may hang on a noun before,
    or on a time; no other attack and no verb stands between. An "analysis of the bombing done by X" is no deed."""
    sentence = grammar.annotated.sentences[noun.sentence]
    for token in grammar.tokens[noun.index + 1 : sentence.last]:
        if token.tag == "VBN" and lemma_of(token) in LIGHT_VERBS and token.dep in {"acl", "advcl"}:
            told_of = any(lemma_of(t) in _ABOUT for t in grammar.tokens[sentence.first : noun.index])
            return [] if told_of or grammar.head(token).pos == "VERB" else grammar.by_agent(token)
        joined = is_attack_word(token) and token.dep == "conj"
        if token.pos in {"VERB", "AUX"} or (is_attack_word(token) and not joined) or token.text in {";", ":", "—"}:
            return []
    return []


def _is_said(grammar: Grammar, noun: Token, verb: Token) -> bool:
    """ "An attack on women THE STATEMENT WAS MADE BY X": where a heading runs on, the noun before the verb
    is what was made, and by whom the attack was, it does not tell."""
    return any(
        noun.index < c.index < verb.index and c.pos in {"NOUN", "PROPN"} and lemma_of(c) in _SAID
        for c in grammar.children(noun, "appos", "conj")
    )


def _light_arguments(grammar: Grammar, top: Token, verb: Token, found: Arguments) -> None:
    by = grammar.by_agent(verb)
    for doer in by or list(grammar.children(verb, "nsubj") if top.dep == "dobj" else ()):
        found.agents += states_of(grammar, doer) if lemma_of(doer) in MANNED else []
    if top.dep == "dobj":
        subject = grammar.subject(verb)
        found.agents += by or ([] if subject is None or grammar.is_passive(verb) else all_subjects(grammar, subject))
    elif (top.dep == "nsubjpass" and not _is_said(grammar, top, verb)) or verb.dep == "acl":
        found.agents += by
    else:
        return
    for preposition, other in grammar.prepositions(verb):
        if preposition in {"on", "against"} and not is_time_word(grammar, other):
            found.targets.append(inner_noun(grammar, other))
        elif preposition in INSTRUMENT and weapon_at(grammar, other):
            found.weapons.append(other)
    for using in grammar.children(verb, "advcl", "xcomp"):
        objects = [w for o in grammar.children(using, "dobj") for w in grammar.conjuncts(o)]
        if using.lower == "using":
            found.weapons += [w for w in objects if weapon_at(grammar, w)]
        elif using.lower == "targeting":
            found.targets += objects


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
