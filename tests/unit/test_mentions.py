"""Dates that posts speak of."""

import datetime
import pickle


def test_mentions(archive):
    mentions = archive.date_mentions
    found = {str(mention.text): mention for mention in mentions}
    mention = found["3 May 1921"]
    assert mention.value == "1921-05-03"
    assert mention.kind == "day"
    assert mention.date == datetime.date(1921, 5, 3)
    assert mention.post == archive[0]
    assert mention.part.role == "paragraph"
    assert mention.anchor.quote == "3 May 1921"
    assert len(mentions) == len(list(mentions)) == len(mentions.to_dicts())
    assert list(mentions[0:1]) == [mentions[0]]
    assert mentions[-1] == mentions[len(mentions) - 1]


def test_view_and_value(archive):
    assert len(archive[2:3].date_mentions) == 0
    mentions = archive.date_mentions
    assert mentions == archive.date_mentions
    assert pickle.loads(pickle.dumps(mentions)) == mentions
    assert "1921-05-03" in repr(mentions)
