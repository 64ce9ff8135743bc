"""The embedded language model: a GGUF file in a process of its own, spoken to like any server.

A crash of native code takes that process and not the call; the next question starts it anew, three
times at most. What the model has read of a constant prompt is kept on disk, so that the next call
with the same card starts in milliseconds instead of half a minute.
"""

import asyncio
import hashlib
import json
import os
import secrets
import sys
import urllib.error
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

from copilot.coach.model import Message, Question, Task
from copilot.coach.server import Server, ServerModel
from copilot.errors import EngineError

STARTS = 3
CONTEXT_TOKENS = 4096
PREFIXES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Embedding:
    """How the model is run."""

    model: Path
    prefix_folder: Path
    threads: int
    context_tokens: int = CONTEXT_TOKENS
    start_timeout_s: float = 120.0
    answer_timeout_s: float = 600.0  # a large model reads a card for minutes; others ask sooner


class EmbeddedModel:
    """A :class:`~copilot.coach.model.ChatModel`. Open it with :meth:`start`."""

    def __init__(self, settings: Embedding) -> None:
        self.name = settings.model.name
        self._settings = settings
        self._process: Process | None = None
        self._server: ServerModel | None = None
        self.address = ""
        """Where this start of it listens."""
        self.key = ""
        """What it wants to hear before it answers; new with every start."""
        self._starts = 0
        self._starting: asyncio.Task[None] | None = None
        self._prefix: Sequence[Message] = ()

    async def start(self) -> None:
        """Load the model. Raises :class:`EngineError` ``language-model-does-not-load``."""
        self._server = None
        self._starts += 1
        self.key = secrets.token_urlsafe(32)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "copilot.coach.embedded_server"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )
        said = await self._converse(self._process)
        if "address" not in said:
            await self._end_process()
            raise EngineError(
                "language-model-does-not-load",
                f"The language model {self._settings.model} does not load.",
                why=said.get("error", "Its process ended without a word."),
                hint="Run: copilot models verify; or name another GGUF file with --llm.",
            )
        self.address = said["address"]
        self._server = ServerModel(
            Server(
                model=self.name,
                base_url=f"{self.address}/v1",
                api_key=self.key,
                timeout_s=self._settings.answer_timeout_s,
                extra_body={"cache_prompt": True},
                on_this_machine=True,
            )
        )
        if self._prefix:
            await self.warm_prefix(self._prefix)

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        server = await self._running()
        begun = replace(question, messages=_answer_begun(question.messages))
        async with aclosing(server.stream(begun)) as pieces:
            async for piece in pieces:
                yield piece

    async def warm(self, messages: Sequence[Message]) -> None:
        async for _ in self.stream(Question(Task.LINE, messages, max_tokens=1)):
            pass

    async def warm_prefix(self, messages: Sequence[Message]) -> bool:
        """Read the constant part of a call's prompts; true if it was still known from before.

        A restart reads it again by itself.
        """
        assert self._server is not None
        self._prefix = messages
        text = json.dumps([self._settings.model.name, *messages], ensure_ascii=False)
        size = self._settings.model.stat().st_size
        file = hashlib.sha256(f"{size} {text}".encode()).hexdigest()[:32] + ".prefix"
        known = (self._settings.prefix_folder / file).exists() and await self._slot("restore", file)
        async with aclosing(self._server.stream(Question(Task.LINE, messages, 1))) as pieces:
            async for _ in pieces:
                pass
        if not known and await self._slot("save", file):
            self._forget_old_prefixes()
        return known

    async def close(self) -> None:
        if self._starting is not None and not self._starting.done():
            self._starting.cancel()
            await asyncio.wait([self._starting])
        if self._server is not None:
            await self._server.close()
        await self._end_process()

    async def _end_process(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 3.0)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    @property
    def process_id(self) -> int | None:
        return None if self._process is None else self._process.pid

    async def gone(self) -> None:
        """Return when its process has ended."""
        if self._process is not None:
            await self._process.wait()

    async def _running(self) -> ServerModel:
        """The server, started anew where its process has ended.

        A start goes on when whoever waits for it gives up, so that the next one finds it done.
        """
        alive = self._process is not None and self._process.returncode is None
        if not alive and (self._starting is None or self._starting.done()):
            if self._starts >= STARTS:
                raise EngineError(
                    "language-model-gone",
                    "The language model's process ended.",
                    why=f"It was started {self._starts} times.",
                    hint="Run: copilot models verify; see whether memory is short.",
                )
            self._starting = asyncio.create_task(self.start(), name="start of the model")
        if self._starting is not None:
            await asyncio.shield(self._starting)
        assert self._server is not None
        return self._server

    async def _converse(self, process: Process) -> dict[str, str]:
        assert process.stdin is not None
        assert process.stdout is not None
        settings = {
            "model": str(self._settings.model),
            "context_tokens": self._settings.context_tokens,
            "threads": self._settings.threads,
            "prefix_folder": f"{self._settings.prefix_folder}/" if self._keeps_prefixes() else "",
            "key": self.key,
        }
        try:
            process.stdin.write(json.dumps(settings).encode() + b"\n")
            await process.stdin.drain()
            async with asyncio.timeout(self._settings.start_timeout_s):
                async for line in process.stdout:
                    if line.startswith(b"{"):
                        return dict(json.loads(line))
        except TimeoutError:
            return {"error": f"It was not ready after {self._settings.start_timeout_s:.0f} s."}
        except ConnectionError as error:
            return {"error": str(error)}
        return {}

    def _keeps_prefixes(self) -> bool:
        """Whether there is a folder to keep them in; without one, each call reads its card anew."""
        try:
            self._settings.prefix_folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._settings.prefix_folder, os.W_OK)

    async def _slot(self, action: str, file: str) -> bool:
        """llama.cpp's own way to keep what was read; true if it worked."""
        request = urllib.request.Request(
            f"{self.address}/slots/0?action={action}",
            json.dumps({"filename": file}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        try:
            await asyncio.to_thread(_post, request)
        except (urllib.error.URLError, OSError):
            return False
        return True

    def _forget_old_prefixes(self) -> None:
        files = sorted(
            self._settings.prefix_folder.glob("*.prefix"), key=lambda f: f.stat().st_mtime
        )
        for file in files[:-PREFIXES_KEPT]:
            file.unlink(missing_ok=True)


def _answer_begun(messages: Sequence[Message]) -> list[Message]:
    """Where a question ends in a label ("Agent:"), the answer begins with it.

    llama.cpp goes on from there; a small model that begins by itself repeats the question's form.
    """
    *before, last = messages
    ask, _, label = last["content"].rstrip().rpartition("\n")
    if last["role"] != "user" or not ask or not label.endswith((":", "：")):
        return list(messages)
    return [
        *before,
        {"role": "user", "content": ask},
        {"role": "assistant", "content": label},
    ]


def _post(request: urllib.request.Request) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=30) as answer:
        answer.read()
