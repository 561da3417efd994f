"""What references stand for: pronouns, descriptions, members, capitals, things."""

from __future__ import annotations

import pytest

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Attribution, Facts, Reference, Role
from kg.model.resolved import Entity
from kg.model.span import Span
from kg.resolve.entities import Entities, resolve_entities
from tests.support import annotated


def reference(article: AnnotatedArticle, phrase: str, role: Role, nth: int = 1) -> Reference:
    """A reference to the `nth` occurrence of the phrase; its head is the last noun, name or pronoun in it."""
    start = -1
    for _ in range(nth):
        start = article.article.text.index(phrase, start + 1)
    span = Span(start, start + len(phrase))
    tokens = [t for t in article.tokens if span.start <= t.start and t.end <= span.end]
    before_of = next((i for i, t in enumerate(tokens) if t.lower in ("of", "for", "from")), len(tokens))
    head = next(t for t in reversed(tokens[:before_of]) if t.pos in ("NOUN", "PROPN", "PRON", "ADJ"))
    name = article.name_at(head)
    covers = name is not None and name.start <= span.start
    return Reference(span=span, head=head.index, role=role, name=name.index if name is not None and covers else None)


def resolve_speakers(text: str, *phrases: str, anonymous: bool = False) -> tuple[Entities, list[Entity]]:
    """The entities of an article in which each phrase speaks, in order."""
    article = annotated(text)
    speakers = [reference(article, phrase, Role.SPEAKER) for phrase in phrases]
    attributions = tuple(
        Attribution(
            index=i, span=s.span, speaker=s, cue=s.span, cue_head=s.head, content=None, rule="test", anonymous=anonymous
        )
        for i, s in enumerate(speakers)
    )
    entities = resolve_entities(article, Facts(attributions=attributions))
    return entities, [entities.get(entities.references[s]) for s in speakers if s in entities.references]


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("Mayor Ingrid Halvorsen met the press. She said three men were shot.", "She", "Ingrid Halvorsen"),
        ("Ingrid Halvorsen met Mario Quispe. She said three men were shot.", "She", "Ingrid Halvorsen"),
        ("Boko Haram took the town. It said ten soldiers died.", "It", "Boko Haram"),
    ],
)
def test_pronouns(text: str, pronoun: str, label: str) -> None:
    _, found = resolve_speakers(text, pronoun)
    assert [e.label for e in found] == [label]


def test_a_pronoun_without_antecedent_is_left_out() -> None:
    entities, found = resolve_speakers("The road was closed. He said so.", "He")
    assert found == []
    assert entities.references == {}


def test_gender_that_the_text_gives_is_kept() -> None:
    text = "Mr Quispe met Mrs Halvorsen on Monday. He said the road was closed."
    _, found = resolve_speakers(text, "He")
    assert [e.label for e in found] == ["Quispe"]


def test_a_definite_description_goes_back_to_the_fuller_one() -> None:
    text = "A Peruvian security official counted two deaths. Later the official gave no names."
    _, found = resolve_speakers(text, "A Peruvian security official", "the official")
    assert {e.label for e in found} == {"Peruvian security official"}
    assert found[0].country == "country/peru"
    assert len(found[0].mentions) == 2


def test_another_official_is_somebody_else() -> None:
    text = "An official counted two deaths. Another official counted three."
    _, found = resolve_speakers(text, "An official", "Another official")
    assert len({e.key for e in found}) == 2


def test_the_group_is_the_body_named_before() -> None:
    _, found = resolve_speakers("Boko Haram took the town on Monday. The group said ten soldiers died.", "The group")
    assert [e.key for e in found] == ["organisation/boko-haram"]


def test_the_army_is_no_rebel_army() -> None:
    _, found = resolve_speakers("The Lord's Resistance Army fled. The army said ten rebels died.", "The army")
    assert [e.kind for e in found] == ["UnnamedParty"]


def test_fighters_of_a_group_are_the_group_and_its_officials_are_not() -> None:
    _, found = resolve_speakers(
        "Taliban fighters fled. Taliban officials denied it.", "Taliban fighters", "Taliban officials"
    )
    assert found[0].key == "organisation/taliban"
    assert (found[1].kind, found[1].member_of) == ("UnnamedParty", "organisation/taliban")


def test_a_capital_that_speaks_is_its_country() -> None:
    _, found = resolve_speakers("Oslo denied the report.", "Oslo")
    assert [(e.key, e.kind) for e in found] == [("country/norway", "Country")]


def test_whoever_backs_a_group_is_the_country() -> None:
    from kg.extract.affiliations import find_affiliations

    article = annotated("The Norwegian-backed Peruvian Navy attacked.")
    found = find_affiliations(article, attributions=())
    entities = resolve_entities(article, Facts(affiliations=found))
    assert [entities.find(a.object) for a in found] == ["country/norway"]


def test_anonymous_sources() -> None:
    _, found = resolve_speakers("A police source counted two deaths.", "A police source", anonymous=True)
    assert [(e.kind, e.label, e.anonymous) for e in found] == [("UnnamedParty", "police source", True)]


def test_targets_are_assets_with_their_owners_and_weapons_are_singular() -> None:
    from kg.model.fact import AttackMention

    article = annotated("Three rockets hit the headquarters of Boko Haram and Boko Haram's barracks.")
    rockets = reference(article, "Three rockets", Role.WEAPON)
    house = reference(article, "headquarters of Boko Haram", Role.TARGET)
    attack = AttackMention(
        index=0, trigger=Span(14, 17), head=2, sentence=0, kinds=("MissileStrike",), rule="test",
        targets=(house,), weapons=(rockets,),
    )  # fmt: skip
    entities = resolve_entities(article, Facts(attacks=(attack,)))
    asset, weapon = entities.get(entities.references[house]), entities.get(entities.references[rockets])
    assert (asset.kind, asset.label, asset.owner) == ("Asset", "headquarters of Boko Haram", "organisation/boko-haram")
    assert (weapon.key, weapon.label) == ("weapon/rocket", "rocket")


def test_every_entity_has_words_and_a_reason() -> None:
    text = "Mayor Ingrid Halvorsen met NATO officials in Oslo. She said Boko Haram had fled."
    entities, _ = resolve_speakers(text, "She", "NATO officials")
    assert entities.entities
    assert all(e.mentions and e.reason for e in entities.entities)
    assert all(0 <= m.span.start < m.span.end <= len(text) for e in entities.entities for m in e.mentions)
