"""What hides with what."""

import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from data_access.protection import PublishableFrame, protect
from data_access.viewer import Role, Viewer

STEERING = SimpleNamespace(viewer=Viewer(1, Role.STEERING))


def test_a_column_hidden_for_itself_stays_so_where_what_it_follows_is_shown():
    rows = pd.DataFrame({"value": [3.0], "change": [-7.0]})
    frame = protect(rows, STEERING, counts=["value", "change"], follows={"value": "change", "change": "value"})
    assert frame.is_hidden(0, "value")
    assert frame.is_hidden(0, "change")


def test_a_hidden_number_is_nowhere_in_the_frame():
    frame = protect(pd.DataFrame({"value": [3.0, 12.0]}), STEERING, counts=["value"])
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
