/* What markup says of posts: who says what of which thing, where it stands, and what stays beside it. */
#include "check.h"
#include "memory.h"
#include "random.h"

#include "source/html/htmltext.h"

static void read_html(pdx_htmltext *out, pdx_html_says *says, pdx_span html) {
    const pdx_htmltext_source source = {html, 0, NULL};
    pdx_htmltext_reset(out);
    pdx_html_says_reset(says);
    out->says = says;
    CHECK(pdx_htmltext_append(out, &source, NULL, NULL) == PDX_OK);
}

/* Each fact as who says it (a letter), of what (the number of the thing, or - for what holds it), the field's first letter, and the value; bars between. */
static void show(const pdx_htmltext *out, const pdx_html_says *says, pdx_buf *shown) {
    static const char who[] = "jmrfohltE";
    pdx_buf_reset(shown);
    for (size_t i = 0; i < says->facts.len; i++) {
        const pdx_html_fact *fact = &says->facts.data[i];
        if (i > 0) pdx_buf_byte(shown, '|');
        pdx_buf_byte(shown, (uint8_t)who[fact->by]);
        if (fact->thing == PDX_SAYS_NOTHING) pdx_buf_byte(shown, '-');
        else pdx_buf_format(shown, "%lu", (unsigned long)fact->thing);
        pdx_buf_format(shown, " %.4s ", pdx_role_name((pdx_role)fact->role));
        pdx_buf_span(shown, pdx_html_fact_value(says, fact, pdx_buf_view(&out->text)));
    }
}

#define LINKED(json) "<script type=application/ld+json>" json "</script>"

