"""The PowerPoint: one finding a slide, readable by ear, in one language, with the emblem; nothing in it is run."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from lxml import etree

from dashboard.charts import Series, bars, line
from dashboard.exports.handout.drawing import drawing
from dashboard.exports.handout.forms import made
from dashboard.exports.handout.handout import Leaf
from dashboard.exports.handout.pptx.chart import chart
from dashboard.exports.handout.pptx.place import above
from dashboard.exports.handout.pptx.plain import label
from dashboard.exports.handout.pptx.template import PANEL, presentation
from dashboard.i18n import LANGUAGES, words
from data_access.protection.frame import seal
from data_access.viewer import Role
from tests.dashboard.exports.handout import opened as read

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CO_FUNDED = {
    "fi": "Euroopan unionin osarahoittama",
    "sv": "Medfinansieras av Europeiska unionen",
    "en": "Co-funded by the European Union",
}


@pytest.fixture(scope="module")
def file(handouts):
    """The file of a page in a language, for the manager."""
    kept = {}

    def of(page, language="en"):
        if (page, language) not in kept:
            kept[page, language] = made("pptx", handouts(Role.MANAGER, language)[page])
        return kept[page, language]

    return of


def parts(file, folder):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith(folder)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_slide_has_a_finding_the_emblem_and_a_number_in_one_language(handouts, file, language):
    handout, shown = handouts(Role.MANAGER, language)["network"], file("network", language)
    slides = list(read.presentation(shown).slides)
    assert [one.shapes.title.text_frame.text for one in slides] == [
        handout.title,
        *(leaf.finding for leaf in handout.leaves),
    ]
    for slide in slides:
        assert slide.element.xpath(".//a:fld[@type='slidenum']")
        assert not [run for run in slide.element.xpath(".//a:r") if not run.xpath("./a:rPr/@lang")]
        assert {tag[:2] for tag in slide.element.xpath(".//@lang")} == {language}
    master = slides[0].slide_layout.slide_master
    assert CO_FUNDED[language] in [shape.text_frame.text for shape in master.shapes if shape.has_text_frame]
    assert master.element.xpath(".//p:pic/p:nvPicPr/p:cNvPr/@descr")
    assert all(one.slide_layout.slide_master == master for one in slides)


def test_what_is_not_text_has_an_alternative(file):
    for page in ("overview", "organisations", "network"):
        for slide in read.slides(file(page)):
            assert all(slide.alternatives), slide.finding


def test_the_notes_say_how_it_is_counted(handouts, file):
    slides = list(read.presentation(file("network")).slides)[1:]
    for slide, leaf in zip(slides, handouts(Role.MANAGER)["network"].leaves, strict=True):
        assert leaf.panel.counted in slide.notes_slide.notes_text_frame.text


def test_what_the_presenter_says_stands_in_the_notes(handouts):
    handout = handouts(Role.MANAGER)["reports"]
    noted = replace(handout, leaves=[replace(one, note="Say this first.") for one in handout.leaves])
    slide = list(read.presentation(made("pptx", noted)).slides)[1]
    assert slide.notes_slide.notes_text_frame.text.startswith("Say this first.")


def test_the_cover_says_of_what_it_is_and_for_whom(file, handouts):
    cover = read.presentation(file("overview")).slides[0]
    said = cover.placeholders[1].text_frame.text
    for fact in (
        "(DEMO)",
        "As of: ",
        "Filters: none chosen",
        "Data version: ",
        "project manager: nothing is hidden",
        "Made on: ",
    ):
        assert fact in said
    assert said.endswith("Nothing in this file is real.")


def test_no_picture_stands_for_a_figure(file):
    for page in ("overview", "organisations", "network", "practices", "indicators"):
        names = parts(file(page), "ppt/media/")
        assert set(names) == {"ppt/media/emblem.png"}, page


def test_every_part_is_sound_and_every_reference_leads_somewhere(file):
    with zipfile.ZipFile(io.BytesIO(file("organisations"))) as package:
        names = set(package.namelist())
        assert len(names) == len(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                used = set(root.xpath("//@r:embed | //@r:id", namespaces={"r": root.nsmap.get("r") or "-"}))
                rels = f"{name.rpartition('/')[0]}/_rels/{name.rpartition('/')[2]}.rels"
                known = re.findall(rb'Id="([^"]+)"', package.read(rels)) if rels in names else []
                assert used <= {one.decode() for one in known}, name


def test_ids_on_a_slide_are_each_given_once(file):
    for slide in read.presentation(file("organisations")).slides:
        ids = slide.element.xpath(".//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "{=1}", "http://example.org", "external:x.xlsx", "a\x0bb"])
def test_nothing_in_the_workbook_of_a_chart_is_run_or_opened(text):
    frame = pd.DataFrame({"what": [text, "plain"], "n": [1.0, 2.0]})
    shown = seal(frame, pd.DataFrame(False, index=frame.index, columns=frame.columns))
    figure = bars.figure(shown, words=words("en"), category="what", series=[Series("n", text)])
    deck = presentation("en")
    slide = deck.slides.add_slide(deck.slide_layouts[PANEL])
    drawn = chart(slide, drawing(figure), above(1), "en").chart
    book = openpyxl.load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert label(text) in [cell.value for cell in cells]


@pytest.mark.parametrize(("kind", "said"), [(line, "1, A"), (bars, "1, A (2)")])
def test_a_sign_of_a_day_stands_at_its_point_in_the_chart(kind, said):
    data = pd.DataFrame({"on": [date(2026, month, 1) for month in (1, 2, 3)], "n": [4, 2, 7]})
    frame = seal(data, pd.DataFrame(False, index=data.index, columns=data.columns))
    where = {"day": "on"} if kind is line else {"category": "on"}
    figure = kind.figure(frame, words=words("en"), series=[Series("n", "N")], **where)
    for sign in ("1", "A"):
        figure = line.marked(figure, {sign: line.Annotation(date(2026, 2, 10), "Campaign")})
    deck = presentation("en")
    slide = deck.slides.add_slide(deck.slide_layouts[PANEL])
    made = chart(slide, drawing(figure), above(1), "en").chart
    labels = made.plots[0].series[0]._element.xpath("c:dLbls/c:dLbl")
    assert [(one.xpath("c:idx/@val")[0], "".join(one.xpath(".//a:t/text()"))) for one in labels] == [("1", said)]
    assert list(made.plots[0].series[0].values) == [4, 2, 7]


def test_a_panel_that_could_not_be_made_says_so(handouts):
    handout = handouts(Role.MANAGER)["reports"]
    failed = Leaf("x", "Thing", "This panel could not be made", None, "Try again.")
    slide = list(read.presentation(made("pptx", replace(handout, leaves=[failed]))).slides)[1]
    assert [shape.text_frame.text for shape in slide.shapes][:2] == ["This panel could not be made", "Try again."]


def test_long_tables_go_over_several_slides_and_say_where_the_rest_is(handouts):
    handout = handouts(Role.MANAGER)["indicator"]
    entries = [one for one in handout.leaves if one.id == "indicator-entries"]
    file = made("pptx", replace(handout, leaves=entries))
    tables = [slide.table for slide in read.slides(file)]
    assert len(tables) >= 3
    assert sum(len(table) - 1 for table in tables) == 36
    for slide in list(read.presentation(file).slides)[1:]:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "The first 36 rows. The Excel file has all." in said


def test_long_matrices_say_where_the_rest_is(handouts, monkeypatch):
    monkeypatch.setattr("dashboard.exports.handout.pptx.leaf.SLIDES", 1)
    handout = handouts(Role.MANAGER)["organisations"]
    shown = replace(handout, leaves=[one for one in handout.leaves if one.id == "organisations-milestones"])
    (slide,) = list(read.presentation(made("pptx", shown)).slides)[1:]
    said = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    assert any("The first 12 rows. The Excel file has all." in one for one in said)
