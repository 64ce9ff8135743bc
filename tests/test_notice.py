"""What the customer is told when a call begins, and what a call keeps where they refuse."""

import json
from collections.abc import Awaitable, Callable
from io import StringIO
from pathlib import Path

import pytest

from copilot.call import Call
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.errors import InputError
from copilot.events import (
    CustomerLearned,
    NoticeGiven,
    Published,
    Speaker,
    Trouble,
    TurnHeard,
    name_of,
)
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.notices import load_notice
from copilot.panel.fold import fold
from copilot.panel.plain import PlainText
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.terminal.sheet import sheet
from copilot.panel.view import View
from copilot.privacy.consent import keeps_words, wordless
from copilot.privacy.consent_words import Consent, noted, understood
from copilot.speech.scripted import ScriptedRecognizer
from copilot.store.record import CallHead, CallRecord
from copilot.store.summary import summary
from copilot.store.wire import event_to_line
from tests.calls import LoudIsVoice, Recorder, SaidInTurn, a_call, agent, customer

# What the laws of Taiwan, China and Europe ask to be said: who, what for, what, how long and
# where, which rights, and what a refusal means.
ITEMS = {
    Language.ZH_HANT: ("Acme", "為了", "內容和聯絡方式", "期限", "地區", "查詢", "刪除", "不同意"),
    Language.ZH_HANS: ("Acme", "为了", "内容和联系方式", "期限", "本地", "查阅", "删除", "不同意"),
    Language.EN: ("Acme", "To advise you", "contact details", "retention period", "our own", "see",
                  "delete", "say no"),
}  # fmt: skip


class Live(SaidInTurn):
    """Scripted audio of people who are speaking now."""

    begun_ago_s = 0.0
    notice: Callable[[Trouble], Awaitable[None]] | None = None


@pytest.mark.parametrize(("source", "given"), [(Live, 1), (SaidInTurn, 0)])
async def test_a_live_call_begins_with_the_notice_and_a_replayed_one_does_not(
    source: type[SaidInTurn], given: int
) -> None:
    panel = Recorder()
    call = Call(
        source=lambda clock, pending: source([agent("Hello, this is Ray.")], pending),
        detector=LoudIsVoice,
        recognizer=ScriptedRecognizer(["Hello, this is Ray."]),
        model=None,
        briefing=Briefing(Mode.OUTBOUND, Language.EN, None, load(Language.EN)),
        panel=panel,
        notice="We take notes.",
    )
    await call.run()
    assert [p.event for p in panel.published[1 : 1 + given]] == [
        NoticeGiven("We take notes.")
    ] * given
    assert sum(isinstance(p.event, NoticeGiven) for p in panel.published) == given


@pytest.mark.parametrize("lang", Language)
def test_the_notice_says_what_the_law_asks_in_few_enough_words_to_say(lang: Language) -> None:
    text = load_notice(lang, "Acme")
    assert [item for item in ITEMS[lang] if item not in text] == []
    assert "{" not in text
    assert "<!--" not in text
    assert len(text) < (300 if lang.is_chinese else 700)


def test_an_own_notice_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "notice.md").write_text("This is {company}.\n\nWe take\nnotes.")
    assert load_notice(Language.EN, "Acme", tmp_path) == "This is Acme.\nWe take notes."
    assert load_notice(Language.EN, "", tmp_path).startswith("This is our company.")
    (tmp_path / "en" / "notice.md").write_text("")
    assert load_notice(Language.EN, "Acme", tmp_path) == ""
    assert "Acme" in load_notice(Language.ZH_HANT, "Acme", tmp_path)


@pytest.mark.parametrize(
    ("content", "reference"),
    [(b"\xff\xfe\x00", "notice-unreadable"), (b"a" * 2001, "notice-too-long")],
)
def test_a_notice_that_cannot_be_read_out_is_refused(
    tmp_path: Path, content: bytes, reference: str
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "notice.md").write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_notice(Language.EN, "Acme", tmp_path)
    assert caught.value.reference == reference


def heard(turn: int, who: Speaker, text: str = "Yes.") -> Published:
    return Published(4.0 * turn, 4.0 * turn, TurnHeard(turn, who, 4.0 * turn, 4.0 * turn + 2, text))


def screen(view: View) -> str:
    rows = sheet(view, 124, 34, Glyphs.of("utf-8"))
    return "\n".join("".join(text for text, _ in row) for row in rows)


