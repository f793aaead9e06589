"""Diaries, logs, chronicles: entries that begin with nothing but their day."""

import postdex as pdx

DIARY = """Diary of a harbour master

12 June 1893

Fog all morning. The herring boats stayed in, and we mended nets until noon.

13 June 1893

Clear at last. Twelve crans landed, the best day since April.

15 June 1893

Rain again, and a letter from James, of 12 May.
"""


def test_each_day_is_a_post():
    archive = pdx.parse(DIARY, "diary.txt", language="en")
    assert [(post.title, post.published.value.isoformat()) for post in archive] == [(None, "1893-06-12"), (None, "1893-06-13"), (None, "1893-06-15")]
    assert [post.text.split()[0] for post in archive] == ["Fog", "Clear", "Rain"]
    assert archive.find("letter")[0].post.number == 2
    assert len(archive.where("date:1893-06-13")) == 1
    assert "nothing but their day" in str(archive.pages[0].explain())
    assert archive.pages[0].confidence < 0.95
