/* What words of classes and ids say. */
#include "check.h"
#include "source/html/htmlclasses.h"
#include "source/html/htmltext.h"

static void says(const char *word, unsigned by_class, unsigned by_id, bool speaks) {
    const pdx_class_says found = pdx_class_says_of(pdx_span_str(word));
    if (found.by_class != by_class || found.by_id != by_id || found.speaks != speaks) printf("%s\n", word);
    CHECK_EQ(found.by_class, by_class);
    CHECK_EQ(found.by_id, by_id);
    CHECK_EQ(found.speaks, speaks);
}

int main(void) {
    const unsigned aside = PDX_HTML_SAYS_ASIDE;
    const char *const none[] = {"", "-", "9post", "posts", "post-12", "xpost", "hentr", "hentryy", "sidebarx", "widgetise", "navy", "navsx", "authors", "\xC3\xA9ntry", "{menu", "@menu", "content-1"};
    const char *const around[] = {"sidebar", "Sidebars", "SIDEBAR-left", "widget_text", "navs-main", "nav", "navigation", "tag-cloud", "tag_clouds", "menus_", "related-", "breadcrumb"};
    for (size_t i = 0; i < PDX_COUNTOF(none); i++) says(none[i], 0, 0, false);
    for (size_t i = 0; i < PDX_COUNTOF(around); i++) says(around[i], aside, aside, false);
    says("hentry", PDX_HTML_SAYS_ENTRY, 0, true);
    says("H-Entry", PDX_HTML_SAYS_ENTRY, 0, true);
    says("entry-title", PDX_HTML_SAYS_TITLE, 0, true);
    says("published", PDX_HTML_SAYS_TIME, 0, true);
    says("Post", PDX_HTML_SAYS_POST, 0, false);
    says("blog-post", PDX_HTML_SAYS_POST, 0, false);
    says("author", 0, 0, true);
    says("fn", 0, 0, true);
    says("u-url", 0, 0, true);
    says("text", PDX_HTML_SAYS_COMMENT_TEXT, 0, false);
    says("e-content", PDX_HTML_SAYS_COMMENT_TEXT, 0, true);
    says("comment", PDX_HTML_SAYS_COMMENT | aside, aside, false);
    says("comments", PDX_HTML_SAYS_COMMENTS | aside, PDX_HTML_SAYS_COMMENTS | aside, false);
    says("comment-content", PDX_HTML_SAYS_COMMENT_TEXT | aside, aside, false);
    says("comment-form", PDX_HTML_SAYS_FORM | aside, PDX_HTML_SAYS_FORM | aside, false);
    says("commentform", PDX_HTML_SAYS_FORM, PDX_HTML_SAYS_FORM, false);
    says("respond", PDX_HTML_SAYS_FORM | aside, PDX_HTML_SAYS_FORM | aside, false);
    says("comment-12", aside, aside, false);
    return check_report("source/htmlclasses");
}
