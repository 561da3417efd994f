"""Shards: named by content, whole or absent."""

import gzip
from pathlib import Path

import pytest

from kg.corpus.shards import ShardWriter, remove_parts
from kg.errors import RunError

LINES = [b"<urn:a> <urn:b> <urn:c> <urn:g> .\n", b"<urn:a> <urn:b> <urn:d> <urn:g> .\n"]


def write(folder: Path, lines: list[bytes], *, compress: bool = False) -> ShardWriter:
    folder.mkdir(exist_ok=True)
    with ShardWriter(folder, compress=compress) as shard:
        for line in lines:
            shard.add(line)
    return shard


def test_same_quads_same_file(tmp_path: Path) -> None:
    shards = [write(tmp_path / "a", LINES), write(tmp_path / "a", LINES), write(tmp_path / "b", LINES)]
    assert len({shard.name for shard in shards}) == 1
    (path,) = (tmp_path / "a").iterdir()
    assert path.read_bytes() == b"".join(LINES)
    assert shards[0].bytes == path.stat().st_size
    assert write(tmp_path / "a", LINES[:1]).name != shards[0].name


def test_compressed_shards_are_the_same_on_every_run(tmp_path: Path) -> None:
    names = {write(tmp_path / folder, LINES, compress=True).name for folder in ("a", "b")}
    contents = {path.read_bytes() for folder in ("a", "b") for path in (tmp_path / folder).iterdir()}
    assert len(names) == len(contents) == 1
    assert gzip.decompress(contents.pop()) == b"".join(LINES)


def test_nothing_to_write_leaves_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, []).name is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("compress", [True, False])
def test_an_error_in_the_middle_leaves_nothing(tmp_path: Path, compress: bool) -> None:
    def break_off() -> None:
        with ShardWriter(tmp_path, compress=compress) as shard:
            shard.add(LINES[0])
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_what_the_dead_left_is_removed(tmp_path: Path) -> None:
    writer = ShardWriter(tmp_path, compress=False)
    writer.__enter__()
    kept = write(tmp_path, LINES).name
    remove_parts(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [kept]
    writer.__exit__(None, None, None)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be written"), ShardWriter(tmp_path / "missing", compress=False):
        pass
