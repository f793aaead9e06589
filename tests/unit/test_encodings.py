"""Encodings: given, marked, declared, or seen from the bytes; the text in UTF-8, and where it is found again."""

import codecs
import gzip
import pickle

import pytest

import postdex as pdx
from postdex import _encodings
from linear import assert_linear
from shared_data import shared

TEXTS = {  # invented, in the manner of what pages in these encodings say
    "windows-1251": "Причал у моря\n\nПаром ушёл в полдень и вернулся пустым, как говорит совет города. «Завтра», сказал капитан.",
    "koi8-r": "Причал у моря\n\nПаром ушел в полдень и вернулся пустым, как говорит совет города.",
    "ibm866": "Причал у моря\n\nПаром ушел в полдень и вернулся пустым, как говорит совет города.",
    "iso-8859-5": "Причал у моря\n\nПаром ушел в полдень и вернулся пустым, как говорит совет города.",
    "windows-1252": "Le café du port\n\nIl n’était pas là, et l’été fut très court à Besançon, dit-on; où est-il allé, après le dîner?",
    "windows-1250": "Příliš žluťoučký kůň\n\nÚpěl ďábelské ódy, řekla obec, když přišel večer a zčernalo nebe nad řekou.",
    "windows-1253": "Το λιμάνι\n\nΤο πλοίο έφυγε το μεσημέρι και γύρισε άδειο, λέει ο δήμος.",
    "windows-1255": "הנמל של העיר\n\nהמעבורת יצאה בצהריים וחזרה ריקה, כך אומרת המועצה.",
    "windows-1256": "ميناء المدينة\n\nغادرت العبارة عند الظهر وعادت فارغة كما يقول المجلس.",
    "iso-8859-6": "ميناء المدينة\n\nغادرت العبارة عند الظهر وعادت فارغة كما يقول المجلس.",
    "shift_jis": "港のフェリー\n\n正午に出て、空っぽで帰ってきた。町の人はそう言っている。また明日も来るだろう。",
    "euc-jp": "港のフェリー\n\n正午に出て、空っぽで帰ってきた。町の人はそう言っている。",
    "gbk": "港口的渡轮\n\n中午离开，空着回来了。这是城里的人说的，我们也在那里。",
    "big5": "港口的渡輪\n\n中午離開，空著回來了。這是城裡的人說的，我們也在那裡。",
    "euc-kr": "항구의 페리\n\n정오에 떠나서 빈 채로 돌아왔다. 마을 사람들은 그렇게 말한다. 내일도 다시 떠날 것이다.",
    "utf-16le": "The pier\n\nThe ferry left at noon, and came back empty.",
    "utf-16be": "Причал у моря\n\nПаром ушёл в полдень.",
}  # fmt: skip


def encoded(name, text=None):
    return (TEXTS[name] if text is None else text).encode(_encodings.CODECS[name])


def check(archive, name, text):
    [source] = archive.sources
    assert source.encoding == name
    assert source.data == encoded(name, text)
    assert archive.pages[0].text == text
    assert archive[0].title == text.split("\n")[0]
    assert at(archive[0].title, name) == archive[0].title


