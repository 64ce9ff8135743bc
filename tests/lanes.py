"""Audio drawn as letters, for tests of turns.

One letter is 96 ms: three frames of 32 ms. `C` is voice, `.` is silence, `b` is a breath: a sound
of one frame in the middle of the letter.
"""

from copilot.audio.chunk import CHUNK_S
from copilot.speech.endpoint import Began, Ended, Endpointer, EndpointSettings

LETTER_S = 3 * CHUNK_S
FRAMES = {"C": (0.9, 0.9, 0.9), ".": (0.02, 0.02, 0.02), "b": (0.02, 0.9, 0.02)}


def decisions(drawn: str, settings: EndpointSettings | None = None) -> list[Began | Ended]:
    """Everything an endpointer decides about `drawn`, to its end."""
    endpointer = Endpointer(settings or EndpointSettings(), CHUNK_S)
    found = [d for letter in drawn for p in FRAMES[letter] for d in endpointer.accept(p)]
    return found + list(endpointer.finish())


def turns(drawn: str, settings: EndpointSettings | None = None) -> list[tuple[int, int]]:
    """The utterances in `drawn`, as the letters at which they begin and end."""
    return [
        (round(d.start / LETTER_S), round(d.end / LETTER_S))
        for d in decisions(drawn, settings)
        if isinstance(d, Ended)
    ]
