/* libFuzzer target: any bytes as an export of WordPress. The first byte chooses how they are cut. Records do not overlap, their fields lie in their text
 * and map into their source, and in pieces they are the same as whole, and whether problems are told or not. */
#include "input.h"
#include "must.h"
#include "pieces.h"
#include "source/records/wxr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct reading {
    pdx_wxr wxr;
    pdx_problems problems;
    uint64_t at, sum;
} reading;

static void add(reading *self, uint64_t value) { self->sum = self->sum * 31 + value; }

static void check_record(reading *self, const pdx_wxr_record *record, pdx_range within) {
    add(self, record->source.begin);
    add(self, record->source.end + record->kind * 4 + record->is_cut_off * 2 + record->is_cut_short);
    for (size_t i = 0; i < record->groups.len; i++) {
        const pdx_wxr_group *group = &record->groups.data[i];
        MUST(group->source.begin >= within.begin && group->source.begin < group->source.end && group->source.end <= within.end);
    }
    for (size_t i = 0; i < record->values.len; i++) {
        const pdx_wxr_value *value = &record->values.data[i];
        pdx_range from;
        MUST(value->range.begin <= value->range.end && value->range.end <= record->text.len && value->group <= record->groups.len);
        for (uint64_t k = value->range.begin; k < value->range.end; k++) add(self, record->text.data[k]);
        if (value->range.begin == value->range.end) continue;
        from = pdx_offsets_source(&record->map, value->range);
        MUST(from.begin >= within.begin && from.begin < from.end && from.end <= within.end);
    }
}

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_wxr_found found;
    pdx_wxr_feed(&self->wxr, bytes, is_last);
    do {
        const pdx_wxr_record *record = &self->wxr.record;
        MUST(pdx_wxr_next(&self->wxr, &found, NULL) == PDX_OK);
        if (found == PDX_WXR_ABOUT_SITE) check_record(self, &self->wxr.site, pdx_range_of(0, UINT64_MAX));
        if (found != PDX_WXR_RECORD) continue;
        MUST(record->source.begin >= self->at && record->source.end > record->source.begin);
        self->at = record->source.end;
        check_record(self, record, record->source);
    } while (found > PDX_WXR_END);
    MUST(found == PDX_WXR_END || !is_last);
    return self->wxr.xml.at;
}

static void read_all(reading *self, pdx_span text, size_t piece, bool for_entries, bool tells) {
    memset(self, 0, sizeof *self);
    pdx_wxr_init(&self->wxr);
    pdx_problems_init(&self->problems);
    if (tells) self->wxr.xml.problems = &self->problems;
    self->wxr.for_entries = for_entries;
    MUST(read_in_pieces(text, piece, read_records, self));
    MUST(self->at <= text.len);
    pdx_wxr_deinit(&self->wxr);
    pdx_problems_deinit(&self->problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    reading whole, pieces, silent;
    const bool for_entries = size > 0 && data[0] % 2 == 1;
    pdx_span text;
    if (size == 0) return 0;
    text = input_from(data, size, 1);
    read_all(&whole, text, 0, for_entries, true);
    read_all(&pieces, text, (size_t)data[0] % 37 + 1, for_entries, true);
    read_all(&silent, text, (size_t)data[0] % 29 * 7, for_entries, false);
    MUST(whole.sum == pieces.sum && whole.problems.n == pieces.problems.n && whole.sum == silent.sum);
    return 0;
}
