"""Dates and periods, resolved against the day of publication.

The rules of `time_rules` and `time_rules_relative` read single dates; here the longest readings
are kept, neighbours are joined ("between Monday and Wednesday", "since mid-May"), and what lies
ahead is left out: a report's attack has happened.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.annotate.time_rules import TimeRule, calendar_rules
from kg.annotate.time_rules_relative import relative_rules
from kg.annotate.time_signs import TextSigns
from kg.annotate.time_windows import Window
from kg.annotate.time_words import small_number
from kg.annotate.tokens import Tokenised
from kg.model.annotation import Sentence, TimeMention, Token
from kg.model.article import Article

_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # of publication
_NEAR = 400  # characters back to the day that "that day" means
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_PLANS = frozenset({"schedule", "due", "expect", "set", "plan", "slate", "postpone", "delay", "aim", "intend", "hope"})
_PLANNED_FOR = re.compile(
    r"\b(?:scheduled|due|set|expected|planned|slated|postponed|delayed)\s+(?:for|on|to|until|in)\s+$"
)
_YEARLESS = frozenset({"date", "days-of-month", "month", "part-of-month"})
_NAMES_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\byear\b")
_IN_A_ROW = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|or|to|until|till|through|then)\s+)?(?:on\s+|in\s+|the\s+)*|\s*[-–—]\s*", re.IGNORECASE
)
_BEHIND_YEAR = re.compile(r",?\s+(?:on\s+|in\s+)?")
_FRESH = 45  # days: a day without a year that is no older is one of late
_WEEKS = 45  # days between two days of one course of events
_SINCE = re.compile(r"\b(?:ever\s+)?since\s+(?:about\s+|around\s+|at\s+least\s+)?$", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b")
# "Since the May 3, 2001 attacks", "since Monday's attack": the day is that of a deed.
_DESCRIBES = re.compile(
    r",?\s+(?!and\b|or\b|but\b|when\b|in\b|at\b|on\b|to\b|as\b|of\b|the\b|a\b|it\b|he\b|she\b|they\b)[a-z]{3,}"
)
_NOT_YET = re.compile(r"\b(?:until|till|before|by|pre|prior\s+to|anniversary\s+of(?:\s+the)?)[\s-]+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting)\s+$", re.IGNORECASE)
_UP_TO = re.compile(
    r",?\s*(?:[-–—]|(?:(?:right\s+)?through(?:\s+to)?|to|until|till|up\s+to|into)\s+(?:the\s+)?(?:early\s+|late\s+)?)$"
)
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?:early\s+|late\s+)?$")
_FROM_THAT_DAY = re.compile(
    r"\b(?P<same>(?:that|(?:the\s+)?same)\s+(?:day|morning|afternoon|evening|night)|(?:earlier|later)\s+in\s+the\s+day)\b"
    r"|\b(?P<before>(?:the\s+previous\s+(?:day|evening|night)|the\s+day\s+before|the\s+night\s+before))\b(?!\s+(?:yesterday|the\b|a\b|\w+ing\b))"
    r"|\b(?P<after>the\s+(?:following|next)\s+(?:day|morning|afternoon|evening|night))\b"
    r"|\b(?:(?P<number>a\s+few|several|a\s+couple\s+of|an?|\d{1,2}|[a-z]+)\s+)?"
    r"(?P<unit>minute|hour|day|week|month|year)(?P<several>s?)\s+(?:(?P<earlier>earlier|previously|before(?=[,.;)]|$))|later)\b",
    re.IGNORECASE,
)
# Days of a unit, and by how many one or more of them may be off.
_UNIT_DAYS = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 182)}
# "Days later", "a few weeks earlier": the least and the most days.
_SOME_DAYS = {"day": (1, 7), "week": (7, 60), "month": (28, 365)}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One date as a rule reads it; offsets count from the start of the article's text."""

    start: int
    end: int
    window: Window
    rule: TimeRule
    match: re.Match[str]


def find_times(article: Article, tokenised: Tokenised) -> tuple[TimeMention, ...]:
    """All dates and periods that the words and the day of publication resolve, in the order of the text.

    Without a day of publication only what names its year resolves. Windows that begin after
    publication are left out, those that reach beyond it are cut there.
    """
    day = article.publication_day
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return ()  # a calendar that ends around the day itself cannot be counted on
    found: list[TimeMention] = []
    signs = TextSigns(article.text, (*calendar_rules(), *relative_rules()))
    for sentence in tokenised.sentences:
        readings = _with_years(_read_sentence(article, sentence, signs), article, found)
        kept = [r for r in readings if not _is_ahead(r, article, tokenised, sentence)]
        mentions = _join_ranges(kept, article, sentence)
        mentions += _from_that_day(article, sentence, mentions, found)
        found += sorted(mentions, key=lambda m: m.start)
    return tuple(found)


