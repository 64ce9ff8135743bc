"""Speak the labelled sample calls: ID.json -> ID.flac and ID.ref.json.

    python samples/synthesize.py [ID ...] --voice-model FILE --voices DIR --config FILE

The recording is that of a telephone line: 8 kHz, 16 bit, left channel agent, right channel
customer, each through G.711 mu-law and with a faint hiss. Gaps, hiss and voices are seeded with the
call's id, so that a rebuild has the same turns at the same times. Needs ``requirements.txt`` in an
environment of its own; README.md says where the model, the voices and the configuration are from.
"""

import argparse
import itertools
import json
import random
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import av
import numpy as np
import onnxruntime
import soxr
from numpy.typing import NDArray

HERE = Path(__file__).parent
SPEAKERS = ("agent", "customer")  # the order of the channels: left, right
VOICES = {
    "zh-Hant": {"agent": "zf_xiaoxiao", "customer": "zm_yunxi"},
    "zh-Hans": {"agent": "zm_yunyang", "customer": "zf_xiaoyi"},
    "en": {"agent": "am_michael", "customer": "af_heart"},
}

MODEL_HZ = 24_000
LINE_HZ = 8_000
SPEED = 1.0
SPEECH_RMS = 0.06  # of full scale
HISS_RMS = 6.0  # of 32768: above the smallest step of mu-law, and still cheap to compress

LEAD_S, TAIL_S = 0.8, 1.2
GAP_S = (0.5, 1.4)
OVERLAP_S = (0.2, 0.4)
BACKCHANNEL_CHARS = {"zh-Hant": 6, "zh-Hans": 7, "en": 15}  # so short is said into the other's end
FRAME_S = 0.01
QUIET_DB = -38.0  # below the turn's loudest frame: the synthesiser's own silence

Lang: TypeAlias = Literal["zh-Hant", "zh-Hans", "en"]
Sound: TypeAlias = NDArray[np.float32]  # mono, shape (n,), in [-1, 1]


class SampleError(Exception):
    """Something a person can put right; the text says what it is and what to do next."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn with its place in the call; seconds of speech, without silence around it."""

    speaker: str
    text: str
    start_s: float
    end_s: float
    sound: Sound  # 8 kHz


