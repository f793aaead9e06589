"""Pages of single posts with comments below them, as kinds of themes write them, and what each comment says: (who, when, lines). Written from what these programs put out,
not from what reads them; all words are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

Comment = tuple[str, str, str, list[str], list[int]]  # who, when for readers, when for machines, what, which ones answer it

POST = ["The mill by the weir was sold on Tuesday, after forty years in which nobody had wanted it.", "Its new owner means to grind oats again, and has asked the town for water."]
COMMENTS: list[Comment] = [
    ("Ann Rook", "May 2, 2019 at 9:05 am", "2019-05-02T09:05:00+00:00", ["My grandmother baked with that flour.", "It was gritty, and we loved it."], [1]),
    ("Bert Lock", "May 2, 2019 at 11:40 am", "2019-05-02T11:40:00+00:00", ["Gritty is the word."], []),
    ("Carla Quay", "May 3, 2019 at 7:12 pm", "2019-05-03T19:12:00+00:00", ["Who will mend the sluice?", "It has been open since the flood."], []),
]
TOP = [0, 2]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines)


def page(entry: str, comments: str, after: str = "") -> str:
    return (
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>The mill is sold | Weir Town</title></head><body>\n"
        f'<div id="header"><a href="/">Weir Town</a></div>\n<div id="main">{entry}\n{comments}\n{after}</div>\n'
        '<div id="sidebar"><h3>Archives</h3><ul><li><a href="/2019/05">May 2019</a></li><li><a href="/2019/04">April 2019</a></li></ul></div>\n</body></html>'
    )


def thread(one: Callable[[int, str], str], nest: Callable[[str], str], numbers: list[int] | None = None) -> str:
    return "".join(one(i, nest(thread(one, nest, COMMENTS[i][4])) if COMMENTS[i][4] else "") for i in (TOP if numbers is None else numbers))


def twenty() -> str:
    """A recent default theme of WordPress."""

    def one(i: int, answers: str) -> str:
        who, when, machine, what, _ = COMMENTS[i]
        return (
            f'<li id="comment-{i + 7}" class="comment even thread-odd depth-1"><article id="div-comment-{i + 7}" class="comment-body"><footer class="comment-meta">'
            f'<div class="comment-author vcard"><img alt="" src="/a.png" class="avatar avatar-60 photo"> <b class="fn"><a href="https://{i}.example" class="url" rel="ugc external nofollow">{who}</a></b> '
            f'<span class="says">says:</span></div><div class="comment-metadata"><a href="/mill#comment-{i + 7}"><time datetime="{machine}">{when}</time></a></div></footer>'
            f'<div class="comment-content">{paragraphs(what)}</div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="#c">Reply</a></div></article>\n{answers}</li>\n'
        )

    entry = (
        '<article id="post-3" class="post-3 post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">The mill is sold</h1></header>'
        f'<div class="entry-content">{paragraphs(POST)}</div><footer class="entry-footer"><time class="entry-date published" datetime="2019-05-01T08:00:00+00:00">May 1, 2019</time></footer></article>'
    )
    listed = thread(one, lambda inner: f'<ol class="children">{inner}</ol>')
    form = '<div id="respond" class="comment-respond"><h3 class="comment-reply-title">Leave a Reply</h3><form><p class="comment-notes">Your email address will not be published.</p></form></div>'
    return page(entry, f'<div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on &ldquo;The mill is sold&rdquo;</h2><ol class="comment-list">{listed}</ol>{form}</div>')


def kubrick() -> str:
    """The default theme of WordPress before 2010."""

    def one(i: int, answers: str) -> str:
        who, when, _, what, _ = COMMENTS[i]
        return (
            f'<li class="comment even depth-1" id="comment-{i + 7}"><div id="div-comment-{i + 7}"><div class="comment-author vcard"><cite class="fn"><a href="https://{i}.example" rel="external nofollow" class="url">{who}</a></cite> '
            f'<span class="says">Says:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{i + 7}">{when}</a></div>\n{paragraphs(what)}'
            f'<div class="reply"><a class="comment-reply-link" href="#r">Reply</a></div></div>{answers}</li>\n'
        )

    entry = f'<div class="post" id="post-3"><h2>The mill is sold</h2><small>May 1st, 2019</small><div class="entry">{paragraphs(POST)}</div></div>'
    return page(entry, f'<h3 id="comments">3 Responses to &#8220;The mill is sold&#8221;</h3><ol class="commentlist">{thread(one, lambda inner: f"<ul class=children>{inner}</ul>")}</ol>')


def oldest() -> str:
    """The same before comments were threaded."""
    listed = "".join(
        f'<li class="alt" id="comment-{i + 7}">\n<cite><a href="https://{i}.example" rel="external nofollow">{who}</a></cite> Says:<br />\n<small class="commentmetadata"><a href="#comment-{i + 7}">{when}</a></small>\n{paragraphs(what)}</li>\n'
        for i, (who, when, _, what, _) in enumerate(COMMENTS)
    )
    entry = f'<div class="post" id="post-3"><h2>The mill is sold</h2><small>May 1st, 2019</small><div class="entry">{paragraphs(POST)}</div></div>'
    return page(entry, f'<h3 id="comments">3 Responses to &#8220;The mill is sold&#8221;</h3><ol class="commentlist">{listed}</ol>')


def drupal() -> str:
    """Drupal 7, with RDFa."""
    listed = "".join(
        f'<a id="comment-{i + 7}"></a>\n<div class="comment comment-by-anonymous clearfix" about="/comment/{i + 7}#comment-{i + 7}" typeof="sioc:Post sioct:Comment"><div class="attribution">'
        f'<div class="submitted"><p class="commenter-name"><span rel="sioc:has_creator"><span class="username" xml:lang="" typeof="sioc:UserAccount" property="foaf:name">{who}</span></span></p>'
        f'<p class="comment-time"><span property="dc:date dc:created" content="{machine}" datatype="xsd:dateTime">{when}</span></p></div></div><div class="comment-text"><div class="comment-arrow"></div>'
        f'<div class="content"><div class="field field-name-comment-body field-type-text-long"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(what)}</div></div></div></div>'
        f'<ul class="links inline"><li class="comment-reply first last"><a href="/comment/reply/3/{i + 7}">reply</a></li></ul></div></div>\n'
        for i, (who, when, machine, what, _) in enumerate(COMMENTS)
    )
    entry = (
        '<div id="node-3" class="node node-article node-full clearfix" about="/mill" typeof="sioc:Item foaf:Document"><h1 id="page-title">The mill is sold</h1>'
        f'<div class="content clearfix"><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(POST)}</div></div></div></div></div>'
    )
    return page(entry, f'<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{listed}</div>')


def blogger() -> str:
    """Blogger, with threaded comments."""

    def one(i: int, answers: str) -> str:
        who, when, _, what, _ = COMMENTS[i]
        return (
            f'<li class="comment" id="c{i + 70}"><div class="avatar-image-container"><img src="/b.gif" alt=""/></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://{i}.example" rel="nofollow">{who}</a></cite>'
            f'<span class="icon user"></span><span class="datetime secondary-text"><a rel="nofollow" href="#c{i + 70}">{when}</a></span></div><p class="comment-content">{"<br />".join(map(escape, what))}</p>'
            f'<span class="comment-actions secondary-text"><a class="comment-reply" target="_self">Reply</a></span></div><div class="comment-replies">{answers}</div></li>\n'
        )

    entry = f'<div class="post hentry"><h3 class="post-title entry-title">The mill is sold</h3><div class="post-body entry-content">{paragraphs(POST)}</div><div class="post-footer">Posted by <span class="fn">Weir Town</span></div></div>'
    return page(entry, f'<section class="comments threaded" id="comments"><h3 class="title">3 comments:</h3><div class="comments-content"><ol class="comment-thread">{thread(one, lambda inner: f"<ol>{inner}</ol>")}</ol></div></section>')


def formats() -> str:
    """A page of somebody's own with microformats: comments stand in the entry."""
    listed = "".join(
        f'<li class="u-comment h-cite"><a class="u-author h-card" href="https://{i}.example">{who}</a> <a class="u-url" href="https://{i}.example/{i}"><time class="dt-published" datetime="{machine}">{when}</time></a>'
        f'<div class="p-content p-name">{paragraphs(what)}</div></li>\n'
        for i, (who, when, machine, what, _) in enumerate(COMMENTS)
    )
    return page(
        f'<article class="h-entry"><h1 class="p-name">The mill is sold</h1><time class="dt-published" datetime="2019-05-01">May 1, 2019</time><div class="e-content">{paragraphs(POST)}</div>'
        f'<section><h2>Replies</h2><ul>{listed}</ul></section></article>', "",
    )  # fmt: skip


