"""A deck as its form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import abort

from data_access.decks import MOST, Deck, Remark, Slide

ROWS = MOST + 1  # one more than there may be, so that it can be said
UP, DOWN, OUT, ADD = "up", "down", "out", "add"


def read(form: Mapping[str, str]) -> Deck:
    """The deck as it was typed. Ends the request with 400 for what no form of ours sends."""
    return Deck(
        name=_line(form, "name"),
        slides=[_slide(form, at) for at in range(ROWS) if form.get(f"exhibit.{at}")],
        status=_line(form, "status"),
        decisions=[line.strip() for line in form.get("decisions", "").splitlines() if line.strip()],
        number=_number(form, "number"),
        version=_number(form, "version"),
    )


def rearranged(deck: Deck, wanted: str) -> Deck:
    """The deck after what a button asks for (``up.3``, ``add``); nothing of it is kept yet."""
    slides, (deed, _, place) = list(deck.slides), wanted.partition(".")
    at = int(place) if place.isascii() and place.isdecimal() else 0
    if deed == OUT:
        del slides[at : at + 1]
    elif deed in (UP, DOWN):
        other = at - 1 if deed == UP else at + 1
        if 0 <= other < len(slides) and at < len(slides):
            slides[at], slides[other] = slides[other], slides[at]
    return Deck(**{**vars(deck), "slides": slides})


def _slide(form: Mapping[str, str], at: int) -> Slide:
    text, day = _line(form, f"remark.{at}"), form.get(f"day.{at}", "")
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        abort(400)
    return Slide(
        form[f"exhibit.{at}"],
        _line(form, f"key.{at}"),
        form.get(f"note.{at}", "").strip(),
        [Remark(text, on)] if text else [],
        annex=f"annex.{at}" in form,
    )


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def _number(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        abort(400)
    return int(text)
