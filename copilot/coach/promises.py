"""Words of promise in what is said: guarantee, free, lowest, approved ... (pure).

Words that promise nothing where they stand (negated, or meant otherwise) are left out. Patterns are
written in simplified characters and lower case: they are matched in folded text.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from copilot.coach.disguises import spelled
from copilot.coach.parts import SENTENCE_END, around

# Families of promises. [ab] stands for either character, [a_] for a or nothing.
_FAMILIES = {
    "guarantee": "保证 包[您你] [保包]准 打包票 承诺 担保 确保 发誓 拍胸脯 说到做到 "
    "|guarantee|guarantees|guaranteed|guaranteeing|promise|promises|promised|i swear|my word"
    "|assure you|rest assured|be assured|my assurance|our assurance|count on it",
    "certain": "一定 绝对 肯定 必定 必然 百分百 百分之百 万无一失 准没错 绝没错 绝无 |definitely"
    "|absolutely|for sure|for certain|without fail|no doubt|undoubtedly|can't fail|cannot fail"
    "|won't fail|will not fail|foolproof",
    "free": "免[费收运付缴安装年入手押月租单税掉] [可能您你][以_]免 全免 "
    "不收[钱费] 不[用要花]钱 不[用必_]另[外_][加收付][钱费_] 零[元成费手] "
    "不[用必]付 不[用必]出钱 分文不[收取] 一[毛块分]钱_不 一[毛分]不收 "
    "公司[吸出请] 公司买单 我请客 算我的 算我们的 我们吸收 "
    "无入会 白送 白拿 |free|complimentary|gratis|no charge|no cost|no fee|no fees|no extra"
    "|zero cost|without charge|without a fee|on the house|for nothing"
    "|no setup fee|pay nothing|nothing to pay"
    "|costs nothing|costs you nothing|won't cost|will not cost|not be charged|won't be charged"
    "|won't charge|never charge|not charge|cover the cost|cover the fee|absorb the|eat the cost"
    "|eat the fee|not a penny|not a cent",
    "waived": "|waive|waives|waived|waiving",
    "interest": "零利 免息 [无没]利息 没有利息 0利率 0%利 |no interest|zero interest"
    "|interest free|without interest",
    "gift": "赠 送[您你一两三全整的个好] [多再加还都就]送 买[一二两三]送 奉送 "
    "礼品 好礼 |gift|gifts|two for one|three for two|buy one|bonus|throw in|throw it in|giveaway",
    "refund": "退 还[您你]钱 钱还[您你给] |refund|refunds|refunded|refundable|money back"
    "|reimburse|reimbursed|pay you back|give it all back",
    "lifetime": "终[身生] 永久 永远 [保用][您你_]一辈子 一辈子[保免不用] "
    "|lifetime|for life|forever|for ever|permanent|permanently|as long as you live"
    "|your whole life|rest of your life",
    "always": "从不 从来不 绝不 每一次都 不涨[价_] |always|never|won't ever|every time",
    "lowest": "最低 最便宜 最划算 最优惠 最实惠 最超值 最好的价 底价 "
    "[全史]网最 [全史]网最 史上最 第一名 业界第一 行业第一 全国第一 全球第一 "
    "销量第一 市场第一 唯一一家 业界最 行业最 "
    "比[别人同][家人行]低 比[别人同][家人行]便宜 |twice the|twice as|double the|lowest|"
    "cheapest|best price|best deal|best value"
    "|best rate|best offer|best in|unbeatable|number one|no 1|top rated|award winning"
    "|price match|match any|match them|match their|cheaper than|beat any|beat their|beat them"
    "|beat that|undercut",
    "exclusive": "独家 专属 独有 |exclusive|exclusively|only for you|just for you|nobody else",
    "official": "官方 |official|officially",
    "risk": "[零无没]风险 没有风险 |no risk|zero risk|risk free"
    "|without risk|without any risk|no obligation|no strings|no catch|nothing to lose",
    "unlimited": "无限 不限 吃到饱 |unlimited|limitless|as many as you|as much as you",
    "discount": "打[个点些_]折 有折 折上折 折扣 优[惠待] 特价 降价 便宜[点些一您你] 减免 返现 "
    "红包 补贴 折[价让] 算便宜 算[您你]便宜 回馈 下杀 降到底 让利 [再_]砍[价一] "
    "|discount|discounts|discounted|coupon"
    "|coupons|promo|promotion|promotional|special offer|special price|special rate|on sale"
    "|cashback|cash back|rebate|knock off|better price|better rate|lower price|lower rate"
    "|go lower|lower it|lower the price|lower the fee|reduce the price|reduce the fee|reduce it"
    "|reduced price|reduced rate|reduction|price cut|cheaper for you|do it cheaper|halve the"
    "|voucher",
    "approval": "主管[已_][经_][同核批答] 经理[已_][经_][同核批答] "
    "已[经_][核批]准 已[经_]特准 特批 破例 |manager approved|manager has approved|been approved"
    "|special approval|make an exception|already approved|pre approved|fully approved|approved it"
    "|approved that|approved for you"
    "|signed off|already agreed",
    "deadline": "限时 最后一天 最后机会 最后机会 今[天日]截止 今[天日]限定 仅此一次 "
    "名额有限 只剩 仅剩 [仅只]限今天 只有今天 马上涨 即将涨 "
    "|today only|only today|limited time|last chance|last day|expires|offer ends|ends today"
    "|running out|only a few left|goes up tomorrow|before the price",
    "warranty": "保固 保修 质保 换新 包[换修] |warranty|warranties",
    "liability": "赔 负责到底 全权负责 全责 |full responsibility|fully responsible|liable"
    "|all your losses|your losses|covered for everything"
    "|cover everything|fully covered|fully insured|compensate|compensated|compensation",
}
# Who is said to have allowed it, and how they said so.
_WHO = (
    r"(?:(?<![您你们的贵要需等经由请问跟我])"
    r"(?:总经理|经理|老板|主管|店长|上面|上头|总公司|公司|总部|高层)|(?<!your )"
    r"\b(?:boss|manager|supervisor|director|head office|management|the owner|team leader))"
)
_APPROVED = re.compile(
    _WHO + r"(?:(?:都|也|那边|这边|刚刚?|已经?|早就?|有|全|[\s])*"
    r"(?P<zh>同意|核准|批准|批了|答应|点头|准了|特准|说(?:可以|好|行|ok|没问题)|授权|许可)"
    r"(?!后|之后|的话|才|吗)|"
    r"(?:'s|\s+(?:has|have|had|already|just|also|even|really|personally))*\s+(?P<en>approved|agreed|"
    r"ok(?:ay)?ed|ok'd|signed|authori[sz]ed|allowed|cleared|confirmed|accepted|"
    r"said (?:yes|ok|okay|it's|it is|that's|you|we can|fine|so))\b)"
)
_IN_CONTEXT = (
    ("free", re.compile(r"(?:\b(?:is|are|be)|'s) (?P<said>on us)\b")),
    ("approval", re.compile(r"(?:\b(?:is|was|been)|'s) (?:all )?(?P<said>approved)\b")),
    ("discount", re.compile(r"\buse (?:the |this )?(?P<said>code)\b")),
)
_MAY_APPROVE = _WHO + r"(?:[^，。！？,.!?]{0,8}|(?:'s)?(?:\s+[a-z]+){0,3}\s*)$"


def _phrases(patterns: str) -> Iterator[str]:
    chinese, *english = patterns.split("|")
    yield from (e.strip() for e in english)
    for pattern in chinese.split():
        parts = re.findall(r"\[([^]]+)\]|(.)", pattern)
        options = [["" if c == "_" else c for c in group or single] for group, single in parts]
        yield from map("".join, itertools.product(*options))


_FAMILY_OF = {p: family for family, patterns in _FAMILIES.items() for p in _phrases(patterns)}
_ASKABLE = ("always", "warranty")  # harmless in a question about the customer's own habits


def _spelled(phrase: str) -> str:
    """A pattern for the phrase, however its words or Han characters are spaced."""
    if phrase[0].isascii() and phrase[0].isalpha():
        words = r"[\s-]+".join(map(re.escape, phrase.split()))
        return rf"(?<![a-z]){words}(?![a-z])"
    return r"\s*".join(map(re.escape, phrase))


def _beginnings(phrase: str) -> Iterator[str]:
    """What of the phrase an unfinished text may end with; Latin words come whole."""
    if phrase[0].isascii() and phrase[0].isalpha():
        words = phrase.split()
        yield from (" ".join(words[:i]) for i in range(1, len(words)))
    else:
        yield from (phrase[:i] for i in range(1, len(phrase)))


_PROMISE = re.compile("|".join(map(_spelled, sorted(_FAMILY_OF, key=len, reverse=True))))
_BEGUN = {b for phrase in _FAMILY_OF for b in _beginnings(phrase)}
MAY_PROMISE = re.compile(
    rf"(?:{'|'.join(map(_spelled, sorted(_BEGUN, key=len, reverse=True)))})[\s-]*$|{_MAY_APPROVE}"
)
"""A tail that may become a promise."""
_NEGATED = re.compile(
    r"(?:没有?|无法|并非|是否|(?<!从)[不未]|没人[敢能]?)$|(?:不|"
    r"没人)[敢能]?(?:保证|说)[^，。,]{0,4}$|"
    r"(?:不是|不能|不会|不敢|不可能|无法|没办法|没有|不提供|不代表|"
    r"不等于|不算|能不能|是不是)[^，。,不更比]{0,2}$|"
    r"(?:\bnot|n't|\bno|\bnever|\bcannot|\bwithout|\bwhether)\s+"
    r"(?:(?:an?|any|the|be|really|actually|make|give|offer|promise|guarantee|you|say|tell|"
    r"know|exactly|do|have|"
    r"been|is|say it's)\s+){0,3}$"
)
_NOT_OFFERED_BEFORE = re.compile(r"\b(?:don't offer this|isn't something we do)\b[^.!?]*$")
_NOT_OFFERED_AFTER = re.compile(r"[^。！？，,.!?]{0,12}(?:这个)?我们没有(?:提供)?(?=[，。])")
_NO_PRAISE = r"(?!划算|便宜|值得|有效|很快|好用|省|满意|适合|好吃|耐用|稳定|安全)"
# Contexts in which a word of the family promises nothing: before it (ends at it), after it.
_HARMLESS_BEFORE = {
    "refund": r"后$",
    "certain": r"[不有说]$|有一$",
    "free": r"[避难]$|\bfeel\s+$|(?<!risk)(?<!cost)(?<!charge)(?<!fee)(?<!tax)-$|"
    r"\b(?:are|were)\s+(?:you|they|we|both|all)\s+$|\b(?:you're|i'm|you are|i am)\s+$",
    "guarantee": r"\btake\s+$",
    "always": r"\b(?:you've|i've|you have|i have)\s+$",
    "gift": r"[外接寄发传配运递捐播派]$|怎[么样]$",
}
_HARMLESS_AFTER = {
    "certain": r"(?:是)?(?:很|非常|相当|挺|蛮)"
    + _NO_PRAISE
    + r"[^\s，。]{2}|觉得|担心|希望|想|辛苦|累|在意|"
    r"不容易|不好受|烦|会(?:担心|觉得|想)|要(?![省赚买])|得|有(?:[想遇]|"
    r"自己|您|你|很多|什)|的[程时条]",
    "free": r"\s+(?:to (?:talk|chat|speak|call|ask|say|tell|join|stop|let|think|take your|reach)|"
    r"up|time|moment)\b",
    "guarantee": r"金",
    "always": r"\s+mind\b|同",
    "refund": r"[休步烧出后化路网役租伍缩热场让]|了?几|不[行了可]",
    "gift": r"一?(?:下|趟|份(?:资料|报价|合[约同]|[样目型说]))|"
    r"的[时地人货东]|[到去达出修]",
    "liability": r"钱|本|不起|礼",
    "unlimited": r"公司|于",
    "discount": r"(?:的部分|这块|的话)?我?(?:没有?办法|不能|没有|不太?[方行])",
}
_BEFORE = {k: re.compile(f"(?:{v})") for k, v in _HARMLESS_BEFORE.items()}
_AFTER = {k: re.compile(v) for k, v in _HARMLESS_AFTER.items()}
_IT_IS = re.compile(r"\b(?:it|that|this|which|everything)(?:'s| is| will be)\s+$")
_OWN_HABIT = re.compile(
    r"(?!.*(?:知道|想要|要不要|愿意|\b(?:want|would|like|know|interested)\b))"
    r"(?:\W*(?:(?:and|but|so) )?(?:has|have|is|was|were|are|did|do|does)\b|.*[您你]|.*\byou)"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A word of promise in a folded text; ``family`` is a key of the table."""

    start: int
    end: int
    family: str


