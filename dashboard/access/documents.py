"""Pages that the server writes by itself, before or instead of Dash: sign-in and refusals."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import make_response, render_template, request
from flask.wrappers import Response

from dashboard.access.language import spoken
from dashboard.access.theme import CHOICE, attribute, theme
from dashboard.shell import LANGUAGE_NAMES, STATEMENTS, THEME_NAMES

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def document(template: str, *, title: str, status: int = 200, **values: Any) -> Response:
    """The page made of ``template`` in the reader's language."""
    words = spoken()
    page = render_template(
        template,
        title=title,
        words=words,
        _=words.gettext,
        ngettext=words.ngettext,
        languages=[(language, name, _with("lang", language)) for language, name in LANGUAGE_NAMES.items()],
        themes=[(code, words.message(name), _with(CHOICE, code)) for code, name in THEME_NAMES.items()],
        theme=theme(),
        theme_attribute=attribute(),
        statements=[(path, words.message(name)) for path, name in STATEMENTS],
        stylesheets=_stylesheets(),
        **values,
    )
    return make_response(page, status)


def _with(name: str, value: str) -> str:
    """This address in another language or theme."""
    kept = [one for one in request.args.items(multi=True) if one[0] != name]
    return "?" + urlencode([*kept, (name, value)])


@cache
def _stylesheets() -> list[str]:
    """The style sheets in the order in which Dash links them: our own, then vendor's; new bytes, new address."""
    found = sorted(ASSETS.rglob("*.css"), key=lambda path: (len(path.parts), path.name))
    return [f"/assets/{path.relative_to(ASSETS).as_posix()}?m={path.stat().st_mtime}" for path in found]
