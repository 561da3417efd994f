"""Words that lay a deed at somebody's door: "blame X for", "X was behind it", "X was charged with it"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.cues import lemma_of
from kg.extract.grammar import Grammar
from kg.extract.speakers import can_speak, is_document
from kg.extract.voice import all_subjects
from kg.extract.weapons import is_named_weapon
from kg.model.annotation import NameKind, Token
from kg.model.fact import Reference, Role
from kg.resources import read_tsv

_WRONGLY = frozenset({"wrongly", "wrongfully", "falsely", "mistakenly", "unjustly", "erroneously", "incorrectly"})
_MEMBERS = frozenset(
    """member fighter militant supporter follower part affiliate operative cell wing branch sympathizer sympathiser
    activist leader commander agent associate""".split()
)
_TAKEN = frozenset({"arrest", "charge", "detain", "indict"})
_SOMEBODY = frozenset({"man", "woman", "boy", "girl", "teenager", "teen", "youth", "student", "suspect", "soldier"})
_FEW = frozenset({"a", "an", "one", "two", "another"})
_GROUNDS = frozenset({"evidence", "indication", "proof", "sign", "ground", "basis", "suggestion", "record", "reason"})
_WANTING = frozenset({"no", "little", "insufficient", "scant", "any", "without"})
_TOLD = frozenset({"dobj", "nsubjpass", "attr", "nsubj", "conj", "acomp"})
_REFUSING = frozenset({"decline", "refuse", "fail", "stop", "avoid"})
_GROUNDS_REACH = 12  # tokens
_REACH = 40  # tokens of a clause in which "held … responsible" is looked for


def can_be_blamed(grammar: Grammar, token: Token) -> bool:
    """Whether the head of a phrase stands for somebody who can have done a deed: no text ("claims"), no weapon."""
    return can_speak(grammar, token) and not is_document(grammar, token) and not is_named_weapon(grammar, token)


def blamed_reference(grammar: Grammar, party: Token, deed: Token | None) -> Reference:
    """The phrase for a blamed party, without the deed where the parser hangs it on the party: "the authorities" of
    "accused the authorities of killings"."""
    reference = grammar.reference(party, Role.PERPETRATOR)
    if reference.name is None and deed is not None and reference.span.start <= deed.start < reference.span.end:
        return replace(reference, span=grammar.noun_phrase(party, with_of=False))
    return reference


@dataclass(frozen=True, slots=True)
class Blame:
    """`party` is the head of the blamed party, `deed` what it is blamed for (None where the words
    only point back), `word` the token that says so. `suspect` marks words that make somebody a
    suspect by name ("the accused, X"), whatever the deed is called."""

    party: Token
    deed: Token | None
    word: Token
    denied: bool
    rule: str
    suspect: bool = False


@cache
def places_of_party(pos: str) -> Mapping[str, tuple[str, ...]]:
    """The rows of `responsibility.tsv` of one part of speech: where the party stands, by lemma."""
    found: dict[str, list[str]] = {}
    for row in read_tsv("responsibility.tsv"):
        if row["pos"] == pos:
            found.setdefault(row["word"], []).append(row["party"])
    return {word: tuple(places) for word, places in found.items()}


@cache
def _events() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("attack_anaphors.tsv") if row["sort"] == "event")


def points_back(grammar: Grammar, token: Token) -> bool:
    """ "It", "this", "the tragedy": a deed told before."""
    if token.lower == "which":
        return not _is_of_others(grammar, token)
    if token.lower in {"it", "this", "that", "them", "those", "these"}:
        return True
    definite = any(c.lower in {"the", "this", "that", "these", "those"} for c in grammar.children(token, "det"))
    return definite and token.lemma in _events() and not any(grammar.prepositions(token))


def _is_of_others(grammar: Grammar, relative: Token) -> bool:
    """ "It follows others in which rebels were implicated": not the attack told of."""
    clause = next((t for t in grammar.annotated.ancestors(relative) if t.dep == "relcl"), None)
    noun = grammar.head(clause) if clause is not None else None
    words = [] if noun is None else [noun, *grammar.children(noun, "det", "amod")]
    return any(t.lemma.lower() in {"other", "another", "previous", "earlier", "similar", "past"} for t in words)


def is_crime(token: Token) -> bool:
    """A crime as the law calls it: murder, terrorism."""
    return "crime" in places_of_party("noun").get(token.lemma, ())


def is_attacker_noun(token: Token) -> bool:
    """ "The gunman", "the bombers": known by nothing but the deed; "the man" may be anybody."""
    return "attacker" in places_of_party("noun").get(token.lemma, ()) and token.lemma not in {"man", "woman"}


def is_person_by_name(grammar: Grammar, party: Token) -> bool:
    """Whether a party is a named person: "Karl Berg", "the man, Karl Berg"."""
    name = grammar.name_at(party) or grammar.named_apposition(party)
    return name is not None and name.kind is NameKind.PERSON


def _is_arrested_person(grammar: Grammar, blame: Blame) -> bool:
    """ "A 27-year-old man was arrested on suspicion of murder": one or two, for a crime by its name."""
    if lemma_of(blame.word) not in _TAKEN or blame.party.lemma not in _SOMEBODY:
        return False
    counts = [c.lower for c in grammar.children(blame.party, "nummod", "det")]
    return bool(_FEW & set(counts))


def is_persons_crime(grammar: Grammar, blame: Blame) -> bool:
    """Whether a named person stands accused of a crime by its name: "X was charged with murder" need
    not name the attack again, where "X accuses Y of terrorism" may mean anything."""
    if blame.deed is None or not (is_person_by_name(grammar, blame.party) or _is_arrested_person(grammar, blame)):
        return False
    if is_crime(blame.deed):
        return True
    doing = "doing" in places_of_party("noun").get(blame.deed.lemma, ())
    named = (part for prep, part in grammar.prepositions(blame.deed) if prep in {"of", "in", "with"})
    return doing and any(is_crime(part) for part in named)


def is_deed(grammar: Grammar, deed: Token, head: int) -> bool:
    """Whether somebody blamed for `deed` is blamed for the act whose word stands at position `head`:
    the same word, one coordinated with it, or one reached through words of doing ("a role in the
    attack", "carrying out the attack"). Who is blamed for hiding a weapon did not shoot."""
    if deed.index == head or any(c.index == head for c in grammar.conjuncts(deed)):
        return True
    if not deed.left_edge <= head <= deed.right_edge:
        return False
    places = places_of_party("verb" if deed.pos in {"VERB", "AUX"} else "noun").get(deed.lemma, ())
    if "doing" not in places and not any(c.index == head for c in grammar.children(deed, "compound", "amod", "nmod")):
        return False
    below = next((c for c in grammar.children(deed) if c.left_edge <= head <= c.right_edge), None)
    while below is not None and below.pos in {"ADP", "SCONJ"}:
        below = next((c for c in grammar.children(below) if c.left_edge <= head <= c.right_edge), None)
    return below is None or is_deed(grammar, below, head)


def find_plain_blames(grammar: Grammar, token: Token) -> Iterator[Blame]:
    """What a verb or predicate says of who did what."""
    if _is_unfounded(grammar, token):
        return
    for blame in (*blames_by_verb(grammar, token), *blames_by_copula(grammar, token)):
        if not grammar.is_reciprocal(blame.party):
            yield blame


def _is_unfounded(grammar: Grammar, token: Token) -> bool:
    """ "Wrongly blamed the rebels"; "no evidence linking the rebels to it", "nothing tied them to it"."""
    if any(c.lower in _WRONGLY for c in grammar.children(token, "advmod")) or is_without_ground(grammar, token):
        return True
    carrier = grammar.subject(token)
    if carrier is None:
        return False
    if carrier.lower in {"nothing", "little"} or any(c.lower in {"no", "little"} for c in grammar.children(carrier)):
        return True
    found = grammar.head(carrier)  # "did not find evidence linking X to it"
    return token.dep == "acl" and carrier.dep in {"dobj", "nsubjpass"} and grammar.child(found, "neg") is not None


def is_without_ground(grammar: Grammar, token: Token) -> bool:
    """ "No indication that the bombs were the work of X", "not sufficient evidence for linking X to it", "declined to
    indict X": what is said to want grounds, or was not done."""
    if token.dep == "xcomp" and lemma_of(grammar.head(token)) in _REFUSING:
        return True
    sentence = grammar.annotated.sentences[token.sentence]
    first = max(sentence.first, token.index - _GROUNDS_REACH)
    for ground in reversed(grammar.tokens[first : token.index]):
        if ground.lower in {"but", "although", "though", ";"}:
            return False
        if ground.lemma in _GROUNDS and ground.pos == "NOUN":
            wanting = any(c.lower in _WANTING for c in grammar.children(ground, "det", "amod", "neg"))
            head = grammar.head(ground)
            return wanting or (ground.dep in _TOLD and grammar.child(head, "neg") is not None)
    return False


def _is_clipped(grammar: Grammar, verb: Token) -> bool:
    """ "A teenager who authorities accused of firing": where the parser reads a relative clause as a participle, the
    noun before it is the one who accuses."""
    noun = grammar.head(verb)
    before = grammar.tokens[noun.left_edge - 1] if noun.left_edge else None
    return verb.dep == "acl" and before is not None and before.tag in {"WP", "WDT"} and before.sentence == verb.sentence


def blames_by_verb(grammar: Grammar, verb: Token) -> Iterator[Blame]:
    """ "blame X for", "blame it on X", "attribute it to X", "hold X responsible"."""
    if verb.pos not in {"VERB", "AUX"} and not verb.tag.startswith("VB"):
        return
    lemma = lemma_of(verb)
    denied = grammar.child(verb, "neg") is not None
    for place in places_of_party("verb").get(lemma, ()):
        if place == "author":
            yield from _author_blames(grammar, verb, denied)
        elif place.startswith("object-"):
            yield from _object_blames(grammar, verb, place.removeprefix("object-"), denied)
        elif place != "doing":
            yield from _preposition_blames(grammar, verb, place, denied)
    if lemma == "hold":
        yield from _held_responsible(grammar, verb, denied)
    elif lemma in {"suspect", "blame"}:
        yield from _accused_of_nothing(grammar, verb, denied)
    elif lemma == "point":
        yield from _finger_pointed(grammar, verb, denied)
    elif lemma == "fall":
        yield from _suspicion_fell(grammar, verb, denied)


def _author_blames(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    """ "X ordered the killing", "the attack was masterminded by X"."""
    if grammar.is_passive(verb):
        deed, parties = grammar.subject(verb), grammar.by_agent(verb)
    else:
        subject = grammar.subject(verb)
        deed, parties = grammar.object(verb), [] if subject is None else [subject]
    if deed is None or deed.pos == "PRON" or any(c.tag == "MD" for c in grammar.children(verb, "aux")):
        return  # "ordered them to be silent", "would order an attack"
    for party in (p for first in parties for p in grammar.conjuncts(first)):
        yield Blame(party, deed, verb, denied, "author-of")


def _accused_of_nothing(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    """ "Police suspect the Northern Front", "she blamed the rebels": whom, and not for what."""
    party = grammar.object(verb)
    if verb.index and grammar.tokens[verb.index - 1].lower == "victim":
        return  # "victim blaming"
    if party is None or any(prep in {"of", "for", "on"} for prep, _ in grammar.prepositions(verb)):
        return
    name = grammar.name_at(party)
    named = name is not None and name.kind in {NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY}
    if named or (verb.lemma == "blame" and "attacker" in places_of_party("noun").get(party.lemma, ())):
        for head in grammar.conjuncts(party):
            yield Blame(head, None, verb, denied, lemma_of(verb))


def _suspicion_fell(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    """ "Suspicion fell on X"."""
    subject = grammar.child(verb, "nsubj")
    if subject is None or subject.lemma not in {"suspicion", "blame"}:
        return
    for prep, part in grammar.prepositions(verb):
        if prep in {"on", "upon"}:
            yield Blame(part, None, verb, denied, "suspicion-on")


def _finger_pointed(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    """ "pointed the finger at X"."""
    fingers = [c for c in grammar.children(verb, "dobj", "nsubjpass") if c.lemma == "finger"]
    for carrier in (verb, *fingers) if fingers else ():
        for prep, part in grammar.prepositions(carrier):
            if prep == "at":
                yield Blame(part, None, verb, denied, "finger-at")


def _object_blames(grammar: Grammar, verb: Token, preposition: str, denied: bool) -> Iterator[Blame]:
    passive = grammar.is_passive(verb)
    if (lemma_of(verb) == "want" and not passive) or _is_clipped(grammar, verb):
        return
    party = grammar.subject(verb) if passive else grammar.object(verb)
    deeds = [part for prep, part in grammar.prepositions(verb) if prep == preposition]
    if not deeds and party is not None:  # the parser may hang "for the attack" on the party
        deeds = [part for prep, part in grammar.prepositions(party) if prep == preposition]
    if party is not None and not deeds and not passive:
        deeds = _far_deeds(grammar, party, preposition)
    if party is None or not deeds or (party.tag == "PRP" and party.lower.endswith(("self", "selves"))):
        return
    before = grammar.tokens[party.left_edge - 1] if party.left_edge else None
    if not passive and before is not None and before.tag in {"WP", "WDT"} and party.sentence == before.sentence:
        return  # "a teenager who authorities accused of firing"
    denied = denied or any(c.lower in {"neither", "nor", "no"} for c in grammar.children(party))
    for head in [*all_subjects(grammar, party), *_named_among(grammar, party)]:
        yield Blame(head, deeds[0], verb, denied, f"{lemma_of(verb)}-{preposition}")


def _far_deeds(grammar: Grammar, party: Token, preposition: str) -> list[Token]:
    """ "Arrested several members of a group called X for the bombing": the parser may hang the deed on any word of the
    party; only a crime by its name is meant then."""
    inside = (t for t in grammar.annotated.subtree(party) if t.lower == preposition and t.pos in {"ADP", "SCONJ"})
    return [o for prep in inside for _, o in grammar.objects_of(prep) if is_crime(o)]


def _named_among(grammar: Grammar, party: Token) -> list[Token]:
    """ "Blamed the far right, including X, for it": who is named among the blamed."""
    inside = (c for c in grammar.children(party, "prep") if c.lower == "including")
    return [o for prep in inside for _, o in grammar.objects_of(prep) if grammar.name_at(o) is not None]


def _preposition_blames(grammar: Grammar, verb: Token, preposition: str, denied: bool) -> Iterator[Blame]:
    passive = grammar.is_passive(verb)
    deed = grammar.subject(verb) if passive else grammar.object(verb)
    if deed is None:
        return
    carriers = [verb] if passive else [verb, deed]
    for carrier in carriers:
        for prep, part in grammar.prepositions(carrier):
            if prep == preposition:
                yield Blame(part, deed, verb, denied, f"{lemma_of(verb)}-{preposition}")


def _held_responsible(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    adjective = next(
        (
            t
            for t in grammar.annotated.subtree(verb)
            if t.index > verb.index and t.lower in places_of_party("adjective")
        ),
        None,
    )
    if adjective is None or adjective.index - verb.index > 30:
        return
    party = grammar.object(verb) or grammar.child(adjective, "nsubj") or _subject_of_small_clause(grammar, verb)
    deeds = [part for prep, part in grammar.prepositions(adjective) if prep == "for"]
    if party is None or _is_anybody(grammar, party):
        return
    for head in grammar.conjuncts(party):
        yield Blame(head, deeds[0] if deeds else None, verb, denied, "hold-responsible")


def _is_anybody(grammar: Grammar, party: Token) -> bool:
    """ "The perpetrators will be held accountable": nobody in particular is."""
    if grammar.name_at(party) is not None:
        return False
    return party.pos == "PRON" or bool({"attacker", "suspect"} & set(places_of_party("noun").get(party.lemma, ())))


def _subject_of_small_clause(grammar: Grammar, verb: Token) -> Token | None:
    for clause in grammar.children(verb, "ccomp", "oprd", "xcomp"):
        subject = grammar.child(clause, "nsubj")
        if subject is not None:
            return subject
    return None


def blames_by_copula(grammar: Grammar, token: Token) -> Iterator[Blame]:
    """ "X is behind the attack", "X was responsible for it", "it is the work of X", "X are the culprits"."""
    if token.lower == "behind" and token.dep in {"prep", "advmod"}:
        yield from _behind(grammar, token)
    elif token.lower in places_of_party("adjective"):
        yield from _responsible(grammar, token)
    elif token.pos == "NOUN" and {"subject", "suspect"} & set(places_of_party("noun").get(token.lemma, ())):
        yield from _culprit(grammar, token)
        yield from _whom_the_culprits_are(grammar, token)
    elif token.pos == "NOUN" and "of" in places_of_party("noun").get(token.lemma, ()):
        yield from _work_of(grammar, token)


def _own_subject(grammar: Grammar, verb: Token) -> Token | None:
    """The subject of the verb's own clause; none for "there is no suspect"."""
    if grammar.child(verb, "expl") is not None or (verb.dep == "ccomp" and grammar.child(verb, "nsubj") is None):
        return None
    return grammar.subject(verb)


def _behind(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    deed = grammar.child(token, "pobj")
    subject = _own_subject(grammar, be) if be.lemma == "be" else None
    if subject is None:
        return
    for head in grammar.conjuncts(subject):
        yield Blame(head, deed, token, grammar.child(be, "neg") is not None, "behind")


def _responsible(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    subject = _own_subject(grammar, be) if be.lemma == "be" and token.dep in {"acomp", "attr"} else None
    deeds = [part for prep, part in grammar.prepositions(token) if prep in {"for", "of"}]
    if subject is None or not deeds:
        return
    for head in grammar.conjuncts(subject):
        yield Blame(head, deeds[0], token, grammar.child(be, "neg") is not None, "responsible-for")


def _culprit(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    subject = _own_subject(grammar, be) if be.lemma == "be" and token.dep == "attr" else None
    if subject is None or any(c.dep == "poss" for c in grammar.children(token)):
        return
    deeds = [part for prep, part in grammar.prepositions(token) if prep in {"of", "behind"}]
    for head in grammar.conjuncts(subject):
        yield Blame(head, deeds[0] if deeds else None, token, grammar.child(be, "neg") is not None, "culprit")


def _whom_the_culprits_are(grammar: Grammar, token: Token) -> Iterator[Blame]:
    """ "The prime suspects are members of X": X, or whoever is named."""
    be = grammar.head(token)
    party = grammar.child(be, "attr") if be.lemma == "be" and token.dep == "nsubj" else None
    if party is None or grammar.child(token, "det") is None:
        return
    if grammar.name_at(party) is None:
        named = (p for prep, p in grammar.prepositions(party) if prep == "of" and party.lemma in _MEMBERS)
        party = next((p for p in named if grammar.name_at(p) is not None), None)
    if party is not None:
        yield Blame(party, None, token, grammar.child(be, "neg") is not None, "culprits-are")


def _work_of(grammar: Grammar, token: Token) -> Iterator[Blame]:
    verb = grammar.head(token)
    is_work = verb.lemma == "be" and token.dep == "attr"
    bears = verb.lemma in {"bear", "have", "carry"} and token.dep == "dobj"
    subject = _own_subject(grammar, verb) if (bears if token.lemma == "hallmark" else is_work) else None
    if subject is None:
        return
    rule = "hallmark-of" if bears else "work-of"
    for prep, part in grammar.prepositions(token):
        if prep == "of":
            yield Blame(part, subject, token, grammar.child(verb, "neg") is not None, rule)
