"""What the call store survives, and what it says."""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from copilot.config import RetentionConfig
from copilot.errors import CopilotError, InputError, StoreError
from copilot.events import Speaker, TurnHeard
from copilot.store import engine, migrate
from copilot.store.calls import CallStore, configured_store
from copilot.store.engine import place_of, url_of, writing
from copilot.store.migrate import copies_of, version_of
from copilot.store.record import CallRecord
from copilot.store.removal import Due, due, forget, purge
from copilot.store.schema import NEWEST, metadata
from copilot.store.summary import summary
from copilot.store.wire import event_to_line, head_to_line
from tests.records import SAMPLES, sample_record


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("COPILOT_STORE", raising=False)
    monkeypatch.delenv("COPILOT_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    return tmp_path / "data"


def saying(words: str, id_: str, began: str = "2026-11-20T09:00:00Z") -> CallRecord:
    """A call with the words in a turn, in what was learned and nowhere else."""
    record = sample_record(SAMPLES[2])
    heard = next(p for p in record.events if isinstance(p.event, TurnHeard))
    turn = TurnHeard(1, Speaker.CUSTOMER, 1.0, 2.0, words)
    head = replace(record.head, id=id_, began=began, card=None)
    return CallRecord(head, (replace(heard, event=turn),))


def raw_bytes(folder: Path) -> bytes:
    return b"".join(f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file())


def test_files_and_folder_are_for_their_owner_only(folder: Path) -> None:
    with configured_store() as store:
        store.put(saying("x", "a"))
        modes = {stat.S_IMODE(f.stat().st_mode) for f in folder.iterdir()}
        assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_deleted_call_leaves_no_word_in_any_file(folder: Path) -> None:
    with configured_store() as store:
        for n in range(30):
            store.put(saying(f"keepthisword number{n}", f"20261120-{n:06}-aaaaaa"))
        gone = saying("xylophonesecret 價值連城", "20261121-000000-bbbbbb")
        store.put(gone)
        for n in range(30, 60):
            store.put(saying(f"keepthisword number{n}", f"20261120-{n:06}-aaaaaa"))
        journals, outbox = folder / "journals", folder / "outbox"
        for place in (journals, outbox):
            place.mkdir()
        lines = [head_to_line(gone.head), *(event_to_line(p) for p in gone.events)]
        (journals / f"{gone.head.id}.jsonl").write_text("\n".join(lines))
        (outbox / f"{gone.head.id}.json").write_text("{}")
        (folder / "calls.db.before-0009").write_bytes(b"xylophonesecret")
        assert b"xylophonesecret" in raw_bytes(folder)
        forget(store, [gone.head.id])
        # While the store is still open: the log is emptied too.
        left = raw_bytes(folder)
        for trace in (b"xylophonesecret", "價值連城".encode(), b"20261121-000000", b"bbbbbb"):
            assert trace not in left, trace
        assert b"keepthisword" in left
        assert len(store.search("keepthisword", limit=99)) == 60
    assert b"xylophonesecret" not in raw_bytes(folder)


def test_purged_words_leave_the_figures_and_no_trace(folder: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    ages = {
        "fresh": "2026-11-22T09:00:00Z",
        "month": "2026-10-20T09:00:00Z",
        "older": "2026-04-01T09:00:00Z",
    }
    with configured_store() as store:
        for name, began in ages.items():
            store.put(saying(f"{name}secretword", name, began))
        what = due(store, RetentionConfig(), now)
        assert what == Due(words=("month",), calls=("older",))
        purge(store, what)
        assert due(store, RetentionConfig(), now) == Due((), ())
        left = raw_bytes(folder)
        assert b"monthsecretword" not in left
        assert b"oldersecretword" not in left
        assert b"freshsecretword" in left
        assert store.summary("month") == summary(saying("monthsecretword", "month", ages["month"]))
        with pytest.raises(InputError, match="no call"):
            store.summary("older")


def test_days_of_none_take_everything(folder: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with configured_store() as store:
        store.put(saying("x", "a"))
        none = RetentionConfig(transcript_days=0, report_days=0)
        assert due(store, none, now) == Due((), ("a",))


def test_a_store_that_somebody_writes_is_waited_for_and_then_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    with configured_store() as store:
        store.put(saying("x", "a"))
        with closing(sqlite3.connect(folder / "calls.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert store.count() == 1  # reading waits for nobody
            with pytest.raises(StoreError) as caught:
                store.put(saying("y", "b"))
            assert caught.value.reference == "store-busy"
            other.execute("ROLLBACK")
        store.put(saying("y", "b"))
        assert store.count() == 2


def test_a_call_is_said_to_be_still_in_the_log_while_somebody_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    with configured_store() as store:
        store.put(saying("x", "a"))
        with closing(sqlite3.connect(folder / "calls.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM calls").fetchone()
            with pytest.raises(StoreError) as caught:
                store.delete(["a"])
            assert caught.value.reference == "not-overwritten"
            other.execute("COMMIT")
        store.delete(["a"])  # again, when they have gone
        assert b"20261120" not in raw_bytes(folder)


def _left_beside(folder: Path, id_: str) -> list[Path]:
    """Everything that a call may leave beside the store."""
    files = [
        folder / "journals" / f"{id_}.jsonl",
        folder / "outbox" / f"{id_}.json",
        folder / "reports" / f"{id_}.html",
    ]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("what was said", encoding="utf-8")
    return files


@pytest.mark.parametrize("what", [Due((), ("words", "whole")), Due(("words",), ("whole",))])
def test_the_files_of_calls_go_even_while_somebody_reads_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: Due
) -> None:
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    with configured_store() as store:
        for name in ("words", "whole"):
            store.put(saying("x", name))
        files = _left_beside(folder, "words") + _left_beside(folder, "whole")
        with closing(sqlite3.connect(folder / "calls.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM calls").fetchone()
            with pytest.raises(StoreError) as caught:
                purge(store, what)
            other.execute("COMMIT")
        assert caught.value.reference == "not-overwritten"
        assert not any(file.exists() for file in files)
        assert store.count() == len(what.words)
        assert not store.has_words("words")


def test_a_purge_with_nothing_due_overwrites_what_another_could_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    with configured_store() as store:
        store.put(saying("xylophonesecret", "a"))
        with closing(sqlite3.connect(folder / "calls.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM calls").fetchone()
            with pytest.raises(StoreError):
                forget(store, ["a"])
            other.execute("COMMIT")
            assert b"xylophonesecret" in raw_bytes(folder)
            purge(store, Due((), ()))
            assert b"xylophonesecret" not in raw_bytes(folder)


def test_one_file_that_cannot_be_removed_keeps_no_other(folder: Path) -> None:
    with configured_store() as store:
        store.put(saying("x", "a"))
        journal, *others = _left_beside(folder, "a")
        journal.unlink()
        journal.mkdir()
        with pytest.raises(StoreError) as caught:
            forget(store, ["a"])
        assert caught.value.reference == "not-removed"
        assert str(journal) in caught.value.what
        assert not any(file.exists() for file in others)
        assert store.count() == 0


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"\0" * 5000])
def test_a_file_that_is_no_store_is_told_and_left(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "calls.db").write_bytes(content)
    with pytest.raises(StoreError) as caught, configured_store():
        pass
    assert caught.value.reference == "store-damaged"
    assert (folder / "calls.db").read_bytes() == content


def test_a_damaged_store_is_told(folder: Path) -> None:
    with configured_store() as store:
        for name in SAMPLES:
            store.put(sample_record(name))
    file = folder / "calls.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(StoreError) as caught, configured_store() as store:
        store.search("the")
    assert caught.value.reference == "store-damaged"
    assert "calls.db" in caught.value.what


def test_a_record_that_is_damaged_is_told_and_the_others_are_read(folder: Path) -> None:
    with configured_store() as store:
        store.put(saying("x", "a"))
        store.put(saying("y", "b"))
        with writing(store.engine) as connection:
            connection.execute(
                text("UPDATE records SET events = :e WHERE call_id = 'a'"), {"e": b"no zlib"}
            )
        with pytest.raises(StoreError) as caught:
            store.record("a")
        assert caught.value.reference == "record-not-readable"
        assert store.record("b") == saying("y", "b")


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_a_read_only_store_is_told(folder: Path) -> None:
    with configured_store() as store:
        store.put(saying("x", "a"))
        with writing(store.engine) as connection:  # as SQLite itself tells it, even to root
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.exec_driver_sql("BEGIN")
            with pytest.raises(Exception, match="readonly") as caught:
                connection.exec_driver_sql("DELETE FROM calls")
        from copilot.store.faults import as_store_error

        told = as_store_error(caught.value, store.place)  # type: ignore[arg-type]
        assert told.reference == "store-read-only"


def test_a_place_that_is_no_folder_is_told(folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(StoreError) as caught, configured_store():
        pass
    assert caught.value.reference == "store-not-reached"
    assert str(folder) in caught.value.what


@pytest.mark.parametrize(
    ("dsn", "reference"),
    [
        ("mysql://ana@host/calls", "dsn-not-valid"),
        ("calls", "dsn-not-valid"),
        ("sqlite://", "dsn-not-valid"),
        ("postgresql://ana:hush@localhost:notaport/calls", "dsn-not-valid"),
        ("postgresql://ana:hush@127.0.0.1:9/calls", "store-not-reached"),
        ("postgresql://ana:hush@/calls?host=/nowhere/at/all", "store-not-reached"),
    ],
)
def test_a_wrong_dsn_is_told_without_its_password(dsn: str, reference: str) -> None:
    with pytest.raises(CopilotError) as caught:
        CallStore.open(dsn)
    assert caught.value.reference == reference
    assert "hush" not in str(caught.value)


def test_a_missing_driver_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    with pytest.raises(StoreError) as caught:
        CallStore.open("postgresql://ana@host/calls")
    assert caught.value.reference == "store-driver-missing"
    assert "call-copilot[postgres]" in caught.value.hint


def test_a_store_is_named_without_password_or_options() -> None:
    url = url_of("postgres://ana:hush@db.test/calls?password=hush&sslmode=require")
    assert place_of(url) == "postgresql://ana:***@db.test/calls"


def test_the_newest_migration_makes_the_tables_that_the_program_uses(folder: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(Path(migrate.__file__).parent / "migrations")).get_heads() == [
        NEWEST
    ]
    with configured_store() as store, store.engine.connect() as connection:
        different = compare_metadata(MigrationContext.configure(connection), metadata)
        own = [d for d in different if "turn_words" not in str(d)]
        assert own == []


def test_an_older_store_is_copied_before_it_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with configured_store() as store:
        store.put(saying("oldword", "a"))
        with writing(store.engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    changed: list[str] = []

    def upgrade(connection: object) -> None:
        changed.append("upgraded")
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEWEST}'"))  # type: ignore[attr-defined]

    monkeypatch.setattr(migrate, "_upgrade", upgrade)
    with configured_store() as store:
        assert store.record("a") == saying("oldword", "a")
    assert changed == ["upgraded"]
    (copy,) = copies_of(folder / "calls.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
        assert old.execute("SELECT text FROM turns").fetchone() == ("oldword",)


def test_a_migration_that_fails_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with configured_store() as store:
        store.put(saying("x", "a"))
        with writing(store.engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    def upgrade(connection: object) -> None:
        connection.execute(text("DROP TABLE turns"))  # type: ignore[attr-defined]
        connection.execute(text("SELECT * FROM no_such_table"))  # type: ignore[attr-defined]

    monkeypatch.setattr(migrate, "_upgrade", upgrade)
    with pytest.raises(StoreError), configured_store():
        pass
    with closing(sqlite3.connect(folder / "calls.db")) as left:
        assert left.execute("SELECT text FROM turns").fetchone() == ("x",)


def test_a_store_at_its_version_is_opened_without_the_migration_library(folder: Path) -> None:
    import subprocess
    import sys

    with configured_store():
        pass
    code = (
        "import sys\nfrom copilot.store.calls import configured_store\n"
        "with configured_store() as s: s.count()\n"
        "print([m for m in ('alembic', 'psycopg', 'opencc') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_versions_of_a_new_store_are_told_as_none(tmp_path: Path) -> None:
    new = engine.engine_of(url_of(f"sqlite:///{tmp_path / 'x.db'}"))
    with new.begin() as connection:
        assert version_of(connection) == ""
    new.dispose()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize("writable", [False, True])
def test_a_file_of_somebody_else_is_told_as_read_only(
    monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    """As a person without rights: the file alone, or its folder too."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        monkeypatch.setenv("XDG_CONFIG_HOME", made)
        monkeypatch.delenv("COPILOT_CONFIG", raising=False)
        monkeypatch.setenv("COPILOT_DATA_DIR", made)
        with configured_store() as store:
            store.put(saying("x", "a"))
        (folder / "calls.db").chmod(0o644)
        folder.chmod(0o777 if writable else 0o755)
        os.seteuid(65534)
        try:
            with pytest.raises(StoreError) as caught, configured_store():
                pass
        finally:
            os.seteuid(0)
        assert caught.value.reference == "store-read-only"
        assert str(folder / "calls.db") in caught.value.what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_folder_that_is_not_ours_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory() as made:
        monkeypatch.setenv("COPILOT_DATA_DIR", f"{made}/data")
        monkeypatch.setenv("XDG_CONFIG_HOME", made)
        monkeypatch.delenv("COPILOT_CONFIG", raising=False)
        Path(made).chmod(0o755)
        os.seteuid(65534)
        try:
            with pytest.raises(StoreError) as caught, configured_store():
                pass
        finally:
            os.seteuid(0)
        assert caught.value.reference == "store-not-reached"