static const struct { const char *html, *facts; } pages[] = {
    {"", ""},
    {"<p>plain", ""},
    /* linked data */
    {LINKED("{\"@type\":\"BlogPosting\",\"headline\":\"A &amp; b\",\"datePublished\":\"2019\",\"dateModified\":\"2020\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann\"},\"url\":\"/a\"}"),
     "j0 titl A & b|j0 date 2019|j0 upda 2020|j0 byli Ann|j0 addr /a"},
    {LINKED("[{\"@type\":[\"x\",\"https://schema.org/NewsArticle\"],\"name\":\"a\",\"keywords\":\"b, c ,,d\",\"articleSection\":[\"e\",\"f\"]}]"),
     "j0 titl a|j0 tags b|j0 tags c|j0 tags d|j0 cate e|j0 cate f"},
    {LINKED("{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#x\"},\"name\":\"n\",\"headline\":\"h\"},{\"@id\":\"#x\",\"name\":\"Bo\"}]}"), "j1 titl h|j1 byli Bo"},
    {LINKED("{\"@type\":\"Article\",\"author\":[\"Ann\",{\"name\":\"Bo\"},\"https://x.example/ann\"]}"), "j0 byli Ann|j0 byli Bo"},
    {LINKED("{\"@type\":\"Article\",\"image\":{\"url\":\"i.png\"},\"mainEntityOfPage\":{\"@id\":\"http://x.example/p\"},\"publisher\":{\"name\":\"no\"}}"), "j0 imag i.png|j0 addr http://x.example/p"},
    {LINKED("{\"@type\":\"JobPosting\",\"name\":\"no\"}") LINKED("{\"@type\":\"Product\",\"name\":\"no\",\"datePublished\":\"2019\"}"), ""},
    {LINKED("{\"@type\":\"WebPage\",\"datePublished\":\"2019\",\"name\":\"no\",\"url\":\"u\"}"), "j- date 2019|j- addr u"},
    {LINKED("{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"url\":\"/1\",\"name\":\"one\"},{\"@type\":\"ListItem\",\"item\":{\"@id\":\"http://x.example/2\",\"name\":\"two\"}}]}"),
     "j1 addr /1|j1 titl one|j2 addr http://x.example/2|j2 titl two"},
    {LINKED("{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"item\":\"/\",\"name\":\"Home\"}]}"), ""},
    {LINKED("{\"@type\":\"Blog\",\"blogPost\":[{\"@type\":\"BlogPosting\",\"headline\":\"a\"},{\"@type\":\"BlogPosting\",\"headline\":\"b\"}]}"), "j1 titl a|j2 titl b"},
    {LINKED("{\"@type\":\"Article\",\"headline\":\"a\",\"comment\":{\"@type\":\"Comment\",\"name\":\"no\",\"author\":{\"name\":\"no\"}}}"), "j0 titl a"},
    {LINKED("<!-- \n{\"@type\":\"Article\",\"headline\":\"a\tb\"}; -->"), "j0 titl a b"},
    {LINKED("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"a\"}//]]>"), "j0 titl a"},
    {LINKED("{\"@type\":\"Article\",\"headline\":\"a\",}"), "j0 titl a"},
    {LINKED("{\"@type\":\"Article\",\"headline\":\"a\" \"url\":\"u\"}"), "j0 titl a"},
    {LINKED("{\"@type\":\"Article\",\"headline\":{\"@value\":\"no\"},\"datePublished\":2019,\"url\":null,\"keywords\":\"\"}"), ""},
    {LINKED("{\"headline\":\"a\",\"@type\":\"Article\"}"), "j0 titl a"},
    {"<script>{\"@type\":\"Article\",\"headline\":\"no\"}</script>", ""},
    /* microdata */
    {"<div itemscope itemtype='http://schema.org/BlogPosting'><h1 itemprop='name headline'>T <i>t</i></h1><time itemprop=datePublished datetime=2019>x</time>"
     "<span itemprop=author itemscope itemtype=http://schema.org/Person>by <b itemprop=name>Ann</b></span><a itemprop=url href=/a>y</a><meta itemprop=dateModified content=2020></div>",
     "m0 titl T t|m0 date 2019|m0 byli Ann|m0 addr /a|m0 upda 2020"},
    {"<article itemscope itemtype=https://schema.org/Article><div itemprop=comment itemscope itemtype=https://schema.org/Comment><b itemprop=name>no</b></div><h2 itemprop=headline>T</h2></article>",
     "m0 titl T"},
    {"<div itemscope><b itemprop=name>no</b></div><b itemprop=headline>no</b>", ""},
    {"<div itemscope itemtype=http://schema.org/Article><a itemprop=author href=/ann>Ann</a><p itemprop=keywords>a, b</p><link itemprop=mainEntityOfPage href=/p></div>", "m0 byli Ann|m0 tags a|m0 tags b|m0 addr /p"},
    /* RDFa */
    {"<div vocab='https://schema.org/' typeof=BlogPosting><h1 property=headline>T</h1><span property=author typeof=Person><b property=name>Ann</b></span><time property=schema:datePublished datetime=2019></time></div>",
     "r0 titl T|r0 byli Ann|r0 date 2019"},
    {"<div typeof='sioc:Post'><h1 property='dc:title'>no</h1></div>", ""},
    /* microformats */
    {"<div class='h-entry'><h1 class=p-name>T</h1><a class='p-author h-card' href=/ann>Ann</a><time class='dt-published' datetime=2019>x</time><a class=u-url href=/a>y</a><i class=p-category>c</i></div>",
     "f0 titl T|f0 date 2019|f0 addr /a|f0 tags c|f0 byli Ann"},
    {"<div class='post hentry'><h2 class=entry-title>T</h2><span class='author vcard'>by <a class='url fn n'>Ann</a></span><abbr class=published title=2019>x</abbr><time class=updated datetime=2020>y</time></div>",
     "f0 titl T|f0 byli Ann|f0 date 2019|f0 upda 2020"},
    {"<div class=hentry><span class=author>By <span class=vcard><a class=fn>Ann</a></span></span></div>", "f0 byli Ann"},
    {"<div class=hentry><span class=author>By Ann</span></div>", ""},
    {"<b class=entry-title>no</b><time class=published datetime=2019></time><a class=fn>no</a>", ""},
    {"<div class=h-entry><div class='p-name e-content'>no title</div></div>", ""},
    {"<div class=h-entry><h1 class=p-name>T</h1><div class=h-cite><b class=p-name>no</b><i class=p-author>no</i></div></div>", "f0 titl T"},
    {"<div class=h-feed><h1 class=p-name>no</h1><div class=h-entry><h2 class=p-name>T</h2></div></div>", "f1 titl T"},
    {"<article class=hentry itemscope itemtype=http://schema.org/Article><h1 class=entry-title itemprop=headline>T</h1></article>", "m0 titl T|f1 titl T"},
    /* the head */
    {"<meta property=og:title content='A &amp; b'><meta name=author content=Ann><link rel=canonical href=/a><meta property=article:published_time content=2019><meta property=article:tag content=x>",
     "o- titl A & b|h- byli Ann|h- addr /a|o- date 2019|o- tags x"},
    {"<meta name=viewport content=no><meta property=article:author content='https://x.example/ann'><link rel=stylesheet href=no><meta name=author>", ""},
    {"<meta name=keywords content='a,b'><meta name='DC.Date.Issued' content=2019>", "h- tags a|h- tags b|h- date 2019"},
    {"<span hidden itemscope itemtype=http://schema.org/Article><meta itemprop=headline content=T><b itemprop=name>gone</b></span>", "m0 titl T"},
    {"<noscript><meta name=author content=no></noscript>", ""},
};

