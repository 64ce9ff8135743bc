"""Words by which a clause tells something about the customer, in English: data to read and extend.

Each entry is a small regular expression on one clause in lower case without punctuation marks
(apostrophes stay); it begins and ends at the edge of a word, ``^`` and ``$`` are the edges of the
clause. ``not_*`` entries veto; ``any_*`` entries are plain enough to be believed in any phase.
"""

from collections.abc import Mapping

_NUMBER = (
    r"(?:[£$€]?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|couple|few|several|dozen|half)"
)
_KIN = (
    r"(?:wife|husband|mum|mom|dad|mother|father|son|daughter|brother|sister|partner|boss|friend|"
    r"neighbou?r|missus|kids?|team|director|landlord|cousin|uncle|aunt|accountant|"
    r"lads?|girls|staff)"
)
_DO = (
    r"(?:have|had|got|use|used|pay|paid|do|did|spend|spent|work|live|bought|run|keep|sell|rent|"
    r"own|drive|do it|make|teach|employ|order|go|buy|started|walk|look after|eat|"
    r"drink|cook|clean)"
)

LEARNED: Mapping[str, tuple[str, ...]] = {
    "fact": (
        (
            rf"(i|we)('ve| have)? (got |only |just |usually |mostly |always |still |both |"
            rf"all )?{_DO} .+"
        ),
        (
            r"(i'm|we're|i am|we are) (a|an|the|on|in|at|with|only|just|based|about|"
            r"retired|\d+|both|here|open|self) ?.*"
        ),
        (
            r"(my|our) \w+( \w+)? (is|are|was|has|have|does|do|did|pays|runs|'s|works|"
            r"uses|comes|goes|lives|looks) .+"
        ),
        rf"(about|roughly|maybe|around|nearly|almost|over|like) {_NUMBER}( .+)?",
        (
            rf"(it|there)('s| is| are|'re) (only |just |about |a |for |me |"
            rf"us )?(\w+ )?{_NUMBER}?.*(of us|people|years?|rooms?|cars?|kids|staff|"
            rf"a (week|month|year|day))"
        ),
        rf"{_NUMBER}( \w+)? (a|per|every|each|times a) (week|month|day|year|night)",
        r"every (day|week|month|night|morning|sunday|monday|friday|tuesday)s?",
        (
            rf"{_NUMBER} (of us|people|staff|years? (old|now)|kids|children|rooms|cars|"
            rf"vans|users|stairs|sites|shops|bedrooms|miles|metres|dogs|horses|clients|"
            rf"pupils)"
        ),
        (
            r"(he's|she's|they're) (\w+ ){0,3}(years old|months|at (school|home)|"
            r"in (hospital|the royal)|eighty.*|seventy.*)"
        ),
        r"at the (moment|minute) .+|these days .+|we (come|came) from .+|they come \w+s",
    ),
    "any_fact": (
        (
            rf"(i|we)('ve| have)? (got |only |just |currently )?(pay|paid|spend|spent|have|"
            rf"got|use|do|run) (about |around |roughly |only )?{_NUMBER}( .+)?"
        ),
        r"(i'm|we're) (in|under) (a |the |mid )?contract.*",
        r"(i'm|we're) (off work|on maternity|retired|self employed|between jobs)",
        r"i think it's till .+|(it|that|contract) (runs out|ends|is up) .+",
    ),
    "not_fact": (
        r"how much|thank you|thanks|sorry|would you|could you|can you|do you|are you",
        r"i'm (after|calling|ringing|just|looking|interested|wondering|thinking|not)",
        r"don't know|i suppose|i guess|maybe (i|we)|if (i|we)|i'll|let me|listen|go on",
        r"tell me|speaking|we'd|i'd|have to (think|have|go|ask|speak)",
        r"got (a|two|five|ten|one) (minutes?|minute|sec|second|moment)",
        r"you (have|got|'ve got) .* minutes?|never thought|i (had|have) no idea",
    ),
    "pain": (
        (
            r"(hard|hurts?|hurting|painful|tired|exhaust(ed|ing)|lost|losing|annoy(s|ed|"
            r"ing)|fed up|drives me|nightmare|mess|chaos|chaotic|awful|terrible|dreadful|"
            r"rotten|ridiculous)"
        ),
        (
            r"(stuck|broken?|breaks|leak(s|ing|ed)?|damp|freezing|noisy|mould(y)?|stinks?|"
            r"useless|hopeless|unreliable|clunky|painful)"
        ),
        r"keeps? (\w+ing|on)",
        (
            r"(worr(y|ied|ies|ying)|afraid|scared|frightened|hate|headache|stress(ed|"
            r"ful)?|embarrass(ed|ing)|ashamed|struggl(e|es|ing)|frustrat(ed|ing)|lonely)"
        ),
        (
            r"(wast(e|es|ed|ing)|miss(es|ed|ing)|complain(s|ed|ing)?|forgets?|forgot|"
            r"forgotten|fails?|failed|late|behind|delay(s|ed)?|wrong|mistakes?|errors?|"
            r"queues?)"
        ),
        (
            r"(can't|cannot|couldn't|won't|doesn't|don't|didn't|never) (get|keep|find|"
            r"cope|sleep|hear|see|reach|work|fit|answer|hear|walk|manage|remember|stand|"
            r"afford|understand|come|turn up|listen|last)( .+)?"
        ),
        r"(goes|went|cuts?|drops?|fell|falls?) (off|out|over|down|wrong)",
        (
            r"(a|the|real|big|bit of a|such a) (pain|problem|trouble|bother|nuisance|"
            r"hassle|struggle|worry|faff)( .+)?"
        ),
        r"takes? (me |us |her |him )?(ages|forever|hours|all (day|night|sunday|weekend))",
        r"too (slow|small|noisy|cold|hot|heavy|long|far|big|old)",
        r"no(body|one|t enough) .+|bad (back|knee|hip|leg)s?",
        r"(worse|worst)( .+)?|i dread|sick of|out of date|crash(es|ed)?|slips?",
        r"squeak(s|ing)?|scal(e|ed|ing)",
    ),
    "not_pain": (
        (
            r"(no|not|isn't|never|without|don't have|haven't had|never had|hardly) (a |"
            r"any |much |really |too |so |that |been )?(problem|trouble|worr|hard|bad|"
            r"complain|mistake|issue|late|wrong|broken|pain)\w*"
        ),
        r"(doesn't|don't|didn't) (really )?(bother|mind|hurt|worry)( .+)?|no worries",
        r"not to worry|don't worry|works fine|what if|if (it|they|i|we|that)",
        r"what happens|would it|does it|will it",
        r"(no|not) broken|never mind|are you|do you|does that|you (people|lot|'re|say)",
        r"wrong number|(too|very) expensive|i can't (tell|decide|say|promise)",
    ),
    "consequence": (
        (
            r"so (i|we|she|he|they|it|the) (just |then |end(s|ed)? up )?(can't|couldn't|"
            r"had to|have to|lost|lose|missed|ended|never|end|stopped|don't|didn't|"
            r"has to)( .+)?"
        ),
        r"(cost|costs|costing) (me|us|him|her|them)( .+)?",
        (
            r"(lost|lose|losing|missed) (a |the |two |three |some |my |our |that |"
            r"about )?(\w+ )?(customers?|clients?|jobs?|orders?|money|sale|day|sleep|"
            r"booking|hours|business|contract)"
        ),
        (
            r"(fined|penalty|penalties|refund(ed)?|sacked|quit|row|rows|argument|argue|"
            r"cried|crying|in tears|hospital|ambulance|off sick|overtime|walked out|"
            r"went elsewhere|threw|thrown|bin it|redo|do it again)"
        ),
        r"(which means|that means|ended up|ends up|end up|because of (that|it))( .+)?",
        r"(a|the) whole (day|morning|weekend|evening|sunday)( .+)?|gave up( .+)?",
        r"had to cancel( .+)?",
        rf"(adds up|comes) to( .+)?|{_NUMBER}( \w+)? down the drain",
        r"that's where she went over|nearly (lost|missed|died|fell|burnt)( .+)?",
    ),
    "wanted": (
        r"(i|we|she|he)('d| would) (like|love|want|prefer) .+",
        (
            r"(i|we) (just |only |really )*(want|wanted|need) (it|to|him|her|them|"
            r"something|somebody|someone|a|my|the|more|less)\b.+"
        ),
        r"i wish .+|wish (it|i|we|there) .+",
        (
            r"(it('d| would) be|that('d| would) be) (nice|good|great|lovely|a relief|"
            r"grand|something)( .+)?"
        ),
        r"ideally( .+)?|hop(e|ing) (to|it|that|he|she|we|i)( .+)?",
        r"as long as .+",
        r"so (that )?(i|we|he|she|they) (can|could|don't have to|wouldn't have to) .+",
        r"(would|'d) be the thing( .+)?|that's all (i|we) (want|need)( .+)?",
        r"(i|we)('d| would) (sleep|get|have|be able|spend|finally|actually|see|stop) .+",
        r"peace of mind|what (i|we) really (want|need) .+",
    ),
    "wanted_answer": (
        r"(i|it|he|she|they|we|that)('d| would|'ll) .+|(more|less|fewer|no more) \w+( .+)?",
        r"if i could .+|(prevent|catch|sleep|stop|get)(ing)?( .+)?",
    ),
    "not_wanted": (
        r"(like|love|want|need) to (know|ask|think|hear|see how|check|speak|talk|look)( .+)?",
        r"don't want|wouldn't (want|like)|do you|can you|would you|how (much|long|many)",
        r"i'd like (a|to order|to book|to buy|the price)( .+)?",
        r"i'd have to( .+)?|want you to|i want a change|if i (was|were)",
    ),
    "need": (
        (
            r"(the|my|our) (real|other|main|bigger|second) (thing|problem|worry|issue|"
            r"reason|shop|site|house|place|branch|one)( .+)?"
        ),
        r"what (really|actually) (worries|bothers|scares|gets) .+",
        r"(also|as well|besides|on top of that|too|another)",
        (
            rf"my {_KIN}( \w+)? (needs?|wants?|has|can't|could do|is (moving|starting|"
            rf"expecting|due))( .+)?"
        ),
        r"it's not (just|only|really) (about )?.+|would be the thing( .+)?|next year .+",
        r"we're (opening|moving|expecting|taking on|getting married|extending)( .+)?",
    ),
    "any_need": (
        (
            rf"my {_KIN}( \w+)? (also |could |would |)(needs?|wants?|could do with|"
            rf"is looking for|'s looking for)( .+)?( too| as well)?"
        ),
        r"(i|we)('re| are)? (also|as well) (need|needing|looking|want|have)( .+)?",
        r"we're (opening|moving|taking on|getting married|expecting)( .+)?",
        (
            r"(i|we)('ve| have) (also |another |a second )(got )?(a|another|shop|site|"
            r"place|house|office|one)( .+)?"
        ),
        r"while (i've got you|you're on|i'm on)( .+)?",
        r"(that|would|flashing) .{0,20}would be the thing",
    ),
    "option": (
        (
            r"(or )?(maybe|perhaps) (i|we|it|she|he|they|there|you|a|somebody|someone|"
            r"just|even|the|get|go|one)\b.+"
        ),
        (
            r"or (\w+ (my|the|a|some|one|them)|maybe|perhaps|just|could|we|i|she|he|they|"
            r"do|go|else|even|a|the|you|get|hire|drop|bring|only|sell|buy|bags|something|"
            r"keep|ask)( .+)?"
        ),
        (
            r"(i|we|you|he|she|they|it) (could|might)( just| always| even| also)? (?!you|"
            r"i |we )\w+.*"
        ),
        r"(could|can) (i|we|he|she|there|they|somebody|my \w+) .+|instead of .+",
        r"what if .+|what about .+|how about .+",
        (
            rf"my {_KIN}('s| is|) (handy|does|did|says|said|reckons|uses|used|got|swears|"
            rf"thinks|could|might|has).*"
        ),
        (
            r"(somebody|someone|a (bloke|guy|girl|friend|fella)|people|"
            r"folk)( \w+){0,3} (said|says|uses?|told|does|swears).*"
        ),
        (
            r"(i|we)('d| had|'ve| have)? (looked at|thought (of|about)|considered|"
            r"toyed with|heard (of|about)|read about|seen|saw) .+"
        ),
        r"(i was|i'm|i am) (half )?(thinking of|toying with|looking at|wondering about) .+",
        r"get (somebody|someone) (in|to) .+",
        r"(another|other) (company|firm|place|lot|quote)( .+)?|do it (my|our)sel(f|ves)",
        r"do nothing|just leave it|leave it as it is|carry on as (we|i) (are|am)",
        r"stick with .+|there's (also|always) .+|one of those .+|half and half",
        r"a bit of both|smaller ones|swap .+",
    ),
    "named_option": (
        r"^(or )?(an?|some|just|get|have|hire|rent|use|ask|move|shift) \w+( \w+){0,8}$",
    ),
    "any_option": (
        r"(another|other) (company|firm|lot|quote|place) .+",
        (
            r"(looking at|quote from|quoted|talking to) (another|two|three|a couple|other|"
            r"somebody|someone)( .+)?"
        ),
        r"(i|we)('ve| have) (thought of|looked at|considered|been looking at) .+",
        (
            rf"my {_KIN}( \w+)? (does it|does them|can do it|could do it|has one|'s handy|"
            rf"is handy)( .+)?"
        ),
        r"do it (my|our)sel(f|ves)( .+)?|(just )?(stick with|carry on with|leave it) .+",
        r"or (maybe )?(we|i) (just|could) .+",
    ),
    "not_option": (
        r"what else( is there| have you)?|anything else|what (other|kinds?|sorts?)( .+)?",
        r"how much|what do (people|other).*",
        r"could you (tell|call|ring|send|repeat|say|hold)( .+)?|(you|we|i) could say",
        r"might be|could be (worse|better)",
        r"(can|could) (i|you) (ask|just|get|have|think|pay|cancel|stop)( .+)?",
        r"could do with( .+)?|i could (do|not|never|cry|kill)( .+)?|couldn't",
        (
            r"what if (it|i|they|somebody|someone|she|he) (breaks?|don't|doesn't|fails?|"
            r"goes|leaves?)( .+)?"
        ),
        r"what about the price|saying you",
    ),
    "objection_price": (
        r"expensive|dear|pricey|steep|afford|budget|a lot( more)?( of)? money|too much",
        r"cheaper|for that money|more than|we pay .+",
        r"[£$€]?\d[\d,.]* ?(a month|pounds?|dollars?)?|rip ?off|thousand|hundred",
        r"cost(s|ing)?|price(s)?",
        r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)( \w+)?|grand|quid|money",
    ),
    "objection_trust": (
        r"scam|catch|too good|trust|believe|prove|proof|promise[sd]?|burned|stung",
        r"let down|salesm[ae]n|sales|pushy|small print|your word|genuine|how did you get",
        r"where did you get|not saying yes|on the phone|rotten|last (lot|time|company)",
        r"you (said|all|people)|heard (that|it|this)|really|safe|what happens",
        r"how do i know|guarantee|pressure|reviews?|hidden",
    ),
    "objection_need": (
        (
            r"(don't|do not|no|wouldn't|not|'d not) (really )?(need|want|use|see|"
            r"have room|got room)( .+)?"
        ),
        r"already (have|got|use|do|with)( .+)?|happy with( .+)?|works? fine",
        r"not (broken|for me|for us|what|worth)( .+)?",
        r"no( use|t got room| room| point| broken)( .+)?",
        r"(we're|i'm) (fine|ok|okay|sorted|covered|all right)",
        r"(we've|i've) (got|always) .+|massive|no good|manage( fine)?|lose a finger",
        r"used to (it|us)",
    ),
    "objection_timing": (
        r"(not|bad|wrong) (a good |the right )?(time|moment|now|today)|busy|contract",
        r"(till|until|after|before) .+|next (year|month|week|spring|summer)|weeks?",
        r"months?|too (soon|long|late|early)|no time|client|wait|in the middle|not yet",
    ),
    "commitment": (
        (
            r"(i('ll| will)|we('ll| will)|let's|let us|i'd like to|"
            r"we'd like to) (just )?(take|have|go|book|do|try|order|sign|start|buy|get|"
            r"give it|come|pop|bring|send|pay)( .+)?"
        ),
        r"(put|book|sign|pencil) (me|us|it|her|him) (down|in|up)( .+)?",
        r"(send|email|text|post) (me|us|it|that|them)( .+)?|go ahead( .+)?",
        r"(ring|call) me( back)?( on| tomorrow| monday| next| after| at)?( .+)?",
        r"count me in|you've got a deal|let's do it|i'm in",
    ),
    "appointment": (
        (
            r"((on|this|next|for) )?(monday|tuesday|wednesday|thursday|friday|saturday|"
            r"sunday)( .+)?"
        ),
        r"tomorrow( .+)?",
        (
            r"(after|before|at|about|around|half) (nine|ten|eleven|twelve|one|two|three|"
            r"four|five|six|seven|eight|\d+)( .+)?"
        ),
        r"(my )?(email|number|address|postcode|card)('s| is)( .+)?|it's .+ at .+",
    ),
    "postponed": (
        (
            r"(i('ll| will)|we('ll| will)|let me) (ring|call|come back|"
            r"get back(?! to (?!you|him|her|them))|let you know|"
            r"be in touch|speak|talk|ask|check|have a think|think)( .+)?"
        ),
        r"leave it with me( .+)?",
        r"(speak|talk) to (my |the )?\w+ (tonight|tomorrow|first)( .+)?",
    ),
    "asked_for": (
        r"(send|email|text|post) (me|us|it|that|over)( .+)?",
        r"(ring|call) me( back)? (on|after|at|tomorrow|next|later|in)( .+)?",
    ),
    "not_commitment": (
        r"don't|won't|not|never|no|if (i|we|you|that|it)|what if|can (i|we|you)",
        r"could (i|we|you)|would|do (i|we|you)|i'll (be honest|tell you|have to|bet|say)",
        r"i'll take your word|before (i|we)",
    ),
    "refusal": (
        r"no thank you|no thanks|not interested|i'll pass|leave it( there)?",
        r"(i|we) (don't|do not) (want|need) (it|one|that|this)|i don't think so",
        r"not for (me|us)|we'll leave it|no (son|love|mate)",
    ),
}
"""Cue name -> patterns on one clause of the customer's."""

