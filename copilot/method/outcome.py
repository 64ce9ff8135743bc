"""How a call ended, judged by what the customer decided (method, sections 1, 5 and 6).

The customer's last turns tell: who asked to be left alone has left, who refused has declined, who
puts the choice off is undecided, and who agreed has agreed. Agreed is an order or a concrete next
step, such as a visit or a trial; a promise to think or to ring back is neither.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.clauses import clauses
from copilot.method.folding import fold_script
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.telling import tells


class Outcome(StrEnum):
    """What the customer decided."""

    AGREED = "agreed"  # to buy, or to a concrete next step
    DECLINED = "declined"
    UNDECIDED = "undecided"  # the choice was put off, or the call broke off in it
    EXIT = "exit"  # asked to stop, or not to be called again
    NO_CHOICE = "no-choice"  # the call ended before there was anything to choose
    UNKNOWN = "unknown"  # what was said at the end was not kept, so nobody can tell


KNOWN = tuple(o for o in Outcome if o is not Outcome.UNKNOWN)
"""The outcomes that calls are compared by."""


_LOOKED_AT = 3  # customer's turns, from the end
_REFUSES: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(
        fold_script(
            r"不(辦|買|訂|定|簽|報|做|裝|要|申請|用|上|弄)了(?!不)|算了|(先|還是|就|那)不(麻煩|用|上|裝|申請|辦)|"
            r"^(嗯|那|我)?不要|幫不了我|不用特地|這個就不|沒興趣|不考慮"
        )
    ),
    "en": re.compile(
        r"\b(no need|no,? (thanks|thank you|son|mate|love)|not interested|i don'?t believe i will|"
        r"(i )?(sha|wo)n'?t (order|be|take|bother)|let it go|i'?ll pass|i don'?t (think so|want "
        r"(it|one|that))|not (for me|today)|it'?s (a )?no(,| thank|\b(?! (problem|rush)))|"
        r"not going to be hurried|we'?ll look for something)"
    ),
}
_PUTS_OFF: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(
        fold_script(
            r"想想(?!還是不)|再(想|說|看看|講|考慮)|考慮(一下|考慮|看看)|尋思|商量|合計|討論一下|還沒(想|定|決定)|想好了再|"
            r"問(問|一下)?(我|他|她)?(老公|老婆|先生|太太|女兒|兒子|爸|媽|老闆)|對完再|跟(我)?(老|先生|太太|媽|爸|女兒|兒子)"
            r".{0,6}(講|說|提|商量|對)|不能答應|先等一下|先不約|等.{1,10}再(說|跟|決定)|拿不準|不敢(決)?定|"
            r"我問(大夫|醫生)|到時候再|"
            r"(完|過|好了?).{0,6}再(打|說|跟|回|決定|看|找)|打給我再"
        )
    ),
    "en": re.compile(
        r"\b(think about it|think it over|have a think|sleep on it|not sure|not saying (yes|no)|"
        r"(talk|speak|ask|check) (to |with )?(my |the )?\w+ (first|tonight|tomorrow)|"
        r"can'?t (tell|say) you yes|let me (think|speak|talk|ask|check)|leave it with me|"
        r"i'?ll (ring|call|let) you( back| know)?|get back to you|i'?ll see where|"
        r"hold it for me|till i talk|gotta talk|(may|can) (ring|call) (me|on)|(ring|call) me|"
        r"(i|we)('?ll)? (have to|need to|must|gotta) (ask|talk|speak|think|check))\b"
    ),
}
_AGREES: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(
        fold_script(
            r"就(這|那)?(辦|訂|定|買|簽|試|約|要|來|禮拜|週|周|星期|拿|千兆|先來|刷|給你們做)|^(好|行|可以|中|成|要得)(啊|的|"
            r"吧|啦|了|嘛|呀)*$|沒問題|直接簽|先(辦|定|來|進)(一|了)?|幫我(訂|留|登記|約|排|辦)|給我留|來量|我姓|刷卡可以"
        )
    ),
    "en": re.compile(
        r"\b(go on then|yeah,? go on|let'?s (do|book|go|try)|book (it|me|the)|put (me|us) down|"
        r"sign me up|i'?ll (take|have) (it|one|the)|deal|when can (you|your)|send it to this)\b"
    ),
}
_WAITS: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(fold_script(r"不是不|沒說不|還沒(定|決定|想好)|問完.{0,6}再")),
    "en": re.compile(r"\b(leave it with me|not saying no)\b"),
}


@dataclass(frozen=True, slots=True)
class _Turn:
    said: Said
    lang: Language
    parts: tuple[str, ...]

    @classmethod
    def of(cls, said: Said, lang: Language) -> "_Turn":
        return cls(said, lang, tuple(c.text for c in clauses(said.text, lang)))

    def says(self, table: Mapping[str, re.Pattern[str]]) -> bool:
        folded = fold_script(self.said.text.lower().replace("’", "'"))
        own = table[self.lang.spoken]
        return any(own.search(fold_script(p.lower().strip())) for p in (folded, *self.parts))

    def has(self, cue: str) -> bool:
        return any(tells(p, cue, self.lang) for p in self.parts)

    def gives(self, *signals: Signal) -> bool:
        return any(s in self.said.signals for s in signals)


def outcome(turns: Sequence[Said], lang: Language) -> Outcome:
    """What the customer decided in `turns` (both speakers', as the call remembers them)."""
    heard = [t for t in turns if t.speaker is Speaker.CUSTOMER]
    if not heard:
        return Outcome.NO_CHOICE
    last = [_Turn.of(t, lang) for t in heard[-_LOOKED_AT:]]
    left = [place for place, t in enumerate(last) if t.gives(Signal.EXIT_REQUEST)]
    if left and not any(t.gives(Signal.BUYING_SIGNAL) for t in last[left[-1] + 1 :]):
        return Outcome.EXIT
    decisions = [d for turn in last if (d := _decided(turn)) is not None]
    if decisions:
        refused = Outcome.DECLINED in decisions and Outcome.AGREED not in decisions
        return Outcome.DECLINED if refused else decisions[-1]
    chose = any(t.phase is Phase.CONVERGENT for t in heard)
    return Outcome.UNDECIDED if chose else Outcome.NO_CHOICE


def _decided(turn: _Turn) -> Outcome | None:
    """What one turn decides; None where it decides nothing."""
    if turn.said.phase is not Phase.CONVERGENT:
        return None
    agrees = turn.gives(Signal.BUYING_SIGNAL) or turn.says(_AGREES)
    wavers = turn.gives(Signal.HESITATION, Signal.BUYING_SIGNAL) or turn.says(_WAITS)
    if (turn.says(_REFUSES) or turn.has("refusal")) and not wavers:
        return Outcome.DECLINED
    later = turn.has("postponed") and not turn.gives(Signal.BUYING_SIGNAL)
    if later or turn.says(_PUTS_OFF) or turn.gives(Signal.HESITATION):
        return Outcome.AGREED if _agrees_all_the_same(turn) else Outcome.UNDECIDED
    if agrees:
        return Outcome.AGREED
    return Outcome.UNDECIDED if turn.gives(*OBJECTIONS) else None


def _agrees_all_the_same(turn: _Turn) -> bool:
    """Whoever names a day and agrees has agreed to that, though the order waits."""
    named = turn.gives(Signal.BUYING_SIGNAL) and turn.has("appointment")
    return named and not turn.gives(Signal.HESITATION, Signal.OBJECTION_TIMING)
