"""What the sentence around a mention of an attack tells: names, time words, how the mention stands in it.

Beside `attack_features`, which reads what belongs to the mention itself, this is what the trained decision on joining
looks at (`attack_evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Sentence, Token
from kg.model.fact import AttackMention
from kg.resolve.attack_features import Window

_PAST = re.compile(
    r"\b(?:last (?:year|month|week|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|summer|winter|spring|autumn|fall)|(?:years?|months?|weeks?|days?|decades?) (?:ago|earlier|before)"
    r"|previous\w*|earlier (?:this|in|attack|blast|bomb\w*)|(?:in|since) (?:19|20)\d\d"
    r"|in recent (?:years|months|weeks|days)|history|former\w*)\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"\b(?:another|separate\w*|similar\w*|second|third|other|elsewhere|meanwhile|also|additional|different|further"
    r"|simultaneous\w*|later|next|then)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:in recent (?:years|months|weeks|days|times)"
    r"|(?:in|over|for|during|within) (?:the )?(?:last|past|previous) (?:few |several |couple of |\w+ )?"
    r"(?:years?|months|weeks|decades?|days)"
    r"|for (?:years|months|decades|weeks|many|several)|since (?:the|19|20|last|early|mid|late|at least)"
    r"|(?:every|each) (?:year|month|day|week)|almost daily|daily|regularly|frequent\w*|often|repeated\w*|increas\w+"
    r"|(?:between|from) (?:19|20)\d\d|so far|total of|this year|years of)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|\dth|another|other|separate|similar"
    r"|previous|earlier|subsequent|further|additional|different|fresh|new)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words that put what follows them beside another event.
_BESIDE = frozenset(
    {"after", "following", "since", "than", "before", "like", "unlike", "including", "amid", "despite", "avenge",
     "besides", "until", "over"}
)  # fmt: skip
_COUNTING = frozenset({"after", "following", "later", "earlier", "before"})
_SCENES = frozenset({NameKind.PLACE, NameKind.COUNTRY, NameKind.OTHER})
# Parts of names that many names share.
_COMMON = frozenset(
    "the of and al el de la new north south east west northern southern eastern western central city province district "
    "mr mrs united national state president police army government ministry minister force forces security".split()
)
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_VERBS = frozenset({"VERB", "AUX"})
_REACH = 4  # tokens upwards
_LONG_QUOTE = 60  # characters
_SHORT = 3  # letters: shorter words tell nothing


@dataclass(slots=True)
class Telling:
    """What the sentences of mentions tell. Words of names: `names` in the mentions' own phrases, `modifiers` before
    their nouns, `around` anywhere in the sentences. `content`: stems of telling words, `heads`: of the mentions.
    `one_more`: "another", "separate" and the like anywhere; `ordinal`: at the mention or its parties. `bare`: a single
    noun without an article; `dated`, `scene`: with a date or a place before it ("the 2002 Paris bombing"). `beside`:
    what is told stands behind "after", "since", "than"; `counted`: something behind "after" belongs to it.
    `windows`: the times of the first mention's sentence, where it has none itself."""

    names: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)
    windows: tuple[Window, ...] = ()
    verb: bool = False
    effect: bool = False
    past: bool = False
    one_more: bool = False
    period: bool = False
    present: bool = False
    bare: bool = False
    ordinal: bool = False
    dated: bool = False
    scene: bool = False
    beside: bool = False
    counted: bool = False
    quoted: bool = False

    def absorb(self, other: Telling) -> None:
        """Add what another mention's sentence tells."""
        for words in ("names", "modifiers", "around", "content", "heads", "years", "clocks"):
            getattr(self, words).update(getattr(other, words))
        self.effect = self.effect and other.effect
        for sign in _ADDED:
            setattr(self, sign, getattr(self, sign) or getattr(other, sign))


_ADDED = ("verb", "past", "one_more", "period", "present", "ordinal", "dated", "scene", "beside", "counted", "quoted")


def read_telling(annotated: AnnotatedArticle, mention: AttackMention, heads: Collection[int]) -> Telling:
    """What the sentence tells around one mention. `heads`: the head tokens of all mentions."""
    sentence = annotated.sentences[mention.sentence]
    head = annotated.tokens[mention.head]
    words = annotated.tokens[sentence.first : sentence.last]
    text = annotated.article.text[sentence.start : sentence.end]
    found = Telling(verb=head.pos in _VERBS, effect="effect" in mention.rule)
    found.content = {_stem(t) for t in words if t.pos in _CONTENT and len(t.text) >= _SHORT}
    found.heads = {_stem(head)}
    if not mention.times:
        inside = (t for t in annotated.times if sentence.start <= t.start < sentence.end)
        found.windows = tuple((t.earliest, t.latest) for t in inside)
    found.years = {t.text for t in words if _YEAR.fullmatch(t.text)}
    found.clocks = {clock.lower() for clock in _CLOCK.findall(text)}
    found.past = _PAST.search(text) is not None
    found.one_more = _ONE_MORE.search(text) is not None
    found.period = _PERIOD.search(text) is not None
    quotation = annotated.quotation_at(head.start)
    found.quoted = quotation is not None and len(quotation.span) > _LONG_QUOTE
    _read_names(annotated, mention, heads, found)
    if found.verb:
        found.present = not sentence.headline and not found.effect and _is_present(annotated, head)
    else:
        _read_noun(annotated, head, sentence, found)
    _read_standing(annotated, mention, heads, found)
    return found


