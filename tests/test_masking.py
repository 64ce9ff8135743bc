"""Numbers of people are masked before anyone is told of a turn; figures of a sale stay."""

import json
import time
from pathlib import Path

import pytest

from copilot.bus import Bus
from copilot.clock import CallClock
from copilot.coach.server import Server, ServerModel
from copilot.events import (
    EchoDropped,
    Speaker,
)
from copilot.hearing import Hearing
from copilot.language import Language
from copilot.method.cards import Fact, ProductCard
from copilot.pending import Pending
from copilot.privacy.discretion import Discretion
from copilot.privacy.identity import is_china_id, is_taiwan_id
from copilot.privacy.kinds import Kind
from copilot.privacy.mask import mask
from tests.calls import PAYROLL, a_call, agent, customer
from tests.model_server import model_server
from tests.privacy import LISTS, cases, is_hidden, is_left_alone

LABELLED = Path(__file__).parent / "labelled"
A, C = Speaker.AGENT, Speaker.CUSTOMER
EN, HANT = Language.EN, Language.ZH_HANT


@pytest.mark.parametrize("name", LISTS)
def test_of_a_hundred_numbers_ninety_nine_are_masked(name: str) -> None:
    numbers = [c for c in cases(name) if c.kind != "none"]
    seen = [c.where for c in numbers if not is_hidden(c)]
    assert len(seen) <= len(numbers) / 100, seen


@pytest.mark.parametrize("name", LISTS)
def test_of_a_hundred_sentences_without_one_ninety_nine_stay_as_they_were(name: str) -> None:
    plain = [c for c in cases(name) if c.kind == "none"]
    changed = [c.where for c in plain if not is_left_alone(c)]
    assert len(changed) <= len(plain) / 100, changed


def test_the_lists_are_long_and_in_three_languages() -> None:
    every = [c for name in LISTS for c in cases(name)]
    assert sum(c.kind != "none" for c in every) >= 600
    assert sum(c.kind == "none" for c in every) >= 400
    for lang in Language:
        kinds = {c.kind for c in every if c.lang is lang}
        assert kinds == {*(str(k) for k in Kind if k is not Kind.NUMBER), "none"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我的電話是0912-345-678", "我的電話是[電話 …678]"),
        ("身分證A123456789", "身分證[證號]"),
        ("安全碼 203", "安全碼 [驗證碼]"),
        ("卡號4111 1111 1111 1111", "卡號[卡號 …1111]"),
        ("匯款帳號 1025-4402-8831", "匯款帳號 [帳號]"),
    ],
)
def test_only_the_last_digits_of_telephones_and_cards_stay(text: str, shown: str) -> None:
    assert mask(text, HANT).text == shown


@pytest.mark.parametrize("number", ["A123456789", "F131104093", "A800000014", "AC01234567"])
def test_taiwan_numbers_are_known_by_their_check_digit(number: str) -> None:
    assert is_taiwan_id(number)
    last = str((int(number[-1]) + 1) % 10)
    assert not is_taiwan_id(number[:-1] + last)


def test_chinese_numbers_are_known_by_birthday_or_check_digit() -> None:
    assert is_china_id("11010519491231002X")
    assert is_china_id("110105194912310021")  # one digit misheard
    assert not is_china_id("999999999999999999")


@pytest.mark.parametrize("name", LISTS)
def test_what_is_masked_once_is_masked_for_good(name: str) -> None:
    for case in cases(name):
        for _, text in case.turns:
            once = mask(text.replace("{{", "").replace("}}", ""), case.lang).text
            assert mask(once, case.lang).text == once


def labelled() -> list[tuple[str, Language, Speaker, str]]:
    out = []
    for file in sorted(LABELLED.glob("*/*.json")):
        call = json.loads(file.read_text(encoding="utf-8"))
        for turn in call["turns"]:
            who, lang = Speaker(turn["speaker"]), Language(call["lang"])
            out.append((file.stem, lang, who, turn["text"]))
    return out


def test_nothing_is_masked_in_the_labelled_calls_but_the_one_number_that_is_read_out() -> None:
    changed, door, last = [], Discretion(EN), ""
    for number, (call, lang, who, text) in enumerate(labelled()):
        if call != last:
            door, last = Discretion(lang), call
        told = door.turn(who, 4.0 * number, 4.0 * number + 3, text).text
        if told != text:
            changed.append((call, told))
    assert [call for call, _ in changed] == ["w2-en-in-juicer-04"]
    assert "so the number is [phone]" in str(changed[0][1])


