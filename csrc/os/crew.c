#include "os/crew.h"

#include "os/helper.h"

typedef struct crew {
    pdx_piece_work work;
    void *context;
    size_t n_pieces;
    pdx_atomic_i64 next; /* that nobody has begun */
} crew;

typedef struct lane {
    crew *of;
    unsigned number;
    pdx_helper helper;
    size_t piece;      /* that failed */
    pdx_status status;
    pdx_error err;
} lane;

/* After a failure nobody begins anything more; what is begun goes on, since a piece before this one may fail, too. */
static void pieces_do(lane *self, const pdx_tick *tick) {
    crew *all = self->of;
    while (self->status == PDX_OK) {
        const int64_t piece = pdx_atomic_add(&all->next, 1);
        if ((uint64_t)piece >= all->n_pieces) return;
        self->piece = (size_t)piece;
        self->status = all->work(all->context, self->number, self->piece, tick, &self->err);
    }
    pdx_atomic_store(&all->next, (int64_t)all->n_pieces);
}

static pdx_status helper_work(void *context, const pdx_tick *tick, pdx_error *err) {
    (void)err; /* it is kept */
    pieces_do(context, tick);
    return PDX_OK;
}

/* The failure of the first piece that has one; a caller who wants it to stop comes before all. */
static pdx_status failure_of(const lane *lanes, unsigned n, pdx_error *err) {
    const lane *first = &lanes[0];
    if (first->status != PDX_EINTERRUPTED) {
        for (unsigned i = 1; i < n; i++) {
            if (lanes[i].status != PDX_OK && (first->status == PDX_OK || lanes[i].piece < first->piece)) first = &lanes[i];
        }
    }
    if (first->status != PDX_OK && err != NULL) *err = first->err;
    return first->status;
}

pdx_status pdx_crew_run(unsigned n_threads, size_t n_pieces, pdx_piece_work work, void *context, const pdx_tick *tick, pdx_error *err) {
    const unsigned wanted = pdx_crew_size(n_threads, n_pieces);
    crew all = {.work = work, .context = context, .n_pieces = n_pieces};
    lane lanes[PDX_CREW_MAX];
    unsigned n;
    for (n = 0; n < wanted; n++) {
        lanes[n] = (lane){.of = &all, .number = n};
        if (n > 0 && !pdx_helper_start(&lanes[n].helper, helper_work, &lanes[n])) break;
    }
    pieces_do(&lanes[0], tick);
    for (unsigned i = 1; i < n; i++) {
        const pdx_status mine = lanes[0].status == PDX_EINTERRUPTED ? PDX_EINTERRUPTED : PDX_OK;
        const pdx_status status = pdx_helper_end(&lanes[i].helper, mine, tick, &lanes[0].err);
        if (status != PDX_OK) lanes[0].status = status; /* its own is kept: so the caller asked to stop */
    }
    return failure_of(lanes, n, err);
}
