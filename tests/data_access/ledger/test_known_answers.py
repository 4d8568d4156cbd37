"""The two programmes with known answers, from the file to the figures, on all days."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from data_access import database, intake
from data_access.models import programmes
from data_access.queries import indicators
from data_access.question import ask, programme
from data_access.viewer import Role, Viewer
from tests.data_access.builders import KEY
from tests.data_access.figures import figures

EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "programme"


@pytest.mark.parametrize("name", ["example-1", "example-2"])
def test_the_examples_give_their_known_answers(migrated_url, name):
    file = EXAMPLES / f"{name}.xlsx"
    if not file.exists():
        pytest.skip(f"the example is not beside the project: {file}")
    known = json.loads((EXAMPLES / f"{name}.expected.json").read_text("utf-8"))
    engine = database.engine(migrated_url)
    outcome = intake.load(engine, [file], key=KEY, loaded_by="a test", now=datetime(2026, 7, 1, tzinfo=UTC))
    assert not outcome.problems
    with engine.connect() as connection:
        found = connection.execute(select(programmes.c.id)).scalar_one()
        about = programme(connection, outcome.programme)
        for day, expected in known["as_of"].items():
            as_of = date.fromisoformat(day)
            assert figures(connection, found, as_of) == expected
            viewer = Viewer(about.id, Role.MANAGER)
            question = ask(connection, viewer, about, today=date(2026, 9, 1), as_of=as_of)
            assert _asked(question) == expected
    engine.dispose()


def _asked(question):
    """What the pages are told, in the shape of the known answers."""
    cells = {}
    for cell in indicators.all_cells(question).records():
        cells.setdefault(cell["code"], {})[f"{cell['gender']}|{cell['age_group']}"] = cell["value"]
    found = {}
    for row in indicators.overview(question).records():
        figure = {"value": row["value"]}
        if row["incomplete"] is not None:
            figure |= {"incomplete": row["incomplete"], "cells": cells.get(row["code"], {})}
        if row["answered"] is not None:
            figure |= {"answered": row["answered"], "eligible": row["eligible"]}
        found[row["code"]] = figure
    return found
