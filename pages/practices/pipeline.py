"""The panel of how far the practices have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts import Series, bars
from dashboard.components.status import word
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from pages.practices.said import no_practices, notes, theme

_EVIDENCE = {"documented": "P.9", "published": "P.10", "in_use": "P.12"}


def pipeline(asked: Asked) -> Panel:
    """How many practices reached which stage."""
    words = asked.words
    frame = practices.pipeline(asked.question, theme=theme(asked))
    rows = list(frame.records())
    counts = {row["stage"]: row["practices"] for row in rows}
    finding = words.gettext("No practice is known yet")
    if rows:
        finding = words.ngettext(
            "{n} practice: {documented} documented, {published} published, {used} taken into use",
            "{n} practices: {documented} documented, {published} published, {used} taken into use",
            rows[0]["listed"], documented=words.number(counts["documented"]),
            published=words.number(counts["published"]), used=words.number(counts["in_use"]),
        )  # fmt: skip
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("stage", words.gettext("Stage"), link=lambda row: _evidence(asked, row),
                        said=lambda stage: word(stage, words)),
            TableColumn("practices", words.gettext("Practices that reached it"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=lambda row: word(row["stage"], words),
            series=[Series("practices", words.gettext("Practices"))],
            hrefs=[_evidence(asked, row) for row in rows],
            horizontal=True,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Identified, documented, reviewed, published: practices with that date on or before the day. Piloted, in "
            "use, embedded: practices that at least one organisation has brought to that stage or a farther one; who "
            "dropped a practice later still counts here. A date that was not recorded does not count, so an earlier "
            "stage may hold fewer practices than a later one."
        ),
        source=sheets(words, "practices", "adoptions"),
        n=words.ngettext("{n} practice", "{n} practices", rows[0]["listed"]) if rows else "",
        notes=notes(asked, of_organisations=True),
        unavailable=None if rows else no_practices(asked),
    )  # fmt: skip


def _evidence(asked: Asked, row: Mapping[str, Any]) -> str | None:
    code = _EVIDENCE.get(row["stage"])
    return asked.selection.at("/indicators", code).href if code else None
