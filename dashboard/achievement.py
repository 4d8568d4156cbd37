"""How the figure of an indicator is said: what it counts, its unit, its pace against the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard import naming
from dashboard.components.status import STATUSES, word
from dashboard.i18n import Words
from dashboard.panel import TableColumn
from data_access.catalogue import indicators
from data_access.question import Question

# The statuses that stand for a pace of ``queries.indicators``
STATUS: Mapping[str | None, str] = {"ahead": "ahead_of_plan", "on": "on_track", "behind": "behind", None: "unknown"}


def name(code: str, words: Words) -> str:
    """What the indicator counts. Raises KeyError for a code that is not in the catalogue."""
    return words.name(indicators()[code].names)


def title(code: str, words: Words) -> str:
    """Code and name: "P.3 Professionals trained"."""
    return f"{code} {name(code, words)}"


def column(words: Words, *, link: Callable[[Mapping[str, Any]], str | None]) -> TableColumn:
    """The column ``code`` of a table whose rows are about indicators; ``link``: what a row opens."""
    return TableColumn("code", words.gettext("Indicator"), link=link, said=lambda code: title(code, words))


def amount(value: float, unit: str, words: Words) -> str:
    """``value`` with a unit of the catalogue: "122 persons"."""
    return {
        "persons": words.ngettext("{n} person", "{n} persons", value),
        "authorities": words.ngettext("{n} authority", "{n} authorities", value),
        "organisations": words.ngettext("{n} organisation", "{n} organisations", value),
        "practices": words.ngettext("{n} practice", "{n} practices", value),
        "pairs": words.ngettext("{n} practice in use", "{n} practices in use", value),
        "sessions": words.ngettext("{n} session", "{n} sessions", value),
        "hours": words.ngettext("{n} hour", "{n} hours", value),
        "items": words.ngettext("{n} item", "{n} items", value),
    }[unit]


def unit(code: str, words: Words) -> str:
    """What a figure of that unit is a number of: "persons"."""
    return {
        "persons": words.gettext("persons"),
        "authorities": words.gettext("authorities"),
        "organisations": words.gettext("organisations"),
        "practices": words.gettext("practices"),
        "pairs": words.gettext("pairs of an organisation and a practice"),
        "sessions": words.gettext("sessions"),
        "hours": words.gettext("hours"),
        "items": words.gettext("items"),
    }[code]


def of_fund(code: str) -> bool:
    """Whether the indicator is one of the fund's regulation, not the project's own."""
    return not code.startswith("P.")


def group(code: str, words: Words) -> str:
    """Where the indicator comes from, and whether it counts outputs or results."""
    return {
        (True, "output"): words.gettext("output indicator of the fund"),
        (True, "result"): words.gettext("result indicator of the fund"),
        (False, "output"): words.gettext("the project's own output indicator"),
        (False, "result"): words.gettext("the project's own result indicator"),
    }[of_fund(code), indicators()[code].kind]


def pace(code: str, words: Words) -> str:
    """Symbol and word: "▼ behind plan"."""
    return f"{STATUSES[STATUS[code]].symbol} {word(STATUS[code], words)}"


def lacking(what: str, words: Words) -> str:
    """Why an indicator has no value; ``what`` is as in the column lacks of ``queries.indicators.overview``."""
    if what == "organisation":
        return words.gettext("not known for a part of the programme: take the filter away")
    sheet, _, question = what.partition(":")
    sheet, _, column = sheet.partition(".")
    named = naming.sheets(words, sheet)[0]
    if question:
        return words.gettext(
            "no data delivered yet: no answers to {question} in the sheet {sheet}", question=question, sheet=named
        )
    if column:
        return words.gettext(
            "no data delivered yet: the column {column} of the sheet {sheet} is empty",
            column=naming.column(sheet, column, words), sheet=named,
        )  # fmt: skip
    return words.gettext("no data delivered yet: the sheet {sheet} is empty", sheet=named)


def sources(code: str, words: Words) -> Sequence[str]:
    """The sheets that the indicator rests on, in words."""
    parts = [part for group in indicators()[code].rests_on for part in group]
    found = dict.fromkeys(part.partition(":")[0].partition(".")[0] for part in parts)
    return naming.sheets(words, *found)


def achieved(row: Mapping[str, Any], words: Words) -> str:
    """Value and target of a row of ``queries.indicators.overview``: "122 of 200", or the value alone."""
    value = words.gettext("no data") if row["value"] is None else words.number(row["value"])
    if row["target"] is None:
        return value
    return words.gettext("{value} of {target}", value=value, target=words.number(row["target"]))


def answers(row: Mapping[str, Any], words: Words) -> str:
    """How many of those who could answer did; ``row`` is one of ``queries.indicators.overview``."""
    if row["lacks"] or row["eligible"] == 0:
        return words.gettext("Nobody could have answered yet")
    if row["answered"] is None or row["eligible"] is None:
        return words.gettext("How many answered is hidden to protect privacy")
    return words.gettext(
        "{answered} of {eligible} have answered: {rate}",
        answered=words.number(row["answered"]),
        eligible=words.number(row["eligible"]),
        rate=words.percent(row["answered"] / row["eligible"]),
    )


def of_a_part(question: Question) -> bool:
    """Whether the figures are those of a part of the programme, to which no target belongs."""
    part = question.part
    return bool(part.cohort or part.sector or part.region)


def signed(value: float, words: Words) -> str:
    """A difference, with its sign."""
    return f"{'+' if value > 0 else ''}{words.number(value)}"
