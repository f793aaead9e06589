/* JSON lines as records: fields in reading order, items, own parts, errors with line and offset. */
#include "check.h"
#include "source/records/records.h"

static bool part_is(const pdx_record *record, size_t i, uint8_t role, const char *text) {
    const pdx_record_part *part = &record->parts.data[i];
    return i < record->parts.len && part->role == role &&
           pdx_span_equal(pdx_span_of(record->text.data + part->range.begin, (size_t)(part->range.end - part->range.begin)), pdx_span_str(text));
}

static void test_row(void) {
    static const char text[] = "\n{\"text\":\"One.\\n\\nTwo.\",\"title\":\"The old \\\"mill\\\"\",\"tags\":[\"Mill\",\"River, upper\",7,true],\"extra\":{\"a\":[1]},\"date\":\"2019-02-03\",\"author\":null}\n";
    pdx_records records;
    pdx_record record;
    pdx_range source;
    bool more;
    pdx_records_init(&records, pdx_span_str(text));
    pdx_record_init(&record);
    CHECK(pdx_records_next(&records, &record, &more, NULL) == PDX_OK && more);
    CHECK(record.line_number == 2 && record.source.begin == 1 && record.source.end == strlen(text) - 1);
    CHECK(record.parts.len == 5 && record.items.len == 3);
    CHECK(part_is(&record, 0, PDX_ROLE_TITLE, "The old \"mill\""));
    CHECK(part_is(&record, 1, PDX_ROLE_DATE, "2019-02-03"));
    CHECK(part_is(&record, 2, PDX_ROLE_TAGS, "Mill, River, upper, 7"));
    CHECK(part_is(&record, 3, PDX_ROLE_PARAGRAPH, "One."));
    CHECK(part_is(&record, 4, PDX_ROLE_PARAGRAPH, "Two."));
    CHECK(record.items.data[1].part == 2);
    source = pdx_offsets_source(&record.map, record.parts.data[0].range);
    CHECK(pdx_span_equal(pdx_span_of(text + source.begin, (size_t)(source.end - source.begin)), pdx_span_str("The old \\\"mill\\\"")));
    source = pdx_offsets_source(&record.map, record.parts.data[4].range);
    CHECK(pdx_span_equal(pdx_span_of(text + source.begin, (size_t)(source.end - source.begin)), pdx_span_str("Two.")));
    CHECK(pdx_records_next(&records, &record, &more, NULL) == PDX_OK && !more);
    pdx_record_deinit(&record);
}

static void test_own_form(void) {
    static const char text[] =
        "{\"title\":\"T\",\"tags\":[\"A\",\"B\"],\"date\":{\"printed\":\"3 May 2019\",\"value\":\"2019-05-03\"},"
        "\"parts\":[{\"role\":\"tags\",\"span\":[0,3],\"text\":\"A, B\"},{\"role\":\"title\",\"text\":\"T\"},{\"role\":\"caption\",\"text\":\"C\"},{\"role\":\"unheard\",\"text\":\"D\"}]}";
    pdx_records records;
    pdx_record record;
    bool more;
    pdx_records_init(&records, pdx_span_str(text));
    pdx_record_init(&record);
    CHECK(pdx_records_next(&records, &record, &more, NULL) == PDX_OK && more);
    CHECK(record.parts.len == 5 && record.items.len == 2);
    CHECK(part_is(&record, 0, PDX_ROLE_TAGS, "A, B"));
    CHECK(part_is(&record, 1, PDX_ROLE_TITLE, "T"));
    CHECK(part_is(&record, 2, PDX_ROLE_CAPTION, "C"));
    CHECK(part_is(&record, 3, PDX_ROLE_PARAGRAPH, "D"));
    CHECK(part_is(&record, 4, PDX_ROLE_DATE, "3 May 2019"));
    CHECK(!record.says_author && !record.says_date && !record.says_bounds);
    pdx_record_deinit(&record);
}

