"""Any OpenAI-compatible server, good or bad: told through a real socket."""

import pytest

from copilot.coach.model import Message
from copilot.coach.server import Server, ServerModel
from copilot.errors import EngineError
from copilot.events import CallEnded, LineFinished, PhaseRead, Trouble
from copilot.method.phases import Phase
from tests.calls import a_call, agent, customer
from tests.model_server import GARBAGE, ModelServer, model_server

ASK: list[Message] = [{"role": "user", "content": "Which?"}]
ASKED = (agent("Who puts the hours together?"), customer("Me, every Sunday night, on paper."))


def model(server: ModelServer, timeout_s: float = 0.5) -> ServerModel:
    return ServerModel(Server("m", server.base_url, "secret-key", timeout_s))


async def test_label_scores_are_read_from_log_probabilities() -> None:
    with model_server() as server:
        choice = await model(server).choose(ASK, "ABC")
    assert choice.graded
    assert choice.scores["C"] == pytest.approx(-0.1)
    assert choice.scores["A"] == pytest.approx(-2.5)
    assert choice.scores["B"] < choice.scores["A"]


async def test_a_server_without_log_probabilities_is_believed_by_its_letter() -> None:
    with model_server("no-logprobs") as server:
        choice = await model(server).choose(ASK, "ABC")
        again = await model(server).choose(ASK, "ABC")
    assert not choice.graded
    assert max(choice.scores, key=lambda label: choice.scores[label]) == "C"
    assert choice == again


@pytest.mark.parametrize("behaviour", list(GARBAGE))
async def test_log_probabilities_that_are_none_do_no_harm(behaviour: str) -> None:
    with model_server(behaviour) as server:
        choice = await model(server).choose(ASK, "ABC")
    assert max(choice.scores, key=lambda label: choice.scores[label]) == "C"


async def test_a_model_that_cannot_choose_still_writes_and_is_told_of_once() -> None:
    with model_server("no-logprobs") as server:
        server.letter = "I would rather not say"
        call = await a_call(*ASKED, customer("It takes ages."), model=model(server))
    assert [t.problem for t in call.events(Trouble)] == ["model-answer-unreadable"]
    assert any(not f.instant for f in call.events(LineFinished))


async def test_an_answer_that_names_no_label_is_no_answer() -> None:
    with model_server("no-logprobs") as server:
        server.letter = "I would rather not say"
        with pytest.raises(EngineError) as caught:
            await model(server).choose(ASK, ["X", "Y"])
    assert caught.value.reference == "model-answer-unreadable"


async def test_a_line_streams_piece_by_piece() -> None:
    with model_server(line="one two three") as server:
        pieces = [piece async for piece in model(server).stream(ASK, 20)]
    assert pieces == ["one ", "two ", "three "]


async def test_the_key_goes_to_the_server_and_into_no_error() -> None:
    with model_server("401") as server:
        with pytest.raises(EngineError) as caught:
            await model(server).choose(ASK, "ABC")
        assert server.keys == ["Bearer secret-key"]
    assert "secret-key" not in str(caught.value)


async def test_temperature_is_zero_and_the_answer_is_bounded() -> None:
    with model_server() as server:
        [piece async for piece in model(server).stream(ASK, 20)]
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
    assert troubles
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
    with model_server() as server:
        call = await a_call(*ASKED, model=model(server))
    (read,) = call.events(PhaseRead)
    assert read.by == "model+rules"
    assert set(read.phase_scores) == set(Phase)
