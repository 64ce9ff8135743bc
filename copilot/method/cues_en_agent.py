"""Words that give an agent's turn away, in English: data for a sales trainer to read and extend.

Each entry is a small regular expression on lower-case words without punctuation marks (apostrophes
stay), since a recogniser may leave them out; it begins and ends at the edge of a word. Money signs
and question marks count where the recogniser wrote them. ``<kin>`` and ``<number>`` stand for the
words in ``NAMED``. What a cue is worth is in ``weights.py``.
"""

from collections.abc import Mapping

from copilot.method.cues_en_asking import ASKING
from copilot.method.cues_en_telling import TELLING

AGENT: Mapping[str, tuple[str, ...]] = {
    # -- opening
    "greeting": (
        r"hello|hi|hiya|hi there|good (morning|afternoon|evening)|g'day",
        (
            r"(my name's|my name is|this is \w+|it's \w+( \w+)?) ?(from|with|at|here|calling|"
            r"speaking)?"
        ),
        r"calling from|ringing from|speaking|you're (through|speaking)",
        r"i'm (with|from|calling|ringing)|here|(is|am i) (that|this|speaking|it)|could i speak",
        r"is (it|now|this) (a|an)? ?(good|bad|okay|ok|awkward|convenient)",
        r"(good|bad|awkward|okay) (time|moment)|how (can|may) i help|have i caught",
        r"(two|five|couple of|few|a) minutes?|keep you",
    ),
    # -- asking (SPIN, exploring)
    "ask_facts": (
        r"how (many|big|old|often|long|far|do you|did you|large)",
        (
            r"(what|which|who|where|when) (do|does|did|are|is|'s|machine|system|kind|size)( you|"
            r" your| it| the)?( use| using| do| doing| pay| have| got| paying| wear)?"
        ),
        r"who('s| is|'s it| does)|tell me (about|what|more)",
        r"what('s| is) (your|the|it|his|her) (setup|household|size|current)",
        r"are you (on|with|using|doing|planning|happy|collecting)",
        r"do(es)? (you|he|she|anybody|anyone|they) (have|use|work|know|else|walk|live|own)",
        r"have you (ever |got |had |tried |driven |used |thought )?|at the moment|currently",
        r"at present|right now|is it (for|your|just)|yourself|where do|how's it|would it be",
        r"is there (a|an|any)",
    ),
    "ask_pain": (
        r"(any|the|biggest|main) (trouble|problems?|issues?|worry|headache|complaints?)",
        r"what (bothers|annoys|worries|happens|happened|frustrates|goes wrong|don't you like)",
        r"(hardest|worst|trickiest|most annoying)",
        r"what('s| has| is) (got|wrong|brought|making|stopping|it like)|why (now|is|did|do)",
        r"what (brings|brought|made)|does it (ever|let)|do you (ever|find)|missing (a lot|any)",
        (
            r"how('s| is| are| does| do) .{0,30}(going|doing|for you|find|finding|with you|"
            r"it go|things are|cope|coping)"
        ),
        r"how things are|are you happy|not (there|here)|actually",
        r"what does (he|she|it|they) (say|do|tell)|what do they (tell|say)|gets? in the way",
        r"struggl(e|es|ing)|drop out|lets? you down|put up with|go(es)? wrong|happen often",
        r"bad time|worse|bother(s|ing)? you|hassle|grief|tricky|difficult|cope|coping",
        r"keep(ing)? up|satisfied|reliable|what would you change|break(s)? down",
        r"too (slow|small|noisy|old|dear|cold|hot|heavy)|good enough",
        r"is (that|it) a (problem|worry|pain|nuisance)|get(s)? to you|wear(s|ing)? you",
        r"what's (hard|missing)|anything (you'd|you would|that|go|not)|run into|go(es)? well",
        r"let(s)? down|find it|put(s)? you off",
    ),
    "ask_effect": (
        r"what (does|did|has|would|do) (that|it|this) (cost|do|done|mean|come to|take)|cost you",
        r"costing|adds? up|comes? to",
        r"(what|where) (happens|happened|would that leave|does that leave)|knock on|affects?",
        r"effects?|mean for",
        (
            r"if (that|this|it|he|she|they|nothing) (goes|carries|keeps|came|went|happens|stays|"
            r"changes)"
        ),
        r"worth what|in (five|a|two|ten|three) years?|change anything|losing",
        r"what's that (done|doing|like)|done to|what happens then|so (when|then) what|you'll be",
        r"on top of|and (then|so) what|over a year|lead(s)? to|result|who else|sooner or later",
        r"when (he|she|they|that|you) (visits?|happens|comes?)|how much (time|money|sleep|work)",
        r"how many hours|does (it|that) (stop|keep|put|make|mean)",
        r"what (do|does|did) (your|the|his|her) \w+ (say|do|think|make)",
        r"how (do|does|did) (they|he|she) (take|feel)|lose (money|time|business|sleep|customers)",
        r"missed|give up|put(ting)? off|at stake|end up",
    ),
    "ask_value": (
        (
            r"(what|how) (would|might|could) (that|it|you|this|he|she|they|your) .{0,20}(change|"
            r"mean|make|help|do|look|use|be|time)"
        ),
        r"make (a|any) difference",
        r"would (that|it|you) (help|be (useful|worth)|use|consider|make|change)",
        (
            r"if (you|it|he|she|that|this|a|they|somebody|the) .{4,60}(could|didn't|stayed|"
            r"cost you|had|without|sorted|back|stopped|what|would)"
        ),
        r"look like|matters? (more|most)|what would you want|worth (it|doing|having)|wish|ideal",
        r"imagine|how (useful|helpful|much easier|much better)|what difference",
        r"would you (feel|sleep|like)|easier for you|what would it be worth",
        r"what would you do with|be (nice|good) to|take (that|it) off",
    ),
    "ask_options": (
        r"what else|anything else|anyone else|what (have|had|has|all) (you|else|been|could)?",
        r"(thought|considered|figured|tried|heard) (of|about|you|yourself|anything)?",
        r"other (ways?|options?|ideas?|than)|options?|what could (you|be|we)",
        r"leaving (me|us)|before i (say|tell)|dream|ideas?|any other",
        r"all of those|any of those|could work|could be right|on the table",
        r"some (people|folks?)|a lot of (them|people|folks?)|a mix|exist|you could",
        r"what you might|there's also|broadly|looked (at|into)",
        r"other (companies|firms|people|routes)|come across|on your mind",
        r"what (might|are) (you|the)|anything (at all|you've)|ways? (of|to|round)|first thing",
        r"toyed|considered|weighing",
    ),
    # -- presenting (FABE)
    "our_offer": (
        (
            r"(we|it|they|ours|you) (do|have|can|don't|offer|rent|test|run|fit|install|supply|"
            r"buy|deliver|can't)( not)?"
        ),
        r"it('s| is| has|'d| does| comes| includes)",
        r"you('ll| get|'d have)|(there's|there is|there are)|ours",
        r"(our|the) (plan|service|package|course|system|card|price|team|unit)",
        (
            r"<number> (pounds?|dollars?|percent|per cent|litres?|weeks?|months?|years?|hours?|"
            r"minutes?|nights?|days?|users?|visits?|kilos?|metres?)"
        ),
        r"[£$€%]|<number> (a|per) (month|week|year|user|week|visit|lesson)|included",
        r"includes?|no (rental|extra|monthly|charge|engineer|bother)|free|starts? from|block",
        r"so what we do|it's (called|a)",
    ),
    "better_than": (
        r"than|others?|most|unlike|no need|instead of|only (one|ones|firm)|usual(ly)?|without",
        r"better|faster|cheaper|less|fewer|rather than|more flexible|flexible|any more|no longer",
        r"everything|not just",
    ),
    "for_you": (
        r"you said|you mentioned|you told|so you('d| can|'ll|r)?|means? (you|your|that you)",
        r"for you(r)?|you('d|'ll| won't| wouldn't| can| don't)",
        r"your (own|mum|father|dad|wife|kids|team|shop)",
        r"(he|she|they|him|her) (can|could|won't|would|wouldn't|gets|there)|in your|exactly what",
        r"that's what|so it's",
    ),
    "proof": (
        r"guaranteed?|warrant(y|ies)|refund(ed)?|(free )?(trial|taster|sample|survey|pilot)",
        r"tested|certified|certificate|accredited|per ?cent|percent",
        r"customers? (said|saw|report|reporting|used)|last year|case stud",
        r"(eight|nine|seven|six) (in|out of) ten|on average|average|audited|register(ed)?",
        r"money back|get (the|your) money|if you don't",
        r"if (he|she|it) (dislikes|fails|doesn't)|we (replace|pay|credit)|free of charge",
        r"reviews?|rated?|out of (five|ten)|went from|licen[cs]ed|insured|year('s|s')? warranty",
        r"ten years|independent|in writing|proof",
    ),
    # -- answering, summing up, closing, letting go
    "soothe": (
        r"sorry|i (understand|see|get|know|hear)|of course|you're right|don't worry",
        r"not (at all|a problem|funny)|no (problem|worries|not|obligation)",
        r"fair (enough|point|question)|that's (fair|why|normal|exactly)|honest(ly)?",
        r"to be (honest|straight|truthful)|i (can't|couldn't|wouldn't|don't|won't|only)",
        r"(we|it|that) (don't|doesn't|won't|isn't|can't)|afraid|only thing|one thing|actually",
        r"well|okay but|but|yeah|quite|you (don't|won't)|right|never|nobody's",
    ),
    "sum_up": (
        r"so (it's|you|really|what|the|knowing|that's|we|first|if)",
        r"let me (check|make sure|repeat|read)|sum up|recap|to confirm|confirm|noted",
        r"i'll (note|put a note|write|make a note)|i'd write|done|got (it|that)|in other words",
        r"sounds like|what i'm hearing|(is|have i got) that right|correct|you're in|for yourself",
        r"so that's",
    ),
    "ask_decision": (
        r"shall (i|we)",
        (
            r"(can|could|may|should|would you mind if) i (book|send|put|take|get|leave|hold|"
            r"email|call|reserve|sign|pop|text)"
        ),
        r"would .{0,20}(suit|do you|work|help|be (good|best))|want me to",
        (
            r"(i'll|i will|i can|i could|i'd) (put|book|send|call|email|hold|text|get|try|pop|"
            r"reserve|sign|measure|ring|take|have)"
        ),
        r"let me (book|put|take)|book(ed|ing)?|reserve",
        r"get you (booked|fixed|signed|down|started)|card number|postcode|address|email",
        r"sign(ed)? up|deposit|(mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week|today",
        r"this (afternoon|week|morning)|what name|payment link|link|o'clock",
        r"at (nine|ten|eleven|two|three|four|half)|when (would|can|could|are) (you|we|i)",
        r"sorted today|locked in|a yes|stick with|ask for",
        r"set it up|sending|on the \w+th|put you|come (out|round)",
    ),
    "let_go": (
        r"won't (call|ring|bother|trouble|contact)|(take|taken|took) (you|the number|your) off",
        r"off (the|our|it) ?(list)?|sorry to have|(thank you|thanks) for (your|the) time",
        r"take care|good luck|enjoy|wish|removed|bye|goodbye|safe (drive|journey)",
        r"have a (good|lovely|nice)|all the best|leave you in peace|you know your",
        r"if you (ever|change)|no trouble|fair enough",
    ),
    # -- the shape of the turn
    "asks": (
        r"\?",
        (
            r"(what|who|where|when|why|how|which|whose)( is| are| was| do| does| did| would|"
            r" could| can| will| should| old| big| much| many| long| far| else| kind| sort|'s|"
            r"'re|'d)"
        ),
        r"(do|have|don't) (you|they|we|i|your|people)|d'(you|ya)|how (many|much|old|long)'s",
        r"(does|did|has|doesn't) (it|that|this|they|you)",
        r"(is|are|was|isn't|aren't) (it|that|this|there|they|you|your|he|she|i|we)",
        r"(can|could|would|will|should|won't) (i|you|we|they|it|he|she|there|that|one|somebody)",
        r"(shall|may|am) i|shall we|anything (else|you)|tell me",
    ),
    "push": (
        r"today|now|hang about|only (a few|one|two|three) left",
        r"you'd be (daft|mad|surprised)|nothing to lose|just (take|sign|do|book|get)",
        r"you (need|have) to|perfect for|before it|last (one|chance|few)|trust me|as soon as",
        r"whenever you're ready|come on|you can't",
    ),
    # -- the same functions again, one cue for each everyday way to do them
    **ASKING,
    **TELLING,
}
