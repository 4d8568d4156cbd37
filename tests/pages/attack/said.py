"""Hidden numbers in the words and in the file of a panel."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from numbers import Real

import pandas as pd

from dashboard.exports.csv import content
from dashboard.i18n import words
from dashboard.panel import Panel

HIDDEN = "hidden to protect privacy"
# Days, half-years, periods, ages and codes are no numbers of people.
_OTHERS = re.compile(
    r"\d{1,2} [A-Z][a-z]{2} \d{4}|H[12] \d{4}|\d{4}H[12]|18–60|From 1, .* to 5|are 4 or 5|(under|over) \d\d"
    r"|\b[A-Z]\.\d+(\.\d+)*"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def slips(panel: Panel, whole: pd.DataFrame, told: set[float]) -> Iterator[str]:
    """Where the panel says what it hides.

    ``whole``: its rows with nothing hidden. ``told``: what other panels show.
    """
    if not panel.rows.hides:
        return
    yield from _in_file(panel)
    secrets = _secrets(panel, whole) - told
    for text in (panel.finding, panel.alternative, panel.n, *panel.notes):
        if found := secrets & _numbers(text):
            yield f"{found} in “{text}”"


def _in_file(panel: Panel) -> Iterator[str]:
    _, *lines = csv.reader(io.StringIO(content(panel, words("en"))))
    frame = panel.rows
    for at, line in enumerate(lines):
        for cell, column in zip(line, panel.columns, strict=True):
            if frame.is_hidden(at, column.name) and cell != HIDDEN:
                yield f"{column.name} is {cell} in the file"


def _secrets(panel: Panel, whole: pd.DataFrame) -> set[float]:
    """What is hidden in each column, and what all of it comes to; without what is shown, and numbers of rows."""
    frame = panel.rows
    if len(frame) != len(whole):
        return set()
    secrets: set[float] = set()
    shown: set[float] = set()
    for name in frame.rows.columns:
        cells = [one for one in whole[name] if _is_number(one)]
        seen = [one for one in frame.rows[name] if _is_number(one)]
        shown |= {*seen, sum(seen), *_sums_of_groups(frame.rows, name)}
        if frame.hidden[name].any():
            secrets |= {
                *(
                    float(one)
                    for one, out in zip(whole[name], frame.hidden[name], strict=True)
                    if out and _is_number(one)
                ),
                float(sum(cells)),
            }
    return {one for one in secrets - shown if one > len(frame)}


def _sums_of_groups(rows: pd.DataFrame, name: str) -> Iterator[float]:
    """What the numbers shown come to where each stands in all rows of its group, such as a size."""
    shown = rows[rows[name].map(_is_number).astype(bool)]
    for other in shown.columns.drop(name):
        yield float(sum(shown.drop_duplicates([other, name])[name]))


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and not math.isnan(value)


def _numbers(text: str) -> set[float]:
    return {float(one.replace(",", "").rstrip(".")) for one in _NUMBER.findall(_OTHERS.sub(" ", text))}
