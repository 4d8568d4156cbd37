"""The PDF of a report: looked into, not at."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dashboard import achievement
from dashboard.exports.report.document import document
from dashboard.exports.report.pdf import TEMPLATE, file
from dashboard.exports.typst import LOST, pdf, printed
from dashboard.exports.typst import document as typesetting
from dashboard.exports.typst.parts import bullet
from dashboard.exports.typst.signs import FONTS, known
from dashboard.i18n import LANGUAGES, words
from data_access import reports
from data_access.catalogue import indicators
from data_access.database import engine
from data_access.reports import Judgement, Remark
from data_access.viewer import Forbidden, Role, Viewer
from tests.dashboard.exports.png import darkness
from tests.data_access.builders import Programme

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 7, 15, 9, 30, tzinfo=UTC)
BY = "manager@example.org"
HOSTILE = (
    "# heading *bold* _it_ `raw` $x^2$ @ref <label> [content] {code} \\ \\n \"quoted\" 'one' ~ -- --- ... // no"
    " /* none */"
    ' #image("/etc/passwd") #sys.inputs = - + / term: https://example.org &amp; <script> % ^ | €5'
)
LONG = "Pitkä kertomus etenemisestä. " * 172 + "Loppu."
ENDLESS = "x" * 5000
COMMENTS = {
    "O.2.3": Remark(Judgement.ON_TRACK, HOSTILE),
    "P.3": Remark(Judgement.MET, LONG),
    "P.4": Remark(Judgement.CONSTRAINED, ENDLESS),
    "P.5": Remark(Judgement.NO_PROGRESS, "12 → 30 🙂 سلام Привет Čáhppes\r\nnext line\u2028and\u0000 the last"),
}


def made(connection):
    """Persons enough for some cells to be shown and few enough for others to be hidden, and two reports."""
    programme = Programme(
        name_fi="Ohjelma", name_en="A programme <of> #ours", funding_decision="Decision *1*", demonstration=True
    )
    programme.organisation("A").session("S1", kind="training", hours=2.5).session("S2", kind="mentoring", hours=1.5)
    for at in range(24):
        gender, group = ("female", "18_60") if at < 12 else ("male", "18_60") if at < 20 else ("male", "under_18")
        given = {"gender": None} if at == 23 else {"gender": gender}
        programme.participant(f"p{at}", organisation="A", age_group=group, **given).attendance("S1", f"p{at}")
    programme.attendance("S2", *(f"p{at}" for at in range(9)))
    for at in range(14):
        programme.response(f"p{at}", "useful_for_work", "5" if at < 11 else "2")
    programme.indicator("O.2.3", baseline=0, target=40, decision="Decision <2>").target("O.2.3", "2026H1", 30)
    programme.indicator("P.3", baseline=10, target=20).indicator("P.4", baseline=0, target=1234567.5)
    programme.rebuild(connection)
    for period in ("2025H2", "2026H1"):
        question = programme.question(connection)
        frozen = reports.prepare(question, period, remarks=COMMENTS, comment="All *is* well", by=BY, now=NOW)
        reports.submit(question, period, by=BY, now=NOW)
    return programme, frozen


@pytest.fixture(scope="module")
def url(migrated_file, tmp_path_factory):
    path = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("report") / "report.sqlite")
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def report(url):
    """Asks as the role for question and frozen report."""
    source = engine(url)
    with source.connect() as connection:
        programme, frozen = made(connection)
        connection.commit()
        yield lambda role=Role.FINANCIER: (programme.question(connection, role=role), frozen)
    source.dispose()


@pytest.fixture(scope="module")
def read(report):
    """The file as the role has it in the language, made once."""
    known = {}

    def of(language="en", role=Role.FINANCIER):
        if (language, role) not in known:
            known[language, role] = file(*report(role), words(language))
        return PdfReader(io.BytesIO(known[language, role]))

    return of


def text(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def bare(said):
    """Without the spaces and soft hyphens at which lines break."""
    return re.sub(r"[\s\u00ad\u200b]", "", said)


def structure(node):
    """The elements of the tag tree: kind and alternative text."""
    node = node.get_object()
    if "/S" in node:
        yield node["/S"], node.get("/Alt")
    under = node.get("/K", [])
    for one in under if isinstance(under, list) else [under]:
        if isinstance(one.get_object(), dict):
            yield from structure(one)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FINANCIER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_holds_every_figure_as_the_language_writes_it(read, report, language, role):
    said, spoken, frame = bare(text(read(language, role))), words(language), reports.figures(*report(role))
    for row in frame.records():
        if row["value"] is None:
            expected = achievement.lacking(row["lacks"], spoken)
        else:
            expected = achievement.amount(row["value"], row["unit"], spoken)
        # Below its heading, which is in no column and so nowhere broken
        heading = bare(f"{row['code']} {achievement.name(row['code'], spoken)}")
        assert f"{heading}{bare(expected)}" in said
        for name in ("baseline", "target", "planned", "previous"):
            assert row[name] is None or bare(spoken.number(row[name])) in said
    assert bare(spoken.number(1234567.5)) in said


def test_the_table_of_all_has_value_and_target_beside_the_name(read, report):
    said, spoken = bare(text(read())), words("en")
    for row in reports.figures(*report()).records():
        value = "–" if row["value"] is None else spoken.number(row["value"])
        target = "–" if row["target"] is None else spoken.number(row["target"])
        assert bare(f"{row['code']} {achievement.name(row['code'], spoken)}{value}{target}") in said


def test_cells_are_those_that_the_reader_may_see(report):
    question, frozen = report()
    shown = cells(document(question, frozen, words("en")), "P.3")
    # All women of one age would tell the age of each.
    assert shown[0][2] == shown[1][1] == "hidden"
    told = cells(document(*report(Role.MANAGER), words("en")), "P.3")
    assert told == [["female", "0", "12", "0"], ["male", "3", "8", "0"], ["non-binary", "0", "0", "0"]]


def cells(told, code):
    return [list(row) for row in one(told, code).breakdown.rows]


def one(told, code):
    return next(each for group in told.groups for each in group.indicators if each.code == code)


def test_what_is_not_known_is_not_zero(read, report):
    told = document(*report(), words("en"))
    lacking = [row["code"] for row in reports.figures(*report()).records() if row["lacks"]]
    assert lacking
    for code in lacking:
        assert one(told, code).bullet is None
        assert one(told, code).breakdown is None
        assert one(told, code).achieved.startswith("no data delivered yet")
    assert f"{len(lacking)} indicators have no data yet: {', '.join(lacking)}." in told.sentences


def test_the_summary_counts_what_people_judge_and_what_the_plan_says(report):
    said = document(*report(), words("en")).sentences
    assert said[0].endswith(
        "1 has met its target, 1 is on track, 1 is constrained, 1 shows no progress, 13 have not been judged."
    )
    assert said[1] == "1 of 3 indicators with a target is on plan or ahead, 2 are behind."
    assert "Constrained or without progress, see the comments there: P.4, P.5." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_titled_and_in_its_language(read, language):
    reader = read(language)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - the reader's own kind of truth
    assert root["/Lang"].split("-")[0] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    title = words(language).gettext("Indicator report {period}", period="2026H1")
    assert reader.metadata.title.startswith(f"{title}, ")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    kinds = [kind for kind, _ in structure(root["/StructTreeRoot"])]
    assert {"/Title", "/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/Figure", "/Link"} <= set(kinds)


def test_every_picture_says_in_words_what_it_shows(read, report):
    pictures = [alt for kind, alt in structure(read().trailer["/Root"]["/StructTreeRoot"]) if kind == "/Figure"]
    with_a_way = [row["code"] for row in reports.figures(*report()).records() if row["progress"] is not None]
    assert pictures[0] == "Emblem of the European Union"
    assert [said.split(":")[0] for said in pictures[1:]] == with_a_way
    assert pictures[1] == (
        "O.2.3: value 24, baseline 0, target 40, planned 30 for 30 Jun 2026. 60% of the way from baseline to target."
    )


@pytest.mark.parametrize("alternative", ["alt: labels.emblem", "alt: told.alternative"])
def test_without_an_alternative_text_nothing_is_made(report, monkeypatch, tmp_path, alternative):
    exports = shutil.copytree(typesetting.EXPORTS, tmp_path / "exports", ignore=shutil.ignore_patterns("*.py*"))
    files = [path for path in exports.rglob("*.typ") if alternative in path.read_text("utf-8")]
    files = [path for path in files if path.name != "handout.typ"]  # another document's
    assert len(files) == 1
    files[0].write_text(re.sub(rf",? ?{re.escape(alternative)},?", "", files[0].read_text("utf-8"), count=1), "utf-8")
    monkeypatch.setattr(typesetting, "EXPORTS", exports)
    told = asdict(document(*report(), words("en")))
    with pytest.raises(typst.TypstError, match="missing alt text"):
        pdf(exports / "report" / "report.typ", told, made_at=NOW)


def test_each_page_has_its_number_and_the_whole_hash(read, report):
    reader, (_, frozen) = read(), report()
    pages = len(reader.pages)
    assert pages > 5
    for number, page in enumerate(reader.pages, start=1):
        assert f"page {number} of {pages}" in page.extract_text()
        assert frozen.hash in page.extract_text()


def test_the_outline_leads_to_every_indicator(read, report):
    def titles(outline):
        for entry in outline:
            yield from titles(entry) if isinstance(entry, list) else [entry.title]

    found = list(titles(read().outline))
    assert found[0] == "Summary"
    assert all(f"{code} {achievement.name(code, words('en'))}" in found for code in indicators())


def test_the_emblem_stands_beside_the_words_on_the_first_page(read):
    for language, said in (
        ("en", "Co-funded by the European Union"),
        ("fi", "Euroopan unionin osarahoittama"),
        ("sv", "Medfinansieras av Europeiska unionen"),
    ):
        assert read(language).pages[0].extract_text().startswith(said)


PROGRAM = """
import hashlib, sys
from dashboard.exports.report.pdf import file
from dashboard.i18n import words
from data_access import reports
from data_access.database import engine, reading
from data_access.question import ask, programme
from data_access.viewer import Role, Viewer
from datetime import date
with reading(engine(sys.argv[1])) as connection:
    about = programme(connection, "TEST")
    question = ask(connection, Viewer(about.id, Role.FINANCIER), about, today=date(2027, 1, 1))
    made = file(question, reports.frozen(question, "2026H1"), words("fi"))
