"""The page of the audit log, and its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access import reader
from dashboard.access.language import spoken
from dashboard.admin import chosen
from dashboard.admin import file as csv
from dashboard.admin.chosen import LOG, Filters
from dashboard.admin.deeds import ACTIONS, action
from dashboard.admin.document import document
from dashboard.admin.known import Known
from dashboard.admin.telling import line
from dashboard.installation import connection, installation
from dashboard.today import today
from dashboard.visit import screens
from data_access import accounts, audit, programmes
from data_access.audit import Action
from data_access.database import writing

SIZE = 50  # entries on a page
PATIENCE = 5  # seconds to wait while others write


def page() -> ResponseReturnValue:
    """The entries that the address asks for, newest first; leads to the shorter address where fields are empty."""
    given = {name: value for name, value in request.args.items() if value}
    doers = audit.doers(connection())
    filters = chosen.read(given, doers)
    if len(given) < len(request.args):
        kept = {name: given[name] for name in ("verify", "expect", "lang") if name in given}
        return redirect(filters.href(**kept))
    number, known = chosen.digits(given.get("page", "")) or 1, _known()
    found = audit.page(connection(), max(number, 1), size=SIZE, **filters.chosen(doers))
    return document(
        "log.html",
        title=known.words.gettext("Audit log"),
        filters=filters,
        options=_options(doers, known),
        found=found,
        lines=[line(entry, known) for entry in found.entries],
        size=SIZE,
        end=audit.end(connection()),
        verified=_verified(given) if "verify" in given else None,
        expect=given.get("expect", ""),
    )


def file() -> Response:
    """All entries that the address asks for, as a file; that it is taken is noted first. Raises Busy."""
    doers = audit.doers(connection())
    filters, known = chosen.read(request.args, doers), _known()
    made = csv.content(audit.each(connection(), **filters.chosen(doers)), known)
    _note(filters)
    answer = Response(made, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-log_{today().isoformat()}.csv"'
    return answer


def _known() -> Known:
    words, source = spoken(), connection()
    return Known(
        words,
        accounts={one.id: one.email for one in accounts.everybody(source)},
        programmes={code: words.name(names) or code for code, names in programmes.names(source).items()},
        panels={exhibit.id: exhibit.name for screen in screens() for exhibit in screen.exhibits},
    )


def _options(doers: Mapping[int, str], known: Known) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What can be chosen, by filter: values and labels."""
    return {
        "programme": list(known.programmes.items()),
        "who": [(str(number), who) for number, who in doers.items()],
        "action": [(code, action(code, known)) for code in ACTIONS],
    }


def _verified(given: Mapping[str, str]) -> str:
    """Whether the chain holds, in a sentence; empty where it does."""
    broken = audit.verify(connection(), expect=given.get("expect", "").strip().lower() or None)
    words = spoken()
    if broken is None:
        return ""
    return words.gettext("The chain is broken at entry {number}. {reason}", number=broken.number, reason=broken.reason)


def _note(filters: Filters) -> None:
    """By which filters, not by what they were: whom somebody looks for may be personal."""
    with writing(installation().engine, audit.LOG, patience=PATIENCE) as target:
        audit.note(
            target,
            who=reader().email,
            action=Action.FILE,
            programme=None,
            subject=LOG,
            detail={"file": "audit-log.csv", "filters": [name for name, value in vars(filters).items() if value]},
            at=datetime.now(UTC),
        )
