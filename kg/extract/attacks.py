"""Mentions of attacks with their type, places, times, targets, victims, weapons and authors.

Lexicon (`triggers`) → did it happen (`realis`) → is it violence (`violence`) → type (`attack_kinds`)
→ who, what, where, when (`arguments`, `attack_circumstances`, `attackers`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extract.arguments import Arguments, as_references, find_arguments
from kg.extract.attack_circumstances import Circumstances
from kg.extract.attack_kinds import find_kinds
from kg.extract.attack_series import Series, read_series
from kg.extract.attack_setting import (
    DYING,
    Verdict,
    facility_nouns,
    is_confirmed,
    is_deadly,
    is_history,
    is_in_lead,
    read_setting,
)
from kg.extract.attackers import Voices
from kg.extract.deaths import refuse_back, refuse_effect
from kg.extract.grammar import Grammar
from kg.extract.named_victims import NamedVictims, find_named_victims
from kg.extract.realis import unreal_reason
from kg.extract.second_opinion import SecondOpinion
from kg.extract.triggers import Candidate, find_candidates, reject
from kg.extract.violence import refuse_strong, refuse_weak
from kg.extract.weapons import attacker_class
from kg.model.annotation import AnnotatedArticle, NameKind, Token
from kg.model.fact import AttackMention, Attribution, Reference, Rejection, Role
from kg.model.span import Span


def find_attacks(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...]
) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    """All mentions of attacks in the order of the text, and what looked like one and is none."""
    grammar = Grammar(annotated)
    candidates, rejections = find_candidates(grammar)
    opinion = SecondOpinion(grammar)
    kept, refused = _sift(grammar, candidates, opinion)
    circumstances = Circumstances(grammar, kept)
    times = circumstances.times()
    recent = [c for c in kept if not is_history(grammar, c, times.get(c.head, ()))]
    refused += [reject(grammar, c, "history", "a war or deed of long ago") for c in kept if c not in recent]
    mentions = tuple(map(opinion.marked, _describe(grammar, recent, attributions)))
    return mentions, tuple(sorted(rejections + refused, key=lambda r: r.span))


def _sift(
    grammar: Grammar, candidates: list[Candidate], opinion: SecondOpinion
) -> tuple[list[Candidate], list[Rejection]]:
    """Keep what happened and is violence. Firm triggers are judged first; deaths and words that
    only point back need an attack that stands already."""
    sieve = _Sieve(grammar, opinion)
    real: dict[str, list[Candidate]] = {"strong": [], "weak": [], "effect": [], "back": []}
    for candidate in candidates:
        unreal = unreal_reason(grammar, candidate)
        if unreal is None:
            real[candidate.row.strength].append(candidate)
        else:
            sieve.refused.append(reject(grammar, candidate, *unreal))
    for candidate in real["strong"]:
        sieve.judge(candidate, refuse_strong(grammar, candidate))
    if real["weak"] or real["effect"]:
        _judge_by_setting(grammar, sieve, real["weak"], real["effect"])
    told = sorted(sieve.kept, key=lambda c: c.head)
    for candidate in real["back"]:
        before = [c for c in told if c.head < candidate.head]
        sieve.judge(candidate, refuse_back(grammar, candidate, before, sieve.near(candidate)))
    return sorted(sieve.kept, key=lambda c: c.head), sieve.refused


def _judge_by_setting(grammar: Grammar, sieve: _Sieve, weak: list[Candidate], effect: list[Candidate]) -> None:
    """Weak triggers and deaths, for which the whole report counts."""
    firm = list(sieve.kept)
    setting = read_setting(grammar, firm, firm + [c for c in weak if is_confirmed(grammar, c) or is_deadly(grammar, c)])
    for candidate in sorted(weak, key=lambda c: not c.row.noun):
        sieve.judge(candidate, refuse_weak(grammar, candidate, setting, sieve.near(candidate)))
    setting = replace(setting, lead=setting.lead or is_in_lead(grammar, sieve.kept))
    for candidate in effect:
        sieve.judge(candidate, refuse_effect(grammar, candidate, setting, sieve.near(candidate)))


class _Sieve:
    """What stands and what was refused so far."""

    def __init__(self, grammar: Grammar, opinion: SecondOpinion) -> None:
        self.grammar = grammar
        self.kept: list[Candidate] = []
        self.refused: list[Rejection] = []
        self._firm_in: dict[int, list[Candidate]] = {}
        self._opinion = opinion

    def judge(self, candidate: Candidate, verdict: Verdict) -> None:
        """Keep the candidate, or note why it is refused."""
        verdict = self._opinion.judge(candidate, verdict)
        if verdict is not None:
            self.refused.append(reject(self.grammar, candidate, *verdict))
            return
        self.kept.append(candidate)
        if candidate.row.strength in {"strong", "weak"}:
            self._firm_in.setdefault(self.grammar.tokens[candidate.head].sentence, []).append(candidate)

    def near(self, candidate: Candidate) -> list[Candidate]:
        """The attacks that stand in the candidate's sentence."""
        return self._firm_in.get(self.grammar.tokens[candidate.head].sentence, [])


