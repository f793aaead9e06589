/* What speaks for each entry of the pages of a site, a line of JSON per page: for fit_sure.py.
 *     sure_dump < LIST_OF_FILES
 * An empty line ends an archive, whose pages are opened together: shown to their site in the order given, until it has seen enough. */
#include "page/roles/entrysure.h"

static float entry_sure(const pdx_entry_usual *usual, const pdx_entry_look *look);
#define pdx_entry_sure entry_sure /* the package's own; what the cut asks for is below */
#include "page/roles/entrysure.c"
#undef pdx_entry_sure

#include "site_showing.h"

enum { FILES = 4096, PATH = 1024, ROOM = 4096 };

/* Of the page that was cut last, by entry. */
static struct {
    float evidence[EVIDENCE];
    unsigned kind;
} seen[ROOM];

float pdx_entry_sure(const pdx_entry_usual *usual, const pdx_entry_look *look) {
    if (look->number < ROOM) {
        memset(&seen[look->number], 0, sizeof seen[0]);
        evidence_read(seen[look->number].evidence, usual, look);
        seen[look->number].kind = kind_of(usual);
    }
    return entry_sure(usual, look);
}

static pdx_status text_print(const char *path, pdx_span text, const pdx_page_options *options, pdx_error *err) {
    pdx_page page;
    PDX_TRY(pdx_page_cut(&page, text, options, NULL, err));
    printf("{\"file\":\"%s\",\"entries\":[", path);
    for (size_t k = 0; k < page.n_entries && k < ROOM; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        printf("%s{\"span\":[%llu,%llu],\"kind\":%u,\"said\":%.4f,", k > 0 ? "," : "", (unsigned long long)entry->range.begin,
               (unsigned long long)entry->range.end, seen[k].kind, (double)entry->probability);
        evidence_print(seen[k].evidence, EVIDENCE);
        printf("}");
    }
    printf("]}\n");
    pdx_page_deinit(&page);
    return PDX_OK;
}

static pdx_status archive_print(char (*paths)[PATH], const pdx_span *texts, size_t n, pdx_error *err) {
    pdx_page_options options = reading_options;
    pdx_site *site;
    pdx_status status = pdx_site_new(&site, err);
    if (status != PDX_OK) return status;
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = pdx_site_survey(site, texts[i], err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = show(site, texts[i], err);
    if (status == PDX_OK) status = pdx_site_settle(site, &reading_options, err);
    options.site = site;
    for (size_t i = 0; status == PDX_OK && i < n; i++) status = text_print(paths[i], texts[i], &options, err);
    pdx_site_free(site);
    return status;
}

int main(void) {
    static char paths[FILES][PATH];
    static pdx_span texts[FILES];
    pdx_status status = PDX_OK;
    for (bool more = true; more && status == PDX_OK;) {
        pdx_error err;
        size_t n = 0;
        while ((more = fgets(paths[n], PATH, stdin) != NULL) && paths[n][0] != '\n' && n + 1 < FILES) {
            paths[n][strcspn(paths[n], "\n")] = 0;
            texts[n] = file_read(paths[n]);
            n++;
        }
        if (n > 0) status = archive_print(paths, texts, n, &err);
        for (size_t i = 0; i < n; i++) free((void *)(uintptr_t)texts[i].data);
    }
    return status == PDX_OK ? 0 : 1;
}
