#include "source/plain/linewidth.h"

#include <string.h>

#include "base/ascii.h"
#include "source/plain/linkmarks.h"
#include "text/utf8.h"

/* Columns that people and programs break at, and how many words a line has that says anything of it. */
enum { NARROWEST = 40, WIDEST = 140, WORDS = 3 };
/* Of lines with words, one in STRAY may be wider than anybody breaks at: program text, tables. */
enum { STRAY = 50, STRAY_FEW = 2 };
/* Runs of more blanks are columns of a table. */
enum { TABLE_BLANKS = 4 };

/* ---- marks of items */

/* The bytes of what a line begins with as an item does, with the blanks behind; 0: it does not. */
static size_t item_mark(pdx_span text, const pdx_plain_line *line) {
    size_t at = line->begin, end;
    if (at >= line->end) return 0;
    if (text.data[at] == '*' || text.data[at] == '+' || text.data[at] == '-' || text.data[at] == 'o' || text.data[at] == '#') {
        end = at + 1;
    } else if (pdx_span_starts(pdx_span_slice(text, at, line->end), pdx_span_str("\xE2\x80\xA2"))) {
        end = at + 3;
    } else {
        for (end = at; end < line->end && end - at < 3 && pdx_is_digit(text.data[end]);) end++;
        if (end == at || end >= line->end || (text.data[end] != '.' && text.data[end] != ')')) return 0;
        end++;
    }
    if (end >= line->end || text.data[end] != ' ') return 0;
    while (end < line->end && text.data[end] == ' ') end++;
    return end - at;
}

/* ---- the width */

/* A line and the one right below it say of each width whether the first was full: from the line's own columns on, until the next one's
 * first word had room. What is counted of columns 0 to PDX_PLAIN_WIDEST; votes are differences until they are summed up. */
typedef struct width_counts {
    uint32_t lines[PDX_PLAIN_WIDEST + 2];    /* lines with words, as wide */
    uint32_t followed[PDX_PLAIN_WIDEST + 2]; /* those with another right below them, indented as much */
    uint32_t small[PDX_PLAIN_WIDEST + 2];    /* of these: the next begins with a small letter, */
    uint32_t roomy[PDX_PLAIN_WIDEST + 2];    /* and has room from this width on */
    int64_t full[PDX_PLAIN_WIDEST + 2], full_small[PDX_PLAIN_WIDEST + 2], full_caseless[PDX_PLAIN_WIDEST + 2];
    size_t n, beyond; /* lines with words, and those wider than anybody breaks at */
} width_counts;

static bool is_worded(const pdx_plain_line *line) { return line->words >= WORDS; }

static bool is_table(const pdx_plain_line *line) { return line->most_blanks >= TABLE_BLANKS; }

/* Its first character, behind the mark of a link. */
static uint32_t first_code(pdx_span text, const pdx_plain_line *line) {
    const size_t behind = pdx_linkmark_end(text, line->begin);
    size_t len;
    return pdx_utf8_decode(text.data + (behind < line->end ? behind : line->begin), text.data + line->end, &len);
}

static bool is_small(uint32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF && code != 0xF7) || (code >= 0x3AC && code <= 0x3CE) ||
           (code >= 0x430 && code <= 0x45F);
}

/* Hebrew, Arabic, the scripts of India and further east, but for letters of the Latin and Greek kind that stand there. */
static bool is_caseless(uint32_t code) { return code >= 0x590 && !(code >= 0x1E00 && code <= 0x214F); }

/* Of lines that say something of the width: a long word, an item, a table say nothing. */
static bool is_pair(pdx_span text, const pdx_plain_line *line, const pdx_plain_line *next) {
    if (pdx_plain_is_blank(line) || pdx_plain_is_blank(next) || !is_worded(line) || is_table(line) || is_table(next)) return false;
    if (next->first * 2u > NARROWEST || item_mark(text, next) != 0) return false;
    return next->indent == line->indent || item_mark(text, line) != 0;
}

/* Nothing goes on below the end of a sentence. */
static bool is_stopped(pdx_span text, const pdx_plain_line *line) { return memchr(".!?:;", text.data[line->end - 1], 5) != NULL; }

static void vote(int64_t *votes, size_t from, size_t end) {
    votes[from]++;
    votes[end]--;
}

static void pair_count(width_counts *counts, pdx_span text, const pdx_plain_line *line, const pdx_plain_line *next) {
    const size_t room = pdx_min_size(line->width + 1u + next->first, PDX_PLAIN_WIDEST + 1u);
    const uint32_t code = first_code(text, next);
    counts->followed[line->width]++;
    vote(counts->full, line->width, room);
    if (is_caseless(code)) vote(counts->full_caseless, line->width, room);
    if (!is_small(code) || is_stopped(text, line)) return;
    counts->small[line->width]++;
    counts->roomy[room]++;
    vote(counts->full_small, line->width, room);
}

static bool has_many_strays(const width_counts *counts) { return counts->beyond > STRAY_FEW + counts->n / STRAY; }

