"""What a panel says besides the method's own words, per language."""

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.language import Language
from copilot.method.signals import Signal


@dataclass(frozen=True, slots=True)
class PanelWords:
    """The two speakers are padded to one width."""

    agent: str
    customer: str
    started: str
    ended: str
    turns: str
    lines: str
    instant: str
    card: str
    withdrawn: str
    listen: str  # in place of a line
    then: str  # before what to do after listening
    unasked: str
    withheld: str  # a card is being read out
    heard_again: str  # it is done with
    to_read_out: str  # before the notice
    answers: str  # before the customer's words that a benefit answers
    hold: str  # the customer's side plays something
    hold_over: str
    echo: str  # around what was left out: the microphone heard the customer


_WORDS: Mapping[Language, PanelWords] = {
    Language.ZH_HANT: PanelWords(
        agent="業務",
        customer="客戶",
        started="通話開始",
        ended="通話結束",
        turns="句話",
        lines="句建議",
        instant="先用這句",
        card="產品卡",
        withdrawn="（收回這句：沒有根據，或不是這一步該說的）",
        listen="[先聽] 客戶在想，先不說話",
        then="之後",
        unasked="還沒問",
        withheld="在報卡號：現在說的都不寫、不記",
        heard_again="卡片資料說完了，繼續聽寫",
        to_read_out="先念給客戶聽：",
        answers="回應",
        hold="客戶那邊是音樂或提示音，沒有人說話",
        hold_over="客戶那邊的音樂停了",
        echo="（回音，沒有記成你說的：{0}）",
    ),
    Language.ZH_HANS: PanelWords(
        agent="坐席",
        customer="客户",
        started="通话开始",
        ended="通话结束",
        turns="句话",
        lines="句建议",
        instant="先用这句",
        card="产品卡",
        withdrawn="（收回这句：没有根据，或不是这一步该说的）",
        listen="[先听] 客户在想，先不说话",
        then="之后",
        unasked="还没问",
        withheld="在报卡号：现在说的都不写、不记",
        heard_again="卡片信息说完了，继续听写",
        to_read_out="先念给客户听：",
        answers="回应",
        hold="客户那边是音乐或提示音，没有人说话",
        hold_over="客户那边的音乐停了",
        echo="（回音，没有记成你说的：{0}）",
    ),
    Language.EN: PanelWords(
        agent="Agent   ",
        customer="Customer",
        started="Call begins",
        ended="Call ended",
        turns="turns",
        lines="lines offered",
        instant="for now",
        card="card",
        withdrawn="(withdrawn: unsupported, or not what this step calls for)",
        listen="[listen] They are thinking: say nothing",
        then="then",
        unasked="Not asked",
        withheld="A card is being read out: nothing is written or kept",
        heard_again="The card is done with: words are written again",
        to_read_out="Read out first:",
        answers="answers",
        hold="music or tones from the customer's side, nobody speaks",
        hold_over="the music from the customer's side is over",
        echo="(echo, not taken as yours: {0})",
    ),
}

_SIGNALS: Mapping[Signal, tuple[str, str, str]] = {
    Signal.OBJECTION_PRICE: ("嫌貴", "嫌贵", "price objection"),
    Signal.OBJECTION_NEED: ("覺得不需要", "觉得不需要", "no need"),
    Signal.OBJECTION_TRUST: ("不放心", "不放心", "lacks trust"),
    Signal.OBJECTION_TIMING: ("時候未到", "时候未到", "not now"),
    Signal.BUYING_SIGNAL: ("想買", "想买", "buying signal"),
    Signal.HIDDEN_NEED: ("另有需要", "另有需要", "hidden need"),
    Signal.HESITATION: ("猶豫", "犹豫", "hesitates"),
    Signal.EXIT_REQUEST: ("想結束", "想结束", "wants to stop"),
    Signal.QUESTION: ("提問", "提问", "question"),
    Signal.PREMATURE_PITCH: ("太早推銷", "太早推销", "premature pitch"),
    Signal.MONOLOGUE: ("說太久", "说太久", "monologue"),
}


def panel_words(lang: Language) -> PanelWords:
    return _WORDS[lang]


def signal_name(signal: Signal, lang: Language) -> str:
    return _SIGNALS[signal][list(Language).index(lang)]
