"""Proper names: spaCy's entities, or those of the trained reader, corrected and completed by the actor list and the
gazetteers.

The order: what the recogniser marked, trimmed → countries and nationality words → the actor list →
organisations by their nouns → overlaps settled → one kind for one name → names in the headline
only where the report itself or a list knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.acronyms import acronyms_of_things, find_defined
from kg.annotate.actors import ActorMatch, find_actors
from kg.annotate.bodies_by_context import (
    WORLD_BODY,
    find_before_posts,
    find_introduced,
    find_joint,
    find_state_bodies,
    find_world_bodies,
)
from kg.annotate.candidates import (
    HYPHENS,
    Candidate,
    from_recogniser,
    is_acronym,
    is_capitalised,
    mention_of,
    settle,
    text_of,
    trim,
    words_of,
)
from kg.annotate.evidence import is_unproven
from kg.annotate.name_context import find_repeated, find_titled, is_attribute, without_unknown_headline_names
from kg.annotate.name_words import judge_words, without_origin
from kg.annotate.organisation_names import (
    find_capitalised,
    find_governments_of,
    find_led_forces,
    find_national,
    is_bare_noun,
    noun_of_name,
    with_noun,
)
from kg.annotate.person_names import (
    BEHIND_FIELD,
    agree_on_kinds,
    behind_body,
    is_initialled,
    is_mere_title,
    tidy_person,
    title_words,
)
from kg.annotate.place_phrases import with_told_places
from kg.annotate.places import find_country_spans
from kg.annotate.read_bodies import tidy_body
from kg.annotate.second_reading import from_reader, judge_again, without_contradicted
from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, NameMention, TimeMention, Token
from kg.model.article import Article
from kg.vocab.countries import find_capital_country, find_country, find_country_by_code, find_demonym, names_country
from kg.vocab.gazetteer import find_major_place, find_places

if TYPE_CHECKING:
    from kg.annotate.learned.name_decoding import NameReadings

_PREFIXES = frozenset({"pro", "anti", "non", "ex", "former", "un", "trans", "mid"})
_SUFFIXES = frozenset(
    {
        "affiliated", "aligned", "allied", "associated", "backed", "based", "born", "bound", "brokered", "built",
        "claimed",
        "controlled", "dominated", "educated", "era", "financed", "funded", "held", "inspired", "installed", "led",
        "like",
        "linked", "made", "majority", "occupied", "organised", "organized", "owned", "ruled", "run", "sponsored",
        "style",
        "supplied", "supported", "trained", "type", "wide",
    }
)  # fmt: skip

_WITH_FIELD = frozenset({"minister", "ministers", "secretary", "undersecretary"})  # of something that is no body


def find_names(
    article: Article, tokenised: Tokenised, *, times: tuple[TimeMention, ...], readings: NameReadings | None = None
) -> tuple[NameMention, ...]:
    """All names of people, organisations, countries, places and peoples, in the order of the text. `readings`: what a
    trained reader makes of the text."""
    tokens = tokenised.tokens
    paragraphs = tuple(tokenised.sentences[t.sentence].paragraph for t in tokens)
    matches = find_actors(tokens, paragraphs)
    recognised = from_recogniser(tokenised) if readings is None else from_reader(tokens, readings, matches)
    marked = _judged(tokenised, [c for c in recognised if not c.settled], matches)
    sure = [body for c in recognised if c.settled and (body := tidy_body(tokens, _without_affixes(tokens, c)))]
    settled = [_as_actor(tokens, with_noun(tokens, c), matches) for c in sure]
    marked += settled
    bodies = [_as_actor(tokens, c, matches) for c in without_contradicted(_bodies(tokens, marked, matches), settled)]
    actors = _actors(tokens, matches, [*marked, *bodies])
    apart = settle([*marked, *bodies, *actors])
    people = _joined_people(tokens, settle([*apart, *find_titled(tokens, apart)]))
    agreed = _agreed(tokenised, people)
    if readings is not None:
        agreed = [c for found in agreed if (c := judge_again(tokens, found, readings)) is not None]
    named = [c for c in agreed if c.kind is not NameKind.OTHER]
    return tuple(mention_of(article.text, tokens, c, i) for i, c in enumerate(named))


def _judged(tokenised: Tokenised, recognised: list[Candidate], matches: tuple[ActorMatch, ...]) -> list[Candidate]:
    """What was recognised, trimmed and looked up, with the countries and places beside it, but for mistakes."""
    tokens = tokenised.tokens
    marked = [known for c in recognised for known in _looked_up(tokens, _without_affixes(tokens, c))]
    marked = [behind_body(tokens, c, {m.first: m.last for m in matches}) for c in marked]
    marked += list(_unmarked_countries(tokenised, marked))
    marked += list(_hyphenated_places(tokens))
    marked = with_told_places(tokens, marked)
    judged = [c for m in marked if (c := judge_words(tokens, with_noun(tokens, m))) is not None]
    return [_as_actor(tokens, c, matches) for c in judged if not _is_mistake(tokens, c)]


def _bodies(tokens: tuple[Token, ...], marked: list[Candidate], matches: tuple[ActorMatch, ...]) -> Iterator[Candidate]:
    """Organisations by their nouns and by what stands around them."""
    for found in find_capitalised(tokens):
        judged = judge_words(tokens, found)
        if judged is not None:
            yield judged
    yield from find_defined(tokens)
    yield from find_governments_of(tokens, marked)
    yield from find_led_forces(tokens, marked)
    yield from find_state_bodies(tokens)
    yield from find_joint(tokens)
    yield from find_introduced(tokens, marked)
    yield from find_world_bodies(tokens)
    yield from find_national(tokens, _outside(matches, marked))


def _agreed(tokenised: Tokenised, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates as the whole report shows them: with one kind for one name, their repetitions, and no mere nouns
    or guesses."""
    tokens = tokenised.tokens
    agreed = agree_on_kinds(tokens, candidates)
    agreed = [c for c in agreed if not is_attribute(tokens, c, agreed) and not is_bare_noun(tokens, c, agreed)]
    agreed = [c for c in agreed if not is_unproven(tokens, c, agreed)]
    things = acronyms_of_things(tokens)
    agreed = [c for c in agreed if c.known or text_of(tokens, c) not in things]
    agreed += list(find_before_posts(tokens, agreed))
    agreed += list(find_repeated(tokens, agreed))
    return without_unknown_headline_names(tokenised, sorted(agreed, key=lambda c: c.first))


