"""Codes that differ in nothing but their spelling."""

from __future__ import annotations

import re

import pandas as pd
from sqlalchemy import Select, false, literal, select, union_all

from data_access.checks import Check
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.reports.checks.finding import of
from data_access.sheets import SHEETS, Kind, Sheet

_BETWEEN = re.compile(r"[\W_]+")  # whatever is neither letter nor digit


def _coded(sheet: Sheet) -> bool:
    """Whether a code that somebody made up tells the rows of the sheet apart."""
    return len(sheet.key) == 1 and sheet.column(sheet.key[0]).kind is Kind.CODE and not sheet.turned


CODED = tuple(sheet for sheet in SHEETS if _coded(sheet))


def alike(question: Question) -> pd.DataFrame:
    """Rows of a sheet whose codes are the same in letters and digits and not in full. One query.

    ``like``: the codes that each is like. Where one of them is a meeting of the network, all are of the network.
    """
    rows = frame(question, union_all(*(_codes(question, sheet) for sheet in CODED)))
    rows = rows.assign(letters=letters(rows["record"]))
    rows = rows[rows["letters"] != ""]
    same = ["sheet", "letters"]
    rows["network"] = rows["network"].astype(bool).groupby([rows[name] for name in same]).transform("any")
    codes = rows[[*same, "record"]].drop_duplicates().sort_values("record").rename(columns={"record": "like"})
    pairs = rows.merge(codes, on=same)
    pairs = pairs[pairs["record"] != pairs["like"]]
    found = pairs.groupby(list(rows.columns))["like"].agg(", ".join).reset_index()
    return of(Check.SPELLED_ALIKE, found.sort_values([*same, "record", "row_id"]))


def letters(codes: pd.Series[str]) -> pd.Series[str]:
    """The letters and digits of each code, in the normal form of compatibility (NFKC) and without case."""
    plain = codes.astype(object).str.normalize("NFKC").str.casefold()
    return plain.str.replace(_BETWEEN, "", regex=True)


def _codes(question: Question, sheet: Sheet) -> Select[tuple[object, ...]]:
    row = current_rows(question, sheet.name)
    network = row.c.kind == "network" if sheet.name == "sessions" else false()
    columns = (row.c.id.label("row_id"), row.c[sheet.key[0]].label("record"), row.c.source, row.c.file, row.c.line)
    return select(literal(sheet.name).label("sheet"), *columns, network.label("network"))
