"""What is remembered of a call."""

from collections.abc import Iterable

import pytest

from copilot.events import Speaker, TurnHeard
from copilot.language import Language
from copilot.method.advice import Advice, advise
from copilot.method.cards import Fabe, Fact, Objection, ProductCard
from copilot.method.learned import Kind, Learned
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.reading import read_agent, read_customer
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.signals import Signal
from copilot.method.state import CallState, with_agent_turn, with_customer_turn

POOL = ProductCard(
    name="Swim pass",
    company="Lagoon Baths",
    price="£38 a month",
    summary="A monthly pass for both pools.",
    fabe=(
        Fabe(
            "fabe-1",
            "Warm pool open from six in the morning",
            "two degrees warmer than other pools",
            "stiff joints loosen before work",
            "free week before you sign",
        ),
    ),
    objections=(
        Objection(
            "objection-1", "It is too expensive", "You pay monthly and can pause it in summer."
        ),
    ),
    facts=(Fact("fact-1", "Lockers take a pound coin"), Fact("fact-2", "Parking is free")),
    not_offered=(Fact("not-1", "Diving lessons"),),
)
泳池 = ProductCard(
    name="晨泳月票",
    company="藍灣泳池",
    price="每月 1,200 元",
    summary="兩個泳池都能用的月票。",
    fabe=(
        Fabe(
            "fabe-1",
            "溫水池早上六點開放",
            "比一般泳池高兩度",
            "上班前關節就能鬆開",
            "簽約前免費游一週",
        ),
    ),
    objections=(Objection("objection-1", "太貴", "按月付費，夏天可以暫停。"),),
    facts=(Fact("fact-1", "置物櫃要投十元"), Fact("fact-2", "停車免費")),
    not_offered=(Fact("not-1", "潛水課"),),
)


class Talk:
    """A call in sentences; what is not given is read by the rules. Each turn lasts `seconds`."""

    def __init__(self, lang: Language, mode: Mode = Mode.OUTBOUND) -> None:
        card = 泳池 if lang.is_chinese else POOL
        self.state = CallState.start(mode, lang, card)
        self.now = 0.0

    def _turn(self, speaker: Speaker, text: str, seconds: float) -> TurnHeard:
        turn = TurnHeard(len(self.state.turns) + 1, speaker, self.now, self.now + seconds, text)
        self.now += seconds + 0.5
        return turn

    def agent(self, text: str, moves: Iterable[Move] = (), seconds: float = 4.0) -> "Talk":
        reading = read_agent(text, self.state.lang, self.state)
        if moves:
            reading = AgentReading(tuple(moves), ())
        turn = self._turn(Speaker.AGENT, text, seconds)
        self.state = with_agent_turn(self.state, turn, reading)
        return self

    def customer(
        self,
        text: str,
        phase: Phase | None = None,
        signals: tuple[Signal, ...] | None = None,
        seconds: float = 4.0,
        learned: tuple[tuple[Kind, str], ...] = (),
    ) -> "Talk":
        reading = read_customer(text, self.state.lang, self.state)
        scores = {p: float(p is phase) for p in Phase} if phase else reading.phase_scores
        said = reading.signals if signals is None else signals
        turn = self._turn(Speaker.CUSTOMER, text, seconds)
        reading = CustomerReading(scores, said, (), learned=learned)
        self.state = with_customer_turn(self.state, turn, reading)
        return self

    @property
    def advice(self) -> Advice:
        return advise(self.state)


def test_a_call_starts_with_nothing_known():
    state = CallState.start(Mode.OUTBOUND, Language.EN, None)
    assert (state.turns, state.asked, state.told, state.options) == ((), (), (), ())
    assert sum(state.shares.values()) == 0
    assert not state.need_known


def test_a_caller_who_rings_in_is_already_choosing():
    assert CallState.start(Mode.INBOUND, Language.EN, POOL).phase is Phase.CONVERGENT


