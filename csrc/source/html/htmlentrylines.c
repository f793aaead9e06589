#include "source/html/htmlentrylines.h"

#include "base/ascii.h"

enum { BESIDE_MOST = 80, CARD_MOST = 240, LINES_LEAST = 3 };

/* Whether a text has a year of four digits, or two numbers with a mark between them. */
static bool has_date(pdx_span text) {
    for (size_t i = 0, end; i < text.len; i = end + 1) {
        for (end = i; end < text.len && pdx_is_digit(text.data[end]); end++) {}
        if (end - i == 4 && ((text.data[i] == '1' && text.data[i + 1] == '9') || (text.data[i] == '2' && text.data[i + 1] == '0'))) return true;
        if ((end - i == 1 || end - i == 2) && end + 1 < text.len && (text.data[end] == '.' || text.data[end] == '-' || text.data[end] == '/') &&
            pdx_is_digit(text.data[end + 1])) {
            return true;
        }
    }
    return false;
}

/* Whether a box is one heading that links, and a date among other words and pictures: themes of magazines show their posts so. */
static bool is_dated_card(const pdx_html_finder *f, pdx_range range, pdx_range *title) {
    const size_t end = pdx_html_block_at(f->read, range.end);
    const pdx_span text = pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)range.begin, (size_t)range.end);
    size_t n = 0;
    for (size_t i = pdx_html_block_at(f->read, range.begin); i < end; i++) {
        if (f->read->blocks.data[i].role != PDX_ROLE_HEADING) continue;
        *title = f->blocks[i].title;
        n++;
    }
    if (n != 1 || pdx_html_len(*title) == 0 || title->end > range.end || text.len - pdx_html_len(*title) > CARD_MOST) return false;
    return has_date(pdx_span_slice(text, 0, (size_t)(title->begin - range.begin))) ||
           has_date(pdx_span_slice(text, (size_t)(title->end - range.begin), text.len));
}

/* Whether a box is one link and a date, or a card. */
static bool is_dated_link(const pdx_html_finder *f, pdx_range range, pdx_range *link) {
    const pdx_span text = pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)range.begin, (size_t)range.end);
    size_t n = 0;
    for (size_t i = pdx_html_mark_at(f->read, range.begin); i < f->read->marks.len && f->read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &f->read->marks.data[i];
        if (mark->kind != PDX_HTML_LINK || pdx_html_len(mark->range) == 0) continue;
        *link = mark->range;
        if (++n > 1) break;
    }
    if (n != 1) return f->cards && is_dated_card(f, range, link);
    if (link->end > range.end || text.len - pdx_html_len(*link) > BESIDE_MOST) return false;
    return has_date(pdx_span_slice(text, 0, (size_t)(link->begin - range.begin))) ||
           has_date(pdx_span_slice(text, (size_t)(link->end - range.begin), text.len));
}

/* All boxes of a form that are dated links, wherever they stand: an archive has a list for each year. */
static pdx_status lines_take(const pdx_html_finder *f, uint32_t form, pdx_html_entries *entries, pdx_error *err) {
    uint64_t at = 0;
    entries->list.len = 0;
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        pdx_html_entry entry = {box->range, {0, 0}};
        if (box->form != form || box->range.begin < at || !pdx_html_finder_has(f, (uint32_t)i)) continue;
        if (!is_dated_link(f, box->range, &entry.title)) continue;
        if (!PDX_VEC_PUSH(&entries->list, entry)) return pdx_fail_memory(err);
        at = box->range.end;
    }
    return PDX_OK;
}

pdx_status pdx_html_lines_find(const pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
    size_t most = LINES_LEAST - 1;
    uint32_t form = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        size_t n = 0, dated = 0;
        uint64_t text = 0, prose = 0;
        for (next = i; next < f->n && pdx_html_rows_alike(&f->rows, i, next); next++) {
            const pdx_range range = f->read->boxes.data[f->rows.order[next]].range;
            pdx_range link;
            if (!pdx_html_finder_has(f, f->rows.order[next])) continue;
            n++;
            dated += is_dated_link(f, range, &link);
            text += pdx_html_len(range);
            prose += pdx_html_finder_prose(f, range);
        }
        if (dated * 10 < n * 9 || dated <= most || f->prose > prose + text) continue;
        most = dated;
        form = f->read->boxes.data[f->rows.order[i]].form;
    }
    return most >= LINES_LEAST ? lines_take(f, form, entries, err) : PDX_OK;
}
