"""Words of the calls that are kept: the list, one call, and its player."""

from collections.abc import Mapping

from copilot.method.phases import Phase
from copilot.panel.screen_words import MODES, Row
from copilot.report.words import OUTCOMES
from copilot.wording import en, zh_hans, zh_hant

WORDS: Mapping[str, Row] = {
    "calls-title": ("通話紀錄", "通话记录", "Calls"),
    "calls-search": ("找說過的話", "查找说过的话", "Find what was said"),
    "calls-search-do": ("搜尋", "搜索", "Search"),
    "calls-filter": ("篩選", "筛选", "Filter"),
    "calls-filter-clear": ("清除篩選", "清除筛选", "Clear the filter"),
    "calls-any": ("全部", "全部", "any"),
    "calls-since": ("從", "从", "From"),
    "calls-until": ("到", "到", "To"),
    "calls-mode": ("方向", "方向", "Direction"),
    "calls-outcome": ("結果", "结果", "Outcome"),
    "calls-agent": ("業務", "坐席", "Agent"),
    "calls-date": ("時間", "时间", "Date"),
    "calls-length": ("長度", "时长", "Length"),
    "calls-product": ("產品", "产品", "Product"),
    "calls-phases": ("三個階段", "三个阶段", "Phases"),
    "calls-lines": ("採用的提示", "采用的提示", "Lines used"),
    "calls-lines-of": ("{0} / {1}", "{0} / {1}", "{0} of {1}"),
    "calls-do": ("動作", "操作", "Actions"),
    "calls-count": ("{0} 通電話", "{0} 通电话", "Calls: {0}"),
    "calls-count-of": ("{1} 通中的 {0} 通", "{1} 通中的 {0} 通", "{0} of {1} calls"),
    "calls-hits": ("找到 {0} 句", "找到 {0} 句", "Turns found: {0}"),
    "calls-none": (
        "還沒有通話紀錄。講完的電話會出現在這裡。",
        "还没有通话记录。打完的电话会出现在这里。",
        "No call is kept yet. Calls that are over appear here.",
    ),
    "calls-none-such": (
        "沒有符合的通話。",
        "没有符合的通话。",
        "No call is kept that this is true of.",
    ),
    "calls-not-said": (
        "留著的通話裡沒有人說過這個。",
        "保留的通话里没有人说过这个。",
        "Nobody said that in a call that is kept.",
    ),
    "calls-more": ("再顯示一些", "再显示一些", "Show more"),
    "calls-loading": ("讀取中…", "读取中…", "Reading …"),
    "calls-again": ("再試一次", "重试", "Try again"),
    "calls-play": ("重播", "回放", "Play"),
    "calls-report": ("報告", "报告", "Report"),
    "calls-delete": ("刪除", "删除", "Delete"),
    "calls-of": ("{0}：{1}", "{0}：{1}", "{0}: {1}"),
    "calls-delete-ask": (
        "要永遠刪除這通電話嗎？",
        "要永久删除这通电话吗？",
        "Delete this call for good?",
    ),
    "calls-delete-told": (
        "逐字稿、數字和聲音都會刪掉，沒辦法復原。已經匯出或送出去的不受影響。",
        "逐字稿、数据和录音都会删掉，无法恢复。已经导出或发送出去的不受影响。",
        "Its words, figures and sound are removed and cannot be brought back. "
        "What was exported or sent is not reached.",
    ),
    "calls-keep": ("保留", "保留", "Keep it"),
    "calls-deleted": ("已刪除。", "已删除。", "Deleted."),
    "calls-sound": ("有錄音", "有录音", "with sound"),
    "calls-broke-off": ("中途斷了", "中途断了", "broke off"),
    "calls-all": ("全部紀錄", "全部记录", "All calls"),
    "calls-share-short": ("{name} {share}%", "{name} {share}%", "{name} {share}%"),
    "calls-share": (
        "{name} {share}%（目標 {target}%）",
        "{name} {share}%（目标 {target}%）",
        "{name} {share}%, target {target}%",
    ),
    "calls-agent-share": ("業務說話", "坐席说话", "Agent spoke"),
    "calls-turns": ("句數", "句数", "Turns"),
    "calls-alerts": ("提醒", "提醒", "Alerts"),
    "calls-consent": ("同意", "同意", "Consent"),
    "calls-mattered": ("這通電話的重點", "这通电话的重点", "What mattered"),
    "calls-next": ("接下來要做", "接下来要做", "What comes next"),
    "calls-well": ("做得好的", "做得好的", "Keep doing"),
    "calls-try": ("下次試試", "下次试试", "Try next time"),
    "calls-no-words": (
        "這通電話只留下數字：沒有逐字稿，也不能重播。",
        "这通电话只保留了数据：没有逐字稿，也不能回放。",
        "Of this call only the figures are kept: no words, and nothing to play.",
    ),
    "calls-report-open": ("在新分頁打開", "在新标签页打开", "Open in a new tab"),
    "calls-report-hide": ("收起報告", "收起报告", "Hide the report"),
    "player": ("重播這通電話", "回放这通电话", "Play the call again"),
    "player-play": ("播放", "播放", "Play"),
    "player-pause": ("暫停", "暂停", "Pause"),
    "player-where": ("播放位置", "播放位置", "Moment of the call"),
    "player-time": ("{0}，全長 {1}", "{0}，全长 {1}", "{0} of {1}"),
    "player-speed": ("速度", "速度", "Speed"),
    "player-back": ("退 5 秒", "退 5 秒", "Back 5 seconds"),
    "player-on": ("進 5 秒", "进 5 秒", "On 5 seconds"),
    "player-next-customer": ("下一句客戶", "下一句客户", "Next customer turn"),
    "player-next-alert": ("下一個提醒", "下一个提醒", "Next alert"),
    "player-next-marked": ("下一個記號", "下一个标记", "Next mark"),
    "player-no-more": ("後面沒有了。", "后面没有了。", "There is none after this."),
    "player-silent": (
        "這通電話沒有留下聲音。",
        "这通电话没有保留录音。",
        "The sound of this call was not kept.",
    ),
    "player-mute": (
        "這個瀏覽器放不出這段聲音，所以只有畫面。",
        "这个浏览器播放不了这段录音，所以只有画面。",
        "This browser cannot play the sound, so the call is shown without it.",
    ),
    "player-keys": (
        "在播放器裡：空白鍵 播放或暫停，← → 前後 5 秒，c 下一句客戶，a 下一個提醒，m 下一個記號，"
        "< > 速度，Home 和 End 到頭尾；加 Shift 往回找。",
        "在播放器里：空格 播放或暂停，← → 前后 5 秒，c 下一句客户，a 下一个提醒，m 下一个标记，"
        "< > 速度，Home 和 End 到头尾；加 Shift 往回找。",
        "Within the player: space plays and pauses, ← → 5 seconds, c next customer turn, a next "
        "alert, m next mark, < > speed, Home and End; with Shift, the one before.",
    ),
    **{f"calls-outcome-{outcome.value}": row for outcome, row in OUTCOMES.items()},
    **{f"calls-mode-{mode.value}": row for mode, row in MODES.items()},
    **{
        f"calls-phase-{phase.value}": (
            zh_hant.PHASES_SHORT[phase],
            zh_hans.PHASES_SHORT[phase],
            en.PHASES_SHORT[phase],
        )
        for phase in Phase
    },
}
