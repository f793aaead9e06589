#include "page/entries/ground.h"

enum { DATED_WORDS = 14 };

static const float day_row = 2; /* a logarithm of odds */
static const float fixed = 4; /* logarithm of odds that a line is the title that a person says; no more, or one would decide what others are worth */

void pdx_ground_init(pdx_ground *ground) { memset(ground, 0, sizeof *ground); }
void pdx_ground_deinit(pdx_ground *ground) {
    PDX_VEC_DEINIT(&ground->lines);
    PDX_VEC_DEINIT(&ground->sections);
    PDX_VEC_DEINIT(&ground->fields);
    PDX_VEC_DEINIT(&ground->dated);
    PDX_VEC_DEINIT(&ground->hint);
}
void pdx_ground_reset(pdx_ground *ground) {
    PDX_VEC_RESET(&ground->lines);
    PDX_VEC_RESET(&ground->sections);
    PDX_VEC_RESET(&ground->fields);
    PDX_VEC_RESET(&ground->dated);
    PDX_VEC_RESET(&ground->hint);
    memset(ground->gaps, 0, sizeof ground->gaps);
    ground->code = ground->comments = ground->heading = ground->ways = false;
}

/* Which of the lines behind a line are the same: a bit for each, of it and of the two before it. What stands between two equal lines is told by
 * these. */
typedef struct twin_bits {
    unsigned own, before, second; /* before the first line is none */
} twin_bits;

/* Line `between` is not much shorter than line `i`, beside which it stands. */
static bool is_long_enough(const pdx_sheet *sheet, size_t i, size_t between) { return 3 * sheet->lines[between].words >= sheet->lines[i].words; }

static bool is_dated(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->flags & PDX_FACT_DATE || fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON)) return true;
    return fact->flags & PDX_FACT_DATED && sheet->lines[i].words <= DATED_WORDS;
}

static unsigned flags_of(const pdx_sheet *sheet, size_t i, twin_bits twins) {
    const pdx_fact *fact = &sheet->facts[i];
    unsigned flags = 0;
    if (pdx_fact_is_meta(fact)) flags |= PDX_GROUND_META;
    if (fact->flags & PDX_FACT_PARA) flags |= PDX_GROUND_PARA;
    if (fact->tail != PDX_PHRASE_NONE) flags |= PDX_GROUND_TAIL;
    if (is_dated(sheet, i)) flags |= PDX_GROUND_DATED;
    if (fact->flags & PDX_FACT_ECHOED) flags |= PDX_GROUND_ECHOED;
    if (fact->flags & PDX_FACT_COMMON) flags |= PDX_GROUND_COMMON;
    if (((twins.own | twins.before | twins.second) & 3) == 0) return flags; /* as most are */
    if (twins.own & 1) flags |= PDX_GROUND_AGAIN;
    if (twins.before & 1) flags |= PDX_GROUND_COPY;
    if ((twins.before & 3) == 2 && is_long_enough(sheet, i - 1, i)) flags |= PDX_GROUND_BETWEEN;
    if ((twins.own & 3) == 2 && is_long_enough(sheet, i, i + 1)) flags |= PDX_GROUND_ABOVE;
    if (twins.second & 2 && !(twins.before & 1) && is_long_enough(sheet, i, i - 1)) flags |= PDX_GROUND_BELOW;
    return flags;
}

static unsigned symbol_of(const pdx_sheet *sheet, size_t i, unsigned flags, twin_bits twins) {
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->flags & PDX_FACT_DATE) return PDX_SYMBOL_DATE;
    if (flags & PDX_GROUND_META) {
        return fact->phrases & PDX_PHRASES_OF_ENTRY ? PDX_SYMBOL_ENTRY : fact->flags & PDX_FACT_HASHES ? PDX_SYMBOL_LIST : PDX_SYMBOL_PAGE;
    }
    if (twins.own & 3 || twins.second & 2) return PDX_SYMBOL_TWIN;
    if (fact->flags & PDX_FACT_PARA) return fact->flags & PDX_FACT_SENTENCE ? PDX_SYMBOL_SENTENCE : PDX_SYMBOL_PARA;
    return fact->flags & (PDX_FACT_LIST | PDX_FACT_TIGHT) ? PDX_SYMBOL_LIST : PDX_SYMBOL_SHORT;
}

static unsigned gap_of(const pdx_sheet *sheet, size_t i) {
    const unsigned gap = sheet->lines[i].gap;
    return i == 0 || gap >= PDX_GROUND_GAPS ? PDX_GROUND_GAPS - 1 : gap;
}

