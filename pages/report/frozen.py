"""Which report the page is about, and which of its versions."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from dashboard.panel import Asked
from data_access import catalogue, reports
from data_access.protection import PublishableFrame
from data_access.queries.rows import once
from data_access.question import Period
from data_access.reports import Frozen, Standing
from data_access.viewer import Forbidden

_latest = once(reports.latest)
_standing = once(reports.standing)
_steps = once(reports.steps)


def period(asked: Asked) -> Period:
    """The reporting period of the address. Raises Forbidden where there is none."""
    return standing(asked).period


def of(asked: Asked) -> Frozen | None:
    """The version asked for, by default the last that the reader may see; None while there is none.

    Raises Forbidden where there is no such version for the reader. One query, the first time.
    """
    if "version" not in asked.selection.more:
        return _latest(asked.question, period(asked).code)
    wanted = asked.selection.number("version")
    found = None if wanted is None else _latest(asked.question, period(asked).code, wanted)
    if found is None:
        raise Forbidden("version")
    return found


def standing(asked: Asked) -> Standing:
    """Where the report stands for the reader. Raises Forbidden where there is no such period. One query, once."""
    return _standing(asked.question, asked.selection.key or "")


def opened(asked: Asked) -> str | None:
    """The code of the indicator that is opened on the page; None where none is, or none of the catalogue."""
    code = asked.selection.more.get("indicator")
    return code if code in catalogue.indicators() else None


def unstarted(asked: Asked) -> str:
    """What a panel says while nothing is frozen that the reader may see."""
    words, named = asked.words, period(asked)
    if asked.question.viewer.restricted:
        return words.gettext(
            "The report on {period} has not been submitted yet. It appears here when it is.", period=named.code
        )
    return words.gettext("Nothing is frozen yet. It appears here when the report is prepared.")


def steps(asked: Asked) -> PublishableFrame:
    """What was done to the report, as far as the reader may know. One query, the first time."""
    return _steps(asked.question, period(asked).code)


def versions(asked: Asked) -> Mapping[int, Mapping[str, Any]]:
    """The last step of each version that the reader may see, by its number, first version first. One query."""
    taken = sorted(steps(asked).records(), key=itemgetter("version", "number"))
    return {int(step["version"]): step for step in taken}
