/* Files whose lock this process holds, so that a fork of it holds none: a lock of an open file is there as long as any process has it open.
 * Called by posix.c alone. Promises: safe from any thread; in a fork each descriptor stays one that can be closed, of no file of anybody's. */
#ifndef PDX_OS_HELD_H
#define PDX_OS_HELD_H

#include "base/base.h"

/* More than HELD_MOST at once are not followed: a fork shares those. */
void pdx_held_put(int fd);
/* Before it is closed; nothing happens where it is none of them. */
void pdx_held_drop(int fd);

#endif
