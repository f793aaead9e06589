/* The reader of WordPress exports at the end of the pipe. */
#include "driver.h"

#include "pieces.h"
#include "source/records/wxr.h"

/* Bytes of a field that stand alone in its source are the same there. */
static void check_map(const pdx_wxr_record *record, pdx_range range, pdx_span source) {
    for (uint64_t i = range.begin; i < range.end; i++) {
        const pdx_range from = pdx_offsets_source(&record->map, pdx_range_of(i, i + 1));
        if (from.end <= from.begin || from.end > source.len) driver_die("the map leaves the source");
        if (from.end - from.begin == 1 && source.data[from.begin] != record->text.data[i] && source.data[from.begin] != '\r') {
            driver_die("the map points to another byte");
        }
    }
}

typedef struct reading {
    pdx_wxr wxr;
    pdx_span source;
} reading;

static void print_record(const pdx_wxr_record *record, pdx_span source) {
    printf("record");
    driver_range(record->source);
    printf(" %d %d %d\n", (int)record->kind, record->is_cut_off, record->is_cut_short);
    for (size_t i = 0; i < record->groups.len; i++) {
        printf("group");
        driver_range(record->groups.data[i].source);
        printf(" %d\n", (int)record->groups.data[i].kind);
    }
    for (size_t i = 0; i < record->values.len; i++) {
        const pdx_wxr_value *value = &record->values.data[i];
        printf("value %d %u", (int)value->field, value->group);
        driver_hex(pdx_span_slice(pdx_buf_view(&record->text), (size_t)value->range.begin, (size_t)value->range.end));
        putchar('\n');
        check_map(record, value->range, source);
    }
}

static size_t print_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_wxr_found found;
    pdx_wxr_feed(&self->wxr, bytes, is_last);
    do {
        driver_must(pdx_wxr_next(&self->wxr, &found, NULL));
        if (found == PDX_WXR_RECORD) print_record(&self->wxr.record, self->source);
        if (found == PDX_WXR_ABOUT_SITE) print_record(&self->wxr.site, self->source);
    } while (found > PDX_WXR_END);
    if (is_last && found != PDX_WXR_END) driver_die("more is wanted although there is none");
    return self->wxr.xml.at;
}

void driver_wxr_case(pdx_span text, size_t piece) {
    pdx_problems problems;
    reading self;
    pdx_problems_init(&problems);
    pdx_wxr_init(&self.wxr);
    self.wxr.xml.problems = &problems;
    self.source = text;
    if (!read_in_pieces(text, piece, print_records, &self)) driver_die("out of memory");
    driver_problems(&problems);
    pdx_wxr_deinit(&self.wxr);
    pdx_problems_deinit(&problems);
}
