"""What a drafted line may say: the numbers and promises of the card and the call (pure).

A line is checked against :class:`Facts`. A number must be a fact with the same value and a fitting
unit; a word of promise (guarantee, free, lowest ...) must belong to a family that the card or the
agent used before. Where it is unclear the line is refused: a refused line costs one suggestion, an
invented price binds the company. Length: the word lists of three languages stay with their rules.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from copilot.coach.numbers import Kind, Number, find_numbers
from copilot.coach.shape import fold
from copilot.language import Language
from copilot.method.cards import ProductCard


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, ``line[start:end] == text``, that nothing supports.

    ``reason``: "number", "promise", "contact" (address or telephone) or "hidden-character".
    """

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a line may be shown as it is, and the ids of the card entries that it rests on."""

    ok: bool
    unsupported: tuple[Span, ...]
    evidence: tuple[str, ...]


# Families of promises. [ab] stands for either character, [a_] for a or nothing.
_FAMILIES = {
    "guarantee": "保证 包[您你] [保包]准 打包票 承诺 |guarantee|guarantees"
    "|guaranteed|guaranteeing|promise|promises|promised|i swear|my word",
    "certain": "一定 绝对 肯定 必定 百分百 百分之百 万无一失 |definitely"
    "|absolutely|for sure|for certain|without fail|no doubt|undoubtedly",
    "free": "免[费收运付缴安装年入手押月租单税掉] [可能您你][以_]免 "
    "不收[钱费] 不[用要花]钱 不[用必_]另[外_][加收付][钱费_] 零[元成费手] "
    "无入会 白送 |free|complimentary|no charge|no cost|no fee|no fees|no extra"
    "|zero cost|without charge|without a fee|on the house|for nothing|waive|waived|waives"
    "|no setup fee",
    "interest": "零利 免息 [无没]利息 没有利息 0利率 0%利 |no interest|zero interest"
    "|interest free|without interest",
    "gift": "赠 送[您你一两三全整的个好] [多再加还都就]送 买[一二两三]送 "
    "礼品 好礼 |gift|gifts|two for one|three for two|buy one|bonus|throw in|giveaway",
    "refund": "退 |refund|refunds|refunded|refundable|money back",
    "lifetime": "终[身生] 永久 永远 [保用][您你_]一辈子 一辈子[保免不用] "
    "|lifetime|for life|forever|permanent|permanently",
    "always": "从不 从来不 绝不 每一次都 |always|never|won't ever|every time",
    "lowest": "最低 最便宜 最划算 最优惠 最实惠 最超值 最好的价 底价 "
    "[全史]网最 [全史]网最 史上最 第一名 业界第一 行业第一 全国第一 全球第一 "
    "销量第一 市场第一 唯一一家 业界最 行业最 |twice the|twice as|double the|lowest|"
    "cheapest|best price|best deal|best value"
    "|best rate|best offer|best in|unbeatable|number one|no 1|top rated|award winning"
    "|price match|cheaper than|beat any|beat their",
    "exclusive": "独家 专属 独有 |exclusive|exclusively|only for you|just for you|nobody else",
    "official": "官方 |official|officially",
    "risk": "[零无没]风险 没有风险 |no risk|zero risk|risk free"
    "|without risk|without any risk|no obligation|no strings|no catch|nothing to lose",
    "unlimited": "无限 不限 吃到饱 |unlimited|limitless|as many as you|as much as you",
    "discount": "打折 折扣 优[惠待] 特价 降价 便宜[点些一] 减免 返现 "
    "红包 补贴 折[价让] 算便宜 回馈 |discount|discounts|discounted|coupon"
    "|coupons|promo|promotion|promotional|special offer|special price|special rate|on sale"
    "|cashback|cash back|rebate|knock off|better price|lower price|lower rate",
    "approval": "主管[已_][经_][同核批答] 经理[已_][经_][同核批答] "
    "已[经_][核批]准 特批 破例 |manager approved|manager has approved|been approved"
    "|special approval|make an exception",
    "deadline": "限时 最后一天 最后机会 最后机会 今天截止 仅此一次 "
    "名额有限 只剩 仅剩 [仅只]限今天 只有今天 马上涨 即将涨 "
    "|today only|only today|limited time|last chance|last day|expires|offer ends|ends today"
    "|running out|only a few left|goes up tomorrow|before the price",
    "warranty": "保固 保修 质保 换新 包[换修] |warranty|warranties",
}


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
_MAY_PROMISE = re.compile(
    rf"(?:{'|'.join(map(_spelled, sorted(_BEGUN, key=len, reverse=True)))})[\s-]*$"
)
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
_NO_PRAISE = r"(?!划算|便宜|值得|有效|很快|好用|省|满意|适合|好吃|耐用|稳定|安全)"
# Contexts in which a word of the family promises nothing: before it (ends at it), after it.
_HARMLESS_BEFORE = {
    "refund": r"后$",
    "certain": r"[不有说]$|有一$",
    "free": r"[避难]$|\bfeel\s+$|(?<!risk)(?<!cost)(?<!charge)(?<!fee)(?<!tax)-$|"
    r"\b(?:are|were|you're|i'm)\s+(?:(?:you|they|we|both|all)\s*)?$",
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
    "unlimited": r"公司|于",
    "discount": r"(?:的部分|这块|的话)?我?(?:没有?办法|不能|没有|不太?[方行])",
}
_BEFORE = {k: re.compile(f"(?:{v})") for k, v in _HARMLESS_BEFORE.items()}
_AFTER = {k: re.compile(v) for k, v in _HARMLESS_AFTER.items()}
_OWN_HABIT = re.compile(
    r"(?!.*(?:知道|想要|要不要|愿意|\b(?:want|would|like|know|interested)\b))"
    r"(?:\W*(?:(?:and|but|so) )?(?:has|have|is|was|were|are|did|do|does)\b|.*[您你]|.*\byou)"
)

_CONTACT = re.compile(
    r"(?:https?:)?//\S+|www\.\S*|\S+@\S+|\bdot (?:com|net|org|tw|cn|io)\b|点(?:com|net|"
    r"org|tw|cn)\b|"
    r"[a-z0-9-]+\.(?:com|net|org|tw|cn|hk|sg|uk|us|io|co|ai|app|info|biz|shop|me|ly|link|"
    r"top|xyz|vip|cc)\b\S*"
)
# Characters nobody can see or read aloud, and letters of scripts that are not spoken here.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u00bc-\u00be\u034f\u0370-\u1dff\u1f00-\u1fff"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2150-\u218f\u2460-\u24ff\u2776-\u2793\u3164"
    "\u3220-\u3249\u3251-\u325f\u3280-\u32bf\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff"
    "\U0001f100-\U0001f10c\U000e0000-\U000e0fff]"
)

_CLAUSE_END = re.compile(r"[，。！？；;!?]|[,.](?=\s|$)")
_SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s|$)")
_ASKED_SECONDS = 300  # the time of a call that an agent may ask for
_LATELY_AT_MOST = {"second": 3 * 3600, "day": 21, "month": 36}  # "the past three years"
_GIVEN = frozenset(("free", "gift", "refund"))
_MEASURED = ("fold", "mega", "giga", "mass", "area", "length", "period", "age")
_ASKING_TIME = re.compile(
    r"方便|占用|打扰|耽误|聊|讲|很快|就好|给我|请教|借|有没有|"
    r"问|\b(?:do you have|have you got|got|"
    r"spare|can i have|may i have|give me|of your time|talk|chat|quick|ask you|borrow|steal|"
    r"it'll(?: only)? take)\b"
)
_TERMS = re.compile(
    r"保固|保修|质保|绑|约|合同|退|试|体验|[内以]|后|送|延|"
    r"到[场货]|warrant|guarant|contract|free|"
    r"trial|within|\bin an?\b|under|refund|notice|deliver|install|takes?|ready|cover|renew|"
    r"pause|cancel"
)
_LATELY = re.compile(r"(?:[这那]几?|最近|[过再](?:去的?)?|近|前|past|last|these|recent)\s*$")
_OFFER = re.compile(
    r"我们的?[方价收只每一是卖套]|方案|套餐|只要|只需|只收|"
    r"算[您你]|给[您你]|特价|成交|"
    r"\b(?:we|our|us|offer|deal|plan|only|just|give you|for you|price)\b"
)
# A tail that may become a number, or belong to the one that follows.
_MAY_COUNT = re.compile(
    r"(?:(?>[零〇一二两三四五六七八九十百千万亿半对几数上好壹贰叁参肆伍陆柒捌玖拾]"
    r"[零〇一二两三四五六七八九十百千万亿几数个半小分钟星礼工点作之]*)|第|周|星期?|礼拜?|"
    r"(?:[nhusa]t?[dk]?)?[$]|[£€¥]|新?台币?|新|人民?币?|美[金元]?|"
    r"\b(?:an?|half|within|in|under|about|takes?|lasts?|another|for|of|quarter|third|past|to|last|"
    r"next|since|by|until|early|late|tens|rmb|cny|ntd?|twd|usd|sgd|the|price)\b|\s)++$"
)
_WORD = re.compile(r"[a-z]{4,}")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "that this with your from have what when will they them then there here just also "
        "like more "
        "than into each every does would could about which their been over only some such "
        "very want "
        "need know tell make take look okay well sure right month year week hour minute "
        "after before",
    )
)


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    numbers: tuple[Number, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be said, and who said it first. Immutable: ``with_...`` returns a larger one."""

    lang: Language
    card: frozenset[Number]
    agent: frozenset[Number]
    customer: frozenset[Number]
    appointments: frozenset[Number]
    promises: frozenset[str]
    contacts: tuple[str, ...]
    entries: tuple[_Entry, ...]

    @classmethod
    def from_card(cls, card: ProductCard, lang: Language) -> "Facts":
        """The card's own statements. What it does not offer and what customers object are none."""
        statements = [card.name, card.company, card.price, card.summary]
        for f in card.fabe:
            statements += [f.feature, f.advantage, f.benefit, f.evidence]
        statements += [o.answer for o in card.objections]
        statements += [f.text for f in card.facts]
        numbers = frozenset(n for s in statements for n in _facts_in(s, lang))
        entries = tuple(
            _Entry(id_, _facts_in(text, lang), _words(fold(text))) for id_, text in card.entries()
        )
        return cls(
            lang=lang,
            card=numbers,
            agent=frozenset(),
            customer=frozenset(),
            appointments=frozenset(),
            promises=frozenset(f for s in statements for f in _promised(s)),
            contacts=tuple(c for s in statements for c in _CONTACT.findall(fold(s))),
            entries=entries,
        )

    def with_agent(self, text: str) -> "Facts":
        """The agent said it: the agent answers for it, and may say it again."""
        numbers = _facts_in(text, self.lang)
        return replace(
            self,
            agent=self.agent.union(numbers),
            appointments=self.appointments.union(_appointments(numbers)),
            promises=self.promises.union(_promised(text)),
            contacts=(*self.contacts, *_CONTACT.findall(fold(text))),
        )

    def with_customer(self, text: str, as_fact: bool) -> "Facts":
        """What customers say of themselves is a fact; a discount they ask for never is."""
        numbers = _facts_in(text, self.lang)
        own = [n for n in numbers if n.kind not in (Kind.PERCENT, Kind.DISCOUNT, Kind.LONG)]
        return replace(
            self,
            customer=self.customer.union(own if as_fact else ()),
            appointments=self.appointments.union(_appointments(numbers)),
        )


