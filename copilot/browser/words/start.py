"""Words of the pilot's seat: three steps to the first call."""

from collections.abc import Mapping

from copilot.panel.screen_words import Row

WORDS: Mapping[str, Row] = {
    "start-told": (
        "三步就能開始。聲音和文字都留在這台電腦。",
        "三步就能开始。声音和文字都留在这台电脑。",
        "Three steps to a call. Sound and words stay on this computer.",
    ),
    "start-first": (
        "第一次用？三步就能開始，也可以先看一通示範通話。",
        "第一次用？三步就能开始，也可以先看一通示范通话。",
        "New here? Three steps explain it, and there is a sample call to watch.",
    ),
    "start-first-go": ("看看怎麼開始", "看看怎么开始", "Show me"),
    "start-first-away": ("知道了", "知道了", "Dismiss"),
    "start-elsewhere": (
        "這個副駕是用命令列開始的，裝置和產品卡已經選好。想在網頁上選，請結束它，改用 "
        "copilot browser。",
        "这个副驾是用命令行启动的，设备和产品卡已经选好。想在网页上选，请结束它，改用 "
        "copilot browser。",
        "This copilot was begun on the command line: devices and card are chosen. To choose on "
        "this page, end it and use: copilot browser",
    ),
    "start-devices": ("裝置", "设备", "Devices"),
    "start-devices-told": (
        "麥克風聽你，輸出聽客戶。副駕自己會找，也可以指定。",
        "麦克风听你，输出听客户。副驾自己会找，也可以指定。",
        "The microphone hears you, the output hears the customer. The copilot finds both; or "
        "choose.",
    ),
    "start-mic": ("你（麥克風）", "你（麦克风）", "You (microphone)"),
    "start-loopback": ("客戶（輸出）", "客户（输出）", "The customer (output)"),
    "start-auto": ("自動", "自动", "Automatic"),
    "start-chosen": ("選了 {0}：{1}", "选了 {0}：{1}", "{0}: {1}"),
    "start-nobody": ("沒有：{0}", "没有：{0}", "None: {0}"),
    "start-again": ("重新整理", "刷新", "Look again"),
    "why-named": ("你指定的", "你指定的", "you chose it"),
    "why-held": ("正在用", "正在用", "in use"),
    "why-default-microphone": ("系統預設", "系统默认", "the system's default"),
    "why-only-microphone": ("只有這一個", "只有这一个", "the only one"),
    "why-first-microphone": ("第一個", "第一个", "the first one"),
    "why-softphone": ("{0} 在這裡播放", "{0} 在这里播放", "{0} plays there"),
    "why-softphone-silent": (
        "{0} 上次在這裡播放",
        "{0} 上次在这里播放",
        "{0} played there last",
    ),
    "why-default-output": ("系統預設的輸出", "系统默认的输出", "the system's default output"),
    "why-only-output": ("只有這一個輸出", "只有这一个输出", "the only output"),
    "why-first-output": ("第一個輸出", "第一个输出", "the first output"),
    "why-no-microphone": ("找不到麥克風", "找不到麦克风", "there is no microphone"),
    "why-no-output": ("找不到輸出", "找不到输出", "there is no output"),
    "why-no-such-device": (
        "沒有叫 {0} 的裝置",
        "没有叫 {0} 的设备",
        "nothing goes by the name {0}",
    ),
    "why-ambiguous-name": (
        "不只一個裝置叫 {0}",
        "不止一个设备叫 {0}",
        "more than one device goes by the name {0}",
    ),
    "start-card": ("產品卡", "产品卡", "Product card"),
    "start-card-told": (
        "副駕只引用卡上有的價格、數字和證據。",
        "副驾只引用卡上有的价格、数字和证据。",
        "The copilot quotes prices, figures and proof from the card alone.",
    ),
    "start-no-card": (
        "不用產品卡（副駕只問問題，不介紹）",
        "不用产品卡（副驾只提问，不介绍）",
        "No card (the copilot asks, and presents nothing)",
    ),
    "start-make-card": ("新增一張產品卡", "新建一张产品卡", "Make a card"),
    "start-mode": ("方向和語言", "方向和语言", "Direction and language"),
    "start-outbound": ("外撥", "外呼", "Outbound"),
    "start-outbound-told": (
        "你打給客戶，他還不認識產品：多花時間了解他、一起想辦法，最後的選擇自然就快。",
        "你打给客户，他还不认识产品：多花时间了解他、一起想办法，最后的选择自然就快。",
        "You call a customer who does not know the product: most of the time goes into "
        "understanding and collecting options, and the choice is quick.",
    ),
    "start-inbound": ("來電", "来电", "Inbound"),
    "start-inbound-told": (
        "客戶有需要、比較過、打來選：了解不用久，時間多半用來陪他對著自己的問題做選擇。",
        "客户有需要、比较过、打来选：了解不用久，时间多半用来陪他对着自己的问题做选择。",
        "The customer has a need, has searched and calls to choose: most of the time goes into "
        "the choice, with a solution to their own problem.",
    ),
    "start-lang": ("通話用的語言", "通话用的语言", "What is spoken"),
    "start-doctor": ("檢查", "检查", "Check"),
    "start-doctor-told": (
        "試麥克風、客戶的聲音和模型，大約半分鐘。輸出會響一聲。",
        "试麦克风、客户的声音和模型，大约半分钟。输出会响一声。",
        "Tries microphone, the customer's side and the models: half a minute, and one short tone.",
    ),
    "start-doctor-go": ("開始檢查", "开始检查", "Check everything"),
    "start-doctor-running": ("檢查中…", "检查中…", "Checking …"),
    "start-doctor-good": (
        "都沒問題，可以開始通話。",
        "都没问题，可以开始通话。",
        "All is well: a call would work.",
    ),
    "start-doctor-bad": (
        "有 {0} 項不行，下面寫了怎麼辦。",
        "有 {0} 项不行，下面写了怎么办。",
        "What does not work ({0}) stands below, with what to do.",
    ),
    "start-next": ("怎麼辦：{0}", "怎么办：{0}", "Next: {0}"),
    "start-ok": ("正常", "正常", "ok"),
    "start-warning": ("注意", "注意", "note"),
    "start-failed": ("不行", "不行", "failed"),
    "check-devices": ("裝置", "设备", "Devices"),
    "check-microphone": ("麥克風", "麦克风", "Microphone"),
    "check-output": ("輸出", "输出", "Output"),
    "check-mic-level": ("麥克風音量", "麦克风音量", "Microphone level"),
    "check-loopback": ("客戶的聲音", "客户的声音", "The customer's side"),
    "check-leak": ("麥克風聽到輸出", "麦克风听到输出", "Microphone hears the output"),
    "check-recogniser": ("聽寫模型", "听写模型", "Recogniser"),
    "check-asr-speed": ("聽寫速度", "听写速度", "Recogniser's speed"),
    "check-llm": ("語言模型", "语言模型", "Language model"),
    "check-server": ("模型伺服器", "模型服务器", "Model server"),
    "check-llm-speed": ("語言模型速度", "语言模型速度", "Language model's speed"),
    "next-devices-failed": (
        "檢查音效裝置有沒有接好、音效服務有沒有開。",
        "检查音频设备有没有接好、音频服务有没有开。",
        "Is a sound device plugged in, and the sound server running?",
    ),
    "next-microphone-failed": (
        "接上麥克風，或在上面選一個。",
        "接上麦克风，或在上面选一个。",
        "Plug a microphone in, or choose one above.",
    ),
    "next-output-failed": (
        "接上耳機，或在上面選一個輸出。",
        "接上耳机，或在上面选一个输出。",
        "Plug a headset in, or choose an output above.",
    ),
    "next-mic-level-failed": (
        "取消靜音，允許這個程式用麥克風，或在上面換一個。",
        "取消静音，允许这个程序用麦克风，或在上面换一个。",
        "Unmute it; allow this program to use the microphone; or choose another above.",
    ),
    "next-mic-level-warning": (
        "檢查時說幾句話，再把音量調大。",
        "检查时说几句话，再把音量调大。",
        "Speak while this runs; raise its level.",
    ),
    "next-loopback-failed": (
        "輸出是不是靜音，或在用另一個？在上面選。macOS 要允許錄系統音訊。",
        "输出是不是静音，或在用另一个？在上面选。macOS 要允许录系统音频。",
        "Is the output muted, or another one in use? Choose it above; on macOS allow System Audio "
        "Recording.",
    ),
    "next-leak-warning": (
        "請用耳機。不用的話副駕會把客戶的聲音從你這邊濾掉，但會差一點。",
        "请用耳机。不用的话副驾会把客户的声音从你这边滤掉，但会差一点。",
        "Use a headset; without one the customer is taken out of your channel, at some loss.",
    ),
    "next-asr-speed-warning": (
        "關掉別的程式，或用小一點的聽寫模型（--asr-model）。",
        "关掉别的程序，或用小一点的听写模型（--asr-model）。",
        "Close other programs, or name a smaller --asr-model.",
    ),
    "next-llm-speed-warning": (
        "規則寫的那一句還是馬上就有；用伺服器（--llm openai:）會快一點。",
        "规则写的那一句还是马上就有；用服务器（--llm openai:）会快一点。",
        "The rules' line comes at once all the same; a server with --llm openai: is quicker.",
    ),
    "start-sample": ("先看一通示範通話", "先看一通示范通话", "Watch a sample call first"),
    "start-sample-told": (
        "四分多鐘的錄音，用真正的模型照實際速度跑一遍，不會存進紀錄。",
        "四分多钟的录音，用真正的模型按实际速度跑一遍，不会存进记录。",
        "A recording of four minutes, heard by the real models at its real speed; it is not kept.",
    ),
    "start-sample-go": ("播放示範通話", "播放示范通话", "Play the sample call"),
    "start-sample-none": (
        "這份安裝沒有附示範通話。",
        "这份安装没有附带示范通话。",
        "The sample call was not installed.",
    ),
    "start-go": ("開始", "开始", "Start"),
    "start-go-told": (
        "模型載入後，你和客戶都開口，通話就開始。",
        "模型加载后，你和客户都开口，通话就开始。",
        "Once the models are loaded, a call begins when both of you have spoken.",
    ),
    "start-loading": (
        "準備中：檢查卡片、打開裝置…",
        "准备中：检查卡片、打开设备…",
        "Getting ready: card, devices …",
    ),
    "start-going": (
        "正在進行。",
        "正在进行。",
        "A call is being looked after.",
    ),
    "start-to-call": ("看通話", "看通话", "Go to the call"),
    "start-stop": ("結束", "结束", "End it"),
    "error-sound-server-gone": (
        "音效服務沒有回應。請先打開它：systemctl --user restart pipewire-pulse（或 pulseaudio）。",
        "音频服务没有响应。请先打开它：systemctl --user restart pipewire-pulse（或 pulseaudio）。",
        "The sound server does not answer. Start it: systemctl --user restart pipewire-pulse "
        "(or pulseaudio).",
    ),
    "error-model-file-missing": (
        "這台電腦上還沒有要用的模型。",
        "这台电脑上还没有要用的模型。",
        "A model that is needed is not on this computer yet.",
    ),
    "error-seat-busy": (
        "已經有一件事在進行。先結束它。",
        "已经有一件事在进行。先结束它。",
        "Something is being done already. End it first.",
    ),
}
