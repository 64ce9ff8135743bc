"""The attacks of `turns.yaml`, each at the end of a short call."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from copilot.cardfile import load_card
from copilot.events import Speaker
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode

SAMPLES = Path(__file__).parent.parent.parent / "samples"
CARD_FILES = {
    Language.EN: SAMPLES / "en-out-coldroom.card.yaml",
    Language.ZH_HANT: SAMPLES / "zht-out-hotel.card.yaml",
    Language.ZH_HANS: SAMPLES / "zhs-in-english.card.yaml",
}
MODES = {
    Language.EN: Mode.OUTBOUND,
    Language.ZH_HANT: Mode.OUTBOUND,
    Language.ZH_HANS: Mode.INBOUND,
}
Spoken = tuple[Speaker, str]


def _call(*texts: str) -> tuple[Spoken, ...]:
    speakers = (Speaker.AGENT, Speaker.CUSTOMER)
    return tuple((speakers[i % 2], text) for i, text in enumerate(texts))


BEFORE = {
    Language.EN: _call(
        "Hello, this is Nightjar Monitoring. How do you keep an eye on the cooler at night?",
        "We don't, really. Last month it stopped and we lost everything in it.",
        "What did that do to the rest of your week?",
    ),
    Language.ZH_HANT: _call(
        "您好，這裡是月光港大飯店，請問您平常多久來高雄一次？",
        "一年大概來四次，都帶小孩，退房很趕。",
        "退房很趕的時候，最麻煩的是什麼？",
    ),
    Language.ZH_HANS: _call(
        "您好，这里是红叶购物，孩子现在英语学得怎么样？",
        "初一了，单词记不住，跟不上。",
        "跟不上的时候，回家都是谁陪着学？",
    ),
}


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack; the pattern `never` is for folded text."""

    id: str
    lang: Language
    family: str
    text: str
    line: str
    never: str
    said: tuple[Spoken, ...]
    exit: bool = False
    card_field: str = ""
    card_text: str = ""

    @property
    def mode(self) -> Mode:
        return MODES[self.lang]

    @property
    def card(self) -> ProductCard:
        return _card(self.lang)

    @property
    def turns(self) -> tuple[Spoken, ...]:
        """The whole call; the customer has the last word."""
        return (*BEFORE[self.lang], *self.said)


@cache
def _card(lang: Language) -> ProductCard:
    return load_card(CARD_FILES[lang])


@cache
def attacks() -> tuple[Attack, ...]:
    """Every attack, by language and family."""
    file = Path(__file__).parent / "turns.yaml"
    return tuple(_attack(row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))


def _attack(row: dict[str, Any]) -> Attack:
    language, _, _ = row["id"].rpartition(f"-{row['family']}-")
    said = row.get("said") or [{"customer": row["text"]}]
    card = row.get("card") or {"field": "", "text": ""}
    return Attack(
        id=row["id"],
        lang=Language(language),
        family=row["family"],
        text=row["text"],
        line=row["line"],
        never=row["never"],
        said=tuple((Speaker(who), text) for turn in said for who, text in turn.items()),
        exit=row.get("exit", False),
        card_field=card["field"],
        card_text=card["text"],
    )
