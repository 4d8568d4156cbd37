"""What surrounds the pages that the server writes by itself for readers: the header that pages of Dash have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from dashboard.access import documents
from dashboard.access.language import spoken
from dashboard.access.readers import Reader, signed_in
from dashboard.i18n import Words
from dashboard.installation import connection
from dashboard.selection import Selection
from dashboard.shell import ADMINISTRATION, ROLE_NAMES, in_navigation
from dashboard.visit import screens
from data_access import programmes, question
from data_access.viewer import Role


@dataclass(frozen=True)
class Header:
    """``pages``: name, address and what ``aria-current`` says of each; ``others``: further programmes of the reader.

    ``name`` is that of the programme, in the language ``lang`` where that is another; None where the reader has none.
    """

    email: str
    role: str
    home: str
    pages: Sequence[tuple[str, str, str | None]]
    name: str | None = None
    lang: str | None = None
    demonstration: bool = False
    others: Sequence[tuple[str, str]] = ()


def document(template: str, *, title: str, status: int = 200, **values: Any) -> Response:
    """The page made of ``template``; under the header of the reader's programme where somebody is signed in."""
    who = signed_in()
    return documents.document(template, title=title, status=status, header=who and _header(who, spoken()), **values)


def _header(who: Reader, words: Words) -> Header:
    """Of the programme that the address names, or the reader's first. Up to four queries."""
    member = who.membership(request.args.get("programme")) or who.membership(None)
    here = Selection("/", programme=request.args.get("programme"), lang=request.args.get("lang"))
    pages = _pages(member.viewer.role if member else None, here, words, administrator=who.administrator)
    if member is None:
        return Header(who.email, words.gettext("administrator"), here.href, pages)
    about = question.programme(connection(), member.programme)
    return Header(
        email=who.email,
        role=words.message(ROLE_NAMES[member.viewer.role]),
        home=here.href,
        pages=pages,
        name=words.name(about.names) or about.code,
        lang=words.spoken_in(about.names),
        demonstration=about.demonstration,
        others=_others(who, member.programme, here, words),
    )


def _pages(
    role: Role | None, here: Selection, words: Words, *, administrator: bool
) -> list[tuple[str, str, str | None]]:
    listed = in_navigation(screens(), role, words) if role else ()
    found = [(name, here.at(path).href, _current(path)) for name, path in listed]
    if administrator:
        # Its pages are of no programme.
        href = Selection(ADMINISTRATION, lang=here.lang).href
        found.append((words.gettext("Administration"), href, _current(ADMINISTRATION) and "true"))
    return found


def _current(path: str) -> str | None:
    if request.path == path:
        return "page"
    return "true" if request.path.startswith(f"{path}/") else None


def _others(who: Reader, here: str, selection: Selection, words: Words) -> list[tuple[str, str]]:
    codes = [one.programme for one in who.memberships if one.programme != here]
    known = programmes.names(connection()) if codes else {}
    return [(words.name(known.get(code, {})) or code, selection.at("/", programme=code).href) for code in codes]