def _without_affixes(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate:
    """ "pro-Tehran" and "US-led" hold a name; the hyphen and what is in lower case beyond it are not part of it."""
    first, last = candidate.first, candidate.last
    if last - first > 2 and tokens[first].lower in _PREFIXES and tokens[first + 1].text in HYPHENS:
        first += 2
    if last - first > 2 and tokens[last - 2].text in HYPHENS and tokens[last - 1].lower in _SUFFIXES:
        last -= 2
    return replace(candidate, first=first, last=last)


def _as_actor(tokens: tuple[Token, ...], candidate: Candidate, matches: tuple[ActorMatch, ...]) -> Candidate:
    """A listed name with its country in front ("United States" + an agency that the list knows as American), or
    with the noun for what it is behind it ("Reuters news agency"), is that listed body."""
    if candidate.known or candidate.kind is not NameKind.ORGANISATION or candidate.component == WORLD_BODY:
        return candidate
    inside = [m for m in matches if candidate.first <= m.first and m.last <= candidate.last]
    for match in inside:
        behind = [t.text for t in tokens[match.last : candidate.last]]
        if match.first == candidate.first and all(w.islower() for w in behind) and noun_of_name(tuple(behind)):
            return replace(candidate, known=match.key, subkind=match.kind, sure=True)
        country = find_country_by_code(match.country) if match.country and not behind else None
        front = text_of(tokens, replace(candidate, last=match.first))
        if country is not None and country.key in (find_country(front), find_demonym(front)):
            return replace(candidate, known=match.key, subkind=match.kind, sure=True)
    return candidate


def _outside(matches: tuple[ActorMatch, ...], candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that no name of the actor list lies in: "Houthi military" is no nation's."""
    taken = {i for match in matches for i in range(match.first, match.last)}
    return [c for c in candidates if taken.isdisjoint(range(c.first, c.last))]


def _looked_up(tokens: tuple[Token, ...], candidate: Candidate) -> Iterator[Candidate]:
    """The candidate as country, nationality word, person or what it was; "A and B" as two people."""
    inside = tokens[candidate.first : candidate.last]
    joint = next((t.index for t in inside if t.tag == "CC" or t.lower == "for"), None)
    before = [t.lower for t in tokens[max(0, candidate.first - 2) : candidate.first]]
    if joint is not None and before[1:] == ["of"] and before[0] in title_words("office") and candidate.last - joint > 3:
        name = replace(candidate, first=candidate.last - 2, component=BEHIND_FIELD)
        parts = [name]  # "Minister of Works and Transport X Y"
    elif candidate.kind is NameKind.PERSON and joint is not None and tokens[joint].tag == "CC":
        parts = [replace(candidate, last=joint), replace(candidate, first=joint + 1)]
    else:
        parts = _place_and_person(tokens, candidate)
    for part in parts:
        found = _look_up(tokens, part) if part.first < part.last else None
        if found is not None:
            yield found


def _place_and_person(tokens: tuple[Token, ...], candidate: Candidate) -> list[Candidate]:
    """ "Governor of Ohio John Smith" holds two names, which the recogniser takes for one."""
    first, last = candidate.first, candidate.last
    after_title = first > 1 and tokens[first - 1].lower in ("of", "from") and tokens[first - 2].lower in title_words()
    if after_title and candidate.kind in (NameKind.PERSON, NameKind.PLACE):
        for middle in range(last - 2, first, -1):
            place = replace(candidate, last=middle, kind=NameKind.PLACE)
            words = text_of(tokens, place)
            if find_country(words) is not None or find_places(words):
                return [place, replace(candidate, first=middle, kind=NameKind.PERSON)]
    return [candidate]


def _look_up(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate | None:
    words = text_of(tokens, candidate)
    country = find_country(words)
    if country is not None:
        return replace(candidate, kind=NameKind.COUNTRY, known=country, component="countries")
    demonym = find_demonym(words)
    if demonym is not None:
        return replace(candidate, kind=NameKind.DEMONYM, known=demonym, component="countries")
    if candidate.kind is NameKind.DEMONYM and find_places(words):
        return replace(candidate, kind=NameKind.PLACE, component="places")  # a people of no list
    if candidate.kind is NameKind.ORGANISATION and find_capital_country(words) is not None:
        return replace(candidate, kind=NameKind.PLACE, component="countries")
    if len(words) > 4 and words.isupper() and find_major_place(words.title()) is not None:
        return replace(candidate, kind=NameKind.PLACE, component="places")  # a date line
    if candidate.kind is NameKind.PERSON and is_acronym(words):
        return replace(candidate, kind=NameKind.ORGANISATION)
    if candidate.kind is NameKind.PERSON or is_initialled(tokens, candidate):
        return tidy_person(tokens, without_origin(tokens, replace(candidate, kind=NameKind.PERSON)))
    titled = len(candidate) > 2 and tokens[candidate.first].lower in title_words()
    if candidate.kind is NameKind.ORGANISATION and titled and noun_of_name(words_of(tokens, candidate)) is None:
        return tidy_person(tokens, replace(candidate, kind=NameKind.PERSON))
    return candidate


def _unmarked_countries(tokenised: Tokenised, marked: list[Candidate]) -> Iterator[Candidate]:
    """Countries and nationality words that the recogniser passed over or hid in a longer name."""
    taken = {i for c in marked if c.kind in (NameKind.COUNTRY, NameKind.PERSON) for i in range(c.first, c.last)}
    for first, last, kind, key in find_country_spans(tokenised):
        begin, end = trim(tokenised.tokens, first, last)
        if taken.isdisjoint(range(begin, end)):
            yield Candidate(first=begin, last=end, kind=kind, component="countries", known=key)


def _hyphenated_places(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """Places of several parts that tokens tear apart: "Sar-e-Pul", "Stoke-on-Trent"."""
    for token in tokens[2:-2]:
        parts = tokens[token.index - 2 : token.index + 3]
        if not token.text.islower() or parts[1].text not in HYPHENS or parts[3].text not in HYPHENS:
            continue
        place = Candidate(
            first=parts[0].index, last=parts[4].index + 1, kind=NameKind.PLACE, component="places", sure=True
        )
        if is_capitalised(parts[0]) and is_capitalised(parts[4]) and find_places(text_of(tokens, place)):
            yield place


def _is_mistake(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """What the recogniser marks and is no name: a word in lower case, the ministry in "Interior Minister",
    a plain noun at the beginning of a sentence, a make behind "a"."""
    stretch = tokens[candidate.first : candidate.last]
    if candidate.known:
        return False
    if not any(is_capitalised(t) for t in stretch) or is_mere_title(tokens, candidate):
        return True
    if candidate.kind is not NameKind.ORGANISATION or candidate.subkind:
        return False
    if len(stretch) == 1 and stretch[0].text.isupper() and stretch[0].lower in title_words("rank", "office"):
        return True  # "DCP", "PM"
    after = tokens[candidate.last] if candidate.last < len(tokens) else None
    if after is not None and is_capitalised(after) and after.lower in title_words("office") and after.lower != "head":
        return names_country(stretch[0].text) or not (stretch[0].text.isupper() or after.text.isupper())
    before = tokens[candidate.first - 1].lower if candidate.first else ""
    if before in ("a", "an") and len(stretch) == 1 and stretch[0].dep != "compound" and not stretch[0].text.isupper():
        return True
    if before == "of" and candidate.first > 1 and tokens[candidate.first - 2].lower in title_words("office"):
        field = tokens[candidate.first - 2].lower in _WITH_FIELD
        return (field or len(stretch) == 1) and not stretch[0].text.isupper()
    return len(stretch) == 1 and stretch[0].pos not in ("PROPN", "X") and not stretch[0].text.isupper()


def _actors(tokens: tuple[Token, ...], matches: tuple[ActorMatch, ...], others: list[Candidate]) -> list[Candidate]:
    """Names of the actor list that are not a part of a longer person's or organisation's name."""
    found: list[Candidate] = []
    around = [c for c in others if c.kind in (NameKind.PERSON, NameKind.ORGANISATION)]
    for match in matches:
        longer = [
            c for c in around if c.first <= match.first and match.last <= c.last and len(c) > match.last - match.first
        ]
        if any(c.kind is NameKind.PERSON or c.subkind for c in longer):
            continue
        actor = Candidate(
            first=match.first, last=match.last, kind=NameKind.ORGANISATION, component="actors.tsv", known=match.key
        )
        found.append(replace(actor, subkind=match.kind, sure=True))
    return found


def _joined_people(tokens: tuple[Token, ...], candidates: list[Candidate]) -> list[Candidate]:
    """Neighbours of which one is a person and none is known are one name that the recogniser took apart."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and last.last == candidate.first and _may_join(tokens, last, candidate):
            joined[-1] = replace(last, last=candidate.last, kind=NameKind.PERSON)
        else:
            joined.append(candidate)
    return joined


def _may_join(tokens: tuple[Token, ...], left: Candidate, right: Candidate) -> bool:
    pair = (left, right)
    if any(c.known or c.subkind or c.settled or c.kind is NameKind.OTHER for c in pair):
        return False
    if tokens[left.first].sentence != tokens[right.first].sentence:
        return False
    if left.kind is NameKind.PLACE and find_places(text_of(tokens, left)):
        return False
    if tokens[left.first - 1].lower == "of" and tokens[left.first - 2].lower in title_words("office"):
        return False  # "Minister of Public Works X Y"
    return NameKind.PERSON in (left.kind, right.kind) and all(is_capitalised(tokens[c.last - 1]) for c in pair)