def test_the_terminal_panel_shows_it_until_the_call_is_under_way() -> None:
    view = View.start(Language.EN, Mode.OUTBOUND, None)
    view = fold(view, Published(0.0, 0.0, NoticeGiven("This is Acme.\nWe take notes.")))
    assert "This is Acme. We take notes." in screen(view)
    for turn in range(1, 6):
        view = fold(view, heard(turn, Speaker.AGENT if turn % 2 else Speaker.CUSTOMER))
        assert ("We take notes." in screen(view)) is (turn < 6)
    view = fold(view, heard(6, Speaker.CUSTOMER))
    assert "We take notes." not in screen(view)


async def test_the_plain_panel_prints_it() -> None:
    out = StringIO()

    async def events() -> object:
        yield Published(0.0, 0.0, NoticeGiven("This is Acme.\nWe take notes."))

    await PlainText(out, Language.EN, growing=False).follow(events())  # type: ignore[arg-type]
    assert [line.strip() for line in out.getvalue().splitlines()] == [
        "Read out first:",
        "This is Acme.",
        "We take notes.",
    ]


def test_words_are_kept_unless_they_were_refused() -> None:
    assert [c for c in Consent if not keeps_words(c)] == [Consent.REFUSED]
    assert keeps_words("")


@pytest.mark.parametrize(
    "said",
    ["refused", "Refused.", "REFUSED ", "refused by customer", "The customer refused.", "no", "No!",
     "n", "False", "declined", "she declined to be recorded", "no consent", "did not consent",
     "doesn't agree", "withdrawn", "opted out", "consent denied", "拒絕", "拒绝", "客戶拒絕錄音",
     "不同意", "不同意。", "客户不同意录音", "不願意", "不要", "不行", "否", "沒有同意", "未同意",
     "拒錄", "ｒｅｆｕｓｅｄ"],
)  # fmt: skip
def test_a_refusal_is_understood_however_it_is_written(said: str) -> None:
    assert noted(said, "call.yaml") == Consent.REFUSED
    assert not keeps_words(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", ""), (" ", ""), ("Yes", "given"), ("同意", "given"), ("客戶同意錄音", "given"),
     ("Agreed.", "given"), ("Asked", "asked"), ("已告知", "asked"), ("unknown", "unknown"),
     ("not asked", "unknown"), ("沒問", "unknown"), ("未詢問", "unknown")],
)  # fmt: skip
def test_other_answers_are_understood_too(said: str, meant: str) -> None:
    assert noted(said, "call.yaml") == meant
    assert keeps_words(said)


@pytest.mark.parametrize("said", ["maybe", "none", "refused at first, then agreed", "不一定", "0"])
def test_an_answer_that_may_be_either_is_no_answer(said: str) -> None:
    assert understood(said) is None
    with pytest.raises(InputError) as caught:
        noted(said, "call.yaml")
    assert caught.value.reference == "consent-unclear"
    assert said in caught.value.what
    assert "asked, given, refused" in caught.value.why
    assert caught.value.hint


async def test_a_refused_call_keeps_its_figures_and_none_of_its_words() -> None:
    call = await a_call(
        agent("Who puts the hours together at Brambleside?"),
        customer("Me, every Sunday night, from paper cards. It is a terrible pain."),
        agent("What does Brambleside lose by that?"),
        customer("Perhaps my nephew Oswin could do it. Could they not clock in on the phone?"),
        customer("And is it any good? I worry that Oswin will not learn it."),
    )
    events = tuple(
        Published(p.at, p.wall_s, event)
        for p in call.published
        if (event := wordless(p.event)) is not None
    )
    kept = "\n".join(event_to_line(p) for p in events)
    for word in ("Brambleside", "Oswin", "Sunday", "paper", "nephew"):
        assert word not in kept
    head = CallHead("20261123-190540-3f9a2c", "2026-11-23T19:05:40Z", Mode.OUTBOUND, Language.EN,
                    "", "", "none", "1", consent=Consent.REFUSED)  # fmt: skip
    figures = summary(CallRecord(head, events))
    assert figures.turns == 5
    assert figures.seconds > 5.0
    assert any(isinstance(p.event, CustomerLearned) for p in events)
    assert {json.loads(event_to_line(p))["event"] for p in events} == {
        name_of(p.event) for p in events
    }
