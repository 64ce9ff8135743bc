"""The notice for the beginning of a call: `notice.md` of a prompt set, an editable file.

The agent reads it out; it is never sent to a model.
"""

from pathlib import Path

from copilot.coach.prompts import CHECKOUT, PACKAGED
from copilot.errors import InputError
from copilot.language import Language
from copilot.safe_text import safe_text

LONGEST = 2000  # characters: nobody listens to more
_OURS = {Language.EN: "our company", Language.ZH_HANT: "本公司", Language.ZH_HANS: "本公司"}


def load_notice(lang: Language, company: str, folder: Path | None = None) -> str:
    """The notice of `lang`, from `folder` where it has one, or else as shipped; one line for each
    paragraph. An empty file: no notice.

    Raises :class:`InputError`: ``notice-unreadable``, ``notice-too-long``.
    """
    shipped = (PACKAGED if PACKAGED.is_dir() else CHECKOUT) / lang / "notice.md"
    own = folder / lang / "notice.md" if folder else shipped
    path = own if own.is_file() else shipped
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "notice-unreadable",
            f"The notice {path} cannot be read.",
            why=str(error),
            hint="It is a text file in UTF-8; prompts/README.md says how it is written.",
        ) from error
    if len(text) > LONGEST:
        raise InputError(
            "notice-too-long",
            f"The notice {path} has {len(text)} characters.",
            why=f"An agent reads it out at the beginning of a call: {LONGEST} are the most.",
            hint="Say the rest where the customer can read it.",
        )
    text = text.replace("{company}", company or _OURS[lang])
    paragraphs = (" ".join(p.split()) for p in text.split("\n\n"))
    return "\n".join(safe_text(p) for p in paragraphs if p and not p.startswith("<!--"))
