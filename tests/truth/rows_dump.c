/* What speaks for each form of rows on a page, a line of JSON per page: for fit_rows.py.
 *     rows_dump < LIST_OF_FILES */
#include "page/rowsweigh.c"

#include <stdio.h>
#include <stdlib.h>

#include "page/guesses.h"
#include "page/labels.h"

/* Everything that is read of one page, as cut.c does. */
typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    pdx_frame frame;
    pdx_rows rows;
    pdx_sheet sheet;
} reading;

static void print_form(const reading *r, bool first) {
    float x[EVIDENCE];
    evidence_read(x, &r->rows, &r->sheet);
    printf("%s{\"form\":%d,\"rows\":[", first ? "" : ",", (int)r->rows.form);
    for (size_t k = 0; k < r->rows.rows.len; k++) {
        const pdx_start *row = &r->rows.rows.data[k];
        printf("%s[%u,%u,%u]", k > 0 ? "," : "", r->sheet.lines[row->line].number, r->sheet.lines[row->title].number, r->sheet.lines[row->end - 1].number);
    }
    printf("],\"evidence\":[");
    for (unsigned k = 0; k < EVIDENCE; k++) printf("%s%.4f", k > 0 ? "," : "", (double)x[k]);
    printf("]}");
}

static pdx_status forms_print(reading *r, pdx_error *err) {
    bool first = true;
    PDX_TRY(pdx_row_lines_read(&r->rows.lines, &r->sheet, err));
    for (unsigned form = 0; form < PDX_ROWS_FORMS; form++) {
        PDX_TRY(pdx_rows_find(&r->rows, &r->sheet, (pdx_row_form)form, err));
        if (r->rows.rows.len < 2) continue;
        print_form(r, first);
        first = false;
    }
    return PDX_OK;
}

static pdx_status page_print(reading *r, pdx_span text, pdx_error *err) {
    const pdx_page_options options = {.use_lexicon = true};
    PDX_TRY(pdx_lines_read(&r->lines, text, NULL, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, &options, NULL, err));
    PDX_TRY(pdx_labels_read(&r->facts, text, &r->lines, err));
    pdx_guesses_settle(&r->facts, text, &r->lines);
    PDX_TRY(pdx_classes_read(&r->classes, &r->facts, err));
    PDX_TRY(pdx_frame_read(&r->frame, &r->classes, &r->facts, err));
    while (r->frame.n_members > 0) pdx_frame_drop(&r->frame, &r->classes, r->frame.n_members - 1);
    r->sheet = (pdx_sheet){.text = text, .lines = r->lines.lines.data, .facts = r->facts.facts.data, .table = &r->facts, .phrases = r->facts.phrases.data, .n = r->lines.lines.len,
                           .classes = &r->classes, .frame = &r->frame, .common_gap = r->lines.common_gap};
    return forms_print(r, err);
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
    pdx_lines_init(&r.lines), pdx_facts_init(&r.facts), pdx_classes_init(&r.classes), pdx_frame_init(&r.frame), pdx_rows_init(&r.rows);
    printf("{\"file\":\"%s\",\"tries\":[", path);
    status = page_print(&r, pdx_span_of(data, len), &err);
    printf("]}\n");
    pdx_rows_deinit(&r.rows), pdx_frame_deinit(&r.frame), pdx_classes_deinit(&r.classes), pdx_facts_deinit(&r.facts), pdx_lines_deinit(&r.lines);
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
