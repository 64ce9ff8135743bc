"""The naive baseline: the embedded model is asked for the phase, in one letter, and believed.

    python -m tests.benchmarks.naive_phase CALLS_FOLDER [--calls N]

Prints accuracy and macro-F1 per language, of the raw letter. What the product does instead is told
by `copilot evaluate CALLS_FOLDER --no-lines`.
"""

import argparse
import asyncio
import json
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from copilot.coach import context
from copilot.coach.embedded import EmbeddedModel, Embedding
from copilot.coach.model import Message
from copilot.coach.prompts import load
from copilot.engines import cores
from copilot.evaluation.calls import load_calls
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.predicted import CustomerTurn, Seconds
from copilot.evaluation.scores import PlayedCall, scored
from copilot.events import Speaker
from copilot.language import Language
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.models.resolve import resolve_llm
from copilot.models.store import cache_dir

LETTERS = dict(zip("ABC", Phase, strict=True))
ASK = """A customer decides in three phases.
A cognitive: understanding their own situation, trouble, consequences, needs.
B divergent: collecting possibilities, without weighing them yet.
C convergent: asking price, terms or proof, objecting, hesitating, agreeing or refusing.
The call so far:
{transcript}
In which phase is the customer after that last sentence? Answer with one letter: A, B or C."""
TRANSCRIPT_TOKENS = 600


def letter(model: EmbeddedModel, messages: Sequence[Message]) -> str:
    """The letter that the model finds likeliest."""
    body = {"messages": list(messages), "max_tokens": 1, "temperature": 0.0}
    request = urllib.request.Request(
        f"{model.address}/v1/chat/completions",
        json.dumps({**body, "logprobs": True, "top_logprobs": 20}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {model.key}"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=300) as answer:
        choice = json.load(answer)["choices"][0]
    for candidate in choice["logprobs"]["content"][0]["top_logprobs"]:
        if (said := candidate["token"].strip().upper()) in LETTERS:
            return str(said)
    return "A"


def read(model: EmbeddedModel, call: LabelledCall) -> PlayedCall:
    labels, turns, said = load(call.lang).labels, [], []
    for i, turn in enumerate(call.turns):
        said.append(Said(turn.speaker, turn.text, 0.0, 1.0))
        if turn.speaker is Speaker.CUSTOMER:
            transcript = context.transcript(said, labels, TRANSCRIPT_TOKENS)
            ask: Message = {"role": "user", "content": ASK.format(transcript=transcript)}
            phase = LETTERS[letter(model, [ask])]
            shares = {p: float(p is phase) for p in Phase}
            turns.append(CustomerTurn(i, phase, shares, (), (), "", (), Seconds()))
    return PlayedCall(call, tuple(turns), 1.0, {})


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, default=None)
    options = parser.parse_args()
    prefixes = cache_dir() / "prefixes"
    model = EmbeddedModel(Embedding(resolve_llm("qwen2.5-coder-1.5b"), prefixes, cores()))
    await model.start()
    try:
        calls = load_calls(options.folder)[: options.calls]
        played = [await asyncio.to_thread(read, model, call) for call in calls]
    finally:
        await model.close()
    for name in ("all", *Language):
        some = [p for p in played if name in ("all", p.call.lang)]
        if some:
            s = scored(some)
            print(f"{name:8} {s.customer_turns:4} turns  accuracy {s.phase_accuracy:.3f}", end="")
            print(f"  macro-F1 {s.phase_f1:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
