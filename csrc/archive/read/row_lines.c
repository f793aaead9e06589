#include "archive/read/row_lines.h"

#include <string.h>

#include "source/records/records.h"

void archive_row_lines_deinit(archive_row_lines *lines) {
    for (size_t i = 0; i < lines->stretches.len; i++) {
        PDX_VEC_DEINIT(&lines->stretches.data[i].said);
        PDX_VEC_DEINIT(&lines->stretches.data[i].more);
    }
    PDX_VEC_DEINIT(&lines->stretches);
    for (size_t lane = 0; lane < PDX_CREW_MAX; lane++) {
        for (size_t i = 0; i < ARCHIVE_ROW_KINDS; i++) pdx_arena_deinit(&lines->rooms[lane].kinds[i]);
    }
}

static size_t lines_count(pdx_span bytes) {
    const uint8_t *at = bytes.data, *const end = bytes.data + bytes.len;
    size_t n = 0;
    for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) n++;
    return n + (bytes.len > 0 && end[-1] != '\n');
}

/* Where the stretch that begins there ends. */
static size_t stretch_end(pdx_span bytes, size_t begin) {
    const uint8_t *newline;
    if (bytes.len - begin <= ARCHIVE_LINES_BYTES) return bytes.len;
    newline = memchr(bytes.data + begin + ARCHIVE_LINES_BYTES, '\n', bytes.len - begin - ARCHIVE_LINES_BYTES);
    return newline == NULL ? bytes.len : (size_t)(newline - bytes.data) + 1;
}

/* Where what has no stretch yet begins. */
static size_t stretches_end(const archive_row_lines *lines) {
    return lines->stretches.len == 0 ? 0 : lines->stretches.data[lines->stretches.len - 1].end;
}

bool archive_row_lines_add(archive_row_lines *lines, size_t end, size_t n_lines) {
    const archive_row_stretch stretch = {.begin = stretches_end(lines), .end = end, .n_before = lines->n_lines, .n_lines = n_lines};
    lines->n_lines += n_lines;
    return PDX_VEC_PUSH(&lines->stretches, stretch);
}

bool archive_row_lines_reserve(archive_row_lines *lines, size_t n_lines) {
    return PDX_VEC_RESERVE(lines->layers, lines->layers->len + n_lines) && PDX_VEC_RESERVE(lines->pages, lines->pages->len + n_lines);
}

/* ---- one stretch */

static bool is_refusal(pdx_status status) { return status == PDX_EFORMAT || status == PDX_ELIMIT; }

void archive_row_refuse(archive_row_counts *counts, const pdx_error *error) {
    if (counts->n_refused++ == 0) counts->refusal = *error;
}

/* One bad record never ends a source. */
static pdx_status record_next(pdx_records *records, pdx_record *record, archive_row_counts *counts, bool *more, pdx_error *err) {
    for (;;) {
        pdx_error own = {0};
        const pdx_status status = pdx_records_next(records, record, more, &own);
        if (is_refusal(status)) {
            archive_row_refuse(counts, &own);
            continue;
        }
        if (status != PDX_OK && err != NULL) *err = own;
        return status;
    }
}

static pdx_status row_take(archive_row_lines *lines, archive_row_maker *maker, archive_row_stretch *stretch, const pdx_record *record,
                           pdx_error *err) {
    const size_t at = lines->pages->len + stretch->n_before + stretch->n_rows;
    archive_rows *more = &stretch->more;
    stretch->counts.n_taken++;
    stretch->counts.n_empty += record->parts.len == 0;
    if (stretch->n_rows == stretch->n_lines) {
        if (!PDX_VEC_RESERVE(more, more->len + 1)) return pdx_fail_memory(err);
        PDX_TRY(archive_row_make(maker, record, &more->data[more->len].layer, &more->data[more->len].page, err));
        more->len++;
        return PDX_OK;
    }
    PDX_TRY(archive_row_make(maker, record, &lines->layers->data[at], &lines->pages->data[at], err));
    lines->pages->data[at].layer = (uint32_t)at;
    stretch->n_rows++;
    return PDX_OK;
}

