"""The first sheet of the workbook: what it is, where it stands, how to check it, what else is in it."""

from __future__ import annotations

from dashboard.exports.excel.front import Front
from dashboard.exports.report import cover
from dashboard.i18n import Words
from dashboard.reporting import DONE
from dashboard.today import moment
from data_access.question import Question
from data_access.reports import Frozen, Step


def write(front: Front, question: Question, frozen: Frozen, words: Words) -> None:
    """The facts, the steps before this version, how to check the file, up to where its sheets are listed."""
    if frozen.content["programme"]["demonstration"]:
        front.line(words.gettext("Demonstration data"), words.gettext("Nothing in this report is real."))
    for fact in cover.facts(question, frozen, words):
        front.line(fact.label, fact.value)
    front.line(words.gettext("Status"), cover.standing(frozen, words))
    front.line(words.gettext("How to check the file"), cover.verification(frozen, words))
    _steps(front, question, frozen, words)
    front.heading(words.gettext("In this workbook"))


def _steps(front: Front, question: Question, frozen: Frozen, words: Words) -> None:
    taken = list(cover.steps(question, frozen).records())
    if taken:
        front.heading(words.gettext("What was done before this version"))
    for step in taken:
        done = words.gettext(
            "version {version} {done} by {who}",
            version=step["version"], done=DONE[Step(step["step"])], who=step["taken_by"],
        )  # fmt: skip
        front.line(moment(step["taken_at"], words), f"{done}: {step['comment']}" if step["comment"] else done)
