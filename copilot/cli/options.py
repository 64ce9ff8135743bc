"""The options that every call takes, replayed or live."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.page_options import add_page, binding
from copilot.safe_text import safe_text

if TYPE_CHECKING:
    from copilot.fitting import CallOptions

MODES = ("outbound", "inbound")
LANGUAGES = ("zh-Hant", "zh-Hans", "en")


def add_what_is_said(
    parser: argparse.ArgumentParser, *, lang_required: bool, mode_required: bool = True
) -> None:
    """Who called whom, in which language, about what."""
    parser.add_argument("--mode", required=mode_required, choices=MODES, help="who called whom")
    parser.add_argument(
        "--lang",
        required=lang_required,
        choices=LANGUAGES,
        help="what is spoken" + ("" if lang_required else " (default: what the card says)"),
    )
    parser.add_argument("--card", type=Path, help="the product card (YAML) or a labelled call")


def add_how_it_is_coached(parser: argparse.ArgumentParser, *, panel: bool = True) -> None:
    """Panel (unless there is but one), models, prompts."""
    if panel:
        _add_panel(parser)
    add_page(parser)
    parser.add_argument(
        "--echo",
        choices=("auto", "off"),
        default="auto",
        help="auto: where the customer is heard in the agent's channel too, they are taken out "
        "of it (default)",
    )
    parser.add_argument(
        "--asr-model",
        default="whisper-base",
        metavar="NAME|FOLDER",
        help="the recogniser: a name from `copilot models list`, or a Whisper folder (CTranslate2)",
    )
    parser.add_argument(
        "--llm",
        default="qwen2.5-coder-1.5b",
        metavar="NAME|FILE|openai:MODEL|none",
        help="the language model: a name, a GGUF file, a model of an OpenAI-compatible server, or "
        "none (rules and card only)",
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the server of openai:MODEL; the key is OPENAI_API_KEY"
    )
    parser.add_argument("--prompts", type=Path, metavar="FOLDER", help="use these prompt files")
    parser.add_argument(
        "--targets",
        type=targets,
        metavar="C/D/V",
        help="the share of the call that each phase deserves, in percent, such as 45/35/20 "
        "(default for outbound; for inbound 20/20/60)",
    )
    parser.add_argument(
        "--agent", default="", type=named, metavar="NAME", help="who sells, for the kept calls"
    )
    parser.add_argument(
        "--consent",
        default="",
        type=consent,
        metavar="ANSWER",
        help="what the customer said to being written down: asked, given, refused (then none of "
        "the words are kept) or unknown, also in words such as no or 不同意",
    )
    parser.add_argument(
        "--no-store",
        action="store_true",
        help="keep nothing of this call: no journal, no record (default: every call is kept)",
    )
    parser.add_argument(
        "--keep-audio",
        action=argparse.BooleanOptionalAction,
        help="keep how this call sounds too, with silence in place of payment cards and other "
        "numbers of people (default: as configured, and that is not to)",
    )
    parser.add_argument(
        "--threads", type=threads, metavar="N", help="processor threads per model (default: cores)"
    )


def _add_panel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--panel",
        choices=("plain", "jsonl", "terminal", "browser", "none"),
        default="plain",
        help="how the call is shown: lines of text, JSON lines, a screen to glance at, a page in "
        "the browser, or not",
    )


def call_options(args: argparse.Namespace) -> "CallOptions":
    """What the two groups have taken."""
    from copilot.fitting import CallOptions

    return CallOptions(
        mode=args.mode,
        lang=args.lang,
        card=args.card,
        panel=args.panel,
        asr_model=args.asr_model,
        llm=args.llm,
        base_url=args.base_url,
        prompts=args.prompts,
        threads=args.threads,
        echo=args.echo,
        targets=args.targets,
        store=not args.no_store,
        audio=args.keep_audio,
        agent=args.agent,
        consent=args.consent,
        binding=binding(args),
    )


def add_devices(parser: argparse.ArgumentParser) -> None:
    """Which sound is the agent and which the customer."""
    parser.add_argument(
        "--mic", metavar="NAME", help="the agent's microphone (default: the system's)"
    )
    parser.add_argument(
        "--loopback",
        metavar="NAME",
        help="the output whose sound is the customer (default: where the softphone plays, else "
        "the system's output)",
    )
    parser.add_argument(
        "--softphone",
        metavar="PROGRAM",
        help="the softphone's program, such as baresip (default: the one that plays and records)",
    )


def targets(text: str) -> tuple[float, float, float]:
    """Three shares that sum to 1, from three percentages that sum to 100."""
    parts = text.split("/")
    if len(parts) == 3 and all(p.isdigit() for p in parts) and sum(map(int, parts)) == 100:
        cognitive, divergent, convergent = (int(p) / 100 for p in parts)
        return cognitive, divergent, convergent
    raise argparse.ArgumentTypeError(f"{text!r} is not three percentages that sum to 100")


def named(text: str) -> str:
    """A short text in one line."""
    text = " ".join(safe_text(text).split())
    if len(text) > 200:
        raise argparse.ArgumentTypeError("it has more than 200 characters")
    return text


def consent(text: str) -> str:
    """One of the known answers however it is written. Raises :class:`InputError`."""
    from copilot.privacy.consent_words import noted

    return noted(safe_text(text), "--consent")


def threads(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of threads from 1 to 256")
    return int(text)
