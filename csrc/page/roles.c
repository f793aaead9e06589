#include "page/roles.h"

pdx_status pdx_roles_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    size_t k = 0;
    (void)page;
    if (!PDX_VEC_RESERVE(&marks->marks, sheet->n) || !PDX_VEC_RESERVE(&marks->found, starts->starts.len)) return pdx_fail_memory(err);
    for (size_t i = 0; i < starts->starts.len; i++) {
        pdx_found found = {0};
        for (size_t l = starts->starts.data[i].line; l < starts->starts.data[i].end; l++) {
            if (sheet->facts[l].flags & PDX_FACT_DATED && found.date.end == found.date.begin && sheet->frame->owner.data[l] != PDX_NO_MEMBER) found.date = sheet->facts[l].date;
        }
        found.probability = 0.5f;
        marks->found.data[marks->found.len++] = found;
    }
    for (size_t i = 0; i < sheet->n; i++) {
        pdx_mark mark = {0};
        while (k < starts->starts.len && i >= starts->starts.data[k].end) k++;
        mark.entry = k < starts->starts.len && i >= starts->starts.data[k].line ? (uint32_t)k : PDX_PAGE_NO_ENTRY;
        pdx_mark_set(&mark, k < starts->starts.len && starts->starts.data[k].title == i ? PDX_ROLE_TITLE : PDX_ROLE_PARAGRAPH, 0.5f, 0);
        marks->marks.data[marks->marks.len++] = mark;
    }
    return PDX_OK;
}
