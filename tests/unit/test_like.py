"""Posts that are like a post."""

import pickle

import pytest

import postdex as pdx

ROWS = [
    {"title": "Ferry late", "text": "The ferry was late at the quay, and the ferry bell was silent."},
    {"title": "Ferry early", "text": "The ferry was early. The bell of the ferry rang at the quay."},
    {"title": "Bell", "text": "The bell of the church was silent."},
    {"title": "Oven", "text": "Bread was baked in the oven of the mill."},
    {"title": "Mill", "text": "The mill has an oven."},
]


@pytest.fixture(scope="module")
def archive():
    return pdx.from_records(ROWS)


def test_the_most_like_comes_first(archive):
    hits = archive.like(archive[0])
    assert [hit.post.title for hit in hits] == ["Ferry early", "Bell"]
    assert hits[0].score > hits[1].score
    assert [hit.post.number for hit in archive[0].more_like_this()] == [hit.post.number for hit in hits]
    assert [hit.post.title for hit in archive[3].more_like_this()] == ["Mill"]
    assert '"ferry"^' in str(hits.query)


def test_a_view_and_another_archive(archive):
    assert [hit.post.title for hit in archive[2:].like(archive[0])] == ["Bell"]
    assert len(archive.like(archive[0], words=1)) == 1
    other = pdx.from_records([{"title": "Boat", "text": "A ferry at a quay."}])
    assert archive.like(other[0])[0].post.title.startswith("Ferry")


def test_values(archive):
    hits = archive.like(archive[0])
    assert "where(lambda post: post.number != 0).search(" in hits.recipe.code
    again = pickle.loads(pickle.dumps(hits))
    assert again == hits
    alone = pdx.from_records([{"title": "Alone", "text": "Nothing else is here."}])
    assert repr(alone.like(alone[0])) == "0 hits\nnote: nothing is left to look for"
    with pytest.raises(TypeError):
        archive.like(0)
    for words in (0, 201):
        with pytest.raises(pdx.UsageError, match="1 to 200"):
            archive.like(archive[0], words)
    for words in ("5", None):
        with pytest.raises(TypeError, match="a whole number is needed"):
            archive.like(archive[0], words)
