"""What the panel and the agent say, in simplified Chinese (mainland China)."""

from collections.abc import Mapping

from copilot.method.advice import Reason
from copilot.method.moves import Move
from copilot.method.phases import Phase

PHASES: Mapping[Phase, str] = {
    Phase.COGNITIVE: "认识性思维",
    Phase.DIVERGENT: "歧异性思维",
    Phase.CONVERGENT: "聚敛性思维",
}

PHASES_SHORT: Mapping[Phase, str] = {
    Phase.COGNITIVE: "认识",
    Phase.DIVERGENT: "歧异",
    Phase.CONVERGENT: "聚敛",
}

MOVES: Mapping[Move, str] = {
    Move.OPEN: "开场",
    Move.SITUATION: "问现况",
    Move.PROBLEM: "问困难",
    Move.IMPLICATION: "问影响",
    Move.NEED_PAYOFF: "问解决的价值",
    Move.EXPLORE: "一起想办法",
    Move.FEATURE: "说明特色",
    Move.ADVANTAGE: "说明优点",
    Move.BENEFIT: "说明好处",
    Move.EVIDENCE: "拿出证据",
    Move.HANDLE_OBJECTION: "回应疑虑",
    Move.CONFIRM: "确认理解",
    Move.CLOSE: "谈定下一步",
    Move.RESPECT_EXIT: "尊重离开",
}

WHY: Mapping[Reason, str] = {
    Reason.WANTS_OUT: "客户想结束，道谢放手",
    Reason.DECIDED_AGAINST: "客户已决定，不再勉强",
    Reason.SAY_GOODBYE: "谈完了，好好道别",
    Reason.SAY_WHO: "先让对方知道你是谁",
    Reason.ASK_FIRST: "先问，再推荐",
    Reason.ANSWER_THEN_ASK: "先回答，再问他的情况",
    Reason.FIND_THE_PAIN: "现况有了，问哪里不顺",
    Reason.MAKE_IT_MATTER: "说出困难了，问影响",
    Reason.HIDDEN_NEED: "冒出新的需求，问下去",
    Reason.OPEN_THE_OPTIONS: "问题清楚了，收集办法",
    Reason.ONE_MORE_OPTION: "再多收集一个可能",
    Reason.LET_THEM_VALUE_IT: "让客户自己说出价值",
    Reason.SUM_UP_OPTIONS: "办法够了，整理看看",
    Reason.ANSWER_FROM_CARD: "照资料直接回答",
    Reason.SHOW_PROOF: "客户要证据",
    Reason.ANSWER_THE_WORRY: "问题带着担心，一起回答",
    Reason.TIE_TO_NEED: "需求已知，可以介绍",
    Reason.TAKE_UP_OBJECTION: "先接住这个疑虑",
    Reason.GO_BACK_UNDERSTAND: "犹豫：回去问清楚",
    Reason.GO_BACK_EXPLORE: "犹豫：再看别的可能",
    Reason.LEAVE_ROOM: "需要时间：约好怎么接续",
    Reason.CHECK_UNDERSTANDING: "先确认有没有听对",
    Reason.READY_TO_CLOSE: "客户准备好了",
}

