"""Do these words sound as if the speaker were done? (pure)

A recogniser punctuates what it hears, and people end their sentences with words that they seldom
pause after in the middle, or the other way round. So the words so far tell how long a silence must
last before it ends a turn: shorter after a whole sentence, longer after "and then".
"""

import re
from enum import Enum, auto

from copilot.language import Language


class Ending(Enum):
    """How a turn's words so far end."""

    WHOLE = auto()
    OPEN = auto()  # more is to come
    UNKNOWN = auto()


_STOPPED = re.compile(r"[。！？!?.][」』”\"')）]*$")
_HANGING = re.compile(r"(?:[，、；：,;:—–-]|…|\.{2,})$")
_PARTICLES = tuple("嗎呢吧啊喔哦啦呀嘛耶囉吗咯")
_OPEN_ZH = re.compile(
    r"(?:然後|然后|因為|因为|所以|但是|可是|不過|不过|而且|就是|就是說|就是说|那個|那个|這個|这个|如果|要是|還有|还有|"
    r"或者|或是|以及|跟|和|與|与|嗯|呃|額|额|比如|比如說|比如说|像是|例如|譬如|雖然|虽然|除了|包括|我想說|我想说|"
    r"應該說|应该说|一個是|一个是|第一|首先|另外|大概|差不多|對於|对于|關於|关于|把|被|給|给|在|從|从|是|我|我們|我们)$"
)
_OPEN_EN = re.compile(
    r"(?:^|[\s,])(?:and|but|so|because|cause|or|um+|uh+|er+m?|hmm|the|an?|to|of|with|for|from|in|on|"
    r"at|if|that|which|who|when|while|like|well|then|than|as|my|our|your|their|its|his|her|i|we|"
    r"they|you|he|she|it's|i'm|we're|there's|is|are|was|were|not|just|about|maybe|also|plus|"
    r"you know|i mean|let me see|let's see)$",
    re.IGNORECASE,
)
_SHORTEST = {True: 2, False: 1}  # characters, or words, of which anything can be said


def ending(text: str, lang: Language) -> Ending:
    """Of what a speaker has said of a turn so far, as a recogniser wrote it."""
    text = text.strip()
    bare = text.rstrip("。！？!?.，、；：,;:—–-… 」』”\"')）")
    size = len(bare) if lang.is_chinese else len(bare.split())
    if size < _SHORTEST[lang.is_chinese]:
        return Ending.UNKNOWN
    if (_OPEN_ZH if lang.is_chinese else _OPEN_EN).search(bare):
        return Ending.OPEN
    if _HANGING.search(text):
        return Ending.OPEN
    if _STOPPED.search(text) or (lang.is_chinese and bare.endswith(_PARTICLES)):
        return Ending.WHOLE
    return Ending.UNKNOWN