def check(line: str, facts: Facts) -> Verdict:
    """Judge a line, or a :func:`safe_prefix` of one: what passes there passes in the whole line."""
    numbers = find_numbers(line, facts.lang)
    unsupported = tuple(sorted(_unsupported(line, numbers, facts), key=lambda s: s.start))
    return Verdict(not unsupported, unsupported, _evidence(line, numbers, facts))


def safe_prefix(text: str, lang: Language) -> str:
    """What of an unfinished line can be judged now.

    A clause with a number or a word of promise waits for its end, because what follows can change
    the unit or the sense; so does a tail that may become one ("forty-", "guar", 百分).
    """
    plain = fold(text)
    cut = len(plain)
    while cut and plain[cut - 1].isascii() and not plain[cut - 1].isspace():
        cut -= 1
    done = plain[:cut]
    numbers = (*find_numbers(done, lang), *find_numbers(text, lang))
    waits = [(n.start, n.end, _is_short(n)) for n in numbers]
    waits += [(m.start(), m.end(), _family(m) in _ASKABLE) for m in _PROMISE.finditer(done)]
    for pattern in (_MAY_COUNT, _MAY_PROMISE):
        if tail := pattern.search(done, max(0, len(done) - 40)):
            cut = min(cut, tail.start())
    for start, end, for_sentence in sorted(waits, reverse=True):
        boundary = _SENTENCE_END if for_sentence else _CLAUSE_END
        if start < cut and not boundary.search(plain[:cut], end):
            cut = start
    return text[:cut].rstrip()


