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
    with pytest.raises(pdx.UsageError, match="'nonsense' is not a role; roles: "):
        parts.where("nonsense")
    text = ("heading", "paragraph", "quote", "list", "code", "table")
    assert list(parts.where("text", "title")) == [part for part in parts if part.role in (*text, "title")]


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


LEAF = """The Tidewick Leaf

no {0} of the leaf
{1}
In the section: quay and lock

The rowing club painted the bench this morning, and the tea was excellent, as they say.

no {2} of the leaf
{3}
In the section: ferries

The harbour master wrote to us about the lock last week, and we read his letter twice.
"""
ISSUES = [
    (41, "A bench by the canal", 40, "Low water at the lock"),
    (39, "The ferry runs again", 38, "New shelves"),
    (37, "Map of the meadow", 36, "A hat was found"),
]


def leaves(folder, **options):
    for i, issue in enumerate(ISSUES):
        (folder / f"leaf{i}.txt").write_text(LEAF.format(*issue), encoding="utf-8")
    return pdx.open(folder, **options)


def roles_of(page):
    return {part.line: part.role for part in page.parts if part.role != "blank"}


def test_pages_with_sentences_are_no_lists_of_titles(tmp_path):
    for page, issue in zip(leaves(tmp_path).pages, ISSUES, strict=True):
        assert [(each.anchor.line, each.title) for each in page.appearances] == [(3, issue[1]), (9, issue[3])]


def test_corrections_reach_other_pages_of_the_folder(tmp_path):
    archive = leaves(tmp_path)
    mended = archive.pages[0].correct({3: ("start", "other"), 4: "title", 5: "categories"})
    for page, issue in zip(mended.archive.pages, ISSUES, strict=True):
        assert [(each.anchor.line, each.title) for each in page.appearances] == [(3, issue[1]), (9, issue[3])]
        assert roles_of(page)[11] == "categories"
    assert sorted(mended.archive.categories) == ["ferries", "quay and lock"]
    by_hand = {part.line: part for part in mended.archive.pages[0].parts if part.role != "blank"}
    follows = {part.line: part for part in mended.archive.pages[2].parts if part.role != "blank"}
    assert by_hand[5].confidence == 1
    assert by_hand[5].evidence == ["a person said so"]
    assert follows[5].evidence == ["a person said so of a line of the same shape"]
    assert 0.8 < follows[5].confidence < 1
    assert "a person said so of a line of the same shape" in mended.archive.pages[2].appearances[0].evidence
    assert mended.archive.corrections == {archive.pages[0].source.name: {3: "start other: no 41 of the leaf", 4: "title: A bench by the canal", 5: "categories: In the section: quay and lock"}}
    assert pdx.open(tmp_path, corrections=mended.archive.corrections).corrections == mended.archive.corrections


NOUNS = [
    "bench",
    "ferry",
    "lock",
    "library",
    "meadow",
    "harbour",
    "canal",
    "quay",
    "mill",
    "orchard",
    "bridge",
    "tower",
    "kiln",
    "barge",
]
EVENTS = ["is painted again", "opens on Sunday", "under the snow", "has a new roof", "seen from above"]
REMARKS = [
    "Nobody on the quay was surprised that it went so well, not even those who had given it up long ago, and the tea was good.",
    "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more that day.",
    "It hangs in the town hall, where the stairs are, and it is not for sale at any price, whatever the newspaper may write.",
]


def boats(first, count):
    """A page with some entries that no furniture in the lexicon parts."""
    entries = [
        f"The {NOUNS[k % 14]} {EVENTS[k // 14 % 5]}\n\n{REMARKS[k % 3]}\n\nleaf {100 + k} \u00b7 kept by the warden of boats"
        for k in range(first, first + count)
    ]
    return "\n\n".join(["The Tidewick Leaf", *entries, "Printed by hand in Tidewick since the year of the flood\n"])


def test_pages_of_a_site_are_cut_together(tmp_path):
    few = boats(50, 2)
    alone = pdx.parse(few).pages[0]
    assert len(alone.appearances) == 1
    for name, text in {"few.txt": few, **{f"page{i}.txt": boats(4 * i, 4) for i in range(6)}}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    archive, turned = pdx.open(files), pdx.open(files[::-1])
    page = archive.pages[0]
    assert [each.title for each in page.appearances] == ["The mill has a new roof", "The orchard has a new roof"]
    assert "other pages of this site have entries that look like these" in page.evidence
    assert 0.5 < page.confidence < 1
    for one, other in zip(archive.pages, list(turned.pages)[::-1], strict=True):
        assert [(each.title, each.anchor.bytes, each.confidence) for each in one.appearances] == [
            (each.title, each.anchor.bytes, each.confidence) for each in other.appearances
        ]
    elsewhere = pdx.open(files, url=lambda name: "http://other.example/" if name.endswith("few.txt") else None)
    assert len(elsewhere.pages[0].appearances) == 1


