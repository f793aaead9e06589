"""Tables of text as posts: as spreadsheets and programs write them, against Python's own reader of CSV, and damaged."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest

import postdex as pdx


def table(rows: list[list[str]], **how: object) -> str:
    out = io.StringIO()
    csv.writer(out, **how).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


HEAD = ["Title", "Full_Text", "Author", "Published At", "Tags", "Views"]
ROWS = [
    ["The last ferry", 'It left at "noon", or later;\n\nit came back.', "Ann Lee", "2013-05-02", "['sea', 'quay']", "12"],
    ["A bridge", "It opened.", "Bo", "2013-05-03 10:00", "iron; river", ""],
    ["", "Without a title | or one.", "", "", "", "7"],
]
SAID = [
    ("The last ferry", 'It left at "noon", or later;\n\nit came back.', "Ann Lee", "2013-05-02", ["sea", "quay"]),
    ("A bridge", "It opened.", "Bo", "2013-05-03T10:00", ["iron", "river"]),
    (None, "Without a title | or one.", None, None, []),
]  # fmt: skip


def said(archive: pdx.Archive) -> list[tuple[object, ...]]:
    return [(post.title, post.text, post.author, post.published and post.published.iso, post.tags) for post in archive]


@pytest.mark.parametrize("how", [{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"delimiter": "|"}, {"quoting": csv.QUOTE_ALL}, {"lineterminator": "\n"}, {"lineterminator": "\r"}, {"lineterminator": "\r\r\n"}])
def test_however_it_is_written(how: dict[str, object]) -> None:
    text = table([HEAD, *ROWS], **how)
    archive = pdx.parse(text, name="posts.csv")
    assert archive.sources[0].form == "csv" and said(archive) == SAID
    assert [part.text for part in archive[0].parts if part.role == "other"] == ["Views: 12"]
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    assert archive.sources[0].data[slice(*archive[1].title.anchor.bytes)] == b"A bridge"
    assert said(pdx.parse(b"\xef\xbb\xbf" + text.encode())) == SAID
    assert said(pdx.parse(text.encode("utf-16"))) == SAID
    assert said(pdx.parse(f"sep={how.get('delimiter', ',')}\r\n{text}")) == SAID
    assert [post.title for post in pdx.scan(io.BytesIO(text.encode()))] == [each[0] for each in SAID]


@pytest.mark.parametrize("inner", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("outer", ["\r", "\n", "\r\n"])
def test_line_ends_in_cells_part_lines(inner: str, outer: str) -> None:
    text = outer.join(["title,text,date", f'The ferry,"It left.{inner}{inner}It came.",2013-05-02', f'"A{inner}bridge",It opened.,2013-05-03', "bad,row,with,more,cells", 'cut,"off'])
    archive = pdx.parse(text.encode(), name="mac.csv")
    assert [(str(post.title).split(), post.text) for post in archive] == [(["The", "ferry"], "It left.\n\nIt came."), (["A", "bridge"], "It opened.")]
    assert all(part.anchor.verify() for post in archive for part in post.parts if part.role not in ("blank", "other"))
    line = text[: text.index("bad,")].count(outer[-1]) + 1
    assert f"line {line}: it has 5 cells" in archive.skipped[0][1] and "do not close" in archive.skipped[1][1]
    scan = pdx.scan(io.BytesIO(text.encode()))
    assert [post.text for post in scan] == ["It left.\n\nIt came.", "It opened."] and len(scan.skipped) == 2


def test_html_in_a_cell_is_text() -> None:
    [post] = pdx.parse(table([["title", "content"], ["Ferry &amp; quay</i>", "<p>It <b>left</b>\nat noon.</p><p>It came.</p>"]]))
    assert (post.title, post.text) == ("Ferry & quay", "It left at noon.\n\nIt came.")
    [post] = pdx.parse(table([["title", "content"], ["R < S", "a < b\n<3"]]))
    assert (post.title, post.text) == ("R < S", "a < b\n\n<3")


def test_cells_are_those_that_the_standard_reader_finds() -> None:
    dice = random.Random(5)
    for _ in range(60):
        rows = [["".join(dice.choice('ab,;"\n x') for _ in range(dice.randrange(6))).strip() for _ in range(3)] for _ in range(4)]
        text = table([["id", "title", "text"], *rows])
        ours = [tuple(next((" ".join(part.text.split()) for part in post.parts if part.text.startswith("id: ")), None) for _ in range(1)) for post in pdx.scan(io.BytesIO(text.encode()))]
        read = list(csv.reader(io.StringIO(text)))[1:]
        theirs = [(" ".join(f"id: {row[0].splitlines()[0].strip()}".split()) if row[0] else None,) for row in read if any(row)]
        assert ours == theirs, text


def test_damaged_tables_are_told_of_with_their_place() -> None:
    text = "title,text,date\nA,One,2013-05-02\nB,Two, and three,2013-05-03\nC,Four,2013-05-04\n"
    archive = pdx.parse(text, name="posts.csv")
    assert [post.title for post in archive] == ["A", "C"]
    [(name, reason)] = archive.skipped
    assert name == "posts.csv" and "line 3: it has 4 cells, and the first line names 3 columns; put a cell that has a comma in it in quotes" in reason
    open_quote = pdx.parse('title,text\nA,One\nB,"Two\nC,Three\n', name="posts.csv")
    assert [post.title for post in open_quote] == ["A"]
    assert "line 3: the quotes of this row do not close" in open_quote.skipped[0][1]


@pytest.mark.parametrize(
    "text",
    ["Ferries, bridges and boats\n\nThe harbour, as it was.\n", "title, text\nonly one cell\n", "date,views\n2013-05-02,7\n", "A title, a text; and more\nof it, in two; lines\n", "title,text"],
)
def test_what_is_no_table(text: str) -> None:
    assert pdx.parse(text).sources[0].form == "text"


def test_rows_of_other_programs_have_other_names() -> None:
    rows = [
        {"headline": "The ferry", "maintext": "It left.", "authors": ["Ann Lee", "Bo"], "date_publish": "2013-05-02", "keywords": ["sea"], "permalink": "https://tidewick.example/f", "n": 3},
        {"headline": "no", "selftext": "no", "created_at": "2013-05-03", "user": "no", "title": "Own", "text": "Own text", "published": "2013-05-04", "byline": "Cy"},
        {"data": {"x": 1}, "message": {"text": "It says so."}, "Subject": "A subject"},
    ]
    for archive in (pdx.parse("\n".join(map(json.dumps, rows))), pdx.parse(json.dumps(rows)), pdx.from_records(rows)):
        assert said(archive) == [("The ferry", "It left.", "Ann Lee, Bo", "2013-05-02", ["sea"]), ("Own", "Own text", "Cy", "2013-05-04", []), ("A subject", "It says so.", None, None, [])]
    assert str(archive[0].url) == "https://tidewick.example/f"


IN_LANGUAGES = {
    "German": "Titel;Text;Autor;Datum;Schlagwörter", "French": "TITRE;TEXTE;AUTEUR;DATE;MOTS-CLÉS", "Polish": "Tytuł;Treść;Autor;Data;Tagi", "Russian": "Заголовок;ТЕКСТ;Автор;Дата;Теги",
    "Greek": "Τίτλος;Κείμενο;Συγγραφέας;Ημερομηνία;Ετικέτες", "Turkish": "Başlık;İçerik;Yazar;Tarih;Etiketler", "Arabic": "العنوان;النص;الكاتب;التاريخ;الوسوم", "Persian": "عنوان;متن;نویسنده;تاریخ;برچسب‌ها",
    "Hebrew": "כותרת;תוכן;מחבר;תאריך;תגיות", "Hindi": "शीर्षक;सामग्री;लेखक;दिनांक;टैग", "Chinese": "标题;正文;作者;日期;标签", "Japanese": "タイトル;本文;著者;日付;タグ", "Korean": "제목;본문;작성자;날짜;태그",
}  # fmt: skip


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_columns_are_known_in_many_languages(language: str) -> None:
    head = IN_LANGUAGES[language].split(";")
    rows = [["The last ferry", "It left at noon.", "Ann Lee", "2013-05-02", "sea, quay"], ["A bridge", "It opened.", "Bo", "2013-05-03", ""]]
    archive = pdx.parse(table([head, *rows], delimiter=";"), name="posts.csv")
    assert [(str(post.title), post.text, post.author, post.published.iso, post.tags) for post in archive] == [
        ("The last ferry", "It left at noon.", "Ann Lee", "2013-05-02", ["sea", "quay"]),
        ("A bridge", "It opened.", "Bo", "2013-05-03", []),
    ]
    row = dict(zip(head, rows[0]))
    assert pdx.parse(json.dumps([row, row], ensure_ascii=False), name="rows.json")[0].text == "It left at noon."


@pytest.mark.parametrize(
    "text",
    [
        "email,active,plan\na@tidewick.example,false,other\nb@tidewick.example,true,none\n",
        "post_id,timestamp,email,country,city\n1,2020-01-06T10:00:00Z,a@tidewick.example,US,\n",
        'kolona;jina;treti\r\n1;"a; b";c\r\n\r\n2;x;"in\ntwo lines"\r\n',
        "a\tb\tc\n1\t2\t3\n4\t5\t\n" * 1 + "x\ty\tz\n" * 40000,
    ],
)
def test_a_table_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(pdx.FormatError, match=r"this is a table in which no column is called.*name its columns"):
        pdx.parse(text, name="table.csv")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is late\tAnn Lee\t31.12.2019\nThe bridge\tBo\t01.01.2020\nFog\tAnn Lee\t02.01.2020\n",
        "The ferry is late\tAnn Lee\tDec 31, 2019\nThe bridge\tBo\tJan 1, 2020\nFog\tAnn Lee\tJan 2, 2020\n",
        "1,5;2,5;3,5\n1,2;3,4;5,6\n7,8;9,1;2,3\n",
        "2019-12-31,Fog,3,9,west\n2020-01-01,Rain,4,9,east\n",
        "7\tThe ferry\tAnn\n8\tThe bridge\tBo\n9\tFog\tAnn\n",
    ],
)
def test_a_listing_without_names_of_columns_is_a_page(text: str) -> None:
    archive = pdx.parse(text, name="listing.txt")
    assert archive.sources[0].form == "text" and len(archive) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Apples, pears, plums\nNuts, figs, dates\nRice, beans, corn\n",
        "One,two,three\nand then it ended.\nNobody,knew,why\n",
        "Sea,salt,sand\nFog,rain,sun\nAnd so it went on until the boats came back, late at night.\n",
        "Peace,land,bread\n",
    ],
)
def test_lines_with_commas_are_text(text: str) -> None:
    assert pdx.parse(text, name="poem.txt").sources[0].form == "text"


@pytest.mark.parametrize("lead", ["# exported on 2 May 2013\n", "Posts of the harbour,,\n", "Posts\n\nof the harbour, 2013\n\n", "\ufeffPosts;;\n"])
def test_lines_above_the_names_of_columns_are_passed_over(lead: str) -> None:
    text = lead + "title,text,date\nThe ferry,It left.,2013-05-02\nA bridge,It opened.,2013-05-03\n"
    archive = pdx.parse(text.encode(), name="posts.csv")
    assert [(str(post.title), post.text, post.published.iso) for post in archive] == [("The ferry", "It left.", "2013-05-02"), ("A bridge", "It opened.", "2013-05-03")]
    assert [post.text for post in pdx.scan(io.BytesIO(text.encode()))] == ["It left.", "It opened."]
    [source] = archive.sources
    assert source.data[slice(*source.unread[0][:2])].decode().startswith(lead[:5])


def test_a_table_in_a_text_is_no_table_of_posts() -> None:
    assert pdx.parse("# Posts\n\n| Title | Date | Author |\n|---|---|---|\n| The ferry | 2013 | Ann |\n", name="x.md").sources[0].form == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        "How to write posts:\n\n```\ntitle,text,date\nThe ferry,It left.,2013-05-02\n```\n\nThe second paragraph, which is long.\n\nAnd a third.\n",
        "Menu\nTitle; Author; Date\nHome; About; Contact\nThe ferry left\n\nIt was noon.\n",
    ],
)
def test_prose_around_a_row_of_names_is_text(text: str) -> None:
    archive = pdx.parse(text, name="x.txt")
    assert archive.sources[0].form == "text" and len(archive.find("second | noon")) == 1


def test_of_a_table_below_other_lines_a_row_may_be_odd() -> None:
    rows = "".join(f"Ferry {n},It left.,2013-05-02\n" for n in range(9))
    assert len(pdx.parse(f"Posts\ntitle,text,date\n{rows}Total 9\n", name="posts.csv")) == 10


def test_what_stands_for_nothing_is_a_word_in_quotes() -> None:
    archive = pdx.parse('title,text,date,author\n"NaN","NULL",2013-05-02,"NULL"\n', name="posts.csv")
    assert [(str(post.title), post.text, post.author) for post in archive] == [("NaN", "NULL", "NULL")]


def test_what_stands_for_nothing_is_nothing() -> None:
    archive = pdx.parse("title,text,date,author\nNULL,It left.,2013-05-02,\\N\nNaN,It opened.,\\N,NULL\nNull and void,NULL,2013-05-04,Ann\n", name="posts.csv")
    assert [(post.title and str(post.title), post.text, post.author) for post in archive] == [(None, "It left.", None), (None, "It opened.", None), ("Null and void", "", "Ann")]
    assert archive.problems == []