class StreamGuard:
    """Lets through of a growing line what is already known to be supported."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.refused: tuple[Span, ...] = ()

    def feed(self, whole_text_so_far: str) -> str:
        """The longest prefix that can be shown; ``refused`` then holds what stops it, if "
        "anything."""
        shown = safe_prefix(whole_text_so_far, self._facts.lang)
        self.refused = check(shown, self._facts).unsupported
        return shown[: self.refused[0].start].rstrip() if self.refused else shown


def _unsupported(line: str, numbers: tuple[Number, ...], facts: Facts) -> Iterator[Span]:
    plain = fold(line)
    for n in numbers:
        if not _is_supported(n, plain, facts):
            reason = "contact" if n.kind is Kind.LONG else "number"
            yield Span(n.start, n.end, line[n.start : n.end], reason)
    for m, family in _promises(plain):
        if family not in facts.promises:
            yield Span(m.start(), m.end(), line[m.start() : m.end()], "promise")
    for m in _CONTACT.finditer(plain):
        if m[0] not in facts.contacts:
            yield Span(m.start(), m.end(), line[m.start() : m.end()], "contact")
    for m in _HIDDEN.finditer(line):
        yield Span(m.start(), m.end(), m[0], "hidden-character")


def _around(plain: str, start: int, end: int, boundary: re.Pattern[str]) -> str:
    """The clause or sentence that holds ``plain[start:end]``, with the mark that ends it."""
    left = max((m.end() for m in boundary.finditer(plain, 0, start)), default=0)
    right = boundary.search(plain, end)
    return plain[left : right.end() if right else len(plain)]


