"""The notice for the beginning of a call: `notice.md` of a prompt set, an editable file.

The agent reads it out; it is never sent to a model.
"""

from pathlib import Path

from copilot import output
from copilot.coach.prompts import CHECKOUT, PACKAGED
from copilot.errors import InputError
from copilot.language import Language
from copilot.safe_text import safe_text

LONGEST = 2000  # characters: nobody listens to more
_SOUND = {
    Language.EN: ("The sound is not kept.", "The sound of this call is kept as well."),
    Language.ZH_HANT: ("錄音不保存。", "這通電話也會錄音並保存。"),
    Language.ZH_HANS: ("通话录音不保存。", "本次通话也会录音并保存。"),
}
_OURS = {Language.EN: "our company", Language.ZH_HANT: "本公司", Language.ZH_HANS: "本公司"}


def load_notice(
    lang: Language, company: str, folder: Path | None = None, *, audio: bool = False
) -> str:
    """The notice of `lang`, from `folder` where it has one, or else as shipped; one line for each
    paragraph. An empty file: no notice. `audio`: how the call sounds is kept, and `{sound}` says
    so.

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
    if audio and "{sound}" not in text:
        output.narrate(f"Note: how calls sound is kept. See that {path} says so.")
    text = text.replace("{company}", company or _OURS[lang]).replace("{sound}", _SOUND[lang][audio])
    paragraphs = (" ".join(p.split()) for p in text.split("\n\n"))
    return "\n".join(safe_text(p) for p in paragraphs if p and not p.startswith("<!--"))
