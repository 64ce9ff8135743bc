"""Text folded for matching, one character for one (pure)."""

import unicodedata
from functools import lru_cache

# Traditional characters of the patterns for numbers and promises, and their simplified forms: each
# pattern is written once, in simplified characters.
_TRADITIONAL = (
    "並亂佔來個們傳僅價億優內兩劃參員問單國圓團報場塊實將專對層屬幣幾張後從徵換擔擾數於時會東條棟"
    "業樣機歐歲氣沒減準滿漲為無煩熱燒獨現當疊發碼禮稅種穀穩筆節約紅級終組結絕給綁經維網線縮績繳臺"
    "舊萬處號蠻補裝見覺試話誤說請諾講證讓貨貳買費貼資賣質賺贈輛輩辦這週運過達遞遠適還邊銷錢鎊鐘長"
    "間陸險難項頭顆額願風飽餘饋馬騰驗體麼點門爲証絶説嵗迴裡綫盃併佰仟’責別賠權總貴許錯剛題殺負嗎應確"
    "聽則轍輒裏鍾叄斬變闆詞該據異戶斂復認統務識輸顧產術語議電規決設練開階薦訓進順寫學訊稱記籤駛須論訴動視聲駕標噸"
)
_SIMPLIFIED = (
    "并乱占来个们传仅价亿优内两划参员问单国圆团报场块实将专对层属币几张后从征换担扰数于时会东条栋"
    "业样机欧岁气没减准满涨为无烦热烧独现当叠发码礼税种谷稳笔节约红级终组结绝给绑经维网线缩绩缴台"
    "旧万处号蛮补装见觉试话误说请诺讲证让货贰买费贴资卖质赚赠辆辈办这周运过达递远适还边销钱镑钟长"
    "间陆险难项头颗额愿风饱余馈马腾验体么点门为证绝说岁回里线杯并百千'责别赔权总贵许错刚题杀负吗应确"
    "听则辙辄里钟叁斩变板词该据异户敛复认统务识输顾产术语议电规决设练开阶荐训进顺写学讯称记签驶须论诉动视声驾标吨"
)
_TO_SIMPLIFIED = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))


def fold(text: str) -> str:
    """``text``, one character for one, to match: ASCII digits, lower case, half width, simplified.

    Ornamental and accented Latin letters lose their ornament, so that no word hides behind it.
    """
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(c: str) -> str:
    digit = unicodedata.digit(c, None)
    if digit is not None:
        return str(digit)
    if c not in "，：；！？":
        base = [d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)]
        if len(base) == 1 and base[0].isascii():
            c = base[0]
    low = c.lower()
    return _TO_SIMPLIFIED.get(c, low if len(low) == 1 else c)
