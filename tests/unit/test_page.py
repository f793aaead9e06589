"""Page and Part: lossless, corrected, explained."""

import pytest

import postdex as pdx
from unit_texts import LISTING


def test_parts_cover_the_bytes(listing):
    page = listing.pages[0]
    assert b"".join(part.raw for part in page.parts) == LISTING.encode() == page.data
    assert b"".join(map(bytes, page.parts)) == page.data
    assert page.text == LISTING
    at = 0
    for part in page.parts:
        assert part.anchor.bytes[0] == at
        at = part.anchor.bytes[1]
    assert at == len(page.data)


def test_page_fields(listing):
    page = listing.pages[0]
    assert page.number == 0
    assert page.source.name == "listing.txt"
    assert page.n_lines == LISTING.count("\n") or page.n_lines == LISTING.count("\n") + 1
    assert page.archive == listing
    assert isinstance(page.kind, str)
    assert page.order in ("newest_first", "oldest_first", "unknown")
    assert [each.post for each in page.appearances] == page.posts
    assert page.anchor.bytes == (0, len(page.data))


def test_remainder_and_entries_share_nothing(listing):
    page = listing.pages[0]
    outside = {part.number for part in page.remainder}
    inside = {part.number for each in page.appearances for part in each.parts}
    assert not outside & inside
    assert all(part.post is None for part in page.remainder)


def test_parts_are_a_sequence(listing):
    parts = listing.pages[0].parts
    assert parts[0] == list(parts)[0]
    assert parts[-1] == list(parts)[-1]
    assert list(parts[2:7:2]) == list(parts)[2:7:2]
    assert list(parts[::-1]) == list(parts)[::-1]
    assert type(parts[1:3]) is pdx.Parts
    assert parts[1:3] == parts[1:4][:2]
    assert all(part.role == "blank" for part in parts.where("blank"))
    with pytest.raises(IndexError):
        parts[len(parts)]
    with pytest.raises(ValueError, match="role"):
        parts.where("nonsense")


def test_part_fields(listing):
    part = next(part for part in listing.pages[0].parts if "bridge over" in part.text)
    assert str(part) == part.text == part.anchor.quote
    assert part.line == 7
    assert part.page == listing.pages[0]
    assert 0 <= part.confidence <= 1
    assert part.explain()["role"] == part.role
    assert part.target is None
    assert [token.text for token in part.tokens][:2] == ["The", "bridge"]


def test_correct_gives_a_new_page(listing):
    page = listing.pages[0]
    before = [part.role for part in page.parts]
    mended = page.correct({5: "heading", 13: ("start", "title")})
    assert [part.role for part in mended.parts if part.line == 5 and part.role != "blank"] == ["heading"]
    assert any(each.anchor.line == 13 for each in mended.appearances)
    assert [part.role for part in page.parts] == before
    again = mended.correct({7: "quote"})
    roles = {part.line: part.role for part in again.parts if part.role != "blank"}
    assert roles[5] == "heading"
    assert roles[7] == "quote"
    assert mended.data == page.data
    assert mended.archive != page.archive


def test_correct_says_why(listing):
    mended = listing.pages[0].correct({5: "heading"})
    part = next(part for part in mended.parts if part.line == 5 and part.role != "blank")
    assert any("person" in sentence for sentence in part.evidence)


def test_correct_of_a_record_is_refused(archive):
    with pytest.raises(pdx.UsageError, match="text"):
        archive.pages[0].correct({1: "title"})


def test_correct_of_a_line_that_is_not_there(listing):
    with pytest.raises(pdx.UsageError):
        listing.pages[0].correct({999: "title"})


def test_explain(listing):
    why = listing.pages[0].explain()
    assert why["kind"] == listing.pages[0].kind
    assert len(why["entries"]) == len(listing.pages[0].appearances)
    assert "Why: Page" in repr(why)


def test_order_and_hash(archive):
    pages = archive.pages
    assert pages[0] < pages[1]
    assert pages[0] != pages[1]
    assert len({pages[0], archive.pages[0]}) == 1
    assert pages[1:3][0] == pages[1]
    assert list(pages)[2] == pages[2]
    assert pages[0] in pages
