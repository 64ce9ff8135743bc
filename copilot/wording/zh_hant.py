"""What the panel and the agent say, in traditional Chinese (Taiwan)."""

from collections.abc import Mapping

from copilot.method.advice import Reason
from copilot.method.moves import Move
from copilot.method.phases import Phase

PHASES: Mapping[Phase, str] = {
    Phase.COGNITIVE: "認識性思維",
    Phase.DIVERGENT: "歧異性思維",
    Phase.CONVERGENT: "聚斂性思維",
}

PHASES_SHORT: Mapping[Phase, str] = {
    Phase.COGNITIVE: "認識",
    Phase.DIVERGENT: "歧異",
    Phase.CONVERGENT: "聚斂",
}

MOVES: Mapping[Move, str] = {
    Move.OPEN: "開場",
    Move.SITUATION: "問現況",
    Move.PROBLEM: "問困難",
    Move.IMPLICATION: "問影響",
    Move.NEED_PAYOFF: "問解決的價值",
    Move.EXPLORE: "一起想辦法",
    Move.FEATURE: "說明特色",
    Move.ADVANTAGE: "說明優點",
    Move.BENEFIT: "說明好處",
    Move.EVIDENCE: "拿出證據",
    Move.HANDLE_OBJECTION: "回應疑慮",
    Move.CONFIRM: "確認理解",
    Move.CLOSE: "談定下一步",
    Move.RESPECT_EXIT: "尊重離開",
}

WHY: Mapping[Reason, str] = {
    Reason.WANTS_OUT: "客戶想結束，道謝放手",
    Reason.DECIDED_AGAINST: "客戶已決定，不再勉強",
    Reason.SAY_GOODBYE: "談完了，好好道別",
    Reason.SAY_WHO: "先讓對方知道你是誰",
    Reason.ASK_FIRST: "先問，再推薦",
    Reason.ANSWER_THEN_ASK: "先回答，再問他的情況",
    Reason.FIND_THE_PAIN: "現況有了，問哪裡不順",
    Reason.MAKE_IT_MATTER: "說出困難了，問影響",
    Reason.HIDDEN_NEED: "冒出新的需求，問下去",
    Reason.OPEN_THE_OPTIONS: "問題清楚了，收集辦法",
    Reason.ONE_MORE_OPTION: "再多收集一個可能",
    Reason.LET_THEM_VALUE_IT: "讓客戶自己說出價值",
    Reason.SUM_UP_OPTIONS: "辦法夠了，整理看看",
    Reason.ANSWER_FROM_CARD: "照資料直接回答",
    Reason.SHOW_PROOF: "客戶要證據",
    Reason.ANSWER_THE_WORRY: "問題帶著擔心，一起回答",
    Reason.TIE_TO_NEED: "需求已知，可以介紹",
    Reason.TAKE_UP_OBJECTION: "先接住這個疑慮",
    Reason.GO_BACK_UNDERSTAND: "猶豫：回去問清楚",
    Reason.GO_BACK_EXPLORE: "猶豫：再看別的可能",
    Reason.LEAVE_ROOM: "需要時間：約好怎麼接續",
    Reason.CHECK_UNDERSTANDING: "先確認有沒有聽對",
    Reason.READY_TO_CLOSE: "客戶準備好了",
}

