#include "page/entries/bare.h"

enum { LEAST_PAGES = 3, LEAST_LINES = 2, TITLE_LOOK = 5, TITLE_WORDS = 22 };

static const float sure = 0.9f;

/* Furniture of the page, which may stand beside a list of titles. */
static bool is_aside(const pdx_sheet *sheet, size_t i) {
    return (sheet->facts[i].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING)) != 0 || sheet->facts[i].flags & PDX_FACT_WORDLESS;
}

static bool is_field(const pdx_fact *fact) {
    if (fact->phrases & PDX_PHRASES_OF_ENTRY || fact->tail != PDX_PHRASE_NONE || fact->echo != 0) return true;
    return fact->flags & (PDX_FACT_DATE | PDX_FACT_HASHES | PDX_FACT_URL | PDX_FACT_CODE);
}

static bool looks_like_title(const pdx_fact *fact) {
    return !(fact->flags & PDX_FACT_DATED) && fact->title >= TITLE_LOOK && !(fact->flags & PDX_FACT_PARA);
}

/* A title may be long, but ends with a stop where it asks or exclaims alone. */
static bool can_be_title(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return !is_field(fact) && sheet->lines[i].words <= TITLE_WORDS && !(fact->flags & PDX_FACT_STOP && fact->flags & PDX_FACT_PARA);
}

void pdx_bare_tell(pdx_page *page, const pdx_sheet *sheet) {
    size_t n = 0, titles = 0, others = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        if (is_aside(sheet, i)) continue;
        if (n++ == 0) {
            page->opener[0] = pdx_facts_form(sheet->table, PDX_FORM_HEAD1)[i];
            page->opener[1] = pdx_facts_form(sheet->table, PDX_FORM_TAIL1)[i];
        }
        titles += looks_like_title(&sheet->facts[i]);
        others += !can_be_title(sheet, i);
    }
    page->several = n >= LEAST_LINES;
    page->bare = n > 0 && 10 * titles >= 7 * n && 20 * others <= n;
}

void pdx_bares_add(pdx_bares *bares, const pdx_page *page) {
    if (!page->several || bares->pages == PDX_BARE_PAGES) return;
    bares->pages++;
    if (page->bare) memcpy(bares->openers[bares->bare++], page->opener, sizeof page->opener);
}

void pdx_bares_settle(pdx_bares *bares) {
    bares->known = bares->bare >= LEAST_PAGES && 5 * bares->bare >= 4 * bares->pages;
    for (unsigned side = 0; side < 2; side++) {
        for (uint32_t k = 0; k < bares->bare; k++) {
            const uint64_t form = bares->openers[k][side];
            uint32_t same = 0;
            for (uint32_t j = 0; j < bares->bare; j++) same += bares->openers[j][side] == form;
            if (form != 0 && 3 * same >= 2 * bares->bare) bares->heading[side] = form;
        }
    }
}

/* The line begins or ends with the word that opens or closes the heading of most pages, and no other line here does. */
static bool is_heading(const pdx_bares *bares, const pdx_sheet *sheet, size_t i) {
    for (unsigned side = 0; side < 2; side++) {
        const uint64_t *forms = pdx_facts_form(sheet->table, side == 0 ? PDX_FORM_HEAD1 : PDX_FORM_TAIL1);
        size_t same = 0;
        if (bares->heading[side] == 0 || forms[i] != bares->heading[side]) continue;
        for (size_t k = 0; k < sheet->n; k++) same += forms[k] == forms[i];
        if (same == 1) return true;
    }
    return false;
}

pdx_status pdx_bare_read(const pdx_bares *bares, pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet,
                         pdx_error *err) {
    bool first = true;
    rows->rows.len = 0;
    rows->form = PDX_ROWS_TITLE;
    for (size_t i = 0; i < sheet->n; i++) {
        const bool opens = first;
        if (is_aside(sheet, i)) continue;
        first = false;
        if (opens && is_heading(bares, sheet, i)) continue;
        if (!PDX_VEC_PUSH(&rows->rows, ((pdx_start){.line = (uint32_t)i, .title = (uint32_t)i, .end = (uint32_t)i + 1, .margin = 1}))) {
            return pdx_fail_memory(err);
        }
    }
    if (rows->rows.len < LEAST_LINES) return PDX_OK;
    PDX_TRY(pdx_rows_take(rows, choice, titles, frame, sheet, sure, err));
    choice->why |= PDX_WHY(PDX_RULE_LIKE_SITE);
    return PDX_OK;
}
