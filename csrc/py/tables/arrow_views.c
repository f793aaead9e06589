#include "py/tables/arrow_views.h"

enum {
    VIEW_BYTES = 16,
    SHORT = 12,                              /* bytes of a text that its view holds itself */
    STRETCH = PDX_LIMIT(1 << 30, 64),        /* shared buffers begin so far from each other, */
    REACH = PDX_LIMIT(INT32_MAX, 128)        /* and reach so far: an offset has 31 bits */
};

void pdx_py_views_init(pdx_py_views *views, const pdx_archive *archive) {
    memset(views, 0, sizeof *views);
    views->archive = (pdx_archive *)(uintptr_t)archive; /* to be counted; it is read only */
    pdx_buf_init(&views->views);
}

void pdx_py_views_deinit(pdx_py_views *views) {
    for (size_t i = 0; i < views->n_copies; i++) pdx_buf_deinit(&views->copies[i]);
    PyMem_RawFree(views->copies);
    PyMem_RawFree(views->shared);
    pdx_buf_deinit(&views->views);
}

pdx_span pdx_py_views_buffer(const pdx_py_views *views, size_t i) {
    return i < views->n_shared ? views->shared[i] : pdx_buf_view(&views->copies[i - views->n_shared]);
}

/* All that the archive stores, in stretches that overlap, so that no text crosses the end of its own. */
static bool share(pdx_py_views *views) {
    const uint32_t n = views->archive == NULL ? 0 : pdx_archive_n_stored(views->archive);
    size_t n_stretches = 0;
    for (uint32_t i = 0; i < n; i++) n_stretches += pdx_archive_stored(views->archive, i).len / STRETCH + 1;
    views->shared = PyMem_RawCalloc(n_stretches + 1, sizeof *views->shared);
    if (views->shared == NULL) return false;
    for (uint32_t i = 0; i < n; i++) {
        const pdx_span stored = pdx_archive_stored(views->archive, i);
        for (size_t at = 0; at < stored.len; at += STRETCH) {
            views->shared[views->n_shared++] = pdx_span_slice(stored, at, at + pdx_min_size(REACH, stored.len - at));
        }
    }
    return true;
}

/* The shared buffer that holds all of `text`; n_shared when none does. */
static size_t shared_find(const pdx_py_views *views, pdx_span text) {
    size_t i = 0;
    while (i < views->n_shared) {
        const uintptr_t begin = (uintptr_t)views->shared[i].data, at = (uintptr_t)text.data;
        if (at >= begin && at - begin <= views->shared[i].len && text.len <= views->shared[i].len - (at - begin)) break;
        i++;
    }
    return i;
}

/* Copies a text; its place is buffer *buffer, from *offset on. */
static bool copy(pdx_py_views *views, pdx_span text, uint32_t *buffer, uint32_t *offset) {
    pdx_buf *last = views->n_copies == 0 ? NULL : &views->copies[views->n_copies - 1];
    if (last == NULL || last->len + text.len > REACH) {
        pdx_buf *more = PyMem_RawRealloc(views->copies, (views->n_copies + 1) * sizeof *more);
        if (more == NULL) return false;
        views->copies = more;
        last = &views->copies[views->n_copies++];
        pdx_buf_init(last);
    }
    *buffer = (uint32_t)(views->n_shared + views->n_copies - 1);
    *offset = (uint32_t)last->len;
    pdx_buf_span(last, text);
    return !last->failed;
}

static bool view_long(pdx_py_views *views, pdx_span text, uint8_t *view) {
    const uint32_t len = (uint32_t)text.len;
    uint32_t buffer = (uint32_t)shared_find(views, text), offset = 0;
    if (buffer < views->n_shared) {
        offset = (uint32_t)((uintptr_t)text.data - (uintptr_t)views->shared[buffer].data);
    } else if (!copy(views, text, &buffer, &offset)) {
        return false;
    }
    memcpy(view, &len, 4);
    memcpy(view + 4, text.data, 4);
    memcpy(view + 8, &buffer, 4);
    memcpy(view + 12, &offset, 4);
    return true;
}

static void view_short(pdx_span text, uint8_t *view) {
    const uint32_t len = (uint32_t)text.len;
    memset(view, 0, VIEW_BYTES);
    memcpy(view, &len, 4);
    if (len > 0) memcpy(view + 4, text.data, len);
}

pdx_status pdx_py_views_make(pdx_py_views *views, const pdx_span *texts, size_t n, pdx_error *err) {
    if (!share(views) || !pdx_buf_reserve(&views->views, n * VIEW_BYTES + VIEW_BYTES)) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        uint8_t *view = views->views.data + i * VIEW_BYTES;
        if (texts[i].len <= SHORT) {
            view_short(texts[i], view);
        } else if (i > 0 && texts[i].data == texts[i - 1].data && texts[i].len == texts[i - 1].len) {
            memcpy(view, view - VIEW_BYTES, VIEW_BYTES);
        } else if (texts[i].len > INT32_MAX) {
            return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a text of more than 2 GB does not fit a view: ask for copies");
        } else if (!view_long(views, texts[i], view)) {
            return pdx_fail_memory(err);
        }
    }
    views->n_buffers = views->n_shared + views->n_copies;
    return PDX_OK;
}
