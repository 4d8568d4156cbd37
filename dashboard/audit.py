"""Who looked at evidence and who took a file: noted in the audit log before the answer goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dashboard.components.panel_card import Failure
from dashboard.failure import noted
from dashboard.i18n import Words
from dashboard.installation import installation
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.visit import Visit
from data_access.audit import LOG, Action, note
from data_access.database import Busy, Engine, writing

PATIENCE = 5  # seconds that a reader waits where somebody else is writing: SQLite has one writer at a time
# What may be opened on a page, as far as it names no more than that: what somebody searched for may be personal.
OPENED: Mapping[str, re.Pattern[str]] = {
    "source": re.compile(r"[a-z_]{1,32}:\d{1,18}"),
    "indicator": re.compile(r"[A-Z]\.[0-9.]{1,12}"),
    "version": re.compile(r"\d{1,9}"),
    "sample.size": re.compile(r"\d{1,9}"),
    "sample.seed": re.compile(r"\d{1,9}"),
}
SEARCH = ".q"  # how the names of searches end


@dataclass(frozen=True)
class Deed:
    """What somebody did on a page."""

    action: Action
    detail: Mapping[str, Any]


def witnessed(visit: Visit, shown: Sequence[tuple[Exhibit, Panel | Failure]]) -> list[tuple[Exhibit, Panel | Failure]]:
    """The panels for the reader: those with evidence only once it is noted who sees them. One entry for all."""
    seen = [exhibit.id for exhibit, made in shown if exhibit.evidence and _shows(made)]
    if not seen:
        return list(shown)
    try:
        write(installation().engine, visit.reader.email, visit.asked, Deed(Action.EVIDENCE, {"panels": seen}))
    except Busy:
        return [(exhibit, _later(made, visit.asked.words) if exhibit.evidence else made) for exhibit, made in shown]
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, nobody sees evidence without leaving a trace
        failure = Failure(noted(error, "the audit log"))
        return [(exhibit, failure if exhibit.evidence else made) for exhibit, made in shown]
    return list(shown)


def taken(visit: Visit, file: str, *, evidence: Sequence[str] = ()) -> None:
    """Note that the reader takes the file; ``evidence``: the panels with evidence that stand in it. Raises Busy."""
    deeds = [Deed(Action.FILE, {"file": file})]
    if evidence:
        deeds.append(Deed(Action.EVIDENCE, {"panels": list(evidence)}))
    write(installation().engine, visit.reader.email, visit.asked, *deeds)


def write(engine: Engine, who: str, asked: Asked, *deeds: Deed) -> None:
    """Add an entry for each deed, all or none. Raises Busy where others write for longer than PATIENCE."""
    question, selection = asked.question, asked.selection
    opened = {name: text for name, like in OPENED.items() if like.fullmatch(text := selection.more.get(name, ""))}
    where = {"role": question.viewer.role, "day": question.as_of.isoformat(), "opened": opened}
    searched = any(name.endswith(SEARCH) for name in selection.more)
    with writing(engine, LOG, patience=PATIENCE) as connection:
        for deed in deeds:
            note(
                connection,
                who=who,
                action=deed.action,
                programme=question.programme.code,
                subject=selection.path if selection.key is None else f"{selection.path}/{selection.key}",
                detail={**deed.detail, **where, "search": searched},
                at=datetime.now(UTC),
            )


def _shows(made: Panel | Failure) -> bool:
    return isinstance(made, Panel) and made.unavailable is None


def _later(made: Panel | Failure, words: Words) -> Panel | Failure:
    if isinstance(made, Failure) or made.unavailable is not None:
        return made
    said = words.gettext("Who looks at single records is noted, and that has to wait. Try again in a minute.")
    finding = words.gettext("The data are being loaded just now")
    return replace(made, finding=finding, unavailable=said, controls=None, n="", notes=())
