"""What is said of the two devices of a live call, in the call's language (pure)."""

from collections.abc import Mapping

from copilot.events import Speaker
from copilot.language import Language

_Texts = Mapping[str, tuple[str, str, str]]  # zh-Hant, zh-Hans, en

_NAMES = {Speaker.AGENT: "microphone", Speaker.CUSTOMER: "customer"}

_AGENT: _Texts = {
    "missing": (
        "找不到麥克風 {device}：聽不到你說的話，客戶的照常。插回去就會恢復。",
        "找不到麦克风 {device}：听不到你说的话，客户的照常。插回去就会恢复。",
        "No microphone {device}: you are not heard, the customer is. It resumes when it is back.",
    ),
    "stopped": (
        "麥克風 {device} 沒有聲音進來，正在重新打開；客戶的照常。",
        "麦克风 {device} 没有声音进来，正在重新打开；客户的照常。",
        "Nothing comes from the microphone {device}; it is being reopened. The customer is heard.",
    ),
    "elsewhere": (
        "系統把你的麥克風換到別處了，先不聽，正在接回 {device}。",
        "系统把你的麦克风换到别处了，先不听，正在接回 {device}。",
        "The system moved your microphone elsewhere; not believed until {device} is back.",
    ),
    "changed": (
        "你的聲音現在從 {device} 進來。",
        "你的声音现在从 {device} 进来。",
        "Your voice now comes from {device}.",
    ),
    "lost-sound": (
        "電腦太忙，你的話漏了一小段。",
        "电脑太忙，你的话漏了一小段。",
        "This computer was too busy: a little of what you said was lost.",
    ),
    "over": (
        "麥克風恢復了：{device}。",
        "麦克风恢复了：{device}。",
        "Your microphone is heard again: {device}.",
    ),
}
_CUSTOMER: _Texts = {
    "missing": (
        "找不到客戶聲音的輸出 {device}：聽不到客戶，你的照常。接回去就會恢復。",
        "找不到客户声音的输出 {device}：听不到客户，你的照常。接回去就会恢复。",
        "No output {device}: the customer is not heard, you are. It resumes when it is back.",
    ),
    "stopped": (
        "{device} 沒有客戶的聲音進來，正在重新打開；你的照常。",
        "{device} 没有客户的声音进来，正在重新打开；你的照常。",
        "Nothing of the customer comes from {device}; it is being reopened. You are heard.",
    ),
    "elsewhere": (
        "系統把客戶的聲音換到別處了，先不聽，正在接回 {device}。",
        "系统把客户的声音换到别处了，先不听，正在接回 {device}。",
        "The system moved the customer's sound elsewhere; not believed until {device} is back.",
    ),
    "changed": (
        "客戶的聲音改從 {device} 播放，正在跟過去。",
        "客户的声音改从 {device} 播放，正在跟过去。",
        "The customer is now played on {device}; following.",
    ),
    "lost-sound": (
        "電腦太忙，客戶的話漏了一小段。",
        "电脑太忙，客户的话漏了一小段。",
        "This computer was too busy: a little of what the customer said was lost.",
    ),
    "over": (
        "又聽得到客戶了：{device}。",
        "又听得到客户了：{device}。",
        "The customer is heard again: {device}.",
    ),
}
_BOTH: _Texts = {
    "server-gone": (
        "電腦的音效服務停了，兩邊都聽不到；它一恢復就會接上。",
        "电脑的音频服务停了，两边都听不到；它一恢复就会接上。",
        "This computer's sound server is gone: nobody is heard until it is back.",
    ),
    "server-stuck": (
        "電腦的音效服務沒有回應，兩邊都聽不到；它一恢復就會接上。",
        "电脑的音频服务没有回应，两边都听不到；它一恢复就会接上。",
        "This computer's sound server does not answer: nobody is heard until it does.",
    ),
    "over": (
        "音效服務恢復了。",
        "音频服务恢复了。",
        "The sound server is back.",
    ),
}


def trouble_name(problem: str, speaker: Speaker | None) -> str:
    """`microphone-missing`, `customer-elsewhere`, `sound-server-gone`."""
    return f"{_NAMES[speaker]}-{problem}" if speaker else f"sound-{problem}"


def trouble_text(
    problem: str, speaker: Speaker | None, device: str, lang: Language, *, over: bool
) -> str:
    """One sentence or two in plain words; `device` may be empty."""
    texts = {Speaker.AGENT: _AGENT, Speaker.CUSTOMER: _CUSTOMER, None: _BOTH}[speaker]
    text = texts["over" if over else problem][list(Language).index(lang)]
    return " ".join(text.format(device=device).split()).replace(" :", ":").replace(" ;", ";")
