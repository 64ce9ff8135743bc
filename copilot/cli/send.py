"""`copilot calls send`: calls to the webhook that is configured."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import URL

    from copilot.exchange.outbox import Waiting
    from copilot.exchange.sending import Sent, Write
    from copilot.store.calls import CallStore

NOT_ALL = 1  # exit code: something waits in the outbox


def add_send(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("calls", metavar="CALL", nargs="*", help="these calls, now")
    parser.add_argument(
        "--waiting",
        action="store_true",
        help="every call that could not be sent before, where the receiver may be asked again",
    )


def send(args: argparse.Namespace, store: "CallStore") -> int:
    """Send and say what became of each; the exit code."""
    from copilot.config import load_config
    from copilot.exchange.outbox import Outbox, Waiting
    from copilot.exchange.sending import send_waiting
    from copilot.exchange.webhook import webhook

    if bool(args.calls) == args.waiting:
        raise InputError(
            "nothing-to-send",
            "It is not said what to send.",
            hint="Name calls, or write --waiting for all that wait.",
        )
    config = load_config().webhook
    if not config.url:
        raise InputError(
            "no-webhook",
            "No webhook is configured, so no call is sent anywhere.",
            hint="Set [webhook] url, or COPILOT_WEBHOOK_URL and COPILOT_WEBHOOK_SECRET.",
        )
    to = webhook(config.url, config.secret.get_secret_value())
    outbox, only, place = Outbox(), None, _other(store)
    if args.calls:
        only = list(dict.fromkeys(store.find(name) for name in args.calls))
        for call in only:
            store.record(call)  # tells of a call that has no words, before anything is sent
            outbox.put(Waiting(call, store=place))
    sent = asyncio.run(send_waiting(outbox, to, _writer(store, config.format), only, place))
    left = {waiting.call: _why(waiting, place) for waiting in outbox.waiting()}
    return _told(sent, left, only, as_json=args.json)


def _other(store: "CallStore") -> str:
    """Where the store is; empty for the configured one, which may move with its folder."""
    from copilot.config import load_config
    from copilot.store.engine import place_of, url_of

    def whole(url: "URL") -> "URL":
        if url.drivername != "sqlite":
            return url
        return url.set(database=str(Path(str(url.database)).absolute()))

    url = whole(store.engine.url)
    return "" if url == whole(url_of(load_config().store.dsn)) else place_of(url)


def _why(waiting: "Waiting", place: str) -> str:
    if waiting.store == place:
        return waiting.why
    if not waiting.store:
        return "it is in the configured store, so it is sent without --store"
    return f"it is kept in {waiting.store}, which --store has to name"


def _writer(store: "CallStore", form: str) -> "Write":
    from copilot.exchange.forms import FORMS
    from copilot.exchange.webhook import Delivery

    def write(call: str) -> "Delivery | None":
        try:
            record = store.record(call)
        except InputError:  # deleted, or its words were
            return None
        body = FORMS[form].text([record]).encode("utf-8")
        return Delivery(f"call-{call}-{form}", body, FORMS[form].media_type)

    return write


def _told(
    sent: "list[Sent]", left: dict[str, str], only: list[str] | None, *, as_json: bool
) -> int:
    from copilot.output import narrate, results

    shown = left if only is None else {call: left[call] for call in only if call in left}
    if as_json:
        told = {
            "sent": [s.call for s in sent if s.result is not None and s.call not in left],
            "waiting": [{"call": call, "why": why} for call, why in shown.items()],
        }
        results(as_utf8=True).write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return NOT_ALL if shown else 0
    for one in sent:
        if one.result is None and one.call not in left:
            narrate(f"{one.call}: it is no longer kept, so it is not sent.")
        elif one.call not in left:
            narrate(f"{one.call}: sent.")
    for call, why in shown.items():
        narrate(f"{call}: it waits{f': {why}' if why else ''}.")
    if not sent and not shown:
        narrate("No call waits.")
    return NOT_ALL if shown else 0
