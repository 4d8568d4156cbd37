"""A simple random sample of entries, which anybody draws again from the same data with the same seed."""

from __future__ import annotations

from random import Random

from sqlalchemy import func, select

from data_access.catalogue import Rule
from data_access.protection import protect
from data_access.queries.evidence.listing import COLUMNS, Page
from data_access.queries.evidence.visible import Visible
from data_access.queries.evidence.wanted import EVERYTHING, Wanted
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import frame
from data_access.question import Question

LARGEST = 500  # entries in a sample: more than anybody checks on paper


def sample(
    question: Question, code: str, wanted: Wanted = EVERYTHING, *, size: int, seed: int, known: int | None = None
) -> Page:
    """``size`` entries (at most LARGEST) of those wanted, each as likely as any other. Two queries.

    The entries are put in the order of the rows they rest on (those of organisations first by the organisation, as the
    financier is not told all rows) and numbered from 1; drawn are the numbers that
    ``random.Random(seed).sample`` of Python gives. ``total``: of how many. Columns, Forbidden and ``known`` as
    ``entries`` has them, with ``number``; ordered by sheet, delivery, file and row, as they are looked up.
    """
    indicator = asked(code)
    seen = Visible(question, [indicator], known=known)
    total = int(question.connection.execute(wanted.among(seen, func.count())).scalar_one())
    drawn = Random(seed).sample(range(1, total + 1), min(size, LARGEST, total))  # noqa: S311 - to be drawn again
    in_order = [seen.entry.row_id, seen.entry.unit, seen.entry.organisation, seen.entry.amount]
    if indicator.rule is Rule.AUTHORITIES:
        in_order = [seen.entry.unit, seen.entry.organisation, seen.entry.row_id, seen.entry.amount]
    number = func.row_number().over(order_by=in_order).label("number")
    numbered = wanted.among(seen, *seen.columns(), number).subquery("numbered")
    chosen = select(numbered).where(numbered.c.number.in_(drawn)).subquery("drawn")
    found = frame(question, seen.with_places(chosen))[["number", *COLUMNS]]
    ordered = found.sort_values(["sheet", "delivery", "file", "line", "number"], ignore_index=True)
    return Page(protect(ordered, question), total)
