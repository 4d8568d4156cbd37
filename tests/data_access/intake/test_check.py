"""What stops a load: within a sheet and between the sheets of a delivery."""

from datetime import date

import pytest

from tests.data_access.intake import files


def problems(tmp_path, **sheets):
    return files.check(files.xlsx(tmp_path / "p.xlsx", files.programme(**sheets))).problems


def test_a_sound_programme_has_neither_problems_nor_warnings(tmp_path):
    report = files.check(files.xlsx(tmp_path / "p.xlsx", files.programme()))
    assert report.problems == ()
    assert report.warnings == ()


def test_all_problems_are_told_at_once(tmp_path):
    found = problems(
        tmp_path,
        organisations=[["organisation", "name", "sector"], ["0001", "", "guild"], ["0002", "Two", "ngo"]],
        sessions=[["session", "kind", "held_on", "hours"], ["S1", "training", "30.2.2025", "many"]],
    )
    assert files.places(found) == [
        ("organisations", 2, "name"),
        ("organisations", 2, "sector"),
        ("sessions", 2, "held_on"),
        ("sessions", 2, "hours"),
    ]


def test_a_problem_tells_file_sheet_row_column_found_and_expected(tmp_path):
    (problem,) = problems(tmp_path, sessions=[files.SESSIONS[0], ["S1", "training", "30.2.2025", 3]])
    assert problem.as_dict() == {
        "file": "p.xlsx",
        "sheet": "sessions",
        "row": 2,
        "column": "held_on",
        "found": "30.2.2025",
        "expected": "a date such as 2025-03-12, 12.3.2025 or 12/03/2025, from 2000 to 2100",
        "message": "There is no such day.",
    }


def test_an_unknown_column_is_reported_by_name_and_its_cells_are_not(tmp_path):
    sessions = [[*files.SESSIONS[0], "Trainer phone"], [*files.SESSIONS[1], "040 000"]]
    (problem,) = problems(tmp_path, sessions=sessions)
    assert problem.column == "Trainer phone"
    assert "040" not in str(problem.as_dict())


def test_whatever_is_wrong_with_row_1_the_cells_are_checked_too(tmp_path):
    found = problems(
        tmp_path,
        programme=[*files.PROGRAMME, ["telephone", "040"], ["counts", "some"]],
        cohorts=[["cohort", "starts_on", "phone"], ["A", "30.2.2024", "1"]],
        organisations=[[*files.ORGANISATIONS[0], "cohort"], ["0001", "One", "ngo", "A"], ["0002", "Two", "ngo", "Z"]],
    )
    assert files.places(found) == [
        ("programme", 6, "telephone"),
        ("cohorts", 1, "phone"),
        ("cohorts", 1, "ends_on"),
        ("programme", 7, "counts"),
        ("cohorts", 2, "starts_on"),
        ("organisations", 3, "cohort"),
    ]


def test_what_refers_to_a_sheet_without_its_key_is_not_wrong(tmp_path):
    found = problems(tmp_path, sessions=[["kind", "held_on"], ["training", date(2024, 5, 6)]])
    assert files.places(found) == [("sessions", 1, "session")]


def test_a_required_field_of_the_programme_that_is_missing_is_reported(tmp_path):
    assert files.places(problems(tmp_path, programme=files.PROGRAMME[:4])) == [("programme", 2, "ends_on")]


def test_a_column_without_a_name_is_reported_by_letter(tmp_path):
    sessions = [[*files.SESSIONS[0], None, "mode"], [*files.SESSIONS[1], "x", "online"]]
    (problem,) = problems(tmp_path, sessions=sessions)
    assert (problem.row, problem.column) == (1, "E")


def test_cells_beside_the_table_are_reported_with_their_row_and_nothing_else_is(tmp_path):
    (problem,) = problems(tmp_path, sessions=[files.SESSIONS[0], [*files.SESSIONS[1], None, "x"]])
    assert (problem.sheet, problem.row) == ("sessions", 2)


def test_a_row_of_data_in_place_of_the_header_is_not_quoted(tmp_path):
    (problem,) = problems(tmp_path, participants=files.PARTICIPANTS[1:])
    assert problem.row == 1
    assert "example.org" not in str(problem.as_dict())


def test_a_missing_or_repeated_column_is_reported(tmp_path):
    found = problems(tmp_path, sessions=[["session", "kind", "Kind"], ["S1", "training", "training"]])
    assert {(problem.row, problem.column) for problem in found} == {(1, "kind"), (1, "held_on")}


