"""Arithmetic with days, in the words of either database."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_later(FunctionElement[date]):  # noqa: N801 - read as a function of SQL, like func.max
    """``days_later(day, n)``: the day ``n`` days after ``day``; null where either is."""

    name = "days_later"
    type = Date()
    inherit_cache = True


class days_between(FunctionElement[int]):  # noqa: N801 - as above
    """``days_between(later, earlier)``: the whole days from the second to the first; negative if it is the earlier."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_later, "sqlite")
def _days_later_in_sqlite(element: days_later, compiler: Any, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, ({days}) || ' days')"


@compiles(days_later, "postgresql")
def _days_later_in_postgresql(element: days_later, compiler: Any, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({day} + ({days}))"


@compiles(days_between, "sqlite")
def _days_between_in_sqlite(element: days_between, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_between_in_postgresql(element: days_between, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({later} - {earlier})"
