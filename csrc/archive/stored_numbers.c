#include "archive/stored.h"
#include "base/alloc.h"
#include "base/le.h"

/* Which post has which number. Mostly numbers are those of rows: nothing is gone, and ordinals ascend from part to part. Otherwise a table says it,
 * made when the archive is opened: it takes 8 bytes a post. */

bool stored_is_gone(const stored_part *part, uint32_t row) { return part->lost != NULL && pdx_gone_has(part->lost, row); }

uint32_t stored_part_ordinal(const stored_part *part, uint32_t row) { return pdx_le32(part->sections[STORED_ORDINALS].data + 4 * (size_t)row); }

uint32_t stored_row_of(const archive_stored *stored, uint32_t post) { return stored->plain ? post : stored->numbers.rows[post]; }

/* The number of one that is gone is that of the post behind it. */
uint32_t stored_post_of(const archive_stored *stored, uint32_t row) {
    uint32_t number;
    if (stored->plain) return row;
    number = stored->numbers.numbers[row];
    return number < stored->numbers.n && stored->numbers.rows[number] == row ? number : PDX_NONE;
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

/* ---- where parts follow one another, but for what is gone */

static void rows_count(const archive_stored *stored, stored_numbering *numbers) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        const uint32_t all = stored_part_n(part, STORED_N_POSTS), first = part->first[STORED_BASE_ROWS];
        for (uint32_t row = 0; row < all; row++) {
            numbers->numbers[first + row] = n;
            if (!stored_is_gone(part, row)) numbers->rows[n++] = first + row; /* as many as the parts have said are gone */
        }
    }
}

/* ---- where posts were written again: a row among those of all parts, by its ordinal, is what is sorted */

typedef struct placed_row {
    uint32_t ordinal, row;
} placed_row;

/* The rows of a part, behind those before; false: its ordinals do not ascend. */
static bool part_gather(const stored_part *part, placed_row *rows) {
    const uint32_t all = stored_part_n(part, STORED_N_POSTS), first = part->first[STORED_BASE_ROWS];
    for (uint32_t i = 0; i < all; i++) {
        rows[first + i] = (placed_row){stored_part_ordinal(part, i), first + i};
        if (i > 0 && rows[first + i].ordinal <= rows[first + i - 1].ordinal) return false;
    }
    return true;
}

/* Two runs that ascend, one behind the other, become one; of equal ones the first run's comes first. Mostly all of the second is greater. */
static void runs_merge(placed_row *rows, uint32_t middle, uint32_t end, placed_row *spare) {
    uint32_t a = middle, b = end, at = end;
    const uint32_t n = end - middle;
    if (middle == 0 || n == 0 || rows[middle - 1].ordinal < rows[middle].ordinal) return;
    memcpy(spare, rows + middle, n * sizeof *rows);
    while (b > middle) {
        if (a > 0 && rows[a - 1].ordinal > spare[b - middle - 1].ordinal) {
            rows[--at] = rows[--a];
        } else {
            rows[--at] = spare[--b - middle];
        }
    }
}

/* In the order of all rows each post that is there has the next number; one that is gone has that of the post behind it. */
static bool rows_number(const archive_stored *stored, const placed_row *rows, uint32_t n_rows, stored_numbering *numbers) {
    uint32_t n = 0, before = 0;
    for (uint32_t i = 0; i < n_rows; i++) {
        const stored_part *part = stored_part_of(stored, STORED_BASE_ROWS, rows[i].row);
        numbers->numbers[rows[i].row] = n;
        if (stored_is_gone(part, rows[i].row - part->first[STORED_BASE_ROWS])) continue;
        if (n == numbers->n || (n > 0 && rows[i].ordinal <= before)) return false;
        before = rows[i].ordinal;
        numbers->rows[n++] = rows[i].row;
    }
    return n == numbers->n;
}

static pdx_status rows_sort(const archive_stored *stored, uint32_t n_rows, stored_numbering *numbers, pdx_error *err) {
    placed_row *rows = pdx_resize_array(NULL, 2 * (size_t)n_rows, sizeof *rows);
    bool holds = true;
    if (rows == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; holds && i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        const uint32_t first = part->first[STORED_BASE_ROWS];
        holds = part_gather(part, rows);
        runs_merge(rows, first, first + stored_part_n(part, STORED_N_POSTS), rows + n_rows);
    }
    holds = holds && rows_number(stored, rows, n_rows, numbers);
    pdx_free(rows);
    return holds ? PDX_OK : pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: their ordinals contradict each other");
}

static uint32_t n_rows_of(const archive_stored *stored) {
    const stored_part *last = &stored->parts[stored->n_parts - 1];
    return last->first[STORED_BASE_ROWS] + stored_part_n(last, STORED_N_POSTS);
}

pdx_status stored_numbers_make(archive_stored *stored, uint32_t n_posts, pdx_error *err) {
    stored_numbering *numbers = &stored->numbers;
    const uint32_t n_rows = n_rows_of(stored);
    const bool follow = ascends(stored);
    stored->plain = follow && !is_any_gone(stored);
    if (stored->plain) return PDX_OK; /* whether the checksum of all ordinals holds is asked with the first page that names one */
    numbers->rows = pdx_resize_array(NULL, n_posts, sizeof *numbers->rows);
    numbers->numbers = pdx_resize_array(NULL, n_rows, sizeof *numbers->numbers);
    numbers->n = n_posts;
    if (numbers->rows == NULL || numbers->numbers == NULL) return pdx_fail_memory(err);
    if (follow) {
        rows_count(stored, numbers);
        return PDX_OK;
    }
    PDX_TRY(stored_ordinals_ready(stored, err));
    return rows_sort(stored, n_rows, numbers, err);
}

const uint32_t *stored_part_numbers(const archive_stored *stored, const stored_part *part) {
    return stored->plain ? NULL : stored->numbers.numbers + part->first[STORED_BASE_ROWS];
}

pdx_status stored_numbers_verify(const archive_stored *stored, pdx_error *err) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        for (uint32_t row = 1; row < stored_part_n(part, STORED_N_POSTS); row++) {
            if (stored_part_ordinal(part, row) <= stored_part_ordinal(part, row - 1)) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: ordinals do not ascend");
        }
    }
    return PDX_OK;
}
