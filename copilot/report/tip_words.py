"""The words of the tips in three languages (pure).

One row for each thing, in the order of :class:`~copilot.language.Language`: traditional Chinese,
simplified Chinese, English. The slots are those of :class:`~copilot.report.tips.Tip`.
"""

from collections.abc import Mapping

from copilot.report.tips import Keep, Try

Row = tuple[str, str, str]

KEEP_TITLES: Mapping[Keep, Row] = {
    Keep.LET_GO: ("客戶要停，你就放手", "客户要停，你就放手", "You let them go at once"),
    Keep.RESPECTED_NO: ("尊重客戶的決定", "尊重客户的决定", "You respected their no"),
    Keep.WENT_BACK: ("猶豫時往回走", "犹豫时往回走", "You went back when they hesitated"),
    Keep.TOOK_PITCH_BACK: (
        "介紹太早，立刻收回來改成問",
        "介绍太早，立刻收回来改成问",
        "You took an early pitch back and asked",
    ),
    Keep.TOOK_UP_NEED: ("接住冒出來的需求", "接住冒出来的需求", "You took up a need they let drop"),
    Keep.MADE_IT_MATTER: ("問出了影響", "问出了影响", "You asked what it leads to"),
    Keep.LET_THEM_VALUE_IT: (
        "讓客戶自己說出價值",
        "让客户自己说出价值",
        "You let them say what it is worth",
    ),
    Keep.COLLECTED_OPTIONS: ("把辦法收集齊", "把办法收集齐", "You collected options"),
    Keep.ASKED_FIRST: ("先問再介紹", "先问再介绍", "You asked before you presented"),
    Keep.ANSWERED_DOUBT: (
        "疑慮當場用資料回答",
        "疑虑当场用资料回答",
        "You met a doubt from the card",
    ),
    Keep.TIED_TO_NEED: (
        "把好處接到客戶說過的話",
        "把好处接到客户说过的话",
        "You tied the benefit to their words",
    ),
    Keep.GAVE_PROOF: ("說了就拿出證據", "说了就拿出证据", "You gave proof"),
    Keep.CLOSED_WHEN_READY: (
        "客戶準備好，就談定下一步",
        "客户准备好，就谈定下一步",
        "You agreed the step when they were ready",
    ),
    Keep.FOUND_THE_PAIN: ("問出了困難", "问出了困难", "You asked what is hard"),
    Keep.SUMMED_UP: ("一路確認理解", "一路确认理解", "You checked your understanding"),
    Keep.ROOM_TO_TALK: ("讓客戶多說", "让客户多说", "You left them room to talk"),
    Keep.ASKED_FOR_TIME: ("先問方不方便", "先问方不方便", "You asked whether it is a good time"),
}

