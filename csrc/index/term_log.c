#include "index/term_log.h"

#include "base/varint.h"

enum {
    OCCURRENCE_MAX = 11, /* bytes: 36 bits and, of a new document, 32 more */
    CHUNK_FIRST = 32,    /* with its header: most terms of a language occur once or twice */
    CHUNK_MOST = PDX_LIMIT(4096, 64)
};

static uint8_t *chunk_bytes(pdx_log_chunk *chunk) { return (uint8_t *)(chunk + 1); }
static const uint8_t *chunk_view(const pdx_log_chunk *chunk) { return (const uint8_t *)(chunk + 1); }

static bool log_grow(pdx_term_log *log, pdx_arena *chunks) {
    const size_t before = log->newest == NULL ? 0 : log->newest->capacity + sizeof(pdx_log_chunk);
    const size_t size = before == 0 ? CHUNK_FIRST : pdx_min_size(before * 2, CHUNK_MOST);
    pdx_log_chunk *chunk = pdx_arena_alloc(chunks, size);
    if (chunk == NULL) return false;
    chunk->next = NULL;
    chunk->used = 0;
    chunk->capacity = (uint32_t)(size - sizeof *chunk);
    if (log->newest == NULL) {
        log->first = chunk;
    } else {
        log->newest->next = chunk;
        log->newest->used = (uint32_t)(log->at - chunk_bytes(log->newest));
    }
    log->newest = chunk;
    log->at = chunk_bytes(chunk);
    log->end = log->at + chunk->capacity;
    return true;
}

bool pdx_term_log_add(pdx_term_log *log, pdx_arena *chunks, uint32_t doc, uint32_t position, pdx_group group) {
    const bool new_doc = log->first == NULL || log->doc != doc;
    if (!new_doc && log->position == position) return true;
    assert(new_doc || log->position < position);
    if (log->end - log->at < OCCURRENCE_MAX && !log_grow(log, chunks)) return false;
    if (new_doc) {
        log->at += pdx_varint_put(log->at, (uint64_t)position << 4 | (uint64_t)group << 1 | 1);
        log->at += pdx_varint_put(log->at, doc - log->doc);
    } else {
        log->at += pdx_varint_put(log->at, (uint64_t)(position - log->position) << 4 | (uint64_t)group << 1);
    }
    log->doc = doc;
    log->position = position;
    return true;
}

void pdx_log_doc_init(pdx_log_doc *doc) { memset(doc, 0, sizeof *doc); }

void pdx_log_doc_deinit(pdx_log_doc *doc) {
    PDX_VEC_DEINIT(&doc->positions);
    PDX_VEC_DEINIT(&doc->groups);
}

/* Own memory, not bytes from outside: a number that cannot be read is a bug. */
static uint64_t reader_number(pdx_log_reader *reader) {
    uint64_t value = 0;
    const bool whole = pdx_varint_read(&reader->at, reader->end, &value);
    assert(whole);
    (void)whole;
    return value;
}

static void reader_chunk(pdx_log_reader *reader, const pdx_log_chunk *chunk) {
    reader->chunk = chunk;
    reader->at = chunk_view(chunk);
    reader->end = chunk == reader->newest ? reader->newest_end : reader->at + chunk->used;
    if (chunk->next != NULL) PDX_PREFETCH(chunk->next);
}

static void reader_advance(pdx_log_reader *reader) {
    if (reader->at == reader->end && reader->chunk != reader->newest) reader_chunk(reader, reader->chunk->next);
    reader->has_ahead = reader->at < reader->end;
    if (reader->has_ahead) reader->ahead = reader_number(reader);
}

void pdx_log_reader_start(pdx_log_reader *reader, const pdx_term_log *log) {
    memset(reader, 0, sizeof *reader);
    if (log->first == NULL) return;
    reader->newest = log->newest;
    reader->newest_end = log->at;
    reader_chunk(reader, log->first);
    reader_advance(reader);
}

/* Begins the next document; `ahead` is its first occurrence. */
static void reader_doc(pdx_log_reader *reader, pdx_log_doc *out) {
    assert(reader->has_ahead && (reader->ahead & 1) != 0);
    reader->doc += (uint32_t)reader_number(reader);
    out->doc = reader->doc;
    memset(out->frequencies, 0, sizeof out->frequencies);
    out->positions.len = out->groups.len = 0;
}

void pdx_log_reader_count(pdx_log_reader *reader, pdx_log_doc *out) {
    reader_doc(reader, out);
    do {
        out->frequencies[reader->ahead >> 1 & 7]++;
        reader_advance(reader);
    } while (reader->has_ahead && (reader->ahead & 1) == 0);
}

bool pdx_log_reader_next(pdx_log_reader *reader, pdx_log_doc *out) {
    uint32_t position = 0;
    reader_doc(reader, out);
    do {
        const uint8_t group = reader->ahead >> 1 & 7;
        position += (uint32_t)(reader->ahead >> 4);
        out->frequencies[group]++;
        if (!PDX_VEC_PUSH(&out->positions, position) || !PDX_VEC_PUSH(&out->groups, group)) return false;
        reader_advance(reader);
    } while (reader->has_ahead && (reader->ahead & 1) == 0);
    return true;
}
