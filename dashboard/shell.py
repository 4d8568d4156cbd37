"""What surrounds every page: header, navigation, account, footer with the emblem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.i18n import LANGUAGES, Words
from dashboard.panel import Asked
from dashboard.screen import Screen
from dashboard.selection import Selection
from data_access.decks import PRESENT
from data_access.message import N_, Message
from data_access.viewer import Role

ADMINISTRATION = "/admin"
PRESENTATIONS = N_("Presentations")
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
SYSTEM = "system"
THEME_NAMES: Mapping[str, Message] = {
    SYSTEM: N_("As your system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
# Open to everybody, also before they sign in
STATEMENTS: Sequence[tuple[str, Message]] = (
    ("/accessibility", N_("Accessibility")),
    ("/privacy", N_("Privacy")),
    ("/feedback", N_("Feedback")),
)
ROLE_NAMES = {
    Role.MANAGER: N_("project manager"),
    Role.STEERING: N_("steering group"),
    Role.FINANCIER: N_("financier"),
    Role.ORGANISATION: N_("organisation"),
}


@dataclass(frozen=True)
class Reader:
    """Who is signed in: ``name`` as they know themselves, ``programmes`` they belong to (code, name).

    ``csrf_token`` goes with the form that signs them out, at ``sign_out``; ``account`` is the page of their account.
    ``administrator``: whether they keep accounts; ``theme``: one of THEME_NAMES.
    """

    name: str
    programmes: Sequence[tuple[str, str]]
    csrf_token: str
    sign_out: str = "/sign-out"
    account: str = "/account"
    administrator: bool = False
    theme: str = SYSTEM


def header(*, screen: Screen, screens: Sequence[Screen], asked: Asked, reader: Reader) -> html.Header:
    """The programme's name, languages, account and navigation."""
    words, programme = asked.words, asked.question.programme
    name: list[Component] = [_programme(asked)]
    if programme.demonstration:
        name.append(html.Span(words.gettext("Demonstration data"), className="demonstration"))
    top = html.Div(
        [
            html.Div(name, className="programme-name"),
            html.Div([languages(asked.selection, words), account(reader, asked)], className="header-tools"),
        ],
        className="header-top",
    )
    pages = navigation(screen, screens, asked, administrator=reader.administrator)
    return html.Header([top, pages], className="site-header")


def _programme(asked: Asked) -> html.A:
    words, programme = asked.words, asked.question.programme
    name = words.name(programme.names) or programme.code
    return html.A(name, href=asked.selection.at("/").href, lang=words.spoken_in(programme.names))


def navigation(screen: Screen, screens: Sequence[Screen], asked: Asked, *, administrator: bool = False) -> html.Nav:
    """The screens that the reader may open, in their order, and decks; the current one marked, also on pages below."""
    listed = in_navigation(screens, asked.question.viewer.role, asked.words)
    links = [html.Li(_link(name, path, screen, asked)) for name, path in listed]
    if administrator:
        href = Selection(ADMINISTRATION, lang=asked.selection.lang).href
        links.append(html.Li(html.A(asked.words.gettext("Administration"), href=href)))
    return html.Nav(html.Ul(links), className="site-navigation", **aria(label=asked.words.gettext("Pages")))


def in_navigation(screens: Sequence[Screen], role: Role, words: Words) -> Sequence[tuple[str, str]]:
    """Name and path of what stands in the navigation of the role: its screens in their order, and decks."""
    placed = (one for one in screens if one.position is not None and role in one.roles)
    listed = [(words.message(one.name), one.path) for one in sorted(placed, key=lambda one: one.position or 0)]
    return [*listed, (words.message(PRESENTATIONS), "/present")] if role in PRESENT else listed


def _link(name: str, path: str, current: Screen, asked: Asked) -> html.A:
    href = asked.selection.at(path).href
    if path == current.path:
        return html.A(name, href=href, **aria(current="true" if current.opens else "page"))
    return html.A(name, href=href)


def languages(selection: Selection, words: Words) -> html.Nav:
    """The same address in each language."""
    links = [html.Li(_language(language, selection, words)) for language in LANGUAGES]
    return html.Nav(html.Ul(links), className="languages", **aria(label=words.gettext("Language")))


def _language(language: str, selection: Selection, words: Words) -> html.A:
    current = aria(current="true") if language == words.language else {}
    href = replace(selection, lang=language).href
    return html.A(LANGUAGE_NAMES[language], href=href, lang=language, hrefLang=language, **current)


def account(reader: Reader, asked: Asked) -> html.Details:
    """Who is signed in and as what, the other programmes, and the way out."""
    words = asked.words
    role = words.gettext("Signed in as {role}", role=ROLE_NAMES[asked.question.viewer.role])
    out = html.Form(
        [
            dbc.Input(type="hidden", name="csrf_token", value=reader.csrf_token),
            html.Button(words.gettext("Sign out"), type="submit", className="button"),
        ],
        action=reader.sign_out,
        method="POST",
    )
    own = html.A(words.gettext("Your account"), href=reader.account)
    menu = html.Div([html.P(role), *_programmes(reader, asked), own, out], className="account-menu")
    return html.Details([html.Summary(reader.name), menu], className="account")


def _programmes(reader: Reader, asked: Asked) -> list[Component]:
    others = [(code, name) for code, name in reader.programmes if code != asked.question.programme.code]
    if not others:
        return []
    links = [
        html.Li(html.A(name, href=Selection(path="/", programme=code, lang=asked.selection.lang).href))
        for code, name in others
    ]
    return [html.P(asked.words.gettext("Your other programmes")), html.Ul(links, className="programmes")]


def footer(selection: Selection, words: Words, *, theme: str) -> html.Footer:
    """The emblem and, beside it in full, the words on co-funding (Regulation (EU) 2021/1060, Annex IX).

    Below them the statements, and this page in each theme; the same as in ``document.html``.
    """
    said = words.gettext("Co-funded by the European Union")
    emblem = html.Img(src="/assets/emblem.svg", alt="", width="72", height="48", className="emblem")
    below = html.Div([statements(selection, words), themes(selection, words, theme=theme)], className="footer-links")
    return html.Footer([html.P([emblem, html.Span(said)], className="co-funding"), below], className="site-footer")


def statements(selection: Selection, words: Words) -> html.Nav:
    """The pages about the service itself."""
    links = [
        html.Li(html.A(words.message(name), href=Selection(path, lang=selection.lang).href))
        for path, name in STATEMENTS
    ]
    return html.Nav(html.Ul(links), **aria(label=words.gettext("About this service")))


def themes(selection: Selection, words: Words, *, theme: str) -> html.Nav:
    """The same address in each theme."""
    links = [html.Li(_theme(code, name, selection, words, theme)) for code, name in THEME_NAMES.items()]
    said = words.gettext("Appearance")
    return html.Nav([html.Span(said, **aria(hidden="true")), html.Ul(links)], className="themes", **aria(label=said))


def _theme(code: str, name: Message, selection: Selection, words: Words, theme: str) -> html.A:
    current = aria(current="true") if code == theme else {}
    return html.A(words.message(name), href=selection.with_more(theme=code).href, **current)
