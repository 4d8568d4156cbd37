"""The columns of a table of entries that came, went or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard import achievement, naming
from dashboard.evidence import Subject, reason
from dashboard.evidence.columns import place, unit
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access.catalogue import Rule
from data_access.sheets.choices import AGE_GROUP, GENDER


def columns(subject: Subject) -> list[TableColumn]:
    """Those of ``reports.difference.moved`` in which something can stand for the indicator and the reader."""
    words = subject.asked.words
    found = [unit(subject), *_of_change(words), *_of_person(subject), *_of_delivery(subject)]
    none = set() if subject.indicator.breakdown and not subject.nameless else {"gender", "age_group"}
    if subject.indicator.rule is not Rule.HOURS:
        none.add("amount")
    return [column for column in found if column.name.removesuffix("_then") not in none]


def _of_change(words: Words) -> Sequence[TableColumn]:
    absent = words.gettext("not there")
    return [
        TableColumn("kind", words.gettext("What happened"), said=lambda kind: _kind(kind, words)),
        TableColumn("changed", words.gettext("What changed"), said=lambda names: _changed(names, words)),
        TableColumn("effect", words.gettext("Effect"), Format.NUMBER,
                    said=lambda value: achievement.signed(value, words)),
        TableColumn("stood", words.gettext("Then"), said=lambda code: _standing(code, words), none=absent),
        TableColumn("stands", words.gettext("Now"), said=lambda code: _standing(code, words), none=absent),
        TableColumn("counted_on_then", words.gettext("Day then"), Format.DATE, none=absent),
        TableColumn("counted_on", words.gettext("Day now"), Format.DATE, none=absent),
        TableColumn("amount_then", words.gettext("Hours then"), Format.NUMBER, none=absent),
        TableColumn("amount", words.gettext("Hours now"), Format.NUMBER, none=absent),
    ]  # fmt: skip


def _of_person(subject: Subject) -> Sequence[TableColumn]:
    words = subject.asked.words
    gender, age = naming.of_list(GENDER, words), naming.of_list(AGE_GROUP, words)
    return [
        TableColumn("gender_then", words.gettext("Gender then"), said=gender),
        TableColumn("gender", words.gettext("Gender now"), said=gender),
        TableColumn("age_group_then", words.gettext("Age group then"), said=age),
        TableColumn("age_group", words.gettext("Age group now"), said=age),
    ]


def _of_delivery(subject: Subject) -> Sequence[TableColumn]:
    words = subject.asked.words
    places = {one.name: one for one in place(subject)}
    return [
        places["delivery"],
        replace(places["source"], said=lambda name: naming.source(name, words)),
        TableColumn("loaded_at", words.gettext("Delivered on"), Format.DATE),
        TableColumn("loaded_by", words.gettext("Loaded by")),
        places["sheet"],
        replace(places["line"], link=subject.source_href),
    ]


def _kind(kind: str, words: Words) -> str:
    return {
        "came": words.gettext("came"),
        "went": words.gettext("went"),
        "changed": words.gettext("changed"),
    }[kind]


def _standing(code: str, words: Words) -> str:
    if code == "later":
        return words.gettext("counts from a later day")
    return reason(None if code == "counts" else code, words)


def _changed(names: str, words: Words) -> str:
    said: Mapping[str, str] = {
        "counted_on": words.gettext("the day"),
        "amount": words.gettext("the amount"),
        "left_out": words.gettext("whether it counts"),
        "gender": words.gettext("the gender"),
        "age_group": words.gettext("the age group"),
    }
    return ", ".join(said[name] for name in names.split())