def _family(m: re.Match[str]) -> str:
    phrase = re.sub(r"[\s-]+", " ", m[0])
    return _FAMILY_OF.get(phrase) or _FAMILY_OF[re.sub(r"\s", "", m[0])]


def _promises(plain: str) -> Iterator[tuple[re.Match[str], str]]:
    """Words of promise with their families, those aside that promise nothing where they stand."""
    for m in _PROMISE.finditer(plain):
        family, before, after = _family(m), plain[: m.start()], plain[m.end() :]
        if _NEGATED.search(before) and not m[0].startswith(("better", "lower")):
            continue
        if family in _BEFORE and _BEFORE[family].search(before):
            continue
        if family in _AFTER and _AFTER[family].match(after):
            continue
        sentence = _around(plain, m.start(), m.end(), _SENTENCE_END)
        if family in _ASKABLE and sentence[-1:] in ("?", "？") and _OWN_HABIT.match(sentence):
            continue
        if family == "certain" and m[0].isascii() and re.match(rf"\s*{m[0]}[,.!]", sentence):
            continue
        yield m, family


def _promised(text: str) -> Iterator[str]:
    return (family for _, family in _promises(fold(text)))


def _facts_in(text: str, lang: Language) -> tuple[Number, ...]:
    """The numbers of a statement, off their places; a range of weekdays gives every day in it."""
    found = find_numbers(text, lang)
    plain = fold(text)
    days = [n for n in found if n.unit == "weekday"]
    between = [
        replace(a, value=Decimal(d), start=0, end=0)
        for a, b in itertools.pairwise(days)
        if re.fullmatch(r"\s*(?:到|至|[~～–-]|to|till|through)\s*", plain[a.end : b.start])
        for d in range(int(a.value) + 1, int(b.value))
    ]
    return (*(replace(n, start=0, end=0) for n in found), *between)


def _appointments(numbers: Iterable[Number]) -> Iterator[Number]:
    for n in numbers:
        if n.kind in (Kind.DATE, Kind.TIME) or _is_short(n):
            yield n
        elif (
            n.kind is Kind.COUNT and not n.unit and n.also and n.value < 1300 and n.value % 100 < 60
        ):
            clock = n.value // 100 * 60 + n.value % 100
            yield replace(n, kind=Kind.TIME, value=clock, also=())


def _is_short(n: Number) -> bool:
    return n.kind is Kind.DURATION and n.unit == "second" and n.value <= _ASKED_SECONDS


