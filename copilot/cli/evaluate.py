"""`copilot evaluate`: labelled calls, played through the copilot and scored."""

import argparse
from pathlib import Path

from copilot.cli.options import threads

DEFAULT_LLM = "qwen2.5-coder-1.5b"
EXAMPLES = """\
a labelled call is a JSON file:
  {"id", "lang": "zh-Hant" | "zh-Hans" | "en", "mode": "inbound" | "outbound", "product": {...},
   "turns": [{"speaker": "agent", "text", "moves": [...]},
             {"speaker": "customer", "text", "phase", "alt_phase", "signals": [...],
              "next": [...]}]}
  moves_maybe and signals_maybe are neither right nor wrong; a turn without labels is played only.

examples:
  copilot evaluate calls --llm none
  copilot evaluate calls --predictions predictions.jsonl --json scores.json
  copilot evaluate calls --prompts prompts.jsonl
  copilot evaluate calls --prompts prompts.jsonl --answers answers.jsonl
  copilot evaluate --audio recordings --calls calls"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder of the labelled calls")
    parser.add_argument(
        "--audio",
        action="store_true",
        help="hear the recordings ID.flac in DIR, with the times of their turns in ID.ref.json",
    )
    parser.add_argument(
        "--calls", metavar="DIR", type=Path, help="with --audio: where the labelled calls are"
    )
    parser.add_argument(
        "--llm",
        metavar="NAME|FILE|openai:MODEL|none",
        help="the language model: a name, a GGUF file, a model of an OpenAI-compatible server, or "
        f"none (rules and card only); default: {DEFAULT_LLM}",
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the server of openai:MODEL; the key is OPENAI_API_KEY"
    )
    parser.add_argument(
        "--prompt-set", type=Path, metavar="FOLDER", help="use the prompt files in FOLDER"
    )
    parser.add_argument(
        "--threads", type=threads, metavar="N", help="processor threads per model (default: cores)"
    )
    parser.add_argument(
        "--asr-model",
        default="whisper-base",
        metavar="NAME|FOLDER",
        help="with --audio: the recogniser, a name from `copilot models list` or a Whisper folder",
    )
    parser.add_argument(
        "--no-lines",
        dest="lines",
        action="store_false",
        help="ask the model for no lines: the turns are read, and lines are those of the rules",
    )
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE",
        help="write one JSON line per turn; a rerun goes on with the calls that FILE lacks",
    )
    parser.add_argument(
        "--restart", action="store_true", help="begin the file of --predictions anew"
    )
    parser.add_argument(
        "--prompts", type=Path, metavar="FILE", help="write the prompts as JSON lines; ask no model"
    )
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help='take the answers from JSON lines {"key", "answer"} in place of a model',
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure as JSON")


def run(args: argparse.Namespace) -> int:
    from copilot.evaluation.plan import Options
    from copilot.evaluation.run import evaluate

    on_paper = args.prompts is not None or args.answers is not None
    return evaluate(
        Options(
            folder=args.folder,
            audio=args.audio,
            calls=args.calls,
            llm=args.llm or ("none" if on_paper else DEFAULT_LLM),
            base_url=args.base_url,
            prompt_set=args.prompt_set,
            threads=args.threads,
            asr_model=args.asr_model,
            lines=args.lines,
            predictions=args.predictions,
            restart=args.restart,
            prompts=args.prompts,
            answers=args.answers,
            json=args.json,
        )
    )
