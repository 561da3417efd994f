"""Whom a pronoun means: simple rules of number, gender, sort and nearness, wary rather than complete."""

from __future__ import annotations

from kg.model.annotation import Token
from kg.resolve.mentions import Mention, Spoken

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_REACH, _LONG_REACH = 3, 8  # sentences; the longer one back to the last speaker only
_SUBJECT, _SPEAKER, _SENTENCE = 6, 8, 5


def is_third_person(token: Token) -> bool:
    return token.lower in _HE | _SHE | _IT | _THEY


def find_antecedent(token: Token, spoken: Spoken, *, as_speaker: bool) -> Mention | None:
    """The mention that "he", "she", "it" or "they" most likely goes back to; None where nothing fits.

    Nearness counts by sentences; subjects go before others, and for a pronoun that speaks,
    whoever spoke last goes before all.
    """
    fitting = [m for m in spoken.before(token, sentences=_REACH) if _fits(token, m, spoken)]
    if as_speaker and not spoken.is_quoted(token.index):
        fitting = [m for m in fitting if m.speaks or not spoken.is_quoted(m.token)]  # whom the quoted speak of
    if not fitting and as_speaker:
        fitting = [m for m in spoken.before(token, sentences=_LONG_REACH) if m.speaks and _fits(token, m, spoken)][:1]
    if not fitting:
        return None
    return max(fitting, key=lambda m: (_weight(token, m, as_speaker=as_speaker), m.token))


def _weight(token: Token, mention: Mention, *, as_speaker: bool) -> int:
    weight = -_SENTENCE * (token.sentence - mention.sentence)
    weight += _SUBJECT * mention.subject
    if as_speaker and mention.speaks:
        weight += _SPEAKER
    if mention.sentence == token.sentence and not mention.subject and token.dep in ("nsubj", "nsubjpass"):
        weight -= _SUBJECT
    return weight


def _fits(token: Token, mention: Mention, spoken: Spoken) -> bool:
    word = token.lower
    if word in _HE or word in _SHE:
        if mention.sort == "party" and mention.plural is not False:
            return False
        gender = mention.gender or spoken.gender_of(mention.key)
        wanted = "m" if word in _HE else "f"
        return mention.sort in ("person", "party") and gender in (None, wanted)
    if word in _IT:
        return mention.sort in ("body", "country") or (mention.sort == "party" and mention.plural is None)
    return mention.sort == "body" or (mention.sort == "party" and mention.plural is not False)
