#include "page/entries/datedheads.h"

enum { LEAST_HEADS = 2, MANY_HEADS = 6, TEXTS_ABOVE = 1, OTHERS_FOR_ONE = 4, OTHERS_FOR_MANY = 2 };
static const float of_two = 0.7f, of_more = 0.9f;

/* What is seen of the lines with a title and its day. */
typedef struct head_sum {
    size_t heads, texted, others, above; /* lines; with text under them; days that stand otherwise; texts above the first of them */
    uint64_t shape;
    bool same;                           /* two in a row have the same words */
    bool signed_above;                   /* a day stands above the first of them: that of the post which has all of them for headings */
} head_sum;

/* Line `i` is words and behind them a whole day, with which it ends. */
static bool is_head(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const pdx_row_line *line = &rows->lines.lines.data[i];
    pdx_dateline date;
    if (line->kind != PDX_ROW_DATED || line->is_field || line->words.end > line->date.begin || line->date.end != sheet->lines[i].end) return false;
    if (!pdx_facts_dateline(sheet->table, i, pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end), &date)) {
        return false;
    }
    return date.complete && !date.relative;
}

/* The same words stand beside both days: "admin / 4 May 2011" says who wrote something. */
static bool say_the_same(const pdx_rows *rows, const pdx_sheet *sheet, size_t i, size_t k) {
    const pdx_range a = rows->lines.lines.data[i].words, b = rows->lines.lines.data[k].words;
    return pdx_span_equal(pdx_span_slice(sheet->text, (size_t)a.begin, (size_t)a.end), pdx_span_slice(sheet->text, (size_t)b.begin, (size_t)b.end));
}

/* A day of another kind: a signature, a comment. */
static bool is_other_day(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const uint32_t signs = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA);
    const unsigned kind = rows->lines.lines.data[i].kind;
    return kind == PDX_ROW_DATE || kind == PDX_ROW_DATED || sheet->facts[i].phrases & signs;
}

static head_sum heads_read(const pdx_rows *rows, const pdx_sheet *sheet) {
    head_sum sum = {0};
    size_t before = sheet->n;
    bool texted = true;
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_row_line *line = &rows->lines.lines.data[i];
        if (is_head(rows, sheet, i) && (sum.heads == 0 || line->shape == sum.shape)) {
            sum.same = sum.same || (before < sheet->n && say_the_same(rows, sheet, before, i));
            sum.shape = line->shape;
            sum.heads++;
            before = i;
            texted = false;
        } else if (is_other_day(rows, sheet, i)) {
            sum.others++;
            sum.signed_above = sum.signed_above || sum.heads == 0;
        } else if (line->kind == PDX_ROW_TEXT) {
            sum.above += sum.heads == 0;
            sum.texted += !texted;
            texted = true;
        }
    }
    return sum;
}

pdx_status pdx_datedheads_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) {
    if (rows->lines.lines.len != sheet->n || sheet->n_fixed > 0 || (titles->lines.len > 0 && choice->probability >= of_more)) return PDX_OK;
    const head_sum sum = heads_read(rows, sheet);
    const float probability = sum.heads > LEAST_HEADS ? of_more : of_two;
    const size_t others = (sum.heads >= MANY_HEADS ? OTHERS_FOR_MANY : OTHERS_FOR_ONE) * sum.others; /* of many, some have days in their texts */
    if (sum.heads < LEAST_HEADS || sum.same || sum.signed_above || others > sum.heads || sum.above > TEXTS_ABOVE ||
        4 * sum.texted < 3 * sum.heads) {
        return PDX_OK;
    }
    if (titles->lines.len > 0 && choice->probability >= probability) return PDX_OK;
    rows->rows.len = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_start head = {.line = (uint32_t)i, .title = (uint32_t)i, .end = (uint32_t)i + 1, .margin = 1};
        if (is_head(rows, sheet, i) && rows->lines.lines.data[i].shape == sum.shape && !PDX_VEC_PUSH(&rows->rows, head)) return pdx_fail_memory(err);
    }
    PDX_TRY(pdx_rows_take(rows, choice, titles, frame, sheet, probability, err));
    rows->taken = false; /* a row would end with its line */
    choice->why = PDX_WHY(PDX_RULE_CUT_ONE_ANCHOR);
    return PDX_OK;
}
