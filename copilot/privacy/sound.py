"""Which sound of a call may be kept: that of turns whose words are known to be harmless (pure).

    gate = SoundGate()
    gate.began(speaker, start)                 # someone speaks: nothing from here on is settled
    gate.judged(speaker, start, end, sound)    # what the door made of it
    gate.settled_s(heard_s)                    # all before this is known
    gate.pieces(speaker, start, end)           # what of it may be kept; the rest is silence

Nothing is kept unless a turn's words were judged, and let through unchanged. A turn with digits
waits, since the next one may show that they were the beginning of a card's or a telephone number.
All times are call seconds.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.events import Speaker

MARGIN_S = 0.2  # around a turn's voice: breath, and the ends of consonants
ONSET_S = 1.1  # speech is noticed at the latest so long after it began, and its margin
NEAR_S = 15.0  # pieces of one number follow each other within 12 s


class Sound(StrEnum):
    """What the words of an utterance say about its sound."""

    KEPT = "kept"
    DIGITS = "digits"  # kept, unless they turn out to be a piece of a number that was taken out
    MANY_DIGITS = "many-digits"  # the same, and not kept either where the call ends before that
    ASKING = "asking"  # kept; digits said shortly before it are not
    SILENT = "silent"  # a number was taken out, or a payment card is being read out
    NOTHING = "nothing"  # it became no turn


@dataclass(frozen=True, slots=True)
class _Span:
    speaker: Speaker
    start: float
    end: float
    many: bool = False  # digits

    def near(self, other: "_Span") -> bool:
        return self.start - other.end <= NEAR_S and other.start - self.end <= NEAR_S


class SoundGate:
    """One call's. Feed it the utterances of each speaker in their order."""

    def __init__(self) -> None:
        self._open: dict[Speaker, list[float]] = {speaker: [] for speaker in Speaker}
        self._kept: list[_Span] = []
        self._waiting: list[_Span] = []  # with digits
        self._silent: list[_Span] = []
        self._beside: list[_Span] = []  # digits that are silent for what was said beside them
        self._nothing: list[_Span] = []
        self._asked: list[float] = []
        self.leaks = False
        """Whether the agent's microphone hears the customer: then the customer's silence is the
        agent's too."""

    def began(self, speaker: Speaker, start: float) -> None:
        """An utterance began; it is judged later."""
        self._open[speaker].append(start)

    def judged(self, speaker: Speaker, start: float, end: float, sound: Sound) -> None:
        """An utterance, and with it all that this speaker began before it."""
        self._open[speaker] = [s for s in self._open[speaker] if s > start]
        span = _Span(speaker, start, end)
        match sound:
            case Sound.KEPT:
                self._kept.append(span)
            case Sound.ASKING:
                self._kept.append(span)
                self._asked.append(start)
            case Sound.DIGITS | Sound.MANY_DIGITS:
                self._waiting.append(replace(span, many=sound is Sound.MANY_DIGITS))
            case Sound.SILENT:
                self._silent.append(span)
            case Sound.NOTHING:
                self._nothing.append(span)
        self._silence_pieces()

    def paused(self, at: float) -> None:
        """The agent stopped the transcript: digits said just before are not kept."""
        self._asked.append(at)
        self._silence_pieces()

    def settled_s(self, heard_s: float) -> float:
        """Nothing that is heard or judged from now on changes what is kept before this.

        `heard_s`: both sides have been heard up to here.
        """
        spoken_s = heard_s - ONSET_S + MARGIN_S
        for starts in self._open.values():
            spoken_s = min([spoken_s, *starts])
        decided = [s for s in self._waiting if spoken_s - s.end > NEAR_S]
        self._kept += decided
        self._waiting = [s for s in self._waiting if s not in decided]
        return min([spoken_s, *(s.start for s in self._waiting)]) - MARGIN_S

    def close(self) -> None:
        """Nothing more will be judged: what is not decided is not kept.

        A few digits are decided where every utterance was judged: no other can go on with them.
        """
        whole = not any(self._open.values())
        for span in self._waiting:
            (self._kept if whole and not span.many else self._beside).append(span)
        self._waiting.clear()
        for speaker, starts in self._open.items():
            self._beside += [_Span(speaker, start, float("inf")) for start in starts]
            starts.clear()

    def pieces(self, speaker: Speaker, start: float, end: float) -> list[tuple[float, float]]:
        """The parts of a speaker's sound to keep that reach into these seconds, whole, in order."""
        kept = [(s.start - MARGIN_S, s.end + MARGIN_S) for s in self._kept if s.speaker is speaker]
        pieces = _joined([k for k in kept if k[0] < end and start < k[1]])
        for s in (*self._silent, *self._beside):
            if s.speaker is speaker or (self.leaks and speaker is Speaker.AGENT):
                pieces = _without(pieces, s.start - MARGIN_S, s.end + MARGIN_S)
        for s in self._nothing:
            if s.speaker is speaker:
                pieces = _without(pieces, s.start, s.end)
        return [p for p in pieces if p[0] < end and start < p[1]]

    def forget(self, before: float) -> None:
        """Nobody asks again for what was before this."""
        self._kept = [s for s in self._kept if s.end + MARGIN_S > before]
        self._nothing = [s for s in self._nothing if s.end > before]
        near = before - 2 * NEAR_S  # what is silent silences digits that come soon after it
        self._silent = [s for s in self._silent if s.end > near]
        self._beside = [s for s in self._beside if s.end > near]
        self._asked = [at for at in self._asked if at > near]

    def _silence_pieces(self) -> None:
        """Digits beside a number that was taken out belong to it, and so do digits before those."""
        while found := [s for s in self._waiting if self._is_piece(s)]:
            self._beside += found
            self._asked += [s.start for s in found]
            self._waiting = [s for s in self._waiting if s not in found]

    def _is_piece(self, span: _Span) -> bool:
        asked = any(span.start <= at and at - span.end <= NEAR_S for at in self._asked)
        return asked or any(span.near(s) for s in self._silent)


def _joined(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _without(
    pieces: list[tuple[float, float]], start: float, end: float
) -> list[tuple[float, float]]:
    out = []
    for a, b in pieces:
        out += [(a, min(b, start))] if a < start else []
        out += [(max(a, end), b)] if b > end else []
    return out