static bool ground_reserve(pdx_ground *ground, size_t n) {
    if (!PDX_VEC_RESERVE(&ground->lines, n + 1)) return false;
    ground->lines.len = n;
    return true;
}

static unsigned twins_of(const pdx_sheet *sheet, size_t i) {
    const size_t reach = pdx_min_size(sheet->n - 1 - i, PDX_GROUND_REACH);
    const uint64_t exact = sheet->facts[i].exact;
    const pdx_fact *next = sheet->facts + i + 1;
    unsigned twins = 0;
    if (PDX_LIKELY(reach == PDX_GROUND_REACH)) {
        for (size_t k = 0; k < PDX_GROUND_REACH; k++) twins |= (unsigned)(next[k].exact == exact) << k;
        return twins;
    }
    for (size_t k = 0; k < reach; k++) twins |= (unsigned)(next[k].exact == exact) << k;
    return twins;
}

/* Puts line `i` on the lists of those that few lines are on. */
static bool list_line(pdx_ground *ground, const pdx_fact *fact, uint32_t i) {
    const uint32_t opens = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_RELATED);
    const bool section = fact->phrases & opens && !(fact->phrases & PDX_PHRASES_OF_ENTRY);
    const bool field = fact->phrases & PDX_PHRASES_OF_ENTRY || (fact->flags & PDX_FACT_DATE && fact->phrases == 0);
    if (section && !PDX_VEC_PUSH(&ground->sections, i)) return false;
    if (ground->lines.data[i].flags & PDX_GROUND_DATED && !PDX_VEC_PUSH(&ground->dated, i)) return false;
    return !field || PDX_VEC_PUSH(&ground->fields, i);
}

static bool hints_read(pdx_ground *ground, const pdx_sheet *sheet) {
    size_t k = 0;
    ground->hint.len = 0;
    if (sheet->n_hints == 0 && sheet->n_fixed == 0 && sheet->table->day_rows == 0) return true;
    if (!PDX_VEC_RESERVE(&ground->hint, sheet->n)) return false;
    ground->hint.len = sheet->n;
    for (size_t i = 0; i < sheet->n; i++) {
        while (k < sheet->n_hints && sheet->hints[k].line < sheet->lines[i].begin) k++;
        ground->hint.data[i] = k < sheet->n_hints && sheet->hints[k].line == sheet->lines[i].begin ? sheet->hints[k].odds : 0;
        if (sheet->facts[i].flags & PDX_FACT_DAY_ROW && ground->hint.data[i] < day_row) ground->hint.data[i] = day_row;
    }
    for (k = 0; k < sheet->n_fixed; k++) {
        if (sheet->fixed[k].title) ground->hint.data[sheet->fixed[k].line] = fixed;
    }
    return true;
}

pdx_status pdx_ground_read(pdx_ground *ground, const pdx_sheet *sheet, pdx_error *err) {
    const size_t n = sheet->n;
    size_t code = 0;
    uint32_t phrases = 0; /* of all lines */
    twin_bits twins = {0, 0, 0};
    if (!ground_reserve(ground, n) || !hints_read(ground, sheet)) return pdx_fail_memory(err);
    ground->sections.len = ground->fields.len = ground->dated.len = 0;
    memset(ground->gaps, 0, sizeof ground->gaps);
    ground->lines.data[n].gap = PDX_GROUND_GAPS;
    for (size_t i = 0; i < n; i++) {
        const pdx_fact *fact = &sheet->facts[i];
        twins = (twin_bits){twins_of(sheet, i), twins.own, twins.before};
        const unsigned flags = flags_of(sheet, i, twins), gap = gap_of(sheet, i);
        ground->lines.data[i] =
            (pdx_ground_line){fact->title, (uint16_t)flags, (uint8_t)symbol_of(sheet, i, flags, twins), (uint8_t)twins.own, (uint8_t)gap};
        ground->gaps[gap]++;
        code += (fact->flags & PDX_FACT_CODE) != 0;
        phrases |= fact->phrases;
        if (!list_line(ground, fact, (uint32_t)i)) return pdx_fail_memory(err);
    }
    ground->comments = (phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA)) != 0;
    ground->heading = (phrases & PDX_PHRASES_OF_HEADING) != 0;
    ground->ways = (phrases & PDX_PHRASE_BIT(PDX_PHRASE_NAV)) != 0;
    ground->code = code * 8 > n; /* program text repeats its lines as furniture does */
    return PDX_OK;
}
