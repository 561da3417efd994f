import pytest

from kg.read.byline import Byline, find_byline


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By AFP", None, "AFP"),
        ("By Reuters", None, "Reuters"),
        ("by newskg", None, "newskg"),
        ("By Jordan News Agency", None, "Jordan News Agency"),
        ("By Agence France-Presse", None, "Agence France-Presse"),
        ("By Jane Roe", "Jane Roe", None),
        ("BY JANE ROE, Reuters", None, "Reuters"),
        ("By Jane Roe, Reuters", "Jane Roe", "Reuters"),
        ("By Jane Roe and John van der Berg | AP", "Jane Roe and John van der Berg", "AP"),
        ("By Jane Roe in Nairobi", "Jane Roe", None),
        ("By Jane Roe for The Harbour Times", "Jane Roe", "The Harbour Times"),
    ],
)
def test_bylines(line: str, author: str | None, publisher: str | None) -> None:
    assert find_byline(line) == Byline(author=author, publisher=publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By Thursday the toll had risen to twelve",
        "By Thursday.",
        "Bystanders fled",
        "By nightfall the police had sealed off the road and searched every house in it",
        'By "Jane Roe"',
        "By",
        "",
    ],
)
def test_no_bylines(line: str) -> None:
    assert find_byline(line) is None
