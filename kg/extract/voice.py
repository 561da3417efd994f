"""Who does it and to whom it is done, whatever the grammar of the verb: active, passive, headline."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.weapons import attacker_class, is_person, weapon_at
from kg.model.annotation import Token
from kg.resources import read_tsv

_TAKEN = frozenset({"abduct", "kidnap", "hijack", "behead", "murder", "assassinate", "bomb"})
# Verbs that need an object: without one their past form is a short passive ("Mayor shot at rally").
_TRANSITIVE = frozenset(
    {
        "abduct", "ambush", "assassinate", "attack", "behead", "bomb", "hijack", "hit", "injure", "kidnap",
        "kill", "murder", "shoot", "slay", "stab", "target", "wound",
    }
)  # fmt: skip

_FALLING = frozenset({"hit", "target"})  # what things do as well


def find_agent(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what does it: the active subject or the noun behind "by"."""
    by = grammar.by_agent(verb)
    if by:
        return by[0]
    return None if is_passive_reading(grammar, verb) else find_doer(grammar, verb)


def find_doer(grammar: Grammar, verb: Token) -> Token | None:
    """The subject; of a participle that the parser hangs on a peaceful clause, that of the violent one beside it.

    "A bomb went off as a patrol passed, killing two", "he was driving home when gunmen attacked, killing two":
    neither the patrol nor he has killed anybody.
    """
    shifted = _shifted_doer(grammar, verb)
    if shifted is not None:
        return shifted
    if _is_unlinked(grammar, verb):
        return None
    top = verb
    while top.dep == "conj" and top.tag == "VBG" and grammar.child(top, "nsubj", "aux") is None:
        top = grammar.head(top)
    clause = grammar.head(top)
    if top.dep != "advcl" or top.tag != "VBG" or grammar.child(top, "nsubj", "mark") is not None:
        return grammar.subject(verb)
    if _is_violent(grammar, clause):
        return grammar.subject(verb)
    doer = _violent_beside(grammar, clause, top)
    if doer is None:
        return None if lemma_of(clause) in _accusing() else grammar.subject(verb)
    by = grammar.by_agent(doer)
    if by:
        return by[0]
    return None if is_passive_reading(grammar, doer) else grammar.subject(doer)


def _shifted_doer(grammar: Grammar, verb: Token) -> Token | None:
    """ "She was taken there after unknown men this afternoon placed a bomb": the noun between "after" and a finite verb
    does it, where the parser makes it the object of "after" and shares out the subject before."""
    own = grammar.child(verb, "nsubj", "nsubjpass")
    if verb.tag not in {"VBD", "VBZ", "VBP"} or (own is not None and not grammar.is_time(own)):
        return None
    before = verb.index - 1
    while before > 0 and (grammar.is_time(grammar.tokens[before]) or grammar.tokens[before].dep == "det"):
        before -= 1
    noun = grammar.tokens[before]
    after = grammar.head(noun)
    return noun if noun.dep == "pobj" and after.lower in _WHEN and noun.sentence == verb.sentence else None


def _is_unlinked(grammar: Grammar, verb: Token) -> bool:
    """ "The mayor died where he was taken after men late today placed a bomb": a finite verb that the parser takes for
    the second of two, with neither "and" nor a comma between them, shares no subject."""
    if verb.dep != "conj" or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return False
    if grammar.child(verb, "nsubj", "nsubjpass", "csubj") is not None:
        return False
    first = grammar.head(verb)
    between = grammar.tokens[first.index + 1 : verb.index]
    return not any(
        t.pos == "PUNCT" or (t.dep in {"cc", "preconj"} and t.head in {first.index, verb.index}) for t in between
    )


def _violent_beside(grammar: Grammar, clause: Token, participle: Token) -> Token | None:
    """The violent clause within or above the peaceful one that stands before the participle."""
    inside = (t for t in reversed(grammar.tokens[clause.left_edge : participle.left_edge]) if t.index != clause.index)
    nearest = next((t for t in inside if t.dep in _CLAUSES and _is_violent(grammar, t)), None)
    if nearest is not None:
        return nearest
    outer = grammar.head(clause)
    timed = any(c.lower in _WHEN for c in grammar.children(clause, "mark", "advmod"))
    return outer if clause.dep == "advcl" and timed and _is_violent(grammar, outer) else None


