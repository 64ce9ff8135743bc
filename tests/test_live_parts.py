"""The parts of live capture alone: what is chosen, what is placed where, what is believed."""

from concurrent.futures import Executor, Future
from typing import Any

import numpy as np
import pytest

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE
from copilot.capture import side as side_module
from copilot.capture.backend import Changes, ServerGoneError
from copilot.capture.choose import Choice, Wishes, choose_loopback, choose_microphone
from copilot.capture.picture import App, Device, Picture
from copilot.capture.ring import Block, Bounded, Ring
from copilot.capture.side import Notice, Side
from copilot.capture.timeline import Timeline
from copilot.events import Speaker
from copilot.language import Language
from copilot.wording.capture import trouble_name, trouble_text

MIC = Device("mic", "Microphone", False)
CAMERA = Device("camera", "Camera", False)
HEADSET = Device("headset.monitor", "Headset", True)
LAPTOP = Device("laptop.monitor", "Laptop", True)
PHONE = App("baresip", 7, (LAPTOP.name,), True)
MUSIC = App("player", 8, (HEADSET.name,), False)
ALL = Picture((MIC, CAMERA, HEADSET, LAPTOP), MIC.name, HEADSET.name)


def seen(*apps: App, without: Device | None = None, default: str = HEADSET.name) -> Picture:
    devices = tuple(d for d in ALL.devices if d is not without)
    return Picture(devices, MIC.name, default, apps)


# What is chosen.


@pytest.mark.parametrize(
    ("picture", "wishes", "name", "why"),
    [
        (ALL, Wishes(), "headset.monitor", "default-output"),
        (seen(PHONE, MUSIC), Wishes(), "laptop.monitor", "softphone"),
        (seen(MUSIC), Wishes(), "headset.monitor", "default-output"),
        (seen(PHONE, MUSIC), Wishes(softphone="player"), "headset.monitor", "softphone"),
        (seen(PHONE), Wishes(softphone="baresip.exe"), "laptop.monitor", "softphone"),
        (seen(PHONE), Wishes(loopback="headset"), "headset.monitor", "named"),
        (ALL, Wishes(loopback="Lapt"), "laptop.monitor", "named"),
        (ALL, Wishes(loopback="monitor"), None, "ambiguous-name"),
        (ALL, Wishes(loopback="mic"), None, "no-such-device"),
        (seen(default=""), Wishes(), "headset.monitor", "first-output"),
    ],
)
def test_the_customer_is_where_the_softphone_plays_unless_named(
    picture: Picture, wishes: Wishes, name: str | None, why: str
) -> None:
    choice = choose_loopback(picture, wishes)
    assert (choice.device.name if choice.device else None, choice.why) == (name, why)


def test_two_programs_that_play_and_record_are_no_sure_sign() -> None:
    browser = App("browser", 9, (HEADSET.name,), True)
    assert choose_loopback(seen(PHONE, browser), Wishes()).why == "default-output"


def test_of_two_processes_of_the_softphone_the_one_that_records_is_in_the_call() -> None:
    ringing = App("baresip", 6, (HEADSET.name,), False)
    assert choose_loopback(seen(ringing, PHONE), Wishes(softphone="baresip")).device == LAPTOP


def test_a_softphone_between_two_calls_leaves_the_choice_where_it_was() -> None:
    choice = choose_loopback(ALL, Wishes(softphone="baresip"), held=LAPTOP)
    assert choice.device == LAPTOP


def test_a_loopback_is_never_taken_for_a_microphone() -> None:
    only_loopbacks = Picture((HEADSET, LAPTOP), HEADSET.name, HEADSET.name)
    assert choose_microphone(only_loopbacks, Wishes()).device is None
    assert choose_microphone(only_loopbacks, Wishes(microphone="headset.monitor")).device is None


def test_a_microphone_is_never_taken_for_the_customer() -> None:
    assert choose_loopback(Picture((MIC,), MIC.name, ""), Wishes()).device is None


def test_the_output_that_a_virtual_microphone_repeats_is_the_agents_voice() -> None:
    virtual = Device("virtual", "Virtual", False, repeats=HEADSET.name)
    picture = Picture((virtual, HEADSET, LAPTOP), virtual.name, HEADSET.name)
    assert choose_loopback(picture, Wishes(), None, virtual).device == LAPTOP


def test_a_microphone_in_use_is_kept_when_the_default_changes() -> None:
    other_default = Picture(ALL.devices, CAMERA.name, HEADSET.name)
    assert choose_microphone(other_default, Wishes(), held=MIC).device == MIC
    gone = Picture((CAMERA, HEADSET), CAMERA.name, HEADSET.name)
    assert choose_microphone(gone, Wishes(), held=MIC).device == CAMERA


