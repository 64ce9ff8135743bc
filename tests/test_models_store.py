"""A file is proved before its first use, and again whenever it may have changed."""

import os
from pathlib import Path

import pytest

from copilot.errors import ModelFileError
from copilot.models import store as store_module
from copilot.models.store import FileState, ModelState, Store, cache_dir
from tests.models_kit import CONFIG, CONFIG_FILE, WEIGHTS, WEIGHTS_FILE, tiny_llm, tiny_recogniser

MODEL = tiny_recogniser()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A cache that holds the tiny recogniser, put there by hand."""
    store = Store(tmp_path)
    store.folder(MODEL).mkdir(parents=True)
    (store.folder(MODEL) / "config.json").write_bytes(CONFIG)
    (store.folder(MODEL) / "model.bin").write_bytes(WEIGHTS)
    return store


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read through."""
    names: list[str] = []
    honest = store_module.sha256_of

    def counted(path: Path) -> str:
        names.append(path.name)
        return honest(path)

    monkeypatch.setattr(store_module, "sha256_of", counted)
    return names


def test_the_cache_is_the_users_own_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COPILOT_CACHE", raising=False)
    assert cache_dir().name == "call-copilot"
    monkeypatch.setenv("COPILOT_CACHE", "~/somewhere")
    assert cache_dir() == Path.home() / "somewhere"


def test_several_files_are_used_as_a_folder_and_one_as_a_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.path_for_use(MODEL) == tmp_path / "models" / "tiny-recogniser"
    assert store.path_for_use(tiny_llm()) == tmp_path / "models" / "tiny-llm" / "tiny.gguf"


def test_looking_creates_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    assert store.glance(MODEL) is ModelState.ABSENT
    assert {c.state for c in store.check(MODEL)} == {FileState.ABSENT}
    assert not store.root.exists()


def test_files_are_read_through_before_the_first_use_only(
    store: Store, readings: list[str]
) -> None:
    assert store.glance(MODEL) is ModelState.UNVERIFIED
    assert store.ready_path(MODEL) == store.folder(MODEL)
    assert readings == ["config.json", "model.bin"]
    assert store.glance(MODEL) is ModelState.READY
    store.ready_path(MODEL)
    assert readings == ["config.json", "model.bin"]


def test_a_file_with_another_time_is_read_through_again(store: Store, readings: list[str]) -> None:
    store.ready_path(MODEL)
    readings.clear()
    os.utime(store.folder(MODEL) / "model.bin", ns=(1, 1))
    store.ready_path(MODEL)
    assert readings == ["model.bin"]


def test_a_truncated_file_is_refused_by_name_without_reading_it(
    store: Store, readings: list[str]
) -> None:
    weights = store.folder(MODEL) / "model.bin"
    weights.write_bytes(WEIGHTS[:-1])
    with pytest.raises(ModelFileError, match=r"model\.bin") as caught:
        store.ready_path(MODEL)
    assert caught.value.reference == "model-file-altered"
    assert caught.value.why == "it has 249,999 bytes, the catalogue says 250,000"
    assert caught.value.hint.startswith("copilot models pull tiny-recogniser")
    assert caught.value.exit_code == 3
    assert readings == ["config.json"]
    assert store.glance(MODEL) is ModelState.ALTERED


def test_a_file_altered_in_one_byte_is_refused_by_name(store: Store) -> None:
    store.ready_path(MODEL)
    weights = store.folder(MODEL) / "model.bin"
    weights.write_bytes(WEIGHTS[:-1] + bytes([WEIGHTS[-1] ^ 1]))
    for _ in range(2):  # the refusal is not forgotten by the record
        with pytest.raises(ModelFileError, match=r"model\.bin") as caught:
            store.ready_path(MODEL)
        assert caught.value.reference == "model-file-altered"
        assert WEIGHTS_FILE.sha256 in caught.value.why


def test_a_thorough_check_finds_what_size_and_time_hide(store: Store) -> None:
    store.ready_path(MODEL)
    weights = store.folder(MODEL) / "model.bin"
    before = weights.stat()
    weights.write_bytes(bytes(len(WEIGHTS)))
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    config, found = store.check(MODEL, thorough=True)
    assert (config.state, found.state) == (FileState.READY, FileState.ALTERED)
    with pytest.raises(ModelFileError):
        store.ready_path(MODEL)


def test_a_missing_model_names_the_command_that_brings_it(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        Store(tmp_path).ready_path(MODEL)
    assert caught.value.reference == "model-file-missing"
    assert caught.value.hint == "copilot models pull tiny-recogniser"


def test_a_model_with_one_file_missing_is_not_ready(store: Store) -> None:
    (store.folder(MODEL) / "config.json").unlink()
    assert store.glance(MODEL) is ModelState.UNFINISHED
    with pytest.raises(ModelFileError, match="tiny-recogniser") as caught:
        store.ready_path(MODEL)
    assert "config.json" in caught.value.why


@pytest.mark.parametrize("text", ["", "[]", "{", '{"model.bin": 3}', '{"model.bin": {"x": 1}}'])
def test_a_record_that_cannot_be_understood_costs_a_reading_only(
    store: Store, readings: list[str], text: str
) -> None:
    (store.folder(MODEL) / store_module.RECORD_NAME).write_text(text)
    store.ready_path(MODEL)
    assert readings == ["config.json", "model.bin"]


def test_a_file_is_moved_to_its_place_and_not_read_again(
    tmp_path: Path, readings: list[str]
) -> None:
    store = Store(tmp_path)
    for file, content in ((CONFIG_FILE, CONFIG), (WEIGHTS_FILE, WEIGHTS)):
        arrived = tmp_path / file.name
        arrived.write_bytes(content)
        store.put(MODEL, file, arrived)
        assert not arrived.exists()
    store.ready_path(MODEL)
    assert readings == []
