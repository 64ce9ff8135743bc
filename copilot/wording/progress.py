"""What the panels say about the course of a call: what was learned, asked and warned of (pure).

One row for each thing, in the order of :class:`~copilot.language.Language`: traditional Chinese,
simplified Chinese, English.
"""

from collections.abc import Mapping

from copilot.language import Language
from copilot.method.alert_kinds import Alert, AlertKind
from copilot.method.circles import Missing
from copilot.method.learned import Kind
from copilot.method.phases import Phase
from copilot.method.topics import Topic
from copilot.wording import phase_name

Row = tuple[str, str, str]

KINDS: Mapping[Kind, Row] = {
    Kind.FACT: ("現況", "现况", "fact"),
    Kind.PAIN: ("困難", "困难", "pain"),
    Kind.CONSEQUENCE: ("影響", "影响", "leads to"),
    Kind.WANTED: ("想要", "想要", "wants"),
    Kind.NEED: ("另有需求", "另有需求", "other need"),
    Kind.OPTION: ("辦法", "办法", "option"),
    Kind.OBJECTION: ("疑慮", "疑虑", "doubt"),
    Kind.COMMITMENT: ("說定", "说定", "agreed"),
}

TOPICS: Mapping[Topic, Row] = {
    Topic.SITUATION: ("現況", "现况", "situation"),
    Topic.PROBLEM: ("困難", "困难", "difficulty"),
    Topic.IMPLICATION: ("影響", "影响", "consequence"),
    Topic.NEED_PAYOFF: ("解決的價值", "解决的价值", "worth of solving"),
    Topic.QUANTITY: ("數量、多常", "数量、多常", "how many, how often"),
    Topic.ADJACENT: ("還有誰、還有哪裡", "还有谁、还有哪里", "who else, where else"),
}

MISSING: Mapping[Missing, Row] = {
    Missing.TURNS: ("客戶說得太少", "客户说得太少", "heard too little"),
    Missing.TIME: ("時間太少", "时间太少", "too little time"),
}

# {0} is the first detail, {rest} the topics after it.
ALERTS: Mapping[AlertKind, Row] = {
    AlertKind.EXIT_IGNORED: (
        "客戶說了要停：道謝，結束",
        "客户说了要停：道谢，结束",
        "They asked to stop: thank them and end",
    ),
    AlertKind.PUSHED: (
        "剛才在催：先聽他卡在哪裡",
        "刚才在催：先听他卡在哪里",
        "A push: first hear what holds them",
    ),
    AlertKind.GO_BACK: (
        "猶豫：回到「{0}」，{rest}",
        "犹豫：回到“{0}”，{rest}",
        "Hesitating: go back to {0}, {rest}",
    ),
    AlertKind.PREMATURE_PITCH: (
        "還不知道需求就介紹：先問",
        "还不知道需求就介绍：先问",
        "Pitched too early: ask first",
    ),
    AlertKind.TOO_SOON: (
        "太早：「{0}」還沒走完",
        "太早：“{0}”还没走完",
        "Too soon: {0} is unfinished",
    ),
    AlertKind.NEED_WAITING: (
        "還沒接住：「{0}」",
        "还没接住：“{0}”",
        "Not taken up yet: “{0}”",
    ),
    AlertKind.MONOLOGUE: (
        "說太久：停下來，問一句",
        "说太久：停下来，问一句",
        "Too long: stop and ask something",
    ),
    AlertKind.TALK_RATIO: (
        "你說了 {0}：讓客戶多說",
        "你说了 {0}：让客户多说",
        "You had {0}: let them speak",
    ),
}

_COMPLETE: Row = ("還沒問：{0}", "还没问：{0}", "not asked: {0}")
_HEAR_MORE: Mapping[Phase, Row] = {
    Phase.COGNITIVE: ("再聽他說自己的情況", "再听他说自己的情况", "hear more about them"),
    Phase.DIVERGENT: ("再收集一個辦法", "再收集一个办法", "collect one more option"),
}
_LONGEST = {True: 24, False: 60}  # characters of a quotation in a warning


def kind_name(kind: Kind, lang: Language) -> str:
    """What a piece of knowledge is about."""
    return _in(KINDS[kind], lang)


def topic_name(topic: Topic, lang: Language) -> str:
    """What has not been asked yet."""
    return _in(TOPICS[topic], lang)


def missing_text(missing: Missing, lang: Language) -> str:
    """Why a phase is unfinished."""
    return _in(MISSING[missing], lang)


def topics_text(topics: tuple[Topic, ...], lang: Language) -> str:
    """Several topics in one breath."""
    return ("、" if lang.is_chinese else "; ").join(topic_name(t, lang) for t in topics)


def alert_text(alert: Alert, lang: Language) -> str:
    """One warning in a few words, naming what it is about."""
    text = _in(ALERTS[alert.kind], lang)
    first, *rest = alert.detail or ("",)
    if alert.kind in (AlertKind.GO_BACK, AlertKind.TOO_SOON):
        phase = Phase(first)
        first = phase_name(phase, lang)
        more = _in(_HEAR_MORE.get(phase, ("", "", "")), lang)
        if rest:
            topics = topics_text(tuple(Topic(t) for t in rest), lang)
            more = _in(_COMPLETE, lang).format(topics)
        return text.format(first, rest=more)
    return text.format(_short(first, lang))


def _short(quote: str, lang: Language) -> str:
    most = _LONGEST[lang.is_chinese]
    return quote if len(quote) <= most else quote[: most - 1] + "…"


def _in(row: Row, lang: Language) -> str:
    return row[list(Language).index(lang)]
