"""Who loaded what stands in the audit log; what changed nothing does not."""

import pytest

from data_access import audit
from tests.data_access.intake import files


def log(engine):
    with engine.connect() as connection:
        assert audit.verify(connection) is None
        return audit.entries(connection)[::-1]


def test_a_load_is_noted_with_its_delivery_its_source_and_the_sheets_it_changed(engine, tmp_path):
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", files.programme()), loaded_by="m@example.org")
    changed = files.programme(organisations=[*files.ORGANISATIONS, ["0003", "Three", "ngo"]])
    files.load(engine, files.xlsx(tmp_path / "q.xlsx", changed), loaded_by="root at the command line")
    first, second = log(engine)
    assert (first.who, first.action, first.subject) == ("m@example.org", "load", "/data/1")
    assert "organisations" in first.detail["sheets"]
    assert (second.who, second.subject, second.at) == ("root at the command line", "/data/2", files.NOW)
    assert second.programme == first.programme == files.load(engine, tmp_path / "q.xlsx").programme
    # How many rows is for readers of the programme alone.
    assert second.detail == {"delivery": 2, "source": "programme", "sheets": ["organisations"]}


@pytest.mark.parametrize("how", ["nothing new", "dry run", "refused"])
def test_what_changed_nothing_is_not_noted(engine, tmp_path, how):
    path = files.xlsx(tmp_path / "p.xlsx", files.programme())
    files.load(engine, path)
    if how == "nothing new":
        assert files.load(engine, path).delivery is None
    else:
        sector = "ngo" if how == "dry run" else "no such sector"
        changed = files.programme(organisations=[*files.ORGANISATIONS, ["0003", "Three", sector]])
        outcome = files.load(engine, files.xlsx(tmp_path / "q.xlsx", changed), dry_run=how == "dry run")
        assert bool(outcome.problems) == (how == "refused")
    assert len(log(engine)) == 1
