"""The report as files, those that were handed out, and the check of one that somebody was sent."""

from __future__ import annotations

from collections.abc import Mapping

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard import naming, shell
from dashboard.components.aria import aria
from dashboard.components.fingerprint import fingerprint
from dashboard.components.form import FILES, form
from dashboard.i18n import LANGUAGES, Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from dashboard.selection import Selection
from data_access.reports import Frozen
from data_access.reports.copies import copies
from data_access.viewer import Forbidden, Role
from pages.report import frozen


def panel(asked: Asked) -> Panel:
    """One row per file handed out. Raises Forbidden while nothing is frozen: there is no such panel."""
    words, opened = asked.words, frozen.of(asked)
    if opened is None:
        raise Forbidden("report-files")
    frame = copies(asked.question, opened)
    return Panel(
        finding=_finding(opened, len(frame), words),
        frame=frame,
        columns=_columns(words),
        figure=html.Div([*_downloads(opened, asked), *_hash(opened, words), *_check(asked)]),
        alternative=words.gettext("Links to the files of the report, its hash, and a form that checks a file."),
        counted=words.gettext(
            "A file is the same bytes each time it is made of the same version, in the same language, for the same"
            " role. Each one handed out is noted with its SHA-256, by which it is found again; the table shows those"
            " made for your role, the project manager's table those for all."
        ),
        source=naming.sheets(words, "periods"),
        day=opened.as_of,
    )


def _finding(opened: Frozen, taken: int, words: Words) -> str:
    if not taken:
        return words.gettext("Version {version} as PDF and Excel", version=opened.version)
    return words.ngettext(
        "Version {version} as PDF and Excel; {n} file of it was handed out",
        "Version {version} as PDF and Excel; {n} files of it were handed out",
        taken,
        version=opened.version,
    )


def _columns(words: Words) -> list[TableColumn]:
    files, languages = _names(words), shell.LANGUAGE_NAMES
    return [
        TableColumn("at", words.gettext("First handed out on"), Format.DATE),
        TableColumn("form", words.gettext("File"), said=lambda code: files[code]),
        TableColumn("language", words.gettext("Language"), said=lambda code: languages[code]),
        TableColumn("role", words.gettext("Made for"), said=lambda code: words.message(shell.ROLE_NAMES[Role(code)])),
        TableColumn("times", words.gettext("Times"), Format.WHOLE),
        TableColumn("bytes", words.gettext("Bytes"), Format.WHOLE),
        TableColumn("sha256", words.gettext("SHA-256 of the file")),
    ]


def _names(words: Words) -> Mapping[str, str]:
    return {"xlsx": words.gettext("Excel workbook"), "pdf": words.gettext("PDF")}


def _downloads(opened: Frozen, asked: Asked) -> list[Component]:
    words = asked.words
    contents = {
        "pdf": words.gettext("to read and to print: summary, each indicator with its comment, definitions"),
        "xlsx": words.gettext(
            "to compute with: indicators, breakdown, evidence register, definitions, checks, changes"
        ),
    }
    lines = [
        html.Li([html.Strong(_names(words)[code]), f", {about}: ", *_links(code, opened, asked)])
        for code, about in contents.items()
    ]
    return [html.H3(words.gettext("Download version {number}", number=opened.version)), html.Ul(lines)]


def _links(code: str, opened: Frozen, asked: Asked) -> list[Component | str]:
    """A link for each language, the reader's own first."""
    own = asked.words.language
    links: list[Component | str] = []
    for language in sorted(LANGUAGES, key=lambda one: one != own):
        name = shell.LANGUAGE_NAMES[language]
        said = asked.words.gettext("{file} of version {number}, {language}", file=_names(asked.words)[code],
                                   number=opened.version, language=name)  # fmt: skip
        links += [" ", html.A(name, href=address(code, opened, language, asked), hrefLang=language, **aria(label=said))]
    return links[1:]


def address(code: str, opened: Frozen, language: str, asked: Asked) -> str:
    """Where the file is handed out."""
    wanted = {"key": opened.period, "version": str(opened.version)}
    programme = asked.question.programme.code
    return Selection(f"/files/report.{code}", programme=programme, lang=language, more=wanted).href


def _hash(opened: Frozen, words: Words) -> list[Component]:
    explained = words.gettext(
        "The hash (SHA-256) of what was frozen stands on the first page of each file of this version and at the foot of"
        " each printed page."
    )
    return [html.H3(words.gettext("Hash")), html.P(explained), html.P(fingerprint(opened.hash))]


def _check(asked: Asked) -> list[Component]:
    words = asked.words
    explained = words.gettext(
        "Choose the file as you got it. You learn whether it is one of those made of a report of this programme,"
        " unchanged to the last byte, and whether what was frozen is still intact. The file is not kept. At most 50"
        " megabytes."
    )
    chosen = html.Label(
        [
            html.Span(words.gettext("The file you were sent")),
            dbc.Input(type="file", name="file", required=True),
        ],
        className="field",
    )
    key = {"key": frozen.period(asked).code}
    sends = {"programme": asked.question.programme.code, **key}
    sent = form(
        [html.P(explained, id="report-files-explained"), chosen],
        action=Selection("/files/check", lang=words.language, programme=sends["programme"], more=key).href,
        sends=sends,
        button=words.gettext("Check the file"),
        described_by="report-files-explained",
        encoding=FILES,
    )
    return [html.H3(words.gettext("Does the file I was sent match?"), id="report-files-check"), sent]
