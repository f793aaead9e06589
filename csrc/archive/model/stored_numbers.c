#include "archive/model/stored.h"
#include "base/alloc.h"
#include "base/le.h"

/* Which post has which number. Mostly numbers are those of rows: nothing is gone, and ordinals ascend from part to part. Otherwise they are told
 * by runs of posts that follow one another in a part, made when the archive is opened: as many as there are rows that are gone, or stand elsewhere
 * than their ordinals say. */

bool stored_is_gone(const stored_part *part, uint32_t row) { return part->lost != NULL && pdx_gone_has(part->lost, row); }

uint32_t stored_part_ordinal(const stored_part *part, uint32_t row) { return pdx_le32(part->sections[STORED_ORDINALS].data + 4 * (size_t)row); }

/* The run in which the number is, or that before all. */
static uint32_t run_of(const stored_numbering *numbers, uint32_t post) {
    uint32_t low = 0, high = numbers->n_runs;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (numbers->runs[middle].number <= post) low = middle;
        else high = middle;
    }
    return low;
}

uint32_t stored_row_of(const archive_stored *stored, uint32_t post) {
    const stored_run *run;
    if (stored->plain) return post;
    run = &stored->numbers.runs[run_of(&stored->numbers, post)];
    return run->row + (post - run->number);
}

uint32_t stored_part_post(const archive_stored *stored, const stored_part *part, uint32_t row, uint32_t *near) {
    const pdx_number_run *runs;
    uint32_t n;
    if (stored->plain) return part->first[STORED_BASE_ROWS] + row;
    if (stored_is_gone(part, row)) return PDX_NONE;
    runs = stored_part_runs(stored, part, &n);
    *near = pdx_number_run_of(runs, n, row, *near);
    return pdx_number_in_run(&runs[*near], row);
}

uint32_t stored_post_of(const archive_stored *stored, uint32_t row) {
    const stored_part *part;
    uint32_t near = UINT32_MAX;
    if (stored->plain) return row;
    part = stored_part_of(stored, STORED_BASE_ROWS, row);
    return stored_part_post(stored, part, row - part->first[STORED_BASE_ROWS], &near);
}

uint32_t stored_ordinal_of(const archive_stored *stored, uint32_t post) {
    const stored_part *part;
    uint32_t row;
    if (stored->by_ordinal) return post;
    row = stored_row_of(stored, post);
    part = stored_part_of(stored, STORED_BASE_ROWS, row);
    return stored_part_ordinal(part, row - part->first[STORED_BASE_ROWS]);
}

/* Ordinals ascend. Where none is missing they are the numbers. */
uint32_t stored_post_of_ordinal(const archive_stored *stored, uint32_t n_posts, uint32_t ordinal) {
    uint32_t low = 0, high = n_posts;
    if (ordinal < n_posts && stored_ordinal_of(stored, ordinal) == ordinal) return ordinal;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2, found = stored_ordinal_of(stored, middle);
        if (found == ordinal) return middle;
        if (found < ordinal) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return PDX_NONE;
}

pdx_status stored_ordinals_ready(const archive_stored *stored, pdx_error *err) {
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(stored_section_ready(&stored->parts[i], STORED_ORDINALS, err));
    return PDX_OK;
}

/* The first and the last row of a part that are there; false: none is. */
static bool ends_find(const stored_part *part, uint32_t *first, uint32_t *last) {
    const uint32_t n = stored_part_n(part, STORED_N_POSTS);
    if (n == part->n_gone) return false;
    for (*first = 0; stored_is_gone(part, *first); (*first)++) {
    }
    for (*last = n - 1; stored_is_gone(part, *last); (*last)--) {
    }
    return true;
}

/* Whether the first ordinal of each part is greater than the last of the one before. Within a part they ascend. */
static bool ascends(const archive_stored *stored) {
    bool any = false;
    uint32_t before = 0, first, last;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        if (!ends_find(part, &first, &last)) continue;
        if (any && stored_part_ordinal(part, first) <= before) return false;
        before = stored_part_ordinal(part, last);
        any = true;
    }
    return true;
}

static bool is_any_gone(const archive_stored *stored) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        if (stored->parts[i].n_gone > 0) return true;
    }
    return false;
}

/* ---- runs */

/* Rows of a part that are there, a stretch without one that is gone at a time. */
typedef struct stretch {
    const stored_part *part;
    uint32_t row, end; /* of the part; both behind all: there are no more */
} stretch;

