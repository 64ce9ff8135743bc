"""Numbers are read as they are said and written, in three languages, exactly."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.coach.numbers import Kind, find_numbers
from copilot.language import Language


def read(text: str) -> list[str]:
    """Each number as "kind value unit"; of a count only the value and the unit."""
    found = find_numbers(text, Language.ZH_HANT)
    kinds = ["" if n.kind is Kind.COUNT else n.kind.value for n in found]
    return [
        " ".join(part for part in (kind, f"{float(n.value):.12g}", n.unit) if part)
        for kind, n in zip(kinds, found, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月 899 元", "money 899"),
        ("NT$1,299", "money 1299 dollar"),
        ("ＮＴ＄１２９９", "money 1299 dollar"),
        ("९९元", "money 99"),
        ("兩萬五千塊", "money 25000"),
        ("八百九十九", "899"),
        ("一千五百九", "1590"),
        ("一千四百八", "1480"),
        ("兩萬五", "25000"),
        ("两万五千", "25000"),
        ("三百零五", "305"),
        ("一万零八百", "10800"),
        ("十二萬三千四百五十六", "123456"),
        ("2萬5千", "25000"),
        ("1.5萬", "15000"),
        ("工号三零六", "306"),
        ("壹仟貳佰元", "money 1200"),
        ("三塊五", "money 3.5"),
        ("五毛", "money 0.5"),
        ("四塊來錢", "money 4"),
        ("人民币 500", "money 500"),
        ("¥ 68", "money 68"),
        ("一點五", "1.5"),
        ("百分之二十", "percent 20"),
        ("百分之六點八", "percent 6.8"),
        ("15％", "percent 15"),
        ("九成", "percent 90"),
        ("便宜兩成", "discount 80"),
        ("省了20%", "discount 80"),
        ("八折", "discount 80"),
        ("八五折", "discount 85"),
        ("85折", "discount 85"),
        ("8.8 折", "discount 88"),
        ("對折", "discount 50"),
        ("半價", "discount 50"),
        ("第二條折一百", "discount 100 money"),
        ("減 50 塊", "discount 50 money"),
        ("兩年半", "duration 30 month"),
        ("兩個半月", "duration 2.5 month"),
        ("半年", "duration 6 month"),
        ("一個小時", "duration 3600 second"),
        ("兩個多小時", "duration 7200 second"),
        ("三分鐘", "duration 180 second"),
        ("四周", "duration 28 day"),
        ("七個工作天", "duration 7 workday"),
        ("下週三", "date 3 weekday"),
        ("星期天", "date 7 weekday"),
        ("十二月", "date 12 month"),
        ("5號", "date 5 day"),
        ("2025年", "date 2025 year"),
        ("一五年", "date 2015 year"),
        ("早上九點半", "time 570 am"),
        ("下午三點", "time 900 pm"),
        ("22:00", "time 1320 pm"),
        ("三點好嗎", "time 180"),
        ("四個人", "4 people"),
        ("六百多家", "600 place"),
        ("500M", "500 mega"),
        ("五平米", "5 area"),
        ("十二期", "12 period"),
        ("速度快十倍", "10 fold"),
        ("第十二條", "12 thing"),
        ("好幾千", "1000"),
        ("0912-345-678", "long 912345678"),
        ("0800123456", "long 800123456"),
        ("$34.95", "money 34.95 dollar"),
        ("£31", "money 31 gbp"),
        ("forty-four quid", "money 44 gbp"),
        ("fifty cents", "money 0.5"),
        ("$5k", "money 5000 dollar"),
        ("2.5 million dollars", "money 2500000 dollar"),
        ("forty-nine", "49"),
        ("a hundred and fifty-nine", "159"),
        ("two hundred and twelve", "212"),
        ("fifty-two hundred", "5200"),
        ("two and a half thousand", "2500"),
        ("half a million", "500000"),
        ("a dozen", "12"),
        ("six point eight", "6.8"),
        ("five thousand nine hundred", "5900"),
        ("one two three four five", "12345"),
        ("forty-nine a month", "money 49"),
        ("eighty-five per visit", "money 85"),
        ("twenty percent", "percent 20"),
        ("20% off", "discount 80"),
        ("half price", "discount 50"),
        ("$50 off", "discount 50 money"),
        ("an 18-month contract", "duration 18 month"),
        ("a fortnight", "duration 14 day"),
        ("an hour and a half", "duration 5400 second"),
        ("half an hour", "duration 1800 second"),
        ("nine working days", "duration 9 workday"),
        ("Wednesday", "date 3 weekday"),
        ("the fourteenth", "date 14 day"),
        ("half past three", "time 210"),
        ("three o'clock", "time 180"),
        ("6.30 pm", "time 1110 pm"),
        ("at eight", "time 480"),
        ("2,000 square feet", "2000 area"),
        ("ten times faster", "10 fold"),
    ],
)
def test_one_number_is_read_with_its_unit(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五到七個工作天", ["duration 5 workday", "duration 7 workday"]),
        ("三、六、十二期", ["3 period", "6 period", "12 period"]),
        ("9 to 18 months", ["duration 9 month", "duration 18 month"]),
        ("every 8 to 10 weeks", ["duration 56 day", "duration 70 day"]),
        ("$5 to 8", ["money 5 dollar", "money 8 dollar"]),
        ("三百兆七十九一个月", ["300 mega", "money 79", "duration 1 month"]),
        ("六百一個人", ["money 600"]),
        ("一千五百八一年", ["money 1580", "duration 12 month"]),
        ("周二周四晚八点到九点", ["date 2 weekday", "date 4 weekday", "time 1200 pm", "time 540"]),
        ("每周三次", ["3 thing"]),
        ("一个礼拜三小时", ["duration 7 day", "duration 10800 second"]),
        ("50塊一天", ["money 50", "duration 1 day"]),
        ("五千兩種", ["5000", "2 thing"]),
        ("2025年3月5日", ["date 2025 year", "date 3 month", "date 5 day"]),
    ],
)
def test_numbers_that_touch_or_share_a_unit_are_told_apart(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("thirty-four ninety-five", {"3495", "34.95"}),
        ("three eighty-five", {"385", "3.85"}),
        ("one-twenty", {"120", "1.2"}),
        ("三四百塊", {"300", "400"}),
    ],
)
def test_a_number_said_in_short_keeps_all_its_readings(text: str, readings: set[str]) -> None:
    (number,) = find_numbers(text, Language.EN)
    assert {number.value, *number.also} == {Decimal(r) for r in readings}


IDIOMS = (
    "一樣 一起 一下 一定 一些 一直 一般 萬一 千萬別這樣 十分感謝 十足 三心二意 亂七八糟 不三不四 "
    "五花八門 四面八方 一五一十 三餐 四處 五金 二手 第一次 第四台 有一點 快一點 一方面 百貨 "
    "百姓 七夕 零件 一塊兒 其中一個 拾豆咖啡"
)


@pytest.mark.parametrize("text", re.findall(r"\w+", IDIOMS))
def test_words_that_only_hold_a_numeral_are_no_numbers(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["半夜", "everyone", "someone", "often", "weight", "tent"])
def test_numerals_inside_other_words_are_not_read(text: str) -> None:
    assert read(text) == []


def test_spans_take_in_currency_and_unit() -> None:
    text = "現在 NT$1,299 元，十二個月。"
    assert [text[n.start : n.end] for n in find_numbers(text, Language.ZH_HANT)] == [
        "NT$1,299 元",
        "十二個月",
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80)
    | st.text(
        alphabet="零一二兩九十百千萬億點分之折成半%.,:/元塊$0129月日年個a pm",
        max_size=30,
    )
)
def test_any_text_is_read_without_an_error_and_in_order(text: str) -> None:
    for lang in Language:
        found = find_numbers(text, lang)
        assert all(0 <= n.start < n.end <= len(text) for n in found)
        assert [n.start for n in found] == sorted(n.start for n in found)


CHINESE = "零一二三四五六七八九"


def spoken(n: int) -> str:
    """A whole number below 100,000 in Chinese, spelled out in full."""
    out, zero = "", False
    for unit, size in (("萬", 10**4), ("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, n = divmod(n, size)
        if digit:
            out += ("零" if zero and out else "") + CHINESE[digit] + unit
        zero = not digit if not digit or not out else False
    return out


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 99_999))
def test_every_price_is_read_exactly_in_digits_and_in_chinese(price: int) -> None:
    for text in (f"{price}元", f"{price:,} 元", f"{spoken(price)}元"):
        (number,) = find_numbers(text, Language.ZH_HANT)
        assert (number.kind, number.value) == (Kind.MONEY, price)
