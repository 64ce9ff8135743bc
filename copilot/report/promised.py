"""What an agent says that they will do: sentences of theirs that announce a next step (pure)."""

import re
from collections.abc import Mapping

from copilot.language import Language
from copilot.method.folding import fold_script
from copilot.report.asked import sentences

# One's own action, later than now; talk about the talk itself ("let me explain") is none.
_WILL: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:i|we)(?:'ll| will| am going to|'m going to|'re going to) (?:just |then |also )?"
        r"(?:send|ship|text|e-?mail|mail|post|call|ring|phone|book|put|set|get|check|find|"
        r"arrange|reserve|order|start|note|have|let you know|come|bring|deliver|drop|see)\b|"
        r"\blet me (?:check|find out|look)\b.*\b(?:call|get back|ring|let you)\b|"
        r"\b(?:i|we)(?:'ve| have) (?:booked|reserved|put you down|ordered|set)\b"
    ),
    "zh": re.compile(
        fold_script(
            r"我(?:們)?(?:這邊|馬上|現在|先|再|會|就|今天|明天|等一下|待會)*(?:幫您|給您|替您|為您|把)"
            r"[^，。！？,.!?]{0,8}(?:登記|安排|預約|寄|傳|發|送|訂|留|辦|約|開|申請|下單|確認|查|填|報名|打)|"
            r"我(?:們)?(?:這邊|馬上|現在|先|再|會|就)*[^，。！？,.!?]{0,6}(?:打電話|回電|回覆您|聯絡您|聯繫您|"
            r"跟您聯絡|跟您聯繫|寄給您|傳給您|發給您|送到)|(?:連結|資料|簡訊|訊息)[^，。]{0,4}(?:傳|發|寄)過去了|"
            r"(?:小時|天)(?:之)?內(?:發貨|出貨|送到|寄出)"
        )
    ),
}
_NOT = {
    "en": re.compile(r"\b(?:if (?:i|we)|won't|can't|cannot|would|could)\b"),
    "zh": re.compile(fold_script(r"如果|要是|假如|不會|不能|沒辦法|要不要|好不好")),
}


def promises(text: str, lang: Language) -> tuple[str, ...]:
    """The sentences of an agent's turn that promise something; a question promises nothing."""
    return tuple(s for s in sentences(text, lang) if _promises(s, lang))


def _promises(sentence: str, lang: Language) -> bool:
    if sentence[-1] in "?？":
        return False
    folded = fold_script(sentence.lower().replace("’", "'"))
    spoken = lang.spoken
    return bool(_WILL[spoken].search(folded)) and not _NOT[spoken].search(folded)
