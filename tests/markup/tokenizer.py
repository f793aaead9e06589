"""Asks the tokenizers: driver.c, compiled with the core in one of the build modes."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import cbuild
import pytest

HERE = Path(__file__).resolve().parent


@dataclass
class Token:
    kind: str
    begin: int
    end: int
    fields: list[bytes | None | int]

    def text(self, at: int) -> str | None:
        field = self.fields[at]
        return None if field is None else field.decode("utf-8", "surrogatepass" if has_surrogates(field) else "replace")


@dataclass
class Answer:
    tokens: list[Token]
    problems: list[tuple[int, str]]
    n_problems: int


def has_surrogates(text: bytes) -> bool:
    try:
        text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _field(word: str) -> bytes | None | int:
    if word == "-":
        return None
    return bytes.fromhex(word[1:]) if word.startswith("x") else int(word)


class Tokenizer:
    def __init__(self, mode: str = "asan"):
        compiler = cbuild.sanitizing() if mode == "asan" else "gcc"
        build = cbuild.Build(mode, compiler)
        if reason := cbuild.why_not(compiler, (*build.mode.compile, *build.mode.link)):
            pytest.skip(reason)
        build.library()
        assert not build.failed, "\n".join(map(str, build.failed.values()))
        self.program = build.program(HERE / "driver.c", *sorted(HERE.glob("driver_*.c")))
        self.process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait() == 0

    def _ask(self, head: str, text: bytes) -> Answer:
        self.process.stdin.write(f"{head} {len(text)}\n".encode() + text)
        self.process.stdin.flush()
        answer = Answer([], [], 0)
        while True:
            words = self.process.stdout.readline().decode().split()
            assert words, f"the driver has died with {self.process.wait()} at {head} {text!r}"
            if words[0] == ".":
                return answer
            if words[0] == "problem":
                answer.problems.append((int(words[1]), words[2]))
            elif words[0] == "problems":
                answer.n_problems = int(words[1])
            else:
                answer.tokens.append(Token(words[0], int(words[1]), int(words[2]), [_field(word) for word in words[3:]]))

    def html(self, text: bytes, state="data", end_name: str | None = None, foreign=False, keeps=False, piece=0) -> Answer:
        return self._ask(f"html {state} {end_name or '-'} {foreign:d} {keeps:d} {piece}", text)

    def xml(self, text: bytes, piece=0) -> Answer:
        return self._ask(f"xml {piece}", text)

    def wxr(self, text: bytes, piece=0) -> Answer:
        return self._ask(f"wxr {piece}", text)
