"""What a customer's turn teaches: their own words, of the right kind, or nothing."""

import opencc
import pytest

from copilot.language import Language
from copilot.method.clauses import LONGEST, clauses
from copilot.method.cues import length
from copilot.method.folding import fold_script
from copilot.method.learned import Kind
from copilot.method.learned_cues_en import ASKED as EN_ASKED
from copilot.method.learned_cues_en import LEARNED as EN_LEARNED
from copilot.method.learned_cues_zh import ASKED as ZH_ASKED
from copilot.method.learned_cues_zh import LEARNED as ZH_LEARNED
from copilot.method.learning import learn
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
COG, DIV, CON = Phase


def quotes(kind: Kind, learned: tuple[tuple[Kind, str], ...]) -> list[str]:
    return [quote for k, quote in learned if k is kind]


@pytest.mark.parametrize(
    ("lang", "text", "quote"),
    [
        (EN, "Well, we have nine vans on the road. Sorry?", "we have nine vans on the road"),
        (HANT, "我們公司有十二個人，都在外面跑。", "我們公司有十二個人"),
        (HANS, "我家现在用的是老式热水器。", "我家现在用的是老式热水器"),
    ],
)
def test_a_fact_about_themselves_is_learned(lang: Language, text: str, quote: str):
    assert quotes(Kind.FACT, learn(text, lang, COG, ())) == [quote]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "The boiler keeps cutting out and I can't sleep."),
        (HANT, "那台一直漏水，晚上吵得睡不著。"),
        (HANS, "那台一直漏水，晚上吵得睡不着。"),
    ],
)
def test_a_difficulty_is_learned(lang: Language, text: str):
    assert quotes(Kind.PAIN, learn(text, lang, COG, ()))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "No problem at all, it works fine."),
        (EN, "What if it breaks?"),
        (HANT, "還好，不會麻煩。"),
        (HANT, "會不會壞掉？"),
        (HANS, "没什么不方便。"),
    ],
)
def test_what_is_denied_or_asked_is_no_difficulty(lang: Language, text: str):
    assert quotes(Kind.PAIN, learn(text, lang, COG, ())) == []


def test_after_the_question_for_effects_a_difficulty_is_a_consequence():
    learned = learn("The staff are exhausted by Friday.", EN, COG, (), (Move.IMPLICATION,))
    assert quotes(Kind.CONSEQUENCE, learned)
    assert quotes(Kind.PAIN, learned) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "And because of that we lost two customers in March."),
        (HANT, "結果上個月賠了兩萬多。"),
        (HANS, "结果客人都跑了，一个月少赚好几千。"),
    ],
)
def test_what_it_leads_to_is_learned(lang: Language, text: str):
    assert quotes(Kind.CONSEQUENCE, learn(text, lang, COG, ()))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "I'd like him to sleep through the night."),
        (HANT, "我希望他可以自己走去上學。"),
        (HANS, "我希望孩子能自己写作业。"),
    ],
)
def test_a_wish_is_learned(lang: Language, text: str):
    assert quotes(Kind.WANTED, learn(text, lang, COG, ()))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "It'd change my Sundays, for a start."),
        (HANT, "我會早點回家陪小孩。"),
        (HANS, "那就不用天天跑市场了。"),
    ],
)
def test_who_was_asked_what_it_is_worth_says_it_in_any_words(lang: Language, text: str):
    assert quotes(Kind.WANTED, learn(text, lang, DIV, (), (Move.NEED_PAYOFF,)))


@pytest.mark.parametrize(
    ("lang", "text"), [(EN, "I'd like to know the price."), (HANT, "我想要問一下你們的價錢。")]
)
def test_wanting_to_ask_is_no_wish(lang: Language, text: str):
    assert quotes(Kind.WANTED, learn(text, lang, COG, ())) == []


@pytest.mark.parametrize(
    ("lang", "text", "options"),
    [
        (EN, "Maybe we could rent one. Or my brother could build it.", 2),
        (EN, "What else is there, smaller ones, or bags or something?", 1),
        (HANT, "不然請工讀生，還是說乾脆禮拜一休息。隔壁那家是用平板。", 3),
        (HANS, "要不请个阿姨来做，或者我自己学。还有别的办法吗？", 2),
    ],
)
def test_every_possibility_is_collected_while_they_think_of_them(
    lang: Language, text: str, options: int
):
    assert len(quotes(Kind.OPTION, learn(text, lang, DIV, ()))) == options


@pytest.mark.parametrize(
    ("lang", "text"), [(EN, "An honesty tin."), (HANT, "拆掉換塑膠的框。"), (HANS, "找个老师教。")]
)
def test_who_was_asked_for_options_may_simply_name_one(lang: Language, text: str):
    asked = learn(text, lang, DIV, (), (Move.EXPLORE,))
    assert quotes(Kind.OPTION, asked) == [text.rstrip(".。")]


