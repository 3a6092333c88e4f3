"""How far a long command has come, on standard error, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click


class Progress:
    """A bar with count and time on standard error, where that is a terminal; lines go above it."""

    def __init__(self, what: str, *, enabled: bool) -> None:
        self._bar: Any = None
        if enabled and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )

            columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(what, total=None)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def expect(self, total: int) -> Callable[[int], None]:
        """Say how many there are to be; the result takes the number done since the last time."""
        if self._bar is not None:
            self._bar.update(self._task, total=total)
        return self.advance

    def advance(self, count: int = 1) -> None:
        """So many more are done."""
        if self._bar is not None:
            self._bar.advance(self._task, count)

    def line(self, text: str) -> None:
        """Print a line without breaking the bar; control characters of hostile file names are dropped."""
        click.echo("".join(c if c.isprintable() else "�" for c in text), err=True)