def microdata() -> str:
    """A news site with the vocabulary of schema.org."""
    listed = "".join(
        f'<div class="reader-remark" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{who}</span></span>, '
        f'<time itemprop="dateCreated" datetime="{machine}">{when}</time></div><div itemprop="text">{paragraphs(what)}</div><div><a href="#up">Recommend</a></div></div>\n'
        for i, (who, when, machine, what, _) in enumerate(COMMENTS)
    )
    return page(
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">The mill is sold</h1><div itemprop="articleBody">{paragraphs(POST)}</div><div class="remarks"><h2>What readers say</h2>{listed}</div></div>', "",
    )  # fmt: skip


def movable() -> str:
    """Movable Type: who and when stand below what is said."""
    listed = "".join(
        f'<div class="comment" id="comment-{i + 70}"><div class="comment-content">{paragraphs(what)}</div><p class="comment-footer">Posted by: <a href="https://{i}.example" rel="nofollow">{who}</a> | '
        f'<a href="#comment-{i + 70}"><abbr class="published" title="{machine}">{when}</abbr></a></p></div>\n'
        for i, (who, when, machine, what, _) in enumerate(COMMENTS)
    )
    entry = f'<div id="entry-3" class="entry-asset asset hentry"><h2 class="asset-name entry-title">The mill is sold</h2><div class="asset-content entry-content">{paragraphs(POST)}</div></div>'
    return page(entry, f'<div id="comments" class="comments"><h2 class="comments-header">3 Comments</h2><div class="comments-content">{listed}</div></div>')


