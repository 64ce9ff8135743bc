"""The panel in a real terminal: its bytes, its colours, its noise, and how it leaves."""

import contextlib
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from copilot.language import Language
from copilot.method.modes import Mode

if sys.platform == "win32":
    pytest.skip("pseudo terminals are not for Windows", allow_module_level=True)

import fcntl
import pty
import struct
import termios

from copilot.errors import InputError
from copilot.panel.terminal.panel import TerminalPanel, check_terminal

ROOT = Path(__file__).parent.parent
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
WITHIN_S = 30.0


@dataclass
class Terminal:
    """A pseudo terminal with the panel in it."""

    state: Path
    lang: str = "en"
    size: tuple[int, int] = (80, 24)
    settings: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    program: str = "tests.panel_process"
    out: bytes = b""

    def __enter__(self) -> "Terminal":
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size[::-1], 0, 0))
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLORTERM")}
        env = kept | {"TERM": "xterm-256color", "XDG_STATE_HOME": str(self.state), **self.settings}
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.program, self.lang, *self.arguments],
            cwd=ROOT,
            env=env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.fd = ours
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.fd)

    def read_until(self, *wanted: bytes) -> bytes:
        """Read until all of `wanted` came; what the terminal has got so far."""
        until = time.monotonic() + WITHIN_S
        while not all(w in self.out for w in wanted) and time.monotonic() < until:
            ready, _, _ = select.select([self.fd], [], [], 0.2)
            if ready:
                try:
                    piece = os.read(self.fd, 65536)
                except OSError:  # the other end is closed
                    break
                if not piece:
                    break
                self.out += piece
        missing = [w for w in wanted if w not in self.out]
        assert not missing, (missing, self.out[-2000:])
        return self.out

    def read_for(self, seconds: float) -> None:
        """Take what comes within that time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if select.select([self.fd], [], [], 0.1)[0]:
                self.out += os.read(self.fd, 65536)

    def read_to_end(self) -> None:
        with contextlib.suppress(OSError):  # the other end is closed
            while piece := os.read(self.fd, 65536):
                self.out += piece

    def press(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def finished(self) -> bytes:
        """The rest, and the process has left by itself."""
        self.read_until(b"pressed")
        self.read_to_end()
        assert self.process.wait(WITHIN_S) == 0
        return self.out

    def log(self) -> str:
        (log,) = self.state.rglob("terminal.log")
        return log.read_text(encoding="utf-8")


def sgr(out: bytes) -> set[str]:
    """Every colour and style that was set."""
    return {m.decode() for m in re.findall(rb"\x1b\[([0-9;]*)m", out)}


def test_the_panel_comes_hears_keys_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.read_until(ENTERED, b"they speak")
        terminal.press(b"u")
        terminal.read_for(1.0)  # it is noted on the screen, in as few cells as changed
        terminal.press(b"\x03")
        out = terminal.finished()
    assert out.count(ENTERED) == out.count(LEFT) == 1
    assert b"\x1b[?25h" in out[out.index(LEFT) :]
    assert b"LineJudged StopAsked" in out[out.index(LEFT) :]


def test_22_what_c_libraries_print_goes_to_the_log_and_not_to_the_screen(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.read_until(b"they speak")
        terminal.press(b"qq")
        out = terminal.finished()
        assert b"ALSA" not in out
        assert terminal.log().count("ALSA lib") > 10


def test_16_colours_are_enough(tmp_path: Path) -> None:
    with Terminal(tmp_path, settings={"COLORTERM": "truecolor"}) as terminal:
        terminal.read_until(b"they speak")
        terminal.press(b"\x03")
        codes = {c for style in sgr(terminal.finished()) for c in style.split(";")}
    assert codes & {"32", "33"}
    assert not codes & {"38", "48"}


def test_no_color_means_none(tmp_path: Path) -> None:
    with Terminal(tmp_path, settings={"NO_COLOR": "1"}) as terminal:
        terminal.read_until(b"they speak")
        terminal.press(b"\x03")
        codes = {c for style in sgr(terminal.finished()) for c in style.split(";") if c}
    assert {int(c) for c in codes} <= {0, 1, 2, 3, 7, 22, 23, 27, 39, 49}


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_17_a_terminal_that_only_knows_ascii_gets_ascii(tmp_path: Path, lang: str) -> None:
    with Terminal(tmp_path, lang, settings={"PYTHONIOENCODING": "ascii"}) as terminal:
        terminal.read_until(b"they speak")
        terminal.press(b"\x03")
        out = terminal.finished()
    assert out.isascii()


def test_two_interrupts_end_at_once_and_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    with Terminal(tmp_path, arguments=("drag",)) as terminal:
        terminal.read_until(b"they speak")
        terminal.press(b"\x03")
        terminal.read_until(b"Ending")
        terminal.press(b"\x03")
        out = terminal.finished()
    assert b"aborted" in out[out.index(LEFT) :]


def test_one_screen_lasts_for_a_sitting_and_says_how_each_call_begins(tmp_path: Path) -> None:
    sitting = {"program": "tests.sitting_process", "arguments": ("key",)}
    with Terminal(tmp_path, **sitting) as terminal:  # type: ignore[arg-type]
        terminal.read_until(ENTERED, b"Enter begins the call.", b"of 61")  # the target asked for
        before = b""
        for _ in range(2):
            before, terminal.out = before + terminal.out, b""
            terminal.press(b"\r")
            terminal.read_until(b"not useful")  # the keys of a call
            terminal.press(b"qq")
            terminal.read_until(b"Enter begins the next call.", b"Call ended")
        terminal.press(b"q")
        out = before + terminal.finished()
    assert out.count(ENTERED) + out.count(LEFT) == 2
    assert b"pressed 2 calls" in out[out.index(LEFT) :]


def test_an_interrupt_ends_the_call_and_the_sitting(tmp_path: Path) -> None:
    sitting = {"program": "tests.sitting_process", "arguments": ("voice",)}
    with Terminal(tmp_path, **sitting) as terminal:  # type: ignore[arg-type]
        terminal.read_until(b"when you both speak", b"words 1")
        terminal.press(b"\x03")
        out = terminal.finished()
    assert b"pressed 1 calls" in out[out.index(LEFT) :]


def test_what_is_no_terminal_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="needs a terminal"):
        check_terminal()


async def test_the_panel_itself_refuses_too() -> None:
    async def nothing(event: object) -> None: ...

    async def no_events():  # type: ignore[no-untyped-def]
        return
        yield

    panel = TerminalPanel(Language.EN, Mode.OUTBOUND, None, nothing)
    with pytest.raises(InputError, match="needs a terminal"):
        await panel.follow(no_events())


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("size", [(40, 15), (80, 24), (124, 34)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_a_terminal_shows_the_golden_screen_han_characters_in_their_cells(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    golden = (ROOT / "tests/golden/panel" / f"{size[0]}x{size[1]}-zh-Hant.txt").read_text("utf-8")
    wanted = golden.split("== speaks\n")[1].splitlines()
    tmux = ["tmux", "-S", str(tmp_path / "tmux"), "-f", os.devnull]
    command = f"{sys.executable} -m tests.panel_process zh-Hant"
    where = ["-x", str(size[0]), "-y", str(size[1]), "-c", str(ROOT)]
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    subprocess.run([*tmux, "-u", "new-session", "-d", *where, command], check=True, env=env)
    try:
        until, shown = time.monotonic() + WITHIN_S, [""]
        while time.monotonic() < until:
            screen = subprocess.run(
                [*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True
            )
            shown = [row.rstrip() for row in screen.stdout.splitlines()]
            if any("如果是兩張" in row for row in shown):
                break
            time.sleep(0.2)
        assert _without_clock(shown) == _without_clock(wanted)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def _without_clock(rows: list[str]) -> list[str]:
    """Call time goes on while a test looks at the screen."""
    return [re.sub(r"^ \d:\d\d ·", " 0:00 ·", row) for row in rows]
