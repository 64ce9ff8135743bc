"""Words in which an agent asks, in English: SPIN questions and the collecting of options.

Written like :mod:`copilot.method.cues_en_agent`, of whose table this is a part. A cue names one
everyday way to put one kind of question, so that a speaker who was never heard before is read too.
"""

from collections.abc import Mapping

from copilot.method.named import filled

_NAMED: Mapping[str, str] = {
    "<they>": r"(?:you|he|she|they|it|we|people|folks|your \w+|the \w+|his \w+|her \w+|their \w+)",
    "<that>": r"(?:that|it|this|those|they|these)",
    "<if>": (
        r"(?:if|suppose|supposing|imagine|assuming|picture|let's say|(?<!you )(?<!to )(?<!i )say)"
    ),
}

_TABLE: Mapping[str, tuple[str, ...]] = {
    # -- situation: facts about now
    "ask_count": (
        (
            r"how (many|big|old|long|far|often|large|tall|wide|heavy|deep|high|busy|spread out)('s|"
            r"'ve|'re)?"
        ),
        r"how much (time |money )?(do|does|are|is|did) <they> (pay|spend|use|get|buy|need)",
        r"(what|which) (size|age|year|grade|date|floor|month)|what time",
    ),
    "ask_whom": (
        (
            r"who(se)?('s|'ve|'ll| is| are| does| do| did| looks?| uses?| pays?| owns?| runs?| "
            r"handles?| takes?| lives?| drives?| cooks?| decides?| else|'s it| would| will)"
        ),
        r"(is|was|would) (it|that|this|these)( be)? (just |all )?(for|only|mainly)",
        (
            r"(for|by|to) (yourself|yourselves|you two|the (two|both) of you|someone|somebody|a "
            r"present)"
        ),
        r"on your own|just (you|yourself)|does any(body|one)( else)?|who the \w+ is|whose",
    ),
    "ask_present": (
        r"at the moment|right now|at present|currently|these days|nowadays|up to now|so far",
        r"at this time|usually|normally|day to day|an? (normal|typical|usual|average|ordinary)",
        (
            r"what (are|do|does|is|were|did) <they>( \w+)? (use|using|run|running|have|having|"
            r"drive|driving|wear|wearing|carry|carrying|pay|paying|sell|selling|grow|growing|make|"
            r"making|on|with|take|eat|got|work|working|keep|teach|study|ride|own)"
        ),
        (
            r"how (do|does|are|is) <they>( \w+)? (make|get|handle|keep|store|heat|pay|send|book|"
            r"travel|come|reach|use|clean|track|cook|wash|organi[sz]e|arrange|charge|ship|deliver|"
            r"record|plan|pick|find out|divided|set up)"
        ),
        r"by what means|what('s| is) (your|the) (present|current|usual|normal)",
    ),
    "ask_history": (
        (
            r"(have|has|had) <they>( \w+)? (ever|been|had|done|got|used|supported|ridden|studied|"
            r"lived|always|already|driven|owned|worked|bought|stayed|visited|kept|played)"
        ),
        r"did <they> (ever|have|use|do|used|buy|get|start|study|stay)|since when",
        r"(ever|already) (had|done|used|been|tried|ridden|seen|owned|worked)|up till now",
        r"before|last (year|time|one)|how long (have|has|ago|since)|when (did|was|were)",
    ),
    "ask_what_kind": (
        (
            r"what (kind|sort|type|make|model|brand|colou?r|line|shape|name|gear|vehicle|machine|"
            r"system|setup|subjects?|business|work|trade|role|level|method)( of)?"
        ),
        r"which (model|area|type|town|school|year|branch|machine|car|plan|supplier|company|brand)",
        (
            r"what('s| is| was) (your|the|his|her|its|their) (\w+ )?(setup|household|role|job|"
            r"situation|story|occasion|budget|name|diagnosis|floor|size|place|address|trade|age|"
            r"arrangement|room|business|kitchen|house|home)"
        ),
        r"where (do|does|are|is|did|would|will)|where('s|abouts)|whereabouts",
        r"tell me|talk me through|walk me through|describe|a little about|paint me",
        r"(what|how) (does|do|did|would) .{1,30} look(s)?( like)?|what('s| is) .{1,20} like",
    ),
    "ask_either": (
        (
            r"or (are|is|do|does|would|did|just|more|less|not|an?|by|on|in|the|something|somebody|"
            r"someone|your|with|is it|was it|still)? ?(\w+'?\w* ?){0,3}\??$"
        ),
        r"or what|or not|is it (the|a|an|just|more|always|your|all) .{1,40} or|either",
    ),
    "ask_has": (
        (
            r"(do|does) <they>( \w+)? (have(?! any idea)|own|live|work|use|rent|drive|keep|run|"
            r"know|sleep|take|need|go|do|smoke|travel|cook|come|eat|pay|get|sell)"
        ),
        r"(have|has) <they> got|is there (a|an|any|room|access|anybody|anyone)",
        r"are there (any|other|more|many)|does it have|is <they> (a|an|on|in|at|still)",
        (
            r"are (you|they) (all )?(on|with|the|renting|moving|a|an|using|doing|planning|there|in|"
            r"looking after|collecting|working|living|still|registered|insured|retired)"
        ),
    ),
    # -- problem: what is difficult, what is not good enough
    "ask_trouble": (
        r"troubles?|problems?|issues?|difficult(y|ies)|complaints?|headaches?|hassles?|niggles?",
        r"snags?|grumbles?|nuisance|challenges?|struggl(e|es|ing)|bother|drawbacks?|downsides?",
        r"bottlenecks?|shortcomings?|weak (spots?|points?)|pain points?|what's (missing|lacking)",
        r"not (happy|satisfied|right|working|ideal)|unhappy|dissatisfied|let down|wrong with",
    ),
    "ask_part": (
        (
            r"(what|which)('s| is| of|'s been)?( the)? (parts?|bits?|day|end|subjects?|side|moment|"
            r"piece|step|stage|hour|spots?|one thing|thing)"
        ),
        (
            r"hardest|worst|trickiest|toughest|weakest|most (annoying|difficult|tiring|painful|"
            r"awkward)"
        ),
        r"(bothers?|hurts?|annoys?|worries|frustrates?|tires?|drags?) .{0,15}(most|worst|the most)",
        (
            r"(where|when) (does|do|is|are|did) .{1,20}(stuck|hurt|pain|pinch|wrong|fall|let|break|"
            r"leak|lose|struggle|catch|trouble|start|bite|slow|jam|happen)"
        ),
        (
            r"(any|are there|is there) (any )?(spots?|parts?|days?|times?|places?|bits?|moments?) "
            r".{0,20}"
        ),
    ),
    "ask_reason": (
        r"why (now|is|did|do|are|would|haven't|doesn't|don't|that|not|today|the)|how come",
        (
            r"what('s| has| is)? ?(made|makes|making|brought|brings|got|prompted|set off|started|"
            r"behind|stopping|stops|stopped|keeps|kept|gives|holding|held|driving|drove|led|put) "
            r"(you|him|her|it|them|this|that|all|the)"
        ),
        r"what('s| is| was) the (matter|reason|bit|story|catch|hold up)|for what reason",
        r"(what|anything) .{0,15}pause|what are you (hoping|after|looking)|what is it you",
    ),
    "ask_happened": (
        (
            r"what('s| is| has| was| happens| happened| went)( actually| really)?( been)? "
            r"(happened|happening|happens|wrong|up with|going on|the matter|it doing|he doing|she "
            r"doing|they doing|with (it|him|her|the)|behind)"
        ),
        r"what (actually |really |exactly )?(happened|happens|went)( there| then| with| on| this)?",
        r"how did .{1,25}(go|work|turn out|end|come|feel|cope|get)|what was .{1,20}(result|like)",
        r"is it (dead|broken|leaking|cracked|slow|dying)|what (did|does) .{1,25}(say|show|want|do)",
        r"(what|how) about (the )?(last|this|that) (time|one|winter|summer|year|night)",
        r"in what (sense|way)|how do you mean|how so|what do you mean|meaning|such as",
        r"(was|is) that the (worst|only|first|last)|and (it|he|she|they) (still|just|then)",
    ),
    "ask_cope": (
        (
            r"how('s|'ve|'re| is| are| does| do| did| has| was| were| have| well| "
            r"confident).{0,40} (coping|cope|managing|manage|holding|keeping|keep up|doing|going|"
            r"working|getting on|get on|been|hold up|for you|sleeping|treating|find|finding|found|"
            r"behave|behaving|suit|suiting|it go|they go|things|feel)"
        ),
        (
            r"(are|were|is|was) (you|he|she|they|everyone|everybody)( \w+)? (happy|satisfied|"
            r"content|comfortable|pleased|confident|sure|keeping up|missing|losing)"
        ),
        r"happy (with|about)|satisfied|good enough|hit and miss|up to (it|the job|scratch)",
        r"does (it|he|she|that) (do the job|keep up|let|ever|always|still|really|actually)",
        r"how (do|does|did) <they> (find|feel|like|manage|cope|rate)|keep(ing)? up",
        r"enough|reliable|what's it like (to|when|using|living)|how (happy|confident|sure)",
    ),
    "ask_worry": (
        r"worr(y|ies|ied|ying)|concern(s|ed)?|afraid|scare[sd]?|fears?|dread|nervous|uneasy",
        r"keeps? (you|him|her) (up|awake)|bother(s|ing|ed)?|annoy(s|ing|ed)?|frustrat(es|ing|ed)",
        r"sit right|gets? (to|on) (you|your)|drives? you|in (the|your) way|lets? you down",
        r"put up with|complain(s|ed|ing)?|gripes?|fed up|sick of|dislike|don't (you )?like|hate",
        r"(would|'d|could) (you )?(like to )?(change|improve|be different)|wish",
    ),
    "ask_noticed": (
        r"(have|has) <they> (noticed|seen|found|watched|spotted|complained|mentioned)",
        (
            r"(did|do|does|has|have) (he|she|they|it|anyone|anybody) (say|tell|complain|ever|find|"
            r"said)"
        ),
        (
            r"what (do|does|did|is it) (he|she|they|you|that)( \w+)? (say|tell|see|mean|find|"
            r"notice|want)"
        ),
        r"(you|it|that|they|do you|does it) ever|ever (find|get|drop|happen|run|feel|have|seem)",
        r"any(thing|one|body)?( of (it|them)| parts?)? (you|that|go|going|not|missing|wrong|can't)",
        r"do(es)? (it|you|he|she|they) (find|seem|feel|miss|hurt|happen|struggle|mind)",
    ),
    # -- implication: what the difficulty leads to
    "ask_effect_on": (
        (
            r"what('s| is| has| does| did| do| would| will| have)( \w+)? <that>( \w+)? (do|done|"
            r"doing|mean|meant|cost|costing|take|taking|come|leave|bring)( (to|for|you|your))?"
        ),
        r"(done|doing|does|do|did) (to|for|with) (you|your|the|her|him|his|them|everyone|business)",
        (
            r"(affect|impact|hit|hurt|harm|touch|hold)(s|ed|ing)? (on )?(you|your|the|his|her|"
            r"their|how)"
        ),
        (
            r"effects?|consequences?|knock on|implications?|repercussions?|as a result|leads? to|"
            r"upshot"
        ),
        (
            r"(what|who)('s| is| gets| has| have| are) .{0,30}(left|slipping|missed|dropped|put "
            r"off|pushed|walking|suffer(ing|s)?|falling|falls|waiting|paying|give up|gone without)"
        ),
        r"does <that> (hurt|stop|keep|put|cost|make|change|mean|affect|eat)",
        r"how (is|was|has) (that|it) .{0,20}for (you|her|him|them)|change(s|d)? anything",
        r"what .{0,12}(do|have) you (stopped|leave|left|given up|missed|had to)",
    ),
    "ask_carry_on": (
        (
            r"(if|when) (that|this|it|he|she|they|things|nothing|you|another) (goes|go|carries|"
            r"carry|keeps?|stays?|continues?|changes?|drags?|happens?|gets?|don't|doesn't)"
        ),
        r"(for |goes )?another (winter|summer|season|year|month|week|storm|day|one|term|spring)",
        r"in (a|two|five|ten|three|six|another) (more )?(years?|months?|winters?|weeks?)",
        r"by (next|then|the time|christmas|summer|spring|autumn|the end)|till|until|from now",
        r"how (much )?long(er)? (can|could|will|would|do you think|before)|(two|three|five) years",
        r"sooner or later|down the (line|road)|long run|ends? up|leave it|keeps? (on|going|up)",
        r"where (does|will|would|do|did) .{0,20}(lead|leave|end|take|go|be)|as it is|like that",
    ),
    "ask_then": (
        (
            r"what('s| will| would| might| do you think)? ?(happens|happen|be|become)( \w+)? (to|"
            r"then|if|when|next|there|behind)"
        ),
        r"what (happens|happened|would happen|will happen|do you do|did you do|does she do)",
        r"(and )?(then|so|after that|afterwards|next) what|what then|and after( that)?",
        r"leaves? (you|him|her|them|us)|who (covers?|fills? in|picks? up|steps? in|pays|suffers)",
        r"how (would|will|do|did) (you|they|he|she) (cope|manage|get by|get home|open|pay|explain)",
        r"and (if|when) (you|he|she|it|they|that|the|another|someone|nobody|somebody)",
    ),
    "ask_loss": (
        (
            r"what('s| does| did| would| is| was| will| do) .{1,40} (cost|worth|add up to|come to|"
            r"costing)"
        ),
        (
            r"how (much|many) .{0,40}(lost|lose|losing|cost|costing|bin|wast(e|ed|ing)|walk(ing|"
            r"ed)?|miss(ed|ing)?|altogether|all together|in all|a (year|season|month)|time passes)"
        ),
        r"(put|had occasion) .{0,12}(figure|number|price)|(a|any) (figure|number) on|any idea what",
        (
            r"adds? up|all together|altogether|over (a|the) (year|season|month)|(cost|costing|"
            r"costs) you"
        ),
        (
            r"(is|are|'s) worth|worth (what|roughly)|out of pocket|down the drain|in the bin|out "
            r"the door"
        ),
        r"los(e|es|ing|t) (you|money|business|customers|sleep|time|sales|work|trade|that)|losses",
    ),
    "ask_worst": (
        (
            r"(if|suppose|supposing|what if|say|when|once) .{1,60} (fell|falls?|slip(s|ped)?|died?|"
            r"left|leaves?|quits?|broke|breaks?|fail(s|ed)?|stop(s|ped)?|happen(s|ed)?|wrong|"
            r"poorly|ill|sick|nobody|no one|wasn't|weren't|lost|loses?|packs? (in|up)|goes down|"
            r"went down|late|again|skips?|caught|steals?|stolen|fire|flood(s|ed)?|"
            r"frosty)"
        ),
        r"at stake|at risk|the risk|the worst that|what a \w+ can do|worst case|in that event",
        (
            r"(stand|sit|stands|sits|standing) (still|idle|waiting)|nobody (there|home|to)|weren't "
            r"home"
        ),
    ),
    "ask_others_hit": (
        (
            r"(what|how) (do|does|did|would|will|have|has) (your|the|his|her|their) \w+( \w+)? "
            r"(say|said|think|make of|feel|react|take|manage|cope|suffer)"
        ),
        (
            r"(who|any(one|body)) else|how (do|does|did|would) (they|he|she) (take|feel|react|find|"
            r"see)"
        ),
        (
            r"(on|for|to|with) (your|his|her|their|the) (wife|husband|family|staff|team|kids|"
            r"customers?|business|guests?|children|neighbou?rs|mother|mum|dad|boss|position|trade)"
        ),
        r"find(s)? out|what will .{1,25} (be|do|say)|rest of (the|your)",
    ),
    # -- need-payoff: what solving it would be worth
    "supposes": (
        (
            r"<if> (?!you (don't|like|want|wish|prefer|ever|change|could just)\b|i may|not\b|"
            r"so\b)(you|he|she|they|it|that|this|there|we|someone|somebody|nobody|no one|one|your|"
            r"the|a|an|those|these|all|his|her|every|nothing|in|for|by|another|three|four|two)"
        ),
        r"what if|in that case|by then|for the sake of argument|let's pretend|just for a moment",
    ),
    "supposes_better": (
        (
            r"<if> .{2,90}(no longer|no more|any ?more|have to|had to|without|solid|sorted|solved|"
            r"fixed|gone|off your|by itself|on its own|stayed|back|able to|could|knew|free|in time|"
            r"on time|already|handled|under control|quiet|safe|covered|of its own|at once|instead|"
            r"nothing at all|warm|dry|ready|every month|easy|easier)"
        ),
        (
            r"(somewhere|something|someone|somebody|a way|one) (that|who|which|to|locked) "
            r".{0,40}(could|would|can|that'd)"
        ),
        r"wasn't the reason|if we (could|can)|that (you )?could .{3,40} (would|that'd)",
    ),
    "ask_would_do": (
        (
            r"what (would|could|might|will|does|is|'d|becomes?)( \w+)? <they>( \w+){0,4} (change|"
            r"mean|give|open|possible|do|free|let|allow|like|worth|back|say|be|want|look)"
        ),
        (
            r"what (would|could|might|will|'d|does) (that|it|this|these) .{0,25}(for|to|with) (you|"
            r"your|him|her|them)"
        ),
        r"worth (to|having|it)|be worth|what('s| is) (that|it) worth|of (value|interest|use|help)",
        (
            r"(what|how) (would|could|might) (you|he|she|they) (do|spend|use|sleep|feel) (with|the|"
            r"that|if)?"
        ),
        r"how (would|might|could|will) <they>( \w+){0,3} (help|be|feel|look|change|matter|sit)",
        (
            r"would (that|it|you|he|she|they|this)( \w+)? (help|make|be|sleep|rest|feel|breathe|"
            r"save|agree|matter|suit|change|take|give|solve|mean|consider|use|say)"
        ),
        (
            r"how much (easier|better|happier|calmer|lighter|simpler|quicker|more)|make (a|any|"
            r"some) difference"
        ),
        (
            r"matters? (more|most)|what('s| is) the first|your plate|your mind|your hands|your "
            r"shoulders"
        ),
        (
            r"what would you (want|like|have|need)|(would|wouldn't|do|don't) you (not )?agree|"
            r"agree (it|that)|useful|helpful|ideal(ly)?|that'd be"
        ),
    ),
    # -- exploring: every way, not only ours
    "ask_thoughts": (
        (
            r"(have|has|had|'ve) (you|she|he|they|your \w+)( \w+)? (thought|considered|looked|"
            r"figured|come across|heard|talked|tried|discussed|asked|been thinking)"
        ),
        (
            r"(thought|considered|figured|dreamed|weighing|toyed|looked at|looked into|in mind|on "
            r"your mind)"
        ),
        r"(on|off) (your|the) (list|mind|table)|in your head|your ideas?|what ideas|any ideas",
        (
            r"what are (the|your|all|some)( \w+)? (ways|options|choices|ideas)|(what|which) ways|"
            r"ways (you|of|to|out|round)"
        ),
        r"in (what|which) (different )?ways|other ways|options|routes?|possibilities|possible",
        (
            r"how (could|might|would|else|can) (you|somebody|someone|one|we|they|your \w+|people) "
            r"(get|go|do|tell|solve|keep|stop|make|fix|reach|be|begin)"
        ),
        (
            r"what (could|might|would|can|'d) (you|be|go|we|help|work|it take|make|tempt|they|one|"
            r"somebody)"
        ),
        (
            r"what('d| would) (it take|make|help)|talked (with|about|to)|ruled? out|(tried|try) "
            r"(anything|yourself)"
        ),
    ),
    "ask_more": (
        r"what else|what other|anything else|anyone else|any other|something else|which others?",
        (
            r"else (is|would|might|could|have|you|do|on|in|to)|what about|how about|and leaving|"
            r"any that"
        ),
        r"and (for |with )?(the|your|those) \w+( \w+)? (itself|themselves|side|ones?|end)|the rest",
        r"besides|apart from|other than|aside from|on top of that|beyond (that|the)|as well as",
    ),
    "lay_out": (
        (
            r"before (i|we|you) (say|tell|talk|go|buy|start|show|decide|order|choose|look|pick|get|"
            r"come)"
        ),
        r"let's (lay|put|think|dream|look|see|go through|forget|leave|list|get|not hurry|say)",
        r"lay .{0,20}out|all (of )?the (ways|options|routes)|not only (us|ours)|not just (us|ours)",
        r"(forget|never mind|leaving|leave|forgetting) (about )?(me|us|ours|the \w+ )|didn't exist",
        (
            r"weren't (buying|ringing|here)|anything at all|nothing's (silly|daft)|hold you to|say "
            r"them all"
        ),
        r"dream|wild(est)?|daft|silly|short of|whatever (comes|you|it)|as you see|not (us|ours|me)",
        (
            r"without (buying|us)|for (a )?(minute|moment)|out loud|any and all|no (bad|wrong) "
            r"(ideas?|answer)"
        ),
    ),
    "welcome_option": (
        (
            r"(all|both|any|either) ((of|the) )?(those|them|these|three|two|four)?( \w+)? ?(are|"
            r"could|can|'re|is|work|real|good|fair|possible|would)"
        ),
        (
            r"(that|those|these|they|which|it)('s| are|'re|'d| would| could| is| can)?( \w+)? "
            r"(good ones?|real ones?|one way|a (way|thought|route|possibility|start|fair one|good "
            r"(one|idea))|worth (doing|asking|trying|a \w+)|works?|counts?|open|an option|options|"
            r"lovely|combined)"
        ),
        (
            r"i like (the|that|it)|love (it|that)|good (ones?|idea|thinking|thought)|three good|"
            r"why not"
        ),
        (
            r"keep (that|them|it|those) (in|on)|can be combined|go together|goes with|don't clash|"
            r"nice one"
        ),
        (
            r"(you )?could (do|try|certainly)|by all means|i'd (do|try|look at|start with) (that|"
            r"the|it)"
        ),
    ),
    "name_option": (
        (
            r"some (people|folks?|of (them|ours|you)|get|buy|hire|go|put|do|share|rent|split|like|"
            r"pack)"
        ),
        (
            r"some \w+s (do|have|take|put|go|use|buy|get|like|prefer|share|start|split)|others|one "
            r"(lad|fella)"
        ),
        (
            r"there('s| is| are) (also|the|another|always|sending|renting|a \w+ (scheme|grant|"
            r"class)|hiring)"
        ),
        r"you (could|can|might) (also|just|even|always|rent|hire|borrow|share|do|have|try|get|go)",
        (
            r"another (way|route|option|thing|idea|road)|the other (routes?|ways?|options?)|half "
            r"and half"
        ),
        r"a (mix|bit of (both|everything|each))|all sorts|other way (round|around)|second ?hand",
        (
            r"a lot of (people|folks?|them|families|customers)|(rent|hire|share|borrow|swap)(ing)?|"
            r"or (the|have)"
        ),
    ),
}
ASKING = filled(_TABLE, _NAMED)
