"""Mail, pages that browsers save, crawls in packages: made up, as programs write them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import postdex as pdx
from linear import assert_linear
from postdex import _mail, _savedpage
from postdex._streams import Stream

LIST = """From ann at tidewick.example  Thu May  2 08:00:00 2013
From: ann at tidewick.example (Ann Lee)
Date: Thu, 2 May 2013 08:00:00 +0200
Subject: [Harbour] The last ferry
Message-ID: <1@tidewick.example>

It left at noon.

>From the quay we saw it.

From nobody to nowhere, a line that parts nothing.

From bo@tidewick.example Fri May  3 09:00:00 2013
From: =?UTF-8?B?Qm8gUXVpbGzDqQ==?= <bo@tidewick.example>
Date: Fri, 3 May 2013 09:00:00 +0000
Subject: =?UTF-8?Q?Re:_The_last_ferry_=E2=80=93_a_pity?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Ann Lee wrote:
> It left at noon.

The caf=E9 is closed, and this line is long and goes on un=
til it ends.
--x
Content-Type: text/html; charset="utf-8"

<p>The same</p>
--x--

From cy@tidewick.example Sat May  4 09:00:00 2013
From: Cy <cy@tidewick.example>
Date: Sat, 4 May 2013 09:00:00 +0000
Message-ID: <3@tidewick.example>
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PHN0eWxlPnB7fTwvc3R5bGU+PHA+Tm8gPGI+c3ViamVjdDwvYj48L3A+PHA+aGVyZTwvcD4=
"""


def test_messages_of_a_list_are_posts(tmp_path) -> None:
    path = tmp_path / "list.mbox"
    path.write_bytes(LIST.encode())
    archive = pdx.open(path)
    assert [(post.title and str(post.title), post.author, post.published.iso) for post in archive] == [
        ("[Harbour] The last ferry", "Ann Lee", "2013-05-02T08:00:00"), ("Re: The last ferry – a pity", "Bo Quillé", "2013-05-03T09:00:00"), (None, "Cy", "2013-05-04T09:00:00"),
    ]  # fmt: skip
    assert "From the quay we saw it." in archive[0].text and "parts nothing" in archive[0].text
    assert "café is closed, and this line is long and goes on until it ends." in archive[1].text
    assert archive[2].text == "No subject\n\nhere"
    assert [part.text for part in archive[1].parts if part.role == "quote"] == ["It left at noon."]
    begins = [source.name.rpartition("@")[2] for source in archive.sources]
    assert [LIST.encode()[int(at) :][:5] for at in begins] == [b"From "] * 3
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    assert [post.title for post in pdx.scan(path)] == [post.title for post in archive]
    assert [post.title for post in pdx.open(io.BytesIO(LIST.replace("\n", "\r\n").encode()))] == [post.title for post in archive]


def test_a_message_by_itself_and_one_that_is_too_large(tmp_path) -> None:
    single = LIST.partition("\n")[2].partition("\nFrom bo")[0]
    assert pdx.parse(single, name="x.eml")[0].author == "Ann Lee"
    large = LIST.replace("It left at noon.\n", "It left at noon.\n" + "x" * 5000 + "\n", 1)
    archive = pdx.open(io.BytesIO(large.encode()), limits=pdx.Limits(record=4000))
    assert [post.author for post in archive] == ["Bo Quillé", "Cy"]
    assert [(name, reason) for name, reason in archive.skipped] == [("stream!@0", "it is larger than records may be: Limits(record=...) says how large (byte 0)")]


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 16])
def test_messages_are_the_same_however_they_come(size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, n: int = -1, /) -> bytes:
            return super().read(min(n, size))

    data = LIST.encode()
    found = list(_mail._messages(Stream(Slow(data)), 1 << 20))
    assert b"".join(piece for _, piece in found) == data and len(found) == 3
    assert [data[at : at + len(piece)] for at, piece in found] == [piece for _, piece in found]
    few = list(_mail._messages(Stream(Slow(data)), 500))
    assert [(at, piece) for at, piece in few] == [(at, piece if len(piece) <= 500 else None) for at, piece in found]


@pytest.mark.parametrize("text", ["From Monday on the ferry leaves at 10:00 in 2013.\n\nNote: it is late.", "Title: The ferry\nDate: 2013-05-02\n\nIt left.", "From: Ann\nTo: Bo\n\nA letter.", "Date: today"])
def test_what_is_no_mail(text: str) -> None:
    assert not _mail.is_mail(text.encode())


PAGE = """<!DOCTYPE html><html><head><title>Tidewick</title></head><body><article><h1>The last ferry</h1>
<p>It left at noon, and the crew went home to sleep.</p></article></body></html>"""


def saved(page: str, more: str = "") -> str:
    return f"""From: <Saved by Blink>
