"""The options of `copilot replay --batch`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import InputError

if TYPE_CHECKING:
    from copilot.batch.run import BatchOptions


def add_batch(parser: argparse.ArgumentParser) -> None:
    """A whole folder, in place of one recording."""
    batch = parser.add_argument_group(
        "many recordings",
        "Every recording of a folder goes into the store: two-channel files, and pairs\n"
        "NAME.agent.wav + NAME.customer.wav; what is there already is passed over. The options\n"
        "above are for all; NAME.yaml (mode, lang, card, agent, began, consent, channel) or a\n"
        "line of manifest.csv (file, and the same) is for one. Without --llm no model is asked.",
    )
    batch.add_argument("--batch", metavar="FOLDER", type=Path, help="import this folder")
    batch.add_argument(
        "--manifest", metavar="FILE", type=Path, help="the table (default: FOLDER/manifest.csv)"
    )
    batch.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        help="recordings at once (default: as many as cores and free memory allow)",
    )
    # What a batch tells each process that it starts.
    parser.add_argument("--call-id", default="", help=argparse.SUPPRESS)
    parser.add_argument("--began", default="", help=argparse.SUPPRESS)


def batch_options(args: argparse.Namespace) -> "BatchOptions":
    """Raises :class:`InputError`: ``batch-of-one``, ``batch-keeps-calls``,
    ``batch-keeps-no-audio``, and what naming a language model raises."""
    from copilot.batch.run import BatchOptions
    from copilot.batch.settings import Settings
    from copilot.config import load_config

    if args.recording:
        raise InputError(
            "batch-of-one",
            "--batch takes a folder in place of recordings.",
            hint="Leave the recordings out, or --batch.",
        )
    if args.no_store or not load_config().store.keep:
        raise InputError(
            "batch-keeps-calls",
            "A batch puts calls into the store, and none are to be kept.",
            hint="Leave --no-store out; [store] keep in the configuration file is true by itself.",
        )
    if args.keep_audio:
        raise InputError(
            "batch-keeps-no-audio",
            "A batch keeps no audio.",
            why="The recordings are there already.",
            hint="Leave --keep-audio out, or replay one recording.",
        )
    given = {
        "--asr-model": args.asr_model,
        "--llm": args.llm,
        "--echo": args.echo,
        "--base-url": args.base_url,
        "--prompts": args.prompts and args.prompts.absolute(),
        "--targets": args.targets and "/".join(f"{share * 100:.0f}" for share in args.targets),
    }
    return BatchOptions(
        folder=args.batch,
        manifest=args.manifest,
        for_all=Settings(
            mode=args.mode or "",
            lang=args.lang or "",
            card=str(args.card.absolute()) if args.card else "",
            agent=args.agent,
            consent=args.consent,
            channel=args.agent_channel,
        ),
        at_once=args.jobs,
        model_bytes=_model_bytes(args.llm, args.base_url),
        threads=args.threads,
        replay=("--no-keep-audio", *(f"{name}={value}" for name, value in given.items() if value)),
    )


def _model_bytes(llm: str, base_url: str | None) -> int:
    from copilot.engines import NO_MODEL, server_of
    from copilot.models.resolve import resolve_llm

    if llm == NO_MODEL or server_of(llm, base_url) is not None:
        return 0
    return resolve_llm(llm).stat().st_size


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)