ASKED: Mapping[str, tuple[str, ...]] = {
    "quantity": (
        r"how (many|much|often|long|big|large|far|regularly|old)|what size|roughly how",
        r"what('s| is) your (usage|budget|volume)|number of|per (week|month|year|day)",
        r"a (week|month|year|day)",
        r"what (do|did|are) you (pay|paying|spend|spending)( .+)?",
        r"what('s| does) (it|that) (cost|come to)( .+)?",
    ),
    "not_quantity": (r"we|our",),
    "not_adjacent": (r"we (have|also|do|offer)|our other",),
    "adjacent": (
        r"(anything|anyone|anybody|anywhere|who|what|where|somebody) else( .+)?",
        (
            r"(any|the) other (places?|people|sites?|rooms?|shops?|offices?|departments?|"
            r"uses?|needs?|things?|cars?|vehicles?)( .+)?"
        ),
        r"besides (that|you)( .+)?|apart from (that|you|the)( .+)?",
        (
            r"(your|the) (wife|husband|kids?|children|partner|family|staff|team|mum|dad|"
            r"colleagues|others?)( \w+)? (too|as well|also|need|use)( .+)?"
        ),
        r"what about (your|the) .+|(plans?|planning) (to|for) .+|down the (line|road)",
        r"in the (future|next year)",
    ),
}
"""Topic of the hidden order -> patterns on an agent's question."""
