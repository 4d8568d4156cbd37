"""Whether a row is there says nothing of a number that is hidden in it."""

from datetime import date

from data_access.queries import evidence, indicators
from data_access.queries.indicators import By
from data_access.viewer import Role
from tests.data_access.builders import Programme
from tests.data_access.releases.people import LATER, people


def divided(made, connection, day):
    frame = indicators.contribution(made.question(connection, role=Role.STEERING, as_of=day), "P.3", By.COHORT)
    return {row["part"]: row["value"] for row in frame.records()}


def in_cohorts(*counts: int) -> Programme:
    """So many persons at a training of each cohort on the first day, and six more at one of cohort C later."""
    made = Programme()
    for cohort, count in zip("AB", counts, strict=True):
        made.cohort(cohort).session(cohort, "training", date(2024, 3, 1), cohort=cohort)
        for at in range(count):
            made.participant(f"{cohort}{at}").attendance(cohort, f"{cohort}{at}")
    made.cohort("C").session("C", "training", LATER, cohort="C")
    for at in range(6):
        made.participant(f"C{at}").attendance("C", f"C{at}")
    return made


def test_a_part_with_nobody_is_listed_where_its_number_is_hidden(connection):
    made = in_cohorts(3, 0).rebuild(connection)
    question = made.question(connection, role=Role.STEERING, as_of=date(2024, 6, 30))
    hidden = {part or None for part in question.release.parts_hidden("P.3", By.COHORT, date(2024, 6, 30))}
    assert "A" in hidden
    shown = divided(made, connection, date(2024, 6, 30))
    assert {part for part, number in shown.items() if number is None} == hidden


def test_parts_with_nobody_that_are_no_secret_are_left_away(connection):
    made = in_cohorts(30, 20).rebuild(connection)
    assert divided(made, connection, date(2024, 6, 30)) == {"A": 30, "B": 20}


def lacking(count):
    made = people({"female": 50, "male": 60})
    for row in made.rows["participants"][:count]:
        row["gender"] = None
    return made


def found(made, connection, role):
    frame = indicators.checks(made.question(connection, role=role))
    return {row["check"]: row["found"] for row in frame.records() if row["code"] == "P.3"}


def test_a_check_that_counts_few_people_is_not_listed(connection):
    made = lacking(3).rebuild(connection)
    assert found(made, connection, Role.MANAGER)["gender_unknown"] == 3
    assert "gender_unknown" not in found(made, connection, Role.STEERING)
    assert "gender_unknown" not in found(made, connection, Role.FINANCIER)


def test_a_check_that_counts_many_is(connection):
    made = lacking(20).rebuild(connection)
    assert found(made, connection, Role.STEERING)["gender_unknown"] == 20


def test_a_step_of_the_derivation_that_counts_few_is_not_there(connection):
    for count, listed in ((3, False), (20, True)):
        made = lacking(count)
        made.code = f"L{count}"
        made.rows["programme"][0]["code"] = made.code
        made.rebuild(connection)
        frame = evidence.derivation(made.question(connection, role=Role.FINANCIER), "P.3")
        steps = [row["step"] for row in frame.records()]
        assert ("without_gender" in steps) == listed
        assert [row["place"] for row in frame.records()] == list(range(1, len(steps) + 1))
