/* The encoding that a page names for itself. */
#include "check.h"

#include "source/html/htmlcharset.h"

static const struct { const char *html, *label; } pages[] = {
    {"<meta charset=utf-8>", "utf-8"},
    {"<!doctype html><html><head><META  CharSet = \" Windows-1252 \">", "Windows-1252"},
    {"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>", "iso-8859-1"},
    {"<meta content=\"text/html; charset='koi8-r'\" http-equiv=content-type>", "koi8-r"},
    {"<meta content='text/html; charset=big5'>", ""},                    /* nothing says that it means this */
    {"<meta name=a content='charset=x'><meta charset=y>", "y"},
    {"<!-- <meta charset=a> --><meta charset=b>", "b"},
    {"<!--><meta charset=b>", "b"},
    {"<p title='<meta charset=a>'><meta charset=b>", "b"},
    {"<script>x</script></p title='>'><?x <meta charset=a>?><meta/charset=b>", "b"},
    {"<metal charset=a><meta charset=b charset=c>", "b"},
    {"<meta http-equiv=refresh content='0; charset=a'>", ""},
    {"<meta http-equiv=content-type content='a charsetx charset = \"b\" c'>", "b"},
    {"text only", ""}, {"", ""}, {"<", ""}, {"<meta", ""}, {"<meta charset", ""}, {"<meta charset=\"a", "a"},
};

int main(void) {
    char late[PDX_HTML_CHARSET_BYTES + 64];
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const pdx_span found = pdx_html_charset(pdx_span_str(pages[i].html));
        if (check_failed(pdx_span_equal(found, pdx_span_str(pages[i].label)))) printf("%s names %.*s\n", pages[i].html, (int)found.len, (const char *)found.data);
    }
    memset(late, ' ', sizeof late);
    memcpy(late + PDX_HTML_CHARSET_BYTES, "<meta charset=a>", 16);
    CHECK_EQ(pdx_html_charset(pdx_span_of(late, sizeof late)).len, 0);
    return check_report("htmlcharset");
}
