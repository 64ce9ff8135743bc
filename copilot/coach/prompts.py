"""Prompt files: found, checked and filled.

A prompt set is a folder per language: `call.md`, `next_line.md`, `reading.md`, `read_agent.md`,
`read_customer.md`, `example.md`, `examples.yaml` and `moves.yaml`. `prompts/README.md` says how
they are written. What is wrong with a file is said when the call is prepared, by file and name,
never during a call.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from copilot.errors import InputError
from copilot.language import Language
from copilot.method.moves import Move

PACKAGED = Path(__file__).parent.parent / "_prompts"
CHECKOUT = Path(__file__).parent.parent.parent / "prompts"

VARIABLES: Mapping[str, frozenset[str]] = {
    "call": frozenset({"mode", "examples", "card"}),
    "reading": frozenset({"mode", "card"}),
    "read_agent": frozenset({"transcript", "turn"}),
    "read_customer": frozenset({"transcript", "turn"}),
    "example": frozenset({"heard", "draft", "line"}),
    "after_call": frozenset({"facts"}),
    "next_line": frozenset({"transcript", "known", "move", "why", "material", "heard", "draft"}),
}
Key = TypeVar("Key", bound=str)
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file."""

    path: Path
    body: str
    budget_tokens: int  # of the body without what fills its slots
    max_tokens: int  # of the answer

    def filled(self, **values: str) -> str:
        """The body with each slot filled once; braces inside a value stay as they are.

        Raises :class:`InputError` ``prompt-variable-missing``.
        """

        def value(slot: re.Match[str]) -> str:
            if slot[1] not in values:
                raise _wrong(self.path, f"nothing fills {{{slot[1]}}}", "prompt-variable-missing")
            return values[slot[1]]

        return _SLOT.sub(value, self.body)


@dataclass(frozen=True, slots=True)
class PromptSet:
    """What the model is told in one language."""

    call: Prompt
    reading: Prompt
    read_agent: Prompt
    read_customer: Prompt
    next_line: Prompt
    examples: str  # drafts and the spoken lines they became
    examples_heard: tuple[str, ...]  # what their customers said: never to be said in a call
    moves: Mapping[Move, str]
    modes: Mapping[str, str]
    labels: Mapping[str, str]  # what the transcript calls the agent and the customer

    def files(self) -> tuple[Prompt, ...]:
        """Every file that is sent to a model, those that never change first."""
        return self.call, self.reading, self.read_agent, self.read_customer, self.next_line


def load(lang: Language, folder: Path | None = None) -> PromptSet:
    """The prompt set of `lang`, from `folder` or else as shipped.

    Raises :class:`InputError`: ``prompt-file-missing``, ``prompt-front-matter``,
    ``prompt-variable-unknown``, ``prompt-variable-missing``, ``prompt-moves``,
    ``prompt-examples``, ``prompt-not-yaml``.
    """
    root = folder or (PACKAGED if PACKAGED.is_dir() else CHECKOUT)
    here = root / lang
    words = _words(here / "moves.yaml")
    form, rows = _prompt(here / "example.md"), tuple(_examples(here / "examples.yaml"))
    return PromptSet(
        call=_prompt(here / "call.md"),
        reading=_prompt(here / "reading.md"),
        read_agent=_prompt(here / "read_agent.md"),
        read_customer=_prompt(here / "read_customer.md"),
        next_line=_prompt(here / "next_line.md"),
        examples="\n".join(form.filled(**row) for row in rows),
        examples_heard=tuple(row["heard"] for row in rows),
        moves=_section(here / "moves.yaml", words, "moves", tuple(Move)),
        modes=_section(here / "moves.yaml", words, "modes", ("outbound", "inbound")),
        labels=_section(here / "moves.yaml", words, "labels", ("agent", "customer")),
    )


def load_after_call(lang: Language, folder: Path | None = None) -> Prompt:
    """`after_call.md`, which only reports need: no call fails for want of it.

    Raises :class:`InputError` as :func:`load` does.
    """
    root = folder or (PACKAGED if PACKAGED.is_dir() else CHECKOUT)
    return _prompt(root / lang / "after_call.md")


def _prompt(path: Path) -> Prompt:
    text = _read(path)
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    head: Any = None
    with suppress(yaml.YAMLError):
        head = yaml.safe_load(match[1]) if match else None
    if match is None or not isinstance(head, dict):
        raise _wrong(path, "it has no front matter", "prompt-front-matter")
    budget, longest = head.get("budget_tokens"), head.get("max_tokens")
    if not (isinstance(budget, int) and isinstance(longest, int) and budget > 0 < longest):
        raise _wrong(
            path, "budget_tokens and max_tokens must be whole numbers", "prompt-front-matter"
        )
    body = match[2].strip()
    used, known = set(_SLOT.findall(body)), VARIABLES[path.stem]
    if unknown := sorted(used - known):
        raise _wrong(path, f"{{{unknown[0]}}} is not a variable of it", "prompt-variable-unknown")
    if absent := sorted(known - used):
        raise _wrong(path, f"{{{absent[0]}}} does not occur in it", "prompt-variable-missing")
    return Prompt(path, body, budget, longest)


def _examples(path: Path) -> Iterator[Mapping[str, str]]:
    rows = _yaml(path)
    if not isinstance(rows, list):
        raise _wrong(path, "it is not a list", "prompt-examples")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or set(row) != VARIABLES["example"]:
            raise _wrong(path, f"example {number} needs heard, draft, line", "prompt-examples")
        yield {name: str(text) for name, text in row.items()}


def _words(path: Path) -> Mapping[str, object]:
    words = _yaml(path)
    if not isinstance(words, dict):
        raise _wrong(path, "it holds no sections", "prompt-moves")
    return words


def _section(
    path: Path, words: Mapping[str, object], name: str, keys: tuple[Key, ...]
) -> Mapping[Key, str]:
    section = words.get(name)
    if not isinstance(section, dict):
        raise _wrong(path, f"it has no section {name}", "prompt-moves")
    for key in keys:
        if not isinstance(section.get(key), str):
            raise _wrong(path, f"{name} says nothing of {key}", "prompt-moves")
    return {key: str(section[key]).strip() for key in keys}


def _yaml(path: Path) -> object:
    try:
        return yaml.safe_load(_read(path))
    except yaml.YAMLError as error:
        raise _wrong(path, "it is not YAML", "prompt-not-yaml") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "prompt-file-missing",
            f"The prompt file {path} cannot be read.",
            why=str(error),
            hint="Give a folder with --prompts that has every file of the shipped one.",
        ) from error


def _wrong(path: Path, what: str, reference: str) -> InputError:
    return InputError(
        reference,
        f"The prompt file {path} cannot be used: {what}.",
        hint="Compare it with the shipped file; prompts/README.md says how prompts are written.",
    )
