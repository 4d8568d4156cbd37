"""The forms of handouts: how each is made, what it is to a browser and how its file's name ends."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from dashboard.exports.handout.handout import Handout
from dashboard.exports.harmless import in_filename

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Form:
    """``module`` makes it; ``ending`` of its files, which for CSV is that of the archive."""

    module: str
    mimetype: str
    ending: str


FORMS: Mapping[str, Form] = {
    "pptx": Form("pptx", f"{_OFFICE}.presentationml.presentation", "pptx"),
    "pdf": Form("pdf", "application/pdf", "pdf"),
    "xlsx": Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    "csv": Form("csv", "application/zip", "zip"),
}


def made(form: str, handout: Handout) -> bytes:
    """The handout as a file of that form, one of FORMS."""
    # Now, not above: what makes PowerPoint takes a fifth of a second to load.
    module = importlib.import_module(f"dashboard.exports.handout.{FORMS[form].module}")
    return cast("Callable[[Handout], bytes]", module.file)(handout)


def filename(form: str, handout: Handout, name: str) -> str:
    """Says whose figures it holds, which, of when and in which language; nothing in it needs escaping."""
    question = handout.asked.question
    day: date = question.as_of
    parts = [question.programme.code, name, *([handout.asked.selection.key] if handout.asked.selection.key else [])]
    said = "_".join(in_filename(part) for part in parts)
    return f"{said}_{day.isoformat()}_{handout.words.language}.{FORMS[form].ending}"
