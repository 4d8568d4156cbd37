"""What things of the programme are called in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.i18n import Words
from data_access.models import ERASURE
from data_access.sheets import Choice, sheet


def organisation(row: Mapping[str, Any], words: Words) -> str:
    """An organisation's name; ``row`` has its code (organisation), name, name_sv and name_en.

    ``name`` is what it is called where the reader's language has no name of its own.
    """
    own = {"fi": row["name"], "sv": row["name_sv"], "en": row["name_en"]}[words.language]
    return str(own or row["name"] or row["organisation"])


def in_language(row: Mapping[str, Any], stem: str, words: Words, *, code: str) -> str:
    """The name in the columns ``<stem>_fi``, ``<stem>_sv`` and ``<stem>_en`` of ``row``, else its code."""
    return words.name({language: row[f"{stem}_{language}"] for language in ("fi", "sv", "en")}) or str(row[code])


def of_list(choices: Sequence[Choice], words: Words) -> Callable[[Any], str]:
    """A function that says the codes of a closed list."""
    said = {choice.code: getattr(choice, words.language) for choice in choices}
    return lambda code: str(said.get(code, code))


def column(of: str, name: str, words: Words) -> str:
    """What the sheet ``of`` calls its column ``name``."""
    return str(getattr(sheet(of).column(name), words.language))


def source(name: Any, words: Words) -> str:
    """Who delivered; an erasure brought nothing and names nobody."""
    return words.gettext("erased at the person's request") if name == ERASURE else str(name)


def sheets(words: Words, *names: str) -> list[str]:
    """The sheets that a panel rests on."""
    return [sheet(name).label(words.language) for name in names]
