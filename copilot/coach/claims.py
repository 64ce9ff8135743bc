"""Numbers and promises that are said and bind nobody (pure).

A customer speaks of themselves, or claims what the seller is to give. An agent offers, or repeats
a claim to ask about it or to decline it. A line agrees to what was claimed, or goes its own way.
Texts are folded.
"""

import re
from collections.abc import Iterator

from copilot.coach.parts import SENTENCE_END

# A customer's sentence about what the seller gives, said or allowed.
_ABOUT_US = re.compile(
    r"\b(?:your (?:boss|manager|company|price|offer|website|colleague|supervisor|ad|advert|"
    r"system|team|people|rep|card|discount|warranty|guarantee)|"
    r"you (?:guys )?(?:said|promised?|offer(?:ed)?|guarantee[ds]?|give|gave|agreed|approved|"
    r"charge[ds]? me|will|can|must|have to|owe|sell)|you'll|give me|i (?:will |'ll )?get|i'll get|"
    r"(?:please|just|now|and) say|tell (?:me|them|him|her)|approved|agreed|allowed|offer me|"
    r"charge me|make it|do it for|discount|refund|warranty|guarantee[ds]?|free|put me down|"
    r"price is|(?:the|our|my) deal)\b|^\s*say\b|"
    r"你们|您们|贵公司|(?<![我咱们])(?:老板|主管|经理)|[你您](?:说|讲|答应|保证|承诺|给|算|送|退|就|"
    r"要|可以|能|得|照)|给我|算我|卖我|收我|报价|同意|核准|批准|打折|折扣|优惠|说好|保固|保修|质保|"
    r"退费|退款|免费|必须|发货|便宜|成交|卖给|行不行"
)
_REPORTS = re.compile(
    r"\byou(?:'re| are| were|'ve| have)?\s+(?:just )?(?:said|say|saying|want|wanted|asked|ask|"
    r"asking|mean|meant|heard|were told|told|think|thought|claim|mentioned|expect)|"
    r"[您你](?:们)?(?:刚才?|刚刚|是)?(?:说|讲|问|要|想|希望|提到|听|指)"
)
_DECLINES = re.compile(
    r"\b(?:can't|cannot|can not|won't|wouldn't|couldn't|unable|not able|don't|do not|isn't|is not|"
    r"not|no|never)\b|不能|没办法|无法|不行|不可能|没有|不会|不给|做不到|不是|没得"
)
_ASKS = re.compile(r"[?？]\s*$|[吗呢]\s*[。.]?\s*$")
_YES = re.compile(
    r"\s*(?:(?:well|oh|ok|okay|好的?|嗯)[,，。.!！\s]+)?"
    r"(?:(?:yes|yeah|yep|yup|right|correct|exactly|absolutely|definitely|certainly|of course|"
    r"sure|sure thing|noted|deal|done|agreed|confirmed|indeed|no problem|no worries|you got it|"
    r"you're right|you are right|that's (?:right|correct|it|true)|that is (?:right|correct|true)|"
    r"it is|it's true|we do|we will|we can|i do|i will|i can|i confirm)\b|"
    r"是的|是[，。,！啊呀哦]|对[，。,！啊呀的]|没错|没问题|当然|可以[，。,！的啊喔哦]|行[，。,！啊]|"
    r"好[，,。！啊]就|成交|一言为定|说定|确定|正确|答应|同意|就这么)"
)
_AS_YOU_SAY = re.compile(
    r"\b(?:as|like|what|the way) (?:you|your boss|your manager|they) (?:say|said|wish|want|like|"
    r"asked|told me)\b|\b(?:price|terms|number|amount) you (?:said|named|gave|want)\b|"
    r"\byour price\b|\byour terms (?:are|it is)\b|\bthat price (?:is fine|works|it is)|"
    r"照[您你](?:说的|讲的|的价)|就照[您你]|就这个价|这个价(?:格|钱)?(?:可以|没问题|行|就好)|"
    r"[您你]说的(?:价|那个价|条件|算)|[您你]说了算|依[您你]的?"
)


def sentences(plain: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its mark, and where it begins."""
    start = 0
    for mark in SENTENCE_END.finditer(plain):
        yield start, plain[start : mark.end()]
        start = mark.end()
    if plain[start:].strip():
        yield start, plain[start:]


def about_us(sentence: str) -> bool:
    """Whether a customer's sentence says what the seller gives, said or allowed."""
    return _ABOUT_US.search(sentence) is not None


def only_repeats(sentence: str) -> bool:
    """Whether an agent's sentence asks about a claim, or reports it, rather than makes it."""
    return bool(_ASKS.search(sentence) or _REPORTS.search(sentence))


def declines(clause: str) -> bool:
    """Whether an agent's clause refuses what it names."""
    return _DECLINES.search(clause) is not None


def agrees(line: str) -> bool:
    """Whether a sentence of a line begins with a yes."""
    return any(_YES.match(sentence) for _, sentence in sentences(line))


def defers(line: str) -> bool:
    """Whether a line takes the customer's word for it, in so many words."""
    return _AS_YOU_SAY.search(line) is not None
