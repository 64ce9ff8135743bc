"""The sample calls: in a checkout beside the program, in an installation inside it."""

from dataclasses import dataclass
from pathlib import Path

from copilot.language import Language
from copilot.method.modes import Mode

PACKAGED = Path(__file__).parent / "_samples"
CHECKOUT = Path(__file__).parent.parent / "samples"
_CALLS = {
    Language.ZH_HANT: ("zht-out-hotel", Mode.OUTBOUND),
    Language.ZH_HANS: ("zhs-in-english", Mode.INBOUND),
    Language.EN: ("en-out-coldroom", Mode.OUTBOUND),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A recorded call of people who do not exist, and its product card."""

    recording: Path
    card: Path
    lang: Language
    mode: Mode


def sample(lang: Language) -> Sample | None:
    """The sample call in that language; None where it was not installed."""
    name, mode = _CALLS[lang]
    folder = PACKAGED if PACKAGED.is_dir() else CHECKOUT
    found = Sample(folder / f"{name}.flac", folder / f"{name}.card.yaml", lang, mode)
    return found if found.recording.is_file() and found.card.is_file() else None