KEEP_DETAILS: Mapping[Keep, Row] = {
    Keep.LET_GO: (
        "{at} 客戶說「{quote}」，你沒有再留人，好好結束。下次想再找你，門還開著。",
        "{at} 客户说“{quote}”，你没有再留人，好好结束。下次想再找你，门还开着。",
        "At {at} they said “{quote}”, and you ended the call without holding on. The door stays "
        "open.",
    ),
    Keep.RESPECTED_NO: (
        "{at} 客戶說「{quote}」，你接受了，沒有硬推。",
        "{at} 客户说“{quote}”，你接受了，没有硬推。",
        "At {at} they said “{quote}”, and you accepted it instead of pushing.",
    ),
    Keep.WENT_BACK: (
        "{at} 客戶猶豫：「{quote}」。你沒有催，先往回問：「{reply}」",
        "{at} 客户犹豫：“{quote}”。你没有催，先往回问：“{reply}”",
        "At {at} they hesitated: “{quote}”. Instead of pressing you went back: “{reply}”",
    ),
    Keep.TOOK_PITCH_BACK: (
        "{at} 還不知道需求就介紹了；接著你停下來改問：「{reply}」",
        "{at} 还不知道需求就介绍了；接着你停下来改问：“{reply}”",
        "At {at} you presented before you knew a need; then you stopped and asked: “{reply}”",
    ),
    Keep.TOOK_UP_NEED: (
        "{at} 客戶提到「{quote}」，你接了下去：「{reply}」",
        "{at} 客户提到“{quote}”，你接了下去：“{reply}”",
        "At {at} they mentioned “{quote}”, and you took it up: “{reply}”",
    ),
    Keep.MADE_IT_MATTER: (
        "{at} 你問「{reply}」，客戶說出了後果：「{quote}」",
        "{at} 你问“{reply}”，客户说出了后果：“{quote}”",
        "At {at} you asked “{reply}”, and they told what it leads to: “{quote}”",
    ),
    Keep.LET_THEM_VALUE_IT: (
        "{at} 你問「{reply}」，客戶自己說：「{quote}」",
        "{at} 你问“{reply}”，客户自己说：“{quote}”",
        "At {at} you asked “{reply}”, and they said it themselves: “{quote}”",
    ),
    Keep.COLLECTED_OPTIONS: (
        "從 {at} 起，客戶自己說了 {number} 個辦法，都沒有被打斷。後面選起來就快。",
        "从 {at} 起，客户自己说了 {number} 个办法，都没有被打断。后面选起来就快。",
        "From {at} on they named {number} ways of their own. That makes the choice quick.",
    ),
    Keep.ASKED_FIRST: (
        "從 {at} 起，你在介紹產品之前問了 {number} 次，客戶都有回答。",
        "从 {at} 起，你在介绍产品之前问了 {number} 次，客户都有回答。",
        "From {at} on you asked {number} times, and were answered, before you presented anything.",
    ),
    Keep.ANSWERED_DOUBT: (
        "{at} 客戶擔心「{quote}」，你馬上用資料卡回答：{entry}",
        "{at} 客户担心“{quote}”，你马上用资料卡回答：{entry}",
        "At {at} they doubted: “{quote}”. You answered at once, from the card: {entry}",
    ),
    Keep.TIED_TO_NEED: (
        "{at} 客戶說「{quote}」，你後來講的好處正好對上：{entry}",
        "{at} 客户说“{quote}”，你后来讲的好处正好对上：{entry}",
        "At {at} they said “{quote}”, and the benefit that you told answers it: {entry}",
    ),
    Keep.GAVE_PROOF: (
        "{at} 你不只說好，還給了證據：{entry}",
        "{at} 你不只说好，还给了证据：{entry}",
        "At {at} you did not only claim, you gave proof: {entry}",
    ),
    Keep.CLOSED_WHEN_READY: (
        "{at} 客戶說「{quote}」，你沒有再推銷，直接談定：「{reply}」",
        "{at} 客户说“{quote}”，你没有再推销，直接谈定：“{reply}”",
        "At {at} they said “{quote}”, and you agreed the step without selling on: “{reply}”",
    ),
    Keep.FOUND_THE_PAIN: (
        "{at} 你問「{reply}」，客戶說出了困難：「{quote}」",
        "{at} 你问“{reply}”，客户说出了困难：“{quote}”",
        "At {at} you asked “{reply}”, and they told what is hard: “{quote}”",
    ),
    Keep.SUMMED_UP: (
        "你有 {number} 次整理客戶的話再往下走。",
        "你有 {number} 次整理客户的话再往下走。",
        "{number} times you put their words together before going on.",
    ),
    Keep.ROOM_TO_TALK: (
        "客戶說了 {share} 的話，最長的一段從 {at} 開始。",
        "客户说了 {share} 的话，最长的一段从 {at} 开始。",
        "They had {share} of the speech; their longest stretch begins at {at}.",
    ),
    Keep.ASKED_FOR_TIME: (
        "{at} 你先報上名字，也問了方不方便。",
        "{at} 你先报上名字，也问了方不方便。",
        "At {at} you said who you are and asked whether it suits them.",
    ),
}

