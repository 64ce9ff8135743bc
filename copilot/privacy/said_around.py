"""The words around a number that say what it is (pure)."""

import re
from dataclasses import dataclass

from copilot.privacy.digits import Run
from copilot.privacy.kinds import CONTEXTS, NUMBER, REFERENCE, Kind

BEFORE = 60
AFTER = 30
_ENDS = re.compile(r"[。？?!！；;]|(?<!\d)\.\s", re.ASCII)
_BREAKS = re.compile(r"[，,。？?!！；;]|(?<!\d)\.\s|但|不过|然后|\bbut\b|\band\b", re.ASCII)
# What may stand between the word that names a number and the number.
_IS = re.compile(
    r"^(?:号码?|码|number|no\.?|#|的|我|你|您|他|她|是|为|就是|会是|改成|留|打|给|讲|念|記|记|抄|"
    r"这个|这支|那个|那支|一下|请|"
    r"可以|开头|前面|公司|家里|私人|另外|一个|第[一二]支|is|it's|it is|that's|that is|the|my|his|"
    r"her|our|on|at|under|"
    r"would be|will be|"
    r"here|there|are|ends?|ending|starts?|starting|begins?|with|in|to|one|"
    r"[\s,，、:：.。…-]|嗯|呃|um|uh|er|okay|ok|so|yes|yeah|well|sure)*$",
    re.ASCII,
)
_LAST_ONLY = re.compile(
    r"(?:[末后後尾][一二三四五两234]?[码位数]|尾数|last (?:two|three|four|\d)(?: digits|"
    r" numbers)?|ends? (?:in|"
    r"with)|ending (?:in|with)?)"
    r"[^，。,]{0,12}$",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Around:
    """`kind`: what the sentence says; `direct`: what the words right before the number say."""

    kind: Kind | None = None
    direct: Kind | None = None
    reference: bool = False  # an order, a model, a version: nobody's own number


def around(text: str, run: Run) -> Around:
    """What is said of `run` in `text`, a folded text."""
    before = _since(text[max(0, run.start - BEFORE) : run.start])
    after = _until(text[run.end : run.end + AFTER])
    kind, at = _nearest(before)
    reference = _last(REFERENCE, before)
    if kind is None and reference is None:
        kind, at = _weak(before)
    if reference is not None and (kind is None or reference >= at):
        return Around(reference=True)
    direct = kind if kind is not None and _IS.match(before[at:]) else None
    if (
        direct is Kind.PHONE
        and not before[at:].strip(" ,，、")
        and before[at - 1 :][:1] not in "号码"
    ):
        direct = None  # 手機 19900 買的
    if kind is None:
        kind, _ = _nearest(after)
        if kind is None and REFERENCE.search(after):
            return Around(reference=True)
    if _LAST_ONLY.search(before) and kind is not Kind.CODE:
        return Around(kind)
    return Around(kind, direct)


def _since(text: str) -> str:
    """The end of `text`, from where the last sentence but one ended."""
    ends = [m.end() for m in _ENDS.finditer(text)]
    return text[ends[-2] :] if len(ends) > 1 else text


def _until(text: str) -> str:
    m = _BREAKS.search(text)
    second = _BREAKS.search(text, m.end()) if m and m.end() <= 2 else None
    end = second.start() if second else m.start() if m and m.end() > 2 else len(text)
    return text[:end]


def _nearest(text: str) -> tuple[Kind | None, int]:
    """The kind named last, and where its name ends."""
    best: tuple[Kind | None, int] = (None, -1)
    for kind, pattern in CONTEXTS:
        at = _last(pattern, text)
        if at is not None and at > best[1]:
            best = (kind, at)
    return best


def _weak(text: str) -> tuple[Kind | None, int]:
    at = _last(NUMBER, text)
    return (None, -1) if at is None else (Kind.PHONE, at)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    ends = [m.end() for m in pattern.finditer(text)]
    return ends[-1] if ends else None


_ASKING = re.compile(
    r"多少|几号|说一?下|念一?下|报一?下|什么|请问|方便(?:留|给|提供|告诉)|留一?[个下]|提供|告诉我|给我|跟我说|念|报|请说|"
    r"麻烦您?|确认一下|核对|哪一?支|记一?下|再说一[次遍]|"
    r"后面是|[吗呢？?]|"
    r"what(?:'s| is|s)?|which|could|can i|may i|give me|tell me|have your|take your|confirm|read|"
    r"repeat|need|let me|your|spell|go ahead|\?",
    re.ASCII,
)


def asks_for(text: str) -> Kind | None:
    """The kind of number that `text`, a folded text, asks somebody to say, or begins to say."""
    end = text[-160:]
    kind, at = _nearest(end)
    if kind is None:
        kind, at = _weak(end)
    return kind if _ASKING.search(end) or (kind and _IS.match(end[at:])) else None
