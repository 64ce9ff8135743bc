"""`--asr-model` and `--llm`: a name of the catalogue, or a path of one's own."""

from pathlib import Path

from copilot.errors import InputError, ModelFileError
from copilot.models.catalogue import CATALOGUE, names_of
from copilot.models.model import Kind
from copilot.models.store import Store

_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_WHISPER_MARK = b"WhisperSpec"  # the name of the structure, at the head of CTranslate2's weights
_GGUF_MARK = b"GGUF"
_GGUF_HEADER_BYTES = 24  # mark, version, counts of tensors and of settings


def resolve_asr(name_or_folder: str, store: Store | None = None) -> Path:
    """The folder to load a recogniser from.

    A name of the catalogue gives the verified folder in the cache. Anything else is the path of a
    Whisper folder in CTranslate2's form: model.bin, config.json, tokenizer.json, and
    vocabulary.txt or .json. Raises InputError (``no-such-model``, ``wrong-kind-of-model``,
    ``not-a-whisper-folder``) or ModelFileError (see Store.ready_path; ``model-file-truncated``).
    """
    named = _from_catalogue(name_or_folder, Kind.RECOGNISER, "--asr-model", store)
    if named is not None:
        return named
    folder = Path(name_or_folder).expanduser()
    if not folder.exists():
        raise _no_such_model(name_or_folder, Kind.RECOGNISER, "a Whisper folder of your own")
    lacking = [n for n in ("model.bin", "config.json", "tokenizer.json") if not _has(folder, n)]
    if not any(_has(folder, name) for name in _VOCABULARIES):
        lacking.append(" or ".join(_VOCABULARIES))
    if lacking:
        raise InputError(
            "not-a-whisper-folder",
            f"{folder} is not a Whisper model in CTranslate2's form",
            why=f"it holds no {', no '.join(lacking)}" if folder.is_dir() else "it is no folder",
            hint="convert the model with ct2-transformers-converter, or name one of "
            + ", ".join(names_of(Kind.RECOGNISER)),
        )
    weights = folder / "model.bin"
    head = _head(weights, 64)
    if len(head) < 64:
        raise _truncated(weights)
    if _WHISPER_MARK not in head:
        raise InputError(
            "not-a-whisper-folder",
            f"{weights} does not hold a Whisper model",
            why=f"its head does not name {_WHISPER_MARK.decode()}",
            hint="name one of " + ", ".join(names_of(Kind.RECOGNISER)),
        )
    return folder


def resolve_llm(name_or_file: str, store: Store | None = None) -> Path:
    """The GGUF file to load a language model from.

    A name of the catalogue gives the verified file in the cache; anything else is the path of a
    GGUF file. Raises InputError (``no-such-model``, ``wrong-kind-of-model``, ``not-a-gguf-file``)
    or ModelFileError (see Store.ready_path; ``model-file-truncated``).
    """
    named = _from_catalogue(name_or_file, Kind.LANGUAGE_MODEL, "--llm", store)
    if named is not None:
        return named
    file = Path(name_or_file).expanduser()
    if not file.exists():
        raise _no_such_model(name_or_file, Kind.LANGUAGE_MODEL, "a GGUF file of your own")
    head = _head(file, _GGUF_HEADER_BYTES) if file.is_file() else b"a folder"
    if not head or (head.startswith(_GGUF_MARK) and len(head) < _GGUF_HEADER_BYTES):
        raise _truncated(file)
    if not head.startswith(_GGUF_MARK):
        raise InputError(
            "not-a-gguf-file",
            f"{file} is not a GGUF file",
            why="it is a folder" if file.is_dir() else "it does not begin with GGUF",
            hint="name a .gguf file, or one of " + ", ".join(names_of(Kind.LANGUAGE_MODEL)),
        )
    return file


def _from_catalogue(name: str, kind: Kind, option: str, store: Store | None) -> Path | None:
    model = CATALOGUE.get(name)
    if model is None:
        return None
    if model.kind is not kind:
        raise InputError(
            "wrong-kind-of-model",
            f"{name} is a {model.kind}, {option} takes a {kind}",
            hint="name one of " + ", ".join(names_of(kind)),
        )
    return (store or Store()).ready_path(model)


def _no_such_model(name: str, kind: Kind, own: str) -> InputError:
    return InputError(
        "no-such-model",
        f"There is no {kind} {name}",
        why="the catalogue does not know the name, and no file or folder has this path",
        hint=f"name one of {', '.join(names_of(kind))}, or {own}",
    )


def _truncated(path: Path) -> ModelFileError:
    return ModelFileError(
        "model-file-truncated",
        f"{path} is cut short",
        why=f"it has {path.stat().st_size:,} bytes, too few for a model's head",
        hint="fetch or copy it again",
    )


def _has(folder: Path, name: str) -> bool:
    return (folder / name).is_file()


def _head(path: Path, count: int) -> bytes:
    with path.open("rb") as opened:
        return opened.read(count)
