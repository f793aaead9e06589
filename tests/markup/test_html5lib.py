"""The HTML tokenizer against html5lib's conformance tests: all tokens and all parse errors with their places, of every case. None is out of scope.

Lone surrogates, which some cases feed in, cannot stand in UTF-8: they are written as the three bytes that would mean them, and go through
as all bytes do.
"""

import json
import re

import pytest
from shared_data import shared

pytestmark = pytest.mark.standalone
SUITE = shared("data/suites/html5lib/tokenizer")
STATES = {
    "Data state": "data",
    "RCDATA state": "rcdata",
    "RAWTEXT state": "rawtext",
    "Script data state": "script",
    "PLAINTEXT state": "plaintext",
    "CDATA section state": "cdata",
}


def unescaped(value):
    if isinstance(value, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, list):
        return [unescaped(each) for each in value]
    if isinstance(value, dict):
        return {unescaped(name): unescaped(each) for name, each in value.items()}
    return value


def joined_surrogates(value):
    """Pairs that the unescaping has left apart."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if isinstance(value, list):
        return [joined_surrogates(each) for each in value]
    if isinstance(value, dict):
        return {joined_surrogates(name): joined_surrogates(each) for name, each in value.items()}
    return value


def as_wanted(answer):
    """The tokens in the suite's notation."""
    out = []
    for token in answer.tokens:
        if token.kind == "text":
            if out and out[-1][0] == "Character":
                out[-1][1] += token.text(0)
            elif token.text(0):
                out.append(["Character", token.text(0)])
        elif token.kind == "open":
            pairs = range(2, len(token.fields), 2)
            out.append(["StartTag", token.text(1), {token.text(at): token.text(at + 1) for at in pairs}] + [True] * token.fields[0])
        elif token.kind == "close":
            out.append(["EndTag", token.text(1)])
        elif token.kind == "comment":
            out.append(["Comment", token.text(0)])
        elif token.kind == "doctype":
            out.append(["DOCTYPE", token.text(0), token.text(1), token.text(2), not token.fields[3]])
        else:
            assert token.kind == "nothing"
    return out


def place(text: str, line: int, column: int) -> int:
    """Offset in bytes of a one-based line and column."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    return len(("".join(lines[: line - 1]) + lines[line - 1][: column - 1]).encode("utf-8", "surrogatepass"))


def cases(path):
    for test in json.loads(path.read_text(encoding="utf-8")).get("tests", []):
        if test.get("doubleEscaped"):
            test = joined_surrogates({key: unescaped(value) for key, value in test.items()})
        for state in test.get("initialStates", ["Data state"]):
            yield test, STATES[state]


@pytest.mark.parametrize("path", sorted(SUITE.glob("*.test")), ids=lambda path: path.stem)
def test_file(tokenizer, path):
    wrong, n = [], 0
    for test, state in cases(path):
        text = test["input"].encode("utf-8", "surrogatepass")
        answer = tokenizer.html(text, state, test.get("lastStartTag"), keeps=True)
        n += 1
        if as_wanted(answer) != test["output"]:
            wrong.append((test["description"], test["input"], as_wanted(answer), test["output"]))
        told = sorted(answer.problems)
        wanted = sorted((place(test["input"], each["line"], each["col"]), each["code"]) for each in test.get("errors", []))
        if told != wanted:
            wrong.append((test["description"], test["input"], told, wanted))
        joined = b"".join(text[token.begin : token.end] for token in answer.tokens)
        assert joined == text
    assert not wrong, f"{len(wrong)} of {n}: {wrong[:20]}"


@pytest.mark.parametrize("path", sorted(SUITE.glob("*.test")), ids=lambda path: path.stem)
def test_pieces(tokenizer, path):
    """However a case is cut, its tokens and problems are the same."""
    for test, state in cases(path):
        text = test["input"].encode("utf-8", "surrogatepass")
        whole = tokenizer.html(text, state, test.get("lastStartTag"), keeps=True)
        for piece in (1, 2, 3, 7) if len(text) > 1 else ():
            assert tokenizer.html(text, state, test.get("lastStartTag"), keeps=True, piece=piece) == whole, (text, piece)


def test_a_planted_fault_is_found(tokenizer):
    """The negative control: read in another state, cases are seen to fail."""
    data = [test for test, state in cases(SUITE / "test1.test") if state == "data"]
    failed = [test for test in data if as_wanted(tokenizer.html(test["input"].encode(), "rcdata", keeps=True)) != test["output"]]
    assert len(failed) > len(data) / 2
