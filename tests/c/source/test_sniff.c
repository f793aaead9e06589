/* What a source is: text, JSON lines, or a form that is refused by its name. */
#include "check.h"
#include "source/forms/sniff.h"

static bool is_form(const char *text, pdx_source_form wanted) {
    pdx_source_form form;
    return pdx_source_form_sniff(pdx_span_str(text), &form, NULL) == PDX_OK && form == wanted;
}

static bool is_refused(pdx_span bytes, const char *said) {
    pdx_source_form form;
    pdx_error err;
    return pdx_source_form_sniff(bytes, &form, &err) == PDX_EFORMAT && err.offset == 0 && strstr(err.message, said) != NULL;
}

static void test_what_is_read(void) {
    CHECK(is_form("", PDX_SOURCE_TEXT));
    CHECK(is_form("Rain\n\nIt rained.\n", PDX_SOURCE_TEXT));
    CHECK(is_form("{\"title\": \"A\"}\n", PDX_SOURCE_JSONL));
    CHECK(is_form("\xEF\xBB\xBF\n {\"title\": \"A\"}\n{", PDX_SOURCE_JSONL));
    CHECK(is_form("{so it is}\n", PDX_SOURCE_TEXT));
    CHECK(is_form("<?xml version='1.0'?>\n<!-- <html> -->\n<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel/></rss>", PDX_SOURCE_WXR));
    CHECK(is_form("<!DOCTYPE rss [<!ENTITY a '>'>]><rss/>", PDX_SOURCE_FEED));
    CHECK(is_form("<?xml version='1.0'?><rdf:RDF xmlns='http://purl.org/rss/1.0/'>", PDX_SOURCE_FEED));
    CHECK(is_form("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", PDX_SOURCE_FEED));
    CHECK(is_form("<p class=a>One paragraph, <b>and no more.</p>\n", PDX_SOURCE_HTML));
    CHECK(is_form("<p> begins a paragraph, and </p> ends it.", PDX_SOURCE_TEXT) && is_form("<p> is what </b>", PDX_SOURCE_TEXT) && is_form("<p>", PDX_SOURCE_TEXT));
    CHECK(is_form("{\n \"version\": \"https://jsonfeed.org/version/1\",\n \"items\": []\n}\n", PDX_SOURCE_JSONFEED));
    CHECK(is_form("{\"title\": \"{version: https://jsonfeed.org/version/1}\"}", PDX_SOURCE_JSONL));
    CHECK(is_form("\xEF\xBB\xBF<rss><channel><wp:author/>", PDX_SOURCE_WXR));
}

static void test_what_is_refused(void) {
    CHECK(is_form("<!DOCTYPE html><p>Rain", PDX_SOURCE_HTML));
    CHECK(is_form("\xEF\xBB\xBF \n<?xml version='1.0'?><!-- a --><HTML lang=en>", PDX_SOURCE_HTML));
    CHECK(is_form("\n \xEF\xBB\xBF\n<!DOCTYPE html><p>Rain", PDX_SOURCE_HTML));
    CHECK(is_form("\n \xEF\xBB\xBF{\"title\": \"A\"}\n", PDX_SOURCE_TEXT));
    CHECK(is_form("<div class=post><p>Rain</p><p>fell", PDX_SOURCE_TEXT));
    CHECK(is_form("<div class=post><p>Rain</p><p>fell</p>", PDX_SOURCE_HTML));
    CHECK(is_form("<p> begins a paragraph, and </p> ends it.", PDX_SOURCE_TEXT));
    CHECK(is_form("<3 rain </3 </p></p>", PDX_SOURCE_TEXT));
    CHECK(is_refused(pdx_span_str("<?xml version='1.0'?><svg/>"), "neither a feed"));
    CHECK(is_refused(pdx_span_of("\x1F\x8B\x08\x00", 4), "decompress it first"));
    CHECK(is_refused(pdx_span_of("\xFF\xFER\0", 4), "UTF-16"));
}

/* Rows as one array; a page that begins with a bracket, or shows a little JSON, is a page. */
static void test_arrays(void) {
    CHECK(is_form("[{\"title\": \"A\"}]", PDX_SOURCE_JSONARRAY));
    CHECK(is_form("\xEF\xBB\xBF\n[\n {\"title\": \"A\", \"tags\": [\"x\", {}]},\n {\"title\": \"B\"}\n]\n", PDX_SOURCE_JSONARRAY));
    CHECK(is_form("[{\"title\": \"A\"}, {\"title\": cut off", PDX_SOURCE_JSONARRAY));
    CHECK(is_form("[Rain] It rained.", PDX_SOURCE_TEXT));
    CHECK(is_form("[", PDX_SOURCE_TEXT));
    CHECK(is_form("[]", PDX_SOURCE_TEXT));
    CHECK(is_form("[{}]", PDX_SOURCE_TEXT));
    CHECK(is_refused(pdx_span_str("[1, 2, {\"title\": \"A\"}]"), "this is JSON"));
    CHECK(is_form("[1, 2]", PDX_SOURCE_TEXT));
    CHECK(is_form("[{\"title\": \"A\"", PDX_SOURCE_TEXT));
    CHECK(is_form("[{\"title\": \"A\"} {\"title\": \"B\"}]", PDX_SOURCE_TEXT));
    CHECK(is_form("[{\"title\": \"A\"}] is how rows may look.", PDX_SOURCE_TEXT));
}

