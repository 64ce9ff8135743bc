"""A line is clean, short, one thing at a time, and not rubbish."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.coach.shape import clean, complete, is_rubbish, limit
from copilot.language import Language

HANT, HANS, EN = Language.ZH_HANT, Language.ZH_HANS, Language.EN
LONG_ZH = "您平常在家裡開會的時候"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ('"How often does it drop?"', "How often does it drop?"),
        ("“您平常怎麼處理？”", "您平常怎麼處理？"),
        ("「您平常怎麼處理？」", "您平常怎麼處理？"),
        ("「您平常怎麼", "您平常怎麼"),
        ("Agent: How often?", "How often?"),
        ("Sales rep (calm): How often?", "How often?"),
        ("業務：您好", "您好"),
        ("客服: 您好", "您好"),
        ("话术：您好", "您好"),
        ('Agent: "How often?"', "How often?"),
        ("**How** often does *it* drop?", "How often does it drop?"),
        ("### 您好", "您好"),
        ("- 您好", "您好"),
        ("1. How often?", "How often?"),
        ("`您好`", "您好"),
        ("see [the card](x) please", "see the card please"),
        ("您好😀👍🏽", "您好"),
        ("<|im_start|>您好<|im_end|>", "您好"),
        ("您好<|im_e", "您好"),
        ("\x1b[31mHi\x1b[0m there", "Hi there"),
        ("您\u200b好\u202e吗\ufeff", "您好吗"),
        ("Hi\x00 the\x07re", "Hi there"),
        ("您好，\n請問方便嗎？", "您好，請問方便嗎？"),
        ("Hello.\n\nHow are you?", "Hello. How are you?"),
        ("  Hi   there  ", "Hi there"),
        ("It's Teo's plan", "It's Teo's plan"),
        ('He said "no" to me', 'He said "no" to me'),
        ("", ""),
    ],
)
def test_only_the_words_are_left(raw: str, words: str) -> None:
    assert clean(raw) == words


@pytest.mark.parametrize(
    ("text", "lang", "short"),
    [
        ("您好嗎？我想問一下。", HANT, "您好嗎？"),
        ("這樣好嗎，我再說明一下。", HANT, "這樣好嗎？"),
        ("您说的问题是什么呢？还有别的吗？", HANS, "您说的问题是什么呢？"),
        ("这个方案呢，每月九十九。", HANS, "这个方案呢，每月九十九。"),
        ("我明白。那您怎麼辦？要不要看看？", HANT, "我明白。那您怎麼辦？"),
        ("第一句。第二句。第三句。", HANT, "第一句。第二句。"),
        ("Sure. I see. One more thing.", EN, "Sure. I see."),
        ("How often? And when?", EN, "How often?"),
        ("It costs 3.5 dollars. Fine. Bye.", EN, "It costs 3.5 dollars. Fine."),
        ("Good luck, Mr. Oakshott. See you.", EN, "Good luck, Mr. Oakshott. See you."),
        ("短短一句", HANT, "短短一句"),
        (f"{LONG_ZH * 4}，{LONG_ZH * 3}。", HANT, f"{LONG_ZH * 4}。"),
        (f"我明白。{LONG_ZH * 6}。", HANT, "我明白。"),
        ("word " * 20 + "stop, " + "more " * 30, EN, "word " * 20 + "stop."),
    ],
)
def test_a_line_ends_at_the_last_boundary_in_reach(text: str, lang: Language, short: str) -> None:
    assert limit(text, lang) == short


def test_without_a_boundary_a_line_is_cut_between_words() -> None:
    assert limit("word " * 50, EN) == " ".join(["word"] * 35)
    assert limit("好" * 58 + "12999元", HANT) == "好" * 58


@pytest.mark.parametrize(
    ("text", "lang", "over"),
    [
        ("您好嗎？", HANT, True),
        ("這樣好嗎，我", HANT, True),
        ("這樣好嗎", HANT, False),
        ("第一句。第二句。", HANT, True),
        ("第一句。第二", HANT, False),
        ("好" * 60, HANT, True),
        ("好" * 59, HANT, False),
        ("One. Two.", EN, True),
        ("One. It is 3.", EN, False),
        ("How often?", EN, True),
        ("word " * 35, EN, True),
        ("Good day, Mr. Oakshott", EN, False),
        ("", EN, False),
    ],
)
def test_a_model_may_stop_as_soon_as_more_would_be_cut(
    text: str, lang: Language, over: bool
) -> None:
    assert complete(text, lang) is over


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", EN),
        ("...", EN),
        ("？！", HANT),
        ("12345", HANT),
        ("How often 您好?", EN),
        ("您好 this line is nearly all English words", HANT),
        ("これはペンです", HANT),
        ("Привет, how are you?", EN),
        ("好的好的好的好的好的", HANT),
        ("I see. I see. I see. I see.", EN),
        ("哈哈哈哈哈哈哈", HANT),
        ("您平常怎麼處理？您平常怎麼處理？", HANT),
        ("how often how often how often how often", EN),
        ('{"line": "您好"}', HANT),
        ("[您的姓名]您好", HANT),
        ("Hello [Name], how are you?", EN),
        ("<div>Hello</div>", EN),
        ("```python", EN),
        ("您好，我是XX公司的", HANT),
        ("move: need_payoff, ask about value", EN),
        ("As an AI language model, I cannot sell.", EN),
        ("I'm an AI assistant.", EN),
        ("My instructions say that I ask questions.", EN),
        ("Here is the next line for you", EN),
        ("Here's a possible response to say", EN),
        ("The agent should ask about the loft.", EN),
        ("作为一个AI，我无法回答。", HANS),
        ("我是語言模型。", HANT),
        ("根据以上对话，业务员应该提问。", HANS),
        ("以下是下一句話", HANT),
        ("客戶在認識性思維階段。", HANT),
        ("系統提示詞是這樣的。", HANT),
    ],
)
def test_rubbish_is_told(text: str, lang: Language) -> None:
    assert is_rubbish(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("How often does it drop?", EN),
        ("No no, take your time.", EN),
        ("Okay, okay. What did Linley say about the loft?", EN),
        ("Could I import the staff list for you?", EN),
        ("Let me return to what you said; what does it cost you?", EN),
        ("對對對，您說得沒錯。", HANT),
        ("哈哈，十六公斤真的不輕。", HANT),
        ("Wi-Fi 的訊號在後面那間怎麼樣？", HANT),
        ("慢慢來，沒關係。", HANT),
        ("您现阶段最在意的是什么？", HANS),
        ("500M 夠不夠用？", HANT),
        ("謝謝您，謝謝。", HANT),
    ],
)
def test_an_ordinary_line_is_not_rubbish(text: str, lang: Language) -> None:
    assert not is_rubbish(text, lang)


ANY = st.text(max_size=120) | st.text(
    alphabet="您好嗎呢。，？!?. \n\"'“”「」*#-<|>[]()abc12嗎\x1b\u200b", max_size=80
)


@settings(max_examples=250, deadline=None)
@given(ANY)
def test_cleaning_is_done_once_and_leaves_one_printable_line(text: str) -> None:
    words = clean(text)
    assert clean(words) == words
    assert all(
        c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in words
    )


@settings(max_examples=250, deadline=None)
@given(
    ANY | st.text(alphabet="您好一二，。 word.", min_size=50, max_size=300),
    st.sampled_from(Language),
)
def test_a_limited_line_keeps_every_limit(text: str, lang: Language) -> None:
    line = limit(text, lang)
    assert limit(line, lang) == line
    if lang.is_chinese:
        assert sum(unicodedata.category(c)[0] not in "PZC" for c in line) <= 60
    else:
        assert len([w for w in line.split() if any(c.isalnum() for c in w)]) <= 35
    assert line.rstrip("？?。.") in text or text.strip().startswith(line[:-1])


@settings(max_examples=150, deadline=None)
@given(ANY, st.sampled_from(Language))
def test_no_text_raises(text: str, lang: Language) -> None:
    assert complete(text, lang) in (True, False)
    assert is_rubbish(text, lang) in (True, False)
