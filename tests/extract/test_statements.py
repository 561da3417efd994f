"""Kinds, topics and claims of statements, from words to facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import extract
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Claim, Facts, Statement, Voice
from tests.support import annotated as support_annotated

Annotate = Callable[..., AnnotatedArticle]
LEAD = "A bomb killed three people in Oslo on Monday. "


def last_statement(article: AnnotatedArticle) -> Statement:
    return extract(article).statements[-1]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("The mayor said the road was closed.", ("Report",)),
        ("The mayor condemned the attack.", ("Condemnation",)),
        ("The mayor called the attack barbaric.", ("Condemnation",)),
        ("The mayor spoke out against the attack.", ("Condemnation",)),
        ("The mayor blamed the Northern Front for the attack.", ("Accusation",)),
        ("The mayor said the Northern Front was behind the attack.", ("Accusation",)),
        ("The Northern Front claimed responsibility for the attack.", ("ClaimOfResponsibility",)),
        ("The Northern Front denied involvement in the attack.", ("Denial",)),
        ("The mayor confirmed the attack.", ("Confirmation",)),
        ("The mayor said nine people were injured.", ("CasualtyStatement", "Report")),
        ("The mayor said that the Northern Front was not tied to the fire.", ("Report",)),
        ('The mayor called Peter Lund "a fascist" and "a liar".', ("Accusation",)),
        ("The rebels vowed to destroy the bridge.", ("Threat",)),
        ("The mayor vowed to rebuild the bridge.", ("Report",)),
        ("The mayor claimed that witnesses were tortured by guards.", ("Accusation", "Report")),
        ("The mayor said that torture is against the law.", ("Report",)),
        ("The mayor called the closure regrettable.", ("Condemnation",)),
        ('The mayor "strongly condemned" the closure of the road.', ("Condemnation",)),
        ("The mayor called on the ministry to help.", ("Report",)),
        ("The mayor declined to comment.", ("NoComment",)),
        ("The Northern Front threatened to attack the town again.", ("Threat",)),
        ('"We will avenge our dead," the rebels said.', ("Threat", "CasualtyStatement")),
    ],
)
def test_kinds(annotate_text: Annotate, sentence: str, kinds: tuple[str, ...]) -> None:
    assert last_statement(annotate_text(LEAD + sentence)).kinds == kinds


def test_a_deed_by_somebody_unknown_accuses_nobody(annotate_text: Annotate) -> None:
    assert "Accusation" not in last_statement(annotate_text("Police said a man shot two people in Oslo.")).kinds


def test_lives_in_danger_are_no_threat(annotate_text: Annotate) -> None:
    statement = last_statement(annotate_text(LEAD + "The mayor said that lives had been threatened by floods."))
    assert "Threat" not in statement.kinds


# ---------------------------------------------------------------------- about
def main_attack(facts: Facts) -> AttackMention:
    return facts.attacks[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said the attack was over.",
        "The mayor said the investigation would go on.",
        "The mayor said the victims were from Bergen.",
    ],
)
def test_statements_about_the_attack(annotate_text: Annotate, sentence: str) -> None:
    facts = extract(annotate_text(LEAD + sentence))
    assert facts.statements[-1].about
    assert facts.statements[-1].about[0] in {m.index for m in facts.attacks}


def test_a_statement_about_something_else(annotate_text: Annotate) -> None:
    text = LEAD + "\nThe weather was fine. Peter Lund of the opera said tickets were cheap."
    assert last_statement(annotate_text(text)).about == ()


def test_no_topic_without_an_attack(annotate_text: Annotate) -> None:
    assert last_statement(annotate_text("The mayor said the victims of the flood were from Bergen.")).about == ()


# ---------------------------------------------------------------------- claims
def claims(article: AnnotatedArticle) -> list[tuple[str, str, str]]:
    """(predicate, party, stance) of the claims in the last statement."""
    found: tuple[Claim, ...] = last_statement(article).claims
    return [(c.predicate, article.text_of(c.party.span), c.stance.value) for c in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor blamed the Northern Front for the attack.",
        "The mayor blamed the attack on the Northern Front.",
        "The mayor accused the Northern Front of the attack.",
        "The mayor attributed the attack to the Northern Front.",
        "The mayor held the Northern Front responsible for the attack.",
        "The mayor said the Northern Front was behind the attack.",
        "The mayor said the Northern Front was responsible for the attack.",
        "The mayor said the attack was the work of the Northern Front.",
        "The mayor said the Northern Front were the culprits.",
        "The mayor blamed the Northern Front.",
        "The mayor blamed the Northern Front for the tragedy.",
        "The town is held by the Northern Front, whom the mayor blamed for the tragedy.",
    ],
)
def test_accusations(annotate_text: Annotate, sentence: str) -> None:
    assert claims(annotate_text(LEAD + sentence)) == [("perpetrator", "Northern Front", "affirms")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front denied responsibility for the attack.",
        "The Northern Front denied carrying out the attack.",
        "The mayor denied that the Northern Front was behind the attack.",
        "The mayor said the Northern Front was not behind the attack.",
    ],
)
def test_denials(annotate_text: Annotate, sentence: str) -> None:
    assert claims(annotate_text(LEAD + sentence)) == [("perpetrator", "Northern Front", "denies")]


def test_a_party_claims_its_own_deed(annotate_text: Annotate) -> None:
    article = annotate_text(LEAD + "The Northern Front claimed responsibility for the attack.")
    assert claims(article) == [("perpetrator", "Northern Front", "affirms")]


def test_we_are_the_speaker(annotate_text: Annotate) -> None:
    article = annotate_text(LEAD + '"We are responsible for the attack," said the Northern Front.')
    assert claims(article) == [("perpetrator", "Northern Front", "affirms")]


@pytest.mark.parametrize(
    "sentence",
    [
        "No group claimed responsibility for the attack.",
        "The mayor blamed the weather for the delay.",
        "The mayor said the fire brigade was responsible for the road.",
        "The mayor said the council was behind the plan.",
        "The mayor accused the Northern Front of terrorism.",
        "The mayor said the attackers would be held responsible for the attack.",
        "The mayor said they would hold the perpetrators accountable for the attack.",
    ],
)
def test_no_claim(annotate_text: Annotate, sentence: str) -> None:
    facts = extract(annotate_text(LEAD + sentence))
    assert [c for s in facts.statements for c in s.claims] == []


# ---------------------------------------------------------------------- the article's own words
def responsible(article: AnnotatedArticle) -> set[tuple[str, Voice]]:
    facts = extract(article)
    return {(article.text_of(r.party.span), r.voice) for m in facts.attacks for r in m.responsible}


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack was blamed on the Northern Front.",
        "The attack has been attributed to the Northern Front.",
        "The Northern Front is believed to be behind the attack.",
        "The Northern Front is suspected of the attack.",
        "The attack bore the hallmarks of the Northern Front.",
        "Suspicion was high and fingers were pointed at the Northern Front.",
    ],
)
def test_hidden_accusers_allege(annotate_text: Annotate, sentence: str) -> None:
    assert ("Northern Front", Voice.ALLEGED) in responsible(annotate_text(LEAD + sentence))
    assert ("Northern Front", Voice.ASSERTED) not in responsible(annotate_text(LEAD + sentence))


def test_the_article_itself_may_say_so(annotate_text: Annotate) -> None:
    article = annotate_text(LEAD + "The Northern Front was behind the attack.")
    assert ("Northern Front", Voice.ASSERTED) in responsible(article)


def test_what_a_speaker_says_is_not_the_articles_voice(annotate_text: Annotate) -> None:
    article = annotate_text(LEAD + "The mayor said the Northern Front was behind the attack.")
    assert ("Northern Front", Voice.ASSERTED) not in responsible(article)


SHOT = "A man shot two people in Oslo on Monday. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Karl Berg was charged with murder.",
        "Karl Berg was arrested over the shooting.",
        "Karl Berg has been convicted of the murders.",
        "The suspect, Karl Berg, is in hospital.",
        "Alleged gunman Karl Berg is in hospital.",
        "The gunman was identified as Karl Berg.",
        "Karl Berg faces charges of murder.",
        "Karl Berg was charged with two counts of murder.",
        "Karl Berg is the main suspect in the shooting.",
        "The man, Karl Berg, 28, was charged with several crimes, including murder.",
        "Karl Berg goes on trial on Friday for the shooting.",
        "The police are treating Karl Berg as a suspect.",
        "Investigators tied Karl Berg to the shooting.",
    ],
)
def test_suspects_are_alleged(annotate_text: Annotate, sentence: str) -> None:
    found = responsible(annotate_text(SHOT + sentence))
    assert ("Karl Berg", Voice.ALLEGED) in found
    assert ("Karl Berg", Voice.ASSERTED) not in found


@pytest.mark.parametrize("sentence", ["Karl Berg pleaded guilty to murder.", "Karl Berg confessed to the shooting."])
def test_a_confession_is_the_suspects_own_word(annotate_text: Annotate, sentence: str) -> None:
    assert ("Karl Berg", Voice.CLAIMED) in responsible(annotate_text(SHOT + sentence))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Karl Berg pleaded guilty to the murder.", "Confirmation"),
        ("Karl Berg pleaded not guilty to the murder.", "Denial"),
        ("The company has not confirmed that the bridge is closed.", "NoComment"),
        ("The company has confirmed that the bridge is closed.", "Confirmation"),
    ],
)
def test_kinds_by_plea_and_negation(annotate_text: Annotate, sentence: str, kind: str) -> None:
    assert kind in last_statement(annotate_text(SHOT + sentence)).kinds


def test_words_on_a_person_of_the_attack_are_about_it(annotate_text: Annotate) -> None:
    text = "A man shot Karl Berg in Oslo on Monday.\nThe mayor said that Mr Berg taught mathematics for years."
    assert extract(annotate_text(text)).statements[-1].about


@pytest.mark.parametrize(
    "sentence",
    [
        "Karl Berg was arrested for drunken driving.",
        "Karl Berg was charged with fraud.",
        "Karl Berg pleaded not guilty to murder.",
        "Karl Berg faces charges of fraud.",
        "The victim was identified as Karl Berg.",
        "The witness, Karl Berg, is in hospital.",
        "The runner wanted Karl Berg for the race.",
        "Karl Berg was blamed for failing to stop the shooting.",
        "Karl Berg was charged with lying to officers about the shooting.",
        "There is no suspect, Karl Berg said.",
        "The police are treating Karl Berg as a witness.",
        "Karl Berg goes on trial on Friday for fraud.",
        "Investigators tied Karl Berg to the club.",
    ],
)
def test_others_are_no_suspects(annotate_text: Annotate, sentence: str) -> None:
    assert "Karl Berg" not in {party for party, _ in responsible(annotate_text(SHOT + sentence))}


def test_a_statement_on_what_was_hit_is_about_the_attack(annotate_text: Annotate) -> None:
    facts = extract(annotate_text("A bomb destroyed a school in Oslo on Monday.\nThe mayor said the school was empty."))
    assert facts.statements[-1].about


def test_who_says_so_of_himself_claims_it(annotate_text: Annotate) -> None:
    article = annotate_text("The Northern Front claimed to have killed three soldiers in Oslo on Monday.")
    assert last_statement(article).kinds[0] == "ClaimOfResponsibility"


@pytest.mark.parametrize("whom", ["each other", "one another"])
def test_each_other_is_no_party(whom: str) -> None:
    article = support_annotated(f"The army and the rebels accused {whom} of shelling the town of Karvel on Monday.")
    facts = extract(article)
    parties = [c.party for s in facts.statements for c in s.claims] + [
        r.party for m in facts.attacks for r in m.responsible
    ]
    assert not [article.text_of(p.span) for p in parties if "other" in article.text_of(p.span)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Suspicion fell on the Northern Front.",
        "The prime suspects are members of the Northern Front.",
        "The minister linked the attack to the Northern Front.",
        "Officials believe the Northern Front ordered the attack.",
    ],
)
def test_who_is_under_suspicion(annotate_text: Annotate, sentence: str) -> None:
    article = annotate_text(LEAD + sentence)
    claimed = {article.text_of(c.party.span) for s in extract(article).statements for c in s.claims}
    assert "Northern Front" in claimed | {party for party, voice in responsible(article) if voice is Voice.ALLEGED}
    assert ("Northern Front", Voice.ASSERTED) not in responsible(article)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front has taken credit for the attack.",
        "The Northern Front said its fighters carried out the bombing.",
        "The Northern Front's claim of responsibility could not be verified.",
        "The Northern Front, which claimed the attack, left the town.",
        "The Northern Front is claiming to have carried out the bombing.",
    ],
)
def test_ways_of_claiming(annotate_text: Annotate, sentence: str) -> None:
    statement = last_statement(annotate_text(LEAD + sentence))
    assert statement.kinds[0] == "ClaimOfResponsibility"
    assert statement.claims


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front said its leaders condemned the bombing.",
        "The Northern Front claimed the prize.",
        "The ministry's claim of involvement by others could not be verified.",
        "The mayor would be glad if the Northern Front had carried out the attack, he said.",
    ],
)
def test_what_claims_nothing(annotate_text: Annotate, sentence: str) -> None:
    for statement in extract(annotate_text(LEAD + sentence)).statements:
        assert statement.kinds[0] != "ClaimOfResponsibility"
        assert not statement.claims


@pytest.mark.parametrize(
    "sentence",
    [
        "No evidence has been uncovered linking the Northern Front to the bombing.",
        "Officers were criticised for wrongfully blaming the Northern Front for the bombing.",
        "The arrested suspect is a citizen of Northland.",
        "The Northern Front has made no claim of responsibility for the attack.",
    ],
)
def test_what_lays_the_deed_at_no_door(annotate_text: Annotate, sentence: str) -> None:
    article = annotate_text(LEAD + sentence)
    assert responsible(article) == set()
    assert not [c for s in extract(article).statements for c in s.claims]


def test_a_man_arrested_for_a_crime_by_its_name_is_alleged(annotate_text: Annotate) -> None:
    article = annotate_text("Karin Holt was shot in Oslo on Monday. A young man was arrested on suspicion of murder.")
    assert ("A young man", Voice.ALLEGED) in responsible(article)
