"""The pilot's seat for the page: what can be heard, what was chosen last, begin and stop.

`seat` None: the copilot was begun for its own calls on the command line; the page explains itself
and shows the devices, and begins nothing.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copilot.browser.answers import asked, text_of, told_error
from copilot.browser.choices import Choices, choices_file, choices_of, remember, remembered
from copilot.browser.seat import Seat
from copilot.capture.choose import Choice, Wishes, choose_loopback, choose_microphone
from copilot.capture.system import this_system
from copilot.config import config_file
from copilot.doctor.finding import Finding
from copilot.errors import CopilotError, InputError
from copilot.language import Language
from copilot.samples import sample
from copilot.store.places import data_dir, journals_dir


def start_routes(seat: Seat | None) -> list[Route]:
    """`GET /start`; `GET /start/devices`; `POST /start/begin`, `/start/stop`."""

    async def start(request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(_told, seat, choices_file()))

    async def devices(request: Request) -> Response:
        query = request.query_params
        wishes = _wishes(query.get("mic", ""), query.get("loopback", ""))
        try:
            return JSONResponse(await asyncio.to_thread(_devices, wishes))
        except CopilotError as error:
            return told_error(error)

    async def begin(request: Request) -> Response:
        """`{"what": "doctor" | "sample" | "call", ...choices}`"""
        try:
            body = await asked(request)
            choices = choices_of(body)
            _begin(_here(seat), text_of(body, "what"), choices)
        except CopilotError as error:
            return told_error(error, 409 if error.reference == "seat-busy" else 422)
        await asyncio.to_thread(remember, choices_file(), choices)
        return JSONResponse({"begun": True})

    async def stop(request: Request) -> Response:
        try:
            await _here(seat).stop()
        except CopilotError as error:
            return told_error(error)
        return JSONResponse({"stopped": True})

    return [
        Route("/start", start, methods=["GET"]),
        Route("/start/devices", devices, methods=["GET"]),
        Route("/start/begin", begin, methods=["POST"]),
        Route("/start/stop", stop, methods=["POST"]),
    ]


def _begin(seat: Seat, what: str, choices: Choices) -> None:
    match what:
        case "doctor":
            seat.doctor(choices.wishes)
        case "sample":
            seat.begin_sample(choices.lang)
        case "call":
            seat.begin_call(choices)
        case _:
            raise InputError(
                "wrong-choice",
                "There is nothing of that name to begin.",
                why="Only the page itself speaks to this address.",
                hint="Reload the page.",
            )


def _here(seat: Seat | None) -> Seat:
    if seat is None:
        raise InputError(
            "no-seat",
            "This copilot was begun on the command line, for its own calls.",
            why="A copilot takes one call at a time.",
            hint="End it, and begin one that is led from the page: copilot browser",
        )
    return seat


def _told(seat: Seat | None, file: Path) -> Mapping[str, Any]:
    last = remembered(file)
    busy = seat.busy if seat else None
    error = busy.error if busy else None
    return {
        "here": seat is not None,
        "doing": busy.doing.value if busy else "elsewhere",
        "findings": [_finding(f) for f in busy.findings] if busy else [],
        "error": {
            "reference": error.reference,
            "what": error.what,
            "why": error.why,
            "hint": error.hint,
        }
        if error
        else None,
        "last": last.plain() if last else None,
        "samples": [lang.value for lang in Language if sample(lang)],
        "first": _is_first() and last is None,
    }


def _is_first() -> bool:
    """Whether no call was ever kept here, and nothing configured."""
    kept = (data_dir() / "calls.db").exists() or any(journals_dir().glob("*.jsonl"))
    return not kept and not config_file().exists()


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "text": finding.text,
        "hint": finding.hint,
    }


def _wishes(mic: str, loopback: str) -> Wishes:
    return Wishes(mic or None, loopback or None)


def _devices(wishes: Wishes) -> Mapping[str, Any]:
    """What `copilot devices` tells."""
    backend = this_system()
    try:
        picture = backend.picture()
    finally:
        backend.close()
    agent = choose_microphone(picture, wishes)
    customer = choose_loopback(picture, wishes, None, agent.device)
    return {
        "devices": [
            {"name": d.name, "label": d.label, "loopback": d.loopback} for d in picture.devices
        ],
        "agent": _choice(agent),
        "customer": _choice(customer),
    }


def _choice(choice: Choice) -> Mapping[str, Any]:
    return {
        "name": choice.device.name if choice.device else "",
        "label": choice.device.label if choice.device else "",
        "why": choice.why,
        "detail": choice.detail,
    }
