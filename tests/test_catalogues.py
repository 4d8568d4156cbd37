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
from jinja2 import Environment, nodes

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
        # The singular of a plural pair may leave out the number it stands for, and no form anything else.
        spared = {"n"} if plural else set()
        if any(gaps(form) - wanted or wanted - spared - gaps(form) for form in forms if form):
            wrong.append((message.id, forms))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_plural_says_how_many(language):
    silent = [
        message.id
        for message in messages(language)
        if isinstance(message.id, (tuple, list)) and "n" in gaps(message.id[1]) and "n" not in gaps(message.string[1])
    ]
    assert silent == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_as_its_text_and_uses_the_quotes_of_its_language(language):
    ends = re.compile(r"[.?!:;,]?\s*$")
    wrong = []
    for message in messages(language):
        ids, forms = (one if isinstance(one, (tuple, list)) else (one,) for one in (message.id, message.string))
        for text, form in zip(ids, forms, strict=True):
            spaces = [len(said) - len(said.lstrip()) for said in (text, form)]
            # An abbreviation ends with a dot, too, as a sentence does.
            sentence = [" " in text and ends.search(said)[0] in (".", "?", "!") for said in (text, form)]
            if len(set(spaces)) > 1 or len(set(sentence)) > 1 or re.search('[“"„]', form) or "  " in form:
                wrong.append((text, form))
    assert wrong == []


def filled_in_python() -> Iterator[tuple[str, set[str], set[str]]]:
    """Each call that asks for a text of its own: where it stands, the gaps of the text, and what fills them."""
    for path in (path for folder in ("dashboard", "pages", "data_access") for path in (ROOT / folder).rglob("*.py")):
        for call in (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call)):
            asks = getattr(call.func, "attr", getattr(call.func, "id", None))
            literals = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            names = {one.arg for one in call.keywords}
            # A message without values is filled where it is shown.
            if asks in KEYWORDS and literals and None not in names and (names or asks != "N_"):
                yield f"{path.relative_to(ROOT)}:{call.lineno}", set().union(*map(gaps, literals)), names


def filled_in_templates() -> Iterator[tuple[str, set[str], set[str]]]:
    """The same of the templates."""
    for path in (ROOT / "dashboard").rglob("*.html"):
        for call in Environment(autoescape=True).parse(path.read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in KEYWORDS:
                literals = [
                    one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, str)
                ]
                names = {one.key for one in call.kwargs}
                if literals:
                    yield f"{path.relative_to(ROOT)}:{call.lineno}", set().union(*map(gaps, literals)), names


def test_every_gap_of_a_text_is_filled_where_it_is_asked_for_and_by_nothing_else():
    wrong = [
        (where, wanted, given)
        for where, wanted, given in (*filled_in_python(), *filled_in_templates())
        # ngettext brings its number itself.
        if wanted - {"n"} != given - {"n"}
    ]
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
