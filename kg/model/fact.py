"""What the extractors find: facts that point at words, before anybody decides who is meant.

A `Reference` is a stretch of text in a role ("the official" as a speaker); `resolve/` turns
references into entities. Every fact carries the rule that made it and the words it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.component import ModelInfo
from kg.model.span import Span


class Role(StrEnum):
    """As what a stretch of text is used in a fact; resolution depends on it ("Washington" is the
    United States as a speaker and a city as a place)."""

    SPEAKER = "speaker"
    ON_BEHALF_OF = "on-behalf-of"
    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    WEAPON = "weapon"
    PLACE = "place"
    HOLDER = "holder"  # of a position
    AGENT = "agent"  # either end of an affiliation, the organisation of a position
    SOURCE = "source"  # of a toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A noun phrase that stands for somebody or something.

    `span` is the phrase without relative clauses and other trailing matter ("a Hashed source",
    "the logistical support headquarters of Hashed al-Shaabi"); `head` is the token position of
    its head noun; `name` is the position in `AnnotatedArticle.names` where the phrase is a name.
    `rule` and `confidence` are set where another component than the rule of the fact put the phrase there.
    """

    span: Span
    head: int
    role: Role
    name: int | None = None
    rule: str | None = None
    confidence: float | None = None


class Voice(StrEnum):
    """Who vouches for a responsibility."""

    ASSERTED = "asserted"  # the article in its own voice: kg:perpetrator
    ALLEGED = "alleged"  # a speaker, or the article hedging: kg:allegedPerpetrator
    CLAIMED = "claimed"  # the party itself: kg:claimedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A party named as the author of an attack, and who vouches for it."""

    party: Reference
    voice: Voice
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that somebody is said to have said: who, by which cue, and what.

    `span` runs from the first to the last character of speaker, cue and content; `content` is the
    stretch of what was said (None for "declined to comment"); `quotes` are spans of verbatim words
    without their marks. `cue_head` is the token position of the cue ("said", "according").
    `more_cues` are further cues of the same speaker in the sentence ("confirmed … and charged that").
    `parent` is the `index` of the attribution that this one stands in ("X said that Y had denied").
    Everything inside `content` is the speaker's word and not the article's. `confidence`: calibrated probability where
    `rule` names a trained component, here and in the other facts.
    """

    index: int
    span: Span
    speaker: Reference
    cue: Span
    cue_head: int
    content: Span | None
    rule: str
    quotes: tuple[Span, ...] = ()
    on_behalf_of: Reference | None = None
    anonymous: bool = False
    channel: str | None = None
    parent: int | None = None
    more_cues: tuple[int, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """ "Three days after the bombing": how many days a mention's attack is from what it is counted from, negative for
    before. That is another mention, by its `head`, or a date, by its position in `AnnotatedArticle.times`."""

    least: int
    most: int
    head: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackMention:
    """One mention of an attack: a trigger word or phrase with what stands around it.

    `trigger` is the phrase that becomes the `kg:mention` passage, `head` its token. `kinds` are
    ontology class names, most specific first; ("Attack",) where the words say no more.
    `anaphoric` marks mentions that only point back ("the blast", "the incident").
    `count_min`, `count_max` are set on several attacks told as one.
    `times` are positions in `AnnotatedArticle.times`. `near_places` stand within reach, and their rule says in what
    way: they count only where no mention of the attack has a place of its own. `likely` and `likely_responsible`:
    what was learned to fill the roles that they carry, for where no mention of the attack has it by a rule.
    `offsets`: what its time is counted from.
    """

    index: int
    trigger: Span
    head: int
    sentence: int
    kinds: tuple[str, ...]
    rule: str
    anaphoric: bool = False
    series: bool = False
    count_min: int | None = None
    count_max: int | None = None
    times: tuple[int, ...] = ()
    offsets: tuple[Offset, ...] = ()
    places: tuple[Reference, ...] = ()
    near_places: tuple[Reference, ...] = ()
    targets: tuple[Reference, ...] = ()
    victims: tuple[Reference, ...] = ()
    weapons: tuple[Reference, ...] = ()
    responsible: tuple[Responsibility, ...] = ()
    likely: tuple[Reference, ...] = ()
    likely_responsible: tuple[Responsibility, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people: "20" is (20, 20), "at least 20" (20, None), "more than 20" (21, None),
    "up to 5" (0, 5), "two or three" (2, 3), "dozens" (24, None)."""

    minimum: int
    maximum: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """One toll of one attack mention. `attack` is `AttackMention.index`; `source` who gives it."""

    attack: int
    span: Span
    rule: str
    killed: Count | None = None
    injured: Count | None = None
    source: Reference | None = None
    confidence: float | None = None


class Stance(StrEnum):
    AFFIRMS = "affirms"
    DENIES = "denies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a statement asserts of an attack: "`party` was the `predicate` of `attack`".
    `predicate` is the local name of a property (perpetrator, target, victim, …)."""

    attack: int
    predicate: str
    party: Reference
    stance: Stance
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An act of saying: an attribution with its kind, the attacks that it is about and what it
    claims of them. `about` are `AttackMention.index` values; `kinds` are ontology class names,
    most specific first; `times` positions in `AnnotatedArticle.times`."""

    index: int
    attribution: Attribution
    kinds: tuple[str, ...]
    rule: str
    about: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A post: `title` as written."""

    holder: Reference
    title: Span
    organisation: Reference | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """How one agent stands to another: `relation` is memberOf, partOf, backedBy, alignedWith or
    opposes."""

    subject: Reference
    relation: str
    object: Reference
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Words that a rule looked at and left alone, and why: what `kg explain` shows."""

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that was extracted from one article. `components`: the trained ones that took part in it."""

    attributions: tuple[Attribution, ...] = ()
    attacks: tuple[AttackMention, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    positions: tuple[Position, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    statements: tuple[Statement, ...] = ()
    rejections: tuple[Rejection, ...] = field(default=())
    components: tuple[ModelInfo, ...] = ()
