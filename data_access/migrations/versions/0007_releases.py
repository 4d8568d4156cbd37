"""releases: what restricted readers may see, and the thresholds of each programme"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programmes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cell_threshold", sa.Integer(), server_default="5", nullable=False))
        batch_op.add_column(sa.Column("network_threshold", sa.Integer(), server_default="10", nullable=False))

    op.create_table(
        "releases",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("network", sa.Integer(), nullable=False),
        sa.Column("audited", sa.Integer(), nullable=False),
        sa.Column("narrow", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_releases_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "role", "number", name=op.f("pk_releases")),
    )
    op.create_table(
        "withheld",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("participant", sa.String(length=64), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_withheld_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "participant", name=op.f("pk_withheld")),
    )
    op.create_table(
        "release_numbers",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "role", "number"],
            ["releases.programme_id", "releases.role", "releases.number"],
            name="fk_release_numbers_release",
        ),
        sa.PrimaryKeyConstraint("programme_id", "role", "number", "name", name=op.f("pk_release_numbers")),
    )
