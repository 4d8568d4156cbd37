"""The next step of the report, as a form for whoever may take it, and what the last one did."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import reporting
from dashboard.components.form import form, text_field
from dashboard.panel import Asked
from data_access.reports import LONGEST, Standing, State, Step
from pages.report import frozen


def sends(asked: Asked) -> dict[str, str]:
    """What every form says besides what is typed: of which report, and how far the reader saw it come."""
    return {
        "programme": asked.question.programme.code,
        "key": frozen.period(asked).code,
        "seen": str(frozen.standing(asked).last_step),
    }


def address(step: Step, asked: Asked) -> str:
    """Where the form of the step is sent; what comes of it is said in the page's language."""
    return f"/steps/{step}?lang={asked.words.language}"


def done(asked: Asked) -> list[Component]:
    """What the step did that led here, where it was the report's last one."""
    taken = list(frozen.steps(asked).records())
    if not taken or asked.selection.more.get("done") != taken[-1]["step"]:
        return []
    words, number = asked.words, taken[-1]["version"]
    said = {
        Step.PREPARE: words.gettext("The figures are frozen as version {number}.", number=number),
        Step.SUBMIT: words.gettext("Version {number} is submitted. The financier sees it now.", number=number),
        Step.RETURN: words.gettext("Version {number} is returned to the project with your reason.", number=number),
        Step.APPROVE: words.gettext("Version {number} is approved.", number=number),
    }[Step(taken[-1]["step"])]
    return [html.P(said, id="report-done", role="status", className="notice notice-good")]


def section(asked: Asked) -> Component:
    """What is next and for whom, with the forms of the steps that the reader may take."""
    words, standing = asked.words, frozen.standing(asked)
    said = [html.H3(words.gettext("What is next")), html.P(reporting.next_thing(standing, asked.question, words))]
    opened = frozen.of(asked)
    # Steps are taken on the last version, by who has read that one.
    current = opened is None or opened.version == standing.version
    return html.Div([*said, *_reason(asked), *(_step(step, standing, asked) for step in _offered(standing) if current)])


def _reason(asked: Asked) -> list[Component]:
    """What the financier asked for, where that is what the report waits for."""
    if frozen.standing(asked).state is not State.RETURNED:
        return []
    last = list(frozen.steps(asked).records())[-1]
    return [html.P(asked.words.gettext("The financier asks:")), html.Blockquote(last["comment"])]


def _offered(standing: Standing) -> Sequence[Step]:
    """The open steps; to prepare once more comes last where the report can be submitted as it is."""
    once_more = standing.state is State.PREPARED
    return sorted(standing.open, key=lambda step: once_more and step is Step.PREPARE)


def _step(step: Step, standing: Standing, asked: Asked) -> Component:
    if step is Step.PREPARE:
        return _to_preparation(standing, asked)
    if step is Step.SUBMIT and (blocking := _blocking(asked)):
        return _blocked(blocking, asked)
    heading, explained, label, button = _said(step, standing, asked)
    field = text_field("comment", label, longest=LONGEST, required=step is Step.RETURN)
    said: list[Component | str] = [explained]
    if step is Step.SUBMIT:
        said += [" ", _to_checks(asked)]
    inside = [html.H4(heading), html.P(said, id=f"step-{step}"), field]
    return form(inside, action=address(step, asked), sends=sends(asked), button=button, described_by=f"step-{step}")


def _said(step: Step, standing: Standing, asked: Asked) -> Sequence[str]:
    """Heading, what the step does, the label of the comment, the button."""
    words, number = asked.words, standing.version
    submitted = words.gettext("Submit version {number}", number=number)
    if standing.state is State.RETURNED:
        submitted = words.gettext("Submit version {number} again, unchanged", number=number)
    return {
        Step.SUBMIT: (
            submitted,
            words.gettext(
                "The financier gets the report as it is frozen. This cannot be undone: it can be changed again only if"
                " the financier returns it."
            ),
            words.gettext("Comment to the financier (may be left empty)"),
            submitted,
        ),
        Step.RETURN: (
            words.gettext("Return version {number}", number=number),
            words.gettext(
                "The project gets the report back with your reason, mends it and submits it again. This cannot be"
                " undone."
            ),
            words.gettext("Reason: what has to be mended (required)"),
            words.gettext("Return with this reason"),
        ),
        Step.APPROVE: (
            words.gettext("Approve version {number}", number=number),
            words.gettext("The report is closed with the figures of this version. This cannot be undone."),
            words.gettext("Comment (may be left empty)"),
            words.gettext("Approve version {number}", number=number),
        ),
    }[step]


def _to_preparation(standing: Standing, asked: Asked) -> Component:
    words = asked.words
    if standing.version is None:
        link = words.gettext("To the form that prepares the report")
    else:
        link = words.gettext("To the form that prepares version {number}", number=standing.version + 1)
    return html.P(html.A(link, href="#report-preparation"), className="step-elsewhere")


def _blocking(asked: Asked) -> int:
    opened = frozen.of(asked)
    return 0 if opened is None else sum(bool(one["blocking"]) for one in opened.content["checks"])


def _blocked(number: int, asked: Asked) -> Component:
    words = asked.words
    said = words.ngettext(
        "It cannot be submitted: {n} check that must pass does not. Mend what it names, deliver the data and prepare"
        " the report again.",
        "It cannot be submitted: {n} checks that must pass do not. Mend what they name, deliver the data and prepare"
        " the report again.",
        number,
    )
    return html.P([said, " ", _to_checks(asked)], className="notice")


def _to_checks(asked: Asked) -> Component:
    return html.A(asked.words.gettext("To the checks"), href="#report-checks")
