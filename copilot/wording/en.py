"""What the panel and the agent say, in English."""

from collections.abc import Mapping

from copilot.method.advice import Reason
from copilot.method.moves import Move
from copilot.method.phases import Phase

PHASES: Mapping[Phase, str] = {
    Phase.COGNITIVE: "cognitive thinking",
    Phase.DIVERGENT: "divergent thinking",
    Phase.CONVERGENT: "convergent thinking",
}

PHASES_SHORT: Mapping[Phase, str] = {
    Phase.COGNITIVE: "cognitive",
    Phase.DIVERGENT: "divergent",
    Phase.CONVERGENT: "convergent",
}

MOVES: Mapping[Move, str] = {
    Move.OPEN: "open",
    Move.SITUATION: "ask about now",
    Move.PROBLEM: "ask what is hard",
    Move.IMPLICATION: "ask what it leads to",
    Move.NEED_PAYOFF: "ask what solving it is worth",
    Move.EXPLORE: "collect options",
    Move.FEATURE: "say what it is",
    Move.ADVANTAGE: "say what it does better",
    Move.BENEFIT: "say what it means for them",
    Move.EVIDENCE: "show proof",
    Move.HANDLE_OBJECTION: "take up the objection",
    Move.CONFIRM: "check understanding",
    Move.CLOSE: "agree the next step",
    Move.RESPECT_EXIT: "let them go",
}

WHY: Mapping[Reason, str] = {
    Reason.WANTS_OUT: "They want to stop: thank and end",
    Reason.DECIDED_AGAINST: "They have decided: do not push",
    Reason.SAY_GOODBYE: "All is said: a good goodbye",
    Reason.SAY_WHO: "First let them know who you are",
    Reason.ASK_FIRST: "Ask first, recommend later",
    Reason.ANSWER_THEN_ASK: "Answer, then ask about them",
    Reason.FIND_THE_PAIN: "Facts are known: ask what is hard",
    Reason.MAKE_IT_MATTER: "A difficulty: ask what it leads to",
    Reason.HIDDEN_NEED: "A new need came up: ask on",
    Reason.OPEN_THE_OPTIONS: "The problem is clear: collect options",
    Reason.ONE_MORE_OPTION: "Collect one more option first",
    Reason.LET_THEM_VALUE_IT: "Let them say what it is worth",
    Reason.SUM_UP_OPTIONS: "Many options: put them in order",
    Reason.ANSWER_FROM_CARD: "Answer it straight from the card",
    Reason.SHOW_PROOF: "They ask for proof",
    Reason.ANSWER_THE_WORRY: "A question with a worry: answer both",
    Reason.TIE_TO_NEED: "The need is known: present now",
    Reason.TAKE_UP_OBJECTION: "Take up this doubt first",
    Reason.GO_BACK_UNDERSTAND: "Hesitating: go back and understand",
    Reason.GO_BACK_EXPLORE: "Hesitating: go back to the options",
    Reason.LEAVE_ROOM: "They need time: agree how to go on",
    Reason.CHECK_UNDERSTANDING: "Check that you understood",
    Reason.READY_TO_CLOSE: "They are ready",
}

