"""While a payment card is read out, nothing that is said becomes a turn, a partial or a prompt."""

import asyncio
from io import StringIO

import pytest

from copilot.coach.scripted import ScriptedModel
from copilot.events import Event, KeyEvent, Paused, Published, Speaker, TurnHeard, Withheld
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.fold import fold
from copilot.panel.plain import PlainText
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.terminal.sheet import sheet
from copilot.panel.view import View
from copilot.privacy.discretion import Discretion
from copilot.store.wire import event_to_line
from tests.calls import Heard, a_call, agent, customer

A, C = Speaker.AGENT, Speaker.CUSTOMER
Said = tuple[Speaker, str]

# Each: language, what is said; a turn that must not be told begins with an asterisk.
DIALOGUES: dict[str, tuple[Language, str]] = {
    "en whole card": (
        Language.EN,
        """
A Lovely. Can I take the long number on the front of the card?
C* Sure, it's four five three two, one one one oh
A* Yes.
C* eight eight eight eight, four four nine one
A* And the expiry date?
C* oh nine, twenty-eight
A* And the three digits on the back, please.
C* Seven one nine.
A* Thank you, that's gone through.
A I've booked the engineer for Tuesday morning, and you'll get a text the day before he comes round.
C Great, and does he bring the tablet with him?
""",
    ),
    "en wallet": (
        Language.EN,
        """
A I just need your card details then.
C* Hang on, let me get my purse.
A* Take your time.
C* Okay. It's a Visa.
C* 4532 1110 8888 4491
A* Got it. Security code?
C* 203
A* Thanks.
A* So that is all done for you.
C When will the tablets arrive?
""",
    ),
    "en said without being asked": (
        Language.EN,
        """
C* My card number's 4532 1110 8888 4491, just charge it.
A* One moment.
A* You do not need to pay today.
C Oh. So when do I pay?
""",
    ),
    "en only the code": (
        Language.EN,
        """
A What's the CVV on that one?
C* nine oh four
A* Perfect.
A* Your trial starts on Monday.
C And who do I call if the hours are wrong?
""",
    ),
    "zh-Hant 刷卡": (
        Language.ZH_HANT,
        """
A 那跟您確認付款，請念一下信用卡卡號。
C* 四五三二，么么么洞
A* 嗯。
C* 八八八八 四四九一
A* 有效期限呢？
C* 零九 二八
A* 背面末三碼？
C* 七一九
A* 好，謝謝您。
A* 這樣就完成了。
C 那師傅什麼時候來？
A 星期二早上十點到十二點之間會到，出發前半小時會先打電話給您。
""",
    ),
    "zh-Hant 去拿卡片": (
        Language.ZH_HANT,
        """
A 方便提供您的卡號嗎？
C* 等一下，我去拿皮夾。
A* 好的。
C* 來，4532111088884491
A* 安全碼？
C* 203
A* 收到。
A* 我幫您登記好了。
C 會開發票嗎？
""",
    ),
    "zh-Hans 付款": (
        Language.ZH_HANS,
        """
A 您报一下银行卡卡号，我这边登记。
C* 6222 0210
A* 嗯，继续。
C* 0111 6245 702
A* 后三位安全码呢？
C* 三幺九
A* 好的。
A* 已经登记好了。
C 什么时候能开课？
""",
    ),
}
# Cards are spoken of, and none is read out: every turn is told.
OTHERS: dict[str, tuple[Language, str]] = {
    "zh-Hant 不收卡號": (
        Language.ZH_HANT,
        """
C 我不想在電話裡講卡號。
A 放心，我們不會在電話裡問您的卡號。
C 那要怎麼付？
A 我傳一個連結，您自己填。
""",
    ),
    "zh-Hant 會員卡": (
        Language.ZH_HANT,
        """
A 這張會員卡一年可以住兩晚。
C 卡片年費多少？
A 一年 12,800 元，刷卡可以分 12 期。
C 信用卡分期要利息嗎？
""",
    ),
    "zh-Hans 优惠有效期": (
        Language.ZH_HANS,
        """
A 这个优惠有效期到 2026年11月30日。
C 年费 1999 吗？
A 对，一年 1999 元，银行卡、微信都能付。
""",
    ),
    "en no card needed": (
        Language.EN,
        """
A The trial is thirty days, no card number needed.
C And if you get hacked, is my card number stored?
A We never ask for your card details on the phone.
C Good. It's $49 a month, you said?
""",
    ),
    "en card fees": (
        Language.EN,
        """
C Our card machine costs 25 a month and 1.9 percent.
A So with a hundred and fifty card payments a week, what does that come to?
C About four hundred pounds. The credit card people take the rest.
""",
    ),
}


def turns(text: str) -> list[tuple[Speaker, str, bool]]:
    out = []
    for line in text.strip().splitlines():
        head, said = line.split(" ", 1)
        out.append((A if head[0] == "A" else C, said, head.endswith("*")))
    return out


def told(lang: Language, text: str) -> tuple[list[str], list[str], Discretion]:
    """What was told, what should have been."""
    door, heard, wanted = Discretion(lang), [], []
    for number, (who, said, hidden) in enumerate(turns(text)):
        out = door.turn(who, 4.0 * number, 4.0 * number + 3.0, said).text
        heard += [out] if out is not None else []
        wanted += [] if hidden else [said]
    return heard, wanted, door


