import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import PROV, URIRef
from typer.testing import CliRunner

from kg.cli import app
from kg.corpus.duplicates import Copy, CopyFinder, find_copies, read_copies, write_copy
from kg.errors import InputError
from kg.model.article import Article
from kg.pipeline import Pipeline
from kg.read import ReadOptions, read_text
from kg.settings import Settings
from kg.validate import ValidatedGraph

WHO = ("The mayor", "A police officer", "One witness", "The governor", "A spokesman for the port", "Her brother")
DID = ("said", "told reporters", "wrote in a statement", "denied", "confirmed", "did not believe")
WHAT = ("that the blast", "that the shooting", "that a second device", "that the fire", "that the convoy")
WHERE = ("near the harbour", "behind the old mill", "at the northern gate", "on the coast road", "in the fish market")
WHEN = ("before dawn", "on Monday night", "an hour later", "during the festival", "while shops were open")
HOW = ("had killed three people", "had hurt nobody", "was the work of smugglers", "was an accident", "had been planned")
DETAIL = (
    "{} windows were broken",
    "{} people were questioned",
    "{} shots were heard",
    "the road stayed shut for {} hours",
)


def report(seed: int, *, sentences: int = 18) -> list[str]:
    """The paragraphs of an agency report, one of a kind: no two share more than stock phrases."""
    rng = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(sentences):
        parts = [rng.choice(words) for words in (WHO, DID, WHAT, WHERE, WHEN, HOW)]
        detail = rng.choice(DETAIL).format(rng.randrange(2, 400))
        made.append(f"{' '.join(parts)}, and {detail}.")
    return [" ".join(made[i : i + 3]) for i in range(0, sentences, 3)]


def article(paragraphs: list[str], *, title: str, publisher: str, place: str = "") -> Article:
    options = ReadOptions(title=title, publisher=publisher)
    return read_text("\n".join([title, *paragraphs]), options=options, place=place)


def printed(paragraphs: list[str], seed: int) -> Article:
    """What a paper makes of an agency report: other headline, other paragraphs, cut from the end, one word changed."""
    rng = random.Random(seed)  # noqa: S311
    kept = paragraphs[: rng.randrange(4, len(paragraphs) + 1)]
    sentences = " ".join(kept).split(". ")
    changed = rng.randrange(len(sentences))
    sentences[changed] = sentences[changed].replace("people", "persons")
    cut = rng.randrange(2, 5)
    again = [". ".join(sentences[i : i + cut]) for i in range(0, len(sentences), cut)]
    return article(again, title=f"Paper {seed} on the blast", publisher=f"Paper {seed}")


def test_agency_copies_are_found_and_nothing_else() -> None:
    """Of 40 reports with three prints each in random order: which share of copies is found, and which is right."""
    rng = random.Random(5)  # noqa: S311
    origin: dict[str, int] = {}
    articles = []
    for number in range(40):
        paragraphs = report(number)
        agency = article(paragraphs, title="Blast in Harbour Town", publisher="Agency")
        for each in (agency, *(printed(paragraphs, number * 10 + paper) for paper in range(3))):
            origin[each.key] = number
            articles.append(each)
    rng.shuffle(articles)
    copies = list(find_copies(articles))
    right = [copy for copy in copies if origin[copy.article] == origin[copy.earlier]]
    assert len(origin) == 160
    assert len(right) / len(copies) == 1.0  # precision
    assert len(right) / (160 - 40) >= 0.95  # recall


