/* Which boxes of a page are entries, by its markup. */
#include "check.h"
#include "memory.h"

#include "source/html/htmlentries.h"

#define PROSE "<p>The ferry waited at the quay for an hour, and then it went home without anybody on board.</p>"

static pdx_htmltext read;
static pdx_html_entries entries;

static void find(const char *html) {
    const pdx_htmltext_source source = {pdx_span_str(html), 0, NULL};
    pdx_htmltext_reset(&read);
    CHECK(pdx_htmltext_append(&read, &source, NULL, NULL) == PDX_OK);
    CHECK(pdx_html_entries_find(&entries, &read, NULL) == PDX_OK);
}

/* The titles, a bar behind each. */
static void check_titles(const char *html, const char *titles) {
    pdx_buf shown;
    pdx_buf_init(&shown);
    find(html);
    for (size_t i = 0; i < entries.list.len; i++) {
        const pdx_html_entry *entry = &entries.list.data[i];
        CHECK(entry->range.begin < entry->range.end && (i == 0 || entries.list.data[i - 1].range.end <= entry->range.begin));
        CHECK(entry->title.end == entry->title.begin || (entry->title.begin >= entry->range.begin && entry->title.end <= entry->range.end));
        pdx_buf_append(&shown, read.text.data + entry->title.begin, (size_t)(entry->title.end - entry->title.begin));
        pdx_buf_byte(&shown, '|');
    }
    if (check_failed(pdx_span_equal(pdx_buf_view(&shown), pdx_span_str(titles)))) printf("titles of %s are %.*s\n", html, (int)shown.len, (const char *)shown.data);
    pdx_buf_deinit(&shown);
}

static void test_entries(void) {
    /* neighbours of one form */
    check_titles("<div class=a><div class='post p1'><h2><a href=1>A</a></h2>" PROSE "</div><div class='post p2'><h2><a href=2>B</a></h2>" PROSE "</div></div>", "A|B|");
    check_titles("<ul><li><a href=1>A</a>" PROSE "<li><a href=2>B</a>" PROSE "<li><a href=3>C</a>" PROSE "</ul>", "A|B|C|");
    check_titles("<div class=a><h2><a href=1>A</a></h2>" PROSE "</div><div class=a><h2>B</h2>" PROSE "</div>", "");    /* not each has a title that links */
    check_titles("<div class=a><h2><a href=1>A</a></h2></div><div class=a><h2><a href=2>B</a></h2></div>" PROSE, ""); /* nothing in them */
    check_titles("<h2><a href=1>A</a></h2>" PROSE "<h2><a href=2>B</a></h2>" PROSE, "");                               /* nothing holds them */
    /* what is said to be one */
    check_titles("<article><h2><a href=1>A</a></h2>" PROSE "</article><article><h3><a href=2>B</a></h3>" PROSE "</article>", "A|B|");
    check_titles("<div class=hentry><p class=entry-title>A</p>" PROSE "</div><div class=h-entry><b class=p-name>B</b>" PROSE "</div>", "A|B|");
    check_titles("<article><h1>A</h1>" PROSE "</article><article class=related-posts><h2><a href=1>B</a></h2></article>", "A|");
    check_titles("<article><h1>List</h1><article><a href=1>A</a></article><article><a href=2>B</a></article></article>", "A|B|");
    check_titles("<article><h1>A</h1>" PROSE "<article class=comment><a href=1>X</a><p>Yes.</p></article><article class=comment><a href=2>Y</a><p>No.</p></article></article>", "A|");
    check_titles("<div itemscope itemtype='https://schema.org/BlogPosting'><h1 itemprop=headline>A</h1>" PROSE "</div>", "A|");
    check_titles("<article><h1>List</h1><article><h2><a href=1>A</a></h2>" PROSE "</article></article><footer>" PROSE PROSE "</footer>", "A|");
    check_titles("<article><h1>A</h1></article>" PROSE, "");
    check_titles(PROSE, "");
    check_titles("", "");
}