TRY_TITLES: Mapping[Try, Row] = {
    Try.LET_THEM_GO: ("客戶要停，就道謝結束", "客户要停，就道谢结束", "Let them go when they ask"),
    Try.ASK_BEFORE_PITCH: ("先問，再介紹", "先问，再介绍", "Ask before you present"),
    Try.DO_NOT_PUSH: ("猶豫就往回走，不要催", "犹豫就往回走，不要催", "Go back when they hesitate"),
    Try.TAKE_UP_NEED: (
        "接住客戶順口說的需求",
        "接住客户顺口说的需求",
        "Take up what they let drop",
    ),
    Try.ANSWER_FIRST: ("先回答，再問", "先回答，再问", "Answer first, then ask"),
    Try.TAKE_UP_DOUBT: ("接住這個疑慮", "接住这个疑虑", "Take up this doubt"),
    Try.SOONER_TO_DOUBT: ("疑慮早一點接", "疑虑早一点接", "Take up the doubt sooner"),
    Try.FIND_THE_PAIN: ("問哪裡不順", "问哪里不顺", "Ask what is hard"),
    Try.MAKE_IT_MATTER: ("問這件事的影響", "问这件事的影响", "Ask what it leads to"),
    Try.LET_THEM_VALUE_IT: (
        "讓客戶自己說解決了有什麼好",
        "让客户自己说解决了有什么好",
        "Let them say what solving it is worth",
    ),
    Try.COLLECT_OPTIONS: (
        "介紹之前先收集辦法",
        "介绍之前先收集办法",
        "Collect options before you present",
    ),
    Try.KEEP_OPTIONS_OPEN: (
        "客戶提的辦法先留著",
        "客户提的办法先留着",
        "Keep their option on the table",
    ),
    Try.FINISH_PHASE_FIRST: (
        "前一個階段先走完",
        "前一个阶段先走完",
        "Finish the earlier phase first",
    ),
    Try.GIVE_PHASE_TIME: ("多留時間給「{phase}」", "多留时间给“{phase}”", "Give {phase} more time"),
    Try.TELL_WHAT_ANSWERS: (
        "資料卡上有答案，沒有講到",
        "资料卡上有答案，没有讲到",
        "The card had the answer",
    ),
    Try.SAY_WHAT_IT_MEANS: (
        "說出對這位客戶的好處",
        "说出对这位客户的好处",
        "Say what it means for them",
    ),
    Try.GIVE_PROOF: ("說完補上證據", "说完补上证据", "Add the proof"),
    Try.CLOSE_WHEN_READY: (
        "客戶準備好，就談下一步",
        "客户准备好，就谈下一步",
        "Agree the step when they are ready",
    ),
    Try.AGREE_NEXT_STEP: ("約好怎麼接續", "约好怎么接续", "Agree how to go on"),
    Try.ASK_WHO_ELSE: ("問還有誰、還有哪裡", "问还有谁、还有哪里", "Ask who else and where else"),
    Try.ASK_HOW_MUCH: ("問數量、問多常", "问数量、问多常", "Ask how many and how often"),
    Try.SHORTER_TURNS: ("一次說短一點", "一次说短一点", "Say it in shorter turns"),
    Try.TALK_LESS: ("讓客戶多說", "让客户多说", "Let them talk more"),
    Try.COME_BACK_TO_IT: (
        "介紹時用上客戶這句話",
        "介绍时用上客户这句话",
        "Come back to their own words",
    ),
    Try.COMPARE_OPTION: (
        "跟客戶自己的辦法比一比",
        "跟客户自己的办法比一比",
        "Compare with their own option",
    ),
    Try.GET_TO_CHOICE: (
        "他是來選的，早點談方案",
        "他是来选的，早点谈方案",
        "They came to choose: get there",
    ),
    Try.ONE_AT_A_TIME: ("一次問一題", "一次问一题", "Ask one thing at a time"),
    Try.SAY_WHO: ("先說你是誰", "先说你是谁", "Say who you are first"),
    Try.SUM_UP: (
        "整理一次，請客戶確認",
        "整理一次，请客户确认",
        "Sum up once, and let them correct you",
    ),
}

