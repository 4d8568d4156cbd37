"""How the practices were made known, and who outside the programme uses them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.buckets import MONTHS
from data_access.queries.practices.adoptions import TITLES, admit, listed
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.sheets.choices import DISSEMINATION_KIND
from data_access.viewer import Role

KINDS = tuple(choice.code for choice in DISSEMINATION_KIND)


def reach(question: Question, *, theme: str | None = None) -> PublishableFrame:
    """What was published and whom it reached, one row a month, none left out; no rows where there is nothing.

    starts_on, ends_on, items, unknown (items whose reach is not known), and for each of KINDS, and ``other`` where
    the kind was not told, the readers, viewers or guests of its items (empty where no item has a number). They
    are counted apart for each item, so nobody knows how many different people they were. One query.
    The filters do not apply: an item belongs to no organisation.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    items = current_rows(question, "dissemination")
    number = MONTHS.number(items.c.published_on)
    kind = func.coalesce(items.c.kind, "other")
    counted = (
        select(
            number.label("number"),
            func.count().label("items"),
            (func.count() - func.count(items.c.reach)).label("unknown"),
            *(func.sum(case((kind == one, items.c.reach))).label(one) for one in (*KINDS, "other")),
        )
        .where(items.c.published_on <= question.as_of)
        .group_by("number")
    )
    if theme is not None:
        counted = counted.where(items.c.practice.in_(select(listed(question, theme).c.practice)))
    found = frame(question, counted).set_index("number")
    months = MONTHS.frame(range(found.index.min(), found.index.max() + 1) if len(found) else ())
    rows = months.join(found)
    for name in ("items", "unknown"):
        rows[name] = rows[name].fillna(0).astype("int64")
    for name in (*KINDS, "other"):
        rows[name] = rows[name].astype("float64")
    return protect(rows, question)


def outside(question: Question, *, theme: str | None = None) -> PublishableFrame:
    """Uptake outside the programme, latest first: as ``items``. For the manager alone; one query."""
    admit(question, Role.MANAGER)
    found = items(question)
    if theme is not None:
        found = found.where(found.selected_columns.theme == theme)
    return protect(frame(question, found.where(found.selected_columns.uptake_by.is_not(None))), question)


def items(question: Question) -> Select[Any]:
    """What was published by the day, latest first.

    item, practice, title_fi, title_sv, title_en, theme (of the practice, if there is one), kind, published_on,
    channel, audience, reach, uptake_by.
    """
    published, practices = current_rows(question, "dissemination"), current_rows(question, "practices")
    own = ("kind", "published_on", "channel", "audience", "reach", "uptake_by")
    return (
        select(
            published.c.item,
            published.c.practice,
            *(practices.c[name] for name in (*TITLES, "theme")),
            *(published.c[name] for name in own),
        )
        .outerjoin_from(published, practices, practices.c.practice == published.c.practice)
        .where(published.c.published_on <= question.as_of)
        .order_by(published.c.published_on.desc(), published.c.item)
    )
