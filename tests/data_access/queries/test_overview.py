from datetime import date

from sqlalchemy import event

from data_access.queries import overview
from data_access.viewer import Role
from tests.data_access.builders import Programme

AS_OF = date(2024, 12, 31)


def test_sessions_add_up_over_months_without_any(connection):
    programme = Programme()
    for day in (date(2024, 2, 1), date(2024, 2, 29), date(2024, 5, 5)):
        programme.session(f"S{day}", kind="training", held_on=day)
    programme.session("M", kind="mentoring", held_on=date(2024, 3, 1))
    programme.session("C", kind="mentoring", held_on=date(2024, 3, 1), status="cancelled")
    programme.session("L", kind="mentoring", held_on=date(2025, 3, 1))
    programme.rebuild(connection)
    rows = list(overview.sessions(programme.question(connection, as_of=date(2024, 6, 15))).records())
    assert [(row["ends_on"], row["training"], row["mentoring"]) for row in rows] == [
        (date(2024, 2, 29), 2, 0),
        (date(2024, 3, 31), 2, 1),
        (date(2024, 4, 30), 2, 1),
        (date(2024, 5, 31), 3, 1),
        (date(2024, 6, 15), 3, 1),
    ]


def test_changes_compare_with_the_end_of_the_period_before(connection):
    programme = Programme().cohort("A", starts_on=date(2024, 1, 1))
    for code, joined in (("a", date(2024, 2, 1)), ("b", date(2024, 8, 1))):
        programme.organisation(code, cohort="A", joined_on=joined)
    programme.rebuild(connection)
    rows = {row["code"]: row for row in overview.changes(programme.question(connection, as_of=AS_OF)).records()}
    assert (rows["P.1"]["previous"], rows["P.1"]["value"], rows["P.1"]["change"]) == (1, 2, 1)
    assert rows["P.1"]["previous_on"] == date(2024, 6, 30)


def test_the_number_of_queries_does_not_grow_with_the_programme(connection):
    asked = []
    event.listen(connection.engine, "before_cursor_execute", lambda *_: asked.append(1))
    counts = []
    for size in (3, 30):
        programme = Programme(f"SIZE{size}").cohort("A")
        for at in range(size):
            programme.organisation(f"more-{at}", cohort="A").session(f"S-{at}", held_on=date(2024, 5, 1))
        programme.rebuild(connection)
        question = programme.question(connection, as_of=AS_OF)
        asked.clear()
        for query in (overview.changes, overview.sessions, overview.events, overview.participation):
            query(question)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_change_does_not_give_back_the_hidden_value_before_it(connection):
    programme = Programme(counts="all").session("S1", held_on=date(2024, 5, 1)).session("S2", held_on=date(2024, 9, 1))
    for at in range(40):
        programme.participant(f"p{at}").attendance("S1" if at < 3 else "S2", f"p{at}")
    programme.rebuild(connection)
    known = {}
    for role in (Role.MANAGER, Role.STEERING):
        frame = overview.changes(programme.question(connection, role=role, as_of=AS_OF))
        (row,) = [row for row in frame.records() if row["code"] == "P.3"]
        known[role] = [row[name] for name in ("previous", "value", "change")]
    assert known == {Role.MANAGER: [3, 40, 37], Role.STEERING: [None, 40, None]}
