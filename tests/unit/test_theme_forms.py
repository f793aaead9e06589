"""What common themes print round posts, each in its own order and words; the posts are invented."""

import postdex as pdx
import pytest

POSTS = [
    ("Quay reopens after winter storms", "February 3, 2019", "Ann Lee", "News", "quay, repairs, old mills", "The old quay was opened again on Friday. Boats returned in the afternoon, and the council promised a crane."),
    ("Herring prices fall again", "January 21, 2019", "Bo Quill", "Markets", "herring, quay", "Prices for herring fell for the third week in a row. Traders blame the warm water and imports from the north."),
    ("Why the keeper left", "December 30, 2018", "Ann Lee", "Features", "lighthouse, quay", "Nobody had lived on the rock for so long. He packed two boxes and a cat, and asked for the noon boat."),
]  # fmt: skip
DAYS = ["2019-02-03", "2019-01-21", "2018-12-30"]
THEMES = {
    "labels of everything": "{title}\nPost author:{who}\nPost published:{day}\nPost category:{where}\nPost comments:Leave a comment\n{text}\n[Read More...] about {title}\n\nTags: {tags}\n",
    "labels on lines of their own": "Categories\n{where}\n{title}\nPost author\nBy {who}\nPost date\n{day}\nLeave a comment on {title}\n\n{text}\n\nTags\n{tags}\n",
    "a blank between day and title": "{day}\n\n{title}\nPosted by {who} in {where}\n{text} Continue reading {title} →\nTags: {tags}\n2 comments | Leave a comment\n",
    "lists with labels at the end": "{title}\nBy {who} on {day} 9:12 AM | Permalink | Comments (2)\n{text}\nCategories:\n{where}\nTags:\n{tags}\n",
    "all of it in one line": "{title}\n{text}\n\nPosted by {who} on {day} Categories {where} Tags {tags} Leave a comment\n",
}


@pytest.mark.parametrize("theme", THEMES)
def test_fields_and_text_are_told_apart(theme):
    page = "".join(THEMES[theme].format(title=title, day=day, who=who, where=where, tags=tags, text=text) for title, day, who, where, tags, text in POSTS)
    archive = pdx.parse(f"{page}Older posts\n")
    assert [post.title for post in archive] == [title for title, *_ in POSTS]
    assert [str(post.published)[:10] for post in archive] == DAYS
    for post, (_, _, who, where, tags, text) in zip(archive, POSTS, strict=True):
        assert who in str(post.byline)
        assert (list(post.categories), list(post.tags)) == ([where], tags.split(", "))
        assert " ".join(map(str, post.paragraphs)) == text


FRENCH = [
    ("Le quai rouvre après les tempêtes", "3 février 2019", "Anne Leroy", "Actualités", ["port", "quai", "vieux moulins"], "Le vieux quai a rouvert vendredi. Les bateaux sont revenus l'après-midi, et la mairie promet une grue."),
    ("Le hareng baisse encore", "21 janvier 2019", "Benoît Quesnel", "Marchés", ["hareng", "quai"], "Le prix du hareng a baissé pour la troisième semaine de suite. Les marchands accusent l'eau chaude."),
    ("Une nuit sur le chalutier", "9 janvier 2019", "Anne Leroy", "Reportages", ["chalutier", "quai"], "Nous sommes partis à minuit à quatre. Voici le journal de neuf heures sous la pluie."),
    ("Le gardien est parti", "30 décembre 2018", "Anne Leroy", "Reportages", ["phare", "quai"], "Personne n'avait vécu si longtemps sur le rocher. Il a rempli deux caisses et demandé le bateau de midi."),
]  # fmt: skip
FRENCH_THEMES = {
    "brackets round numbers": "{day}\n{title}\n{text}\nPosté par {who} à 14:22 - {where} - Commentaires [2] - Permalien [#]\nTags : {tags}\n",
    "the title in guillemets": "{title}\n{text} Lire la suite « {title} »\n\nPublié par {who} le {day}\nPublié dans {where}\nMots-clés : {tags}\n",
    "a tag of all posts in lists of lines": "{title}\nSoumis par {who} le {day}\nCatégorie : {where}\n{text}\nMots-clés:\n{lines}\nEn savoir plus sur {title}\n",
}


