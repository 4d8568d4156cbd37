import pytest
from dash import html

from dashboard.components.table import ROWS, table
from dashboard.panel import Format, Sorting, TableColumn

COLUMNS = [
    TableColumn("name", "Name", link=lambda row: f"/organisations/{row['name']}"),
    TableColumn("trained", "Trained", Format.WHOLE),
]


def test_it_has_a_caption_and_headings_with_their_scopes(frame, asked, parts):
    shown = table(frame([{"name": "A", "trained": 7}]), COLUMNS, id="x-y", caption="Seven trained", asked=asked())
    assert [one.children for one in parts(shown, html.Caption)] == ["Seven trained"]
    assert [one.scope for one in parts(shown, html.Th)] == ["col", "col", "row"]
    assert [one.className for one in parts(shown, html.Td)] == ["number"]


def test_it_scrolls_in_a_named_region_that_the_keyboard_reaches(frame, asked, parts):
    shown = table(frame([{"name": "A", "trained": 7}]), COLUMNS, id="x-y", caption="Seven trained", asked=asked())
    region = next(one for one in parts(shown, html.Div) if getattr(one, "role", None) == "region")
    assert region.tabIndex == "0"
    assert getattr(region, "aria-label") == "Seven trained"


def test_hidden_and_unknown_cells_are_told_apart_and_explained(frame, asked, text):
    rows = [{"name": "A", "trained": 3.0}, {"name": "B", "trained": None}, {"name": "C", "trained": 12.0}]
    said = text(table(frame(rows, hidden=[(0, "trained")]), COLUMNS, id="x-y", caption="c", asked=asked()))
    assert "hidden to protect privacy" in said
    assert "no data" in said
    assert "12" in said
    assert " 3 " not in said


def test_cells_open_what_is_behind_them(frame, asked, parts):
    shown = table(frame([{"name": "A", "trained": 7}]), COLUMNS, id="x-y", caption="c", asked=asked())
    assert [one.href for one in parts(shown, html.A)] == ["/organisations/A"]


@pytest.mark.parametrize(
    ("wanted", "first"), [("", 0), ("2", ROWS), ("99", 2 * ROWS), ("0", 0), ("-1", 0), ("x", 0), ("²", 0)]
)
def test_the_address_says_which_page(frame, asked, parts, wanted, first):
    rows = [{"name": str(number), "trained": number} for number in range(2 * ROWS + 1)]
    shown = table(frame(rows), COLUMNS, id="x-y", caption="c", asked=asked(**{"x-y.page": wanted}))
    assert parts(shown, html.A)[0].children == str(first)


def test_pages_are_links_that_keep_the_address(frame, asked, parts):
    rows = [{"name": str(number), "trained": number} for number in range(ROWS + 1)]
    shown = table(frame(rows), COLUMNS, id="x-y", caption="c", asked=asked(cohort="C1"))
    assert parts(shown, html.A)[-1].href == "/organisations?cohort=C1&x-y.page=2#x-y"


def test_numbers_are_written_as_the_language_does(frame, asked, text):
    columns = [TableColumn("name", "Nimi"), TableColumn("hours", "Tunnit", Format.NUMBER)]
    rows = frame([{"name": "A", "hours": 1234.5}])
    said = text(table(rows, columns, id="x", caption="c", asked=asked(language="fi")))
    assert "1\u00a0234,5" in said


def test_a_frame_without_rows_is_a_table_without_rows(frame, asked, parts):
    empty = frame([{"name": "A", "trained": 7}]).slice(0, 0)
    assert not parts(table(empty, COLUMNS, id="x", caption="c", asked=asked()), html.Td)


def test_headings_that_sort_are_links_and_say_how_the_rows_stand(frame, asked, parts):
    columns = [
        TableColumn("name", "Name", sorting=Sorting("/x?sort=-name", "ascending")),
        TableColumn("trained", "Trained", Format.WHOLE, sorting=Sorting("/x?sort=trained")),
    ]
    shown = table(frame([{"name": "A", "trained": 7}]), columns, id="x-y", caption="c", asked=asked())
    heads = [one for one in parts(shown, html.Th) if one.scope == "col"]
    assert [getattr(one, "aria-sort") for one in heads] == ["ascending", "none"]
    assert [one.href for one in parts(shown, html.A)] == ["/x?sort=-name", "/x?sort=trained"]
