"""Bodies of scanned records: they are read when somebody asks for them, and everything is then as `open` has it, in whatever order it is asked."""

import io
import json
import threading

import pytest

import postdex as pdx
from postdex._items import whole

SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
BODY = "<p>The <b>ferry</b> {i} left on 3 May 2019 &amp; came back.</p>\n<ul><li>a rope</li></ul><a href='/quay/{i}'>quay</a> <img src='f.png' alt='A ferry'>"


def export(n=12):
    def item(i):
        comment = "<wp:comment><wp:comment_author>Ann</wp:comment_author><wp:comment_content>So it <i>did</i>.</wp:comment_content></wp:comment>"
        title = "" if i == 4 else f"<title>Ferry &amp; {i}</title>"
        date = "" if i % 3 == 0 else f"<wp:post_date>2019-06-0{1 + i % 9} 08:00:00</wp:post_date>"
        return (
            f"<item>{title}<link>https://quay.example/{i}</link><dc:creator>Bea</dc:creator><content:encoded><![CDATA[{BODY.format(i=i)}]]></content:encoded>"
            f"{date}<wp:post_type>page</wp:post_type><wp:status>draft</wp:status><category domain='post_tag'>Rope</category>{comment if i % 2 else ''}</item>"
        )

    bare = f"<item><content:encoded><![CDATA[{BODY.format(i=99)}]]></content:encoded></item>"  # nothing to tell it by but its body
    return f'<?xml version="1.0"?>\n<rss version="2.0" {SPACES} xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>{"".join(map(item, range(n)))}{bare}</channel></rss>'


def feed(language):
    items = "".join(
        f"<item><title>Le bac {i}</title><pubDate>Thu, 0{1 + i} May 2019 08:00:00 +0000</pubDate><category>Corde</category>"
        f"<content:encoded><![CDATA[<p>Le bac {i} est parti du quai et il est revenu avec les gens.</p>]]></content:encoded></item>"
        for i in range(6)
    )
    return f'<rss version="2.0" {SPACES}><channel><title>Q</title>{language}{items}</channel></rss>'


JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(i), "title": f"Ferry {i}", "content_html": BODY.format(i=i)} for i in range(5)]}
)
FORMS = {"export": export(), "feed": feed(""), "feed in french": feed("<language>fr</language>"), "json feed": JSON_FEED}

FIELDS = {
    "title": lambda post: post.title, "tags": lambda post: post.tags, "author": lambda post: post.author, "kind": lambda post: post.kind,
    "status": lambda post: post.status, "url": lambda post: post.url, "published": lambda post: post.published and post.published.iso,
    "categories": lambda post: post.categories,
}  # fmt: skip
BEHIND = {
    "text": lambda post: post.text, "bounds": lambda post: str(post.published_bounds), "reasons": lambda post: list(map(str, post.published_bounds.evidence)),
    "language": lambda post: post.language, "parts": lambda post: [(part.role, str(part.text), part.anchor.bytes) for part in post.parts],
    "links": lambda post: [str(part.text) for part in post.links], "comments": lambda post: [str(part.text) for part in post.comments],
    "place": lambda post: post.anchor.bytes, "page": lambda post: post.pages[0].language, "excerpt": lambda post: post.appearances[0].excerpt,
    "words": lambda post: post.words, "number": lambda post: post.title and post.title.anchor.bytes,
}  # fmt: skip


def scanned(source, **more):
    return list(pdx.scan(io.BytesIO(source.encode()), **more))


def waiting(posts):
    return posts[0]._store.waiting


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize("first", ["head", *BEHIND])
def test_everything_is_as_open_has_it(form, language, first):
    opened = list(pdx.open(io.BytesIO(FORMS[form].encode()), language=language))
    posts = scanned(FORMS[form], language=language)
    assert len(posts) == len(opened)
    heads = [{name: get(post) for name, get in FIELDS.items()} for post in posts] if first == "head" else []
    for post, other in zip(posts[::-1], opened[::-1], strict=True):
        for name in sorted(BEHIND, key=lambda name: name != first):
            assert BEHIND[name](post) == BEHIND[name](other), name
    for got in (heads, [{name: get(post) for name, get in FIELDS.items()} for post in posts]):
        assert not got or got == [{name: get(post) for name, get in FIELDS.items()} for post in opened]


def test_a_body_is_read_when_it_is_asked_for_and_no_other():
    posts = scanned(export())
    n = waiting(posts)
    assert n == len(posts) - 1  # the last has nothing before its body
    heads = [[get(post) for get in FIELDS.values()] for post in posts]
    assert waiting(posts) == n and heads[3][0] == "Ferry & 3"
    assert "ferry 5 left" in posts[5].text and waiting(posts) == n - 1
    assert [part.role for part in posts[5].comments] == ["comment_by", "comments"] and waiting(posts) == n - 1
    assert posts[6].language == "en" and waiting(posts) == n - 2
    assert posts[7].published_bounds.before is not None and waiting(posts) == n - 3
    assert posts[0].title.anchor.verify() and waiting(posts) == 0


@pytest.mark.parametrize(("form", "language", "waits"), [("feed", None, False), ("feed", "fr", True), ("feed in french", None, True), ("json feed", None, True)])
def test_a_date_in_words_waits_for_no_language(form, language, waits):
    assert (waiting(scanned(FORMS[form], language=language)) > 0) == waits


def test_what_was_given_before_a_body_came_still_holds():
    posts = scanned(export())
    titles = [post.title for post in posts]
    tags = [tag for post in posts for tag in post.tags]
    dates = [post.published for post in posts]
    assert all(post.text for post in posts)
    assert [title and str(title) for title in titles] == [post.title and str(post.title) for post in posts]
    for text in [*filter(None, titles), *tags, *(date.printed for date in dates if date)]:
        assert text.anchor.quote == str(text) and text.anchor.verify()


def test_another_encoding_is_read_at_once():
    source = export().replace("ferry", "f\u00e9rry").replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="iso-8859-1"?>').encode("latin-1")
    posts = list(pdx.scan(io.BytesIO(source)))
    assert waiting(posts) == 0 and "f\u00e9rry 5" in posts[5].text


def test_many_threads_ask_for_the_same_bodies():
    posts, wanted = scanned(export(60)), [post.text for post in scanned(export(60))]
    found = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda out=out: out.extend((post.title, post.text, post.words)[1] for post in posts)) for out in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(texts == wanted for texts in found)


def test_a_search_of_what_was_scanned_knows_all_bodies():
    posts = scanned(export())
    assert posts[2].text and waiting(posts) > 0
    archive = whole(posts[0]._store)
    assert len(archive.search("rope")) == len(posts) and waiting(posts) == 0
    wanted = pdx.open(io.BytesIO(export().encode())).search("before:2019-06-03 rope")
    assert [hit.post.title for hit in archive.search("before:2019-06-03 rope")] == [hit.post.title for hit in wanted]
