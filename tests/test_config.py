"""The configuration file: what it sets, what it refuses, and what it never shows."""

import json
from pathlib import Path

import pytest

from copilot.cli import main
from copilot.config import ENVIRONMENT, Config, load_config
from copilot.errors import InputError


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of this test's own, and nothing in the environment."""
    for variable in ENVIRONMENT.values():
        monkeypatch.delenv(variable, raising=False)
    file = tmp_path / "config.toml"
    monkeypatch.setenv("COPILOT_CONFIG", str(file))
    return file


def written(file: Path, text: str, mode: int = 0o600) -> Path:
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_without_a_file_the_defaults_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COPILOT_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    config = load_config()
    assert config == Config()
    assert config.store.keep
    assert config.retention.transcript_days == 30
    assert config.retention.report_days == 180
    assert config.retention.audio_days == 7
    assert config.source("store.dsn") == "default"


def test_a_named_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        load_config()
    assert caught.value.reference == "no-such-config"


def test_the_environment_comes_before_the_file(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(own, '[agent]\nname = "Ana"\n[store]\nkeep = false\n')
    assert load_config().agent.name == "Ana"
    assert load_config().source("agent.name") == f"{own}, line 2"
    assert load_config().source("store.keep") == f"{own}, line 4"
    monkeypatch.setenv("COPILOT_AGENT", "怡君")
    assert load_config().agent.name == "怡君"
    assert load_config().source("agent.name") == "COPILOT_AGENT"


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("[store]\nkeep = true\n\ndns = 'x'\n", 4, "store.dns"),
        ("[shop]\nname = 'x'\n", 1, "shop"),
        ("# days\n[retention]\ntranscript_days = 'many'\n", 3, "retention.transcript_days"),
        ("[retention]\nreport_days = -1\n", 2, "retention.report_days"),
        ("[webhook]\nurl = 'https://x.test'\nformat = 'xml'\n", 3, "webhook.format"),
        ("agent = 'Ana'\n", 1, "agent"),
        ("agent.nom = 'Ana'\n", 1, "agent.nom"),
    ],
)
def test_an_error_names_file_line_and_field(own: Path, text: str, line: int, field: str) -> None:
    written(own, text)
    with pytest.raises(InputError) as caught:
        load_config()
    assert caught.value.reference == "config-invalid"
    assert caught.value.what.startswith(f"{own}, line {line}: {field}: ")


def test_an_unknown_setting_is_answered_with_the_known_ones(own: Path) -> None:
    written(own, "[store]\ndns = 'x'\n")
    with pytest.raises(InputError) as caught:
        load_config()
    assert caught.value.hint == "It may be one of dsn, keep, audio."


@pytest.mark.parametrize("text", ["[store\n", "keep = \n", "[store]\nkeep = 1 2\n", "\0"])
def test_what_is_not_toml_is_told_with_its_line(own: Path, text: str) -> None:
    written(own, text)
    with pytest.raises(InputError) as caught:
        load_config()
    assert caught.value.reference == "config-not-toml"
    assert f"{own}, line " in caught.value.what


def test_what_is_not_text_cannot_be_read(own: Path) -> None:
    own.write_bytes(b"\xff\xfe[store]")
    with pytest.raises(InputError, match="cannot be read"):
        load_config()
    own.unlink()
    own.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load_config()


@pytest.mark.parametrize(
    "text",
    ["[webhook]\nsecret = 'hush'\n", "[store]\ndsn = 'postgresql://ana:hush@db.test/calls'\n"],
)
def test_a_file_with_a_secret_must_be_closed_to_others(own: Path, text: str) -> None:
    written(own, text, 0o644)
    with pytest.raises(InputError) as caught:
        load_config()
    assert caught.value.reference == "config-open-to-others"
    assert "hush" not in str(caught.value)
    written(own, text, 0o600)
    load_config()


def test_a_secret_in_the_environment_asks_nothing_of_the_file(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(own, "[webhook]\nurl = 'https://crm.test/calls'\n", 0o644)
    monkeypatch.setenv("COPILOT_WEBHOOK_SECRET", "hush")
    assert load_config().webhook.secret.get_secret_value() == "hush"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_show_tells_values_and_sources_and_no_secret(
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: list[str],
) -> None:
    written(own, "[webhook]\nsecret = 'hush'\n[agent]\nname = '怡君'\n")
    monkeypatch.setenv("COPILOT_STORE", "postgresql://ana:pssst@db.test/calls")
    assert main(["config", "show", *form]) == 0
    shown = capsys.readouterr().out
    assert "hush" not in shown
    assert "pssst" not in shown
    assert "怡君" in shown
    assert "postgresql://ana:***@db.test/calls" in shown
    assert "COPILOT_STORE" in shown
    if form:
        settings = json.loads(shown)["settings"]
        assert settings["agent.name"] == {"value": "怡君", "source": f"{own}, line 4"}
        assert settings["retention.report_days"]["source"] == "default"


def test_an_error_of_the_file_ends_a_command_in_three_lines(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(own, "[store]\nkeep = 'perhaps'\n")
    assert main(["config", "show"]) == 2
    assert "config-invalid" in capsys.readouterr().err
