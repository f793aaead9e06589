"""Saved pages as platforms of all kinds write them, all of it made up: what of them is the post, and what only stands beside it."""

from __future__ import annotations

import pytest
from linear import assert_linear

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")

FERRY = "The ferry left the eastern quay at noon, as it does on every working day, and nobody aboard noticed the fog."
BELL = "Captain Ruiz said that the harbour office had not answered his calls, and that the bell had been rung twice."
PIANO = "By the evening the crew had counted forty passengers, two dogs and a piano that nobody wanted to claim."
BODY = f"<p>{FERRY}</p><p>{BELL}</p><p>{PIANO}</p>"
TEXT = f"{FERRY}\n\n{BELL}\n\n{PIANO}"


def parse(body: str, head: str = "<title>The last ferry | Tidewick</title>", lang: str = "en") -> pdx.Archive:
    return pdx.parse(f"<!DOCTYPE html><html lang={lang}><head>{head}</head><body>{body}</body></html>", name="page.html")


def roles(post: pdx.Post, role: str) -> list[str]:
    return [part.text for part in post.parts if part.role == role]


def test_the_title_that_a_template_prints_above_its_article() -> None:
    archive = parse(
        "<header><a href='/'>Tidewick</a></header><div id=region><div id=page-title><h1>The last ferry</h1></div>"
        f"<article class=node><footer>Submitted by Ann Lee on 2 May 2013</footer>{BODY}<div><h3>Terms</h3><ul><li><a href='/taxonomy/term/1'>Quay</a></ul></div></article></div>"
    )
    assert [(str(post.title), post.text, post.tags) for post in archive] == [("The last ferry", TEXT, ["Quay"])]


def test_a_short_line_above_tags_is_text_where_no_element_calls_it_a_heading() -> None:
    texts = ["I solved it by taking my sister aboard", "Nobody knows whose piano it is", "Who would have thought of fog in May"]
    post = "<div class=post><h2><a href='/{0}'>Ferry {0} of the week</a></h2><p>13/9/07, 16:26</p><p>{1}</p><p>{2}</p><p>Tags: <a rel=tag href='/tag/sea'>Sea</a></p></div>"
    archive = parse("".join(post.format(k, (FERRY, BELL, PIANO)[k], texts[k]) for k in range(3)), "<title>x</title>")
    assert [(post.text.split("\n\n")[-1], post.tags) for post in archive] == [(text, ["Sea"]) for text in texts]


def test_a_list_of_one_post_is_not_called_as_the_post() -> None:
    archive = parse(
        f"<h1>Posts about ferries</h1><article class=post><h2><a href='/ferry'>The last ferry</a></h2>{BODY}</article>", "<title>Posts about ferries | Tidewick</title>"
    )
    assert [str(post.title) for post in archive] == ["The last ferry"]


@pytest.mark.parametrize("head", ["<title>The last ferry | Tidewick Post</title>", "<title>Tidewick Post: The last ferry</title>", "<title>x</title><meta property='og:title' content='The last ferry'>"])
def test_a_post_that_no_element_holds_is_told_by_the_head(head: str) -> None:
    archive = parse(
        "<div class=top><h1><a href='/'>Tidewick Post</a></h1><ul><li><a href='/p'>Politics</a><li><a href='/s'>Sport</a></ul></div>"
        f"<div class=page><div class=col><div class=code>Number 12345</div><div>2 May 2013</div><h2>The last ferry</h2><div class=txt>{BODY}</div></div>"
        "<div class=most><h3>Most read</h3><ul><li><a href='/a'>Bread is dear</a><li><a href='/b'>The storm of last night</a></ul></div></div>",
        head,
    )
    assert [(str(post.title), str(post.published), post.text) for post in archive] == [("The last ferry", "2013-05-02", TEXT)]


