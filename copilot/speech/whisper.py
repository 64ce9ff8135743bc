"""The real recogniser: a Whisper model in CTranslate2 form, through faster-whisper.

Two things differ from the library's own `transcribe`. The features are cut to the utterance plus
one second instead of being padded to thirty, which takes three quarters off the encoder's work at
the same error rate; in steps, because CTranslate2 keeps the means for every length that it has met.
And each utterance is decoded once, greedily, without regard to the one before,
since what was misheard must not colour what comes next.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from copilot.audio.chunk import SAMPLE_RATE, Samples
from copilot.errors import EngineError
from copilot.language import Language
from copilot.speech.phantom import Doubt, is_loop, is_of_prompt, is_phantom, without_loop
from copilot.speech.script import for_heard

WINDOW_AFTER_S = 1.0  # at least
WINDOW_STEP_S = 1.0  # thirty lengths at most: some 70 MB are kept for them, and 500 for all lengths
LONGEST_S = 29.0
TOKENS_PER_S = 14  # more than anyone speaks; bounds a loop
MARGINS_S = 0.4  # what the lane adds around the voice

# In the wanted script and punctuated, because Whisper writes on in the manner of its prompt.
_PROMPTS = {
    Language.ZH_HANT: "這是一通電話，",
    Language.ZH_HANS: "这是一通电话，",
    Language.EN: "",
}


class WhisperRecognizer:
    """A :class:`~copilot.speech.recognize.Recognizer`."""

    def __init__(self, folder: Path, lang: Language, terms: tuple[str, ...], threads: int) -> None:
        """`terms`: words of the product card, told to the model as a prompt.

        Raises :class:`EngineError`: ``recogniser-does-not-load``, ``recogniser-lacks-language``.
        """
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        try:
            self._whisper = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except Exception as error:  # CTranslate2 raises RuntimeError, tokenizers plain Exception
            raise EngineError(
                "recogniser-does-not-load",
                f"The recogniser in {folder} does not load.",
                why=str(error).strip().splitlines()[0],
                hint="Give a Whisper folder in CTranslate2 form, or run: copilot models verify",
            ) from error
        if lang.is_chinese and not self._whisper.model.is_multilingual:
            raise EngineError(
                "recogniser-lacks-language",
                f"The recogniser in {folder} knows English only, and the call is in {lang}.",
                why="An English-only model writes fluent nonsense for another language.",
                hint="Give a multilingual model, such as whisper-base.",
            )
        self._tokenizer = Tokenizer(
            self._whisper.hf_tokenizer,
            self._whisper.model.is_multilingual,
            task="transcribe",
            language=lang.spoken,
        )
        self._prompt_text = _PROMPTS[lang] + _joined(terms, lang)
        prompt = self._tokenizer.encode(" " + self._prompt_text) if self._prompt_text else []
        self._prompted = self._whisper.get_prompt(
            self._tokenizer, prompt[:80], without_timestamps=True
        )
        self._plain = self._whisper.get_prompt(self._tokenizer, [], without_timestamps=True)
        self._script: Callable[[str], str] = for_heard(lang)

    def text(self, audio: Samples, *, final: bool) -> str:
        audio = audio[: int(LONGEST_S * SAMPLE_RATE)]
        voice_s = max(0.0, len(audio) / SAMPLE_RATE - MARGINS_S)
        encoded = self._encode(audio)
        text, doubt = self._decode(encoded, self._prompted, voice_s)
        if final and (is_loop(text) or self._echoes_prompt(text)):
            text, doubt = self._decode(encoded, self._plain, voice_s, repetition_penalty=1.3)
            text = without_loop(text)
        elif self._echoes_prompt(text):
            return ""
        return "" if is_phantom(text, doubt) else self._script(text)

    def rehearse(self, audio: Samples, tokens: int) -> None:
        """The work of an utterance of `tokens` pieces of words, whatever is in the audio."""
        self._whisper.model.generate(
            self._encode(audio),
            [self._prompted],
            beam_size=1,
            max_length=len(self._prompted) + tokens,
            suppress_tokens=[-1, self._tokenizer.eot],
        )

    def _encode(self, audio: Samples) -> Any:
        step = int(WINDOW_STEP_S * SAMPLE_RATE)
        least = len(audio) + int(WINDOW_AFTER_S * SAMPLE_RATE)
        window = np.zeros(-(-least // step) * step, np.float32)
        window[: len(audio)] = audio
        features = self._whisper.feature_extractor(window, padding=0)
        return self._whisper.encode(features[:, : features.shape[1] // 2 * 2])

    def _decode(
        self, encoded: Any, prompt: list[int], voice_s: float, repetition_penalty: float = 1.0
    ) -> tuple[str, Doubt]:
        result = self._whisper.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + int((voice_s + 1.0) * TOKENS_PER_S),
            repetition_penalty=repetition_penalty,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=[-1],
        )[0]
        text = self._tokenizer.decode(result.sequences_ids[0]).strip()
        return text, Doubt(voice_s, float(result.no_speech_prob), float(result.scores[0]))

    def _echoes_prompt(self, text: str) -> bool:
        return is_of_prompt(text, self._prompt_text)


def _joined(terms: tuple[str, ...], lang: Language) -> str:
    if not terms:
        return ""
    return "、".join(terms) + "。" if lang.is_chinese else ", ".join(terms) + "."
