/* What speaks for the cut of each page of a site by what its other pages look like, a line of JSON per page: for fit_site.py.
 *     site_dump < LIST_OF_FILES
 * The pages are shown to the site in the order given, until it has seen enough. */
#include "page/site/likesite.c"

#include "page/entries/alternate.h"
#include "page/entries/rowcut.h"

#include "page_reading.h"
#include "site_showing.h"

static void lines_print(const char *name, const reading *r, const pdx_titles *titles) {
    printf(",\"%s\":[", name);
    for (size_t k = 0; k < titles->lines.len; k++) printf("%s%u", k > 0 ? "," : "", r->sheet.lines[titles->lines.data[k]].number);
    printf("]");
}

/* The page's own cut, as cut.c finds it. */
static pdx_status own_read(pdx_choice *choice, reading *r, pdx_error *err) {
    pdx_rows rows;
    pdx_status status;
    PDX_TRY(pdx_choice_read(choice, &r->titles, &r->frame, &r->sheet, err));
    if (r->titles.lines.len == 0) PDX_TRY(pdx_alternate_read(choice, &r->titles, &r->sheet, err));
    pdx_rows_init(&rows);
    status = pdx_rows_read(&rows, choice, &r->titles, &r->frame, &r->sheet, err);
    pdx_rows_deinit(&rows);
    return status;
}

static pdx_status page_print(reading *r, pdx_profile_view *view, const pdx_site *site, pdx_error *err) {
    pdx_choice choice = {0};
    PDX_TRY(own_read(&choice, r, err));
    lines_print("own", r, &r->titles);
    if (!pdx_site_is_known(site)) return PDX_OK;
    PDX_TRY(pdx_profile_look(view, pdx_site_profile(site), &r->sheet, err));
    lines_print("site", r, &view->titles);
    if (is_asked(view, &r->titles, pdx_site_profile(site))) {
        float x[EVIDENCE];
        evidence_read(x, view, pdx_site_profile(site), &r->titles, choice.probability);
        printf(",");
        evidence_print(x, EVIDENCE);
    }
    return PDX_OK;
}

static pdx_status text_print(const char *path, pdx_span text, const pdx_site *site, pdx_error *err) {
    reading r;
    pdx_profile_view view;
    pdx_status status;
    pdx_profile_view_init(&view);
    printf("{\"file\":\"%s\"", path);
    status = reading_open(&r, text, err);
    if (status == PDX_OK) status = page_print(&r, &view, site, err);
    printf("}\n");
    pdx_profile_view_deinit(&view);
    reading_close(&r);
    return status;
}

enum { FILES = 4096, PATH = 1024 };

int main(void) {
    static char paths[FILES][PATH];
    static pdx_span texts[FILES];
    size_t n = 0;
    pdx_site *site;
    pdx_error err;
    pdx_status status = pdx_site_new(&site, &err);
    while (n < FILES && fgets(paths[n], PATH, stdin) != NULL) {
        paths[n][strcspn(paths[n], "\n")] = 0;
        texts[n] = file_read(paths[n]);
        n++;
    }
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = show(site, texts[i], &err);
    if (status == PDX_OK) status = pdx_site_settle(site, &reading_options, &err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = text_print(paths[i], texts[i], site, &err);
    pdx_site_free(site);
    return status == PDX_OK ? 0 : 1;
}
