"""``dashboard forget`` and ``retention``: what they do, say, and never say."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.cli import main, removal
from tests.dashboard.installed import SECRET, environment

WHO = "p1@example.org"
WORKBOOK = {
    "programme": "field,value\ncode,P\nname_en,A programme\nstarts_on,2024-01-01\nends_on,2025-06-30\ncounts,all\n",
    "periods": "period,starts_on,ends_on\n2024H1,2024-01-01,2024-06-30\n",
    "organisations": "organisation,name,sector\nA,Alpha,municipality\n",
    "sessions": "session,kind,held_on,hours\nS,training,2024-03-01,2\nN,network,2024-03-02,2\n",
    "participants": f"participant,organisation,registered_on\n{WHO},A,2024-02-01\np2,A,2024-02-01\n",
    "attendance": f"session,participant\nS,{WHO}\nS,p2\n",
    "members": f"member,joined_on\n{WHO},2024-02-01\n",
    "network_attendance": f"session,member\nN,{WHO}\n",
}


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command with that standard input: its exit code, and what it wrote to standard output and error."""

    def ran(*words, said=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
        return code, *capsys.readouterr()

    return ran


def two_programmes(url):
    """An installation with the programmes P and Q and a prepared report."""
    with environment(url), TemporaryDirectory() as folder:
        for code in ("P", "Q"):
            assert main(["load", str(written(Path(folder) / code, code))]) == 0
        assert main(["report", "prepare", "P", "2024H1"]) == 0


def written(folder, code):
    folder.mkdir()
    for name, text in WORKBOOK.items():
        (folder / f"{name}.csv").write_text(text.replace("code,P", f"code,{code}"))
    return folder


@pytest.fixture
def fill():
    return two_programmes


@pytest.fixture(autouse=True)
def folder(migrated_url, tmp_path, capsys):
    """That installation; the folder of P."""
    capsys.readouterr()
    with environment(migrated_url):
        yield written(tmp_path / "P", "P")


def test_a_person_is_erased_from_one_programme_or_all_and_is_named_nowhere(run, folder):
    code, out, err = run("forget", "--programme", "P", said=f" {WHO.upper()}\n")
    assert (code, err) == (0, "")
    assert out == "P: participants 1, attendance 1, members 1, network_attendance 1\n"
    code, out, err = run("forget", "--format", "json", said=f"{WHO}\n\n")
    assert (code, json.loads(out)["P"], json.loads(out)["Q"]["participants"]) == (0, {}, 1)
    code, out, err = run("forget", said=WHO)
    assert (code, out, err) == (1, "P: nobody was found\nQ: nobody was found\n", "")
    _, log, _ = run("audit", "list", "--action", "erasure")
    assert len(log.splitlines()) == 2
    assert WHO not in log.lower()
    _, loaded, _ = run("load", folder)
    assert "left out, as their persons were erased: 4 rows" in loaded
    assert "Nothing has changed in P" in loaded


def test_nobody_is_named_on_the_command_line(run):
    code, _, err = run("forget", WHO)
    assert code == 2
    code, out, err = run("forget", said="  \n")
    assert (code, out) == (1, "")
    assert "standard input" in err
    code, _, err = run("forget", "--programme", "X", said=WHO)
    assert (code, err) == (1, "There is no programme 'X'; there are: P, Q.\n")


def test_another_key_is_refused(run, monkeypatch):
    monkeypatch.setenv("PSEUDONYM_KEY", SECRET)
    code, out, err = run("forget", said=WHO)
    assert (code, out) == (1, "")
    assert "PSEUDONYM_KEY is not the key of P" in err


def test_a_report_says_what_was_erased_and_what_can_be_checked_no_more(run):
    run("forget", said=WHO)
    code, out, _ = run("report", "verify", "P", "2024H1")
    assert code == 0
    assert "Persons were erased from the entries at their request" in out
    assert "it cannot be computed anew" in out


def test_retention_says_what_is_held_and_from_when_it_may_go(run):
    code, out, _ = run("retention", "P")
    assert code == 0
    assert "is not known, so the programme's end is taken: 2025-06-30" in out
    assert "They may be removed from 2031-01-01 on:" in out
    assert "  attendance: 2 rows" in out
    assert "2 participants, 1 member of the network, with 0 answers, from 1 delivery." in out
    code, out, _ = run("retention", "P", "--last-payment", "2026-03-01", "--format", "json")
    told = json.loads(out)
    assert (code, told["known"], told["due_on"], told["rows"]["members"]) == (0, True, "2032-01-01", 1)


def test_the_years_are_set(run, monkeypatch):
    monkeypatch.setenv("RETENTION_YEARS", "10")
    assert "from 2036-01-01 on" in run("retention", "P")[1]


def test_nothing_is_removed_early_and_everything_once(run, monkeypatch, folder):
    code, _, err = run("retention", "P", "--apply", "--last-payment", "2990-01-01")
    assert (code, err) == (1, "The records of P must be kept until 2996-01-01 has come; nothing was changed.\n")
    # What could not be done leaves nothing behind, not even the day
    assert "is not known" in run("retention", "P")[1]
    monkeypatch.setattr(removal, "today", lambda: date(2031, 1, 1))
    code, out, _ = run("retention", "P", "--apply")
    assert code == 0
    assert "The records of persons were removed:" in out
    code, out, _ = run("retention", "P", "--apply")
    assert (code, out) == (0, "The records of persons of P were removed on 2031-01-01. Nothing was changed.\n")
    assert len(run("audit", "list", "--action", "retention")[1].splitlines()) == 1
    code, out, _ = run("report", "verify", "P", "2024H1", "--format", "json")
    told = json.loads(out)
    assert (code, told["holds"], told["sealed"]["action"], told["sealed"]["held"]) == (0, True, "retention", True)
    assert run("load", folder)[0] == 1
    listed = json.loads(run("indicators", "P", "--format", "json")[1])["indicators"]
    figures = {row["code"]: row["value"] for row in listed}
    assert (figures["P.3"], figures["P.7"], figures["P.9"]) == (2, 1, None)
    assert run("panel", "P", "report-figures", "--where", "key=2024H1")[0] == 0
    code, _, err = run("panel", "P", "network-reached")
    assert code == 1
    assert "removed" in err
    assert run("report", "export", "P", "2024H1", "--format", "xlsx", "-o", folder / "report.xlsx")[0] == 0
    assert run("report", "export", "P", "2024H1", "--format", "pdf", "-o", folder / "report.pdf")[0] == 0