class Voice:
    """The synthesiser: a Kokoro model, its alphabet, and the folder of its voices."""

    def __init__(self, model: Path, config: Path, voices: Path) -> None:
        onnxruntime.set_seed(0)  # the model draws noise for its unvoiced sounds
        self._session = onnxruntime.InferenceSession(
            str(_existing(model, "--voice-model")), providers=["CPUExecutionProvider"]
        )
        settings = json.loads(_existing(config, "--config").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = settings["vocab"]
        self._folder = voices

    def say(self, phonemes: str, name: str) -> Sound:
        """24 kHz, float32, shape (n,)."""
        ids = [self._ids[p] for p in phonemes if p in self._ids]
        pack = np.fromfile(_existing(self._folder / f"{name}.bin", "--voices"), dtype=np.float32)
        styles = pack.reshape(-1, 1, 256)
        if not 0 < len(ids) < len(styles):
            raise SampleError(
                f"{len(ids)} phonemes in one turn\n"
                f"  why:  the model speaks 1 to {len(styles) - 1} at a time\n"
                "  next: split the turn in the call file"
            )
        inputs = {
            "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
            "style": styles[len(ids)],
            "speed": np.array([SPEED], dtype=np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], dtype=np.float32).reshape(-1)


def phonemiser(lang: Lang) -> Callable[[str], str]:
    """Text of a call -> Kokoro's phonemes. Imports only what the language needs."""
    if lang == "en":
        from kokoro_onnx.tokenizer import Tokenizer

        english = Tokenizer()
        return lambda text: str(english.phonemize(text, lang="en-us"))
    from misaki import zh
    from opencc import OpenCC

    mandarin = zh.ZHG2P()
    simplified = OpenCC("t2s")  # words are looked up in a simplified dictionary
    return lambda text: str(mandarin(simplified.convert(text))[0])


def trimmed(sound: Sound, rate_hz: int) -> Sound:
    """The sound from its first to its last voiced frame."""
    frame = int(rate_hz * FRAME_S)
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    voiced = np.flatnonzero(level_db > level_db.max() + QUIET_DB)
    return sound[voiced[0] * frame : (voiced[-1] + 1) * frame]


def levelled(sound: Sound) -> Sound:
    """The sound at the level of all others, with peaks inside the range of the line."""
    louder = sound * (SPEECH_RMS / np.sqrt(np.mean(sound**2)))
    return np.asarray(np.clip(louder, -0.98, 0.98), dtype=np.float32)


def through_mu_law(pcm: NDArray[np.int16]) -> NDArray[np.int16]:
    """What a G.711 mu-law line (ITU-T G.711) makes of int16 samples of any shape."""
    bias = 132
    size = np.minimum(np.abs(pcm.astype(np.int32)), 32_635) + bias
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7  # 0 ... 7
    mantissa = (size >> (exponent + 3)) & 15
    decoded = (((mantissa << 3) + bias) << exponent) - bias
    return np.asarray(np.sign(pcm) * decoded, dtype=np.int16)


def spoken(call: dict[str, Any], voice: Voice) -> Iterator[Spoken]:
    """Every turn of the call, placed after the one before it, with one line of progress each."""
    say = phonemiser(call["lang"])
    voices = VOICES[call["lang"]]
    chance = random.Random(call["id"])
    free_s = 0.0  # the end of the latest speech so far
    for number, turn in enumerate(call["turns"], start=1):
        raw = voice.say(say(turn["text"]), voices[turn["speaker"]])
        sound = levelled(trimmed(soxr.resample(raw, MODEL_HZ, LINE_HZ), LINE_HZ))
        if number == 1:
            start_s = LEAD_S
        elif len(turn["text"]) <= BACKCHANNEL_CHARS[call["lang"]]:
            start_s = free_s - chance.uniform(*OVERLAP_S)
        else:
            start_s = free_s + chance.uniform(*GAP_S)
        end_s = start_s + len(sound) / LINE_HZ
        free_s = max(free_s, end_s)
        told = f"{call['id']} {number}/{len(call['turns'])} {turn['speaker']}"
        print(f"{told} {start_s:.2f}-{end_s:.2f} s", file=sys.stderr)
        yield Spoken(turn["speaker"], turn["text"], start_s, end_s, sound)


def two_channels(turns: Iterable[Spoken], seconds: float, seed: int) -> NDArray[np.int16]:
    """int16, shape (n, 2), 8 kHz: speech and hiss of both ends of the line."""
    hiss = np.random.default_rng(seed).normal(0, HISS_RMS, (round(seconds * LINE_HZ), 2))
    for turn in turns:
        first = round(turn.start_s * LINE_HZ)
        hiss[first : first + len(turn.sound), SPEAKERS.index(turn.speaker)] += turn.sound * 32_767
    return through_mu_law(np.clip(np.rint(hiss), -32_768, 32_767).astype(np.int16))


def write_flac(path: Path, pcm: NDArray[np.int16]) -> None:
    with av.open(str(path), "w", format="flac") as file:
        stream = file.add_stream("flac", rate=LINE_HZ, layout="stereo", format="s16")
        stream.options = {"compression_level": "12"}
        for first in range(0, len(pcm), LINE_HZ):
            block = np.ascontiguousarray(pcm[first : first + LINE_HZ]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            frame.sample_rate, frame.pts = LINE_HZ, first
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def rebuild(call: dict[str, Any], voice: Voice) -> None:
    """Write the recording and its times beside the call file."""
    turns = list(spoken(call, voice))
    seconds = max(turn.end_s for turn in turns) + TAIL_S
    pcm = two_channels(turns, seconds, zlib.crc32(call["id"].encode()))
    write_flac(HERE / f"{call['id']}.flac", pcm)
    reference = {
        "id": call["id"],
        "lang": call["lang"],
        "mode": call["mode"],
        "voices": VOICES[call["lang"]],
        "seconds": len(pcm) / LINE_HZ,
        "turns": [
            {
                "speaker": turn.speaker,
                "text": turn.text,
                "start": round(turn.start_s, 3),
                "end": round(turn.end_s, 3),
            }
            for turn in turns
        ],
    }
    text = json.dumps(reference, ensure_ascii=False, indent=1)
    (HERE / f"{call['id']}.ref.json").write_text(text + "\n", encoding="utf-8")


def calls(ids: list[str]) -> list[dict[str, Any]]:
    """The call files of these ids, or of all samples."""
    paths = [HERE / f"{name}.json" for name in ids] or sorted(
        path for path in HERE.glob("*.json") if not path.name.endswith(".ref.json")
    )
    found = [json.loads(_existing(path, "ID").read_text(encoding="utf-8")) for path in paths]
    for call in found:
        if call["lang"] not in VOICES:
            raise SampleError(
                f"{call['id']}: no voices for the language {call['lang']!r}\n"
                f"  next: use one of {', '.join(VOICES)}, or add voices to VOICES"
            )
        for before, after in itertools.pairwise(call["turns"]):
            if before["speaker"] == after["speaker"]:
                raise SampleError(
                    f"{call['id']}: two turns of the {after['speaker']} in a row\n"
                    f"  why:  the second is: {after['text']}\n"
                    "  next: join them into one turn"
                )
    return found


def _existing(path: Path, option: str) -> Path:
    if not path.is_file():
        raise SampleError(f"no such file: {path}\n  next: check {option} (samples/README.md)")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Speak the labelled sample calls again.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="sample to rebuild (default: all)")
    parser.add_argument("--voice-model", type=Path, required=True, help="Kokoro-82M, ONNX")
    parser.add_argument("--voices", type=Path, required=True, help="folder of NAME.bin")
    parser.add_argument("--config", type=Path, required=True, help="config.json with its alphabet")
    chosen = parser.parse_args()
    try:
        wanted = calls(chosen.ids)
        voice = Voice(chosen.voice_model, chosen.config, chosen.voices)
        for call in wanted:
            rebuild(call, voice)
    except SampleError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