static pdx_status widths_count(width_counts *counts, pdx_span text, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, text.len);
    pdx_plain_line line = {0};
    memset(counts, 0, sizeof *counts);
    for (size_t at = 0; at < text.len && !has_many_strays(counts);) {
        const pdx_plain_line next = pdx_plain_line_at(text, at);
        if (is_worded(&next)) {
            counts->lines[next.width]++;
            counts->n++;
            counts->beyond += next.width > WIDEST;
        }
        if (is_pair(text, &line, &next)) pair_count(counts, text, &line, &next);
        PDX_TRY(pdx_pace_step(&pace, next.next - at, 0, err));
        at = next.next;
        line = next;
    }
    for (size_t i = 1; i <= PDX_PLAIN_WIDEST; i++) {
        counts->full[i] += counts->full[i - 1];
        counts->full_small[i] += counts->full_small[i - 1];
        counts->full_caseless[i] += counts->full_caseless[i - 1];
    }
    return PDX_OK;
}

/* The width of which most lines say that they were full; of several, the least. */
static unsigned width_voted(const width_counts *counts) {
    unsigned best = NARROWEST;
    for (unsigned width = NARROWEST; width <= WIDEST; width++) {
        if (counts->full_small[width] + counts->full_caseless[width] > counts->full_small[best] + counts->full_caseless[best]) best = width;
    }
    return best;
}

static size_t sum(const uint32_t *counts, size_t from, size_t end) {
    size_t n = 0;
    for (size_t i = from; i < end; i++) n += counts[i];
    return n;
}

/* Lines that were broken behind words end here and there: some widths below the edge have lines. */
static bool is_ragged(const width_counts *counts, unsigned width) {
    enum { BELOW = 16, LEAST = 3 };
    size_t distinct = 0;
    for (size_t i = width - BELOW; i <= width; i++) distinct += counts->followed[i] > 0;
    return distinct >= LEAST;
}

/* Sentences go on in small letters below most lines that are full, and hardly ever below others, and few lines are wider. Where letters have no case,
 * nearly all lines must be full. */
static bool says_so(const width_counts *counts, unsigned width) {
    enum { FEWEST = 3, FEW = 5, FEW_CASELESS = 8, WIDER_ONE_IN = 10 };
    const size_t most = width * 3 / 5; /* shorter lines end by themselves */
    const size_t full = (size_t)counts->full[width], small = (size_t)counts->full_small[width], caseless = (size_t)counts->full_caseless[width];
    const size_t followed = sum(counts->followed, most, width + 1u), short_small = sum(counts->small, 0, most);
    const size_t roomy = sum(counts->roomy, 0, width + 1u), loose = roomy > short_small ? roomy - short_small : 0;
    if (sum(counts->lines, width + 1u, PDX_PLAIN_WIDEST + 1u) > STRAY_FEW + counts->n / WIDER_ONE_IN) return false;
    if (caseless * 2 > full) return full >= FEW_CASELESS && full * 5 >= followed * 4;
    if (full < FEW && (full < FEWEST || full < followed || loose > 0)) return false; /* a short text must be clear */
    if (full >= FEW && !is_ragged(counts, width)) return false;
    return full * 2 >= followed && small * 5 >= full * 2 && loose * 3 <= small;
}

pdx_status pdx_linewidth_find(pdx_span text, unsigned *width, const pdx_tick *tick, pdx_error *err) {
    width_counts counts;
    *width = 0;
    PDX_TRY(widths_count(&counts, text, tick, err));
    if (has_many_strays(&counts)) return PDX_OK;
    const unsigned voted = width_voted(&counts);
    if (says_so(&counts, voted)) *width = voted;
    return PDX_OK;
}

/* ---- which lines were one */

/* The lines of a paragraph stand below one another; below an item's mark, or a first line that is indented, stands its text. */
static bool stands_below(const pdx_linewidth_run *run, size_t mark, const pdx_plain_line *line, const pdx_plain_line *next) {
    if (next->indent == line->indent) return true;
    if (mark != 0) return next->indent == line->indent + mark;
    return run->is_first && next->indent < line->indent && line->indent - next->indent <= 8;
}

static bool is_full(unsigned width, const pdx_plain_line *line, const pdx_plain_line *next) { return line->width + 1u + next->first > width; }

static bool goes_on(const pdx_linewidth_run *run, pdx_span text, unsigned width, const pdx_plain_line *line, const pdx_plain_line *next) {
    const size_t mark = item_mark(text, line), next_mark = item_mark(text, next);
    if (pdx_plain_is_blank(line) || pdx_plain_is_blank(next) || is_table(line) || is_table(next)) return false;
    if (!is_full(width, line, next) || !stands_below(run, run->is_first ? mark : 0, line, next)) return false;
    if (next_mark != 0 && (run->is_item || text.data[next->begin] != '-')) return false;
    if (text.data[next->begin] == '>' || (text.data[line->begin] == '>' && run->is_first)) return false;
    return line->width * 2u >= width || !run->is_first;
}

bool pdx_linewidth_joins(pdx_linewidth_run *run, pdx_span text, unsigned width, const pdx_plain_line *line, const pdx_plain_line *next) {
    bool joins;
    if (!run->is_open) {
        run->is_first = true;
        run->is_item = item_mark(text, line) != 0;
    }
    joins = goes_on(run, text, width, line, next);
    run->is_open = joins;
    run->is_first = !joins;
    return joins;
}