def _read_names(annotated: AnnotatedArticle, mention: AttackMention, heads: Collection[int], found: Telling) -> None:
    sentence, head = annotated.sentences[mention.sentence], annotated.tokens[mention.head]
    own = _own_words(annotated, head, heads)
    for name in _names_in(annotated, sentence):
        words = _telling_words(name.text)
        found.around |= words
        if name.head in own:
            found.names |= words
            if not found.verb and name.head <= head.index:
                found.modifiers |= words
    parties = (r.party for r in mention.responsible)
    for reference in (*mention.places, *mention.victims, *mention.targets, *parties):
        if reference.name is not None:
            found.names |= _telling_words(annotated.names[reference.name].text)


def _own_words(annotated: AnnotatedArticle, head: Token, heads: Collection[int]) -> set[int]:
    """The tokens of the mention's phrase without the phrases of other mentions in it."""
    own = set(range(head.left_edge, head.right_edge + 1))
    for index in sorted(own.intersection(heads) - {head.index}):
        token = annotated.tokens[index]
        if token.left_edge > head.left_edge or token.right_edge < head.right_edge:
            own -= set(range(token.left_edge, token.right_edge + 1)) - {head.index}
    return own


def _names_in(annotated: AnnotatedArticle, sentence: Sentence) -> list[NameMention]:
    return [n for n in annotated.names if sentence.first <= n.first < sentence.last]


def _read_noun(annotated: AnnotatedArticle, head: Token, sentence: Sentence, found: Telling) -> None:
    """How the noun stands in its phrase."""
    pointed = any(c.dep in {"det", "poss", "nummod"} for c in annotated.children(head))
    found.bare = not (sentence.headline or pointed) and head.tag in {"NN", "NNP"} and head.dep != "compound"
    start = annotated.tokens[head.left_edge].start
    found.dated = any(start <= time.start < head.end for time in annotated.times)
    before = range(head.left_edge, head.index)
    found.scene = any(n.head in before and n.kind in _SCENES for n in _names_in(annotated, sentence))


def _read_standing(annotated: AnnotatedArticle, mention: AttackMention, heads: Collection[int], found: Telling) -> None:
    """What is set beside the mention by "after", "another" and the like."""
    head = annotated.tokens[mention.head]
    phrases = [head]
    if found.verb:
        phrases = [c for c in annotated.children(head) if c.dep in {"nsubj", "nsubjpass", "dobj", "agent"}]
    phrases += [annotated.tokens[weapon.head] for weapon in mention.weapons]
    found.ordinal = any(
        _ORDINAL.fullmatch(c.text) and c.dep in {"amod", "det", "nummod"}
        for phrase in phrases
        for c in annotated.children(phrase)
    )
    verb = head if found.verb else next((t for t in annotated.ancestors(head) if t.pos in _VERBS), head)
    found.counted = any(c.lower in _COUNTING for c in annotated.children(verb))
    found.beside = _is_beside(annotated, head, heads)


def _is_beside(annotated: AnnotatedArticle, token: Token, heads: Collection[int]) -> bool:
    for _ in range(_REACH):
        above = annotated.head(token)
        if above.index == token.index:
            return False
        if above.lower in _BESIDE and token.dep in {"pobj", "pcomp"}:
            return True
        if any(c.dep == "mark" and c.lower in _BESIDE for c in annotated.children(token)):
            return True
        if above.index in heads or (above.pos in _VERBS and token.dep in {"nsubj", "nsubjpass", "dobj"}):
            return False
        token = above
    return False


def _is_present(annotated: AnnotatedArticle, verb: Token) -> bool:
    """ "Rebels raid villages", "have been attacking": no single deed."""
    if verb.tag in {"VBZ", "VBP"}:
        return True
    helping = {"have", "has", "been", "are", "is"}
    return verb.tag == "VBG" and any(c.dep == "aux" and c.lower in helping for c in annotated.children(verb))


def _telling_words(name: str) -> set[str]:
    words = re.findall(r"[\w'-]+", name.lower().replace("’s", "").replace("'s", ""))
    return {word for word in words if len(word) >= _SHORT and word not in _COMMON}


def _stem(token: Token) -> str:
    lemma = token.lemma.lower()
    return re.sub(r"(?:ing|ed|ers?|s)$", "", lemma) if len(lemma) > _SHORT + 2 else lemma
