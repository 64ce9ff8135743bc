"""Nothing of a call leaves this machine: a whole call works without a network and seeks nobody."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_route import COUNTED, UNSHARE

SAMPLES = Path(__file__).parent.parent / "samples"
# Settings that make libraries report elsewhere, where nobody sees to it.
REPORTING = {
    "LANGSMITH_TRACING": "true",
    "LANGSMITH_TRACING_V2": "true",
    "LANGCHAIN_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "lsv2_nobody",
    "LANGCHAIN_API_KEY": "lsv2_nobody",
    "LANGSMITH_ENDPOINT": "http://192.0.2.1:9",
    "LANGCHAIN_ENDPOINT": "http://192.0.2.1:9",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:9",
    "SENTRY_DSN": "http://nobody@192.0.2.1:9/1",
}


def _can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not _can_unshare(), reason="no network namespace can be made here (Linux, unshare)"
)


def alone(
    *command: str, environment: dict[str, str] | None = None
) -> "tuple[subprocess.CompletedProcess[str], dict[str, int]]":
    """Run without a route; what came of it, and what the kernel counted."""
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.no_route", *command],
        cwd=SAMPLES.parent,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done, json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize(
    ("attempt", "counted"),
    [
        ("socket.create_connection(('192.0.2.1', 80), 1)", "IpOutNoRoutes"),
        ("socket.create_connection(('2001:db8::1', 80), 1)", "Ip6OutNoRoutes"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'?', ('192.0.2.1', 53))",
         "IpOutNoRoutes"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'?', ('127.0.0.53', 53))",
         "UdpOutDatagrams"),
    ],
)  # fmt: skip
def test_any_attempt_to_leave_is_counted(attempt: str, counted: str) -> None:
    code = f"import contextlib, socket\nwith contextlib.suppress(OSError):\n    {attempt}"
    _, counts = alone(sys.executable, "-c", code)
    assert counts[counted] > 0


def test_a_model_server_is_asked_without_a_word_to_a_tracing_service() -> None:
    code = (
        "import asyncio\n"
        "from copilot.coach.model import Question, Task\n"
        "from copilot.coach.server import Server, ServerModel\n"
        "from tests.model_server import model_server\n"
        "async def ask(url):\n"
        "    model = ServerModel(Server('m', url, 'key', on_this_machine=True))\n"
        "    question = Question(Task.LINE, [{'role': 'user', 'content': 'hello'}], 9)\n"
        "    print(''.join([p async for p in model.stream(question)]))\n"
        "    await model.close()\n"
        "with model_server() as server:\n"
        "    asyncio.run(ask(server.base_url))\n"
    )
    done, counts = alone(sys.executable, "-c", code, environment=REPORTING)
    assert done.stdout.strip() == "What does that cost you?", done.stderr
    assert counts == dict.fromkeys(COUNTED, 0)


@pytest.mark.real_models
def test_a_whole_call_works_without_a_network_and_seeks_nobody(tmp_path: Path) -> None:
    trace = tmp_path / "connects"
    traced = (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=connect,sendto,sendmsg,sendmmsg",
        "-o",
        str(trace),
    )
    done, counts = alone(
        *(traced if shutil.which("strace") else ()),
        *(sys.executable, "-m", "copilot", "replay", str(SAMPLES / "en-out-coldroom.flac")),
        *("--mode", "outbound", "--lang", "en", "--speed", "max", "--panel", "jsonl"),
        *("--card", str(SAMPLES / "en-out-coldroom.card.yaml")),
        environment=REPORTING | {"COPILOT_DATA_DIR": str(tmp_path / "data")},
    )
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(e["event"] == "turn_heard" for e in events) > 10
    assert any(e["event"] == "line_finished" and not e["instant"] for e in events)
    assert counts == dict.fromkeys(COUNTED, 0)
    if trace.exists():
        elsewhere = [
            line
            for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()
            if "AF_INET" in line and '"127.' not in line and '"::1"' not in line
        ]
        assert elsewhere == []
