"""Command line of the training: ``python -m loaders.training train --corpus DIR --output DIR``."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from loaders.training import recipe


def main() -> None:
    """Read the arguments and run the one command they name."""
    parser = argparse.ArgumentParser(prog="python -m loaders.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _train_arguments(commands.add_parser("train", help="one run from the base weights, or on from a checkpoint"))
    average = commands.add_parser("average", help="the mean of checkpoints that share their start")
    average.add_argument("checkpoints", type=Path, nargs="+")
    average.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "train":
        _train(arguments)
    elif arguments.command == "average":
        recipe.average(arguments.checkpoints, arguments.output)


def _train_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and ner_train/")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from (a branch)")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--steps", type=int)


def _train(arguments: argparse.Namespace) -> None:
    plan = recipe.BRANCH if arguments.start else recipe.MAIN
    changes = {name: getattr(arguments, name) for name in ("seed", "steps") if getattr(arguments, name) is not None}
    recipe.train(arguments.corpus, arguments.output, replace(plan, **changes), arguments.start)


if __name__ == "__main__":
    main()
