#include "page/lines.h"

#include "base/eight.h"
#include "base/once.h"
#include "page/chars.h"

/* Bytes by kind, for counting them at once in the bytes of one word. */
enum { K_SPACE, K_DIGIT, K_COMMA, K_CODE, K_SEPARATOR, K_LEAD, K_WIDE, K_MARK, K_KINDS, K_OTHER };

enum { COUNT_STRIDE = 240, COUNT_BYTES = 960, TICK_LINES = PDX_LIMIT(1 << 14, 8) };

static unsigned byte_kind(uint8_t byte) {
    if (byte >= 0xE3) return byte >= 0xEA && byte <= 0xED ? K_OTHER : K_WIDE; /* Hangul has spaces between its words */
    if (byte >= '0' && byte <= '9') return K_DIGIT;
    switch (byte) {
    case ' ': case '\t': return K_SPACE;
    case ',': return K_COMMA;
    case '{': case '}': case ';': case '=': case '<': case '>': case '\\': case '[': case ']': case '_': case '$': return K_CODE;
    case '|': case '/': case '#': return K_SEPARATOR;
    case 0xD8: case 0xD9: case 0xDB: case 0xE0: return K_LEAD;
    case 0xC2: return K_MARK;
    default: return K_OTHER;
    }
}

static uint64_t weights[256]; /* a one in the lane of the byte's kind */
static pdx_once once;

static void weigh(void) {
    for (unsigned b = 0; b < 256; b++) {
        const unsigned kind = byte_kind((uint8_t)b);
        weights[b] = kind == K_OTHER ? 0 : UINT64_C(1) << (8 * kind);
    }
}

/* The kinds of at most COUNT_STRIDE bytes, a lane each; two sums, so that no addition waits for the one before. */
static uint64_t count_lanes(const uint8_t *p, size_t n) {
    uint64_t even = 0, odd = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        even += weights[p[i]] + weights[p[i + 2]];
        odd += weights[p[i + 1]] + weights[p[i + 3]];
    }
    for (; i < n; i++) even += weights[p[i]];
    return even + odd;
}

/* A lane of the counts of a line, and of what is behind its first bytes. */
static uint16_t lane(const uint64_t *lanes, size_t n, unsigned kind) {
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) sum += (unsigned)(lanes[i] >> (8 * kind)) & 0xFF;
    return (uint16_t)sum;
}

static void line_count(const uint8_t *p, size_t len, pdx_line *line) {
    uint64_t lanes[COUNT_BYTES / COUNT_STRIDE];
    const size_t counted = pdx_min_size(len, COUNT_BYTES);
    uint64_t words;
    size_t n = 0;
    for (size_t at = 0; at < counted; at += COUNT_STRIDE) lanes[n++] = count_lanes(p + at, pdx_min_size(counted - at, COUNT_STRIDE));
    line->counted = (uint16_t)counted;
    line->digits = lane(lanes, n, K_DIGIT);
    line->commas = lane(lanes, n, K_COMMA);
    line->codes = lane(lanes, n, K_CODE);
    line->separators = lane(lanes, n, K_SEPARATOR);
    line->leads = lane(lanes, n, K_LEAD);
    line->marks = lane(lanes, n, K_MARK);
    line->wide = lane(lanes, n, K_WIDE);
    words = 1 + (uint64_t)lane(lanes, n, K_SPACE) + line->wide / 2;
    if (counted < len) words = words * len / counted;
    line->words = (uint16_t)(words > UINT16_MAX ? UINT16_MAX : words);
}

void pdx_lines_init(pdx_lines *lines) { memset(lines, 0, sizeof *lines); }
void pdx_lines_deinit(pdx_lines *lines) { PDX_VEC_DEINIT(&lines->lines); }

/* How many bytes stand before the first LF or CR. */
static size_t break_at(pdx_span text) {
    for (size_t at = 0; at < text.len; at += 8) {
        const uint64_t bytes = pdx_eight_load(text, at), found = pdx_eight_first(bytes, '\n') | pdx_eight_first(bytes, '\r');
        if (found != 0) return pdx_min_size(at + pdx_eight_before(found), text.len);
    }
    return text.len;
}

/* The end of the line that begins at `at`, and where the next one begins. */
static size_t line_end(pdx_span text, size_t at, bool has_cr, size_t *next) {
    const uint8_t *p = text.data + at, *end = text.data + text.len;
    const uint8_t *stop;
    if (!has_cr) {
        stop = *p == '\n' ? p : memchr(p, '\n', (size_t)(end - p)); /* many lines are empty */
        if (stop == NULL) stop = end;
    } else {
        stop = p + break_at(pdx_span_of(p, (size_t)(end - p)));
    }
    *next = (size_t)(stop - text.data);
    if (stop < end) *next += *stop == '\r' && stop + 1 < end && stop[1] == '\n' ? 2 : 1;
    return (size_t)(stop - text.data);
}

/* The commonest gap, told by counting gaps of 0 to 7. */
static uint16_t gap_mode(const pdx_lines *lines) {
    size_t seen[8] = {0}, best = 0;
    for (size_t i = 1; i < lines->lines.len; i++) seen[lines->lines.data[i].gap & 7u]++;
    for (size_t g = 1; g < 8; g++) {
        if (seen[g] > seen[best]) best = g;
    }
    return (uint16_t)best;
}

pdx_status pdx_lines_read(pdx_lines *lines, pdx_span text, const pdx_tick *tick, pdx_error *err) {
    const bool has_cr = text.len > 0 && memchr(text.data, '\r', text.len) != NULL;
    size_t gap = 0;
    pdx_once_run(&once, weigh);
    if (!PDX_VEC_RESERVE(&lines->lines, text.len / 64 + 8)) return pdx_fail_memory(err);
    for (size_t at = 0, next; at < text.len; at = next) {
        const size_t stop = line_end(text, at, has_cr, &next);
        const pdx_range trimmed = pdx_chars_trim(text, pdx_range_of(at, stop));
        if (lines->total == UINT32_MAX - 1) return pdx_fail(err, PDX_EVALUE, at, "more than 4294967294 lines");
        lines->total++;
        if (lines->total % TICK_LINES == 0) PDX_TRY(pdx_tick_step(tick, at, text.len, err));
        if (trimmed.begin >= trimmed.end) {
            gap++;
        } else {
            pdx_line line = {0};
            line.begin = trimmed.begin;
            line.end = trimmed.end;
            line.number = lines->total;
            line.gap = (uint16_t)pdx_min_size(gap, UINT16_MAX);
            line_count(text.data + trimmed.begin, (size_t)(trimmed.end - trimmed.begin), &line);
            (void)pdx_char_decode(text.data + trimmed.begin, text.data + trimmed.end, &line.first);
            (void)pdx_char_decode_before(text.data + trimmed.begin, text.data + trimmed.end, &line.last);
            if (!PDX_VEC_PUSH(&lines->lines, line)) return pdx_fail_memory(err);
            gap = 0;
        }
    }
    lines->common_gap = gap_mode(lines);
    return PDX_OK;
}
