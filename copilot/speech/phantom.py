"""Lines that nobody said (pure).

Whisper was trained on subtitled videos, so from silence, breath or hold music it makes what stands
under videos: credits of subtitlers, thanks for watching, pleas to subscribe. It also falls into
loops. Such text is refused by what it says, and by how unsure the model was.
"""

import re
import zlib
from dataclasses import dataclass

# Never said on a sales call, whatever the audio. Compared with the whole line, without punctuation,
# in simplified characters and lower case; Latin text also with its spaces.
_ALWAYS = (
    r"(中文)?字幕(由|志愿者|提供|制作|校对|翻译|by).{0,20}",
    r".{0,8}(字幕志愿者|字幕组制作|字幕由).{0,20}",
    r".{0,12}(amara|opensubtitles)(org|社区|社群)?.{0,12}",
    r"(请)?(大家)?不吝(点赞|订阅).{0,30}",
    r"(请|记得|欢迎|别忘了)?.{0,6}(点赞|按赞).{0,2}(订阅|分享|转发|投币).{0,20}",
    r"(请|记得|欢迎|别忘了)?(大家)?(点击)?订阅(我|我们|本)?的?频道.{0,10}",
    r".{0,10}订阅.{0,6}(小铃铛|打赏|栏目).{0,10}",
    r"(谢谢|感谢)(大家|您|你们|各位)?的?(观看|收看|收听|观赏)(我们下(期|集|次)(节目)?再见)?.{0,4}",
    r"(好了)?(我们|咱们)下(期|集|个视频)(节目)?再见",
    r"(优优)?独播剧场.{0,30}",
    r"(by)?索兰娅",
    r"(作词|作曲|编曲|词曲)((作词|作曲|编曲|词曲)|[:·・])?[^的]{0,8}",
    r"明镜(与点点栏目|需要您的支持).{0,20}",
    r"thank(s| ?you)( ?(so|very) ?much)? ?for ?(watching|viewing)( ?(this|the|my) ?video)?",
    r"(please)? ?(like ?and ?)?subscribe( ?(to|and) ?(my|our|the) ?(channel|like))?",
    r"(subtitles|captions|transcri(bed|ption)) ?(by|provided).{0,30}",
    r"(i'll ?)?(see|catch) ?you ?(all )?in ?(the|my)? ?next ?(video|one)",
)
# Said on calls too, so refused only when the voice was too short for it or the model unsure.
_WHEN_DOUBTFUL = (
    r"(谢谢|感谢)(大家|观看|收听|您的收听)?",
    r"thank ?you|thanks|bye|you|the|so|oh|(see|catch) ?you ?(all )?(next ?time)?",
    r"thank(s| ?you) ?for ?listening|(我们)?下次再见",
    r"(嗯|啊|哦|呃|哈|um|uh|hmm|mm)+",
    r"music|音乐|掌声|applause|laughter|笑声",
    r"(以下是|这是)?(普通话|国语|繁体中文|简体中文|电话)(的)?(句子|对话|录音|通话).*",
)
_FOLD = str.maketrans(
    "請讚點訂閱頻謝觀賞視聽願組製譯詞編樂聲國語體簡話對錄歡獨劇場優鏡與欄轉發賬區蘭婭記鈴鐺們見節別貝電",
    "请赞点订阅频谢观赏视听愿组制译词编乐声国语体简话对录欢独剧场优镜与栏转发账区兰娅记铃铛们见节别贝电",
)
_NOT_TEXT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure the recogniser was of one utterance."""

    voice_s: float  # seconds of voice in it
    no_speech: float  # probability that nobody spoke, in [0, 1]
    average_logprob: float  # per token, <= 0


def is_phantom(text: str, doubt: Doubt) -> bool:
    """Whether `text` is to be thrown away."""
    bare = _NOT_TEXT.sub("", text).lower().translate(_FOLD)
    if not bare:
        return True
    spaced = " ".join(_NOT_TEXT.sub(" ", text).lower().split())
    if any(re.fullmatch(p, bare) or re.fullmatch(p, spaced) for p in _ALWAYS):
        return True
    unsure = doubt.no_speech > 0.6 and doubt.average_logprob < -0.8
    if unsure or doubt.average_logprob < -1.6:
        return True
    too_short = doubt.voice_s < 0.25 or len(bare) > 14 * (doubt.voice_s + 0.6) * _letters(text)
    doubtful = too_short or doubt.no_speech > 0.6 or doubt.average_logprob < -1.0
    return doubtful and any(
        re.fullmatch(p, bare) or re.fullmatch(p, spaced) for p in _WHEN_DOUBTFUL
    )


def is_loop(text: str) -> bool:
    """Whether `text` says the same thing again and again.

    By compression, as Radford et al. (2022) do it, and by a run of one phrase.
    """
    bare = _NOT_TEXT.sub("", text)
    raw = bare.encode()
    squeezed = len(raw) / len(zlib.compress(raw)) if len(raw) >= 60 else 0.0
    return squeezed > 2.4 or _run(bare) is not None


def is_of_prompt(text: str, prompt: str) -> bool:
    """Whether `text` is a piece of the prompt, or a list of its words and nothing else.

    From music or noise a model that was told a product's words writes them down.
    """
    bare = text.strip("。，. ").lower()
    if len(text) > 5 and bare in prompt.lower():
        return True
    listed = [_NOT_TEXT.sub(" ", part).split() for part in re.split("[,，、.。]", bare)]
    known = set(_NOT_TEXT.sub(" ", prompt.lower()).split())
    parts = [words for words in listed if words]
    return len(parts) >= 3 and all(word in known for words in parts for word in words)


def without_loop(text: str) -> str:
    """`text` with a run of one phrase said once."""
    run = _run(text)
    return text if run is None else (text[: run.start()] + run.group(1) + text[run.end() :]).strip()


def _run(text: str) -> re.Match[str] | None:
    return re.search(r"(.{2,20}?)\1{4,}", text)


def _letters(text: str) -> float:
    """Latin text has about three times as many characters per second as Han text."""
    latin = sum(c.isascii() for c in text)
    return 1.0 + 2.0 * latin / max(1, len(text))
