/* What speaks for each set of titles that is tried on a page, a line of JSON per page: for fit_weights.py.
 *     weigh_dump < LIST_OF_FILES */
#include "page/entries/weighed.h"

#include "page_reading.h"

static void print_try(const reading *r, bool first) {
    float x[PDX_WEIGHED];
    pdx_weighed_read(x, &r->sheet, &r->titles);
    printf("%s{\"titles\":[", first ? "" : ",");
    for (size_t k = 0; k < r->titles.lines.len; k++) printf("%s%u", k > 0 ? "," : "", r->sheet.lines[r->titles.lines.data[k]].number);
    printf("],");
    evidence_print(x, PDX_WEIGHED);
    printf("}");
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

int main(void) { return files_print(tries_print); }
