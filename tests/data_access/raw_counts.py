"""What the real files say, counted with csv and json alone: no code of the project's has a hand in it.

The files are outside the repository, in ``../shared/data``; ask ``missing()`` before anything else.
"""

import csv
import json
from collections import Counter
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
WORKSHOPS = DATA / "carpentries" / "workshops.csv"
EVENTS = (DATA / "rladies" / "events_2018.json", DATA / "rladies" / "events_2019.json")


def missing():
    """Why the files cannot be counted, or None."""
    absent = [path.name for path in (WORKSHOPS, *EVENTS) if not path.is_file()]
    return f"the real data are not beside the repository: no {', '.join(absent)}" if absent else None


@cache
def workshops():
    """Each workshop as the file has it, a dict of texts."""
    with WORKSHOPS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def workshop_count():
    return len(workshops())


def workshops_by_month():
    """{(year, month): workshops}, months with none left out."""
    days = [date.fromisoformat(row["start_date"]) for row in workshops()]
    return Counter((day.year, day.month) for day in days)


def workshops_by_host():
    """{name of the host: workshops}."""
    return Counter(row["host_name"].strip() for row in workshops())


def host_countries():
    """{name of the host: country of its first row, None where that is empty}."""
    first = {}
    for row in workshops():
        first.setdefault(row["host_name"].strip(), row["country"].strip() or None)
    return first


def hosts_by_country():
    """{country of the host's first row, None where empty: hosts}."""
    return Counter(host_countries().values())


def attendance_known():
    """The numbers present, of the workshops that have one."""
    return [int(row["attendance"]) for row in workshops() if row["attendance"].strip()]


def attendance_total():
    return sum(attendance_known())


def attendance_missing():
    return len(workshops()) - len(attendance_known())


def attendance_by_host():
    """{name of the host: sum of the known numbers present}; hosts without any known number left out."""
    total = Counter()
    for row in workshops():
        if row["attendance"].strip():
            total[row["host_name"].strip()] += int(row["attendance"])
    return total


@cache
def events():
    """Each event of both years as the files have it."""
    return [event for path in EVENTS for event in json.loads(path.read_text(encoding="utf-8"))]


def meetings():
    """The events that took place."""
    return [event for event in events() if event["status"] == "PAST"]


def event_count():
    return len(events())


def held_on(event):
    """The day on the spot: the date-time's own, whatever its offset."""
    return datetime.fromisoformat(event["dateTime"]).date()


def meetings_held(as_of=date(2019, 12, 31)):
    """Meetings that had taken place by the end of ``as_of``."""
    return sum(held_on(event) <= as_of for event in meetings())


def meetings_by_month():
    """{(year, month): meetings held}."""
    return Counter((held_on(event).year, held_on(event).month) for event in meetings())


def meetings_cumulative():
    """{(year, month): meetings held up to the month's end}."""
    months = sorted(meetings_by_month().items())
    return dict(zip([month for month, _ in months], accumulate(n for _, n in months), strict=True))


def meetings_cancelled():
    return len(events()) - len(meetings())


def yes_answers():
    """Answers "yes" to the meetings that were held."""
    return sum(event["rsvps"]["yesCount"] for event in meetings())


def yes_answers_by_month():
    """{(year, month): answers "yes" to the meetings held}."""
    total = Counter()
    for event in meetings():
        total[held_on(event).year, held_on(event).month] += event["rsvps"]["yesCount"]
    return total


def chapters():
    """{code of the chapter: its name}, cancelled events and all."""
    return {event["group"]["urlname"]: event["group"]["name"] for event in events()}


def chapters_that_met():
    return {event["group"]["urlname"] for event in meetings()}


def meetings_by_chapter():
    """{code of the chapter: meetings held}; chapters without any left out."""
    return Counter(event["group"]["urlname"] for event in meetings())
