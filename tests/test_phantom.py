"""Lines that nobody said are refused; lines that people say are kept."""

import pytest

from copilot.speech.phantom import Doubt, is_loop, is_of_prompt, is_phantom, without_loop

SURE = Doubt(voice_s=2.5, no_speech=0.05, average_logprob=-0.25)
UNSURE = Doubt(voice_s=0.3, no_speech=0.7, average_logprob=-0.9)


@pytest.mark.parametrize(
    "text",
    [
        "字幕由Amara.org社區提供",
        "字幕志愿者 杨茜茜",
        "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目",
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "謝謝觀看",
        "谢谢大家收看，我们下期再见",
        "歡迎訂閱我的頻道",
        "優優獨播劇場——YoYo Television Series Exclusive",
        "作詞・作曲 李宗盛",
        "Thanks for watching!",
        "Thank you so much for watching.",
        "Please subscribe to my channel.",
        "Subtitles by the Amara.org community",
        "See you in the next video.",
        "我們下期再見",
        "謝謝你們的收看",
        "請訂閱我們的頻道",
        "……",
        "",
    ],
)
def test_what_stands_under_videos_is_never_a_turn(text: str) -> None:
    assert is_phantom(text, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "謝謝，那我再考慮看看",
        "我訂閱了你們的方案，可是一直收不到帳單",
        "字幕機多少錢？",
        "謝謝",
        "嗯",
        "Thank you.",
        "Thanks, I'll think about it.",
        "We subscribe to two newspapers already.",
        "I was watching the video you sent me.",
        "Bye.",
        "See you next time.",
        "我们下次再见",
        "Thank you for listening, I will email the contract tomorrow.",
        "Subscribe for a year, how much is that?",
        "Please subscribe me to the yearly plan.",
        "作曲的課程一堂多少錢？",
        "字幕组你们能做吗",
    ],
)
def test_what_people_say_on_the_phone_is_kept(text: str) -> None:
    assert not is_phantom(text, SURE)


@pytest.mark.parametrize("text", ["謝謝", "谢谢大家", "Thank you.", "Bye.", "嗯嗯嗯", "[Music]"])
def test_polite_words_from_a_noise_are_not(text: str) -> None:
    assert is_phantom(text, UNSURE)


def test_a_guess_that_the_model_itself_does_not_believe_is_refused() -> None:
    assert is_phantom("我們明天去看看", Doubt(1.0, no_speech=0.9, average_logprob=-1.2))


@pytest.mark.parametrize(
    "text", ["是的是的是的是的是的是的是的", "so I said so I said so I said so I said so I said so"]
)
def test_a_loop_is_noticed_and_said_once(text: str) -> None:
    assert is_loop(text)
    assert len(without_loop(text)) < len(text) / 2


@pytest.mark.parametrize("text", ["好好好，我知道了", "No, no, no, that is not it.", "對對對對"])
def test_people_repeat_themselves_too(text: str) -> None:
    assert not is_loop(text)
    assert without_loop(text) == text


PROMPT = "Nightjar Cooler Watch, Nightjar, walk-in cooler, compressor, sensor."
PROMPT_HANT = "這是一通電話，月光貴賓卡、住宿券、平日八折。"


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("Nightjar Cooler Watch, Nightjar, walk-in, cooler, compressor, sensor, sensor,", PROMPT),
        ("Compressor, sensor.", PROMPT),
        ("月光貴賓卡、住宿券、平日八折、平日八折", PROMPT_HANT),
        ("這是一通電話", PROMPT_HANT),
    ],
)
def test_the_words_that_the_recogniser_was_told_beforehand_are_nobodys(
    text: str, prompt: str
) -> None:
    assert is_of_prompt(text, prompt)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("What does the sensor cost?", PROMPT),
        ("The cooler, the compressor, the sensor.", PROMPT),
        ("那個住宿券、平日八折，要怎麼用", PROMPT_HANT),
        ("sure", PROMPT),
    ],
)
def test_a_customer_who_names_the_product_is_heard(text: str, prompt: str) -> None:
    assert not is_of_prompt(text, prompt)
