#include "source/web/warc.h"

#include "base/ascii.h"
#include "source/syntax/fields.h"

enum { NAME_LEN = 5, LOOK_AHEAD = 16 }; /* "WARC/"; line ends behind a block, and the name of what follows */

static const char *const no_record = "no record begins here";

void pdx_warc_init(pdx_warc *warc, uint64_t most) {
    memset(warc, 0, sizeof *warc);
    warc->most = most;
}

void pdx_warc_deinit(pdx_warc *warc) { PDX_VEC_DEINIT(&warc->marks); }

bool pdx_warc_mark(pdx_warc *warc, uint64_t offset) { return PDX_VEC_PUSH(&warc->marks, offset); }

/* A line of five fields or more: address, IP, a date of digits, media type, ..., length. */
typedef struct arc_line {
    pdx_span uri, date, media;
    uint64_t length;
    size_t end; /* behind its newline */
} arc_line;

static bool all_digits(pdx_span text) {
    size_t i;
    for (i = 0; i < text.len && pdx_is_digit(text.data[i]); i++) {}
    return text.len > 0 && i == text.len;
}

static bool number_parse(pdx_span text, uint64_t *out) {
    size_t i;
    *out = 0;
    if (!all_digits(text) || text.len > 18) return false;
    for (i = 0; i < text.len; i++) *out = *out * 10 + (uint64_t)(text.data[i] - '0');
    return true;
}

static size_t line_end(pdx_span bytes, size_t at) {
    const uint8_t *newline = at < bytes.len ? memchr(bytes.data + at, '\n', bytes.len - at) : NULL;
    return newline == NULL ? SIZE_MAX : (size_t)(newline - bytes.data);
}

/* The word that ends at *end, which becomes the end of the one before. */
static pdx_span last_word(pdx_span line, size_t *end) {
    size_t begin = *end;
    pdx_span word;
    while (begin > 0 && line.data[begin - 1] != ' ') begin--;
    word = pdx_span_slice(line, begin, *end);
    *end = begin > 0 ? begin - 1 : 0;
    return word;
}

/* Words are taken from the end, as addresses may have spaces in them. Version 2 has four more before the length: result, checksum, location,
 * offset, file name. */
static bool arc_line_parse(pdx_span line, arc_line *out) {
    pdx_span words[8];
    size_t end = line.len, i;
    if (end > 0 && line.data[end - 1] == '\r') end--;
    if (!number_parse(last_word(line, &end), &out->length)) return false;
    for (i = 0; i < PDX_COUNTOF(words); i++) words[i] = last_word(line, &end);
    for (i = 0; i < PDX_COUNTOF(words); i += 5) { /* media type, date, IP: at once, or behind those of version 2 */
        size_t before;
        if (i + 2 >= PDX_COUNTOF(words) || !all_digits(words[i + 1]) || words[i + 1].len < 8 || words[i + 1].len > 20) continue;
        if (words[i + 2].len == 0 || words[i + 2].data == line.data) continue;
        before = (size_t)(words[i + 2].data - line.data) - 1;
        out->uri = pdx_span_slice(line, 0, before);
        out->date = words[i + 1];
        out->media = words[i];
        return before > 0;
    }
    return false;
}

static bool starts_warc(pdx_span bytes, size_t at) {
    return bytes.len - at > NAME_LEN + 2 && memcmp(bytes.data + at, "WARC/", NAME_LEN) == 0 && pdx_is_digit(bytes.data[at + NAME_LEN]) &&
           bytes.data[at + NAME_LEN + 1] == '.';
}

static bool starts_record(const pdx_warc *warc, pdx_span bytes, size_t at) {
    arc_line line;
    size_t end;
    if (!warc->is_arc) return starts_warc(bytes, at);
    end = line_end(bytes, at);
    return end != SIZE_MAX && end - at < PDX_WARC_HEAD_MOST && arc_line_parse(pdx_span_slice(bytes, at, end), &line);
}

