/* Memory for texts that a table puts together: many small pieces that stay where they are and go all at once. Called by
 * values.c and the tables; no Python object is touched. */
#ifndef PDX_PY_ROOM_H
#define PDX_PY_ROOM_H

#include "py/call/compat.h"

typedef struct pdx_py_chunk pdx_py_chunk;
typedef struct pdx_py_room { /* begins as zeros */
    pdx_py_chunk *chunks;    /* owned, newest first */
} pdx_py_room;

/* `size` bytes, aligned for numbers; NULL when out of memory. */
void *pdx_py_room_take(pdx_py_room *room, size_t size);
void pdx_py_room_reset(pdx_py_room *room); /* keeps the newest chunk */
void pdx_py_room_deinit(pdx_py_room *room);

#endif