static stretch stretch_from(const stored_part *part, uint32_t from) {
    const uint32_t n = stored_part_n(part, STORED_N_POSTS);
    stretch s = {part, from, n};
    if (part->lost == NULL || from == n) return s;
    s.row = pdx_bitmap_next(pdx_gone_alive(part->lost), from);
    s.end = s.row >= n ? n : pdx_bitmap_next(pdx_gone_docs(part->lost), s.row);
    if (s.end > n) s.end = n; /* then come remainders */
    return s;
}

static bool has_rows(const stretch *s) { return s->row < s->end; }

/* Rows up to `end` of the stretch have the next numbers. */
static bool rows_take(stored_numbering *numbers, stretch *s, uint32_t end, uint32_t *n) {
    const stored_run run = {*n, s->part->first[STORED_BASE_ROWS] + s->row};
    if (!PDX_VEC_RESERVE(&numbers->room, numbers->room.len + 1)) return false;
    numbers->room.data[numbers->room.len++] = run;
    *n += end - s->row;
    s->row = end;
    if (!has_rows(s)) *s = stretch_from(s->part, end);
    return true;
}

/* Parts follow one another, but for what is gone. */
static pdx_status parts_follow(const archive_stored *stored, stored_numbering *numbers, uint32_t *n, pdx_error *err) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        stretch s = stretch_from(&stored->parts[i], 0);
        while (has_rows(&s)) {
            if (!rows_take(numbers, &s, s.end, n)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static uint32_t ordinal_at(const stretch *s) { return stored_part_ordinal(s->part, s->row); }

/* The least is the first again, when the one at `i` has become greater. */
static void heap_sink(stretch *heap, size_t n, size_t i) {
    for (;;) {
        size_t least = i;
        for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < n; k++) {
            if (ordinal_at(&heap[k]) < ordinal_at(&heap[least])) least = k;
        }
        if (least == i) return;
        const stretch other = heap[i];
        heap[i] = heap[least];
        heap[least] = other;
        i = least;
    }
}

/* The first row of the stretch whose ordinal is not below the limit. Mostly all are, or few. */
static uint32_t rows_below(const stretch *s, uint32_t limit) {
    uint32_t low = s->row, step = 1, high;
    if (stored_part_ordinal(s->part, s->end - 1) < limit) return s->end;
    while (low + step < s->end && stored_part_ordinal(s->part, low + step) < limit) {
        low += step;
        step *= 2;
    }
    high = low + step < s->end ? low + step : s->end;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (stored_part_ordinal(s->part, middle) < limit) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Posts were written again: ordinals tell which of the parts has the next. */
static pdx_status heap_take(stored_numbering *numbers, stretch *heap, size_t n_heap, uint32_t *n, pdx_error *err) {
    for (size_t i = n_heap; i-- > 0;) heap_sink(heap, n_heap, i);
    while (n_heap > 0) {
        uint32_t limit = UINT32_MAX, end;
        for (size_t k = 1; k <= 2 && k < n_heap; k++) {
            if (ordinal_at(&heap[k]) < limit) limit = ordinal_at(&heap[k]);
        }
        end = n_heap == 1 ? heap[0].end : rows_below(&heap[0], limit);
        if (end == heap[0].row) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: their ordinals contradict each other");
        if (!rows_take(numbers, &heap[0], end, n)) return pdx_fail_memory(err);
        if (!has_rows(&heap[0])) heap[0] = heap[--n_heap];
        heap_sink(heap, n_heap, 0);
    }
    return PDX_OK;
}

static pdx_status parts_merge(const archive_stored *stored, stored_numbering *numbers, uint32_t *n, pdx_error *err) {
    stretch *heap = pdx_resize_array(NULL, stored->n_parts, sizeof *heap);
    size_t n_heap = 0;
    pdx_status status;
    if (heap == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        heap[n_heap] = stretch_from(&stored->parts[i], 0);
        n_heap += has_rows(&heap[n_heap]);
    }
    status = heap_take(numbers, heap, n_heap, n, err);
    pdx_free(heap);
    return status;
}

/* ---- the same by parts */

/* The part of a row: mostly that of the run before. */
static const stored_part *part_near(const archive_stored *stored, uint32_t row, const stored_part *near) {
    return row - near->first[STORED_BASE_ROWS] < stored_part_n(near, STORED_N_POSTS) ? near : stored_part_of(stored, STORED_BASE_ROWS, row);
}

/* How many of the runs each part has, and one or two more: those that do not begin with its first row have one before them, all have one behind. */
static void begins_count(const archive_stored *stored, stored_numbering *numbers) {
    const stored_part *part = stored->parts;
    uint32_t at = 0;
    for (uint32_t i = 0; i < numbers->n_runs; i++) {
        part = part_near(stored, numbers->runs[i].row, part);
        numbers->begins[part - stored->parts]++;
    }
    for (uint32_t p = 0; p <= stored->n_parts; p++) {
        const uint32_t n = p == stored->n_parts ? 0 : numbers->begins[p];
        numbers->begins[p] = at;
        at += n + 2;
    }
}

static pdx_status parts_fill(const archive_stored *stored, stored_numbering *numbers, uint32_t n, pdx_error *err) {
    const stored_part *part = stored->parts;
    uint32_t *at = pdx_alloc_zero(stored->n_parts, sizeof *at);
    if (at == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < numbers->n_runs; i++) {
        const stored_run *run = &numbers->runs[i];
        const uint32_t end = i + 1 < numbers->n_runs ? run[1].number : n;
        part = part_near(stored, run->row, part);
        const uint32_t p = (uint32_t)(part - stored->parts);
        pdx_number_run *runs = numbers->by_part + numbers->begins[p];
        const pdx_number_run here = {run->row - part->first[STORED_BASE_ROWS], run->number};
        if (at[p] == 0 && here.doc > 0) runs[at[p]++] = (pdx_number_run){0, run->number};
        runs[at[p]++] = here;
        runs[at[p]] = (pdx_number_run){stored_part_n(part, STORED_N_POSTS), end};
    }
    for (uint32_t p = 0; p < stored->n_parts; p++) {
        pdx_number_run *runs = numbers->by_part + numbers->begins[p];
        if (at[p] == 0) runs[1].doc = stored_part_n(&stored->parts[p], STORED_N_POSTS); /* none is there: all have the number 0, which is nobody's */
        numbers->n_by_part[p] = at[p] == 0 ? 1 : at[p];
    }
    pdx_free(at);
    return PDX_OK;
}

static pdx_status parts_runs(const archive_stored *stored, stored_numbering *numbers, uint32_t n, pdx_error *err) {
    numbers->runs = numbers->room.data;
    numbers->n_runs = (uint32_t)numbers->room.len;
    numbers->begins = pdx_alloc_zero((size_t)stored->n_parts + 1, sizeof *numbers->begins);
    numbers->n_by_part = pdx_alloc_zero(stored->n_parts, sizeof *numbers->n_by_part);
    numbers->by_part = pdx_alloc_zero(numbers->n_runs + 2 * (size_t)stored->n_parts, sizeof *numbers->by_part);
    if (numbers->begins == NULL || numbers->n_by_part == NULL || numbers->by_part == NULL) return pdx_fail_memory(err);
    begins_count(stored, numbers);
    return parts_fill(stored, numbers, n, err);
}

pdx_status stored_numbers_make(archive_stored *stored, uint32_t n_posts, pdx_error *err) {
    stored_numbering *numbers = &stored->numbers;
    const bool follow = ascends(stored);
    uint32_t n = 0;
    stored->plain = follow && !is_any_gone(stored);
    if (stored->plain) return PDX_OK; /* whether the checksum of all ordinals holds is asked with the first page that names one */
    if (!follow) PDX_TRY(stored_ordinals_ready(stored, err));
    PDX_TRY(follow ? parts_follow(stored, numbers, &n, err) : parts_merge(stored, numbers, &n, err));
    if (n != n_posts) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: they are not as many as their parts say");
    return parts_runs(stored, numbers, n, err);
}

void stored_numbers_deinit(archive_stored *stored) {
    PDX_VEC_DEINIT(&stored->numbers.room);
    pdx_free(stored->numbers.by_part);
    pdx_free(stored->numbers.begins);
    pdx_free(stored->numbers.n_by_part);
}

const pdx_number_run *stored_part_runs(const archive_stored *stored, const stored_part *part, uint32_t *n) {
    const size_t p = (size_t)(part - stored->parts);
    *n = stored->plain ? 0 : stored->numbers.n_by_part[p];
    return stored->plain ? NULL : stored->numbers.by_part + stored->numbers.begins[p];
}

pdx_status stored_numbers_verify(const archive_stored *stored, pdx_error *err) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        for (uint32_t row = 1; row < stored_part_n(part, STORED_N_POSTS); row++) {
            if (stored_part_ordinal(part, row) <= stored_part_ordinal(part, row - 1)) {
                return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: ordinals do not ascend");
            }
        }
    }
    return PDX_OK;
}
