"""Status: a word, a symbol and a colour, never the colour alone. One closed set for all pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dash import html

from dashboard.components.aria import aria
from dashboard.i18n import Words
from data_access.message import N_, Message


@dataclass(frozen=True)
class Status:
    """``tone`` is one of good, wait, late, bad: the colour; ``symbol`` tells apart what shares a tone."""

    word: Message
    symbol: str
    tone: str


STATUSES: Mapping[str, Status] = {
    # A milestone, an action or a report against its day
    "done_on_time": Status(N_("done on time"), "✓", "good"),
    "done_late": Status(N_("done late"), "✓", "late"),
    "done": Status(N_("done"), "✓", "good"),
    "ahead": Status(N_("done ahead of time"), "▲", "good"),
    "planned": Status(N_("planned"), "○", "wait"),
    "under_way": Status(N_("under way"), "◐", "wait"),
    "due_soon": Status(N_("due soon"), "◐", "late"),
    "overdue": Status(N_("overdue"), "!", "bad"),
    "dropped": Status(N_("dropped"), "×", "wait"),
    "undated": Status(N_("no day planned"), "?", "wait"),
    # A value against its plan
    "ahead_of_plan": Status(N_("ahead of plan"), "▲", "good"),
    "on_track": Status(N_("on track"), "●", "good"),
    "behind": Status(N_("behind plan"), "▼", "bad"),
    "reached": Status(N_("target reached"), "✓", "good"),
    # An organisation
    "active": Status(N_("active"), "●", "good"),
    "on_schedule": Status(N_("on schedule"), "●", "good"),
    "late": Status(N_("late"), "▼", "late"),
    "far_behind": Status(N_("over 30 days late"), "!", "bad"),
    "no_plan": Status(N_("no plan delivered"), "?", "wait"),
    "completed": Status(N_("completed"), "✓", "good"),
    "silent": Status(N_("no recent activity"), "!", "late"),
    "left": Status(N_("left"), "×", "wait"),
    # A practice, and where an organisation has come with it
    "identified": Status(N_("identified"), "○", "wait"),
    "documented": Status(N_("documented"), "◔", "wait"),
    "reviewed": Status(N_("reviewed"), "◑", "wait"),
    "published": Status(N_("published"), "◕", "wait"),
    "piloted": Status(N_("piloted"), "◐", "wait"),
    "in_use": Status(N_("in use"), "●", "good"),
    "embedded": Status(N_("embedded"), "★", "good"),
    # A report, and a step on its way
    "not_started": Status(N_("not started"), "○", "wait"),
    "not_submitted": Status(N_("not submitted"), "○", "wait"),
    "prepared": Status(N_("prepared"), "◐", "wait"),
    "submitted": Status(N_("submitted"), "▲", "good"),
    "returned": Status(N_("returned"), "↩", "late"),
    "approved": Status(N_("approved"), "✓", "good"),
    "now": Status(N_("next"), "▶", "late"),
    "sent_back": Status(N_("sent back"), "↩", "late"),
    "to_come": Status(N_("to come"), "○", "wait"),
    # What people say of an indicator
    "met": Status(N_("target met"), "✓", "good"),
    "constrained": Status(N_("constrained"), "▼", "late"),
    "no_progress": Status(N_("no progress"), "×", "bad"),
    # A check
    "passed": Status(N_("passed"), "✓", "good"),
    "failed": Status(N_("failed"), "×", "bad"),
    "warning": Status(N_("warning"), "!", "late"),
    "unknown": Status(N_("unknown"), "?", "wait"),
}


def word(code: str, words: Words) -> str:
    """The status in words alone, for sentences and tables. Raises KeyError for a code that is none."""
    return words.message(STATUSES[code].word)


def badge(code: str, words: Words, *, detail: str = "") -> html.Span:
    """Symbol and word; ``detail`` follows the word ("overdue 12 days")."""
    said = f"{word(code, words)} {detail}".strip()
    return html.Span([symbol(code), html.Span(said)], className=f"status status-{STATUSES[code].tone}")


def symbol(code: str) -> html.Span:
    """The symbol alone, silent for screen readers: the word must stand beside it."""
    return html.Span(
        STATUSES[code].symbol,
        className=f"symbol symbol-{STATUSES[code].tone} symbol-{code.replace('_', '-')}",
        **aria(hidden="true"),
    )


def key(codes: list[str], words: Words) -> html.Ul:
    """What the symbols mean, under a matrix."""
    return html.Ul([html.Li(badge(code, words)) for code in codes], className="key")
