"""For every input the ranges of all parts, in order, are the input, byte for byte: over many generated pages.

Ten thousand in the usual form, a hundred thousand in the long one; beside these, a few thousand that hypothesis looks for.
"""

import os
import random

import pytest
from hostile_shapes import WORDS, entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import postdex as pdx
from postdex import _encodings

CASES = 100_000 if os.environ.get("POSTDEX_LONG") else 10_000
BATCH = 1000
AGAIN = 3  # batches that other builds take, too
ENDS = (b"\n", b"\r\n", b"\r", b"\n\n", b"\n \n", b"\n\xc2\xa0\n", b"\x0b", b"\x0c", b"\xe2\x80\xa8")
PIECES = [word.encode() for word in WORDS] + [
    b" ", b" ", b" ", b", ", b". ", b": ", b"|", b"\xc2\xa0", b"\xe2\x80\x8c", b"\xe2\x80\x8f", b"\xef\xbb\xbf", b"\x00", b"\xff", b"\xe2\x80", b"\xf0\x9f",
    b"20/9/08", b"3 May 2019", b"2019-02-13", b"Tags:", b"Posted by ", b"Filed under", b"Continue reading", b"Leave a comment", b"#",
    b"- ", b"\xe2\x80\x98Harbour\xe2\x80\x99", b"Posts Tagged ", b"\xd8\xa8\xd9\x86\xd8\xaf\xd8\xb1 ", b"\xe6\xb8\xaf\xe5\x8f\xa3", b"&amp;", b"<b>", b"\"", b"(", b"2 Comments",
]  # fmt: skip


decoded: list[bytes] = []  # what was taken for a text in another encoding


def check(data: bytes) -> bool:
    """Whether it was read: what is no text is refused, and then nothing is promised."""
    try:
        archive = pdx.parse(data)
    except pdx.FormatError:
        return False
    decoded_now = len(decoded)
    for source in archive.sources:
        assert source.data == data, data
        if source.encoding != "utf-8":  # by chance it looks written in another encoding: its text is what comes back
            decoded.append(data)
            data = _encodings.decoding(data, source.encoding)[0]
    if archive.sources and archive.sources[0].form == "markdown":  # by chance it begins as a note does, which is read as one
        return False
    decoded_now = len(decoded) > decoded_now
    at = 0
    entries = []
    for page in archive.pages:
        raw = b""
        for part in page.parts:
            raw += part.raw
            assert part.role != "blank" or not any(letter.isalpha() for letter in part.text), data
        if raw != data and not decoded_now:  # by chance its lines were put together: they are all there, and their bytes come back
            assert raw.split() == data.split(), data
            assert b"".join(data[slice(*part.anchor.bytes)] for part in page.parts) == data, data
            raw = data
        assert raw == data, data
        at += len(raw)
        entries += [each.span for each in page.appearances]
    assert at == len(data) or not data.strip(), data
    assert all(begin < end <= len(data) for begin, end in entries), data
    assert all(before[1] <= after[0] for before, after in zip(entries, entries[1:])), data
    return True


def noise(chance: random.Random) -> bytes:
    return b"".join(chance.choice(PIECES) if chance.random() < 0.8 else chance.choice(ENDS) for _ in range(chance.randrange(60)))


def listing(chance: random.Random) -> bytes:
    """A page of entries with one shape, then hurt in a few places."""
    n = chance.randrange(1, 8)
    page = "".join(entry(chance, ", ".join(chance.sample(WORDS, 3))) for _ in range(n)).encode()
    page = page.replace(b"\n\n", chance.choice(ENDS[:6]) if chance.random() < 0.5 else b"\n\n")
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(page) + 1)
        page = page[:at] + chance.choice([b"", noise(chance)]) + page[at + chance.choice([0, 1, 5, 200]) :]
    return page


def raw_bytes(chance: random.Random) -> bytes:
    """Any bytes, with few control characters, as a text of an unknown encoding has them."""
    return bytes(chance.choice(b"\n\n \t,.aZ09") if byte < 32 and chance.random() < 0.97 else byte for byte in chance.randbytes(chance.randrange(120)))


MAKERS = {"noise": (noise, 0.5), "listing": (listing, 0.2), "raw bytes": (raw_bytes, 0.3)}


@pytest.mark.parametrize("batch", [pytest.param(batch, marks=[pytest.mark.large] * (batch >= AGAIN)) for batch in range(CASES // BATCH)])
def test_generated_pages_come_back(batch):
    chance = random.Random(batch)
    makers, weights = [make for make, _ in MAKERS.values()], [weight for _, weight in MAKERS.values()]
    decoded.clear()
    read = sum(check(chance.choices(makers, weights)[0](chance)) for _ in range(BATCH))
    assert read > 0.9 * BATCH
    assert len(decoded) < 0.005 * BATCH  # by chance one or two of a batch


def test_lines_below_what_a_page_ends_with_are_kept():
    """They were of the last entry and said to be blank: the page seemed to end before them."""
    assert check(b'\xfffield3 May 2019\n\nwallorchard\nTags:\r\xff" \x0cevening\n\xc2\xa0\ndoctor\xe2\x80\xa8\r\n')


LINES = st.lists(
    st.one_of(
        st.sampled_from([piece.decode("utf-8", "surrogateescape") for piece in PIECES]),
        st.text(max_size=30),
        st.sampled_from(["", "Continue Reading", "The ferry left at noon, and nobody was late.", "Note of the harbour master"]),
    ),
    max_size=40,
)


@pytest.mark.large
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.booleans())
def test_pages_that_hypothesis_finds(lines, end, closed):
    check((end.join(lines) + (end if closed else "")).encode("utf-8", "surrogateescape"))


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.binary(max_size=200))
def test_bytes_that_hypothesis_finds(data):
    check(data)
