"""The empty presentation, 16:9: our own theme, and a master with the emblem and the words on co-funding."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from dashboard.exports import emblem
from dashboard.i18n import words as words_of

SOURCE = Path(__file__).resolve().parent / "template"
# What a program that reads slides aloud takes the texts to be
TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
COVER, PANEL = 0, 1  # the places of the layouts
_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "ppt/presentation.xml": "presentation.xml",
    "ppt/_rels/presentation.xml.rels": "presentation.rels",
    "ppt/tableStyles.xml": "table_styles.xml",
    "ppt/theme/theme1.xml": "theme.xml",
    "ppt/slideMasters/slideMaster1.xml": "master.xml",
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": "master.rels",
    "ppt/slideLayouts/slideLayout1.xml": "layout_cover.xml",
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels": "layout.rels",
    "ppt/slideLayouts/slideLayout2.xml": "layout_panel.xml",
    "ppt/slideLayouts/_rels/slideLayout2.xml.rels": "layout.rels",
}


def presentation(language: str) -> Deck:
    """A presentation without slides, in the language."""
    return Presentation(io.BytesIO(_package(language)))


@cache
def _package(language: str) -> bytes:
    words = words_of(language)
    said = {
        "language": TAGS[language],
        "emblem": words.gettext("Emblem of the European Union"),
        "co_funding": words.gettext("Co-funded by the European Union"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, source in _PARTS.items():
            package.writestr(name, _filled((SOURCE / source).read_text("utf-8"), said))
        package.writestr("ppt/media/emblem.png", emblem.png())
    return made.getvalue()


def _filled(text: str, said: Mapping[str, str]) -> str:
    """Not ``str.format``, which would take the braces of identifiers for gaps."""
    for name, value in said.items():
        text = text.replace(f"{{{name}}}", escape(value, {'"': "&quot;"}))
    return text
