"""Resolves the references of one article, in the order of the text."""

from __future__ import annotations

from dataclasses import replace

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Facts, Reference, Role
from kg.model.span import Span
from kg.resolve.descriptions import Descriptions
from kg.resolve.drafts import Draft, Drafts, draft_of
from kg.resolve.mentions import Mention, Spoken
from kg.resolve.nouns import (
    gender_of_given_name,
    gender_of_noun,
    is_group_noun,
    is_person_noun,
    is_plural,
    member_nouns,
)
from kg.resolve.organisations import country_in_name
from kg.resolve.places import country_entity, place_context, resolve_place
from kg.resolve.pronouns import find_antecedent, is_third_person
from kg.resolve.things import (
    bare_phrase,
    describe_asset,
    describe_party,
    describe_weapon,
    is_definite,
    is_new,
    phrase_tokens,
)
from kg.vocab.countries import find_capital_country

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_NATIONAL = frozenset({"Government", "StateForce", "PoliticalParty"})  # a "US-led coalition" is not of one country
_MODIFYING = frozenset({"amod", "compound", "nmod", "poss"})
_SOME = frozenset(
    {"some", "someone", "somebody", "several", "many", "most", "others", "another", "both", "few", "one", "two",
     "three", "everyone"}
)  # fmt: skip
_ACTING = frozenset({Role.SPEAKER, Role.ON_BEHALF_OF, Role.PERPETRATOR, Role.AGENT, Role.SOURCE, Role.HOLDER})


