import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.filters import Filter, Option, filters
from data_access.viewer import Role

COHORTS = Filter("cohort", [Option("C1", "First cohort"), Option("C2", "Second cohort")])


def test_every_field_has_a_label(asked, parts):
    shown = filters(asked(), [COHORTS])
    for field in [*parts(shown, html.Select), *(one for one in parts(shown, dbc.Input) if one.type != "hidden")]:
        assert any(field in parts(label) for label in parts(shown, html.Label)), field.name


def test_what_is_chosen_is_selected(asked, parts):
    shown = filters(asked(cohort="C2"), [COHORTS])
    chosen = [one.value for one in parts(shown, html.Option) if getattr(one, "selected", False)]
    assert chosen == ["C2"]


def test_a_chip_takes_its_filter_away_and_leaves_the_rest(asked, parts):
    chips = parts(filters(asked(cohort="C2", period="H1", lang="fi"), [COHORTS]), html.A)
    assert [one.href for one in chips] == ["/organisations?period=H1&lang=fi"]
    assert getattr(chips[0], "aria-label") == "Remove Cohort: Second cohort"


def test_the_form_keeps_programme_language_and_what_is_opened(asked, parts):
    shown = filters(asked(key="0001", programme="DEMO", lang="sv", cohort="C1"), [])
    form = parts(shown, html.Form)[0]
    assert (form.action, form.method) == ("/organisations/0001", "GET")
    hidden = {one.name: one.value for one in parts(form, dbc.Input) if one.type == "hidden"}
    assert hidden == {"programme": "DEMO", "lang": "sv"}


def test_only_a_manager_may_name_any_day(asked, parts):
    def days(role):
        return [one.name for one in parts(filters(asked(role=role), []), dbc.Input) if one.type == "date"]

    assert days(Role.MANAGER) == ["as_of"]
    assert days(Role.STEERING) == []


def test_only_closed_periods_are_offered_newest_first(asked, parts):
    offered = [one.value for one in parts(filters(asked(), []), html.Option)]
    assert offered == ["", "H2", "H1"]
