/* Which lines of a page are comments, by its markup: who and when, and what. */
#include "check.h"
#include "memory.h"

#include "source/html/htmlcomments.h"

static pdx_htmltext read;
static pdx_html_comments comments;

/* The lines: `-` before who and when, `+` before what, `*` before what can be done with it. */
static void check_lines(const char *html, const char *lines) {
    const pdx_htmltext_source source = {pdx_span_str(html), 0, NULL};
    pdx_buf shown;
    pdx_buf_init(&shown);
    pdx_htmltext_reset(&read);
    CHECK(pdx_htmltext_append(&read, &source, NULL, NULL) == PDX_OK);
    CHECK(pdx_html_comments_find(&comments, &read, NULL) == PDX_OK);
    for (size_t i = 0; i < comments.list.len; i++) {
        const pdx_html_comment_line *line = &comments.list.data[i];
        CHECK(i == 0 || comments.list.data[i - 1].range.end <= line->range.begin);
        pdx_buf_byte(&shown, line->role == PDX_ROLE_COMMENT_BY ? '-' : line->role == PDX_ROLE_NAV ? '*' : '+');
        pdx_buf_append(&shown, read.text.data + line->range.begin, (size_t)(line->range.end - line->range.begin));
    }
    if (check_failed(pdx_span_equal(pdx_buf_view(&shown), pdx_span_str(lines)))) printf("lines of %s are %.*s\n", html, (int)shown.len, (const char *)shown.data);
    pdx_buf_deinit(&shown);
}

static void test_where_a_box_has_the_text(void) {
    check_lines("<div class=comment><p>Ann<p>at noon<div class=content><p>It is so.<p>It was.</div><a href=r>Reply</a></div>", "-Ann-at noon+It is so.+It was.*Reply");
    check_lines("<div class=comment><div class=content>It is so.</div><p>Ann, <time datetime=2019>May</time></div>", "+It is so.-Ann, May");
    check_lines("<div itemprop=comment><p>Ann<p itemprop=text>It is so.</div>", "-Ann+It is so.");
    check_lines("<div class=comment><p>Ann<div class=comment-text>It is so.<p><a href=r>Reply</a></div></div>", "-Ann+It is so.*Reply");
    check_lines("<div class=comment><p>Ann<div class=comment-text><p><a href=r>This very page</a></div></div>", "-Ann+This very page");
    check_lines("<div class=content><p>Ann:<p>It is so.</div>", ""); /* of no comment */
}

static void test_where_lines_tell(void) {
    check_lines("<ul><li id=comment-7><p>Ann says:<p><a href=c>May 2, 2019</a><p>It is so.<p>It was.<p><a href=r>Reply</a></ul>", "-Ann says:-May 2, 2019+It is so.+It was.*Reply");
    check_lines("<div role=comment><p><a href=u>Ann</a><p>It is so.</div>", "-Ann+It is so.");
    check_lines("<div typeof='sioc:Post sioct:Comment'><p>Ann:<p>It is so.<div class=comment><p>Bert:<p>It is not.</div></div>", "-Ann:+It is so.-Bert:+It is not.");
}

/* None has a mark of its own. */
static void test_lists(void) {
    check_lines("<ol class=commentlist><li><cite>Ann</cite> Says:<br><small>May 2, 2019 at noon</small><p>It is so.<p>It was.</li><li><cite>Bert</cite> Says:<p>It is not.</ol>",
                "-Ann Says:\nMay 2, 2019 at noon+It is so.+It was.-Bert Says:+It is not.");
    check_lines("<div id=comments><h3>2 comments</h3><ul><li><p><a href=u>Ann</a><p><a href=c>2 May</a><p>It is so.<p><a href=r>Reply</a><li class=alt><p><a href=v>Bert</a><p>No.</ul></div>",
                "-Ann-2 May+It is so.-Bert+No.");
    check_lines("<div id=comments><h3>1 comment</h3><ol><li><p>Ann says:<p>It is so.</ol></div>", "-Ann says:+It is so.");
    check_lines("<dl class=comments><dt>Ann, 2 May 2019<dd>It is so.<p>It was.<dt>Bert, 3 May 2019<dd>It is not.</dl>", "-Ann, 2 May 2019+It is so.+It was.-Bert, 3 May 2019+It is not.");
    check_lines("<dl class=comments><dt>Ann, 2 May 2019<dd>It is so.<dd class=by>one<dt>Bert, 3 May 2019<dd>It is not.</dl>", "-Ann, 2 May 2019+It is so.+one-Bert, 3 May 2019+It is not.");
    check_lines("<div class=comments><h3>What was said</h3><p>Ann says:<p>It is so.<p>It was.<p>Bert says:<p>It is not.</div>", "-Ann says:+It is so.+It was.-Bert says:+It is not.");
    check_lines("<div class=comments><p>Ann says:<p>It is so.<form><p>Name:<p>needed</form><div id=respond><p>Mail:<p>needed</div></div>", "-Ann says:+It is so.");
    check_lines("<ul class=commentlist><li><p>It is so.<p>It was.<li><p>Ann, 2 May<p>No.</ul>", "");                          /* one is nobody's */
    check_lines("<ul class=comments><li><a href=c>Ann</a><li><a href=d>Bert</a></ul>", "");                                   /* nothing is said */
    check_lines("<ul class=commentlist><li><p>Ann:<p>It is so.</ul><div class=comment><p>Bert:<p>Yes.</div>", "-Bert:+Yes."); /* some are marked */
}

static void test_what_is_none(void) {
    check_lines("<div class=comment><a href=c>3 comments</a></div>", "");
    check_lines("<div class=comment>No comments yet</div>", "");
    check_lines("<div class=comments id=comments><p>Ann<p>It is so.</div><div class=comments><p>Ann:</div>", ""); /* where they stand */
    check_lines("<div id=comment-form><p>Ann:<p>It is so.</div><div id=commentary><p>Ann:<p>So.</div>", "");
    check_lines("<p>It is so.", "");
    check_lines("", "");
}

static pdx_status find_once(void *unused) {
    const pdx_status status = pdx_html_comments_find(&comments, &read, NULL);
    (void)unused;
    pdx_html_comments_deinit(&comments);
    pdx_html_comments_init(&comments);
    return status;
}

int main(void) {
    pdx_htmltext_init(&read);
    pdx_html_comments_init(&comments);
    test_where_a_box_has_the_text();
    test_where_lines_tell();
    test_lists();
    test_what_is_none();
    pdx_html_comments_deinit(&comments);
    pdx_html_comments_init(&comments);
    check_lines("<div class=comment><p>Ann:<p>It is so.</div>", "-Ann:+It is so.");
    pdx_html_comments_deinit(&comments);
    pdx_html_comments_init(&comments);
    memory_fails(find_once, NULL, 1);
    pdx_html_comments_deinit(&comments);
    pdx_htmltext_deinit(&read);
    return check_report("htmlcomments");
}
