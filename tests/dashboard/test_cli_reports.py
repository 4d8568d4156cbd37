"""``dashboard report``: the whole way of a report from the command line."""

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.cli import main, versions
from dashboard.exports import report as files
from data_access import audit, database
from data_access.audit import Action
from data_access.reports import Judgement
from tests.dashboard.installed import environment

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
WORKBOOK = {
    "programme": "field,value\ncode,P\nname_en,A programme\nstarts_on,2024-01-01\nends_on,2026-06-30\n",
    "periods": "period,starts_on,ends_on,report_due_on\n2024H1,2024-01-01,2024-06-30,2024-08-31\n"
    "2024H2,2024-07-01,2024-12-31,\n2090H1,2090-01-01,2090-06-30,\n",
    "organisations": "organisation,name,sector,cohort,joined_on\nA,Alpha,municipality,C,2024-02-01\n",
    "cohorts": "cohort,starts_on,ends_on\nC,2024-02-01,2025-01-31\n",
}
REPORT = ("P", "2024H1")


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command of ``report``: its exit code, what it wrote to standard output and to standard error."""

    def ran(*words):
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        try:
            code = main(["report", *(str(word) for word in words)])
        except SystemExit as left:
            code = left.code
        return code, *capsys.readouterr()

    return ran


def programme_loaded(url):
    """An installation with the programme P."""
    with environment(url), TemporaryDirectory() as folder:
        assert main(["load", str(written(Path(folder)))]) == 0


def written(folder):
    for name, text in WORKBOOK.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


@pytest.fixture
def fill():
    return programme_loaded


@pytest.fixture(autouse=True)
def loaded(migrated_url, tmp_path, capsys):
    """An installation with the programme P; the folder it was loaded from."""
    capsys.readouterr()
    folder = tmp_path / "workbook"
    folder.mkdir()
    with environment(migrated_url):
        yield written(folder)


@pytest.fixture
def log(migrated_url):
    """Answers the audit log after the load that made the programme, first entry first."""

    def read():
        source = database.engine(migrated_url)
        with source.connect() as connection:
            assert audit.verify(connection) is None
            found = audit.entries(connection)
        source.dispose()
        first, *rest = found[::-1]
        assert (first.action, first.subject) == ("load", "/data/1")
        return rest

    return read


def test_a_report_goes_its_way_and_every_step_is_noted(run, log):
    code, out, err = run("prepare", *REPORT, "--comment", "First", "--format", "json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert (made["period"], made["version"], made["as_of"], made["state"]) == ("2024H1", 1, "2024-06-30", "prepared")
    assert (made["blocking"], made["warnings"] > 0) == (0, True)
    assert run("submit", *REPORT)[:2] == (0, f"Version 1 of P 2024H1 is submitted.\n{made['hash']}\n")
    assert "is returned" in run("return", *REPORT, "--reason", "Look again.")[1]
    assert "Version 2 of P 2024H1 is prepared" in run("prepare", *REPORT)[1]
    assert json.loads(run("submit", *REPORT, "--format", "json")[1])["state"] == "submitted"
    assert "Version 2 of P 2024H1 is approved" in run("approve", *REPORT, "--comment", "Thank you.")[1]
    first, second, last = json.loads(run("list", "P", "--format", "json")[1])
    assert (first["state"], first["version"], first["overdue"]) == ("approved", 2, None)
    assert (second["state"], second["version"], last["period"]) == ("not_started", None, "2090H1")
    lines = run("list", "P")[1].splitlines()
    assert lines[0] == f"2024H1: approved, version 2, {first['hash']}"
    assert lines[1:] == ["2024H2: not started", "2090H1: not started"]
    noted = log()
    steps = ["prepare", "submit", "return", "prepare", "submit", "approve"]
    assert [entry.detail["step"] for entry in noted] == steps
    assert {(entry.action, entry.programme, entry.subject) for entry in noted} == {("report", "P", "/reports/2024H1")}
    assert all(entry.who.endswith(" at the command line") for entry in noted)


def test_what_is_overdue_is_said(run):
    assert run("list", "P")[1].splitlines()[0] == "2024H1: not started, due on 2024-08-31, OVERDUE"


@ON_SQLITE
def test_verify_says_what_holds_and_fails_where_something_does_not(run, migrated_url):
    run("prepare", *REPORT)
    code, out, err = run("verify", *REPORT, "--format", "json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [told[name] for name in ("content", "entries", "values", "steps", "holds")] == [True] * 5
    assert run("verify", *REPORT)[1] == (
        f"Version 1 of P 2024H1 holds (content: yes, entries: yes, values: yes, steps: yes).\n{told['hash']}\n"
    )
    with closing(sqlite3.connect(migrated_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE ledger SET amount = 2 WHERE indicator = 'P.1' AND left_out IS NULL")
        connection.commit()
    assert run("verify", *REPORT)[:2] == (
        1,
        f"Version 1 of P 2024H1 DOES NOT HOLD (content: yes, entries: NO, values: NO, steps: yes).\n{told['hash']}\n",
    )
    told = json.loads(run("verify", *REPORT, "--version", 1, "--format", "json")[1])
    assert [told[name] for name in ("content", "entries", "values", "holds")] == [True, False, False, False]


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.csv", "indicator,judgement,comment\nP.1,on_track,\"One,\ntwo\"\nP.2,,\n"),
        ("r.csv", "\ufeffindicator;judgement;comment\r\nP.1;on_track;\"One,\r\ntwo\"\r\n;;\r\n"),
        ("r.csv", "comment\tindicator\tjudgement\n\"One,\ntwo\"\tP.1\ton_track\n"),
        ("r.json", '[{"indicator": "P.1", "judgement": "on_track", "comment": "One,\\ntwo"}, {"indicator": "P.2"}]'),
    ],
)  # fmt: skip
def test_remarks_come_from_a_file(run, tmp_path, migrated_url, name, text):
    (tmp_path / name).write_bytes(text.encode())
    code, _, err = run("prepare", *REPORT, "--remarks", tmp_path / name)
    assert (code, err) == (0, "")
    with closing(sqlite3.connect(migrated_url.removeprefix("sqlite:///"))) as connection:
        [(content,)] = connection.execute("SELECT content FROM report_versions").fetchall()
    told = {row["code"]: row for row in json.loads(content)["indicators"]}
    assert (told["P.1"]["judgement"], told["P.1"]["comment"]) == ("on_track", "One,\ntwo")
    assert (told["P.2"]["judgement"], told["P.2"]["comment"]) == (None, "")


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none.csv", None, "cannot be read: No such file or directory."),
        (".", None, "cannot be read: Is a directory."),
        ("r.csv", b"indicator\nP.1\xe4\n", "not in UTF-8"),
        ("r.csv", b"code,comment\nP.1,x\n", "must have the columns indicator, judgement, comment"),
        ("r.csv", b"indicator,comment\nP.1,x,y\n", "must have the columns"),
        ("r.csv", b"indicator,comment\n,x\n", "an indicator in each row"),
        ("r.csv", b'indicator,comment\nP.1,"x\n', "cannot be understood as CSV: unexpected end of data."),
        ("r.csv", b"indicator,judgement\nP.1,good\n", f"'good' is no judgement, which are: {', '.join(Judgement)}."),
        ("r.csv", b"indicator\nP.1\nP.1 \n", "has P.1 twice"),
        ("r.csv", b"indicator,comment\nP.99,x\n", "There is no indicator P.99; there are: O.2.2"),
        ("r.csv", b"indicator,comment\nP.1," + b"x" * 5001, "5000 is the most"),
        ("r.json", b"{", "is no JSON"),
        ("r.json", b'{"P.1": 1}', "holds no list of objects"),
        ("r.json", b'[{"indicator": 1}]', "texts only"),
        ("r.json", b'[{"indicator": "P.1", "value": 1}]', "no others"),
    ],
)
def test_what_is_wrong_with_a_file_of_remarks_is_said_in_one_sentence(run, tmp_path, log, name, text, said):
    if text is not None:
        (tmp_path / name).write_bytes(text)
    code, out, err = run("prepare", *REPORT, "--remarks", tmp_path / name)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert log() == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["submit", *REPORT], "Only a report that was prepared or returned can be submitted."),
        (["return", *REPORT, "--reason", "x"], "Only a submitted report can be returned."),
        (["approve", *REPORT], "Only a submitted report can be approved."),
        (["prepare", "P", "2090H1"], "The period ends on 2090-06-30."),
        (["prepare", "P", "H1"], "There is no period 'H1'; there are: 2024H1, 2024H2, 2090H1."),
        (["verify", "P", "H1"], "There is no period 'H1'"),
        (["verify", *REPORT], "There is no such version of 2024H1 for the manager; there is none yet."),
        (["export", *REPORT, "--format", "pdf", "-o", "x.pdf"], "no such version of 2024H1 for the manager"),
        (["prepare", "Q", "2024H1"], "There is no programme 'Q'; there are: P."),
        (["list", "Q"], "There is no programme 'Q'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, log, words, said):
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert log() == []


@ON_SQLITE
@pytest.mark.parametrize(
    "words",
    [
        [],
        ["prepare", "P"],
        ["return", *REPORT],
        ["verify", *REPORT, "--version", "0"],
        ["verify", *REPORT, "--version", "one"],
        ["export", *REPORT, "--format", "xlsx"],
        ["export", *REPORT, "-o", "x.docx", "--format", "docx"],
        ["export", *REPORT, "-o", "x.pdf", "--format", "pdf", "--as", "organisation"],
    ],
)
def test_a_slip_in_the_command_is_told_apart(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage: dashboard report" in err


@pytest.fixture
def plain(monkeypatch):
    """Files that say what they were made of."""
    monkeypatch.setattr(
        files,
        "rendered",
        lambda form, question, frozen, words: (
            f"{form} {question.viewer.role} {words.language} v{frozen.version} {frozen.hash}".encode()
        ),
    )


@ON_SQLITE
def test_a_file_is_written_whole_and_noted(run, tmp_path, log, plain):
    for step in ("prepare", "submit", "return", "prepare"):
        run(step, *REPORT, *(("--reason", "x") if step == "return" else ()))
    made = tmp_path / "r.pdf"
    made.write_bytes(b"as it stood")
    words = ("--format", "pdf", "--language", "fi", "--as", "financier", "-o", made)
    code, out, err = run("export", *REPORT, *words)
    assert (code, err) == (0, "")
    # The financier knows of the version that was handed in, and of no later one.
    written = made.read_bytes().decode()
    assert written.startswith("pdf financier fi v1 ")
    assert f"{made} is written: Version 1 of P 2024H1.\n{written.split()[-1]}\n" == out
    run("export", *REPORT, "--format", "xlsx", "-o", tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").read_text().startswith("xlsx manager en v2 ")
    one, two = (entry for entry in log() if entry.action == Action.FILE)
    assert (one.subject, one.detail["form"], one.detail["role"], one.detail["version"]) == (
        "/reports/2024H1",
        "pdf",
        "financier",
        1,
    )
    assert (two.detail["form"], two.detail["version"], two.detail["bytes"]) == (
        "xlsx",
        2,
        (tmp_path / "r.xlsx").stat().st_size,
    )
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"r.pdf", "r.xlsx"}
    assert not list(tmp_path.glob("*.part"))


@ON_SQLITE
@pytest.mark.parametrize("place", ["none/r.pdf", "."])
def test_a_file_that_cannot_be_written_is_said(run, tmp_path, plain, place):
    run("prepare", *REPORT)
    code, out, err = run("export", *REPORT, "--format", "pdf", "-o", tmp_path / place)
    assert (code, out) == (1, "")
    assert "cannot be written: choose a folder that exists and that you may use." in err
    assert not list(tmp_path.glob("*.part"))


@ON_SQLITE
def test_nobody_gets_a_file_that_is_not_noted(run, tmp_path, plain, monkeypatch):
    run("prepare", *REPORT)
    made = tmp_path / "r.pdf"
    made.write_bytes(b"as it stood")

    def fails(*_, **__):
        raise OSError

    monkeypatch.setattr(versions.audit, "note", fails)
    code, out, _ = run("export", *REPORT, "--format", "pdf", "-o", made)
    assert (code, out) == (1, "")
    assert made.read_bytes() == b"as it stood"
    assert not list(tmp_path.glob("*.part"))


@ON_SQLITE
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_the_real_files_are_written_and_are_the_same_again(run, tmp_path, form):
    run("prepare", *REPORT)
    for name in ("one", "two"):
        assert run("export", *REPORT, "--format", form, "-o", tmp_path / name)[0] == 0
    one = (tmp_path / "one").read_bytes()
    assert one.startswith({"xlsx": b"PK", "pdf": b"%PDF"}[form])
    assert one == (tmp_path / "two").read_bytes()


def test_a_report_holds_after_a_later_load(run, loaded, capsys):
    run("prepare", *REPORT)
    (loaded / "organisations.csv").write_text(
        WORKBOOK["organisations"].replace("2024-02-01", "2024-03-01") + "B,Beta,ngo,C,2024-02-01\n"
    )
    assert main(["load", str(loaded)]) == 0
    capsys.readouterr()
    assert run("verify", *REPORT)[0] == 0
    run("prepare", *REPORT)
    first, second = (json.loads(run("verify", *REPORT, "--version", n, "--format", "json")[1]) for n in (1, 2))
    assert (first["holds"], second["holds"]) == (True, True)
    assert first["hash"] != second["hash"]
    assert (first["data_version"], second["data_version"]) == (1, 2)


def test_the_help_names_every_judgement(run):
    said = " ".join(run("prepare", "--help")[1].split())
    assert all(str(one) in said for one in Judgement)