def test_such_a_post_from_right_to_left() -> None:
    text = ["کشتی هر روز ظهر از اسکله‌ی شرقی حرکت می‌کند و امروز نیز چنین کرد، اما هیچ‌یک از مسافران متوجه مه نشد.", "ناخدا گفت که دفتر بندر به تماس‌های او پاسخ نداده و زنگ دو بار به صدا درآمده است."]
    archive = parse(
        "<header><a href='/'>روزنامه بندر</a><nav><a href='/p'>سیاسی</a></nav><div>شنبه ۱۵ تیر ۱۳۹۸</div></header><div class=row><div class=news>"
        f"<span>کد خبر: ۱۲۳۴۵</span><h1>آخرین کشتی</h1><div><p>{text[0]}</p><p>{text[1]}</p></div><div class=share>اشتراک‌گذاری: <a href='/t'>تلگرام</a></div>"
        "<div class=related_news><h3>اخبار مرتبط</h3><ul><li><a href='/n/1'>توفان شب گذشته</a></ul></div></div></div>",
        "<title>آخرین کشتی - روزنامه بندر</title>",
        "fa",
    )
    assert [(str(post.title), post.text) for post in archive] == [("آخرین کشتی", "\n\n".join(text))]


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='post-share-buttons'><p>Pass it on to friends</p></div>",
        "<div><button>Listen to it</button></div>",
        "<nav><p><a href='/a'>A bridge of iron</a></p></nav>",
        "<div class='subscription-widget'><p>This letter is paid for by its readers, of whom you may be one from today on.</p></div>",
        "<div class='noprint'><p>From the notes that anybody can write</p></div>",
        "<div class='related-posts'><h3><a href='/b'>The storm of last night</a></h3><p><a href='/c'>Bread is dear again</a></p></div>",
    ],
)
def test_what_stands_in_a_post_and_is_not_of_it(beside: str) -> None:
    post = parse(f"<article><h1>The last ferry</h1><p>{FERRY}</p><p>{BELL}</p>{beside}<p>{PIANO}</p></article>")[0]
    assert (str(post.title), post.text) == ("The last ferry", TEXT)


@pytest.mark.parametrize("named", ["post-share", "noprint", "newsletter-post", "related"])
def test_a_name_alone_takes_no_text_away(named: str) -> None:
    assert parse(f"<article><h1>The last ferry</h1><div class='{named}'>{BODY * 3}</div></article>")[0].text == "\n\n".join([TEXT] * 3)


@pytest.mark.parametrize(
    "named",
    [
        "<div class='share-price'><p>Shares in the ferry fell by a tenth, to 12.40.</p></div>",
        "<p class='social-history'>In the year before the quay was poor.</p>",
        "<div class='social'><p>12.40</p></div>",
        "<section class='related-work'><h2>Other work</h2><p>Lee counted the fogs, and Hart the bells.</p></section>",
    ],
)
def test_a_name_that_means_something_else_takes_no_text_away(named: str) -> None:
    post = parse(f"<article><h1>The last ferry</h1><p>{FERRY}</p>{named}<p>{BELL}</p><p>{PIANO}</p></article>")[0]
    assert [part.role for part in post.parts if part.role in ("share", "nav")] == []


@pytest.mark.parametrize("item", ["<div class='newsletter-item'>{}<p>{}</p></div>", "<article>{}<div class='newsletter-text'><p>{}</p></div></article>", "<div class='social-post'>{}<p>{}</p></div>"])
def test_posts_of_a_list_that_are_named_as_what_stands_beside_posts(item: str) -> None:
    archive = parse("".join(item.format(f"<h3><a href='/{k}'>Letter {k} of the year</a></h3>", text) for k, text in enumerate((FERRY, BELL, PIANO, FERRY))), "<title>x</title>")
    assert [(str(post.title), post.text) for post in archive] == [(f"Letter {k} of the year", text) for k, text in enumerate((FERRY, BELL, PIANO, FERRY))]


def test_forms_that_hold_all_that_a_page_says_are_no_furniture() -> None:
    archive = parse("".join(f"<form action='/vote'><h3><a href='/{k}'>Letter {k} of the year</a></h3><p>{text}</p></form>" for k, text in enumerate((FERRY, BELL, PIANO))), "<title>x</title>")
    assert "nav" not in {part.role for post in archive for part in post.parts}


def test_a_line_that_begins_with_a_button_is_text() -> None:
    assert parse(f"<article><h1>The last ferry</h1><p><button>Play</button> {FERRY}</p><p>{BELL}</p></article>")[0].text == f"Play {FERRY}\n\n{BELL}"


def test_a_button_whose_end_was_left_out_takes_no_text_away() -> None:
    assert parse(f"<article><h1>The last ferry</h1><button class=x /><div>{FERRY}</div><div>{BELL}</div></article>")[0].text == f"{FERRY}\n\n{BELL}"


