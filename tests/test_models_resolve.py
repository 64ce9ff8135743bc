"""`--asr-model` and `--llm` take a name of the catalogue, or a path of one's own."""

from pathlib import Path

import pytest

from copilot.errors import CopilotError, InputError, ModelFileError
from copilot.models.catalogue import CATALOGUE
from copilot.models.resolve import resolve_asr, resolve_llm
from copilot.models.store import Store
from tests.models_kit import CONFIG, GGUF, WEIGHTS, tiny_llm, tiny_recogniser


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A cache that holds the two tiny models, which the catalogue knows for now."""
    for model in (tiny_recogniser(), tiny_llm()):
        monkeypatch.setitem(CATALOGUE, model.name, model)  # type: ignore[arg-type]
    store = Store(tmp_path / "cache")
    files = {"tiny-recogniser/config.json": CONFIG, "tiny-recogniser/model.bin": WEIGHTS}
    for name, content in {**files, "tiny-llm/tiny.gguf": GGUF}.items():
        path = store.root / "models" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return store


@pytest.fixture
def whisper(tmp_path: Path) -> Path:
    folder = tmp_path / "my-whisper"
    folder.mkdir()
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text("{}")
    (folder / "model.bin").write_bytes(WEIGHTS)
    return folder


def refusal(of: object) -> CopilotError:
    assert isinstance(of, pytest.ExceptionInfo)
    error = of.value
    assert isinstance(error, CopilotError)
    return error


def test_a_name_gives_the_verified_path(store: Store) -> None:
    assert resolve_asr("tiny-recogniser", store) == store.root / "models" / "tiny-recogniser"
    assert resolve_llm("tiny-llm", store) == store.root / "models" / "tiny-llm" / "tiny.gguf"


def test_a_name_is_refused_when_its_file_was_altered(store: Store) -> None:
    (store.root / "models" / "tiny-llm" / "tiny.gguf").write_bytes(GGUF[:-9])
    with pytest.raises(ModelFileError, match=r"tiny\.gguf"):
        resolve_llm("tiny-llm", store)


def test_any_whisper_folder_and_any_gguf_file_will_do(whisper: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(GGUF)
    assert resolve_asr(str(whisper)) == whisper
    assert resolve_llm(str(own)) == own


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        resolve_asr("whisper-huge")
    assert refusal(caught).reference == "no-such-model"
    assert "whisper-base" in refusal(caught).hint
    assert "qwen" not in refusal(caught).hint
    with pytest.raises(InputError) as caught:
        resolve_llm("gpt")
    assert "qwen2.5-coder-1.5b" in refusal(caught).hint


def test_a_model_of_the_other_kind_is_refused() -> None:
    with pytest.raises(InputError, match="recogniser") as caught:
        resolve_llm("whisper-base")
    assert refusal(caught).reference == "wrong-kind-of-model"
    with pytest.raises(InputError, match="language model"):
        resolve_asr("qwen2.5-coder-1.5b")


@pytest.mark.parametrize("lacking", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_refused_by_its_name(whisper: Path, lacking: str) -> None:
    (whisper / lacking).unlink()
    with pytest.raises(InputError) as caught:
        resolve_asr(str(whisper))
    assert refusal(caught).reference == "not-a-whisper-folder"
    assert lacking in refusal(caught).why


def test_a_folder_needs_a_vocabulary_in_either_form(whisper: Path) -> None:
    (whisper / "vocabulary.json").rename(whisper / "vocabulary.txt")
    assert resolve_asr(str(whisper)) == whisper
    (whisper / "vocabulary.txt").unlink()
    with pytest.raises(InputError) as caught:
        resolve_asr(str(whisper))
    assert "vocabulary.txt or vocabulary.json" in refusal(caught).why


def test_weights_of_something_else_are_refused(whisper: Path) -> None:
    (whisper / "model.bin").write_bytes(bytes(100))
    with pytest.raises(InputError, match=r"model\.bin"):
        resolve_asr(str(whisper))


def test_weights_cut_short_are_refused(whisper: Path) -> None:
    (whisper / "model.bin").write_bytes(WEIGHTS[:10])
    with pytest.raises(ModelFileError, match=r"model\.bin is cut short"):
        resolve_asr(str(whisper))


@pytest.mark.parametrize("content", [b"", b"GGUF", GGUF[:20]])
def test_a_gguf_file_cut_short_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "short.gguf"
    file.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"short\.gguf is cut short"):
        resolve_llm(str(file))


def test_a_file_or_folder_that_is_no_gguf_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear customer, thank you for your call.")
    for path in (other, tmp_path):
        with pytest.raises(InputError, match="is not a GGUF file"):
            resolve_llm(str(path))
    with pytest.raises(InputError) as caught:
        resolve_asr(str(other))
    assert refusal(caught).why == "it is no folder"
