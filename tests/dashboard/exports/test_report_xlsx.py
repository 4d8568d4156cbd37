"""The workbook of a report, opened: what stands in it, for whom, and that it is always the same."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from dashboard.exports.excel.sheet import Column, of
from dashboard.exports.excel.workbook import LONGEST, workbook
from dashboard.exports.report import cover, rendered
from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Format, TableColumn
from data_access import reports
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger
from data_access.protection.frame import seal
from data_access.viewer import Forbidden, Role
from tests.dashboard.exports.reported import PERIOD, SPRING, opened, programme, returned, rows, submitted

SHEETS = ["Cover", "Indicators", "Breakdown", "Evidence register", "Definitions", "Checks", "Changes"]
HIDDEN = "hidden to protect privacy"
sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def file(made, connection, *, role=Role.MANAGER, language="en", version=None):
    question = made.question(connection, role=role)
    return rendered("xlsx", question, reports.frozen(question, PERIOD, version), words(language))


@pytest.fixture
def made(connection):
    return programme().rebuild(connection)


@sqlite
def test_every_sheet_is_frozen_filtered_and_set_up_for_print_and_nothing_is_merged(made, connection):
    frozen = submitted(made, connection)
    book = opened(file(made, connection))
    assert book.sheetnames == SHEETS
    for page in book:
        assert not page.merged_cells.ranges
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert page.oddFooter.left.text.strip() == frozen.hash
        assert page.oddFooter.right.text.strip() == "page &P of &N"
    for page in book.worksheets[1:]:
        assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
        assert page.auto_filter.ref == page.dimensions
        assert all(page.column_dimensions[cell.column_letter].width >= 9 for cell in page[1])


@sqlite
def test_numbers_are_those_of_the_report_and_stand_as_numbers(made, connection):
    frozen = submitted(made, connection)
    page = opened(file(made, connection))["Indicators"]
    known = {row["code"]: row for row in reports.figures(made.question(connection), frozen).records()}
    for row in rows(page):
        figure = known[row["Indicator"]]
        for label, name in (("Value", "value"), ("Target", "target"), ("Progress", "progress"), ("In the breakdown",
                            "in_cells")):  # fmt: skip
            assert row[label] == figure[name]
            assert row[label] is None or not isinstance(row[label], str)
    by_code = {cell.value: cell.row for cell in page["A"]}
    head = {cell.value: cell.column for cell in page[1]}
    progress = page.cell(by_code["P.3"], head["Progress"])
    assert (progress.value, progress.number_format) == (9 / 20, "0%")
    hours = page.cell(by_code["P.4"], head["Value"])
    assert (hours.value, hours.data_type, hours.number_format) == (2.5, "n", "#,##0.0#")
    assert page.cell(by_code["P.3"], head["Judgement"]).value == "on track"


@sqlite
def test_what_is_hidden_says_so_and_what_is_unknown_is_empty(made, connection):
    submitted(made, connection)
    book = opened(file(made, connection, role=Role.FINANCIER))
    cells = {(row["Indicator"], row["Gender"], row["Age group"]): row["Value"] for row in rows(book["Breakdown"])}
    assert cells["P.3", "male", "18–60"] == HIDDEN
    assert cells["P.3", "female", "over 60"] == 0
    indicators = {row["Indicator"]: row for row in rows(book["Indicators"])}
    assert indicators["P.3"]["Age unknown"] == HIDDEN
    assert indicators["P.5"]["Value"] is None
    assert "no answers" in indicators["P.5"]["Why no value"]


@sqlite
def test_days_are_days(made, connection):
    submitted(made, connection)
    for language, how in (("en", "d mmm yyyy"), ("fi", "d.m.yyyy")):
        book = opened(file(made, connection, language=language))
        days = [cell for cell in book.worksheets[3]["C"][1:] if cell.value is not None]
        assert datetime.combine(SPRING, time()) in {cell.value for cell in days}
        assert {(type(cell.value), cell.number_format) for cell in days} == {(datetime, how)}


@sqlite
def test_no_text_of_anybody_is_run(made, connection):
    submitted(made, connection)
    for role in (Role.MANAGER, Role.FINANCIER):
        book = opened(file(made, connection, role=role))
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        assert not [cell for cell in cells if cell.data_type == "f"]
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert not [text for text in texts if text[0] in "=+-@\t\r"]
        assert {"'=X", "'=HYPERLINK(1)\nA second line.", "'-All well."} <= set(texts)


def test_the_register_holds_every_entry_by_the_day_and_adds_up_to_the_values(made, connection):
    frozen = submitted(made, connection)
    entry, day = ledger.c, date(2024, 6, 30)
    singly = [entry.measure == "value", entry.unit != BOTH_REGISTERS, func.coalesce(entry.counted_on, day) <= day]
    wanted = select(entry.indicator, entry.left_out.is_(None), func.count(), func.sum(entry.amount))
    expected = {
        (code, counts): (number, amount)
        for code, counts, number, amount in connection.execute(
            wanted.where(*singly).group_by(entry.indicator, entry.left_out.is_(None))
        )
    }
    found = {}
    for row in rows(opened(file(made, connection))["Evidence register"]):
        number, amount = found.get(place := (row["Indicator"], row["Left out because"] == "counts"), (0, 0))
        found[place] = (number + 1, amount + row["Counts"])
    assert found == expected
    assert frozen.content["entries"]["number"] >= sum(number for number, _ in found.values())
    assert found["P.3", True] == (9, 9)


@sqlite
def test_the_financier_gets_what_the_manager_gets_but_for_what_is_protected(made, connection):
    submitted(made, connection)
    full, protected = (opened(file(made, connection, role=role)) for role in (Role.MANAGER, Role.FINANCIER))
    for name in ("Indicators", "Breakdown", "Definitions"):
        for mine, theirs in zip(rows(full[name]), rows(protected[name]), strict=True):
            assert mine.keys() == theirs.keys()
            assert all(theirs[label] in (value, HIDDEN) for label, value in mine.items())
    mine, theirs = (rows(book["Evidence register"]) for book in (full, protected))
    assert {"Gender", "Age group"} == mine[0].keys() - theirs[0].keys()
    assert [row for row in mine if row["Session"] == "network meeting"]
    assert not [row for row in theirs if row["Session"] == "network meeting" or row["Indicator"] in ("P.7", "P.8")]
    persons = [row for row in theirs if row["Indicator"] == "P.3"]
    assert {row[label] for row in persons for label in ("Organisation", "Cohort", "Session")} == {HIDDEN}
    assert [row["Organisation"] for row in theirs if row["Indicator"] == "P.1"] == ["'=X"]
    assert {row["Unit counted"] for row in theirs} <= {row["Unit counted"] for row in mine}


@sqlite
def test_steering_group_and_organisations_get_no_file(made, connection):
    frozen = submitted(made, connection)
    for role, own in ((Role.STEERING, None), (Role.ORGANISATION, "=X")):
        question = made.question(connection, role=role, organisation=own)
        for form in ("xlsx", "pdf"):
            with pytest.raises(Forbidden):
                rendered(form, question, frozen, words("en"))


def test_the_file_stays_the_same_whatever_happens_to_report_and_records(made, connection):
    submitted(made, connection)
    before = {role: file(made, connection, role=role) for role in (Role.MANAGER, Role.FINANCIER)}
    returned(made, connection)
    made.rows["attendance"].pop(0)
    made.participant("late", organisation="=X").attendance("S1", "late").deliver(connection)
    submitted(made, connection)
    reports.approve(made.question(connection, role=Role.FINANCIER), PERIOD, by="f@example.org", now=datetime.now(UTC))
    for role, first in before.items():
        assert file(made, connection, role=role, version=1) == first
        assert file(made, connection, role=role) != first


@sqlite
def test_the_day_and_the_filters_of_the_question_play_no_part(made, connection):
    frozen = submitted(made, connection)
    narrowed = made.question(connection, as_of=date(2025, 3, 1), cohort="A")
    assert rendered("xlsx", narrowed, frozen, words("en")) == file(made, connection)


ELSEWHERE = """
import hashlib, sys
from data_access.database import engine, reading
from dashboard.exports.report import rendered
from dashboard.i18n import words
from data_access import question, reports
from data_access.viewer import Role, Viewer
from datetime import date
with reading(engine(sys.argv[1])) as connection:
    about = question.programme(connection, "TEST")
    for role in (Role.MANAGER, Role.FINANCIER):
        asks = question.ask(connection, Viewer(about.id, role), about, today=date(2027, 1, 1))
        frozen = reports.frozen(asks, "2024H1")
        for language in ("fi", "sv", "en"):
            print(hashlib.sha256(rendered("xlsx", asks, frozen, words(language))).hexdigest())
