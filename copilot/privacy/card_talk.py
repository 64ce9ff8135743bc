"""When a payment card is being read out, and when the talk has gone on to other things (pure).

    quiet --a card is asked for--> withheld --two other turns, or 20 s--> watchful --> quiet

While it is withheld nothing that is said becomes a turn. A watchful transcript goes on, but three
digits that are no amount withhold it again: someone came back from fetching the card.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.events import Speaker
from copilot.privacy.digits import Run, only_digits
from copilot.privacy.kinds import Kind
from copilot.privacy.mask import Found

OTHER_TURNS = 2
OTHER_S = 20.0
WATCHFUL_S = 90.0
CODE_DIGITS = 3  # a security code
PART_DIGITS = 6  # of a card's number, beside other words
LONG_DIGITS = 12
LONG_HAN = 25  # a turn of so many is of other things, not a word between two groups of digits
LONG_WORDS = 18

_CARD = (
    r"(?:(?<!会员)(?<!贵宾)(?<!健保)(?<!健保卡的)(?<!电话)(?<!积分)卡片?[的上]?(?:正面的?)?(?:那个)?"
    r"(?:号码?|资[料讯]|信息|讯息)|安全码|检查码|签名[栏条]|[末后背]面?[后末]?三[码位](?:数字)?|"
    r"cvv2?|cvc2?|c\sv\s[vc]|security (?:code|number)|long (?:card )?number|(?:sixteen|16) digits|"
    r"(?<!gift )(?<!loyalty )(?<!membership )(?<!member )(?<!sim )(?<!library )(?<!business )"
    r"card (?:number|details?|info(?:rmation)?)|(?:three|3)[- ]digit (?:security )?(?:code|number)|"
    r"number (?:that's |which is )?(?:on|off) (?:(?:the|your|my|that|front|back|of) ){0,4}card|"
    r"(?:(?:last )?(?:three|3)|four|4) (?:digits|numbers) (?:on|at) the (?:back|reverse))"
)
_EXPIRY = (
    r"(?:有效(?:期限?|日期|年月|月年)|到期[日月年]|效期|expir(?:y|ation|es?)|valid (?:until|thru|"
    r"through|to)|"
    r"good thru)"
)
_TALK = re.compile(_CARD, re.ASCII)
_DATES = re.compile(
    rf"卡.{{0,12}}{_EXPIRY}|{_EXPIRY}.{{0,12}}(?:卡|card)|card.{{0,20}}{_EXPIRY}", re.ASCII
)
_EXPIRES = re.compile(_EXPIRY, re.ASCII)
_OF_PHONE = re.compile(
    r"(?:手机|电话|门号|身分证|身份证|证号|帐号|账号|车牌|牌|订单|发票|会员|统编|工号|学号|门牌)(?:的|号码|号)?[末后]?[末后]?三[码位]",
    re.ASCII,
)
_HYPOTHETICAL = re.compile(
    rf"(?:不用|不需要?|不会|不必|免|别|不要|无需|没有?|未|绝不|从来?不|毋需|为什么|为何|干嘛|"
    rf"怎么会|怎么|会不会|安全吗|之后|以后|到时候?|等[您你]?决定|"
    rf"下次|再(?:跟|向|请)|如果|要是|万一|外泄|盗刷|泄露|存不存|会存|上次)"
    rf".{{0,14}}{_CARD}|{_CARD}.{{0,10}}(?:安全吗|干嘛|做什么|外泄|被盗|泄露|不会|不用)|"
    rf"(?:\bno\b|never|not|n't|without|why|what .{{0,12}}need|later|if you|whether|afterwards|"
    rf"stored?|steal|stole|leak|safe|last time|haven't|used to|worried|nervous|"
    rf"comfortable).{{0,40}}{_CARD}|"
    rf"{_CARD}.{{0,30}}(?:\bfor\?|stolen|leak|safe\b|stored|needed|required|later\b|"
    rf"over the phone\?)",
    re.ASCII,
)
_ANNOUNCED = re.compile(
    rf"{_CARD}.{{0,4}}(?:是|：|:|给你|给您|如下|is\b|here)|"
    rf"(?:here's|here is|i'll (?:give|read)|我念|我报|我给你).{{0,16}}{_CARD}",
    re.ASCII,
)
_WAITING = re.compile(
    r"等(?:我)?(?:一下|等)|稍等|稍候|等等|去拿|拿一下|找一下|找一找|翻一下|钱包|皮夹|皮包|"
    r"慢慢[来念]|请[念说讲]|再[念说讲]一[次遍]|重复|收到|刷卡|卡片|"
    r"信用卡|"
    r"hold on|hang on|one (?:sec|moment|minute)|just a (?:sec|moment|minute)|give me a|"
    r"let me (?:get|find|grab|see|just)|bear with|"
    r"purse|wallet|take your time|go ahead|ready when|repeat|again|\bcards?\b|\bvisa\b|"
    r"mastercard|amex|typing|key(?:ed|ing)? (?:it|that) in",
    re.ASCII,
)
_NODS = re.compile(
    r"(?:[\s,，。.!！?？、…]|嗯+|好+的?|对+|是的?|喔|哦|噢|啊|呃|ok(?:ay)?|okey|yes|yeah|yep|yup|"
    r"right|mm+|hmm+|"
    r"mhm|uh huh|got it|sure|fine|thanks?(?: you)?|谢谢[您你]?|了解|没错|收到|继续|然后呢?|再来呢?|"
    r"接下来|and|then|go on|"
    r"great|perfect|alright|no problem|lovely)*",
    re.ASCII,
)


class Watch(StrEnum):
    """How closely the talk is watched."""

    QUIET = "quiet"
    WATCHFUL = "watchful"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class CardTalk:
    """What is known of the talk so far. Times are call seconds."""

    watch: Watch = Watch.QUIET
    since: float = 0.0  # when somebody last spoke of the card
    others: int = 0  # turns in a row that were of other things

    @property
    def withheld(self) -> bool:
        return self.watch is Watch.WITHHELD


@dataclass(frozen=True, slots=True)
class Turn:
    """What is asked of a turn: its folded text, the runs and the numbers in it."""

    speaker: Speaker
    start: float
    end: float
    low: str
    runs: list[Run]
    found: list[Found]

    @property
    def dictated(self) -> bool:
        """Whether digits are said one by one: three of them are a security code."""
        return any(len(r.digits) >= CODE_DIGITS and r.dictated for r in self.runs)

    @property
    def only_dictated(self) -> bool:
        """Whether the turn is little else but digits."""
        return any(
            r.dictated and (len(r.digits) >= PART_DIGITS or only_digits(self.low, r))
            for r in self.runs
        )

    @property
    def whole_card(self) -> bool:
        return any(
            f.kind is Kind.CARD or (f.kind is Kind.NUMBER and len(f.digits) >= LONG_DIGITS)
            for f in self.found
        )

    @property
    def is_long(self) -> bool:
        han = sum("\u4e00" <= c <= "\u9fff" for c in self.low)
        return han >= LONG_HAN or len(self.low.split()) >= LONG_WORDS


def after_turn(talk: CardTalk, turn: Turn) -> tuple[CardTalk, bool]:
    """The talk after a turn of either side, and whether the turn is to be withheld."""
    low, start, end = turn.low, turn.start, turn.end
    if talk.withheld:
        return _while_withheld(talk, turn)
    if talk.watch is Watch.WATCHFUL and start - talk.since > WATCHFUL_S:
        talk = CardTalk()
    watchful = talk.watch is Watch.WATCHFUL
    named = _named(low)
    if turn.whole_card or (named and turn.dictated) or (watchful and turn.only_dictated):
        return CardTalk(Watch.WITHHELD, end), True
    said_by_agent = turn.speaker is Speaker.AGENT
    if named and not _HYPOTHETICAL.search(low) and (said_by_agent or _ANNOUNCED.search(low)):
        return CardTalk(Watch.WITHHELD, end), False
    if named:
        return CardTalk(Watch.WATCHFUL, end), False
    return talk, False


def is_withheld_so_far(talk: CardTalk, turn: Turn) -> bool:
    """Whether the words of a turn that goes on may not be shown."""
    if talk.withheld or turn.whole_card:
        return True
    return turn.dictated and (talk.watch is Watch.WATCHFUL or _named(turn.low))


def released(talk: CardTalk, now_s: float) -> CardTalk:
    """The agent says that the card is done with."""
    return CardTalk(Watch.WATCHFUL, now_s) if talk.withheld else talk


def _while_withheld(talk: CardTalk, turn: Turn) -> tuple[CardTalk, bool]:
    low, start, end = turn.low, turn.start, turn.end
    refused = _HYPOTHETICAL.search(low) and not turn.dictated
    if turn.dictated or ((_named(low) or _EXPIRES.search(low)) and not refused):
        return CardTalk(Watch.WITHHELD, end), True
    if not turn.is_long and (_WAITING.search(low) or _NODS.fullmatch(low)):
        return talk, True
    others = talk.others + (OTHER_TURNS if turn.is_long else 1)
    if others >= OTHER_TURNS or start - talk.since >= OTHER_S:
        return CardTalk(Watch.WATCHFUL, end), False
    return replace(talk, others=others), True


def _named(low: str) -> bool:
    """Whether the number, the code or the last month of a payment card is spoken of."""
    if _OF_PHONE.search(low):
        return False
    return bool(_TALK.search(low) or _DATES.search(low))
