"""The calls that are over: listed, searched, looked at, played again, deleted.

The store is opened for each request, in a thread and one at a time: one that is not there says so
in the page and nowhere else, and the call that goes on waits for none of it.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from copilot.browser.answers import told_error
from copilot.browser.calls_asked import limit, wanted_calls
from copilot.browser.frames import Json
from copilot.clock import utc_now
from copilot.errors import CopilotError, InputError, StoreError
from copilot.language import Language
from copilot.store.audio_places import audio_files
from copilot.store.storable import storable

if TYPE_CHECKING:
    from copilot.store.calls import CallStore

REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)
"""A report is words and pictures of its own: nothing in it runs, and nothing is loaded for it."""
LONGEST_SEARCH = 200  # characters
_STATUS = {"no-such-call": 404, "no-audio-kept": 404, "no-words-kept": 409}


def calls_routes(dsn: str = "") -> list[Route]:
    """`GET /calls`, `/calls/search`, `/calls/ID`, `.../report`, `.../frames`, `.../audio`;
    `DELETE /calls/ID`. `dsn`: another store than the configured one."""
    one_at_a_time = asyncio.Lock()

    async def asked(do: "Callable[[CallStore], Response]") -> Response:
        try:
            async with one_at_a_time:
                return await asyncio.to_thread(_with_store, dsn, do)
        except StoreError as error:
            return told_error(error, 503)
        except CopilotError as error:
            return told_error(error, _STATUS.get(error.reference, 422))

    async def listed(request: Request) -> Response:
        return await asked(lambda store: _listed(store, request.query_params))

    async def searched(request: Request) -> Response:
        return await asked(lambda store: _searched(store, request.query_params))

    async def one(request: Request) -> Response:
        return await asked(lambda store: _one(store, _id(request)))

    async def deleted(request: Request) -> Response:
        return await asked(lambda store: _deleted(store, _id(request)))

    async def report(request: Request) -> Response:
        lang = request.query_params.get("lang", "")
        return await asked(lambda store: _report(store, _id(request), lang))

    async def frames(request: Request) -> Response:
        return await asked(lambda store: _frames(store, _id(request)))

    async def audio(request: Request) -> Response:
        return await asked(lambda store: _audio(store, _id(request)))

    return [
        Route("/calls", listed, methods=["GET"]),
        Route("/calls/search", searched, methods=["GET"]),
        Route("/calls/{id}", one, methods=["GET"]),
        Route("/calls/{id}", deleted, methods=["DELETE"]),
        Route("/calls/{id}/report", report, methods=["GET"]),
        Route("/calls/{id}/frames", frames, methods=["GET"]),
        Route("/calls/{id}/audio", audio, methods=["GET"]),
    ]


def _with_store(dsn: str, do: "Callable[[CallStore], Response]") -> Response:
    from copilot.store.calls import configured_store  # a database, only when it is looked into

    with configured_store(dsn) as store:
        return do(store)


def _id(request: Request) -> str:
    return storable(str(request.path_params["id"]))


def _listed(store: "CallStore", query: Mapping[str, str]) -> Response:
    from copilot.browser.calls_told import told_call

    wanted = wanted_calls(query, utc_now().astimezone())
    found, sound = store.summaries(wanted, limit(query)), audio_files()
    calls: list[Json] = [told_call(call, audio=call.id in sound) for call in found]
    return _answer({"calls": calls, "of": store.count(wanted)})


def _searched(store: "CallStore", query: Mapping[str, str]) -> Response:
    from copilot.browser.calls_told import told_hit

    wanted = wanted_calls(query, utc_now().astimezone())
    hits = store.search(query.get("text", "")[:LONGEST_SEARCH], wanted, limit(query))
    return _answer({"hits": [told_hit(hit) for hit in hits]})


def _one(store: "CallStore", id_: str) -> Response:
    from copilot.browser.calls_told import told_call, told_facts

    figures = store.summary(id_)
    words = store.has_words(id_)
    call = told_call(figures, audio=words and id_ in audio_files())
    return _answer(
        {"call": call, "words": words, "facts": told_facts(store.record(id_)) if words else None}
    )


def _report(store: "CallStore", id_: str, lang: str) -> Response:
    from copilot.report.gather import facts_of
    from copilot.report.html import html

    facts = facts_of(store.record(id_))
    page = html(facts, Language(lang) if lang in list(Language) else facts.lang)
    return HTMLResponse(
        page.encode("utf-8", "replace"), headers={"Content-Security-Policy": REPORT_POLICY}
    )


def _frames(store: "CallStore", id_: str) -> Response:
    from copilot.browser.calls_told import told_playback
    from copilot.browser.playback import playback

    record = store.record(id_)
    audio = id_ in audio_files()
    return _answer(told_playback(playback(record), record.head.lang, audio=audio))


def _audio(store: "CallStore", id_: str) -> Response:
    store.summary(id_)
    file = audio_files().get(id_) if store.has_words(id_) else None
    try:
        found = file.stat() if file is not None else None
    except OSError:
        found = None
    if file is None or found is None:
        raise InputError("no-audio-kept", f"How the call {id_} sounds is not kept.")
    return FileResponse(file, media_type="audio/ogg; codecs=opus", stat_result=found)


def _deleted(store: "CallStore", id_: str) -> Response:
    from copilot.store.removal import forget

    store.summary(id_)  # the whole id: nothing is deleted by the beginning of one
    forget(store, [id_])
    return _answer({"deleted": id_})


def _answer(told: Mapping[str, Json]) -> Response:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), media_type="application/json")
