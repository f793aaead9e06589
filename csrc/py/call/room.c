#include "py/call/room.h"

enum { CHUNK = 64 * 1024, ALIGNED = 8 };

struct pdx_py_chunk {
    pdx_py_chunk *older;
    size_t used, size;
    uint64_t bytes[]; /* `size` bytes */
};

static pdx_py_chunk *chunk_new(pdx_py_chunk *older, size_t size) {
    pdx_py_chunk *chunk = size > SIZE_MAX / 2 ? NULL : PyMem_RawMalloc(sizeof *chunk + size);
    if (chunk == NULL) return NULL;
    chunk->older = older;
    chunk->used = 0;
    chunk->size = size;
    return chunk;
}

void *pdx_py_room_take(pdx_py_room *room, size_t size) {
    pdx_py_chunk *chunk = room->chunks;
    if (size > SIZE_MAX / 2) return NULL;
    const size_t taken = (size + ALIGNED - 1) / ALIGNED * ALIGNED;
    if (chunk == NULL || chunk->size - chunk->used < taken) {
        size_t wanted = chunk == NULL ? CHUNK : 2 * chunk->size; /* chunks double, so that they stay few */
        while (wanted < taken) wanted *= 2;
        chunk = chunk_new(chunk, wanted);
        if (chunk == NULL) return NULL;
        room->chunks = chunk;
    }
    void *at = (uint8_t *)chunk->bytes + chunk->used;
    chunk->used += taken;
    return at;
}

static void older_free(pdx_py_chunk *chunk) {
    while (chunk != NULL) {
        pdx_py_chunk *older = chunk->older;
        PyMem_RawFree(chunk);
        chunk = older;
    }
}

void pdx_py_room_reset(pdx_py_room *room) {
    if (room->chunks == NULL) return;
    older_free(room->chunks->older);
    room->chunks->older = NULL;
    room->chunks->used = 0;
}

void pdx_py_room_deinit(pdx_py_room *room) {
    older_free(room->chunks);
    room->chunks = NULL;
}
