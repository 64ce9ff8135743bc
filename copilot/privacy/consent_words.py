"""What people write for a customer's consent, in three languages (pure).

understood("Refused by customer.")   # Consent.REFUSED
understood("不同意")                  # Consent.REFUSED
understood("maybe")                  # None: nobody knows which
"""

import re
from enum import StrEnum

from copilot.errors import InputError
from copilot.privacy.digits import folded


class Consent(StrEnum):
    """Noted with a call; nobody noted anything: unknown."""

    ASKED = "asked"  # the notice was read out, and the customer went on
    GIVEN = "given"  # they said yes
    REFUSED = "refused"  # they said no: no words of the call are kept
    UNKNOWN = "unknown"


_WHO = (
    r"(?:(?:the )?(?:customer|client|caller|they|he|she)(?: has| have| was| were| is)? |"
    r"(?:客户|顾客|对方|来电者|他|她|客人)?(?:已经?|有|当场|口头|明确|表示)*)?"
)
_TAIL = (
    r"(?: (?:by|from) (?:the )?(?:customer|client|caller)| (?:consent|permission|recording|"
    r"to (?:be(?:ing)? )?(?:recorded|recording|written down|it|this|that|consent))|"
    r"(?:被)?(?:录音|记录|纪录|了|过))*"
)
_SAID: tuple[tuple[Consent, str], ...] = (
    (
        Consent.REFUSED,
        r"refuse[ds]?|refusing|refusal|decline[ds]?|declining|den(?:y|ied|ies)|object(?:s|ed)?|"
        r"no|nope|n|false|said no|says no|opt(?:s|ed)?[- ]out|withdrawn?|withdrew|revoked|"
        r"no (?:consent|permission)|without (?:consent|permission)|rejected|"
        r"(?:consent |permission )(?:was )?(?:refused|declined|denied|withdrawn|revoked|"
        r"not given|no)|"
        r"(?:do|does|did|has|have|is|was)(?: not|n't) (?:consent|consented|agree|agreed|want|"
        r"allow|allowed|give|given|accept|accepted|ok|okay)|not (?:agreed|given|allowed|ok|okay|"
        r"consented|accepted)|disagree[ds]?|"
        r"拒绝?|婉拒|拒录|(?:不|没有?|未|不要|不肯|不愿意?)(?:同意|答应|愿意|允许|接受|授权|许可)|"
        r"不(?:要|行|可以?|肯|愿意?|给|准|想|录|好)|反对|否|无同意|撤回(?:同意)?",
    ),
    (
        Consent.GIVEN,
        r"given|gave|yes|y|yeah|true|ok|okay|agree[ds]?|consent(?:s|ed)?|accept(?:s|ed)?|"
        r"allow(?:s|ed)?|approved|granted|said yes|says yes|"
        r"(?:consent |permission )(?:was )?(?:given|granted)|gave (?:consent|permission)|"
        r"同意|答应|愿意|允许|接受|可以|好的?|是|授权|许可|行",
    ),
    (
        Consent.ASKED,
        r"asked|informed|told|notified|notice (?:was )?(?:given|read(?: out)?)|"
        r"(?:告知|询问|通知|问|征询)",
    ),
    (
        Consent.UNKNOWN,
        r"unknown|not (?:asked|noted|known)|n/a|未知|不明|不知道|不清楚|"
        r"(?:没有?|未)(?:询?问|告知|通知)|尚未询?问",
    ),
)
_PATTERNS = tuple(
    (consent, re.compile(rf"{_WHO}(?:{words}){_TAIL}", re.ASCII)) for consent, words in _SAID
)
_SIMPLER = str.maketrans("錄詢許徵", "录询许征")
_EDGES = " \t\r\n.,;:!?\"'()[]-–—。，、；：！？「」（）…"


def understood(text: str) -> Consent | None:
    """What `text` says of the consent; None where it cannot be known for sure."""
    low = " ".join(folded(text).translate(_SIMPLER).strip(_EDGES).split())
    return next((consent for consent, said in _PATTERNS if said.fullmatch(low)), None)


def noted(text: str, where: str) -> str:
    """The consent as it is kept; empty where nothing is said.

    `where`: what names it, for the message. Raises :class:`InputError` ``consent-unclear``.
    """
    if not text.strip():
        return ""
    consent = understood(text)
    if consent is None:
        raise InputError(
            "consent-unclear",
            f"{where}: the consent {text[:80]!r} is not understood.",
            why="It is none of asked, given, refused and unknown, and says whether words are kept.",
            hint="Write one of those; refused keeps figures and no words.",
        )
    return consent.value