# Lines that need nothing from the card. No line holds a number.
LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: (
        "您好，我這邊是{company}，打來想請教您幾個問題，現在方便說話嗎？",
        "不好意思突然打來，我是{company}的服務人員，現在方便聊幾句嗎？",
        "我是{company}，先聽聽您的情況就好，您現在方便嗎？",
    ),
    Move.SITUATION: (
        "想先了解一下，您目前這方面是怎麼處理的？",
        "方便說說現在的情況嗎？平常主要是誰在用、怎麼用？",
        "那您目前用的是什麼？大概用多久了？",
        "這件事平常是您自己處理，還是有人幫忙？",
    ),
    Move.PROBLEM: (
        "那現在這樣，最讓您頭痛的是哪個部分？",
        "用到現在，有沒有哪裡一直覺得不順？",
        "您說的這個情況，最麻煩的是什麼時候？",
        "如果可以先改善某個地方，您會想改哪裡？",
    ),
    Move.IMPLICATION: (
        "這件事對您平常的生活或工作，影響最大的是什麼？",
        "如果一直這樣下去，您最擔心會變成怎樣？",
        "除了您自己，還有誰也受到影響？",
        "發生的時候，除了麻煩，您還得多花什麼？",
    ),
    Move.NEED_PAYOFF: (
        "如果這個問題不用您再操心，對您來說最大的不同是什麼？",
        "假如真的解決了，您最想先拿多出來的時間做什麼？",
        "要是有個做法能改善您剛才說的，對您會有多大幫助？",
        "理想的話，您希望它變成什麼樣子？",
    ),
    Move.EXPLORE: (
        "除了這個，您還想過哪些辦法？先不管好不好，都可以說。",
        "還有沒有別的可能？不跟我們買的也算。",
        "身邊的人遇到這種情況，他們都怎麼做？",
        "這些都先留著。還有什麼是您想過、還沒試的？",
        "如果先不管預算，您還會想到什麼做法？",
    ),
    Move.CONFIRM: (
        "我跟您確認一下，您最在意的就是剛才說的這件事，對嗎？",
        "我整理一下您剛才講的，您聽聽看有沒有漏掉什麼。",
        "這樣聽起來，您還需要先弄清楚一些事，最要緊的是哪件？",
        "我怕我理解錯，您可以再說說最在意的那一點嗎？",
    ),
    Move.CLOSE: (
        "那我先幫您安排，您看哪個時間方便？",
        "好，那我幫您登記，資料要用哪個名字和電話？",
        "接下來我把內容傳給您確認，傳到這支電話可以嗎？",
        "那我們就來辦，付款方式您想用哪種？",
    ),
    Move.RESPECT_EXIT: (
        "好的，我了解，不會再打擾您。謝謝您的時間。",
        "沒問題，尊重您的決定，謝謝您願意跟我說這些。",
        "好，就照您的意思。祝您一切順利，再見。",
    ),
    Move.FEATURE: (
        "這一點我查清楚再回覆您，不敢隨口說。您最想確認的是什麼？",
        "這個我手邊沒有資料，我先記下來，確認後再回您。",
    ),
    Move.ADVANTAGE: ("您目前的做法，哪一點最希望能比現在好？",),
    Move.BENEFIT: ("照您剛才說的，您覺得哪一點對您最有用？",),
    Move.EVIDENCE: (
        "您想看哪方面的證明？我確認有資料再給您，不隨口保證。",
        "這一點我不敢隨口保證，我去確認後給您看資料。",
    ),
    Move.HANDLE_OBJECTION: (
        "您會這樣想很正常。可以多說一點，您最擔心的是哪個部分嗎？",
        "我了解，這確實要考慮。是什麼讓您有這個顧慮？",
        "謝謝您直接說。要怎麼樣，您才會覺得比較放心？",
    ),
}

# For calls that the customer made: in place of the opening, beside the other lines.
INBOUND_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: ("{company}您好，很高興為您服務，請問怎麼稱呼您？", "您好，這裡是{company}，請說。"),
    Move.SITUATION: (
        "是什麼事情讓您想來了解這個？",
        "方便先說說您的情況嗎？這樣我才不會講錯方向。",
    ),
}

# Lines that carry a sentence of the card, {card}.
CARD_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.FEATURE: ("跟您說明一下，{card}。", "這部分是這樣的，{card}。", "{card}，這樣清楚嗎？"),
    Move.ADVANTAGE: ("它的好處在這裡：{card}。", "跟一般做法不同的是，{card}。"),
    Move.BENEFIT: ("照您剛才說的情況，{card}。", "對您來說就是，{card}。"),
    Move.EVIDENCE: ("這一點有根據：{card}。", "您可以看這個：{card}。"),
    Move.HANDLE_OBJECTION: ("您的顧慮我懂，{card}。", "會擔心很正常，{card}。", "我了解，{card}。"),
}
PRICE_LINES = ("價格是{card}，這樣您清楚嗎？", "跟您報告，價格是{card}。")
NOT_OFFERED_LINES = (
    "老實跟您說，{card}這個我們沒有。您主要想解決的是什麼？",
    "{card}我們沒有提供，先跟您講清楚。還有別的做法可以一起想。",
)
FEELING = ("原來是這樣，我了解。", "我懂您的意思。", "謝謝您告訴我這些。")
