"""WhisperLive: the part of its server that serves one client, with the settings of its server."""

import json
from importlib.metadata import version

from line import Line


class Client:
    """What the server believes to be a socket."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.committed_s = 0.0

    def send(self, message: str) -> None:
        segments = json.loads(message).get("segments")
        if segments is None:
            return
        for told in segments:
            start, end = float(told["start"]), float(told["end"])
            if told["completed"] and start >= self.committed_s - 0.01:
                self._line.committed(told["text"], start, end)
                self.committed_s = end
        self._line.shown(" ".join(s["text"].strip() for s in segments if not s["completed"]))

    def close(self) -> None:
        """Nobody listens."""


def main() -> None:
    line = Line()
    import numpy as np
    from whisper_live.backend.faster_whisper_backend import ServeClientFasterWhisper

    client = Client(line)
    served = ServeClientFasterWhisper(
        client,
        language=line.lang,
        client_uid="benchmark",
        model=line.model,
        use_vad=True,
        same_output_threshold=10,
    )
    line.ready(f"WhisperLive {version('whisper-live')}")
    for pcm in line.audio():
        served.add_frames(np.frombuffer(pcm, "<i2").astype(np.float32) / 32_768)
    line.until_quiet()
    line.commit_shown(client.committed_s)
    line.done()


if __name__ == "__main__":
    main()