def _is_supported(n: Number, plain: str, facts: Facts) -> bool:
    if any(_fits(n, f, spoken=False) for f in facts.card):
        return True
    if any(_fits(n, f, spoken=True) for f in (*facts.agent, *facts.appointments)):
        return True
    clause = _around(plain, n.start, n.end, _CLAUSE_END)
    if any(_fits(n, f, spoken=True) for f in facts.customer):
        may_be_price = n.kind is Kind.MONEY or (n.kind is Kind.COUNT and not n.unit)
        return not (may_be_price and _OFFER.search(clause))
    if n.kind is Kind.COUNT:
        generation = n.unit == "giga" and n.value in (3, 4, 5)  # of mobile networks
        given = n.value > 1 and _GIVEN & set(_promised(clause))  # three lessons free
        return generation or (1 <= n.value <= 3 and n.unit not in _MEASURED and not given)
    if n.kind is not Kind.DURATION:
        return False
    sentence = _around(plain, n.start, n.end, _SENTENCE_END)
    if _is_short(n) and _ASKING_TIME.search(sentence):
        return True
    if n.value <= _LATELY_AT_MOST.get(n.unit, 0) and _LATELY.search(plain[: n.start]):
        return True
    single = re.match(r"[一1](?!\d)|one\b|an?\b|for a (?:second|minute)", plain[n.start : n.end])
    return bool(single) and not _TERMS.search(clause)


def _fits(n: Number, fact: Number, *, spoken: bool) -> bool:
    """Whether ``fact`` says what ``n`` says. ``spoken``: people leave units out, cards do not."""
    if n.kind is Kind.TIME or fact.kind is Kind.TIME:
        return _fits_time(n, fact)
    if {n.value, *n.also}.isdisjoint({fact.value, *fact.also}):
        return False
    if n.kind is Kind.MONEY:
        if fact.kind is Kind.MONEY:
            return not n.unit or not fact.unit or n.unit == fact.unit
        is_sum_off = fact.kind is Kind.DISCOUNT and fact.unit == "money"
        return is_sum_off or (spoken and fact.kind is Kind.COUNT and not fact.unit)
    if n.kind is Kind.COUNT and fact.kind is Kind.COUNT:
        if fact.unit in _MEASURED or n.unit in _MEASURED:  # 五百 alone is a price, never 500M
            return n.unit == fact.unit or (not fact.unit and fact.value > 3)
        return n.unit == fact.unit or n.unit in ("", "thing") or fact.unit in ("", "thing")
    if n.kind is Kind.COUNT and not n.unit:
        return fact.kind in (Kind.MONEY, Kind.LONG) or (
            fact.kind is Kind.DATE and fact.unit == "day"
        )
    return n.kind is fact.kind and n.unit == fact.unit


def _fits_time(n: Number, fact: Number) -> bool:
    def clock(x: Number) -> Decimal | None:
        if x.kind is Kind.TIME:
            return x.value % 720
        bare = x.kind is Kind.COUNT and not x.unit and 0 < x.value <= 24
        return x.value * 60 % 720 if bare else None

    halves = {x.unit for x in (n, fact) if x.kind is Kind.TIME and x.unit}
    return clock(n) is not None and clock(n) == clock(fact) and len(halves) < 2


def _words(plain: str) -> frozenset[str]:
    """Three Han characters in a row, or an English word without its plural s."""
    han = (m[1] for m in re.finditer(r"(?=([\u4e00-\u9fff]{3}))", plain))
    return frozenset((*han, *(w.rstrip("s") for w in _WORD.findall(plain) if w not in _STOP)))


def _evidence(line: str, numbers: tuple[Number, ...], facts: Facts) -> tuple[str, ...]:
    """Ids of the entries that the line draws on, in the card's order; at most three, the "
    "closest."""
    words = _words(fold(line))
    telling = [n for n in numbers if n.kind is not Kind.COUNT or n.value > 3]
    scores: dict[str, int] = {}
    for entry in facts.entries:
        shared = words & entry.words
        rare = [w for w in shared if sum(w in e.words for e in facts.entries) <= 2]
        score = 3 * sum(any(_fits(n, f, spoken=False) for f in entry.numbers) for n in telling)
        score += len(rare) if len(rare) > 1 or any(len(w) != 4 for w in rare) else 0
        if score:
            scores[entry.id] = score
    best = sorted(scores, key=lambda i: -scores[i])[:3]
    return tuple(i for i in scores if i in best)
