"""The deliveries of a programme: what caused a difference."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import select

from data_access.models import deliveries
from data_access.queries.rows import frame, once
from data_access.question import Question


@once
def loads(question: Question) -> pd.DataFrame:
    """Columns: delivery (its number), source, loaded_at, loaded_by. One query."""
    columns = (deliveries.c.source, deliveries.c.loaded_at, deliveries.c.loaded_by)
    return frame(
        question,
        select(deliveries.c.number.label("delivery"), *columns)
        .where(deliveries.c.programme_id == question.programme.id)
        .order_by(deliveries.c.number),
    )
