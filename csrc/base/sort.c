#include "base/sort.h"

#include <string.h>

#include "base/alloc.h"

enum { RUN = 8, ITEM_MAX = 128, ITEMS_PER_TICK = PDX_LIMIT(1 << 13, 8) };

typedef struct sorting {
    size_t size;
    pdx_order order;
    const void *context;
    const pdx_tick *tick;
    uint64_t done, total; /* items moved, in all */
} sorting;

/* Short runs in place. */
static void insert_run(const sorting *s, uint8_t *items, size_t n) {
    uint8_t one[ITEM_MAX];
    for (size_t i = 1; i < n; i++) {
        size_t at = i;
        while (at > 0 && s->order(items + i * s->size, items + (at - 1) * s->size, s->context) < 0) at--;
        if (at == i) continue;
        memcpy(one, items + i * s->size, s->size);
        memmove(items + (at + 1) * s->size, items + at * s->size, (i - at) * s->size);
        memcpy(items + at * s->size, one, s->size);
    }
}

static pdx_status insert_runs(sorting *s, uint8_t *items, size_t n, pdx_error *err) {
    for (size_t begin = 0; begin < n; begin += RUN) {
        if (begin > 0 && begin % ITEMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(s->tick, begin, s->total, err));
        insert_run(s, items + begin * s->size, pdx_min_size(RUN, n - begin));
    }
    s->done = n;
    return PDX_OK;
}

/* Two runs on their way into one. */
typedef struct merging {
    const uint8_t *a, *a_end, *b, *b_end;
    uint8_t *to;
} merging;

static void merge_some(const sorting *s, merging *m, size_t n) {
    for (; n > 0 && m->a < m->a_end && m->b < m->b_end; n--) {
        const bool second = s->order(m->b, m->a, s->context) < 0;
        memcpy(m->to, second ? m->b : m->a, s->size);
        if (second) m->b += s->size;
        else m->a += s->size;
        m->to += s->size;
    }
}

/* from[0..middle) and from[middle..n) become to[0..n). */
static pdx_status merge(sorting *s, const uint8_t *from, size_t middle, size_t n, uint8_t *to, pdx_error *err) {
    merging m = {from, from + middle * s->size, from + middle * s->size, from + n * s->size, to};
    while (m.a < m.a_end && m.b < m.b_end) {
        merge_some(s, &m, ITEMS_PER_TICK);
        PDX_TRY(pdx_tick_step(s->tick, s->done + (uint64_t)(m.to - to) / s->size, s->total, err));
    }
    if (m.a < m.a_end) memcpy(m.to, m.a, (size_t)(m.a_end - m.a));
    if (m.b < m.b_end) memcpy(m.to, m.b, (size_t)(m.b_end - m.b));
    s->done += n;
    return PDX_OK;
}

/* Each round makes runs twice as long, from one array into the other. */
static pdx_status merge_rounds(sorting *s, uint8_t **from, uint8_t **to, size_t n, pdx_error *err) {
    for (size_t width = RUN; width < n; width *= 2) {
        uint8_t *const other = *to;
        for (size_t begin = 0; begin < n; begin += 2 * width) {
            const size_t middle = pdx_min_size(begin + width, n), end = pdx_min_size(begin + 2 * width, n), at = begin * s->size;
            PDX_TRY(merge(s, *from + at, middle - begin, end - begin, *to + at, err));
        }
        *to = *from;
        *from = other;
    }
    return PDX_OK;
}

pdx_status pdx_sort(void *items, size_t n, size_t size, pdx_order order, const void *context, const pdx_tick *tick, pdx_error *err) {
    sorting s = {size, order, context, tick, 0, 0};
    uint8_t *room, *from = items, *to;
    pdx_status status;
    assert(size <= ITEM_MAX);
    s.total = n;
    for (size_t width = RUN; width < n; width *= 2) s.total += n;
    PDX_TRY(insert_runs(&s, from, n, err));
    if (n <= RUN) return PDX_OK;
    room = pdx_resize_array(NULL, n, size);
    if (room == NULL) return pdx_fail_memory(err);
    to = room;
    status = merge_rounds(&s, &from, &to, n, err);
    if (status == PDX_OK && from != items) memcpy(items, from, n * size);
    pdx_free(room);
    return status;
}
