"""Words of the call that goes on, besides those of the panel itself."""

from collections.abc import Mapping

from copilot.panel.screen_words import NOTICES, SAY, Row
from copilot.panel.view import Notice

QUIT_HELP: Row = ("按兩次結束通話", "按两次结束通话", "twice: end the call")
"""A browser keeps Ctrl-C for itself."""

WORDS: Mapping[str, Row] = {
    "line": ("現在說什麼", "现在说什么", "What to say now"),
    "news": ("提醒", "提醒", "Alerts"),
    "phases": ("三個階段", "三个阶段", "Three phases"),
    "beside": ("接下來用得到", "接下来用得到", "For the next minute"),
    "transcript": ("逐字稿", "逐字稿", "Transcript"),
    "newest": ("最新的話", "最新的话", "Newest words"),
    "marked": ("有記號", "有记号", "marked"),
    "status": ("這通電話", "这通电话", "This call"),
    "no-call": (
        "現在沒有通話。",
        "现在没有通话。",
        "No call is going on.",
    ),
    "phase-told": (
        "{name} {share}%，目標 {target}%",
        "{name} {share}%，目标 {target}%",
        "{name} {share}%, target {target}%",
    ),
    "comma-mark": ("，", "，", ", "),
    "stop-mark": ("；", "；", "; "),
    "phase-here": ("現在在這裡", "现在在这里", "here now"),
    "share-of": ("{share}/{target}%", "{share}/{target}%", "{share} of {target}%"),
    "float": ("置頂小窗", "置顶小窗", "Always on top"),
    "float-back": ("收回小窗", "收回小窗", "Back to the page"),
    "floating": (
        "建議在小窗裡。",
        "建议在小窗里。",
        "The line is in the small window.",
    ),
    "close": ("關閉", "关闭", "Close"),
    "letters": (
        "字母當按鍵用",
        "字母当按键用",
        "Letters work as keys",
    ),
    "search-field": ("查什麼", "查什么", "Words to look for"),
    "found": ("找到 {0} 條", "找到 {0} 条", "{0} found"),
    "quit-again": NOTICES[Notice.QUIT_AGAIN],
    **{
        name: SAY[name]
        for name in ("keys", "keys-hint", "search", "search-hint", "nothing-found", "no-card")
    },
}
