"""The bus loses no fact, and lets passing views give way to newer ones."""

import asyncio

from copilot.bus import Bus, Follower
from copilot.clock import CallClock
from copilot.events import Event, LineGrew, PartialHeard, Speaker, Trouble, TurnHeard
from copilot.method.moves import Move
from copilot.pending import Pending


def bus() -> tuple[Bus, Pending]:
    pending = Pending()
    return Bus(CallClock(), pending), pending


def turn(number: int) -> TurnHeard:
    return TurnHeard(number, Speaker.AGENT, 0.0, 1.0, "words")


def partial(text: str, speaker: Speaker = Speaker.AGENT) -> PartialHeard:
    return PartialHeard(speaker, 0.0, 1.0, text)


def grown(text: str, turn: int = 1) -> LineGrew:
    return LineGrew(turn, Move.OPEN, text, "", (), False)


async def read(follower: Follower) -> list[Event]:
    return [published.event async for published in follower]


async def test_every_follower_gets_every_event_in_order() -> None:
    b, _ = bus()
    followers = [b.follow(), b.follow()]
    for number in (1, 2, 3):
        await b.publish(turn(number))
    await b.close()
    assert [await read(f) for f in followers] == [[turn(1), turn(2), turn(3)]] * 2


async def test_a_follower_may_ask_for_some_events_only() -> None:
    b, _ = bus()
    follower = b.follow(TurnHeard)
    await b.publish(partial("wo"))
    await b.publish(turn(1))
    await b.close()
    assert await read(follower) == [turn(1)]


async def test_a_follower_that_is_behind_sees_the_newest_partial_only() -> None:
    b, _ = bus()
    follower = b.follow()
    for text in ("w", "wo", "wor"):
        await b.publish(partial(text))
    await b.publish(turn(1))
    await b.close()
    assert await read(follower) == [partial("wor"), turn(1)]


async def test_partials_of_the_two_speakers_do_not_replace_each_other() -> None:
    b, _ = bus()
    follower = b.follow()
    await b.publish(partial("a"))
    await b.publish(partial("c", Speaker.CUSTOMER))
    await b.close()
    assert len(await read(follower)) == 2


async def test_a_growing_line_is_replaced_by_its_longer_self_only() -> None:
    b, _ = bus()
    follower = b.follow()
    for event in (grown("We"), grown("We do"), grown("Yes", turn=2)):
        await b.publish(event)
    await b.close()
    assert await read(follower) == [grown("We do"), grown("Yes", turn=2)]


async def test_a_full_follower_makes_the_publisher_wait_and_nothing_is_lost() -> None:
    b, _ = bus()
    follower = b.follow(size=2)

    async def publish() -> None:
        for number in range(50):
            await b.publish(turn(number))
        await b.close()

    publishing = asyncio.create_task(publish())
    await asyncio.sleep(0)
    assert not publishing.done()
    assert len(await read(follower)) == 50
    await publishing


async def test_nothing_is_pending_once_all_was_read() -> None:
    b, pending = bus()
    follower = b.follow()
    await b.publish(Trouble("audio", "x", "y"))
    assert pending.count == 1
    await b.close()
    await read(follower)
    await asyncio.wait_for(pending.settled(), 1.0)
    assert pending.count == 0
