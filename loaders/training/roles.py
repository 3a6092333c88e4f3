"""Trains the role head: ``python -m loaders.training.roles prepare|train|average|export --help``.

Needs the extra ``train``; the data are the project's own passages, and the labelled passages and FrameNet folders named
on the command line.
"""

from __future__ import annotations

import argparse
import json
import pickle
from dataclasses import asdict, fields, replace
from pathlib import Path

import torch

from loaders.language import load
from loaders.roles.head import Settings
from loaders.training import joint, roles_learn
from loaders.training.recipe import save_checkpoint
from loaders.training.roles_corpus import (
    DEV_BLOCKS,
    TEST_BLOCKS,
    Sample,
    read_exemplars,
    read_passages,
    read_running_text,
)
from loaders.training.roles_export import export
from loaders.training.roles_learn import Checkpoint
from loaders.training.roles_own import read_own_passages


def prepare(args: argparse.Namespace) -> None:
    """Parse the corpora once and keep the samples."""
    nlp = load()
    data = {"passages": read_passages(args.passages, nlp), "exemplars": read_exemplars(args.framenet, nlp)}
    data["running"] = read_running_text(args.framenet, nlp)
    data["own"] = read_own_passages(nlp)
    args.samples.write_bytes(pickle.dumps(data))
    for name, samples in data.items():
        print(name, len(samples), "texts", sum(len(s.triggers) for s in samples), "triggers")


def train(args: argparse.Namespace) -> None:
    """Train one network, with ``--corpus`` the parser too; ``--all`` takes the blocks that are otherwise kept out."""
    torch.set_num_threads(1)
    data: dict[str, list[Sample]] = pickle.loads(args.samples.read_bytes())  # noqa: S301
    kept = frozenset() if args.all else (TEST_BLOCKS | DEV_BLOCKS) - frozenset(args.add)
    passages = [s for s in data["passages"] if s.block not in kept]
    passages = passages[:: args.every]
    recipe = roles_learn.Recipe(**{f.name: getattr(args, f.name) for f in fields(roles_learn.Recipe)})
    start = Checkpoint.read(args.start) if args.start else None
    parser = joint.parser(args.parser, args.corpus, args.pieces, recipe.seed)
    for checkpoint in roles_learn.train(recipe, [*passages, *data["own"]], data["exemplars"], parser, start):
        checkpoint.save(args.out)
        if parser.learns:
            save_checkpoint(parser.network, args.out.with_suffix(".parser.pt"))


def average(args: argparse.Namespace) -> None:
    """Average the weights of networks that were fine-tuned from one start."""
    saved = [Checkpoint.read(path) for path in args.checkpoints]
    states = [s.state for s in saved]
    mean = {name: sum(s[name].float() for s in states) / len(states) for name in states[0]}
    replace(saved[0], state=mean).save(args.out)


def export_weights(args: argparse.Namespace) -> None:
    """Write the int8 networks and the settings into the weights folder."""
    saved = Checkpoint.read(args.checkpoint)
    args.weights.mkdir(parents=True, exist_ok=True)
    export(saved.network().eval(), args.weights)
    text = json.dumps(saved.paths, ensure_ascii=False, indent=0)
    (args.weights / "paths.json").write_text(text + "\n", encoding="utf-8")
    settings = args.weights / "settings.json"
    if not settings.exists():  # roles_calibrate writes the tuned ones
        settings.write_text(json.dumps(asdict(Settings()), indent=1) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("prepare")
    one.add_argument("passages", type=Path)
    one.add_argument("framenet", type=Path)
    one.add_argument("samples", type=Path)
    one.set_defaults(run=prepare)
    two = commands.add_parser("train")
    two.add_argument("samples", type=Path)
    two.add_argument("out", type=Path)
    two.add_argument("--all", action="store_true", help="train on the kept-out blocks too")
    two.add_argument("--add", nargs="*", default=[], help="kept-out blocks to train on all the same")
    two.add_argument("--parser", type=Path, required=True, help="checkpoint of the parser whose states are read")
    two.add_argument("--corpus", type=Path, help="the parser's training data: it learns too, into OUT with .parser.pt")
    two.add_argument("--pieces", type=int, default=1000, help="word pieces of the parser's own data in each step")
    two.add_argument("--start", type=Path, help="a checkpoint to go on from")
    two.add_argument("--every", type=int, default=1, help="take every n-th passage (learning curve)")
    for field in fields(roles_learn.Recipe):
        kind = type(field.default)
        two.add_argument(f"--{field.name}", type=kind, default=field.default)
    two.set_defaults(run=train)
    three = commands.add_parser("average")
    three.add_argument("out", type=Path)
    three.add_argument("checkpoints", type=Path, nargs="+")
    three.set_defaults(run=average)
    four = commands.add_parser("export")
    four.add_argument("checkpoint", type=Path)
    four.add_argument("weights", type=Path)
    four.set_defaults(run=export_weights)
    return parser


if __name__ == "__main__":
    arguments = _parser().parse_args()
    arguments.run(arguments)
