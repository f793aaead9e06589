"""Dates that posts speak of."""

import datetime
import gc
import pickle
import threading

import pytest

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


def mentions_of(text, language="en", date="2019-02-13"):
    archive = postdex.from_records([{"title": "Old mills", "text": text, "date": date}], language=language)
    return [(mention.kind, str(mention.text), str(mention.value)) for mention in archive.date_mentions if str(mention.text) != date]


def test_days_of_the_persian_and_the_islamic_year_in_english():
    assert mentions_of("It fell on 28 Mordad 1332, not on the 22nd of Bahman, 1357; by Bahman 22nd, 1357 it was built.") == [
        ("day", "28 Mordad 1332", "1953-08-19"),
        ("day", "22nd of Bahman, 1357", "1979-02-11"),
        ("day", "Bahman 22nd, 1357", "1979-02-11"),
    ]
    assert mentions_of("In Khordad 1367 and in Muharram 1440 it rained; on 12 June 2018 and 3 Tir 1397 too.") == [
        ("month", "Khordad 1367", "1988-05-22/1988-06-21"),
        ("month", "Muharram 1440", "2018-09-12/2018-10-11"),
        ("day", "12 June 2018", "2018-06-12"),
        ("day", "3 Tir 1397", "2018-06-24"),
    ]
    assert mentions_of("The 28 Mordad mill.")[0][:2] == ("monthday", "28 Mordad")  # of which year nobody says
    for name in ("Bahman Ferry has 3 mills.", "Mehr News was read.", "more 22 bahman", "the Azar 16 mill", "Tir the miller"):
        assert mentions_of(name) == []


def test_a_month_of_one_calendar_has_no_year_of_another():
    assert mentions_of("It was in Ramadan 2018.") == [("year", "2018", "2018")]
    assert not [value for _, _, value in mentions_of("كان في رمضان 2018 هنا.", "ar") if value.startswith("25")]
    assert mentions_of("كان في رمضان 1440 هنا.", "ar") == [("month", "رمضان 1440", "2019-05-06/2019-06-04")]


def test_half_of_a_century_is_not_a_whole_one():
    assert mentions_of("It was built half a century ago.") == [("relative", "half a century ago", "1960s")]
    assert mentions_of("It was built a century ago.") == [("relative", "a century ago", "19XX")]
    assert mentions_of("It was built half a decade later.") == []


def test_arabic_weekdays_of_either_gender():
    assert mentions_of("جاء الجمعة الماضية إلى هنا.", "ar") == [("relative", "الجمعة الماضية", "2019-02-08")]
    assert mentions_of("جاء يوم الجمعة المقبلة إلى هنا.", "ar") == [("relative", "الجمعة المقبلة", "2019-02-15")]
    assert mentions_of("جاء الاثنين الماضي إلى هنا.", "ar") == [("relative", "الاثنين الماضي", "2019-02-11")]


def test_of_a_kind_and_within_a_value():
    archive = postdex.open(postdex.sample())
    mentions = archive.date_mentions
    for kind in {mention.kind for mention in mentions}:
        assert list(mentions.where(kind=kind)) == [mention for mention in mentions if mention.kind == kind] != []
        assert mentions.by("kind")[kind] == len(mentions.where(kind=kind))
    bridge = postdex.parse("Rain\n\nThe bridge of 1921 stood between May 1921 and March 1925, and was painted on 3 May 1921 and from June to August 1921.").date_mentions
    found = {value: [mention.value for mention in bridge.where(value=value)] for value in ("1921", "1921-05", "1925", "1921-05/1925-03")}
    assert found["1921"][:1] == ["1921"] and "1921-05-03" in found["1921"] and not any("1925" in value for value in found["1921"])
    assert found["1921-05"] == ["1921-05-03"]
    assert found["1921-05/1925-03"] == ["1921-05/1925-03", "1921-05-03", "1921-06/1921-08"]
    days = mentions[3:].where(kind="day", value="2013")
    assert days.recipe.code.endswith(".date_mentions[3:].where(kind='day', value='2013')") and pickle.loads(pickle.dumps(days)) == days
    assert sum(mentions.by("value").values()) == sum(mention.value is not None for mention in mentions)
    assert mentions.by("text").recipe.code.endswith(".date_mentions.by('text')")
    with pytest.raises(postdex.UsageError, match="kind='days'"):
        mentions.where(kind="days")
    with pytest.raises(postdex.UsageError, match="kind, value or text"):
        mentions.by("year")
    with pytest.raises(TypeError, match="value=1921"):
        mentions.where(value=1921)


@pytest.mark.parametrize("value", ["1921-13", "1921-00", "1921-05-32", "1921-W54", "0000-W01", "9999-W53", "1930..1921", "1921-05/1921-04", "1921..1921-13", "..", "192"])
def test_a_value_that_is_no_date_finds_nothing_more_than_was_asked(value):
    """Not all of its year, for one."""
    mentions = postdex.parse("Rain\n\nThe bridge of 1921 was opened on 3 May 1921.").date_mentions
    with pytest.raises(postdex.UsageError, match="a date is needed as mentions have it"):
        mentions.where(value=value)


