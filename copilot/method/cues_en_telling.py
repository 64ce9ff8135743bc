"""Words in which an agent presents, answers, sums up and closes, in English.

Written like :mod:`copilot.method.cues_en_agent`, of whose table this is a part. A cue names one
everyday way to do one of these things.
"""

from collections.abc import Mapping

from copilot.method.named import filled

_NAMED: Mapping[str, str] = {
    "<day>": (
        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next week|\w+teenth|"
        r"\w+ieth)"
    ),
    "<do>": (
        r"(?:book|send|put|take|have|get|leave|hold|email|call|reserve|pop|text|pencil|come|ring|"
        r"draw|bring|post|drop|set|sign|start|measure|arrange|schedule|fix|enrol|enroll|open|"
        r"order|keep)"
    ),
}

_TABLE: Mapping[str, tuple[str, ...]] = {
    # -- advantage and benefit
    "than_others": (
        (
            r"(other|most|normal|ordinary|usual|standard|cheaper|big|large|larger|average|typical|"
            r"traditional|conventional|regular) (companies|company|firms?|ones?|places?|people|"
            r"suppliers?|agenc\w+|machines?|systems?|units?|plans?|ships?|brands?|pumps?|\w+s)"
        ),
        r"the (others|usual|rest|big (lot|ones?)|competition|high street|supermarket)|nothing like",
        r"unlike|compared (to|with)|where (others|most|the)|instead of|rather than|not like",
        (
            r"(better|faster|quicker|cheaper|lighter|stronger|longer|quieter|warmer|smaller|easier|"
            r"safer|simpler|cleaner|less|more|fewer|half|slower|dearer)( \w+){0,3} than"
        ),
        (
            r"twice (as|the)|half the (price|time|size|weight)|elsewhere|ours (do|does|is|are|has|"
            r"both)"
        ),
        r"theirs|the only (one|ones|firm|company)|(nobody|no one) else|same price|no extra",
    ),
    "you_said": (
        r"(you|he|she) (just |already |also )?(said|mentioned|told|were saying|'ve told|told me)",
        (
            r"(like|as) you (say|said|told)|exactly (what|it)|that's (exactly )?(what|why|how) "
            r"(you|it's)"
        ),
        (
            r"(given|since) (what|that|your|you)|with (your|the) \w+ (you|so)|in your case|for "
            r"someone like"
        ),
        r"you'll like|right for (you|him|her|it)|suits? you|which (with|is what) .{0,20}you'd want",
    ),
    "so_you_can": (
        (
            r"(so|and|then|which means|meaning|that way) (that )?(you|he|she|they|it|your \w+|"
            r"nobody|no one|the \w+|there's|that)('d|'ll|'re|'s| can| could| don't| won't| "
            r"wouldn't| never| get| only| know| keep| need| doesn't| isn't| will| would| has| have|"
            r" \w+s)"
        ),
        (
            r"(you|she|he|they|it)('d| would|'ll| will| won't|'d have)( \w+)? (have|be|know|see|"
            r"get|only|never|still|sleep|hear|need|find|tell|stay|save|keep|wake|come home)"
        ),
        (
            r"means? (you|your|that|no|she|he|they|it|nobody)|saves? (you|your|him|her)|lets? (you|"
            r"him)"
        ),
        r"gives? you|peace of mind|won't have to|don't have to|needn't|doesn't have to|rest easy",
        (
            r"one less|not guessing|no more|never again|nobody's (up|sitting|waiting)|not you|in "
            r"time for"
        ),
    ),
    # -- evidence
    "proof_figures": (
        r"<number>( \w+)? (in|out of) (a )?(ten|hundred|<number>)|per ?cent|%|on average|average",
        (
            r"<number>( \w+)? (families|customers|halls|shops|schools|companies|clients|patients|"
            r"sites|people|books|chairs|homes|households|farms|owners|students|pupils|tailors)"
        ),
        (
            r"went from|(dropped|fell|rose|cut|down|up) (from|by|to)|since (19|20|twenty)|last "
            r"(year|season)"
        ),
        (
            r"(all|most) (of them )?(still|are still)|years? (on|later|in business)|of ours (were|"
            r"are|have)"
        ),
    ),
    "proof_try": (
        r"trial|taster|sample|demo(nstration)?|pilot|tester|survey|no (charge|obligation)",
        r"try (it|one|before|her|him|them|us|that|out|with)|(first|one) \w+('s| is)? free|for free",
        r"have it for|for a (weekend|week|month|fortnight)|see (what|for yourself|how|if)|free",
    ),
    "proof_back": (
        (
            r"refund\w*|money back|guaranteed?s?|warrant(y|ies)|replace[sd]?|we (pay|credit|swap|"
            r"fix|change)"
        ),
        r"free of charge|(you )?(pay|owe) (us |me )?nothing|don't pay|back to you|everything back",
        (
            r"(send|post|give|bring|take) (it|them|that) back|change your mind|get .{1,20} back|"
            r"covered"
        ),
        (
            r"cancel(led|ling|lation)?|if (you|he|she|it|they|yours) (don't|doesn't|isn't|"
            r"dislikes?|fails?|goes)"
        ),
    ),
    "proof_paper": (
        r"in writing|written|(in|on) the (contract|terms|paper|agreement)|certificates?|certified",
        (
            r"licen[cs]ed|accredited|registered|insured|reports?|inspected|tested|audited|"
            r"independent(ly)?"
        ),
        (
            r"references?|reviews?|rated|case stud\w+|you can (call|ring|ask|see|check)|sheet|"
            r"published"
        ),
        r"approved|award|qualified|lab(oratory)?|statistics|figures|ask (them|any|anyone)|by name",
    ),
    # -- handling an objection
    "acknowledge": (
        (
            r"i (do |can |totally |completely |quite )?(understand|hear|see|get|know|appreciate|"
            r"respect|accept)"
        ),
        (
            r"i don't blame|fair( enough| point| question| comment)?|makes sense|you're right|no "
            r"offen[cs]e"
        ),
        (
            r"(that's|it's|it is|that is|quite|very|perfectly)( a| all)? (fair|normal|natural|"
            r"understandable|reasonable|sensible|good (point|question)|true|right|not silly|a lot|"
            r"common)"
        ),
        (
            r"(not|isn't|nothing) (silly|funny|daft|strange|wrong)|i'd (feel|think|ask|say|be|want|"
            r"do) (the|that)"
        ),
        (
            r"don't worry|sorry (about|to hear|for|if)|good (point|question)|we get that|i asked "
            r"for that"
        ),
    ),
    "honest_limit": (
        (
            r"(i|we) (can't|cannot|couldn't|won't|wouldn't|don't|shan't|didn't|haven't|have not|do "
            r"not|could not|would not) (\w+ )?(promise|say|guarantee|pretend|tell|speak|advise|"
            r"claim|do|sell|match|go|offer|know|have|like|reduce|change|give)"
        ),
        r"honest(ly)?|to be (fair|straight|truthful|clear|frank|honest)|truth(ful|fully)?|strictly",
        r"afraid|not as such|i'd (ask|have to)|have to ask|not possible|(that|it)'s not for|i must",
        r"(it|that) (doesn't|won't|can't|isn't|wouldn't)|not (everybody|always|every)|depends",
    ),
    "no_pressure": (
        r"no (obligation|rush|hurry|pressure|commitment|term|contract|exit|tie|minimum|strings)",
        (
            r"take your time|(stop|pause|change)( it| the date)? (any|free|when|whenever)|any "
            r"?time|any month"
        ),
        r"month to month|don't (buy|decide|sign|commit|have to|need to)|nothing to (lose|pay)",
        (
            r"up to you|you('re| are) (free|welcome)|spread it|instal?ments?|payments|<number> "
            r"days? notice"
        ),
        (
            r"(start|begin) (with|small)|a smaller|half (now|the)|before you (sign|pay|decide)|"
            r"without (any )?shame"
        ),
    ),
    "counter": (
        (
            r"but (you|it|that|they|we|think|honestly|if|the|with|i|he|she|there)|though|(don't|"
            r"won't|can't) they"
        ),
        (
            r"well|actually|still|come on|wouldn't you|isn't it|doesn't it|aren't they|people "
            r"(manage|who)"
        ),
        (
            r"(that|it)'s (only|just|really|literally|not)|nothing changes|won't (hurt|notice|"
            r"even)|in fact"
        ),
        (
            r"the thing is|look|believe me|trust me|i mean|you (can|could|might)|just (get|take|do|"
            r"say|need|sign)"
        ),
    ),
    "reframe": (
        (
            r"is it (the|more|about|that|just|because)|(is|was) (that|it) (because|down to|the)|"
            r"what (is|'s) it about"
        ),
        (
            r"works out( at)?|pays for itself|only <number>|(a|per|each) (day|cup|night|head)|"
            r"compare|add it up"
        ),
        (
            r"the (sums|point|question|difference|real)|against (the|that|what)|think (about|of) "
            r"(it|what|how)"
        ),
        r"what (would|is|'s) .{0,12}(sit|missing|hold|right|comfortable)|what did .{1,20}cost",
    ),
    # -- summing up, closing, letting go
    "recap": (
        (
            r"(so|then|right|okay|ok) (it's|it isn't|it is|you|you're|you'd|you've|really|what you|"
            r"that's|that is|first|the|we|we're|we've|there's|there are|if i|part|for you|"
            r"basically|<number>)"
        ),
        (
            r"(it|that)('s| is)(n't| not) (really |just |only )?(about |the |which )?.{0,40} (it's|"
            r"it is|but)"
        ),
        (
            r"in other words|(what )?i'm hearing|sounds? like|is that (right|fair|about|it|"
            r"correct)|have i"
        ),
        (
            r"about right|correct|if i('ve)? (understood|heard|got)|let me (check|read|repeat|sum|"
            r"make sure|see if)"
        ),
        (
            r"to (confirm|recap|sum up|make sure|be clear|check)|summari[sz]e|am i right|did i|so "
            r"far|both of"
        ),
    ),
    "settled": (
        (
            r"<day>( \w+){0,4} (then|it is|yeah|at|after|from|between|before|o'clock|morning|"
            r"afternoon)"
        ),
        (
            r"see you|i'll (be there|call|ring|note|put a note|keep|send|write|bring|wait|look|"
            r"talk|come|do)"
        ),
        (
            r"until then|speak (then|on|to you)|you'll (get|have|hear|receive)|noted|done|got (it|"
            r"that)"
        ),
        (
            r"(that's|you're|it's|is) (you )?(all )?(booked|in|done|set|confirmed|down|on its way)|"
            r"it is( then)?"
        ),
        (
            r"i've (put|got|booked|noted|sent|written|made)|the \w+(th|st|nd|rd)|good luck|"
            r"confirmation|order is"
        ),
    ),
    "ask_book": (
        r"(shall|should|will) (i|we)|(can|could|may|might) (i|we) <do>|want me to|like me to",
        (
            r"would you (like|want|prefer) (me|us|to|it|the)|would .{1,25}(suit|do you|convenient|"
            r"better|kinder|work)"
        ),
        (
            r"(your|the best|an?) (name|email|e mail|postcode|card|address|number|zip|phone)|"
            r"surname|consent"
        ),
        (
            r"(which|what) (day|morning|time|one makes|date|card|evening|afternoon)|morning or|or "
            r"(afternoon|evening)"
        ),
        (
            r"(a|is that a|so that's a) yes|sign(ed)? (up|here|today)|go ahead|ready to|are you "
            r"(happy|okay|ok) to"
        ),
        (
            r"(get|let's get) (you|it|this|the|him|her) (booked|started|signed|in|set|enrolled|"
            r"going|down|over)"
        ),
        r"deposit|pay(ment|ing)?|card|i (can|could|'ll|will) <do>|let me <do>|i need|just need",
    ),
    "offer_step": (
        (
            r"come (out|over|round|and|in|by)|visit|half an hour|appointment|(on|for|next|this|by) "
            r"<day>"
        ),
        (
            r"o'clock|at (nine|ten|eleven|twelve|one|two|three|four|five|six|half)|(am|pm)|slot|"
            r"diary|free on"
        ),
        (
            r"(send|email|post|text) (you|it|the|over|a|him|them)|quote|quotation|paperwork|link|"
            r"sample drawing"
        ),
        (
            r"(start|begin|deliver|install|fit|collect|arrive|there) (on|by|from|at)|today|this "
            r"(week|afternoon)"
        ),
    ),
    "bow_out": (
        r"(won't|will not|shan't|not) (call|ring|bother|trouble|contact|disturb|keep you|take up)",
        (
            r"tak(e|en|ing) (you|your|the|this) .{0,20}off|off (the|our|my) (list|records|books)|"
            r"removed?|delete"
        ),
        (
            r"sorry (to have|for) (bothered|troubled|disturb|the|calling|taking)|(good ?)?bye( "
            r"now)?|take care"
        ),
        (
            r"(thanks?|thank you)( very much| so much)? (for|anyway)|have a (good|nice|lovely|"
            r"great)|all the best"
        ),
        (
            r"leave (you|it) (in|there|to|be|at that|alone)|let you go|enjoy (your|the)|if you "
            r"(ever|change)"
        ),
        (
            r"the door's|you know where|not for you|no trouble|understood|as you wish|of course "
            r"(sir|ma'am|madam)"
        ),
    ),
}
TELLING = filled(_TABLE, _NAMED)