@pytest.mark.parametrize("theme", FRENCH_THEMES)
def test_fields_and_text_are_told_apart_in_french(theme):
    form = FRENCH_THEMES[theme]
    archive = pdx.parse("".join(form.format(title=title, day=day, who=who, where=where, tags=", ".join(tags), lines="\n".join(tags), text=text) for title, day, who, where, tags, text in FRENCH))
    assert [str(post.published)[:10] for post in archive] == [*DAYS[:2], "2019-01-09", DAYS[2]]
    for post, (title, _, who, where, tags, text) in zip(archive, FRENCH, strict=True):
        assert (post.title, who in str(post.byline), list(post.categories), list(post.tags)) == (title, True, [where], tags)
        assert " ".join(map(str, post.paragraphs)) == text


GERMAN = [
    ("Der Kai öffnet wieder", "3. Februar 2019", "Der alte Kai ist am Freitag nach drei Monaten wieder geöffnet worden. Die Boote kamen am Nachmittag zurück."),
    ("Heringspreise fallen", "21. Januar 2019", "Die Preise für Hering sind die dritte Woche in Folge gefallen. Händler nennen das warme Wasser und Einfuhren."),
    ("Warum der Wärter ging", "30. Dezember 2018", "Niemand hatte so lange auf dem Felsen gewohnt. Er packte zwei Kisten und bat um das Boot am Mittag."),
]  # fmt: skip


@pytest.mark.parametrize("leads", ["„{title}“ weiterlesen", "Weiterlesen „{title}“", "„{title}“ weiterlesen →", "{title} weiterlesen", "Weiterlesen {title}", "Lire la suite de {title} →", "Okumaya devam et {title}", "继续阅读{title}"])
def test_words_that_lead_on_stand_before_or_behind_the_title(leads):
    archive = pdx.parse("".join(f"{title}\n{text} {leads.format(title=title)}\n\nVeröffentlicht am {day}\n" for title, day, text in GERMAN))
    for post, (title, _, text) in zip(archive, GERMAN, strict=True):
        assert (post.title, [str(part) for part in post.paragraphs]) == (title, [text])
        assert [str(part) for part in post.parts if part.role == "read_more"] == [leads.format(title=title)]


@pytest.mark.parametrize("end", ["So sagen alle: {title}", "Man soll nicht weiterlesen {title}", "Weiterlesen Ein anderer Kai", "Ich mag {title} weiterlesen"])
def test_sentences_that_end_in_a_title_are_text(end):
    archive = pdx.parse("".join(f"{title}\n{text} {end.format(title=title)}\n\nVeröffentlicht am {day}\n" for title, day, text in GERMAN))
    for post, (title, _, text) in zip(archive, GERMAN, strict=True):
        assert (post.title, [str(part) for part in post.paragraphs]) == (title, [f"{text} {end.format(title=title)}"])


@pytest.mark.parametrize(("sections", "tags"), [("Categorie", "Tag"), ("Kategorier", "Stikkord"), ("Danh mục", "Tag"), ("Категорії", "Позначки")])
def test_labels_above_lists_that_are_headings_of_pages_elsewhere(sections, tags):
    page = "".join(f"{sections}\n{where}\n{title}\n{day}\n\n{text}\n\n{tags}\n{labels}\n" for title, day, _, where, labels, text in POSTS)
    for post, (title, _, _, where, labels, _) in zip(pdx.parse(page), POSTS, strict=True):
        assert (post.title, list(post.categories), list(post.tags)) == (title, [where], labels.split(", "))


@pytest.mark.parametrize("form", ["2 comentarios / Noticias / Por Ana Rojas / {}", "Publicado por Ana Rojas {}", "Por Ana Rojas | {} | Noticias"])
@pytest.mark.parametrize("day", ["3 de mayo de 2019", "3 de maio de 2019"])
def test_days_with_words_between_stand_anywhere_in_a_line(form, day):
    archive = pdx.parse("".join(f"{title}\n{form.format(day)}\n{text}\n\n" for title, *_, text in FRENCH[:3]))
    assert [(post.title, str(post.published)) for post in archive] == [(title, "2019-05-03") for title, *_ in FRENCH[:3]]
    assert all("Ana Rojas" in str(post.byline) for post in archive)


