"""The programmes of the installation."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from data_access.models import programmes, rows_of


def names(connection: Connection) -> Mapping[str, Mapping[str, str | None]]:
    """The names of all programmes by language, of each code, in the order in which they came. One query."""
    facts = rows_of("programme")
    named = (
        select(programmes.c.code, facts.c.name_fi, facts.c.name_sv, facts.c.name_en)
        .join(facts, (facts.c.programme_id == programmes.c.id) & facts.c.superseded.is_(None))
        .order_by(programmes.c.id)
    )
    return {row.code: {"fi": row.name_fi, "sv": row.name_sv, "en": row.name_en} for row in connection.execute(named)}


def organisations(connection: Connection, code: str) -> list[str]:
    """The codes of the organisations that stand in a cohort of the programme ``code`` today. One query."""
    listed = rows_of("organisations")
    found = (
        select(listed.c.organisation)
        .join(programmes, programmes.c.id == listed.c.programme_id)
        .where(programmes.c.code == code, listed.c.superseded.is_(None), listed.c.cohort.is_not(None))
        .where(listed.c.left_on.is_(None))
        .order_by(listed.c.organisation)
    )
    return list(connection.execute(found).scalars())
