"""Which of a few words stand in a text: held against Python's own search."""

import random

import pytest

from postdex import _core


def by_python(text, words):
    return sum(1 << i for i, word in enumerate(words) if word in text)


def test_words_are_found_anywhere():
    chance = random.Random(7)
    for _ in range(3000):
        text = bytes(chance.choice(b"ab<- ") for _ in range(chance.choice((0, 1, 5, 40, 200))))
        words = tuple(bytes(chance.choice(b"ab<- ") for _ in range(chance.choice((1, 2, 3, 6, 17)))) for _ in range(chance.randrange(9)))
        assert _core._words_in(text, words) == by_python(text, words)


def test_words_at_both_ends():
    text = b"begin" + b"." * 100 + b"end"
    assert _core._words_in(text, (b"begin", b"end", b"ends", b"n", b"..e", text, text + b".")) == 0b0111011
    assert _core._words_in(b"", (b"a",)) == 0


@pytest.mark.parametrize("words", [(b"",), (b"a",) * 33])
def test_bad_words_are_refused(words):
    with pytest.raises(ValueError, match="word"):
        _core._words_in(b"text", words)
