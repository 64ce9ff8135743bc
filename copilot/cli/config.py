"""`copilot config show`: every setting, and where it came from."""

import argparse
import json

EXAMPLES = """\
A setting comes from the environment, else from the file, else it is the default. The file is
config.toml in your configuration folder, or the one named in COPILOT_CONFIG.

examples:
  copilot config show
  copilot config show --json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="every setting with its source; secrets are hidden")
    showing.add_argument("--json", action="store_true", help="as one JSON document")


def run(args: argparse.Namespace) -> int:
    """Raises :class:`InputError` where the file is wrong."""
    from copilot.config import config_file, load_config
    from copilot.output import results

    config, file = load_config(), config_file()
    out = results(as_utf8=args.json)
    shown = {f: {"value": v, "source": config.source(f)} for f, v in config.shown().items()}
    if args.json:
        plain = {"file": str(file), "exists": file.exists(), "settings": shown}
        out.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return 0
    out.write(f"file: {file}{'' if file.exists() else ' (there is none)'}\n")
    for field, told in shown.items():
        out.write(
            f"  {field:26} {json.dumps(told['value'], ensure_ascii=False):24}  {told['source']}\n"
        )
    return 0