@pytest.mark.parametrize(("sentences", "expected"), [(18, True), (12, True), (6, False)])
def test_a_report_cut_to_two_thirds_is_a_copy_and_one_cut_to_a_third_is_not(sentences: int, expected: bool) -> None:
    whole = article(report(1), title="Whole", publisher="Agency")
    cut = article(report(1)[: sentences // 3], title="Cut", publisher="Paper")
    for pair in ((whole, cut), (cut, whole)):
        assert [copy.article for copy in find_copies(pair)] == ([pair[1].key] if expected else [])


def test_two_reports_that_share_their_background_are_two() -> None:
    background = report(9)[:3]
    first, second = ([*report(seed)[:3], *background] for seed in (10, 11))
    articles = [article(paragraphs, title="Blast", publisher="Agency") for paragraphs in (first, second)]
    assert list(find_copies(articles)) == []


def test_a_higher_threshold_finds_fewer() -> None:
    whole = article(report(1), title="Whole", publisher="Agency")
    paragraphs = [p.replace("The mayor", "The elder").replace("smugglers", "sailors") for p in report(1)]
    changed = article(paragraphs, title="Changed", publisher="Paper")
    (copy,) = find_copies([whole, changed], threshold=0.5)
    assert 0.5 <= copy.jaccard < 0.95
    assert list(find_copies([whole, changed], threshold=0.99)) == []


def test_copies_lead_to_the_first_and_never_to_a_copy() -> None:
    paragraphs = report(2)
    papers = [article(paragraphs, title=f"Title {i}", publisher=f"Paper {i}", place=f"{i}.txt") for i in range(4)]
    copies = list(find_copies(papers))
    assert [copy.earlier for copy in copies] == [papers[0].key] * 3
    assert [copy.place for copy in copies] == ["1.txt", "2.txt", "3.txt"]
    assert all(copy.jaccard == copy.contained == 1 for copy in copies)


def test_the_same_article_read_twice_is_no_copy_and_short_ones_are_not_compared() -> None:
    whole = article(report(3), title="T", publisher="P")
    assert list(find_copies([whole, whole])) == []
    short = [article(["A bomb killed two people in the town."], title="T", publisher=p) for p in ("P", "Q")]
    assert list(find_copies(short)) == []


def test_the_estimate_is_near_the_truth() -> None:
    whole, half = report(4), report(4)[:4]
    (copy,) = find_copies([article(whole, title="T", publisher="P"), article(half, title="U", publisher="Q")])
    words = [" ".join(p).split() for p in (whole, half)]
    runs = [{tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in words]
    assert copy.jaccard == pytest.approx(len(runs[0] & runs[1]) / len(runs[0] | runs[1]), abs=0.1)
    assert copy.contained == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("threshold", [0.4, 1.1, float("nan")])
def test_a_threshold_out_of_range(threshold: float) -> None:
    with pytest.raises(InputError, match="is not between"):
        CopyFinder(threshold)


def test_the_command_prints_groups_and_lines_that_can_be_read_again(tmp_path: Path) -> None:
    for name, title in (("a", "Blast at port"), ("b", "Port blast"), ("c", "Dead at port")):
        (tmp_path / f"{name}.txt").write_text("\n".join([title, *report(6)]), encoding="utf-8")
    (tmp_path / "d.txt").write_text("\n".join(["Another", *report(7)]), encoding="utf-8")
    shown = CliRunner().invoke(app, ["duplicates", str(tmp_path)])
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.splitlines() == [
        f"{tmp_path}/a.txt",
        f"  1.00  {tmp_path}/b.txt",
        f"  1.00  {tmp_path}/c.txt",
    ]
    listed = CliRunner().invoke(app, ["duplicates", str(tmp_path / "*.txt"), "--json"])
    file = tmp_path / "copies.jsonl"
    file.write_text(listed.stdout, encoding="utf-8")
    copies = read_copies(file)
    assert len(copies) == 2
    assert len(set(copies.values())) == 1
    first = listed.stdout.splitlines()[0]
    copy = Copy(**json.loads(first))
    assert copy.jaccard == 1.0
    assert write_copy(copy) == first


def test_an_unreadable_report_is_told_and_the_copies_are_printed_all_the_same(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("\n".join([name, *report(6)]), encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"%PDF")
    shown = CliRunner().invoke(app, ["duplicates", str(tmp_path)])
    assert shown.exit_code == 2
    assert "b.txt" in shown.stdout
    assert "PDF" in shown.stderr


def test_the_graph_of_a_copy_leads_to_the_earlier_article_and_keeps_its_own_name() -> None:
    paragraphs = ["A bomb killed three people in Mosul on Monday, police said.", *report(8)]
    first, second = (article(paragraphs, title=title, publisher=title) for title in ("Herald", "Gazette"))
    (copy,) = find_copies([first, second])
    marked = replace(second, copy_of=copy.earlier)
    assert marked.key == second.key
    (outcome,) = Pipeline(Settings(screen=True)).run([marked])
    assert isinstance(outcome.result, ValidatedGraph)
    iri = URIRef("https://w3id.org/newskg/id/article/")
    assert list(outcome.result.graph.subject_objects(PROV.alternateOf)) == [(iri + marked.key, iri + first.key)]


def test_a_file_of_something_else_is_no_list_of_copies(tmp_path: Path) -> None:
    file = tmp_path / "copies.jsonl"
    file.write_text('{"article": "a", "earlier": "b"}\n{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_copies(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_copies(tmp_path / "missing.jsonl")
