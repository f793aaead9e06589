#include "archive/stored.h"
#include "base/alloc.h"
#include "base/le.h"

/* Which post has which number. Mostly numbers are those of rows: nothing is gone, and ordinals ascend from part to part. Otherwise a table says it,
 * made when the archive is opened: it takes 12 bytes a post. */

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
    if (!stored->plain) return stored->numbers.ordinals[post];
    part = stored_part_of(stored, STORED_BASE_ROWS, post);
    return stored_part_ordinal(part, post - part->first[STORED_BASE_ROWS]);
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

/* Whether the first ordinal of each part is greater than the last of the one before. */
static bool is_plain(const archive_stored *stored) {
    bool any = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        const uint32_t n = stored_part_n(part, STORED_N_POSTS);
        if (part->n_gone > 0) return false;
        if (n == 0) continue;
        if (any && stored_part_ordinal(part, 0) <= last) return false;
        last = stored_part_ordinal(part, n - 1);
        any = true;
    }
    return true;
}

/* A row among those of all parts, by its ordinal: what is sorted. */
typedef struct placed_row {
    uint32_t ordinal, row;
} placed_row;

/* The rows of a part that are there, behind those before; false: its ordinals do not ascend. */
static bool part_gather(const stored_part *part, placed_row *rows, uint32_t *n, uint32_t most) {
    const uint32_t all = stored_part_n(part, STORED_N_POSTS);
    for (uint32_t i = 0; i < all; i++) {
        const uint32_t ordinal = stored_part_ordinal(part, i);
        if (i > 0 && ordinal <= stored_part_ordinal(part, i - 1)) return false;
        if (stored_is_gone(part, i)) continue;
        if (*n == most) return false;
        rows[(*n)++] = (placed_row){ordinal, part->first[STORED_BASE_ROWS] + i};
    }
    return true;
}

/* Two runs that ascend, one behind the other, become one. Mostly all of the second is greater than all of the first. */
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

static bool rows_gather(const archive_stored *stored, placed_row *rows, placed_row *spare, uint32_t n_posts) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const uint32_t before = n;
        if (!part_gather(&stored->parts[i], rows, &n, n_posts)) return false;
        runs_merge(rows, before, n, spare);
    }
    for (uint32_t i = 1; i < n; i++) {
        if (rows[i].ordinal <= rows[i - 1].ordinal) return false;
    }
    return n == n_posts;
}

static uint32_t n_rows_of(const archive_stored *stored) {
    const stored_part *last = &stored->parts[stored->n_parts - 1];
    return last->first[STORED_BASE_ROWS] + stored_part_n(last, STORED_N_POSTS);
}

/* How many posts have a smaller ordinal. */
static uint32_t n_before(const stored_numbering *numbers, uint32_t ordinal) {
    uint32_t low = 0, high = numbers->n;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (numbers->ordinals[middle] < ordinal) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void numbers_fill(const archive_stored *stored, stored_numbering *numbers, const placed_row *rows) {
    for (uint32_t i = 0; i < numbers->n; i++) {
        numbers->rows[i] = rows[i].row;
        numbers->ordinals[i] = rows[i].ordinal;
        numbers->numbers[rows[i].row] = i;
    }
    for (uint32_t p = 0; p < stored->n_parts; p++) {
        const stored_part *part = &stored->parts[p];
        for (uint32_t row = 0; part->n_gone > 0 && row < stored_part_n(part, STORED_N_POSTS); row++) {
            if (stored_is_gone(part, row)) numbers->numbers[part->first[STORED_BASE_ROWS] + row] = n_before(numbers, stored_part_ordinal(part, row));
        }
    }
}

pdx_status stored_numbers_make(archive_stored *stored, uint32_t n_posts, pdx_error *err) {
    stored_numbering *numbers = &stored->numbers;
    const uint32_t n_rows = n_rows_of(stored);
    placed_row *rows;
    bool holds = false, made;
    stored->plain = is_plain(stored);
    if (stored->plain) return PDX_OK; /* whether the checksum of all of them holds is asked with the first page that names one */
    PDX_TRY(stored_ordinals_ready(stored, err));
    rows = pdx_resize_array(NULL, 2 * (size_t)n_posts, sizeof *rows);
    numbers->rows = pdx_resize_array(NULL, n_posts, sizeof *numbers->rows);
    numbers->ordinals = pdx_resize_array(NULL, n_posts, sizeof *numbers->ordinals);
    numbers->numbers = pdx_resize_array(NULL, n_rows, sizeof *numbers->numbers);
    made = rows != NULL && numbers->rows != NULL && numbers->ordinals != NULL && numbers->numbers != NULL;
    if (made) holds = rows_gather(stored, rows, rows + n_posts, n_posts);
    numbers->n = n_posts;
    if (holds) numbers_fill(stored, numbers, rows);
    pdx_free(rows);
    if (!made) return pdx_fail_memory(err);
    return holds ? PDX_OK : pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: their ordinals contradict each other");
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