static void test_pages(void) {
    pdx_htmltext out;
    pdx_html_says says;
    pdx_buf shown;
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    pdx_buf_init(&shown);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        read_html(&out, &says, pdx_span_str(pages[i].html));
        show(&out, &says, &shown);
        if (check_failed(pdx_span_equal(pdx_buf_view(&shown), pdx_span_str(pages[i].facts)))) printf("%s says %.*s\n", pages[i].html, (int)shown.len, (const char *)shown.data);
    }
    pdx_buf_deinit(&shown);
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
}

/* Values that are written as they are stand where they are said to. */
static void test_sources(void) {
    static const char html[] = "<meta name=keywords content=' a, bc'>" LINKED("{\"@type\":\"Article\",\"headline\":\"T\",\"keywords\":[\"d\"]}")
        "<p class=h-entry><time class=dt-published datetime='2019-03'>x</time>";
    static const char *const wanted[] = {" a, bc", " a, bc", "T", "d", "2019-03"}; /* what lost white space is known as a whole */
    pdx_htmltext out;
    pdx_html_says says;
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    read_html(&out, &says, pdx_span_str(html));
    CHECK_EQ(says.facts.len, 5);
    for (size_t i = 0; i < says.facts.len && i < 5; i++) {
        const pdx_range source = says.facts.data[i].source;
        CHECK(pdx_span_equal(pdx_span_of(html + source.begin, (size_t)(source.end - source.begin)), pdx_span_str(wanted[i])));
    }
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
}

static void test_language(void) {
    static const struct { const char *html, *language; } said[] = {
        {"<meta property=og:locale content=fr_CA>" LINKED("{\"@type\":\"Article\",\"inLanguage\":\"de\"}"), "de"},
        {"<meta property=og:locale content=fr_CA>" LINKED("{\"@type\":\"WebSite\",\"inLanguage\":\"de\"}"), "fr_CA"},
        {"<p>a", ""},
    };
    pdx_htmltext out;
    pdx_html_says says;
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        read_html(&out, &says, pdx_span_str(said[i].html));
        CHECK(pdx_span_equal(pdx_span_slice(pdx_buf_view(&says.values), (size_t)says.language.begin, (size_t)says.language.end), pdx_span_str(said[i].language)));
    }
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
}

/* A million things in each other, and as much JSON: read to the end, in memory that the page pays for. */
static void test_depth(void) {
    static const char *const pieces[] = {"<div itemscope itemprop=author class='h-card p-author'>", "<b class='h-entry p-name' itemprop=name>", "[{\"a\":"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        pdx_htmltext out;
        pdx_html_says says;
        pdx_buf html;
        pdx_htmltext_init(&out);
        pdx_html_says_init(&says);
        pdx_buf_init(&html);
        if (pieces[i][0] == '[') pdx_buf_str(&html, "<script type=application/ld+json>");
        for (long n = 0; n < 100000; n++) pdx_buf_str(&html, pieces[i]);
        read_html(&out, &says, pdx_buf_view(&html));
        CHECK((says.things.capacity * sizeof *says.things.data + says.statements.capacity * sizeof *says.statements.data + says.facts.capacity * sizeof *says.facts.data) / PDX_HTML_TEXT_TIMES <= html.len);
        pdx_buf_deinit(&html);
        pdx_html_says_deinit(&says);
        pdx_htmltext_deinit(&out);
    }
}

static pdx_status read_once(void *context) {
    const pdx_htmltext_source source = {pdx_span_str(context), 0, NULL};
    pdx_htmltext out;
    pdx_html_says says;
    pdx_status status;
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    out.says = &says;
    status = pdx_htmltext_append(&out, &source, NULL, NULL);
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
    return status;
}

int main(void) {
    char html[] = LINKED("{\"@type\":\"Article\",\"author\":{\"@id\":\"#x\"},\"headline\":\"a\\u00e9\",\"keywords\":\"a,b\"}") LINKED("{\"@id\":\"#x\",\"name\":\"Bo\"}")
        "<div class=h-entry itemscope itemtype=http://schema.org/Article><h1 class=p-name itemprop=headline>T</h1><a class='h-card p-author'>Ann</a>";
    test_pages();
    test_sources();
    test_language();
    test_depth();
    memory_fails(read_once, html, 5);
    return check_report("htmlsays");
}
