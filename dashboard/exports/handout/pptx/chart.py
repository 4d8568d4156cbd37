"""A drawing as a native chart: whoever has the file can change a number of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pptx.chart.axis import DateAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts import Part, theme
from dashboard.exports.handout.drawing import Drawing, Drawn, Kind
from dashboard.exports.handout.pptx.colour import rgb
from dashboard.exports.handout.pptx.place import Box
from dashboard.exports.handout.pptx.plain import label
from dashboard.i18n import words

_TYPES = {
    (Kind.BESIDE, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (Kind.BESIDE, True): XL_CHART_TYPE.BAR_CLUSTERED,
    (Kind.STACKED, False): XL_CHART_TYPE.COLUMN_STACKED,
    (Kind.STACKED, True): XL_CHART_TYPE.BAR_STACKED,
    (Kind.SHARES, False): XL_CHART_TYPE.COLUMN_STACKED_100,
    (Kind.SHARES, True): XL_CHART_TYPE.BAR_STACKED_100,
    (Kind.LINES, False): XL_CHART_TYPE.LINE_MARKERS,
}
_MONTHS = {"fi": "m/yyyy", "sv": "m/yyyy", "en": "mmm yyyy"}
# Up to so many bars each bears its number; up to so many points each is drawn
_LABELLED, _FEW = 60, 14
# Months from one name on an axis to the next, and how many names there is room for
_STEPS, _NAMED = (1, 2, 3, 6, 12, 24), 12


def chart(slide: Slide, drawing: Drawing, box: Box, language: str) -> GraphicFrame:
    """The chart on the slide."""
    kind = _TYPES[drawing.kind, drawing.lying]
    frame = slide.shapes.add_chart(kind, box.x, box.y, box.cx, box.cy, _data(drawing, language))
    drawn: Chart = frame.chart
    drawn.has_title = False
    drawn.font.size = Pt(12)
    drawn.font.color.rgb = rgb(theme.INK)
    _legend(drawn, drawing)
    _axes(drawn, drawing)
    for one, series in zip(drawing.series, drawn.plots[0].series, strict=True):
        if isinstance(series, LineSeries):
            _line(series, one)
        else:
            _bar(series, one, drawing)
    _signs(drawn.plots[0].series[0], drawing, language)
    if drawing.kind is not Kind.LINES:
        drawn.plots[0].gap_width = 40
    elif drawing.runs_over_gaps:
        drawn._chartSpace.xpath("c:chart/c:dispBlanksAs")[0].set("val", "span")  # noqa: SLF001 - it has no other name
    return frame


def _data(drawing: Drawing, language: str) -> CategoryChartData:
    data = CategoryChartData(number_format=_number_format(drawing))
    data.categories = [place if drawing.dated else label(str(place)) for place in drawing.places]
    if drawing.dated:
        data.categories.number_format = _MONTHS[language]
    for one in drawing.series:
        data.add_series(label(one.name), one.values)
    return data


def _number_format(drawing: Drawing) -> str:
    if drawing.percent:
        return "0%"
    known = [value for one in drawing.series for value in one.values if value is not None]
    return "#,##0" if all(float(value).is_integer() for value in known) else "#,##0.0"


def _legend(drawn: Chart, drawing: Drawing) -> None:
    drawn.has_legend = drawing.named or (drawing.kind is Kind.LINES and len(drawing.series) > 1)
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False


def _axes(drawn: Chart, drawing: Drawing) -> None:
    values, places = drawn.value_axis, drawn.category_axis
    values.major_gridlines.format.line.color.rgb = rgb(theme.GRID)
    values.format.line.fill.background()
    values.tick_labels.font.color.rgb = rgb(theme.QUIET)
    # Bars below zero would run over the names.
    places.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if drawing.lying:
        # From the top down, the scale at the bottom nevertheless
        places.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if all((value or 0) >= 0 for one in drawing.series for value in one.values):
        values.minimum_scale = 0
    if isinstance(places, DateAxis):
        _months(places, drawing)


def _months(axis: DateAxis, drawing: Drawing) -> None:
    """Bars as wide as a month, not as a day; few enough months named to be read."""
    days = [place for place in drawing.places if isinstance(place, date)]
    first, last = min(days), max(days)
    months = 12 * (last.year - first.year) + last.month - first.month
    step = next((step for step in _STEPS if months / step <= _NAMED), _STEPS[-1])
    unit = axis._element.xpath("c:baseTimeUnit")[0]  # noqa: SLF001 - the library has no word for any of this
    if drawing.kind is not Kind.LINES:
        unit.set("val", "months")
    for name, value in (("majorTimeUnit", "months"), ("majorUnit", str(step))):
        unit.addnext(unit.makeelement(qn(f"c:{name}"), {"val": value}))


def _bar(series: BarSeries, one: Drawn, drawing: Drawing) -> None:
    colour = one.colour
    _fill(series.format.fill, one)
    # The lightest of some levels are told from the paper by their outline.
    outline = theme.QUIET if drawing.kind is Kind.SHARES else theme.PAPER if one.part is Part.ACTUAL else colour
    series.format.line.color.rgb = rgb(outline)
    series.invert_if_negative = False
    if len(drawing.places) * len(drawing.series) > _LABELLED:
        return
    labels = series.data_labels
    labels.show_value = True
    labels.font.size = Pt(11)
    stacked = drawing.kind in (Kind.STACKED, Kind.SHARES)
    # A part of nothing needs no number; beside others it stands for a bar that cannot be seen.
    labels.number_format = (
        f"{_number_format(drawing)};-{_number_format(drawing)};" if stacked else _number_format(drawing)
    )
    labels.number_format_is_linked = False
    if stacked:
        labels.font.color.rgb = rgb(theme.ink_on(colour if one.part is Part.ACTUAL else theme.PAPER))


def _fill(fill: FillFormat, one: Drawn) -> None:
    """Actual is filled, plan an outline, forecast hatched."""
    if one.part is Part.FORECAST:
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(one.colour), rgb(theme.PAPER)
        return
    fill.solid()
    fill.fore_color.rgb = rgb(theme.PAPER if one.part is Part.PLAN else one.colour)


def _line(series: LineSeries, one: Drawn) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(one.colour)
    series.format.line.width = Pt(1.5 if one.part is Part.PLAN else 2.5)
    if one.part is Part.FORECAST:
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT
    marker = series.marker
    # Always where a place without a value would leave a point that no line reaches
    shown = _lonely(one.values) or sum(value is not None for value in one.values) <= _FEW
    marker.style = XL_MARKER_STYLE.CIRCLE if shown else XL_MARKER_STYLE.NONE
    if shown:
        marker.size = 6
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(theme.PAPER if one.part is Part.PLAN else one.colour)
        marker.format.line.color.rgb = rgb(one.colour)


def _signs(series: BarSeries | LineSeries, drawing: Drawing, language: str) -> None:
    """The signs of days, each at the point of its day: a chart can hold no line between two points."""
    values = drawing.series[0].values
    known = [at for at, value in enumerate(values) if value is not None]
    signs: dict[int, list[str]] = {}
    for on, sign in drawing.signs if known else ():
        signs.setdefault(drawing.place_of(on, known), []).append(sign)
    if not signs:
        return
    lines = isinstance(series, LineSeries)
    for at, some in signs.items():
        beside = "" if lines else f" ({words(language).number(values[at] or 0)})"
        frame = series.points[at].data_label.text_frame
        frame.text = f"{', '.join(some)}{beside}"
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(12), True
        if lines:
            font.color.rgb = rgb(theme.MARK)
            series.points[at].data_label.position = XL_LABEL_POSITION.ABOVE
    if lines:
        series.data_labels.show_value = False


def _lonely(values: Sequence[float | None]) -> bool:
    known = [False, *(value is not None for value in values), False]
    return any(here and not (known[at] or known[at + 2]) for at, here in enumerate(known[1:-1]))
