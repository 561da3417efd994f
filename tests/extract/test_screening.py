"""The screen must never keep out an article that holds an attack; what it lets through costs only time."""

from pathlib import Path

import pytest

from kg.extract.screening import mentions_violence
from kg.pipeline import Pipeline
from kg.read import read_path
from kg.resources import read_tsv
from kg.settings import Settings
from kg.validate import ValidatedGraph
from tests.support import article_from

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb went off.",
        "Gunmen opened fire on a bus.",
        "Two men were shot dead in Leeds.",
        "Rebels ambushed a convoy.",
        "He was slain at home.",
        "They blew the whole old bridge up with dynamite.",
        "The army hit a village.",
        "Warplanes pounded the hills.",
        "Three died when a drone crashed into the hall.",
        "Troops fought with farmers.",
        "Someone set a mosque on the hill ablaze with petrol.",
        "SHOOTING AT SCHOOL",
        "The two sides exchanged heavy gunfire.",
        "The mayor was kidnapped.",
        "Hezbollah hits Haifa.",
    ],
)
def test_words_of_violence_pass(text: str) -> None:
    assert mentions_violence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shares rose on Monday as traders waited for figures.",
        "The singer launched an album and hit the top of the charts.",
        "She died of cancer at 84.",
        "The ministers met for talks on trade, fishing and the price of bread.",
        "The eta of the train is noon, and the team will strike a deal.",
        "Bombay duck is a fish.",
    ],
)
def test_peaceful_words_do_not(text: str) -> None:
    assert not mentions_violence(text)


def test_every_strong_trigger_passes_by_itself() -> None:
    rows = [row for row in read_tsv("triggers.tsv") if row["strength"] == "strong"]
    assert len(rows) > 100
    assert [row["words"] for row in rows if not mentions_violence(f"It was {row['words']} there.")] == []


def test_every_weak_trigger_passes_beside_somebody_armed() -> None:
    rows = [row for row in read_tsv("triggers.tsv") if row["strength"] in {"weak", "effect"}]
    assert len(rows) > 80
    assert [row["words"] for row in rows if not mentions_violence(f"Soldiers will {row['words']} there.")] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_reports_of_attacks_that_come_with_the_program_pass(seed: Path) -> None:
    assert mentions_violence(read_path(seed).text)


def test_a_screened_pipeline_keeps_the_order_and_asks_no_model_for_peaceful_reports() -> None:
    peaceful = "Shares rose on Monday as traders waited for figures on employment."
    violent = "Gunmen killed three people in Mosul on Monday, police said."
    articles = [article_from(text) for text in (peaceful, violent, peaceful + " Again.", peaceful + " Still.")]
    full = list(Pipeline().run(articles))
    screened = list(Pipeline(Settings(screen=True)).run(articles))
    assert [outcome.article for outcome in screened] == articles
    assert [bool(outcome.resolved.attacks) for outcome in screened] == [False, True, False, False]
    assert screened[1].resolved == full[1].resolved
    assert {outcome.resolved.model.name for outcome in screened} == {"newskg-screening", full[0].resolved.model.name}
    assert all(isinstance(outcome.result, ValidatedGraph) for outcome in screened)


def test_nothing_but_peace_gives_article_nodes() -> None:
    articles = [article_from(f"Shares rose by {n} points.") for n in range(3)]
    screened = list(Pipeline(Settings(screen=True)).run(articles))
    assert [outcome.article for outcome in screened] == articles