def at(text, name):
    """What the source's own bytes say where something stands."""
    anchor = text.anchor
    [source] = [source for source in text.anchor._place[0].archive(()).sources if source.name == anchor.source]
    return source.data[slice(*anchor.bytes)].decode(_encodings.CODECS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_the_bytes_tell(name):
    archive = pdx.parse(encoded(name))
    check(archive, name, TEXTS[name])
    assert archive.sources[0].encoding_why.endswith("%)")


@pytest.mark.parametrize("name", TEXTS)
def test_an_encoding_that_is_given(tmp_path, name):
    path = tmp_path / "page"
    path.write_bytes(encoded(name))
    archive = pdx.open(path, encoding=name)
    check(archive, name, TEXTS[name])
    assert archive[0].title.anchor.verify()
    assert archive.sources[0].encoding_why == "as was given (100%)"
    path.write_bytes(encoded(name, TEXTS[name][:-1]))
    assert not archive[0].title.anchor.verify()


@pytest.mark.parametrize("mark", ["utf-16le", "utf-16be"])
def test_marks(mark):
    text = TEXTS["windows-1252"] + " 😀"
    archive = pdx.parse({"utf-16le": codecs.BOM_UTF16_LE, "utf-16be": codecs.BOM_UTF16_BE}[mark] + encoded(mark, text))
    assert archive.pages[0].text == "\ufeff" + text
    assert archive[0].title == at(archive[0].title, mark) == text.split("\n")[0]


def test_utf8_is_left_as_it_is():
    for data in (b"Plain\n\nText.", "Café\n\nÉté.".encode(), b"\xef\xbb\xbfA\n\nB.", "Il était très loin, là, à côté".encode() + b"\xff\xfe bad", b"One bad byte \xe9 here."):
        archive = pdx.parse(data)
        assert archive.sources[0].data == data
        assert archive.sources[0].encoding == "utf-8"
        assert archive.sources[0].encoding_why is None
    for text in ("Café \ud800 lone", "Ä"):  # text is text, whatever its bytes would be
        assert pdx.parse(text).sources[0].encoding == "utf-8"


@pytest.mark.parametrize("name", ["windows-1252", "windows-1251", "shift_jis", "utf-8"])
def test_what_is_not_ascii_may_begin_late(name):
    late = TEXTS.get(name, TEXTS["windows-1252"]).encode(_encodings.CODECS[name]) + b"\n\n"
    bad = b"One bad byte \xff.\n" if name == "utf-8" else b""
    for lead in (b"Plain words, line by line.\n" * 4000, b"Plain words in one line. " * 4000, "\u00a9 Tidewick\n".encode("latin-1" if name == "windows-1252" else "ascii", "ignore") + b"Plain.\n" * 12000):
        assert _encodings.encoding_of(lead + late * 3 + bad).name == name
    archive = pdx.parse(b"Plain words.\n" * 6000 + b"\n" + late * 3 + bad, name="late.txt")
    assert TEXTS.get(name, TEXTS["windows-1252"]).split()[-1].strip("«».,") in archive.sources[0].data.decode(_encodings.CODECS[name], "replace")
    assert archive.sources[0].encoding == name


def test_looking_at_many_lines_is_linear():
    assert_linear(lambda n: _encodings.encoding_of(b"a\n" * n + b"\xe9\n" * n), 50_000, 800_000)
    assert_linear(lambda n: _encodings.encoding_of(b"a" * n + b"\xe9"), 500_000, 8_000_000)


def test_what_pages_say_of_themselves(tmp_path):
    body = "<h1>Le café</h1><p>Il était là.</p>"
    page = f'<!doctype html><html><head><meta charset="iso-8859-1"><title>Le café</title></head><body>{body}</body></html>'
    archive = pdx.parse(page.encode("latin-1"))
    assert (archive.sources[0].encoding, archive.sources[0].encoding_why) == ("windows-1252", "as its <meta> says (95%)")
    assert archive[0].title == "Le café"
    assert pdx.parse(page.encode()).sources[0].encoding == "utf-8"  # its bytes know better
    feed = '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>T</title><item><title>Паром</title><description>Ушёл.</description></item></channel></rss>'
    path = tmp_path / "feed.xml"
    path.write_bytes(feed.encode("cp1251"))
    archive = pdx.open(path)
    assert (archive[0].title, archive.sources[0].encoding) == ("Паром", "windows-1251")
    [post] = pdx.scan(path)
    assert post.title == "Паром"
    assert post.title.anchor.verify()


def test_what_a_server_said():
    body = "<title>Паром</title><h1>Паром</h1><p>Ушёл.</p>".encode("koi8-r")
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=KOI8-R\r\n\r\n" + body
    data = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(answer), answer)
    archive = pdx.parse(data)
    assert archive.sources[0].encoding_why == "as the server said (95%)"
    assert archive[0].title == "Паром"


def test_kept_with_the_archive(tmp_path):
    path, saved = tmp_path / "page.txt.gz", tmp_path / "a.pdx"
    path.write_bytes(gzip.compress(encoded("windows-1251")))
    archive = pdx.open(path)
    archive.save(saved)
    loaded, unpickled = pdx.open(saved), pickle.loads(pickle.dumps(archive))
    for each in (archive, loaded, unpickled):
        check(each, "windows-1251", TEXTS["windows-1251"])
        assert each[0].title.anchor.verify()
        assert pickle.loads(pickle.dumps(each[0].title.anchor)).verify()
    assert len(pdx.rebuild(saved).same) == 1
    check(pdx.open(tmp_path / "a.pdx.rebuilt"), "windows-1251", TEXTS["windows-1251"])
    with pdx.writer(saved) as writer:
        assert writer.add(path) == 0
        writer.add_records([{"title": "More"}])
    assert [source.encoding for source in pdx.open(saved).sources] == ["windows-1251", "utf-8"]


