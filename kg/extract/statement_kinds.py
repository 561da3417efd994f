"""Of what kind a statement is: told by its cues, and by the words of its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.cues import cues_of, lemma_of, noun_cue, verb_cue
from kg.extract.grammar import Grammar
from kg.model.annotation import NameKind, Token
from kg.model.fact import Attribution, Claim, Stance
from kg.resources import read_tsv

# Most telling first: the order in which a statement's kinds are written.
ORDER = (
    "ClaimOfResponsibility",
    "Accusation",
    "Denial",
    "Condemnation",
    "Threat",
    "Confirmation",
    "CasualtyStatement",
    "NoComment",
    "Report",
)
_RESPONSIBILITY = frozenset({"responsibility", "credit"})
_CLAIMING = frozenset({"claim", "accept", "take", "admit", "assume", "acknowledge"})
_TELLING = frozenset(
    {"say", "comment", "respond", "reply", "elaborate", "mention", "specify", "disclose", "reveal", "give"}
)
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WE = frozenset({"we", "i"})
_WILL_REACH = 5
_PROSECUTION = frozenset({"prosecutor", "prosecution", "indictment"})
_OWNED = {
    "claim": frozenset({"responsibility"}),
    "admission": frozenset({"responsibility", "involvement"}),
    "denial": frozenset({"responsibility", "involvement"}),
}
_OWN_ACTS = frozenset({"ClaimOfResponsibility", "Threat", "NoComment"})  # of the speaker, whatever verb tells of them
# What others did or found, of which a speaker may only tell: the beginnings of rule names.
_TOLD = (
    "content-agent", "charge", "indict", "prosecute", "convict", "arrest", "detain", "jail", "imprison", "sentence",
    "try", "want", "named", "identified", "tie", "link", "connect",
)  # fmt: skip
_VOWING = frozenset({"vow", "swear", "threaten", "warn", "pledge", "promise"})
_SWEARING = frozenset({"vow", "swear", "threaten"})  # what is sworn is the speaker's own deed
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Phrases of `statement_kinds.tsv` by their first lemma: (lemmas, kind, needs)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in read_tsv("statement_kinds.tsv"):
        words = tuple(row["phrase"].split())
        found.setdefault(words[0], []).append((words, row["kind"], row["needs"]))
    return {key: tuple(rows) for key, rows in found.items()}


def find_kinds(grammar: Grammar, attribution: Attribution, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Ontology class names, the most telling first; ("Report",) where the words say no more."""
    cues = [grammar.tokens[i] for i in (attribution.cue_head, *attribution.more_cues)]
    by_cue = {kind for cue in cues for kind in _kinds_of_cue(grammar, cue)}
    said_by = frozenset(lemma_of(cue) for cue in cues)
    by_content = _kinds_of_words(content_tokens(grammar, attribution), said_by)
    by_claim = {_kind_of_claim(grammar, claim, attribution) for claim in claims}
    kinds = (by_cue | by_content | by_claim) - {"Report"}
    if "NoComment" in by_cue:
        kinds -= by_content - by_claim
    if "Denial" in by_cue:
        kinds -= {"Accusation", "ClaimOfResponsibility"} - by_claim
    if _is_prosecution(grammar, attribution) and _names_anybody(grammar, attribution):
        kinds.add("Accusation")
        return tuple(kind for kind in ORDER if kind in kinds | ({"Report"} & by_cue))
    # "said that a heinous crime was solved", "that he was charged": words and deeds may belong to what is told
    told = all(c.rule.startswith(_TOLD) for c in claims)
    plain = by_cue == {"Report"} and told and not kinds & _OWN_ACTS
    if attribution.rule == "verb-as" and not kinds <= {"CasualtyStatement"}:
        plain = False  # "called it barbaric"
    if not kinds or plain:
        kinds.add("Report")
    return tuple(kind for kind in ORDER if kind in kinds)


def _is_prosecution(grammar: Grammar, attribution: Attribution) -> bool:
    """Whether the words are a prosecutor's, or those of an indictment: they accuse whom they name."""
    head = grammar.tokens[attribution.speaker.head]
    return head.lemma.lower() in _PROSECUTION


def _names_anybody(grammar: Grammar, attribution: Attribution) -> bool:
    names = (grammar.name_at(t) for t in content_tokens(grammar, attribution))
    return any(n is not None and n.kind is NameKind.PERSON for n in names)


def content_tokens(grammar: Grammar, attribution: Attribution) -> list[Token]:
    """The tokens of the content, without the cues and the speaker."""
    content = attribution.content
    if content is None:
        return []
    speaker = attribution.speaker.span
    cues = {attribution.cue_head, *attribution.more_cues}
    return [
        t
        for t in tokens_between(grammar, content.start, content.end)
        if t.index not in cues and not (speaker.start <= t.start < speaker.end)
    ]