static const char own_fields[] =
    "{\"title\":\"T\",\"tags\":[\"X, Y\",\"Z\",\"else\",\"Z\"],\"categories\":[\"C\"],\"published\":\"2019-05-03\",\"byline\":\"By Ann, Staff\",\"author\":\"Ann\","
    "\"date\":{\"deep\":{\"printed\":\"no\"},\"printed\":\"3 May 2019\"},\"bounds\":{\"not_before\":\"2019-05-03\",\"before\":null,\"evidence\":[\"before\"]},"
    "\"parts\":[{\"role\":\"categories\",\"text\":\"A, C\"},{\"role\":\"paragraph\",\"text\":\"Ann\"},{\"role\":\"byline\",\"text\":\"By Ann, Staff\"},"
    "{\"role\":\"date\",\"text\":\"On 3 May 2019\"},{\"role\":\"tags\",\"text\":\"X, Y, Z\"}]}";

static bool text_is(const pdx_record *record, pdx_range range, const char *text) {
    return pdx_span_equal(pdx_span_of(record->text.data + range.begin, (size_t)(range.end - range.begin)), pdx_span_str(text));
}

static bool source_is(pdx_range range, const char *text) {
    return pdx_span_equal(pdx_span_of(own_fields + range.begin, (size_t)(range.end - range.begin)), pdx_span_str(text));
}

/* What the record says counts: its lists, its author; what no part holds becomes one. */
static void test_own_fields(void) {
    pdx_records records;
    pdx_record record;
    bool more;
    pdx_records_init(&records, pdx_span_str(own_fields));
    pdx_record_init(&record);
    CHECK(pdx_records_next(&records, &record, &more, NULL) == PDX_OK && more);
    CHECK(record.parts.len == 8 && record.items.len == 5);
    CHECK(part_is(&record, 5, PDX_ROLE_TITLE, "T") && part_is(&record, 6, PDX_ROLE_TAGS, "else") && part_is(&record, 7, PDX_ROLE_TAGS, "Z"));
    CHECK(text_is(&record, record.items.data[0].range, "C") && record.items.data[0].part == 0);
    CHECK(text_is(&record, record.items.data[1].range, "X, Y") && record.items.data[1].part == 4);
    CHECK(text_is(&record, record.items.data[2].range, "Z") && record.items.data[2].part == 4);
    CHECK(text_is(&record, record.items.data[3].range, "else") && record.items.data[3].part == 6);
    CHECK(record.says_author && text_is(&record, record.author, "Ann") && record.author.begin > record.parts.data[2].range.begin);
    CHECK(record.says_date && text_is(&record, record.date, "3 May 2019") && record.date.begin > record.parts.data[3].range.begin);
    CHECK(source_is(record.published, "2019-05-03"));
    CHECK(record.says_bounds && source_is(record.not_before, "2019-05-03") && record.before.end == 0);
    pdx_record_deinit(&record);
}

static void test_bad_line(void) {
    static const char text[] = "{\"title\":\"fine\"}\n{\"title\":bad}\n";
    pdx_records records;
    pdx_record record;
    pdx_error err;
    bool more;
    pdx_records_init(&records, pdx_span_str(text));
    pdx_record_init(&record);
    CHECK(pdx_records_next(&records, &record, &more, &err) == PDX_OK && more);
    CHECK(pdx_records_next(&records, &record, &more, &err) == PDX_EFORMAT);
    CHECK(err.offset == 26 && strstr(err.message, "line 2") != NULL);
    pdx_record_deinit(&record);
}

static void test_no_memory(const char *text) {
    uint64_t n;
    pdx_status status = PDX_ENOMEM;
    const int64_t before = pdx_alloc_live();
    for (n = 1; status == PDX_ENOMEM && n < 1000; n++) {
        pdx_records records;
        pdx_record record;
        bool more;
        pdx_records_init(&records, pdx_span_str(text));
        pdx_record_init(&record);
        pdx_alloc_fail_at(n);
        status = pdx_records_next(&records, &record, &more, NULL);
        CHECK(status == PDX_OK || (status == PDX_ENOMEM && pdx_alloc_failed()));
        pdx_alloc_fail_at(0);
        pdx_record_deinit(&record);
        CHECK(pdx_alloc_live() == before);
    }
    CHECK(status == PDX_OK);
}

int main(void) {
    test_row();
    test_own_form();
    test_bad_line();
    test_own_fields();
    test_no_memory("{\"title\":\"a\\nb\",\"tags\":[\"x\",\"y\"],\"text\":\"one\\ntwo\"}");
    test_no_memory(own_fields);
    return check_report("records");
}
