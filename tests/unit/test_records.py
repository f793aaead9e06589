"""Rows of one's own: what is missing stays missing, and nothing is made up."""

import datetime
import decimal
import json

import pytest

import postdex as pdx


class _Undecided:
    """Behaves as pandas.NA: a comparison gives itself, and it is neither true nor false."""

    def __eq__(self, other):
        return self

    __ne__ = __eq__
    __hash__ = object.__hash__

    def __bool__(self):
        raise TypeError("ambiguous")

    def __str__(self):
        return "<NA>"


class _NoTime:
    """Behaves as pandas.NaT: a date by its methods, and not equal to itself."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    __hash__ = object.__hash__

    def isoformat(self):
        return "NaT"


class _Scalar:
    """Behaves as a number of numpy."""

    def tolist(self):
        return float("nan")


def _assert_missing(none, no_time):
    row = {
        "title": none,
        "text": "hello",
        "author": none,
        "date": no_time,
        "tags": [none, "x"],
        "more": {"deep": [none]},
    }
    post = pdx.from_records([row])[0]
    assert (post.title, post.author, post.published) == (None, None, None)
    assert post.tags == ["x"]
    assert post.record == {
        "title": None, "text": "hello", "author": None, "date": None, "tags": [None, "x"], "more": {"deep": [None]},
    }  # fmt: skip


def test_missing_values_are_none():
    _assert_missing(_Undecided(), _NoTime())


@pytest.mark.parametrize("none", [float("nan"), decimal.Decimal("NaN"), decimal.Decimal("sNaN"), _Scalar(), None])
def test_every_kind_of_no_number_is_none(none):
    _assert_missing(none, none)


def test_missing_values_of_pandas_are_none():
    pandas = pytest.importorskip("pandas")
    _assert_missing(pandas.NA, pandas.NaT)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_are_text(kind):
    post = pdx.from_records([{"title": kind("Brücke".encode()), "text": kind(b"bytes"), "tags": (kind(b"a"), "b")}])[0]
    assert (post.title, post.record["text"], post.tags) == ("Brücke", "bytes", ["a", "b"])
    assert [part.text for part in post.parts if part.role == "paragraph"] == ["bytes"]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(pdx.UsageError, match="record 1, field 'text': bytes that are not UTF-8 \\(byte 2\\)"):
        pdx.from_records([{"text": "fine"}, {"text": b"ab\xff"}])


def test_times_of_numpy_are_no_numbers():
    moment = "2020-01-02T03:04:05.000000000"
    np = pytest.importorskip("numpy")
    archive = pdx.from_records([{"text": "x", "date": np.datetime64(moment), "when": np.array([moment, "NaT"], "datetime64[ns]")}])
    assert archive[0].record == {"text": "x", "date": moment, "when": [moment, None]}
    assert archive[0].published.iso.startswith("2020-01-02")


def _read(date, language="en"):
    archive = pdx.from_records([{"title": "Armada", "text": "The fleet sailed.", "date": date}], language=language)
    return archive[0].published, archive


@pytest.mark.parametrize(
    ("date", "language", "iso", "calendar"),
    [
        (datetime.date(1588, 5, 1), "en", "1588-05-01", "gregorian"),
        (datetime.date(1400, 3, 23), "fa", "1400-03-23", "gregorian"),
        (datetime.datetime(1588, 5, 1, 10, 30), "ar", "1588-05-01T10:30:00", "gregorian"),
        ("1492-10-12", "en", "1492-10-12", "gregorian"),
        ("1215-06-15", "en", "1215-06-15", "gregorian"),
        ("1400/03/23", "fa", "2021-06-13", "jalali"),
        ("1440/06/08", "ar", "2019-02-14", "hijri"),
        (1850, "en", "1850", "gregorian"),
        (1850.0, "en", "1850", "gregorian"),
        ("1850-06", "en", "1850-06", "gregorian"),
        ("2019/02", "en", "2019-02", "gregorian"),
    ],
)
def test_dates_of_rows(tmp_path, date, language, iso, calendar):
    published, archive = _read(date, language)
    assert (published.iso, published.calendar) == (iso, calendar)
    assert archive.problems == []
    assert len(archive.search(f"date:{published.iso[:4]}")) == 1
    archive.save(tmp_path / "a")
    assert pdx.open(tmp_path / "a")[0].published == published


def test_the_other_calendar_is_told_of():
    assert _read("1400-03-23")[0].evidence == "printed; read as Gregorian: in the Persian calendar it would be a day of our time"
    assert _read("1492-10-12")[0].evidence == _read("1215-06-15")[0].evidence == "printed"


@pytest.mark.parametrize("date", ["c. 1850", "1900-1910", "-44-03-15", "2019-02-30", "15 March 44 BC", 155000000, "soon " * 30 + "“"])
def test_what_is_no_date_is_told_of(tmp_path, date):
    published, archive = _read(date)
    assert published is None
    archive.save(tmp_path / "a")
    for each in (archive, pdx.open(tmp_path / "a")):
        ((name, byte, what),) = each.problems
        data = archive.sources[0].data
        assert name == "records"
        assert data[byte:].startswith(str(date)[:20].encode())
        assert what.startswith(f'date-not-read: "{str(date)[:50]}')
        assert what.endswith("; write a year, a month or a day, as 1850, 1850-06 or 1850-06-01")


def test_the_capture_of_a_page_speaks_for_a_calendar():
    page = "The Harbour\n\nLow tide\n1400/03/23\nThe ferry waited for the tide all day and came back empty.\n"
    published = pdx.parse(page, captured="2022-01-01", language="en")[0].published
    assert (published.iso, published.evidence) == ("2021-06-13", "printed; of the Persian calendar, as other dates of the site or the day of its capture say")
    assert pdx.parse(page, captured="2013-01-01", language="en")[0].published.iso == "1400-03-23"


def test_a_set_has_one_order():
    tags = {f"Pier {i:02}" for i in range(20)}
    assert pdx.from_records([{"title": "A", "tags": tags}])[0].tags == sorted(tags)


def test_the_language_is_told_by_texts_and_not_by_what_columns_are_called(tmp_path):
    rows = [
        ("the_id_of_the_user,created_at,is_a_reply_to_that,text,place_of_the_user\n17,2019-02-13,no one of them,این رود بالا آمد,the town of the river\n", "fa"),
        ("id,lang,title,text,device of the user\n1,es,Nada,Lluvia,this is from the old web\n", "es"),
        ("id,Locale,title,text\n1,pt_BR,Nada,Chuva\n", "pt"),
        ("id,language,title,text\n1,English,Nada,Der Regen und die Stadt sind nass\n", "de"),
    ]
    for text, language in rows:
        archive = pdx.parse(text, "rows.csv")
        assert [post.language for post in archive] == [language], text
        assert len(archive[0].parts.where("other")) > 0  # other columns are kept as ever
    row = {"note": "this is the one that was written by the user of the town", "title": "سیل", "text": "این رود بالا آمد"}
    assert pdx.from_records([row])[0].language == "fa"
    beside = {"url": "https://tidewick.example/2020/01/02/the-river-of-the-town", "author": "John of the River", "date": "2020-01-02"}
    for said in ({"text": "Он не пришёл"}, {"title": "Ночь", "text": "Он пришёл"}, {"summary": "Он не пришёл"}):  # what stands between these and before them
        assert pdx.from_records([said | beside])[0].language == "ru", said


def test_what_rows_say_of_their_language_is_written_and_read_again(tmp_path):
    archive = pdx.from_records([{"title": "Nada", "text": "The town and the river.", "lang": "fr"}, {"title": "x", "text": "Es regnet in der Stadt."}])
    for name, write in (("rows.jsonl", archive.to_jsonl), ("rows.csv", archive.to_csv)):
        write(tmp_path / name)
        assert [post.language for post in pdx.open(tmp_path / name)] == ["fr", "de"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "shift_jis"])
def test_the_record_of_rows_in_any_encoding_and_in_any_list(encoding, tmp_path):
    """With all its fields, also where rows stand in a list within a document."""
    rows = [{"title": "Low tide", "text": "It left at noon.", "date": "2013-05-02", "views": 7, "more": {"mood": "é" if encoding != "shift_jis" else "港"}}, {"title": "High tide", "text": "So.", "date": "2013-05-03"}]
    as_it_is = {"ensure_ascii": False}
    forms = {
        "lines": "\n".join(json.dumps(row, **as_it_is) for row in rows), "array": json.dumps(rows, **as_it_is), "list": json.dumps({"name": "Quay", "messages": rows}, **as_it_is),
        "items": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(i), "content_text": "x", **row} for i, row in enumerate(rows)]}, **as_it_is),
    }  # fmt: skip
    for form, text in forms.items():
        path = tmp_path / "rows.json"
        path.write_bytes(text.encode(encoding))
        archive = pdx.open(path, encoding=None if encoding == "utf-16" else encoding)
        assert [post.record["title"] for post in archive] == ["Low tide", "High tide"], form
        assert (archive[0].record["views"], archive[0].record["more"]) == (7, rows[0]["more"]), form
        archive.save(tmp_path / f"{form}.pdx")
        assert pdx.open(tmp_path / f"{form}.pdx")[0].record == archive[0].record
