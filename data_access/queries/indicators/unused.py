"""The fund's indicators that no programme here counts."""

from __future__ import annotations

import pandas as pd

from data_access.catalogue import not_in_use
from data_access.protection import PublishableFrame, protect
from data_access.question import Question


def unused(question: Question) -> PublishableFrame:
    """One row per indicator of ``catalogue.not_in_use``, in its order. Columns: code, kind. No query."""
    rows = [(one.code, one.kind) for one in not_in_use().values()]
    return protect(pd.DataFrame(rows, columns=["code", "kind"]), question)
