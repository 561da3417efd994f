"""Words that announce that somebody says something: reporting verbs, speech nouns, "according to"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.grammar import Grammar
from kg.model.annotation import Token
from kg.resources import read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A row of `cues.tsv`: what may stand as content of the word, the prepositions that lead it in,
    and the kinds it implies."""

    word: str
    frames: frozenset[str]
    words: frozenset[str]
    kinds: tuple[str, ...]


@cache
def cues_of(pos: str) -> Mapping[str, Cue]:
    """The rows of one part of speech ("verb", "noun", "preposition") by lemma."""
    found: dict[str, Cue] = {}
    for row in read_tsv("cues.tsv"):
        if row["pos"] == pos:
            found[row["cue"]] = Cue(
                word=row["cue"],
                frames=frozenset(filter(None, row["frames"].split(","))),
                words=frozenset(filter(None, row["words"].split("|"))),
                kinds=tuple(row["kinds"].split(",")),
            )
    return found


@cache
def _sorts() -> Mapping[str, str]:
    return {row["noun"].lower(): row["sort"] for row in read_tsv("speaker_nouns.tsv")}


# Endings of nouns for people; "-er" and "-or" are left to the list, for many such nouns are things.
_PERSONAL_ENDINGS = (
    "ologist",
    "woman",
    "women",
    "person",
    "people",
    "cratic",
    "crat",
    "keeper",
    "holder",
    "worker",
    "leader",
    "officer",
    "maker",
    "smith",
)


def noun_sort(lemma: str) -> str | None:
    """person, group, organisation or document; None for nouns that do not speak."""
    lemma = lemma.lower()
    sort = _sorts().get(lemma)
    if sort is None and "-" in lemma:
        sort = _sorts().get(lemma.rsplit("-", 1)[1])
    if sort is None and lemma.endswith("s"):  # capitals keep the lemmatiser from the plural: "MPs"
        sort = _sorts().get(lemma[:-1])
    if sort is None and lemma.endswith(_PERSONAL_ENDINGS):
        return "person"
    return sort


def verb_cue(token: Token) -> Cue | None:
    """The row of a verb used as a reporting verb, None for other words."""
    if token.pos not in {"VERB", "AUX"} and not token.tag.startswith("VB"):
        return None
    return cues_of("verb").get(lemma_of(token))


def noun_cue(token: Token) -> Cue | None:
    """The row of a speech noun ("statement", "denial")."""
    return cues_of("noun").get(token.lemma.lower()) if token.pos == "NOUN" else None


# The lemmatiser goes wrong where an -ed or -ing form could come from two verbs.
_LEMMAS = {
    "labelle": "label",
    "labell": "label",
    "labele": "label",
    "hop": "hope",
    "deni": "deny",
    "tol": "tell",
    "wrot": "write",
}


def lemma_of(token: Token) -> str:
    lemma = token.lemma.lower()
    return _LEMMAS.get(lemma, lemma)


_NOBODY = frozenset({"nobody", "none", "anyone", "anybody", "no-one"})
_ANYBODY = frozenset({"anybody", "anyone", "everybody", "everyone", "those", "people", "someone", "somebody"})
# Verbs and adjectives that leave what is said after them true: "went on to say", "was quick to condemn".
_PASSING = frozenset(
    {"go", "continue", "begin", "start", "come", "proceed", "appear", "seem", "use", "rush", "hurry", "hasten"}
)
_STAGES = frozenset(
    {
        "take",
        "use",
        "hold",
        "appear",
        "go",
        "call",
        "issue",
        "release",
        "write",
        "speak",
        "gather",
        "convene",
        "turn",
        "step",
    }
)  # "took to the radio to say", "called a news conference to announce"
_EAGER = frozenset({"quick", "first", "last", "swift", "ready", "happy", "proud", "slow", "next"})


def is_unreal(grammar: Grammar, cue: Token) -> bool:
    """Saying that did not happen: "could say", "if he says", "nobody said", "refused to say"."""
    if cue.dep == "relcl" and grammar.head(cue).lower in _ANYBODY:
        return True
    if cue.tag == "VB" and cue.dep in {"ccomp", "xcomp"} and lemma_of(grammar.head(cue)) == "help":
        return True  # "could help them determine why"
    for child in grammar.children(cue, "aux", "mark", "neg", "nsubj"):
        if child.dep == "aux" and child.tag == "MD" and child.lower not in {"will", "'ll"}:
            return not any(c.dep == "neg" for c in grammar.children(cue))
        if child.dep == "mark" and child.lower in {"if", "unless", "whether", "until", "lest"}:
            return True
        if child.dep == "nsubj" and child.lower in _NOBODY:
            return True
        if child.dep == "nsubj" and _says_no(grammar, child):
            return True
        if child.dep == "aux" and child.tag == "TO":
            return not _happens_after(grammar, cue)
    return False


def _says_no(grammar: Grammar, subject: Token) -> bool:
    """ "No group", "no-one" (three tokens), "neither side"."""
    words = [c.lower for c in grammar.children(subject)]
    if subject.lower == "one" and subject.index > 1:
        words.append(grammar.tokens[subject.index - 2].lower)
    return bool({"no", "neither", "any"} & set(words))  # "nor has any group claimed it"


def _happens_after(grammar: Grammar, cue: Token) -> bool:
    """Whether an infinitive of saying took place: as a purpose that was reached ("took to the
    radio to say"), or behind a verb that leaves it true."""
    while cue.dep == "conj":
        cue = grammar.head(cue)
    governor = grammar.head(cue)
    if governor.index == cue.index:
        return True
    if cue.dep == "advcl":
        return lemma_of(governor) in _STAGES
    return lemma_of(governor) in (_PASSING if governor.pos in {"VERB", "AUX"} else _EAGER)
