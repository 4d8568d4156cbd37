"""What stands in the files of handouts, read back without what wrote them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.shapes import MSO_SHAPE_TYPE

Point = tuple[str, str, float]


def presentation(file: bytes) -> Any:
    return Presentation(io.BytesIO(file))


def chart_points(chart: Chart) -> set[Point]:
    """Series, place and value of each point in the chart's own XML."""
    plot = chart.plots[0]
    dated = bool(chart._chartSpace.xpath(".//c:dateAx"))
    places = [_place(float(one.label) if dated else one.label) for one in plot.categories]
    return {
        (series.name, place, _rounded(value))
        for series in plot.series
        for place, value in zip(places, series.values, strict=True)
        if value is not None
    }


def workbook_points(chart: Chart) -> set[Point]:
    """The same in the workbook that opens to who edits the chart."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    (_, *names), *rows = book.active.iter_rows(values_only=True)
    return {
        (name, _place(place), _rounded(value))
        for place, *values in rows
        for name, value in zip(names, values, strict=True)
        if value is not None
    }


@dataclass(frozen=True)
class Slide:
    """``finding`` and the topic, which begins what stands below a figure; the chart, the table, the rows of marks."""

    finding: str
    topic: str
    chart: Chart | None
    table: list[list[str]] | None
    lanes: Any
    alternatives: list[str]


def slides(file: bytes) -> Iterator[Slide]:
    """All but the cover."""
    for slide in list(presentation(file).slides)[1:]:
        groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        frames = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        below = [shape for shape in slide.shapes if shape.has_text_frame and " · " in shape.text_frame.text]
        table = next((one.table for one in frames if one.has_table), None)
        yield Slide(
            slide.shapes.title.text_frame.text,
            below[0].text_frame.paragraphs[-1].text.split(" · ")[0] if below else "",
            next((one.chart for one in frames if one.has_chart), None),
            table and [[cell.text for cell in row.cells] for row in table.rows],
            groups[0] if groups else None,
            [one._element.xpath("./*/p:cNvPr")[0].get("descr") for one in (*frames, *groups)],
        )


def sheets(file: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet; days as such."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return {page.title: [tuple(map(_day, row)) for row in page.iter_rows(values_only=True)] for page in book}


def archive(file: bytes) -> dict[str, str]:
    """The texts in an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        return {name: opened.read(name).decode("utf-8-sig") for name in opened.namelist()}


def _rounded(value: Any) -> float:
    """To the digits that a spreadsheet keeps."""
    return float(f"{value:.12g}")


def _place(value: Any) -> str:
    if isinstance(value, (int, float)):
        return date.fromordinal(int(value) + date(1899, 12, 30).toordinal()).isoformat()
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value