/* The first record that begins on a line of its own from `from` on, before `end`; SIZE_MAX: none. */
static size_t find_record(const pdx_warc *warc, pdx_span bytes, size_t from, size_t end) {
    size_t at = from;
    while (at < end && (at = line_end(bytes, at)) != SIZE_MAX && ++at < end) {
        if (starts_record(warc, bytes, at)) return at;
    }
    return SIZE_MAX;
}

/* Whether there is enough at this place to see if a record begins there. */
static bool can_tell(const pdx_warc *warc, pdx_span bytes, size_t at, bool is_last) {
    if (is_last) return true;
    return warc->is_arc ? line_end(bytes, at) != SIZE_MAX || bytes.len - at >= PDX_WARC_HEAD_MOST : at + LOOK_AHEAD <= bytes.len;
}

/* The first mark before `end` at which a record begins, or of which that cannot be told yet (*waits); SIZE_MAX: none. */
static size_t find_mark(pdx_warc *warc, pdx_span bytes, uint64_t end, bool is_last, bool *waits) {
    *waits = false;
    for (; warc->first_mark < warc->marks.len; warc->first_mark++) {
        const uint64_t mark = warc->marks.data[warc->first_mark];
        size_t at;
        if (mark <= warc->at) continue;
        if (mark - warc->at >= bytes.len || mark - warc->at >= end) return SIZE_MAX;
        at = (size_t)(mark - warc->at);
        *waits = !can_tell(warc, bytes, at, is_last);
        if (*waits || starts_record(warc, bytes, at)) return at;
    }
    return SIZE_MAX;
}

static void pass(pdx_warc *warc, size_t n) {
    warc->at += n;
    warc->need = 0;
}

static pdx_warc_found problem_of(pdx_warc *warc, uint64_t begin, uint64_t end, const char *reason) {
    warc->problem = pdx_range_of(begin, end);
    warc->reason = reason;
    warc->gap = NULL;
    return PDX_WARC_PROBLEM;
}

/* What begins at `begin` is told of once it is known where the next record begins, which is looked for from `from` on. */
static pdx_warc_found gap_begin(pdx_warc *warc, pdx_span bytes, size_t from, const char *reason, bool is_last) {
    size_t found, mark, keep;
    bool waits;
    if (warc->gap == NULL) {
        warc->gap = reason;
        warc->gap_begin = warc->at;
    }
    found = find_record(warc, bytes, from, bytes.len);
    mark = find_mark(warc, bytes, found, is_last, &waits);
    if (!waits && mark < found) found = mark;
    if (found != SIZE_MAX) {
        pass(warc, found);
        return problem_of(warc, warc->gap_begin, warc->at, warc->gap);
    }
    if (is_last) {
        pass(warc, bytes.len);
        return problem_of(warc, warc->gap_begin, warc->at, warc->gap);
    }
    /* The last line may become a record's first. */
    for (keep = bytes.len; keep > 0 && bytes.data[keep - 1] != '\n' && bytes.len - keep < PDX_WARC_HEAD_MOST; keep--) {}
    if (keep > from && bytes.data[keep - 1] == '\n') keep--;
    if (waits && mark - 1 < keep) keep = mark - 1;
    if (keep > 0) pass(warc, keep);
    warc->need = bytes.len - keep + 1;
    return PDX_WARC_MORE;
}

typedef struct warc_head {
    size_t len; /* to the first byte of the block */
    uint64_t length;
    bool has_length;
} warc_head;

static pdx_span without_brackets(pdx_span uri) {
    return uri.len >= 2 && uri.data[0] == '<' && uri.data[uri.len - 1] == '>' ? pdx_span_slice(uri, 1, uri.len - 1) : uri;
}

