"""The configuration file: what a person sets once, in TOML.

    config = load_config()
    config.store.dsn, config.retention.transcript_days

A flag comes before the environment, the environment before the file, the file before the default.
Every error names the file, the line and the field; a field that this program does not know is one.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError

from copilot.errors import InputError

ENVIRONMENT: Mapping[str, str] = {
    "store.dsn": "COPILOT_STORE",
    "agent.name": "COPILOT_AGENT",
    "webhook.url": "COPILOT_WEBHOOK_URL",
    "webhook.secret": "COPILOT_WEBHOOK_SECRET",
}
"""What the environment may set, by field."""
_LONGEST_BYTES = 64 * 1024
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@\s]*@|((?:password|sslpassword)=)[^&\s]*", re.I)
_HEADER = re.compile(r"^\s*\[\s*([\w.\-\"' ]+?)\s*\]")
_KEY = re.compile(r"^\s*[\"']?([\w\-.]+)[\"']?\s*=")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class StoreConfig(_Section):
    """Where calls are kept."""

    dsn: str = ""  # of PostgreSQL; empty: the SQLite file in the data folder
    keep: bool = True  # false: no call is kept
    audio: bool = False  # true: and how it sounds, less what no one may hear again


class AgentConfig(_Section):
    """Who sells on this computer."""

    name: str = Field(default="", max_length=100)


class RetentionConfig(_Section):
    """After how many days `copilot calls purge` removes what."""

    transcript_days: int = Field(default=30, ge=0, le=36500)  # words, quotations, events
    report_days: int = Field(default=180, ge=0, le=36500)  # the figures, and with them the call
    audio_days: int = Field(default=7, ge=0, le=36500)  # how calls sound, where that is kept


class WebhookConfig(_Section):
    """Where a finished call is sent; nothing is sent without a URL."""

    url: str = ""
    secret: SecretStr = SecretStr("")
    format: Literal["vcon", "json"] = "vcon"


class Config(_Section):
    """Every setting. :meth:`source` tells where one came from."""

    store: StoreConfig = StoreConfig()
    agent: AgentConfig = AgentConfig()
    retention: RetentionConfig = RetentionConfig()
    webhook: WebhookConfig = WebhookConfig()
    _sources: Mapping[str, str] = PrivateAttr(default_factory=dict)

    def source(self, field: str) -> str:
        """`store.dsn` -> "default", "COPILOT_STORE", or the file and line."""
        return self._sources.get(field, "default")

    def shown(self) -> Mapping[str, object]:
        """Every field with its value, secrets hidden."""
        return {
            f"{name}.{field}": _hidden(value)
            for name in type(self).model_fields
            for field, value in getattr(self, name)
        }


def config_file() -> Path:
    """The file in COPILOT_CONFIG, else `config.toml` in the person's own configuration folder."""
    chosen = os.environ.get("COPILOT_CONFIG", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path("call-copilot", appauthor=False) / "config.toml"


def load_config(path: Path | None = None) -> Config:
    """The settings of file and environment; without a file, the defaults.

    Raises :class:`InputError`: ``no-such-config`` (COPILOT_CONFIG names none),
    ``config-not-readable``, ``config-not-toml``, ``config-invalid``, ``config-open-to-others``.
    """
    file = path or config_file()
    text = _read(file, must_exist=path is not None or bool(os.environ.get("COPILOT_CONFIG")))
    data, sources = _parse(file, text), {}
    for section, values in data.items():
        for key in values if isinstance(values, dict) else ():
            sources[f"{section}.{key}"] = f"{file}, line {_line_of(text, (section, key))}"
    for field, variable in ENVIRONMENT.items():
        if value := os.environ.get(variable, "").strip():
            section, key = field.split(".")
            # A section that is no table is an error to tell, not to mend.
            if isinstance(inner := data.setdefault(section, {}), dict):
                inner[key], sources[field] = value, variable
    config = _checked(file, text, data, sources)
    if _holds_secret(config, sources):
        _refuse_open(file)
    config._sources = sources
    return config


def without_password(dsn: str) -> str:
    """A DSN or URL as it may be shown."""
    return _PASSWORD.sub(lambda m: f"{m[1]}***@" if m[1] else f"{m[2]}***", dsn)


def _hidden(value: object) -> object:
    if isinstance(value, SecretStr):
        return "***" if value.get_secret_value() else ""
    return without_password(value) if isinstance(value, str) else value


def _read(file: Path, *, must_exist: bool) -> str:
    try:
        if not file.exists() and not must_exist:
            return ""
        if file.stat().st_size > _LONGEST_BYTES:
            raise InputError(
                "config-not-readable",
                f"The configuration file {file} is too long.",
                why=f"It has more than {_LONGEST_BYTES // 1024} KiB.",
            )
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            "no-such-config", f"There is no configuration file {file}.", hint="Check the path."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "config-not-readable",
            f"The configuration file {file} cannot be read.",
            why=str(error),
            hint="It is a TOML file in UTF-8.",
        ) from error


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = line[1] if line else str(text.count("\n") + 1)
        raise InputError(
            "config-not-toml",
            f"{file}, line {number}: not TOML.",
            why=f"{error}.",
            hint="A setting is written as name = value, a text in quotation marks.",
        ) from None


def _checked(file: Path, text: str, data: dict[str, Any], sources: Mapping[str, str]) -> Config:
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
    place = tuple(str(p) for p in first["loc"])
    field = ".".join(place)
    where = sources.get(field, "")
    if where not in ENVIRONMENT.values():
        where = f"{file}, line {_line_of(text, place)}"
    unknown = first["type"] == "extra_forbidden"
    what = "there is no such setting" if unknown else first["msg"]
    known = Config.model_fields if len(place) == 1 else _fields_of(place[0])
    raise InputError(
        "config-invalid",
        f"{where}: {field}: {what}.",
        hint=f"It may be one of {', '.join(known)}." if unknown else "copilot config show",
    )


def _fields_of(section: str) -> list[str]:
    inner = getattr(Config(), section, None)
    return list(type(inner).model_fields) if isinstance(inner, BaseModel) else []


def _line_of(text: str, place: tuple[str, ...]) -> int:
    """Where a field stands; where it is written in an unusual form, where its section begins."""
    section, at = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = header[1].strip("\"' ")
            if (section,) == place:
                return number
            at = number if section == place[0] else at
        elif key := _KEY.match(line):
            names = (section, key[1]) if section else tuple(key[1].split(".", 1))
            if names == place or (len(place) == 1 and names[0] == place[0]):
                return number
            at = number if names[:1] == place[:1] and not section else at
    return at


def _holds_secret(config: Config, sources: Mapping[str, str]) -> bool:
    """Whether something in the file is for nobody else to read."""
    secrets = {
        "webhook.secret": bool(config.webhook.secret.get_secret_value()),
        "store.dsn": without_password(config.store.dsn) != config.store.dsn,
    }
    return any(
        held and sources.get(field, "") not in ENVIRONMENT.values()
        for field, held in secrets.items()
    )


def _refuse_open(file: Path) -> None:
    if os.name == "posix" and file.exists() and file.stat().st_mode & 0o077:
        raise InputError(
            "config-open-to-others",
            f"Others can read {file}, and it holds a secret.",
            why="A webhook secret or a password of the store is in it.",
            hint=f"chmod 600 {file}; or put the secret in the environment.",
        )
