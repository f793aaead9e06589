/* Exports of WordPress as records: fields with their places in the source, limits, memory. */
#include "check.h"
#include "memory.h"
#include "pieces.h"
#include "source/records/wxr.h"

static const char export_text[] =
    "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Site</title>"
    "<wp:tag><wp:tag_slug>t</wp:tag_slug><wp:tag_name><![CDATA[A tag]]></wp:tag_name></wp:tag>"
    "<item><title>One &amp; two</title><category domain='era'>old</category><content:encoded><![CDATA[ three ]]]]><![CDATA[> ]]></content:encoded>"
    "<wp:comment><wp:comment_content>four</wp:comment_content></wp:comment><wp:post_type>page</wp:post_type></item></channel></rss>";

static pdx_span value_bytes(const pdx_wxr_record *record, size_t i) {
    const pdx_range range = record->values.data[i].range;
    return pdx_span_slice(pdx_buf_view(&record->text), (size_t)range.begin, (size_t)range.end);
}

static void check_value(const pdx_wxr_record *record, size_t i, pdx_wxr_field field, uint32_t group, const char *text) {
    CHECK(i < record->values.len);
    if (i >= record->values.len) return;
    CHECK_EQ(record->values.data[i].field, field);
    CHECK_EQ(record->values.data[i].group, group);
    CHECK(pdx_span_equal(value_bytes(record, i), pdx_span_str(text)));
}

static void test_fields(void) {
    const char *const amp = strstr(export_text, "&amp;");
    pdx_wxr wxr;
    pdx_wxr_found found;
    pdx_range from;
    pdx_wxr_init(&wxr);
    pdx_wxr_feed(&wxr, pdx_span_str(export_text), true);
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_RECORD);
    CHECK(wxr.record.kind == PDX_WXR_TAG && wxr.record.values.len == 2);
    check_value(&wxr.record, 1, PDX_WXR_TITLE, PDX_WXR_NO_GROUP, "A tag");
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_RECORD);
    CHECK(wxr.record.kind == PDX_WXR_PAGE && !wxr.record.is_cut_off && !wxr.record.is_cut_short);
    CHECK_EQ(wxr.record.values.len, 6);
    check_value(&wxr.record, 0, PDX_WXR_TITLE, PDX_WXR_NO_GROUP, "One & two");
    check_value(&wxr.record, 1, PDX_WXR_IN_TERM, PDX_WXR_NO_GROUP, "old");
    check_value(&wxr.record, 2, PDX_WXR_TAXONOMY, PDX_WXR_NO_GROUP, "era");
    check_value(&wxr.record, 3, PDX_WXR_CONTENT, PDX_WXR_NO_GROUP, "three ]]>");
    check_value(&wxr.record, 4, PDX_WXR_CONTENT, 1, "four");
    check_value(&wxr.record, 5, PDX_WXR_TYPE, PDX_WXR_NO_GROUP, "page");
    CHECK(wxr.record.groups.len == 1 && wxr.record.groups.data[0].kind == PDX_WXR_COMMENT);
    from = pdx_offsets_source(&wxr.record.map, pdx_range_of(4, 5)); /* the ampersand */
    CHECK_EQ(from.begin, amp - export_text);
    CHECK_EQ(from.end, amp - export_text + 5);
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_ABOUT_SITE);
    check_value(&wxr.site, 0, PDX_WXR_TITLE, PDX_WXR_NO_GROUP, "Site");
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_END);
    pdx_wxr_deinit(&wxr);
}

/* What is beyond the limits is not kept, and the record says so. */
static void test_limits(void) {
    pdx_buf text;
    pdx_wxr wxr;
    pdx_wxr_found found;
    pdx_buf_init(&text);
    pdx_buf_str(&text, "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item>");
    for (int i = 0; i < 1200; i++) pdx_buf_str(&text, "<wp:comment/><title/><description>a hundred bytes that one record may have some times</description>");
    pdx_buf_str(&text, "</item><item/>");
    pdx_wxr_init(&wxr);
    pdx_wxr_feed(&wxr, pdx_buf_view(&text), true);
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_RECORD);
    CHECK_EQ(wxr.record.is_cut_short, PDX_LIMIT(false, true));
    CHECK(wxr.record.text.len <= PDX_WXR_TEXT_MOST + 4 * 1200 && wxr.record.values.len <= PDX_WXR_VALUES_MOST);
    CHECK(wxr.record.groups.len <= PDX_WXR_VALUES_MOST && !wxr.record.is_cut_off);
    CHECK(pdx_wxr_next(&wxr, &found, NULL) == PDX_OK && found == PDX_WXR_RECORD);
    CHECK(wxr.record.values.len == 0 && !wxr.record.is_cut_short && wxr.record.kind == PDX_WXR_POST);
    pdx_wxr_deinit(&wxr);
    pdx_buf_deinit(&text);
}

/* Elements with a text and nothing else, and meta data that is passed over, are read in one step, but while problems are told of: the records are the same, of anything. */
static bool same_records(const pdx_wxr_record *a, const pdx_wxr_record *b) {
    if (a->kind != b->kind || a->source.begin != b->source.begin || a->source.end != b->source.end || a->line != b->line || a->is_cut_off != b->is_cut_off) return false;
    if (!pdx_span_equal(pdx_buf_view(&a->text), pdx_buf_view(&b->text)) || a->values.len != b->values.len || a->groups.len != b->groups.len) return false;
    for (size_t i = 0; i < a->values.len; i++) {
        const pdx_wxr_value *x = &a->values.data[i], *y = &b->values.data[i];
        if (x->field != y->field || x->group != y->group || x->range.begin != y->range.begin || x->range.end != y->range.end) return false;
    }
    for (size_t i = 0; i < a->groups.len; i++) {
        if (a->groups.data[i].source.begin != b->groups.data[i].source.begin || a->groups.data[i].source.end != b->groups.data[i].source.end) return false;
    }
    for (uint64_t at = 0; at < a->text.len; at++) {
        const pdx_range x = pdx_offsets_source(&a->map, pdx_range_of(at, at + 1)), y = pdx_offsets_source(&b->map, pdx_range_of(at, at + 1));
        if (x.begin != y.begin || x.end != y.end) return false;
    }
    return true;
}

