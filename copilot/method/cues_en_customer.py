"""Words that give a customer's turn away, in English: data for a sales trainer to read and extend.

Each entry is a small regular expression on lower-case words without punctuation marks (apostrophes
stay), since a recogniser may leave them out; it begins and ends at the edge of a word. Money signs
and question marks count where the recogniser wrote them. ``<kin>``, ``<day>`` and
the like stand for the words in ``NAMED``. What a cue is worth is in ``weights.py``.

One table in one file, so that it can be read and corrected in one go; hence its length.
"""

from collections.abc import Mapping

# Words that stand for many, written ``<name>`` in an entry.
NAMED: Mapping[str, str] = {
    "<kin>": (
        "(?:wife|husband|mum|mom|dad|mother|father|son|daughter|brother|sister|partner|boss|nephew|"
        "niece|accountant|friend|neighbou?r|missus|kids?|team|director|landlord|cousin|uncle|aunt|"
        "boyfriend|girlfriend|lassie|grand(?:son|daughter|kids|ma|dad)|parents?|children|family)"
    ),
    "<soft>": (
        "(?:(?:just|only|really|actually|even|quite|ever|always|never|so|very|too|all|still|rather|"
        "entirely|a bit|a little|once|honestly|simply|much|pretty|that) )*"
    ),
    "<not>": (
        "(?:not|never|haven't|hadn't|don't|didn't|doesn't|isn't|wasn't|won't|wouldn't|can't|ain't)"
    ),
    "<never>": "(?:never|hadn't|haven't|have not|had not|not|didn't)",
    "<did>": (
        "(?:was|were|went|said|came|told|fell|did|got|lost|bought|took|left|gave|kept|made|thought|"
        "knew|found|ran|sold|paid|saw|heard|felt|rang|met|sent|stood|sat|lay|spent|broke|began|had|"
        r"drove|wrote|grew|woke|threw|brought|caught|put|(?!need|indeed)\w{2,}ed)"
    ),
    "<feel>": "(?:i'm|i am|he's|she's|was|be|feels?|felt|feeling|me|gets?)",
    "<it is>": "(?:that|that's|this|it|it's|which)(?: would be| sounds| is|'s|'d be)?",
    "<can>": "(?:can|do|could|would|will)",
    "<private>": "(?:phone|telephone|voice|strangers?|statement|birth|card|yes)",
    "<day>": "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "<month>": (
        "(?:january|february|march|april|may|june|july|august|september|october|november|"
        "december|christmas|easter|spring|summer|autumn|winter|(?:the )?new year)"
    ),
    "<number>": (
        r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
        "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
        "seventy|eighty|ninety|hundred|thousand|grand|couple|few|several|dozen|half)"
    ),
}