/* Of no more bytes than its own: others may still be copied. The first may begin with a mark of its encoding. */
static pdx_records records_of(pdx_span bytes, const archive_row_stretch *stretch) {
    pdx_records records = {.source = pdx_span_slice(bytes, stretch->begin, stretch->end),
                           .base = stretch->begin,
                           .is_last = true,
                           .line_number = (uint32_t)stretch->n_before + 1};
    if (stretch->begin == 0) pdx_records_init(&records, records.source);
    return records;
}

static pdx_status rows_take(archive_row_lines *lines, archive_row_maker *maker, archive_row_stretch *stretch, pdx_records *records, pdx_pace pace,
                            pdx_error *err) {
    pdx_record record;
    pdx_status status;
    bool more = true;
    pdx_record_init(&record);
    do {
        status = record_next(records, &record, &stretch->counts, &more, err);
        if (status == PDX_OK && more) status = row_take(lines, maker, stretch, &record, err);
        if (status == PDX_OK && more) status = pdx_pace_step(&pace, record.source.end - record.source.begin, records->base + records->at, err);
    } while (status == PDX_OK && more);
    pdx_record_deinit(&record);
    return status;
}

pdx_status archive_row_stretch_read(archive_row_lines *lines, unsigned lane, pdx_span bytes, archive_row_stretch *stretch, const pdx_tick *tick,
                                    pdx_error *err) {
    archive_row_maker maker = {
        .language = lines->language, .source = lines->source, .room = &lines->rooms[lane], .said = &stretch->said, .origin = lines->origin};
    pdx_records records;
    pdx_status status;
    if (lines->copied != NULL) {
        memcpy((uint8_t *)(uintptr_t)bytes.data + stretch->begin, lines->copied + stretch->begin, stretch->end - stretch->begin);
    }
    records = records_of(bytes, stretch);
    status = rows_take(lines, &maker, stretch, &records, pdx_pace_of(tick, bytes.len), err);
    archive_row_maker_deinit(&maker);
    return status;
}

/* ---- all that are left */

typedef struct crew_lines {
    archive_row_lines *lines;
    archive_row_stretch *stretches; /* those that are new */
    pdx_span bytes;
} crew_lines;

/* What can be looked at before anything is copied. */
static pdx_span bytes_now(const archive_row_lines *lines, pdx_span bytes) {
    return lines->copied == NULL ? bytes : pdx_span_of(lines->copied, bytes.len);
}

static pdx_status piece_count(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const crew_lines *all = context;
    (void)lane;
    all->stretches[piece].n_lines =
        lines_count(pdx_span_slice(bytes_now(all->lines, all->bytes), all->stretches[piece].begin, all->stretches[piece].end));
    return pdx_tick_step(tick, 0, 0, err);
}

static pdx_status piece_read(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const crew_lines *all = context;
    return archive_row_stretch_read(all->lines, lane, all->bytes, &all->stretches[piece], tick, err);
}

/* Rows go into arrays that are not moved while others write into them: so all lines are counted first. */
static pdx_status read_by_several(archive_row_lines *lines, pdx_span bytes, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    const size_t first = lines->stretches.len;
    crew_lines all = {.lines = lines, .bytes = bytes};
    size_t n;
    while (stretches_end(lines) < bytes.len) {
        if (!archive_row_lines_add(lines, stretch_end(bytes_now(lines, bytes), stretches_end(lines)), 0)) return pdx_fail_memory(err);
    }
    n = lines->stretches.len - first;
    all.stretches = PDX_VEC_AT(&lines->stretches, first);
    PDX_TRY(pdx_crew_run(n_threads, n, piece_count, &all, tick, err));
    for (size_t i = 0; i < n; i++) {
        all.stretches[i].n_before = lines->n_lines;
        lines->n_lines += all.stretches[i].n_lines;
    }
    if (!archive_row_lines_reserve(lines, lines->n_lines)) return pdx_fail_memory(err);
    return pdx_crew_run(n_threads, n, piece_read, &all, tick, err);
}

/* What was counted is still at hand when it is read. */
static pdx_status read_by_one(archive_row_lines *lines, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    for (size_t at; (at = stretches_end(lines)) < bytes.len;) {
        const size_t end = stretch_end(bytes_now(lines, bytes), at);
        if (!archive_row_lines_add(lines, end, lines_count(pdx_span_slice(bytes_now(lines, bytes), at, end))) ||
            !archive_row_lines_reserve(lines, lines->n_lines)) {
            return pdx_fail_memory(err);
        }
        PDX_TRY(archive_row_stretch_read(lines, 0, bytes, &lines->stretches.data[lines->stretches.len - 1], tick, err));
    }
    return PDX_OK;
}

