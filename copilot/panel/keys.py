"""The keys of the terminal panel, and what they are called (pure)."""

from dataclasses import dataclass

from copilot.language import Language
from copilot.panel.screen_words import Row, told
from copilot.panel.view import View


@dataclass(frozen=True, slots=True)
class Key:
    """One key: as the terminal names it, as it is shown, what it does."""

    name: str
    shown: str
    action: str  # of the application
    label: Row
    help: Row


KEYS = (
    Key(
        "question_mark",
        "?",
        "help",
        ("說明", "说明", "help"),
        ("這張表", "这张表", "this list"),
    ),
    Key(
        "u",
        "u",
        "used",
        ("用了", "用了", "used"),
        ("這句用了", "这句用了", "I used this line"),
    ),
    Key(
        "a",
        "a",
        "another",
        ("換一句", "换一句", "another"),
        ("換一句，次好的做法", "换一句，次好的做法", "another line, of the next best move"),
    ),
    Key(
        "n",
        "n",
        "not_useful",
        ("沒用", "没用", "not useful"),
        ("這句沒用", "这句没用", "this line is not useful"),
    ),
    Key(
        "slash",
        "/",
        "search",
        ("查卡", "查卡", "card"),
        ("查產品卡", "查产品卡", "search the product card"),
    ),
    Key(
        "p",
        "p",
        "pause",
        ("暫停", "暂停", "pause"),
        (
            "暫停或繼續：暫停時不聽、不記",
            "暂停或继续：暂停时不听、不记",
            "pause or go on: nothing is heard or kept",
        ),
    ),
    Key(
        "m",
        "m",
        "mark",
        ("記號", "记号", "mark"),
        ("在這一刻做記號", "在这一刻做记号", "mark this moment"),
    ),
    Key(
        "q",
        "q",
        "quit",
        ("結束", "结束", "quit"),
        (
            "按兩次結束通話；Ctrl-C 一次就結束",
            "按两次结束通话；Ctrl-C 一次就结束",
            "twice: end the call; Ctrl-C does it at once",
        ),
    ),
)

_OF_A_CALL = ("used", "another", "not_useful", "pause", "mark", "quit")
WAITING_KEYS = (
    Key(
        "enter",
        "Enter",
        "begin",
        ("開始", "开始", "begin"),
        ("開始下一通", "开始下一通", "begin the next call"),
    ),
    *(key for key in KEYS if key.action not in _OF_A_CALL),
    Key(
        "q",
        "q",
        "quit",
        ("離開", "离开", "leave"),
        ("離開", "离开", "leave the sitting"),
    ),
)
"""Between two calls of a sitting."""


def keys_of(view: View) -> tuple[Key, ...]:
    """The keys that mean something now."""
    return KEYS if view.waits is None else WAITING_KEYS


def label(key: Key, lang: Language) -> str:
    """`u used`."""
    return f"{key.shown} {told(key.label, lang)}"
