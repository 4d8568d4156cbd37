"""What the sheets say, counted with a pencil: another way than the ledger's to the figures that were reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from data_access.demo.people import age_group
from data_access.demo.row import Row
from data_access.identities import normalised

Sheets = Mapping[str, list[Row]]
# The sheets of people: their column, the sheet of who was there.
REGISTERS = {"participants": ("participant", "attendance"), "members": ("member", "network_attendance")}
ACCELERATOR = ("training", "mentoring")


def totals(sheets: Sheets, day: date) -> Iterator[tuple[str, float]]:
    """Code and value as of ``day``, for the figures that can be counted so."""
    supported = _target_group(sheets) & (_present(sheets, day, *ACCELERATOR) | _present(sheets, day, "network"))
    held = [row for row in sheets["sessions"] if row["status"] == "held" and row["held_on"] <= day]
    yield "O.2.2", len(_authorities(sheets, day))
    yield "O.2.3", len(supported)
    yield "O.2.3.3", len(supported & _present(sheets, day, "mentoring"))
    yield "R.2.9", len(supported & _helped(sheets, day))
    yield "P.1", _dated(sheets["organisations"], "joined_on", day)
    yield "P.2", _dated(sheets["progress"], "done_on", day, where=lambda row: row["milestone"] == "completed")
    yield "P.3", len(_present(sheets, day, "training"))
    yield "P.4", sum(row["hours"] for row in held if row["kind"] == "mentoring")
    yield "P.7", len(_present(sheets, day, "network"))
    yield "P.8", sum(row["kind"] == "network" for row in held)
    yield "P.9", _dated(sheets["practices"], "documented_on", day)
    yield "P.10", _dated(sheets["practices"], "published_on", day)


def trained(sheets: Sheets, day: date, year: int) -> Mapping[tuple[str, str], int]:
    """The professionals trained by gender and age group, those with both known."""
    known = {normalised(row["participant"]): row for row in sheets["participants"]}
    people = sorted(_present(sheets, day, "training"))
    groups = Counter((known[one]["gender"], age_group(known[one], year)) for one in people)
    return {(gender, age): value for (gender, age), value in groups.items() if gender and age}


def _dated(rows: list[Row], column: str, day: date, *, where: Callable[[Row], bool] = lambda _row: True) -> int:
    return sum(1 for row in rows if row.get(column) and row[column] <= day and where(row))


def _people(sheets: Sheets, column: str) -> set[str]:
    """Those of whom a row of either register says yes."""
    return {
        normalised(row[who])
        for register, (who, _) in REGISTERS.items()
        for row in sheets[register]
        if row[column] == "yes"
    }


def _target_group(sheets: Sheets) -> set[str]:
    return _people(sheets, "third_country_national")


def _held(sheets: Sheets, day: date, kinds: tuple[str, ...]) -> dict[str, Row]:
    return {
        row["session"]: row
        for row in sheets["sessions"]
        if row["status"] == "held" and row["kind"] in kinds and row["held_on"] <= day
    }


def _present(sheets: Sheets, day: date, *kinds: str) -> set[str]:
    """The people, staff apart, who were present at a session of the kinds."""
    held = _held(sheets, day, kinds)
    attended = {
        normalised(row[who])
        for who, sheet in REGISTERS.values()
        for row in sheets[sheet]
        if row["session"] in held and row["present"] != "no"
    }
    return attended - _people(sheets, "project_staff")


def _helped(sheets: Sheets, day: date) -> set[str]:
    """Whose latest answer says that it was helpful; of two on one day the later row holds."""
    latest: dict[str, tuple[date, int]] = {}
    for row in sheets["responses"]:
        given = row["question"] == "helpful_for_integration" and row["respondent"] and row["answered_on"] <= day
        person = normalised(row["respondent"]) if given else ""
        if given and (person not in latest or latest[person][0] <= row["answered_on"]):
            latest[person] = (row["answered_on"], row["answer"])
    return {person for person, (_, answer) in latest.items() if answer >= 4}


def _authorities(sheets: Sheets, day: date) -> set[str]:
    """The local and regional authorities, units with those that they belong to, that a session was for or reached."""
    organisations = {row["organisation"]: row for row in sheets["organisations"]}
    present = _present(sheets, day, *ACCELERATOR)
    reached = {row.get("organisation") for row in _held(sheets, day, ACCELERATOR).values()}
    reached |= {row["organisation"] for row in sheets["participants"] if normalised(row["participant"]) in present}
    tops = [organisations[organisations[code].get("parent") or code] for code in reached if code]
    return {row["organisation"] for row in tops if row.get("authority") in ("local", "regional")}
