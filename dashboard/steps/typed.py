"""What somebody typed into the form of a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import abort

from data_access.catalogue import indicators
from data_access.reports import Judgement, Remark, Step


@dataclass(frozen=True)
class Typed:
    """The form of a step; ``seen`` is the number of the report's last step as the page showed it.

    ``remarks``: by the code of the indicator, those alone that say something.
    """

    step: Step
    programme: str
    period: str
    seen: int
    comment: str
    remarks: Mapping[str, Remark]


def read(step: str, form: Mapping[str, str]) -> Typed:
    """The form as it was typed. Ends the request with 404 for a step there is none of, 400 for what no form sends."""
    if step not in tuple(Step):
        abort(404)
    seen = form.get("seen", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) <= 9):
        abort(400)
    said = {code: remark for code, remark in _remarks(form) if remark != Remark()}
    return Typed(Step(step), form.get("programme", ""), form.get("key", ""), int(seen), form.get("comment", ""), said)


def _remarks(form: Mapping[str, str]) -> Iterator[tuple[str, Remark]]:
    for code in indicators():
        judgement = form.get(f"judgement.{code}") or None
        if judgement is not None and judgement not in tuple(Judgement):
            abort(400)
        yield code, Remark(judgement and Judgement(judgement), form.get(f"comment.{code}", ""))
