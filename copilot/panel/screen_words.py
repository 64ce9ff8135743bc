"""What the terminal panel says besides the method's own words: one row for each thing (pure).

In the order of :class:`~copilot.language.Language`: traditional Chinese, simplified Chinese,
English.
"""

from collections.abc import Mapping

from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.panel.view import LineState, Notice

Row = tuple[str, str, str]

SAY: Mapping[str, Row] = {
    "agent": ("業務", "坐席", "Agent"),
    "customer": ("客戶", "客户", "Customer"),
    "agent-short": ("業", "坐", "A"),
    "customer-short": ("客", "客", "C"),
    "waiting": ("等候通話", "等候通话", "Waiting for the call"),
    "no-line": ("聽客戶說", "听客户说", "Listening"),
    "listen": ("先聽", "先听", "listen"),
    "say-nothing": (
        "客戶在想，先不說話。",
        "客户在想，先不说话。",
        "They are thinking: say nothing.",
    ),
    "then": ("之後：", "之后：", "Then: "),
    "paused": ("暫停", "暂停", "paused"),
    "nothing-heard": (
        "現在什麼都不聽、不記。按 p 繼續。",
        "现在什么都不听、不记。按 p 继续。",
        "Nothing is heard or kept now. p goes on.",
    ),
    "withheld": ("卡片資料", "卡片信息", "card details"),
    "not-written": (
        "在報卡號：現在說的都不寫、不記。談別的就會繼續，或按 p。",
        "在报卡号：现在说的都不写、不记。谈别的就会继续，或按 p。",
        "A card is being read out: nothing is written or kept. It goes on with other talk, or p.",
    ),
    "to-read-out": ("先念給客戶聽", "先念给客户听", "Read out first"),
    "writing": ("寫作中", "写作中", "writing"),
    "instant": ("先用這句", "先用这句", "for now"),
    "followed": ("說了", "说了", "said"),
    "used": ("用了", "用了", "used"),
    "not-useful": ("沒用", "没用", "not useful"),
    "share-of": ("{share}/{target}%", "{share}/{target}%", "{share}% of {target}"),
    "objection": ("疑慮", "疑虑", "Doubt"),
    "answer": ("回答", "回答", "Answer"),
    "no-answer": ("產品卡沒有回答：先問", "产品卡没有回答：先问", "nothing on the card: ask"),
    "unasked": ("還沒問", "还没问", "Not asked"),
    "open-needs": ("還沒接住", "还没接住", "Not taken up"),
    "options": ("辦法", "办法", "Options"),
    "learned": ("知道", "知道", "Known"),
    "present": ("可以介紹", "可以介绍", "May present"),
    "line-after": ("建議 {0:.1f} 秒", "建议 {0:.1f} 秒", "line {0:.1f} s"),
    "heard-after": ("聽寫 {0:.1f} 秒", "听写 {0:.1f} 秒", "words {0:.1f} s"),
    "backlog": ("{0} 句等聽寫", "{0} 句等听写", "{0} waiting"),
    "left-out": ("回音略過 {0} 句", "回音略过 {0} 句", "{0} left out as echo"),
    "on-hold": (
        "客戶那邊是音樂或提示音，沒有人說話",
        "客户那边是音乐或提示音，没有人说话",
        "Music or tones from the customer's side, nobody speaks",
    ),
    "ended": ("通話結束", "通话结束", "Call ended"),
    "sums": (
        "{turns} 句話，{lines} 句建議，說了 {followed} 句",
        "{turns} 句话，{lines} 句建议，说了 {followed} 句",
        "{turns} turns, {lines} lines offered, {followed} taken up",
    ),
    "next-by-key": ("按 Enter 開始下一通", "按 Enter 开始下一通", "Enter begins the next call."),
    "next-by-voice": (
        "雙方開口，下一通就開始。也可以按 Enter。",
        "双方开口，下一通就开始。也可以按 Enter。",
        "The next call begins when you both speak, or with Enter.",
    ),
    "first-by-key": ("按 Enter 開始", "按 Enter 开始", "Enter begins the call."),
    "first-by-voice": (
        "雙方開口就開始。也可以按 Enter。",
        "双方开口就开始。也可以按 Enter。",
        "It begins when you both speak, or with Enter.",
    ),
    "leave": ("按 q 離開", "按 q 离开", "q leaves"),
    "search": ("查產品卡", "查产品卡", "card search"),
    "search-hint": (
        "輸入字詞　Enter、Esc 關閉",
        "输入字词　Enter、Esc 关闭",
        "type words · Enter or Esc closes",
    ),
    "nothing-found": ("產品卡上沒有", "产品卡上没有", "not on the card"),
    "no-card": ("沒有產品卡", "没有产品卡", "this call has no card"),
    "keys": ("按鍵", "按键", "keys"),
    "keys-hint": ("按任意鍵關閉", "按任意键关闭", "any key closes"),
}

MODES: Mapping[Mode, Row] = {
    Mode.OUTBOUND: ("外撥", "外呼", "outbound"),
    Mode.INBOUND: ("來電", "来电", "inbound"),
}

PHASES_SHORTEST: Mapping[Phase, Row] = {
    Phase.COGNITIVE: ("認識", "认识", "cog"),
    Phase.DIVERGENT: ("歧異", "歧异", "div"),
    Phase.CONVERGENT: ("聚斂", "聚敛", "con"),
}

STATES: Mapping[LineState, Row] = {
    LineState.NOW: ("", "", ""),
    LineState.CUSTOMER_SPEAKS: ("客戶在說", "客户在说", "they speak"),
    LineState.PAST: ("過了", "过了", "past"),
    LineState.OLD: ("舊", "旧", "old"),
}

NOTICES: Mapping[Notice, Row] = {
    Notice.USED: ("記下：用了", "记下：用了", "Noted: used"),
    Notice.NOT_USEFUL: ("記下：沒用", "记下：没用", "Noted: not useful"),
    Notice.ANOTHER: ("換一句", "换一句", "Another line"),
    Notice.NO_LINE: ("現在沒有建議", "现在没有建议", "There is no line now"),
    Notice.MARKED: ("做了記號", "做了记号", "Marked"),
    Notice.QUIT_AGAIN: ("再按一次 q 結束通話", "再按一次 q 结束通话", "q again ends the call"),
    Notice.STOPPING: (
        "結束中：聽到的會處理完。再按 q 立刻停。",
        "结束中：听到的会处理完。再按 q 立刻停。",
        "Ending: what was heard is finished. q again stops at once.",
    ),
}

PARTS: Mapping[str, Row] = {
    "recogniser": ("聽寫", "听写", "recogniser"),
    "language-model": ("語言模型", "语言模型", "model"),
    "audio": ("聲音", "声音", "sound"),
    "echo": ("回音", "回音", "echo"),
    "panel": ("畫面", "画面", "panel"),
    "store": ("存檔", "存档", "store"),
}


def say(name: str, lang: Language) -> str:
    """One of :data:`SAY`."""
    return told(SAY[name], lang)


def told(row: Row, lang: Language) -> str:
    """The row's words in one language."""
    return row[list(Language).index(lang)]
