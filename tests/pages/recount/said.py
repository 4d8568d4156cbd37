"""Numbers that are said beside the frames: the chain of the derivation and the cards of the overview."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from dash.development.base_component import Component

from tests.pages.recount import figures
from tests.pages.recount.case import Case
from tests.pages.recount.walk import Seen


def mistakes(seen: Seen) -> Iterator[str]:
    """Where they are not what follows from the ledger."""
    if seen.exhibit.id == "indicator-derivation":
        yield from _broken(seen)
    if seen.exhibit.id == "overview-figures":
        shown, counted = _shown(seen.panel.figure), _cards(seen)
        if shown != counted:
            yield f"{seen.where}: the cards say {shown}, plain SQL gives {counted}"


def _broken(seen: Seen) -> Iterator[str]:
    """Where the steps do not lead from one number to the next; what is hidden leaves a gap that nobody can fill."""
    rows, running, whole, begun = list(seen.panel.frame.records()), 0.0, 0.0, False
    if any(row["number"] is None for row in rows):
        return
    for row in rows:
        step, change, number = row["step"], row["change"], row["number"]
        if step in ("both", "network"):
            whole += number if change == "more" else -number
        elif change == "begins":
            running, begun = number, step != "value"
        elif change in ("less", "more"):
            running += number if change == "more" else -number
        elif change == "leaves":
            reached = whole if step == "value" and whole_is_told(rows) else running
            if begun and not isclose(reached, number):
                yield f"{seen.where}: {step} is {number}, but the steps before leave {reached}"
            running = number
        if step == "counted":
            whole += number


def whole_is_told(rows: list[dict[str, object]]) -> bool:
    """Whether the registers are counted apart, so that the value is their sum."""
    return any(row["step"] == "counted" for row in rows)


def _shown(figure: object) -> list[tuple[str, str]]:
    """Value and target of each card."""
    assert isinstance(figure, Component)
    said = [
        str(part.children)
        for part in figure._traverse()
        if getattr(part, "className", "") in ("key-figure-value", "key-figure-target")
    ]
    return list(zip(said[::2], said[1::2], strict=True))


def _cards(seen: Seen) -> list[tuple[str, str]]:
    words, case = seen.asked.words, seen.case
    cards = [_card(seen, code) for code in figures.CARDS]
    paced = [code for code in figures.KNOWN if _paced(case, code)]
    if not paced:
        return [*cards, ("no data", "")]
    fine = [code for code in paced if not figures.behind(case, code)]
    return [*cards, (words.number(len(fine)), f"of {words.number(len(paced))}")]


def _card(seen: Seen, code: str) -> tuple[str, str]:
    words, value = seen.asked.words, figures.total(seen.case, code)
    target = figures.plan(seen.case, code).target
    of = "" if target is None else f"of {words.number(target)}"
    if value is None:
        return "no data", of
    told = figures.told(seen.case, code, seen.case.day)
    return words.number(value) if told else "hidden to protect privacy", of


def _paced(case: Case, code: str) -> bool:
    """Whether an indicator with a target can be compared with its plan, and the reader is told."""
    decided, value = figures.plan(case, code), figures.total(case, code)
    way = decided.points[-1][1] - (decided.baseline or 0.0)
    return decided.target is not None and value is not None and way != 0 and figures.told(case, code, case.day)