static void check_both_ways(pdx_span text, bool for_entries) {
    pdx_wxr whole, told;
    pdx_problems problems;
    pdx_wxr_found found = PDX_WXR_MORE, again = PDX_WXR_MORE;
    pdx_wxr_init(&whole);
    pdx_wxr_init(&told);
    pdx_problems_init(&problems);
    told.xml.problems = &problems;
    whole.for_entries = told.for_entries = for_entries;
    pdx_wxr_feed(&whole, text, true);
    pdx_wxr_feed(&told, text, true);
    do {
        CHECK(pdx_wxr_next(&whole, &found, NULL) == PDX_OK && pdx_wxr_next(&told, &again, NULL) == PDX_OK);
        CHECK(found == again && (found != PDX_WXR_RECORD || same_records(&whole.record, &told.record)) && same_records(&whole.site, &told.site));
        if (found != again) break;
    } while (found != PDX_WXR_END);
    pdx_wxr_deinit(&whole);
    pdx_wxr_deinit(&told);
    pdx_problems_deinit(&problems);
}

static void test_in_one_step(void) {
    static const char *const pieces[] = {
        "<item>", "</item>", "<title>", "</title>", "<title>One</title>", "<wp:post_type>page</wp:post_type>", "<wp:comment>", "</wp:comment>", "<wp:comment>x</wp:comment>",
        "<wp:comment_content><![CDATA[two]]></wp:comment_content>", "<wp:postmeta><wp:meta_key>k</wp:meta_key></wp:postmeta>", "<category domain='post_tag'>t</category>",
        "<category>c</category>", "\n", " ", "text", "&amp;", "<", "]]>", "<![CDATA[", "<!-- -->", "</other>", "<other>x</other>", "<other xmlns:wp='urn:x'>", "<b/>", "<item>x</item>",
        "<a xmlns='urn:y'><title>no</title></a>", "<title>a<b>c</title>", "<title >d</title>", "<title>e</title >", "<content:encoded><![CDATA[ f ]]></content:encoded>", "<title></title>",
        "<wp:tag><wp:tag_name>g</wp:tag_name></wp:tag>", "\r", "<wp:postmeta>", "</wp:postmeta>", "<wp:meta_key>k</wp:meta_key>", "<wp:postmeta><wp:meta_key>k</wp:meta_key><item>x</item></wp:postmeta>",
        "<wp:postmeta>\n<wp:meta_key>k</wp:meta_key> <wp:meta_value><![CDATA[v]]></wp:meta_value>\n</wp:postmeta>", "<wp:postmeta x='1'></wp:postmeta>", "<wp:postmeta></wp:postmeta >",
        "<category domain=\"post_tag\" nicename=\"t\"><![CDATA[t]]></category>", "<category domain='series' domain='tag'>s</category>", "<category domain=\"series\">s</category>",
        "<category nicename='a&amp;b'>t</category>", "<category domain='x\ty'>t</category>", "<category domain=tag>t</category>", "<category domain='tag'nicename='t'>t</category>",
        "<title xmlns='urn:z'>no</title>", "<title a='1' b='2' c='3' d='4' e='5'>many</title>", "<title a='1' b='<'>odd</title>", "<title a='1>", "<title a='1' >spaced</title>", "<title a='1'/>",
    };
    uint32_t state = 5;
    for (unsigned round = 0; round < 8000; round++) {
        pdx_buf text;
        pdx_buf_init(&text);
        pdx_buf_str(&text, "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>");
        for (unsigned k = 0; k < 14; k++) {
            state = state * 1664525u + 1013904223u;
            pdx_buf_str(&text, k == 0 && round % 2 == 0 ? "<item>" : pieces[(state >> 16) % PDX_COUNTOF(pieces)]);
        }
        check_both_ways(pdx_buf_view(&text), round % 4 > 1);
        pdx_buf_deinit(&text);
    }
    check_both_ways(pdx_span_str(export_text), false);
    check_both_ways(pdx_span_str(export_text), true);
}

typedef struct reading {
    pdx_wxr wxr;
    pdx_status status;
    size_t n_records;
} reading;

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_wxr_found found = PDX_WXR_MORE;
    if (self->status != PDX_OK) return 0;
    pdx_wxr_feed(&self->wxr, bytes, is_last);
    do {
        self->status = pdx_wxr_next(&self->wxr, &found, NULL);
        self->n_records += self->status == PDX_OK && found > PDX_WXR_END;
    } while (self->status == PDX_OK && found > PDX_WXR_END);
    return self->wxr.xml.at;
}

static pdx_status read_pieces(void *context) {
    reading self;
    self.status = PDX_OK;
    self.n_records = 0;
    pdx_wxr_init(&self.wxr);
    if (!read_in_pieces(pdx_span_str(export_text), 7, read_records, &self)) self.status = PDX_ENOMEM;
    *(size_t *)context = self.n_records;
    pdx_wxr_deinit(&self.wxr);
    return self.status;
}

static void test_memory(void) {
    size_t n_records;
    memory_fails(read_pieces, &n_records, 10);
    CHECK_EQ(n_records, 3);
}

int main(void) {
    test_fields();
    test_limits();
    test_in_one_step();
    test_memory();
    return check_report("source/wxr");
}
