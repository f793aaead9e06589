/* libFuzzer target: any bytes as a source of records. The first byte chooses the form, the second how they are cut. Records do not overlap, what they say lies
 * in their text and maps into them, and in pieces, with bodies that come behind their heads, they are the same as whole. */
#include "input.h"
#include "must.h"
#include "pieces.h"
#include "source/records/entry.h"
#include "source/forms/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct reading {
    pdx_reader *reader;
    pdx_record record;
    pdx_problems problems;
    uint64_t at, sum;
    bool failed;
} reading;

static void add(reading *self, uint64_t value) { self->sum = self->sum * 31 + value; }

static void check_parts(reading *self) {
    const pdx_record *record = &self->record;
    uint64_t end = 0;
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_record_part *part = &record->parts.data[i];
        const pdx_range from = pdx_offsets_source(&record->map, part->range);
        MUST(part->role < PDX_ROLE_COUNT && part->range.begin >= end && part->range.end > part->range.begin && part->range.end <= record->text.len);
        MUST(from.begin <= from.end && from.end <= record->source.end);
        end = part->range.end;
        add(self, part->range.begin + from.begin * 3 + from.end * 5 + part->role);
    }
}

static void check_record(reading *self) {
    const pdx_record *record = &self->record;
    uint32_t part = 0;
    MUST(record->source.begin >= self->at && record->source.end > record->source.begin && record->line_number > 0);
    MUST(record->map.text_end == record->text.len);
    self->at = record->source.end;
    add(self, record->source.begin * 3 + record->source.end + record->line_number);
    for (size_t i = 0; i < record->text.len; i++) add(self, record->text.data[i]);
    check_parts(self);
    for (size_t i = 0; i < record->items.len; i++) {
        const pdx_record_item *item = &record->items.data[i];
        MUST(item->part >= part && item->part < record->parts.len && item->range.begin < item->range.end && item->range.end <= record->text.len);
        part = item->part;
        add(self, item->range.begin + item->part);
    }
}

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    const uint64_t begin = pdx_reader_at(self->reader);
    pdx_reader_found found = PDX_READER_MORE;
    if (self->failed) return 0;
    pdx_reader_feed(self->reader, bytes, is_last);
    do {
        const pdx_status status = pdx_reader_next(self->reader, &self->record, &found, NULL);
        MUST(status == PDX_OK || status == PDX_EFORMAT);
        self->failed = status != PDX_OK; /* a line that is no row: the same line, however they are cut */
        if (!self->failed && found == PDX_READER_RECORD && self->record.waiting != NULL) MUST(pdx_entry_rest(&self->record, NULL) == PDX_OK);
        if (!self->failed && found == PDX_READER_RECORD) check_record(self);
    } while (!self->failed && found == PDX_READER_RECORD);
    MUST(self->failed || found == (is_last ? PDX_READER_END : PDX_READER_MORE));
    return (size_t)(pdx_reader_at(self->reader) - begin);
}

static void read_all(reading *self, pdx_source_form form, pdx_span text, size_t piece) {
    memset(self, 0, sizeof *self);
    MUST(pdx_reader_new(form, &self->reader, NULL) == PDX_OK);
    pdx_problems_init(&self->problems);
    pdx_record_init(&self->record);
    pdx_reader_tell(self->reader, &self->problems);
    pdx_reader_wait(self->reader, piece > 0);
    MUST(read_in_pieces(text, piece, read_records, self));
    MUST(self->at <= text.len);
    add(self, self->problems.n + self->failed);
    pdx_record_deinit(&self->record);
    pdx_problems_deinit(&self->problems);
    pdx_reader_free(self->reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    reading whole, pieces;
    pdx_source_form form;
    pdx_span text;
    if (size < 2) return 0;
    form = (pdx_source_form)(data[0] < PDX_SOURCE_FORM_COUNT ? data[0] : data[0] % 8);
    if (!pdx_source_form_is_records(form)) return 0;
    text = input_from(data, size, 2);
    read_all(&whole, form, text, 0);
    read_all(&pieces, form, text, (size_t)data[1] % 37 + 1);
    MUST(whole.sum == pieces.sum);
    return 0;
}
