"""Any OpenAI-compatible server, good or bad: told through a real socket."""

import pytest

from copilot.coach.model import Question, Task
from copilot.coach.server import Server, ServerModel
from copilot.errors import EngineError
from copilot.events import CallEnded, LineFinished, PhaseRead, Trouble
from copilot.method.phases import Phase
from tests.calls import a_call, agent, customer
from tests.model_server import ModelServer, model_server

ASK = Question(Task.LINE, [{"role": "user", "content": "Which?"}], max_tokens=20)
ASKED = (agent("Who puts the hours together?"), customer("Me, every Sunday night, on paper."))


def model(server: ModelServer, timeout_s: float = 0.5) -> ServerModel:
    return ServerModel(Server("m", server.base_url, "secret-key", timeout_s))


async def test_a_line_streams_piece_by_piece() -> None:
    with model_server(line="one two three") as server:
        pieces = [piece async for piece in model(server).stream(ASK)]
    assert pieces == ["one ", "two ", "three "]


async def test_the_key_goes_to_the_server_and_into_no_error() -> None:
    with model_server("401") as server:
        with pytest.raises(EngineError) as caught:
            [piece async for piece in model(server).stream(ASK)]
        assert server.keys == ["Bearer secret-key"]
    assert "secret-key" not in str(caught.value)


async def test_temperature_is_zero_and_the_answer_is_bounded() -> None:
    with model_server() as server:
        [piece async for piece in model(server).stream(ASK)]
        (body,) = server.asked
    assert body["temperature"] == 0
    assert 20 in (body.get("max_tokens"), body.get("max_completion_tokens"))


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        ("401", "model-server-refuses-key"),
        ("403", "model-server-refuses-key"),
        ("404", "no-such-model"),
        ("429", "model-server-error"),
        ("500", "model-server-error"),
        ("503", "model-server-error"),
        ("hang", None),
        ("html", None),
        ("cut", None),
        ("trickle", None),
    ],
)
async def test_a_bad_server_costs_the_call_nothing_but_the_models_lines(
    behaviour: str, problem: str | None
) -> None:
    with model_server(behaviour) as server:
        call = await a_call(*ASKED, customer("How much is it?"), model=model(server))
    assert [r.turn for r in call.events(PhaseRead)] == [2, 3]
    assert {f.turn for f in call.events(LineFinished)} == {2, 3}
    assert call.events(LineFinished)[-1].instant
    troubles = call.events(Trouble)
    assert troubles or behaviour == "cut"  # an answer that just ends is a line that is no line
    assert all(t.part == "language-model" for t in troubles)
    if problem:
        assert troubles[0].problem == problem
    assert call.events(CallEnded)[0].turns == 3


async def test_a_server_that_is_not_there_is_told_once() -> None:
    with model_server() as server:
        gone = server.base_url
    call = await a_call(*ASKED, model=ServerModel(Server("m", gone, "k", 0.5)))
    assert [t.problem for t in call.events(Trouble)] == ["model-server-unreachable"]


async def test_a_strong_server_decides_the_phase_with_the_rules() -> None:
    with model_server(line='{"phase": "divergent", "moves": ["situation"]}') as server:
        call = await a_call(*ASKED, model=model(server), model_reads=True)
    (read,) = call.events(PhaseRead)
    assert (read.by, read.phase) == ("model+rules", Phase.DIVERGENT)