def test_a_site_is_a_folder_or_a_host(tmp_path):
    def mended_pages(url):
        archive = leaves(tmp_path, url=url)
        after = archive.pages[0].correct({5: "categories"}).archive
        return [roles_of(page)[5] == "categories" for page in after.pages]

    def url(name):
        return {"leaf0.txt": "https://www.leaf.example/tag/a", "leaf1.txt": "http://LEAF.example/b"}.get(
            name.rpartition("/")[2]
        )

    assert mended_pages(None) == [True, True, True]
    assert mended_pages(url) == [True, True, False]
    (tmp_path / "other").mkdir()
    (tmp_path / "leaf2.txt").rename(tmp_path / "other" / "leaf2.txt")
    archive = pdx.open(tmp_path)
    after = archive.pages[0].correct({5: "categories"}).archive
    assert [roles_of(page)[5] == "categories" for page in after.pages] == [True, True, False]


def test_a_line_that_is_no_title_is_none(listing):
    page = listing.pages[0]
    line = page.appearances[1].title.anchor.line
    mended = page.correct({line: "heading"})
    assert line not in [each.title.anchor.line for each in mended.appearances if each.title]
    assert roles_of(mended)[line] == "heading"


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


LETTER = """\
The Mill Notes

Posts tagged ‘letters’

A letter from the allotment board

19/11/07, 12:17

They do not lose heart, do they.

———- Forwarded message ———-
From: Board <board@allotments.example>
Date: Nov 18, 2007 11:06 AM
Subject: An invitation to dig together, and not to give in

To all who dig, plant and water, good day,

As many of you have surely heard, we stand in the first days of a season in which the plots below the mill shall be sold.

For this to succeed we need tools, time and hands, and so we invite you all to a small course in hedges on Thursday.

Tags: letters, plots
Comments Off on A letter from the allotment board
"""


def test_the_date_of_a_letter_that_a_post_quotes_is_not_the_posts():
    (post,) = pdx.parse(LETTER.encode())
    assert str(post.published) == "2007-11-19T12:17"
    assert post.tags == ["letters", "plots"]


def test_paragraphs_that_were_broken_into_lines():
    """As in mails and licences: one post with its title, and no title within a paragraph."""
    import textwrap

    who = ["the clerk", "a painter", "the harbour master", "an old pilot", "the miller", "a baker", "the ferryman", "the schoolmistress", "a carter"]
    did = ["read what had come since the spring tide", "mended the third lamp on the pier", "wrote to the owners of the quarry", "slept through most of the answers"]
    told = [f"On the {n}th day {a} {b}, and {c} was not asked. " for n, (a, b, c) in enumerate(zip(who, did * 3, who[1:] + who[:1]), 4)]
    text = "Report of the Winter\n\n" + "\n\n".join(textwrap.fill("".join(told[i : i + 3]), 68) for i in (0, 3, 6)) + "\n"
    archive = pdx.parse(text)
    assert len(archive) == 1 and archive[0].title == "Report of the Winter"
    assert [part.text for part in archive[0].parts if part.role in ("title", "heading")] == ["Report of the Winter"]


@pytest.mark.parametrize("line", [-1, 0, 2**32 + 1, 1.5, "x", "2.5", None])
def test_a_line_is_a_whole_number(line):
    page = pdx.parse(LISTING).pages[0]
    with pytest.raises(pdx.UsageError, match="whole numbers from 1 on"):
        page.correct({line: "other"})


@pytest.mark.parametrize("fix", [None, 5, [], "", ("start", "title", "other"), "bogus", {"title"}])
def test_a_fix_is_a_role_or_a_start(fix):
    with pytest.raises(pdx.UsageError, match=r"line 1: .* is neither 'start' nor one of the roles"):
        pdx.parse(LISTING).pages[0].correct({1: fix})


def test_what_is_empty_has_no_role_and_what_has_text_is_not_hidden():
    """An empty line was passed over; a line that was said to be blank was found by nothing any more."""
    page = pdx.parse("Low tide\n\nThe ferry waited.\n \nIt rained.\n").pages[0]
    for line in (2, 4):
        for fix in ("title", "start"):
            with pytest.raises(pdx.UsageError, match=f"line {line} of text: there is nothing in it"):
                page.correct({line: fix})
        assert [part.raw for part in page.correct({line: "blank"}).parts] == [part.raw for part in page.parts]
    for line in (1, 3, 5):
        with pytest.raises(pdx.UsageError, match=f"line {line} of text: there is text in it"):
            page.correct({line: "blank"})
        for role in ("other", "paragraph", "title", "nav"):
            mended = page.correct({line: role})
            assert [part.role for part in mended.parts if part.line == line and part.text.strip()] == [role]
            assert len(mended.archive.find(page.text.split("\n")[line - 1].split()[-1])) == 1
