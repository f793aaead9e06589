#include "query/walk/lone.h"

static bool push(pdx_occurrences *found, uint32_t position, uint32_t from, uint32_t length) {
    const pdx_occurrence one = {(position << PDX_LONE_SHIFT) + from, length};
    return PDX_VEC_PUSH(found, one);
}

pdx_status pdx_lone_fits(const pdx_scan *scan, const pdx_positions *positions, pdx_error *err) {
    if (positions->len == 0 || positions->data[positions->len - 1] < UINT32_MAX >> scan->shift) return PDX_OK;
    return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a post of 2^30 words is too long to look for one character in: ask for two characters");
}

static pdx_status list_collect(const pdx_list *list, const pdx_positions *positions, pdx_occurrences *found, pdx_error *err) {
    for (size_t i = 0; i < positions->len; i++) {
        const uint32_t position = positions->data[i];
        bool kept = true;
        if (list->holds == PDX_HOLDS_WHOLE) kept = push(found, position, 0, PDX_LONE_PIECE);
        if ((list->holds & PDX_HOLDS_FIRST) != 0) kept = push(found, position, 0, PDX_LONE_INSIDE);
        if (kept && (list->holds & PDX_HOLDS_SECOND) != 0) kept = push(found, position, PDX_LONE_HALF, PDX_LONE_HALF);
        if (!kept) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* All of them, with the second characters that the next bigram may begin with. */
static pdx_status collect_all(pdx_scan *scan, const pdx_lists *lists, pdx_positions *scratch, pdx_occurrences *found, pdx_error *err) {
    for (size_t i = 0; i < lists->n_here; i++) {
        pdx_list *list = &lists->lists.data[lists->here[i]];
        PDX_TRY(pdx_postings_positions(&list->postings, scratch, err));
        PDX_TRY(pdx_lone_fits(scan, scratch, err));
        PDX_TRY(list_collect(list, scratch, found, err));
    }
    pdx_occurrences_sort(found);
    return PDX_OK;
}

static bool is_second(pdx_occurrence one) { return one.start % PDX_LONE_PIECE != 0; }

/* Whether number `i` is the second character of a bigram, and the piece behind it begins with the character, too. */
static bool is_taken_up(const pdx_occurrences *found, size_t i) {
    return is_second(found->data[i]) && i + 1 < found->len && found->data[i + 1].start == found->data[i].start + PDX_LONE_HALF &&
           found->data[i + 1].length == PDX_LONE_INSIDE;
}

pdx_status pdx_lone_collect(pdx_scan *scan, const pdx_lists *lists, pdx_positions *scratch, pdx_occurrences *found, pdx_error *err) {
    size_t i, kept = 0;
    PDX_TRY(collect_all(scan, lists, scratch, found, err));
    for (i = 0; i < found->len; i++) {
        if (!is_taken_up(found, i)) found->data[kept++] = found->data[i];
    }
    found->len = kept;
    return PDX_OK;
}

/* Whether the run of the piece at `position` ends with it: no other piece shares a character with it. */
static pdx_status ends_run(pdx_scan *scan, pdx_doc doc, uint32_t position, bool *ends, pdx_error *err) {
    uint32_t at;
    PDX_TRY(pdx_scan_read_place(scan, doc, position, err));
    at = position - scan->tokens.info.first_position;
    *ends = at + 1 >= scan->tokens.pieces.len || scan->tokens.pieces.data[at + 1].begin >= scan->tokens.pieces.data[at].end;
    return PDX_OK;
}

pdx_status pdx_lone_find(pdx_scan *scan, pdx_doc doc, const pdx_lists *lists, pdx_positions *scratch, pdx_occurrences *found, pdx_error *err) {
    size_t i, kept = 0;
    PDX_TRY(collect_all(scan, lists, scratch, found, err));
    for (i = 0; i < found->len; i++) {
        pdx_occurrence one = found->data[i];
        bool ends = true;
        if (one.length == PDX_LONE_INSIDE || is_taken_up(found, i)) {
            PDX_TRY(ends_run(scan, doc, pdx_scan_position(scan, one.start), &ends, err));
        }
        if (is_second(one) && !ends) continue;
        if (one.length == PDX_LONE_INSIDE && ends) one.length = PDX_LONE_HALF;
        found->data[kept++] = one;
    }
    found->len = kept;
    return PDX_OK;
}

pdx_status pdx_lone_range(const pdx_scan *scan, pdx_occurrence one, pdx_range *range, pdx_error *err) {
    const uint32_t position = pdx_scan_position(scan, one.start);
    const uint32_t length = (uint32_t)(pdx_scan_end(scan, pdx_occurrence_end(one)) - position);
    PDX_TRY(pdx_part_tokens_range(&scan->tokens, position, length, range, err));
    *range = pdx_bigram_cut(scan->tokens.text, *range, pdx_lone_cut(scan, one));
    return PDX_OK;
}
