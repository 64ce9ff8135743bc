"""What the panels print, and that nothing spoken can take the terminal over."""

import io
from collections.abc import AsyncIterator

import pytest

from copilot.events import (
    AlertRaised,
    CallStarted,
    CustomerLearned,
    EchoDropped,
    Event,
    HoldHeard,
    LineBegun,
    LineDropped,
    LineFinished,
    LineGrew,
    ListenAdvised,
    PhaseRead,
    Progress,
    Published,
    Speaker,
    Trouble,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.circles import circles
from copilot.method.fabe import Tie
from copilot.method.learned import Kind
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic
from copilot.panel.jsonl import JsonLines
from copilot.panel.plain import PlainText

SCORES = {Phase.COGNITIVE: 0.1, Phase.DIVERGENT: 0.1, Phase.CONVERGENT: 0.8}
CALL: list[Event] = [
    CallStarted(Mode.INBOUND, Language.ZH_HANT, "光纖", "call.flac"),
    TurnHeard(1, Speaker.AGENT, 0.5, 2.0, "您好"),
    TurnHeard(2, Speaker.CUSTOMER, 62.0, 63.0, "多少錢？"),
    PhaseRead(2, Phase.CONVERGENT, SCORES, (Signal.QUESTION,), (Move.FEATURE,), (), "rules"),
    LineFinished(2, Move.FEATURE, "價格是每月 899 元。", "先回答", ("price",), True),
    LineBegun(2, Move.FEATURE, "每月", "先回答", ("price",), False),
    LineGrew(2, Move.FEATURE, "每月 899", "先回答", ("price",), False),
    LineFinished(2, Move.FEATURE, "每月 899 元。", "先回答", ("price",), False),
]


async def shown(
    events: list[Event], *, growing: bool = False, encoding: str = "utf-8", lang: str = "zh-Hant"
) -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="replace")

    async def stream() -> AsyncIterator[Published]:
        for event in events:
            yield Published(0.0, 0.0, event)

    await PlainText(out, Language(lang), growing=growing).follow(stream())
    out.flush()
    return raw.getvalue().decode(encoding)


async def test_a_log_reads_from_top_to_bottom() -> None:
    assert (await shown(CALL)).splitlines() == [
        "通話開始 · inbound · zh-Hant · 光纖",
        "  0:00 業務  您好",
        "  1:02 客戶  多少錢？",
        "       ○認識 10% ○歧異 10% ●聚斂 80%  · 提問",
        "       ➜ [說明特色] (先用這句) 價格是每月 899 元。",
        "       ➜ [說明特色] 每月 899 元。",
        "         先回答 · 產品卡: price",
    ]


async def test_a_growing_line_is_printed_once_not_once_per_piece() -> None:
    text = await shown(CALL, growing=True)
    assert text.count("每月 899 元。") == 2  # the rules' line and the model's
    assert text.splitlines()[5] == "       ➜ [說明特色] 每月 899 元。"


async def test_words_that_come_while_a_line_grows_do_not_run_into_it() -> None:
    between = [*CALL[:7], TurnHeard(3, Speaker.AGENT, 64.0, 65.0, "等等"), CALL[7]]
    lines = (await shown(between, growing=True)).splitlines()
    assert "       ➜ [說明特色] 每月 899…" in lines
    assert "  1:04 業務  等等" in lines


async def test_a_line_that_was_withdrawn_is_said_to_be() -> None:
    assert "收回" in await shown([*CALL[:6], LineDropped(2, "unsupported")], growing=True)


@pytest.mark.parametrize(
    ("lang", "left_out", "told"),
    [
        ("zh-Hant", "（回音，沒有記成你說的：多少錢？）", "麥克風聽到的是客戶，不是你"),
        ("zh-Hans", "（回音，没有记成你说的：多少錢？）", "麦克风听到的是客户，不是你"),
        ("en", "(echo, not taken as yours: 多少錢？)", "1 line was left out"),
    ],
)
async def test_what_was_the_customer_in_the_microphone_is_told_as_such(
    lang: str, left_out: str, told: str
) -> None:
    trouble = Trouble("echo", "customer-left-out", "1 line was left out: the microphone heard …")
    first, second = (
        await shown([EchoDropped(62.0, 63.0, "多少錢？", 1), trouble], lang=lang)
    ).splitlines()
    assert first.strip() == left_out
    assert second.strip().startswith(f"! {told}")


@pytest.mark.parametrize(
    ("lang", "told"), [("zh-Hant", "音樂"), ("zh-Hans", "音乐"), ("en", "music")]
)
async def test_hold_and_its_end_are_told_in_the_calls_language(lang: str, told: str) -> None:
    on, over = (await shown([HoldHeard(True, 2.0), HoldHeard(False, 40.0)], lang=lang)).splitlines()
    assert told in on
    assert told in over
    assert on != over