COMMENTS = {
    "blocks of a kind": (
        "<section class=comment-wrapper><h2>Kommentare</h2><article class='comment js-comment' id=comment-1><footer class=comment__meta><p class=comment__author>Bo</p>"
        "<p class=comment__time>Fr, 03.05.2013</p></footer><div class=comment__content><p>I was aboard.</p></div></article></section>"
    ),
    "definitions": (
        "<div id=comments><h4>2 comments:</h4><dl id=comments-block><dt class=comment-author>Anonymous said...</dt><dd class=comment-body><p>I was aboard.</p></dd>"
        "<dd class=comment-footer><span class=comment-timestamp><a href='#c1'>3 May 2013 at 10:11</a></span></dd></dl></div>"
    ),
    "all of it in one": (
        "<div class=comment-list><div class=comment><table class=comment-content><tr><td class=who><a href='/bo'>Bo</a></td></tr>"
        "<tr><td class=rest><p><a href='/c/1'>Feb 4, 2022</a></p><div class=comment-body><p>I was aboard.</p></div></td></tr></table></div></div>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", COMMENTS)
def test_comments_are_apart(form: str) -> None:
    post = parse(f"<article><h1>The last ferry</h1>{BODY}{COMMENTS[form]}</article>")[0]
    assert post.text == TEXT
    assert [part.text for part in post.comments if part.role == "comments"][-1:] == ["I was aboard."]


def test_what_can_be_done_with_a_comment_is_no_text_of_the_post() -> None:
    comment = "<li class=comment id=comment-5><p class=comment-author><a href='/cy'>Cy</a></p><div class=comment-content><p>I was aboard.</p></div><div><p>Answer it</p></div></li>"
    post = parse(f"<article><h1>The last ferry</h1>{BODY}<ol>{comment}</ol></article>")[0]
    assert (post.text, [part.text for part in post.comments if part.role == "comments"]) == (TEXT, ["I was aboard."])


@pytest.mark.parametrize("sign", ["&para;", "#", "\u2317", "\U0001f517"])
def test_the_sign_that_links_to_a_heading_is_none_of_it(sign: str) -> None:
    link = f"<a class=headerlink href='#x' title='Permalink'>{sign}</a>"
    post = parse(f"<article><h1>The last ferry{link}</h1><p>{FERRY}</p><h2 id=x>On the quay {link}</h2><p>{BELL}</p><h2>The <a href='#y'>bell</a></h2><p>{PIANO}</p></article>")[0]
    assert (str(post.title), roles(post, "heading")) == ("The last ferry", ["On the quay", "The bell"])


@pytest.mark.parametrize(("heading", "said"), [("<b>C</b>++", "C++"), ("<em>Why</em>?", "Why?"), ("Is it<!-- --> ?", "Is it ?")])
def test_signs_behind_words_of_a_link_are_of_the_heading(heading: str, said: str) -> None:
    post = parse(f"<article><h1>The last ferry</h1><p>{FERRY}</p><h2 id=x><a href='#x'>{heading}</a></h2><p>{BELL}</p></article>")[0]
    assert roles(post, "heading") == [said]


def test_since_when_somebody_writes_is_no_day_of_a_post() -> None:
    def message(who: str, day: str, stamp: str, text: str) -> str:
        return (
            f"<div class='post'><dl><dt>{who}</dt><dd>Joined: Mon Jan 05, 2009 10:00 am</dd></dl><h3><a href='#p'>Re: The ferry</a></h3>"
            f"<p class=author>by {who} &raquo; <time datetime='{stamp}'>{day}</time></p><div>{text}</div></div>"
        )

    archive = parse(
        message("annlee", "Thu May 02, 2013 8:00 am", "2013-05-02T08:00:00+00:00", FERRY) + message("bohart", "Fri May 03, 2013 9:30 am", "2013-05-03T09:30:00+00:00", BELL),
        "<title>x</title>",
    )
    assert [str(post.published) for post in archive] == ["2013-05-02T08:00", "2013-05-03T09:30"]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>2 May 2013</p>{BODY}<p>Seen last on <time datetime='2019-01-07'>7 January 2019</time></p>",
        f"<p>2 May 2013</p><p>{FERRY}</p><ul><li><time datetime='2019-01-07'>7 January 2019</time>: the bell is mended</li></ul><p>{BELL}</p>",
        f"<div>{FERRY} By Ann Lee, <time datetime='2013-05-02'>2 May 2013</time>, with pictures by Bo Hart</div>{BODY}<p>Changed: <time datetime='2019-01-07'>7 January 2019</time></p>",
    ],
)
def test_a_time_behind_the_text_is_no_day_of_the_post(text: str) -> None:
    assert str(parse(f"<article><h1>The last ferry</h1>{text}</article>")[0].published) == "2013-05-02"


def test_a_heading_over_terms_and_text_is_one_of_the_text() -> None:
    post = parse(f"<article><h1>The last ferry</h1><p>{FERRY}</p><h2>On the fog</h2><p><a rel=tag href='/tag/fog'>Fog</a></p><p>{BELL}</p><h2>The bell</h2><p>{PIANO}</p></article>")[0]
    assert (roles(post, "heading"), post.tags) == (["On the fog", "The bell"], ["Fog"])


def test_a_time_of_the_day_is_no_day() -> None:
    post = parse(
        f"<div class='post hentry' itemscope itemtype='http://schema.org/BlogPosting'><h3 class=entry-title itemprop=name>The last ferry</h3><div>{BODY}</div>"
        "<p>Posted by Ann Lee at <abbr class=published itemprop=datePublished title='2013-05-02T08:00:00+02:00'>08:00</abbr></p></div>"
    )[0]
    assert post.published is not None and post.published.iso == "2013-05-02T08:00:00"


