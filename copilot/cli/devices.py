"""`copilot devices`: what can be heard on this computer, and which of it is chosen and why."""

import argparse
import json

from copilot.cli.options import add_devices

EXAMPLES = """\
exit code: 0 both sides of a call would be heard, 1 one would not

examples:
  copilot devices
  copilot devices --softphone baresip --json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_devices(parser)
    parser.add_argument("--json", action="store_true", help="as one JSON document")


def run(args: argparse.Namespace) -> int:
    from copilot.capture.choose import Wishes, choose_loopback, choose_microphone
    from copilot.capture.system import this_system
    from copilot.doctor.sound import why_chosen
    from copilot.native_noise import kept_from_stderr
    from copilot.output import results

    wishes = Wishes(args.mic, args.loopback, args.softphone)
    backend = this_system()
    try:
        with kept_from_stderr():
            picture = backend.picture()
    finally:
        backend.close()
    agent = choose_microphone(picture, wishes)
    choices = {"agent": agent, "customer": choose_loopback(picture, wishes, None, agent.device)}
    chosen = {c.device.name: speaker for speaker, c in choices.items() if c.device}
    out = results(as_utf8=args.json)
    if args.json:
        plain = {
            "system": backend.name,
            "devices": [
                {
                    "name": d.name,
                    "label": d.label,
                    "kind": "loopback" if d.loopback else "microphone",
                    "chosen_for": chosen.get(d.name),
                }
                for d in picture.devices
            ],
            "chosen": {
                speaker: {"name": c.device.name if c.device else None, "why": c.why}
                for speaker, c in choices.items()
            },
        }
        out.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return int(any(c.device is None for c in choices.values()))
    for kind, loopback in (("microphones (--mic)", False), ("outputs (--loopback)", True)):
        out.write(f"{kind}\n")
        for d in picture.devices:
            if d.loopback is loopback:
                mark = "*" if d.name in chosen else " "
                out.write(f"  {mark} {d.name:40} {d.label}\n")
    for speaker, c in choices.items():
        label = c.device.label if c.device else "NOBODY"
        out.write(f"{speaker:8} = {label}: {why_chosen(c)}\n")
    return int(any(c.device is None for c in choices.values()))
