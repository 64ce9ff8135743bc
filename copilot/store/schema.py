"""The tables of the call store, as they are at the newest migration."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NEWEST = "0001"
"""The migration that this program needs; migrations are named by number, so they sort."""

metadata = MetaData()

calls = Table(
    "calls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("began", String(32), nullable=False),  # ISO 8601, UTC: sorts by time
    Column("mode", String(16), nullable=False),
    Column("lang", String(16), nullable=False),
    Column("agent", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("cognitive", Float, nullable=False),  # shares, 0 to 1
    Column("divergent", Float, nullable=False),
    Column("convergent", Float, nullable=False),
    Column("agent_share", Float, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("has_words", Boolean, nullable=False),  # false: only the figures are kept
    Column("figures", Text, nullable=False),  # the whole CallSummary, as JSON
    Index("calls_began", "began"),
    Index("calls_agent", "agent", "began"),
    Index("calls_mode", "mode", "began"),
    Index("calls_outcome", "outcome", "began"),
)

turns = Table(
    "turns",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("call_id", String(64), ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("speaker", String(16), nullable=False),
    Column("start_s", Float, nullable=False),
    Column("end_s", Float, nullable=False),
    Column("phase", String(16), nullable=True),  # the customer's; None for the agent
    Column("text", Text, nullable=False),
    UniqueConstraint("call_id", "turn", name="turns_of_call"),
)
# What is searched is in `turn_words`: by `n`, an FTS5 table in SQLite, a tsvector in PostgreSQL.
# Only the migration and copilot/store/search.py know its form.

records = Table(
    "records",
    metadata,
    Column("call_id", String(64), ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("head", Text, nullable=False),  # one line of copilot/store/wire.py
    Column("events", LargeBinary, nullable=False),  # one line each, compressed with zlib
    Column("closed", Boolean, nullable=False),
)
