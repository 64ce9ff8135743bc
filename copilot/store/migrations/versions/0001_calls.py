"""Calls, their turns, what is searched of these, and the whole records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("began", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("cognitive", sa.Float, nullable=False),
        sa.Column("divergent", sa.Float, nullable=False),
        sa.Column("convergent", sa.Float, nullable=False),
        sa.Column("agent_share", sa.Float, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("has_words", sa.Boolean, nullable=False),
        sa.Column("figures", sa.Text, nullable=False),
    )
    op.create_index("calls_began", "calls", ["began"])
    op.create_index("calls_agent", "calls", ["agent", "began"])
    op.create_index("calls_mode", "calls", ["mode", "began"])
    op.create_index("calls_outcome", "calls", ["outcome", "began"])
    op.create_table(
        "turns",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "call_id", sa.String(64), sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("start_s", sa.Float, nullable=False),
        sa.Column("end_s", sa.Float, nullable=False),
        sa.Column("phase", sa.String(16), nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("call_id", "turn", name="turns_of_call"),
    )
    op.create_table(
        "records",
        sa.Column(
            "call_id",
            sa.String(64),
            sa.ForeignKey("calls.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("events", sa.LargeBinary, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE turn_words USING fts5(words, tokenize='unicode61 "
            "remove_diacritics 0')"
        )
        return
    op.execute(
        "CREATE TABLE turn_words (n INTEGER PRIMARY KEY REFERENCES turns (n) ON DELETE CASCADE, "
        "words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX turn_words_found ON turn_words USING gin (words)")
