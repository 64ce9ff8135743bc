"""The call so far -> what fills the prompts, within a token budget (pure).

What people said goes in as quotation: one line per speaker, stripped of anything that could pass
for an instruction to the model's own format.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import count

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.learned import Learned
from copilot.method.said import Said
from copilot.safe_text import safe_text
from copilot.wording.progress import kind_name

LONGEST_TURN = 400  # characters of one turn that the model is shown
QUOTE_TOKENS = 60  # of the last words
QUOTE_STEP_TOKENS = 20
KNOWN_TOKENS = 120  # of what was learned about the customer

_MARKS = re.compile(
    r"[<＜][|｜][^>＞]{0,40}[|｜]?[>＞]|[<＜][|｜]|[|｜][>＞]|<[/!?a-zA-Z][^>]*>|"
    r"\[/?(?:INST|SYS)\b[^\]]*\]|`{2,}|#{2,}|[{}]",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u180e\ufff9-\ufffb\U000e0000-\U000e007f]")
# Who speaks is said by the prompt alone: a colon after such a name begins a turn of nobody's.
_SPEAKER = re.compile(
    r"(?<!\w)(system|developer|assistant|user|human|agent|customer|draft)\s*[:：]|"
    r"(系統|系统|助理|助手|用戶|用户|業務|业务|坐席|客戶|客户|草稿)\s*[:：]",
    re.IGNORECASE,
)


def quoted(text: str) -> str:
    """`text` as one harmless line."""
    line = safe_text(_MARKS.sub(" ", _UNSEEN.sub("", text)))
    line = _SPEAKER.sub(lambda m: f"{m[1]}," if m[1] else f"{m[2]}，", line)
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_TURN else line[: LONGEST_TURN - 1] + "…"


def estimated_tokens(text: str) -> int:
    """An upper estimate for the tokenizers in use: one per Han character, one per three others."""
    han = sum("\u2e80" <= c <= "\uffef" for c in text)
    return han + (len(text) - han + 2) // 3


def transcript(turns: Sequence[Said], labels: Mapping[str, str], budget_tokens: int) -> str:
    """The last part of the call, a line for each change of speaker.

    It only ever grows at its end, so that a model's cache stays good, until it outgrows the budget;
    then the older half goes at once.
    """
    lines: list[tuple[Speaker, str]] = []
    total = 0
    for turn in turns:
        said = quoted(turn.text)
        total += estimated_tokens(said) + 4
        if lines and lines[-1][0] is turn.speaker:
            lines[-1] = (turn.speaker, f"{lines[-1][1]} {said}")
        else:
            lines.append((turn.speaker, said))
        if total > budget_tokens:
            while len(lines) > 1 and total > budget_tokens // 2:
                total -= estimated_tokens(lines.pop(0)[1]) + 4
    return "\n".join(f"{labels[speaker]}{said}" for speaker, said in lines)


def last_words(turns: Sequence[Said], speaker: Speaker) -> str:
    """The last thing that `speaker` said; a turn that follows on from their own is one with it.

    Of long words the end. It is cut in steps from the beginning, so that words which grow mostly
    begin where they did, and a model's cache of them stays good.
    """
    words: list[str] = []
    for turn in reversed(turns):
        if turn.speaker is speaker:
            words.insert(0, quoted(turn.text))
        elif words:
            break
    text = " ".join(words)
    while estimated_tokens(text) > QUOTE_TOKENS:
        step = next(n for n in count(1) if estimated_tokens(text[:n]) >= QUOTE_STEP_TOKENS)
        text = text[step:]
    return text


def common_start(one: str, other: str) -> str:
    """What both begin with."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[:same]


def before_last_words(turns: Sequence[Said], speaker: Speaker) -> Sequence[Said]:
    """The call before what `speaker` said last; all of it where somebody spoke after that."""
    end = len(turns)
    while end and turns[end - 1].speaker is speaker:
        end -= 1
    return turns[:end]


def known(learned: Sequence[Learned], lang: Language, budget_tokens: int = KNOWN_TOKENS) -> str:
    """What was learned about the customer, one line for each kind; empty where nothing was.

    The newest pieces are kept where not all fit, and within a kind the newest is last.
    """
    kept: dict[str, list[str]] = {}
    left = budget_tokens
    for piece in reversed(learned):
        name, quote = kind_name(piece.kind, lang), quoted(piece.quote)
        cost = estimated_tokens(quote) + (3 if name in kept else estimated_tokens(name) + 6)
        if cost > left:
            break
        left -= cost
        kept.setdefault(name, []).insert(0, f"「{quote}」" if lang.is_chinese else f'"{quote}"')
    colon, between = ("：", "") if lang.is_chinese else (": ", "; ")
    return "\n".join(
        f"{name}{colon}{between.join(quotes)}" for name, quotes in reversed(kept.items())
    )


def card_text(card: ProductCard | None, nothing: str) -> str:
    """The card as the model reads it; `nothing` where there is no card."""
    if card is None:
        return nothing
    lines = [
        f"{card.name}（{card.company}）" if card.company else card.name,
        card.price,
        card.summary,
    ]
    lines += [" → ".join((f.feature, f.advantage, f.benefit, f.evidence)) for f in card.fabe]
    lines += [f"「{o.objection}」→ {o.answer}" for o in card.objections]
    lines += [fact.text for fact in card.facts]
    lines += [f"✗ {fact.text}" for fact in card.not_offered]
    return "\n".join(f"- {quoted(line)}" for line in lines if line)


def material(card: ProductCard | None, evidence: Sequence[str], nothing: str) -> str:
    """The entries of the card that serve the move at hand."""
    entries = dict(card.entries()) if card else {}
    texts = [quoted(entries[entry]) for entry in evidence if entry in entries]
    return "；".join(texts) if texts else nothing
