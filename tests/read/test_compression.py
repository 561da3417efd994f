import gzip
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, find_format, read_articles, read_path, stem_of

LINE = b'{"text": "A bomb killed two people in Harbour Town."}\n'
PACKERS: list[Callable[[bytes], bytes]] = [gzip.compress, zstd.compress]
NAMES = ["gz", "zst"]


@pytest.mark.parametrize(("pack", "ending"), list(zip(PACKERS, NAMES, strict=True)))
def test_packed_files_of_every_kind_are_read(tmp_path: Path, pack: Callable[[bytes], bytes], ending: str) -> None:
    for name, content in (("a.jsonl", LINE), ("b.txt", b"A bomb killed two people."), ("c.csv", b"text\nA bomb.\n")):
        path = tmp_path / f"{name}.{ending}"
        path.write_bytes(pack(content))
        assert read_path(path).text.startswith("A bomb")
        assert stem_of(path) == name[0]
        assert find_format(path) == find_format(Path(name))


@pytest.mark.parametrize("pack", PACKERS, ids=NAMES)
def test_parts_packed_one_after_another_are_one_file(pack: Callable[[bytes], bytes]) -> None:
    stream = io.BytesIO(pack(LINE * 2) + pack(LINE))
    assert len(list(read_articles(stream, options=ReadOptions(format=InputFormat.JSONL)))) == 3


@pytest.mark.parametrize("pack", PACKERS, ids=NAMES)
def test_what_stands_before_a_tear_is_read_and_the_tear_is_told(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "pool.jsonl"
    path.write_bytes(pack(LINE) + pack(LINE)[:-6])
    *read, last = read_articles(path)
    assert read
    assert all(isinstance(value, Article) for value in read)
    assert isinstance(last, InputError)
    assert "damaged or incomplete" in last.problem
    assert last.place == str(path)


@pytest.mark.parametrize("pack", PACKERS, ids=NAMES)
@pytest.mark.parametrize("format", ["jsonl", "text", "csv", "feed"])
def test_a_bomb_is_refused_in_little_memory(pack: Callable[[bytes], bytes], format: str) -> None:
    bomb = pack(b"text\n" + b"a" * 50_000_000)
    assert len(bomb) < 60_000
    options = ReadOptions(format=InputFormat(format), max_bytes=10_000)
    tracemalloc.start()
    values = list(read_articles(io.BytesIO(bomb), options=options))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(isinstance(value, InputError) for value in values)
    assert values
    assert peak < 5_000_000


def test_a_line_without_end_ends_the_file() -> None:
    bomb = gzip.compress(LINE + b"a" * 20_000_000 + b"\n" + LINE)
    options = ReadOptions(format=InputFormat.JSONL, max_bytes=1000)
    first, too_large, endless = read_articles(io.BytesIO(bomb), options=options)
    assert isinstance(first, Article)
    assert isinstance(too_large, InputError)
    assert isinstance(endless, InputError)
    assert endless.place == "stdin line 2"
    assert "no end" in endless.problem


def test_a_stream_that_cannot_be_wound_back_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._rest = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self._rest.readinto(buffer)

    options = ReadOptions(format=InputFormat.JSONL)
    (only,) = read_articles(Pipe(gzip.compress(LINE)), options=options)  # type: ignore[arg-type]
    assert isinstance(only, Article)
