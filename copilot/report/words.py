"""What a report calls its facts, in three languages (pure). The tips' words stand beside it.

One row for each thing, in the order of :class:`~copilot.language.Language`: traditional Chinese,
simplified Chinese, English.
"""

from collections.abc import Mapping

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.signals import Signal
from copilot.report.facts import Handled, MomentKind
from copilot.report.page_words import clock, percent
from copilot.report.tip_words import (
    KEEP_DETAILS,
    KEEP_TITLES,
    MORE,
    TRY_DETAILS,
    TRY_TITLES,
    WITH_CARD,
    WITHOUT_CARD,
    Row,
)
from copilot.report.tips import Keep, Tip
from copilot.wording import phase_name

_LONGEST = {True: 44, False: 130}  # characters of a quotation

OUTCOMES: Mapping[Outcome, Row] = {
    Outcome.AGREED: ("談成了", "谈成了", "agreed"),
    Outcome.DECLINED: ("客戶不要", "客户不要", "declined"),
    Outcome.UNDECIDED: ("還沒決定", "还没决定", "undecided"),
    Outcome.EXIT: ("客戶要求結束", "客户要求结束", "asked to stop"),
    Outcome.NO_CHOICE: ("還沒談到選擇", "还没谈到选择", "ended before a choice"),
    Outcome.UNKNOWN: ("結果不明", "结果不明", "not known"),
}
MODES: Mapping[Mode, Row] = {
    Mode.OUTBOUND: ("外撥", "外呼", "outbound"),
    Mode.INBOUND: ("來電", "呼入", "inbound"),
}
SPEAKERS: Mapping[Speaker, Row] = {
    Speaker.AGENT: ("業務", "坐席", "agent"),
    Speaker.CUSTOMER: ("客戶", "客户", "customer"),
}
DOUBTS: Mapping[Signal, Row] = {
    Signal.OBJECTION_PRICE: ("價格", "价格", "price"),
    Signal.OBJECTION_NEED: ("需不需要", "需不需要", "need"),
    Signal.OBJECTION_TRUST: ("信不信得過", "信不信得过", "trust"),
    Signal.OBJECTION_TIMING: ("時機", "时机", "timing"),
}
QUESTIONS: Mapping[Move, Row] = {
    Move.SITUATION: ("現況", "现况", "situation"),
    Move.PROBLEM: ("困難", "困难", "problem"),
    Move.IMPLICATION: ("影響", "影响", "implication"),
    Move.NEED_PAYOFF: ("解決的價值", "解决的价值", "need-payoff"),
}
COLUMNS: Mapping[Move, Row] = {
    Move.FEATURE: ("特色", "特点", "feature"),
    Move.ADVANTAGE: ("優點", "优点", "advantage"),
    Move.BENEFIT: ("好處", "好处", "benefit"),
    Move.EVIDENCE: ("證據", "证据", "evidence"),
}
MOMENTS: Mapping[MomentKind, Row] = {
    MomentKind.PREMATURE_PITCH: (
        "需求不明就介紹",
        "需求不明就介绍",
        "presented before a need was known",
    ),
    MomentKind.TOO_SOON: (
        "前一階段沒走完就推",
        "前一阶段没走完就推",
        "sold before a phase was finished",
    ),
    MomentKind.PUSHED: (
        "猶豫或拒絕後還在催",
        "犹豫或拒绝后还在催",
        "pressed after hesitation or a no",
    ),
    MomentKind.HESITATION: ("客戶猶豫", "客户犹豫", "hesitation"),
    MomentKind.HIDDEN_NEED: ("另一個需求", "另一个需求", "another need"),
    MomentKind.READY: ("客戶準備好了", "客户准备好了", "ready to go ahead"),
    MomentKind.EXIT: ("客戶想結束", "客户想结束", "wanted to stop"),
    MomentKind.MONOLOGUE: ("一口氣說太久", "一口气说太久", "one very long turn"),
    MomentKind.MARKED: ("自己做的記號", "自己做的记号", "marked by the agent"),
}
HANDLED: Mapping[Handled, Row] = {
    Handled.WENT_BACK: ("往回問", "往回问", "went back to asking"),
    Handled.ANSWERED: ("接住疑慮", "接住疑虑", "answered it"),
    Handled.LEFT_ROOM: ("留了空間", "留了空间", "left room"),
    Handled.PRESSED_ON: ("繼續推", "继续推", "pressed on"),
    Handled.TAKEN_UP: ("接住了", "接住了", "taken up"),
    Handled.MISSED: ("沒有接", "没有接", "not taken up"),
    Handled.CLOSED: ("談定下一步", "谈定下一步", "agreed the step"),
    Handled.KEPT_SELLING: ("繼續介紹", "继续介绍", "went on presenting"),
    Handled.LET_GO: ("放手", "放手", "let them go"),
    Handled.IGNORED: ("沒有理會", "没有理会", "went on all the same"),
    Handled.NOTHING: ("", "", ""),
}

