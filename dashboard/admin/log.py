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
from data_access.audit import Action, Chosen
from data_access.database import writing

SIZE = 50  # entries on a page
PATIENCE = 5  # seconds to wait while others write
KEPT = ("verify", "expect", "lang")  # of an address, beside its filters


def page() -> ResponseReturnValue:
    """The entries that the address asks for, newest first; leads to the shorter address where fields are empty."""
    given = {name: value for name, value in request.args.items() if value}
    known, doers = _known(), audit.doers(connection())
    filters, wanted = _asked(given, doers, known)
    if len(given) < len(request.args):
        return redirect(filters.href(**{name: given[name] for name in KEPT if name in given}))
    found = audit.page(connection(), chosen.digits(given.get("page", "")) or 1, size=SIZE, **wanted)
    return document(
        "administration/log.html",
        title=known.words.gettext("Audit log"),
        filters=filters,
        options=_options(doers, known),
        found=found,
        lines=[line(entry, known) for entry in found.entries],
        size=SIZE,
        end=audit.end(connection()),
        broken=_broken(given) if "verify" in given else None,
        expect=given.get("expect", ""),
    )


def file() -> Response:
    """All entries that the address asks for, as a file; that it is taken is noted first. Raises Busy."""
    known = _known()
    filters, wanted = _asked(request.args, audit.doers(connection()), known)
    made = csv.content(audit.each(connection(), **wanted), known)
    _note(filters)
    answer = Response(made, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-log_{today().isoformat()}.csv"'
    return answer


def _asked(given: Mapping[str, str], doers: Mapping[int, str], known: Known) -> tuple[Filters, Chosen]:
    concerned = {number: email for email, number in known.accounts.items()}
    filters = chosen.read(given, doers, concerned)
    return filters, filters.chosen(doers, concerned)


def _known() -> Known:
    words, source = spoken(), connection()
    return Known(
        words,
        accounts={one.email: one.id for one in accounts.everybody(source)},
        programmes={code: words.name(names) or code for code, names in programmes.names(source).items()},
        panels={exhibit.id: exhibit.name for screen in screens() for exhibit in screen.exhibits},
    )


def _options(doers: Mapping[int, str], known: Known) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What can be chosen, by filter: values and labels."""
    return {
        "programme": list(known.programmes.items()),
        "who": [(str(number), known.somebody(who)) for number, who in doers.items()],
        "action": [(code, action(code, known)) for code in ACTIONS],
        "account": [(str(number), email) for email, number in known.accounts.items()],
    }


def _broken(given: Mapping[str, str]) -> str:
    """Where the chain is broken and why, in a sentence; empty where it holds."""
    found = audit.verify(connection(), expect=given.get("expect", "").strip().lower() or None)
    if found is None:
        return ""
    words = spoken()
    return words.gettext("The chain is broken at entry {number}. {reason}", number=found.number, reason=found.reason)


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
