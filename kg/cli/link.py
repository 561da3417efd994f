"""`kg link`: the same attack, person or organisation in many reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import say, settings_from, write_stdout
from kg.errors import InputError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.link import Features, Links, Outcome
    from kg.link.record import Decision


def link(
    ctx: typer.Context,
    graphs: Annotated[list[Path] | None, typer.Argument(help="Graphs or folders of graphs.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file of the links; links.trig if not given.")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(help="Read this store on disk instead of files, and keep the links in it.")
    ] = None,
    threshold: Annotated[str | None, typer.Option(help="Points that two attacks need; 6.5 if not given.")] = None,
    undo: Annotated[str | None, typer.Option(help="Take a decision back, by its IRI; ALL for all.")] = None,
    base: Annotated[str | None, typer.Option(help="Base of the IRIs; as for kg build.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object on stdout.")] = False,
) -> None:
    """Propose which reports tell of the same attack and name the same people and organisations.

    Nothing is merged: each link is a decision with its points and reasons in the file of links, and can
    be taken back. Facts that contradict each other (days, places, kinds, victims, tolls) rule a link
    out. Run again with all graphs, it keeps what it decided and compares new articles only. The links of
    a store stand in the store, unless -o names a file: kg query sees them, and kg withdraw takes
    back those that rest on what goes.

    Examples:

      kg link graphs/ -o links.trig

      kg query graphs/ links.trig --question toll-over-time

      kg link -o links.trig --undo ALL

      kg link --store corpus/
    """
    from kg.link import ATTACK_THRESHOLD, decide_links, read_features
    from kg.linking import open_links

    name = settings_from(ctx, base=base).base
    place = open_links(output, store)
    before = place.read(name)
    if undo is not None:
        after = before.without(undo)
        place.write(after)
        say(f"{place.name}: {len(before.decisions) - len(after.decisions)} taken back, {len(after.decisions)} left")
        return
    points = ATTACK_THRESHOLD if threshold is None else _points(threshold)
    with _loaded(graphs or [], store, place.name) as loaded:
        features = read_features(loaded)
    outcome = decide_links(features, before, threshold=points)
    place.write(outcome.links)
    absent = _absent(outcome, features)
    if absent:
        say(f"{place.name}: {len(absent)} of the links rest on nodes that none of these graphs describes; --undo takes")
        say(f"one back: {', '.join(absent[:3])}{' …' if len(absent) > 3 else ''}")
    if as_json:
        summary = json.dumps({**_summarise(outcome), "absent": absent}, ensure_ascii=False, indent=2)
        write_stdout(summary.encode("utf-8") + b"\n")
    else:
        _show(outcome, before, place.name)


@contextmanager
def _loaded(graphs: list[Path], folder: Path | None, output: str) -> Iterator[ox.Store]:
    """The graphs of the files, or of the store, in one store; the file of links is none of them."""
    if (folder is None) == (not graphs):
        remedy = "Name graph files or folders, or --store and a folder."
        raise InputError(place="kg link", problem="it needs graphs, or a store, and not both", remedy=remedy)
    if folder is not None:
        from kg.store import ArchiveReader

        with closing(ArchiveReader(folder)) as reader:
            yield reader.opened
        return
    import pyoxigraph as ox

    from kg.query.files import iter_graph_files, read_quads

    loaded = ox.Store()
    for path in iter_graph_files(graphs):
        if path.resolve() != Path(output).resolve():
            loaded.extend(read_quads(path))
    yield loaded


def _points(words: str) -> Decimal:
    try:
        points = Decimal(words)
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite():
        raise InputError(place="--threshold", problem=f"{words!r} is no number", remedy="Write it as 6.5.")
    return points


def _absent(outcome: Outcome, features: Features) -> list[str]:
    """The decisions about nodes that the graphs do not describe: of an article that is gone, or not among them."""
    known = {attack.iri for attack in features.attacks} | {agent.iri for agent in features.agents}
    decisions = (d for d in outcome.links.decisions if not {d.subject, d.object} <= known)
    return [decision.iri(outcome.links.base) for decision in decisions]


def _show(outcome: Outcome, before: Links, output: str) -> None:
    for decision in outcome.added:
        say(f"{decision.subject} = {decision.object}: {decision.score} points: {'; '.join(decision.reasons)}")
    for refusal in outcome.refused:
        say(f"{refusal.subject} ≠ {refusal.object}: {refusal.score} points, but {refusal.reason}")
    say(
        f"{output}: {len(outcome.added)} new links, {len(before.decisions)} kept, "
        f"{len(outcome.refused)} left apart, {outcome.compared} pairs compared"
    )


def _summarise(outcome: Outcome) -> dict[str, Any]:
    base = outcome.links.base
    return {
        "added": [_decision(decision, base) for decision in outcome.added],
        "kept": [_decision(d, base) for d in outcome.links.decisions if d not in outcome.added],
        "refused": [
            {"subject": r.subject, "object": r.object, "score": str(r.score), "reason": r.reason}
            for r in outcome.refused
        ],
        "compared": outcome.compared,
    }


def _decision(decision: Decision, base: str) -> dict[str, Any]:
    return {
        "iri": decision.iri(base),
        "subject": decision.subject,
        "predicate": decision.predicate,
        "object": decision.object,
        "score": str(decision.score),
        "reasons": list(decision.reasons),
    }
