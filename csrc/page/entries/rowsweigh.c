#include "page/entries/rowsweigh.h"

#include <math.h>

#include "base/bits.h"

/* What speaks for and against the rows. */
enum {
    TWO,      /* there are but two */
    INSIDE,   /* share of the lines between the first row and the last that are rows or headings of periods */
    ABOVE,    /* lines above the rows that are no furniture */
    BELOW,    /* the same below them, as a share of the page's lines */
    COVER,    /* share of the page's lines that are rows, furniture left out */
    TEXTS,    /* share of the page's letters that stand in other paragraphs */
    LOOK,     /* of the titles */
    DISTINCT, /* share of titles that differ from the one before */
    SHAPE,    /* share of rows with the commonest shape of dates */
    GAP,      /* share of rows with the commonest number of blank lines before */
    LOOSE,    /* share of rows with more space inside than before */
    HEADED,   /* a heading of a listing stands above */
    PERIODS,  /* headings of periods stand above or among them */
    ENTRY,    /* kinds of furniture of entries that stand outside of rows */
    SECTION,  /* comments or a list of links are announced above or among them, under something else */
    WORDS,    /* of a title, natural logarithm */
    CUTS,     /* share of rows whose text the page has cut */
    LENGTH,   /* of a text, natural logarithm */
    PICTURES, /* share of rows with two lines above their text */
    SIGNED,   /* lines outside of rows say when or by whom something was written, and far fewer than there are rows: of one entry */
    ORPHAN,   /* half a row stands before the first or after the last: the rows begin a line too late or too early */
    PERIOD_TITLES, /* titles alone under headings of periods */
    FORM,     /* what the form itself is worth */
    EVIDENCE = FORM + PDX_ROWS_FORMS
};

/* Logarithms of odds, fitted by tests/truth/fit_rows.py on the pages of several hundred sites. */
static const float bias = -11.80f;
static const float weights[EVIDENCE] = {
    [TWO] = -0.21f,
    [INSIDE] = 2.63f,
    [ABOVE] = -0.18f,
    [BELOW] = -1.03f,
    [COVER] = 2.00f,
    [TEXTS] = -6.65f,
    [LOOK] = 2.49f,
    [DISTINCT] = 4.01f,
    [SHAPE] = 0.57f,
    [GAP] = 0.64f,
    [LOOSE] = -0.15f,
    [HEADED] = 0.31f,
    [PERIODS] = -0.23f,
    [ENTRY] = -0.33f,
    [SECTION] = -2.80f,
    [WORDS] = 0.78f,
    [CUTS] = 0.47f,
    [LENGTH] = 0.11f,
    [PICTURES] = -1.17f,
    [SIGNED] = -0.72f,
    [ORPHAN] = -1.33f,
    [PERIOD_TITLES] = 2.63f,
    [FORM + PDX_ROWS_DATED] = 0.25f,
    [FORM + PDX_ROWS_DATED_TEXT] = 2.0f,
    [FORM + PDX_ROWS_DATE_TITLE] = 1.13f,
    [FORM + PDX_ROWS_TITLE_DATE] = 0.37f,
    [FORM + PDX_ROWS_TITLE_TEXT] = 0.05f,
    [FORM + PDX_ROWS_TITLE] = -1.81f,
};

/* A number alone, or a mark: ways to other pages. */
static bool is_page_number(const pdx_line *line, const pdx_fact *fact) {
    return fact->flags & PDX_FACT_WORDLESS || line->digits == pdx_line_bytes(line);
}

static const float many_worth = 0.5f, unbroken = 0.9f, most_of_page = 0.6f; /* dates of one shape in one line after the other: the more, the surer */