# Lines that need nothing from the card. No line holds a number.
LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: (
        "您好，我这边是{company}，打来想请教您几个问题，您现在说话方便吗？",
        "不好意思突然打来，我是{company}的客服，现在方便聊几句吗？",
        "我是{company}，先听听您的情况就好，您现在方便吗？",
    ),
    Move.SITUATION: (
        "想先了解一下，您目前这方面是怎么处理的？",
        "方便说说现在的情况吗？平常主要是谁在用、怎么用？",
        "那您目前用的是什么？大概用多久了？",
        "这件事平常是您自己处理，还是有人帮忙？",
    ),
    Move.PROBLEM: (
        "那现在这样，最让您头痛的是哪个部分？",
        "用到现在，有没有哪里一直觉得不顺？",
        "您说的这个情况，最麻烦的是什么时候？",
        "如果可以先改善某个地方，您会想改哪里？",
    ),
    Move.IMPLICATION: (
        "这件事对您平常的生活或工作，影响最大的是什么？",
        "如果一直这样下去，您最担心会变成怎样？",
        "除了您自己，还有谁也受到影响？",
        "发生的时候，除了麻烦，您还得多花什么？",
    ),
    Move.NEED_PAYOFF: (
        "如果这个问题不用您再操心，对您来说最大的不同是什么？",
        "假如真的解决了，您最想先拿多出来的时间做什么？",
        "要是有个做法能改善您刚才说的，对您会有多大帮助？",
        "理想的话，您希望它变成什么样子？",
    ),
    Move.EXPLORE: (
        "除了这个，您还想过哪些办法？先不管好不好，都可以说。",
        "还有没有别的可能？不跟我们买的也算。",
        "身边的人遇到这种情况，他们都怎么做？",
        "这些都先留着。还有什么是您想过、还没试的？",
        "如果先不管预算，您还会想到什么做法？",
    ),
    Move.CONFIRM: (
        "我跟您确认一下，您最在意的就是刚才说的这件事，对吗？",
        "我整理一下您刚才讲的，您听听看有没有漏掉什么。",
        "这样听起来，您还需要先弄清楚一些事，最要紧的是哪件？",
        "我怕我理解错，您可以再说说最在意的那一点吗？",
    ),
    Move.CLOSE: (
        "那我先帮您安排，您看哪个时间方便？",
        "好，那我帮您登记，资料要用哪个名字和电话？",
        "接下来我把内容传给您确认，传到这个号码可以吗？",
        "那我们就来办，付款方式您想用哪种？",
    ),
    Move.RESPECT_EXIT: (
        "好的，我了解，不会再打扰您。谢谢您的时间。",
        "没问题，尊重您的决定，谢谢您愿意跟我说这些。",
        "好，就照您的意思。祝您一切顺利，再见。",
    ),
    Move.FEATURE: (
        "这一点我查清楚再回复您，不敢随口说。您最想确认的是什么？",
        "这个我手边没有资料，我先记下来，确认后再回您。",
    ),
    Move.ADVANTAGE: ("您目前的做法，哪一点最希望能比现在好？",),
    Move.BENEFIT: ("照您刚才说的，您觉得哪一点对您最有用？",),
    Move.EVIDENCE: (
        "您想看哪方面的证明？我确认有资料再给您，不随口保证。",
        "这一点我不敢随口保证，我去确认后给您看资料。",
    ),
    Move.HANDLE_OBJECTION: (
        "您会这样想很正常。可以多说一点，您最担心的是哪个部分吗？",
        "我了解，这确实要考虑。是什么让您有这个顾虑？",
        "谢谢您直接说。要怎么样，您才会觉得比较放心？",
    ),
}

# For calls that the customer made: in place of the opening, beside the other lines.
INBOUND_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: ("{company}您好，很高兴为您服务，请问怎么称呼您？", "您好，这里是{company}，请讲。"),
    Move.SITUATION: (
        "是什么事情让您想来了解这个？",
        "方便先说说您的情况吗？这样我才不会讲错方向。",
    ),
}

# Lines that carry a sentence of the card, {card}.
CARD_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.FEATURE: ("跟您说明一下，{card}。", "这部分是这样的，{card}。", "{card}，这样清楚吗？"),
    Move.ADVANTAGE: ("它的好处在这里：{card}。", "跟一般做法不同的是，{card}。"),
    Move.BENEFIT: ("照您刚才说的情况，{card}。", "对您来说就是，{card}。"),
    Move.EVIDENCE: ("这一点有根据：{card}。", "您可以看这个：{card}。"),
    Move.HANDLE_OBJECTION: ("您的顾虑我懂，{card}。", "会担心很正常，{card}。", "我了解，{card}。"),
}
PRICE_LINES = ("价格是{card}，这样您清楚吗？", "跟您说一下，价格是{card}。")
NOT_OFFERED_LINES = (
    "老实跟您说，{card}这个我们没有。您主要想解决的是什么？",
    "{card}我们没有提供，先跟您讲清楚。还有别的做法可以一起想。",
)
FEELING = ("原来是这样，我了解。", "我懂您的意思。", "谢谢您告诉我这些。")
