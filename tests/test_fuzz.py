"""Every corpus of tests/fuzz is replayed under ASan and UBSan, with half a second of changed copies after it."""

import cbuild
import fuzz
import modes
import pytest

pytestmark = pytest.mark.standalone


@pytest.fixture(scope="module")
def build():
    mode, compiler = modes.MODES["asan"], cbuild.sanitizing()
    why = cbuild.why_not(compiler, (*mode.compile, *mode.link))
    if why:
        pytest.skip(why)
    made = cbuild.Build("asan", compiler)
    made.library()
    return made


def test_there_are_targets():
    assert fuzz.targets()


@pytest.mark.parametrize("name", fuzz.targets())
def test_replay(build, name):
    done = cbuild.run(fuzz.replay_program(build, fuzz.targets()[name]), "0.5", *map(str, fuzz.corpus(name)))
    assert done.returncode == 0, done.stdout[-20000:]
    assert " runs" in done.stdout


def test_a_planted_fault_is_found(build):
    """The negative control: a target that reads one byte beyond inputs of a certain beginning."""
    program = fuzz.replay_program(build, fuzz.FUZZ / "control.c")
    assert cbuild.run(program, "0").returncode == 0
    done = cbuild.run(program, "60", str(fuzz.FUZZ / "README.md"))
    assert "heap-buffer-overflow" in done.stdout
