#include "page/lines/lines.h"

#include "base/once.h"
#include "kernels/stops.h"
#include "page/lexicon/chars.h"

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

/* The kinds of at most COUNT_STRIDE bytes, at least one, a lane each; two sums, so that no addition waits for the one before. How many are left
 * over in the end cannot be foreseen: the last byte stands for those that are not there, and counts nothing. */
static uint64_t count_lanes(const uint8_t *p, size_t n) {
    uint64_t even = 0, odd = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        even += weights[p[i]] + weights[p[i + 2]];
        odd += weights[p[i + 1]] + weights[p[i + 3]];
    }
    for (size_t k = 0; k < 3; k++) even += weights[p[pdx_min_size(i + k, n - 1)]] & (0 - (uint64_t)(i + k < n));
    return even + odd;
}

/* The lanes of some stretches added up: twice four sums of 16 bits, of the kinds with even numbers and of the others. */
typedef struct lane_sums {
    uint64_t even, odd;
} lane_sums;

static void lanes_add(lane_sums *sums, uint64_t lanes) {
    const uint64_t every_other = UINT64_C(0x00FF00FF00FF00FF);
    sums->even += lanes & every_other;
    sums->odd += lanes >> 8 & every_other;
}

static uint16_t lane(const lane_sums *sums, unsigned kind) { return (uint16_t)((kind & 1 ? sums->odd : sums->even) >> (8 * (kind & ~1u))); }

static void line_count(const uint8_t *p, size_t len, pdx_line *line) {
    const size_t counted = pdx_min_size(len, COUNT_BYTES);
    lane_sums sums = {0, 0};
    uint64_t words;
    for (size_t at = 0; at < counted; at += COUNT_STRIDE) lanes_add(&sums, count_lanes(p + at, pdx_min_size(counted - at, COUNT_STRIDE)));
    line->counted = (uint16_t)counted;
    line->digits = lane(&sums, K_DIGIT);
    line->commas = lane(&sums, K_COMMA);
    line->codes = lane(&sums, K_CODE);
    line->separators = lane(&sums, K_SEPARATOR);
    line->leads = lane(&sums, K_LEAD);
    line->marks = lane(&sums, K_MARK);
    line->wide = lane(&sums, K_WIDE);
    words = 1 + (uint64_t)lane(&sums, K_SPACE) + line->wide / 2;
    if (counted < len) words = words * len / counted;
    line->words = (uint16_t)(words > UINT16_MAX ? UINT16_MAX : words);
}

void pdx_lines_init(pdx_lines *lines) { memset(lines, 0, sizeof *lines); }
void pdx_lines_deinit(pdx_lines *lines) { PDX_VEC_DEINIT(&lines->lines); }
void pdx_lines_reset(pdx_lines *lines) {
    PDX_VEC_RESET(&lines->lines);
    lines->total = 0;
    lines->common_gap = 0;
}

/* The end of the line that begins at `at`, and where the next one begins. */
static size_t line_end(pdx_span text, size_t at, size_t *next) {
    const pdx_stops breaks = {'\n', {'\r', '\r', '\r'}};
    const uint8_t first = text.data[at];
    const size_t stop = first == '\n' || first == '\r' ? at : at + pdx_stops_any(pdx_span_slice(text, at, text.len), breaks); /* many lines are empty */
    *next = stop;
    if (stop < text.len) *next += text.data[stop] == '\r' && stop + 1 < text.len && text.data[stop + 1] == '\n' ? 2 : 1;
    return stop;
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
    size_t gap = 0;
    pdx_once_run(&once, weigh);
    if (!PDX_VEC_RESERVE(&lines->lines, text.len / 64 + 8)) return pdx_fail_memory(err);
    for (size_t at = 0, next; at < text.len; at = next) {
        const size_t stop = line_end(text, at, &next);
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
