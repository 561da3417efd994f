"""Decoding: from scores made by hand to the readings that they mean."""

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.learned.decoding import Outputs, Tuning, decode, piece_sentences, within_reach
from kg.annotate.learned.pieces import Pieces
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import Task
from kg.model.span import Span

TEXT = "Karin Holt said the bridge fell"
OFFSETS = ((0, 5), (6, 10), (11, 15), (16, 19), (20, 26), (27, 31))
PIECES = Pieces(tuple(range(6)), OFFSETS)
SAYING = Task(name="saying", labels=("cue",), roles=("source", "content"))
BLOW = Task(name="blow", labels=("Bombing", "Shooting"), roles=("place",), several=True)


def outputs(task: Task, tags: dict[int, str], pointed: dict[str, dict[int, float]]) -> Outputs:
    """Scores of a block: tagged pieces, and for each pointer the score of some positions (0: none). Positions count
    from the opening mark."""
    size = len(OFFSETS) + 2
    scores = np.zeros((size, len(task.tags)), dtype=np.float32)
    scores[:, 0] = 4.0
    for position, tag in tags.items():
        scores[position, 0], scores[position, task.tags.index(tag)] = 0.0, 4.0
    keys = np.zeros((size, len(task.pointers), 1), dtype=np.float32)
    for pointer, positions in pointed.items():
        for position, score in positions.items():
            keys[position, task.pointers.index(pointer), 0] = score
    queries = np.ones((size, len(task.pointers)), dtype=np.float32)
    distances = np.zeros((len(task.pointers), 2 * size + 1), dtype=np.float32)
    return Outputs(scores, queries, keys.reshape(size, -1), distances)


def read(task: Task, given: Outputs, tuning: Tuning | None = None) -> list[Reading]:
    return list(decode(task, given, PIECES, TEXT, tuning=tuning or Tuning()))


def words(reading: Reading, role: str) -> list[str]:
    return [part.span.slice(TEXT) for part in reading.parts if part.role == role]


def test_an_anchor_with_its_parts() -> None:
    pointed = {
        "source first": {1: 9.0},
        "source last": {2: 9.0},
        "content first": {4: 9.0},
        "content last": {6: 9.0},
    }
    (found,) = read(SAYING, outputs(SAYING, {3: "B-cue"}, pointed))
    assert (found.label, found.span.slice(TEXT)) == ("cue", "said")
    assert words(found, "source") == ["Karin Holt"]
    assert words(found, "content") == ["the bridge fell"]
    assert 0.9 < found.score < 1


def test_a_pointer_to_the_opening_mark_says_that_there_is_none() -> None:
    pointed = {"source first": {0: 9.0}, "source last": {0: 9.0}, "content first": {4: 9.0}, "content last": {6: 9.0}}
    (found,) = read(SAYING, outputs(SAYING, {3: "B-cue"}, pointed))
    assert found.part("source") is None
    assert found.part("content") is not None


def test_the_last_piece_never_stands_before_the_first() -> None:
    pointed = {"source first": {5: 9.0}, "source last": {2: 9.0, 6: 8.0}}
    (found,) = read(SAYING, outputs(SAYING, {3: "B-cue"}, pointed))
    assert words(found, "source") == ["bridge fell"]


def test_pieces_within_a_word_give_the_whole_word() -> None:
    halves = Pieces((0, 1, 2), ((0, 5), (6, 8), (8, 10)))
    given = outputs(SAYING, {3: "B-cue"}, {})
    cut = Outputs(given.tags[:5], given.queries[:5], given.keys[:5], given.distances)
    (found,) = decode(SAYING, cut, halves, TEXT, tuning=Tuning())
    assert found.span.slice(TEXT) == "Holt"


def test_pieces_that_go_on_belong_to_one_anchor_and_a_new_beginning_opens_another() -> None:
    given = outputs(BLOW, {2: "B-Bombing", 3: "I-Bombing", 4: "B-Shooting"}, {})
    assert [(r.label, r.span.slice(TEXT)) for r in read(BLOW, given)] == [
        ("Bombing", "Holt said"),
        ("Shooting", "the"),
    ]