def _read_sentence(article: Article, sentence: Sentence, signs: TextSigns) -> list[_Reading]:
    """The longest readings that do not overlap; of equal ones the rule that stands first."""
    text, day = article.text[sentence.start : sentence.end], article.publication_day
    candidates: list[_Reading] = []
    for rule in signs.rules_for(text):
        for match in rule.pattern.finditer(text):
            window = rule.resolve(match, day)
            if window is not None and window.earliest <= window.latest:
                start, end = sentence.start + match.start(), sentence.start + match.end()
                candidates.append(_Reading(start, end, window, rule, match))
    kept: list[_Reading] = []
    for reading in sorted(candidates, key=lambda r: r.start - r.end):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: r.start)


def _with_years(readings: list[_Reading], article: Article, earlier: list[TimeMention]) -> list[_Reading]:
    """The readings, days and months that name no year in the year of those beside them: "between March 3 and May 2,
    2013", "in 2014, on March 14"; and of an older day told shortly before: "… on April 15, 2013. On April 18 …"."""
    found: list[_Reading] = []
    for number, reading in enumerate(readings):
        until = None
        if reading.rule.name in _YEARLESS and not _NAMES_YEAR.search(reading.match[0]):
            until = _year_behind(readings[number:], article) or _year_before(found, reading, article)
            until = until or _year_told(reading, article, earlier[-1:])
        window = None if until is None else reading.rule.resolve(reading.match, until)
        found.append(reading if window is None else replace(reading, window=window))
    return found


def _year_behind(readings: list[_Reading], article: Article) -> dt.date | None:
    """The end of the date with a year that a row of days ends in."""
    for one, other in pairwise(readings):
        if not _IN_A_ROW.fullmatch(article.text[one.end : other.start]):
            return None
        if _NAMES_YEAR.search(other.match[0]):
            return other.window.latest
    return None


def _year_before(found: list[_Reading], reading: _Reading, article: Article) -> dt.date | None:
    """The end of the year that stands right before: "in 2014, on March 14"."""
    if not found or found[-1].rule.name != "year":
        return None
    between = article.text[found[-1].end : reading.start]
    return found[-1].window.latest if _BEHIND_YEAR.fullmatch(between) else None


def _year_told(reading: _Reading, article: Article, earlier: list[TimeMention]) -> dt.date | None:
    """The last day on which it may have been for it to be of the same weeks as an older day with a year that was told
    shortly before; None where it is as likely of late."""
    published = article.publication_day
    for named in earlier:
        near = reading.start - named.end < _NEAR and named.earliest == named.latest and _NAMES_YEAR.search(named.text)
        if not near or published is None or (published - reading.window.latest).days <= _FRESH:
            return None
        until = named.latest + dt.timedelta(days=_WEEKS)
        window = reading.rule.resolve(reading.match, until)
        if (
            window is not None
            and abs(window.earliest - named.earliest).days <= _WEEKS
            and until < reading.window.earliest
        ):
            return until
    return None


def _is_ahead(reading: _Reading, article: Article, tokenised: Tokenised, sentence: Sentence) -> bool:
    day = article.publication_day
    if day is not None and reading.window.earliest > day:
        return True
    before = article.text[sentence.start : reading.start]
    if _PLANNED_FOR.search(before):
        return True
    return reading.rule.looks_ahead and _has_future_verb(reading, tokenised, sentence)


def _has_future_verb(reading: _Reading, tokenised: Tokenised, sentence: Sentence) -> bool:
    """Whether the nearest verb above the date speaks of what is to come."""
    tokens = tokenised.tokens
    inside = (t for t in tokens[sentence.first : sentence.last] if reading.start <= t.start < reading.end)
    token = next((t for t in inside if not reading.start <= tokens[t.head].start < reading.end), None)
    while token is not None and token.pos not in {"VERB", "AUX"}:
        if token.dep in {"poss", "compound"} or token.head == token.index:
            return False
        token = tokens[token.head]
    return token is not None and _is_future(token, tokens)


def _is_future(verb: Token, tokens: tuple[Token, ...]) -> bool:
    helpers = [tokens[i] for i in verb.children if tokens[i].dep in {"aux", "auxpass"}]
    if verb.lower in _FUTURE_AUXILIARIES or any(t.lower in _FUTURE_AUXILIARIES for t in helpers):
        return True
    to_do = verb.tag == "VB" and any(t.tag == "TO" for t in helpers)
    return to_do and (tokens[verb.head].lemma.lower() in _PLANS or tokens[verb.head].lemma == "go")


def _join_ranges(readings: list[_Reading], article: Article, sentence: Sentence) -> list[TimeMention]:
    """Mentions of single readings, and of two that bound one period."""
    found: list[TimeMention] = []
    skip = False
    for number, reading in enumerate(readings):
        following = readings[number + 1] if number + 1 < len(readings) else None
        if skip:
            skip = False
            continue
        joined = None if following is None else _period(reading, following, article, sentence)
        skip = joined is not None
        mention = joined or _bounded(reading, article, sentence)
        if mention is not None:
            found.append(mention)
    return found


