"""The kinds of numbers that are masked, the words that announce them, and their masks (pure)."""

import re
from collections.abc import Mapping
from enum import StrEnum

from copilot.language import Language


class Kind(StrEnum):
    """What a masked number was."""

    PHONE = "phone"
    IDENTITY = "identity"
    CARD = "card"
    CODE = "code"  # a card's security code, a one-time code: never kept in any form
    ACCOUNT = "account"
    PASSPORT = "passport"
    EMAIL = "email"
    NUMBER = "number"  # somebody's, of no kind that is known


_NAMES: Mapping[Kind, tuple[str, str, str]] = {
    Kind.PHONE: ("電話", "电话", "phone"),
    Kind.IDENTITY: ("證號", "证件号", "ID"),
    Kind.CARD: ("卡號", "卡号", "card"),
    Kind.CODE: ("驗證碼", "验证码", "code"),
    Kind.ACCOUNT: ("帳號", "账号", "account"),
    Kind.PASSPORT: ("護照", "护照", "passport"),
    Kind.EMAIL: ("電子郵件", "邮箱", "e-mail"),
    Kind.NUMBER: ("號碼", "号码", "number"),
}
KEPT_DIGITS: Mapping[Kind, int] = {Kind.PHONE: 3, Kind.CARD: 4}
"""How many of the last digits stay to be seen; of other kinds none."""

# Words before or after digits, in folded text. Order: the first that is found decides.
CONTEXTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.CODE,
        re.compile(
            r"安全码|检查码|验证码|校验码|动态码|动态密码|(?:背面|后面|卡片|信用卡|签名栏|签名条|"
            r"卡背)[^，。,]{0,8}[末后]?[后末]?三[码位]|"
            r"(?<!手机)(?<!电话)(?<!号码)(?<!手机的)(?<!电话的)(?<!车牌)(?<!车牌的)[末后]三码|密码|"
            r"\bcvv2?\b|\bcvc2?\b|\bc[\s.]v[\s.][vc]\b|\bcid\b|security (?:code|number)|"
            r"three[- ]digit|3[- ]digit|"
            r"(?:three|3|four|4|last|little) (?:digits|numbers|"
            r"ones)[^.]{0,12} (?:on the )?(?:back|reverse|strip)|"
            r"\bon the back\b|verification (?:code|number)|passcode|\bpin\b|one[- ]time",
            re.ASCII,
        ),
    ),
    (
        Kind.CARD,
        re.compile(
            r"(?<!会员)(?<!健保)(?<!电话)(?<!贵宾)(?<!sim)卡(?:片)?的?号|信用卡|银行卡|借记卡|"
            r"储蓄卡|金融卡|刷卡|"
            r"\bcard\b|\bvisa\b|master ?card|\bamex\b|american express|long number|"
            r"sixteen digits|16 digits|debit|credit",
            re.ASCII,
        ),
    ),
    (
        Kind.PASSPORT,
        re.compile(r"护照|通行证|台胞证|回乡证|入台证|passport|travel document", re.ASCII),
    ),
    (
        Kind.IDENTITY,
        re.compile(
            r"身分证|身份证|居留证|证号|证件|统一证号|健保卡|驾照|驾驶证|社保|id (?:card|number|"
            r"no)|\bid\b(?! like)|identity|"
            r"national insurance|\bni number|social security|\bssn\b|\bsocial\b|\bnhs\b|medicare|"
            r"resident|licen[cs]e number",
            re.ASCII,
        ),
    ),
    (
        Kind.ACCOUNT,
        re.compile(
            r"帐号|账号|帐户|账户|户头|户口|转帐|转账|汇款|存折|"
            r"account (?:number|no|is|ends)|\baccount\b(?! manager| executive| team| holder)|"
            r"bank account|sort code|\biban\b|"
            r"routing|\bbsb\b|checking|savings account",
            re.ASCII,
        ),
    ),
    (
        Kind.PHONE,
        re.compile(
            r"电话(?!费|卡|帐单|账单|行销)|手机(?!费|壳|贷|分期|方案)|门号|行动|联络|联系|分机|"
            r"座机|市话|家里电话|"
            r"打给我|拨|拨打|回电|回拨|打这支|打到|加我|微信|加line|line id|line是|简讯|短信|"
            r"\bphone\b(?! bill| plan)|\bcell\b|mobile(?! plan| home| app)|"
            r"call (?:me|him|her|us|back)|\btext me|reach me|reach him|reach her|"
            r"ring me|ring us|call back|callback|landline|whatsapp|extension|\bring\b|\bfax\b|传真|"
            r"contact|dial",
            re.ASCII,
        ),
    ),
)
# Names a telephone number where nothing else does.
NUMBER = re.compile(r"号码|\bnumbers?\b(?! of| one)|几号", re.ASCII)
REFERENCE = re.compile(
    r"订单|单号|编号|发票|统编|统一编号|案号|案件|型号|序号|序列|货号|条码|料号|工单|票号|追踪|"
    r"快递|"
    r"料件|产品号|版本|注册号|邮递区号|邮编|营业执照|信用代码|"
    r"\border\b|invoice|tracking|serial|model|\bsku\b|part number|barcode|reference|ticket|"
    r"\bcase\b|zip|"
    r"postcode|version|\bitem\b|quote number|registration|\bvat\b|policy|batch|\bpo\b|purchase|"
    r"product|(?:promo|discount|voucher|item|area|country|store) code",
    re.ASCII,
)


def mask_text(kind: Kind, lang: Language, kept: str) -> str:
    """What stands in place of a number: `[電話 …678]`, `[card …1111]`, `[ID]`."""
    name = _NAMES[kind][list(Language).index(lang)]
    return f"[{name} …{kept}]" if kept else f"[{name}]"
