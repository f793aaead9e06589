/* What speaks for each line that may be the title of a page's only entry, a line of JSON per page: for fit_single.py.
 *     single_dump < LIST_OF_FILES */
#include "page/entries/single.c"

#include "page_reading.h"

static pdx_status lines_print(reading *r, pdx_error *err) {
    const size_t n = r->sheet.n, body = n > 0 ? find_body(&r->sheet) : 0;
    bool first = true;
    places p;
    (void)err;
    places_read(&p, &r->sheet);
    for (size_t i = r->facts.masthead; i < p.n; i++) {
        float x[EVIDENCE];
        if (!is_candidate(&r->sheet, i, body)) continue;
        evidence_read(x, &r->sheet, &p, i, body);
        printf("%s{\"line\":%u,", first ? "" : ",", r->sheet.lines[i].number);
        evidence_print(x, EVIDENCE);
        printf("}");
        first = false;
    }
    return PDX_OK;
}

int main(void) { return files_print(lines_print); }
