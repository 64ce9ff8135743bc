"""Keys that reach the coach and the call: another line, pause, stop; and a line that is said."""

import asyncio
from collections.abc import Callable

import pytest

from copilot.coach.another import another_advice
from copilot.coach.scripted import ScriptedModel
from copilot.events import (
    AnotherAsked,
    CallEnded,
    Event,
    KeyEvent,
    LineBegun,
    LineDropped,
    LineFinished,
    LineFollowed,
    Marked,
    Paused,
    PhaseRead,
    Published,
    Speaker,
    StopAsked,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.advice import advise
from copilot.method.followed import is_followed, share_said
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from tests.calls import a_call, agent, customer
from tests.test_method_state import Talk

ASKED = (agent("Who puts the hours together?"), customer("Me, every Sunday night, on paper."))


def once(when: Callable[[Event], bool], *keys: KeyEvent) -> Callable[[Published], KeyEvent | None]:
    """Press each key once, in order, whenever `when` holds."""
    left = list(keys)

    def pressing(published: Published) -> KeyEvent | None:
        return left.pop(0) if left and when(published.event) else None

    return pressing


def a_whole_line(event: Event) -> bool:
    return isinstance(event, LineFinished)


async def test_another_line_is_of_the_second_best_move() -> None:
    call = await a_call(*ASKED, pressing=once(a_whole_line, AnotherAsked(2)))
    (read,) = call.events(PhaseRead)
    lines = call.events(LineFinished)
    assert [line.move for line in lines] == list(read.next[:2])
    assert {line.turn for line in lines} == {2}
    assert lines[0].line != lines[1].line


async def test_when_all_three_moves_were_refused_they_begin_again() -> None:
    call = await a_call(*ASKED, pressing=once(a_whole_line, *[AnotherAsked(2)] * 3))
    (read,) = call.events(PhaseRead)
    lines = call.events(LineFinished)
    assert [line.move for line in lines] == [*read.next, read.next[0]]
    assert len({line.line for line in lines}) == 4


async def test_another_line_for_a_turn_that_is_over_is_not_made() -> None:
    call = await a_call(*ASKED, pressing=once(a_whole_line, AnotherAsked(1)))
    assert len(call.events(LineFinished)) == 1


async def test_the_model_writes_the_other_line_too_and_does_not_say_the_first_again() -> None:
    model = ScriptedModel(["What does that cost you in time?"])
    call = await a_call(
        *ASKED,
        model=model,
        pressing=once(lambda e: a_whole_line(e) and not e.instant, AnotherAsked(2)),  # type: ignore[union-attr]
    )
    assert len(model.asked) == 2
    own = [line.line for line in call.events(LineFinished) if not line.instant]
    assert own == ["What does that cost you in time?"]  # the second time it is an echo
    last = [e for e in call.events(LineBegun) if e.instant][-1]
    assert last.move is call.events(PhaseRead)[0].next[1]


async def test_a_line_that_is_being_written_gives_way_to_the_other() -> None:
    model = ScriptedModel(["What does that cost you in time?"])
    begun = once(lambda e: isinstance(e, LineBegun) and not e.instant, AnotherAsked(2))
    call = await a_call(*ASKED, model=model, pressing=begun)
    reasons = {e.reason for e in call.events(LineDropped)}
    assert reasons <= {"another-asked", "echo"}


def test_the_advice_to_listen_is_not_given_to_who_asks_for_a_line() -> None:
    talk = Talk(Language.EN).agent("What does it lead to?", [Move.IMPLICATION])
    talk.customer("Hm, I never thought of it.", Phase.COGNITIVE, ())
    assert not another_advice(talk.state, {}, ())[0].listen


def test_who_is_to_be_let_go_gets_another_goodbye_not_another_pitch() -> None:
    talk = Talk(Language.EN).agent("Hello.", [Move.OPEN])
    talk.customer("Take me off your list.", Phase.CONVERGENT, (Signal.EXIT_REQUEST,))
    best = advise(talk.state).ranked[0]
    advice, refused = another_advice(talk.state, {}, (best,))
    assert (advice.ranked[0], refused) == (Move.RESPECT_EXIT, ())


@pytest.mark.parametrize(
    ("line", "said", "followed"),
    [
        ("What does that do to your day?", "And what does that do to the rest of your day?", True),
        ("Where does it let you down, as things are?", "How much did you pay for it?", False),
        ("您說的這個情況，最麻煩的是什麼時候？", "那這個情況最麻煩是什麼時候呢", True),
        ("您说的这个情况，最麻烦的是什么时候？", "那這個情況最麻煩是什麼時候呢", True),
        ("您說的這個情況，最麻煩的是什麼時候？", "我們房間現在有優惠", False),
        ("How so?", "Okay. How so?", True),
        ("", "anything", False),
        ("…", "", False),
    ],
)
def test_saying_something_like_it_counts_and_something_else_does_not(
    line: str, said: str, followed: bool
) -> None:
    assert is_followed(line, said) is followed
    assert 0.0 <= share_said(line, said) <= 1.0


async def test_it_is_recorded_once_that_the_agent_took_up_the_line() -> None:
    call = await a_call(*ASKED)
    (line,) = call.events(LineFinished)
    half = len(line.line.split()) // 2
    words = line.line.split()
    call = await a_call(
        *ASKED,
        agent(" ".join(words[:half])),
        agent(" ".join(words[half:])),
        agent(line.line),
    )
    (followed,) = call.events(LineFollowed)
    assert followed.turn == 2
    assert followed.agent_turn in (3, 4)
    assert followed.share >= 0.5


async def test_an_agent_who_says_something_else_has_not_followed() -> None:
    call = await a_call(*ASKED, agent("We have been in business since the last century."))
    assert call.events(LineFollowed) == []


async def test_what_is_said_during_a_pause_is_neither_heard_nor_kept() -> None:
    talk = (*ASKED, customer("My card number is four two four two."), customer("Thank you."))
    turn_two = once(lambda e: isinstance(e, TurnHeard) and e.turn == 2, Paused(True))
    call = await a_call(*talk, pressing=turn_two)
    assert [t.turn for t in call.events(TurnHeard)] == [1, 2]
    assert call.events(Paused) == [Paused(True)]


async def test_after_a_pause_the_call_goes_on() -> None:
    either = once(lambda e: isinstance(e, TurnHeard | Paused), Paused(True), Paused(False))
    call = await a_call(*ASKED, pressing=either)
    assert [t.turn for t in call.events(TurnHeard)] == [1, 2]


async def test_the_first_stop_drains_and_says_so() -> None:
    first = once(lambda e: isinstance(e, TurnHeard), StopAsked())
    call = await a_call(*ASKED, *ASKED, pressing=first)
    (end,) = call.events(CallEnded)
    assert (end.reason, end.turns) == ("stopped", 1)


async def test_the_second_stop_ends_at_once() -> None:
    twice = once(lambda e: isinstance(e, TurnHeard | StopAsked), StopAsked(), StopAsked())
    with pytest.raises(asyncio.CancelledError):
        await a_call(*ASKED, *ASKED, pressing=twice)


async def test_a_mark_is_an_event_among_the_others() -> None:
    call = await a_call(
        *ASKED,
        pressing=once(
            lambda e: isinstance(e, TurnHeard) and e.speaker is Speaker.CUSTOMER, Marked(2)
        ),
    )
    kinds = [type(p.event).__name__ for p in call.published]
    assert kinds.index("Marked") > kinds.index("TurnHeard")
