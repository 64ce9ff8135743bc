"""Whole calls with the real recogniser, the real language model and real recordings.

They need the model files: run `copilot models pull` first. Leave them out with
`pytest -m "not real_models"`.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.coach.embedded import EmbeddedModel, Embedding
from copilot.coach.model import Message, Question, Task
from copilot.events import Speaker
from copilot.language import Language
from copilot.models.resolve import resolve_asr, resolve_llm
from copilot.pending import Pending
from copilot.speech.detect import SileroDetector
from copilot.speech.lane import Lane, LaneSettings
from copilot.speech.recognize import RecognitionDesk, Utterance
from copilot.speech.whisper import WhisperRecognizer
from tests.benchmarks.measure import Reference, measured

pytestmark = pytest.mark.real_models
SAMPLES = Path(__file__).parent.parent / "samples"


def replay(sample: str, *options: str) -> list[dict[str, Any]]:
    reference = Reference.load(SAMPLES / f"{sample}.ref.json")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "copilot", "replay", str(SAMPLES / f"{sample}.flac")),
            *("--mode", reference.mode, "--lang", reference.lang, "--panel", "jsonl"),
            *("--card", str(SAMPLES / f"{sample}.card.yaml"), "--speed", "max", *options),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def whole_call() -> list[dict[str, Any]]:
    return replay("zhs-in-english")


def of(events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == name]


def test_every_turn_of_a_sample_is_heard(whole_call: list[dict[str, Any]]) -> None:
    figures = measured(Reference.load(SAMPLES / "zhs-in-english.ref.json"), whole_call)
    assert figures["turns_not_heard"] == []
    assert max(figures["error_rate"].values()) < 0.25
    assert figures["backlog_at_end"] == 0


def test_every_customer_turn_is_read_and_gets_a_line(whole_call: list[dict[str, Any]]) -> None:
    customers = [t["turn"] for t in of(whole_call, "turn_heard") if t["speaker"] == "customer"]
    assert [read["turn"] for read in of(whole_call, "phase_read")] == customers
    assert {line["turn"] for line in of(whole_call, "line_finished")} == set(customers)


def test_the_embedded_model_writes_and_the_rules_read(whole_call: list[dict[str, Any]]) -> None:
    assert {read["by"] for read in of(whole_call, "phase_read")} == {"rules"}
    own = [line for line in of(whole_call, "line_finished") if not line["instant"]]
    assert len(own) >= 3
    assert of(whole_call, "trouble") == []


def test_lines_are_in_the_promised_script_and_short(whole_call: list[dict[str, Any]]) -> None:
    for line in of(whole_call, "line_finished"):
        text = line["line"]
        assert not set(text) & set("們這個說嗎麼為時開對學"), text
        assert sum(c.isalnum() for c in text) <= 60, text


def test_partials_come_while_someone_speaks(whole_call: list[dict[str, Any]]) -> None:
    assert len(of(whole_call, "partial_heard")) > 20


def test_two_replays_hear_and_decide_the_same() -> None:
    def decided(events: list[dict[str, Any]]) -> list[Any]:
        names = ("turn_heard", "agent_read", "phase_read", "line_finished")
        return [{**e, "wall_s": 0} for e in events if e["event"] in names]

    first, second = (decided(replay("en-out-coldroom", "--llm", "none")) for _ in range(2))
    assert first == second


def noise(seconds: float) -> Samples:
    rng = np.random.default_rng(1)
    return (0.05 * rng.standard_normal(int(seconds * SAMPLE_RATE))).astype(np.float32)


def tones(seconds: float, *, on_s: float, off_s: float, hz: tuple[float, ...]) -> Samples:
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = sum(np.sin(2 * np.pi * h * t) for h in hz) / len(hz)
    return (0.3 * wave * (t % (on_s + off_s) < on_s)).astype(np.float32)


def hold_music(seconds: float) -> Samples:
    """Chords that change, with overtones and a fading envelope, as a hold queue plays them."""
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    beat = t % 0.5
    roots = np.array([262.0, 220.0, 175.0, 196.0])[(t // 2).astype(int) % 4]
    phase = 2 * np.pi * np.cumsum(roots) / SAMPLE_RATE
    chord = sum(np.sin(phase * ratio) / n for n, ratio in enumerate((1, 1.25, 1.5, 2, 3), 1))
    return (0.2 * chord * np.exp(-3 * beat)).astype(np.float32)


@pytest.mark.parametrize("lang", [Language.ZH_HANT, Language.EN])
@pytest.mark.parametrize(
    "audio",
    [
        pytest.param(np.zeros(60 * SAMPLE_RATE, np.float32), id="silence"),
        pytest.param(noise(60), id="noise"),
        pytest.param(hold_music(60), id="hold music"),
        pytest.param(tones(60, on_s=1, off_s=2, hz=(440.0, 480.0)), id="ring-back"),
        pytest.param(tones(60, on_s=0.1, off_s=0.1, hz=(770.0, 1336.0)), id="touch tones"),
    ],
)
async def test_a_minute_without_speech_yields_no_turn(audio: Samples, lang: Language) -> None:
    recognizer = WhisperRecognizer(resolve_asr("whisper-base"), lang, ("Nightjar",), threads=2)
    heard: list[str] = []

    async def note(utterance: Utterance, text: str) -> None:
        heard.extend([text] if text else [])

    async def fail(utterance: Utterance, error: Exception) -> None:
        raise error

    async def began(speaker: Speaker, start: float) -> None:
        """Noise may sound like the beginning of speech; only words count."""

    desk = RecognitionDesk(recognizer, Pending(), heard=note, heard_partial=note, failed=fail)
    lane = Lane(Speaker.CUSTOMER, SileroDetector(), desk, began, LaneSettings())
    for start in range(0, len(audio) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        chunk = audio[start : start + CHUNK_SAMPLES]
        await lane.accept(AudioChunk(Speaker.CUSTOMER, start / CHUNK_SAMPLES * CHUNK_S, chunk))
    await lane.finish()
    desk.close()
    await desk.run()
    assert heard == []


HELLO: Message = {"role": "user", "content": "Say hello in one short sentence."}
ASK = Question(Task.LINE, [HELLO], max_tokens=12)


@pytest.fixture
def embedding(tmp_path: Path) -> Embedding:
    return Embedding(resolve_llm("qwen2.5-coder-1.5b"), tmp_path / "prefixes", threads=2)


async def test_a_crash_of_the_model_costs_one_answer(embedding: Embedding) -> None:
    model = EmbeddedModel(embedding)
    await model.start()
    try:
        assert model.process_id is not None
        os.kill(model.process_id, 9)
        await model.gone()
        assert "".join([piece async for piece in model.stream(ASK)])
    finally:
        await model.close()


async def test_what_was_read_is_known_after_a_restart(embedding: Embedding) -> None:
    known = []
    for _ in range(2):
        model = EmbeddedModel(embedding)
        await model.start()
        try:
            known.append(await model.warm_prefix([{"role": "system", "content": "Be kind. " * 40}]))
        finally:
            await model.close()
    assert known == [False, True]


async def test_nobody_without_the_key_is_answered(embedding: Embedding) -> None:
    from copilot.coach.server import Server, ServerModel
    from copilot.errors import EngineError

    model = EmbeddedModel(embedding)
    await model.start()
    try:
        stranger = ServerModel(Server("m", f"{model.address}/v1", "guess", 5.0))
        with pytest.raises(EngineError, match="key"):
            [piece async for piece in stranger.stream(ASK)]
        await stranger.close()
        assert model.address.startswith("http://127.0.0.1:")
    finally:
        await model.close()


async def test_the_embedded_server_is_any_openai_compatible_server(embedding: Embedding) -> None:
    from copilot.coach.server import Server, ServerModel

    model = EmbeddedModel(embedding)
    await model.start()
    try:
        server = ServerModel(Server("m", f"{model.address}/v1", model.key, 30.0))
        asked: list[Message] = [{"role": "user", "content": "Say only the word: tomato"}]
        pieces = [piece async for piece in server.stream(Question(Task.LINE, asked, 8))]
        await server.close()
        assert "tomato" in "".join(pieces).lower()
    finally:
        await model.close()


def stopped_after(first_s: float, *, twice: bool) -> "tuple[int, list[str], str]":
    """A replay in real time that gets Ctrl-C once it runs; exit code, stdout lines, stderr."""
    sample = SAMPLES / "en-out-coldroom"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "copilot", "replay", f"{sample}.flac", "--mode", "outbound"),
            *("--lang", "en", "--llm", "none", "--panel", "jsonl"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(first_s)
    process.send_signal(signal.SIGINT)
    if twice:
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return process.returncode, [first, *out.splitlines()], err


def test_ctrl_c_ends_a_call_in_order_and_loses_nothing() -> None:
    code, lines, err = stopped_after(6.0, twice=False)
    end = json.loads(lines[-1])
    assert (code, end["event"], end["reason"]) == (0, "call_ended", "stopped")
    assert end["turns"] >= 1
    assert "Traceback" not in err


def test_ctrl_c_twice_ends_it_at_once() -> None:
    code, _, err = stopped_after(3.0, twice=True)
    assert code in (0, 130)  # 0 where the call had ended before the second
    assert "Traceback" not in err


def test_a_reader_that_goes_away_ends_the_call_without_a_word() -> None:
    sample = SAMPLES / "en-out-coldroom"
    command = (
        f"{sys.executable} -m copilot replay {sample}.flac --mode outbound --lang en "
        "--llm none --panel jsonl --speed max | head -n 3"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 3
    assert "Traceback" not in done.stderr


def test_a_gguf_that_is_damaged_inside_is_refused_when_it_loads(tmp_path: Path) -> None:
    whole = resolve_llm("qwen2.5-coder-1.5b")
    broken = tmp_path / "broken.gguf"
    with whole.open("rb") as source:
        broken.write_bytes(source.read(2_000_000))
    sample = SAMPLES / "en-out-coldroom"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "copilot", "replay", f"{sample}.flac", "--mode", "outbound"),
            *("--lang", "en", "--llm", str(broken)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (3, 4)
    assert str(broken) in done.stderr
    assert "Traceback" not in done.stderr
