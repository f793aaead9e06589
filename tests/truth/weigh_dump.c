/* What speaks for each set of titles that is tried on a page, a line of JSON per page: for fit_weights.py.
 *     weigh_dump < LIST_OF_FILES */
#include "page/weigh.c"

#include <stdio.h>
#include <stdlib.h>

#include "page/titles.h"

/* Everything that is read of one page, as cut.c does. */
typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    pdx_frame frame;
    pdx_titles titles;
    pdx_sheet sheet;
} reading;

static void print_try(const reading *r, bool first) {
    float x[EVIDENCE];
    evidence_read(x, &r->sheet, &r->titles);
    printf("%s{\"titles\":[", first ? "" : ",");
    for (size_t k = 0; k < r->titles.lines.len; k++) printf("%s%u", k > 0 ? "," : "", r->sheet.lines[r->titles.lines.data[k]].number);
    printf("],\"evidence\":[");
    for (unsigned k = 0; k < EVIDENCE; k++) printf("%s%.4f", k > 0 ? "," : "", (double)x[k]);
    printf("]}");
}

static pdx_status tries_print(reading *r, pdx_error *err) {
    bool first = true, known;
    for (unsigned k = 0; k < r->frame.n_tried; k++) {
        pdx_frame_take(&r->frame, &r->classes, k);
        PDX_TRY(pdx_titles_find(&r->titles, &r->sheet, &r->frame, err));
        for (unsigned rank = 0; rank < r->titles.n_places; rank++) {
            PDX_TRY(pdx_titles_read(&r->titles, &r->sheet, &r->frame, rank, &known, err));
            if (known || r->titles.lines.len < 2) continue;
            print_try(r, first);
            first = false;
        }
    }
    return PDX_OK;
}

static pdx_status page_print(reading *r, pdx_span text, pdx_error *err) {
    const pdx_page_options options = {.use_lexicon = true};
    PDX_TRY(pdx_lines_read(&r->lines, text, NULL, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, &options, NULL, err));
    PDX_TRY(pdx_classes_read(&r->classes, &r->facts, err));
    PDX_TRY(pdx_frame_read(&r->frame, &r->classes, &r->facts, err));
    r->sheet = (pdx_sheet){.text = text, .lines = r->lines.lines.data, .facts = r->facts.facts.data, .n = r->lines.lines.len,
                           .classes = &r->classes, .frame = &r->frame, .common_gap = r->lines.common_gap};
    return tries_print(r, err);
}

static bool file_print(const char *path) {
    FILE *file = fopen(path, "rb");
    reading r = {0};
    pdx_error err;
    pdx_status status;
    uint8_t *data = NULL;
    size_t len = 0, got = 1;
    if (file == NULL) return false;
    for (; got > 0; len += got) {
        data = realloc(data, len + 65536);
        if (data == NULL) abort();
        got = fread(data + len, 1, 65536, file);
    }
    (void)fclose(file);
    pdx_lines_init(&r.lines), pdx_facts_init(&r.facts), pdx_classes_init(&r.classes), pdx_frame_init(&r.frame), pdx_titles_init(&r.titles);
    printf("{\"file\":\"%s\",\"tries\":[", path);
    status = page_print(&r, pdx_span_of(data, len), &err);
    printf("]}\n");
    pdx_titles_deinit(&r.titles), pdx_frame_deinit(&r.frame), pdx_classes_deinit(&r.classes), pdx_facts_deinit(&r.facts), pdx_lines_deinit(&r.lines);
    free(data);
    return status == PDX_OK;
}

int main(void) {
    char path[4096];
    while (fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = 0;
        if (!file_print(path)) return 1;
    }
    return 0;
}
