import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard import app as app_module
from dashboard.access import passwords
from dashboard.cli import main
from dashboard.cli import running as cli_running
from data_access import accounts, database, intake
from data_access.question import programme
from data_access.viewer import Role
from tests.dashboard.installed import PASSWORD, SECRET, environment, page_modules

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
WORKBOOK = {
    "programme": "field,value\ncode,P\nname_en,A programme\nstarts_on,2024-01-01\nends_on,2026-06-30\n",
    "periods": "period,starts_on,ends_on\n2024H1,2024-01-01,2024-06-30\n",
    "organisations": "organisation,name,sector,cohort,joined_on\nA,Alpha,municipality,C,2024-02-01\n"
    "B,Beta,ngo,C,2024-02-01\n",
    "cohorts": "cohort,starts_on,ends_on\nC,2024-02-01,2025-01-31\n",
}


@pytest.fixture
def installation(migrated_url):
    """An installation with a database and secrets."""
    with environment(migrated_url):
        yield


@pytest.fixture
def workbook(tmp_path):
    """A programme as a folder of .csv files."""
    folder = tmp_path / "workbook"
    folder.mkdir()
    return written(folder)


def written(folder):
    for name, text in WORKBOOK.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command: its exit code, what it wrote to standard output and to standard error."""

    def ran(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
        return code, *capsys.readouterr()

    return ran


def programme_loaded(url):
    """An installation with the programme P."""
    with environment(url), TemporaryDirectory() as folder:
        assert main(["load", str(written(Path(folder)))]) == 0


@pytest.fixture
def fill(fill, request):
    return programme_loaded if "loaded" in request.fixturenames else fill


@pytest.fixture
def loaded(installation, workbook, capsys):
    """An installation into which the workbook was loaded."""
    capsys.readouterr()
    return workbook


def test_migrate_makes_the_database_and_says_when_there_is_nothing_to_do(run, database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert run("migrate")[:2] == (0, "The database is ready.\n")
    assert run("migrate")[:2] == (0, "The database is up to date.\n")


@ON_SQLITE
@pytest.mark.parametrize("command", [["indicators", "P"], ["user", "list"], ["demo"], ["serve"]])
def test_a_command_without_a_database_says_what_to_do(run, installation, monkeypatch, tmp_path, command):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'here.sqlite'}")
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert "dashboard migrate" in err
    assert not (tmp_path / "none").exists()


@ON_SQLITE
def test_a_database_that_does_not_answer_is_named_without_its_password(run, installation, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://somebody:pass-word@127.0.0.1:9/none")
    code, _, err = run("user", "list")
    assert code == 1
    assert "127.0.0.1" in err
    assert "pass-word" not in err


@ON_SQLITE
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be understood"),
        ("mysql://127.0.0.1/x", "must begin with sqlite: or postgresql:"),
        ("sqlite:///{folder}/no-database.txt", "is no database"),
        ("sqlite:///{folder}/no-database.txt/x.sqlite", "can be neither made nor changed"),
    ],
)
def test_an_address_that_is_no_database_is_said_in_one_sentence(run, installation, monkeypatch, tmp_path, url, said):
    (tmp_path / "no-database.txt").write_text("A text of some length, and no database.\n" * 50)
    monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))
    code, out, err = run("migrate")
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@ON_SQLITE
@pytest.mark.parametrize("name", ["SECRET_KEY", "PSEUDONYM_KEY"])
@pytest.mark.parametrize("value", [None, "", "short", "x" * 40, "change-me-0123456789abcdefghijklmn"])
def test_serve_refuses_without_secrets_and_never_prints_one(run, installation, monkeypatch, name, value):
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("it served"))
    code, out, err = run("serve")
    assert (code, out) == (1, "")
    assert name in err
    assert not value or value not in err
    assert SECRET not in err


@ON_SQLITE
def test_serve_becomes_gunicorn(run, installation, monkeypatch):
    became = []

    def become(_program, words):
        became.extend(words)
        sys.exit()

    monkeypatch.setattr(os, "execv", become)
    run("serve", "--host", "127.0.0.1", "--port", "8051")
    assert became[1:4] == ["-m", "gunicorn", "dashboard.wsgi:application"]
    assert "127.0.0.1:8051" in became


def test_load_and_check_speak_json(run, installation, workbook):
    assert json.loads(run("check", workbook, "--format", "json")[1]) == {"problems": []}
    tried = json.loads(run("load", workbook, "--dry-run", "--format", "json")[1])
    code, out, err = run("load", workbook, "--format", "json")
    first = json.loads(out)
    assert (code, err) == (0, "")
    assert first.keys() == {"delivery", "programme", "sheets", "problems", "warnings", "skipped"}
    assert (tried["delivery"], first["delivery"], first["programme"]) == (None, 1, "P")
    assert first["sheets"]["organisations"] == {"added": 2, "changed": 0, "removed": 0, "unchanged": 0}
    again = json.loads(run("load", workbook, "--format", "json")[1])
    assert again["delivery"] is None
    assert again["sheets"]["organisations"]["unchanged"] == 2


def test_problems_stop_a_load_and_are_told_for_people_and_programs(run, installation, workbook):
    (workbook / "periods.csv").write_text("period,starts_on,ends_on\nH1,2024-02-30,2024-06-30\n")
    for command in ("check", "load"):
        code, out, _ = run(command, workbook, "--format", "json")
        [problem] = json.loads(out)["problems"]
        assert code == 1
        assert problem.keys() == {"file", "sheet", "row", "column", "found", "expected", "message"}
        assert (problem["row"], problem["column"], problem["found"]) == (2, "starts_on", "2024-02-30")
        code, out, _ = run(command, workbook)
        assert code == 1
        assert "row 2, column starts_on" in out
    assert out.endswith("Nothing was loaded: 1 problem.\n")
    assert "none yet" in run("indicators", "P")[2]


@ON_SQLITE
def test_what_was_loaded_and_what_is_wrong_is_told_in_the_language_of_who_loads(run, installation, workbook):
    loaded = run("load", workbook, "--language", "fi")[1]
    assert loaded.startswith("Ohjelman P toimitus 1:\n")
    assert "organisations: 2 lisätty" in loaded
    (workbook / "periods.csv").write_text("period,starts_on,ends_on\nH1,2024-02-30,2024-06-30\n")
    said = run("check", workbook, "--language", "sv")[1]
    assert "rad 2, kolumn starts_on: " in said
    assert " Hittades: 2024-02-30. Väntat: " in said
    assert said.endswith("Det finns fel: inget av detta skulle laddas.\n")


def test_check_needs_neither_a_key_nor_a_database(run, workbook, monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "PSEUDONYM_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'here.sqlite'}")
    assert run("check", workbook)[:2] == (0, "Nothing is wrong.\n")
    assert run("load", workbook)[0] == 1


def test_indicators_have_the_agreed_shape(run, loaded):
    code, out, err = run("indicators", "P", "--as-of", "2024-06-30", "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["programme"], answer["as_of"]) == ("P", "2024-06-30")
    by_code = {one["code"]: one for one in answer["indicators"]}
    assert by_code["P.1"] == {
        "code": "P.1",
        "unit": "organisations",
        "value": 2,
        "baseline": None,
        "target": None,
        "progress": None,
        "answered": None,
        "eligible": None,
        "incomplete": None,
        "cells": {},
    }
    assert by_code["O.2.3"]["value"] is None
    assert "P.13" in run("indicators", "P")[1]


@pytest.fixture
def small_pages(monkeypatch):
    """Small screens in place of the real ones."""
    monkeypatch.setattr(app_module, "_pages", page_modules)


@ON_SQLITE
def test_panels_are_listed(run, loaded, small_pages):
    listed = json.loads(run("panels", "P", "--format", "json")[1])
    assert {"id": "organisation-rows", "title": "Rows", "page": "/organisations/<key>"} in listed
    assert "organisation-rows" in run("panels", "P")[1]


@ON_SQLITE
def test_a_panel_is_what_the_role_would_get(run, loaded, small_pages):
    code, out, _ = run(
        "panel", "P", "overview-rows", "--as", "steering", "--format", "json", "--where", "period=2024H1"
    )
    answer = json.loads(out)
    assert code == 0
    assert (answer["panel"], answer["programme"], answer["role"]) == ("overview-rows", "P", "steering")
    assert answer["as_of"] == "2024-06-30"
    assert answer["columns"] == ["what", "people", "share", "day"]
    assert answer["rows"][0] == {"what": "=1+1", "people": None, "share": 0.5, "day": "2024-05-31"}
    assert answer["hidden"] == [{"row": 0, "column": "people"}]
    [first, _] = csv.DictReader(io.StringIO(run("panel", "P", "overview-rows")[1]))
    assert first == {"What": "'=1+1", "People": "3", "Share": "0.5", "Day": "2024-05-31"}


@ON_SQLITE
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_panel_of_many_pages_is_written_whole(run, loaded, form):
    words = ("panel", "P", "indicator-entries", "--where", "indicator=P.1")
    code, out, err = run(*words, "--format", form)
    assert (code, err) == (0, "")
    rows = json.loads(out)["rows"] if form == "json" else list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 2


@ON_SQLITE
@pytest.mark.parametrize("where", ["key=A", "organisation=A"])
def test_a_panel_of_one_thing_is_named_by_its_code(run, loaded, small_pages, where):
    words = ("panel", "P", "organisation-rows", "--where", where, "--format", "json")
    assert json.loads(run(*words, "--as", "organisation:A")[1])["title"] == "Seen by organisation, A"
    code, out, err = run(*words, "--as", "organisation:B")
    assert (code, out) == (1, "")
    assert "no panel organisation-rows of A for organisation:B" in err


@ON_SQLITE
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["panel", "P", "none"], "There is no panel 'none'"),
        (["panel", "P", "overview-rows", "--as", "financier"], "There is no panel overview-rows for financier"),
        (["panel", "P", "overview-rows", "--as", "nobody"], "'nobody' is no role"),
        (["panel", "P", "overview-rows", "--as", "manager:A"], "'manager:A' is no role"),
        (["panel", "P", "organisation-rows"], "--where key=CODE"),
        (["panel", "P", "overview-rows", "--where", "chort=A"], "nothing to choose by chort"),
        (["panel", "Q", "overview-rows"], "There is no programme 'Q'; there are: P."),
        (["indicators", "Q"], "There is no programme 'Q'; there are: P."),
        (["panels", "Q"], "There is no programme 'Q'; there are: P."),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(run, loaded, small_pages, words, said):
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@ON_SQLITE
@pytest.mark.parametrize(
    "words",
    [["none"], ["indicators"], ["indicators", "P", "--as-of", "yesterday"], ["panel", "P", "x", "--where", "nothing"]],
)
def test_a_slip_in_the_command_is_told_apart(run, installation, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage: dashboard" in err


def test_accounts_are_kept_at_the_command_line(run, loaded, migrated_url):
    made = run("user", "add", "Some@Example.org", "--role", "manager", "--programme", "P", typed=f"{PASSWORD}\n")
    assert made[:2] == (0, "some@example.org is now manager in P.\n")
    assert run("user", "add", "a@example.org", "--role", "admin", typed=f"{PASSWORD}\n")[0] == 0
    given = ("--role", "organisation", "--programme", "P", "--organisation", "A")
    assert run("user", "add", "a@example.org", *given)[0] == 0
    assert run("user", "disable", "some@example.org")[0] == 0
    assert json.loads(run("user", "list", "--format", "json")[1]) == [
        {
            "email": "a@example.org",
            "administrator": True,
            "disabled": False,
            "roles": [{"programme": "P", "role": "organisation", "organisation": "A"}],
        },
        {
            "email": "some@example.org",
            "administrator": False,
            "disabled": True,
            "roles": [{"programme": "P", "role": "manager", "organisation": None}],
        },
    ]
    assert "a@example.org: administrator, organisation:A in P" in run("user", "list")[1]
    assert run("user", "password", "some@example.org", typed="another long password\n")[0] == 0
    source = database.engine(migrated_url)
    with source.connect() as connection:
        account = accounts.by_email(connection, "SOME@example.org")
    source.dispose()
    assert passwords.matches("another long password", account.password_hash)
    assert not account.disabled


@ON_SQLITE
@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["add", "a@example.org", "--role", "manager", "--programme", "P"], "short\n", "12 to 1000 characters"),
        (["add", "a@example.org", "--role", "manager"], PASSWORD, "--programme CODE"),
        (["add", "a@example.org", "--role", "manager", "--programme", "Q"], PASSWORD, "no programme 'Q'"),
        (["add", "a@example.org", "--role", "organisation", "--programme", "P"], PASSWORD, "role organisation"),
        (
            ["add", "a@example.org", "--role", "organisation", "--programme", "P", "--organisation", "Z"],
            PASSWORD,
            "no organisation 'Z'",
        ),
        (["add", "nonsense", "--role", "admin"], PASSWORD, "not an e-mail address"),
        (["disable", "nobody@example.org"], "", "no account nobody@example.org"),
        (["password", "nobody@example.org"], PASSWORD, "no account nobody@example.org"),
    ],
)
def test_what_cannot_be_done_with_an_account_is_said(run, loaded, words, typed, said):
    code, out, err = run("user", *words, typed=typed)
    assert (code, out) == (1, "")
    assert said in err
    assert json.loads(run("user", "list", "--format", "json")[1]) == []


@ON_SQLITE
def test_template_can_be_filled_in_any_language(run, installation, tmp_path):
    for language in ("fi", "sv", "en"):
        assert run("template", tmp_path / f"{language}.xlsx", "--language", language)[0] == 0
    assert (tmp_path / "fi.xlsx").stat().st_size > 5000


@ON_SQLITE
def test_a_template_that_cannot_be_written_is_said(run, installation, tmp_path):
    code, out, err = run("template", tmp_path / "none" / "t.xlsx")
    assert (code, out) == (1, "")
    assert "cannot be written" in err


@ON_SQLITE
def test_check_takes_the_side_of_a_source(run, loaded):
    assert run("check", loaded)[0] == 0
    code, out, _ = run("check", loaded, "--source", "partner")
    assert code == 1
    assert "The source programme has delivered the same organisation." in out
    assert run("check", loaded, "--source", "")[0] == 2


@ON_SQLITE
def test_the_demo_is_loaded_once_and_marked_as_such(run, installation, migrated_url):
    code, out, _ = run("demo")
    assert code == 0
    assert "is loaded" in out
    assert all(f"{role}@example.org" in out for role in Role)
    assert "there already" in run("demo")[1]
    assert "manager in DEMO" in run("user", "list")[1]
    source = database.engine(migrated_url)
    with source.connect() as connection:
        assert programme(connection, "DEMO").demonstration
    source.dispose()


@ON_SQLITE
def test_a_demo_whose_loading_was_interrupted_is_taken_for_no_whole_one(run, installation, migrated_url, monkeypatch):
    load, loaded = intake.load, []

    def interrupted(*given, **more):
        if loaded:
            raise KeyboardInterrupt
        loaded.append(load(*given, **more))
        return loaded[0]

    monkeypatch.setattr(intake, "load", interrupted)
    assert run("demo")[0] == 130
    code, out, err = run("demo")
    assert (code, out) == (1, "")
    assert "interrupted" in err
    assert migrated_url in err
    assert run("user", "list")[1] == ""


@ON_SQLITE
def test_what_nobody_foresaw_is_told_without_what_was_in_it(run, installation, monkeypatch):
    def fails():
        raise ValueError("somebody@example.org")

    monkeypatch.setattr(cli_running, "from_environment", fails)
    code, _, err = run("user", "list")
    assert code == 1
    assert "ValueError" in err
    assert "example.org" not in err


def test_the_help_answers_at_once():
    code = "import sys; from dashboard.cli import main; main(['--help'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert "indicators" in ran.stdout
    lists = (
        "import sys, dashboard.cli; print([name for name in ('dash', 'pandas', 'sqlalchemy') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", lists], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"
