"""How far a load has come, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from dashboard.i18n import Words
from data_access.message import Message


class Bars:
    """A bar for each stage, made when it begins."""

    def __init__(self, drawn: Progress, words: Words) -> None:
        self._drawn = drawn
        self._words = words
        self._bars: dict[str, TaskID] = {}

    def stage(self, message: Message, done: int, total: int) -> None:
        """``done`` of ``total`` steps of what ``message`` says."""
        name = self._words.message(message)
        if name not in self._bars:
            self._bars[name] = self._drawn.add_task(name)
        self._drawn.update(self._bars[name], completed=done, total=total)


@contextmanager
def watched(words: Words) -> Iterator[Bars]:
    """Bars on standard error while a terminal shows it; they go when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as drawn:
        yield Bars(drawn, words)
