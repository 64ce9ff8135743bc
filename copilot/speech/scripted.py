"""A recogniser that reads its lines from a list: for demonstrations and tests."""

from collections.abc import Sequence

from copilot.audio.chunk import Samples


class ScriptedRecognizer:
    """A :class:`~copilot.speech.recognize.Recognizer` that hears the given lines in order.

    A partial hears the first half of the line to come. After the last line nothing is heard.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = list(lines)

    def text(self, audio: Samples, *, final: bool) -> str:
        if not self._lines:
            return ""
        return self._lines.pop(0) if final else self._lines[0][: len(self._lines[0]) // 2]
