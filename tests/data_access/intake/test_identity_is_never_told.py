"""No identity leaves the loader: not in problems, warnings, logs, the terminal or the database."""

import logging
from datetime import date

import pytest
from sqlalchemy import select

from data_access.models import metadata
from tests.data_access.intake import files

SECRETS = ("secret-one@example.org", "Secret Two", "010170-123X", "secret-member", "Secret Stray")
ONE, TWO, THREE, MEMBER, STRAY = SECRETS
DAY = date(2024, 5, 1)

SOUND = files.programme(
    participants=[files.PARTICIPANTS[0], [ONE, "0001", DAY], [TWO, "0001", DAY], [THREE, "0002", DAY]],
    attendance=[files.ATTENDANCE[0], ["S1", ONE], ["S1", THREE]],
    members=[files.MEMBERS[0], [MEMBER, DAY], [ONE, DAY]],
    responses=[
        ["survey", "respondent", "answered_on", "question", "answer"],
        ["follow_up", TWO, DAY, "uses_skills", "x"],
        ["network_feedback", MEMBER, DAY, "helpful_for_integration", 5],
    ],
)
PARTICIPANTS, ATTENDANCE = files.PARTICIPANTS[0], files.ATTENDANCE[0]
FAULTY = {
    "twice": {"participants": [PARTICIPANTS, [ONE, "0001", DAY], [ONE, "0001", DAY]]},
    "unknown": {"attendance": [ATTENDANCE, ["S1", STRAY]]},
    "in the wrong column": {"participants": [PARTICIPANTS, ["0001", ONE, DAY], ["0001", THREE, DAY]]},
    "as a date": {"participants": [PARTICIPANTS, [ONE, "0001", ONE]]},
    "as a header": {"participants": [[ONE, "0001", DAY]]},
    "as a header beside others": {"participants": [[*PARTICIPANTS, ONE], [TWO, "0001", DAY, TWO]]},
    "in an unknown column": {"participants": [[*PARTICIPANTS, "name"], [ONE, "0001", DAY, STRAY]]},
    "beside the table": {"participants": [PARTICIPANTS, [ONE, "0001", DAY, STRAY]]},
    "in an unknown sheet": {"contacts": [["name"], [STRAY]]},
    "with a formula": {"participants": [PARTICIPANTS, [f"={STRAY}", "0001", DAY]]},
    "too long": {"participants": [PARTICIPANTS, [STRAY * 100, "0001", DAY]]},
    "on two lines": {"participants": [PARTICIPANTS, [f"{STRAY}\n{ONE}", "0001", DAY]]},
    "as a field of the programme": {"programme": [*files.PROGRAMME, [ONE, STRAY]]},
    "as a respondent": {"responses": [SOUND["responses"][0], ["follow_up", STRAY, DAY, "uses_skills", "x"]]},
    "removed": {"participants": [PARTICIPANTS, [ONE, "0001", DAY]], "responses": SOUND["responses"][:1]},
}


def told(outcome):
    return repr(outcome) + str(outcome.as_dict())


@pytest.fixture
def everything(caplog, capfd):
    """All that was logged or printed, asked for at the end."""
    caplog.set_level(logging.DEBUG)

    def collected():
        printed = capfd.readouterr()
        return caplog.text + printed.out + printed.err

    return collected


def contents(engine):
    with engine.connect() as connection:
        return "".join(repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables)


def holds_none(text):
    return not [secret for secret in SECRETS if secret.casefold() in text.casefold()]


def test_a_sound_load(engine, tmp_path, everything):
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", SOUND))
    assert not outcome.problems
    assert outcome.delivery == 1
    assert holds_none(contents(engine))
    assert holds_none(told(outcome) + everything())


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_database_file_holds_none(engine, tmp_path):
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", SOUND))
    engine.dispose()
    for path in tmp_path.glob("migrated.sqlite*"):
        content = path.read_bytes().decode("latin-1")
        assert holds_none(content)
        assert files.KEY.decode() not in content


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_load(engine, tmp_path, everything, case):
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", SOUND))
    outcome = files.load(engine, files.xlsx(tmp_path / "q.xlsx", {**SOUND, **FAULTY[case]}))
    assert outcome.problems or outcome.warnings
    assert holds_none(told(outcome) + everything() + contents(engine))


def test_the_same_person_has_another_pseudonym_in_the_network(engine, tmp_path):
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", SOUND))
    with engine.connect() as connection:
        named = {
            name: {value for (value,) in connection.execute(select(metadata.tables[f"sheet_{name}"].c[column]))}
            for name, column in (("participants", "participant"), ("members", "member"), ("responses", "respondent"))
        }
    assert not named["participants"] & named["members"]
    # An answer to the network's feedback stands under the network's pseudonym, the others under the accelerator's
    assert len(named["responses"] & named["participants"]) == 1
    assert len(named["responses"] & named["members"]) == 1