class Resolver:
    """Holds the drafts, and who has been spoken of so far."""

    def __init__(self, annotated: AnnotatedArticle, facts: Facts, drafts: Drafts, keys: dict[int, str]) -> None:
        self.annotated = annotated
        self.facts = facts
        self.drafts = drafts
        self.keys = keys
        self.spoken = Spoken(annotated)
        self.references: dict[Reference, str] = {}
        self._names = {i: name for name in annotated.names for i in range(name.first, name.last)}
        self._context = place_context(annotated)
        self._descriptions = Descriptions(annotated, facts, drafts=drafts, spoken=self.spoken, keys=keys)
        self._holders = {
            at: keys[p.holder.name]
            for p in facts.positions
            if p.holder.name is not None and p.holder.name in keys
            for at in range(p.title.start, p.title.end)
        }
        self._speakers = {a.speaker for a in facts.attributions}
        self._anonymous = {a.speaker for a in facts.attributions if a.anonymous}

    def run(self, references: tuple[Reference, ...]) -> None:
        """Resolve all references, names and references taken together in the order of the text."""
        names = [(name.head, -1, name) for name in self.annotated.names]
        steps: list[tuple[int, int, NameMention | Reference]] = [*names]
        steps += [(r.head, number, r) for number, r in enumerate(references)]
        for _, _, step in sorted(steps, key=lambda s: (s[0], s[1])):
            if isinstance(step, NameMention):
                self._hear_name(step)
            else:
                key = self._resolve(step)
                if key is not None:
                    self.references[step] = key
        self._give_countries()

    def _give_countries(self) -> None:
        """A body whose name says of which country it is: "Iraqi government"."""
        for name in self.annotated.names:
            key = self.keys.get(name.index)
            if key is None or name.kind is not NameKind.ORGANISATION:
                continue
            draft = self.drafts.get(key)
            country = country_in_name(name.text)
            if country is not None and draft.country is None and draft.kind in _NATIONAL:
                draft.country = self._country(country, name.span)

    # ------------------------------------------------------------ names
    def _hear_name(self, name: NameMention) -> None:
        token = self.annotated.tokens[name.head]
        speaks = any(s.name == name.index for s in self._speakers)
        if name.index in self.keys:
            key = self.keys[name.index]
            sort = "person" if key.startswith("person/") else "body"
            gender = self._gender_before(name) if sort == "person" else None
            self.spoken.add(token, key, sort, plural=None if sort == "body" else False, gender=gender, speaks=speaks)
        elif name.kind is NameKind.COUNTRY and (state := _state(name)) is not None:
            self.spoken.add(token, state, "country", plural=False, speaks=speaks)

    def _gender_before(self, name: NameMention) -> str | None:
        before = self.annotated.tokens[max(0, name.first - 2) : name.first]
        words = {t.lower.rstrip(".") for t in before}
        if words & {"mr", "sir", "king", "prince", "father", "brother", "imam", "sheikh"}:
            return "m"
        if words & {"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "sister", "madame"}:
            return "f"
        told = next((g for t in before if (g := gender_of_noun(t)) is not None), None)
        return told or gender_of_given_name(name.text)

    # ------------------------------------------------------------ references
    def _resolve(self, reference: Reference) -> str | None:
        token = self.annotated.tokens[reference.head]
        if reference.role is Role.WEAPON:
            return self.drafts.add(describe_weapon(self.annotated, reference)).key
        if reference.role is Role.PLACE:
            return self._place(reference)
        name = self._names.get(reference.head)
        if reference.name is not None:
            name = self.annotated.names[reference.name]
        if name is not None:
            return self._named(reference, name)
        if token.pos == "PRON" or token.lower in _RELATIVE:
            return self._pronoun(reference, token)
        return self._described(reference, token)

    def _place(self, reference: Reference) -> str:
        draft = self.drafts.add(draft_of(resolve_place(self._context, reference)))
        if draft.country is not None:
            self._country(draft.country, reference.span)
        return draft.key

    def _country(self, key: str, span: Span | None = None) -> str:
        draft = self.drafts.add(draft_of(country_entity(key)))
        for name in self.annotated.names:
            if name.kind is NameKind.COUNTRY and name.known == key:
                draft.add_mention(name.span, name.component)
        if span is not None and not draft.mentions:
            draft.add_mention(span, "place")
        return key

    def _named(self, reference: Reference, name: NameMention) -> str | None:
        if name.index in self.keys:
            return self.keys[name.index]
        if name.kind is NameKind.COUNTRY and (state := _state(name)) is not None:
            return self._country(state, name.span)
        if name.kind is NameKind.DEMONYM:
            return self._people(reference, name)
        if reference.role is Role.TARGET:
            return self._asset(reference)
        capital = find_capital_country(name.text) if reference.role in _ACTING else None
        if capital is not None:
            key = self._country(capital, name.span)
            self.drafts.get(key).add_mention(name.span, "capital")
            return key
        return self._party(reference, self.annotated.tokens[reference.head])

    def _people(self, reference: Reference, name: NameMention) -> str:
        """ "the Americans" who act are their country, like who backs in "French-backed"; "two Frenchmen" are people."""
        state = _state(name)
        token = self.annotated.tokens[reference.head]
        adjective = reference.role is Role.PERPETRATOR and token.dep in _MODIFYING  # "Turkish airstrikes"
        as_body = reference.role is Role.AGENT or is_definite(self.annotated, reference) or adjective
        if state is not None and reference.role in _ACTING and as_body:
            return self._country(state, name.span)
        return self._party(reference, self.annotated.tokens[reference.head])

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, reference: Reference, token: Token) -> str | None:
        if token.lower in _RELATIVE:
            return self._relative(reference, token)
        if token.lower in _FIRST:
            return self._first_person(token)
        if token.lower in _SOME and reference.role in _ACTING:
            return self._party(reference, token)
        if not is_third_person(token):
            return None
        mention = find_antecedent(token, self.spoken, as_speaker=reference in self._speakers)
        if mention is None:
            return None
        return self._again(reference, token, mention, rule="pronoun")

    def _again(self, reference: Reference, token: Token, mention: Mention, *, rule: str) -> str:
        """The entity of an earlier mention is spoken of again."""
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(token.lower)
        self.spoken.add(
            token,
            mention.key,
            mention.sort,
            plural=mention.plural,
            gender=gender,
            speaks=reference in self._speakers,
        )
        if mention.sort == "country":
            self._country(mention.key)
        draft = self.drafts.get(mention.key)
        draft.add_mention(reference.span, rule)
        if mention.sort == "party" and rule == "definite-description":
            draft.add_name(bare_phrase(self.annotated, reference))  # "the researchers", who were of the university
        return mention.key

    def _relative(self, reference: Reference, token: Token) -> str | None:
        """ "who" and "which" stand for the noun that their clause belongs to."""
        for verb in self.annotated.ancestors(token):
            if verb.dep == "relcl":
                noun = self.annotated.head(verb)
                span = Span(self.annotated.tokens[noun.left_edge].start, noun.end)
                if self._names.get(noun.index) is not None:
                    span = self._names[noun.index].span
                return self._resolve(Reference(span=span, head=noun.index, role=reference.role))
        return None

    def _first_person(self, token: Token) -> str | None:
        """ "we" inside somebody's words is that somebody."""
        for attribution in self.facts.attributions:
            content = attribution.content
            if content is not None and content.start <= token.start < content.end:
                return self.references.get(attribution.speaker)
        return None

    # ------------------------------------------------------------ descriptions
    def _described(self, reference: Reference, token: Token) -> str | None:
        member = self._members_of(reference, token) or self._holder(reference, token)
        if member is not None:
            return member
        if reference.role is Role.TARGET and not is_person_noun(token):
            if (
                is_definite(self.annotated, reference)
                and (known := self._descriptions.find_body(reference, token)) is not None
            ):
                return self._again(reference, token, known, rule="definite-description")
            return self._asset(reference)
        if is_definite(self.annotated, reference) or token.lower in ("officials", "police"):
            known = self._descriptions.find(reference, token)
            if known is not None:
                return self._again(reference, token, known, rule="definite-description")
        if reference.role is Role.AGENT:
            return None  # the whole of a part: a body that the report has named, or none
        return self._party(reference, token)

    def _holder(self, reference: Reference, token: Token) -> str | None:
        """ "The leader of the Front, X, said": the post's noun stands for the holder whom the phrase names."""
        key = self._holders.get(token.start)
        if key is None or is_plural(token) or reference.role is Role.AGENT:
            return None  # an agent is the body in "president of the federation"
        self.drafts.get(key).add_mention(reference.span, "post")
        speaks = reference in self._speakers
        self.spoken.add(token, key, "person", plural=False, gender=gender_of_noun(token), speaks=speaks)
        return key

    def _members_of(self, reference: Reference, token: Token) -> str | None:
        """ "Taliban fighters" and "the Hamas movement" are the body itself."""
        before = self._names.get(token.index - 1)
        if before is None or token.lower not in member_nouns() or reference.span.start > before.start:
            return None
        key = self.keys.get(before.index)
        if key is None or key.startswith("person/"):
            return None
        draft = self.drafts.get(key)
        if draft.kind in ("MediaOrganisation", "Company"):
            return None
        draft.add_mention(reference.span, "members")
        return key

    def _party(self, reference: Reference, token: Token) -> str:
        draft = describe_party(self.annotated, reference)
        new = is_new(self.annotated, reference) and not is_plural(token)
        if new and draft.key in self.drafts and not self._only_in_headline(draft.key):
            draft = self._another(draft)
        self._complete_party(draft, reference, token)
        kept = self.drafts.add(draft)
        kept.anonymous = kept.anonymous or reference in self._anonymous
        self.spoken.add(
            token,
            kept.key,
            "party",
            plural=None if is_group_noun(token) else is_plural(token),
            gender=gender_of_noun(token),
            speaks=reference in self._speakers,
        )
        return kept.key

    def _only_in_headline(self, key: str) -> bool:
        """Whether just the headline has told of the party, which the report then brings in once more."""
        headline = self.annotated.article.headline_span
        return headline is not None and all(headline.contains(span) for span in self.drafts.get(key).mentions)

    def _another(self, draft: Draft) -> Draft:
        """ "an official" once more is somebody else."""
        number = 2
        while f"{draft.key}-{number}" in self.drafts:
            number += 1
        return replace(draft, key=f"{draft.key}-{number}")

    def _complete_party(self, draft: Draft, reference: Reference, token: Token) -> None:
        """Whose member and of which country the words say the party is."""
        inside = [self._names[t.index] for t in phrase_tokens(self.annotated, reference) if t.index in self._names]
        for child in self.annotated.children(token):
            if child.dep == "prep" and child.lower in ("of", "from", "for", "with", "in", "at", "within"):
                inside += [self._names[g.index] for g in self.annotated.children(child) if g.index in self._names]
        for name in inside:
            key = self.keys.get(name.index)
            if key is not None and not key.startswith("person/"):
                draft.member_of = draft.member_of or key
            elif (state := _state(name)) is not None and draft.country is None:
                draft.country = self._country(state, name.span)

    def _asset(self, reference: Reference) -> str:
        draft = describe_asset(self.annotated, reference)
        head = self.annotated.tokens[reference.head]
        for token in phrase_tokens(self.annotated, reference):
            name = self._names.get(token.index)
            if name is None or token.index == reference.head or name.kind is NameKind.PLACE:
                continue
            if name.index in self.keys:
                draft.owner = self.keys[name.index]
                break
            if (state := _state(name)) is not None and draft.country is None:
                draft.country = self._country(state, name.span)
        kept = self.drafts.add(draft)
        self.spoken.add(head, kept.key, "thing", plural=is_plural(head))
        return kept.key


def _state(name: NameMention) -> str | None:
    """The key of the state that a country's name or a nationality word means; a territory is none."""
    if name.kind not in (NameKind.COUNTRY, NameKind.DEMONYM) or name.known is None:
        return None
    return name.known if name.known.startswith("country/") else None
