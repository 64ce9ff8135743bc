"""Many recordings into the store: each as it should be, none twice, one bad one stops no other."""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.batch.known import by_content, call_id, content_hash
from copilot.batch.pairing import Found, found_in
from copilot.batch.plan import Job, planned
from copilot.batch.progress import Lines
from copilot.batch.room import RECOGNISER_BYTES, free_memory_bytes, jobs_for
from copilot.batch.runner import Finished, Runner, problem_of, why
from copilot.batch.settings import Settings, checked, own_settings
from copilot.errors import InputError

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = Settings(mode="outbound", lang="en")


def names(*files: str) -> list[tuple[str, list[str], bool]]:
    found = found_in(PurePath(f) for f in files)
    return [(f.name, [p.as_posix() for p in f.files], bool(f.problem)) for f in found]


def make(folder: Path, *files: str) -> Path:
    """Each file holds its own name: no two are the same recording."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)
    return folder


# -- which files are a call


def test_a_file_with_both_and_a_pair_with_one_each_are_a_call_each() -> None:
    assert names(
        "b.customer.wav", "b.agent.wav", "a.FLAC", "sub/a.mp3", "a.card.yaml", "x.txt"
    ) == [
        ("a", ["a.FLAC"], False),
        ("b", ["b.agent.wav", "b.customer.wav"], False),
        ("sub/a", ["sub/a.mp3"], False),
    ]


def test_half_a_pair_and_three_sides_are_problems() -> None:
    assert names("a.agent.wav", "b.agent.wav", "b.agent.mp3", "b.customer.wav") == [
        ("a", ["a.agent.wav"], True),
        ("b", ["b.agent.mp3", "b.agent.wav", "b.customer.wav"], True),
    ]


def test_hidden_files_are_passed_over_and_two_of_one_name_are_told_apart() -> None:
    assert names(".x.wav", "._a.wav", ".trash/b.wav", "a.wav", "a.mp3") == [
        ("a.mp3", ["a.mp3"], False),
        ("a.wav", ["a.wav"], False),
    ]


@given(st.lists(st.sampled_from(["a", "a.agent", "a.customer", "b", "b.agent"]), unique=True))
def test_every_recording_is_in_one_call_whatever_lies_there(stems: list[str]) -> None:
    files = [PurePath(f"{stem}.wav") for stem in stems]
    assert sorted(f for found in found_in(files) for f in found.files) == sorted(files)


# -- how each is replayed


def test_its_own_file_comes_before_the_table_and_the_table_before_the_options(
    tmp_path: Path,
) -> None:
    make(tmp_path, "one.wav", "two.wav", "three.wav", "cards/c.yaml", "three.card.yaml")
    (tmp_path / "manifest.csv").write_text(
        "file,mode,agent,card\none.wav,inbound,Ana,cards/c.yaml\ntwo,inbound,Ana,\n"
    )
    (tmp_path / "one.yaml").write_text("agent: Ben\nbegan: 2026-11-23 14:05:00Z\n")
    plan = planned(tmp_path, ALL, tmp_path / "manifest.csv", [])
    by_name = {job.name: job for job in plan.jobs}
    assert not plan.problems
    one = by_name["one"].settings
    assert (one.mode, one.lang, one.agent) == ("inbound", "en", "Ben")
    assert Path(one.card) == tmp_path / "cards/c.yaml"
    assert by_name["one"].id.startswith("20261123-140500-")
    assert (by_name["two"].settings.mode, by_name["two"].settings.agent) == ("inbound", "Ana")
    assert by_name["three"].settings.mode == "outbound"
    assert by_name["three"].settings.card == str(tmp_path / "three.card.yaml")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"mood": "good"}, "mood"),
        ({"mode": "cold"}, "cold"),
        ({"lang": "fr"}, "fr"),
        ({"began": "yesterday"}, "yesterday"),
        ({"agent": ["Ana"]}, "agent"),
        ({"agent": False}, "agent"),
        ({"channel": "middle"}, "middle"),
    ],
)
def test_settings_that_mean_nothing_are_told(told: dict[str, object], named: str) -> None:
    with pytest.raises(InputError) as refused:
        checked(told, "call.yaml", Path())
    assert refused.value.reference == "settings-invalid"
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("consent: no", "refused"),
        ("consent: yes", "given"),
        ("consent: Refused by customer.", "refused"),
        ("consent: 不同意", "refused"),
        ("consent:", ""),
    ],
)
def test_consent_is_understood_as_it_is_usually_written(
    tmp_path: Path, line: str, kept: str
) -> None:
    (tmp_path / "a.yaml").write_text(line, encoding="utf-8")
    assert own_settings(tmp_path, Found("a", (PurePath("a.wav"),))).consent == kept


def test_consent_that_is_not_understood_is_told(tmp_path: Path) -> None:
    make(tmp_path, "good.wav", "bad.wav")
    (tmp_path / "bad.yaml").write_text("consent: perhaps")
    plan = planned(tmp_path, ALL, None, [])
    assert [job.name for job in plan.jobs] == ["good"]
    assert "perhaps" in plan.problems[0].why
    assert "asked, given, refused" in plan.problems[0].why


@pytest.mark.parametrize("text", ["{", "- a\n- b", "mode: [", "\x00"])
def test_a_broken_file_beside_a_recording_is_its_problem_alone(tmp_path: Path, text: str) -> None:
    make(tmp_path, "good.wav", "bad.wav")
    (tmp_path / "bad.yaml").write_text(text)
    plan = planned(tmp_path, ALL, None, [])
    assert [job.name for job in plan.jobs] == ["good"]
    (problem,) = plan.problems
    assert problem.name == "bad"
    assert "bad.yaml" in problem.why


@pytest.mark.parametrize(
    "table", ["file,mode\nother.wav,inbound\n", "mode\ninbound\n", '"', "file,x\na,1"]
)
def test_a_table_that_means_no_recording_is_refused_before_anything_is_done(
    tmp_path: Path, table: str
) -> None:
    make(tmp_path, "a.wav")
    (tmp_path / "manifest.csv").write_text(table)
    with pytest.raises(InputError):
        planned(tmp_path, ALL, tmp_path / "manifest.csv", [])


def test_a_recording_of_which_nobody_says_the_language_is_a_problem(tmp_path: Path) -> None:
    plan = planned(make(tmp_path, "a.wav"), Settings(mode="inbound"), None, [])
    assert not plan.jobs
    assert "--lang" in plan.problems[0].why


@pytest.mark.parametrize("inside", [[], ["notes.txt"]])
def test_a_folder_without_a_recording_is_told(tmp_path: Path, inside: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        planned(make(tmp_path, *inside), ALL, None, [])
    assert refused.value.reference == "no-recordings"


def test_an_unknown_setting_is_only_looked_for_where_it_may_be(tmp_path: Path) -> None:
    assert own_settings(tmp_path, Found("a", (PurePath("a.wav"),))) == Settings()


# -- what is known


def test_what_is_in_the_store_is_known_under_any_name_and_left_out(tmp_path: Path) -> None:
    make(tmp_path, "a.wav", "b.wav")
    ids = {job.name: job.id for job in planned(tmp_path, ALL, None, []).jobs}
    (tmp_path / "a.wav").rename(tmp_path / "renamed.wav")
    os.utime(tmp_path / "renamed.wav", (0, 0))
    plan = planned(tmp_path, ALL, None, [ids["a"], "20261123-190540-3f9a2c"])
    assert (plan.known, [job.name for job in plan.jobs]) == (("renamed",), ["b"])


def test_the_same_recording_twice_is_imported_once(tmp_path: Path) -> None:
    make(tmp_path, "a.wav")
    (tmp_path / "copy.wav").write_text("a.wav")
    plan = planned(tmp_path, ALL, None, [])
    assert [job.name for job in plan.jobs] == ["a"]
    assert "same as a" in plan.problems[0].why


def test_which_side_is_the_agent_makes_another_call_of_the_same_bytes(tmp_path: Path) -> None:
    file = make(tmp_path, "a.wav") / "a.wav"
    assert content_hash([file], "left") != content_hash([file], "right")
    assert content_hash([file], "left") != content_hash([file, file], "left")


def test_the_id_of_an_imported_call_sorts_by_time_and_ends_with_its_content() -> None:
    id_ = call_id(NOON, "0123456789ab")
    assert id_ == "20261123-120000-0123456789ab"
    assert by_content([id_, "20261123-190540-3f9a2c", "x"]) == {"0123456789ab": id_}


# -- how many at once


@pytest.mark.parametrize(
    ("cores", "free", "model", "jobs"),
    [
        (2, 16e9, 0, 1),
        (16, 64e9, 0, 8),
        (16, 3 * RECOGNISER_BYTES, 0, 3),
        (16, 64e9, 10e9, 3),
        (16, 1e6, 0, 1),
        (1, None, 0, 1),
        (8, None, 0, 4),
    ],
)
def test_as_many_at_once_as_cores_and_memory_allow(
    cores: int, free: float | None, model: float, jobs: int
) -> None:
    assert jobs_for(cores, None if free is None else int(free), int(model)) == jobs


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody may know")
def test_the_memory_of_this_machine_is_known() -> None:
    free = free_memory_bytes()
    assert free is not None
    assert 1e6 < free < 1e15


# -- processes


def job(name: str) -> Job:
    return Job(name, (Path(name),), f"id-{name}", NOON, ALL, 10.0)


def python(code: str) -> Sequence[str]:
    return [sys.executable, "-c", code]


class Begun:
    """Tells when so many jobs are about to begin."""

    def __init__(self, count: int) -> None:
        self.left, self.all = count, asyncio.Event()

    def __call__(self, job: Job) -> str:
        self.left -= 1
        if not self.left:
            self.all.set()
        return ""


async def test_a_crash_of_one_recording_is_its_own_affair() -> None:
    codes = {
        "good": "",
        "bad": "import sys; sys.stderr.write('Loading\\ncopilot: It is no audio [not-audio]\\n"
        "  why:  Four bytes.\\n  next: Convert it.\\n'); sys.exit(2)",
        "crash": "import os; os.kill(os.getpid(), 9)",
        "loud": "import sys; sys.stderr.write('x' * 1_000_000)",
    }
    over: list[Finished] = []
    await Runner(lambda j: python(codes[j.name]), 2, over.append).run([job(n) for n in codes])
    problems = {f.job.name: problem_of(f, stored=f.exit_code == 0) for f in over}
    assert {name for name, problem in problems.items() if not problem} == {"good", "loud"}
    assert problems["bad"]
    assert problems["bad"].why == "It is no audio [not-audio]: Four bytes."
    assert problems["crash"]
    assert problems["crash"].why == "The process was ended by signal 9."


async def test_a_program_that_is_not_there_is_a_problem_too() -> None:
    over: list[Finished] = []
    await Runner(lambda j: ["/no/such/program"], 1, over.append).run([job("a")])
    assert "No such file" in why(over[0].told, over[0].exit_code)


async def test_no_more_run_at_once_than_were_asked_for(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; folder = sys.argv[1]; mine = f'{folder}/{os.getpid()}'\n"
        "open(mine, 'w').close(); print(len(os.listdir(folder)), file=sys.stderr)\n"
        "time.sleep(0.05); os.unlink(mine)"
    )
    over: list[Finished] = []
    command = [*python(code), str(tmp_path)]
    await Runner(lambda j: command, 3, over.append).run([job(str(n)) for n in range(9)])
    assert len(over) == 9
    assert max(int(f.told) for f in over) <= 3


async def test_stopping_finishes_what_runs_and_begins_nothing(tmp_path: Path) -> None:
    go = tmp_path / "go"
    code = f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)"
    over: list[Finished] = []
    begun = Begun(2)
    runner = Runner(lambda j: python(code), 2, over.append, begun)
    running = asyncio.ensure_future(runner.run([job(str(n)) for n in range(5)]))
    await begun.all.wait()
    runner.stop()
    go.touch()
    await running
    assert [f.exit_code for f in over] == [0, 0]


async def test_aborting_ends_what_runs() -> None:
    over: list[Finished] = []
    begun = Begun(2)
    runner = Runner(lambda j: python("import time; time.sleep(600)"), 2, over.append, begun)
    running = asyncio.ensure_future(runner.run([job(str(n)) for n in range(5)]))
    await begun.all.wait()
    runner.abort()
    await running
    assert [f.exit_code for f in over] == [-15, -15]


def test_a_recording_that_is_stored_in_part_is_told() -> None:
    told = "copilot: a.wav breaks off after 3.0 s [recording-damaged]\n  why:  End of file.\n"
    problem = problem_of(Finished(job("a"), 2, told), stored=True)
    assert problem
    assert problem.why.startswith("In the store, but not whole: a.wav breaks off")
    assert problem_of(Finished(job("a"), 0, ""), stored=False)


def test_without_a_terminal_each_tenth_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines(100.0, 40) as shown:
        for number in range(40):
            shown.done(str(number), 2.5, "bad" if number == 3 else "")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "3: bad"
    assert len(lines) == 11
    assert lines[-1] == "100 %, 40 of 40 recordings"