def _period(first: _Reading, last: _Reading, article: Article, sentence: Sentence) -> TimeMention | None:
    """ "From Monday to Wednesday", "between 2010 and 2014", "2010–2014"."""
    before, between = article.text[sentence.start : first.start], article.text[first.end : last.start]
    paired = _BETWEEN.search(before) and _AND.fullmatch(between)
    if not paired and not _UP_TO.fullmatch(between):
        return None
    window = Window(first.window.earliest, last.window.latest)
    if window.earliest > last.window.earliest:
        # "From Thursday to Monday": the first is the last such day before the second.
        days = dt.timedelta(days=7) if first.rule.name == "weekday" else dt.timedelta(days=365)
        window = Window(first.window.earliest - days, last.window.latest)
    if window.earliest > window.latest:
        return None
    lead = _BETWEEN.search(before) or _FROM.search(before)
    start = sentence.start + lead.start() if lead else first.start
    return _mention(article, start, last.end, window, rule="period")


def _bounded(reading: _Reading, article: Article, sentence: Sentence) -> TimeMention | None:
    """One reading by itself: "since May" lasts until now, "until May" tells nothing of when it was."""
    before, after = article.text[sentence.start : reading.start], article.text[reading.end : reading.end + 3]
    possessive = after.startswith(("'s", "’s")) or article.text[: reading.end].endswith(("'s", "’s"))
    since, day = _SINCE.search(before), article.publication_day
    described = possessive or (
        (reading.match[0].startswith("the ") and _DESCRIBES.match(article.text, reading.end, sentence.end))
        or _WHEN.match(article.text, reading.end, sentence.end)
    )
    if since and not described:
        if day is None:
            return None
        window = Window(reading.window.earliest, day)
        return _mention(article, sentence.start + since.start(), reading.end, window, rule="since")
    if _NOT_YET.search(before) and not possessive:
        return None
    return _mention(article, reading.start, reading.end, reading.window, rule=reading.rule.name)


def _mention(article: Article, start: int, end: int, window: Window, *, rule: str) -> TimeMention:
    day = article.publication_day
    latest = window.latest if day is None else min(window.latest, day)
    text = article.text[start:end]
    return TimeMention(start=start, end=end, text=text, earliest=window.earliest, latest=latest, rule=rule)


def _from_that_day(
    article: Article, sentence: Sentence, here: Iterable[TimeMention], earlier: list[TimeMention]
) -> list[TimeMention]:
    """ "That day", "a day earlier", "the following day": counted from the last single day that was named
    before, in this sentence or shortly before it."""
    known = [*earlier[-1:], *here]
    if all(sentence.start - mention.end >= _NEAR for mention in known):
        return []
    found: list[TimeMention] = []
    for match in _FROM_THAT_DAY.finditer(article.text, sentence.start, sentence.end):
        named = [m for m in known if m.end <= match.start() and match.start() - m.end < _NEAR]
        offsets = _days_from(match)
        if not named or offsets is None or named[-1].earliest != named[-1].latest:
            continue
        window = Window(*(named[-1].earliest + dt.timedelta(days=offset) for offset in offsets))
        if article.publication_day is None or window.earliest <= article.publication_day:
            rule = "same-day" if offsets == (0, 0) else "from-that-day"
            start = match.start() if match["unit"] is None or _is_number(match["number"]) else match.start("unit")
            found.append(_mention(article, start, match.end(), window, rule=rule))
    return [m for m in found if all(m.end <= o.start or o.end <= m.start for o in here)]


def _days_from(match: re.Match[str]) -> tuple[int, int] | None:
    """The least and the most days from the day that was named; "hours later" may be past midnight."""
    if match["unit"]:
        days = _counted(match["unit"].lower(), match["number"], several=bool(match["several"]))
        return (-days[1], -days[0]) if days is not None and match["earlier"] else days
    back = -1 if match["before"] else 1 if match["after"] else 0
    return back, back


def _is_number(words: str | None) -> bool:
    return words is not None and (" " in words or words.lower() == "several" or small_number(words) is not None)


def _counted(unit: str, number: str | None, *, several: bool) -> tuple[int, int] | None:
    """ "Two weeks", "days", "a few hours": the least and the most days that they last."""
    count = None if number is None else small_number(number)
    if unit in {"minute", "hour"}:
        days = (count or 0) // 24 if unit == "hour" else 0
        return days, days + (unit == "hour")
    if count is None:
        return _SOME_DAYS.get(unit) if several else None
    length, slack = _UNIT_DAYS[unit]
    return count * length - slack, count * length + slack
