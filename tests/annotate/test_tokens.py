"""Which stretches of an article are annotated."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.tokens import Paragraph, copy_docs, readable, split_paragraphs
from kg.model.annotation import Token, make_tokens
from kg.model.article import Article
from kg.model.span import Span
from tests.support import annotated


def paragraphs_of(body: str) -> list[str]:
    text = f"A headline\n{body}"
    article = Article(text=text, headline="A headline", headline_span=Span(0, 10), body=Span(11, len(text)))
    return [p.span.slice(text) for p in split_paragraphs(article)]


@pytest.mark.parametrize(
    "dateline",
    ["KARVEL, Oct. 3 (Agency) -- ", "KARVEL (AG) — ", "Karvel (Agency) -", "NEW KARVEL, Ostland - ", "KARVEL – "],
)
def test_a_dateline_is_no_part_of_the_lead(dateline: str) -> None:
    assert paragraphs_of(f"{dateline}A bomb exploded.\nMore.") == ["A headline", "A bomb exploded.", "More."]


@pytest.mark.parametrize(
    "line",
    [
        "A US-led strike hit the town.",
        "UN-backed forces left.",
        "KARVEL - the capital - was quiet.",
        "Karvel - A town.",
    ],
)
def test_other_dashes_stay(line: str) -> None:
    assert paragraphs_of(line) == ["A headline", line]


def test_only_the_first_lines_have_datelines() -> None:
    assert paragraphs_of("One.\nTwo.\nKARVEL — Three.")[-1] == "KARVEL — Three."


def test_blank_lines_and_margins_are_left_out_and_offsets_hold() -> None:
    assert paragraphs_of("\n  One.  \r\n\n\tTwo.\n") == ["A headline", "One.", "Two."]


def test_odd_blanks_become_plain_ones_at_the_same_length() -> None:
    assert readable("accused\u00a0the\u2009group\nof it") == "accused the group\nof it"


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """The head of each word; one is its own. Branches may cross."""
    order = draw(st.permutations(range(draw(st.integers(1, 12)))))
    heads = [0] * len(order)
    for place, word in enumerate(order):
        heads[word] = order[draw(st.integers(0, place - 1))] if place else word
    return heads


@given(trees(), trees())
def test_what_is_copied_at_once_is_what_each_token_says(first: list[int], second: list[int]) -> None:
    vocab = Vocab()
    docs = [
        Doc(
            vocab,
            words=[f"w{i}" for i in range(len(heads))],
            heads=heads,
            deps=["dep"] * len(heads),
            tags=["NN"] * len(heads),
        )
        for heads in (first, second)
    ]
    starts = (0, len(docs[0].text) + 1)
    paragraphs = tuple(Paragraph(Span(s, s + len(d.text)), False) for s, d in zip(starts, docs, strict=True))
    copied = iter(copy_docs(paragraphs, docs).tokens)
    for start, number, doc in zip(starts, (0, len(first)), docs, strict=True):
        for token in doc:
            copy = next(copied)
            assert (copy.text, copy.tag, copy.dep) == (token.text, "NN", "dep")
            assert (copy.start, copy.end) == (start + token.idx, start + token.idx + len(token.text))
            assert copy.head == number + token.head.i
            assert copy.children == tuple(number + child.i for child in token.children)
            below = [other.i for other in doc if token in (other, *other.ancestors)]
            assert (copy.left_edge, copy.right_edge) == (number + min(below), number + max(below))
    assert next(copied, None) is None


def test_tokens_from_columns_are_those_of_the_constructor() -> None:
    numbers: dict[str, list[Any]] = {name: [4, 5] for name in ("index", "start", "end", "head", "sentence")}
    edges: dict[str, list[Any]] = {"left_edge": [3, 4], "right_edge": [5, 6], "children": [(), (1, 2)]}
    words: dict[str, list[Any]] = {name: ["Ab", "CD"] for name in ("text", "lemma", "pos", "tag", "dep")}
    columns = numbers | edges | words
    expected = [Token(**{name: column[at] for name, column in columns.items()}) for at in (0, 1)]
    made = make_tokens(**columns)
    assert list(made) == expected
    assert [token.lower for token in made] == ["ab", "cd"]


def test_columns_of_tokens_need_one_length() -> None:
    with pytest.raises(ValueError, match="length"):
        make_tokens(text=["one", "two"], lemma=["one"])


def test_a_rank_is_one_token_and_ends_no_sentence() -> None:
    article = annotated("Spokesman Capt. Mario Quispe said so.")
    assert [t.text for t in article.tokens][:2] == ["Spokesman", "Capt."]
    assert len(article.sentences) == 1