Snapshot-Content-Location: https://tidewick.example/ferry
Subject: Tidewick
Date: Thu, 2 May 2013 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----b"


------b
{more}Content-Transfer-Encoding: quoted-printable
Content-Location: https://tidewick.example/ferry

{page.replace("=", "=3D")}
------b
Content-Type: text/css
Content-Location: cid:css@mhtml.blink

p {{ color: red }}
------b--
"""


def test_a_page_that_was_saved_as_one_file() -> None:
    archive = pdx.parse(saved(PAGE, "Content-Type: text/html\n").replace("\n", "\r\n"), name="ferry.mhtml")
    [post] = archive
    assert (post.title, post.text) == ("The last ferry", "It left at noon, and the crew went home to sleep.")
    assert (archive.sources[0].url, str(archive.sources[0].captured)) == ("https://tidewick.example/ferry", "2013-05-02")
    assert archive.skipped == [("ferry.mhtml!*", "1 part that the page needs to be shown: 1 text/css")]
    assert archive.sources[0].data.replace(b"\r\n", b"\n").strip() == PAGE.encode()
    with pytest.raises(pdx.FormatError, match="without a part of HTML.*byte 0"):
        pdx.parse(saved("x", "Content-Type: text/plain\n"), name="ferry.mhtml")


WHERE, DAY = "https://tidewick.example/ferry", "2013-05-02"


@pytest.mark.parametrize(
    ("said", "url", "day"),
    [
        ("<!-- saved from url=(0030)https://tidewick.example/ferry -->", WHERE, None),
        ("<!--\n Page saved with SingleFile \n url: https://tidewick.example/ferry \n saved date: Thu May 02 2013 10:00:00 GMT+0200 (Central European Summer Time)\n-->", WHERE, DAY),
        ("<!-- Mirrored from tidewick.example/ferry by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 02 May 2013 10:00:00 GMT -->", WHERE.replace("s:", ":"), DAY),
        ("<!-- Saved from https://tidewick.example/ferry at 2013-05-02T10:00:00Z using monolith v2.8.1 -->", WHERE, DAY),
        ('<script>\n  __wm.wombat("https://tidewick.example/ferry","20130502100000","https://web.archive.org/","web","/_static/",\n"1367488800");\n</script>', WHERE, DAY),
        ('<div id="wm-ipp-print">The Wayback Machine - https://web.archive.org/web/20130502100000/https://tidewick.example/ferry</div>', WHERE, DAY),
        ("<!-- a page of our own -->", None, None),
        ("<!--\n Page saved with SingleFile \n url: https://tidewick.example/ferry \n saved date: Thu Foo 99 2013\n-->", WHERE, None),
    ],
)
def test_a_saved_page_says_where_it_was(said: str, url: str | None, day: str | None) -> None:
    page = PAGE.replace("<head>", f"<head>{said}")
    assert _savedpage.said(page.encode()) == (url, day)
    source = pdx.parse(page).sources[0]
    assert (source.url, source.captured and str(source.captured)) == (url, day)
    given = pdx.parse(page, url="https://other.example/").sources[0]
    assert given.url == "https://other.example/"


def test_what_a_page_needs_to_be_shown_is_passed_over(tmp_path) -> None:
    (tmp_path / "ferry.html").write_text(PAGE)
    (tmp_path / "ferry_files").mkdir()
    (tmp_path / "ferry_files" / "jquery.js").write_text("var a = 1;\n" * 20)
    (tmp_path / "ferry_files" / "frame.html").write_text(PAGE.replace("ferry", "bridge"))
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "notes.txt").write_text("A note\n\nIt is of the harbour.")
    assert sorted(source.name.rpartition("/")[2] for source in pdx.open(tmp_path).sources) == ["ferry.html", "frame.html", "notes.txt"]


def test_a_crawl_in_a_package_has_its_pages_once(tmp_path) -> None:
    def record(url: str, body: str, media: str = "text/html") -> bytes:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n{body}".encode()
        return f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2013-05-02T08:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"

    path = tmp_path / "ferry.wacz"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "title": "Tidewick"}))
        made.writestr("archive/rec-0.warc", record(WHERE, PAGE) + record("https://tidewick.example/robots.txt", "User-agent: *\nDisallow: /x\n", "text/plain"))
        made.writestr("pages/pages.jsonl", json.dumps({"title": "The last ferry", "url": WHERE, "text": "It left at noon"}) + "\n")
        made.writestr("indexes/index.cdx", "example,tidewick)/ferry 20130502080000 {}\n")
    archive = pdx.open(path)
    assert [post.title for post in archive] == ["The last ferry"]
    assert sorted(reason.partition(":")[0] for _, reason in archive.skipped) == ["1 record without a page", "3 files beside the crawl's records"]


def test_programs_and_styles_in_a_folder_are_passed_over(tmp_path) -> None:
    site = tmp_path / "site"
    (site / "posts").mkdir(parents=True)
    (site / "posts" / "ferry.md").write_text("---\ntitle: The ferry\n---\nIt left.\n")
    for name in ("site.js", "style.CSS", "_config.yml"):
        (site / name).write_text("title: none of this is a post, whatever it says\n")
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as made:
        for path in sorted(site.rglob("*.*")):
            made.write(path, path.relative_to(site))
    for what in (site, tmp_path / "site.zip"):
        archive = pdx.open(what)
        scan = pdx.scan(what)
        assert [post.title for post in archive] == [post.title for post in scan] == ["The ferry"]
        assert len(archive.skipped) == len(scan.skipped) == 3 and all("open it by itself" in reason for _, reason in archive.skipped)
    assert len(pdx.open(site / "site.js")) == len(pdx.open(str(site / "*.js"))) == 1


def message(body: str, more: str = "") -> str:
    return f"From: Ann <ann@tidewick.example>\nDate: Thu, 2 May 2013 08:00:00 +0200\nSubject: Signs\nMessage-ID: <1@tidewick.example>\n{more}\n{body}"


SIGNS = r"Hello <sigh>, if a<b and c>d then 2*3*4 = 24; see [1](http://tidewick.example), \n, C:\dir and `tick` &amp; __init__ | so."


def test_no_character_of_mail_is_a_mark() -> None:
    body = f"{SIGNS}\n\n# 3 stays\n\n[1]: http://tidewick.example/foot\n\nTitle\n-----\n<!-- no comment -->\n{{{{ and so on }}}}\n\n1. one\n2. two\n\n    indented  *code*\n\n-- \nAnn\n"
    [post] = pdx.parse(message(body), name="x.eml")
    parts = [(part.role, part.text) for part in post.parts if part.role not in ("blank", "title", "byline", "date")]
    assert parts == [
        ("paragraph", SIGNS), ("paragraph", "# 3 stays"), ("paragraph", "[1]: http://tidewick.example/foot"), ("paragraph", "Title ----- <!-- no comment --> {{ and so on }}"),
        ("list", "1. one"), ("list", "2. two"), ("code", "indented  *code*"), ("paragraph", "-- Ann"),
    ]  # fmt: skip
    assert all(part.anchor.verify() for part in post.parts)


def test_an_answer_right_below_a_quotation_is_no_part_of_it() -> None:
    [post] = pdx.parse(message("Bo wrote:\n> It left at noon,\n>> did it?\n> and was empty.\nA pity.\n> So it is.\nYes.\n"), name="x.eml")
    assert [(part.role, part.text) for part in post.parts if part.role in ("quote", "paragraph")] == [
        ("paragraph", "Bo wrote:"), ("quote", "It left at noon, did it? and was empty."), ("paragraph", "A pity."), ("quote", "So it is."), ("paragraph", "Yes."),
    ]  # fmt: skip


def test_what_messages_have_beside_their_text_is_told() -> None:
    parts = [
        'Content-Type: multipart/alternative; boundary="z"\n\n--z\nContent-Type: text/plain\n\nIt left.\n--z\nContent-Type: text/html\n\n<p>It left.</p>\n--z--',
        'Content-Type: application/pdf\nContent-Disposition: attachment; filename="plan.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0=',
        'Content-Type: text/plain\nContent-Disposition: attachment; filename="notes.txt"\n\nNotes.',
        "Content-Type: text/html\n\n<p>Words of HTML alone.</p>",
    ]
    body = "".join(f"--y\n{part}\n" for part in parts) + "--y--\n"
    data = message(body, 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="y"\n')
    archive = pdx.parse(data, name="x.eml")
    assert [post.text for post in archive] == ["It left.\n\nWords of HTML alone."]
    assert [(name, reason.partition(";")[0]) for name, reason in archive.skipped] == [
        ("x.eml!*", "2 parts of messages beside their text, which no one reads: 1 application/pdf, 1 text/plain")
    ]
    scan = pdx.scan(io.BytesIO(data.encode()))
    assert len(list(scan)) == 1 and len(scan.skipped) == 1


HTML_ALONE = "Content-Type: text/html\n\n<p>It left.</p>"


@pytest.mark.parametrize(
    "said", [HTML_ALONE, f'Content-Type: multipart/alternative; boundary="z"\n\n--z\nContent-Type: text/plain\n\n \n--z\n{HTML_ALONE}\n--z--']
)
def test_html_is_read_where_only_a_list_adds_words_of_its_own(said: str) -> None:
    body = f"--y\n{said}\n--y\nContent-Type: text/plain\n\nOf the list of ferries.\n--y--\n"
    archive = pdx.parse(message(body, 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="y"\n'), name="x.eml")
    assert [post.text for post in archive] == ["It left.\n\nOf the list of ferries."] and archive.skipped == []


def test_a_line_of_a_message_within_another_is_freed_once() -> None:
    body = "--y\nContent-Type: message/rfc822\n\nSubject: Ferry\n\nIt left.\n\n>>From here we saw it.\n--y--\n"
    [post] = pdx.parse(message(body, 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="y"\n'), name="x.eml")
    assert [part.text for part in post.parts if part.role == "quote"] == ["From here we saw it."]


@pytest.mark.parametrize("hostile", ["<!--", "<a ", "<![CDATA[", "<blockquote>", "<a b='", "&am", "<script>"])
@pytest.mark.parametrize("end", ["", ">", "-->"])
def test_html_of_a_message_is_read_in_linear_time(hostile: str, end: str) -> None:
    assert_linear(lambda n: pdx.parse(message("It left. " + hostile * n + end, "Content-Type: text/html\n"), name="x.eml"), 500, 8000)


def test_what_nothing_ends_in_html_of_a_message_is_text() -> None:
    html = "<!-- no --><p>a<![if !mso]>b<![endif]>c</p><p>It left <b>at noon</b> <!-- and so on"
    [post] = pdx.parse(message(html, "Content-Type: text/html\n"), name="x.eml")
    assert [part.text for part in post.parts if part.role == "paragraph"] == ["abc", "It left at noon <!-- and so on"]


def test_groups_of_usenet_have_numbers_between_their_messages() -> None:
    groups = "From -1234567890\nX-Google-Thread: f996b,1\nFrom: ann@tidewick.UUCP (Ann Lee)\nNewsgroups: net.harbour\nSubject: The last ferry\nDate: Thu, 2-May-85 08:00:00 EDT\n"
    groups += "Message-ID: <1@tidewick.UUCP>\n\nIt left at noon.\nFrom here we saw it.\n\nFrom 987654321\nFrom: bo@mill.UUCP\nSubject: Re: The last ferry\nMessage-ID: <2@mill.UUCP>\n\nA pity.\n"
    archive = pdx.parse(groups, name="net.harbour.mbox")
    assert [(str(post.title), post.author, post.text) for post in archive] == [
        ("The last ferry", "Ann Lee", "It left at noon. From here we saw it."), ("Re: The last ferry", "bo@mill.UUCP", "A pity."),
    ]  # fmt: skip


def test_messages_within_messages_say_whose_they_are() -> None:
    inner = "From: Bo <bo@mill.example>\nDate: Wed, 1 May 2013 08:00:00 +0200\nSubject: =?utf-8?Q?The_caf=C3=A9?=\nContent-Type: {}\n\n{}"
    parts = ["Content-Type: message/rfc822\n\n" + inner.format("text/plain", "It is closed."), "Content-Type: message/rfc822\n\n" + inner.format("text/html", "<p>It <b>is</b> open.</p>")]
    for own in ("Content-Type: text/plain\n\nSee below.", "Content-Type: text/html\n\n<p>See below.</p>"):
        body = "".join(f"--y\n{part}\n" for part in (own, *parts)) + "--y--\n"
        archive = pdx.parse(message(body, 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="y"\n'), name="x.eml")
        head = ["From: Bo <bo@mill.example>", "Date: Wed, 1 May 2013 08:00:00 +0200", "Subject: The café"]
        assert archive[0].text.split("\n\n") == ["See below.", *head, "It is closed.", *head, "It is open."] and archive.skipped == []


def test_html_of_a_message_keeps_cells_and_quotations_apart() -> None:
    html = "<p>Hello</p><blockquote>They <b>said</b>:<blockquote>deeper</blockquote><p>so</p></blockquote><p>Yes.</p><table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>"
    [post] = pdx.parse(message(html, "Content-Type: text/html\n"), name="x.eml")
    assert [(part.role, part.text) for part in post.parts if part.role in ("quote", "paragraph")] == [
        ("paragraph", "Hello"), ("quote", "They said:"), ("quote", "deeper"), ("quote", "so"), ("paragraph", "Yes."), ("paragraph", "a b"), ("paragraph", "c"),
    ]  # fmt: skip
