"""Promise: every text a reader sees stands in Finnish and Swedish, filled in and with the same gaps."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard.i18n import LANGUAGES
from dashboard.i18n.words import CATALOGUES

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "N_": None, "_": None}


def texts() -> set[str | tuple[str, ...]]:
    """Every text in the code: a string, or the pair of a text and its plural."""
    found: set[str | tuple[str, ...]] = set()
    for folder in ("dashboard", "pages", "data_access"):
        for _, _, text, _, _ in extract_from_dir(
            ROOT / folder, [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS
        ):
            found.add(tuple(text) if isinstance(text, (tuple, list)) else text)
    return found


def messages(language: str) -> Iterator[Message]:
    with (CATALOGUES / f"{language}.po").open("rb") as lines:
        yield from (message for message in read_po(lines, locale=language) if message.id)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def key(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_in_the_code_is_in_the_catalogue_and_no_other(language):
    catalogue = {key(message) for message in messages(language)}
    assert texts() - catalogue == set(), "missing: run make words and translate"
    assert catalogue - texts() == set(), "no longer used: run make words"


def test_no_text_stands_inside_an_f_string_where_python_311_lets_nobody_find_it():
    asks = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ("dashboard", "pages", "data_access")
        for path in (ROOT / folder).rglob("*.py")
        for formatted in ast.walk(ast.parse(path.read_text()))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", None)) in KEYWORDS
    ]
    assert asks == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_certain(language):
    open_ones = []
    for message in messages(language):
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.fuzzy or not all(forms):
            open_ones.append(message.id)
    assert open_ones == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_gaps_of_its_text(language):
    wrong = []
    for message in messages(language):
        plural = isinstance(message.id, (tuple, list))
        wanted = set().union(*(gaps(text) for text in (message.id if plural else (message.id,))))
        forms = message.string if plural else (message.string,)
        # The singular of a plural pair may leave out the number it stands for.
        if any(gaps(form) - wanted or (not plural and gaps(form) != wanted) for form in forms if form):
            wrong.append((message.id, forms))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_not_the_english_text(language):
    # Words that are the same in the language, by nature: codes, units, signs.
    same = [
        message.id
        for message in messages(language)
        if message.string == message.id and re.search(r"[a-z]{4,} [a-z]{4,}", str(message.id))
    ]
    assert same == []