# Lines that need nothing from the card. No line holds a number.
LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: (
        "Hello, I'm calling from {company}. May I ask how things are for you? Is now a good time?",
        "Sorry to ring out of the blue, this is {company}. Do you have a moment to talk?",
        "It's {company} here. I'd rather ask than tell. Is this a bad moment?",
    ),
    Move.SITUATION: (
        "Can I ask how you handle this at the moment?",
        "Tell me a little about how things are now. Who uses it, and how often?",
        "What do you have in place today, and how long have you had it?",
        "Who looks after this for you, is it you or somebody else?",
    ),
    Move.PROBLEM: (
        "And what is the most annoying part of that for you?",
        "Where does it let you down, as things are?",
        "When is it at its worst?",
        "If you could put just a single thing right, what would it be?",
    ),
    Move.IMPLICATION: (
        "What does that do to the rest of your day when it happens?",
        "If it simply goes on like this, what worries you most?",
        "Who else is affected by it, apart from you?",
        "And what does it cost you each time, in money or in nerves?",
    ),
    Move.NEED_PAYOFF: (
        "If that were off your mind, what would be different for you?",
        "Suppose it were sorted, what would you do with the time?",
        "How much would it help if somebody could fix just what you described?",
        "In an ideal world, what would it look like?",
    ),
    Move.EXPLORE: (
        "What else have you thought of? Never mind yet whether it's any good.",
        "Is there any other way you can imagine, even without us?",
        "What do people around you do about it?",
        "Let's keep all of those. Anything you've heard of and not tried?",
        "And if money were no object, what else would come to mind?",
    ),
    Move.CONFIRM: (
        "Let me check I've got this right: what you just said matters most to you, yes?",
        "Let me sum up what I heard, and you tell me what I've missed.",
        "It sounds as if something is still open for you. What would you need to know first?",
        "I don't want to get this wrong. Which part matters most to you?",
    ),
    Move.CLOSE: (
        "Shall I set it up for you, then? When would suit you?",
        "Good, I'll get that started. What name and number should I put down?",
        "I'll send you the details to check. Is this the right number for that?",
        "Then let's get it done. How would you like to pay?",
    ),
    Move.RESPECT_EXIT: (
        "Of course. We won't trouble you again, and thank you for your time.",
        "That's perfectly fine, I respect that. Thank you for being straight with me.",
        "As you wish. Thank you for talking to me, and all the best.",
    ),
    Move.FEATURE: (
        "I'd rather check that than guess. What matters most to you about it?",
        "I don't have that in front of me, so I'll note it and come back to you.",
    ),
    Move.ADVANTAGE: ("What would you most like to be better than it is now?",),
    Move.BENEFIT: ("From what you told me, which part would be of most use to you?",),
    Move.EVIDENCE: (
        "What would you like to see as proof? I'll only promise what I can show you.",
        "I won't promise that off the cuff. Let me find you something in writing.",
    ),
    Move.HANDLE_OBJECTION: (
        "That's a fair point. Can you tell me a little more about what worries you?",
        "I understand, that needs thinking about. Where does the doubt come from?",
        "Thank you for saying so. What would you need, to feel comfortable with it?",
    ),
}

# For calls that the customer made: in place of the opening, beside the other lines.
INBOUND_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.OPEN: (
        "{company}, hello, how can I help?",
        "Hello, you're through to {company}. What can I do for you?",
    ),
    Move.SITUATION: (
        "What made you look into this now?",
        "May I ask a little about your situation first, so that I point you the right way?",
    ),
}

# Lines that carry a sentence of the card, {card}.
CARD_LINES: Mapping[Move, tuple[str, ...]] = {
    Move.FEATURE: (
        "What I can tell you is this: {card}.",
        "Here's how it is: {card}.",
        "So: {card}.",
    ),
    Move.ADVANTAGE: ("What's different here: {card}.", "Compared with the usual way: {card}."),
    Move.BENEFIT: (
        "From what you told me, this is for you: {card}.",
        "For you that means: {card}.",
    ),
    Move.EVIDENCE: (
        "You don't have to take my word for it: {card}.",
        "Here's what backs that up: {card}.",
    ),
    Move.HANDLE_OBJECTION: (
        "I see why you ask. What helps there: {card}.",
        "That's a fair point. What you get: {card}.",
        "I understand. Here is our answer: {card}.",
    ),
}
PRICE_LINES = ("The price is {card}. Is that clear?", "It's {card}.")
NOT_OFFERED_LINES = (
    "To be straight with you, we don't offer this: {card}. What would you need it for?",
    "That isn't something we do, I'm afraid: {card}. What else could work for you?",
)
FEELING = ("I see.", "I can see why that matters.", "Thank you for telling me that.")
