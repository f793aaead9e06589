#include "source/records/chatlog.h"

#include "text/utf8.h"

/* ---- the line that a message begins with, read a character at a time */

typedef struct cursor {
    const uint8_t *at, *end;
} cursor;

static uint32_t peek(const cursor *c) {
    size_t len;
    return c->at < c->end ? pdx_utf8_decode(c->at, c->end, &len) : 0;
}

static void step(cursor *c) {
    size_t len;
    (void)pdx_utf8_decode(c->at, c->end, &len);
    c->at += len;
}

/* What is not seen: marks of direction, and of the order of bytes. */
static bool is_mark(uint32_t c) { return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF; }
static bool is_space(uint32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x2009; }
static bool is_digit(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9) || (c >= 0x966 && c <= 0x96F);
}
/* Of a short word beside a time: "at", "klo", "PM", "p. m.", and as other scripts have them. */
static bool is_letter(uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
    return !is_digit(c) && c != 0x2013 && c != 0x2014;
}

static void pass_marks(cursor *c) {
    while (c->at < c->end && is_mark(peek(c))) step(c);
}

static bool pass_spaces(cursor *c) {
    const uint8_t *from = c->at;
    while (c->at < c->end && (is_space(peek(c)) || is_mark(peek(c)))) step(c);
    return c->at > from;
}

/* How many digits stand here, behind marks. */
static unsigned pass_digits(cursor *c) {
    unsigned n = 0;
    for (pass_marks(c); c->at < c->end && is_digit(peek(c)); n++) step(c);
    return n;
}

static bool pass_one(cursor *c, const char *ones) {
    pass_marks(c);
    if (c->at == c->end || *c->at == 0 || *c->at >= 0x80 || strchr(ones, *c->at) == NULL) return false;
    c->at++;
    return true;
}

/* Words of a few letters in all, with spaces between them. */
static void pass_words(cursor *c) {
    enum { BYTES_MOST = 24 };
    const uint8_t *const from = c->at;
    while (c->at < c->end && c->at < from + BYTES_MOST && (is_letter(peek(c)) || is_space(peek(c)) || is_mark(peek(c)))) step(c);
}

/* "31.12.19", "2019/12/31": three numbers, of which one may be a year of four digits. */
static bool pass_day(cursor *c) {
    unsigned digits[3];
    for (size_t i = 0; i < PDX_COUNTOF(digits); i++) {
        if (i > 0 && !pass_one(c, "./-")) return false;
        if (i > 0) (void)pass_spaces(c);
        digits[i] = pass_digits(c);
    }
    if (digits[1] == 0 || digits[1] > 2) return false;
    return (digits[0] >= 1 && digits[0] <= 2 && (digits[2] == 2 || digits[2] == 4)) || (digits[0] == 4 && digits[2] >= 1 && digits[2] <= 2);
}

static bool pass_time(cursor *c) {
    const unsigned hours = pass_digits(c);
    if (hours == 0 || hours > 2 || !pass_one(c, ":.") || pass_digits(c) != 2) return false;
    if (c->at < c->end && (*c->at == ':' || *c->at == '.') && c->at + 1 < c->end && is_digit(c->at[1])) {
        c->at++;
        return pass_digits(c) == 2;
    }
    return true;
}

/* Where things stand in the line of a message. */
typedef struct head {
    const uint8_t *stamp, *stamp_end; /* its day and time */
    const uint8_t *name, *name_end;   /* who wrote it; the same: nobody is named */
    const uint8_t *text;              /* what is said, or the line's end */
    bool is_bracketed;                /* the day is */
} head;

/* Who writes, between angles or before a colon. */
static void read_name(cursor *c, head *out) {
    enum { NAME_MOST = 80 };
    const bool is_angled = c->at < c->end && *c->at == '<';
    const uint8_t *at = c->at + is_angled, *const most = c->end - at > NAME_MOST ? at + NAME_MOST : c->end;
    out->name = out->name_end = out->text = c->at;
    while (at < most && *at != (is_angled ? '>' : ':')) at++;
    if (at == most || at == c->at + is_angled || (!is_angled && at + 1 < c->end && *(at + 1) != ' ' && *(at + 1) < 0x80)) return;
    out->name = c->at + is_angled;
    out->name_end = at;
    c->at = at + 1;
    (void)pass_spaces(c);
    out->text = c->at;
}

/* False: no message begins with this line, which has no end in it. */
static bool read_head(pdx_span line, head *out) {
    cursor c = {line.data, pdx_span_end(line)};
    bool bracketed;
    pass_marks(&c);
    bracketed = pass_one(&c, "[");
    pass_marks(&c);
    out->stamp = c.at;
    out->is_bracketed = bracketed;
    if (!pass_day(&c)) return false;
    (void)pass_one(&c, ",");
    if (!pass_spaces(&c)) return false;
    if (!is_digit(peek(&c))) pass_words(&c);
    if (!pass_time(&c)) return false;
    out->stamp_end = c.at;
    pass_words(&c);
    for (const uint8_t *at = out->stamp_end; at < c.at; at++) {
        if (*at > ' ') out->stamp_end = at + 1;
    }
    if (bracketed ? !pass_one(&c, "]") : !pass_one(&c, "-")) {
        if (bracketed || peek(&c) != 0x2013) return false;
        step(&c);
    }
    if (!pass_spaces(&c) && c.at < c.end) return false;
    read_name(&c, out);
    return true;
}

