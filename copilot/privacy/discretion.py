"""Stands at the door of a call: what was heard loses its numbers before anyone is told of it.

It remembers, for some seconds and never on a disk, which number was asked for and with which digits
a speaker's last turn ended, so that a number said in pieces is masked too. Nothing here does I/O.
"""

from dataclasses import dataclass, replace

from copilot.events import Speaker, Withheld
from copilot.language import Language
from copilot.privacy.card_talk import (
    CardTalk,
    Turn,
    Watch,
    after_turn,
    is_withheld_so_far,
    released,
)
from copilot.privacy.digits import Run, at_end, at_start, folded, only_digits, runs
from copilot.privacy.kinds import Kind
from copilot.privacy.mask import Found, found_in, masked
from copilot.privacy.phones import is_phone
from copilot.privacy.said_around import asks_for
from copilot.privacy.sound import Sound

ASKED_S = 30.0  # so long the answer to "what is your number?" is awaited
ASKED_TURNS = 6
PIECE_S = 12.0  # pieces of one number follow each other so soon
PIECE_DIGITS = 2
JOINED_DIGITS = 6  # two pieces together
WHOLE_DIGITS = 9  # a number said in one breath
PARTIAL_DIGITS = 5  # at the end of words that are still being said


@dataclass(slots=True)
class _Tail:
    """The digits with which a speaker's last turn ended."""

    digits: str = ""
    end: float = float("-inf")
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a turn: `text` None for nothing. `change`: the transcript stops or goes
    on, before the turn where `first`, else after it."""

    text: str | None
    change: Withheld | None = None
    first: bool = False
    sound: Sound = Sound.KEPT  # what the words say about how they may be kept as sound


class Discretion:
    """One call's. Feed it the turns in their order."""

    def __init__(self, lang: Language) -> None:
        is_phone("0912345678")  # reads the world's numbering plans now, not in the middle of a call
        self._lang = lang
        self._talk = CardTalk()
        self._asked: Kind | None = None
        self._asked_at = float("-inf")
        self._asked_turns = 0
        self._tails = {speaker: _Tail() for speaker in Speaker}

    @property
    def withheld(self) -> bool:
        """Whether a card is being read out: nothing is told."""
        return self._talk.withheld

    def turn(self, speaker: Speaker, start: float, end: float, text: str) -> Told:
        """A whole turn."""
        before = self._talk.withheld
        turn = self._read(speaker, start, end, text)
        self._talk, hide = after_turn(self._talk, turn)
        change = None
        if self._talk.withheld is not before:
            change = Withheld(not before)
        if hide:
            self._tails[speaker] = _Tail()
            return Told(None, change, sound=Sound.SILENT)
        found = self._pieces(turn)
        digits = self._digits_in(turn)
        asks = self._remember_asked(turn) or (change is not None and change.on)
        self._remember(turn, found)
        if found or (asks and digits):
            sound = Sound.SILENT
        elif asks:
            sound = Sound.ASKING
        else:
            sound = digits or Sound.KEPT
        return Told(masked(text, self._lang, found).text, change, first=before, sound=sound)

    def partial(self, speaker: Speaker, start: float, text: str) -> str | None:
        """Words of a turn that goes on; None where nothing may be told."""
        turn = self._read(speaker, start, start, text)
        if is_withheld_so_far(self._talk, turn):
            return None
        asked, low = self._awaited(start), turn.low
        found = self._pieces(turn)
        for run in turn.runs[-1:]:
            led = run.digits[0] == "0" or asked is not None or found
            enough = 3 if led or self._continues(turn, run) else PARTIAL_DIGITS
            if (
                len(run.digits) >= enough
                and run.dictated
                and at_end(low, run)
                and not _inside(found, run)
            ):
                kind = asked or Kind.NUMBER
                found.append(Found(run.start, run.end, kind, "", whole=False))
        return masked(text, self._lang, found).text

    def aside(self, text: str) -> str:
        """Words that are no turn: what was echo, what was looked up, where sound is from."""
        turn = self._read(Speaker.CUSTOMER, self._asked_at, self._asked_at, text)
        if self._talk.watch is not Watch.QUIET and (self.withheld or turn.dictated):
            return ""
        return masked(text, self._lang, turn.found).text

    def release(self, now_s: float) -> Withheld | None:
        """The agent's key: the card is done with."""
        if not self._talk.withheld:
            return None
        self._talk = released(self._talk, now_s)
        return Withheld(False)

    def _read(self, speaker: Speaker, start: float, end: float, text: str) -> Turn:
        low = folded(text)
        asked = self._awaited(start)
        every = runs(low, asked=asked is not None)
        found = found_in(low, every, asked)
        return Turn(speaker, start, end, low, every, found)

    def _digits_in(self, turn: Turn) -> Sound | None:
        """Whether a turn may hold a piece of a number that nobody has recognised as one yet."""
        tail = self._tails[turn.speaker]
        goes_on = bool(tail.digits) and turn.start - tail.end <= PIECE_S
        found = [
            run
            for run in turn.runs
            if len(run.digits) >= 3
            or (at_end(turn.low, run) and (len(run.digits) >= PIECE_DIGITS or goes_on))
        ]
        if not found:
            return None
        many = any(len(run.digits) >= JOINED_DIGITS for run in found)
        return Sound.MANY_DIGITS if many else Sound.DIGITS

    def _remember_asked(self, turn: Turn) -> bool:
        """Whether a number is asked for; the answer is awaited then."""
        asked = asks_for(turn.low)
        if asked is not None:
            self._asked, self._asked_at, self._asked_turns = asked, turn.end, 0
        elif self._asked is not None:
            self._asked_turns += 1
        return asked is not None

    def _pieces(self, turn: Turn) -> list[Found]:
        """The numbers of a turn, with pieces of one that began in this speaker's last turn."""
        found = list(turn.found)
        first = turn.runs[0] if turn.runs else None
        if first is not None and not _inside(found, first) and self._continues(turn, first):
            kind = self._awaited(turn.start) or Kind.NUMBER
            found.append(Found(first.start, first.end, kind, first.digits, whole=False))
        tail = self._tails[turn.speaker]
        if tail.digits and turn.start - tail.end <= PIECE_S:
            found = [replace(f, whole=f.whole and len(f.digits) >= WHOLE_DIGITS) for f in found]
        return found

    def _continues(self, turn: Turn, run: Run) -> bool:
        """Whether the run goes on with the digits of this speaker's last turn."""
        tail, low = self._tails[turn.speaker], turn.low
        if not tail.digits or turn.start - tail.end > PIECE_S or not at_start(low, run):
            return False
        joined = len(tail.digits) + len(run.digits)
        if (
            len(run.digits) < PIECE_DIGITS
            or joined < JOINED_DIGITS
            or not (run.dictated or run.tens == 0)
        ):
            return False
        return only_digits(low, run) or tail.masked or tail.digits[0] == "0" or joined >= 8

    def _remember(self, turn: Turn, found: list[Found]) -> None:
        speaker, low, every = turn.speaker, turn.low, turn.runs
        tail = self._tails[speaker]
        if not every or not at_end(low, every[-1]):
            if len(low.strip()) > 4:  # a nod between two pieces changes nothing
                self._tails[speaker] = _Tail()
            return
        last = every[-1]
        goes_on = at_start(low, last) and bool(tail.digits)
        digits = (tail.digits if goes_on else "") + last.digits
        if len(last.digits) < PIECE_DIGITS and not goes_on:
            return
        self._tails[speaker] = _Tail(digits[-24:], turn.end, _inside(found, last))

    def _awaited(self, now_s: float) -> Kind | None:
        fresh = now_s - self._asked_at <= ASKED_S and self._asked_turns <= ASKED_TURNS
        return self._asked if fresh else None


def _inside(found: list[Found], run: Run) -> bool:
    return any(f.start <= run.start and run.end <= f.end for f in found)
