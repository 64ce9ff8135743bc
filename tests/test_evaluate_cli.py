"""`copilot evaluate` from outside: tables, files, exit codes."""

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from copilot.cli import main
from copilot.evaluation.progress import progress_on
from tests.labelled import TURNS, write


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    for name, lang, mode in (("a", "en", "outbound"), ("b", "zh-Hans", "inbound")):
        texts = (
            ["您现在怎么做工资？", "我每周要花两个晚上抄考勤卡，烦死了。"] if lang != "en" else []
        )
        turns = [
            {**turn, "text": texts[i] if i < len(texts) else turn["text"]}
            for i, turn in enumerate(TURNS[:2] if texts else TURNS)
        ]
        write(folder, id=name, lang=lang, mode=mode, turns=turns)
    return folder


def without_seconds(file: Path) -> list[dict[str, Any]]:
    turns = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [{k: v for k, v in turn.items() if k != "seconds"} for turn in turns]


def test_a_folder_is_played_scored_and_shown(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", str(calls), "--llm", "none", "--json", str(tmp_path / "s.json")]
    assert main([*command, "--predictions", str(tmp_path / "1.jsonl")]) == 0
    told = capsys.readouterr()
    for word in ("phase macro-F1", "zh-Hans", "inbound", "situation", "hit@1", "over length"):
        assert word in told.out
    assert max(map(len, told.out.splitlines())) <= 100
    assert "1/2 a:" in told.err
    scores = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert scores["total"]["customer_turns"] == 3
    assert set(scores["languages"]) == {"en", "zh-Hans"}
    assert set(scores["language_modes"]) == {"en/outbound", "zh-Hans/inbound"}
    assert main([*command, "--predictions", str(tmp_path / "2.jsonl")]) == 0
    assert without_seconds(tmp_path / "1.jsonl") == without_seconds(tmp_path / "2.jsonl")


def test_a_rerun_plays_only_what_is_missing(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "p.jsonl"
    command = ["evaluate", str(calls), "--llm", "none", "--predictions", str(found)]
    assert main(command) == 0
    whole, table = found.read_bytes(), capsys.readouterr().out
    assert main(command) == 0
    told = capsys.readouterr()
    assert (found.read_bytes(), told.out) == (whole, table)
    assert "2 of 2 calls are finished" in told.err
    write(calls, id="c")
    assert main(command) == 0
    assert found.read_bytes().startswith(whole)
    assert "1/1 c:" in capsys.readouterr().err


BAD = [
    (["none"], "no-such-folder", 2),
    (["{tmp}"], "no-calls", 2),
    (["{calls}", "--llm", "none", "--predictions", "{tmp}/none/p"], "cannot-write", 2),
    (["{calls}", "--llm", "none", "--json", "{tmp}/none/s"], "cannot-write", 2),
    (["{calls}", "--prompts", "{tmp}/none/s"], "cannot-write", 2),
    (["{calls}", "--answers", "{tmp}/none"], "answers-not-readable", 2),
    (["{calls}", "--prompts", "{tmp}/p", "--llm", "openai:m"], "answers-and-model", 2),
    (["{calls}", "--calls", "{calls}"], "calls-without-audio", 2),
    (["{calls}", "--audio"], "no-recordings", 2),
    (["{calls}", "--audio", "--prompts", "{tmp}/p"], "prompts-of-recordings", 2),
    (["{calls}", "--base-url", "http://127.0.0.1:1/v1"], "base-url-without-server", 2),
    (["{calls}", "--llm", "openai:m"], "no-api-key", 2),
    (["{calls}", "--llm", "none.gguf"], "no-such-model", 2),
    (["{calls}", "--prompt-set", "{tmp}"], "prompt-file-missing", 2),
    (["{calls}"], "model-file-missing", 3),
    (
        ["{calls}", "--llm", "openai:m", "--base-url", "http://127.0.0.1:1/v1"],
        "model-server-unreachable",
        4,
    ),
]


@pytest.mark.parametrize(("typed", "reference", "code"), BAD, ids=lambda v: str(v)[-40:])
def test_bad_input_gets_what_why_and_next(
    calls: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: list[str],
    reference: str,
    code: int,
) -> None:
    monkeypatch.setenv("COPILOT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_API_KEY", "")
    words = [w.format(calls=calls, tmp=tmp_path) for w in typed]
    assert main(["evaluate", *words]) == code
    told = capsys.readouterr()
    assert f"[{reference}]" in told.err
    assert "next:" in told.err
    assert told.out == ""


def test_a_person_who_watches_sees_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal:
        """A stream that says it is one."""

        encoding = "utf-8"

        def __init__(self) -> None:
            self.text = ""

        def write(self, text: str) -> int:
            self.text += text
            return len(text)

        def flush(self) -> None:
            """Nothing waits."""

        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with progress_on(terminal, calls=2, turns={"a": 6, "b": 4}) as progress:  # type: ignore[arg-type]
        progress.call_done("a", 1.0)
    assert "Playing" in terminal.text or "a" in terminal.text


class _AnswersTheFirstCall(BaseHTTPRequestHandler):
    """A server that answers about payroll and is silent about anything in Chinese."""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "考勤卡" in json.dumps(json.loads(asked), ensure_ascii=False):
            self.server.reached.set()  # type: ignore[attr-defined]
            self.server.released.wait(30)  # type: ignore[attr-defined]
            return
        piece = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": "{}"}}]}
        body = f"data: {json.dumps(piece)}\n\ndata: [DONE]\n\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def test_ctrl_c_loses_no_finished_call(calls: Path, tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _AnswersTheFirstCall)
    server.reached, server.released = threading.Event(), threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = tmp_path / "p.jsonl"
    running = subprocess.Popen(
        [
            *(sys.executable, "-m", "copilot", "evaluate", str(calls), "--llm", "openai:m"),
            *("--base-url", f"http://127.0.0.1:{server.server_port}/v1"),
            *("--predictions", str(found)),
        ],
        env=os.environ | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.reached.wait(60)  # type: ignore[attr-defined]
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    finally:
        running.kill()
        server.released.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
    assert running.returncode == 130, err
    assert "1 of 2 calls are kept" in err
    assert "Traceback" not in err
    assert {turn["id"] for turn in without_seconds(found)} == {"a"}


@pytest.mark.real_models
def test_the_embedded_model_decides_the_same_twice(tmp_path: Path) -> None:
    write(tmp_path / "calls")
    for name in ("1", "2"):
        command = ["evaluate", str(tmp_path / "calls"), "--predictions", str(tmp_path / name)]
        assert main(command) == 0
    assert without_seconds(tmp_path / "1") == without_seconds(tmp_path / "2")
    seconds = [
        json.loads(line)["seconds"]
        for line in (tmp_path / "1").read_text(encoding="utf-8").splitlines()
        if '"customer"' in line
    ]
    assert all(s["first_words"] is None or s["first_words"] < 5 for s in seconds)


@pytest.mark.real_models
def test_a_recording_is_scored_as_it_is_heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = Path(__file__).parent.parent / "samples"
    call = json.loads((samples / "en-out-coldroom.json").read_text(encoding="utf-8"))
    for name in ("flac", "ref.json"):
        (tmp_path / f"{call['id']}.{name}").symlink_to(samples / f"en-out-coldroom.{name}")
    (tmp_path / f"{call['id']}.json").write_text(json.dumps(call), encoding="utf-8")
    scores = tmp_path / "scores"
    assert main(["evaluate", "--audio", str(tmp_path), "--llm", "none", "--json", str(scores)]) == 0
    total = json.loads(scores.read_text(encoding="utf-8"))["total"]
    assert total["unheard_turns"] == 0
    assert total["lines"] > 0
