"""``dashboard export``, as cron runs it."""

import pytest

from dashboard import app as app_module
from dashboard.cli import main
from data_access import audit, database
from data_access.audit import Action
from tests.dashboard.exports.handout.opened import archive, sheets, slides
from tests.dashboard.installed import environment, page_modules

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def run(furnished_url, monkeypatch, capsys):
    """Runs the command: its exit code, what it wrote to standard output and to standard error."""
    monkeypatch.setattr(app_module, "_pages", page_modules)

    def ran(*words):
        code = main(["export", *map(str, words)])
        return code, *capsys.readouterr()

    with environment(furnished_url):
        yield ran


@pytest.fixture
def log(furnished_url):
    def entries():
        source = database.engine(furnished_url)
        with source.connect() as connection:
            found = [(one.subject, one.detail) for one in audit.entries(connection) if one.action == Action.FILE]
        source.dispose()
        return found

    return entries


def test_a_page_is_written_as_the_role_may_see_it(run, tmp_path):
    file = tmp_path / "page.xlsx"
    code, out, _ = run("TEST", "overview", "--format", "xlsx", "--as", "steering", "--language", "sv", "-o", file)
    assert code == 0
    assert "for steering" in out
    _, *pages = sheets(file.read_bytes()).values()
    assert [row[1] for [_, *rows] in pages for row in rows] == ["dold av integritetsskäl", 12]


def test_a_thing_is_opened_by_its_own_name_and_a_period_is_chosen(run, tmp_path, log):
    file = tmp_path / "page.zip"
    chosen = ("--where", "organisation=B", "--as-of", "2024-05-31")
    assert run("TEST", "organisation", "--format", "csv", *chosen, "-o", file)[0] == 0
    assert "2024-05-31" not in archive(file.read_bytes())["organisation-rows.csv"].splitlines()[0]
    assert [subject for subject, _ in log()] == ["/organisations/B"]
    assert log()[0][1]["file"] == "organisation.csv"


@pytest.mark.parametrize("form", ["pptx", "pdf", "xlsx", "csv"])
def test_every_form_is_written(run, tmp_path, form):
    file = tmp_path / "page"
    assert run("TEST", "organisations", "--format", form, "-o", file)[0] == 0
    assert file.read_bytes()[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")
    if form == "pptx":
        assert [slide.finding for slide in slides(file.read_bytes())] == ["Seen by manager, None"]


REFUSED = [
    (["TEST", "nothing"], "There is no page or deck 'nothing'. Pages: overview, "),
    (["NONE", "overview"], "There is no programme 'NONE'"),
    (["TEST", "overview", "--as", "financier"], "There is no page overview for financier."),
    (["TEST", "organisation"], "Say of which: --where key=CODE."),
    (["TEST", "organisation", "--as", "organisation:A", "--where", "key=B"], "There is no page organisation of B"),
    (["TEST", "overview", "--period", "none"], "There is no period 'none'; there are: "),
    (["TEST", "overview", "--where", "colour=red"], "There is nothing to choose by colour"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_cannot_be_done_is_told_and_leaves_no_file(run, tmp_path, log, words, said):
    file = tmp_path / "page.pptx"
    code, _, err = run(*words, "--format", "pptx", "-o", file)
    assert code == 1
    assert said in err
    assert not list(tmp_path.glob("*.pptx"))
    assert not list(tmp_path.glob(".*"))
    assert not log()
