"""the audit log only grows"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite's INSERT OR REPLACE takes a row away without asking the trigger on DELETE: so an entry must also be the next.
SQLITE = [
    """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'entries of the audit log cannot be changed'); END
    """,
    """
    CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'entries of the audit log cannot be taken away'); END
    """,
    """
    CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'an entry of the audit log must be the next'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'entries of the audit log cannot be changed or taken away'; END $$
    """,
    """
    CREATE FUNCTION audit_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) THEN
            RAISE EXCEPTION 'an entry of the audit log must be the next';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
    """,
    """
    CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_goes_on()
    """,
]


def upgrade() -> None:
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(sa.DDL(statement))
