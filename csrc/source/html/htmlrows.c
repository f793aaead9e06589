#include "source/html/htmlrows.h"

bool pdx_html_rows_init(pdx_html_rows *rows, const pdx_htmltext *read) {
    rows->boxes = read->boxes.data;
    rows->n = read->boxes.len;
    rows->rows = pdx_alloc_zero(rows->n + 1, sizeof *rows->rows);
    rows->order = pdx_alloc_zero(rows->n + 1, sizeof *rows->order);
    rows->ends = pdx_alloc_zero(rows->n + 2, sizeof *rows->ends);
    return rows->rows != NULL && rows->order != NULL && rows->ends != NULL;
}

void pdx_html_rows_deinit(pdx_html_rows *rows) {
    pdx_free(rows->rows);
    pdx_free(rows->order);
    pdx_free(rows->ends);
}

static bool is_behind(const pdx_html_box *boxes, uint32_t i, uint32_t j) {
    return boxes[i].form != boxes[j].form ? boxes[i].form > boxes[j].form : i > j;
}

static void sift(const pdx_html_box *boxes, uint32_t *order, size_t at, size_t n) {
    for (size_t child = 2 * at + 1; child < n; at = child, child = 2 * at + 1) {
        const uint32_t moved = order[at];
        if (child + 1 < n && is_behind(boxes, order[child + 1], order[child])) child++;
        if (is_behind(boxes, moved, order[child])) return;
        order[at] = order[child];
        order[child] = moved;
    }
}

/* Children of one box, by form and then as they come: what qsort compares knows nothing of the boxes. */
static void order_children(const pdx_html_box *boxes, uint32_t *order, size_t n) {
    size_t sorted = 1;
    while (sorted < n && !is_behind(boxes, order[sorted - 1], order[sorted])) sorted++;
    if (sorted >= n) return;
    for (size_t i = n / 2; i-- > 0;) sift(boxes, order, i, n);
    while (n-- > 1) {
        const uint32_t last = order[n];
        order[n] = order[0];
        order[0] = last;
        sift(boxes, order, 0, n);
    }
}

/* By row, of which each has a place of its own; those in none first. */
static void order_rows(pdx_html_rows *r) {
    uint32_t *const ends = r->ends;
    memset(ends, 0, (r->n + 2) * sizeof *ends);
    for (size_t i = 0; i < r->n; i++) ends[r->rows[i] + 1]++; /* PDX_HTML_NO_BOX and one are 0 */
    for (size_t i = 1; i <= r->n; i++) ends[i] += ends[i - 1];
    for (size_t i = r->n; i-- > 0;) r->order[--ends[r->rows[i] + 1]] = (uint32_t)i;
    for (size_t i = 0; i <= r->n; i++) {
        const size_t end = i < r->n ? ends[i + 1] : r->n;
        if (end > ends[i]) order_children(r->boxes, r->order + ends[i], end - ends[i]);
    }
}

bool pdx_html_rows_alike(const pdx_html_rows *rows, size_t i, size_t j) {
    const uint32_t one = rows->order[i], other = rows->order[j];
    return rows->rows[one] == rows->rows[other] && rows->boxes[one].form == rows->boxes[other].form;
}

void pdx_html_rows_read(pdx_html_rows *rows) {
    uint32_t *const firsts = rows->ends; /* of each box: the first neighbour of its form */
    for (size_t i = 0; i < rows->n; i++) rows->rows[i] = rows->boxes[i].parent;
    order_rows(rows);
    for (size_t i = 0, next; i < rows->n; i = next) {
        for (next = i; next < rows->n && pdx_html_rows_alike(rows, i, next); next++) firsts[rows->order[next]] = rows->order[i];
    }
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->rows[i] != PDX_HTML_NO_BOX) rows->rows[i] = firsts[rows->rows[i]];
    }
    order_rows(rows);
}