THEMES: dict[str, Callable[[], str]] = {each.__name__: each for each in (twenty, kubrick, oldest, drupal, blogger, formats, microdata, movable)}


# ---- kept aside: written when the others were read, and looked at once


def genesis() -> str:
    """A framework of themes for WordPress."""

    def one(i: int, answers: str) -> str:
        who, when, machine, what, _ = COMMENTS[i]
        return (
            f'<li class="comment even depth-1" id="comment-{i + 7}"><article id="article-comment-{i + 7}" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><header class="comment-header"><p class="comment-author" '
            f'itemprop="author" itemscope itemtype="https://schema.org/Person"><img alt="" src="/a.png" class="avatar"><span itemprop="name">{who}</span> <span class="says">says</span></p><p class="comment-meta">'
            f'<time class="comment-time" datetime="{machine}" itemprop="datePublished"><a class="comment-time-link" href="#comment-{i + 7}" itemprop="url">{when}</a></time></p></header>'
            f'<div class="comment-content" itemprop="text">{paragraphs(what)}</div><div class="comment-reply"><a class="comment-reply-link" href="#r">Reply</a></div></article>{answers}</li>\n'
        )

    entry = (
        '<article class="post-3 post entry" itemscope itemtype="https://schema.org/CreativeWork"><header class="entry-header"><h1 class="entry-title" itemprop="headline">The mill is sold</h1></header>'
        f'<div class="entry-content" itemprop="text">{paragraphs(POST)}</div></article>'
    )
    return page(entry, f'<div class="entry-comments" id="comments"><h3>Comments</h3><ol class="comment-list">{thread(one, lambda inner: f"<ul class=children>{inner}</ul>")}</ol></div>')


def static() -> str:
    """A theme for static sites whose comments are files."""
    listed = "".join(
        f'<article id="comment{i + 1}" class="js-comment comment" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div class="comment__avatar-wrapper"><img class="comment__avatar" src="/a.png" alt="{who}"></div>'
        f'<div class="comment__content-wrapper"><h3 class="comment__author" itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{who}</span></h3>'
        f'<p class="comment__date"><a href="#comment{i + 1}" itemprop="url"><time datetime="{machine}" itemprop="datePublished">{when}</time></a></p><div itemprop="text">{paragraphs(what)}</div></div></article>\n'
        for i, (who, when, machine, what, _) in enumerate(COMMENTS)
    )
    entry = f'<article class="page" itemscope itemtype="https://schema.org/CreativeWork"><h1 class="page__title" itemprop="headline">The mill is sold</h1><section class="page__content" itemprop="text">{paragraphs(POST)}</section></article>'
    return page(entry, f'<div class="page__comments"><section id="static-comments"><h2 class="page__comments-title">3 Comments</h2><div class="js-comments">{listed}</div></section></div>')


def square() -> str:
    """A builder of sites: days by how long ago they were."""
    listed = "".join(
        f'<div class="comment" id="comment-5ccb{i}"><div class="comment-header"><div class="author"><a href="https://{i}.example">{who}</a></div><div class="date">{when}</div></div><div class="comment-body">{paragraphs(what)}</div>'
        f'<div class="comment-footer"><a class="comment-likes">0 Likes</a></div></div>\n'
        for i, (who, when, _, what, _) in enumerate(COMMENTS)
    )
    entry = f'<article class="hentry" id="article-3"><h1 class="entry-title">The mill is sold</h1><div class="body entry-content">{paragraphs(POST)}</div></article>'
    return page(entry, f'<section id="comments-3" class="squarespace-comments"><div class="comment-count">Comments (3)</div><div class="comment-list">{listed}</div></section>')


def definitions() -> str:
    """A blog engine that lists comments as terms and what they mean: no element is one."""
    listed = "".join(
        f'<dt id="c{i + 70}" class="odd"><a href="#c{i + 70}" class="comment-number">{i + 1}.</a> On {when}, by <a href="https://{i}.example" rel="ugc nofollow">{who}</a></dt><dd class="odd">{paragraphs(what)}</dd>\n'
        for i, (who, when, _, what, _) in enumerate(COMMENTS)
    )
    entry = f'<div id="p3" class="post"><h2 class="post-title">The mill is sold</h2><div class="post-content">{paragraphs(POST)}</div></div>'
    return page(entry, f'<div id="comments"><h3>Comments</h3><dl>{listed}</dl></div>')


ASIDE: dict[str, Callable[[], str]] = {each.__name__: each for each in (genesis, static, square, definitions)}
