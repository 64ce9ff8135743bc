"""How a call sounds is kept only where that is asked for, less what nobody may hear again."""

import argparse
import json
import os
import stat
import subprocess
import sys
import wave
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np
import pytest

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.cli import main, replay
from copilot.cli.options import call_options
from copilot.config import RetentionConfig
from copilot.errors import InputError
from copilot.events import KeyEvent, Paused, Published, Speaker, Trouble, TurnHeard, Withheld
from copilot.fitting import Plan
from copilot.language import Language
from copilot.notices import load_notice
from copilot.panel.troubles import trouble_told
from copilot.privacy.sound import Sound
from copilot.store import audio_held, audio_keeper
from copilot.store.audio_file import AudioFile
from copilot.store.audio_held import HeldSound
from copilot.store.audio_keeper import KeptAudio
from copilot.store.audio_places import audio_dir, audio_files, audio_path, remove_audio
from copilot.store.audio_trouble import trouble_of
from copilot.store.calls import configured_store
from copilot.store.journal import Journal
from copilot.store.keeping import Keeping
from copilot.store.places import journals_dir
from copilot.store.record import CallHead
from copilot.store.recover import recover
from copilot.store.removal import due
from tests.audio_calls import BRIEFING, HARMLESS, a_sounding_call, decoded, sounding
from tests.calls import agent, customer
from tests.records import SAMPLES, sample_record
from tests.test_journal import put_in_the_way, small_disk, until

