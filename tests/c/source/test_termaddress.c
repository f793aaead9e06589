/* Addresses of tags and categories, and those that only look like them. */
#include "check.h"
#include "source/html/termaddress.h"

static void is(const char *address, pdx_term_kind wanted) {
    const pdx_term_kind found = pdx_term_address(pdx_span_str(address));
    if (found != wanted) printf("%s\n", address);
    CHECK_EQ(found, wanted);
}

int main(void) {
    const char *const tags[] = {"/tag/owls/", "/tag/owls", "tags/owls/index.html", "../tags/owls.html", "https://example.org/blog/Tag/owls/?ref=1#top", "//example.org/etiquetas/buhos",
                                "https://example.org/search/label/Owls", "/?tag=owls", "index.php?p=3&tag=owls", "/tags/%D8%AC"};
    const char *const categories[] = {"/category/birds/", "/category/birds/owls/", "https://example.org/categories/birds", "/?cat=3", "/kategorie/voegel"};
    const char *const none[] = {"",           "/",           "/tag/",          "/tags/index.html",  "/tag/owls/page/2/", "/category/birds/page/3", "/2019/03/owls/", "/tag",
                                "#tag/owls",  "/owls/tag",   "/tagging/owls/", "/tag/owls/more/on", "?tag=",             "?tags=owls",             "tag:owls",       "https://tag/owls",
                                "mailto:tag", "/stage/owls", "/?category=",    "https://",          "http:///",          ":",                      "//",             "?"};
    size_t i;
    for (i = 0; i < PDX_COUNTOF(tags); i++) is(tags[i], PDX_TERM_TAG);
    for (i = 0; i < PDX_COUNTOF(categories); i++) is(categories[i], PDX_TERM_CATEGORY);
    for (i = 0; i < PDX_COUNTOF(none); i++) is(none[i], PDX_TERM_NONE);
    CHECK_EQ(pdx_term_address(pdx_span_of(NULL, 0)), PDX_TERM_NONE);
    return check_report("termaddress");
}