#define ENTRY(class, title) "<div class=" class "><h2><a href=1>" title "</a></h2>" PROSE "</div>"
#define LINE(title, beside) "<li class=x><a href=1>" title "</a> <span>" beside "</span></li>"

static void test_called(void) {
    /* what a page has below its entries says nothing against them; what stands before, where a post would be, does */
    check_titles(ENTRY("hentry", "A") ENTRY("hentry", "B") PROSE PROSE PROSE PROSE PROSE, "A|B|");
    check_titles(PROSE PROSE PROSE PROSE PROSE ENTRY("hentry", "A") ENTRY("hentry", "B"), "");
    check_titles("<div class='hentry comments-closed'><h2><a href=1>A</a></h2>" PROSE "</div>" ENTRY("hentry", "B"), "A|B|");
    /* what somebody called posts, rather than more of something else; one alone, rather than what stands below it */
    check_titles("<div>" ENTRY("post", "A") ENTRY("post", "B") "</div><div>" ENTRY("x", "C") ENTRY("x", "D") ENTRY("x", "E") "</div>", "A|B|");
    check_titles("<div>" ENTRY("post", "A") "</div><div>" ENTRY("x", "C") ENTRY("x", "D") ENTRY("x", "E") "</div>", "A|");
    check_titles("<div>" ENTRY("x", "C") ENTRY("x", "D") ENTRY("x", "E") "</div><div>" ENTRY("post", "A") "</div>", "C|D|E|");
    check_titles("<div class=post><h2><a href=1>A</a></h2>" PROSE "<h2><a href=2>B</a></h2>" PROSE "</div>", ""); /* it holds them */
    check_titles("<article><h2><a href=1>A</a></h2><time datetime=2020-01-02>2 Jan</time></article>", "A|"); /* all that the page has */
}

/* A title need not link itself: what stands in a box may link to one place, and what is called a post may have lost its link. */
static void test_titles_without_links(void) {
    check_titles("<div class=n><a href=1><img alt=a></a><h2>A</h2>" PROSE "<a href=1>On</a></div><div class=n><a href=2><img alt=b></a><h2>B</h2>" PROSE "<a href=2>On</a></div>", "A|B|");
    check_titles("<div class=n><h2>A</h2>" PROSE "<a href=1>One</a> <a href=3>Two</a></div><div class=n><h2>B</h2>" PROSE "<a href=2>One</a></div>", "");
    check_titles("<div class=n>" PROSE "<p><a href=1>On</a></div><div class=n>" PROSE "<p><a href=2>On</a></div>", ""); /* comments */
    check_titles("<article>" PROSE "<p><a href=1>On</a></article><article>" PROSE "<p><a href=2>On</a></article>", "||");
    check_titles(ENTRY("hentry", "A") ENTRY("hentry", "B") "<div class=hentry><h2>C</h2>" PROSE "</div>", "A|B|C|");
    check_titles("<article><h1>A</h1>" PROSE "</article><article><h1>B</h1>" PROSE "</article>", "");
    check_titles("<p>All of them</p><article><h2><a href=1>A</a></h2></article><article><h2><a href=2>B</a></h2></article><p>Where we are</p>", "A|B|"); /* they say nothing */
}