TRY_DETAILS: Mapping[Try, Row] = {
    Try.LET_THEM_GO: (
        "{at} 客戶說「{quote}」，通話還是繼續了。聽到就說：好的，不再打擾您，謝謝。",
        "{at} 客户说“{quote}”，通话还是继续了。听到就说：好的，不再打扰您，谢谢。",
        "At {at} they said “{quote}”, and the call went on. Say: of course, thank you for your "
        "time.",
    ),
    Try.ASK_BEFORE_PITCH: (
        "{at} 還不知道客戶需要什麼，就講了產品：「{quote}」。先問一句：您目前這方面是怎麼處理的？",
        "{at} 还不知道客户需要什么，就讲了产品：“{quote}”。先问一句：您目前这方面是怎么处理的？",
        "At {at} nothing was known of their need yet, and you presented: “{quote}”. Ask first: "
        "how do you handle this at the moment?",
    ),
    Try.DO_NOT_PUSH: (
        "{at} 客戶說「{quote}」，接著是「{reply}」。先問是什麼讓他拿不定，回去把前面的階段補完。",
        "{at} 客户说“{quote}”，接着是“{reply}”。先问是什么让他拿不定，回去把前面的阶段补完。",
        "At {at} they said “{quote}”, and “{reply}” followed. Ask what holds them back, and "
        "complete the phases before the choice.",
    ),
    Try.TAKE_UP_NEED: (
        "{at} 客戶提到「{quote}」，後來沒有人再問。這裡停下來問：這件事您打算怎麼處理？",
        "{at} 客户提到“{quote}”，后来没有人再问。这里停下来问：这件事您打算怎么处理？",
        "At {at} they mentioned “{quote}”, and nobody asked about it. Stop there and ask: what "
        "do you have in mind for that?",
    ),
    Try.ANSWER_FIRST: (
        "{at} 客戶來電問「{quote}」，得到的是另一個問題。先簡短回答，再問他的情況。",
        "{at} 客户来电问“{quote}”，得到的是另一个问题。先简短回答，再问他的情况。",
        "At {at} they asked “{quote}” and got a question back. Answer in a few words, then ask.",
    ),
    Try.TAKE_UP_DOUBT: (
        "{at} 客戶說「{quote}」，沒有人接。{with_card}",
        "{at} 客户说“{quote}”，没有人接。{with_card}",
        "At {at} they said “{quote}”, and nobody took it up. {with_card}",
    ),
    Try.SOONER_TO_DOUBT: (
        "{at} 客戶說「{quote}」，隔了好幾句才回應。{with_card}",
        "{at} 客户说“{quote}”，隔了好几句才回应。{with_card}",
        "At {at} they said “{quote}”, and it was taken up only later. {with_card}",
    ),
    Try.FIND_THE_PAIN: (
        "{at} 客戶說了「{quote}」，困難在哪裡一直沒有問。接著問：那現在這樣，最頭痛的是什麼？",
        "{at} 客户说了“{quote}”，困难在哪里一直没有问。接着问：那现在这样，最头疼的是什么？",
        "At {at} they said “{quote}”, and what is hard about it was never asked. Go on: what "
        "annoys you most about that?",
    ),
    Try.MAKE_IT_MATTER: (
        "{at} 客戶說「{quote}」，影響沒有問到。接著問：一直這樣下去，您最擔心什麼？",
        "{at} 客户说“{quote}”，影响没有问到。接着问：一直这样下去，您最担心什么？",
        "At {at} they said “{quote}”. Ask what that costs them: what does it lead to, each time?",
    ),
    Try.LET_THEM_VALUE_IT: (
        "{at} 客戶說「{quote}」，之後沒有問過解決了會怎樣。問：如果不用再操心這件事，"
        "對您有什麼不同？",
        "{at} 客户说“{quote}”，之后没有问过解决了会怎样。问：如果不用再操心这件事，"
        "对您有什么不同？",
        "At {at} they said “{quote}”, and what solving it is worth was never asked: if that were "
        "off your mind, what would be different?",
    ),
    Try.COLLECT_OPTIONS: (
        "{at} 就開始介紹，客戶還沒有說過自己想到的辦法。先問：除了這個，您還想過什麼？",
        "{at} 就开始介绍，客户还没有说过自己想到的办法。先问：除了这个，您还想过什么？",
        "At {at} you began to present, and they had hardly named a way of their own. Ask first: "
        "what else have you thought of?",
    ),
    Try.KEEP_OPTIONS_OPEN: (
        "{at} 客戶提到「{quote}」，接著就是介紹。先說：這個也記下來，還有沒有別的？",
        "{at} 客户提到“{quote}”，接着就是介绍。先说：这个也记下来，还有没有别的？",
        "At {at} they raised “{quote}”, and the pitch followed. Keep it: that is one way, what "
        "else?",
    ),
    Try.FINISH_PHASE_FIRST: (
        "{at}「{quote}」來得太早：{phase}還沒走完。先把那邊問完再談。",
        "{at}“{quote}”来得太早：{phase}还没走完。先把那边问完再谈。",
        "At {at} “{quote}” came too soon: {phase} was unfinished. Complete that first.",
    ),
    Try.GIVE_PHASE_TIME: (
        "{phase}佔了 {share}，目標是 {target}。{at} 客戶說「{quote}」，那裡可以再{more}。",
        "{phase}占了 {share}，目标是 {target}。{at} 客户说“{quote}”，那里可以再{more}。",
        "It had {share} of the speech, and {target} is the target. At {at} they said “{quote}”: "
        "there you could {more}.",
    ),
    Try.TELL_WHAT_ANSWERS: (
        "{at} 客戶說「{quote}」，資料卡上正好有這一條，通話裡沒有講：{entry}",
        "{at} 客户说“{quote}”，资料卡上正好有这一条，通话里没有讲：{entry}",
        "At {at} they said “{quote}”. The card answers that, and it was not told: {entry}",
    ),
    Try.SAY_WHAT_IT_MEANS: (
        "客戶說過「{quote}」。{at} 講這項特色的時候，把好處也說出來：{entry}",
        "客户说过“{quote}”。{at} 讲这项特色的时候，把好处也说出来：{entry}",
        "They had said “{quote}”. When you told the feature at {at}, say what it means: {entry}",
    ),
    Try.GIVE_PROOF: (
        "{at} 講了「{quote}」，證據沒有說：{entry}",
        "{at} 讲了“{quote}”，证据没有说：{entry}",
        "At {at} you told “{quote}” without its proof: {entry}",
    ),
    Try.CLOSE_WHEN_READY: (
        "{at} 客戶說「{quote}」，接著還在介紹。這時候就談：什麼時候辦、怎麼付、送到哪裡。",
        "{at} 客户说“{quote}”，接着还在介绍。这时候就谈：什么时候办、怎么付、送到哪里。",
        "At {at} they said “{quote}”, and the presenting went on. Agree now: when, how to pay, "
        "where to.",
    ),
    Try.AGREE_NEXT_STEP: (
        "通話停在 {at}「{quote}」，沒有約下一步。問：我什麼時候再打給您比較方便？",
        "通话停在 {at}“{quote}”，没有约下一步。问：我什么时候再打给您比较方便？",
        "The call ended at {at} with “{quote}” and no next step. Ask: when may I ring you again?",
    ),
    Try.ASK_WHO_ELSE: (
        "{at} 客戶說「{quote}」。整通沒有問還有誰、還有哪裡用得到，更大的需求可能就在那裡。",
        "{at} 客户说“{quote}”。整通没有问还有谁、还有哪里用得到，更大的需求可能就在那里。",
        "At {at} they said “{quote}”. Nobody asked who else or where else it matters: the larger "
        "need may be there.",
    ),
    Try.ASK_HOW_MUCH: (
        "{at} 客戶說「{quote}」。接著問數量：大概多少、多常？",
        "{at} 客户说“{quote}”。接着问数量：大概多少、多常？",
        "At {at} they said “{quote}”. Ask for the figure: how many, how much, how often?",
    ),
    Try.SHORTER_TURNS: (
        "{at} 一口氣說了 {number} 秒。講一點就停下來問一句，客戶才有時間想。",
        "{at} 一口气说了 {number} 秒。讲一点就停下来问一句，客户才有时间想。",
        "At {at} one turn took {number} seconds. Tell one thing, then ask: they need room to "
        "think.",
    ),
    Try.TALK_LESS: (
        "你說了 {share} 的話，最長一段從 {at} 開始，{number} 秒。客戶想得越久，後面越快。",
        "你说了 {share} 的话，最长一段从 {at} 开始，{number} 秒。客户想得越久，后面越快。",
        "You had {share} of the speech; the longest stretch begins at {at} and takes {number} s. "
        "The longer they think, the quicker they choose.",
    ),
    Try.COME_BACK_TO_IT: (
        "{at} 客戶說「{quote}」，介紹的時候沒有再提。把好處接到這句話上。",
        "{at} 客户说“{quote}”，介绍的时候没有再提。把好处接到这句话上。",
        "At {at} they said “{quote}”, and it did not come up again when you presented. Tie the "
        "benefit to it.",
    ),
    Try.COMPARE_OPTION: (
        "{at} 客戶提過「{quote}」，選的時候沒有再談。說說差別在哪裡，他才選得安心。",
        "{at} 客户提过“{quote}”，选的时候没有再谈。说说差别在哪里，他才选得安心。",
        "At {at} they named “{quote}”, and at the choice it did not come up again. Say what is "
        "different, so that they can choose with an easy mind.",
    ),
    Try.GET_TO_CHOICE: (
        "{at} 客戶來電問「{quote}」。聚斂只佔 {share}，目標是 {target}：問清楚需要的，"
        "就一邊選一邊給方案。",
        "{at} 客户来电问“{quote}”。聚敛只占 {share}，目标是 {target}：问清楚需要的，"
        "就一边选一边给方案。",
        "At {at} they came with “{quote}”. Choosing had {share} of the speech, and {target} is the "
        "target: ask what you must know, then offer while they choose.",
    ),
    Try.ONE_AT_A_TIME: (
        "{at} 一次問了兩題：「{quote}」。問完一題就等，客戶會說得更多。",
        "{at} 一次问了两题：“{quote}”。问完一题就等，客户会说得更多。",
        "At {at} you asked two things at once: “{quote}”. Ask one and wait: they will say more.",
    ),
    Try.SAY_WHO: (
        "{at} 第一句是「{quote}」。先說你是誰、為什麼打來，再問方不方便。",
        "{at} 第一句是“{quote}”。先说你是谁、为什么打来，再问方不方便。",
        "At {at} you began with “{quote}”. Say who you are and why you call, and ask if it suits.",
    ),
    Try.SUM_UP: (
        "{at} 客戶說「{quote}」。整理一次你聽到的，請他補充。",
        "{at} 客户说“{quote}”。整理一次你听到的，请他补充。",
        "At {at} they said “{quote}”. Sum up what you heard once, and ask what you missed.",
    ),
}

WITH_CARD: Row = (
    "資料卡上的回答：{entry}",
    "资料卡上的回答：{entry}",
    "The card's answer: {entry}",
)
WITHOUT_CARD: Row = (
    "先問是哪一點讓他擔心。",
    "先问是哪一点让他担心。",
    "Ask what it is that worries them.",
)
# What could have been done in a phase that had too little time.
MORE: Mapping[str, Row] = {
    "cognitive": (
        "問他的情況和影響",
        "问他的情况和影响",
        "ask about their situation and what it leads to",
    ),
    "divergent": ("問還有沒有別的辦法", "问还有没有别的办法", "ask for one more way"),
    "convergent": ("談方案", "谈方案", "talk about the choice"),
}
