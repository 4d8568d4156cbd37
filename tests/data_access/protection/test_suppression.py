"""What hides with what."""

import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from data_access.protection import PublishableFrame, protect
from data_access.released import Release
from data_access.viewer import Role, Viewer

RELEASE = Release(number=1, shown={"twelve": 12.0, "nothing": 0.0})
STEERING = SimpleNamespace(viewer=Viewer(1, Role.STEERING), release=RELEASE)
MANAGER = SimpleNamespace(viewer=Viewer(1, Role.MANAGER), release=Release())


def values(frame):
    return [row["value"] for row in frame.records()]


def rows(*numbers):
    return pd.DataFrame({"value": list(numbers)})


def called(*names):
    return pd.Series(names, dtype="object")


@pytest.mark.parametrize(
    ("value", "name", "shown"),
    [
        (12.0, "twelve", 12.0),
        (0.0, "nothing", 0.0),
        (13.0, "twelve", None),  # another number than the one released
        (12.0, "never declared", None),
        (3.0, None, 3.0),  # says nothing of people
    ],
)
def test_a_number_is_shown_only_where_it_was_released_under_its_name(value, name, shown):
    assert values(protect(rows(value), STEERING, named={"value": called(name)})) == [shown]


def test_nothing_is_shown_while_nothing_was_released():
    nobody = SimpleNamespace(viewer=STEERING.viewer, release=Release())
    assert values(protect(rows(12.0), nobody, named={"value": called("twelve")})) == [None]


def test_the_manager_sees_everything():
    assert values(protect(rows(3.0), MANAGER, named={"value": called("never declared")}, alone=["value"])) == [3.0]


def test_a_frozen_report_is_shown_by_its_own_release():
    then = Release(number=1, shown={"twelve": 11.0})
    assert values(protect(rows(11.0), STEERING, named={"value": called("twelve")}, release=then)) == [11.0]


def test_what_another_follows_from_is_hidden_with_it():
    frame = protect(
        pd.DataFrame({"value": [3.0, 12.0], "share": [0.3, 0.5], "rest": [1.0, 2.0]}),
        STEERING,
        named={"value": called("unknown", "twelve")},
        follows={"share": "value", "rest": ("share", "value")},
    )
    assert [(row["share"], row["rest"]) for row in frame.records()] == [(None, None), (0.5, 2.0)]


def test_a_count_that_is_compared_with_nothing_is_hidden_where_small():
    assert values(protect(rows(0.0, 4.0, 5.0), STEERING, alone=["value"])) == [0.0, None, 5.0]


def test_what_is_kept_back_is_hidden_in_its_rows():
    kept = {"value": pd.Series([True, False])}
    assert values(protect(rows(50.0, 60.0), STEERING, kept=kept)) == [None, 60.0]


def test_a_hidden_number_is_nowhere_in_the_frame():
    frame = protect(rows(3.0, 12.0), STEERING, named={"value": called("three", "twelve")})
    assert list(frame.records()) == [{"value": None}, {"value": 12.0}]
    assert frame.slice(0, 1).is_hidden(0, "value")
    assert frame.where(pd.Series([False, True])).hides is False


def test_nobody_else_makes_a_frame():
    rows = pd.DataFrame({"value": [3.0]})
    for seal in (None, object(), True):
        with pytest.raises(TypeError):
            PublishableFrame(seal, rows, rows == 0)


def test_nothing_outside_of_protection_reaches_for_the_seal():
    root = Path(__file__).resolve().parents[3]
    sources = [path for top in ("data_access", "dashboard", "pages") for path in (root / top).rglob("*.py")]
    assert len(sources) > 100
    others = [path for path in sources if path.parent.name != "protection"]
    reaching = re.compile(r"\b_SEAL\b|\bimport\b.*\bseal\b|\bframe\.seal\b|object\.__new__|__new__\(PublishableFrame")
    assert [path.name for path in others if reaching.search(path.read_text())] == []
