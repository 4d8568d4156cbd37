"""A way of several steps: which are done, which is now, which are to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dash import html

from dashboard.components.aria import aria
from dashboard.components.status import symbol, word
from dashboard.i18n import Words


class Place(StrEnum):
    """Where a step stands on the way; each is a status of its own."""

    DONE = "done"
    NOW = "now"
    BACK = "sent_back"
    TO_COME = "to_come"


@dataclass(frozen=True)
class Stage:
    """A step on the way, and where it stands."""

    name: str
    place: Place


def stepper(stages: Sequence[Stage], *, label: str, words: Words) -> html.Ol:
    """The steps in their order; each says in words, too, whether it is done."""
    return html.Ol([_stage(stage, words) for stage in stages], className="stepper", **aria(label=label))


def _stage(stage: Stage, words: Words) -> html.Li:
    now = aria(current="step") if stage.place in (Place.NOW, Place.BACK) else {}
    said = html.Span(f": {word(stage.place, words)}", className="visually-hidden")
    name = html.Span([stage.name, said], className="stage-name")
    return html.Li([symbol(stage.place), name], className=f"stage stage-{stage.place.replace('_', '-')}", **now)
