"""Good practices, who took them up, how far, and how they were spread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from data_access.demo.calendar import Calendar, next_working_day, working_day
from data_access.demo.organisations import Organisation
from data_access.demo.row import Row, texts

# Days to document, review and publish a practice after the step before.
STEPS = {"documented_on": (30, 110), "reviewed_on": (15, 60), "published_on": (10, 80)}
# Days from stage to stage of an adoption, and the share that gets that far.
STAGES = (("piloted", (20, 70), 0.85), ("in_use", (30, 110), 0.74), ("embedded", (90, 210), 0.45))
RECENT = timedelta(80)  # the cuts: in these days organisations gave practices up and took up no new ones
KINDS = ("publication", "event", "training_material", "media")


def practices(organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``practices``: found in both years up to today, each as far as time has let it come."""
    written = texts("practices")["practices"]
    first, last = calendar.span.first + timedelta(60), calendar.today - timedelta(10)
    found = sorted(working_day(rng, first, last) for _ in written)
    return [
        _practice({"practice": f"P{number:02d}", "identified_on": day} | text, organisations, calendar, rng)
        for number, (text, day) in enumerate(zip(written, found, strict=True), 1)
    ]


def _practice(text: Row, organisations: list[Organisation], calendar: Calendar, rng: Random) -> Row:
    row: Row = {"origin": "accelerator"} | text
    day = row["identified_on"]
    if row["origin"] == "accelerator":
        row["organisation"] = rng.choice([one for one in organisations if one.joined_on <= day]).code
    for column, days in STEPS.items():
        day = next_working_day(day + timedelta(rng.randint(*days)))
        if day > calendar.today or rng.random() < 0.07:
            return row
        row[column] = day
    return row | {"link": f"https://practices.example.org/{row['practice'].lower()}"}


def adoptions(known: list[Row], organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``adoptions``: a dated history for each pair of practice and organisation."""
    return [
        row
        for practice in known
        if "documented_on" in practice
        for organisation in rng.sample(_near(practice, organisations), 4)[: rng.choice((1, 2, 3, 4))]
        for row in _history(practice, organisation, calendar, rng)
    ]


def _near(practice: Row, organisations: list[Organisation]) -> list[Organisation]:
    return [one for one in organisations if one.joined_on <= practice["documented_on"] and one.pace != "left"]


def _history(practice: Row, organisation: Organisation, calendar: Calendar, rng: Random) -> Iterator[Row]:
    cuts = calendar.today - RECENT
    day = next_working_day(practice["documented_on"] + timedelta(rng.randrange(5, 60)))
    stage, remarks = "planned", texts("wording")["remarks"]
    row = {"practice": practice["practice"], "organisation": organisation.code}
    for following, days, share in (*STAGES, ("", (0, 0), 0.0)):
        if day > (cuts if stage in {"in_use", "embedded"} else calendar.today):
            return
        yield row | {"stage": stage, "reached_on": day, "evidence": _evidence(stage, remarks["evidence"], rng)}
        if rng.random() > share:
            break
        stage, day = following, next_working_day(day + timedelta(rng.randint(*days)))
    given_up = working_day(rng, max(cuts, day + timedelta(1)), calendar.today)
    if day < given_up <= calendar.today and rng.random() < (0.5 if stage == "in_use" else 0.2):
        yield row | {"stage": "dropped", "reached_on": given_up, "evidence": rng.choice(remarks["dropped"])}


def _evidence(stage: str, evidence: list[str], rng: Random) -> str | None:
    return rng.choice(evidence) if stage != "planned" and rng.random() < 0.8 else None


def dissemination(known: list[Row], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``dissemination``: up to three items for each published practice, and the project's own."""
    published = [row for row in known if "published_on" in row for _ in range(rng.randrange(1, 4))]
    items = [_item(row["practice"], row["published_on"], calendar, rng) for row in published]
    items += [_item(None, calendar.span.first + timedelta(60), calendar, rng) for _ in range(6)]
    items.sort(key=lambda item: item["published_on"])
    return [{"item": f"D{number:03d}"} | item for number, item in enumerate(items, 1)]


def _item(practice: str | None, first: date, calendar: Calendar, rng: Random) -> Row:
    remarks = texts("wording")["remarks"]
    return {
        "practice": practice,
        "kind": rng.choices(KINDS, (4, 3, 3, 2))[0],
        "published_on": working_day(rng, first, min(first + timedelta(200), calendar.today)),
        "channel": rng.choice(remarks["channels"]),
        "audience": rng.choice(remarks["audiences"]),
        "reach": rng.choice((None, rng.randrange(20, 200), rng.randrange(200, 2600))),
        "uptake_by": rng.choice(remarks["uptake"]) if rng.random() < 0.28 else None,
    }
