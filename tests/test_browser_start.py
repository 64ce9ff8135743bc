"""The pilot's seat: the doctor, a sample call and a sitting begun from the page, one at a time."""

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from copilot import samples
from copilot.browser.choices import Choices, choices_file, choices_of, remember, remembered
from copilot.browser.seat import Doing, Seat
from copilot.browser.shelf import Shelf
from copilot.browser.stage import Stage
from copilot.browser.start_routes import start_routes
from copilot.cardfile import load_card
from copilot.errors import InputError
from copilot.fitting import CallOptions
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.samples import sample
from tests.page_client import page_client

CHOSEN = {"mode": "outbound", "lang": "en", "card": "", "mic": "", "loopback": "", "softphone": ""}


def options(asr_model: str = "whisper-base") -> CallOptions:
    return CallOptions("outbound", None, None, "browser", asr_model, "none", None, None, 2)


@asynccontextmanager
async def at_the_seat(
    tmp_path: Path, asr_model: str = "whisper-base"
) -> AsyncIterator[tuple[httpx2.AsyncClient, Seat]]:
    stage = Stage()
    seat = Seat(stage, options(asr_model), Shelf(tmp_path / "cards"))
    async with page_client(start_routes(seat), stage) as page:
        try:
            yield page, seat
        finally:
            await seat.close()


@pytest.fixture(autouse=True)
def _no_sound_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No sound server answers, whatever runs on this machine; nothing is remembered."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))


async def begin(page: httpx2.AsyncClient, what: str, **other: str) -> httpx2.Response:
    return await page.post("/start/begin", json={"what": what, **CHOSEN, **other})


async def told(page: httpx2.AsyncClient) -> dict[str, Any]:
    return dict((await page.get("/start")).json())


async def until(holds: Callable[[], bool], within_s: float = 60.0) -> None:
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def test_every_language_has_its_sample_call_and_card() -> None:
    for lang in Language:
        found = sample(lang)
        assert found is not None
        assert load_card(found.card).lang == lang


def test_a_sample_that_was_not_installed_is_missed_before_it_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "CHECKOUT", tmp_path)
    assert sample(Language.EN) is None
    with pytest.raises(InputError) as caught:
        Seat(Stage(), options()).begin_sample(Language.EN)
    assert caught.value.reference == "no-sample"


async def test_devices_that_cannot_be_asked_are_told_with_what_to_do(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path) as (page, _):
        answer = await page.get("/start/devices")
    assert answer.status_code == 422
    assert answer.json()["error"]["hint"]


async def test_the_doctor_tells_each_finding_and_leaves_the_seat_free(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path, str(tmp_path / "no-model")) as (page, seat):
        assert (await begin(page, "doctor")).json() == {"begun": True}
        assert seat.busy.doing is Doing.DOCTOR
        await until(lambda: seat.busy.doing is Doing.NOTHING)
        found = {f["check"]: f for f in (await told(page))["findings"]}
    assert found["devices"]["state"] == "failed"
    assert found["recogniser"]["state"] == "failed"
    assert found["recogniser"]["hint"]
    assert found["llm"]["state"] == "ok"


async def test_a_call_that_cannot_begin_leaves_its_error_and_the_seat_free(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path, str(tmp_path / "no-model")) as (page, seat):
        for what in ("call", "sample"):
            await begin(page, what)
            await until(lambda: seat.busy.doing is Doing.NOTHING)
            error = (await told(page))["error"]
            assert error["reference"]
            assert error["hint"]
        assert seat.stage.view is None


async def test_a_card_that_is_wrong_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "half.yaml").write_text("name: half\n", encoding="utf-8")
    async with at_the_seat(tmp_path) as (page, seat):
        await begin(page, "call", card="half.yaml")
        await until(lambda: seat.busy.doing is Doing.NOTHING)
        assert (await told(page))["error"]["reference"] == "card-invalid"


async def test_one_thing_is_done_at_a_time(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path) as (page, seat):
        await begin(page, "doctor")
        second = await begin(page, "sample")
        assert (second.status_code, second.json()["error"]["reference"]) == (409, "seat-busy")
        await page.post("/start/stop")
        await until(lambda: seat.busy.doing is Doing.NOTHING)


