"""WordPress' shortcodes in the bodies of exports and feeds: markup, and no words."""

from io import BytesIO

import postdex as pdx
import pytest

HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Town</title>'
EXPORT = HEAD + "<wp:wxr_version>1.2</wp:wxr_version><item><title>Tide</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{}</item></channel></rss>"
FEED = HEAD + "<item><title>Tide</title>{}</item></channel></rss>"
BODY = """The ferry [sic] waited &amp; waited.

[caption id="attachment_1" width="300"]<a href="/q"><img src="/q.jpg" alt="A quay"></a> The quay at <em>noon</em>[/caption]
[caption id="" caption="An old bell"]<img src="/b.jpg">[/caption]

Look: [gallery ids="1,2"] and [[gallery ids="3"]].
[embed]https://tube.example/v?a=1&amp;b=2[/embed]
[code lang="c"]
int a[3];

b[0] = [gallery];
[/code]
<pre>[gallery ids="4"]</pre>
[su-box title="x"]It rained.[/su-box]"""
PARTS = [
    ("paragraph", "The ferry [sic] waited & waited."), ("image_alt", "A quay"), ("caption", "The quay at noon"), ("caption", "An old bell"),
    ("paragraph", 'Look: and [gallery ids="3"].'), ("code", "int a[3];\n\nb[0] = [gallery];"), ("code", '[gallery ids="4"]'), ("paragraph", "It rained."),
]  # fmt: skip
WORDS = ("paragraph", "image_alt", "caption", "code")


def document(form: str, body: str = BODY) -> bytes:
    return form.format(f"<content:encoded><![CDATA[{body}]]></content:encoded>").encode()


def parts(post):
    return [(part.role, part.text) for part in post.parts if part.role in WORDS]


@pytest.mark.parametrize("form", [EXPORT, FEED])
def test_they_are_no_words(form):
    content = document(form)
    archive = pdx.parse(content)
    (scanned,) = pdx.scan(BytesIO(content))
    assert parts(archive[0]) == parts(scanned) == PARTS
    assert [len(archive.search(word)) for word in ("attachment_1", "ids", "embed", "noon", "bell")] == [0, 1, 0, 1, 1]
    for part in archive[0].parts:
        at = part.anchor.bytes
        if part.role in ("caption", "code"):
            assert content[at[0] : at[1]].decode().replace("<em>", "") == part.text.strip()
        assert part.anchor.verify()


def test_what_is_embedded_is_a_link():
    said = {(part.role, part.text) for part in pdx.parse(document(EXPORT))[0].parts if part.role in ("link", "image")}
    assert said == {("link", "/q"), ("image", "/q.jpg"), ("image", "/b.jpg"), ("link", "https://tube.example/v?a=1&b=2")}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[gallery]", []), ("Low [gallery] tide", [("paragraph", "Low [gallery] tide")]), ("<p>[gallery]</p><p>Low</p>", [("paragraph", "Low")]),
        ("<!-- wp:shortcode -->\n[gallery ids=1]\n<!-- /wp:shortcode --><!-- wp:paragraph --><p>Low</p><!-- /wp:paragraph -->", [("paragraph", "Low")]),
        ("[caption]Low[/caption]", [("paragraph", "Low")]), ("Low [caption", [("paragraph", "Low [caption")]), ("[code]a", [("paragraph", "[code]a")]),
    ],
)  # fmt: skip
def test_brackets_of_text_stay(body, text):
    assert parts(pdx.parse(document(EXPORT, body))[0]) == text


@pytest.mark.parametrize("piece", ["[", "[[", "[a ", "[a b=\"", "[caption]", "[code]", "[embed]", "[gallery ids=1]", "[/caption]", "[/a]"])
def test_many_of_them_are_no_trouble(piece):
    """As many again take no more than as long again: a square of a million would not end."""
    assert len(pdx.parse(document(EXPORT, piece * 50_000))) == 1