def test_scanning_in_pieces(tmp_path, monkeypatch):
    from postdex import _scan

    monkeypatch.setattr(_scan, "PIECE", 7)
    text = "".join(f'{{"title": "Паром {i} 😀", "text": "Ушёл."}}\n' for i in range(20))
    for name in ("utf-16", "gb18030", "utf-16-be"):
        path = tmp_path / name
        path.write_bytes(text.encode(name))
        encoding = "gb18030" if name == "gb18030" else None
        posts = list(pdx.scan(path, encoding=encoding))
        assert [post.title for post in posts] == [f"Паром {i} 😀" for i in range(20)]
        assert posts[7].title.anchor.verify()


def test_what_an_encoding_does_not_have():
    assert _encodings.to_utf8(b"a\x81b\x80", "windows-1252").decode() == "a\x81b€"
    assert _encodings.to_utf8(b"a\x81", "shift_jis").decode() == "a\ufffd"
    assert _encodings.to_utf8(b"a\0\xd8\0b\0\0", "utf-16le").decode("utf-8").startswith("a")
    with pytest.raises(pdx.UsageError, match="is not known"):
        pdx.parse(b"x", encoding="klingon")
    with pytest.raises(pdx.UsageError, match="belongs to building"):
        pdx.open(pdx.sample()).save(str(path := __import__("tempfile").mkdtemp() + "/a.pdx"))
        pdx.open(path, encoding="utf-8")


def test_every_label_has_a_decoder():
    assert len(_encodings.LABELS) > 200
    for label, name in _encodings.LABELS.items():
        assert label == label.lower()
        codecs.lookup(_encodings.CODECS[name])
    assert _encodings.by_label(" Latin1 ") == "windows-1252"
    assert _encodings.by_label("nonsense") is None


def test_feeds_in_the_encodings_that_feedparser_has():
    folder = shared("data/feeds/feedparser/encoding")
    wanted = {"big5.xml": "utf-8", "euc-kr.xml": "euc-kr", "utf-16le-bom.xml": "utf-16le", "utf-16be-autodetect.xml": "utf-16be", "utf-16le-autodetect.xml": "utf-16le", "utf-8-bom.xml": "utf-8"}
    for name, encoding in wanted.items():
        try:
            archive = pdx.open(folder / name)
        except pdx.FormatError:
            continue
        assert archive.sources[0].encoding == encoding, name


def test_escapes_of_japanese_tell():
    text = TEXTS["shift_jis"]
    archive = pdx.parse(text.encode("iso2022_jp"))
    assert (archive.sources[0].encoding, archive.pages[0].text) == ("iso-2022-jp", text)
    assert archive[0].title == "港のフェリー" and archive[0].title.anchor.verify()
    for plain in (b"Codes\n\nIt wrote \x1b$B and went on, with all of it on the screen.", b"Codes\n\nIt wrote \x1b$(x."):
        assert pdx.parse(plain).sources[0].encoding == "utf-8"


def test_a_short_text_is_decoded_where_encodings_that_could_be_meant_say_the_same():
    text = "Titel;Text;Autor\r\nDie Fähre;Sie fuhr um zwölf.;Jörg\r\nBrücke;Große Eröffnung;Änne\r\n"
    archive = pdx.parse(text.encode("cp1252"), name="posts.csv")
    assert [(str(post.title), post.text, post.author) for post in archive] == [("Die Fähre", "Sie fuhr um zwölf.", "Jörg"), ("Brücke", "Große Eröffnung", "Änne")]
    assert archive.sources[0].encoding == "windows-1252" and archive.problems == []


