"""What of a statement is a claim about who did it, each beside words that are none."""

import pytest

from kg.extract import extract
from tests.support import annotated


def claimed(text: str) -> set[tuple[str, str]]:
    """The parties of all claims, each with the word for the deed."""
    article = annotated(text)
    facts = extract(article)
    words = {m.index: article.text_of(m.trigger) for m in facts.attacks}
    return {(article.text_of(c.party.span), words[c.attack]) for s in facts.statements for c in s.claims}


@pytest.mark.parametrize(
    ("behind", "more"),
    [
        ("", set()),
        (" and the shooting of seven farmers in Dornau", {("Red Dawn", "shooting")}),
        (", which it said was a response to an air strike in Dornau on Monday", set()),
        (" and said the shooting in Dornau killed seven", set()),
    ],
)
def test_only_what_responsibility_is_claimed_for(behind: str, more: set[tuple[str, str]]) -> None:
    text = f"Red Dawn claimed responsibility for the bombing of a market in Karvel{behind}."
    assert claimed(text) == {("Red Dawn", "bombing"), *more}


@pytest.mark.parametrize(
    ("confession", "found"),
    [
        ("who confessed to the bombing", {("Karl Berg", "bombing")}),
        ("who allegedly confessed to the bombing", set()),
    ],
)
def test_an_alleged_confession_is_no_claim(confession: str, found: set[tuple[str, str]]) -> None:
    assert claimed(f"A bomb exploded at a market in Karvel on Monday. Police held Karl Berg, {confession}.") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He asked why rebels attacked a market in Karvel.", set()),
        ("He said that rebels attacked a market in Karvel.", {("rebels", "attacked")}),
    ],
)
def test_a_question_claims_nothing(words: str, found: set[tuple[str, str]]) -> None:
    assert claimed(f"Peter Dorn spoke on Monday. {words}") == found


@pytest.mark.parametrize(
    ("between", "deed"),
    [
        ("In May, gunmen shot dead seven farmers in Dornau. The mayor mourned the dead.", "shot dead"),
        ("The shop burnt down. The mayor mourned the dead.", "killed"),
    ],
)
def test_a_bare_claim_is_for_what_was_told_last(between: str, deed: str) -> None:
    text = f"A bomb killed five people at a market in Karvel on Monday. {between} Red Dawn claimed responsibility."
    assert claimed(text) == {("Red Dawn", deed)}