#define EXPORT "<?xml version='1.0'?>\n<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>T</title></item></channel></rss>\n"

/* A row may hold rows; a document of rows may say things beside them. */
static void test_rows_within_rows(void) {
    CHECK(is_form("{\"id\":\"1\",\"message\":\"A\",\"comments\":{\"data\":[{\"from\":{\"name\":\"Bo\"},\"message\":\"hi\"}]}}\n{\"id\":\"2\",\"message\":\"B\"}\n", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"id\":\"1\",\"message\":\"A\",\"comments\":{\"data\":[{\"from\":{\"name\":\"Bo\"},\"message\":\"hi\"}]}}\n", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"id\":1,\"items\":[{\"title\":\"a\",\"url\":\"b\"}],\"text\":\"A\",\"title\":\"T\"}", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"headline\":\"A\",\"items\":[{\"title\":\"a\",\"url\":\"b\"}]}", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"id\":1,\"items\":[{\"title\":\"a\",\"url\":\"b\"}]}\n{\"id\":2}\n", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"id\":1,\"posts\":[{\"title\":\"a\",\"date\":\"b\"}]}\n{\"id\":2}\n", PDX_SOURCE_JSONL));
    CHECK(is_form("{\"status\":\"ok\",\"message\":\"done\",\"data\":[{\"title\":\"a\",\"url\":\"b\"}],\"article\":{\"n\":1}}\n\n", PDX_SOURCE_JSONFEED));
}

/* Programs print warnings before what they write; prose shows what that looks like. */
static void test_what_stands_before_an_export(void) {
    CHECK(is_form("\n\n<br />\n<b>Warning</b>: said in <b>/a.php</b><br />\n" EXPORT, PDX_SOURCE_WXR));
    CHECK(is_form("PHP Notice: a\nFatal error: b\nStack trace:\n#0 /a.php(3): c()\n  thrown in /a.php\n\xEF\xBB\xBF" EXPORT, PDX_SOURCE_WXR));
    CHECK(is_form("Deprecated: a\r\n\r\n<b>Notice</b>: b\r\n" EXPORT, PDX_SOURCE_WXR));
    CHECK(is_form("How an export begins\n\nWarning: it is long.\n\n" EXPORT, PDX_SOURCE_TEXT));
    CHECK(is_form("# 1. An export\n" EXPORT, PDX_SOURCE_TEXT));
    CHECK(is_form("Notices of the harbour\n" EXPORT, PDX_SOURCE_TEXT));
    CHECK(is_form("<p>So it begins:</p>\n<pre>" EXPORT "</pre>", PDX_SOURCE_HTML));
    CHECK(is_form("---\ntitle: An export\n---\nIt begins:\n\n```xml\n" EXPORT "```\n", PDX_SOURCE_MARKDOWN));
    CHECK(is_form("title,text\nA,\"" EXPORT "\"\nB,c\n", PDX_SOURCE_CSV));
    CHECK(is_form("TITLE: T\nAUTHOR: Ann\nDATE: 05/22/2013\n-----\nBODY:\nIt begins:\n" EXPORT "-----\n--------\n", PDX_SOURCE_MTEXPORT));
    CHECK(is_form("[31.12.19, 21:42:10] Ann: Late\nagain\n[31.12.19, 21:45:00] Bo: Why?\n", PDX_SOURCE_CHATLOG));
    CHECK(is_form("12/31/19, 9:42 PM - Ann: Late\n12/31/19, 9:45 PM - Bo left\n1/1/20, 9:46 AM - Ann: Why?\n", PDX_SOURCE_CHATLOG));
    CHECK(is_form("12/31/19, 9:42 PM - Police: Late\n12/31/19, 9:45 PM - Harbour: Why?\n1/1/20, 9:46 AM - Sea: No\n", PDX_SOURCE_TEXT));
    CHECK(is_form("12/31/19, 9:42 PM - Ann: Late\n", PDX_SOURCE_TEXT));
    CHECK(is_form("Chat\n12/31/19, 9:42 PM - Ann: Late\n12/31/19, 9:45 PM - Ann: Why?\n", PDX_SOURCE_TEXT));
}

int main(void) {
    test_rows_within_rows();
    test_what_stands_before_an_export();
    test_what_is_read();
    test_what_is_refused();
    test_arrays();
    return check_report("sniff");
}
