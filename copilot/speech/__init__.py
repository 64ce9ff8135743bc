"""Speech: from chunks of audio to turns of text, one lane per speaker."""
