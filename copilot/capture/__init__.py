"""Both sides of a call, captured beside the softphone.

The agent is the microphone; the customer is what the softphone plays, taken from the loopback of
the output it plays on. What is captured reaches the call as an
:class:`~copilot.audio.source.AudioSource`, like a recording.
"""
