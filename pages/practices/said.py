"""What the panels of the practices' page say in the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.i18n import Words
from dashboard.naming import in_language
from dashboard.panel import Asked


def theme(asked: Asked) -> str | None:
    """The theme chosen in the address."""
    return asked.selection.more.get("theme")


def called(rows: Sequence[Mapping[str, Any]], words: Words) -> dict[str, str]:
    """The practices' titles, by code; two of one title are told apart by their codes."""
    titles = {row["practice"]: in_language(row, "title", words, code="practice") for row in rows if row["practice"]}
    shared = {title for title, times in Counter(titles.values()).items() if times > 1}
    return {code: f"{title} ({code})" if title in shared else title for code, title in titles.items()}


def notes(asked: Asked, *, of_theme: bool = True, of_organisations: bool = False) -> list[str]:
    """Which part of the practices is shown.

    ``of_theme``: whether the panel follows the theme; ``of_organisations``: what it says where organisations were
    chosen by the filters.
    """
    words, chosen = asked.words, theme(asked)
    said = []
    if chosen and of_theme:
        said.append(words.gettext("Only practices with the theme “{theme}”.", theme=chosen))
    if chosen and not of_theme:
        said.append(words.gettext("All themes: the theme does not apply here."))
    if asked.question.filtered:
        said.append(
            words.gettext("Uptake is that of the organisations chosen; the practices themselves are all there are.")
            if of_organisations and not asked.question.viewer.restricted
            else words.gettext("The filters do not apply here.")
        )
    return said


def no_practices(asked: Asked) -> str:
    """In place of panels, where no practice is known."""
    if theme(asked):
        return asked.words.gettext("No practice with this theme is known by this day. Choose another theme or day.")
    return asked.words.gettext(
        "No practice is known by this day. Practices come with the sheet practices; choose a later day, or add them."
    )
