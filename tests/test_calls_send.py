"""A call that is over reaches the webhook that is configured; nothing else leaves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from copilot.cli import main
from copilot.exchange import sending
from copilot.exchange.outbox import Outbox, Waiting
from copilot.store.calls import configured_store
from copilot.store.engine import writing
from copilot.store.keeping import keep
from copilot.store.record import CallRecord
from tests.records import SAMPLES, sample_record
from tests.webhook_server import WebhookServer, webhook_server

SECRET = "a secret that is long enough"


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def record() -> CallRecord:
    return sample_record(SAMPLES[2])


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebhookServer]:
    with webhook_server("200") as server:
        monkeypatch.setenv("COPILOT_WEBHOOK_URL", server.url)
        monkeypatch.setenv("COPILOT_WEBHOOK_SECRET", SECRET)
        yield server


def senders_end() -> None:
    for sender in sending._senders:
        assert sender.wait(timeout=60) == 0


def test_a_call_that_ends_is_sent_by_a_process_of_its_own(
    record: CallRecord, receiver: WebhookServer
) -> None:
    keep(record)
    assert receiver.came.wait(60)
    senders_end()
    (asked,) = receiver.asked
    assert asked.headers["content-type"] == "application/vcon+json"
    assert asked.headers["webhook-id"] == f"call-{record.head.id}-vcon"
    assert json.loads(asked.body)["vcon"] == "0.4.0"
    assert Outbox().waiting() == []


def test_without_a_webhook_nothing_is_put_down_or_started(
    record: CallRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_start_sender", lambda: pytest.fail("a sender was started"))
    keep(record)
    assert not Outbox().folder.exists()


def test_a_call_whose_customer_refused_is_not_sent(
    record: CallRecord, receiver: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_start_sender", lambda: pytest.fail("a sender was started"))
    keep(replace(record, head=replace(record.head, consent="refused")))
    assert Outbox().waiting() == []
    assert receiver.asked == []


def test_a_call_is_sent_when_it_is_asked_for(
    record: CallRecord, receiver: WebhookServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with configured_store() as store:
        store.put(record)
    assert main(["calls", "send", "last"]) == 0
    assert f"{record.head.id}: sent." in capsys.readouterr().err
    assert len(receiver.asked) == 1


def test_what_waits_is_told_and_sent_once_the_receiver_is_back(
    record: CallRecord, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with configured_store() as store:
        store.put(record)
    Outbox().put(Waiting("deleted-call"))
    with webhook_server("401", "200") as server:
        monkeypatch.setenv("COPILOT_WEBHOOK_URL", server.url)
        monkeypatch.setenv("COPILOT_WEBHOOK_SECRET", SECRET)
        assert main(["calls", "send", record.head.id]) == 1
        assert "it waits: it answered 401" in capsys.readouterr().err
        assert main(["calls", "send", "--waiting", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"sent": [record.head.id], "waiting": []}
    assert Outbox().waiting() == []


def test_a_call_of_another_store_waits_until_that_store_is_named(
    record: CallRecord,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dsn, own = f"sqlite:///{tmp_path / 'other.db'}", sample_record(SAMPLES[1])
    for where, kept in ((dsn, record), ("", own)):
        with configured_store(where) as store:
            store.put(kept)
    Outbox().put(Waiting(own.head.id))
    with webhook_server("401", "200", "200") as server:
        monkeypatch.setenv("COPILOT_WEBHOOK_URL", server.url)
        monkeypatch.setenv("COPILOT_WEBHOOK_SECRET", SECRET)
        assert main(["calls", "send", record.head.id, "--store", dsn]) == 1
        capsys.readouterr()
        assert main(["calls", "send", "--waiting"]) == 1
        told = capsys.readouterr().err
        assert f"{own.head.id}: sent." in told
        assert f"it is kept in {tmp_path / 'other.db'}, which --store has to name" in told
        Outbox().put(Waiting(own.head.id))
        assert main(["calls", "send", "--waiting", "--store", dsn]) == 1
        told = capsys.readouterr().err
        assert f"{record.head.id}: sent." in told
        assert f"{own.head.id}: it waits: it is in the configured store" in told
    assert Outbox().waiting() == [Waiting(own.head.id)]


def test_a_record_that_cannot_be_read_waits_and_holds_up_no_other(
    record: CallRecord, receiver: WebhookServer, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged, later = sorted((record, sample_record(SAMPLES[1])), key=lambda r: r.head.id)
    with configured_store() as store:
        for one in (damaged, later):
            store.put(one)
            Outbox().put(Waiting(one.head.id))
        with writing(store.engine) as connection:
            connection.execute(
                text("UPDATE records SET events = :e WHERE call_id = :c"),
                {"e": b"no zlib", "c": damaged.head.id},
            )
    assert main(["calls", "send", "--waiting"]) == 1
    told = capsys.readouterr().err
    assert f"{later.head.id}: sent." in told
    assert f"{damaged.head.id}: it waits: The record of the call" in told
    assert "no longer kept" not in told
    assert [w.call for w in Outbox().waiting()] == [damaged.head.id]
    assert len(receiver.asked) == 1


@pytest.mark.parametrize(
    ("arguments", "environment", "reference"),
    [
        (["--waiting"], {}, "no-webhook"),
        ([], {}, "nothing-to-send"),
        (["last", "--waiting"], {}, "nothing-to-send"),
        (["--waiting"], {"COPILOT_WEBHOOK_URL": "https://crm.example/"}, "no-webhook-secret"),
        (
            ["--waiting"],
            {"COPILOT_WEBHOOK_URL": "http://crm.example/", "COPILOT_WEBHOOK_SECRET": SECRET},
            "webhook-address-refused",
        ),
        (
            ["nobody"],
            {"COPILOT_WEBHOOK_URL": "https://crm.example/", "COPILOT_WEBHOOK_SECRET": SECRET},
            "no-such-call",
        ),
    ],
)
def test_what_cannot_be_sent_is_told(
    arguments: list[str],
    environment: dict[str, str],
    reference: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["calls", "send", *arguments]) == 2
    told = capsys.readouterr().err
    assert f"[{reference}]" in told
    assert SECRET not in told
