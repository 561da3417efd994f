"""python -m training {compare,train,names,finish} --data FOLDER --work FOLDER: see training/README.md."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import torch

from kg.annotate.learned.decoding import Tuning
from kg.annotate.learned.pieces import load_piece_reader
from kg.annotate.learned.reader import LearnedReader, load_reader
from kg.annotate.learned.tasks import ATTRIBUTION, TASKS
from kg.annotate.learned.weights import NETWORK
from kg.resources import weights_dir
from training.dropout import set_dropout
from training.encoders import CANDIDATES, Candidate, encoder_folder
from training.examples import make_examples
from training.exporting import export_network, write_manifest
from training.learning import Plan, train
from training.measuring import likely, measure, measure_linking, predict
from training.name_learning import make_branch, train_names
from training.name_network import WholeReader
from training.network import DROPPED, Network, freeze_layers, load_encoder
from training.recipe import (
    COMPLETE,
    ENCODER,
    NAME,
    PHASES,
    THRESHOLDS,
    VERSION,
    Material,
    Phase,
    read_material,
    texts_of,
)
from training.tuning import fit, fit_curves

WEIGHTS = weights_dir()
NAMES = "names.pt"  # the checkpoint of what reads names
COMPARED = 250  # texts that every candidate learns from, once


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("command", choices=("compare", "train", "names", "finish"))
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the finished weights")
    parser.add_argument("--work", type=Path, required=True, help="folder for encoders and checkpoints")
    parser.add_argument("--from-phase", type=int, default=0, help="take up the checkpoint before this phase")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    material = read_material(args.data)
    if args.command == "compare":
        compare(material, args.work)
    if args.command == "train":
        run_phases(material, args.work, first=args.from_phase)
    if args.command in {"train", "names"}:
        run_names(args.data, args.work)
    if args.command in {"train", "names", "finish"}:
        finish(material, args.work, args.out)
    return 0


def compare(material: Material, work: Path) -> None:
    """Train every candidate on the same few texts, once, and print F1 on texts held back."""
    print(f"{'encoder':<12}{'cue':>8}{'source':>8}{'content':>8}{'minutes':>9}")
    for candidate in CANDIDATES.values():
        network = make_network(candidate, work)
        reader = load_piece_reader(encoder_folder(candidate, work) / "tokenizer.json")
        began = time.process_time()
        examples = list(make_examples(material.learned["polnear"][:COMPARED], reader))
        train(network, examples, Plan(epochs=1, pad=candidate.pad))
        minutes = (time.process_time() - began) / 60
        pairs = [(text, list(predict(network, reader, text.text))) for text in material.held_back["polnear"]]
        scores = [tally.f1 for tally in measure(pairs, ATTRIBUTION).values()]
        print(f"{candidate.name:<12}{''.join(f'{f1:>8.3f}' for f1 in scores)}{minutes:>9.1f}", flush=True)


def run_phases(material: Material, work: Path, *, first: int) -> None:
    """Train phase by phase; each leaves a checkpoint, from which the next can be taken up again."""
    candidate = CANDIDATES[ENCODER]
    reader = load_piece_reader(encoder_folder(candidate, work) / "tokenizer.json")
    network = make_network(candidate, work)
    if first:
        load_checkpoint(network, checkpoint(work, PHASES[first - 1]))
    for phase in PHASES[first:]:
        examples = list(make_examples(texts_of(material, phase), reader))
        print(f"phase {phase.name}: {len(examples)} blocks, {phase.epochs} epochs", flush=True)
        freeze_layers(network, phase.frozen)
        plan = Plan(
            epochs=phase.epochs,
            encoder_rate=phase.encoder_rate,
            head_rate=phase.head_rate,
            weight_decay=phase.weight_decay,
            frozen=phase.frozen,
            pad=candidate.pad,
        )
        train(network, examples, plan)
        torch.save(network.state_dict(), checkpoint(work, phase))


def run_names(data: Path, work: Path) -> None:
    """Train what reads names on the network of the last checkpoint, and leave a checkpoint of it."""
    candidate = CANDIDATES[ENCODER]
    folder = encoder_folder(candidate, work)
    network = make_network(candidate, work)
    load_checkpoint(network, last_checkpoint(work))
    branch = train_names(network, load_piece_reader(folder / "tokenizer.json"), folder, data)
    torch.save(branch.state_dict(), work / NAMES)


def finish(material: Material, work: Path, out: Path) -> None:
    """Export the network of the last checkpoint, fit its temperatures and write the manifest."""
    candidate = CANDIDATES[ENCODER]
    vocabulary = encoder_folder(candidate, work) / "tokenizer.json"
    network = make_network(candidate, work)
    load_checkpoint(network, last_checkpoint(work))
    names = make_branch(encoder_folder(candidate, work))
    names.load_state_dict(torch.load(work / NAMES, weights_only=True))
    out.mkdir(parents=True, exist_ok=True)
    export_network(WholeReader(network, names), out / NETWORK)
    about = {"encoder": "all-mpnet-base-v2, first 4 layers; names: 2 layers beside them", "licence": candidate.licence}
    write_manifest(out, vocabulary, name=NAME, version=VERSION, tunings={}, about=about)
    reader = load_reader(out)
    tunings: dict[str, Tuning] = {}
    for task in TASKS:
        texts = [text for source in material.held_back.values() for text in source if text.task == task.name]
        tuning = replace(fit(reader, texts, task), threshold=THRESHOLDS[task.name])
        complete = {text.name for source in COMPLETE for text in material.held_back[source]}
        tunings[task.name] = fit_curves(reader, texts, task, tuning, complete=complete)
        print(task.name, tunings[task.name], flush=True)
    write_manifest(out, vocabulary, name=NAME, version=VERSION, tunings=tunings, about=about)
    print_scores(load_reader(out), material)


def print_scores(reader: LearnedReader, material: Material) -> None:
    """How well the finished reader does on what was held back, source by source."""
    for source, texts in material.held_back.items():
        (task,) = (task for task in TASKS if task.name == texts[0].task)
        pairs = [(t, list(likely(r for r in reader.read(t.text) if r.task == task.name))) for t in texts]
        for name, tally in measure(pairs, task).items():
            print(f"{source:<12}{name:<14}{tally.f1:>8.3f}   ({tally.found} found, {tally.wanted} marked)")
        for role, (touched, exact) in measure_linking(reader, texts, task).items():
            print(f"{source:<12}{role:<14}{touched.f1:>8.3f} to {exact.f1:.3f} exactly, anchors given", flush=True)


def make_network(candidate: Candidate, work: Path) -> Network:
    """A network with fresh heads, the same at every call."""
    torch.manual_seed(1)
    encoder, size = load_encoder(encoder_folder(candidate, work), candidate.layers)
    set_dropout(encoder, hidden=DROPPED, attention=0.0)
    return Network(encoder, size)


def checkpoint(work: Path, phase: Phase) -> Path:
    return work / f"{phase.name}.pt"


def last_checkpoint(work: Path) -> Path:
    """That of the last phase that was trained."""
    return next(path for phase in reversed(PHASES) if (path := checkpoint(work, phase)).is_file())


def load_checkpoint(network: Network, path: Path) -> None:
    """Take up a checkpoint; heads of tasks that it did not know stay as they are."""
    known = torch.load(path, weights_only=True)
    missing, unexpected = network.load_state_dict(known, strict=False)
    if unexpected or any(not name.startswith("heads.") for name in missing):
        raise SystemExit(f"{path}: a checkpoint of another network")


if __name__ == "__main__":
    raise SystemExit(main())
