"""What reports are shown with: the way in steps, the hash, the contents of a long page, forms."""

from dash import html

from dashboard.components.contents import contents
from dashboard.components.fingerprint import fingerprint, short
from dashboard.components.form import form, text_field
from dashboard.components.stepper import Place, Stage, stepper
from dashboard.i18n import words
from dashboard.panel import MANAGER, Exhibit
from data_access.message import N_

ENGLISH = words("en")


def test_a_step_says_in_words_where_it_stands_and_the_next_one_is_marked(parts, text):
    shown = stepper([Stage("one", Place.DONE), Stage("two", Place.NOW), Stage("three", Place.TO_COME)],
                    label="The way", words=ENGLISH)  # fmt: skip
    items = parts(shown, html.Li)
    assert [text(item).lstrip("✓▶○ ") for item in items] == ["one : done", "two : next", "three : to come"]
    assert [getattr(item, "aria-current", None) for item in items] == [None, "step", None]


def test_a_hash_is_whole_and_in_groups(parts, text):
    hashed = "0123456789abcdef" * 4
    assert [group.children for group in parts(fingerprint(hashed), html.Span)] == [
        hashed[at : at + 8] for at in range(0, 64, 8)
    ]
    assert hashed.startswith(short(hashed))


def exhibits(number):
    return [Exhibit(f"page-{at}", N_("Panel"), MANAGER, lambda asked: asked) for at in range(number)]


def test_only_a_long_page_has_contents(parts):
    assert contents(exhibits(7), ENGLISH) == []
    (nav,) = contents(exhibits(8), ENGLISH)
    assert [link.href for link in parts(nav, html.A)] == [f"#page-{at}" for at in range(8)]


def test_a_form_is_sent_by_post_and_each_field_has_its_label(parts, text):
    field = text_field("comment", "Comment", "typed", longest=20, required=True)
    made = form([field], action="/steps/x", sends={"seen": "1"}, button="Send")
    assert (made.method, made.action) == ("POST", "/steps/x")
    (label,) = parts(made, html.Label)
    (area,) = parts(label, html.Textarea)
    assert (area.children, area.maxLength, area.required) == ("typed", 20, True)
    assert text(label).startswith("Comment")
