#include "page/entries/underterms.h"

#include "page/lexicon/chars.h"
#include "page/lines/listlines.h"
#include "page/lines/recurrence.h"

enum { LEAST_ENTRIES = 4, TERM_WORDS = 16 };

/* The line below what was taken for the entry's title, where it could be the title; n where it could not. */
static size_t line_under(const pdx_sheet *sheet, const pdx_start *s) {
    const size_t i = s->title == PDX_PAGE_NO_LINE ? sheet->n : (size_t)s->title + 1;
    if (i >= s->end || sheet->lines[s->title].words > TERM_WORDS || sheet->facts[s->title].flags & PDX_FACT_ECHOED) return sheet->n;
    if (sheet->lines[i].gap > sheet->lines[s->title].gap || pdx_fact_is_meta(&sheet->facts[i]) || pdx_sheet_same(sheet, s->title, i)) return sheet->n;
    if (sheet->facts[i].flags & PDX_FACT_WORDLESS || 2 * (uint64_t)sheet->lines[i].digits >= pdx_line_bytes(&sheet->lines[i])) return sheet->n;
    return (sheet->facts[i].flags & (PDX_FACT_PARA | PDX_FACT_SENTENCE)) == PDX_FACT_PARA ? sheet->n : i;
}

static uint64_t word_key(const pdx_sheet *sheet, pdx_range word) {
    pdx_fold folded;
    pdx_fold_of(&folded, sheet->text, word);
    return pdx_recurrence_of_hash(pdx_fold_hash(&folded, sheet->table->key));
}

/* The first word of line `i` behind byte `at`. */
static pdx_range next_word(const pdx_sheet *sheet, size_t i, uint64_t at) {
    return pdx_chars_word(sheet->text, pdx_range_of(at, sheet->lines[i].end));
}

static bool words_note(pdx_recurrence *words, const pdx_sheet *sheet, size_t i, uint32_t entry) {
    pdx_range word = next_word(sheet, i, sheet->lines[i].begin);
    for (; word.end > word.begin; word = next_word(sheet, i, word.end)) {
        if (!pdx_recurrence_note(words, word_key(sheet, word), entry)) return false;
    }
    return true;
}

/* Each of the line's words stands in another entry's line too. */
static bool words_come_again(const pdx_recurrence *words, const pdx_sheet *sheet, size_t i) {
    pdx_range word = next_word(sheet, i, sheet->lines[i].begin);
    for (; word.end > word.begin; word = next_word(sheet, i, word.end)) {
        if (pdx_recurrence_entries(words, word_key(sheet, word)) < 2) return false;
    }
    return true;
}

/* What is seen of the entries: such that have a line below what was taken for their title, and of how many of these either line is nothing but words
 * that come again in that place. */
typedef struct line_sum {
    size_t with, above, below;
} line_sum;

static void lines_compare(line_sum *sum, const pdx_starts *starts, const pdx_sheet *sheet, const pdx_recurrence *above, const pdx_recurrence *below) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        const size_t i = line_under(sheet, s);
        if (i == sheet->n) continue;
        sum->with++;
        sum->above += words_come_again(above, sheet, s->title);
        sum->below += words_come_again(below, sheet, i);
    }
}

static bool lines_note(const pdx_starts *starts, const pdx_sheet *sheet, pdx_recurrence *above, pdx_recurrence *below) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        const size_t i = line_under(sheet, s);
        if (i == sheet->n) continue;
        if (!words_note(above, sheet, s->title, (uint32_t)k) || !words_note(below, sheet, i, (uint32_t)k)) return false;
    }
    return true;
}

/* Terms stand one to a line above the sections, below the words that announce them. */
static bool has_list(const pdx_sheet *sheet, const pdx_start *s) {
    for (size_t i = s->line; i + 1 < s->title; i++) {
        const size_t end = pdx_listlines_end(sheet->table, sheet->lines, i);
        if (end > i + 1 && end <= s->title) return true;
    }
    return false;
}

/* What a line of the head says of its entry: a day, who wrote it; 0: neither. */
static unsigned told_of(const pdx_fact *fact) {
    const bool day = fact->flags & PDX_FACT_DATE || fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON);
    return (day ? 1U : 0U) | (fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) ? 2U : 0U);
}

/* Where the entry begins that has sections for a title so far: what stands above a blank line is the text of the entry above, if furniture or the
 * sections follow that; but for a day or a name, which this entry has nowhere below. */
static size_t head_begin(const pdx_sheet *sheet, const pdx_start *s) {
    unsigned told = 0, more;
    size_t i = s->title;
    while (i > s->line && sheet->lines[i].gap == 0) i--;
    if (i < s->title && !pdx_fact_is_meta(&sheet->facts[i])) return s->line;
    for (size_t k = i; k < s->title; k++) told |= told_of(&sheet->facts[k]);
    for (; i > s->line && (more = told_of(&sheet->facts[i - 1])) != 0 && (more & told) == 0; i--) told |= more;
    return i;
}

bool pdx_under_terms(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    pdx_recurrence above, below;
    line_sum sum = {0};
    if (n < LEAST_ENTRIES) return true;
    pdx_recurrence_init(&above);
    pdx_recurrence_init(&below);
    const bool ok = lines_note(starts, sheet, &above, &below);
    if (ok) lines_compare(&sum, starts, sheet, &above, &below);
    pdx_recurrence_deinit(&above);
    pdx_recurrence_deinit(&below);
    if (!ok || 5 * sum.with < 4 * n || 3 * sum.above < 2 * sum.with || 4 * sum.below > sum.with) return ok;
    const bool listed = has_list(sheet, &starts->starts.data[0]); /* with such lists in their heads it is known where entries begin */
    for (size_t k = 0; k < n; k++) {
        pdx_start *s = &starts->starts.data[k];
        const size_t i = line_under(sheet, s);
        if (i == sheet->n) continue;
        if (!listed) s->line = (uint32_t)head_begin(sheet, s);
        s->title = (uint32_t)i;
        if (k > 0) s[-1].end = s->line;
    }
    return true;
}
