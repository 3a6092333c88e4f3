"""Command line of the training: ``python -m loaders.training train --corpus DIR --output DIR``."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from loaders.language.load import WEIGHTS
from loaders.training import recipe
from loaders.training.evaluate import compare, evaluate
from loaders.training.exporting import export
from loaders.training.treebanks import convert


def main() -> None:
    """Read the arguments and run the one command they name."""
    parser = argparse.ArgumentParser(prog="python -m loaders.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _train_arguments(commands.add_parser("train", help="one run from the base weights, or on from a checkpoint"))
    _weights_arguments(commands)
    arguments = parser.parse_args()
    if arguments.command == "train":
        _train(arguments)
    elif arguments.command == "average":
        recipe.average(arguments.checkpoints, arguments.output)
    elif arguments.command == "convert":
        convert(arguments.source, arguments.target)
    elif arguments.command == "export":
        export(arguments.checkpoint, arguments.corpus, arguments.output, quantise=not arguments.float)
    elif arguments.command == "evaluate":
        evaluate(arguments.weights, arguments.corpus, test=arguments.test)
    else:
        compare(arguments.weights, arguments.other, arguments.corpus)


def _train_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and ner_train/")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    parser.add_argument("--start", type=Path, help="checkpoint of a main run to finish")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--steps", type=int)


def _weights_arguments(commands: Any) -> None:
    converter = commands.add_parser("convert", help="a published .conllu or IOB2 file to a DocBin of the corpus folder")
    converter.add_argument("source", type=Path)
    converter.add_argument("target", type=Path)
    averager = commands.add_parser("average", help="the mean of runs that finished one main run")
    averager.add_argument("checkpoints", type=Path, nargs="+")
    averager.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    exporter = commands.add_parser("export", help="a checkpoint to the files that ship")
    exporter.add_argument("checkpoint", type=Path)
    exporter.add_argument("--output", type=Path, required=True, help="folder to write")
    exporter.add_argument("--float", action="store_true", help="float32 weights, to compare with")
    evaluator = commands.add_parser("evaluate", help="scores on the dev files, with --test on the test files")
    evaluator.add_argument("--test", action="store_true")
    comparer = commands.add_parser("compare", help="how many labels two weight folders share")
    comparer.add_argument("--other", type=Path, required=True)
    for command in (exporter, evaluator, comparer):
        command.add_argument("--corpus", type=Path, required=True)
    for command in (evaluator, comparer):
        command.add_argument("--weights", type=Path, default=WEIGHTS)


def _train(arguments: argparse.Namespace) -> None:
    plan = recipe.FINISH if arguments.start else recipe.MAIN
    changes = {name: getattr(arguments, name) for name in ("seed", "steps") if getattr(arguments, name) is not None}
    recipe.train(arguments.corpus, arguments.output, replace(plan, **changes), arguments.start)


if __name__ == "__main__":
    main()
