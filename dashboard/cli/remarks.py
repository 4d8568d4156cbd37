"""A file of remarks: what people say of the indicators of a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.cli.complaint import Complaint
from data_access.reports import Judgement, Remark

COLUMNS = ("indicator", "judgement", "comment")


def read(path: Path) -> Mapping[str, Remark]:
    """The remarks by indicator. Raises Complaint where the file cannot be read or understood."""
    rows = _objects(path) if path.suffix.lower() == ".json" else _rows(path)
    remarks: dict[str, Remark] = {}
    for row in rows:
        code = row["indicator"].strip()
        if code in remarks:
            raise Complaint(f"{path} has {code} twice: say all of an indicator in one place.")
        remarks[code] = Remark(_judgement(row["judgement"].strip(), path), row["comment"])
    return remarks


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Complaint(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Complaint(f"{path} is not in UTF-8: save it so, in a spreadsheet as 'CSV UTF-8'.") from None


def _rows(path: Path) -> Sequence[Mapping[str, str]]:
    text = _text(path)
    header = text.partition("\n")[0]
    # Spreadsheets in Finnish and Swedish write semicolons.
    delimiter = max(",;\t", key=header.count)
    table = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="", restkey="beyond", strict=True)
    try:
        rows = [row for row in table if any(row.values())]
    except csv.Error as error:
        raise Complaint(f"{path} cannot be understood as CSV: {error}.") from None
    return [_sound(row, path) for row in rows]


def _objects(path: Path) -> Sequence[Mapping[str, str]]:
    try:
        rows = json.loads(_text(path))
    except ValueError:
        raise Complaint(f"{path} is no JSON.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Complaint(f"{path} holds no list of objects with {', '.join(COLUMNS)}.")
    return [_sound(row, path) for row in rows]


def _sound(row: Mapping[str, Any], path: Path) -> Mapping[str, str]:
    unknown = [name for name in row if name not in COLUMNS]
    if unknown or not row.get("indicator"):
        raise Complaint(f"{path} must have the columns {', '.join(COLUMNS)}, no others, and an indicator in each row.")
    told = {name: row.get(name) or "" for name in COLUMNS}
    if not all(isinstance(value, str) for value in told.values()):
        raise Complaint(f"{path} must have texts only for {', '.join(COLUMNS)}.")
    return told


def _judgement(said: str, path: Path) -> Judgement | None:
    try:
        return Judgement(said) if said else None
    except ValueError:
        raise Complaint(f"{path}: {said!r} is no judgement, which are: {', '.join(Judgement)}.") from None