SNOW = ("Snow on the pier. A report.", "", "Bo Quill", "News", "", "It snowed all night, and nobody could open the hall before ten. Two boats sank under the weight of it.")
LEAVES = ["Feb\n03", "Jan\n21", "Dec\n30", "Dec\n12"]
PICTURES = ["The crane at work, seen from the wall", "Boxes of herring in the hall", "Two boxes and a cat on the landing", "The pier in white"]


def test_what_stands_under_the_day_and_above_a_byline_is_the_title():
    form = "{leaf}\n\n{title}\n\nScribbled by {who} in {where}\n\n{picture}\n\n{text}\n\nRead more…\n\nComments Off\n\n"
    entries = zip(LEAVES, PICTURES, [*POSTS, SNOW], strict=True)
    page = "".join(form.format(leaf=leaf, title=title, who=who, where=where, picture=picture, text=text) for leaf, picture, (title, _, who, where, _, text) in entries)
    assert [post.title for post in pdx.parse(page)] == [title for title, *_ in [*POSTS, SNOW]]


def test_a_title_without_a_day_of_its_own_is_the_first_line():
    posts = [
        ("Oct 20, 2003", "The board came today", "Nothing works yet, and the manual is in three languages of which none is mine. More when I know more."),
        (None, "Is it only to fill us?", "Dumplings at seven, a day that I shall remember!!\n\nThere is a shop on the corner that is always full, and so I went in and sat down."),
        ("Oct 19, 2003", "Exams again", "Three days of them, and then a week in which nobody asks anything of anyone. I shall sleep."),
        ("Oct 17, 2003", "Rain on the roof", "It came in by the window and left by the door. The carpet has had better days, and so have I."),
        ("Oct 15, 2003", "A new lamp", "It stands by the bed and is too bright to sleep by and too dim to read by. I like it anyway."),
    ]  # fmt: skip
    page = "".join((f"{day}\n\n" if day else "") + f"{title}\n\n{text}\n\nPosted by asho at 10:41 PM | Comments (0)\n\n" for day, title, text in posts)
    assert [post.title for post in pdx.parse(page)] == [title for _, title, _ in posts]


WEEKS = [
    ("港口周记 week21 2012-05-27", "钟表说我工作了七十个小时 …. 它没有看见船, 真烦 …"),
    ("早上九点的桥", "九点钟的桥~~\n\nPS:一个男人领着九个孩子过桥.\n\nPPS:晚上他们回来的时候没有帽子."),
    ("港口周记 week20 2012-05-20", "1. 两件事情一起做比一件好, 否则什么也做不完.\n\n2. 两件事都要想做."),
    ("港口周记week19 2012-05-13", "没有书的日子, 没有船的日子, 可惜 …\n\nbtw, 昨天看见好多海鸥, 数不过来了~"),
    ("港口周记 week18 2012-05-06", "mgmt：不去聚会了。。。 只吃饭，否则在家 。。。\n\nthesis：谁有老机器的说明书。。。"),
    ("港口周记 week17 2012-04-29", "有点累… 担心几件事一起, 哪件也不快, 再试试看."),
    ("港口周记 week16 2012-04-22", "如果全算上，会更糟。。。\n\n1.别人不一定帮得上，主要靠自己。\n\n2.周六什么也没做。。。"),
    ("我不喜欢旧灯", "旧灯坏了, 换了半天也没换好!!!\n\n最后只好点蜡烛, 看书看到天亮, 第二天才买到新的."),
]  # fmt: skip


@pytest.mark.parametrize("order", [[7, 2, 4, 1, 5], [1, 7, 4, 0, 2], [6, 7, 5, 2, 3, 4, 1], [0, 6, 2, 5, 4, 7]])
def test_titles_that_name_a_day_above_furniture(order):
    posts = [WEEKS[k] for k in order]
    page = "".join(f"{title}\n\nLeave a reply\n\n{text}\n\nThis entry was posted in Life on 2012/05/{28 - 3 * i:02} by Sunniva.\n\n" for i, (title, text) in enumerate(posts))
    archive = pdx.parse(f"Category Archives: Life\n\n{page}")
    assert [post.title for post in archive] == [title for title, _ in posts]
    assert [str(post.published) for post in archive] == [f"2012-05-{28 - 3 * i:02}" for i in range(len(posts))]
