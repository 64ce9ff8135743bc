"""A language model behind any OpenAI-compatible server, through langchain-openai."""

import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from copilot.coach.model import Message, Question
from copilot.errors import EngineError
from copilot.language import Language
from copilot.privacy.mask import mask_lines

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

# Transcripts leave this machine only for the server that was named, never for a tracing service.
for _name in (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
):
    os.environ[_name] = "false"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the model is and how it is spoken to."""

    model: str
    base_url: str | None
    api_key: str
    timeout_s: float = 6.0
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    on_this_machine: bool = False  # then no proxy is asked, and no connection kept between answers


class ServerModel:
    """A :class:`~copilot.coach.model.ChatModel`."""

    def __init__(self, server: Server, name: str | None = None) -> None:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        self.name = name or server.model
        self._where = server.base_url or "the OpenAI service"
        self._here = server.on_this_machine
        try:
            self._chat = ChatOpenAI(
                model=server.model,
                base_url=server.base_url,
                api_key=SecretStr(server.api_key),
                temperature=0.0,
                max_retries=0,
                timeout=server.timeout_s,
                stream_chunk_timeout=server.timeout_s,
                stream_usage=False,
                extra_body=dict(server.extra_body) or None,
                **(_direct_clients() if server.on_this_machine else {}),
            )
        except Exception as error:  # bad addresses and proxies raise what their library pleases
            raise EngineError(
                "model-server-unusable",
                f"{self._where} cannot be used.",
                why=f"{type(error).__name__}: {_first_line(error)}",
                hint="Check --base-url, and the proxy settings of this environment.",
            ) from error

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        wire = [(message["role"], self._sent(message["content"])) for message in question.messages]
        try:
            pieces = self._chat.astream(wire, max_tokens=question.max_tokens)
            async with aclosing(cast("AsyncGenerator[AIMessageChunk, None]", pieces)) as answer:
                async for piece in answer:
                    if text := str(piece.text):
                        yield text
        except Exception as error:
            raise self._failure(error) from error

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing: a server keeps its own cache, and each request may cost money."""

    async def close(self) -> None:
        """Give the connections back."""
        await self._chat.root_async_client.close()

    def _sent(self, text: str) -> str:
        """What leaves the machine of `text`: no number of a person, whoever wrote it."""
        return text if self._here else mask_lines(text, Language.EN)

    def _failure(self, error: Exception) -> EngineError:
        status = getattr(error, "status_code", None)
        if status in (401, 403):
            return EngineError(
                "model-server-refuses-key",
                f"{self._where} does not accept the key.",
                why=f"It answered {status}.",
                hint="Set OPENAI_API_KEY to a key of this server.",
            )
        if status == 404:
            return EngineError(
                "no-such-model",
                f"{self._where} has no model {self.name}.",
                why="It answered 404.",
                hint="Check the name after openai: and the --base-url (it usually ends in /v1).",
            )
        if status is not None:
            return EngineError(
                "model-server-error",
                f"{self._where} failed.",
                why=f"It answered {status}.",
                hint="Look at the server's own log.",
            )
        timeout = "timeout" in type(error).__name__.lower() or isinstance(error, TimeoutError)
        return EngineError(
            "model-server-slow" if timeout else "model-server-unreachable",
            f"{self._where} {'does not answer in time' if timeout else 'cannot be reached'}.",
            why=f"{type(error).__name__}: {_first_line(error)}",
            hint="Is the server running, and is --base-url right?",
        )


def _direct_clients() -> dict[str, Any]:
    """For a server on this machine: no proxy is asked, and no connection kept between answers."""
    from openai import DefaultAsyncHttpxClient, DefaultHttpxClient

    headers = {"Connection": "close"}
    return {
        "http_client": DefaultHttpxClient(trust_env=False, headers=headers),
        "http_async_client": DefaultAsyncHttpxClient(trust_env=False, headers=headers),
        "openai_proxy": "",
    }


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else "no reason given"
