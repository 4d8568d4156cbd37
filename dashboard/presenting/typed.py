"""A deck as its form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import abort

from data_access.decks import MOST, MOST_REMARKS, Deck, Remark, Slide

# One more than there may be, so that it can be said
ROWS, REMARKS = MOST + 1, MOST_REMARKS + 1
UP, DOWN, OUT, ADD = "up", "down", "out", "add"


def read(form: Mapping[str, str], number: int) -> Deck:
    """The deck of that number as it was typed. Ends the request with 400 for what no form of ours sends."""
    return Deck(
        name=_line(form, "name"),
        slides=[slide for at in range(ROWS) if (slide := _slide(form, at)) != Slide("")],
        status=_line(form, "status"),
        decisions=[line.strip() for line in form.get("decisions", "").splitlines() if line.strip()],
        number=number,
        version=_version(form),
    )


def rearranged(deck: Deck, wanted: str) -> tuple[Deck, int]:
    """The deck after what a button asks for (``up.3``, ``add``), and the place of the panel that the eye is on.

    Nothing of it is kept yet.
    """
    slides, (deed, _, place) = list(deck.slides), wanted.partition(".")
    at = int(place) if place.isascii() and place.isdecimal() else 0
    if deed == ADD:
        at = len(slides)
    elif deed == OUT:
        del slides[at : at + 1]
        at = min(at, len(slides) - 1)
    elif deed in (UP, DOWN):
        other = at - 1 if deed == UP else at + 1
        if 0 <= other < len(slides) and at < len(slides):
            slides[at], slides[other], at = slides[other], slides[at], other
    return replace(deck, slides=slides), at


def _slide(form: Mapping[str, str], at: int) -> Slide:
    remarks = (_remark(form, f"{at}.{one}") for one in range(REMARKS))
    return Slide(
        form.get(f"exhibit.{at}", ""),
        _line(form, f"key.{at}"),
        form.get(f"note.{at}", "").strip(),
        tuple(one for one in remarks if one != Remark("")),
        annex=f"annex.{at}" in form,
    )


def _remark(form: Mapping[str, str], place: str) -> Remark:
    day = form.get(f"day.{place}", "")
    try:
        return Remark(_line(form, f"remark.{place}"), date.fromisoformat(day) if day else None)
    except ValueError:
        abort(400)


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def _version(form: Mapping[str, str]) -> int:
    text = form.get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        abort(400)
    return int(text)