def test_another_supplier_is_an_option_at_the_choice_too():
    text = "We've got a quote from another company as well."
    assert quotes(Kind.OPTION, learn(text, EN, CON, ()))
    assert quotes(Kind.OPTION, learn("另一家報的比較便宜。", HANT, CON, ()))


@pytest.mark.parametrize(
    ("lang", "text", "signal", "quote"),
    [
        (EN, "Hm. It is far too expensive.", Signal.OBJECTION_PRICE, "It is far too expensive"),
        (HANT, "我看看。這樣太貴了啦，每個月都要付。", Signal.OBJECTION_PRICE, "這樣太貴了啦"),
        (HANS, "你们是骗人的吧。", Signal.OBJECTION_TRUST, "你们是骗人的吧"),
    ],
)
def test_an_objection_is_quoted_where_it_is_voiced(
    lang: Language, text: str, signal: Signal, quote: str
):
    (found,) = quotes(Kind.OBJECTION, learn(text, lang, CON, (signal,)))
    assert found.startswith(quote)


@pytest.mark.parametrize(
    ("lang", "text", "signals"),
    [
        (EN, "Okay, put me down for Friday.", (Signal.BUYING_SIGNAL,)),
        (EN, "Send me the case on one page.", ()),
        (HANT, "那就先訂一台，禮拜五送。", (Signal.BUYING_SIGNAL,)),
        (HANT, "你先寄資料給我看。", ()),
        (HANS, "行，那就先来一箱。", (Signal.BUYING_SIGNAL,)),
    ],
)
def test_what_they_agree_to_or_ask_for_is_a_commitment(
    lang: Language, text: str, signals: tuple[Signal, ...]
):
    assert quotes(Kind.COMMITMENT, learn(text, lang, CON, signals))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "My daughter needs one too, she starts in May."),
        (HANT, "對了，我媽那邊也要換。"),
        (HANS, "对了，我妈那边也要换。"),
    ],
)
def test_a_need_in_passing_is_heard(lang: Language, text: str):
    assert quotes(Kind.NEED, learn(text, lang, COG, (Signal.HIDDEN_NEED,)))
    assert quotes(Kind.NEED, learn(text, lang, COG, ()))


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("text", ["Yes.", "Yeah, go on.", "Okay.", "", "..."])
def test_a_bare_yes_teaches_nothing(text: str, phase: Phase):
    assert learn(text, EN, phase, (Signal.BUYING_SIGNAL,)) == ()


@pytest.mark.parametrize("text", ["嗯。", "對啊，可以。", "好。", "你說。"])
@pytest.mark.parametrize("phase", list(Phase))
def test_a_bare_yes_in_chinese_teaches_nothing(text: str, phase: Phase):
    assert learn(text, HANT, phase, (Signal.BUYING_SIGNAL,)) == ()


LONG = {
    EN: (
        "we have six of us in the shop and the saw's going so nobody hears the phone and people "
        "leave a message but half of them never ring again so we lose jobs to the lads down the "
        "road who pick up"
    ),
    HANT: (
        "我們六個人的事務所印表機常常卡紙然後會計那台電腦又中毒躺了三天薪水差點發不出來"
        "老闆很生氣可是他說先這樣用就好我自己是很擔心因為標案的檔案都在那幾台裡面"
    ),
}


@pytest.mark.parametrize("lang", [EN, HANT])
def test_a_recogniser_that_leaves_marks_out_still_gives_short_quotations(lang: Language):
    learned = learn(LONG[lang], lang, COG, ())
    assert len(learned) >= 2
    for _, quote in learned:
        assert quote in LONG[lang]
        assert length(quote, lang) <= LONGEST[lang.is_chinese]


def test_clauses_stand_in_the_turn_where_they_say():
    turn = "It's £1,250, I think. Too dear? Well."
    parts = clauses(turn, EN)
    assert [turn[c.start : c.end].strip() for c in parts] == [c.text.strip() for c in parts]
    assert [c.text.strip() for c in parts] == ["It's £1,250", "I think", "Too dear", "Well"]
    assert [c.asks for c in parts] == [False, False, True, False]


@pytest.mark.parametrize("table", [ZH_LEARNED, ZH_ASKED])
def test_every_character_of_a_cue_is_found_in_both_scripts(table: dict[str, tuple[str, ...]]):
    to_simplified = opencc.OpenCC("t2s")
    for patterns in table.values():
        for character in {c for p in patterns for c in p if c > "\u3400"}:
            assert fold_script(character) == fold_script(to_simplified.convert(character))


def test_the_tables_of_both_languages_name_the_same_cues():
    assert ZH_LEARNED.keys() == EN_LEARNED.keys()
    assert ZH_ASKED.keys() == EN_ASKED.keys()