# What is placed where.


def block(at_s: float, value: float = 0.5, rate: int = SAMPLE_RATE) -> Block:
    return Block(np.full(rate // 50, value, np.float32), at_s, rate)


def taken(line: Timeline) -> np.ndarray:
    chunks = [line.chunk() for _ in range(line.end // CHUNK_SAMPLES)]
    return np.concatenate(chunks)


def test_blocks_that_jitter_follow_each_other_without_a_hole() -> None:
    line = Timeline(0.0)
    for n in range(100):
        line.add(block(0.02 * (n + 1) + (0.03 if n % 3 else 0.0)))
    assert np.all(taken(line) == 0.5)
    assert line.inserted == line.removed == 0


def test_sound_that_was_lost_leaves_a_hole_of_its_length() -> None:
    line = Timeline(0.0)
    for n in range(200):
        if not 80 <= n < 95:
            line.add(block(0.02 * (n + 1)))
    assert line.inserted == pytest.approx(0.3 * SAMPLE_RATE, abs=320)
    assert line.end == pytest.approx(4.0 * SAMPLE_RATE, abs=320)


def test_a_first_block_that_comes_late_and_in_a_burst_does_not_delay_the_rest() -> None:
    line = Timeline(0.0)
    for _ in range(50):
        line.add(block(2.0))
    for n in range(50):
        line.add(block(2.0 + 0.02 * (n + 1)))
    assert line.end == pytest.approx(3.0 * SAMPLE_RATE, abs=0.06 * SAMPLE_RATE)


@pytest.mark.parametrize("drift", [200e-6, -200e-6])
def test_two_hundred_millionths_of_drift_stay_below_a_tenth_of_a_second_for_eight_hours(
    drift: float,
) -> None:
    line = Timeline(0.0)
    worst = 0
    for n in range(8 * 60 * 60 * 10):  # blocks of 100 ms, so that the test is quick
        at_s = 0.1 * (n + 1) * (1 + drift)
        line.add(Block(np.full(1_600, 0.5 if n % 20 else 0.0, np.float32), at_s, SAMPLE_RATE))
        worst = max(worst, abs(int(at_s * SAMPLE_RATE) - line.end))
        for _ in range(3):
            if line.held > 3 * CHUNK_SAMPLES:
                line.chunk()  # what has been heard is gone
    assert worst < 0.1 * SAMPLE_RATE


def test_ten_minutes_without_a_block_keep_the_clock_to_twenty_milliseconds() -> None:
    line = Timeline(0.0)
    line.add(block(0.02))
    line.fill(600 * SAMPLE_RATE)
    line.add(block(600.2))
    assert abs(line.end - 600.2 * SAMPLE_RATE) <= 0.02 * SAMPLE_RATE


def test_a_reopened_stream_of_another_rate_is_placed_by_the_clock() -> None:
    line = Timeline(0.0)
    for n in range(50):
        line.add(block(0.02 * (n + 1), rate=48_000))
    line.break_off()
    for n in range(100):
        line.add(block(3.0 + 0.02 * (n + 1), rate=44_100))
    assert line.end == pytest.approx(5.0 * SAMPLE_RATE, abs=0.06 * SAMPLE_RATE)


def test_a_full_queue_gives_up_its_oldest_and_counts() -> None:
    queue: Bounded[int] = Bounded(3)
    for n in range(5):
        queue.put(n)
    assert queue.lost == 2
    assert queue.take() == [2, 3, 4]
    ring = Ring(2)
    for n in range(5):
        ring.put(np.zeros(4, np.float32).tobytes(), 48_000, float(n))
    assert ring.overflows == 3
    assert [b.captured_s for b in ring.take(3.5)] == [3.0]


# What is believed.


class AtOnce(Executor):
    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


class FakeStream:
    rate = 48_000
    alive = True

    def __init__(self, number: int) -> None:
        self.mark = f"stream {number}"
        self.closed = False

    def close(self) -> None:
        self.closed = True


class FakeBackend:
    """A system in which the test moves the stream about."""

    name = "fake"
    idle_is_silent = False

    def __init__(self) -> None:
        self.source = ""
        self.streams: list[FakeStream] = []
        self.ring = Ring()

    def open(self, device: Device, speaker: Speaker, ring: Ring) -> FakeStream:
        self.source, self.ring = device.name, ring
        self.streams.append(FakeStream(len(self.streams)))
        return self.streams[-1]

    def attached(self, stream: FakeStream) -> str:
        return self.source


class Scene:
    """One side, and a clock that the test turns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, speaker: Speaker, device: Device) -> None:
        self.now = 100.0
        monkeypatch.setattr(side_module, "monotonic_s", lambda: self.now)
        self.backend = FakeBackend()
        self.told: list[Notice] = []
        opener = AtOnce()
        self.side = Side(speaker, self.backend, opener, self.told.append)  # type: ignore[arg-type]
        self.side.aim(Choice(device, "named"), ALL)
        self.turn()
        self.turn()

    def turn(self, *touched: str) -> None:
        self.now += 0.04
        self.side.turn(frozenset(touched))
        if self.side.displaced:
            self.side.explain()

    def arrives(self, value: float) -> None:
        self.now += 0.02
        self.backend.ring.put(np.full(960, value, np.float32).tobytes(), 48_000, self.now)

    def heard(self) -> list[float]:
        return [float(b.samples[0]) for b in self.side.heard.take() if b is not None]


def test_a_block_is_believed_only_after_a_later_look(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    scene.arrives(0.1)
    assert scene.heard() == []
    scene.turn()
    assert scene.heard() == pytest.approx([0.1])


def test_nothing_that_came_since_the_last_look_survives_a_move(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    scene.arrives(0.1)
    scene.turn()
    scene.arrives(0.2)
    scene.backend.source = MIC.name
    scene.arrives(0.9)
    scene.turn()
    assert scene.heard() == pytest.approx([0.1])
    assert [n.problem for n in scene.told] == ["elsewhere"]
    assert scene.backend.streams[0].closed


def test_a_stream_moved_because_its_device_has_gone_is_told_as_missing_not_as_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    scene.arrives(0.1)
    scene.turn()
    scene.backend.source = MIC.name
    scene.now += 0.04
    scene.side.turn(frozenset())
    assert scene.told == []
    scene.side.aim(Choice(None, "no-such-device", "headset"), ALL)
    scene.side.explain()
    assert [n.problem for n in scene.told] == ["missing"]


def test_a_stream_that_was_away_and_back_between_two_looks_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    for _ in range(40):
        scene.arrives(0.1)
        scene.turn()
    scene.heard()
    scene.arrives(0.9)
    scene.turn(scene.backend.streams[0].mark)
    assert scene.heard() == []
    assert scene.told == []
    assert len(scene.backend.streams) == 2


def test_the_microphone_may_be_another_one_but_never_a_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.AGENT, MIC)
    scene.side.aim(Choice(None, "no-such-device", "mic"), ALL)  # named, and unplugged
    scene.backend.source = CAMERA.name
    scene.arrives(0.3)
    scene.turn()
    assert scene.heard() == pytest.approx([0.3])
    assert [n.problem for n in scene.told] == ["changed"]
    scene.backend.source = HEADSET.name
    scene.arrives(0.9)
    scene.turn()
    assert scene.heard() == []


def test_a_second_without_a_block_is_a_dead_source_and_three_before_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    scene.now += 2.8
    scene.turn()
    assert scene.told == []
    scene.arrives(0.1)
    scene.turn()
    scene.now += 1.1
    scene.turn()
    assert scene.told == [], "it was this process that slept"
    scene.turn()
    assert [n.problem for n in scene.told] == ["stopped"]


def test_reopening_waits_longer_each_time_until_sound_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene(monkeypatch, Speaker.CUSTOMER, HEADSET)
    begins = []
    for _ in range(int(60 / 0.04)):
        before = len(scene.backend.streams)
        scene.turn()
        if len(scene.backend.streams) > before:
            begins.append(scene.now)
    apart = np.diff(begins)
    assert len(begins) > 5
    assert max(apart) < side_module.LONGEST_RETRY_S + side_module.FIRST_BLOCK_WITHIN_S
    assert len(scene.told) == 1, "one fault is told once"


def test_a_server_that_is_gone_says_what_to_do() -> None:
    assert ServerGoneError().reference == "sound-server-gone"
    assert Changes().streams == frozenset()


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("speaker", [*Speaker, None])
def test_every_fault_has_a_name_and_plain_words_in_every_language(
    lang: Language, speaker: Speaker | None
) -> None:
    problems = ["missing", "stopped", "elsewhere", "changed", "lost-sound"]
    for problem in problems if speaker else ["server-gone", "server-stuck"]:
        name = trouble_name(problem, speaker)
        assert name == name.lower().replace(" ", "-")
        for over in (False, True):
            text = trouble_text(problem, speaker, "Headset", lang, over=over)
            assert "{" not in text
            assert len(text) > 5
        assert "  " not in trouble_text(problem, speaker, "", lang, over=False)