async def test_the_sample_call_is_heard_in_time_on_the_same_page_and_stopped(
    tmp_path: Path,
) -> None:
    async with at_the_seat(tmp_path) as (page, seat):
        stage = seat.stage
        await begin(page, "sample")
        await until(lambda: stage.view is not None)
        await until(lambda: stage.on_key is not None)
        assert (await told(page))["doing"] == "sample"
        assert (await page.post("/start/stop")).json() == {"stopped": True}
        await until(lambda: seat.busy.doing is Doing.NOTHING)
        assert stage.view is None
        assert stage.on_key is None
        assert (await told(page))["error"] is None
        assert not (tmp_path / "data" / "journals").exists()


@pytest.mark.real_models
async def test_the_sample_call_is_coached_by_the_real_recogniser(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path) as (page, seat):
        await begin(page, "sample", lang="zh-Hant")
        view = lambda: seat.stage.view  # noqa: E731
        await until(lambda: bool((now := view()) and now.line), 120)
        shown = view()
        assert shown is not None
        assert shown.turns
        assert shown.card == load_card(sample(Language.ZH_HANT).card)  # type: ignore[union-attr]
        await page.post("/start/stop")
        await until(lambda: seat.busy.doing is Doing.NOTHING)


async def test_a_copilot_of_the_command_line_begins_nothing_from_the_page(tmp_path: Path) -> None:
    async with page_client(start_routes(None)) as page:
        state = await told(page)
        answer = await begin(page, "call")
    assert (state["here"], state["doing"]) == (False, "elsewhere")
    assert answer.json()["error"]["reference"] == "no-seat"


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "sideways"},
        {"lang": "fr"},
        {"card": "../secret.yaml"},
        {"mic": "x" * 400},
        {"mode": ["outbound"]},
        {"what": "rm"},
    ],
)
async def test_what_cannot_be_chosen_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    async with at_the_seat(tmp_path) as (page, seat):
        answer = await page.post("/start/begin", json={"what": "call", **CHOSEN, **wrong})
        assert answer.json()["error"]["reference"] == "wrong-choice"
        assert seat.busy.doing is Doing.NOTHING


async def test_the_last_choices_are_remembered_for_their_owner_only(tmp_path: Path) -> None:
    async with at_the_seat(tmp_path, str(tmp_path / "no-model")) as (page, seat):
        assert (await told(page))["last"] is None
        await begin(page, "call", mode="inbound", lang="zh-Hans", mic="headset")
        await until(lambda: seat.busy.doing is Doing.NOTHING)
        last = (await told(page))["last"]
    assert (last["mode"], last["lang"], last["mic"]) == ("inbound", "zh-Hans", "headset")
    if os.name == "posix":
        assert stat.S_IMODE(choices_file().stat().st_mode) == 0o600


@pytest.mark.parametrize("held", ["", "[]", "{", '{"mode": "inbound"}', "\x00"])
def test_choices_that_cannot_be_read_are_made_anew(tmp_path: Path, held: str) -> None:
    file = tmp_path / "seat.json"
    file.write_text(held, encoding="utf-8")
    assert remembered(file) is None
    chosen = Choices(Mode.INBOUND, Language.ZH_HANT, "a.yaml", "mic")
    remember(file, chosen)
    assert remembered(file) == chosen == choices_of(json.loads(file.read_text("utf-8")))


async def test_the_first_run_is_known_until_a_call_was_kept_or_something_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_CONFIG", str(tmp_path / "none.toml"))
    async with at_the_seat(tmp_path) as (page, _):
        assert (await told(page))["first"] is True
        remember(choices_file(), Choices())
        assert (await told(page))["first"] is False
        choices_file().unlink()
        (tmp_path / "data" / "calls.db").touch()
        assert (await told(page))["first"] is False


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_the_command_serves_the_page_until_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "copilot", "browser", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        url = running.stderr.readline().split()[-1]
        page = httpx2.get(url.partition("#")[0])
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
    assert page.status_code == 200
    assert "/page/page.js" in page.text