/* Themes set entries in rows, and number their classes in words. */
static void test_rows(void) {
    check_titles("<div><div class=row>" ENTRY("post", "A") ENTRY("post", "B") "</div><div class=row>" ENTRY("post", "C") "</div></div>", "A|B|C|");
    check_titles("<div><div class=row>" ENTRY("x", "A") ENTRY("x", "B") "</div><div class=row>" ENTRY("x", "C") ENTRY("x", "D") "</div></div>", "A|B|C|D|");
    check_titles("<div><div class=row>" ENTRY("x", "A") "</div><div class=end>" ENTRY("x", "B") ENTRY("x", "C") "</div></div>", "B|C|");
    check_titles(ENTRY("'r r-1 r-odd r-first'", "A") ENTRY("'r r-2 r-even'", "B") ENTRY("'r r-3 r-odd r-last'", "C"), "A|B|C|");
    check_titles(ENTRY("'r oddly'", "A") ENTRY("'r evenly'", "B") ENTRY("'r oddly'", "C"), "A|C|");
    check_titles("<div class=p><p><a href=1>A</a></p><div class=q><p><a href=1>a</a></p>" PROSE "</div></div><div class=p><p><a href=2>B</a></p><div class=q><p><a href=2>b</a></p>" PROSE "</div></div>", "A|B|");
}

/* What is named as if it stood around may hold most of the page, where posts are said to be these. */
static void test_large_asides(void) {
    check_titles("<div typeof='sioc:Item foaf:Document'><h2><a href=0>A</a></h2>" PROSE "</div><div id=footer>" ENTRY("x", "B") ENTRY("x", "C") ENTRY("x", "D") "</div>", "A|");
    check_titles("<div><h2><a href=0>A</a></h2>" PROSE "</div><div id=footer>" ENTRY("x", "B") ENTRY("x", "C") ENTRY("x", "D") "</div>", "B|C|D|");
    check_titles("<div id=nav-page>" ENTRY("hentry", "B") ENTRY("hentry", "C") "</div>", "B|C|");
}

static bool entry_is(size_t i, const char *begin, const char *end) {
    const pdx_range range = entries.list.data[i].range;
    const pdx_span text = pdx_span_slice(pdx_buf_view(&read.text), (size_t)range.begin, (size_t)range.end), tail = pdx_span_str(end);
    return pdx_span_starts(text, pdx_span_str(begin)) && text.len >= tail.len && memcmp(text.data + text.len - tail.len, tail.data, tail.len) == 0;
}

/* Titles before what is said to be an entry. */
static void test_headings_before(void) {
    static const char page[] = "<div><h1>All of it</h1>"
                               "<h2><a href=1>A</a></h2><h4>May 2nd</h4><div class=entry>" PROSE "<p><a href=1>More</a></div><p>Filed: one</p>"
                               "<h2><a href=2>B</a></h2><h4>May 1st</h4><div class=entry>" PROSE "<p><a href=2>More</a></div><p>Filed: two</p><p>Older</p></div>";
    check_titles(page, "A|B|");
    CHECK(entries.list.len == 2 && entry_is(0, "A\n", "Filed: one") && entry_is(1, "B\n", "Filed: two"));
    check_titles("<div><h2><a href=1>A</a></h2><div class=entry>" PROSE "<p><a href=1>More</a></div><div class=entry>" PROSE "<p><a href=2>Less</a></div></div>", "||"); /* not each; and what leads on behind a text is no title */
}

/* Lists of titles with their dates. */
static void test_lines(void) {
    check_titles("<ul>" LINE("A", "(1 May 2004, Ann)") LINE("B", "2 May 2004") LINE("C", "05-03") "</ul>", "A|B|C|");
    check_titles("<h2>2004</h2><ul>" LINE("A", "1.5.2004") LINE("B", "2.5.2004") LINE("C", "3.5.2004") "</ul><h2>2003</h2><ul>" LINE("D", "4.5.2003") "</ul>", "A|B|C|D|");
    check_titles("<ul>" LINE("A", "1 May 2004") LINE("B", "2 May 2004") "</ul>", "");                                  /* few */
    check_titles("<ul>" LINE("A", "Ann") LINE("B", "Bob") LINE("C", "Cid") "</ul>", "");                               /* no dates */
    check_titles(PROSE PROSE PROSE "<ul>" LINE("A", "1 May 2004") LINE("B", "2 May 2004") LINE("C", "3 May 2004") "</ul>", ""); /* beside what there is to read */
    check_titles("<nav><ul>" LINE("A", "1 May 2004") LINE("B", "2 May 2004") LINE("C", "3 May 2004") "</ul></nav>", "");
}

