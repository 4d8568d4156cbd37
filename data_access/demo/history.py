"""The demonstration's past: what was delivered, and the reports that were made of it, played day by day."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from data_access import intake, reports
from data_access.database import Engine, writing
from data_access.demo import saying
from data_access.demo.book import write
from data_access.demo.calendar import Calendar, Span
from data_access.demo.deliveries import Delivery, deliveries
from data_access.demo.framework import period_code
from data_access.demo.row import texts
from data_access.demo.timetable import Round, rounds
from data_access.intake import Problem, Progress
from data_access.question import Question, ask, programme
from data_access.viewer import Role, Viewer

# Hours of the day, in UTC
DELIVERED, PREPARED, SUBMITTED, ANSWERED = time(7, 40), time(11, 10), time(9, 25), time(12, 50)
Event = tuple[datetime, Callable[[], None]]
Move = Callable[[Question], None]


class Spoilt(Exception):
    """A delivery of the demonstration does not load."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))


@dataclass(frozen=True)
class Stage:
    """Where it is played, and by whom: ``people`` are the addresses of manager and financier.

    ``key`` makes the pseudonyms; ``now`` is the moment of today's delivery.
    """

    engine: Engine
    key: bytes
    people: dict[Role, str]
    today: date
    now: datetime
    progress: Progress | None = None


def play(stage: Stage) -> None:
    """Deliver and report all that was done by now, each thing at its time.

    A report whose period closed too recently for a delivery of its own is prepared from today's. Raises Spoilt.
    """
    for _, happens in sorted(_events(stage), key=lambda event: event[0]):
        happens()


def _events(stage: Stage) -> Iterator[Event]:
    for delivery in deliveries(stage.today):
        at = datetime.combine(delivery.on, DELIVERED, UTC) if delivery.made_into else stage.now
        yield at, partial(_deliver, stage, delivery, at)
    played = rounds(Calendar(stage.today))
    for taken in played:
        yield from _steps(stage, taken)
    closed = Calendar(stage.today).closed()
    if len(closed) > len({taken.period for taken in played}):
        number = len(closed) - 1
        yield _prepared(stage, stage.today, stage.now, closed[number], (number, 0))


def _deliver(stage: Stage, delivery: Delivery, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / f"demo-{delivery.on}.xlsx"
        write(book, delivery.sheets, on=delivery.on)
        outcome = intake.load(
            stage.engine,
            [book],
            key=stage.key,
            loaded_by=stage.people[Role.MANAGER],
            now=at,
            demonstration=True,
            progress=stage.progress,
        )
    if outcome.problems:
        raise Spoilt(outcome.problems[0])


def _steps(stage: Stage, taken: Round) -> Iterator[Event]:
    """What was done by now to one version of a report."""
    words, code = saying.said(taken.period, taken.turn), period_code(taken.span)
    at = datetime.combine(taken.delivered_on, PREPARED, UTC)
    yield _prepared(stage, taken.delivered_on, at, taken.span, (taken.period, taken.turn))
    if taken.submitted_on < stage.today:
        by, at = stage.people[Role.MANAGER], datetime.combine(taken.submitted_on, SUBMITTED, UTC)
        submit = partial(reports.submit, period=code, comment=words["submitted"], by=by, now=at)
        yield at, partial(_move, stage, Role.MANAGER, submit, day=taken.submitted_on)
    if taken.answered_on and taken.answered_on < stage.today:
        by, at = stage.people[Role.FINANCIER], datetime.combine(taken.answered_on, ANSWERED, UTC)
        answer = partial(reports.approve, period=code, comment=words["answered"], by=by, now=at)
        if taken.returned:
            answer = partial(reports.give_back, period=code, reason=words["answered"], by=by, now=at)
        yield at, partial(_move, stage, Role.FINANCIER, answer, day=taken.answered_on)


def _prepared(stage: Stage, day: date, at: datetime, span: Span, version: tuple[int, int]) -> Event:
    """The report of the half-year is frozen; ``version``: the numbers of the half-year and of the version, from 0."""

    def prepare(question: Question) -> None:
        reports.prepare(
            question,
            period_code(span),
            remarks=saying.remarks(question, version[0]),
            comment=saying.said(*version)["prepared"],
            by=stage.people[Role.MANAGER],
            now=at,
        )

    return at, partial(_move, stage, Role.MANAGER, prepare, day=day, as_of=span.last)


def _move(stage: Stage, role: Role, move: Move, *, day: date, as_of: date | None = None) -> None:
    code = texts("wording")["programme"]["code"]
    with writing(stage.engine, code) as connection:
        about = programme(connection, code)
        move(ask(connection, Viewer(about.id, role), about, today=day, as_of=as_of))
