"""What is heard on a customer's side when nobody speaks there: made of numbers, anew each time.

Every sound is float32, shape (n,), 8 kHz, as loud as a voice on the telephone.
"""

from collections.abc import Callable, Mapping

import numpy as np

RATE = 8_000
LEVEL = 0.1  # root mean square of the sounding parts
Sound = np.ndarray

CHORDS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))  # half tones above the root
SCALE = (0, 2, 4, 5, 7, 9, 11, 12, 14, 16)
DTMF_ROWS, DTMF_COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)


def silence(seconds: float, seed: int = 0) -> Sound:
    """Nothing at all."""
    return np.zeros(int(seconds * RATE), np.float32)


def line_noise(seconds: float, seed: int = 0) -> Sound:
    """White noise, 40 dB below a voice."""
    return _levelled(_noise(seconds, seed), LEVEL / 100)


def pink_noise(seconds: float, seed: int = 0) -> Sound:
    """A room with an air conditioner."""
    spectrum = np.fft.rfft(_noise(seconds, seed))
    hertz = np.fft.rfftfreq(int(seconds * RATE), 1 / RATE)
    return _levelled(np.fft.irfft(spectrum / np.sqrt(np.maximum(hertz, 20))), LEVEL)


def ringback(seconds: float, seed: int = 0) -> Sound:
    """440 and 480 Hz for one second of three, as in Taiwan and North America."""
    return _levelled(_tones(seconds, (440, 480)) * _every(seconds, 3.0, 1.0), LEVEL / 2)


def ringback_450(seconds: float, seed: int = 0) -> Sound:
    """450 Hz for one second of five, as in China."""
    return _levelled(_tones(seconds, (450,)) * _every(seconds, 5.0, 1.0), LEVEL / 2)


def busy(seconds: float, seed: int = 0) -> Sound:
    """480 and 620 Hz, half a second of one."""
    return _levelled(_tones(seconds, (480, 620)) * _every(seconds, 1.0, 0.5), LEVEL / 2)


def dtmf(seconds: float, seed: int = 0) -> Sound:
    """Keys pressed now and then: four to eleven at a time, then a pause."""
    chance = np.random.default_rng(seed)
    sound = silence(seconds)
    at = 0.5
    while at < seconds - 1:
        for _ in range(int(chance.integers(4, 12))):
            pair = (int(chance.choice(DTMF_ROWS)), int(chance.choice(DTMF_COLUMNS)))
            _put(sound, at, _levelled(_tones(0.12, pair), LEVEL))
            at += 0.12 + float(chance.uniform(0.08, 0.4))
        at += float(chance.uniform(2, 9))
    return sound


def piano(seconds: float, seed: int = 0) -> Sound:
    """Chords, a bass and a melody of struck strings, at 96 beats a minute."""
    return _band(seconds, seed, beat_s=60 / 96, note=_struck, drums=False)


def strings(seconds: float, seed: int = 0) -> Sound:
    """The same held long, with vibrato, as an orchestra on hold plays it."""
    return _band(seconds, seed, beat_s=60 / 66, note=_bowed, drums=False)


def pop(seconds: float, seed: int = 0) -> Sound:
    """A lead that glides like a voice, over chords and drums, at 118 beats a minute."""
    return _band(seconds, seed, beat_s=60 / 118, note=_sung, drums=True)


KINDS: Mapping[str, Callable[[float, int], Sound]] = {
    "silence": silence,
    "line noise": line_noise,
    "pink noise": pink_noise,
    "ringback 440+480": ringback,
    "ringback 450": ringback_450,
    "busy tone": busy,
    "keys (DTMF)": dtmf,
    "piano": piano,
    "strings": strings,
    "pop with drums": pop,
}
MUSIC = ("piano", "strings", "pop with drums")


