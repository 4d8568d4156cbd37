"""retention, erasures, and nothing that joins the registers"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_erasures_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "mark", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("programmes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_payment_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("removed_on", sa.Date(), nullable=True))
    # What intake no longer keeps (data_access.intake.sparing) goes from the rows that stand, too.
    op.execute(
        "UPDATE sheet_sessions SET organisation = NULL, cohort = NULL WHERE kind = 'network'"
        " AND programme_id IN (SELECT programme_id FROM sheet_members)"
    )
    _births_to_age_groups()


def _births_to_age_groups() -> None:
    names = ("programme_id", "id", "born_on", "joined_on", "age_group")
    types = {"born_on": sa.Date, "joined_on": sa.Date, "age_group": sa.String}
    members = sa.table("sheet_members", *(sa.column(name, types.get(name, sa.BigInteger)) for name in names))
    connection = op.get_bind()
    found = connection.execute(sa.select(members).where(members.c.born_on.is_not(None))).all()
    changes = [{"of": row.programme_id, "number": row.id, "group": _group(row)} for row in found]
    mine = (members.c.programme_id == sa.bindparam("of")) & (members.c.id == sa.bindparam("number"))
    if changes:
        connection.execute(
            sa.update(members).where(mine).values(born_on=sa.null(), age_group=sa.bindparam("group")), changes
        )


def _group(row: Any) -> str:
    born: date = row.born_on
    on: date = row.joined_on
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return "under_18" if years < 18 else "18_60" if years <= 60 else "over_60"