@cache
def _accusing() -> frozenset[str]:
    """Verbs of saying: who accuses somebody of firing, "killing 30 people", has killed nobody."""
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == "verb")


_CLAUSES = frozenset({"advcl", "conj", "ccomp", "relcl", "pcomp", "xcomp"})
_WHEN = frozenset({"as", "when", "while", "after", "before"})
_PARTICLES = {"go": "off", "set": "off", "blow": "up", "open": "fire", "gun": "down"}


def _is_violent(grammar: Grammar, verb: Token) -> bool:
    """Whether a finite verb reports violence: "attacked", "exploded", "went off"."""
    if verb.pos != "VERB" or verb.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
        return False
    more = _PARTICLES.get(lemma_of(verb))
    if more is not None:
        return any(c.lower == more for c in grammar.children(verb, "prt", "dobj", "advmod"))
    return lemma_of(verb) in _violent_verbs()


@cache
def _violent_verbs() -> frozenset[str]:
    """Single verbs of the lexicon, without those that peaceful people do to things ("drop", "place", "fire")."""
    rows = (r for r in read_tsv("triggers.tsv") if r["pos"] == "verb" and " " not in r["words"])
    return frozenset(r["words"] for r in rows if r["frame"] != "weapon") | {"explode", "detonate"}


def find_patient(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what it is done to: the object, or the subject of a passive."""
    obj = grammar.object(verb)
    if obj is not None:
        return obj
    if verb.dep == "amod" and verb.tag == "VBN" and lemma_of(verb) in _TAKEN:
        return grammar.head(verb)  # "the kidnapped engineer"
    return grammar.subject(verb) if is_passive_reading(grammar, verb) else None


def all_subjects(grammar: Grammar, subject: Token) -> list[Token]:
    """The subject and who shares its verb, also where the parser takes an aside for its end: "Anna Lund, left, and Karl
    Berg are accused"."""
    verb = grammar.head(subject)
    beside = [c for c in grammar.children(verb, "nsubj", "nsubjpass") if c.index < verb.index]
    if subject not in beside or not any(grammar.child(c, "cc") is not None for c in beside[:-1]):
        beside = [subject]
    return list({t.index: t for c in beside for t in grammar.conjuncts(c)}.values())


def does_it_to_people(grammar: Grammar, agent: Token) -> bool:
    """ "A patient shot at a doctor", "a refugee attacked passengers": the subject of an active verb of violence with
    people, or people aimed at, behind it."""
    verb = grammar.head(agent)
    if agent.dep != "nsubj" or lemma_of(verb) not in _TRANSITIVE - _FALLING or grammar.is_passive(verb):
        return False
    behind = [grammar.object(verb), *(o for p, o in grammar.prepositions(verb) if p == "at")]
    return any(o is not None and o.index > verb.index and is_person(grammar, o) for o in behind)


def is_passive_reading(grammar: Grammar, verb: Token) -> bool:
    """Passive by form, or a headline's short passive: "Mayor shot at rally", "Three wounded in blast"."""
    if grammar.is_passive(verb):
        return True
    if verb.tag not in {"VBN", "VBD"} or lemma_of(verb) not in _TRANSITIVE or grammar.object(verb) is not None:
        return False
    if any(p == "at" and is_person(grammar, o) for p, o in grammar.prepositions(verb)):
        return False
    subject = grammar.subject(verb)
    if subject is None or is_attack_word(subject) or weapon_at(grammar, subject):
        return False
    return attacker_class(grammar, subject) != "violent"


@cache
def _attack_nouns() -> frozenset[str]:
    rows = read_tsv("triggers.tsv")
    return frozenset(
        r["words"] for r in rows if r["pos"] == "noun" and r["strength"] in {"strong", "weak"} and " " not in r["words"]
    )


def is_attack_word(token: Token) -> bool:
    """Whether the noun itself is an act: "the blast killed …"."""
    return token.pos in {"NOUN", "PROPN"} and lemma_of(token) in _attack_nouns()
