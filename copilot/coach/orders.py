"""Words that are meant for the machine, not for the other person (pure).

Somebody on the telephone, or whoever wrote a product card, may speak to the language model: ask for
its prompt, say the labels of its answers, tell it what to offer. Such words are quoted to the model
like any others; but what it then says of the turn is not believed, and no card may hold them.
Patterns are matched in folded text.
"""

import re

from copilot.coach.folding import fold

_LABEL = (
    r"(?:cognitive|divergent|convergent|close|buying[ _]signal|exit[ _]request|respect[ _]exit|"
    r"hidden[ _]need|need[ _]payoff|handle[ _]objection|聚敛性?|歧异性?|认识性|成交|结案)"
)
_CHAT_FORMAT = (
    r"<\|?\s*/?(?:im_(?:start|end)|system|assistant|user|endoftext|end_of_turn|eot_id)",
    r"\[/?inst\]|<<sys>>|\bim[ _](?:start|end)\b|\bend ?of ?text\b|#{2,}\s*(?:system|instruction)",
    r"(?:^|[\s\"'(\[。，,.;])(?:system|assistant|developer|copilot|llm|系统|助理|助手)\s*[:：]",
    r"\b(?:answer|reply|respond|output|return|write)\b(?: \w+){0,3} (?:json|yaml|markdown)\b",
    r"(?:输出|回答|回复|返回|产生).{0,6}json",
)
_SPOKEN_TO = (
    r"^\s*(?:hey |hi |ok |okay |dear )?(?:copilot|assistant|ai|bot|chatbot|computer|machine)"
    r"\s*[,，:：]",
    r"^\s*(?:嘿|喂|嗨)?[，,\s]*(?:副驾驶?|人工智能|ai|机器人|语言模型|助理|助手)\s*[,，:：]",
    r"\bas an ai\b|language model|语言模型|\bdeveloper mode\b|\bjailbreak|开发者模式|角色扮演",
    r"\byou are (?:now|no longer) (?:an?|in|the|my|bound|allowed)\b|\bpretend (?:to be|you)\b",
    r"\brole ?play\b|(?:你|您)现在(?:起|开始)?(?:扮演|不再是|变成|进入)",
)
_ITS_PROMPT = (
    r"\b(?:ignore|disregard|forget|override|bypass|drop)\b.{0,30}?\b(?:instructions?|rules|"
    r"prompts?|guidelines|guard ?rails|(?:all of )?the above|you were told|training)\b",
    r"\b(?:system|developer|hidden|initial|secret) (?:prompt|message|instructions?)\b",
    r"\b(?:print|repeat|reveal|show|read|output|recite|tell me|what (?:is|are|does))\b"
    r"(?: \w+){0,4} (?:prompt|instructions)\b|"
    r"\b(?:print|repeat|output|recite|translate)\b.{0,40}?\babove\b",
    r"(?:忽略|无视|忘记|忘掉|不要理会?|别管|跳过).{0,10}?"
    r"(?:指令|指示|规则|提示|设定|命令|上面说的|前面说的)",
    r"系统(?:提示|指令|讯息|消息|信息)|提示词|(?:你|您)(?:的|收到的)(?:指令|提示|设定|规则)",
)
_LABELS = (
    r"\b(?:divergent|convergent)\b|[\"'](?:phase|next|signals|moves|learned)[\"']\s*:",
    rf"\b(?:phase|next|signals?|moves?)\b[\s\"':=,]*(?:is |are |equals |colon |to )?"
    rf"[\"'\s\[]*{_LABEL}",
    rf"(?:阶段|下一步|讯号|信号|动作|标签)(?:是|为|等于|填|写|设成|改成)?[\s:：,，\"]*{_LABEL}",
)
_DICTATES = (
    r"(?:^|[.!?;:，。；]\s*)(?:please |you )?(?:always|never|must|should|do not|don't|be sure to|"
    r"make sure (?:to|you)|remember to)\s+(?:offer|say|tell|promise|quote|agree|approve|answer|"
    r"reply|respond|claim|write|admit|grant|give (?:the |every |each |any )?"
    r"(?:customer|caller|client|them|him|her|everyone))\b",
    r"(?:^|[.!?;:]\s*)(?:tell|promise|offer|give|grant) (?:the |every |any |each |all )?"
    r"(?:customer|caller|client|prospect)s?\b|\bnote to (?:the )?(?:ai|assistant|copilot|model)\b",
    r"\bwhatever (?:they|the customer|the caller|he|she) (?:says?|asks?|wants?)\b",
    r"(?:一律|永远|总是|务必|必须|一定要|无论.{0,8}都)(?:要|得)?(?:跟|对|向)?(?:每[个位]|所有|任何)?"
    r"(?:客户|客人|顾客|对方)?(?:说|回答|告诉|答应|承诺|报价|同意|声称|打[\d一-龥]{1,3}折|给.{0,6}折)",
    r"(?:^|[。！？；，:：]\s*)请?(?:告诉|答应|承诺|回答)(?:每[个位]|所有|任何)?"
    r"(?:客户|客人|顾客|来电者)",
    r"(?:^|[。！？；，:：]\s*)(?:对|跟|给)(?:每[个位]|所有|任何)(?:客户|客人|顾客|来电者)(?:都|一律)",
)
_TAGS = "script|style|html|body|iframe|svg|img|div|span|table|br|b|i|u|p|a|strong|em|font|h[1-6]"
_MACHINE = re.compile("|".join((*_CHAT_FORMAT, *_SPOKEN_TO, *_ITS_PROMPT, *_LABELS)))
_CARD = re.compile("|".join((*_DICTATES, rf"</?(?:{_TAGS})\b[^>]*>")))


def for_machine(text: str) -> str:
    """The first words of `text` that speak to a language model; empty where none do."""
    return _found(_MACHINE, text)


def not_for_a_card(text: str) -> str:
    """The first words of a card's entry that no customer should hear; empty where there are none.

    Those that speak to a model, orders what to say or to offer, and markup.
    """
    return for_machine(text) or _found(_CARD, text)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(fold(text))
    return text[match.start() : match.end()].strip() if match else ""
