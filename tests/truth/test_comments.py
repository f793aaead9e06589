"""Comments below posts on pages of HTML: apart from the body, who and when apart from what; themes that were tuned on, and some kept aside."""

import comments_truth as truth
import pytest

import postdex as pdx

KEPT_ASIDE = {  # (comments' lines that are found as they are, of 5; lines that are found beside these): `square` says of no element that it holds the text
    "genesis": (5, 0), "static": (5, 0), "square": (5, 6), "definitions": (5, 0),
}  # fmt: skip
LINES = [line for *_, lines, _ in truth.COMMENTS for line in lines]


def said(post):
    """Each comment as (its lines that say who and when, its own), in the order of the page."""
    found = []
    for part in post.comments:
        if part.role == "comment_by" and (not found or found[-1][1]):
            found.append(([], []))
        found[-1][part.role == "comments"].append(str(part.text))
    return found


@pytest.mark.parametrize("name", [name for name in truth.THEMES if name != "movable"])
def test_comments_stand_apart(name):
    archive = pdx.parse(truth.THEMES[name](), name=name)
    assert len(archive) == 1
    post = archive[0]
    assert post.title == "The mill is sold"
    assert post.text == "\n\n".join(truth.POST)
    found = said(post)
    assert [lines for _, lines in found] == [lines for *_, lines, _ in truth.COMMENTS]
    for (signed, _), (who, when, *_) in zip(found, truth.COMMENTS, strict=True):
        assert who in " ".join(signed) and when in " ".join(signed)
    assert post.author not in {who for who, *_ in truth.COMMENTS}
    assert post.published is None or str(post.published.iso) == "2019-05-01"
    assert all(part.anchor.verify() for part in post.comments)


def test_who_and_when_may_stand_below():
    post = pdx.parse(truth.movable(), name="page")[0]
    assert [str(part.text) for part in post.comments if part.role == "comments"] == LINES
    assert [who in part.text for part, (who, *_) in zip([part for part in post.comments if part.role == "comment_by"], truth.COMMENTS, strict=True)] == [True] * 3
    assert post.published is None and post.author is None


@pytest.mark.parametrize("name", truth.ASIDE)
def test_themes_that_were_kept_aside(name):
    post = pdx.parse(truth.ASIDE[name](), name=name)[0]
    assert post.text == "\n\n".join(truth.POST) and post.author is None
    lines = [str(part.text) for part in post.comments if part.role == "comments"]
    assert (sum(line in LINES for line in lines), sum(line not in LINES for line in lines)) == KEPT_ASIDE[name]


def test_comments_are_found_and_never_ranked(tmp_path):
    archive = pdx.parse(truth.twenty(), name="page")
    archive.save(tmp_path / "a.pdx")
    for each in (archive, pdx.open(tmp_path / "a.pdx")):
        assert len(each.search("sluice")) == 0
        line = each.find("sluice")[0]
        assert line.part.role == "comments" and line.post == each[0] and line.anchor.verify()
        assert [line.part.role for line in each.find("carla")] == ["comment_by"]
        assert b"".join(part.raw for part in each.pages[0].parts) == each.pages[0].data


def test_what_only_speaks_of_comments_is_none():
    """Counts of comments in a listing, and the latest of a site beside a post."""
    texts = [truth.POST, ["Nobody came to the harbour in the winter of that year, and the boats lay idle.", "They sailed in March."], ["The library opens at nine from now on.", "Its roof was mended by two carpenters, who took a month over it."]]
    entries = "".join(
        f'<article class="post"><h2 class="entry-title"><a href="/{i}">The {i}th mill</a></h2><div class="entry-content">{truth.paragraphs(texts[i])}</div>'
        f'<div class="comment"><a href="/{i}#comments">{i} comments</a></div><div class="comment">No comment yet</div></article>'
        for i in range(3)
    )
    widget = '<div class="widget"><h3>Recent comments</h3><ul><li class="recentcomments"><span class="comment-author-link">Ann Rook</span> on <a href="/1#comment-3">The mill</a></li></ul></div>'
    archive = pdx.parse(truth.page(entries, "", widget), name="listing")
    assert len(archive) == 3
    assert [post.text for post in archive] == ["\n\n".join(lines) for lines in texts]
    assert all("comment_by" not in {part.role for part in post.parts} for post in archive)
