"""Words of the page's frame: the parts it has, and what is wrong with the connection."""

from collections.abc import Mapping

from copilot.panel.screen_words import Row

WORDS: Mapping[str, Row] = {
    "part-live": ("通話", "通话", "Call"),
    "part-calls": ("紀錄", "记录", "Calls"),
    "part-cards": ("產品卡", "产品卡", "Cards"),
    "part-start": ("開始", "开始", "Start"),
    "connecting": ("連線中…", "连接中…", "Connecting …"),
    "lost": (
        "與副駕斷線，正在重新連線。通話照常進行。",
        "与副驾断线，正在重新连接。通话照常进行。",
        "The copilot cannot be reached; trying again. The call itself goes on.",
    ),
    "locked": (
        "這個分頁沒有鑰匙。請用副駕啟動時顯示的網址打開。",
        "这个标签页没有钥匙。请用副驾启动时显示的网址打开。",
        "This tab has no key. Open the address that the copilot showed when it started.",
    ),
}
