/* libFuzzer target: any bytes as a crawl. The first two say how they are cut, and where pieces were compressed. Every byte is in a record, in a problem, or a line end
 * between them; in pieces all is the same as whole; payloads are read, and chunks. */
#include "input.h"
#include "must.h"
#include "pieces.h"
#include "source/web/http.h"
#include "source/web/warc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct reading {
    pdx_warc warc;
    pdx_span text;
    uint64_t at, sum;
} reading;

static void add(reading *self, uint64_t value) { self->sum = self->sum * 31 + value; }

/* Between what was told of there are line ends and nothing else. */
static void go_to(reading *self, pdx_range range) {
    MUST(self->at <= range.begin && range.begin <= range.end && range.end <= self->text.len);
    for (; self->at < range.begin; self->at++) MUST(self->text.data[self->at] == '\r' || self->text.data[self->at] == '\n');
    self->at = range.end;
    add(self, range.begin);
    add(self, range.end);
}

static void check_record(reading *self, const pdx_warc_record *record) {
    pdx_http http;
    pdx_buf body;
    go_to(self, record->source);
    MUST(record->block.len <= record->source.end - record->source.begin);
    pdx_http_read(record->block, &http);
    MUST(http.body.len <= record->block.len);
    pdx_buf_init(&body);
    add(self, (uint64_t)pdx_http_dechunk(http.body, &body));
    MUST(body.len <= http.body.len);
    pdx_buf_deinit(&body);
}

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    size_t used = 0;
    for (;;) {
        const uint64_t before = self->warc.at;
        const pdx_warc_found found = pdx_warc_next(&self->warc, pdx_span_slice(bytes, used, bytes.len), is_last);
        used += (size_t)(self->warc.at - before);
        MUST(used <= bytes.len);
        if (found == PDX_WARC_RECORD) check_record(self, &self->warc.record);
        if (found == PDX_WARC_PROBLEM) go_to(self, self->warc.problem);
        if (found == PDX_WARC_END) return used;
        if (found != PDX_WARC_MORE || self->warc.at > before) continue;
        MUST(!is_last);
        return used;
    }
}

static void read_all(reading *self, pdx_span text, size_t piece, size_t mark) {
    memset(self, 0, sizeof *self);
    self->text = text;
    pdx_warc_init(&self->warc, 3000);
    for (size_t at = mark; at < text.len; at += mark) MUST(pdx_warc_mark(&self->warc, at));
    MUST(read_in_pieces(text, piece, read_records, self));
    go_to(self, pdx_range_of(text.len, text.len));
    pdx_warc_deinit(&self->warc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    reading whole, pieces;
    pdx_span text;
    if (size < 2) return 0;
    text = input_from(data, size, 2);
    read_all(&whole, text, 0, (size_t)data[1] + 1);
    read_all(&pieces, text, (size_t)data[0] % 37 + 1, (size_t)data[1] + 1);
    MUST(whole.sum == pieces.sum);
    return 0;
}
