"""The PDF: tagged for who cannot see it, with every figure said in words and every table with its head."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from dashboard.components.status import word
from dashboard.exports.handout.cards import cards
from dashboard.exports.handout.drawing import Drawing, Drawn, Kind
from dashboard.exports.handout.forms import made
from dashboard.exports.handout.pdf.lying import lying
from dashboard.exports.handout.pdf.scale import scale
from dashboard.exports.handout.pdf.upright import lines, upright
from dashboard.exports.typst import LOST
from dashboard.i18n import LANGUAGES, words
from data_access.viewer import Role


def read(file):
    return pypdf.PdfReader(io.BytesIO(file))


def elements(node, kind):
    """Those of a kind in the tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [one for child in node for one in elements(child, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("/S") == kind else []
    return own + (elements(node["/K"], kind) if "/K" in node else [])


def text(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "organisations", "network", "indicator"])
def test_every_page_is_a_tagged_document_in_its_language(handouts, page, language):
    handout = handouts(Role.STEERING, language)[page]
    reader = read(made("pdf", handout))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"][:2] == language
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == f"{handout.title}, {handout.programme}"
    figures = elements(root["/StructTreeRoot"], "/Figure")
    assert figures
    assert all(one["/Alt"] for one in figures)
    assert elements(root["/StructTreeRoot"], "/TH")
    said = text(reader)
    for leaf in handout.leaves:
        assert " ".join(leaf.finding.split())[:40] in said


@pytest.mark.parametrize("page", ["overview", "organisations", "network", "practices", "indicators", "organisation"])
def test_no_sign_is_missing_from_the_font(handouts, page):
    handout = handouts(Role.MANAGER)[page]
    said = text(read(made("pdf", handout)))
    assert LOST not in said
    for card in (card for leaf in handout.leaves if leaf.panel for card in cards(leaf.panel.figure) if card.pace):
        assert word(card.pace, handout.words) in said


def test_no_number_is_drawn_where_one_is_hidden(handouts):
    handout = handouts(Role.STEERING)["network"]
    hiding = [leaf for leaf in handout.leaves if leaf.panel and leaf.panel.frame.hides]
    assert hiding
    assert "hidden to protect privacy" in text(read(made("pdf", replace(handout, leaves=hiding))))


def test_a_place_without_a_value_has_no_box_and_interrupts_a_line():
    gap = Drawing(Kind.LINES, ["a", "b", "c"], [Drawn("n", [1.0, None, 3.0], "#003399")])
    drawn = [path for path in lines(gap, "said", words("en")).paths if path.look != "grid"]
    assert [len(path.points) for path in drawn] == [1, 1]
    assert len(upright(replace(gap, kind=Kind.BESIDE), "said", words("en")).boxes) == 2
    assert len(lying(replace(gap, kind=Kind.BESIDE, lying=True), "said", words("en")).boxes) == 2


def test_stacked_bars_begin_where_the_one_before_ends():
    series = [Drawn("a", [1.0], "#003399"), Drawn("b", [3.0], "#0b7f8c")]
    first, second = lying(Drawing(Kind.SHARES, ["x"], series, lying=True), "said", words("en")).boxes
    assert first.x + first.width == pytest.approx(second.x)
    assert second.width == pytest.approx(3 * first.width)


@pytest.mark.parametrize(
    ("values", "ticks"), [([0.0], [0, 1]), ([7.0], [0, 2, 4, 6, 8]), ([-3.0, 4.0], [-4, -2, 0, 2, 4])]
)
def test_the_scale_holds_zero_and_all_values_between_round_numbers(values, ticks):
    drawn = Drawing(Kind.BESIDE, [str(at) for at in range(len(values))], [Drawn("n", values, "#003399")])
    assert list(scale(drawn, words("en")).ticks) == ticks


@pytest.mark.parametrize(("kind", "x"), [(Kind.LINES, 0.367), (Kind.BESIDE, 0.217)])
def test_a_sign_stands_on_its_day(kind, x):
    places = [date(2026, month, 1) for month in (1, 2, 3)]
    drawn = Drawing(kind, places, [Drawn("n", [1.0, 2.0, 3.0], "#003399")], signs=[(date(2026, 1, 20), "A")])
    plot = (lines if kind is Kind.LINES else upright)(drawn, "said", words("en"))
    (sign,) = [one for one in plot.texts if one.said == "A"]
    (mark,) = [path for path in plot.paths if path.look == "mark"]
    assert {place for place, _ in mark.points} == {sign.x}
    assert sign.x == pytest.approx(x, abs=0.001)
