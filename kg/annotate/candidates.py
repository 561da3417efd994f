"""Names in the making: stretches of tokens with a kind, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, NameMention, Token

NER_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "NORP": NameKind.DEMONYM,
    "EVENT": NameKind.OTHER,
    "LAW": NameKind.OTHER,
    "WORK_OF_ART": NameKind.OTHER,
    "PRODUCT": NameKind.OTHER,
    "LANGUAGE": NameKind.DEMONYM,
}
HYPHENS = frozenset({"-", "‐", "‑", "–"})
QUOTES = frozenset({"'", '"', "“", "”", "‘", "’", "`", "``", "''", "«", "»"})
_ARABIC = frozenset({"al", "el", "ul", "ur", "as", "ash", "ad"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of tokens (`last` exclusive) that may be a name. `sure` ones win over others that they overlap, and the
    rules leave `settled` ones as they are."""

    first: int
    last: int
    kind: NameKind
    component: str
    known: str | None = None
    subkind: str | None = None
    sure: bool = False
    settled: bool = False

    def __len__(self) -> int:
        return self.last - self.first


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()


def is_acronym(words: str) -> bool:
    """Whether the words are one in capitals, of a length that acronyms have."""
    return words.isupper() and words.isalpha() and 2 < len(words) < 8


def words_of(tokens: tuple[Token, ...], candidate: Candidate) -> tuple[str, ...]:
    """The candidate's tokens in lower case."""
    return tuple(token.lower for token in tokens[candidate.first : candidate.last])


def text_of(tokens: tuple[Token, ...], candidate: Candidate) -> str:
    """The candidate's tokens with single spaces where the text has white space."""
    parts: list[str] = []
    for token in tokens[candidate.first : candidate.last]:
        if parts and token.start > tokens[token.index - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def from_recogniser(tokenised: Tokenised) -> list[Candidate]:
    """spaCy's entities without article, quotation marks and possessive ending, and with their Arabic article."""
    found: list[Candidate] = []
    for entity in tokenised.entities:
        kind = NER_KINDS.get(entity.label)
        if kind is None:
            continue
        first, last = trim(tokenised.tokens, entity.first, entity.last)
        if first < last:
            first = with_arabic_article(tokenised.tokens, first)
            found.append(Candidate(first=first, last=last, kind=kind, component="spacy-ner"))
    return found


def trim(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """Token positions without leading article and marks, trailing marks and possessive ending."""
    while first < last and (tokens[first].pos in ("DET", "PUNCT", "SPACE") or tokens[first].text in QUOTES):
        first += 1
    while first < last and (
        tokens[last - 1].tag == "POS" or tokens[last - 1].pos in ("PUNCT", "SPACE") or tokens[last - 1].text in QUOTES
    ):
        if tokens[last - 1].text == "." and last - first > 1 and len(tokens[last - 2].text) == 1:
            break  # an initial
        last -= 1
    return first, last


def with_arabic_article(tokens: tuple[Token, ...], first: int) -> int:
    """The position of "al" in front of a hyphen in front of the name, where the recogniser left it out."""
    if first >= 2 and tokens[first - 1].text in HYPHENS and tokens[first - 2].lower in _ARABIC:
        return first - 2
    return first


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without overlaps, in the order of the text: sure ones first, then the longest, then the leftmost."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (not c.sure, -len(c), c.first, c.component)):
        if taken.isdisjoint(range(candidate.first, candidate.last)):
            kept.append(candidate)
            taken.update(range(candidate.first, candidate.last))
    return sorted(kept, key=lambda c: c.first)


def mention_of(text: str, tokens: tuple[Token, ...], candidate: Candidate, index: int) -> NameMention:
    """The finished name."""
    stretch = tokens[candidate.first : candidate.last]
    start, end = stretch[0].start, stretch[-1].end
    inside = range(candidate.first, candidate.last)
    heads = [token.index for token in stretch if token.head not in inside or token.head == token.index]
    return NameMention(
        index=index,
        start=start,
        end=end,
        text=text[start:end],
        kind=candidate.kind,
        first=candidate.first,
        last=candidate.last,
        head=heads[-1] if heads else candidate.first,
        component=candidate.component,
        known=candidate.known,
        subkind=candidate.subkind,
    )