static void head_read(pdx_warc *warc, pdx_span bytes, warc_head *head) {
    pdx_fields fields = pdx_fields_of(pdx_span_slice(bytes, 0, head->len));
    pdx_span name, value;
    memset(&warc->record, 0, sizeof warc->record);
    head->has_length = false;
    while (pdx_fields_next(&fields, &name, &value)) {
        if (pdx_field_is(name, "warc-type")) warc->record.type = value;
        else if (pdx_field_is(name, "warc-target-uri")) warc->record.uri = without_brackets(value);
        else if (pdx_field_is(name, "warc-date")) warc->record.date = value;
        else if (pdx_field_is(name, "content-type")) warc->record.media = value;
        else if (pdx_field_is(name, "content-length")) head->has_length = number_parse(value, &head->length);
    }
}

/* The first byte behind the line that is empty, or 0. */
static size_t find_block(pdx_span bytes) {
    size_t at = 0, end;
    while ((end = line_end(bytes, at)) != SIZE_MAX) {
        if (end == at || (end == at + 1 && bytes.data[at] == '\r')) return end + 1;
        at = end + 1;
    }
    return 0;
}

static pdx_warc_found record_give(pdx_warc *warc, pdx_span bytes, size_t head, size_t end) {
    warc->record.is_arc = warc->is_arc;
    warc->record.source = pdx_range_of(warc->at, warc->at + end);
    warc->record.block = pdx_span_slice(bytes, head, end);
    pass(warc, end);
    return PDX_WARC_RECORD;
}

static pdx_warc_found length_is_wrong(pdx_warc *warc, size_t next) {
    const uint64_t begin = warc->at;
    pass(warc, next);
    return problem_of(warc, begin, warc->at, "its length is wrong: another record begins within it");
}

/* The file ends within the record: others may begin in it, of which its length knows nothing. */
static pdx_warc_found cut_off(pdx_warc *warc, pdx_span bytes, size_t head) {
    const size_t next = find_record(warc, bytes, head, bytes.len);
    if (next != SIZE_MAX) return length_is_wrong(warc, next);
    warc->record.is_cut_off = true;
    return record_give(warc, bytes, head, bytes.len);
}

/* The block is here and what follows it is to be a record, or the end. */
static pdx_warc_found record_found(pdx_warc *warc, pdx_span bytes, size_t head, size_t end, bool is_last) {
    size_t at = end, next = SIZE_MAX;
    while (at < bytes.len && (bytes.data[at] == '\r' || bytes.data[at] == '\n')) at++;
    if (!is_last && (bytes.len - at < LOOK_AHEAD || (warc->is_arc && line_end(bytes, at) == SIZE_MAX && bytes.len - at < PDX_WARC_HEAD_MOST))) {
        warc->need = bytes.len + LOOK_AHEAD;
        return PDX_WARC_MORE;
    }
    if (at < bytes.len && !starts_record(warc, bytes, at)) next = find_record(warc, bytes, head, end);
    return next != SIZE_MAX ? length_is_wrong(warc, next) : record_give(warc, bytes, head, end);
}

/* Of a record that is too large. */
static pdx_warc_found skip_on(pdx_warc *warc, pdx_span bytes, bool is_last) {
    const uint64_t left = warc->skip_to - warc->at;
    bool waits;
    const size_t mark = find_mark(warc, bytes, left, is_last, &waits);
    if (mark < left && !waits) {
        pass(warc, mark);
    } else if (waits || (left > bytes.len && !is_last)) {
        const size_t keep = waits ? bytes.len - mark + 1 : pdx_min_size(bytes.len, 1); /* the byte before a mark, or before where the next piece may have one */
        pass(warc, bytes.len - keep);
        warc->need = keep + (waits ? LOOK_AHEAD : 1);
        return PDX_WARC_MORE;
    } else {
        pass(warc, left > bytes.len ? bytes.len : (size_t)left);
    }
    warc->skip_to = 0;
    return problem_of(warc, warc->gap_begin, warc->at, warc->gap);
}