@pytest.mark.parametrize("encoding", ["ascii", "cp950", "gbk", "cp1252", "utf-8"])
@pytest.mark.parametrize("lang", ["zh-Hant", "zh-Hans", "en"])
async def test_no_encoding_crashes_the_panel(encoding: str, lang: str) -> None:
    text = await shown(CALL, encoding=encoding, lang=lang)
    assert len(text.splitlines()) == len(CALL) - 1


@pytest.mark.parametrize(
    "attack",
    ["\x1b[2J\x1b[31mred", "\x9b31m", "\rover", "a\nb", "\u202eback", "\x07bell", "\x1b]0;t\x07"],
)
async def test_nothing_spoken_or_written_moves_the_cursor(attack: str) -> None:
    events: list[Event] = [
        TurnHeard(1, Speaker.CUSTOMER, 0.0, 1.0, attack),
        LineFinished(1, Move.OPEN, attack, "why", (), False),
        Trouble("language-model", "x", attack),
    ]
    text = await shown(events, growing=True)
    assert len(text.splitlines()) == 4
    assert not set(text) & set("\x1b\x9b\r\x07\u202e")


async def test_json_lines_hold_one_object_each_whatever_was_said() -> None:
    out = io.StringIO()

    async def stream() -> AsyncIterator[Published]:
        yield Published(1.5, 2.25, TurnHeard(1, Speaker.AGENT, 0.0, 1.0, 'a "b"\n客戶\u2028'))

    await JsonLines(out).follow(stream())
    assert out.getvalue() == (
        '{"event": "turn_heard", "at": 1.5, "wall_s": 2.25, "turn": 1, "speaker": "agent", '
        '"start": 0.0, "end": 1.0, "text": "a \\"b\\"\\n客戶\u2028"}\n'
    )


def stands(turn: int, phase: Phase, *unasked: Topic, ties: tuple[Tie, ...] = ()) -> Progress:
    turns = {Phase.COGNITIVE: turn // 2, Phase.DIVERGENT: 0, Phase.CONVERGENT: 1}
    seconds = {Phase.COGNITIVE: 30.0, Phase.DIVERGENT: 10.0, Phase.CONVERGENT: 60.0}
    had = circles(turns, seconds, TARGET_SHARES[Mode.OUTBOUND])
    return Progress(turn, phase, had, 0.5, unasked, (), ties, (), ())


TIE = Tie("fabe-1", "關節鬆開", "免費游一週", "腰都直不起來", 2)
COURSE: list[Event] = [
    TurnHeard(2, Speaker.CUSTOMER, 1.0, 3.0, "腰都直不起來，還是換個枕頭？"),
    CustomerLearned(2, Kind.PAIN, "腰都直不起來"),
    CustomerLearned(2, Kind.OPTION, "還是換個枕頭"),
    AlertRaised(2, AlertKind.GO_BACK, "猶豫：回到「認識」，還沒問：影響"),
    stands(2, Phase.COGNITIVE, Topic.IMPLICATION, Topic.QUANTITY),
    TurnHeard(4, Speaker.CUSTOMER, 5.0, 6.0, "多少錢？"),
    stands(4, Phase.CONVERGENT, Topic.QUANTITY, ties=(TIE,)),
    TurnHeard(6, Speaker.CUSTOMER, 7.0, 8.0, "嗯"),
    stands(6, Phase.CONVERGENT, Topic.QUANTITY, ties=(TIE,)),
]


async def test_the_course_of_the_call_is_shown_when_it_is_news_and_only_then() -> None:
    assert (await shown(COURSE)).splitlines() == [
        "  0:01 客戶  腰都直不起來，還是換個枕頭？",
        "       ＋ 困難「腰都直不起來」  辦法「還是換個枕頭」",
        "       ▲ 猶豫：回到「認識」，還沒問：影響",
        "  0:05 客戶  多少錢？",
        "       認識 30/45%  歧異 10/35%（客戶說得太少）  聚斂 60/20%",
        "       還沒問：數量、多常",
        "       fabe-1: 關節鬆開 · 免費游一週 · 回應「腰都直不起來」",
        "  0:07 客戶  嗯",
    ]


async def test_the_advice_to_listen_is_shown_in_place_of_a_line() -> None:
    lines = (await shown([ListenAdvised(2, "先確認有沒有聽對")])).splitlines()
    assert "先聽" in lines[0]
    assert lines[1].strip() == "之後: 先確認有沒有聽對"


@pytest.mark.parametrize("encoding", ["ascii", "cp950", "gbk", "cp1252"])
async def test_no_encoding_crashes_on_the_course(encoding: str) -> None:
    text = await shown([*COURSE, ListenAdvised(6, "why")], encoding=encoding)
    assert len(text.splitlines()) == 10


async def test_what_was_learned_cannot_move_the_cursor() -> None:
    events: list[Event] = [
        CustomerLearned(1, Kind.PAIN, "a\x1b[2J\rb\nc"),
        AlertRaised(1, AlertKind.NEED_WAITING, "x\x1b[31m\ny"),
        stands(1, Phase.COGNITIVE),
    ]
    text = await shown(events)
    assert "\x1b" not in text
    assert "\r" not in text
    assert len(text.splitlines()) == 2
