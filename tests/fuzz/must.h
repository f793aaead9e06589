/* For fuzz targets: a promise that must hold for every input; says where and ends the run when it does not. */
#ifndef PDX_FUZZ_MUST_H
#define PDX_FUZZ_MUST_H

#include <stdio.h>
#include <stdlib.h>

#define MUST(promise)                                                                     \
    do {                                                                                  \
        if (!(promise)) {                                                                 \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #promise); \
            abort();                                                                      \
        }                                                                                 \
    } while (0)

#endif
