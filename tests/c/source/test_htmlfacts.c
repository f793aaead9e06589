/* When linked data says that a page was published. */
#include "check.h"

#include "source/html/htmlfacts.h"

static const struct { const char *json, *day; } pages[] = {
    {"{\"datePublished\": \"2019-03-01\"}", "2019-03-01"},
    {"{\"@graph\": [{\"@type\": \"WebPage\"}, {\"a\": {\"datePublished\":\"2019\"}, \"dateModified\": \"2020\"}]}", "2019"},
    {"[{\"datePublished\": \"2019\"}, {\"datePublished\": \"2019\"}]", "2019"},
    {"[{\"datePublished\": \"2019\"}, {\"datePublished\": \"2020\"}]", ""}, /* which of them */
    {"{\"datePublished\": 2019}", ""}, {"{\"datePublished\": {\"a\": \"2019\"}}", ""}, {"{\"a\": \"datePublished\", \"b\": \"2019\"}", ""},
    {"{\"datePublished\": \"2019\", oh", "2019"}, {"{\"datePublished\": \"2019", ""}, {"", ""}, {"[[[[", ""},
};

int main(void) {
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const pdx_range found = pdx_html_published(pdx_span_str(pages[i].json));
        const pdx_span day = pdx_span_slice(pdx_span_str(pages[i].json), (size_t)found.begin, (size_t)found.end);
        if (check_failed(pdx_span_equal(day, pdx_span_str(pages[i].day)))) printf("%s says %.*s\n", pages[i].json, (int)day.len, (const char *)day.data);
    }
    return check_report("htmlfacts");
}
