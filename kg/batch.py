"""Many reports to many graph files; one that cannot be read harms no other.

Sits on top of the stages: reads, runs the pipeline, writes. What the command line prints comes
from here as values.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError
from kg.model.article import Article
from kg.model.report import ValidationReport
from kg.read import ReadOptions, find_format, holds_several, iter_report_files, read_records, stem_of

if TYPE_CHECKING:
    from kg.pipeline import Outcome, Pipeline

ENDING_OF = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld"}
_LINE_FORMATS = frozenset({"ntriples", "nquads"})  # whose files may be put one after another


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one report: exactly one of `outcome` and `error` is set.

    `written` is the graph's file, or the file with the validation report where the graph does not
    conform; None on an error and where the result went to no file. `content` is the graph's bytes
    where no file was asked for.
    """

    place: str
    outcome: Outcome | None = None
    error: InputError | None = None
    written: Path | None = None
    content: bytes | None = None

    @property
    def conforms(self) -> bool:
        return self.outcome is not None and not isinstance(self.outcome.result, ValidationReport)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Which reports go where. `folder` and `file` are both None where the bytes are handed back, or
    nothing is because the graphs go into a store (`serialised` False); `format` is one of the keys of `ENDING_OF`."""

    sources: tuple[Path | BinaryIO, ...]
    format: str
    folder: Path | None = None
    file: Path | None = None
    serialised: bool = True
    taken: dict[Path, str] = field(default_factory=dict)  # output file → the report it belongs to


def plan_job(
    inputs: Sequence[Path | BinaryIO], *, output: Path | None, format: str | None, options: ReadOptions
) -> Job:
    """Decides which file each report goes to.

    `output` None means: hand the bytes back. It is a folder where there are several inputs, where
    an input is a folder or holds several reports by its format, or where it exists as one.
    Raises `InputError` where two inputs would go to one file, or a folder holds no report.
    """
    from kg.write import format_of

    sources = tuple(_expand(inputs))
    several = len(sources) != len(inputs) or len(sources) > 1 or any(map(_is_folder, inputs))
    several = several or any(_holds_several(source, options) for source in sources)
    if several and (options.title or options.url):
        raise InputError(
            place="--title and --url", problem="they belong to one report", remedy="Leave them out, or give one input."
        )
    if output is None:
        wanted = format_of(Path(), format or "turtle")
        if several and wanted not in _LINE_FORMATS:
            raise InputError(
                place="output",
                problem=f"several graphs cannot go into one {wanted} stream",
                remedy="Name a folder with -o FOLDER, or choose --format nt or nq.",
            )
        return Job(sources=sources, format=wanted)
    if several or output.is_dir():
        job = Job(sources=sources, format=format_of(Path(), format or "turtle"), folder=output)
        _refuse_same_names(job)
        return job
    return Job(sources=sources, format=format_of(output, format), file=output)


def run_job(job: Job, *, pipeline: Pipeline, options: ReadOptions) -> Iterator[Built]:
    """Reads, builds, validates and writes; results come in the order of the inputs."""
    if job.folder is not None:
        _make_folder(job.folder)
    waiting: deque[Built] = deque()
    for outcome in pipeline.run(_feed(job, options=options, waiting=waiting)):
        yield from _leading_errors(waiting)
        yield _finish(waiting.popleft(), outcome, format=job.format if job.serialised else None)
    yield from _leading_errors(waiting)


def _feed(job: Job, *, options: ReadOptions, waiting: deque[Built]) -> Iterator[Article]:
    """The articles for the pipeline; for each report, good or bad, one entry goes to `waiting`."""
    for source in job.sources:
        for record in read_records(source, options=options):
            try:
                if isinstance(record.value, InputError):
                    raise record.value
                target = _target(job, source, record.line, place=record.value.place)
            except InputError as error:
                waiting.append(Built(place=error.place, error=error))
                continue
            waiting.append(Built(place=record.value.place, written=target))
            yield record.value


def _leading_errors(waiting: deque[Built]) -> Iterator[Built]:
    while waiting and waiting[0].error is not None:
        yield waiting.popleft()


def _finish(built: Built, outcome: Outcome, *, format: str | None) -> Built:
    from kg.write import serialise, write_bytes, write_file

    result, target = outcome.result, built.written
    if target is None:
        content = None
        if format is not None and not isinstance(result, ValidationReport):
            content = serialise(result.graph, format)
        return Built(place=built.place, outcome=outcome, content=content)
    findings = target.with_suffix(".report.txt")
    if isinstance(result, ValidationReport):
        write_bytes(result.to_text().encode("utf-8"), findings)
        return Built(place=built.place, outcome=outcome, written=findings)
    write_file(result, target, format=format)
    findings.unlink(missing_ok=True)  # an earlier run's: it would speak of another graph
    return Built(place=built.place, outcome=outcome, written=target)


def _target(job: Job, source: Path | BinaryIO, line: int | None, *, place: str) -> Path | None:
    if job.folder is not None:
        name = _stem(source) if line is None else f"{_stem(source)}-{line}"
        target = job.folder / f"{name}{ENDING_OF[job.format]}"
    elif job.file is not None:
        target = job.file
    elif line is not None and job.format not in _LINE_FORMATS:
        raise _holds_more(place)
    else:
        return None
    if isinstance(source, Path) and target.resolve() == source.resolve():
        raise InputError(place=place, problem="the graph would replace the report", remedy="Choose another output.")
    if target in job.taken:
        if job.file is not None:
            raise _holds_more(place)
        raise _same_name(job.taken[target], place, target)
    job.taken[target] = place
    return target


def _holds_more(place: str) -> InputError:
    return InputError(
        place=place, problem="a second report has no place in one output file", remedy="Name a folder with -o FOLDER."
    )


def _same_name(first: str, second: str, target: Path) -> InputError:
    return InputError(
        place=f"{first} and {second}",
        problem=f"both would be written to {target}",
        remedy="Rename one of them, or build them into two folders.",
    )


def _refuse_same_names(job: Job) -> None:
    seen: dict[str, str] = {}
    for source in job.sources:
        stem = _stem(source)
        if stem in seen and job.folder is not None:
            raise _same_name(seen[stem], str(source), job.folder / f"{stem}{ENDING_OF[job.format]}")
        seen[stem] = str(source)


def _expand(inputs: Iterable[Path | BinaryIO]) -> Iterator[Path | BinaryIO]:
    for source in inputs:
        if not _is_folder(source):
            yield source
            continue
        files = list(iter_report_files(Path(str(source))))
        if not files:
            raise InputError(
                place=str(source),
                problem="no report in this folder",
                remedy="Reports end in .txt, .html, .json, .jsonl, .csv, .rss, .atom, .xml or .warc, and .gz or .zst.",
            )
        yield from files


def _is_folder(source: Path | BinaryIO) -> bool:
    return isinstance(source, Path) and source.is_dir()


def _holds_several(source: Path | BinaryIO, options: ReadOptions) -> bool:
    if options.format is not None:
        return holds_several(options.format)
    try:
        return isinstance(source, Path) and holds_several(find_format(source))
    except InputError:  # an unknown ending: reading will say so, and the other inputs go on
        return False


def _stem(source: Path | BinaryIO) -> str:
    return stem_of(source) if isinstance(source, Path) else "stdin"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            place=str(folder),
            problem=f"the folder cannot be made ({(error.strerror or str(error)).lower()})",
            remedy="Choose another with -o.",
        ) from error
