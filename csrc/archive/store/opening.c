#include "archive/store/opening.h"

#include "archive/model/stem_mark.h"
#include "base/le.h"

enum { LINE_AT = 4 };

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s", what); }

static pdx_span first_line(pdx_span note) {
    const uint8_t *end = note.len == 0 ? NULL : memchr(note.data, '\n', note.len);
    return end == NULL ? note : pdx_span_of(note.data, (size_t)(end - note.data));
}

pdx_status archive_opening_append(pdx_span note, const pdx_segment *words, pdx_buf *out, pdx_error *err) {
    const pdx_span line = first_line(note);
    uint8_t length[LINE_AT];
    if (line.len > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a note that is too long");
    pdx_le32_put(length, (uint32_t)line.len);
    pdx_buf_append(out, length, sizeof length);
    pdx_buf_span(out, line);
    return archive_terms_append(words, out, err);
}

pdx_status archive_opening_read(const stored_part *part, pdx_span *line, pdx_span *terms, pdx_error *err) {
    const pdx_span all = part->sections[STORED_OPENING];
    uint32_t length;
    if (all.data == NULL) {
        *line = first_line(part->sections[STORED_NOTE]);
        *terms = pdx_span_of(NULL, 0);
        return PDX_OK;
    }
    if (all.len < LINE_AT) return damage(err, "what opening needs ends too soon");
    length = pdx_le32(all.data);
    if (length > all.len - LINE_AT) return damage(err, "what opening needs ends too soon");
    *line = pdx_span_slice(all, LINE_AT, LINE_AT + (size_t)length);
    *terms = pdx_span_slice(all, LINE_AT + (size_t)length, all.len);
    return PDX_OK;
}

pdx_status archive_opening_verify(const stored_part *part, const pdx_segment *words, pdx_error *err) {
    pdx_buf made;
    pdx_status status;
    if (part->sections[STORED_OPENING].data == NULL) return PDX_OK;
    pdx_buf_init(&made);
    status = archive_opening_append(part->sections[STORED_NOTE], words, &made, err);
    if (status == PDX_OK && made.failed) status = pdx_fail_memory(err);
    if (status == PDX_OK && !pdx_span_equal(pdx_buf_view(&made), part->sections[STORED_OPENING])) {
        status = damage(err, "what opening needs is not what its note and its words say");
    }
    pdx_buf_deinit(&made);
    return status;
}
