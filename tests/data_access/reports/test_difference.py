"""Then and now: what came, went or changed adds up to the difference, and each entry says which delivery it was."""

from dataclasses import replace
from datetime import date

import pytest

from data_access import catalogue
from data_access.ledger import Reason
from data_access.queries import evidence
from data_access.reports import difference, frozen
from data_access.viewer import Forbidden, Role
from tests.data_access.reports.later import Delivered, submitted

SPRING, SUMMER, AUTUMN = date(2024, 3, 5), date(2024, 6, 10), date(2024, 10, 1)


def programme(**facts):
    """Ten people trained in spring; the third also in June."""
    made = (
        Delivered(counts="all", **facts).organisation("X").session("S1", held_on=SPRING).session("S2", held_on=SUMMER)
    )
    for at in range(10):
        made.participant(f"p{at}", organisation="X").attendance("S1", f"p{at}")
    return made.attendance("S2", "p3")


def shown(question, report, code="P.3"):
    return next(row for row in difference.difference(question, report).records() if row["code"] == code)


def entries(question, report, code="P.3"):
    return list(difference.moved(question, difference.after(report), code).records())


def row(made, sheet, **values):
    (found,) = [one for one in made.rows[sheet] if values.items() <= one.items()]
    return found


def test_nothing_delivered_since_makes_no_difference(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    question = made.question(connection)
    for one in difference.difference(question, report).records():
        assert one["then"] == one["now"]
        assert (one["came"], one["went"], one["changed"]) == (0, 0, 0)
    assert difference.causes(question, report).empty
    assert difference.terms(question, report).empty


def test_what_came_went_and_changed_is_told_with_its_delivery(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.participant("late").attendance("S1", "late")
    made.rows["attendance"].remove(row(made, "attendance", participant="p0"))
    two = made.deliver(connection, source="partner", on=date(2026, 8, 3))
    row(made, "participants", participant="p1")["project_staff"] = True
    made.session("S3", held_on=AUTUMN).participant("after").attendance("S3", "after")
    three = made.deliver(connection)
    question = made.question(connection)
    found = shown(question, report)
    assert (found["then"], found["now"], found["difference"]) == (10, 9, -1)
    assert (found["came"], found["went"], found["changed"]) == (1, 1, 1)
    assert (found["more"], found["less"], found["deliveries"]) == (1, -2, f"{two}, {three}")
    moved = entries(question, report)
    assert [(one["kind"], one["delivery"], one["effect"]) for one in moved] == [
        ("changed", three, -1), ("came", two, 1), ("went", two, -1),
    ]  # fmt: skip
    assert (moved[0]["changed"], moved[0]["left_out_then"], moved[0]["left_out"]) == ("left_out", None, Reason.STAFF)
    assert (moved[1]["source"], moved[1]["loaded_by"], moved[1]["loaded_at"].date()) == (
        "partner", "manager@example.org", date(2026, 8, 3),
    )  # fmt: skip
    assert all(one["file"] and one["line"] and one["sheet"] == "attendance" for one in moved)


def test_each_delivery_is_named_with_its_part(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    for at in range(4):
        made.participant(f"n{at}").attendance("S1", f"n{at}")
    made.rows["attendance"].remove(row(made, "attendance", participant="p0"))
    made.deliver(connection, source="partner")
    made.rows["attendance"].remove(row(made, "attendance", participant="p1"))
    made.deliver(connection)
    causes = [one for one in difference.causes(made.question(connection), report).records() if one["code"] == "P.3"]
    assert [(one["delivery"], one["source"], one["more"], one["less"], one["net"]) for one in causes] == [
        (2, "partner", 4, -1, 3),
        (3, "workbook", 0, -1, -1),
    ]


def test_a_row_delivered_anew_that_says_the_same_explains_nothing(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    for one in made.rows["attendance"]:
        one["source"] = "partner"
    made.deliver(connection)
    assert entries(made.question(connection), report) == []
    assert shown(made.question(connection), report)["changed"] == 0


def test_a_cancelled_session_says_why_its_people_count_no_more(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    row(made, "sessions", session="S1")["status"] = "cancelled"
    made.deliver(connection)
    moved = entries(made.question(connection), report)
    left_out = [one for one in moved if one["left_out"] == Reason.SESSION_CANCELLED]
    assert len(left_out) == 10
    assert {one["effect"] for one in left_out} == {-1}
    # The third was also there in June, and counts from that day now.
    (again,) = [one for one in moved if one["left_out_then"] == Reason.ALREADY_COUNTED]
    assert (again["effect"], again["counted_on"]) == (1, SUMMER)
    assert shown(made.question(connection), report)["now"] == 1


def test_who_counts_only_from_a_day_after_the_report_is_told_as_moved(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    row(made, "sessions", session="S2")["held_on"] = AUTUMN
    row(made, "sessions", session="S1")["held_on"] = AUTUMN
    made.deliver(connection)
    moved = entries(made.question(connection), report)
    assert {(one["kind"], one["changed"], one["counted_on_then"], one["counted_on"]) for one in moved} == {
        ("changed", "counted_on", SPRING, AUTUMN)
    }
    assert sum(one["effect"] for one in moved) == -10


def test_a_change_of_gender_alone_is_a_change_without_effect(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    row(made, "participants", participant="p4")["gender"] = "male"
    made.deliver(connection)
    (moved,) = entries(made.question(connection), report)
    assert (moved["kind"], moved["changed"], moved["effect"]) == ("changed", "gender", 0)
    assert (moved["gender_then"], moved["gender"]) == ("female", "male")
    financier = made.question(connection, role=Role.FINANCIER)
    assert entries(financier, report) == []
    assert shown(financier, report)["changed"] == 0


def test_a_target_amended_since_and_a_definition_that_differs_are_told(connection):
    made = programme().indicator("P.3", target=20, decision="First").rebuild(connection)
    report = submitted(made, connection, "2024H1")
    row(made, "indicators", indicator="P.3")["target"] = 30
    made.deliver(connection)
    question = made.question(connection)
    told = {
        (one["code"], one["term"]): (one["then"], one["now"]) for one in difference.terms(question, report).records()
    }
    # The plan by elapsed time follows the target.
    assert told.keys() == {("P.3", "target"), ("P.3", "planned")}
    assert told["P.3", "target"] == (20, 30)
    content = dict(report.content)
    content["definitions"] = {
        code: {**one, "unit": "heads"} if code == "P.4" else one for code, one in content["definitions"].items()
    }
    older = replace(report)
    vars(older)["content"] = content
    assert ("P.4", "unit", "heads", "hours") in [
        tuple(one.values()) for one in difference.terms(question, older).records()
    ]


def test_a_rule_of_counting_that_was_changed_is_told(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.rows["programme"][0]["counts"] = "target_group"
    made.deliver(connection)
    (told,) = difference.terms(made.question(connection), report).records()
    assert tuple(told.values()) == (None, "counts", "all", "target_group")


def test_an_indicator_without_data_then_has_no_difference(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.practice("K1", documented_on=SPRING)
    made.deliver(connection)
    found = shown(made.question(connection), report, "P.9")
    assert (found["then"], found["now"], found["difference"], found["came"]) == (None, 1, None, 1)


def test_the_report_of_another_version_is_compared_by_itself(connection):
    made = programme().rebuild(connection)
    first = submitted(made, connection, "2024H1")
    made.participant("late").attendance("S1", "late")
    made.deliver(connection)
    second = submitted(made, connection, "2024H2")
    made.participant("later").attendance("S1", "later")
    made.deliver(connection)
    question = made.question(connection)
    assert (shown(question, first)["then"], shown(question, second)["then"]) == (10, 11)
    assert shown(question, first)["came"] == 2
    assert shown(question, second)["came"] == 1
    between = difference.Span(first.data_version, first.as_of, second.data_version)
    assert len(difference.moved(question, between, "P.3")) == 1


@pytest.mark.parametrize("role", [Role.STEERING, Role.ORGANISATION])
def test_others_than_manager_and_financier_see_nothing(connection, role):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    question = made.question(connection, role=role, organisation="X" if role is Role.ORGANISATION else None)
    for asked in (difference.difference, difference.causes, difference.terms):
        with pytest.raises(Forbidden):
            asked(question, report)
    with pytest.raises(Forbidden):
        difference.moved(question, difference.after(report), "P.3")


def networked():
    """Twenty people of the network at a meeting in spring, ten others trained."""
    made = programme().session("N1", "network", held_on=SPRING)
    for at in range(20):
        made.member(f"m{at}").network_attendance("N1", f"m{at}")
    return made


def test_the_financier_gets_exact_totals_but_no_few_of_the_network(connection):
    made = networked().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    for at in range(3):
        made.member(f"n{at}").network_attendance("N1", f"n{at}")
    made.rows["network_attendance"].remove(row(made, "network_attendance", member="m0"))
    made.participant("late").attendance("S1", "late")
    made.deliver(connection)
    question = made.question(connection, role=Role.FINANCIER)
    report = frozen(question, "2024H1")
    for code, then, now in (("P.7", 20, 22), ("O.2.3", 30, 33)):
        found = shown(question, report, code)
        assert (found["then"], found["now"], found["difference"]) == (then, now, now - then)
        for name in ("came", "went", "changed", "more", "less", "few"):
            assert found[name] is None, name
    assert shown(question, report, "P.3")["came"] == 1
    assert entries(question, report, "P.7") == []
    # What the list lacked of the exact difference would be the network's.
    assert entries(question, report, "O.2.3") == []
    by = {one["code"]: one for one in difference.causes(question, report).records()}
    assert (by["P.7"]["delivery"], by["P.7"]["came"], by["P.7"]["net"]) == (2, None, None)
    manager = made.question(connection)
    assert (shown(manager, report, "P.7")["came"], shown(manager, report, "P.7")["went"]) == (3, 1)
    assert len(entries(manager, report, "P.7")) == 4


def test_how_many_of_the_network_moved_is_not_told_to_the_financier_but_by_exact_totals(connection):
    made = networked().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    for at in range(12):
        made.member(f"n{at}").network_attendance("N1", f"n{at}")
    made.deliver(connection)
    found = shown(made.question(connection, role=Role.FINANCIER), report, "P.7")
    assert (found["came"], found["difference"]) == (None, 12)


def test_a_small_part_of_one_delivery_is_not_found_by_subtracting_the_others(connection):
    made = networked().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    for delivery, people in enumerate((12, 3, 15)):
        for at in range(people):
            made.member(f"d{delivery}.{at}").network_attendance("N1", f"d{delivery}.{at}")
        made.deliver(connection)
    causes = difference.causes(made.question(connection, role=Role.FINANCIER), report).records()
    assert [one["came"] for one in causes if one["code"] == "P.7"] == [None, None, None]


def test_the_financier_sees_persons_without_gender_age_and_organisation(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.participant("late", organisation="X").attendance("S1", "late")
    made.deliver(connection)
    (moved,) = entries(made.question(connection, role=Role.FINANCIER), report)
    for name in ("gender", "gender_then", "age_group", "age_group_then", "organisation", "cohort", "session_kind"):
        assert moved[name] is None
    assert moved["kind"] == "came"


def test_the_visit_by_which_an_authority_came_to_count_is_not_told_to_the_financier(connection):
    made = Delivered().organisation("A", authority="local").session("S").participant("p", organisation="A")
    made.rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.attendance("S", "p").deliver(connection)
    for role, told in ((Role.MANAGER, True), (Role.FINANCIER, False)):
        question = made.question(connection, role=role)
        (row,) = entries(question, frozen(question, report.period), "O.2.2")
        assert (row["unit"], row["sheet"], row["effect"]) == ("A", "attendance", 1)
        assert [row[name] is not None for name in ("row_id", "file", "line")] == [told] * 3


def test_persons_of_both_registers_are_listed_to_nobody_but_part_of_the_sum(connection):
    made = networked().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.member("p0").network_attendance("N1", "p0")
    made.deliver(connection)
    question = made.question(connection)
    found = shown(question, report, "O.2.3")
    assert found["difference"] == found["more"] + found["less"] == 0
    assert [one["effect"] for one in entries(question, report, "O.2.3")] == [1]


def test_no_exact_total_tells_that_somebody_listed_is_in_both_registers(connection):
    made = networked().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.participant("m0").attendance("S1", "m0")
    made.deliver(connection)
    question = made.question(connection, role=Role.FINANCIER)
    found = shown(question, report, "O.2.3")
    assert (found["difference"], found["came"]) == (0, None)
    assert entries(question, report, "O.2.3") == []
    assert len(entries(made.question(connection), report, "O.2.3")) == 1


def test_who_is_company_for_the_few_of_the_network_is_not_told_by_what_moved(connection):
    made = programme().session("N1", "network", held_on=SPRING)
    made.member("m0").network_attendance("N1", "m0").rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.rows["attendance"].remove(row(made, "attendance", participant="p1"))
    made.deliver(connection)
    question = made.question(connection, role=Role.FINANCIER)
    assert evidence.entries(question, "O.2.3").total == 0
    found = shown(question, report, "O.2.3")
    assert (found["difference"], found["went"]) == (-1, None)
    assert entries(question, report, "O.2.3") == []
    assert [one["kind"] for one in entries(question, report, "P.3")] == ["went"]


def test_an_unknown_indicator_is_answered_as_if_it_did_not_exist(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    with pytest.raises(Forbidden):
        difference.moved(made.question(connection), difference.after(report), "X.1")


def test_all_indicators_can_be_opened(connection):
    made = networked().practice("K1", documented_on=SPRING).rebuild(connection)
    report = submitted(made, connection, "2024H1")
    made.rows["practices"].clear()
    made.rows["attendance"].clear()
    made.deliver(connection)
    question = made.question(connection)
    told = {one["code"]: one for one in difference.difference(question, report).records()}
    for code in catalogue.codes():
        assert (
            sum(one["effect"] for one in entries(question, report, code)) == (told[code]["more"] + told[code]["less"])
            or code == "O.2.3"
        )
