"""A figure in a file is the one on the screen: of all pages, for all roles, hidden cells included."""

import csv
import io
import re
from datetime import date
from html import unescape

import plotly.graph_objects as go
import pytest
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE

from dashboard.components.value import HIDDEN, UNKNOWN, written
from dashboard.exports.handout.drawing import Kind, drawing
from dashboard.exports.handout.forms import made
from dashboard.exports.handout.lanes import lanes
from data_access.viewer import Role
from tests.dashboard.exports.handout.opened import archive, chart_points, sheets, slides, workbook_points

ROLES = list(Role)
HIDES = "hidden to protect privacy"


def panels(handout):
    return [leaf for leaf in handout.leaves if leaf.panel is not None]


def rounded(value):
    return float(f"{value:.12g}")


def place(value):
    return value.isoformat() if isinstance(value, date) else str(value).lstrip("'")


def drawn(figure):
    """The points of a Plotly figure, read from its traces once more."""
    lying = getattr(figure.data[0], "orientation", None) == "h"
    return {
        (trace.name or "", place(where), rounded(value))
        for trace in figure.data
        for where, value in zip(
            trace.y if lying else trace.x,
            trace.meta["counts"] if trace.meta else trace.x if lying else trace.y,
            strict=True,
        )
        if value is not None
    }


def visible(panel):
    """All numbers that the panel's frame shows anywhere."""
    frame = panel.frame
    return {
        rounded(value)
        for row in frame.records()
        for value in row.values()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    }


def unmarked(points):
    return {(name.lstrip("'"), where.lstrip("'"), value) for name, where, value in points}


@pytest.mark.parametrize("role", ROLES)
def test_every_chart_holds_the_points_of_the_figure_and_no_others(handouts, role):
    charts = 0
    for handout in handouts(role).values():
        by_topic = {slide.topic: slide for slide in slides(made("pptx", handout))}
        for leaf in panels(handout):
            figure = leaf.panel.figure
            if not isinstance(figure, go.Figure) or drawing(figure) is None:
                assert by_topic[leaf.name].chart is None
                continue
            chart = by_topic[leaf.name].chart
            assert unmarked(chart_points(chart)) == drawn(figure), leaf.id
            assert chart_points(chart) == workbook_points(chart), leaf.id
            # Of nothing that is worked out of several cells, a number would not stand in the frame.
            assert {value for *_, value in chart_points(chart)} <= visible(leaf.panel), leaf.id
            charts += 1
    assert charts


def marked(figure):
    """Where each row of a figure of rows has its marks, read from its traces once more: along the axis, from 0 to 1."""
    low, high = figure.layout.xaxis.range
    names = {note.y: note.hovertext.split("<br>")[0] for note in figure.layout.annotations if note.hovertext}
    found = {unescape(name): [] for name in names.values()}
    for trace in figure.data:
        if getattr(trace, "mode", None) == "lines":
            continue
        for y, x in zip(trace.y, trace.x, strict=True):
            if x is not None:
                found[unescape(names[y])].append(round((x - low) / (high - low), 3))
    return {name: sorted(places) for name, places in found.items()}


def placed(groups):
    """The same of shapes: each row's name, the right ends of its bars and the middles of its signs."""
    found = {}
    for group in groups:
        box = next(shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text)
        for shape in group.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX:
                if shape.width == box.width:
                    found[name := re.split(r"\n|   ", shape.text_frame.text)[0]] = []
                continue
            bar = shape.auto_shape_type == MSO_SHAPE.RECTANGLE and shape.width > shape.height
            at = shape.left + (shape.width if bar else shape.width // 2)
            found[name].append(round((at - box.left) / box.width, 3))
    return {name: sorted(places) for name, places in found.items()}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STEERING])
def test_every_row_of_bullets_has_its_marks_where_the_figure_has_them(handouts, role):
    compared = 0
    for handout in handouts(role).values():
        shown = list(slides(made("pptx", handout)))
        for leaf in panels(handout):
            rows = lanes(leaf.panel.figure)
            if rows is None or rows.keys:
                continue
            groups = [one.lanes for one in shown if one.topic == leaf.name]
            expected = marked(leaf.panel.figure)
            assert list(placed(groups)) == list(expected), leaf.id
            for name, places in placed(groups).items():
                assert places == pytest.approx(expected[name], abs=0.002), (leaf.id, name)
            compared += 1
    assert compared


@pytest.mark.parametrize("role", ROLES)
def test_every_native_table_says_what_the_table_on_the_screen_says(handouts, role):
    compared = 0
    for handout in handouts(role).values():
        shown = list(slides(made("pptx", handout)))
        for leaf in panels(handout):
            tables = [one.table for one in shown if one.topic == leaf.name and one.table]
            if not tables or tables[0][0] != [column.label for column in leaf.panel.columns]:
                continue  # a chart, cards or a matrix
            words, frame = handout.words, leaf.panel.frame
            expected = [
                [
                    HIDDEN
                    if frame.is_hidden(at, column.name)
                    else (column.none or UNKNOWN)
                    if row[column.name] is None
                    else written(row[column.name], column, words)
                    for column in leaf.panel.columns
                ]
                for at, row in enumerate(frame.records())
            ]
            rows = [row for table in tables for row in table[1:]]
            assert rows == expected[: len(rows)], leaf.id
            compared += len(rows)
    assert compared


@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_workbook_is_that_of_the_panel(handouts, role):
    for handout in handouts(role).values():
        _, *pages = sheets(made("xlsx", handout)).values()
        for leaf, (_, *rows) in zip(panels(handout), pages, strict=True):
            frame = leaf.panel.rows
            assert len(rows) == len(frame), leaf.id
            for at, (row, cells) in enumerate(zip(frame.records(), rows, strict=True)):
                for column, cell in zip(leaf.panel.columns, cells, strict=True):
                    check(cell, frame.is_hidden(at, column.name), row[column.name], column)


def check(cell, hidden, value, column):
    if hidden:
        assert cell == HIDES
    elif value is None:
        assert cell == (column.none or None)
    elif column.said or isinstance(value, (str, bool)):
        assert isinstance(cell, str) or cell is None
    else:
        assert cell == (
            pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
        )  # a spreadsheet keeps 15 digits


@pytest.mark.parametrize("role", ROLES)
def test_the_archive_holds_the_csv_of_every_panel(handouts, role):
    for handout in handouts(role).values():
        files = archive(made("csv", handout))
        assert list(files) == ["about.csv", *(f"{leaf.id}.csv" for leaf in panels(handout))]
        for leaf in panels(handout):
            assert len(list(csv.reader(io.StringIO(files[f"{leaf.id}.csv"])))) == 1 + len(leaf.panel.rows)


def test_what_the_steering_group_may_not_see_is_missing_in_its_charts(handouts):
    hiding = [one for made_of in handouts(Role.STEERING).values() for one in panels(made_of) if one.panel.frame.hides]
    found = [(one.id, drawing(one.panel.figure)) for one in hiding if isinstance(one.panel.figure, go.Figure)]
    assert [one for one, _ in found]
    for panel, figure in found:
        if panel != "network-meetings":  # draws meetings; only its table tells of people
            assert figure is None or any(value is None for one in figure.series for value in one.values), panel


def test_a_level_that_is_hidden_takes_the_other_levels_of_its_bar_along(handouts):
    feedback = next(leaf for leaf in handouts(Role.STEERING)["network"].leaves if leaf.id == "network-feedback")
    found = drawing(feedback.panel.figure)
    assert found.kind is Kind.SHARES
    for column in found.columns:
        assert len({value is None for value in column}) == 1
