"""How the way of a report is said: where it stands, what is next and for whom, when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.status import STATUSES, badge, symbol
from dashboard.components.stepper import Place, Stage
from dashboard.i18n import Words
from data_access.message import N_, Message
from data_access.question import Question
from data_access.reports import ANNOUNCED_DAYS, Standing, State, Step
from data_access.viewer import Role

# What was done to a report, by the step that did it
DONE: Mapping[Step, Message] = {
    Step.PREPARE: N_("prepared"),
    Step.SUBMIT: N_("submitted"),
    Step.RETURN: N_("returned"),
    Step.APPROVE: N_("approved"),
}


def status(state: State, question: Question) -> str:
    """The status that stands for the state. Who does not prepare reports knows only whether one was submitted."""
    return "not_submitted" if state is State.NOT_STARTED and question.viewer.restricted else str(state)


def judged(judgement: str | None) -> str:
    """The status that stands for a judgement, or for none."""
    return judgement or "unknown"


def next_thing(standing: Standing, question: Question, words: Words) -> str:
    """What is to be done next, for the reader who asks, or whom they wait for."""
    if standing.period.ends_on >= question.today and standing.state is not State.APPROVED:
        return words.gettext("The period runs until {day}", day=standing.period.ends_on)
    if standing.elsewhere:
        return words.gettext("The sheet reported records figures as submitted; there is no report of them here")
    own = _NEXT.get((question.viewer.role, standing.state))
    return words.message(own or _FOR_OTHERS[standing.state])


_NEXT: Mapping[tuple[Role, State], Message] = {
    (Role.MANAGER, State.NOT_STARTED): N_("Prepare the report"),
    (Role.MANAGER, State.PREPARED): N_("Look at the checks and submit the report"),
    (Role.MANAGER, State.RETURNED): N_("Mend what the financier asked and prepare again"),
    (Role.FINANCIER, State.SUBMITTED): N_("Approve the report, or return it with a reason"),
}
_FOR_OTHERS: Mapping[State, Message] = {
    State.NOT_STARTED: N_("Waiting for the project to submit it"),
    State.PREPARED: N_("Waiting for the project to submit it"),
    State.SUBMITTED: N_("Waiting for the financier"),
    State.RETURNED: N_("Waiting for the project to mend it and submit it again"),
    State.APPROVED: N_("Nothing more to do"),
}


def deadline(standing: Standing, words: Words) -> str:
    """How long it is overdue or how long there is left; empty where no day is set or it is handed in."""
    days = standing.overdue
    if days is None:
        return ""
    if days > 0:
        return words.ngettext("{n} day overdue", "{n} days overdue", days)
    if days == 0:
        return words.gettext("due today")
    return words.ngettext("due in {n} day", "due in {n} days", -days)


def pressing(standing: Standing) -> str | None:
    """The status of what is late or soon due; None of what has time."""
    if standing.overdue is None or standing.overdue < -ANNOUNCED_DAYS:
        return None
    return "overdue" if standing.overdue > 0 else "due_soon"


def stands(standing: Standing, question: Question, words: Words) -> Component:
    """State and deadline side by side, each with its symbol."""
    parts: list[Component] = [badge(status(standing.state, question), words)]
    said, code = deadline(standing, words), pressing(standing)
    if code:
        parts.append(html.Span([symbol(code), html.Span(said)], className=f"status status-{STATUSES[code].tone}"))
    elif said:
        parts.append(html.Span(said))
    return html.Div(parts, className="report-line")


def way(standing: Standing, question: Question, words: Words) -> Sequence[Stage]:
    """The five steps of a report, four for readers who do not see it being prepared."""
    over = standing.period.ends_on < question.today
    names = {
        "over": words.gettext("period over"),
        "prepared": words.gettext("prepared"),
        "submitted": words.gettext("submitted"),
        "checked": words.gettext("looked at by the financier"),
        "approved": words.gettext("approved"),
    }
    now = _NOW[standing.state] if over else "over"
    if question.viewer.restricted:
        del names["prepared"]
        now = "submitted" if now == "prepared" else now
    if standing.state is State.APPROVED:
        return [Stage(name, Place.DONE) for name in names.values()]
    reached = list(names).index(now)
    at_once = Place.BACK if standing.state is State.RETURNED else Place.NOW
    places = [Place.DONE] * reached + [at_once] + [Place.TO_COME] * len(names)
    return [Stage(name, place) for name, place in zip(names.values(), places, strict=False)]


# Which step comes next from each state
_NOW: Mapping[State, str] = {
    State.NOT_STARTED: "prepared",
    State.PREPARED: "submitted",
    State.SUBMITTED: "checked",
    State.RETURNED: "prepared",
    State.APPROVED: "approved",
}