def test_a_turn_is_read_in_less_than_a_millisecond() -> None:
    turns, door = labelled(), Discretion(EN)
    began_s = time.process_time()
    for number, (_, _, who, text) in enumerate(turns):
        door.turn(who, 4.0 * number, 4.0 * number + 3, text)
    assert (time.process_time() - began_s) / len(turns) < 1e-3


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (HANT, "我的手機是零九一二，三四五，六七八"),
        (Language.ZH_HANS, "我手机13812345678"),
        (EN, "my number is four one five, five five five, oh one nine eight"),
        (EN, "call 07700 900 461"),
    ],
)
def test_no_partial_shows_more_than_five_digits_of_a_number(lang: Language, text: str) -> None:
    door = Discretion(lang)
    for end in range(len(text)):
        shown = door.partial(C, 0.0, text[:end]) or ""
        words = sum(shown.count(f" {w}") for w in ("four", "one", "five", "oh", "nine", "eight"))
        assert sum(c.isdigit() or c in "零一二三四五六七八九" for c in shown) + words <= 5


def test_a_number_in_pieces_is_masked_from_its_second_piece_on() -> None:
    door = Discretion(HANT)
    said = ["我電話 0912", "345", "678"]
    told = [door.turn(C, 4.0 * n, 4.0 * n + 2, text).text for n, text in enumerate(said)]
    assert told == ["我電話 0912", "[號碼]", "[號碼]"] or told[1:] == ["[電話]", "[電話]"]


def test_an_amount_after_a_telephone_number_was_asked_for_stays() -> None:
    door = Discretion(HANT)
    door.turn(A, 0.0, 2.0, "請問您的電話是？")
    text = "先不用，你說一個月 1999 元，三年 71,964 元對嗎？"
    assert door.turn(C, 3.0, 5.0, text).text == text


async def test_what_is_published_of_a_call_holds_no_number() -> None:
    call = await a_call(
        agent("And what is the best number for you?"),
        customer("It is 415 555 0198, or write to ray@tallybird.example."),
        agent("So 415 555 0198?"),
    )
    lines = "\n".join(call.json_lines())
    assert "0198?" not in lines
    assert "555 0198" not in lines
    assert "ray@" not in lines
    assert "[phone …198]" in lines


async def test_what_was_echo_and_what_was_looked_up_are_masked_too() -> None:
    bus = Bus(CallClock(), Pending())
    follower = bus.follow()
    door = Discretion(EN)
    await Hearing(bus, door).told(EchoDropped(1.0, 2.0, "call me at 415 555 0198", 1))
    await bus.close()
    (published,) = [p async for p in follower]
    assert isinstance(published.event, EchoDropped)
    assert published.event.text == "call me at [phone …198]"
    assert door.aside("20261123-0912345678.wav") == "[number].wav"


async def test_a_model_server_gets_no_number_from_talk_or_card() -> None:
    card = ProductCard(
        name="Tallybird Payroll",
        company="Tallybird",
        price="$49 a month plus $5 per employee",
        summary="Online payroll. Ask Dana, 415 555 0123, dana@tallybird.example.",
        fabe=PAYROLL.fabe,
        facts=(Fact("fact-1", "Dana's own mobile is 0912 345 678; the model is TX-7800"),),
        objections=PAYROLL.objections,
        not_offered=(),
    )
    with model_server(line="What does that cost you in a month?") as server:
        model = ServerModel(Server("m", server.base_url, "key"))
        await a_call(
            agent("What is your number?"),
            customer("It is 415 555 0198. My social is 219-09-9987."),
            customer("Sunday nights are lost with time cards for 40 people."),
            card=card,
            model=model,
            model_reads=True,
        )
        await model.close()
        sent = json.dumps(server.asked, ensure_ascii=False)
    assert server.asked
    for secret in ("555", "219-09", "9987", "0912", "345 678", "dana@"):
        assert secret not in sent
    for figure in ("$49 a month plus $5", "TX-7800", "40 people"):
        assert figure in sent
