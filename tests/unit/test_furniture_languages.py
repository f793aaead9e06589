"""What stands round the posts of a page is known in the language of its theme: on a page of two posts, which shows too little of
itself to be cut by its shape alone, dates, terms and comments are told from texts."""

import postdex as pdx
import pytest

THEMES = {
    "ca": ("Publicat el 5 de gener de 2019 per {name}", "Etiquetes: {tags}", "Deixa un comentari", "Continua llegint"),
    "hr": ("Objavljeno 5. siječnja 2019.", "Oznake: {tags}", "Ostavi komentar", "Pročitaj više"),
    "sr": ("Објављено 5. јануара 2019.", "Ознаке: {tags}", "Остави коментар", "Прочитај више"),
    "bg": ("Публикувано на 5 януари 2019 от {name}", "Етикети: {tags}", "Оставете коментар", "Прочетете още"),
    "sk": ("Publikované 5. januára 2019", "Značky: {tags}", "Pridaj komentár", "Čítať ďalej"),
    "sl": ("Objavljeno 5. januarja 2019", "Oznake: {tags}", "Dodaj komentar", "Preberi več"),
    "lt": ("Paskelbta 2019 m. sausio 5 d.", "Žymos: {tags}", "Parašykite komentarą", "Skaityti toliau"),
    "lv": ("Publicēts 2019. gada 5. janvārī", "Birkas: {tags}", "Atstāt komentāru", "Lasīt vairāk"),
    "et": ("Postitatud 5. jaanuar 2019", "Sildid: {tags}", "Lisa kommentaar", "Loe edasi"),
    "vi": ("Đăng ngày 5 Tháng Một, 2019 bởi {name}", "Thẻ: {tags}", "Để lại bình luận", "Đọc tiếp"),
    "th": ("เขียนเมื่อ 5 มกราคม 2562", "ป้ายกำกับ: {tags}", "ใส่ความเห็น", "อ่านต่อ"),
}
POSTS = [
    ("The ferry at Aldermoor", "ferry, harbour", "The ferry crossed the lake at noon and came back with nobody on board."),
    ("A bridge over the Linder", "bridge, weir", "Nobody had asked for a bridge, and yet there it stood in the morning."),
]


@pytest.mark.parametrize("language", THEMES)
def test_furniture_in_the_language_of_the_theme_is_known(language):
    date, tagged, comment, more = THEMES[language]
    entries = [
        f"{title}\n{date.format(name='Ann Moor')}\n\n{text}\n{more}\n\n{tagged.format(tags=tags)}\n{comment}\n"
        for title, tags, text in POSTS
    ]
    posts = list(pdx.parse("\n".join(entries)))
    assert [post.title for post in posts] == [title for title, _, _ in POSTS]
    assert [", ".join(post.tags) for post in posts] == [tags for _, tags, _ in POSTS]
    assert {post.published.iso for post in posts} == {"2019-01-05"}
    assert [[str(part) for part in post.paragraphs] for post in posts] == [[text] for _, _, text in POSTS]
    assert {str(part) for post in posts for part in post.parts if part.role == "comments"} == {comment}


NO_COMMENT = {
    "en": "No comment yet", "fr": "Aucun commentaire pour l’instant", "de": "Bisher keine Kommentare", "es": "Aún no hay comentarios",
    "it": "Non ci sono ancora commenti", "pt": "Sem comentários ainda", "nl": "Nog geen reactie", "pl": "Jeszcze nie ma komentarzy",
    "ru": "Комментариев ещё нет", "tr": "Henüz yorum yapılmadı", "zh": "还没有评论", "uk": "Поки немає коментарів",
}  # fmt: skip


@pytest.mark.parametrize("language", NO_COMMENT)
def test_that_nobody_has_commented_is_no_category(language):
    entries = [f"{title}\n5 January 2019 | {NO_COMMENT[language]}\n\n{text}\n" for title, _, text in POSTS]
    posts = list(pdx.parse("\n".join(entries)))
    assert [post.title for post in posts] == [title for title, _, _ in POSTS]
    assert {str(part) for post in posts for part in post.parts if part.role == "comments"} == {NO_COMMENT[language]}
    assert not any(post.categories or post.tags for post in posts)


def test_who_says_something_below_a_post_opens_no_entry():
    page = """مرآة المرفأ

العبّارة: 30 صورة

20 فبراير 2009

يفتح الباب في الجمرك القديم في الساعة السابعة، وكان المطر يهطل على الرصيف طوال الليل ولم يحضر أحد من المجلس.

رأيان حول “العبّارة: 30 صورة”

يقول كريم البحري:
21 فبراير، 2009 12:20 ص
أظن أن نادي التجديف وجد السور خلف المدرسة، وهذا ما كنت أقوله منذ سنوات.
رد

يقول بشير الساحلي:
24 فبراير، 2009 12:20 ص
شكرًا على المقال. كنت هناك، وكان المطر يهطل، وكانت خالتي تسكن عند مصب النهر.
رد

اترك ردًا
"""
    assert [post.title for post in pdx.parse(page)] == ["العبّارة: 30 صورة"]


def entries_with(line: str) -> list:
    """Three posts with this line under the title."""
    bodies = {"Low water": "The ferry could not land on Friday, and the mail went by road.", "Two swans": "They came back on the same day as last year.", "A new crane": "It took six men and a barge to bring it up the river."}  # fmt: skip
    return list(pdx.parse("".join(f"{title}\n{line}\n{body}\n\n" for title, body in bodies.items())))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("نوشته شده در ۱۴ بهمن ۱۳۹۷ توسط مدیر", "2019-02-03"),
        ("نوشته شده در تاریخ ۱۴ بهمن ۱۳۹۷ توسط مدیر", "2019-02-03"),
        ("Publicado en 3 de febrero de 2019 por Ana", "2019-02-03"),
        ("Publicado em 3 de fevereiro de 2019 por Ana", "2019-02-03"),
    ],
)
def test_the_same_words_announce_a_day_or_a_section(line, day):
    for post in entries_with(line):
        assert (str(post.published), list(post.categories)) == (day, [])
        assert [part.role for part in post.parts if part.role != "blank"][:3] == ["title", "date", "byline"]
    for post in entries_with("Publicado en Noticias por Ana"):
        assert list(post.categories) == ["Noticias"]


@pytest.mark.parametrize("asked", ["Leave a comment", "2 Comments"])
def test_what_asks_for_comments_is_no_part_of_the_last_tag(asked):
    for post in entries_with(f"Categories News Tags quay, old mills {asked}"):
        assert (list(post.categories), list(post.tags)) == (["News"], ["quay", "old mills"])
    for post in entries_with(f"Categories News {asked}"):
        assert (list(post.categories), list(post.tags)) == (["News"], [])
