"""Dates that posts speak of."""

import datetime
import gc
import pickle
import threading

import postdex


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


def test_dates_are_found_once_and_outlive_their_view():
    archive = postdex.open(postdex.sample())
    wanted = [(mention.text, mention.anchor) for mention in postdex.open(postdex.sample()).date_mentions]
    found = []
    threads = [threading.Thread(target=lambda of: found.append(of.date_mentions), args=(archive,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    titles = len(archive.within("title").date_mentions)
    assert titles == sum(mention.part.role == "title" for mention in archive.date_mentions)
    del archive, threads, thread
    gc.collect()
    assert len(found) == 8 and all([(mention.text, mention.anchor) for mention in mentions] == wanted for mentions in found)


def test_two_digits_of_a_year_lie_not_behind_the_text():
    told = "Old mills\n\nIn October '16 the weir was broken by ice. In October '18 the weir will be rebuilt of stone."

    def values(**more):
        return [mention.value for mention in postdex.parse(told, "mills.txt", **more).date_mentions]

    assert values() == values(captured="2018-11-01") == ["2016-10", "2018-10"]
    assert values(captured="2015-05-01") == ["1916-10", "2018-10"]  # what is to come may be behind the day of capture
    dated = postdex.from_records([{"title": "Old mills", "text": told, "date": "2012-03-04"}])
    assert [mention.value for mention in dated.date_mentions][-2:] == ["1916-10", "2018-10"]


def test_dates_of_a_folder_are_those_of_its_texts(tmp_path):
    with postdex.writer(tmp_path / "mills", language="en") as writer:
        for day in (1, 2):
            writer.add_records([{"title": f"Mill {day}", "text": f"In May '2{day} the mill was shut, and on {day} May 1921 it burned.", "date": "2019-03-04"}])
    found = postdex.open(tmp_path / "mills").date_mentions
    assert [mention.value for mention in found if mention.part.role != "date"] == ["1921-05", "1921-05-01", "1922-05", "1921-05-02"]
