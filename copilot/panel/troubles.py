"""Troubles in the words of the call's language (pure).

Rows are in the order of :class:`~copilot.language.Language`: traditional Chinese, simplified
Chinese, English.
"""

from collections.abc import Mapping

from copilot.events import Trouble
from copilot.language import Language

# Troubles that have a name are told in the call's language; others in the words they came with.
TROUBLES: Mapping[str, tuple[str, str, str]] = {
    "partials-shed": (
        "電腦忙：跳過了一些即時字幕，完整的話都在。",
        "电脑忙：跳过了一些即时字幕，完整的话都在。",
        "This machine is busy: some partials were left out, no turn was.",
    ),
    "model-slow": (
        "語言模型來不及回答。先由規則和產品卡給句子。",
        "语言模型来不及回答。先由规则和产品卡给句子。",
        "The language model is too slow. Lines come from the rules and the card meanwhile.",
    ),
    "model-answer-unreadable": (
        "語言模型的判讀格式不對。改由規則判讀。",
        "语言模型的判读格式不对。改由规则判读。",
        "The language model does not answer in the form asked for. The rules read the turns.",
    ),
    "answers-again/over": (
        "語言模型又能回答了。",
        "语言模型又能回答了。",
        "The language model answers again.",
    ),
    "customer-left-out": (
        "麥克風聽到的是客戶，不是你：那幾句沒有記成你說的。",
        "麦克风听到的是客户，不是你：那几句没有记成你说的。",
        "The microphone heard the customer, not you: those lines were left out.",
    ),
    "customer-in-microphone": (
        "麥克風聽得到客戶，已經濾掉。戴耳機會更好。",
        "麦克风听得到客户，已经滤掉。戴耳机会更好。",
        "The microphone hears the customer: taken out. A headset would be better.",
    ),
    "customer-in-microphone/over": (
        "麥克風聽不到客戶了。",
        "麦克风听不到客户了。",
        "The microphone no longer hears the customer.",
    ),
    "store-disk-full": (
        "磁碟滿了：這通電話暫時沒有存下來，通話照常。清出空間就會補存。",
        "磁盘满了：这通电话暂时没有存下来，通话照常。腾出空间就会补存。",
        "The disk is full: this call is not being kept. Free some space and it will be.",
    ),
    "store-read-only": (
        "存通話的資料夾不能寫入：這通電話暫時沒有存下來，通話照常。",
        "存通话的文件夹不能写入：这通电话暂时没有存下来，通话照常。",
        "The folder of calls cannot be written to: this call is not being kept.",
    ),
    "store-not-written": (
        "這通電話暫時存不下來，通話照常，會一直再試。",
        "这通电话暂时存不下来，通话照常，会一直再试。",
        "This call cannot be kept for now; it is tried again and again.",
    ),
    "store-works-again/over": (
        "這通電話又能存下來了。",
        "这通电话又能存下来了。",
        "This call is being kept again.",
    ),
    "audio-disk-full": (
        "磁碟滿了：這通電話的聲音從這裡起不再保存；文字照常保存，通話照常。",
        "磁盘满了：这通电话的声音从这里起不再保存；文字照常保存，通话照常。",
        "The disk is full: the sound of this call is not kept from here on. Its words are.",
    ),
    "audio-not-written": (
        "聲音檔寫不進去：這通電話的聲音從這裡起不再保存；文字照常保存，通話照常。",
        "声音文件写不进去：这通电话的声音从这里起不再保存；文字照常保存，通话照常。",
        "The sound of this call cannot be written and is not kept from here on. Its words are.",
    ),
    "utterance-lost": (
        "有一句話沒聽懂，跳過了。",
        "有一句话没听懂，跳过了。",
        "One utterance could not be recognised and is lost.",
    ),
}


def trouble_told(trouble: Trouble, lang: Language) -> str:
    """What is wrong, or that it is over, for a glance: figures stand in the trouble's own text."""
    row = TROUBLES.get(f"{trouble.problem}/over" if trouble.over else trouble.problem)
    return row[list(Language).index(lang)] if row else trouble.text