def test_counts_of_any_slice_by_hand():
    """However many there are, whichever of them, from either end: rows of one post stand side by side."""
    rows = [{"title": f"t{i}", "text": " ".join(f"It was {2000 + i % 7}, or 1{i % 3} May 2011." for _ in range(1 + i % 4))} for i in range(900)]
    mentions = postdex.from_records(rows, language="en").date_mentions
    assert len(mentions) > 4096
    for some in (mentions, mentions[::-1], mentions[5:4000:7], mentions[:0]):
        for what in ("value", "kind", "text"):
            found = {}
            for post, key in some.select("post", what)._tuples():
                found.setdefault(key, []).append(post)
            wanted = sorted(((key, len(posts), len({*posts})) for key, posts in found.items()), key=lambda row: (-row[1], row[0].encode()))
            counts = some.by(what)
            assert [(counts[i].key, counts[i].count, counts[i].posts) for i in range(len(counts))] == wanted


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("it", "Aperto il 3 maggio 2018, il 2017-06-04 e il 3.5.2016. Nel maggio erano 30, 2018 in tutto.", ["2018-05-03", "2017-06-04", "2016-05-03"]),
        ("pt", "Aberto em 3 de maio de 2018, e no dia 4 jun 2017.", ["2018-05-03", "2017-06-04"]),
        ("pl", "Otwarto 3 maja 2018 r. i 5 sie 2017; w 1988 roku spotkali się 2018 razy.", ["2018-05-03", "2017-08-05"]),
        ("ru", "Открыт 3 мая 2018 года, 4 авг. 2017 г.", ["2018-05-03", "2017-08-04"]),
        ("uk", "Відкрито 3 травня 2018 року.", ["2018-05-03"]),
        ("el", "Άνοιξε στις 3 Μαΐου 2018.", ["2018-05-03"]),
        ("tr", "3 Mayıs 2018’de açıldı.", ["2018-05-03"]),
        ("nl", "Op 3 mei 2018 ging de brug open.", ["2018-05-03"]),
        ("cs", "Otevřeno 3. května 2018.", ["2018-05-03"]),
        ("fi", "Avattiin 3. toukokuuta 2018.", ["2018-05-03"]),
        ("hu", "2018. május 3. volt.", ["2018-05-03"]),
        ("hi", "पुल 3 मई 2018 को खुला।", ["2018-05-03"]),
        ("it", "Ne vennero 3 di 2018, e mai 30 set 12.", []),
    ],
)
def test_whole_dates_are_found_in_languages_without_words_of_their_own(language, text, values):
    archive = postdex.from_records([{"title": "-", "text": text, "language": language}])
    assert [mention.value for mention in archive.date_mentions] == values


def test_mentions_of_a_stretch_of_time():
    text = "The town\n\nIt was built in 1921. On 3 May 1922 it burned; in the 1920s nobody cared. In the summer of 1988 the pool opened, and in the 19th century there was nothing. From 1979 to 1981 it was shut."
    mentions = postdex.parse(text).date_mentions

    def texts(value):
        return [str(mention.text) for mention in mentions.where(value=value)]

    assert texts("1921..1922") == ["1921", "3 May 1922"]
    assert texts("1922-05..1922-06") == ["3 May 1922"]
    assert texts("1920s") == texts("1920..1929") == ["1921", "3 May 1922", "1920s"]
    assert texts("1922-W18") == ["3 May 1922"]
    assert texts("1979..1981") == texts("1979/1981") == ["1979 to 1981"]
    assert texts("1988") == texts("1988-22") == ["summer of 1988"]
    assert texts("1988-05..1988-09") == []  # a season has its whole year, as in a timeline
    assert texts("..1900") == texts("18XX") == ["19th century"]
    assert texts("1980..") == ["summer of 1988"]
    assert texts("XXXX-05") == []


@pytest.mark.parametrize("value", ["soon", "", "..", "1921-", "1921-1922", "1921..soon", "192", "1921..1922..1923"])
def test_a_value_that_no_mention_can_have_is_refused(value):
    with pytest.raises(postdex.UsageError, match=r"1921\.\.1930"):
        postdex.parse("Rain\n\nThe bridge of 1921.").date_mentions.where(value=value)


def test_mentions_in_the_order_of_their_days():
    text = "Rain\n\nIt rained in the 1920s, in 1923, in May, on 3 May 1921, in May 1921, all of 1921, on Friday, in the 19th century and in the summer of 1922. It was 1921."
    mentions = postdex.parse(text).date_mentions
    in_time = mentions.sort()
    assert type(in_time) is postdex.Mentions and in_time.recipe.code.endswith(".date_mentions.sort('value')")
    timed = [each.value for each in in_time if each.value is not None and each.value[0] != "X"]
    assert timed == ["18XX", "1920s", "1921", "1921", "1921-05", "1921-05-03", "1922-22", "1923"]
    assert [each.text for each in in_time[len(timed) :]] == ["May", "Friday"]
    assert sorted(map(str, in_time)) == sorted(map(str, mentions)) and len(in_time) == len(mentions)
    latest = mentions.sort("-value")
    assert [each.value for each in latest][:8] == [timed[7], timed[6], timed[5], timed[4], timed[2], timed[3], timed[1], timed[0]]
    assert [row["value"] for row in in_time.to_dicts()] == [each.value for each in in_time] and list(in_time.timeline()) == list(mentions.timeline())
    with pytest.raises(postdex.UsageError, match="'value', '-value' or 'post'"):
        mentions.sort("kind")
    assert list(latest.sort("post")) == list(mentions)