CASES = {
    "a key twice": (
        {"sessions": [*files.SESSIONS, ["S1 ", "training", date(2024, 6, 6), 1]]},
        ("sessions", 3, "session"),
    ),
    "a person twice in one organisation": (
        {"participants": [*files.PARTICIPANTS, ["P1@example.org", "0001", date(2024, 6, 1)]]},
        ("participants", 4, "participant"),
    ),
    "an unknown session": (
        {"attendance": [*files.ATTENDANCE, ["S9", "p1@example.org"]]},
        ("attendance", 4, "session"),
    ),
    "an unknown participant": (
        {"attendance": [*files.ATTENDANCE, ["S1", "p9@example.org"]]},
        ("attendance", 4, "participant"),
    ),
    "a participant is no member": (
        {"network_attendance": [["session", "member"], ["S1", "p1@example.org"]]},
        ("network_attendance", 2, "member"),
    ),
    "an unknown cohort": (
        {
            "cohorts": [["cohort", "starts_on", "ends_on"], ["A", "1.6.2024", "1.6.2025"]],
            "sessions": [["session", "kind", "held_on", "cohort"], ["S1", "training", date(2024, 5, 6), "Z"]],
        },
        ("sessions", 2, "cohort"),
    ),
    "an unknown respondent": (
        {
            "responses": [
                ["survey", "respondent", "answered_on", "question", "answer"],
                ["follow_up", "p9@example.org", date(2025, 1, 1), "uses_skills", "x"],
            ]
        },
        ("responses", 2, "respondent"),
    ),
    "an unknown indicator": (
        {"indicators": [["indicator", "target"], ["X.1", 5]]},
        ("indicators", 2, "indicator"),
    ),
    "an organisation as its own parent": (
        {
            "organisations": [
                ["organisation", "name", "sector", "parent"],
                ["0001", "One", "ngo", "0001"],
                ["0002", "Two", "ngo", ""],
            ]
        },
        ("organisations", 2, "parent"),
    ),
    "a period that ends before it begins": (
        {"periods": [["period", "starts_on", "ends_on"], ["1", date(2024, 6, 1), date(2024, 1, 1)]]},
        ("periods", 2, "ends_on"),
    ),
    "periods that overlap": (
        {
            "periods": [
                ["period", "starts_on", "ends_on"],
                ["1", "1.1.2024", "30.6.2024"],
                ["2", "30.6.2024", "31.12.2024"],
            ]
        },
        ("periods", 3, "starts_on"),
    ),
    "a period within another": (
        {
            "periods": [
                ["period", "starts_on", "ends_on"],
                ["1", "1.1.2024", "31.12.2024"],
                ["2", "1.2.2024", "1.3.2024"],
            ]
        },
        ("periods", 3, "starts_on"),
    ),
    "somebody who left before they joined": (
        {"members": [["member", "joined_on", "left_on"], ["m1@example.org", "1.6.2024", "1.5.2024"]]},
        ("members", 2, "left_on"),
    ),
    "somebody born after they registered": (
        {"members": [["member", "joined_on", "born_on"], ["m1@example.org", "1.6.2024", "1.6.2025"]]},
        ("members", 2, "joined_on"),
    ),
    "two milestones that end the accelerator": (
        {"milestones": [["milestone", "position", "completes"], ["a", 1, "x"], ["b", 2, "yes"]]},
        ("milestones", 3, "completes"),
    ),
    "a level that is not on the scale": (
        {
            "dimensions": [["dimension", "position"], ["d", 1]],
            "levels": [["level"], [1], [2]],
            "assessments": [
                ["organisation", "round", "dimension", "level", "assessed_on"],
                ["0001", "baseline", "d", 3, date(2024, 5, 6)],
            ],
        },
        ("assessments", 2, "level"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_a_problem_in_its_cell(tmp_path, case):
    sheets, place = CASES[case]
    assert files.places(problems(tmp_path, **sheets)) == [place]


def test_a_respondent_may_be_a_participant_or_a_member_or_nobody(tmp_path):
    header = ["survey", "respondent", "answered_on", "question", "answer"]
    answers = [
        [survey, who, date(2025, 1, 1), "helpful_for_integration", 4]
        for survey in ("follow_up", "network_feedback")
        for who in ("p1@example.org", " M1@EXAMPLE.ORG", None, None)
    ]
    assert not problems(tmp_path, responses=[header, *answers])


def test_organisations_in_a_circle_are_all_reported(tmp_path):
    header = ["organisation", "name", "sector", "parent"]
    rows = [["0001", "1", "ngo", "0002"], ["0002", "2", "ngo", "3"], ["3", "3", "ngo", "0001"], ["4", "4", "ngo", "3"]]
    found = problems(tmp_path, organisations=[header, *rows])
    assert [problem.row for problem in found] == [2, 3, 4]


def test_a_long_chain_of_parents_is_followed_in_no_time(tmp_path):
    rows = [[f"o{n}", "O", "ngo", f"o{n + 1}"] for n in range(20_000)] + [["o20000", "O", "ngo", ""]]
    header = ["organisation", "name", "sector", "parent"]
    assert not files.check(files.folder(tmp_path / "p", {"organisations": [header, *rows]})).problems


def test_the_programme_needs_its_fields(tmp_path):
    found = problems(
        tmp_path, programme=[["field", "value"], ["code", "T"], ["starts_on", "1.1.2024"], ["ends_on", "x"]]
    )
    assert {(problem.row, problem.column) for problem in found} == {(4, "ends_on"), (2, "name_fi")}


def test_an_unknown_field_of_the_programme_is_a_problem(tmp_path):
    found = problems(tmp_path, programme=[*files.PROGRAMME, ["contact", "somebody"]])
    assert [(problem.row, problem.column) for problem in found] == [(6, "contact")]
    assert "somebody" not in str([problem.as_dict() for problem in found])


def test_two_programmes_in_one_delivery_are_a_problem(tmp_path):
    one = files.xlsx(tmp_path / "1.xlsx", files.programme())
    other = files.xlsx(
        tmp_path / "2.xlsx", {"programme": [files.PROGRAMME[0], ["code", "OTHER"], *files.PROGRAMME[2:]]}
    )
    assert any("different programmes" in str(problem.message) for problem in files.check(one, other).problems)


def test_of_very_many_problems_some_are_told_and_all_counted(tmp_path):
    sessions = [files.SESSIONS[0], *([f"S{n}", "party", date(2024, 5, 6), 1] for n in range(12_000))]
    report = files.check(files.folder(tmp_path / "p", {"sessions": sessions}))
    assert (len(report.problems), report.further_problems) == (10_000, 2_000)


WARNINGS = {
    "a day outside the programme": (
        {"sessions": [files.SESSIONS[0], ["S1", "training", date(2023, 5, 6), 3]]},
        ("sessions", 2, "held_on"),
    ),
    "attendance at a session that was not held": (
        {
            "sessions": [["session", "kind", "held_on", "status"], ["S1", "training", date(2024, 5, 6), "peruttu"]],
            "attendance": files.ATTENDANCE[:2],
        },
        ("attendance", 2, "session"),
    ),
    "an accelerator's participant at a network session": (
        {"sessions": [files.SESSIONS[0], ["S1", "network", date(2024, 5, 6), 3]], "attendance": files.ATTENDANCE[:2]},
        ("attendance", 2, "session"),
    ),
    "mentoring without hours": (
        {"sessions": [files.SESSIONS[0], ["S1", "mentoring", date(2024, 5, 6), None]]},
        ("sessions", 2, "hours"),
    ),
    "a headcount below those registered": (
        {"sessions": [["session", "kind", "held_on", "headcount"], ["S1", "training", date(2024, 5, 6), 1]]},
        ("sessions", 2, "headcount"),
    ),
    "an age group that does not fit the date of birth": (
        {"members": [["member", "joined_on", "born_on", "age_group"], ["m", "1.5.2024", "2.5.2006", "18–60"]]},
        ("members", 2, "age_group"),
    ),
    "longer than the session": (
        {"attendance": [["session", "participant", "hours"], ["S1", "p1@example.org", 4]]},
        ("attendance", 2, "hours"),
    ),
    "published before it was documented": (
        {"practices": [["practice", "documented_on", "published_on"], ["K", "1.6.2024", "1.5.2024"]]},
        ("practices", 2, "published_on"),
    ),
    "done before the cohort started": (
        {
            "cohorts": [["cohort", "starts_on", "ends_on"], ["A", "1.6.2024", "1.6.2025"]],
            "organisations": [
                ["organisation", "name", "sector", "cohort"],
                ["0001", "1", "ngo", "A"],
                ["0002", "2", "ngo", ""],
            ],
            "milestones": [["milestone", "position"], ["m", 1]],
            "progress": [["organisation", "milestone", "done_on"], ["0001", "m", "31.5.2024"]],
        },
        ("progress", 2, "done_on"),
    ),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_odd_but_possible_is_a_warning(tmp_path, case):
    sheets, place = WARNINGS[case]
    report = files.check(files.xlsx(tmp_path / "p.xlsx", files.programme(**sheets)))
    assert not report.problems
    assert files.places(report.warnings) == [place]


def test_attendance_not_present_is_no_warning(tmp_path):
    sheets = {
        "sessions": [["session", "kind", "held_on", "status"], ["S1", "training", date(2024, 5, 6), "planned"]],
        "attendance": [["session", "participant", "present"], ["S1", "p1@example.org", "no"]],
    }
    assert not files.check(files.xlsx(tmp_path / "p.xlsx", files.programme(**sheets))).warnings