#define CARD(title, beside) "<div class=x><a href=1><img alt=seen></a><h3><a href=1>" title "</a></h3><p><a href=2>Ann</a> <a href=3>0</a> " beside "</div>"

/* Cards of a magazine: a heading that links, a picture, and a date. */
static void test_cards(void) {
    check_titles("<div><div class=row>" CARD("A", "1 May 2004") CARD("B", "2 May 2004") "</div><div class=row>" CARD("C", "3 May 2004") "</div></div>", "A|B|C|");
    check_titles("<div>" CARD("A", "May") CARD("B", "May") CARD("C", "May") "</div>", "");                                                   /* no dates */
    check_titles(PROSE PROSE PROSE PROSE PROSE "<div>" CARD("A", "1 May 2004") CARD("B", "2 May 2004") CARD("C", "3 May 2004") "</div>", ""); /* below a post */
    check_titles("<article><h2><a href=1>Z</a></h2>" PROSE "</article><div>" CARD("A", "1 May 2004") CARD("B", "2 May 2004") CARD("C", "3 May 2004") "</div>", "Z|");
    check_titles("<div>" CARD("A", "<h3>1 May 2004</h3>") CARD("B", "<h3>2 May 2004</h3>") CARD("C", "<h3>3 May 2004</h3>") "</div>", "");   /* several headings */
}

static bool is_aside(const char *words) {
    for (size_t i = 0; i < entries.asides.len; i++) {
        const pdx_range range = entries.asides.data[i];
        if (pdx_span_contains(pdx_span_slice(pdx_buf_view(&read.text), (size_t)range.begin, (size_t)range.end), pdx_span_str(words))) return true;
    }
    return false;
}

static void test_asides(void) {
    find("<nav>ways</nav><div id=sidebar><p>beside</div><div class='has-sidebar' id=content>" PROSE "<div class=comments-area><p>said</div></div><footer>" PROSE PROSE "under</footer>");
    CHECK(is_aside("ways") && is_aside("beside") && is_aside("said") && is_aside("under") && entries.asides.len == 4);
    find("<body class=sidebar><div class=menu-page>" PROSE "</div>"); /* most of the page */
    CHECK_EQ(entries.asides.len, 0);
    find("<article><h1>A</h1>" PROSE "<footer>tags</footer></article><footer>end</footer>");
    CHECK(entries.list.len == 1 && entries.asides.len == 1 && is_aside("end"));
}

static void test_deep(void) {
    enum { DEEP = 3000 };
    pdx_buf html;
    pdx_buf_init(&html);
    for (size_t i = 0; i < DEEP; i++) pdx_buf_str(&html, "<article><h2><a href=1>A</a></h2><div class=b>");
    pdx_buf_byte(&html, '\0');
    find((const char *)html.data);
    pdx_buf_deinit(&html);
}

static pdx_status find_once(void *context) {
    pdx_html_entries found;
    pdx_status status;
    pdx_html_entries_init(&found);
    status = pdx_html_entries_find(&found, context, NULL);
    pdx_html_entries_deinit(&found);
    return status;
}

int main(void) {
    pdx_htmltext_init(&read);
    pdx_html_entries_init(&entries);
    test_entries();
    test_called();
    test_titles_without_links();
    test_rows();
    test_large_asides();
    test_headings_before();
    test_lines();
    test_cards();
    test_asides();
    test_deep();
    find("<nav>a</nav><article><h2><a href=1>A</a></h2>" PROSE "</article><article><h3><a href=2>B</a></h3>" PROSE "</article>");
    CHECK_EQ(entries.list.len, 2);
    memory_fails(find_once, &read, 5);
    pdx_html_entries_deinit(&entries);
    pdx_htmltext_deinit(&read);
    return check_report("htmlentries");
}