def promise_words(plain: str) -> Iterator[tuple[int, int]]:
    """Where such words stand, whatever they mean there."""
    return (m.span() for m in _PROMISE.finditer(plain))


def promises(plain: str) -> Iterator[Promise]:
    """The words that do promise something where they stand."""
    for m in _PROMISE.finditer(plain):
        family = _family(m)
        if not _harmless(plain, m, family):
            yield Promise(m.start(), m.end(), family)
    for m in _APPROVED.finditer(plain):
        if plain[m.end() :].lstrip()[:1] not in ("?", "？"):
            yield Promise(*m.span("zh" if m["zh"] else "en"), "approval")
    for family, pattern in _IN_CONTEXT:
        for m in pattern.finditer(plain):
            yield Promise(*m.span("said"), family)
    for start, end, word in spelled(plain):
        if word in _FAMILY_OF:
            yield Promise(start, end, _FAMILY_OF[word])


def without_promises(plain: str) -> str:
    """The text with every word of promise taken out, character for character."""
    return _PROMISE.sub(lambda m: " " * len(m[0]), plain)


def _family(m: re.Match[str]) -> str:
    phrase = re.sub(r"[\s-]+", " ", m[0])
    return _FAMILY_OF.get(phrase) or _FAMILY_OF[re.sub(r"\s", "", m[0])]


def _harmless(plain: str, m: re.Match[str], family: str) -> bool:
    before, after = plain[: m.start()], plain[m.end() :]
    if _NEGATED.search(before) and not m[0].startswith(("better", "lower")):
        return True
    if _NOT_OFFERED_BEFORE.search(before) or _NOT_OFFERED_AFTER.match(after):
        return True
    if family in _BEFORE and _BEFORE[family].search(before):
        return True
    if family in _AFTER and _AFTER[family].match(after):
        return not (family == "free" and _IT_IS.search(before))
    sentence = around(plain, m.start(), m.end(), SENTENCE_END)
    if family in _ASKABLE and sentence[-1:] in ("?", "？") and _OWN_HABIT.match(sentence):
        return True
    alone = family == "certain" and m[0].isascii()
    return alone and re.match(rf"\s*{m[0]}[,.!]", sentence) is not None
