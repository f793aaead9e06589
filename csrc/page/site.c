#include "page/sitelessons.h"

struct pdx_site {
    pdx_lessons lessons;
};

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    return *out == NULL ? pdx_fail_memory(err) : PDX_OK;
}

void pdx_site_free(pdx_site *site) {
    if (site == NULL) return;
    pdx_lessons_deinit(&site->lessons);
    pdx_free(site);
}

typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_sheet sheet;
} reading;

static pdx_status reading_open(reading *r, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    memset(r, 0, sizeof *r);
    pdx_lines_init(&r->lines);
    pdx_facts_init(&r->facts);
    PDX_TRY(pdx_lines_read(&r->lines, text, tick, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, options, tick, err));
    r->sheet.text = text;
    r->sheet.lines = r->lines.lines.data;
    r->sheet.facts = r->facts.facts.data;
    r->sheet.table = &r->facts;
    r->sheet.n = r->lines.lines.len;
    return PDX_OK;
}

static void reading_close(reading *r) {
    pdx_facts_deinit(&r->facts);
    pdx_lines_deinit(&r->lines);
}

pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    reading r;
    pdx_page_options bare = *options;
    pdx_page cut;
    pdx_status status = reading_open(&r, text, options, tick, err);
    bare.corrections = NULL;
    bare.n_corrections = 0;
    bare.site = NULL;
    if (status == PDX_OK) status = pdx_page_cut(&cut, text, &bare, tick, err);
    if (status == PDX_OK) {
        status = pdx_lessons_learn(&site->lessons, &r.sheet, &cut, options, err);
        pdx_page_deinit(&cut);
    }
    reading_close(&r);
    return status;
}

pdx_status pdx_site_weigh(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    reading r;
    const pdx_status status = reading_open(&r, text, options, tick, err);
    if (status == PDX_OK) pdx_lessons_weigh(&site->lessons, &r.sheet);
    reading_close(&r);
    return status;
}

const pdx_lessons *pdx_site_lessons(const pdx_site *site) { return &site->lessons; }