/* TWO, INSIDE, ABOVE, BELOW, COVER, TEXTS: where the rows stand on the page. */
static void place_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    const pdx_start *row = rows->rows.data;
    const size_t n = rows->rows.len, first = row[0].line, last = row[n - 1].end;
    float in = 0, between = 0, above = 0, below = 0, texts = 0, all = 0;
    for (size_t i = 0, k = 0; i < sheet->n; i++) {
        const unsigned kind = rows->lines.lines.data[i].kind;
        const float letters = (float)pdx_line_bytes(&sheet->lines[i]);
        while (k < n && i >= row[k].end) k++;
        const bool inside = k < n && i >= row[k].line, counts = kind != PDX_ROW_META && kind != PDX_ROW_PERIOD;
        all += letters;
        if (inside) in += counts || kind == PDX_ROW_PERIOD;
        else if (kind == PDX_ROW_TEXT) texts += letters;
        if (inside || !counts || ((i < first || i >= last) && is_page_number(&sheet->lines[i], &sheet->facts[i]))) continue;
        if (i < first) above++;
        else if (i >= last) below++;
        else between++;
    }
    x[TWO] = n == 2;
    x[INSIDE] = in / (in + between);
    x[ABOVE] = pdx_clamp(above / 4, 0, 2);
    x[BELOW] = below / (in + above + below + between);
    x[COVER] = in / (in + above + below + between);
    x[TEXTS] = texts / all;
}

/* LOOK, DISTINCT, WORDS: what the titles are like. */
static void titles_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    const size_t n = rows->rows.len;
    float look = 0, words = 0;
    size_t same = 0;
    for (size_t k = 0; k < n; k++) {
        const pdx_start *row = &rows->rows.data[k];
        look += pdx_clamp(rows->lines.lines.data[row->title].look, -60, 60);
        words += sheet->lines[row->title].words;
        same += k > 0 && pdx_sheet_same(sheet, row->title, row[-1].title);
    }
    x[LOOK] = look / (float)n / 30;
    x[WORDS] = logf(words / (float)n + 0.5f);
    x[DISTINCT] = 1 - (float)same / (float)n;
}

/* CUTS, LENGTH, PICTURES: what the texts are like, where rows have some. */
static void texts_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    const float n = (float)rows->rows.len;
    float cuts = 0, length = 0, pictures = 0;
    if (rows->form != PDX_ROWS_TITLE_TEXT) return;
    for (size_t k = 0; k < rows->rows.len; k++) {
        const pdx_start *row = &rows->rows.data[k];
        cuts += (sheet->facts[row->end - 1].flags & PDX_FACT_CUT) != 0;
        pictures += row->end - row->line > 2;
        length += logf((float)pdx_line_bytes(&sheet->lines[row->end - 1]));
    }
    x[CUTS] = cuts / n;
    x[LENGTH] = length / n - 5;
    x[PICTURES] = pictures / n;
}

static size_t date_line(const pdx_rows *rows, size_t k) { return rows->rows.data[k].line + (rows->form == PDX_ROWS_TITLE_DATE); }

/* SHAPE, GAP, LOOSE: how alike the rows are. */
static void likeness_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    const size_t n = rows->rows.len;
    const pdx_row_line *lines = rows->lines.lines.data;
    size_t gaps[8] = {0}, most = 0, shape = 0, loose = 0;
    for (size_t k = 0; k < n; k++) {
        const pdx_start *row = &rows->rows.data[k];
        size_t same = 0, inner = 0;
        for (size_t j = 0; j < n && j < 16; j++) {
            same += lines[date_line(rows, k)].shape == lines[date_line(rows, j * n / pdx_min_size(n, 16) % n)].shape;
        }
        shape = pdx_max_size(shape, same);
        if (k > 0) most = pdx_max_size(most, ++gaps[sheet->lines[row->line].gap & 7u]);
        for (size_t i = row->line + 1u; i < row->end; i++) inner = pdx_max_size(inner, sheet->lines[i].gap);
        loose += k > 0 && inner > sheet->lines[row->line].gap;
    }
    x[SHAPE] = (float)shape / (float)pdx_min_size(n, 16);
    x[GAP] = (float)most / (float)(n - 1);
    x[LOOSE] = (float)loose / (float)n;
}