def test_the_threshold_lets_in_what_is_less_likely_than_nothing() -> None:
    given = outputs(BLOW, {}, {})
    given.tags[3, BLOW.tags.index("B-Shooting")] = 3.0
    assert read(BLOW, given) == []
    (found,) = read(BLOW, given, Tuning(threshold=0.2))
    assert found.label == "Shooting"
    assert found.score < 0.5


def test_a_role_with_several_fillers_gives_those_that_do_not_overlap() -> None:
    pointed = {"place first": {1: 9.0, 4: 8.6}, "place last": {1: 9.0, 5: 8.6}}
    (found,) = read(BLOW, outputs(BLOW, {6: "B-Bombing"}, pointed))
    assert words(found, "place") == ["Karin", "the bridge"]


def test_a_temperature_flattens_scores() -> None:
    given = outputs(SAYING, {3: "B-cue"}, {})
    (sure,), (unsure,) = read(SAYING, given), read(SAYING, given, Tuning(tag_temperature=2.0))
    assert unsure.score < sure.score


def test_a_distance_adds_to_the_score_of_a_pointer() -> None:
    given = outputs(SAYING, {3: "B-cue"}, {"source first": {}, "source last": {}})
    middle = given.distances.shape[1] // 2
    given.distances[0, middle - 2] = given.distances[1, middle - 1] = 9.0
    (found,) = read(SAYING, given)
    assert words(found, "source") == ["Karin Holt"]


@pytest.mark.parametrize("score", [0.123456, 2.7182818])
def test_scores_are_rounded(score: float) -> None:
    given = outputs(SAYING, {3: "B-cue"}, {"source first": {1: score}, "source last": {1: score}})
    (found,) = read(SAYING, given)
    assert all(round(value, 3) == value for value in (found.score, *(part.score for part in found.parts)))


def test_words_that_are_asked_about_are_read_however_unlikely() -> None:
    given = outputs(BLOW, {}, {"place first": {5: 6.0, 0: 3.0}, "place last": {5: 6.0, 0: 3.0}})
    fell = Span(27, 31)
    assert list(decode(BLOW, given, PIECES, TEXT, tuning=Tuning())) == []
    (reading,) = decode(BLOW, given, PIECES, TEXT, tuning=Tuning(), words=[fell])
    assert reading.span == fell
    assert reading.score < 0.1
    assert [part.span.slice(TEXT) for part in reading.parts] == ["bridge"]


def test_a_word_that_was_found_is_not_read_again() -> None:
    given = outputs(BLOW, {6: "B-Bombing"}, {})
    (reading,) = decode(BLOW, given, PIECES, TEXT, tuning=Tuning(), words=[Span(27, 31)])
    assert reading.score > 0.9


def test_near_fillers_stand_in_the_sentence_of_the_anchor() -> None:
    text = "Karin Holt said. The bridge fell"
    offsets = ((0, 5), (6, 10), (11, 15), (15, 16), (17, 20), (21, 27), (28, 32))
    pieces = Pieces(tuple(range(7)), offsets)
    assert piece_sentences(text, pieces) == [(1, 4)] * 5 + [(5, 7)] * 3
    scores = np.ones((2, 9), dtype=np.float32)
    near = within_reach(scores, (5, 7))
    assert (near == scores).tolist() == [[True, *[False] * 4, *[True] * 3, False]] * 2


def test_a_filler_by_a_word_more_or_less_is_the_same() -> None:
    ends = {4: 5.0, 5: 5.0, 0: 2.0}
    given = outputs(BLOW, {6: "B-Bombing"}, {"place first": ends, "place last": {5: 6.0, 0: 2.0}})
    ((reading,),) = [read(BLOW, given)]
    (part,) = reading.parts
    assert part.score > 0.9, "it begins at one of two words, but it is there"


def test_a_curve_makes_a_probability_say_how_often_it_is_right() -> None:
    tuning = Tuning(curves={"place": (0.5, -1.0)})
    assert tuning.believed("place", 0.5) == pytest.approx(0.269, abs=1e-3)
    assert tuning.believed("place", 0.5) < tuning.believed("place", 1.0) < 1.0
    assert tuning.believed("anchor", 0.25) == pytest.approx(0.25, abs=1e-3)
