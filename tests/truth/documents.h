/* The files that a benchmark goes over, in memory one behind the other. Their names come on the standard input, one a line. */
#ifndef PDX_TRUTH_DOCUMENTS_H
#define PDX_TRUTH_DOCUMENTS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"
#include "base/vec.h"

typedef struct documents {
    PDX_VEC(uint8_t) bytes;
    PDX_VEC(size_t) ends; /* of each in `bytes` */
} documents;

static inline void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static inline void documents_add(documents *all, const char *path) {
    FILE *file = fopen(path, "rb");
    size_t got = 1;
    if (file == NULL) fail(path);
    while (got > 0) {
        if (!PDX_VEC_RESERVE(&all->bytes, all->bytes.len + 65536)) fail("out of memory");
        got = fread(all->bytes.data + all->bytes.len, 1, 65536, file);
        all->bytes.len += got;
    }
    (void)fclose(file);
    if (!PDX_VEC_PUSH(&all->ends, all->bytes.len)) fail("out of memory");
}

static inline void documents_read(documents *all) {
    char path[4096];
    memset(all, 0, sizeof *all);
    while (fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = '\0';
        documents_add(all, path);
    }
}

static inline void documents_deinit(documents *all) {
    PDX_VEC_DEINIT(&all->bytes);
    PDX_VEC_DEINIT(&all->ends);
}

static inline pdx_span documents_at(const documents *all, size_t i) {
    const size_t begin = i == 0 ? 0 : all->ends.data[i - 1];
    return pdx_span_of(all->bytes.data + begin, all->ends.data[i] - begin);
}

#endif
