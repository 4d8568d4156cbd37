"""The addresses of a report's files, and of the check whether one is as it was handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access.documents import document
from dashboard.audit import Deed, write
from dashboard.exports.harmless import in_filename
from dashboard.exports.report import READERS, Form, is_form, rendered
from dashboard.exports.report.verdict import unchosen, verdict
from dashboard.installation import installation
from dashboard.panel import Asked
from dashboard.visit import Visit, arrival, screens
from data_access import reports
from data_access.audit import Action
from data_access.reports import Frozen
from data_access.viewer import Forbidden

MIMETYPES: Mapping[Form, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
CHECK = "file-check"
LARGEST = 50_000_000  # bytes of a file to be checked: a register of 100,000 entries takes 6 million


def register(server: Flask) -> None:
    """Hand out ``/files/report.xlsx`` and ``.pdf``, and take files at ``/files/check``."""
    server.add_url_rule("/files/report.<form>", "report-file", download)
    server.add_url_rule("/files/check", CHECK, checked, methods=["GET", "POST"])
    # Flask asks this before all that looks at a request, and the check of its token reads the whole form.
    server.url_value_preprocessor(_admit)


def download(form: str) -> Response:
    """The file of the report that ``programme``, ``key`` (its period) and ``version`` name, in the language ``lang``.

    Noted in the audit log before it goes out. Raises Forbidden, and Busy where that cannot be noted now.
    """
    if not is_form(form):
        raise Forbidden(form)
    visit = _arrived(request.args)
    asked = visit.asked
    frozen = _frozen(asked)
    made = rendered(form, asked.question, frozen, asked.words)
    name = filename(asked, frozen, form)
    _note(visit, frozen, form, made, name)
    answer = Response(made, mimetype=MIMETYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def checked() -> ResponseReturnValue:
    """Whether the file that was sent is one of those made of the report; it is neither kept nor noted.

    Leads to the form on the report's page where none was sent: the answer's links to other languages come so.
    """
    posted = request.method == "POST"
    asked = _arrived(request.form if posted else request.args).asked
    period = _key(asked)
    page = f"{asked.selection.at('/reports', period).href}#report-files"
    if not posted:
        return redirect(page)
    sent = request.files["file"].read() if "file" in request.files else b""
    found = verdict(asked.question, period, sent, asked.words) if sent else unchosen(asked.words)
    return document(
        "file_check.html",
        title=found.title,
        status=200 if sent else 400,
        verdict=found,
        report=page,
    )


def filename(asked: Asked, frozen: Frozen, form: Form) -> str:
    """Says which report it holds, which version of it and in which language."""
    programme, period = (in_filename(text) for text in (asked.question.programme.code, frozen.period))
    return f"{programme}_report_{period}_v{frozen.version}_{asked.words.language}.{form}"


def _arrived(parameters: Mapping[str, Any]) -> Visit:
    """The visit of this request's reader to the report. Raises Forbidden for all who get no files."""
    screen = next((one for one in screens() if one.path == "/reports" and one.opens), None)
    if screen is None:
        raise Forbidden("report")
    visit = arrival(screen, parameters)
    if visit.asked.question.viewer.role not in READERS:
        raise Forbidden("report")
    return visit


def _key(asked: Asked) -> str:
    if asked.selection.key is None:
        raise Forbidden("report")
    return asked.selection.key


def _frozen(asked: Asked) -> Frozen:
    wanted = asked.selection.number("version")
    if wanted is None and "version" in asked.selection.more:
        raise Forbidden("version")
    return reports.frozen(asked.question, _key(asked), wanted)


def _note(visit: Visit, frozen: Frozen, form: Form, made: bytes, name: str) -> None:
    told = {
        "file": name,
        "period": frozen.period,
        "version": frozen.version,
        "form": form,
        "language": visit.asked.words.language,
        "sha256": hashlib.sha256(made).hexdigest(),
        "bytes": len(made),
    }
    deeds = [Deed(Action.FILE, told)]
    if form == "xlsx":  # which holds the register
        deeds.append(Deed(Action.EVIDENCE, {"file": name}))
    write(installation().engine, visit.reader.email, visit.asked, *deeds)


def _admit(endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    if endpoint == CHECK:
        request.max_content_length = LARGEST