static bool is_orphan(const pdx_rows *rows, const pdx_sheet *sheet) {
    const pdx_row_line *lines = rows->lines.lines.data;
    const size_t first = rows->rows.data[0].line, end = rows->rows.data[rows->rows.len - 1].end;
    const unsigned before = first > 0 ? lines[first - 1].kind : PDX_ROW_OTHER, after = end < sheet->n ? lines[end].kind : PDX_ROW_OTHER;
    if (rows->form == PDX_ROWS_DATE_TITLE) return after == PDX_ROW_DATE;
    return rows->form == PDX_ROWS_TITLE_DATE && (before == PDX_ROW_DATE || after == PDX_ROW_TITLE);
}

static bool is_signature(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const uint32_t signs = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY);
    return rows->lines.lines.data[i].kind == PDX_ROW_DATE || sheet->facts[i].phrases & signs;
}

/* HEADED, PERIODS, ENTRY, SECTION, SIGNED: what stands round the rows. */
static void round_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    const uint32_t sections = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_RELATED);
    const pdx_start *row = rows->rows.data;
    const size_t n = rows->rows.len;
    uint32_t seen = 0;
    bool begun = false; /* "Archives" above all else heads the page itself */
    float kinds = 0;
    size_t signatures = 0;
    for (size_t i = 0, k = 0; i < sheet->n; i++) {
        const uint32_t phrases = sheet->facts[i].phrases;
        while (k < n && i >= row[k].end) k++;
        const bool inside = k < n && i >= row[k].line;
        if (!inside) seen |= phrases & PDX_PHRASES_OF_ENTRY;
        if (phrases & PDX_PHRASES_OF_HEADING && i < row[0].line) x[HEADED] = 1;
        if (rows->lines.lines.data[i].kind == PDX_ROW_PERIOD && i < row[n - 1].line) x[PERIODS] = 1;
        if (phrases & sections && begun && !inside && i < row[n - 1].line) x[SECTION] = 1;
        signatures += !inside && is_signature(rows, sheet, i);
        begun = begun || inside || (rows->lines.lines.data[i].kind != PDX_ROW_META && rows->lines.lines.data[i].kind != PDX_ROW_PERIOD);
    }
    for (; seen != 0; seen &= seen - 1) kinds++;
    x[SIGNED] = signatures == 1 || (signatures > 0 && 3 * signatures <= n);
    x[ENTRY] = pdx_clamp(kinds, 0, 3);
}

static void evidence_read(float *x, const pdx_rows *rows, const pdx_sheet *sheet) {
    memset(x, 0, EVIDENCE * sizeof *x);
    place_read(x, rows, sheet);
    titles_read(x, rows, sheet);
    likeness_read(x, rows, sheet);
    round_read(x, rows, sheet);
    texts_read(x, rows, sheet);
    x[ORPHAN] = is_orphan(rows, sheet);
    x[PERIOD_TITLES] = x[PERIODS] * (rows->form == PDX_ROWS_TITLE);
    x[FORM + rows->form] = 1;
}

/* Lines with dates, one after the other. Where they are most of the page, what stands above them heads them. */
static bool is_unbroken(const pdx_rows *rows, const float *x) { return rows->form == PDX_ROWS_DATED && x[INSIDE] >= unbroken; }

float pdx_rows_weigh(const pdx_rows *rows, const pdx_sheet *sheet) {
    float x[EVIDENCE], odds = bias;
    if (rows->rows.len < 2) return 0;
    evidence_read(x, rows, sheet);
    for (unsigned k = 0; k < EVIDENCE; k++) odds += weights[k] * x[k];
    if (is_unbroken(rows, x)) {
        odds += many_worth * x[INSIDE] * x[SHAPE] * log2f((float)rows->rows.len / 2) - weights[SECTION] * x[SECTION] * (x[COVER] >= most_of_page);
    }
    return 1 / (1 + expf(-odds));
}
