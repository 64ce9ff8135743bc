"""What a report's page and pictures say around the facts, in three languages (pure).

One row for each thing, in the order of :class:`~copilot.language.Language`: traditional Chinese,
simplified Chinese, English. What the facts themselves are called is in `copilot.report.words` and
in the panels' words.
"""

from collections.abc import Iterator, Mapping, Sequence

from copilot.language import Language

Row = tuple[str, str, str]

_ROWS: Mapping[str, Row] = {
    # The three circles.
    "this_call": ("這通電話", "这通电话", "This call"),
    "ideal_outbound": ("理想的外撥電話", "理想的外呼电话", "An ideal outbound call"),
    "ideal_inbound": ("理想的來電", "理想的呼入电话", "An ideal inbound call"),
    "own_target": ("設定的目標", "设定的目标", "The target that was set"),
    "circles_title": (
        "三個圓：時間花在哪個階段",
        "三个圆：时间花在哪个阶段",
        "Three circles: where the time went",
    ),
    "circles_desc": (
        "{name}。{parts}。{moves}",
        "{name}。{parts}。{moves}",
        "{name}. {parts}. {moves}",
    ),
    "circles_part": (
        "{phase} {share}（{time}）",
        "{phase} {share}（{time}）",
        "{phase} {share} ({time})",
    ),
    "circles_moves": (
        "客戶在{a}與{b}之間來回 {n} 次",
        "客户在{a}与{b}之间来回 {n} 次",
        "The customer moved between {a} and {b} {n}×",
    ),
    "no_moves": (
        "客戶一直在同一個階段",
        "客户一直在同一个阶段",
        "The customer stayed in one phase",
    ),
    "circles_caption": (
        "面積是該階段的說話時間；客戶在兩個階段之間來回越多次（×），兩個圓重疊越多。箭頭是決定進行的方向。",
        "面积是该阶段的说话时间；客户在两个阶段之间来回越多次（×），两个圆重叠越多。箭头是决定进行的方向。",
        "Areas are the seconds of speech in each phase. Circles overlap the more, the more often "
        "the customer moved between the two (×). The arrow is the direction of a decision.",
    ),
    # Figures at the top of a page.
    "n_turns": ("{n} 句話", "{n} 句话", "{n} turns"),
    "customer_spoke": ("客戶說了", "客户说了", "Customer spoke"),
    "kinds_asked": ("種問題問過", "种问题问过", "kinds asked"),
    "taken_up": ("提示被採用", "提示被采用", "taken up"),
    "taken_up_in": ("接住了", "接住了", "taken up"),
    "answered": ("{total} 問 {n} 答", "{total} 问 {n} 答", "{n} of {total} answered"),
    "turn_number": ("第 {n} 句", "第 {n} 句", "turn {n}"),
    # The time line.
    "timeline_caption": (
        "著色的是當時的階段；上排是客戶在說，下排灰色是業務在說。編號對應下面的時刻。",
        "着色的是当时的阶段；上排是客户在说，下排灰色是坐席在说。编号对应下面的时刻。",
        "Tinted is the phase that was open. Upper bars are the customer speaking, lower grey ones "
        "the agent. Numbers are those of the moments below.",
    ),
    "timeline_title": ("階段走勢", "阶段走势", "How the call went"),
    "timeline_desc": (
        "橫軸是通話時間，共 {time}。客戶的思維依序是：{course}。標出 {n} 個時刻。",
        "横轴是通话时间，共 {time}。客户的思维依次是：{course}。标出 {n} 个时刻。",
        "Call time from left to right, {time} in all. The customer's thinking went: {course}. "
        "{n} moments are marked.",
    ),
    "then": ("→", "→", " → "),
    # Many calls.
    "many_title": ("多通電話的比較", "多通电话的比较", "Calls compared"),
    "n_calls": ("{n} 通", "{n} 通", "{n} calls"),
    "one_call": ("1 通", "1 通", "1 call"),
    "no_calls": (
        "這段時間沒有通話。",
        "这段时间没有通话。",
        "There are no calls in this time.",
    ),
    "all_calls": ("全部", "全部", "All"),
    "calls": ("通數", "通数", "Calls"),
    "no_name": ("（沒有名字）", "（没有名字）", "(no name)"),
    "by_agent": ("業務", "坐席", "Agent"),
    "by_mode": ("類型", "类型", "Mode"),
    "by_week": ("週（週一）", "周（周一）", "Week of"),
    "time_in_phases": (
        "各階段佔的時間（目標）",
        "各阶段占的时间（目标）",
        "Time in each phase (target)",
    ),
    "agent_spoke": ("業務說了", "坐席说了", "Agent spoke"),
    "questions_asked": (
        "問了這種問題的通話",
        "问了这种问题的通话",
        "Calls in which each question was asked",
    ),
    "lines_taken_up": ("提示的話", "提示的话", "Lines offered"),
    "offered": ("提示", "提示", "offered"),
    "followed": ("說了", "说了", "taken up"),
    "judged_used": ("按了有用", "按了有用", "judged used"),
    "outcomes": ("結果（通數）", "结果（通数）", "Outcomes (calls)"),
    "over_time": ("一段時間下來", "一段时间下来", "Over time"),
    "trend_caption": (
        "點是一天或一週內該階段佔說話時間的比例；虛線是目標。",
        "点是一天或一周内该阶段占说话时间的比例；虚线是目标。",
        "Dots are the phase's share of the speech in a day or a week, dashes its target.",
    ),
    "few_calls": (
        "少於 5 通的只列次數和時間，不算百分比。不排名，也不評斷聲音、情緒或個性。",
        "少于 5 通的只列次数和时间，不算百分比。不排名，也不评断声音、情绪或个性。",
        "Fewer than 5 calls are shown as counts and times, not percentages. Nobody is ranked, and "
        "nothing here judges a voice, a mood or a person.",
    ),
    "trend_desc": (
        "{phase}：最早 {first}，最近 {last}，目標 {target}",
        "{phase}：最早 {first}，最近 {last}，目标 {target}",
        "{phase}: first {first}, latest {last}, target {target}",
    ),
    "spin_part": (
        "{name} {n}/{total} 通",
        "{name} {n}/{total} 通",
        "{name} in {n} of {total} calls",
    ),
}


class PageWords(Mapping[str, str]):
    """The rows in one language; a name that has no row is a mistake and a KeyError."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._place = list(Language).index(lang)

    def __getitem__(self, name: str) -> str:
        return _ROWS[name][self._place]

    def __iter__(self) -> Iterator[str]:
        return iter(_ROWS)

    def __len__(self) -> int:
        return len(_ROWS)

    def joined(self, parts: Sequence[str]) -> str:
        """Things told one after the other."""
        return ("、" if self.lang.is_chinese else ", ").join(parts)


def clock(seconds: float) -> str:
    """`125.4` -> `2:05`; from an hour on `1:02:05`."""
    whole = int(seconds + 0.5)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def percent(share: float) -> str:
    """`0.454` -> `45 %`."""
    return f"{share * 100:.0f}\u202f%"
