#include "archive/read/row_feed.h"

#include "base/alloc.h"
#include "base/pages.h"
#include "os/calls.h"

/* ROOM: what is written before it is handed on, or read by the one who writes: it is still at hand then. MOST: bytes for one helper, so that
 * nobody waits long for it in the end. */
enum { ROOM = PDX_LIMIT(1 << 18, 32), MOST = 4 * ARCHIVE_LINES_BYTES };

pdx_status archive_row_feed_new(pdx_lang language, unsigned n_threads, pdx_row_feed **out, pdx_error *err) {
    pdx_row_feed *feed = pdx_alloc_zero(1, sizeof *feed);
    *out = feed;
    if (feed == NULL) return pdx_fail_memory(err);
    feed->process = pdx_os_process();
    feed->n_helpers = (n_threads < PDX_CREW_MAX ? n_threads : PDX_CREW_MAX) - 1;
    feed->lines.language = language;
    feed->lines.layers = &feed->layers;
    feed->lines.pages = &feed->pages;
    for (unsigned i = 0; i < feed->n_helpers; i++) {
        feed->helpers[i].feed = feed;
        feed->helpers[i].lane = i + 1;
    }
    return PDX_OK;
}

static pdx_status helper_end(pdx_row_feed *feed, archive_row_helper *helper, pdx_status status, const pdx_tick *tick, pdx_error *err) {
    if (!helper->works) return status;
    status = pdx_helper_end(&helper->helper, status, tick, err);
    feed->lines.stretches.data[helper->number] = helper->reads;
    helper->works = false;
    return status;
}

static pdx_status helpers_end(pdx_row_feed *feed, pdx_status status, const pdx_tick *tick, pdx_error *err) {
    for (unsigned i = 0; i < feed->n_helpers; i++) status = helper_end(feed, &feed->helpers[i], status, tick, err);
    return status;
}

/* Who writes rows may have forked meanwhile. */
static bool is_fork(const pdx_row_feed *feed) {
    for (unsigned i = 0; i < feed->n_helpers; i++) {
        if (feed->helpers[i].works) return feed->process != pdx_os_process();
    }
    return false;
}

static pdx_status fork_refuse(const pdx_row_feed *feed, pdx_error *err) {
    if (!is_fork(feed)) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "these rows are read in another process, of which this one is a fork: read them again here");
}

void pdx_row_feed_free(pdx_row_feed *feed) {
    pdx_status stopped;
    if (feed == NULL || is_fork(feed)) return; /* a fork leaves what helpers were in the midst of as it is */
    stopped = helpers_end(feed, PDX_EINTERRUPTED, NULL, NULL); /* what they have read is of no use */
    (void)stopped;
    pdx_buf_deinit(&feed->room);
    pdx_buf_deinit(&feed->bytes);
    PDX_VEC_DEINIT(&feed->layers);
    PDX_VEC_DEINIT(&feed->pages);
    PDX_VEC_DEINIT(&feed->marks);
    archive_row_lines_deinit(&feed->lines);
    pdx_free(feed);
}

pdx_buf *pdx_row_feed_room(pdx_row_feed *feed) { return feed->n_helpers == 0 ? &feed->bytes : &feed->room; }

static pdx_status helper_read(void *context, const pdx_tick *tick, pdx_error *err) {
    archive_row_helper *helper = context;
    return archive_row_stretch_read(&helper->feed->lines, helper->lane, helper->bytes, &helper->reads, tick, err);
}

/* Gives what waits to a helper that is free, when it is worth its start. Where the system has no thread, it waits on. */
static pdx_status helper_send(pdx_row_feed *feed, archive_row_helper *helper, pdx_error *err) {
    archive_row_lines *lines = &feed->lines;
    const size_t begin = feed->next_mark == 0 ? 0 : feed->marks.data[feed->next_mark - 1].end;
    size_t end = begin, n_lines = 0, k = feed->next_mark;
    for (; k < feed->marks.len && end - begin < MOST; k++) {
        end = feed->marks.data[k].end;
        n_lines += feed->marks.data[k].n_lines;
    }
    if (end - begin < ARCHIVE_LINES_BYTES) return PDX_OK;
    if (!archive_row_lines_add(lines, end, n_lines)) return pdx_fail_memory(err);
    helper->number = lines->stretches.len - 1;
    helper->reads = lines->stretches.data[helper->number];
    helper->bytes = pdx_buf_view(&feed->bytes);
    helper->works = pdx_helper_start(&helper->helper, helper_read, helper);
    if (helper->works) {
        feed->next_mark = k;
    } else {
        lines->stretches.len--;
        lines->n_lines -= n_lines;
    }
    return PDX_OK;
}