def test_the_time_of_both_speakers_counts_to_the_phase_then_open():
    talk = Talk(Language.EN)
    talk.agent("What do you do for exercise?", seconds=3)
    talk.customer("I walk, mostly.", Phase.COGNITIVE, seconds=5)
    talk.agent("What else could you do?", seconds=2)
    talk.customer("I could swim, or cycle.", Phase.DIVERGENT, seconds=10)
    assert talk.state.seconds[Phase.COGNITIVE] == pytest.approx(10)
    assert talk.state.shares[Phase.DIVERGENT] == pytest.approx(0.5)
    assert talk.state.agent_share == pytest.approx(0.25)


def test_a_question_counts_as_answered_when_the_customer_takes_it_up():
    talk = Talk(Language.EN).agent("What hurts most?", [Move.PROBLEM])
    assert (talk.state.asked, talk.state.answered) == ((Move.PROBLEM,), ())
    talk.customer("My knees hurt when I climb the stairs.", Phase.COGNITIVE)
    assert talk.state.answered == (Move.PROBLEM,)


@pytest.mark.parametrize(
    ("lang", "said", "entry"),
    [
        (Language.EN, "There is parking and it is free, by the way.", "fact-2"),
        (Language.ZH_HANT, "對了我們停車免費喔", "fact-2"),
        (Language.ZH_HANS, "对了我们停车免费哦", "fact-2"),
    ],
)
def test_what_the_agent_has_told_from_the_card_is_known(lang: Language, said: str, entry: str):
    assert entry in Talk(lang).agent(said).state.told


def test_options_that_the_customer_raises_are_collected():
    talk = Talk(Language.EN).customer("Maybe I could cycle, or join my sister.", Phase.DIVERGENT)
    talk.customer("Or maybe we just do nothing.", Phase.DIVERGENT)
    assert talk.state.options == (
        "Maybe I could cycle",
        "or join my sister",
        "Or maybe we just do nothing",
    )


def test_what_was_learned_carries_the_turn_that_said_it():
    talk = Talk(Language.EN).agent("How are things?").customer("Hm.", Phase.COGNITIVE, ())
    talk.customer("My knees hurt on the stairs every night.", Phase.COGNITIVE, ())
    assert talk.state.learned == (Learned(Kind.PAIN, "My knees hurt on the stairs every night", 3),)


def test_what_a_model_has_read_takes_the_place_of_what_the_rules_would_learn():
    said = ((Kind.WANTED, "sleep again"),)
    talk = Talk(Language.EN).customer("My knees hurt, I want to sleep again.", learned=said)
    assert talk.state.learned == (Learned(Kind.WANTED, "sleep again", 1),)


def test_the_same_thing_said_again_is_not_learned_twice():
    talk = Talk(Language.ZH_HANT)
    for _ in range(2):
        talk.customer("我媽膝蓋一直痛，爬不上樓。", Phase.COGNITIVE, ())
    assert len(talk.state.learned) == 1


def test_the_shares_to_aim_at_can_be_set_for_a_call():
    own = {Phase.COGNITIVE: 0.6, Phase.DIVERGENT: 0.3, Phase.CONVERGENT: 0.1}
    assert CallState.start(Mode.INBOUND, Language.EN, None, own).target_shares == own
    assert CallState.start(Mode.INBOUND, Language.EN, None).target_shares[Phase.CONVERGENT] == 0.6


def test_an_objection_stays_open_until_the_agent_takes_it_up():
    talk = Talk(Language.EN).customer(
        "That is expensive.", Phase.CONVERGENT, (Signal.OBJECTION_PRICE,)
    )
    assert talk.state.open_objections == (Signal.OBJECTION_PRICE,)
    talk.agent("I see. You pay monthly.", [Move.HANDLE_OBJECTION])
    assert talk.state.open_objections == ()


def test_a_phase_is_unfinished_until_it_had_turns_and_time():
    talk = Talk(Language.EN)
    assert talk.state.unfinished() == (Phase.COGNITIVE, Phase.DIVERGENT)
    for _ in range(2):
        talk.customer("I walk to work every day.", Phase.COGNITIVE)
        talk.customer("Or maybe I could swim.", Phase.DIVERGENT)
    assert talk.state.unfinished() == ()


def test_the_same_turns_give_the_same_state():
    def played() -> CallState:
        talk = Talk(Language.ZH_HANT).agent("您平常怎麼運動？")
        return talk.customer("走路而已，膝蓋痛。").state

    assert played() == played()
