#include "archive/model/left_sources.h"

#include "base/sort.h"
#include "base/varint.h"

void archive_left_deinit(archive_left *left) { PDX_VEC_DEINIT(&left->sources); }

static pdx_status damage(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged list of what is gone: what it notes of sources cannot be read");
}

static bool total_add(const uint8_t **at, const uint8_t *end, uint64_t *total) {
    uint64_t more;
    if (!pdx_varint_read(at, end, &more) || more > UINT64_MAX / 2 - *total) return false;
    *total += more;
    return true;
}

pdx_status archive_left_add(archive_left *left, pdx_span note, uint32_t n_sources, pdx_error *err) {
    const uint8_t *at = note.data, *end;
    uint64_t n, step, next = 0;
    if (note.len == 0) return PDX_OK;
    end = at + note.len;
    if (!pdx_varint_read(&at, end, &n) || n > n_sources) return damage(err);
    for (uint64_t i = 0; i < n; i++, next++) {
        if (!pdx_varint_read(&at, end, &step) || step >= n_sources || next + step >= n_sources) return damage(err);
        next += step;
        if (!PDX_VEC_PUSH(&left->sources, (uint32_t)next)) return pdx_fail_memory(err);
    }
    if (!total_add(&at, end, &left->n_pages) || !total_add(&at, end, &left->n_bytes) || !total_add(&at, end, &left->n_appearances) ||
        !total_add(&at, end, &left->n_gap_bytes)) {
        return damage(err);
    }
    return at == end ? PDX_OK : damage(err);
}

static int by_place(const void *left, const void *right, const void *context) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    (void)context;
    return a < b ? -1 : a > b;
}

pdx_status archive_left_sort(archive_left *left, pdx_error *err) {
    PDX_TRY(pdx_sort(left->sources.data, left->sources.len, sizeof *left->sources.data, by_place, NULL, NULL, err));
    for (size_t i = 1; i < left->sources.len; i++) {
        if (left->sources.data[i] == left->sources.data[i - 1]) return damage(err);
    }
    return PDX_OK;
}

bool archive_left_has(const archive_left *left, uint32_t source) {
    size_t low = 0, high = left->sources.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (left->sources.data[middle] < source) low = middle + 1;
        else high = middle;
    }
    return low < left->sources.len && left->sources.data[low] == source;
}

void archive_left_append(const archive_left *left, pdx_buf *out) {
    uint32_t next = 0;
    if (left->sources.len == 0) return;
    pdx_varint_append(out, left->sources.len);
    for (size_t i = 0; i < left->sources.len; i++) {
        pdx_varint_append(out, left->sources.data[i] - next);
        next = left->sources.data[i] + 1;
    }
    pdx_varint_append(out, left->n_pages);
    pdx_varint_append(out, left->n_bytes);
    pdx_varint_append(out, left->n_appearances);
    pdx_varint_append(out, left->n_gap_bytes);
}
