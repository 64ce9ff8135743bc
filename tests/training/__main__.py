"""`python -m tests.training fit` writes the weights; `report` says how well they do, and why.

fit                 fit to tests/labelled/train, other_hands and fragments; about five minutes
report              scores on calls that were not trained on, by hand and language; half an hour
report --ablation   what each ingredient is worth; an hour
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from copilot.evaluation.calls import load_calls
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.scores import PlayedCall, scored
from copilot.language import Language
from copilot.method.cues_en_agent import AGENT
from copilot.method.cues_en_customer import CUSTOMER
from copilot.method.features import GRAM
from copilot.method.trained import trained
from tests.training.crossval import Trainer, by_hand, by_language, folds, unseen
from tests.training.fit import Settings
from tests.training.fragments import fragments
from tests.training.weights_file import provenance, write

LABELLED = Path(__file__).parents[1] / "labelled"
PIECES = LABELLED / "fragments"
HEAD = (
    "| calls | turns | phase acc. | phase F1 | en | zh-Hans | zh-Hant | SPIN F1 | FABE F1 "
    "| signals F1 | hit@1 | hit@3 | flips / 5 min |"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("what", choices=("fit", "report"))
    parser.add_argument("--ablation", action="store_true")
    options = parser.parse_args()
    if options.what == "fit":
        return ship()
    return ablation() if options.ablation else report()


def to_train_on() -> tuple[LabelledCall, ...]:
    return (*load_calls(LABELLED / "train"), *load_calls(LABELLED / "other_hands"))


def ship() -> int:
    """Fit, and put the file where the product reads it."""
    calls = to_train_on()
    trainer = Trainer(calls, Settings(), PIECES)
    trainer.read_by_others(folds(calls))
    weights = trainer.fitted()
    tests = unseen(load_calls(LABELLED / "calls"), weights, heard=False)
    figures = {"phase_f1_on_calls_not_trained_on": round(scored(tests).phase_f1 or 0.0, 3)}
    pieces = sum(1 for _ in fragments(PIECES, heard=False))
    write(replace(weights, provenance=provenance(calls, pieces, figures)))
    head()
    row("calls", tests)
    return 0


def report() -> int:
    """The shipped weights on calls that they have not seen; then hands and languages left out."""
    head()
    for name in ("calls", "held_out"):
        for heard in (False, True):
            calls = load_calls(LABELLED / name)
            row(name + (", as heard" if heard else ""), unseen(calls, trained(), heard=heard))
    calls = to_train_on()
    hands = {c.id: c.id[:2] if c.id[0] == "w" else "train" for c in calls}
    trainer = Trainer(calls, Settings(), PIECES)
    trainer.read_by_others(folds(calls))
    row("folds of whole calls", left_out(trainer, calls, folds(calls)))
    for hand, group in zip(sorted(set(hands.values())), by_hand(calls, hands), strict=True):
        row(f"hand {hand} left out", left_out(trainer, calls, [group]))
    alone = Trainer(calls, Settings())  # the fragments are in the languages too
    alone.read_by_others(folds(calls))
    for group in by_language(calls):
        lang = next(c.lang for c in calls if c.id in group)
        row(f"{lang} left out", left_out(alone, calls, [group]))
    return 0


def ablation() -> int:
    """Each ingredient taken away, on the calls that nothing was trained on."""
    cues = tuple(sorted({*AGENT, *CUSTOMER}))
    around = ("after_", "to_", "asks_after", "asks_at", "echoes")
    place = ("was_", "stays_", "had_", "first_", "second_", "early", "late", "inbound", "outbound")
    without = {
        "everything": Settings(),
        "no runs of words": Settings(without=(GRAM,)),
        "no cues": Settings(without=cues),
        "no turn before": Settings(without=around),
        "no place in the call": Settings(without=place),
        "no card": Settings(without=("card_",)),
        "clean text only": Settings(heard_too=False),
        "states from labels only": Settings(rounds=1),
        "biases of moves not moved": Settings(shift=False),
        "rules alone rank the moves": Settings(leaning=False),
    }
    head()
    for name, settings in without.items():
        _ablated(name, to_train_on(), settings, PIECES)
    _ablated("no fragments", to_train_on(), Settings(), None)
    _ablated("calls of one hand only", load_calls(LABELLED / "train"), Settings(), None)
    return 0


def _ablated(
    name: str, calls: tuple[LabelledCall, ...], settings: Settings, pieces: Path | None
) -> None:
    trainer = Trainer(calls, settings, pieces)
    if settings.rounds > 1:
        trainer.read_by_others(folds(calls))
    weights = trainer.fitted()
    for test in ("calls", "held_out"):
        row(f"{name}: {test}", unseen(load_calls(LABELLED / test), weights, heard=False))


def left_out(
    trainer: Trainer, calls: Iterable[LabelledCall], groups: Iterable[frozenset[str]]
) -> list[PlayedCall]:
    calls = list(calls)
    read: list[PlayedCall] = []
    for group in groups:
        weights = trainer.fitted(without=group)
        read += unseen([c for c in calls if c.id in group], weights, heard=False)
    return read


def head() -> None:
    print(HEAD)
    print("|" + "---|" * (HEAD.count("|") - 1), flush=True)


def row(name: str, played: list[PlayedCall]) -> None:
    s = scored(played)
    of = {lang: [p for p in played if p.call.lang is lang] for lang in Language}
    langs = [scored(of[x]).phase_f1 for x in (Language.EN, Language.ZH_HANS, Language.ZH_HANT)]
    figures = [s.phase_accuracy, s.phase_f1, *langs, s.spin_f1, s.fabe_f1, s.signals_f1]
    cells = [f"{f:.3f}" if f is not None else "–" for f in (*figures, s.hit_1, s.hit_3)]
    flips = s.flips_per_5_min or 0.0
    print(f"| {name} | {s.customer_turns} | {' | '.join(cells)} | {flips:.2f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