def test_tags_beside_the_day_that_links() -> None:
    line = "<p><a href='/post/{0}'>May {0}, 2014</a> <a href='/post/{0}#notes'>{0} notes</a> <a href='/tagged/sea'>#sea</a> <a href='/tagged/quay'>#quay</a></p>"
    archive = parse("".join(f"<article><h2><a href='/post/{k}'>Ferry {k} of the week</a></h2>{BODY}{line.format(k)}</article>" for k in (9, 8, 7)), "<title>x</title>")
    assert [(post.tags, str(post.published)) for post in archive] == [(["sea", "quay"], f"2014-05-0{k}") for k in (9, 8, 7)]


def test_program_text_is_no_furniture() -> None:
    code = '<pre><code>&lt;link rel="stylesheet" href="http://tidewick.example/{}/min.css"&gt;\n</code></pre>'
    archive = parse(
        "".join(
            f"<div class=post><h2><a href='/r{k}'>Release {k} of the ferry</a></h2><p>{FERRY}</p>{code.format(k)}<p>{BELL}</p><p>By Ann Lee, July 1{k}, 2013</p></div>" for k in (3, 2, 1)
        ),
        "<title>Releases</title>",
    )
    assert [roles(post, "code") for post in archive] == [[f'<link rel="stylesheet" href="http://tidewick.example/{k}/min.css">'] for k in (3, 2, 1)]


@pytest.mark.parametrize("title", ["News{}of the day", "News of the day{}x"])
def test_headings_are_held_against_a_title_of_white_space(title: str) -> None:
    def work(n: int) -> None:
        assert len(parse("<h2>News of the day</h2>" * n, f"<title>{title.format(' ' * (40 * n))}</title>").pages) == 1

    assert_linear(work, 1000, 10000)


def test_authors_in_blocks() -> None:
    meta = "<div class=wp-block-post-date><time datetime='2013-05-02T08:00:00+00:00'>May 2, 2013</time></div>"
    name = "<div class='has-link wp-block-post-author-name'><a href='/author/ann' class=wp-block-post-author-name__link>Ann Lee</a></div>"
    card = "<div class=wp-block-post-author><p class=wp-block-post-author__byline>Harbour desk</p><p class=wp-block-post-author__name>Ann Lee</p></div>"
    for author in (name, card, name.replace("<a href='/author/ann' class=wp-block-post-author-name__link>", "").replace("</a>", "")):
        archive = parse(f"<main class=wp-block-group><h1 class=wp-block-post-title>The last ferry</h1>{meta}{author}<div class='entry-content wp-block-post-content'>{BODY}</div></main>")
        assert [(str(post.title), post.author) for post in archive] == [("The last ferry", "Ann Lee")]


def test_authors_of_a_forum() -> None:
    posts = "".join(
        f"<div id=p{i} class='post bg{i % 2}'><div class=inner><dl class=postprofile><dt><a href='./u?{i}' class=username>{who}</a></dt><dd>Member</dd></dl><div class=postbody>"
        f"<h3><a href='./t?p={i}'>The last ferry</a></h3><ul class=post-buttons><li><a href='./q'><span>Quote</span></a></li></ul>"
        f"<p class=author><a class=unread href='./t?p={i}'><span class=sr-only>Post</span></a><span class=responsive-hide>by <strong><a href='./u?{i}' class=username>{who}</a></strong> &raquo; </span><time datetime='2013-05-0{i}T08:00:00+00:00'>Thu May 0{i}, 2013 8:00 am</time></p>"
        f"<div class=content>{text}</div></div></div></div>"
        for i, (who, text) in enumerate([("annlee", FERRY), ("bo", BELL), ("cy", PIANO)], 1)
    )
    archive = parse(f"<div id=wrap><h2><a href='./t'>The last ferry</a></h2>{posts}</div>")
    assert [(post.author, post.published.iso[:10]) for post in archive if post.published] == [("annlee", "2013-05-01"), ("bo", "2013-05-02"), ("cy", "2013-05-03")]


def test_links_that_change_a_section_are_no_text() -> None:
    edit = "<span class=mw-editsection><span>[</span><a href='/w?action=edit'>edit</a><span>]</span></span>"
    archive = parse(f"<h1>The last ferry</h1><p>{FERRY}</p><h2><span>History</span>{edit}</h2><p>{BELL}</p><div><h2>The bell</h2>{edit}</div><p>{PIANO}</p>")
    assert roles(archive[0], "heading") == ["History", "The bell"]
    assert len(archive.find("edit")) == 0
