"""XML read as a stream of elements, without definitions of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from data_access.intake.problem import Refusal
from data_access.message import N_

CHUNK = 1 << 20


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def parse(
    document: bytes,
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] = lambda _text: None,
) -> None:
    """Tell ``document`` to the functions given. Raises Refusal where it is no well-formed XML, or defines entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_definitions
    try:
        for place in range(0, len(document), CHUNK):
            parser.Parse(document[place : place + CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens")) from error


def _refuse_definitions(*_: object) -> None:
    raise Refusal(N_("The workbook defines entities, which no spreadsheet program writes."), N_("a plain workbook"))
