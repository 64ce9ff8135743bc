"""Which digits are a telephone number, anywhere in the world (pure)."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

_COMMON = re.compile(
    r"09\d{8}|0[2-8]\d{7,8}|1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}|"  # Taiwan, China
    r"(?:00|011|002)?886[2-9]\d{7,8}|(?:00|011|002)?861[3-9]\d{9}|"
    r"(?:00|011|002)?8860[2-9]\d{7,8}|8520?[2-9]\d{7}|"
    r"1?[2-9]\d{2}[2-9]\d{6}|0[1-9]\d{8,9}|0044\d{9,10}|44[1-9]\d{8,9}"  # North America, Britain
)
_REGIONS = ("TW", "CN", "US", "GB", "HK", "SG", "MY", "JP", "KR", "AU")
_OF_COMPANIES = (
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE,
)
_FREE = re.compile(r"080[089]\d{6}|[48]00\d{7}|1?8(?:00|33|44|55|66|77|88)\d{7}|0?800\d{6,7}")


@lru_cache(maxsize=512)
def is_phone(digits: str, *, international: bool = False) -> bool:
    """Whether the digits are built like a number that can be dialled.

    `international`: a plus sign stood before them.
    """
    if international:
        return 7 <= len(digits) <= 15 and _possible("+" + digits, None)
    return _COMMON.fullmatch(digits) is not None or (
        9 <= len(digits) <= 12 and any(_valid(digits, region) for region in _REGIONS)
    )


@lru_cache(maxsize=512)
def is_of_company(digits: str, groups: tuple[int, ...]) -> bool:
    """A number that costs its caller nothing, or a fixed price: no person has one.

    `groups`: how many digits stand together. 1-833-… is one, 1833… is a mobile in China.
    """
    if digits[0] == "1" and groups[0] != 1:
        return False
    if _FREE.fullmatch(digits):
        return True
    return digits[0] == "0" and any(_type(digits, r) in _OF_COMPANIES for r in ("TW", "CN", "GB"))


def _possible(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except NumberParseException:
        return False


def _valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except NumberParseException:
        return False


def _type(number: str, region: str) -> int:
    try:
        return phonenumbers.number_type(phonenumbers.parse(number, region))
    except NumberParseException:
        return PhoneNumberType.UNKNOWN
