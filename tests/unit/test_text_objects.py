"""Texts that know their place, and dates: as values, and as what other classes are made of."""

import copy
import gc
import pickle
import sys

import pytest

import postdex as pdx
from postdex import _core


@pytest.fixture
def post():
    return pdx.from_records([{"title": "Low tide", "text": "The ferry waited.", "tags": ["ferries", "Tûr"], "published": "2019-05-02T08:30:00"}])[0]


def test_a_text_is_a_string(post):
    title = post.title
    assert type(title) is pdx.Text
    assert title == "Low tide"
    assert hash(title) == hash("Low tide")
    assert {"Low tide": 1}[title] == 1
    assert type(str(title)) is str
    assert [type(tag) for tag in post.tags] == [pdx.Text] * 2
    assert post.tags[1] == "Tûr"


def test_texts_without_a_place_say_so():
    text = pdx.Text("Low tide")
    assert text == "Low tide"
    with pytest.raises(AttributeError, match="no place"):
        _ = text.anchor


@pytest.mark.parametrize("again", [copy.copy, lambda text: pickle.loads(pickle.dumps(text))])
def test_texts_keep_their_place(post, again):
    text = again(post.title)
    assert type(text) is pdx.Text
    assert text.anchor == post.title.anchor
    assert text.anchor.quote == "Low tide"


def test_texts_outlive_what_they_are_of(post):
    title, date = post.title, post.published
    del post
    gc.collect()
    assert title.anchor.quote == "Low tide"
    assert date.iso == "2019-05-02T08:30:00"
    assert date.printed.anchor.quote == date.printed


def test_texts_and_dates_are_given_back(post):
    store = post._store
    before = sys.getrefcount(store)
    held = [(post.title, post.tags, post.published) for _ in range(100)]
    assert [date.iso for _, _, date in held] == ["2019-05-02T08:30:00"] * 100
    del held
    assert sys.getrefcount(store) == before


def stores():
    gc.collect()
    return sum(type(each) is _core.Store for each in gc.get_objects())


@pytest.mark.parametrize("field", ["title", "published"])
def test_texts_and_dates_in_what_they_are_of_are_given_back(field):
    """What an archive keeps with itself may have texts and dates of it: a circle."""
    before = stores()
    archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited.", "published": "2019-05-02"}])
    archive._store.cache["kept"] = getattr(archive[0], field)
    assert stores() == before + 1
    del archive
    assert stores() == before


def test_dates_are_values(post):
    date = post.published
    assert type(date) is pdx.PublishedDate
    assert date == post.published
    assert hash(date) == hash(post.published)
    assert date.iso is date.iso  # it is worked out once
    assert pickle.loads(pickle.dumps(date)) == date
    assert pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}])[0].published is None


def test_a_date_that_says_nothing_yet():
    with pytest.raises(AttributeError, match="before it is initialised"):
        _ = pdx.PublishedDate.__new__(pdx.PublishedDate).iso
