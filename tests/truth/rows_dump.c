/* What speaks for each form of rows on a page, a line of JSON per page: for fit_rows.py.
 *     rows_dump < LIST_OF_FILES */
#include "page/entries/rowsweigh.c"

#include "page_reading.h"

static void print_form(const reading *r, const pdx_rows *rows, bool first) {
    float x[EVIDENCE];
    evidence_read(x, rows, &r->sheet);
    printf("%s{\"form\":%d,\"rows\":[", first ? "" : ",", (int)rows->form);
    for (size_t k = 0; k < rows->rows.len; k++) {
        const pdx_start *row = &rows->rows.data[k];
        printf("%s[%u,%u,%u]", k > 0 ? "," : "", r->sheet.lines[row->line].number, r->sheet.lines[row->title].number, r->sheet.lines[row->end - 1].number);
    }
    printf("],");
    evidence_print(x, EVIDENCE);
    printf("}");
}

static pdx_status rows_print(reading *r, pdx_rows *rows, pdx_error *err) {
    bool first = true;
    PDX_TRY(pdx_row_lines_read(&rows->lines, &r->sheet, err));
    for (unsigned form = 0; form < PDX_ROWS_FORMS; form++) {
        PDX_TRY(pdx_rows_find(rows, &r->sheet, (pdx_row_form)form, err));
        if (rows->rows.len < 2) continue;
        print_form(r, rows, first);
        first = false;
    }
    return PDX_OK;
}

/* Rows are read without a frame. */
static pdx_status forms_print(reading *r, pdx_error *err) {
    pdx_rows rows;
    pdx_status status;
    while (r->frame.n_members > 0) pdx_frame_drop(&r->frame, &r->classes, r->frame.n_members - 1);
    pdx_rows_init(&rows);
    status = rows_print(r, &rows, err);
    pdx_rows_deinit(&rows);
    return status;
}

int main(void) { return files_print(forms_print); }
