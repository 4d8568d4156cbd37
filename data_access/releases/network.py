"""Declares the peer network's own numbers that the steering group sees, at the ends of closed half-years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from data_access.protection import names
from data_access.protection.names import NETWORK, name
from data_access.queries.buckets import HALF_YEARS
from data_access.queries.network.feedback import ANSWERS, HIGH, LOW
from data_access.queries.network.feedback import counted as answers_of
from data_access.queries.network.meetings import counted as meetings_of
from data_access.queries.network.people import CLASSES, joined, returning, times
from data_access.queries.network.register import Register
from data_access.question import Question
from data_access.releases.axis import Axis
from data_access.releases.tables import Tables


def declare(tables: Tables, question: Question, axis: Axis) -> None:
    """Meetings, people, retention, frequency and feedback. Four queries a half-year, and eight."""
    if not axis.halves:
        return
    of = Register(question, axis.halves[-1], HALF_YEARS, None)
    held = _meetings(tables, of)
    _returning(tables, of, axis.halves, held)
    _retention(tables, of, axis.halves)
    _frequency(tables, question, axis.halves, held)
    _feedback(tables, question, axis.halves)


def _meetings(tables: Tables, of: Register) -> Mapping[date, int]:
    """At how many meetings of each half-year (its last day) people were registered; that number is shown to all."""
    least, held = tables.limits.network, {}
    for row in meetings_of(of).reset_index(names="at").to_dict("records"):
        ends_on = HALF_YEARS.ends_on(row["at"])
        held[ends_on] = int(row["registered"])
        for measure in ("headcount", "invited"):
            if pd.notna(value := row[measure]):
                tables.alone(NETWORK, measure, ends_on, float(value), least=least)
        if pd.notna(row["participations"]):
            few = row["participations"] > 0 and row["people"] < least
            tables.alone(NETWORK, "participations", ends_on, float(row["participations"]), least=least, small=few)
    return held


def _returning(tables: Tables, of: Register, halves: tuple[date, ...], held: Mapping[date, int]) -> None:
    found = returning(of)["returned"]
    for before, day in zip((None, *halves), halves, strict=False):
        value = float(found.get(HALF_YEARS.of(day), 0))
        tables.alone(NETWORK, "returned", day, value, least=tables.limits.network)
        came = {name(NETWORK, "returned", day): 1.0, **_new(before, day)}
        if before:
            reached = {_reached(before): 1.0, name(NETWORK, "returned", day): -1.0}
            tables.rest(reached, least=tables.limits.network)
        _visits(tables, day, came, held.get(day, 0))


def _visits(tables: Tables, day: date, came: Mapping[str, float], held: int) -> None:
    """Declare what the visits of a half-year tell of the people who ``came``, when they were registered ``held`` times.

    Each came at least once, and at most as often as there were meetings.
    """
    visits = name(NETWORK, "participations", day)
    tables.rest({visits: 1.0, **{one: -by for one, by in came.items()}})
    tables.rest({visits: -1.0, **{one: held * by for one, by in came.items()}})
    if not held:
        tables.equal(dict(came))


def _new(before: date | None, day: date) -> dict[str, float]:
    """The terms of how many came for the first time between the two days."""
    return {_reached(day): 1.0, **({_reached(before): -1.0} if before else {})}


def _reached(day: date) -> str:
    return name("P.7", names.VALUE, day)


def _retention(tables: Tables, of: Register, halves: tuple[date, ...]) -> None:
    sizes, active = joined(of)
    least = tables.limits.network
    for number, members in sizes.items():
        since = HALF_YEARS.ends_on(number)
        tables.alone(NETWORK, "members", since, float(members), least=least)
        for day in halves:
            if day < since:
                continue
            came = float(active.get((number, HALF_YEARS.of(day) - number), 0))
            tables.alone(
                NETWORK, "active", day, came, least=least, part=since.isoformat(), small=0 < came == float(members)
            )
            tables.rest(
                {name(NETWORK, "members", since): 1.0, name(NETWORK, "active", day, since.isoformat()): -1.0},
                least=least,
            )
    for before, day in zip((None, *halves), halves, strict=False):
        parts = {name(NETWORK, "active", day, HALF_YEARS.ends_on(one).isoformat()): 1.0 for one in sizes}
        there = {one: by for one, by in parts.items() if one in tables.statistics}
        others = {name(NETWORK, "returned", day): -1.0, **{one: -by for one, by in _new(before, day).items()}}
        tables.equal({**there, **others})


def _frequency(tables: Tables, question: Question, halves: tuple[date, ...], held: Mapping[date, int]) -> None:
    rows = {day: times(Register(question, day, HALF_YEARS, None)) for day in halves}
    values = pd.DataFrame(rows).T.fillna(0.0)
    values.columns = [str(one) for one in values.columns]
    values.index = pd.Index(halves, dtype="object")
    tables.parts(
        NETWORK, "frequency", values, of=("P.7", names.VALUE), least=lambda _: tables.limits.network, falls=True
    )
    for at, day in enumerate(halves):
        _often(tables, halves[: at + 1], sum(held.get(one, 0) for one in halves[: at + 1]))
        for least in CLASSES[1:] if at else ():
            # Whoever has come at least so often by one day has also done so by every later day.
            classes = [str(one) for one in CLASSES if one >= least]
            now, before = (
                {name(NETWORK, "frequency", on, one): 1.0 for one in classes} for on in (day, halves[at - 1])
            )
            tables.rest({**now, **{one: -by for one, by in before.items()}}, least=tables.limits.network)


def _often(tables: Tables, halves: Sequence[date], held: int) -> None:
    """Declare what the classes (who came 1, 2, 3 to 5 times ...) tell of all visits by the last of ``halves``.

    ``held``: at how many meetings people were registered until then, so nobody came more often.
    """
    classes = {least: name(NETWORK, "frequency", halves[-1], str(least)) for least in CLASSES}
    visits = {name(NETWORK, "participations", one): 1.0 for one in halves}
    there = {one: by for one, by in visits.items() if one in tables.statistics}
    tables.rest({**there, **{one: -float(least) for least, one in classes.items()}})
    most = dict(zip(CLASSES, (*(least - 1 for least in CLASSES[1:]), held), strict=True))
    at_most = {one: float(min(most[least], held)) for least, one in classes.items()}
    tables.rest({**at_most, **{one: -by for one, by in there.items()}})
    for least, one in classes.items():
        if least > held:
            tables.equal({one: 1.0})


def _feedback(tables: Tables, question: Question, halves: tuple[date, ...]) -> None:
    rows = [answers_of(Register(question, day, HALF_YEARS, None)).assign(day=day) for day in halves]
    every = pd.concat(rows, ignore_index=True)
    every["topic"] = every["question"] + every["anonymous"].map({True: " 1", False: " 0"})
    for topic, given in every.groupby("topic"):
        answers = given.set_index("day")[list(ANSWERS)].astype("float64")
        answers = answers.reindex(halves).fillna(0.0)
        answers.index = pd.Index(halves, dtype="object")
        _answers(tables, str(topic), answers, anonymous=bool(given["anonymous"].iloc[0]))


def _answers(tables: Tables, topic: str, answers: pd.DataFrame, *, anonymous: bool) -> None:
    """Declare each answer, and the low ones, the high ones and all of them together."""
    least, falls = tables.limits.network, not anonymous
    alike = (answers > 0).mul((answers > 0).sum(axis=1) == 1, axis=0)
    single = answers.rename(columns=lambda one: f"{topic} {one}")
    alike.columns = single.columns
    tables.parts(NETWORK, "feedback", single, of=None, least=lambda _: least, falls=falls, whole=alike)
    groups = {"low": LOW, "high": HIGH, "answered": ANSWERS}
    for group, members in groups.items():
        ours = [one for one in answers if one in members]
        total = answers[ours].sum(axis=1).rename(f"{topic} {group}").to_frame()
        # An answer may change, so these may fall; who has answered at all stays among those who have.
        fewer = falls and group != "answered"
        tables.parts(NETWORK, "feedback", total, of=None, least=lambda _: least, falls=fewer)
        for day in answers.index:
            terms = {name(NETWORK, "feedback", day, f"{topic} {one}"): 1.0 for one in ours}
            tables.equal({**terms, name(NETWORK, "feedback", day, f"{topic} {group}"): -1.0})
    for day in () if anonymous else answers.index:
        tables.rest({_reached(day): 1.0, name(NETWORK, "feedback", day, f"{topic} answered"): -1.0}, least=least)