/* ---- lines */

static bool is_line_end(uint8_t c) { return c == '\n' || c == '\r'; }

static pdx_span line_of(pdx_span text, size_t at, size_t next) {
    while (next > at && is_line_end(text.data[next - 1])) next--;
    return pdx_span_slice(text, at, next);
}

enum { WRITERS_MOST = 64 };

/* Who writes in the lines that are looked at. */
typedef struct writers {
    pdx_span names[WRITERS_MOST];
    size_t n, named;
    bool is_bracketed;
} writers;

static void know(writers *by, const head *said) {
    const pdx_span name = pdx_span_of(said->name, (size_t)(said->name_end - said->name));
    size_t i = 0;
    by->is_bracketed = by->is_bracketed || said->is_bracketed;
    if (name.len == 0) return;
    by->named++;
    while (i < by->n && !pdx_span_equal(by->names[i], name)) i++;
    if (i == by->n && by->n < WRITERS_MOST) by->names[by->n++] = name;
}

/* In a conversation people write again; what stands before the colons of headlines changes. */
static bool is_conversation(const writers *by) {
    enum { FEW = 2, SOME = 5, MANY = 10 };
    if (by->named < FEW) return false;
    if (by->is_bracketed && by->named < SOME) return true;
    return by->n < by->named && (by->is_bracketed || by->named < MANY || by->n * 2 <= by->named);
}

/* What is looked at of a text: whole lines, and no more than of a source whose beginning alone is here. */
static pdx_span looked_at(pdx_span text) {
    enum { BYTES_MOST = 1 << 16 };
    if (text.len <= BYTES_MOST) return text;
    text = pdx_span_slice(text, 0, BYTES_MOST);
    while (text.len > 0 && text.data[text.len - 1] != '\n') text.len--;
    return text;
}

bool pdx_chatlog_is(pdx_span text) {
    enum { LINES_MOST = 400 };
    size_t at = 0, lines = 0, messages = 0;
    writers by;
    text = looked_at(text);
    by.n = by.named = 0;
    by.is_bracketed = false;
    while (at < text.len && is_line_end(text.data[at])) at++;
    for (; at < text.len && lines < LINES_MOST; lines++) {
        const size_t next = pdx_lined_next_line(text, at);
        head said;
        const bool begins = read_head(line_of(text, at, next), &said);
        if (!begins && lines == 0) return false;
        messages += begins;
        if (begins) know(&by, &said);
        at = next;
    }
    return is_conversation(&by) && by.named * 2 >= messages && messages * 4 >= lines;
}

/* ---- messages */

static pdx_range range_in(const uint8_t *from, const uint8_t *begin, const uint8_t *end) {
    return pdx_range_of((uint64_t)(begin - from), (uint64_t)(end - from));
}

static pdx_status read_message(pdx_lined *from, pdx_span text, pdx_error *err) {
    const uint8_t *end = pdx_span_end(text);
    head said = {0};
    bool whole;
    PDX_TRY(pdx_lined_begin(from, text, err));
    const pdx_span line = line_of(text, 0, pdx_lined_next_line(text, 0));
    if (!read_head(line, &said)) said.stamp = said.stamp_end = said.name = said.name_end = said.text = text.data;
    while (end > said.text && (is_line_end(end[-1]) || end[-1] == ' ')) end--;
    whole = pdx_entry_add(&from->entry, PDX_ENTRY_PUBLISHED, false, range_in(text.data, said.stamp, said.stamp_end)) &&
            pdx_entry_add(&from->entry, PDX_ENTRY_AUTHOR, false, range_in(text.data, said.name, said.name_end)) &&
            pdx_entry_add(&from->entry, PDX_ENTRY_BODY, false, range_in(text.data, said.text, end));
    return whole ? PDX_OK : pdx_fail_memory(err);
}

/* Where the message at `at` ends, looking at each line once; false: not here. */
static bool message_end(pdx_lined *from, size_t *end) {
    size_t at = from->at + from->seen;
    while (at < from->source.len) {
        const size_t next = pdx_lined_next_line(from->source, at);
        head said;
        if (next == from->source.len && !from->is_last && from->source.data[next - 1] != '\n') break; /* the line goes on */
        if (at > from->at && read_head(line_of(from->source, at, next), &said)) {
            *end = at;
            return true;
        }
        at = next;
    }
    from->seen = at - from->at;
    *end = at;
    return from->is_last && at > from->at;
}

/* Blank lines before the first message; behind it they are of the message that they follow. */
static void pass_blank(pdx_lined *from) {
    for (; from->seen == 0 && from->at < from->source.len && is_line_end(from->source.data[from->at]); from->at++)
        from->line_number += from->source.data[from->at] == '\n';
}

pdx_status pdx_chatlog_next(pdx_lined *from, bool *more, pdx_error *err) {
    size_t end;
    *more = false;
    pass_blank(from);
    if (!message_end(from, &end)) return PDX_OK;
    const pdx_span text = pdx_span_slice(from->source, from->at, end);
    from->line = from->line_number;
    for (size_t i = 0; i < text.len; i++) from->line_number += text.data[i] == '\n';
    from->range = pdx_range_of(from->base + from->at, from->base + end);
    from->at = end;
    from->seen = 0;
    *more = true;
    return read_message(from, text, err);
}