static pdx_warc_found block_read(pdx_warc *warc, pdx_span bytes, size_t head, uint64_t length, bool is_last) {
    const uint64_t end = head + length;
    bool waits;
    const size_t mark = find_mark(warc, bytes, end, is_last, &waits);
    if (waits) {
        warc->need = bytes.len + LOOK_AHEAD;
        return PDX_WARC_MORE;
    }
    if (mark < end) {
        const uint64_t begin = warc->at;
        pass(warc, mark);
        return problem_of(warc, begin, warc->at, "it is cut off: another record begins before it ends");
    }
    if (end > warc->most) {
        warc->gap = "it is larger than records may be: Limits(record=...) says how large";
        warc->gap_begin = warc->at;
        warc->skip_to = warc->at + end;
        return skip_on(warc, bytes, is_last);
    }
    if (end <= bytes.len) return record_found(warc, bytes, head, (size_t)end, is_last);
    if (is_last) return cut_off(warc, bytes, head);
    warc->need = end + LOOK_AHEAD;
    return PDX_WARC_MORE;
}

static pdx_warc_found warc_record_next(pdx_warc *warc, pdx_span bytes, bool is_last) {
    warc_head head;
    if (!starts_warc(bytes, 0)) return gap_begin(warc, bytes, 0, no_record, is_last);
    head.len = find_block(pdx_span_slice(bytes, 0, pdx_min_size(bytes.len, PDX_WARC_HEAD_MOST)));
    if (head.len == 0) {
        if (is_last || bytes.len >= PDX_WARC_HEAD_MOST) return gap_begin(warc, bytes, 1, "its fields do not end", is_last);
        warc->need = pdx_min_size(bytes.len * 2, PDX_WARC_HEAD_MOST);
        return PDX_WARC_MORE;
    }
    head_read(warc, bytes, &head);
    if (!head.has_length) return gap_begin(warc, bytes, 1, "it does not say how long it is", is_last);
    return block_read(warc, bytes, head.len, head.length, is_last);
}

static pdx_warc_found arc_record_next(pdx_warc *warc, pdx_span bytes, bool is_last) {
    const size_t end = line_end(bytes, 0);
    arc_line line;
    if (end == SIZE_MAX && !is_last && bytes.len < PDX_WARC_HEAD_MOST) {
        warc->need = bytes.len * 2;
        return PDX_WARC_MORE;
    }
    if (end == SIZE_MAX || !arc_line_parse(pdx_span_slice(bytes, 0, end), &line)) return gap_begin(warc, bytes, 0, no_record, is_last);
    memset(&warc->record, 0, sizeof warc->record);
    warc->record.uri = line.uri;
    warc->record.date = line.date;
    warc->record.media = line.media;
    return block_read(warc, bytes, end + 1, line.length, is_last);
}

pdx_warc_found pdx_warc_next(pdx_warc *warc, pdx_span bytes, bool is_last) {
    size_t at = 0;
    if (warc->skip_to != 0) return skip_on(warc, bytes, is_last);
    if (warc->gap != NULL) return gap_begin(warc, bytes, 0, warc->gap, is_last);
    while (at < bytes.len && (bytes.data[at] == '\r' || bytes.data[at] == '\n')) at++;
    pass(warc, at);
    bytes = pdx_span_slice(bytes, at, bytes.len);
    if (bytes.len == 0 && is_last) return PDX_WARC_END;
    if (bytes.len < LOOK_AHEAD && !is_last) {
        warc->need = LOOK_AHEAD;
        return PDX_WARC_MORE;
    }
    if (!warc->knows_form) {
        warc->knows_form = true;
        warc->is_arc = pdx_span_starts(bytes, pdx_span_str("filedesc://"));
    }
    return warc->is_arc ? arc_record_next(warc, bytes, is_last) : warc_record_next(warc, bytes, is_last);
}