_LABELS: Mapping[str, Row] = {
    "report": ("通話報告", "通话报告", "Call report"),
    "outcome": ("結果", "结果", "Outcome"),
    "agent": ("業務", "坐席", "Agent"),
    "product": ("產品", "产品", "Product"),
    "began": ("開始", "开始", "Began"),
    "length": ("長度", "长度", "Length"),
    "consent": ("同意", "同意", "Consent"),
    "keep": ("三件事，繼續做", "三件事，继续做", "Keep"),
    "try": ("三件事，下次試試", "三件事，下次试试", "Try next time"),
    "summary": ("經過", "经过", "What happened"),
    "phases": ("三個階段", "三个阶段", "Three phases"),
    "phase": ("階段", "阶段", "Phase"),
    "time": ("時間", "时间", "Time"),
    "share": ("佔比", "占比", "Share"),
    "target": ("目標", "目标", "Target"),
    "their_turns": ("客戶發言", "客户发言", "Customer's turns"),
    "unfinished": ("沒走完", "没走完", "unfinished"),
    "course": ("走勢", "走势", "Course"),
    "questions": ("提問（SPIN）", "提问（SPIN）", "Questions (SPIN)"),
    "not_asked": ("沒有問", "没有问", "not asked"),
    "no_answer": ("沒有回答", "没有回答", "no answer"),
    "told": ("介紹（FABE）", "介绍（FABE）", "Product told (FABE)"),
    "not_told": ("沒有說", "没有说", "not told"),
    "before_need": ("那時還不知道需求", "那时还不知道需求", "before a need was known"),
    "answers_them": ("回應客戶說的", "回应客户说的", "answers"),
    "nothing_told": ("沒有介紹產品", "没有介绍产品", "Nothing of the product was told."),
    "learned": ("客戶說的", "客户说的", "What was learned"),
    "needs": ("另外的需求", "另外的需求", "another need"),
    "options": ("客戶想到的辦法", "客户想到的办法", "option they named"),
    "seconds": ("{n} 秒", "{n} 秒", "{n} s"),
    "nothing_learned": ("沒有", "没有", "Nothing."),
    "doubts": ("疑慮", "疑虑", "Doubts"),
    "no_doubts": ("客戶沒有提出疑慮", "客户没有提出疑虑", "None was raised."),
    "not_met": ("沒有回應", "没有回应", "not taken up"),
    "met": ("回應", "回应", "taken up"),
    "from_card": ("照資料卡", "照资料卡", "from the card"),
    "card_says": ("資料卡", "资料卡", "card"),
    "moments": ("值得再聽的時刻", "值得再听的时刻", "Moments to listen to again"),
    "no_moments": ("沒有", "没有", "None."),
    "lines": ("提示的話", "提示的话", "Lines offered"),
    "lines_figures": (
        "提示 {offered} 句，說了 {followed} 句；按鍵：有用 {used}，沒用 {not_useful}；換一句 "
        "{another} 次。",
        "提示 {offered} 句，说了 {followed} 句；按键：有用 {used}，没用 {not_useful}；换一句 "
        "{another} 次。",
        "{offered} offered, {followed} taken up; judged used {used}, not useful {not_useful}; "
        "another asked for {another}×.",
    ),
    "talk": ("誰說了多少", "谁说了多少", "Who spoke"),
    "talk_figures": (
        "業務 {agent}，客戶 {customer}；業務 {agent_turns} 次發言，其中 {asked} 次有提問，客戶 "
        "{customer_turns} 次發言。",
        "坐席 {agent}，客户 {customer}；坐席 {agent_turns} 次发言，其中 {asked} 次有提问，客户 "
        "{customer_turns} 次发言。",
        "Agent {agent}, customer {customer}; {agent_turns} turns of the agent, {asked} of them "
        "asking, {customer_turns} of the customer.",
    ),
    "longest_agent": ("業務最長一段", "坐席最长一段", "Agent's longest stretch"),
    "longest_customer": ("客戶最長一段", "客户最长一段", "Customer's longest stretch"),
    "next_steps": ("說好的下一步", "说好的下一步", "Next steps promised"),
    "no_next_steps": ("沒有說定", "没有说定", "None was promised."),
    "unasked": ("還沒問的", "还没问的", "not asked yet"),
    "not_closed": (
        "程式在通話結束前中斷，這份報告到中斷為止。",
        "程序在通话结束前中断，这份报告到中断为止。",
        "The program ended before the call did; this report goes as far as it was heard.",
    ),
    "lost_words": (
        "有 {n} 段話沒有聽清楚，不在這份報告裡。",
        "有 {n} 段话没有听清楚，不在这份报告里。",
        "{n} utterances were not understood and are missing here.",
    ),
    "pauses": (
        "通話中暫停過 {n} 次，暫停時的話不在這份報告裡。",
        "通话中暂停过 {n} 次，暂停时的话不在这份报告里。",
        "Listening was paused {n}×; what was said meanwhile is missing here.",
    ),
    "too_short": (
        "通話太短，沒有足夠的內容可以給建議。",
        "通话太短，没有足够的内容可以给建议。",
        "The call was too short for advice.",
    ),
    "nothing_to_try": (
        "照方法看，沒有漏掉什麼。",
        "照方法看，没有漏掉什么。",
        "By the method, nothing was left out.",
    ),
    "nothing_to_keep": (
        "這通沒有特別突出的。",
        "这通没有特别突出的。",
        "Nothing stood out in this call.",
    ),
    "transcript": ("逐句", "逐句", "Transcript"),
    "read_by": (
        "說了什麼由語音辨識聽寫，做了什麼由程式判讀，都可能有錯；不評斷聲音、情緒或個性。",
        "说了什么由语音识别听写，做了什么由程序判读，都可能有错；不评断声音、情绪或个性。",
        "Words were written down by speech recognition and read by rules, and both can be wrong. "
        "Nothing here judges a voice, a mood or a person.",
    ),
}