"""


@sqlite
def test_another_process_on_another_day_makes_the_same_bytes(connection, migrated_url):
    made = programme().rebuild(connection)
    submitted(made, connection)
    connection.commit()
    here = [
        hashlib.sha256(file(made, connection, role=role, language=language)).hexdigest()
        for role in (Role.MANAGER, Role.FINANCIER)
        for language in LANGUAGES
    ]
    there = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", ELSEWHERE, migrated_url],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout.split()
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]  # fmt: skip
    assert there == [here, here]
    assert len(set(here)) == len(here)


@sqlite
def test_the_cover_tells_what_it_is_and_only_what_stays_true(made, connection):
    submitted(made, connection)
    returned(made, connection)
    frozen = submitted(made, connection)
    told = dict(list(opened(file(made, connection))["Cover"].iter_rows(values_only=True)))
    assert told["Hash (SHA-256) of what was frozen"] == frozen.hash
    assert (told["Version of the report"], told["As of"]) == (2, datetime.combine(date(2024, 6, 30), time()))
    assert told["Judgement of the indicators"] == "target met: 1, on track: 1, not judged: 15"
    assert told["Status"].startswith("Prepared on 15 Jul 2026 as version 2.")
    assert "/reports/2024H1?version=2" in told["How to check the file"]
    assert told["Made for"].startswith("project manager")
    steps = [text for text in told.values() if isinstance(text, str) and text.startswith("version 1")]
    assert "version 1 returned by financier@example.org: Say more of P.3." in steps
    assert told["Indicators"].endswith("(17 rows)")
    assert {"Breakdown", "Evidence register", "Definitions", "Checks", "Changes"} <= told.keys()


@sqlite
def test_co_funding_is_said_beside_the_emblem(made, connection):
    submitted(made, connection)
    made_of_it = file(made, connection)
    assert opened(made_of_it)["Cover"]["B1"].value == "Co-funded by the European Union"
    with zipfile.ZipFile(io.BytesIO(made_of_it)) as parts:
        assert [name for name in parts.namelist() if name.startswith("xl/media/")] == ["xl/media/image1.png"]
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row>" in drawing


@sqlite
def test_the_financier_does_not_learn_that_a_version_was_prepared_before(made, connection):
    question = made.question(connection)
    reports.prepare(question, PERIOD, remarks={}, comment="A first try.", by="m@example.org", now=datetime.now(UTC))
    submitted(made, connection)
    texts = [cell.value for cell in opened(file(made, connection, role=Role.FINANCIER))["Cover"]["B"]]
    assert not [text for text in texts if isinstance(text, str) and "version 1" in text]


@sqlite
def test_the_mark_differs_by_role_and_version_and_stands_in_the_file(made, connection):
    first = submitted(made, connection)
    returned(made, connection)
    second = submitted(made, connection)
    asks = [made.question(connection, role=role) for role in (Role.MANAGER, Role.FINANCIER)]
    marks = {cover.mark(question, frozen) for question in asks for frozen in (first, second)}
    assert len(marks) == 4
    assert opened(file(made, connection)).properties.keywords == cover.mark(asks[0], second)


@sqlite
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_names_that_fit_on_the_tabs(made, connection, language):
    submitted(made, connection)
    names = opened(file(made, connection, language=language)).sheetnames
    assert len({name.casefold() for name in names}) == len(SHEETS)
    assert all(0 < len(name) <= 31 for name in names)


def written(texts):
    """The texts of one column, written and read again."""
    frame = pd.DataFrame({"text": texts}, dtype="object")
    shown = seal(frame, pd.DataFrame(False, index=frame.index, columns=frame.columns))
    with workbook(words("en"), title="", mark="", foot="", created=datetime.now(UTC)) as (book, made):
        book.table(of("Sheet", "", [Column(TableColumn("text", "text", Format.TEXT))], shown))
    return [row[0].value for row in opened(made.getvalue())["Sheet"].iter_rows(min_row=2)]


@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40), min_size=1, max_size=20)
)
def test_every_text_comes_back_as_it_was(texts):
    back = written(texts)
    back += [None] * (len(texts) - len(back))
    assert [text.removeprefix("'") for text in back] == [text.removeprefix("'") for text in texts]


def test_a_text_is_never_taken_for_markup_a_link_or_a_number():
    texts = ["<r><t>x</t></r>", "<r></r></is></c>", "https://example.org", "007", "1e5"]
    assert [text.strip() for text in written(texts)] == texts


def test_a_text_that_no_cell_can_hold_ends_with_a_sign_that_it_was_cut():
    [cut] = written(["a" * 40_000])
    assert len(cut) == LONGEST
    assert cut.endswith("…")
