"""Inputs, outputs and errors of a job, with a pipeline that finds nothing in every article."""

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from rdflib import RDFS, Graph, Literal, URIRef

from kg.batch import Built, plan_job, run_job
from kg.errors import InputError, ModelError
from kg.model.annotation import ModelInfo
from kg.model.article import Article
from kg.model.report import Severity, ValidationReport, Violation
from kg.model.resolved import ResolvedFacts
from kg.pipeline import Outcome, Pipeline
from kg.read import ReadOptions
from kg.settings import Settings
from kg.validate import ValidatedGraph

BODY = "A bomb killed three people in Harbour Town, police said."
BAD = "This one does not conform."


class EmptyPipeline(Pipeline):
    """Takes articles two at a time, as the real one does, and finds fault with `BAD` ones."""

    def run(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        queue: list[Article] = []
        for article in articles:
            queue.append(article)
            if len(queue) == 2:
                yield from map(self._outcome, queue)
                queue = []
        yield from map(self._outcome, queue)

    def _outcome(self, article: Article) -> Outcome:
        facts = ResolvedFacts(article=article, model=ModelInfo(name="none", version="0"), publisher=None)
        graph = Graph()
        graph.add((URIRef(f"http://e.org/{article.key}"), RDFS.label, Literal(article.text)))
        result: ValidatedGraph | ValidationReport = ValidatedGraph(graph=graph, report=ValidationReport(), triples=1)
        if BAD in article.text:
            violation = Violation(source_shape="http://e.org/S", severity=Severity.VIOLATION, message="It is bad.")
            result = ValidationReport(violations=(violation,))
        return Outcome(article=article, resolved=facts, result=result)


def build(
    *inputs: Path | io.BytesIO,
    output: Path | None,
    format: str | None = None,
    options: ReadOptions | None = None,
) -> list[Built]:
    options = options or ReadOptions()
    job = plan_job(inputs, output=output, format=format, options=options)
    return list(run_job(job, pipeline=EmptyPipeline(), options=options))


def report(path: Path, text: str = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_report_to_one_file(tmp_path: Path) -> None:
    (built,) = build(report(tmp_path / "a.txt"), output=tmp_path / "a.nt")
    assert built.written == tmp_path / "a.nt"
    assert built.conforms
    assert BODY in (tmp_path / "a.nt").read_text(encoding="utf-8")


def test_one_report_to_bytes(tmp_path: Path) -> None:
    (built,) = build(io.BytesIO(BODY.encode()), output=None, format="ntriples")
    assert built.written is None
    assert built.content is not None
    assert BODY.encode() in built.content


def test_a_folder_to_a_folder(tmp_path: Path) -> None:
    source = tmp_path / "in"
    report(source / "b.txt")
    report(source / "deep" / "a.txt")
    report(source / "README.md", "not a report")
    results = build(source, output=tmp_path / "out" / "graphs", format="jsonld")
    assert [built.place for built in results] == [str(source / "b.txt"), str(source / "deep" / "a.txt")]
    assert names(tmp_path / "out" / "graphs") == ["a.jsonld", "b.jsonld"]


def test_json_lines_are_named_by_line(tmp_path: Path) -> None:
    lines = [json.dumps({"text": BODY}), "broken", json.dumps({"text": BODY + " Again."})]
    results = build(report(tmp_path / "pool.jsonl", "\n".join(lines)), output=tmp_path / "out")
    assert names(tmp_path / "out") == ["pool-1.ttl", "pool-3.ttl"]
    assert [built.error is None for built in results] == [True, False, True]
    assert "line 2" in results[1].place


def test_the_rows_of_a_packed_table_are_named_by_line(tmp_path: Path) -> None:
    table = tmp_path / "pool.csv.gz"
    table.write_bytes(gzip.compress(f'title,text\nA,"{BODY}"\nB\nC,"{BODY}"\n'.encode()))
    results = build(table, output=tmp_path / "out")
    assert [bool(result.error) for result in results] == [False, True, False]
    assert names(tmp_path / "out") == ["pool-2.ttl", "pool-4.ttl"]


def test_errors_come_in_their_place_and_harm_no_others(tmp_path: Path) -> None:
    inputs = [
        tmp_path / "missing.txt",
        report(tmp_path / "a.txt"),
        report(tmp_path / "empty.txt", ""),
        report(tmp_path / "b.txt"),
        report(tmp_path / "c.txt"),
        tmp_path / "gone.docx",
    ]
    results = build(*inputs, output=tmp_path / "out")
    assert [built.place for built in results] == [str(path) for path in inputs]
    assert [built.error is None for built in results] == [False, True, False, True, True, False]
    assert names(tmp_path / "out") == ["a.ttl", "b.ttl", "c.ttl"]


def test_a_graph_that_does_not_conform_is_not_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bad, good = build(report(tmp_path / "bad.txt", BAD), report(tmp_path / "good.txt"), output=out)
    assert not bad.conforms
    assert good.conforms
    assert names(out) == ["bad.report.txt", "good.ttl"]
    assert "It is bad." in (out / "bad.report.txt").read_text(encoding="utf-8")


def test_a_report_on_an_earlier_graph_goes_when_the_graph_conforms(tmp_path: Path) -> None:
    source = report(tmp_path / "a.txt", BAD)
    build(source, output=tmp_path / "a.ttl")
    assert (tmp_path / "a.report.txt").exists()
    report(source)
    build(source, output=tmp_path / "a.ttl")
    assert names(tmp_path) == ["a.ttl", "a.txt"]


def test_two_inputs_never_go_to_one_file(tmp_path: Path) -> None:
    first, second = report(tmp_path / "x" / "a.txt"), report(tmp_path / "y" / "a.html")
    with pytest.raises(InputError) as caught:
        build(first, second, output=tmp_path / "out")
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_line_never_goes_to_the_file_of_another_input(tmp_path: Path) -> None:
    other = report(tmp_path / "pool-1.txt")
    pool = report(tmp_path / "pool.jsonl", json.dumps({"text": BODY}))
    good, bad = build(other, pool, output=tmp_path / "out")
    assert good.conforms
    assert bad.error is not None
    assert str(other) in str(bad.error)


def test_several_reports_in_one_json_file_need_a_folder(tmp_path: Path) -> None:
    line = json.dumps({"text": BODY})
    results = build(report(tmp_path / "a.json", f"{line}\n{line}"), output=tmp_path / "a.ttl")
    assert [built.conforms for built in results] == [True, False]
    assert "-o FOLDER" in str(results[1].error)


def test_the_report_is_never_replaced_by_its_graph(tmp_path: Path) -> None:
    source = report(tmp_path / "a.txt")
    (built,) = build(source, output=source, format="turtle")
    assert "would replace the report" in str(built.error)
    assert source.read_text(encoding="utf-8") == BODY


def test_several_graphs_in_one_stream_only_where_the_format_allows(tmp_path: Path) -> None:
    inputs = report(tmp_path / "a.txt"), report(tmp_path / "b.txt", BODY + " Again.")
    with pytest.raises(InputError, match="turtle"):
        build(*inputs, output=None)
    assert all(built.content for built in build(*inputs, output=None, format="nquads"))


def test_a_title_belongs_to_one_report(tmp_path: Path) -> None:
    inputs = report(tmp_path / "a.txt"), report(tmp_path / "b.txt")
    with pytest.raises(InputError, match="belong to one report"):
        build(*inputs, output=tmp_path / "out", options=ReadOptions(title="A"))
    assert len(build(*inputs, output=tmp_path / "out", options=ReadOptions(publisher="AFP"))) == 2


def test_a_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no report in this folder"):
        build(tmp_path, output=tmp_path / "out")


def test_an_output_that_cannot_be_made(tmp_path: Path) -> None:
    report(tmp_path / "file")
    with pytest.raises(InputError, match="folder cannot be made"):
        build(report(tmp_path / "a.txt"), report(tmp_path / "b.txt"), output=tmp_path / "file" / "out")


def test_no_model_is_loaded_where_no_report_can_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\xff\xfe\x00")
    pipeline = Pipeline(Settings(model="a-model-that-nobody-has"))
    (built,) = run_job(
        plan_job([broken], output=None, format=None, options=ReadOptions()), pipeline=pipeline, options=ReadOptions()
    )
    assert built.error is not None
    calm = Pipeline(Settings(model="a-model-that-nobody-has", screen=True))
    (built,) = run_job(
        plan_job(
            [report(tmp_path / "calm.txt", "The mayor opened the new bridge on Friday, the town said.")],
            output=None,
            format=None,
            options=ReadOptions(),
        ),
        pipeline=calm,
        options=ReadOptions(),
    )
    assert built.conforms
    with pytest.raises(ModelError, match="a-model-that-nobody-has"):
        list(pipeline.run([built.outcome.article] if built.outcome else []))
