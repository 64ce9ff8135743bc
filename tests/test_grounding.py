"""What a drafted line may say: card and call support it, or it is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.coach.ground import Facts, StreamGuard, check, safe_prefix
from copilot.language import Language
from copilot.method.cards import Fabe, Fact, Objection, ProductCard

HANT, HANS, EN = Language.ZH_HANT, Language.ZH_HANS, Language.EN


def card(heading: str, fabe: str, objections: str, facts: str, not_offered: str) -> ProductCard:
    """A card from compact text: entries apart by ';;', parts of an entry by '|'."""
    name, company, price, summary = heading.split("|")
    rows = [row.split("|") for row in fabe.split(";;")]
    pairs = [row.split("|") for row in objections.split(";;")]
    return ProductCard(
        name=name,
        company=company,
        price=price,
        summary=summary,
        fabe=tuple(Fabe(f"fabe-{i}", *row) for i, row in enumerate(rows, 1)),
        objections=tuple(Objection(f"objection-{i}", *p) for i, p in enumerate(pairs, 1)),
        facts=tuple(Fact(f"fact-{i}", t) for i, t in enumerate(facts.split(";;"), 1)),
        not_offered=tuple(Fact(f"not-{i}", t) for i, t in enumerate(not_offered.split(";;"), 1)),
    )


FIBRE = card(
    "光速家用 500M|島嶼寬頻|每月 899 元（綁約兩年）|"
    "下載 500M、上傳 250M 的光纖上網，附一台無線分享器。",
    "下載 500M／上傳 250M|上傳比一般有線電視上網快很多|視訊會議跟傳大檔案不會卡|"
    "裝機當場用測速網站測給客戶看;;"
    "網狀 Wi-Fi 加購，一顆每月 99 元|比單台分享器涵蓋範圍大|隔了水泥牆的房間也收得到|"
    "七天內收訊不滿意可退;;"
    "商用固定 IP 500M，每月 1,590 元|故障四小時到場|店面刷卡機、監視器不怕斷太久|"
    "到場時限寫在合約，超時退當日費用",
    "舊約還沒到|可先預約裝機日，最晚可預約三個月後",
    "裝機費 1,000 元，綁約兩年免收;;裝機約五到七個工作天;;提前解約依剩餘月數，最高 3,000 元;;"
    "1G 每月 1,299 元;;兩條線同一位申請人，第二條每月折 100 元;;客服每天 8:00–22:00",
    "第四台頻道;;手機門號合併帳單;;代付前一家的違約金;;終身免費維修",
)
GYM = card(
    "日出時段會員|原野健身 中和館|每月 988 元（一年約），無入會費|"
    "平日早上六點到下午四點可以使用全館的會員，含每月兩次小班課。",
    "平日 06:00–16:00 使用全館|比全時段會員一個月少 600 元|只在白天運動的人不用付晚上的錢|"
    "全時段會員每月 1,588 元，價目表在官網;;"
    "每月兩次小班課，一班最多八人|教練看得到每個人的動作|怕受傷或很久沒動的人有人盯|"
    "小班課教練都有體適能指導員證照;;"
    "七天體驗|簽約前可以先來用|確定會來再決定|體驗免費，不用先刷卡",
    "怕買了不去|先用七天體驗；會員一年可以暫停兩次，每次最多一個月",
    "中和館在捷運景安站走路五分鐘;;有淋浴間，毛巾自備;;週末不能用日出時段，單次補票 150 元;;"
    "提前解約依剩餘月數收百分之二十;;體驗可以帶一位家人;;銀髮肌力與伸展小班開在平日早上",
    "游泳池;;物理治療;;到府教練",
)
ENGLISH = card(
    "职场口语小班课|晨桥英语|6800元/48节（六个月）|"
    "面向上班族的线上口语小班，四人一班，外教带课，每周两节，按职场场景分模块。",
    "四人小班，外教点名轮流，每节课每人开口不少于12分钟|比大班和录播课开口多得多|"
    "练的是现场反应，不是背单词|上满30节的学员，内部口语测平均升一级;;"
    "按场景分模块，含展会报价、介绍样品、饭桌闲聊|学了当周就能用|见客户时有话可说|"
    "可免费试听一节，跟正式班一起上",
    "怕插不上话|按小测成绩分班，外教点名轮流，12分钟是规定;;一次交太多|可分三期，没有利息",
    "周二周四晚八点到八点五十的班还空一个位;;定金300元，试听不满意退定金;;"
    "开课七天内不满意可退，只扣已上的课;;每节50分钟;;缺课可看回放，不补课",
    "一对一外教;;线下面授;;考级保过",
)
KITCHEN = card(
    "七日厨房焕新|木禾家装|29800元起（6平方米以内，含拆旧、水电局改、墙地砖、橱柜5延米）|"
    "老房厨房局部改造，不搬家，七个工作日完工，含拆旧到橱柜安装。",
    "七个工作日完工，每天收工封门除尘|不用搬出去住|家里有老人孩子也能照常过日子|"
    "合同写明，超一天赔200元;;"
    "设计师上门量房，出两套布局图|先看图再决定|台面高低、冰箱摆哪儿，动工前就定下来|"
    "量房出图免费，不签约不收钱",
    "怕后期加项|水电按米单价写进报价，加项须业主签字;;比游击队贵|防水五年质保，橱柜三年质保",
    "超出6平方米每平方米加1600元;;橱柜每加一延米1480元;;定金2000元，开工前可退;;"
    "量房约在周三到周日;;台面可做高低台，不另收费",
    "承重墙拆改;;燃气管道移位;;家电",
)
BROADBAND = card(
    "Fellgate Full Fibre 300|Fellgate Broadband|"
    "£31 a month on an 18-month contract (existing customers, no setup fee)|"
    "Fibre-to-the-home line at 300 megabits with a Wi-Fi 6 hub, offered to existing customers on "
    "the older copper-based 55 megabit line who are leaving.",
    "Fibre all the way into the house|speed does not fall with distance from the cabinet|"
    "video calls hold in the evening and when everyone is home|"
    "minimum guaranteed speed of 150 megabits; below that for 14 days you may leave free;;"
    "Wi-Fi 6 hub with one mesh disc included|covers a second floor or loft room|"
    "a home office at the far end of the house works|"
    "engineer tests the signal in two rooms of your choice before leaving",
    "I've found it cheaper elsewhere at £20|Ask what is included; our price is fixed for 18 months "
    "and includes hub, disc and install.;;"
    "I can't take a day off|Install slots are two hours, 8 to 8, including Saturdays.",
    "Install takes about 90 minutes;;Old line stays live until the new one works;;"
    "Earliest install is 9 working days;;14-day cooling-off period;;Saturday slots carry "
    "no charge;;"
    "Anyone out of contract may leave with 30 days' notice and no fee;;"
    "Current price on the old 55 megabit line out of contract: £44 a month",
    "TV packages;;static IP address on home plans;;contracts shorter than 18 months at this price",
)
PAYROLL = card(
    "Tallyhouse Payroll|Tallyhouse Software|$49 a month plus $5 per employee paid that month|"
    "Online payroll for small businesses with hourly and tipped staff.",
    "Staff clock in on a tablet or their own phone|hours arrive without retyping|"
    "no evening spent reading time cards|30-day free trial with your own staff, no card needed;;"
    "Federal and state payroll tax filing included|filed and paid on the due date|no late letters|"
    "if a filing we handle is late, we pay the penalty",
    "My accountant does it|She keeps a free login and closes the books; we do hours and filing.",
    "Monthly, cancel any time;;Setup takes about a week, done by us from last quarter's reports;;"
    "All 50 states;;Support by phone 8 to 8 Central, weekdays;;"
    "Office is in Omaha, founded 2014;;Free accountant login",
    "scheduling software;;health insurance broking;;payroll in cash",
)
CARDS = {
    "fibre": (FIBRE, HANT),
    "gym": (GYM, HANT),
    "english": (ENGLISH, HANS),
    "kitchen": (KITCHEN, HANS),
    "broadband": (BROADBAND, EN),
    "payroll": (PAYROLL, EN),
}


def facts(name: str) -> Facts:
    return Facts.from_card(*CARDS[name])


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    """(card, line) for every line of the table, lines apart by '|'."""
    return [
        (name, t.strip())
        for name, text in table.items()
        for t in re.split(r"\||\n", text)
        if t.strip()
    ]


REFUSED = lines(
    {
        "fibre": """
            這個方案現在只要 799 元。 | 今天申辦的話，一個月算您七百九十九。
            我可以給您八折，每月 719 元。 | 幫您打八五折好嗎？ | 我跟主管申請，五折給您。
            主管已經同意了，可以打對折。 | 現在辦可以省百分之三十。
            第二條每月折 200 元，這樣可以嗎？ | 裝機費只要 500 元。 | 裝機費５００元就好。
            月租費是ＮＴ＄７９９。 | 我們保證不會斷線。 | 速度一定會讓您滿意。 | 這絕對是最划算的。
            全台最低價，您放心。 | 這是最便宜的方案了。 | 終身免費維修，您不用擔心。
            我們送您一台平板。 | 申辦就送三個月月租。 | 現在申辦有優惠，要幫您登記嗎？
            可以特別優惠您，一個月八百。 | 這是我們的獨家技術。 | 我們是官方授權的。
            三十天內不滿意全退。 | 兩小時內到場維修。 | 裝機明天就好，三天內完成。
            限時優惠，今天截止。 | 名額有限，只剩兩個。 | 請加 www.island-fiber.tw 看方案。
            寄到 sales@example.com 就可以。 | 請打 0912-345-678 找我。 | 客服專線是 0800123456。
            全國五百家門市都能辦。 | 我們有一萬兩千個客戶。 | 速度快十倍。 | 一年保固，壞了換新。
            這條線完全沒有風險。 | 不限流量，吃到飽。 | 網速 1000M 只要 899 元。
            合約只綁一年就可以。 | 每月兩百九十九，要不要試試？ | 每月 ８９ 元。 | 一個月五百就好。
            違約金我們幫您付一萬塊。 | 我保 證您滿意。 | 每月 8​99 元。 | 這個月底前便宜一點給您。
            現折五百元。 | 百分百不斷線。 | 約兩萬五千元。 | 一個月才三塊錢美金。
            壹仟貳佰元就能辦。 | 每月⑤⑨⑨元。 | 下週四上午十點幫您裝，好嗎？
        """,
        "gym": """
            現在入會只要 888 元。 | 提前解約只收百分之十。 | 体验三十天免费。
            會員一年可以暫停四次。 | 比全時段少 900 元喔。 | 三個月一定瘦五公斤。 | 入會就送毛巾。
            我們是全國第一的健身房。
        """,
        "english": """
            现在报名只要五千八。 | 给您打个九折，6120元。 | 我们保证您三个月流利。
            学完绝对能升职。 | 可以分十二期，没有利息。 | 分6期也行。 | 定金只要一百块。
            不满意全额退款，三十天内都可以。 | 试听三节都免费。 | 这是全网最低价。 | 赠送教材一套。
            我们通过率百分之九十五。 | 您跟经理说一声就能便宜两成。 | 每节课每人开口二十分钟。
            小班只有两千三百块。 | 一共六十节课。 | 终身免费复读。 | 官方认证的独家课程。
            上满三十节平均升三级，肯定有效。 | 半价给您。 | 今天报立减500元。
        """,
        "kitchen": """
            两万六千八就能做。 | 29800元打九折。 | 五天就完工。 | 防水十年质保。 | 橱柜终身质保。
            超一天赔500元。 | 量房收您50块就行。 | 超出面积每平方米加1200元。 | 绝对不会加项。
            送您一台洗碗机。
        """,
        "broadband": """
            I can do it for £25 a month. | It's twenty-five pounds a month.
            We could go down to twenty-eight quid. | I'll give you twenty percent off.
            That's 20% off for the first year. | How about half price for three months?
            It's the lowest price around. | We're the cheapest in town.
            I promise it will never drop. | You'll always get full speed.
            It definitely works in the loft. | You get a full refund, no questions asked.
            It comes with a lifetime warranty.
            We'll throw in a free TV box for nothing and a gift card. | It's completely risk-free.
            There's no obligation and no catch. | Speeds of five hundred megabits.
            It runs at 900 Mbps. | It's only a twelve-month contract.
            We can install it within an hour. | Install takes thirty minutes.
            You have sixty days to cool off. | I'll knock off ten pounds a month.
            My manager has approved £20 for you. | This is an exclusive offer, just for you.
            It's the official supplier. | Limited time: today only.
            Visit fellgate-deals.com to sign up. | Email me at priya@fellgate.co.uk please.
            Call me on 07700 900123. | Unlimited data forever. | We've got two million customers.
            It's ten times faster. | Let's say Tuesday at three o'clock.
            How does two fifty a month sound? | You'd save fifteen pounds a month.
            We have a special discount for you. | It is 100% reliable.
            £31 a month for ２４ months. | There's no better price anywhere.
            𝐅𝐫𝐞𝐞 setup and frée wífi, guaranteed lowest.
        """,
        "payroll": """
            It's thirty-nine a month. | For you, $29 a month plus $3 per employee.
            That's four dollars a head. | I can waive the first two months.
            You get ninety days free. | We guarantee you'll never be fined.
            Your refund comes in full. | It takes five minutes to set up.
            A 60-day trial, no card needed. | We're the best deal in all fifty states, the cheapest.
            We work with 3,000 restaurants. | Thousands of restaurants use it.
            I'll ring you Monday at ten. | It saves you six hours a week.
        """,
    }
)

HONEST = lines(
    {
        "fibre": """
            您好，這裡是島嶼寬頻，請問現在方便講兩分鐘嗎？ | 是家裡要用，還是店裡要用呢？
            每月八百九十九，綁約兩年，裝機費免收。 | 899元一個月，綁兩年。
            您剛剛說的兩個問題，我一個一個回答。 | 上傳有 250M，視訊會議不會卡。
            後面那間可以加一顆網狀的，一個月九十九。 | 七天內收訊不滿意可以退。
            店家的方案一個月一千五百九，故障四小時到場。 | 裝機大概五到七個工作天。
            提前解約最高三千元，依剩餘月數算。 | 同一個人申請，第二條折一百。
            最晚可以預約三個月後裝。 | 客服早上八點到晚上十點都在。
            我不敢保證完全不會斷，但是四小時內會到。 | 這段時間您一定很累吧？
            一樣的問題，一年大概會碰到幾次？ | 十分感謝您，我們一起看一下怎麼做比較好。
            萬一斷線，您現在都怎麼處理？ | 您一定覺得很困擾，是最近兩年才這樣嗎？
            折扣的部分我沒有辦法答應您，不好意思。 | 1G 的話每月一千兩百九十九元。
            您提到晚上會轉圈圈，對您影響最大的是什麼？
        """,
        "gym": """
            一個月九百八十八，一年約，沒有入會費。 | 可以先免費體驗七天，不用刷卡。
            一年可以暫停兩次，一次最多一個月。 | 平日早上六點到下午四點都能用。
            小班課一班最多八個人。 | 景安站走路五分鐘就到。 | 週末要補票，一次一百五十元。
            提前解約收剩餘月數的百分之二十。 | 全時段會員是 1588 元，比較起來一個月少六百。
            您平常最想改善的是哪一個地方？
        """,
        "english": """
            半年四十八节课，六千八。 | 可以分三期，没有利息。
            开课七天内不满意可以退，只扣上过的课。 | 每个人每节课开口不少于十二分钟。
            先免费试听一节，您看行吗？ | 定金三百元，试听不满意退定金。
            周二周四晚上八点的班还空一个位。 | 上满三十节的学员，平均升一级。
            您一开口就紧张，一般是在什么场合？ | 一节课五十分钟，四个人一班。
            您一定很着急，这件事影响最大的是什么？
        """,
        "kitchen": """
            六平方米以内两万九千八，包含拆旧。 | 超出的面积，每平方米加一千六。
            橱柜每加一延米一千四百八十元。 | 超一天赔您两百块，写进合同。
            设计师上门出两套图，免费。 | 防水五年质保，橱柜三年。 | 七个工作日完工，不用搬出去住。
            量房可以约周四或者周六，您哪天方便？ | 定金两千，开工前可退。
            您平时做饭，最别扭的地方在哪儿？
        """,
        "broadband": """
            Feel free to tell me what has been bothering you.
            Are you free to talk for two minutes?
            It's thirty-one pounds a month, fixed for eighteen months.
            £31 a month, and there's no setup fee.
            If it sits under a hundred and fifty megabits for a fortnight, you may leave free.
            Install takes about an hour and a half. | You have fourteen days to change your mind.
            The earliest we can install is nine working days from now.
            Slots are two hours, eight to eight, Saturdays included.
            We test two rooms of your choice before leaving.
            What happens to your work when it freezes?
            One question: who else is online in the evening?
            Have you always had that trouble in the loft?
            I can't promise you a discount, but the price is fixed.
            You're out of contract, so it's thirty days' notice and no fee.
            It's a 300 megabit line with a Wi-Fi 6 hub.
            You're paying £44 a month for the old line at the moment.
        """,
        "payroll": """
            It's forty-nine a month plus five dollars per employee.
            Forty-nine a month plus five a head.
            There's a free trial for thirty days, no card needed.
            Your accountant gets a free login. | We've been in Omaha since 2014.
            Support is there from eight to eight on weekdays. | If we file late, we pay the penalty.
            Who puts the hours together on payday? | You can cancel any time, it's monthly.
        """,
    }
)


def test_the_tables_are_as_large_as_they_claim() -> None:
    assert len(set(REFUSED)) >= 100
    assert len(set(HONEST)) >= 60


@pytest.mark.parametrize(("name", "line"), REFUSED)
def test_an_unsupported_line_is_refused(name: str, line: str) -> None:
    verdict = check(line, facts(name))
    assert not verdict.ok
    assert all(line[s.start : s.end] == s.text for s in verdict.unsupported)


@pytest.mark.parametrize(("name", "line"), HONEST)
def test_an_honest_line_passes(name: str, line: str) -> None:
    assert check(line, facts(name)).unsupported == ()


@pytest.mark.parametrize("name", CARDS)
def test_every_statement_of_a_card_may_be_said(name: str) -> None:
    product, _ = CARDS[name]
    statements = [product.price, product.summary, *(f.text for f in product.facts)]
    statements += [o.answer for o in product.objections]
    statements += [t for f in product.fabe for t in (f.feature, f.advantage, f.benefit, f.evidence)]
    for statement in statements:
        assert check(statement, facts(name)).unsupported == ()


@pytest.mark.parametrize(
    ("said", "line", "ok"),
    [
        ("我再確認一下，一共兩千四百八十九元。", "一共是兩千四百八十九元。", True),
        ("那我們約下週三下午兩點。", "好，下週三下午兩點見。", True),
        ("那我們約下週三下午兩點。", "好，下週三上午兩點見。", False),
        ("這次可以打九折。", "打完九折給您。", True),
        ("這次可以打九折。", "可以打八折給您。", False),
        ("我保證幫您追這件事。", "我保證幫您追。", True),
    ],
)
def test_what_the_agent_said_may_be_said_again(said: str, line: str, ok: bool) -> None:
    assert check(line, facts("fibre").with_agent(said)).ok is ok


@pytest.mark.parametrize(
    ("said", "as_fact", "line", "ok"),
    [
        ("我們家現在一個月付一千兩百。", True, "您現在一個月付一千兩百，最不滿意的是什麼？", True),
        (
            "我們家現在一個月付一千兩百。",
            False,
            "您現在一個月付一千兩百，最不滿意的是什麼？",
            False,
        ),
        ("我們家現在一個月付一千兩百。", True, "我們這個方案只要一千兩百。", False),
        ("我們有四十五個人。", True, "四十五個人一起用，什麼時候最卡？", True),
        ("上次斷線兩個多小時。", True, "兩個小時的單都跑掉了？", True),
        ("你們可以打八折吧？", True, "好，幫您打八折。", False),
        ("你們可以打八折吧？", False, "好，幫您打八折。", False),
        ("別家便宜百分之三十。", True, "我們也便宜百分之三十。", False),
        ("你們不是免費送一台嗎？", True, "對，免費送您一台。", False),
        ("你們主管說五百就可以。", False, "五百就可以。", False),
        ("下禮拜四早上十點我在。", False, "那就禮拜四早上十點。", True),
        ("我只有三分鐘。", False, "好，三分鐘，我直接說重點。", True),
        ("請記下我的電話0912345678。", True, "我打0912345678給您。", False),
    ],
)
def test_what_a_customer_said_is_a_fact_only_about_themselves(
    said: str, as_fact: bool, line: str, ok: bool
) -> None:
    assert check(line, facts("fibre").with_customer(said, as_fact=as_fact)).ok is ok


@pytest.mark.parametrize(
    "line",
    [
        "第四台頻道終身免費維修。",
        "It's twenty pounds elsewhere.",
    ],
)
def test_objections_and_things_not_offered_support_nothing(line: str) -> None:
    assert not check(line, facts("fibre" if "第" in line else "broadband")).ok


@pytest.mark.parametrize(
    ("name", "line", "entries"),
    [
        ("fibre", "每月 899 元，綁約兩年。", ("price",)),
        ("fibre", "一顆網狀的每月 99 元，隔了水泥牆也收得到。", ("fabe-2",)),
        ("fibre", "裝機大約五到七個工作天。", ("fact-2",)),
        ("gym", "會員一年可以暫停兩次。", ("objection-1",)),
        ("english", "定金300元，试听不满意退定金。", ("fact-2",)),
        ("payroll", "Your accountant gets a free login.", ("objection-1", "fact-6")),
        ("broadband", "The engineer tests the signal in two rooms.", ("fabe-2",)),
        ("broadband", "Is this a good time?", ()),
    ],
)
def test_a_line_names_the_entries_it_rests_on(
    name: str, line: str, entries: tuple[str, ...]
) -> None:
    assert set(entries) <= set(check(line, facts(name)).evidence)
    assert bool(check(line, facts(name)).evidence) == bool(entries)


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("每月八百九", HANT, "每月"),
        ("每月八百九十九元，綁", HANT, "每月八百九十九元，綁"),
        ("我們保", HANT, "我們"),
        ("我們保護您的資料", HANT, "我們保護您的資料"),
        ("最多可以省百分之", HANT, "最多可以省"),
        ("It is forty-", EN, "It is"),
        ("It is forty-nine dollars, and", EN, "It is forty-nine dollars,"),
        ("We guar", EN, "We"),
        ("There is no ", EN, "There is"),
        ("There is no risk", EN, "There is"),
        ("Prices start from $", EN, "Prices start from"),
        ("see www.exam", EN, "see"),
        ("您的車還在保固", HANT, "您的車還在"),
        ("您的車還在保固期嗎？", HANT, "您的車還在保固期嗎？"),
    ],
)
def test_what_may_still_become_a_number_or_promise_is_held_back(
    text: str, lang: Language, shown: str
) -> None:
    assert safe_prefix(text, lang) == shown


@pytest.mark.parametrize(("name", "line"), REFUSED)
def test_nothing_unsupported_is_shown_while_a_line_grows(name: str, line: str) -> None:
    known = facts(name)
    guard = StreamGuard(known)
    first = min(s.start for s in check(line, known).unsupported)
    for i in range(len(line) + 1):
        assert line.startswith(guard.feed(line[:i]))
        assert len(guard.feed(line[:i])) <= first
    assert guard.refused or safe_prefix(line, known.lang) != line


@pytest.mark.parametrize(("name", "line"), HONEST)
def test_an_honest_line_only_grows_and_is_never_refused_half_way(name: str, line: str) -> None:
    guard = StreamGuard(facts(name))
    shown = ""
    for i in range(len(line) + 1):
        longer = guard.feed(line[:i])
        assert longer.startswith(shown)
        assert guard.refused == ()
        shown = longer


ANY_TEXT = st.text(max_size=60) | st.text(
    alphabet="每月省打折免費保證一二三百千萬點半元塊％%0123456789.,:-NT$ freguant，。？週年個",
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.sampled_from(sorted(CARDS)))
def test_no_text_raises_and_a_safe_prefix_is_a_prefix(text: str, name: str) -> None:
    known = facts(name).with_agent(text).with_customer(text, as_fact=True)
    verdict = check(text, known)
    assert verdict.ok == (not verdict.unsupported)
    assert text.startswith(safe_prefix(text, known.lang))
    assert text.startswith(StreamGuard(known).feed(text))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(sorted(CARDS)))
def test_a_line_of_card_sentences_passes(data: st.DataObject, name: str) -> None:
    product, lang = CARDS[name]
    sentences = [
        product.price,
        *(f.text for f in product.facts),
        *(f.feature for f in product.fabe),
    ]
    chosen = data.draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=3))
    stop = "。" if lang.is_chinese else ". "
    assert check(stop.join(chosen), facts(name)).ok


@settings(max_examples=150, deadline=None)
@given(st.integers(4, 99_999), st.sampled_from(sorted(CARDS)), st.integers(0, 3))
def test_a_random_price_that_nobody_said_never_passes(price: int, name: str, form: int) -> None:
    known = facts(name)
    if any(price in (n.value, *n.also) for n in known.card):
        return
    templates = {
        True: ("每月只要{}元。", "我算您{}塊就好。", "NT${:,}，可以嗎？", "一個月{}，好不好？"),
        False: (
            "It's ${:,} a month.",
            "I can do £{} for you.",
            "That's {} dollars.",
            "Only {} a month.",
        ),
    }
    line = templates[known.lang.is_chinese][form].format(price)
    assert not check(line, known).ok
    assert str(price)[-1] not in StreamGuard(known).feed(line + " ")
