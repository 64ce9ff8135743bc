"""RealtimeSTT: its recorder without a microphone, live text on, the same weights for both."""

import threading
from importlib.metadata import version

from line import Line

SILENCE_S = 0.6  # the recorder's own default
SURE_AFTER_S = 0.3  # about what it takes to notice a voice


def main() -> None:
    line = Line()
    from RealtimeSTT import AudioToTextRecorder

    began_s: list[float] = []
    spans: list[tuple[float, float]] = []

    def begun() -> None:
        began_s.append(max(0.0, line.fed_s - SURE_AFTER_S))

    def over() -> None:
        spans.append((began_s[-1] if began_s else 0.0, line.fed_s - SILENCE_S))

    recorder = AudioToTextRecorder(
        model=line.model,
        language=line.lang,
        device="cpu",
        compute_type="int8",
        use_microphone=False,
        spinner=False,
        no_log_file=True,
        enable_realtime_transcription=True,
        use_main_model_for_realtime=True,
        on_realtime_transcription_update=line.shown,
        on_recording_start=begun,
        on_recording_stop=over,
    )

    def follow() -> None:
        while True:
            text = recorder.text()
            start, end = spans[-1] if spans else (0.0, line.fed_s)
            line.committed(text, start, end)

    line.ready(f"RealtimeSTT {version('realtimestt')}")
    threading.Thread(target=follow, daemon=True).start()
    for pcm in line.audio():
        recorder.feed_audio(pcm)
    line.until_quiet()
    line.commit_shown(began_s[-1] if began_s else 0.0)
    line.done()


if __name__ == "__main__":
    main()