__all__ = ["small_disk"]
A, C = Speaker.AGENT, Speaker.CUSTOMER
WITH_AUDIO = Keeping("none", "Ana", audio=True)
HOTEL = sample_record(SAMPLES[0])
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    for variable in ("COPILOT_STORE", "COPILOT_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / "data"


def near(found: list[tuple[float, float]], turns: list[TurnHeard], within_s: float = 0.05) -> bool:
    """Whether what can be heard is these turns, to the given seconds."""
    told = [(t.start, t.end) for t in turns]
    return len(found) == len(told) and all(
        abs(a - c) <= within_s and abs(b - d) <= within_s
        for (a, b), (c, d) in zip(found, told, strict=True)
    )


def a_file(call: str, *, seconds: float = 1.0) -> Path:
    """Some sound kept for this call."""
    file = AudioFile(audio_path(call))
    file.write(np.full((2, round(seconds * SAMPLE_RATE)), 9_000, np.int16))
    file.close()
    return audio_path(call)


async def test_the_two_sides_are_kept_at_their_seconds_of_the_call() -> None:
    id_, call = await a_sounding_call(WITH_AUDIO, *HARMLESS)
    kept, turns = decoded(audio_path(id_)), call.events(TurnHeard)
    assert len(turns) == 4
    assert near(sounding(kept[0]), [t for t in turns if t.speaker is A])
    assert near(sounding(kept[1]), [t for t in turns if t.speaker is C])
    with av.open(str(audio_path(id_))) as file:
        assert file.format.name == "ogg"
        assert (file.streams.audio[0].codec_context.name, file.streams.audio[0].channels) == (
            "opus",
            2,
        )


async def test_nothing_is_kept_unless_it_is_asked_for() -> None:
    await a_sounding_call(Keeping("none", "Ana"), *HARMLESS)
    assert not audio_dir().exists()


async def test_nothing_is_kept_where_the_customer_refused() -> None:
    refused = Keeping("none", "Ana", "refused", audio=True)
    assert refused.sound(refused.journal(BRIEFING)) is None
    await a_sounding_call(refused, *HARMLESS)
    assert not audio_dir().exists()


@pytest.mark.skipif(os.name != "posix", reason="has other permissions")
async def test_only_its_owner_may_hear_it() -> None:
    id_, _ = await a_sounding_call(WITH_AUDIO, *HARMLESS[:2])
    assert stat.S_IMODE(audio_path(id_).stat().st_mode) == 0o600
    assert stat.S_IMODE(audio_dir().stat().st_mode) == 0o700


async def test_a_number_is_silent_and_what_the_other_one_says_is_kept() -> None:
    id_, call = await a_sounding_call(
        WITH_AUDIO,
        agent("Who puts the hours together?"),
        customer("My number is 0912 345 678."),
        agent("Thanks for that."),
        customer("And we are all tired of paper."),
    )
    kept, turns = decoded(audio_path(id_)), call.events(TurnHeard)
    assert "[phone" in turns[1].text
    assert near(sounding(kept[0]), [turns[0], turns[2]])
    assert near(sounding(kept[1]), [turns[3]])


async def test_a_card_is_silent_from_its_first_digits_until_the_talk_goes_on() -> None:
    id_, call = await a_sounding_call(
        WITH_AUDIO,
        agent("Shall I book it then?"),
        customer("Sure. It is four five three two"),  # nobody knows yet what these are
        agent("Go on."),
        customer("one one one oh eight eight eight eight four four nine one"),
        agent("Thank you."),
        agent("I have booked the engineer, and you will get a text the day before he comes round."),
        customer("Great, and does he bring the tablet with him?"),
    )
    kept, turns = decoded(audio_path(id_)), call.events(TurnHeard)
    on, off = call.events(Withheld)
    assert (on.on, off.on) == (True, False)
    assert turns[1].text.endswith("two")
    silent = slice(round((turns[1].start - 0.2) * SAMPLE_RATE), round(turns[2].start * SAMPLE_RATE))
    assert np.abs(kept[1, silent]).max() < 1e-3
    assert near(sounding(kept[0]), [t for t in turns if t.speaker is A])
    assert near(sounding(kept[1]), [turns[-1]])


async def test_what_is_said_while_paused_is_silent() -> None:
    paused_at: list[float] = []

    def pressing(published: Published) -> KeyEvent | None:
        if isinstance(published.event, TurnHeard) and published.event.turn == 1:
            paused_at.append(published.at)
            return Paused(True)
        return None

    id_, call = await a_sounding_call(WITH_AUDIO, *HARMLESS, pressing=pressing)
    kept, (only,) = decoded(audio_path(id_)), call.events(TurnHeard)
    assert near(sounding(kept[0]), [only])
    assert sounding(kept[1]) == []
    assert kept.shape[1] / SAMPLE_RATE > paused_at[0] + 5.0  # it is silence, and not left out


def hum(speaker: Speaker, start: float, *, raw: bool = False) -> AudioChunk:
    at_s = start + np.arange(CHUNK_SAMPLES) / SAMPLE_RATE
    samples = (0.3 * np.sin(2 * np.pi * 440 * at_s)).astype(np.float32)
    return AudioChunk(speaker, start, samples, samples if raw else None)


def heard(keeper: KeptAudio, first: int, last: int, *, leaks: bool = False) -> None:
    """Both sides hum from one chunk to another."""
    for number in range(first, last):
        for speaker in Speaker:
            keeper.hear(hum(speaker, number * 0.032, raw=leaks and speaker is A), paused=False)


async def test_what_the_microphone_heard_of_a_silent_customer_is_silent_too() -> None:
    keeper = KeptAudio(lambda: "leaking")
    keeper.began(C, 0.5)
    keeper.began(A, 0.6)
    heard(keeper, 0, 100, leaks=True)
    keeper.judged(A, 0.6, 2.6, Sound.KEPT)
    keeper.judged(C, 0.5, 1.5, Sound.SILENT)
    await keeper.over()
    ((start, end),) = sounding(decoded(audio_path("leaking"))[0])
    assert start == pytest.approx(1.7, abs=0.05)
    assert end == pytest.approx(2.8, abs=0.05)


async def test_what_is_not_judged_when_a_call_ends_is_not_kept() -> None:
    keeper = KeptAudio(lambda: "stopped")
    keeper.began(A, 0.5)
    keeper.judged(A, 0.5, 1.0, Sound.KEPT)
    keeper.began(C, 1.5)
    heard(keeper, 0, 100)
    await keeper.over()
    kept = decoded(audio_path("stopped"))
    assert kept.shape[1] / SAMPLE_RATE == pytest.approx(3.2, abs=0.01)
    assert len(sounding(kept[0])) == 1
    assert sounding(kept[1]) == []


async def test_memory_is_bounded_and_what_waits_too_long_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert HeldSound()._ring.nbytes < 8e6
    monkeypatch.setattr(audio_held, "_SIZE", 20 * SAMPLE_RATE)
    keeper = KeptAudio(lambda: "waiting")
    keeper.began(C, 0.5)  # never judged
    for number in range(round(50 / 0.032)):
        keeper.hear(hum(A, number * 0.032), paused=False)
        keeper.hear(hum(C, number * 0.032), paused=False)
        if number % 50 == 0:
            until(lambda: keeper._waiting.qsize() < 100)
    keeper.judged(C, 0.5, 3.0, Sound.KEPT)  # too late
    keeper.began(A, 40)
    keeper.judged(A, 40, 42, Sound.KEPT)
    await keeper.over()
    kept = decoded(audio_path("waiting"))
    assert kept.shape[1] / SAMPLE_RATE == pytest.approx(50, abs=0.1)
    assert sounding(kept[1]) == []
    ((start, end),) = sounding(kept[0])
    assert (start, end) == (
        pytest.approx(39.8, abs=0.05),
        pytest.approx(42.2, abs=0.05),
    )


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_a_killed_program_leaves_sound_that_plays_up_to_its_last_seconds(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.audio_calls", "4"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == -9, done.stderr
    killed_at = float(done.stdout.split()[-1])
    ((id_, file),) = audio_files().items()
    kept = decoded(file)
    assert killed_at - kept.shape[1] / SAMPLE_RATE < 2.5
    assert [len(sounding(side)) for side in kept] == [2, 1]
    with configured_store() as store:
        (recovered,) = recover(journals_dir(), store)
        assert recovered.id == id_
        assert [t.event.start for t in store.record(id_).events if isinstance(t.event, TurnHeard)]
    assert file.exists()


async def test_a_full_disk_costs_the_sound_and_not_the_call(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_keeper, "audio_path", lambda call: small_disk / f"{call}.opus")
    (small_disk / "ballast").write_bytes(b"x" * 500 * 1024)
    talk = [said for _ in range(6) for said in HARMLESS]
    id_, call = await a_sounding_call(WITH_AUDIO, *talk)
    (told,) = call.events(Trouble)
    assert (told.part, told.problem) == ("store", "audio-disk-full")
    assert len(call.events(TurnHeard)) == 24
    assert decoded(small_disk / f"{id_}.opus").shape[1] / SAMPLE_RATE > 1.0


async def test_a_folder_that_cannot_be_written_costs_the_sound_and_not_the_call() -> None:
    put_in_the_way(audio_dir())
    id_, call = await a_sounding_call(WITH_AUDIO, *HARMLESS)
    assert [t.problem for t in call.events(Trouble)] == ["audio-not-written"]
    with configured_store() as store:
        assert len(store.record(id_).events) > 20


async def test_a_disk_that_does_not_answer_holds_no_call_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from threading import Event

    answers = Event()
    monkeypatch.setattr(AudioFile, "write", lambda self, block: answers.wait(30))
    monkeypatch.setattr(audio_keeper, "CLOSE_WITHIN_S", 0.1)
    _, call = await a_sounding_call(WITH_AUDIO, *HARMLESS)
    answers.set()
    assert len(call.events(TurnHeard)) == 4
    assert "[audio-not-written]" in capsys.readouterr().err


@pytest.mark.parametrize("lang", list(Language))
def test_a_trouble_of_the_sound_is_told_in_the_language_of_the_call(lang: Language) -> None:
    told = {trouble_told(trouble_of(OSError(code, "No"), "x"), lang) for code in (13, 28)}
    assert len(told) == 2
    assert all("(x)" not in text for text in told)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["calls", *arguments, "--json"]) == 0
    loaded = json.loads(capsys.readouterr().out)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture
def kept() -> Path:
    """A call in the store, with sound."""
    with configured_store() as store:
        store.put(HOTEL)
        store.put(sample_record(SAMPLES[1]))
    return a_file(HOTEL.head.id)


def test_calls_say_whether_there_is_sound(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls = told(capsys, "list")["calls"]
    assert isinstance(calls, list)
    assert {c["id"]: c["audio"] for c in calls}[HOTEL.head.id] is True
    assert sum(c["audio"] for c in calls) == 1
    assert main(["calls", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("audio")
    assert main(["calls", "show", HOTEL.head.id]) == 0
    assert "audio            kept" in capsys.readouterr().out
    remove_audio(kept)
    assert main(["calls", "list"]) == 0
    assert "audio" not in capsys.readouterr().out


def test_sound_is_exported_as_it_is(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "call.opus"
    assert main(["calls", "export", HOTEL.head.id, "--format", "audio", "--out", str(out)]) == 0
    assert out.read_bytes() == kept.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    capsys.readouterr()
    other = sample_record(SAMPLES[1]).head.id
    for arguments, reference in (
        ([other, "--out", str(out)], "no-audio-kept"),
        ([HOTEL.head.id], "audio-of-one"),
        ([HOTEL.head.id, other, "--out", str(out)], "audio-of-one"),
    ):
        assert main(["calls", "export", *arguments, "--format", "audio"]) != 0
        assert f"[{reference}]" in capsys.readouterr().err


def test_a_deleted_call_leaves_no_sound(kept: Path, tmp_path: Path) -> None:
    os.link(kept, tmp_path / "the same bytes")
    assert main(["calls", "delete", HOTEL.head.id, "--yes"]) == 0
    assert not kept.exists()
    assert set((tmp_path / "the same bytes").read_bytes()) == {0}


def at(day: int) -> datetime:
    return datetime.fromisoformat(HOTEL.head.began).replace(day=day, tzinfo=UTC)


def test_sound_goes_before_the_words(kept: Path) -> None:
    began = datetime.fromisoformat(HOTEL.head.began).day
    days = RetentionConfig()
    with configured_store() as store:
        assert due(store, days, at(began + 6)).audio == ()
        after = due(store, days, at(began + 8))
        assert (after.audio, after.words, after.calls) == ((HOTEL.head.id,), (), ())
        longer = days.model_copy(update={"audio_days": 365, "transcript_days": 1})
        assert due(store, longer, at(began + 8)).audio == (HOTEL.head.id,)


def test_purge_shows_first_what_would_go(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--transcript-days", "36500", "--report-days", "36500")
    forever = (*options, "--audio-days", "36500")
    assert told(capsys, "purge", "--dry-run", *forever)["audio"] == []
    assert told(capsys, "purge", "--dry-run", *options, "--audio-days", "0")["audio"] == [
        HOTEL.head.id
    ]
    assert kept.exists()
    assert main(["calls", "purge", *options, "--audio-days", "0"]) == 0
    assert "audio of 1 call" in capsys.readouterr().out
    assert not kept.exists()
    with configured_store() as store:
        assert store.has_words(HOTEL.head.id)


def test_sound_goes_with_the_words_and_with_the_call(kept: Path) -> None:
    other = sample_record(SAMPLES[1]).head.id
    a_file(other)
    assert main(["calls", "purge", "--transcript-days", "0", "--audio-days", "36500"]) == 0
    assert audio_files() == {}


def test_sound_of_no_call_has_the_days_of_its_file_unless_its_call_goes_on(kept: Path) -> None:
    going_on, orphan = a_file("going-on"), a_file("orphan")
    head = CallHead(
        id="going-on",
        began=HOTEL.head.began,
        mode=HOTEL.head.mode,
        lang=HOTEL.head.lang,
        agent="",
        source="",
        llm="none",
        version="1",
        card=None,
    )
    journal = Journal.open(journals_dir(), head)
    for event in HOTEL.events[:3]:
        journal.append(event)
    for file in (going_on, orphan):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    try:
        with configured_store() as store:
            now = datetime.now(UTC)
            assert set(due(store, RetentionConfig(), now).audio) >= {"orphan"}
            assert "going-on" not in due(store, RetentionConfig(), now).audio
            os.utime(orphan)
            assert "orphan" not in due(store, RetentionConfig(), now).audio
    finally:
        journal.close()
        journal.remove()


@pytest.mark.parametrize(("consent", "stays"), [("given", True), ("refused", False)])
def test_a_recovered_call_keeps_its_sound_only_with_its_words(consent: str, stays: bool) -> None:
    import dataclasses

    head = dataclasses.replace(HOTEL.head, consent=consent)
    journal = Journal.open(journals_dir(), head)
    for event in HOTEL.events:
        journal.append(event)
    assert journal.close()
    journal.leave()
    file = a_file(head.id)
    with configured_store() as store:
        recover(journals_dir(), store)
    assert file.exists() is stays


def options_of(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    replay.add_arguments(parser)
    return parser.parse_args([*arguments, "--mode", "outbound", "--lang", "en"])


def test_the_option_comes_before_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [("--keep-audio",), (), ("--no-keep-audio",)]
    assert [call_options(options_of(*g)).audio for g in given] == [True, None, False]
    config = tmp_path / "config.toml"
    config.write_text("[store]\naudio = true\n", encoding="utf-8")
    monkeypatch.setenv("COPILOT_CONFIG", str(config))

    def keeps(*arguments: str) -> bool:
        plan = Plan(call_options(options_of("--llm", "none", *arguments)))
        assert plan._keeping is not None
        return plan._keeping.audio

    assert keeps()
    assert not keeps("--no-keep-audio")
    assert not keeps("--consent", "refused")
    monkeypatch.delenv("COPILOT_CONFIG")
    assert not keeps()
    assert keeps("--keep-audio")
    with pytest.raises(InputError) as caught:
        Plan(call_options(options_of("--llm", "none", "--keep-audio", "--no-store")))
    assert caught.value.reference == "audio-without-call"


@pytest.mark.parametrize("lang", list(Language))
def test_the_notice_says_whether_the_sound_is_kept(lang: Language) -> None:
    without, with_ = load_notice(lang, "X"), load_notice(lang, "X", audio=True)
    assert without != with_
    assert "{" not in without + with_
    assert any(word in without for word in ("not kept", "不保存"))
    assert not any(word in with_ for word in ("The sound is not kept", "錄音不保存", "录音不保存"))


def test_a_companys_own_notice_that_tells_nothing_of_sound_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "en" / "notice.md"
    own.parent.mkdir()
    own.write_text("We write this down.", encoding="utf-8")
    load_notice(Language.EN, "X", tmp_path)
    assert capsys.readouterr().err == ""
    load_notice(Language.EN, "X", tmp_path, audio=True)
    assert str(own) in capsys.readouterr().err


@pytest.mark.real_models
def test_a_real_recording_is_kept_where_its_turns_are(tmp_path: Path, data: Path) -> None:
    short = tmp_path / "short.wav"
    whole = decoded(ROOT / "samples" / "en-out-coldroom.flac")[:, : 24 * SAMPLE_RATE]
    with wave.open(str(short), "wb") as out:
        out.setparams((2, 2, SAMPLE_RATE, 0, "NONE", ""))
        out.writeframes((whole.T * 32_767).astype("<i2").tobytes())
    done = subprocess.run(
        [
            *(sys.executable, "-m", "copilot", "replay", str(short), "--mode", "outbound"),
            *("--lang", "en", "--speed", "max", "--llm", "none", "--panel", "jsonl"),
            "--keep-audio",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    turns = [e for e in events if e["event"] == "turn_heard"]
    ((_, file),) = audio_files().items()
    kept = decoded(file)
    assert len(turns) >= 3
    assert abs(kept.shape[1] - whole.shape[1]) / SAMPLE_RATE < 0.05
    outside = np.ones(kept.shape, bool)
    for turn in turns:
        side = 0 if turn["speaker"] == "agent" else 1
        start, end = (round(turn[k] * SAMPLE_RATE) for k in ("start", "end"))
        assert lag_s(whole[side, start:end], kept[side, start:end]) < 0.05
        outside[side, max(0, start - SAMPLE_RATE // 4) : end + SAMPLE_RATE // 4] = False
    assert np.abs(kept[outside]).max() < 1e-3
    assert file.stat().st_size < 0.3e6 / 60 * 24


def lag_s(said: Samples, kept: Samples) -> float:
    """How far the same sound is displaced; infinite where it is another one."""
    size = 2 * len(said)
    both = np.fft.irfft(np.fft.rfft(said, size) * np.conj(np.fft.rfft(kept, size)), size)
    if both.max() < 0.8 * float(np.linalg.norm(said) * np.linalg.norm(kept)):
        return float("inf")
    place = int(np.argmax(both))
    return min(place, size - place) / SAMPLE_RATE
