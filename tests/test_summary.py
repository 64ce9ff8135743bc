"""A call in figures, and what the customer decided."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from copilot.evaluation.calls import load_call
from copilot.events import (
    AlertRaised,
    CallEnded,
    CustomerLearned,
    LineBegun,
    LineFollowed,
    Speaker,
    TurnHeard,
)
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import SPIN
from copilot.method.outcome import Outcome, outcome
from copilot.method.phases import Phase
from copilot.method.reading import read_agent, read_customer
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from copilot.store.rebuild import state_of
from copilot.store.record import CallRecord
from copilot.store.summary import summary
from tests.records import SAMPLES, sample_record

LABELLED = Path(__file__).parent / "labelled"


@pytest.mark.parametrize("name", SAMPLES)
def test_shares_and_talk_ratio_are_those_of_the_call_itself(name: str) -> None:
    record = sample_record(name)
    state, figures = state_of(record), summary(record)
    assert figures.shares == dict(state.shares)
    assert figures.agent_share == pytest.approx(state.agent_share)
    assert figures.turns == len(state.turns)
    assert sum(figures.shares.values()) == pytest.approx(1)
    assert set(figures.spin) <= set(state.asked) <= set(SPIN)


def test_the_figures_count_what_the_events_told() -> None:
    record = sample_record("zhs-in-english")
    figures = summary(record)
    events = [p.event for p in record.events]
    assert figures.lines_offered == len({e.turn for e in events if isinstance(e, LineBegun)})
    assert figures.lines_followed == sum(isinstance(e, LineFollowed) for e in events) > 0
    assert figures.lines_used == figures.lines_followed
    assert figures.lines_not_useful == 1
    assert sum(figures.alerts.values()) == sum(isinstance(e, AlertRaised) for e in events)
    assert sum(figures.learned.values()) == sum(isinstance(e, CustomerLearned) for e in events)
    assert figures.seconds == next(e.seconds for e in events if isinstance(e, CallEnded))
    assert figures.targets == TARGET_SHARES[Mode.INBOUND]
    assert figures.agent == "Ana"
    assert figures.product == record.head.card.name  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_that_was_said_is_in_the_figures(name: str) -> None:
    record = sample_record(name)
    told = repr([getattr(summary(record), f.name) for f in fields(summary(record))])
    for published in record.events:
        if isinstance(published.event, TurnHeard):
            assert published.event.text not in told


def test_a_call_that_broke_off_is_summed_up_as_far_as_it_went() -> None:
    whole = sample_record("en-out-coldroom")
    cut = CallRecord(whole.head, whole.events[: len(whole.events) // 2], closed=False)
    figures = summary(cut)
    assert not figures.closed
    assert 0 < figures.turns < summary(whole).turns
    assert figures.seconds == max(p.at for p in cut.events)
    assert figures.shares == dict(state_of(cut).shares)


def test_a_call_in_which_nothing_was_said_has_figures_too() -> None:
    head = sample_record("en-out-coldroom").head
    figures = summary(CallRecord(head, (), closed=False))
    assert figures.outcome is Outcome.NO_CHOICE
    assert figures.shares == dict.fromkeys(Phase, 0.0)
    assert (figures.seconds, figures.turns, figures.agent_share) == (0.0, 0, 0.0)


def test_targets_of_the_call_take_the_place_of_the_mode_s() -> None:
    record = sample_record("en-out-coldroom")
    own = dict(zip(Phase, (0.5, 0.3, 0.2), strict=True))
    assert summary(replace(record, head=replace(record.head, target_shares=own))).targets == own


@pytest.mark.parametrize("name", SAMPLES)
def test_all_three_samples_end_in_agreement(name: str) -> None:
    assert summary(sample_record(name)).outcome is Outcome.AGREED


A, D, U, X = Outcome.AGREED, Outcome.DECLINED, Outcome.UNDECIDED, Outcome.EXIT
ENDED = {
    "en-in-broadband-01": A,
    "en-in-ortho-01": U,
    "en-in-warranty-01": D,
    "en-out-cleaning-01": D,
    "en-out-payroll-01": U,
    "zhs-in-broadband-01": A,
    "zhs-in-kitchen-01": A,
    "zhs-out-crm-01": U,
    "zhs-out-english-01": A,
    "zhs-out-warranty-01": D,
    "zht-in-coffeelease-01": A,
    "zht-in-fibre-01": A,
    "zht-out-cardinstal-01": D,
    "zht-out-gym-01": A,
    "zht-out-travelins-01": U,
    "en-in-bootcamp-T15": U,
    "en-in-coffeesub-T16": D,
    "en-in-dogtraining-T09": A,
    "en-in-driving-T12": A,
    "en-in-garden-T11": A,
    "en-in-holiday-T13": D,
    "en-in-softener-T14": A,
    "en-in-stairlift-T10": U,
    "en-out-accounting-T03": A,
    "en-out-cardterminal-T05": X,
    "en-out-cctv-T08": D,
    "en-out-hearing-T06": U,
    "en-out-hotelcard-T01": A,
    "en-out-phones-T04": D,
    "en-out-solarbattery-T02": U,
    "en-out-waste-T07": X,
    "zhs-in-ebike-T09": A,
    "zhs-in-hair-T10": U,
    "zhs-in-logistics-T12": A,
    "zhs-in-piano-T15": U,
    "zhs-in-shelving-T16": D,
    "zhs-in-smartlock-T11": D,
    "zhs-in-tours-T13": U,
    "zhs-in-windows-T14": A,
    "zhs-out-carins-T07": X,
    "zhs-out-cloudphone-T02": U,
    "zhs-out-enmachine-T01": A,
    "zhs-out-gym-T03": X,
    "zhs-out-photo-T08": D,
    "zhs-out-tax-T04": A,
    "zhs-out-training-T05": D,
    "zhs-out-veg-T06": A,
    "zht-in-aircon-T15": A,
    "zht-in-cooking-T16": U,
    "zht-in-dishwasher-T10": A,
    "zht-in-escooter-T09": A,
    "zht-in-mattress-T13": D,
    "zht-in-pest-T11": A,
    "zht-in-studyabroad-T14": D,
    "zht-in-wedding-T12": U,
    "zht-out-dashcam-T08": X,
    "zht-out-english-T04": X,
    "zht-out-hotel-T01": A,
    "zht-out-insoles-T07": A,
    "zht-out-mobile-T06": D,
    "zht-out-pension-T02": U,
    "zht-out-pos-T05": A,
    "zht-out-printer-T03": D,
    "w1-en-in-storage-01": A,
    "w1-en-out-fuelcard-01": X,
    "w1-en-out-medalarm-01": U,
    "w2-en-in-idguard-06": D,
    "w2-en-in-physio-10": A,
    "w2-en-out-compressor-13": D,
    "w2-en-out-mathscoach-11": A,
    "w3-zht-in-freezer-01": X,
    "w3-zht-in-postpartum-01": A,
    "w3-zht-out-houseagent-01": U,
    "w4-zht-in-checkup-14": A,
    "w4-zht-in-milescard-10": U,
    "w4-zht-out-compressor-06": A,
    "w4-zht-out-realestate-05": A,
    "w5-zhs-in-floorheat-13": A,
    "w5-zhs-in-vanlease-11": U,
    "w5-zhs-out-compressor-01": A,
    "w6-zhs-in-checkup-01": A,
    "w6-zhs-in-lasermark-01": A,
    "w6-zhs-out-critillness-01": A,
    "w6-zhs-out-recruit-01": A,
    "w7-en-in-treeoak-13": U,
    "w7-zhs-in-movehome-10": A,
    "w7-zht-in-catsitter-04": A,
    "w7-zht-out-roofproof-03": A,
}


def test_how_labelled_calls_ended_is_read_as_a_person_reads_it() -> None:
    """Read by rules alone. The calls of `other_hands` had no part in writing the cues, except that
    five kinds of miss in them were mended; 18 of those 25 were right before."""
    right = {name for name, ended in ENDED.items() if _outcome(name) is ended}
    wrong = sorted(set(ENDED) - right)
    assert len(right) >= 0.88 * len(ENDED), wrong
    assert not [n for n in wrong if ENDED[n] is X], "a wish to be left alone was missed"


def _outcome(name: str) -> Outcome:
    call = load_call(next(LABELLED.rglob(f"{name}.json")))
    state = CallState.start(call.mode, call.lang, None)
    for number, turn in enumerate(call.turns, 1):
        heard = TurnHeard(number, turn.speaker, 3.0 * number, 3.0 * number + 2, turn.text)
        if turn.speaker is Speaker.AGENT:
            state = with_agent_turn(state, heard, read_agent(turn.text, call.lang, state))
        else:
            state = with_customer_turn(state, heard, read_customer(turn.text, call.lang, state))
    return outcome(state.turns, call.lang)