static pdx_status helpers_send(pdx_row_feed *feed, pdx_error *err) {
    for (unsigned i = 0; i < feed->n_helpers; i++) {
        archive_row_helper *helper = &feed->helpers[i];
        if (helper->works && !pdx_helper_is_done(&helper->helper)) continue;
        PDX_TRY(helper_end(feed, helper, PDX_OK, NULL, err));
        PDX_TRY(helper_send(feed, helper, err));
    }
    return PDX_OK;
}

/* Whether the bytes and rows of `n` more lines have a place, or can be given one. */
static pdx_status places_make(pdx_row_feed *feed, size_t n_bytes, size_t n_lines, pdx_error *err) {
    const bool has_room = n_bytes <= feed->bytes.capacity - feed->bytes.len && n_lines <= feed->layers.capacity && n_lines <= feed->pages.capacity;
    if (has_room) return PDX_OK;
    PDX_TRY(helpers_end(feed, PDX_OK, NULL, err));
    return pdx_buf_reserve(&feed->bytes, n_bytes) && archive_row_lines_reserve(&feed->lines, n_lines) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status room_pass(pdx_row_feed *feed, pdx_error *err) {
    archive_row_mark mark;
    if (feed->room.failed) return pdx_fail_memory(err);
    PDX_TRY(places_make(feed, feed->room.len, feed->n_passed + feed->n_room, err));
    pdx_buf_span(&feed->bytes, pdx_buf_view(&feed->room));
    mark = (archive_row_mark){feed->bytes.len, feed->n_room};
    if (!PDX_VEC_PUSH(&feed->marks, mark)) return pdx_fail_memory(err);
    feed->n_passed += feed->n_room;
    feed->n_room = 0;
    pdx_buf_reset(&feed->room);
    return PDX_OK;
}

pdx_status pdx_row_feed_lines(pdx_row_feed *feed, size_t n, pdx_error *err) {
    feed->n_room += n;
    if (feed->n_helpers == 0 || feed->room.len < ROOM) return PDX_OK;
    PDX_TRY(fork_refuse(feed, err));
    PDX_TRY(room_pass(feed, err));
    return helpers_send(feed, err);
}

static size_t bytes_read(const pdx_row_feed *feed) {
    const archive_row_lines *lines = &feed->lines;
    return lines->stretches.len == 0 ? 0 : lines->stretches.data[lines->stretches.len - 1].end;
}

/* Those of the lines that come next, once there are many. */
static void pages_make(const pdx_row_feed *feed) {
    const pdx_buf *bytes = &feed->bytes;
    if (bytes->len >= 4 * ROOM) pdx_pages_make(bytes->data + bytes->len, pdx_min_size(ROOM, bytes->capacity - bytes->len));
}

bool pdx_row_feed_waits(const pdx_row_feed *feed) { return feed->n_helpers == 0 && feed->bytes.len - bytes_read(feed) >= ROOM; }

pdx_status pdx_row_feed_read(pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err) {
    archive_row_lines *lines = &feed->lines;
    if (feed->n_room == 0) return PDX_OK;
    if (!archive_row_lines_add(lines, feed->bytes.len, feed->n_room) || !archive_row_lines_reserve(lines, lines->n_lines)) {
        return pdx_fail_memory(err);
    }
    feed->n_room = 0;
    pages_make(feed);
    return archive_row_stretch_read(lines, 0, pdx_buf_view(&feed->bytes), &lines->stretches.data[lines->stretches.len - 1], tick, err);
}

pdx_status pdx_row_feed_end(pdx_row_feed *feed, pdx_span *bytes, pdx_error *err) {
    PDX_TRY(fork_refuse(feed, err));
    if (feed->room.len > 0 || feed->room.failed) PDX_TRY(room_pass(feed, err));
    if (feed->bytes.failed) return pdx_fail_memory(err);
    *bytes = pdx_buf_view(&feed->bytes);
    return PDX_OK;
}

pdx_status archive_row_feed_rest(pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err) { return helpers_end(feed, PDX_OK, tick, err); }

pdx_status archive_row_feed_read(pdx_row_feed *feed, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    return archive_row_lines_read(&feed->lines, bytes, feed->n_helpers + 1, tick, err);
}
