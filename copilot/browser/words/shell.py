"""Words of the page's frame: the parts it has, and what is wrong with the connection."""

from collections.abc import Mapping

from copilot.panel.screen_words import Row

LOADING: Row = ("正在載入模型…", "正在加载模型…", "Loading the models …")
"""In place of the line, until the first call can be heard."""

WORDS: Mapping[str, Row] = {
    "part-live": ("通話", "通话", "Call"),
    "part-calls": ("紀錄", "记录", "Calls"),
    "part-cards": ("產品卡", "产品卡", "Cards"),
    "part-start": ("開始", "开始", "Start"),
    "parts": ("頁面", "页面", "Parts of this page"),
    "part-missing": (
        "這一頁現在打不開。",
        "这一页现在打不开。",
        "This part of the page cannot be shown now.",
    ),
    "skip": ("跳到內容", "跳到内容", "Skip to the content"),
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
    "full": (
        "這通電話開了太多分頁。關掉幾個，這裡就會接上。",
        "这通电话开了太多标签页。关掉几个，这里就会接上。",
        "Too many tabs show this call. Close some, and this one goes on.",
    ),
    "over": (
        "副駕已經結束，可以關掉這個分頁。",
        "副驾已经结束，可以关掉这个标签页。",
        "The copilot has ended. This tab can be closed.",
    ),
}