def tokens_between(grammar: Grammar, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that begin within a stretch of text."""
    first = _first_from(grammar.tokens, start)
    return grammar.tokens[first : _first_from(grammar.tokens, end)]


def _first_from(tokens: Sequence[Token], offset: int) -> int:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low


def is_own_word(grammar: Grammar, cue: Token) -> bool:
    """ "X's claim of responsibility", "its denial of involvement"; a claim of involvement may be about others."""
    owned = _OWNED.get(cue.lemma, frozenset()) if cue.pos == "NOUN" else frozenset()
    if any(c.lower in {"no", "any"} for c in grammar.children(cue, "det")):
        return False
    return any(part.lemma in owned for _, part in grammar.prepositions(cue))


def _kinds_of_cue(grammar: Grammar, cue: Token) -> Iterable[str]:
    lemma = lemma_of(cue)
    objects = list(grammar.children(cue, "dobj", "nsubjpass"))
    if is_own_word(grammar, cue):
        return ("Denial",) if lemma == "denial" else ("ClaimOfResponsibility",)
    if any(o.lemma in _RESPONSIBILITY for o in objects) or (lemma == "claim" and grammar.by_agent(cue)):
        if lemma in _CLAIMING:
            return ("ClaimOfResponsibility",)
        return ("Denial",)
    if lemma in _TELLING and any(c.lower in _NEGATIONS for c in grammar.children(cue, "neg")):
        return ("NoComment",)
    plea = next(
        (c for c in grammar.children(cue, "acomp", "oprd", "advmod") if c.lower in {"guilty", "innocent"}), None
    )
    if lemma == "plead" and plea is not None:
        denied = plea.lower == "innocent" or grammar.child(cue, "neg") or grammar.child(plea, "neg")
        return ("Denial",) if denied else ("Confirmation",)
    spoken = [n for o in objects if (n := noun_cue(o)) is not None]
    entry = verb_cue(cue) or noun_cue(cue) or cues_of("adjective").get(cue.lower)
    entry = entry or cues_of("preposition").get(cue.lower)
    if entry is None:
        return ("Report",)
    if lemma == "speak" and any(c.lower in {"against", "out"} for c in grammar.children(cue, "prep", "prt", "advmod")):
        return ("Condemnation",)
    if "speech" in entry.frames and spoken:
        return {kind for n in spoken for kind in n.kinds}
    if entry.kinds == ("Confirmation",) and grammar.child(cue, "neg") is not None:
        return ("NoComment",)  # "did not confirm", "has not acknowledged"
    return entry.kinds


def _kinds_of_words(words: Sequence[Token], said_by: frozenset[str]) -> set[str]:
    """`said_by`: the lemmas of the cues."""
    lemmas = [t.lemma.lower() for t in words]
    lowers = [t.lower for t in words]
    found: set[str] = set()
    for position, lemma in enumerate(lemmas):
        for key in {lemma, lowers[position]}:
            for phrase, kind, needs in _phrases().get(key, ()):
                if kind in found or not _matches(phrase, lemmas, lowers, position):
                    continue
                if _fits(needs, phrase, lowers, position, said_by):
                    found.add(kind)
    return found


def _fits(needs: str, phrase: tuple[str, ...], lowers: list[str], position: int, said_by: frozenset[str]) -> bool:
    """Whether what a row needs beside its phrase is there."""
    before = lowers[max(0, position - _WILL_REACH) : position]
    will = any(w in _WILL for w in before) and not _NEGATIONS & set(before)
    if needs == "will":
        return will or bool(said_by & _VOWING)
    if needs == "claimed":
        return "claim" in said_by
    if needs == "we will":
        return bool(said_by & _SWEARING) or (will and any(w in _WE for w in before))
    after = position + len(phrase)
    return not needs or not set(needs.removeprefix("not ").split("|")) & set(lowers[after : after + 1])


def _matches(phrase: tuple[str, ...], lemmas: list[str], lowers: list[str], start: int) -> bool:
    if start + len(phrase) > len(lemmas):
        return False
    return all(word in (lemmas[start + i], lowers[start + i]) for i, word in enumerate(phrase))


def _kind_of_claim(grammar: Grammar, claim: Claim, attribution: Attribution) -> str:
    if claim.predicate != "perpetrator":
        return "Report"
    if claim.stance is Stance.DENIES:
        return "Denial"
    own = claim.party.span in (attribution.speaker.span, attribution.on_behalf_of and attribution.on_behalf_of.span)
    if own:
        return "ClaimOfResponsibility"
    if claim.rule == "content-agent" and grammar.name_at(grammar.tokens[claim.party.head]) is None:
        return "Report"  # "a man stabbed two people" accuses nobody that anybody knows
    return "Accusation"
