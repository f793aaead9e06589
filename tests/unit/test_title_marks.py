"""Titles that are items of a list, and the line below a site's name that says what it is about."""

import pytest

import postdex as pdx

ENTRIES = [("The ferry has a bell", "March 1, 2019", "The bell rang on Sunday, and the harbour was full of people from the hills."),
           ("A bridge of iron", "February 13, 2019", "The bridge over the river opened on Thursday, and many people walked across it."),
           ("Snow on the pier", "January 9, 2019", "It snowed for three days, and nobody could see the boats from the road.")]  # fmt: skip


def listing(mark):
    return "Posts tagged Harbour\n\n" + "\n".join(f"{mark(i)}{title}\n\nPosted on {day} by Ann Bell\n\n{text}\n\nContinue reading\n" for i, (title, day, text) in enumerate(ENTRIES))


@pytest.mark.parametrize("mark", [lambda i: "* ", lambda i: "• ", lambda i: "o ", lambda i: f"{i + 1}. "], ids=["star", "bullet", "circle", "numbers"])
def test_a_title_begins_behind_the_mark_of_its_item(mark):
    archive = pdx.parse(listing(mark), name="harbour.txt")
    assert [str(post.title) for post in archive.posts] == [title for title, _, _ in ENTRIES]
    page = archive.pages[0]
    assert "".join(part.text for part in page.parts) == page.text


@pytest.mark.parametrize("mark", [lambda i: f"{1984 - i}. ", lambda i: "* " if i == 0 else "", lambda i: ("* ", "+ ", "- ")[i]], ids=["years", "one", "different"])
def test_other_beginnings_are_of_the_title(mark):
    titles = [str(post.title) for post in pdx.parse(listing(mark), name="harbour.txt").posts]
    assert titles == [mark(i) + title for i, (title, _, _) in enumerate(ENTRIES)]


def test_what_a_site_is_about_is_not_the_text():
    page = "Harbour Notes\nA blog about a small harbour.\nSkip to content\nHome\nAbout\nCategory Archives: News\nNewer posts →\nA review of the new bell\nPosted on October 18, 2004 by Ann Bell\n\nI heard it on Sunday for the first time, and it is louder than the old one was in its best days. … Continue reading →\n\nPosted in News\nNewer posts →\n"
    (post,) = pdx.parse(page, name="notes.txt").posts
    assert (str(post.title), str(post.published)) == ("A review of the new bell", "2004-10-18")
