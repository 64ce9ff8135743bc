"""Recordings beside labelled calls: found, checked, and heard through the real recogniser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.audio.pace import Unhurried
from copilot.audio.recording import Recording
from copilot.call import Call
from copilot.coach.briefing import Briefing
from copilot.coach.model import ChatModel
from copilot.errors import InputError
from copilot.evaluation.calls import invalid, parsed
from copilot.evaluation.gather import gathered
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.matching import Spoken, matched, merged
from copilot.evaluation.play import Collector
from copilot.evaluation.predicted import Prediction
from copilot.events import Speaker, TurnHeard
from copilot.speech.detect import SileroDetector
from copilot.speech.recognize import Recognizer

AGENT_CHANNEL = 0


@dataclass(frozen=True, slots=True)
class Recorded:
    """A labelled call that was recorded; `said` has the times of its turns, in their order."""

    call: LabelledCall
    file: Path
    said: tuple[Spoken, ...]
    seconds: float


def load_recorded(folder: Path, calls: Sequence[LabelledCall]) -> tuple[Recorded, ...]:
    """Those of `calls` with a recording `ID.flac` and its times `ID.ref.json` in `folder`.

    Raises :class:`InputError`: ``no-recordings``, ``call-not-json``, ``call-invalid``.
    """
    found = [call for call in calls if (folder / f"{call.id}.flac").exists()]
    if not found:
        raise InputError(
            "no-recordings",
            f"There is no recording of a labelled call in {folder}.",
            why="A recording is named after the id of its call: ID.flac, with ID.ref.json.",
            hint="Name the folder of the recordings, and with --calls that of the calls.",
        )
    return tuple(_recorded(folder, call) for call in found)


def _recorded(folder: Path, call: LabelledCall) -> Recorded:
    file = folder / f"{call.id}.ref.json"
    data = parsed(file)
    turns = data.get("turns")
    if not isinstance(turns, list) or len(turns) != len(call.turns):
        raise invalid(file, "turns", f"the call has {len(call.turns)} turns, and this has others")
    said = tuple(_spoken(file, i, turn) for i, turn in enumerate(turns))
    for i, (spoken, turn) in enumerate(zip(said, call.turns, strict=True)):
        if spoken.speaker is not turn.speaker:
            raise invalid(file, f"turns[{i}].speaker", f"in the call it is {turn.speaker}")
    seconds = data.get("seconds")
    last_s = max(spoken.end for spoken in said)
    whole_s = float(seconds) if isinstance(seconds, int | float) else last_s
    return Recorded(call, folder / f"{call.id}.flac", said, whole_s)


def _spoken(file: Path, i: int, turn: Any) -> Spoken:
    try:
        spoken = Spoken(Speaker(turn["speaker"]), float(turn["start"]), float(turn["end"]))
    except (KeyError, TypeError, ValueError) as error:
        why = f"speaker, start and end are needed ({type(error).__name__}: {error})"
        raise invalid(file, f"turns[{i}]", why) from error
    if not 0 <= spoken.start < spoken.end:
        raise invalid(file, f"turns[{i}]", "it does not end after it starts")
    return spoken


async def hear(
    recorded: Recorded,
    briefing: Briefing,
    model: ChatModel | None,
    recognizer: Callable[[], Recognizer],
) -> tuple[Prediction, ...]:
    """What the copilot says of each turn of a recording, as `replay --speed max` would."""
    panel = Collector()
    recording = Recording((recorded.file,), AGENT_CHANNEL)
    call = Call(
        source=lambda _, pending: recording.play(Unhurried(pending.settled)),
        detector=SileroDetector,
        recognizer=recognizer(),
        model=model,
        briefing=briefing,
        panel=panel,
    )
    source = await call.run()
    if source.damage:
        raise source.damage
    heard = [p.event for p in panel.published if isinstance(p.event, TurnHeard)]
    return merged(recorded.said, matched(heard, recorded.said), gathered(panel.published))