@pytest.mark.parametrize("name", DIALOGUES)
def test_nothing_is_told_while_a_card_is_read_out_and_all_again_afterwards(name: str) -> None:
    heard, wanted, door = told(*DIALOGUES[name])
    assert heard == wanted
    assert not door.withheld


@pytest.mark.parametrize("name", OTHERS)
def test_talk_about_cards_alone_withholds_nothing(name: str) -> None:
    heard, wanted, _ = told(*OTHERS[name])
    assert heard == wanted


@pytest.mark.parametrize("name", DIALOGUES)
def test_no_partial_of_a_withheld_turn_shows_more_than_four_of_its_digits(name: str) -> None:
    lang, text = DIALOGUES[name]
    door = Discretion(lang)
    for number, (who, said, hidden) in enumerate(turns(text)):
        for end in range(1, len(said) + 1) if hidden else ():
            shown = door.partial(who, 4.0 * number, said[:end])
            assert sum(c.isdigit() for c in shown or "") <= 4
        door.turn(who, 4.0 * number, 4.0 * number + 3.0, said)


def test_it_ends_by_itself_after_twenty_seconds_of_other_talk() -> None:
    door = Discretion(Language.EN)
    door.turn(A, 0.0, 3.0, "Read me the card number, please.")
    assert door.turn(C, 4.0, 6.0, "Actually, is it heavy?").text is None
    assert door.turn(C, 24.0, 26.0, "Is it heavy?").text == "Is it heavy?"


def test_silence_alone_does_not_end_it() -> None:
    door = Discretion(Language.EN)
    door.turn(A, 0.0, 3.0, "Read me the card number, please.")
    assert door.turn(C, 60.0, 66.0, "4532 1110 8888 4491").text is None


def test_digits_that_come_after_it_ended_are_withheld_again() -> None:
    door = Discretion(Language.EN)
    for number, (who, said, _) in enumerate(turns(DIALOGUES["en wallet"][1])):
        door.turn(who, 4.0 * number, 4.0 * number + 3.0, said)
    assert not door.withheld
    assert door.turn(C, 60.0, 62.0, "oh, 887").text is None
    assert door.withheld


async def card_call(*, pressing: object = None) -> tuple[Heard, ScriptedModel]:
    model = ScriptedModel(["What else would help you?"])
    call = await a_call(
        agent("Shall we start the trial on Monday?"),
        customer("Yes, let us do it."),
        agent("Then what is your card number?"),
        customer(
            "four five three two, one one one oh, eight eight eight eight, four four nine one"
        ),
        agent("And the three digits on the back?"),
        customer("seven one nine"),
        agent("Thank you."),
        agent("You get a text before we come."),
        customer("Good. Who do I call if the hours are wrong on the first day?"),
        model=model,
        pressing=pressing or (lambda _: None),  # type: ignore[arg-type]
    )
    return call, model


async def test_card_and_code_are_in_no_event_no_line_of_the_journal_and_no_prompt() -> None:
    call, model = await card_call()
    asked = "\n".join(m["content"] for q in model.asked for m in q.messages)
    kept = "\n".join(event_to_line(p) for p in call.published) + "\n".join(call.json_lines())
    for secret in ("four five three", "eight eight", "four nine one", "one nine"):
        assert secret not in kept
        assert secret not in asked
    assert [w.on for w in call.events(Withheld)] == [True, False]


async def test_turns_are_numbered_without_a_gap_where_some_were_withheld() -> None:
    call, _ = await card_call()
    assert [t.turn for t in call.events(TurnHeard)] == [1, 2, 3, 4]


async def test_the_pause_key_lets_words_through_again() -> None:
    def go_on(published: Published) -> KeyEvent | None:
        return Paused(False) if published.event == Withheld(True) else None

    call, _ = await card_call(pressing=go_on)
    at = [p.event for p in call.published if isinstance(p.event, Withheld | Paused)]
    assert at[:3] == [Withheld(True), Withheld(False), Paused(False)]


@pytest.mark.parametrize("lang", Language)
def test_every_panel_says_that_nothing_is_written(lang: Language) -> None:
    out = StringIO()
    panel = PlainText(out, lang, growing=False)

    async def events() -> object:
        yield Published(1.0, 1.0, Withheld(True))
        yield Published(9.0, 9.0, Withheld(False))

    asyncio.run(panel.follow(events()))  # type: ignore[arg-type]
    stopped, resumed = out.getvalue().splitlines()
    assert stopped != resumed
    view = View.start(lang, Mode.OUTBOUND, None)
    on = fold(view, Published(1.0, 1.0, Withheld(True)))
    off = fold(on, Published(9.0, 9.0, Withheld(False)))
    word = {"en": "card is being read", "zh-Hant": "卡號", "zh-Hans": "卡号"}[lang]
    assert word in stopped
    assert word in screen(on)
    assert word not in screen(off)


def screen(view: View) -> str:
    rows = sheet(view, 80, 24, Glyphs.of("utf-8"))
    return "\n".join("".join(text for text, _ in row) for row in rows)


def test_an_event_of_a_card_holds_no_words() -> None:
    event: Event = Withheld(True)
    assert event_to_line(Published(1.0, 1.0, event)) == (
        '{"event": "withheld", "at": 1.0, "wall_s": 1.0, "on": true}'
    )
