/* A table of file calls that goes wrong as planned: for tests, present when PDX_TESTING is defined.
 * Stands before another table, counts each kind of call, and fails or shortens the n-th. Also counts what is open, so that a test
 * sees that an error left nothing behind. Used by one thread at a time. */
#ifndef PDX_OS_FAULTS_H
#define PDX_OS_FAULTS_H

#include "os/calls.h"

#ifdef PDX_TESTING

typedef enum pdx_os_op {
    PDX_OP_OPEN,
    PDX_OP_READ,
    PDX_OP_WRITE,
    PDX_OP_SYNC,
    PDX_OP_CLOSE, /* fails after it has closed, as systems do */
    PDX_OP_STAT,  /* info and stat */
    PDX_OP_RENAME,
    PDX_OP_UNLINK,
    PDX_OP_MAKE_FOLDER,
    PDX_OP_SYNC_FOLDER,
    PDX_OP_LIST,
    PDX_OP_LOCK,
    PDX_OP_MAP,
    PDX_OP_COUNT,
    PDX_OP_ANY = PDX_OP_COUNT /* in a plan: counts calls of every kind together */
} pdx_os_op;

typedef enum pdx_fault_kind {
    PDX_FAULT_NONE,
    PDX_FAULT_ONCE,   /* the n-th call fails, later ones do not */
    PDX_FAULT_STICKY, /* the n-th and all after it fail, as on a full disk */
    PDX_FAULT_SHORT   /* the n-th read or write does one byte less than asked, at least one */
} pdx_fault_kind;

typedef struct pdx_fault_plan {
    pdx_fault_kind kind;
    pdx_os_op op;
    uint64_t nth; /* from 1 */
    int code;     /* errno to answer; unused by PDX_FAULT_SHORT */
} pdx_fault_plan;

/* A call, told to a watcher twice: before it is made, and with what came of it. */
typedef struct pdx_os_event {
    pdx_os_op op;
    int after;              /* 0: it is about to be made; 1: it was */
    int code;               /* what it gave; 0 before */
    pdx_fd fd;              /* of calls on a descriptor, and of `open` after it; else PDX_FD_NONE */
    const char *path, *to;  /* of calls with names; else NULL */
    int how;                /* pdx_open_how of `open` */
    const void *bytes;      /* of `write`: `len` bytes, of which so many were written after it */
    uint64_t len;
} pdx_os_event;

enum { PDX_WATCH_PRETEND = -1 }; /* the call is not made, and says that it was: for planted bugs, not of `open`, `map` and `read` */

/* May do anything meanwhile. What it gives for a call that is about to be made is its errno, and the call is not made; 0 lets it go on. */
typedef int (*pdx_os_watch)(const pdx_os_event *event);

typedef struct pdx_faults {
    pdx_os os; /* first: hand out &faults.os; its calls find the rest behind it */
    const pdx_os *under;
    pdx_fault_plan plan;
    pdx_os_watch watch; /* or NULL */
    uint64_t counts[PDX_OP_COUNT + 1]; /* calls so far by kind, and of every kind */
    uint64_t fired;                    /* how often the plan came true */
    pdx_os_op fired_on;                /* the call it first came true on; PDX_OP_COUNT before */
    int64_t open_files;
    int64_t open_maps;
} pdx_faults;

/* Starts counting anew; without a plan (kind PDX_FAULT_NONE) every call goes through. */
void pdx_faults_init(pdx_faults *faults, const pdx_os *under, pdx_fault_plan plan);

/* For rigs that use all of postdex: puts a plan, a watcher or both before the running system, for everything that asks for
 * `pdx_os_system` from now on, until it is taken away. What is opened with it may be closed afterwards; `open_files` and `open_maps` go on. */
PDX_FOR_RIGS void pdx_faults_install(int kind, int op, uint64_t nth, int code, pdx_os_watch watch);
PDX_FOR_RIGS void pdx_faults_take_away(void);
const pdx_os *pdx_faults_installed(void); /* NULL: none */

typedef struct pdx_faults_told {
    uint64_t calls, fired;
    int64_t open_files, open_maps;
} pdx_faults_told;
PDX_FOR_RIGS void pdx_faults_tell(pdx_faults_told *out); /* of the one put before the system last */

#endif
#endif
