"""A call as a panel sees it, in three languages, moment by moment."""

from collections.abc import Sequence

from copilot.events import (
    AlertRaised,
    CallStarted,
    CustomerLearned,
    Event,
    LineBegun,
    LineFinished,
    LineGrew,
    ObjectionWaits,
    PartialHeard,
    PhaseRead,
    Progress,
    Published,
    Speaker,
    SpeechStarted,
    Trouble,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.cards import Fabe, Fact, Objection, ProductCard
from copilot.method.circles import circles
from copilot.method.fabe import Tie
from copilot.method.learned import Kind, Learned
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic
from copilot.panel.fold import fold
from copilot.panel.view import View
from copilot.wording.progress import alert_text

AGENT, CUSTOMER = Speaker

# Per language: product, price, feature, advantage, benefit, evidence, objection, answer; then what
# is said: agent, customer, agent, customer; a line, its first words, why; option, need, partial.
_TEXTS = {
    Language.EN: (
        "Tallybird Payroll",
        "$49 a month plus $5 per employee",
        "Staff clock in on a tablet",
        "hours arrive without retyping",
        "no evening spent on time cards",
        "30-day trial with your own staff",
        "My accountant does it",
        "She keeps a login and closes the books; we do the hours and the deposits",
        "Who puts the hours together?",
        "Me, every Sunday night, from paper cards. It is a pain, and my daughter waits for dinner.",
        "And what would that be worth?",
        "I don't know. My accountant does that already, and it costs money.",
        "That's a fair point. She keeps a login and closes the books; we do the hours. What would "
        "you need, to feel comfortable with it?",
        "That's a fair point. She",
        "Take up this doubt first",
        "my sister could do it",
        "my daughter waits for dinner",
        "well if she",
    ),
    Language.ZH_HANT: (
        "月光貴賓卡",
        "每年 3,600 元，附兩張住宿券",
        "平日住宿八折",
        "不用跟人搶假日房",
        "想去就去，不必提早三個月訂",
        "去年有 1,200 位會員續卡",
        "用不到這麼多次",
        "住宿券可以轉送家人，一年兩次就回本",
        "您平常都是怎麼訂房的？",
        "都是我太太上網找，每次都要比好幾家，真的很麻煩，我媽行動又不方便。",
        "那這樣對您影響最大的是什麼？",
        "我不知道耶，一年也去不了幾次，這個好像用不到。",
        "會擔心很正常，住宿券可以轉送家人，一年兩次就回本。您一年大概會帶家人出門幾次？",
        "會擔心很正常，住宿券",
        "先接住這個疑慮",
        "還是跟我弟弟一起辦",
        "我媽行動又不方便",
        "如果是兩張券的話",
    ),
    Language.ZH_HANS: (
        "月光贵宾卡",
        "每年 3,600 元，附两张住宿券",
        "平日住宿八折",
        "不用跟人抢假日房",
        "想去就去，不必提早三个月订",
        "去年有 1,200 位会员续卡",
        "用不到这么多次",
        "住宿券可以转送家人，一年两次就回本",
        "您平常都是怎么订房的？",
        "都是我太太上网找，每次都要比好几家，真的很麻烦，我妈行动又不方便。",
        "那这样对您影响最大的是什么？",
        "我不知道，一年也去不了几次，这个好像用不到。",
        "会担心很正常，住宿券可以转送家人，一年两次就回本。您一年大概会带家人出门几次？",
        "会担心很正常，住宿券",
        "先接住这个疑虑",
        "还是跟我弟弟一起办",
        "我妈行动又不方便",
        "如果是两张券的话",
    ),
}


def card(lang: Language) -> ProductCard:
    name, price, feature, advantage, benefit, evidence, objection, answer, *_ = _TEXTS[lang]
    return ProductCard(
        name,
        "",
        price,
        "",
        (Fabe("fabe-1", feature, advantage, benefit, evidence),),
        (Objection("objection-1", objection, answer),),
        (Fact("fact-1", "GPS"),),
        (),
        lang=lang,
    )


def progress(
    turn: int,
    phase: Phase,
    unasked: Sequence[Topic] = tuple(Topic),
    needs: Sequence[Learned] = (),
    objections: Sequence[ObjectionWaits] = (),
    ties: Sequence[Tie] = (),
) -> Progress:
    turns = {Phase.COGNITIVE: 2, Phase.DIVERGENT: 1, Phase.CONVERGENT: turn // 4}
    seconds = {Phase.COGNITIVE: 31.0, Phase.DIVERGENT: 4.0, Phase.CONVERGENT: 15.0}
    had = circles(turns, seconds, TARGET_SHARES[Mode.OUTBOUND])
    return Progress(
        turn, phase, had, 0.4, tuple(unasked), (), tuple(ties), tuple(needs), tuple(objections)
    )


def line(lang: Language, *, instant: bool = False) -> tuple[int, Move, str, str, tuple[str], bool]:
    """What the three events of one line have in common."""
    texts = _TEXTS[lang]
    return (4, Move.HANDLE_OBJECTION, texts[12], texts[14], ("objection-1",), instant)


def moments(lang: Language) -> dict[str, list[tuple[float, Event]]]:
    """What is heard and shown up to each named moment; call seconds and event."""
    t = _TEXTS[lang]
    turn, move, text, why, evidence, _ = line(lang)
    need = Learned(Kind.NEED, t[16], 2)
    tie = Tie("fabe-1", t[4], t[5], t[16], 2)
    scores = {Phase.COGNITIVE: 0.1, Phase.DIVERGENT: 0.2, Phase.CONVERGENT: 0.7}
    begin: list[tuple[float, Event]] = [
        (0.0, CallStarted(Mode.OUTBOUND, lang, t[0], "call.flac")),
        (0.5, SpeechStarted(AGENT, 0.4)),
        (2.6, TurnHeard(1, AGENT, 0.4, 2.0, t[8])),
        (3.0, SpeechStarted(CUSTOMER, 2.8)),
        (9.0, TurnHeard(2, CUSTOMER, 2.8, 8.2, t[9])),
        (9.0, CustomerLearned(2, Kind.PAIN, t[9].split("，")[1] if lang.is_chinese else t[9][:20])),
        (9.0, CustomerLearned(2, Kind.NEED, t[16])),
        (9.0, progress(2, Phase.COGNITIVE, tuple(Topic)[1:], [need])),
        (12.4, TurnHeard(3, AGENT, 10.0, 11.8, t[10])),
    ]
    raised: list[tuple[float, Event]] = [
        (17.0, TurnHeard(4, CUSTOMER, 12.5, 16.2, t[11])),
        (17.0, LineBegun(turn, move, text[:20], why, evidence, True)),
        (17.0, LineFinished(turn, move, text, why, evidence, True)),
        (
            17.0,
            PhaseRead(4, Phase.CONVERGENT, scores, (Signal.OBJECTION_NEED,), (move,), (), "rules"),
        ),
        (17.0, CustomerLearned(4, Kind.OPTION, t[15])),
        (17.0, _alert(lang)),
        (
            17.0,
            progress(
                4,
                Phase.CONVERGENT,
                (Topic.IMPLICATION, Topic.QUANTITY),
                [need],
                [ObjectionWaits(4, Signal.OBJECTION_NEED, "objection-1")],
                [tie],
            ),
        ),
    ]
    grows: list[tuple[float, Event]] = [
        (18.0, LineBegun(turn, move, t[13][:8], why, evidence, False)),
        (18.2, LineGrew(turn, move, t[13], why, evidence, False)),
        (18.4, Trouble("language-model", "model-slow", "The model is slow.")),
    ]
    speaks: list[tuple[float, Event]] = [
        (18.9, LineFinished(turn, move, text, why, evidence, False)),
        (19.0, SpeechStarted(CUSTOMER, 18.8)),
        (20.0, PartialHeard(CUSTOMER, 18.8, 19.8, t[17])),
    ]
    return {
        "begin": begin,
        "raised": [*begin, *raised],
        "grows": [*begin, *raised, *grows],
        "speaks": [*begin, *raised, *grows, *speaks],
    }


def _alert(lang: Language) -> AlertRaised:
    from copilot.method.alert_kinds import Alert

    alert = Alert(AlertKind.GO_BACK, 4, ("cognitive", "implication", "quantity"))
    return AlertRaised(4, AlertKind.GO_BACK, alert_text(alert, lang))


def view_at(moment: str, lang: Language) -> View:
    view = View.start(lang, Mode.OUTBOUND, card(lang))
    for at_s, event in moments(lang)[moment]:
        view = fold(view, Published(at_s, at_s, event))
    return view
