"""`copilot evaluate`, from options to a table: planned, loaded once, played, scored."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from copilot import output
from copilot.clock import monotonic_s
from copilot.coach.embedded import EmbeddedModel
from copilot.coach.model import ChatModel
from copilot.engines import language_model
from copilot.evaluation.answers import AnswersModel, load_answers
from copilot.evaluation.audio import hear
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.lines import faults_of
from copilot.evaluation.pacing import spoken
from copilot.evaluation.plan import Options, Plan, planned, settings_of
from copilot.evaluation.play import Hooks, play
from copilot.evaluation.predicted import Prediction
from copilot.evaluation.predictions import PredictionsFile, writable
from copilot.evaluation.progress import progress_on
from copilot.evaluation.report import as_data, reported
from copilot.evaluation.scores import PlayedCall
from copilot.evaluation.table import show
from copilot.evaluation.witness import WithoutLines, Witness
from copilot.models.store import cache_dir
from copilot.speech.whisper import WhisperRecognizer


def evaluate(options: Options) -> int:
    """Play, score and show; the exit code."""
    return asyncio.run(_evaluate(options))


async def _evaluate(options: Options) -> int:
    plan = planned(options)
    predictions = PredictionsFile(options.predictions, settings_of(options, plan))
    for file in (options.prompts, options.json):
        if file is not None:
            writable(file)
    kept = predictions.open(plan.calls, restart=options.restart, resume=not options.on_paper)
    if kept:
        output.narrate(f"{kept} of {len(plan.calls)} calls are finished in {options.predictions}.")
    missing = [call for call in plan.calls if predictions.of(call.id) is None]
    if missing:
        try:
            await _play_all(options, plan, missing, predictions)
        except (KeyboardInterrupt, asyncio.CancelledError):
            _tell_kept(options, plan, predictions)
            raise
    report = reported([_played(plan, call, predictions) for call in plan.calls])
    if options.json is not None:
        text = json.dumps(as_data(report), ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8", newline="\n")
    show(report, output.results())
    return 0


async def _play_all(
    options: Options,
    plan: Plan,
    missing: Sequence[LabelledCall],
    predictions: PredictionsFile,
) -> None:
    turns = {call.id: len(call.turns) for call in missing}
    async with _players(options, plan) as play_one:
        with progress_on(sys.stderr, calls=len(missing), turns=turns) as progress:
            for call in missing:
                began_s = monotonic_s()
                predictions.add(call.id, await play_one(call))
                progress.call_done(call.id, monotonic_s() - began_s)


Player = Callable[[LabelledCall], Awaitable[tuple[Prediction, ...]]]


@asynccontextmanager
async def _players(options: Options, plan: Plan) -> AsyncIterator[Player]:
    """What plays one call, with the model that all calls share."""
    if options.on_paper:
        with _written(options.prompts) as prompts:
            answers = load_answers(options.answers) if options.answers else {}
            paper = AnswersModel(answers, prompts)
            yield partial(_play_text, plan, paper if options.lines else WithoutLines(paper), paper)
            _tell_answers(options, paper)
        return
    prefixes = cache_dir() / "evaluation-prefixes"  # those of live calls are not to be displaced
    async with language_model(plan.llm, plan.server, plan.threads, prefixes) as model:
        if isinstance(model, EmbeddedModel):
            output.narrate(f"Loading the language model {options.llm} …")
            await model.start()
        witness = None if model is None else Witness(model)
        asked: ChatModel | None = witness
        if witness is not None and not options.lines:
            asked = WithoutLines(witness)
        hooks = witness or Hooks()

        async def play_one(call: LabelledCall) -> tuple[Prediction, ...]:
            if isinstance(model, EmbeddedModel):
                await model.warm_prefix([plan.briefings[call.id].standing()])
            if call.id in plan.recorded:
                return await _play_audio(plan, asked, hooks, call)
            return await _play_text(plan, asked, hooks, call)

        yield play_one
        if witness is not None and witness.unanswered:
            output.narrate(
                f"Note: {witness.unanswered} of {witness.asked} questions had no answer; there the "
                "rules stood in."
            )


async def _play_text(
    plan: Plan, model: ChatModel | None, hooks: Hooks, call: LabelledCall
) -> tuple[Prediction, ...]:
    return await play(call, plan.briefings[call.id], model, hooks)


async def _play_audio(
    plan: Plan, model: ChatModel | None, hooks: Hooks, call: LabelledCall
) -> tuple[Prediction, ...]:
    assert plan.whisper is not None
    recognizer = await asyncio.to_thread(
        WhisperRecognizer, plan.whisper, call.lang, call.card.hearing_terms(), plan.threads
    )
    read = await hear(plan.recorded[call.id], plan.briefings[call.id], model, lambda: recognizer)
    hooks.turn_over()
    return read


@contextmanager
def _written(file: Path | None) -> Iterator[TextIO | None]:
    if file is None:
        yield None
        return
    with file.open("w", encoding="utf-8", newline="\n") as out:
        yield out


def _played(plan: Plan, call: LabelledCall, predictions: PredictionsFile) -> PlayedCall:
    turns = predictions.of(call.id) or ()
    if call.id in plan.recorded:
        seconds = plan.recorded[call.id].seconds
    else:
        *_, (_, seconds) = spoken(turn.text for turn in call.turns)
    return PlayedCall(call, turns, seconds, faults_of(call, turns))


def _tell_answers(options: Options, paper: AnswersModel) -> None:
    if options.prompts is not None:
        output.narrate(f"{paper.asked} prompts are in {options.prompts}.")
    if options.answers is not None:
        answered = paper.asked - paper.unanswered
        output.narrate(
            f"{answered} of {paper.asked} questions were answered from {options.answers}; "
            f"{paper.of_another_prompt} answers were for another prompt than the one now sent, and "
            f"{paper.unused} answer nothing that is asked."
        )


def _tell_kept(options: Options, plan: Plan, predictions: PredictionsFile) -> None:
    kept = sum(predictions.of(call.id) is not None for call in plan.calls)
    if options.predictions is not None:
        output.narrate(
            f"{kept} of {len(plan.calls)} calls are kept in {options.predictions}; the same "
            "command goes on from there."
        )