_OWN: Mapping[str, tuple[str, ...]] = {
    # -- narrowing and choosing
    "price_question": (
        r"how much|(the|a|your|what|after a) prices?( for| of| on)?|prices?|pricing",
        r"(what|how) .{0,20}(cost|charge|charging|set me back|fee|rate)s?|what's the damage",
        r"in (pounds|dollars|euros|money)|a quote|total cost|how dear",
    ),
    "money": (
        r"[£$€] ?\d[\d,.]*|<number> (pounds?|dollars?|quid|euros?|bucks?|pence|cents?|grand|k)",
        r"<number> (hundred|thousand|grand|ninety|fifty)|discount|deal|cheap(er)?|savings?|budget",
        r"fees?",
    ),
    "terms": (
        r"contract|warranty|guaranteed?|refund(ed|able)?|deposit|cancel(led|ling|lation)?|tied in",
        r"notice|instal?ments?|minimum|small print|hidden|roll over|renew(s|al)?|deliver(y|ed|s)?",
        r"install(ed|ation)?|fitted|set ?up|locked in|trial|return it|send it back|money back",
        r"include[sd]?|including|insur(ed|ance)|vat|extra|monthly|up ?front|pay(ment)?|finance",
        r"direct debit|credit card|in stock|everything",
    ),
    "proof_question": (
        r"(really|actually|truly) (work|works|help|helps|do|does|last|make|true)|proof|prove|truly",
        r"evidence|references?|reviews?|case stud(y|ies)|figures|track record|averages?",
        r"work(s)? on|how (do|would|can|could|am) (i|we) (know|tell|be sure|trust)",
        r"how many (of|have)|out of ten|(do|does|will|would|can) (it|they|that|this|he|"
        r"she) <soft>(work|help|last|fit|cope|hold)|(is|are) (that|it|they|you) (really|actually|"
        r"true|sure|qualified|certified|safe|reliable)|what happens (if|when|after)",
        r"if something (goes|happens)|what if it (doesn't|breaks|fails)|(what|and|but) if (it|he|"
        r"she|they|my \w+|the \w+) <soft>(dies|breaks|fails|says|<not>)|(like|same as) (us|me|"
        r"ours|mine)|(who|any(one|body))('s| has|'ve)? (tried|had|used|bought)|who <soft>(signs|"
        r"looks|checks|answers)|and the rest|who('s| is) to say",
    ),
    "asks_extra_cost": (
        r"(any|an|the|no|extra|hidden) (extras?|charges?|fees?|deposit|cost|penalty)|add anything",
        r"(is|does) (that|it) (include|everything|all|the lot)|on top|included|take (it|that) off",
    ),
    "offer_question": (
        r"(do|does|will|is|are|can|could|would|has|have) (it|you|they|that|this|these|those|i|we|"
        r"he|she|one|your|the)|(is|are) there|how (long|far|many|soon|big|heavy|wide|often|strong)",
        r"when (can|could|would|will|do|does|is|are)|where (is|are|do)|(isn't|doesn't|don't|won't|"
        r"can't|aren't) (it|you|they|that|we)|what (is|are|'s) (it|that|this|the|your)",
        r"which (one|is|of)",
    ),
    "compare": (
        r"better than|worse than|cheaper than|more than|less than|compared|versus",
        r"difference between|the other (one|lot|company|quote)|other quotes?",
        r"(another|other) (company|firm|place)|the same as|worth (it|the)|value for money",
    ),
    "guarantee": (
        r"warrant(y|ies)|guaranteed?|refund(ed|able)?|money back|trial|return it|send it back",
        r"cancel(led|ling|lation)?|get out of|bail|tied in|stop (it|any ?time)|insured|covered",
    ),
    # -- collecting possibilities
    "collects": (
        r"(there's|there are|are there|is there) <soft>(like )?(that|those|this|some|any|these)",
        r"(thing|guy|lady|place|app|man|woman|company|firm|ones?|way) (where|that|who|which|for)",
        r"or (i|we|he|she|you|they|somebody) (\w+ )?(put|take|get|have|go|ask|do|bring|could|use)",
        r"(i|we) (could|might) <soft>(maybe |also |try )?\w+|(is|was) (that|it) a thing|got any",
        r"(first|another|one|other) (idea|option|thought|possibility)|do you (do|have|get) any",
        r"(get|hire|find|ask|bring|pay) (a|somebody|someone|some) \w+ (to|who|for)",
    ),
    "alternatives": (
        r"or (maybe|perhaps|just|could|we|i|she|he|they|do|go|else|even|a|the|you|if|one|have|get|"
        r"hire|drop|bring|only|sell|close|some|buy)|maybe (i|we|it|she|he|they|there|you|a|"
        r"somebody|someone|just|even)|(could|might) (just |always |even |also )?(i|we|you|she|he|"
        r"there|they|one|it|be|do|go|have|get|ask|try|take|use|find|hire|move|bring)",
        r"(i|we|you|he|she|they|it) (could|might)|either|instead|otherwise|alternatively|as well",
        r"a bit of both|half and half|one of those|one of them|then there's|there's also|and then",
    ),
    "what_if": (
        r"what if|if (i|we|you|they|she|he|it|there|one|somebody|that)( only| just| did| were|"
        r" was| had)?|suppose|supposing|say (i|we|you|they)|imagine|as if|in case",
        r"(would|could) (that|they|he|she|it|you|there|one)",
    ),
    "other_ways": (
        r"what else|what other|(some|any|an|no|the|is there a) ?(other|another|different)? way(s)?",
        r"any(thing)? (other|else|like that|on that)|what (kinds?|sorts?|types?|options|choices)",
        r"options|alternatives?|possibilit(y|ies)|what do (other |most |your )?(people|folks?|"
        r"others|you|they|customers|regulars|everyone)|how (do|does|would|could|should|"
        r"might) (people|folks?|others|one|it|that|you|we|i|they|somebody|she|he)",
        r"(some|any|a) (sort|kind) of|something (like|that|else)|is there (a|any|some|no|not|"
        r"somewhere|something|anything)|what (would|could|should|might) (you|we|i|that|it|one)",
        r"(where|how) (does|do|would) (one|you|i|we)( even)? (start|go|do|begin)|(what|how) about",
    ),
    "wondering": (
        r"i('m| am| was)? (wonder(ing)?|half thinking|thinking|toying|just thinking)|did wonder",
        r"wonder(ed)? (if|whether)|thinking out loud|thought (of|about|i|we|maybe)",
        r"thinking (of|about)|been (looking|thinking|reading)|i('d| had)? (read|heard|seen|saw)",
        r"(my|the|our) (young )?(<kin>|bloke|guy|buddy|girl|fella)( \w+)? (says?|said|reckons?|"
        r"reckoned|told|has|had|did|does|uses?|used|got|swears|wants)|(i|we) (suppose|guess|"
        r"reckon)|curious",
    ),
    # -- knowing oneself
    "own_facts": (
        r"(we|i) (have|had|got|use|used|pay|paid|do|did|spend|spent|work|live|bought|started|went|"
        r"lost|run|keep|get|just|only|usually|always|never)|(we've|i've|we're|i'm|i'd|we'd|it's|"
        r"he's|she's|they're|there's|it is|they are)( got| had| been| just| only| a| the| on| in|"
        r" about)?|(my|our) \w+|<number> (of us|people|staff|years?|kids|children|months?|weeks?|"
        r"times|metres|miles|hours|users|rooms|cars?)",
    ),
    "past": (
        r"ago|last (week|year|month|time|night|spring|summer|autumn|winter|christmas)|used to",
        r"since|yesterday|before|once|the other day|back then|years|(i|we|he|she|they|it|one|"
        r"some(one|body)|nobody|who|that) <soft><did>",
    ),
    "when_it_was": (
        r"when (i|he|she|we|they) (was|were|had|got|came|went|did)|<number> (years|months|"
        r"weeks) ago|(back|way back) in|that (day|night|time|year|week)|in (the )?<month>",
        r"the other (day|week)|last \w+|since (the|last|<month>|<day>|my|his|her|he|she|we|i)",
    ),
    "habit": (
        r"usually|mostly|normally|currently|these days|always|most (days|nights|weeks)|sometimes",
        r"every (day|week|month|night|time|morning|year|<day>|single)|at the (moment|minute)|often",
        r"<number>( \w+)? (a|per|every|each) (week|month|day|year|night|time)|(twice|once) a \w+",
    ),
    "counts_up": (
        r"(about|roughly|maybe|around|nearly|almost|over|like|say|getting on for) <number>|or so",
        r"(that's|it's|which is|call it|works out|comes to|adds up to) (like |about )?<number>",
        r"<number> times|times <number>|(did|do|done) the (sum|sums|math|maths)",
    ),
    "hedges": (r"probably|perhaps|maybe|i (think|suppose|guess|reckon|believe)|sort of",),
    "body": (
        r"(my|his|her|bad) back|knees?|hips?|legs?|shoulders?|neck|eyes|ears|hearing|teeth|lungs?",
        r"ill|(my|his|her|bad) heart|stroke|cancer|dementia|surgery|operation|hospital|doctor",
        r"nurse|asthma|eczema|allerg(y|ic)|pregnant|diabet(es|ic)|arthritis|migraines?",
    ),
    "feels": (
        r"<feel> <soft>(ashamed|guilty|alone|sad|useless|stupid|lost|low|scared|afraid|worried|"
        r"tired)|(can't|couldn't|cannot) <soft>(bear|face|stand|sleep|forgive|cope)|misses",
        r"in tears|dread|(by|on) (my|him|her)(self| own)|his own|lonely|frightened",
        r"nobody (asks?|tells?|knows)|no longer|any ?more|never (went|came|been|got) back",
        r"(gave|given) (it )?up|passed( away| on)?|(stopped|quit|packed in) (\w+ing|it|the)|died",
        r"accident|divorced?|(late|ex) <kin>|widow(er|ed)?|(since|after|before) (\w+ ){1,2}(died|"
        r"left|went|moved|retired)",
    ),
    "pain": (
        r"worse|worst|hard|hurts?|hurting|pain(ful)?|tired|exhausted|lost|los(e|es|ing)",
        r"miss(ed|ing|es)?|complain(s|ed|ing|ts?)?|fed up|annoy(s|ed|ing)?|drives me|mad",
        r"worr(y|ied|ies)|afraid|scared|awful|terrible|horrible|rotten|ridiculous|nightmare|mess",
        r"chaos|chaotic|stuck|broken?|breaks?|leak(s|ing)?|crack(ed)?|damp|cold|noisy?|dreadful",
        r"penalty|fined?|wast(e|ed|ing)|late|slow(ly)?|can't|cannot|couldn't|won't|never|doesn't",
        r"didn't|problems?|trouble|issues?|fell|cry|cried|crying|wrecked|stress(ed|ful)?|ashamed",
        r"embarrass(ed|ing)|struggl(e|es|ing)|forg(e|o)ts?|forget|wrong|bad|sick|ill|argument|row",
        r"shout(s|ed|ing)?|nobody|hate|headache|fail(s|ed|ing)?|behind|delay(s|ed)?|queue",
        r"drop(s|ped)? out|cut(s)? out",
    ),
    "realise": (
        r"<never> <soft>(thought|struck|occurred|dawned|add(ed)?|count(ed)?|connect(ed)?|"
        r"link(ed)?)|<never> <soft>(put|tied|seen|looked|considered|reali[sz]ed?|noticed?|"
        r"said (it|that)|worked)|come to think|(now|when|since) (that )?(you|i) (say|mention|ask|"
        r"put|think|hear|look)|put (like that|that way)|hear(ing)? myself|listen to me|out loud",
        r"(until|till) you (said|asked)|(struck|dawned on|hit|hits|occurred to) me",
        r"(only )?just (reali[sz]ed|seen|hit)|oh|huh|hmm|mm|the (real|whole|main|actual|"
        r"only) (reason|point|problem|trouble|thing|question|issue)|that's (just )?(it|the thing|"
        r"the point|the trouble)|(all (this|that)|the whole) time|half (of )?(why|the reason)",
        r"if i'm honest|to be honest|honestly|actually|in fact|makes me|i think (he|she|it|that|"
        r"we|they)|i suppose (that's|it's|so)|(thought|assumed) it was",
    ),
    "deeper": (
        r"(it's|it is|that's|this is|it was|isn't|wasn't|ain't|never|been) (not |"
        r"never )?<soft>about|(it's|it is|it was|that's|it) (not|never|isn't|wasn't|"
        r"ain't) <soft>(the|that|my|his|her)|it's more (the|that|about|like|of)|what <soft>(gets|"
        r"bothers|worries|hurts|scares) (me|us)|what (i|we)(('d| would)? <soft>(want|like|need|"
        r"mind|miss)|'m <soft>(after|tired))|i('m| am) <soft>(worried|tired|afraid|scared|"
        r"frightened) (about|of|that|for|he|she|it)|to tell (you )?the truth|truth is",
        r"between (you and me|us)|<not> (told|mentioned)|to admit",
    ),
    "family": (r"(my|our|the|his|her|your|their) (\w+ )?<kin>('s)?|mum|mom|dad|granda|grandma",),
    "family_speaks": (
        r"(<kin>|mum|mom|dad|he|she) <soft>(says?|said|wants?|thinks?|reckons?|tells?|told|asks?|"
        r"asked|keeps?|hates?|loves?|won't|can't|doesn't|refuses?|worries)",
    ),
    "also_matter": (
        r"(and|but|then|plus) (then )?(there's|there is|there are|the other|another)|besides|both",
        r"on top of (that|it|everything)|as well as|another thing|not (just|only) (that|the|me|"
        r"him)|(second|new|bigger|other) (place|shop|site|house|branch|office|one)",
    ),
    "another_need": (
        r"also|as well|another|the other (one|shop|house|site|place|branch|office|thing)|too",
        r"my (<kin>)( \w+)? (too|also|as well|needs?|wants?|has|have|is|was|used to|wouldn't|"
        r"would|can't|could)|second|next year|starting|moving|retir(e|ed|ing|es)|expecting|baby",
        r"wedding|opening|it's not (just|only|about)|not (just|only)|the (real|main|other) (thing|"
        r"reason|problem|worry)|that's (really |half of )?why|what i('d)? really|more (than|about)",
    ),
    # -- at the choice
    "unsure": (
        r"(don't|do not|didn't|wouldn't) <soft>know|dunno|(less|not|no|never) <soft>(certain|sure)",
        r"in two minds|both minds|(torn|stuck|caught) between|torn|undecided|on the fence",
        r"in circles|(can't|cannot|couldn't) <soft>(think|decide|choose|tell|see it|make (up|my)|"
        r"picture)|(part|half) of me|half (persuaded|tempted|minded)|back and forth|going round",
        r"one minute|(keep|kept) <soft>(thinking|going|wondering|changing)",
        r"(haven't|not) <soft>(decided|made up)|then again|and yet|on the (other|one) hand",
        r"but then|i('m| am) <soft>(tempted|inclined)|i keep|who can say|hard to (say|know|choose|"
        r"decide)|whether (i|we|it|to)|justify (it|that)|too many",
    ),
    "hesitation": (
        r"it's (just|only)( that)?|i (like|love|know) (it|that|the|you) .{0,24}(but|it's just|"
        r"only)|(good|nice|lovely|fine|great|right|tempting|fair)( \w+){0,3} (but|it's just|only|"
        r"though)|feels? like|something('s| is) (holding|stopping|not)|(gets|bothers|worries|"
        r"bugs) me|regret|(feel|look|be|i'm) (like )?(such )?(a |an )?(right |proper )?(fool|"
        r"idiot|silly|stupid|daft)|(wast(e|ed|ing)|throw(ing)?|threw) (it|the|my|our|good|away|"
        r"money)|sorry (i'd|if)|i'm crazy|(be sorry|kick myself)|let me (think|see|look)",
        r"think (it|about|on|this)( it)?( over)?|mull|sleep on it",
    ),
    "postpone": (
        r"leave it with me|(ring|call|get|come|write) (to )?(you |yous )?back|get back to",
        r"maybe later|i('ll| will) (let you know|be in touch|have a( wee| little)? think)",
        r"(need|want) time|mull|(let me|(need|want|have|ought|got) to|must|i'll|"
        r"should) <soft>(talk|speak|ask|check|ring)|check with|run (it|this) (past|by)|sleep on it",
        r"(think|mull) it over|i('ll| will) ring you",
    ),
    "not_now": (
        r"(talk|speak|chat|show|discuss) (\w+ )?(to |with )?((my|our|the) )?(<kin>|board|trustees)",
        r"ask (my|the|her|him)|(<kin>|board|committee) (should|has to|needs? to|must|'ll want)",
        r"not (yet|now|today|till|until|before|right now|for now|straight away|(this|next) \w+)",
        r"(until|till|after|before|by) (the )?<month>|(new|next) (year|season|quarter|spring|"
        r"month)|(before|until|till|after|once) (i|this|we|that|he|she|my|the) (\w+ )?(can|decide|"
        r"sign|say)|(i|we)('ll| will| shall) (\w+ ){0,5}(when|once|after|before|and see|first)",
        r"we('ll| will) see|(ring|call|write|come|try|phone) (to )?(me|us|you)( back)? (in|on|"
        r"after|next|when|later)|too (soon|early)|no (hurry|rush)|(frozen|stuck|locked) (until|"
        r"till|for|in)|see (what|how|where)",
    ),
    "buying": (
        r"go on( then)?|go ahead|let's (\w+ )?(do|go|book|get|try|have|say|make|start)|yes please",
        r"(put|pencil|sign|book|write) (us|me|it|that|the|in)( down| in| up)?|count me in",
        r"add (it|one)|i('ll| will|'d) (take|have|go (for|with)|book|sign|like (that|the|one|"
        r"to (order|book|take)))|i can do|we('ll| will) (take|have|go|try|do)|i take (it|one)",
        r"that works|order (the|it|one|a)|send (it|me|the|that|them|over|us)|do send",
        r"(that|it) sounds|sounds (good|fair|better|great)|perfect|brilliant|deal|well all right",
        r"happy with|next step|what's the (next|deposit)",
    ),
    "takes_it": (
        r"(that|that'll|it|this|<day>)('ll| will| would|'d)? (do|suits?|work|be (fine|convenient|"
        r"grand))|(all right|okay|right|yes|yeah|fine|good) (then )?(put|book|send|add|let's|make|"
        r"do|write|keep)|have to do|can live with|is fine|suits (me|us)|sign me up",
        r"(make|keep|hold) (it|me|us) (a|the|<day>)",
    ),
    "asks_to_order": (
        r"(when|where|how) <can> (you|i|we|your|they)( \w+)? (come|start|pay|sign|send|deliver|"
        r"get)|(calling|ringing|phoning|looking|rang|called|asking) (about|for|after|to)",
        r"still (free|available)|('d|would|should) like (a|an|some|the|to (order|book|buy|know))",
        r"(want|need) (a|to (order|book))|(do|have) you (still )?(sell|got|have|stock|do)",
        r"(quote|quotation|rate|price) (for|on|please)|can i (order|book|pay|buy|get|have|start|"
        r"add|switch)|how do i (get|pay|book)|is there (still )?room",
    ),
    "names_time": (
        r"<day>|half past|o'clock|quarter (past|to)|<number> (am|pm|ish)|(at|after) (<number>|"
        r"lunch|dinner)|tomorrow|next week|morning|afternoon|the (\w+teenth|\w+th|first|second|"
        r"third)|tonight|postcode|address|(my )?name('s| is)|my email|card number|this number",
        r"surname|(post|mail|text|bring|drop) (me|us|it|them|the|that|your)|tell (him|your)",
    ),
    "praises": (
        r"<it is> <soft>(good|great|fine|fair|perfect|lovely|sensible|right|better|helpful|honest)",
        r"fair enough|interesting|i like|lovely|saves?|better than|less than|okay so",
    ),
    "refuse": (
        r"no,? thank(s| you)|no thanks|thanks,? but|thank you,? but|decided (against|not)",
        r"i think not|not (interested|for me|for us|at the moment|today|now|going to)",
        r"not saying yes|shan't|(don't|do not|won't|wouldn't|will not) (want|need|be|order|bother|"
        r"think so|book|go ahead|take)|i('ll| will|'d) (pass|leave it|rather not|stick with|"
        r"say no|have to say no)|let it go|leave it( there| for now| at that)?|count me out",
        r"look (for something|elsewhere)|no (for now|need|mate|son|sorry)|it's (a|the) no",
        r"we'll (stay|stick|leave)",
    ),
    "turns_down": (
        r"<not> (want|need|require|ask|order|bother|think so|reserve|book|go ahead|take|call|"
        r"agree)|no (no|nah|not|way)|nah|kindly do not|(you )?may not|i('m| am) not (going|saying)",
    ),
    "decline": (
        r"no,? thank(s| you)|no thanks|not interested|i('ll| will) (pass|leave it)|count me out",
        r"leave it (there|for now|at that)|let it go|(don't|do not) want (it|one|this|that)",
        r"it's a no|decided (against|not)|(shan't|won't) (be|order|book|go ahead|take)",
    ),
    "exit": (
        r"(?<!you )(?<!i )(?<!we )(?<!they )(don't|do not|never) (ever )?(call|ring|phone|contact|"
        r"email|text) (me|us|here|again|back|any ?more|this (number|house|phone))",
        r"(?<!you )(?<!i )(?<!we )(?<!they )don't (you )?(ever |dare )*(call|ring|phone|email|"
        r"text) .{0,20}(again|any ?more)|(stop|no more) (calling|ringing|phoning|contacting|"
        r"texting|emailing|emails|calls)|take (me|us|(my|this|our|that) (name|number|details)) off",
        r"report(ing)? you|off (of )?(your|the|this|that|any|"
        r"whatever) (call(ing)? )?(list(?! price)|database)|(remove|delete) (me|us|"
        r"(my|this) (name|number|details|data))|lose (my|this) number|leave (me|us) alone",
        r"(we're|we are) done here|i'm hanging up",
    ),
    "leaving": (
        r"(have|got|need|must|gotta|i must|better) ?(to )? ?(go|run|dash|hang up)|hang(ing)? up",
        r"bye now|goodbye|not (a )?(good|great|convenient) time|driving|in a meeting",
    ),
    "bye": (r"bye|goodbye|cheerio|take care|thanks|thank you|cheers|ta",),
    # -- objections
    "too_dear": (
        r"expensive|dear|too much|that much|more than i (thought|pay|expected)|steep|pricey|blimey",
        r"(a )?lot (more |of )?(money|more)|can't (afford|stretch|run to)|afford|out of (my|our)",
        r"(tight|no|over) budget|(budget|money|cash) is (frozen|tight|gone)|no money|jesus|whoa",
        r"ouch|wow|^((<number>|and|a) )+(pounds?|dollars?|quid|grand|a month|a week|a year|each|"
        r"for|though|\?)|<number>( <number>)* (pounds?|dollars?|quid|grand)? ?(a month|each|"
        r"a year)? ?(though|for (a|what)|\?)|my (whole |last )?(reserve|savings)|<not> (have|got|"
        r"made of) (that|the|any)? ?(kind of )?money|(only|we) (got|have|pay) (<number> )+",
        r"all (i|we) have|justify|on a pension|broke|skint",
    ),
    "costly": (
        r"(for|at) that (money|price)|(could|can|i'd) (buy|get|have|spend) .{0,24} (for|in|"
        r"on) (that|the)|(that's|is|bit|much) <soft>(more|dearer)|double|twice (that|the|what)",
        r"pay \w+ (now|already)|(nearly|almost|over) (<number> )+(pounds?|dollars?|quid|grand|k|"
        r"thousand)|(whole|entire) \w+|(oh|jesus|god|blimey|whoa|wow|ouch|christ)( \w+)? <number>",
    ),
    "wants_cheaper": (
        r"cheaper|cheapest|knock|discount|(better|best|special) (price|offer|rate|you can)",
        r"half (that|the)|(do|make) (it|something) <number>|money off",
    ),
    "distrust": (
        r"(how|where|who) (\w+ ){0,3}(get|got|find|gave|give|sold) (\w+ ){0,2}(name|number|"
        r"details)|who told you|scam|catch|too good|trust|hidden|let down|had a bad|prove|proof",
        r"salesm[ae]n|sales (pitch|talk)|pushy|small print|legit|genuine|calls a (day|week)",
        r"cold call|how'd you|(been|got|was|were) (\w+ )?(stung|burne?[dt]|caught|bitten|conned|"
        r"scammed|robbed|done|ripped)|<not> <soft>(giv(e|ing)|say(ing)?|confirm|telling|"
        r"sign(ing)?) (\w+ ){0,4}<private>|(over|on) the (phone|telephone)|add anything",
        r"are you (my|from)|don't (even )?know you|is this a|not (half|quite) true",
        r"don't like (that|how|being|it|when)|what happens if",
    ),
    "doubts": (
        r"(last|previous|other) (time|lot|one|fella|guy|company|firm|crowd|agent|"
        r"agency)( \w+){0,3} <did>|already (thrown|wasted|lost)|(they|you|people|customers) (all|"
        r"always) \w+|your word|you said (you|it)|you (people|lot|guys|folks)|i know (your (sort|"
        r"kind|game)|how you)|heard (that|it|this|them|one)",
    ),
    "pushed": (
        r"you('re| are) <soft>(selling|trying|pushing|crowding|rushing|hurrying|after)|hurried",
        r"rush(ed|ing)|you (just want|only want|want (to hear|my))|to sell|pressur(e|ed)",
        r"talked into|slow down|hang on|(just|only) (asking|wanted to (ask|know)|a question)",
        r"hold on",
    ),
    "no_need": (
        r"<not> (need|want|use|require|ask|bother)|works (fine|ok|well)|manage( fine| ok)?|no need",
        r"(we're|i'm) (fine|ok|okay|all right|sorted|covered)|(no|not any) (use|good|point|room|"
        r"help|sense)|<not> <soft>(help|solve|work|fit|do|change|suit|love|like|use|got room|"
        r"broken|worth)|can't use|what for|why would i|used to (us|it)|something else|not about",
    ),
    "already_have": (
        r"already (have|got|use|do|with|pay)|(happy|fine|ok|sorted|covered) (as|the way|"
        r"with (what|my|our))|(we've|i've|we have|i have) (already )?got (one|someone|somebody|"
        r"a (guy|man|firm))|(our|my) own \w+",
    ),
    "not_my_need": (
        r"what (would|do|use|good) (\w+ )?(i|we) (want|need)|(that's|it's|isn't) not? ?(the|my|"
        r"our) \w+|not (what|why) (i|we) (called|rang|asked|want|need)|did(n't| not) (ask|call|"
        r"ring) for|that's no good|(this|that|it)('s| is) for (people|folk|someone|old)",
        r"more for (people|folk|young|old)|not (at|in) that (stage|age|league)|not (that|so) (old|"
        r"bad)|(won't|wouldn't) (love|use|eat|wear) (it|one)",
    ),
    "other_plan": (
        r"(do|make|fix|draw|manage|handle) (\w+ )?(our|my)sel(f|ves)|(i|we)('d|'ll| would|"
        r" shall) rather|(then|so|think|guess) it's the \w+|(i'll|we'll|i shall|"
        r"i'd) (\w+ )?(first|instead)|stick with",
    ),
    "bad_time": (
        r"(not|bad|wrong) (a good |the right )?(time|moment)|busy|in a meeting|swamped|no time",
        r"(under|in a|mid|the) contract|(till|until|after|before) ((the|my|our|we|i|"
        r"this) )?(<month>|next)|next (year|month|spring|summer|quarter)|too (soon|long|late|"
        r"early)|snowed under|rushed off|<number> (weeks|months) \?|wait|haven't (got )?time",
        r"client|renewal|runs? out|can't (yet|now)",
    ),
    "stops_call": (
        r"i'm (done|finished|off|hanging up)|had (your|my|an|the) answer|(i )?said no|enough",
        r"i mean it|(putting|put) the phone down|end of (it|this|story)|not another",
    ),
    # -- said plainly: these decide by themselves (see reading.py)
    "plainly_asks": (
        r"how (much|long|soon|far|big) (is|are|does|do|will|would|can)|when can (i|you|we|it)",
        r"(do|can|will|would) you (deliver|take|accept|offer|install|include|charge)",
    ),
    "plainly_dear": (
        r"(too|very|so|bit|quite|really|rather|pretty|that's|it's) (expensive|dear|pricey|steep)",
        r"can't afford|cannot afford|out of (my|our) (budget|price range)|too much money",
    ),
    "plainly_torn": (
        r"can't (decide|choose|make up my mind)|in two minds|torn|undecided|not sure (yet|whether)",
        r"(have|need|want) to think (about|it)|i('ll| will) think (about it|it over)|sleep on it",
    ),
    "plainly_buying": (
        r"let's (do it|go ahead|book it|go for it)|i('ll| will) take (it|one|that|the)|sign me up",
        r"(put|book) (me|us) (down|in)|where do i sign|count me in|i'd like to (order|buy|book)",
    ),
    "plainly_distrust": (
        r"scam|rip ?off|(how|where) (did|do) you (get|have) my|(get|find) (my|our|this) (name|"
        r"number)|(don't|do not|can't) (believe|trust) (you|it|that|this|them|a word|any)",
        r"what's the catch",
    ),
    "plainly_no_need": (
        r"(don't|do not) (really )?need (it|one|this|that|any|anything|another)|no need for",
        r"no use for|not interested|already have (one|it|somebody|someone)",
    ),
    # -- the shape of the turn
    "asks_you": (r"(do|did|can|could|are|have|will|would|were) (you|your|yous)",),
    "rhetorical": (
        r"who (knows|would|wants|cares|can|does)|what's the (point|use)|why (should|bother|"
        r"would (i|we))|(isn't|wasn't|aren't|don't|doesn't|won't) (it|they|we|he|she)",
    ),
    "ends_asking": (r"\?$|(is it|isn't it|or what|or not|do you|does it|right|yeah)$",),
    "asks": (
        r"\?|(what|who|where|when|why|how|which|whose)( is| are| was| do| does| did| would| could|"
        r" can| will| should| about| if| much| many| long| far| else| kind| sort|'s|'re|'d)",
        r"(do|have|don't) (you|they|we|i|your|people)|(does|did|has|doesn't) (it|that|this|they|"
        r"you)|(is|are|was|isn't|aren't) (it|that|this|there|they|you|your|he|she|i|we)",
        r"(can|could|would|will|should|won't) (i|you|we|they|it|he|she|there|that|one|somebody)",
        r"is it|isn't it|do you know|any good|or (what|not|something|anything|where)",
    ),
    "consent": (
        r"speaking|tell me|fire away|go on|sure|yes|yeah|yep|aye|okay|ok|right|that'd be me",
        r"that's me|(got|have|i'm) (ten|five|two|a (minute|moment|second|few))|you've got me",
        r"you're grand|what's (it|this) about|hello|hi|hiya|i do|^(yes|yeah|yep|aye|ok|okay|sure|"
        r"right|mm|uh huh|mhm|no|nope)( \w+){0,2}$",
    ),
    "who": (
        r"who('s| is) (this|that|calling|it)|who (again|are you)|sorry who|where are you (calling|"
        r"ringing)|what's (it|this) about|what is this|which company|calling from",
    ),
}

# A cue that takes in all that narrower ones hold.
_TAKES_IN: Mapping[str, tuple[str, ...]] = {
    "hesitation": ("unsure",),
    "distrust": ("doubts", "pushed"),
    "too_dear": ("costly", "wants_cheaper"),
    "no_need": ("already_have", "not_my_need", "other_plan"),
    "refuse": ("turns_down",),
    "buying": ("takes_it",),
}

CUSTOMER: Mapping[str, tuple[str, ...]] = {
    name: tuple(p for cue in (name, *_TAKES_IN.get(name, ())) for p in _OWN[cue]) for name in _OWN
}