def label(name: str, lang: Language, **values: object) -> str:
    """A heading or a sentence of a report, filled; KeyError for a name that has no row."""
    return _in(_LABELS[name], lang).format(**values) if values else _in(_LABELS[name], lang)


def outcome_name(outcome: Outcome, lang: Language) -> str:
    return _in(OUTCOMES[outcome], lang)


def mode_name(mode: Mode, lang: Language) -> str:
    return _in(MODES[mode], lang)


def speaker_name(speaker: Speaker, lang: Language) -> str:
    return _in(SPEAKERS[speaker], lang)


def doubt_name(doubt: Signal, lang: Language) -> str:
    """What an objection is about."""
    return _in(DOUBTS[doubt], lang)


def question_name(move: Move, lang: Language) -> str:
    """A SPIN question."""
    return _in(QUESTIONS[move], lang)


def column_name(move: Move, lang: Language) -> str:
    """A FABE column."""
    return _in(COLUMNS[move], lang)


def moment_name(kind: MomentKind, lang: Language) -> str:
    return _in(MOMENTS[kind], lang)


def handled_name(handled: Handled, lang: Language) -> str:
    """What the agent did; empty where there was nothing to do."""
    return _in(HANDLED[handled], lang)


def tip_title(tip: Tip, lang: Language) -> str:
    """The tip in a few words."""
    rows = KEEP_TITLES[tip.code] if isinstance(tip.code, Keep) else TRY_TITLES[tip.code]
    return _filled(_in(rows, lang), tip, lang)


def tip_text(tip: Tip, lang: Language) -> str:
    """Where it was, what was said, and what to do: one or two sentences."""
    rows = KEEP_DETAILS[tip.code] if isinstance(tip.code, Keep) else TRY_DETAILS[tip.code]
    return _filled(_in(rows, lang), tip, lang)


def short(quote: str, lang: Language) -> str:
    """A quotation that can be read at a glance; what is left out is marked."""
    text, most = " ".join(quote.split()), _LONGEST[lang.is_chinese]
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    if not lang.is_chinese and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ，。、；：,.;:") + "…"


def _filled(text: str, tip: Tip, lang: Language) -> str:
    card = _in(WITH_CARD, lang).replace("{entry}", tip.entry) if tip.entry else ""
    slots = {
        "at": clock(tip.at_s),
        "quote": _said(tip.quote, lang),
        "reply": _said(tip.reply, lang),
        "entry": tip.entry,
        "number": str(tip.number),
        "share": percent(tip.share),
        "target": percent(tip.target),
        "phase": phase_name(tip.phase, lang, short=False) if tip.phase else "",
        "more": _in(MORE[tip.phase], lang) if tip.phase else "",
        "with_card": card or _in(WITHOUT_CARD, lang),
    }
    return text.format(**slots)


def _said(quote: str, lang: Language) -> str:
    """A quotation inside a sentence: its own last mark stays only where it asks or breaks off."""
    return short(quote, lang).rstrip("。.，, ")


def _in(row: Row, lang: Language) -> str:
    return row[list(Language).index(lang)]
