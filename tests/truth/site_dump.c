/* What speaks for the cut of each page of a site by what its other pages look like, a line of JSON per page: for fit_site.py.
 *     site_dump < LIST_OF_FILES
 * The pages are shown to the site in the order given, until it has seen enough. */
#include "page/likesite.c"

#include <stdio.h>
#include <stdlib.h>

/* Everything that is read of one page, as cut.c does. */
typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    pdx_frame frame;
    pdx_titles titles;
    pdx_profile_view view;
    pdx_sheet sheet;
} reading;

static const pdx_page_options options = {.use_lexicon = true};

static void lines_print(const char *name, const reading *r, const pdx_titles *titles) {
    printf(",\"%s\":[", name);
    for (size_t k = 0; k < titles->lines.len; k++) printf("%s%u", k > 0 ? "," : "", r->sheet.lines[titles->lines.data[k]].number);
    printf("]");
}

static pdx_status page_print(reading *r, pdx_span text, const pdx_site *site, pdx_error *err) {
    pdx_choice choice = {0};
    PDX_TRY(pdx_lines_read(&r->lines, text, NULL, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, &options, NULL, err));
    PDX_TRY(pdx_classes_read(&r->classes, &r->facts, err));
    PDX_TRY(pdx_frame_read(&r->frame, &r->classes, &r->facts, err));
    r->sheet = (pdx_sheet){.text = text, .lines = r->lines.lines.data, .facts = r->facts.facts.data, .table = &r->facts, .n = r->lines.lines.len,
                           .classes = &r->classes, .frame = &r->frame, .common_gap = r->lines.common_gap};
    PDX_TRY(pdx_choice_read(&choice, &r->titles, &r->frame, &r->sheet, err));
    lines_print("own", r, &r->titles);
    if (!pdx_site_is_known(site)) return PDX_OK;
    PDX_TRY(pdx_profile_look(&r->view, pdx_site_profile(site), &r->sheet, err));
    lines_print("site", r, &r->view.titles);
    if (r->view.titles.lines.len > 0) {
        float x[EVIDENCE];
        evidence_read(x, &r->view, pdx_site_profile(site), &r->titles, choice.probability);
        printf(",\"evidence\":[");
        for (unsigned k = 0; k < EVIDENCE; k++) printf("%s%.4f", k > 0 ? "," : "", (double)x[k]);
        printf("]");
    }
    return PDX_OK;
}

static pdx_status text_print(const char *path, pdx_span text, const pdx_site *site, pdx_error *err) {
    reading r = {0};
    pdx_status status;
    pdx_lines_init(&r.lines), pdx_facts_init(&r.facts), pdx_classes_init(&r.classes), pdx_frame_init(&r.frame), pdx_titles_init(&r.titles);
    pdx_profile_view_init(&r.view);
    printf("{\"file\":\"%s\"", path);
    status = page_print(&r, text, site, err);
    printf("}\n");
    pdx_profile_view_deinit(&r.view);
    pdx_titles_deinit(&r.titles), pdx_frame_deinit(&r.frame), pdx_classes_deinit(&r.classes), pdx_facts_deinit(&r.facts), pdx_lines_deinit(&r.lines);
    return status;
}

static pdx_span file_read(const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t len = 0, got = 1;
    if (file == NULL) abort();
    for (; got > 0; len += got) {
        data = realloc(data, len + 65536);
        if (data == NULL) abort();
        got = fread(data + len, 1, 65536, file);
    }
    (void)fclose(file);
    return pdx_span_of(data, len);
}

static pdx_status show(pdx_site *site, pdx_span text, pdx_error *err) {
    pdx_page cut;
    pdx_status status;
    if (pdx_site_has_seen_enough(site)) return PDX_OK;
    PDX_TRY(pdx_page_cut(&cut, text, &options, NULL, err));
    status = pdx_site_show(site, &cut, err);
    pdx_page_deinit(&cut);
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
    if (status == PDX_OK) status = pdx_site_settle(site, &options, &err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = text_print(paths[i], texts[i], site, &err);
    pdx_site_free(site);
    return status == PDX_OK ? 0 : 1;
}
