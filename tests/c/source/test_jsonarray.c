/* Rows as one array: read whole and in pieces, and what is said where it is none. */
#include "check.h"
#include "memory.h"
#include "pieces.h"
#include "source/records/jsonarray.h"

static const char rows_text[] = "\xEF\xBB\xBF[ {\"title\": \"a\\\"}\", \"x\": [{}, \"]\"]},\n {\"title\": \"b\"} ]\n";

typedef struct reading {
    pdx_jsonarray array;
    pdx_record record;
    pdx_buf said;
    pdx_error err;
    pdx_status status;
} reading;

static size_t read_rows(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    bool more = true;
    pdx_jsonarray_feed(&self->array, bytes, is_last);
    while (self->status == PDX_OK && more) {
        self->status = pdx_jsonarray_next(&self->array, &self->record, &more, &self->err);
        if (self->status != PDX_OK || !more) continue;
        pdx_buf_format(&self->said, "%d-%d line %d ", (int)self->record.source.begin, (int)self->record.source.end, (int)self->record.line_number);
        pdx_buf_append(&self->said, self->record.text.data, self->record.text.len);
    }
    return self->array.at;
}

static pdx_status read_text(reading *self, const char *text, size_t piece) {
    memset(self, 0, sizeof *self);
    pdx_jsonarray_init(&self->array);
    pdx_record_init(&self->record);
    pdx_buf_init(&self->said);
    if (!read_in_pieces(pdx_span_str(text), piece, read_rows, self)) self->status = PDX_ENOMEM;
    return self->status;
}

static void reading_deinit(reading *self) {
    pdx_record_deinit(&self->record);
    pdx_buf_deinit(&self->said);
}

static void test_rows(void) {
    for (size_t piece = 0; piece < sizeof rows_text + 1; piece++) {
        reading self;
        CHECK_EQ(read_text(&self, rows_text, piece), PDX_OK);
        CHECK_BYTES(self.said.data, self.said.len, "5-38 line 1 a\"}\n41-55 line 2 b\n");
        reading_deinit(&self);
    }
}

static void fails_with(const char *text, const char *reason, uint64_t offset) {
    for (size_t piece = 0; piece < 12; piece++) {
        reading self;
        CHECK_EQ(read_text(&self, text, piece), PDX_EFORMAT);
        CHECK(strstr(self.err.message, reason) != NULL);
        CHECK_EQ(self.err.offset, offset);
        reading_deinit(&self);
    }
}

static void test_what_is_none(void) {
    fails_with("7 {}", "outside the array", 0);
    fails_with("{} ]", "a row is wanted", 3);
    fails_with("{} {\"a\": 1", "this row does not end", 3);
    fails_with("[{}] {}", "outside the array", 5);
    fails_with("[{} {}]", "a comma is wanted", 4);
    fails_with("[{},]", "a row is wanted", 4);
    fails_with("[7]", "a row is wanted", 1);
    fails_with("[{\"a\": 1", "this row does not end", 1);
    fails_with("[{},\n", "does not end", 5);
    fails_with("", "does not end", 0);
    fails_with("[{\"a\": x}]", "not JSON", 7);
}

static pdx_status reads(void *context) {
    reading self;
    const pdx_status status = read_text(&self, rows_text, 5);
    const bool failed = self.said.failed;
    (void)context;
    reading_deinit(&self);
    return status == PDX_OK && failed ? PDX_ENOMEM : status;
}

int main(void) {
    int context = 0;
    test_rows();
    test_what_is_none();
    memory_fails(reads, &context, 3);
    return check_report("jsonarray");
}
