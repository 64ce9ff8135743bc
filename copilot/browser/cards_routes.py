"""The card editor's side here: the cards of the folder, and the check that `copilot card` makes."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copilot.browser.answers import asked, text_of, told_error
from copilot.browser.shelf import Kept, Shelf
from copilot.cardform import comments_inside, form_given, head_of, yaml_of
from copilot.cardtext import CardFault, check_card
from copilot.errors import InputError

_STATUS = {"card-changed": 409, "card-exists": 409, "no-such-card": 404, "card-too-long": 413}


def cards_routes(shelf: Shelf) -> list[Route]:
    """`GET /cards`; `POST /cards/check`; `GET`, `PUT`, `POST`, `DELETE /cards/NAME`;
    `GET /cards/in-use`."""

    async def cards(request: Request) -> Response:
        return _answer(await asyncio.to_thread(_listed, shelf))

    async def check(request: Request) -> Response:
        """Of `{"text": ...}`, or of `{"form": ..., "text": ...}` where the form was changed: the
        comments above the first field of `text` are kept."""
        try:
            body = await asked(request)
            text = _whole(text_of(body, "text"))
            if "form" in body:
                text = _written(body["form"], text)
        except InputError as error:
            return told_error(error)
        return _answer({"text": text, **_looked_at(text)})

    async def in_use(request: Request) -> Response:
        return await _tried(lambda: _shown(shelf.read_guest()))

    async def card(request: Request) -> Response:
        name: str = request.path_params["name"]
        if request.method in ("GET", "HEAD"):
            return await _tried(lambda: _shown(shelf.read(name)))
        try:
            body = await asked(request)
        except InputError as error:
            return told_error(error)
        was, text = text_of(body, "was"), _whole(text_of(body, "text"))
        if request.method == "DELETE":

            def removed() -> Mapping[str, Any]:
                shelf.remove(name, was)
                return {"removed": True}

            return await _tried(removed)
        return await _tried(lambda: _shown(shelf.write(name, text, was)))

    return [
        Route("/cards", cards, methods=["GET"]),
        Route("/cards/check", check, methods=["POST"]),
        Route("/cards/in-use", in_use, methods=["GET"]),
        Route("/cards/{name}", card, methods=["GET", "PUT", "POST", "DELETE"]),
    ]


async def _tried(do: Any) -> Response:
    try:
        return _answer(await asyncio.to_thread(do))
    except InputError as error:
        return told_error(error, _STATUS.get(error.reference, 422))


def _listed(shelf: Shelf) -> Mapping[str, Any]:
    """Each card with what it is about; one that cannot be read is listed with its error."""
    listed = [_line(name, shelf) for name in shelf.names()]
    guest: Mapping[str, Any] | None = None
    if shelf.guest:
        try:
            guest = _summed(shelf.read_guest())
        except InputError as error:
            guest = {"name": shelf.guest, "unreadable": error.what}
    return {"cards": listed, "in_use": shelf.in_use, "guest": guest, "folder": str(shelf.folder)}


def _line(name: str, shelf: Shelf) -> Mapping[str, Any]:
    try:
        return _summed(shelf.read(name))
    except InputError as error:
        return {"name": name, "unreadable": error.what}


def _summed(kept: Kept) -> Mapping[str, Any]:
    checked = check_card(kept.text, as_json=kept.name.endswith(".json"))
    card, form = checked.card, checked.form or {}
    return {
        "name": kept.name,
        "digest": kept.digest,
        "product": card.name if card else str(form.get("name", "")),
        "company": card.company if card else str(form.get("company", "")),
        "lang": card.lang if card else str(form.get("lang", "")),
        "faults": len(checked.faults),
    }


def _shown(kept: Kept) -> Mapping[str, Any]:
    return {
        "name": kept.name,
        "digest": kept.digest,
        "may_change": kept.may_change,
        "text": kept.text,
        **_looked_at(kept.text, as_json=kept.name.endswith(".json")),
    }


def _looked_at(text: str, *, as_json: bool = False) -> dict[str, Any]:
    """`form` null: the text cannot be shown as a form. `entries`: as the copilot quotes them."""
    checked = check_card(text, as_json=as_json)
    return {
        "form": checked.form,
        "faults": [_fault(fault) for fault in checked.faults],
        "entries": [list(entry) for entry in checked.card.entries()] if checked.card else None,
        "comments": comments_inside(text),
    }


def _fault(fault: CardFault) -> Mapping[str, Any]:
    return {
        "reference": fault.reference,
        "kind": fault.kind,
        "line": fault.line,
        "field": fault.field,
        "place": list(fault.place),
        "what": fault.what,
        "why": fault.why,
        "hint": fault.hint,
        "detail": fault.detail,
    }


def _written(given: object, before: str) -> str:
    form = form_given(given)
    if form is None:
        raise InputError(
            "not-a-form",
            "The request holds no card's form.",
            why="Only the page itself speaks to this address.",
            hint="Reload the page.",
        )
    return yaml_of(form, head_of(before))


def _whole(text: str) -> str:
    """Half a character, which JSON can hold and no file, is written as a mark of its place; lines
    end as they do in files here."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")


def _answer(told: Mapping[str, Any]) -> Response:
    """JSON in ASCII: a card may hold what is no text."""
    return Response(json.dumps(told), media_type="application/json")
