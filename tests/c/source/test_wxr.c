/* Exports of WordPress as records: fields with their places in the source, limits, memory. */
#include "check.h"
#include "memory.h"
#include "pieces.h"
#include "source/wxr.h"

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
    test_memory();
    return check_report("source/wxr");
}