print(hashlib.sha256(made).hexdigest())
"""


def test_another_process_makes_the_same_bytes_on_another_day_and_in_another_place(url, report):
    here = file(*report(), words("fi"))
    there = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, url],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_time_in_it_is_that_of_the_preparation(read):
    assert read().metadata.creation_date == NOW


def test_whoever_is_neither_manager_nor_financier_gets_nothing(report):
    for role in (Role.STEERING, Role.ORGANISATION):
        question, frozen = report()
        organisation = "A" if role is Role.ORGANISATION else None
        viewer = Viewer(question.programme.id, role, organisation)
        with pytest.raises(Forbidden):
            file(replace(question, viewer=viewer), frozen, words("en"))


def test_what_people_type_is_shown_as_it_was_typed(read):
    said = bare(text(read()))
    assert bare(HOSTILE) in said
    assert bare("A programme <of> #ours") in said
    assert bare("Decision *1*") in said
    assert bare("Decision <2>, target 40") in said


def test_long_comments_are_whole(read, report):
    told = document(*report(), words("en"))
    assert one(told, "P.3").comment.paragraphs == [LONG]
    # The foot of a page stands between two parts of what goes on overleaf.
    foot = re.compile(rf"{bare('Indicator report 2026H1, version 1')}[0-9a-f]{{64}}page\d+of\d+")
    said = foot.sub("", bare(text(read())))
    assert said.count(bare("Pitkä kertomus etenemisestä.")) == 172
    assert ENDLESS in said


def test_signs_that_the_font_lacks_are_named_as_lost(read, report):
    comment = one(document(*report(), words("en")), "P.5").comment
    assert [printed(line) for line in comment.paragraphs] == [
        f"12 -> 30 {LOST} {LOST} Привет Čáhppes", "next line", "and the last"
    ]  # fmt: skip
    assert LOST in comment.note
    assert bare(f"12 -> 30 {LOST} {LOST} Привет Čáhppes") in bare(text(read()))
    assert one(document(*report(), words("en")), "O.2.3").comment.note == ""


@given(st.text(max_size=60))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_can_keep_it_from_being_made(report, typed):
    told = asdict(document(*report(), words("sv")))
    told["comment"] |= {"paragraphs": [typed]}
    told["programme"] = typed
    assert pdf(TEMPLATE, told, made_at=NOW).startswith(b"%PDF")


@given(st.text())
def test_what_is_printed_is_in_the_font(typed):
    assert set(printed(typed)) <= known() | {"\n"}
    assert printed(printed(typed)) == printed(typed)


def test_the_signs_are_those_of_every_weight():
    fonts = [TTFont(FONTS / f"ubuntu-{weight}.ttf") for weight in (400, 500, 700)]
    assert [font["OS/2"].usWeightClass for font in fonts] == [400, 500, 700]
    assert {font["name"].getDebugName(1) for font in fonts} == {"Ubuntu derivative Dashboard"}
    assert known() == set.intersection(*({chr(code) for code in font.getBestCmap()} for font in fonts))
    assert set("åäöÅÄÖéüšžáčđŋŧ−–—…·×•”“’€§«»") <= known()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_we_say_is_lost_and_no_other_font_is_used(report, read, language):
    def texts(told):
        if isinstance(told, dict):
            told = list(told.values())
        return [text for one in told for text in texts(one)] if isinstance(told, (list, tuple)) else [told]

    question, frozen = report()
    silent = replace(frozen, text=json.dumps(without_comments(frozen.content)))
    said = [one for one in texts(asdict(document(question, silent, words(language)))) if isinstance(one, str)]
    assert [one for one in said if printed(one) != one] == []
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in read(language).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.replace("Regular", "").count("-derivative-Dashboard") for name in fonts} == {1}


def without_comments(content):
    return {**content, "indicators": [{**row, "comment": ""} for row in content["indicators"]]}


def test_every_word_of_the_catalogue_can_be_printed():
    for indicator in indicators().values():
        for said in (indicator.names, indicator.definition, indicator.counting, indicator.legal):
            assert [text for text in said.values() if printed(text) != text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_off_the_page(report, language):
    told = asdict(document(*report(), words(language)))
    inputs = {"told": json.dumps(typesetting._printed(told)), "emblem": typesetting.EMBLEM.read_text("utf-8")}
    pages = typst.compile(
        TEMPLATE, root=typesetting.EXPORTS, font_paths=typesetting._fonts(), format="png", ppi=18, sys_inputs=inputs
    )
    margin = 13  # points of the picture: 19 of the 20 mm at each side
    for page in pages:
        for row in darkness(page):
            assert max((*row[:margin], *row[-margin:])) < 5
        assert max(map(max, darkness(page))) > 100


@given(
    st.floats(-20, 20, allow_nan=False),
    st.none() | st.floats(-20, 20, allow_nan=False),
)
def test_places_on_a_bullet_keep_the_order_of_the_shares(progress, planned):
    drawn = bullet(progress, planned, {}, "")
    places = {0.0: drawn.zero, 1.0: drawn.target, progress: drawn.value}
    if planned is not None:
        places[planned] = drawn.planned
    ordered = [place for _, place in sorted(places.items())]
    assert all(left <= right for left, right in pairwise(ordered))
    assert min(ordered) == 0.0
    assert max(ordered) == 1.0


def test_the_colours_are_those_of_the_pages():
    style = (typesetting.EXPORTS / "typst" / "style.typ").read_text("utf-8")
    pages = (ROOT / "assets" / "1-colours.css").read_text("utf-8")
    colours = set(re.findall(r'rgb\("(#[0-9a-f]{6})"\)', style))
    assert len(colours) > 8
    assert colours <= set(re.findall(r"#[0-9a-f]{6}", pages))


def test_earlier_versions_are_told_but_nothing_of_the_steps_of_this_one(migrated_file, tmp_path):
    source = engine(f"sqlite:///{shutil.copyfile(migrated_file, tmp_path / 'returned.sqlite')}")
    with source.connect() as connection:
        programme, first = made(connection)
        asked, financier = programme.question(connection), programme.question(connection, role=Role.FINANCIER)
        reports.give_back(financier, "2026H1", reason="Explain #P.4", by="financier@example.org", now=NOW)
        second = reports.prepare(asked, "2026H1", remarks={}, by=BY, now=NOW)
        before = file(asked, second, words("en"))
        reports.submit(asked, "2026H1", by=BY, now=NOW)
        reports.approve(financier, "2026H1", comment="Fine", by="financier@example.org", now=NOW)
        said = text(PdfReader(io.BytesIO(file(asked, second, words("en")))))
        assert file(asked, second, words("en")) == before
        assert "Earlier versions" not in text(PdfReader(io.BytesIO(file(asked, first, words("en")))))
    source.dispose()
    assert "Explain #P.4" in said
    assert "Fine" not in said
