"""A handout as a workbook: a cover, then a sheet for each panel with its numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.components.panel_card import notes
from dashboard.exports.excel.front import Front
from dashboard.exports.excel.sheet import MIDDLE, NARROW, WIDE, Column, Sheet, of
from dashboard.exports.excel.workbook import workbook
from dashboard.exports.handout import cover
from dashboard.exports.handout.handout import Handout, Leaf
from dashboard.i18n import Words
from dashboard.panel import Format, Panel, TableColumn

LONGEST_NAME = 31  # characters of a sheet's name
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in a sheet's name


def file(handout: Handout) -> bytes:
    """All rows of each panel under a header in the first row; hidden cells say so, unknown ones are empty."""
    words, title = handout.words, f"{handout.title}, {handout.programme}"
    # In a foot "&" begins a code.
    foot = cover.stamp(handout).replace("&", "&&")
    with workbook(words, title=title, mark=handout.asked.question.programme.code, foot=foot,
                  created=handout.made_at) as (book, made):  # fmt: skip
        front = Front(book, words, handout.title)
        for fact in cover.facts(handout):
            front.line(fact.label, fact.value)
        front.heading(words.gettext("In this workbook"))
        names = _names(handout)
        for at, (leaf, name) in enumerate(zip(handout.leaves, names, strict=True)):
            if leaf.panel is None or not leaf.panel.columns:
                front.line(leaf.name, f"{leaf.finding}. {leaf.state}".strip())
                continue
            sheet = _sheet(leaf, leaf.panel, name)
            front.lists(sheet, rows=book.table(sheet))
            _tell(front, handout, at)
    return made.getvalue()


def _sheet(leaf: Leaf, panel: Panel, name: str) -> Sheet:
    return of(name, leaf.finding, [Column(column, _width(column)) for column in panel.columns], panel.rows)


def _tell(front: Front, handout: Handout, at: int) -> None:
    """What the panel rests on, how it is counted, and its notes, below its line on the cover."""
    words, leaf = handout.words, handout.leaves[at]
    if leaf.panel is None:
        return
    said = [cover.basis(handout, at), leaf.panel.counted, *notes(leaf.panel, words), leaf.note]
    front.line("", "\n".join(one for one in said if one))


def _width(column: TableColumn) -> int:
    if column.format is Format.TEXT:
        return WIDE
    return NARROW if len(column.label) <= NARROW else MIDDLE


def _names(handout: Handout) -> list[str]:
    """A name for each panel's sheet, no two alike however they are written."""
    return list(_apart([FORBIDDEN.sub(" ", leaf.name).strip() for leaf in handout.leaves], handout.words))


def _apart(names: list[str], words: Words) -> Iterator[str]:
    used = {words.gettext("Cover").casefold()}
    for name in names:
        ends = ("", *(f" {number}" for number in range(2, len(names) + 3)))
        apart = next(
            short for end in ends if (short := f"{name[: LONGEST_NAME - len(end)]}{end}").casefold() not in used
        )
        used.add(apart.casefold())
        yield apart
