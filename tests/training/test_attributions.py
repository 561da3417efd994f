"""Marked attributions become blocks of pieces with targets."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from kg.annotate.learned.pieces import load_piece_reader
from kg.annotate.learned.tasks import ATTRIBUTION
from kg.model.span import Span
from training.attributions import read_attributions
from training.examples import IGNORED, Example, make_examples
from training.frames import Frame, MarkedText

TEXT = "Karin Holt said the bridge fell"


def example_of(tmp_path: Path, marked: MarkedText) -> Example:
    """The only block of a text, every word one piece."""
    vocabulary = {"<s>": 0, "</s>": 1, "?": 2}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="?"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    reader = load_piece_reader(tmp_path / "tokenizer.json")
    (example,) = make_examples([marked], reader)
    return example


def marked(*frames: Frame, known: tuple[Span, ...] | None = None) -> MarkedText:
    return MarkedText(name="a", text=TEXT, task="attribution", frames=frames, known=known)


def test_parts_in_several_pieces_are_covered_by_one_span(tmp_path: Path) -> None:
    row = {
        "doc_id": "a",
        "text": TEXT,
        "quotes": [
            {"cue_spans": [[11, 15, "said"]], "speaker_spans": [], "quote_spans": [[16, 19, "the"], [27, 31, "fell"]]},
            {"cue_spans": [], "speaker_spans": [[0, 5, "Karin"]], "quote_spans": []},
        ],
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (text,) = read_attributions(path)
    (frame,) = text.frames  # without a cue there is no frame
    assert (frame.anchor, frame.label) == (Span(11, 15), "cue")
    assert frame.fillers == {"source": (), "content": (Span(16, 31),)}


def test_tags_and_pointers_of_a_frame(tmp_path: Path) -> None:
    frame = Frame(anchor=Span(11, 15), label="cue", fillers={"source": (Span(0, 10),), "content": ()})
    example = example_of(tmp_path, marked(frame))
    tags = ["" if tag == IGNORED else ATTRIBUTION.tags[tag] for tag in example.tags]
    assert tags == ["", "O", "O", "B-cue", "O", "O", "O", ""]
    assert example.anchors == (3,)
    assert example.targets == (((1,), (2,), (0,), (0,)),)


def test_a_role_that_nobody_marked_teaches_nothing(tmp_path: Path) -> None:
    frame = Frame(anchor=Span(11, 15), label="cue", fillers={"source": (Span(0, 10),)})
    assert example_of(tmp_path, marked(frame)).targets == (((1,), (2,), (), ()),)


def test_a_filler_outside_the_block_teaches_nothing(tmp_path: Path) -> None:
    frame = Frame(anchor=Span(11, 15), label="cue", fillers={"source": (Span(0, 10), Span(40, 50)), "content": ()})
    assert example_of(tmp_path, marked(frame)).targets == (((), (), (0,), (0,)),)


def test_words_outside_what_is_known_teach_nothing(tmp_path: Path) -> None:
    example = example_of(tmp_path, marked(known=(Span(0, 11),)))
    assert [tag == IGNORED for tag in example.tags] == [True, False, False, True, True, True, True, True]