RUSSIAN = "Причал у моря\n\nПаром ушёл в полдень и вернулся пустым, как и каждый день. Люди на причале молчали и смотрели на воду, а потом разошлись по домам. Больше никто ничего не сказал."
UKRAINIAN = "Причал біля моря\n\nПаром пішов опівдні й повернувся порожнім, як і кожного дня цього тижня. Люди мовчали й дивилися на воду, а потім розійшлися, і ніхто нічого не сказав."
POLISH = "Ostatni prom\n\nProm odpłynął w południe i wrócił pusty, jak każdego dnia tego długiego i zimnego tygodnia. Ludzie stali na nabrzeżu, milcząc, i patrzyli na wodę."
CZECH = "Poslední přívoz\n\nPřívoz odplul v poledne a vrátil se prázdný jako každý den toho dlouhého a chladného týdne. Lidé mlčeli, dívali se na vodu a později se rozešli domů, ještě před šestou, každý sám, s prázdnýma rukama; už nikdo nic neřekl, a přišla noc."
GERMAN = "Die letzte Fähre\n\nDie Fähre fuhr um zwölf Uhr ab und kam leer zurück, wie an jedem Tag dieser langen, kühlen Woche. Die Leute standen am Ufer und gingen später nach Hause. Schön war es nicht, und fröhlich auch nicht; aber am nächsten Tag schien über der Brücke die Sonne."
SPANISH = "El último transbordador\n\nEl transbordador salió a mediodía y volvió vacío, como cada día de aquella larga y fría semana. La gente miró el agua, calló, y después se fue a casa. Nadie dijo más; mañana será otro día."
TURKISH = "Son vapur\n\nVapur öğle vakti kalktı ve boş döndü, o uzun ve soğuk haftanın her günü gibi. İnsanlar iskelede sustu, suya baktı, sonra evlerine gittiler. Hiç kimse bir şey söylemedi, çünkü gün ağır geçti ve gece çabuk indi."
FRENCH = "Café René, Citroën, naïve façade\n" * 31  # few letters, some of which are capitals elsewhere
ENGLISH = "The last ferry\n\nIt’s the last ferry, and it won’t leave again. “Why?” she asked – nobody knew… “So it is”, they said, and didn’t go; they’re here."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RUSSIAN, "x-mac-cyrillic"), (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "ibm866"), (UKRAINIAN, "koi8-u"), (UKRAINIAN, "x-mac-cyrillic"), (UKRAINIAN, "windows-1251"),
        (POLISH, "iso-8859-2"), (POLISH, "windows-1250"), (POLISH, "ibm852"), (CZECH, "iso-8859-2"), (CZECH, "windows-1250"), (CZECH, "ibm852"), (GERMAN, "windows-1252"), (GERMAN, "ibm850"),
        (SPANISH, "macintosh"), (TURKISH, "ibm857"), (TURKISH, "windows-1254"), (ENGLISH, "windows-1252"),
    ],
)  # fmt: skip
def test_encodings_that_are_nearly_alike_are_told_apart(text: str, name: str) -> None:
    archive = pdx.parse(encoded(name, text.replace("ё", "е") if name in ("koi8-r", "ibm866") else text))
    assert archive.sources[0].encoding == name
    assert archive.pages[0].text == (text.replace("ё", "е") if name in ("koi8-r", "ibm866") else text)


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, POLISH, CZECH, GERMAN, SPANISH, TURKISH, FRENCH, ENGLISH], ids=lambda text: text[:12])
@pytest.mark.parametrize("n", [90, 130, 1000])
def test_a_text_is_read_as_it_was_written_or_it_is_told(text: str, n: int) -> None:
    codecs_of_old = ["cp1250", "cp1251", "cp1252", "cp1254", "iso8859_2", "iso8859_5", "iso8859_9", "iso8859_15", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic", "mac_turkish", "cp437", "cp850",
                     "cp852", "cp857", "cp866"]  # fmt: skip
    for codec in codecs_of_old:
        try:
            data = text[:n].encode(codec)
        except UnicodeEncodeError:
            continue
        page = pdx.parse(data, name="x.txt")
        assert page.pages[0].text == text[:n] or any("not-utf-8" in what for _, _, what in page.problems), (codec, page.sources[0].encoding)


def test_texts_of_dos_can_be_given_by_name() -> None:
    assert pdx.parse("Die Fähre\n\nSie fuhr um zwölf.".encode("cp437"), encoding="cp437")[0].text == "Sie fuhr um zwölf."


def test_bytes_that_are_no_text_are_told():
    archive = pdx.parse("Die Fähre\n\nSie fuhr um zwölf.".encode("cp437"), name="ferry.txt")
    assert [(name, byte) for name, byte, _ in archive.problems] == [("ferry.txt", 5)]
    assert archive.problems[0][2].startswith("not-utf-8: 2 stretches of bytes from here on, shown as \ufffd; say what it was written in: encoding=")
    assert pdx.parse("Die Fähre\n\nSie fuhr um zwölf.", name="ferry.txt").problems == []
