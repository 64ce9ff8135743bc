"""Words of a model about itself, its task or its prompt (pure).

An agent never says such a thing on the telephone. The phrases of the shipped prompts are here too,
so that a model that is asked for its instructions cannot have the agent read them out.
"""

import re

from copilot.coach.folding import fold

_TALK = re.compile(
    r"\bas an? (?:ai|artificial|language|assistant|virtual)|\b(?:i am|i'm) (?:an? )?(?:ai\b|"
    r"artificial|language model|"
    r"bot\b|chatbot|virtual assistant)|language model|(?:system|my|the|this|above) prompt|"
    r"\bmy instructions\b|"
    r"\b(?:previous|above|these|following) instructions?\b|\binstructions? (?:say|says|"
    r"above|below)\b|chatgpt|openai|\bqwen|"
    r"\bhere(?:'s| is| are) (?:the|an?|your|my|one|some) (?:\w+ )?(?:line|response|reply|"
    r"answer|suggestion|script)|"
    r"\b(?:next line|sample response|product card|cognitive (?:phase|thinking)|divergent "
    r"(?:phase|thinking)|"
    r"convergent (?:phase|thinking)|need[ _-]payoff|fabe)\b|\b(?:the agent|agent) (?:should|"
    r"could|would|can|says)\b|"
    r"\byou are an? (?:sales|agent|assistant|helpful)|\bi (?:cannot|can't) (?:assist|comply|"
    r"fulfil)|"
    r"\b(?:35|thirty-five) words\b|^\s*(?:sure|certainly|of course)[!,.]? here\b|"
    r"我是(?:一?[個个名])?(?:ai|人工智|[語语]言模型|[機机]器人|智能助手)|"
    r"作[為为](?:一?[個个名])?(?:ai|人工智|[語语]言模型|助手)|"
    r"[語语]言模型|提示[詞词]|系[統统]提示|根[據据](?:以上|上述|您的指示)|以下是|以上是|"
    r"[請请][輸输]出|只[輸输]出|[產产]品卡|"
    r"[認认][識识]性思[維维]|歧[異异]性|聚[斂敛]性|[業业]務?[員员]?(?:應該|应该|可以說|"
    r"可以说)|(?:六十|60)\s?[個个]?字|指令|千[問问]|"
    r"作[為为](?:一?[位名個个])?(?:[業业][務务]|[銷销]售|客服|坐席)",
    re.IGNORECASE,
)
# Of the prompts, and of who recites them; matched in folded text.
_RECITED = re.compile(
    r"\bmy (?:rules|task|prompt|role|system|programming) (?:is|are|says?|tells?)\b|"
    r"\bi (?:was|am|have been) (?:told|instructed|programmed|prompted|trained) (?:to|not|by)\b|"
    r"\b(?:system|assistant|user|developer)\s*[:：]|\bjson\b|"
    r"\b(?:cognitive|divergent|convergent)\b|\(the agent\)|\bthe agent's (?:next|words|last)\b|"
    r"\bsit beside a\b|\bnext sentence\b|\ba customer (?:decides|who cannot)\b|"
    r"\bthe customer (?:tells|thinks|asks for|needs|just said|did not know)\b|"
    r"\bnone can be skipped\b|\bask before you tell\b|\brecommend nothing\b|\bask first and\b|"
    r"\bgo back and ask\b|\bnever push\b|\bwhat (?:is|may be) (?:marked|used|not on)\b|"
    r"\bthe call (?:is what|so far)\b|\bother people said\b|\b(?:say )?the draft\b|"
    r"\bexamples \(another\b|\bfor the manner only\b|\bknown of the customer\b|"
    r"\bdoes one thing only\b|"
    r"\bcustomer just said\b|\bthis call is (?:out|in)bound\b|\b(?:last|each) turn\b|"
    r"我的(?:规则|指示|任务|设定|提示|系统)|我被(?:设定|要求|指示|训练)|(?:系统|助理|助手|开发者)\s*[:：]|"
    r"副手|替(?:业务|坐席)|下一句话|客户(?:做决定|难以决定|在说|在想|问价|刚说|打进来|原本|需要什么)|"
    r"三个阶段|顺序不能跳|(?:认识|歧异|聚敛)\s*[:：]|先问后说|就不推荐|回头问，不催|不催他|"
    r"打.{0,3}的是没有|没有提供的.{0,2}不可以|(?:业务|坐席)(?:的话)?怎么写|(?:业务|坐席)的话|接住客户|草稿|只学写法|产品卡|"
    r"通话(?:内容|到目前)|客户的事|只做一件事|可以用的资料|不加资料|不重复前面|这通电话是|说完这句"
)


def talks_of_itself(text: str) -> bool:
    """Whether `text` is about the one who wrote it, or recites what it was told."""
    return bool(_TALK.search(text) or _RECITED.search(fold(text)))
