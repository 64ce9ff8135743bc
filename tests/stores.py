"""Stores for tests: a SQLite file, and a private PostgreSQL that is started once."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
"""Debian's; elsewhere initdb may be on the PATH."""
INITDB = str(FOUND[0]) if FOUND else shutil.which("initdb")


@contextmanager
def postgres() -> Iterator[str]:
    """A server of its own, listening on a socket only; its DSN."""
    assert INITDB is not None
    bin_, folder = Path(INITDB).parent, Path(mkdtemp(prefix="pg"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")

    def do(*command: str) -> None:
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*as_postgres, *command], check=True, capture_output=True, cwd=folder)

    data, log = str(folder / "data"), str(folder / "log")
    do(
        str(bin_ / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    )
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    do(str(bin_ / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", settings, "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        do(str(bin_ / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def emptied(dsn: str) -> str:
    """The same server with nothing in it."""
    from sqlalchemy import create_engine, text

    from copilot.store.engine import url_of

    engine = create_engine(url_of(dsn))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return dsn