pdx_status archive_row_lines_read(archive_row_lines *lines, pdx_span bytes, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    return n_threads < 2 ? read_by_one(lines, bytes, tick, err) : read_by_several(lines, bytes, n_threads, tick, err);
}

/* ---- the end */

static size_t rows_of(const archive_row_stretch *stretch) { return stretch->n_rows + stretch->more.len; }

/* Rows of a stretch to where they stand behind those before: some lines gave none. */
static void stretch_move(archive_row_lines *lines, const archive_row_stretch *stretch, size_t to) {
    const size_t base = lines->pages->len, from = base + stretch->n_before;
    if (from == base + to || stretch->n_rows == 0) return;
    memmove(&lines->layers->data[base + to], &lines->layers->data[from], stretch->n_rows * sizeof *lines->layers->data);
    memmove(&lines->pages->data[base + to], &lines->pages->data[from], stretch->n_rows * sizeof *lines->pages->data);
    for (size_t i = 0; i < stretch->n_rows; i++) lines->pages->data[base + to + i].layer = (uint32_t)(base + to + i);
}

/* Where lines gave more rows than there are lines, those behind must go up before these have a place: the last first. They stand close together
 * already. */
static bool places_widen(archive_row_lines *lines, size_t n) {
    const size_t base = lines->pages->len;
    size_t to = n, from = 0;
    for (size_t i = 0; i < lines->stretches.len; i++) from += lines->stretches.data[i].n_rows;
    if (from == n) return true;
    if (!archive_row_lines_reserve(lines, n)) return false;
    for (size_t i = lines->stretches.len; i-- > 0;) {
        const archive_row_stretch *stretch = &lines->stretches.data[i];
        for (size_t k = rows_of(stretch); k-- > 0;) {
            const archive_row *more = k < stretch->n_rows ? NULL : &stretch->more.data[k - stretch->n_rows];
            to--;
            from -= more == NULL;
            lines->layers->data[base + to] = more == NULL ? lines->layers->data[base + from] : more->layer;
            lines->pages->data[base + to] = more == NULL ? lines->pages->data[base + from] : more->page;
            lines->pages->data[base + to].layer = (uint32_t)(base + to);
        }
    }
    return true;
}

static bool said_join(archive_row_lines *lines, const archive_row_stretch *stretch, size_t at, archive_saids *said) {
    const uint32_t n_said = (uint32_t)said->len;
    if (stretch->said.len == 0) return true;
    for (size_t i = 0; i < stretch->said.len; i++) {
        if (!PDX_VEC_PUSH(said, stretch->said.data[i])) return false;
    }
    for (size_t i = 0; i < rows_of(stretch); i++) {
        archive_page *page = &lines->pages->data[lines->pages->len + at + i];
        if (page->said != PDX_NONE) page->said += n_said;
    }
    return true;
}

static void counts_add(archive_row_counts *all, const archive_row_counts *counts) {
    if (all->n_refused == 0) all->refusal = counts->refusal;
    all->n_taken += counts->n_taken;
    all->n_refused += counts->n_refused;
    all->n_empty += counts->n_empty;
}

pdx_status archive_row_lines_end(archive_row_lines *lines, archive_row_room *room, archive_saids *said, archive_row_counts *counts, pdx_error *err) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < lines->stretches.len; i++) {
        stretch_move(lines, &lines->stretches.data[i], at);
        counts_add(counts, &lines->stretches.data[i].counts);
        at += lines->stretches.data[i].n_rows;
        n += rows_of(&lines->stretches.data[i]);
    }
    if (!places_widen(lines, n)) return pdx_fail_memory(err);
    at = 0;
    for (size_t i = 0; i < lines->stretches.len; i++) {
        if (!said_join(lines, &lines->stretches.data[i], at, said)) return pdx_fail_memory(err);
        at += rows_of(&lines->stretches.data[i]);
    }
    for (size_t lane = 0; lane < PDX_CREW_MAX; lane++) {
        for (size_t i = 0; i < ARCHIVE_ROW_KINDS; i++) pdx_arena_join(&room->kinds[i], &lines->rooms[lane].kinds[i]);
    }
    lines->layers->len += n;
    lines->pages->len += n;
    return PDX_OK;
}
