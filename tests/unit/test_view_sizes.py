"""How many words a narrower archive has, and on which pages its posts stand: against its posts one by one."""

import pytest

import postdex as pdx

ROWS = [
    {"title": f"Note {i} of the harbour", "tags": ["Ferry", f"tag {i % 7}", "ferry"], "categories": ["Sea"][: i % 2], "text": "\n\n".join(["Rain fell on the quay."] * (i % 5))}
    for i in range(60)
]


def some(archive):
    return [archive, archive[:0], archive[3:4], archive[1:], archive[:20], archive[::3], archive[40:], archive.where(tag="tag 3"), archive.where("rain")]


@pytest.fixture(scope="module", params=["made", "saved", "listing", "in parts"])
def archive(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("sizes") / "saved"
    if request.param == "listing":
        return pdx.open(pdx.sample())
    if request.param == "in parts":
        for rows in (ROWS[:25], ROWS[25:]):
            with pdx.writer(path) as writer:
                writer.add_records(rows)
        with pdx.writer(path) as writer:
            writer.delete([2, 30])
        return pdx.open(path)
    made = pdx.from_records(ROWS, language="en")
    if request.param == "saved":
        made.save(path)
        return pdx.open(path)
    return made


def test_words_are_those_of_the_posts(archive):
    for view in some(archive):
        assert view.n_words == sum(post.words for post in view) == view.n_words


def test_words_of_parts_are_those_that_are_counted(archive):
    for view in some(archive):
        for roles in (("paragraph",), ("title", "tags"), ("quote",)):
            within = view.within(*roles)
            assert within.n_words == within.words().total() == within.n_words


def test_pages_are_those_of_the_posts(archive):
    for view in some(archive):
        wanted = sorted({page.number for post in view for page in post.pages})
        if not view._is_whole:
            assert [page.number for page in view.pages] == wanted
            assert [page.number for page in view.pages[1:3]] == wanted[1:3]


def test_tags_are_those_of_the_posts(archive):
    for view in some(archive):
        folded = [[str(tag).casefold() for tag in post.tags] for post in view]
        told = {key.casefold(): count for key, count in view.tags.items()}
        assert told == {tag: sum(tags.count(tag) for tags in folded) for tags in folded for tag in tags}


def test_what_is_large_is_summed_up_without_going_through_it():
    large = pdx.from_records([{"title": f"Note {i}", "text": "Rain."} for i in range(10_500)], language="en")
    for view in (large, large[1:], large.within("paragraph"), large[5:10_400].within("title")):
        shown = repr(view)
        assert "tags: see archive.tags" in shown and "dates: see archive[i].published" in shown
    assert "first five posts" in repr(large[1:]) and "first five posts" not in repr(large)
    assert "words" in repr(large).splitlines()[0] and "words" not in repr(large.within("paragraph")).splitlines()[0]
