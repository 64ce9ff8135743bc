"""Words that give a customer's turn away, in English: data for a sales trainer to read and extend.

Each entry is a small regular expression on lower-case words without punctuation marks (apostrophes
stay), since a recogniser may leave them out; it begins and ends at the edge of a word. Money signs
and question marks count where the recogniser wrote them. ``<kin>`` and ``<number>`` stand for the
words in ``NAMED``. What a cue is worth is in ``weights.py``.

One table in one file, so that it can be read and corrected in one go; hence its length.
"""

from collections.abc import Mapping

# Words that stand for many: ``<kin>`` and ``<number>`` in an entry.
NAMED: Mapping[str, str] = {
    "<kin>": (
        "(?:wife|husband|mum|mom|dad|mother|father|son|daughter|brother|sister|partner|boss|"
        "accountant|friend|neighbou?r|missus|kids?|team|director|landlord|cousin|uncle|aunt|"
        "boyfriend|girlfriend)"
    ),
    "<number>": (
        r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
        "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
        "seventy|eighty|ninety|hundred|thousand|grand|couple|few|several|dozen|half)"
    ),
}

CUSTOMER: Mapping[str, tuple[str, ...]] = {
    # -- narrowing and choosing
    "price_question": (
        r"how much|(the|a|your|what|after a) prices?( for| of| on)?|prices?|pricing",
        r"(what|how) .{0,20}(cost|charge|charging|set me back|fee|rate)s?|what's the damage",
        r"in (pounds|dollars|euros|money)|a quote|total cost|how dear",
    ),
    "money": (
        r"[£$€] ?\d[\d,.]*|<number> (pounds?|dollars?|quid|euros?|bucks?|pence|cents?|grand|k)",
        r"<number> (hundred|thousand|grand|ninety|fifty)|discount|deal|cheap(er)?|savings?",
        r"budget|fees?",
    ),
    "terms": (
        r"contract|warranty|guaranteed?|refund(ed|able)?|deposit|cancel(led|ling|lation)?",
        r"tied in|notice|instal?ments?|minimum|small print|hidden|roll over|renew(s|al)?",
        r"deliver(y|ed|s)?|install(ed|ation)?|fitted|set ?up|locked in|trial|return it",
        r"send it back|money back|include[sd]?|including|insur(ed|ance)|vat|extra|monthly",
        r"up ?front|pay(ment)?|finance|direct debit|credit card|still free|available|in stock",
        r"waiting list|everything",
    ),
    "proof_question": (
        r"(really|actually|truly) (work|works|help|helps|do|does|last|make|true)",
        r"do(es)? (it|they|that|this) (really |actually )?(work|help|last)|proof|prove|evidence",
        r"references?|reviews?|case stud(y|ies)|figures|track record",
        r"how (do|would|can) (i|we) know",
        (
            r"(is|are) (that|it|they|you) (really|actually|true|sure|qualified|certified|safe|"
            r"reliable)"
        ),
        r"work(s)? on|what happens if|what if it (doesn't|breaks|fails|goes)",
    ),
    "offer_question": (
        (
            r"(do|does|will|is|are|can|could|would|has|have) (it|you|they|that|this|these|those|"
            r"i|we|he|she|one|your|the)"
        ),
        r"(is|are) there|how (long|far|many|soon|big|heavy|wide|often|strong)",
        r"when (can|could|would|will|do|does|is|are)|where (is|are|do)",
        r"(isn't|doesn't|don't|won't|can't|aren't) (it|you|they|that|we)",
        r"what (is|are|'s) (it|that|this|the|your)|which (one|is|of)",
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
    "alternatives": (
        (
            r"or (maybe|perhaps|just|could|we|i|she|he|they|do|go|else|even|a|the|you|if|one|"
            r"have|get|hire|drop|bring|only|sell|close|some|buy)"
        ),
        r"maybe (i|we|it|she|he|they|there|you|a|somebody|someone|just|even)",
        (
            r"(could|might) (just |always |even |also )?(i|we|you|she|he|there|they|one|it|be|"
            r"do|go|have|get|ask|try|take|use|find|hire|move|bring)"
        ),
        r"(i|we|you|he|she|they|it) (could|might)|either|instead|otherwise|alternatively|as well",
        r"a bit of both|half and half|one of those|one of them|then there's|there's also",
        r"there are also|and then",
    ),
    "what_if": (
        r"what if",
        r"if (i|we|you|they|she|he|it|there|one|somebody|that)( only| just| did| were| was| had)?",
        r"suppose|supposing|say (i|we|you|they)|imagine|as if|in case",
        r"(would|could) (that|they|he|she|it|you|there|one)",
    ),
    "other_ways": (
        r"what else|what other",
        r"(some|any|an|no|the|is there a) ?(other|another|different)? way(s)?",
        r"any(thing)? (other|else|like that|on that)|what (kinds?|sorts?|types?|options|choices)",
        r"options|alternatives?|possibilit(y|ies)",
        r"what do (other |most |your )?(people|folks?|others|you|they|customers|regulars|everyone)",
        (
            r"how (do|does|would|could|should|might) (people|folks?|others|one|it|that|you|we|i|"
            r"they|somebody|she|he)"
        ),
        r"(some|any|a) (sort|kind) of|something (like|that|else)",
        r"is there (a|any|some|no|not|somewhere|something|anything)",
        r"what (would|could|should|might) (you|we|i|that|it|one)",
        r"(where|how) (does|do|would) (one|you|i|we)( even)? (start|go|do|begin)|what about",
        r"how about",
    ),
    "wondering": (
        r"i('m| am| was)? (wonder(ing)?|half thinking|thinking|toying|just thinking)|did wonder",
        r"wonder(ed)? (if|whether)|thinking out loud|thought (of|about|i|we|maybe)",
        r"thinking (of|about)|been (looking|thinking|reading)|i('d| had)? (read|heard|seen|saw)",
        (
            r"(my|the|our) (young )?(<kin>|bloke|guy|buddy|girl|fella)( \w+)? (says?|said|"
            r"reckons?|reckoned|told|has|had|did|does|uses?|used|got|swears|wants)"
        ),
        r"(i|we) (suppose|guess|reckon)|curious",
    ),
    # -- knowing oneself
    "own_facts": (
        (
            r"(we|i) (have|had|got|use|used|pay|paid|do|did|spend|spent|work|live|bought|"
            r"started|went|lost|run|keep|get|just|only|usually|always|never)"
        ),
        (
            r"(we've|i've|we're|i'm|i'd|we'd|it's|he's|she's|they're|there's|it is|"
            r"they are)( got| had| been| just| only| a| the| on| in| about)?"
        ),
        r"(my|our) \w+|(about|roughly|maybe|around|nearly|almost|over|like) <number>",
        r"<number>( \w+)? (a|per|every|each) (week|month|day|year|night|time)",
        r"at the (moment|minute)|usually|mostly|normally|currently|these days",
        r"every (day|week|month|night|time|morning|sunday|friday)",
        (
            r"<number> (of us|people|staff|years?|kids|children|months?|weeks?|times|"
            r"metres|miles|hours|users|rooms|cars?)"
        ),
    ),
    "past": (
        r"ago|last (week|year|month|time|night|spring|summer|autumn|winter|christmas)|used to",
        r"since|yesterday|before",
        (
            r"(he|she|it|they|i|we) (was|were|went|said|came|told|fell|did|had|got|lost|bought|"
            r"tried|paid|left|put|asked|turned)"
        ),
        r"once|the other day|back then|years",
    ),
    "pain": (
        r"worse|worst|hard|hurts?|hurting|pain(ful)?|tired|exhausted|lost|los(e|es|ing)",
        r"miss(ed|ing|es)?|complain(s|ed|ing|ts?)?|fed up|annoy(s|ed|ing)?|drives me|mad",
        r"worr(y|ied|ies)|afraid|scared|awful|terrible|horrible|rotten|ridiculous|nightmare|mess",
        r"chaos|chaotic|stuck|broken?|breaks?|leak(s|ing)?|crack(ed)?|damp|cold|noisy?|dreadful",
        r"penalty|fined?|wast(e|ed|ing)|late|slow(ly)?|can't|cannot|couldn't|won't|never|doesn't",
        r"didn't|problems?|trouble|issues?|fell|cry|cried|crying|wrecked|stress(ed|ful)?|ashamed",
        r"embarrass(ed|ing)|struggl(e|es|ing)|forg(e|o)ts?|forget|wrong|bad|sick|ill|hospital",
        r"doctor|argument|row|shout(s|ed|ing)?|nobody|hate|headache|fail(s|ed|ing)?|behind",
        r"delay(s|ed)?|queue|drop(s|ped)? out|cut(s)? out",
    ),
    "realise": (
        r"never (thought|added|struck|occurred|realised|realized|put|really|looked|counted|worked)",
        (
            r"(hadn't|haven't|had not|have not|not) (ever |really |actually )?(thought|put|"
            r"realised|realized|added|considered|connected|counted)"
        ),
        r"come to think|now (that )?(you|i) (say|mention|think|ask)|struck me",
        r"when you (say|put) it|(that )?(hurts|sounds).{0,12}when you|that's the thing",
        r"that's (it|the one)( really)?|if i'm honest|to be honest|honestly|actually|in fact",
        r"half (of )?(why|the reason)|the real (reason|problem|thing|question)|really it's",
        r"i think (he|she|it|that|we|they)|it('s| is) (more|not (about|just|only|really))",
        r"i suppose (that's|it's|so)|oh|huh|hmm|mm|makes me|that'll not",
    ),
    "another_need": (
        r"also|as well|another|the other (one|shop|house|site|place|branch|office|thing)|too",
        (
            r"my (<kin>)( \w+)? (too|also|as well|needs?|wants?|has|have|is|was|used to|"
            r"wouldn't|would|can't|could)"
        ),
        r"second|next year|starting|moving|retir(e|ed|ing|es)|expecting|baby|wedding|opening",
        r"it's not (just|only|about)|not (just|only)",
        r"the (real|main|other) (thing|reason|problem|worry)|that's (really |half of )?why",
        r"what i('d)? really|more (than|about)|besides|on top of that|what about (the|my|our|if)",
    ),
    # -- at the choice
    "hesitation": (
        r"(don't|do not|didn't) know|dunno|not (so |quite |really )?sure|in two minds|torn",
        r"undecided|can't (decide|see|tell|make|choose)|part of me|half of me|go back and forth",
        r"going round|(haven't|not) (actually |really )?(decided|made up)|on the one hand",
        r"one minute|i keep|regret|sorry i'd|would i be|too many|not (yet|today|right now)",
        r"let me (think|see|look)|think (it|about|on|this)( it)?( over)?|sleep on it|mull",
        r"see (what|how|where|if)",
    ),
    "postpone": (
        r"leave it with me|(ring|call|get|come) (you |yous )?back|get back to",
        r"(i|we)('ll| will) ring you|i('ll| will) (let you know|be in touch|have a think)",
        r"before (i|this|we) (can|decide|commit|sign)|let me (talk|speak|check)",
        r"(talk|speak|chat) (to|with)|ask (my|the|her|him)|check with|run it (past|by)",
        r"(have|need|want) to (ask|talk|discuss|check|speak)|maybe later|sleep on it",
    ),
    "buying": (
        r"go on( then)?|go ahead|let's (do|go|book|get|try|have|say)",
        r"(put|pencil|sign|book) (us|me|it|that|the|in)( down| in| up)?",
        (
            r"i('ll| will|'d) (take|have|go for|go with|write|book|like (that|the|one|to (order|"
            r"book|take)))"
        ),
        r"i can do|we('ll| will) (take|have|go|try|do)|count me in|that works|suits me",
        r"send (it|me|the|that|them|over|us)|do send|can i (order|book|pay|buy|get)",
        r"order (the|it|one|a)",
        (
            r"(when|where|how) (can|do|could|would) (you|i|we|your|they)( \w+)? (come|start|pay|"
            r"sign|send|deliver|begin|get)"
        ),
        r"what's the next|next step|how do i get",
        (
            r"(that|that's|this|it|which)( would be| sounds| is|'s|'d be)?( all| very| really|"
            r" quite)? (good|great|fine|perfect|ideal|lovely|fair|sensible|reassuring|right|"
            r"better|helpful|something)"
        ),
        r"sounds (good|fair|reasonable|better|great)|perfect|brilliant|lovely|deal|yes please",
        r"fair enough|happy with|better than|less than|interesting|i like|well all right|okay so",
        r"saves?|(mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week|o'clock|morning",
        r"afternoon|the (\w+teenth|\w+th|first|second|third)|postcode|address|(my )?name('s| is)",
        r"my email|card number|this number|surname|reference",
    ),
    "refuse": (
        r"no,? thank(s| you)|no thanks|thanks,? but|thank you,? but",
        r"not (interested|for me|for us|at the moment|today|now|going to)",
        (
            r"(don't|do not|won't|wouldn't|shan't|will not) (want|need|be|order|bother|think so|"
            r"reserve|book|go ahead|take)"
        ),
        r"i('ll| will|'d) (pass|leave it|rather not|stick with|say no|have to say no)",
        r"leave it( there| for now| at that)?|let it go|count me out|i think not",
        r"look (for something|elsewhere)|we'll (stay|stick|manage|leave)",
        r"no (for now|need|mate|son|sorry)|decided (against|not)|it's (a|the) no|not saying yes",
        r"(it's|that's) not for",
    ),
    "decline": (
        r"no,? thank(s| you)|no thanks|not interested|i('ll| will) (pass|leave it)|count me out",
        r"leave it (there|for now|at that)|let it go|(don't|do not) want (it|one|this|that)",
        r"it's a no|decided (against|not)|(shan't|won't) (be|order|book|go ahead|take)",
    ),
    "exit": (
        (
            r"(?<!you )(?<!i )(?<!we )(?<!they )(don't|do not|never) (ever )?(call|ring|phone|"
            r"contact|email|text) (me|us|here|again|back|any ?more|this|the)"
        ),
        r"(stop|no more) (calling|ringing|phoning|contacting|texting|emailing|emails|calls)",
        r"take (me|us|my (name|number|details)) off|off (your|the|this) (list|database)",
        r"remove (me|us|my (name|number|details))|(delete|lose) my (number|details|data)",
        r"leave (me|us) alone|report you",
    ),
    "leaving": (
        r"(have|got|need|must|gotta|i must|better) ?(to )? ?(go|run|dash|hang up)|hang(ing)? up",
        r"bye now|goodbye|not (a )?(good|great|convenient) time|driving|in a meeting",
    ),
    "bye": (r"bye|goodbye|cheerio|take care|thanks|thank you|cheers|ta",),
    # -- objections
    "too_dear": (
        r"expensive|dear|too much|that much|more than i (thought|pay|expected)",
        r"(a )?lot (more |of )?(money|more)|can't (afford|stretch)|afford|out of (my|our)",
        r"(tight|no|over) budget|no money|steep|pricey|jesus|whoa|wow|blimey|ouch",
        r"(whole|entire) \w+|double|for that money|cheapest|adds up",
        (
            r"<number>( <number>)* (pounds?|dollars?|quid|grand)? ?(a month|each|"
            r"a year)? ?(though|just for|for (a|that|the|what)|\?)"
        ),
        r"(we|i) (only )?pay|pay \w+ now|cheaper|knock|discount|best (you can|price)|savings",
    ),
    "distrust": (
        r"(how|where) (did|'d|d'you|do|have) (you|ya|yous) (get|got|have)|how'd you|who told you",
        r"scam|catch|too good|heard (that|it|this|them) (all )?before|believe|trust|stung|burned",
        r"let down|had a bad|prove|proof|promise|really|truly|honestly?|small print|you said",
        r"(they|you) all|salesm[ae]n|sales (pitch|talk)|last (lot|company|time|one)|pushy",
        r"hurried|rush(ed|ing)?|pressure|push(ed|ing)|calls a (day|week)",
        r"what happens (if|when)|your word|legit|genuine|cold call|you people|is this a",
        r"not (half|quite) true|don't like (that|how|being|it|when)|safe",
        r"who (looks|checks|pays|is responsible)|how do i know",
    ),
    "no_need": (
        r"already (have|got|use|do|with)|happy with",
        r"(don't|do not|no|wouldn't|not|i'd not) (need|want|use)|works (fine|ok|well)",
        r"(not|no|nothing) (broken|worth|wrong)|manage( fine| ok)?",
        r"(we're|i'm) (fine|ok|okay|all right|sorted|covered)|no (use|good|point|room)",
        (
            r"(doesn't|don't|won't|wouldn't|not going to) (help|solve|work|fit|do|change|suit|"
            r"love|like)"
        ),
        r"what (would|do) i (want|need)|what for|why would i|used to (us|it)",
        r"not (what|enough|room|got room|really for)|something else|not about",
        r"(that's|it's|isn't) not? ?(the|my|our) (problem|issue|point)|can't use",
        r"(we've|i've) got (one|someone|somebody|a (guy|man|firm))|instead|rather",
    ),
    "bad_time": (
        r"(not|bad|wrong) (a good |the right )?(time|moment)|busy|in a meeting",
        r"(under|in a|mid|the) contract",
        (
            r"(till|until|after|before) (the |my |our |we |i |this |christmas|easter|january|"
            r"february|march|april|may|june|july|august|september|october|november|december|"
            r"summer|spring|winter|next|then)"
        ),
        r"next (year|month|spring|summer|quarter)|too (soon|long|late|early)",
        r"(four|six|eight|ten|\d+) (weeks|months) \?|wait|no time|haven't (got )?time|client",
        r"swamped|snowed under|rushed off|renewal|runs? out",
        r"can't (yet|tell you|now)",
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
        r"scam|rip ?off|(how|where) (did|do) you (get|have) my|don't (believe|trust)",
        r"what's the catch",
    ),
    "plainly_no_need": (
        r"(don't|do not) (really )?need (it|one|this|that|any|anything|another)",
        r"no need for|no use for|not interested|already have (one|it|somebody|someone)",
    ),
    # -- the shape of the turn
    "asks": (
        r"\?",
        (
            r"(what|who|where|when|why|how|which|whose)( is| are| was| do| does| did| would|"
            r" could| can| will| should| about| if| much| many| long| far| else| kind| sort|'s|"
            r"'re|'d)"
        ),
        r"(do|have|don't) (you|they|we|i|your|people)",
        r"(does|did|has|doesn't) (it|that|this|they|you)",
        r"(is|are|was|isn't|aren't) (it|that|this|there|they|you|your|he|she|i|we)",
        r"(can|could|would|will|should|won't) (i|you|we|they|it|he|she|there|that|one|somebody)",
        r"is it|isn't it|do you know|any good|or (what|not|something|anything|where)",
    ),
    "consent": (
        r"speaking|tell me|fire away|go on|sure|yes|yeah|yep|aye|okay|ok|right|that'd be me",
        r"that's me|(got|have|i'm) (ten|five|two|a (minute|moment|second|few))|you've got me",
        r"you're grand|what's (it|this) about|hello|hi|hiya|i do",
        r"^(yes|yeah|yep|aye|ok|okay|sure|right|mm|uh huh|mhm|no|nope)( \w+){0,2}$",
    ),
    "who": (
        r"who('s| is) (this|that|calling|it)|who (again|are you)|sorry who",
        r"where are you (calling|ringing)|what's (it|this) about|what is this",
        r"which company|calling from",
    ),
}
