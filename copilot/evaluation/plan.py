"""What an evaluation plays, and with what: all is found and checked before a model loads.

A play must not depend on how busy this machine is: the model is given ample time for every answer,
and how long it took is among the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.coach.server import Server
from copilot.engines import NO_MODEL, cores, local_briefing, served_briefing, server_of
from copilot.errors import InputError
from copilot.evaluation.answers import load_answers
from copilot.evaluation.audio import Recorded, load_recorded
from copilot.evaluation.calls import load_calls
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.settings import common_settings, model_file, sha_of_files
from copilot.models.resolve import resolve_asr, resolve_llm

PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    folder: Path
    audio: bool
    calls: Path | None
    llm: str
    base_url: str | None
    prompt_set: Path | None
    threads: int | None
    asr_model: str
    lines: bool
    predictions: Path | None
    restart: bool
    prompts: Path | None
    answers: Path | None
    json: Path | None

    @property
    def on_paper(self) -> bool:
        """Whether files of prompts and answers stand in for a model."""
        return self.prompts is not None or self.answers is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be played; all of it has been found and checked."""

    calls: tuple[LabelledCall, ...]
    recorded: dict[str, Recorded]  # by the call's id; empty where texts are played
    briefings: dict[str, Briefing]
    server: Server | None
    llm: str  # the model that will be asked, `none` where none is
    whisper: Path | None
    threads: int


def planned(options: Options) -> Plan:
    """Find and check everything that `options` name. Raises :class:`CopilotError`."""
    if options.audio and options.on_paper:
        raise InputError(
            "prompts-of-recordings",
            "--prompts and --answers do not go with --audio.",
            why="What is heard of a recording, and so what is asked, differs between machines.",
            hint="Leave --audio out: labelled calls are played from their texts.",
        )
    if options.calls is not None and not options.audio:
        raise InputError(
            "calls-without-audio",
            "--calls goes with --audio.",
            hint="Name the folder of the calls alone, or give --audio with the recordings.",
        )
    if options.on_paper and options.llm != NO_MODEL:
        raise InputError(
            "answers-and-model",
            "--prompts and --answers stand in for a model, and --llm names one.",
            hint="Leave --llm out.",
        )
    server = server_of(options.llm, options.base_url)
    calls = load_calls(options.calls or options.folder)
    recorded = load_recorded(options.folder, calls) if options.audio else ()
    if options.audio:
        calls = tuple(r.call for r in recorded)
    return Plan(
        calls=calls,
        recorded={r.call.id: r for r in recorded},
        briefings=_briefings(options, calls, served=server is not None or options.on_paper),
        server=replace(server, timeout_s=PATIENCE_S) if server else None,
        llm=options.llm if options.lines or server else NO_MODEL,  # without a server it only writes
        whisper=resolve_asr(options.asr_model) if options.audio else None,
        threads=options.threads or cores(),
    )


def _briefings(
    options: Options, calls: Sequence[LabelledCall], *, served: bool
) -> dict[str, Briefing]:
    """Each call's, as it would be in a live call but for the time that answers may take."""
    prompts = {lang: load(lang, options.prompt_set) for lang in {call.lang for call in calls}}
    result = {}
    for call in calls:
        about = (call.mode, call.lang, call.card, prompts[call.lang])
        place = Path(f"{call.id}.json")
        made = served_briefing(*about) if served else local_briefing(*about, place)
        result[call.id] = replace(made, read_within_s=PATIENCE_S, line_within_s=PATIENCE_S)
    return result


def settings_of(options: Options, plan: Plan) -> dict[str, str]:
    """What the predictions depend on."""
    settings = common_settings(lines=options.lines, prompt_set=options.prompt_set)
    if options.answers is not None:
        if not options.answers.is_file():
            load_answers(options.answers)  # says what is wrong with it
        settings["llm"] = f"answers {sha_of_files(options.answers.parent, [options.answers])}"
    elif options.prompts is not None or plan.llm == NO_MODEL:
        settings["llm"] = "no answers" if options.prompts is not None else NO_MODEL
    elif plan.server is not None:
        settings["llm"] = options.llm
        settings["server"] = options.base_url or "the OpenAI service"
    else:
        settings["llm"] = model_file(resolve_llm(plan.llm))
    if plan.whisper is not None:
        settings["recogniser"] = model_file(plan.whisper / "model.bin")
    return settings