def _describe(
    grammar: Grammar, kept: list[Candidate], attributions: tuple[Attribution, ...]
) -> tuple[AttackMention, ...]:
    circumstances = Circumstances(grammar, kept)
    places, times = circumstances.places(), circumstances.times()
    voices = Voices(grammar, attributions)
    crowd = Counter(grammar.tokens[c.head].sentence for c in kept)
    found = [
        _mention(
            grammar,
            candidate,
            places.get(candidate.head, ()),
            times.get(candidate.head, ()),
            voices,
            alone=crowd[grammar.tokens[candidate.head].sentence] == 1,
        )
        for candidate in kept
    ]
    found += [
        _name_victims(grammar, named)
        for named in (find_named_victims(grammar) if found else ())
        if any(m.head < named.noun.index for m in found) and all(m.head != named.noun.index for m in found)
    ]
    found.sort(key=lambda m: m.trigger)
    return tuple(replace(mention, index=index) for index, mention in enumerate(found))


def _name_victims(grammar: Grammar, named: NamedVictims) -> AttackMention:
    return AttackMention(
        index=0,
        trigger=Span(named.noun.start, named.noun.end),
        head=named.noun.index,
        sentence=named.noun.sentence,
        kinds=("Attack",),
        rule=named.rule,
        anaphoric=True,
        victims=as_references(grammar, named.victims, Role.VICTIM),
    )


def _mention(
    grammar: Grammar,
    candidate: Candidate,
    places: tuple[Reference, ...],
    times: tuple[int, ...],
    voices: Voices,
    *,
    alone: bool,
) -> AttackMention:
    head = grammar.tokens[candidate.head]
    arguments = find_arguments(grammar, candidate)
    series: Series = read_series(grammar, candidate)
    victims = as_references(grammar, arguments.victims, Role.VICTIM)
    if candidate.name in DYING and alone and any(v.name is not None for v in victims):
        times = ()  # the day of a death need not be the day of the attack
    aimed = as_references(grammar, arguments.targets, Role.TARGET)
    towns = [t for t in aimed if _is_town(grammar, t)]
    places += tuple(replace(t, role=Role.PLACE) for t in towns if all(p.name != t.name for p in places))
    weapons = as_references(grammar, arguments.weapons, Role.WEAPON)
    rule = f"{'noun' if candidate.row.noun else 'verb'}-{candidate.row.strength}"
    return AttackMention(
        index=0,
        trigger=_trigger_span(grammar, candidate),
        head=candidate.head,
        sentence=head.sentence,
        kinds=find_kinds(grammar, candidate, arguments),
        rule=rule,
        anaphoric=not (times or places) and _is_anaphoric(grammar, candidate, arguments),
        series=series.several,
        count_min=series.minimum,
        count_max=series.maximum,
        times=times,
        places=places,
        targets=tuple(t for t in aimed if t not in towns),
        victims=victims,
        weapons=weapons,
        responsible=voices.responsible(head, arguments.agents, rule),
    )


def _trigger_span(grammar: Grammar, candidate: Candidate) -> Span:
    return Span(grammar.tokens[candidate.first].start, grammar.tokens[candidate.last - 1].end)


def _is_town(grammar: Grammar, target: Reference) -> bool:
    """ "Rockets hit Mosul": a town is where it happened."""
    if target.name is None:
        return False
    name = grammar.annotated.names[target.name]
    last = name.text.split()[-1].lower()
    return name.kind is NameKind.PLACE and last not in facility_nouns()


def _is_known_attacker(grammar: Grammar, agent: Token) -> bool:
    """ "The gunman", "their captors": somebody whom the report has told of."""
    return (
        grammar.name_at(agent) is None
        and attacker_class(grammar, agent) == "violent"
        and any(c.lower in _POINTING or c.dep == "poss" for c in grammar.children(agent, "det", "poss"))
    )


_LABEL_LENGTH = 60  # characters
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def _is_anaphoric(grammar: Grammar, candidate: Candidate, arguments: Arguments) -> bool:
    """ "The blast", "this incident": a noun that only points back; and deaths told without a cause."""
    if arguments.agents and all(_is_known_attacker(grammar, a) for a in arguments.agents):
        return True
    if candidate.row.strength in {"back", "effect"}:
        return candidate.row.frame == "weapon" or not (arguments.agents or arguments.weapons)
    if not candidate.row.noun:
        return False
    head = grammar.tokens[candidate.head]
    if arguments.agents or arguments.victims or arguments.targets or arguments.weapons:
        return False
    quoted = grammar.annotated.quotation_at(head.start)
    if quoted is not None and len(quoted.span) <= _LABEL_LENGTH and candidate.row.strength == "weak":
        return True  # called "a cowardly assault"
    return any(c.lower in _POINTING for c in grammar.children(head, "det"))
