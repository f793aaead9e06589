"""Tokens of a text, by docs/words.md: the Python tokenizer of tests/test_words_reference.py, cut at spaces and remembered.

A space ends every word, compound and run of bigrams, so a text may be cut there; the same words come back again and
again in the oracle's archives, and the tokenizer is slow.
"""

import functools
import re
from fractions import Fraction
from typing import NamedTuple

import Stemmer
import test_words_reference as reference

SEPARATOR = "\x1f"  # between the joined pieces of a compound and their number


class Token(NamedTuple):
    position: int
    length: int  # pieces
    begin: int  # bytes of the text
    end: int
    term: str  # without what says the number of pieces


@functools.cache
def _of_run(run: str, language: str) -> tuple[Token, ...]:
    return tuple(
        Token(position, length, len(run[:begin].encode()), len(run[:end].encode()), term.split(SEPARATOR)[0])
        for position, length, begin, end, term in reference.tokens(run, language)
    )


@functools.cache
def tokens(text: str, language: str) -> tuple[Token, ...]:
    found, position, at = [], 0, 0
    for run in text.split(" "):
        of_run = _of_run(run, language)
        found += [t._replace(position=t.position + position, begin=t.begin + at, end=t.end + at) for t in of_run]
        position += max((t.position + 1 for t in of_run), default=0)
        at += len(run.encode()) + 1
    return tuple(found)


class Character(NamedTuple):
    """One of a script without spaces: where it stands, in positions, and its bytes."""

    position: Fraction
    until: Fraction
    begin: int
    end: int
    term: str


def runs(text: str, language: str) -> list[tuple[int, str, int]]:
    """The runs of CJK characters: the position of the first bigram, the characters, the byte at which they begin."""
    data, found, behind = text.encode(), [], -1
    for token in tokens(text, language):
        surface = data[token.begin : token.end].decode()
        if token.length > 1 or not reference.is_cjk(surface[0]):
            continue
        if token.begin < behind:  # it shares a character with the one before
            position, run, begin = found.pop()
            found.append((position, data[begin : token.end].decode(), begin))
        else:
            found.append((token.position, surface, token.begin))
        behind = token.end
    return found


@functools.cache
def characters(text: str, language: str) -> tuple[Character, ...]:
    """Each but the last two of a run has the position of the bigram that it begins, but for a quarter; these share one."""
    found = []
    for position, run, at in runs(text, language):
        starts = [i for i, char in enumerate(run) if reference.is_cjk(char)]
        last = len(starts) - 1
        for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(run)], strict=True)):
            begin, until = Fraction(position + i), position + i + Fraction(3, 4)
            if last == 0:
                until = begin + 1
            elif i == last - 1:
                until = begin + Fraction(1, 2)
            elif i == last:
                begin, until = begin - Fraction(1, 2), begin
            found.append(Character(begin, until, at + len(run[:start].encode()), at + len(run[:end].encode()), fold(run[start:end], language)))
    return tuple(found)


def is_lone(text: str, token: Token) -> bool:
    """Whether the token is a CJK character by itself, no bigram."""
    first, *others = text.encode()[token.begin : token.end].decode()
    return reference.is_cjk(first) and not any(map(reference.is_cjk, others))


def fold(text: str, language: str) -> str:
    return reference.fold(text, language)


@functools.cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None


@functools.cache
def stem(term: str, language: str) -> str:
    stemmer = _stemmer(language)
    if stemmer and language == "ar":  # a folded term as Arabic spells it, and its stem folded again
        spelled = term.replace("ک", "ك").replace("ی", "ي")
        spelled = re.sub("ه$", "ة", spelled)
        return stemmer.stemWord(spelled).replace("ك", "ک").replace("ي", "ی").replace("ة", "ه")
    return stemmer.stemWord(term) if stemmer else term
