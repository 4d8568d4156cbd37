"""What the modules of the demonstration exchange: rows of the workbook's sheets."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # column to value, empty cells left out

FOLDER = Path(__file__).resolve().parent


@cache
def texts(name: str) -> Any:
    """The tables of ``name``.toml beside this module; not to be changed by who reads them."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