def _band(
    seconds: float, seed: int, *, beat_s: float, note: Callable[[float, float], Sound], drums: bool
) -> Sound:
    chance = np.random.default_rng(seed)
    sound = silence(seconds)
    root, degree = 220.0 * 2 ** (int(chance.integers(-3, 4)) / 12), 4
    for beat in range(int(seconds / beat_s)):
        at = beat * beat_s
        chord = CHORDS[beat // 4 % len(CHORDS)]
        if beat % 4 == 0:
            for tone in chord:
                _put(sound, at, 0.3 * note(root * 2 ** (tone / 12), 4 * beat_s))
        _put(sound, at, 0.4 * _struck(root / 2 * 2 ** (chord[0] / 12), beat_s))
        for half in (0.0, 0.5):
            if chance.random() < 0.7:
                degree = int(np.clip(degree + chance.integers(-2, 3), 0, len(SCALE) - 1))
                pitch = 2 * root * 2 ** (SCALE[degree] / 12)
                _put(sound, at + half * beat_s, 0.6 * note(pitch, 0.9 * beat_s))
        if drums:
            _put(sound, at, _drum(0.12, seed + beat, low=beat % 2 == 0))
            _put(sound, at + beat_s / 2, 0.3 * _drum(0.04, seed + beat, low=False))
    return _levelled(sound, LEVEL)


def _struck(hertz: float, seconds: float) -> Sound:
    t = np.arange(int(seconds * RATE)) / RATE
    partials = sum(np.sin(2 * np.pi * n * hertz * t) * 0.6**n for n in range(1, 6))
    return np.asarray(partials * np.exp(-3 * t), np.float32)


def _bowed(hertz: float, seconds: float) -> Sound:
    t = np.arange(int(seconds * RATE)) / RATE
    phase = 2 * np.pi * (hertz * t + 0.004 * hertz / 5.5 * np.sin(2 * np.pi * 5.5 * t))
    partials = sum(np.sin(n * phase) / n for n in range(1, 8))
    return np.asarray(partials * _swell(t, seconds), np.float32)


def _sung(hertz: float, seconds: float) -> Sound:
    """A glide into the note, and the formants of an open vowel."""
    t = np.arange(int(seconds * RATE)) / RATE
    pitch = hertz / 2 * (1 - 0.15 * np.exp(-25 * t)) * (1 + 0.012 * np.sin(2 * np.pi * 5 * t))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    total = np.zeros_like(t)
    for n in range(1, 16):
        at = n * hertz / 2
        near = sum(np.exp(-(((at - f) / 180) ** 2)) for f in (700, 1150, 2600))
        total += np.sin(n * phase) * (0.05 + near) / n**0.5
    return np.asarray(total * _swell(t, seconds), np.float32)


def _drum(seconds: float, seed: int, *, low: bool) -> Sound:
    t = np.arange(int(seconds * RATE)) / RATE
    body = np.sin(2 * np.pi * 70 * t) if low else _noise(seconds, seed)[: len(t)]
    return np.asarray(body * np.exp(-30 * t), np.float32)


def _swell(t: Sound, seconds: float) -> Sound:
    return np.minimum(1.0, np.minimum(t / 0.06, np.maximum(0.0, seconds - t) / 0.1))


def _tones(seconds: float, hertz: tuple[int, ...]) -> Sound:
    t = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(sum(np.sin(2 * np.pi * f * t) for f in hertz), np.float32)


def _every(seconds: float, period_s: float, on_s: float) -> Sound:
    t = np.arange(int(seconds * RATE)) / RATE
    return (t % period_s < on_s).astype(np.float32)


def _noise(seconds: float, seed: int) -> Sound:
    return np.random.default_rng(seed).standard_normal(int(seconds * RATE))


def _put(sound: Sound, at_s: float, piece: Sound) -> None:
    start = int(at_s * RATE)
    end = min(len(sound), start + len(piece))
    sound[start:end] += piece[: max(0, end - start)]


def _levelled(sound: Sound, level: float) -> Sound:
    sounding = sound[np.abs(sound) > 1e-6]
    rms = float(np.sqrt(np.mean(sounding**2))) if len(sounding) else 1.0
    return np.clip(sound * (level / rms), -1, 1).astype(np.float32)
