/* A crew: each piece is done once and begun in order, whoever is free; of failures the first piece's counts; ticks come from the caller's side alone. */
#include "base/atomic.h"
#include "check.h"
#include "os/crew.h"

enum { N = 500 };

typedef struct board {
    pdx_atomic_i64 done[N], wrong;
    unsigned n_threads;
    size_t fail[2]; /* pieces that do; N: none */
} board;

static void board_init(board *b, unsigned n_threads, size_t first, size_t second) {
    memset(b, 0, sizeof *b);
    b->n_threads = n_threads;
    b->fail[0] = first;
    b->fail[1] = second;
}

static pdx_status piece_do(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    board *b = context;
    if (lane >= b->n_threads || lane >= PDX_CREW_MAX || piece >= N) pdx_atomic_store(&b->wrong, 1); /* checks are counted by one thread */
    for (int i = 0; i < 20; i++) PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    (void)pdx_atomic_add(&b->done[piece], 1);
    if (piece == b->fail[0] || piece == b->fail[1]) return pdx_fail(err, PDX_EVALUE, piece, "a piece failed");
    return PDX_OK;
}

static void test_all(void) {
    static const unsigned threads[] = {0, 1, 2, 3, 16, 200};
    for (size_t t = 0; t < PDX_COUNTOF(threads); t++) {
        for (size_t n = 0; n <= N; n += n < 4 ? 1 : 124) {
            board b;
            board_init(&b, threads[t] == 0 ? 1 : threads[t], N, N);
            CHECK_EQ(pdx_crew_run(threads[t], n, piece_do, &b, NULL, NULL), PDX_OK);
            for (size_t i = 0; i < N; i++) CHECK_EQ(pdx_atomic_load(&b.done[i]), i < n);
            CHECK_EQ(pdx_atomic_load(&b.wrong), 0);
        }
    }
}

static void test_failures(void) {
    for (unsigned n_threads = 1; n_threads < 5; n_threads++) {
        for (size_t first = 0; first < N; first += 61) {
            board b;
            pdx_error err = {0};
            board_init(&b, n_threads, first + 1 < N ? first + 1 : first, first);
            CHECK_EQ(pdx_crew_run(n_threads, N, piece_do, &b, NULL, &err), PDX_EVALUE);
            CHECK_EQ(err.offset, first);
            for (size_t i = 0; i <= first; i++) CHECK_EQ(pdx_atomic_load(&b.done[i]), 1);
            CHECK_EQ(pdx_crew_run(n_threads, N, piece_do, &b, NULL, NULL), PDX_EVALUE); /* nobody wants to know why */
        }
    }
}

static bool count_tick(void *context, uint64_t done, uint64_t total) {
    int64_t *left = context;
    (void)done, (void)total;
    return --*left > 0;
}

/* Ends by being stopped alone. */
static pdx_status piece_endless(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    (void)context, (void)lane, (void)piece;
    for (;;) PDX_TRY(pdx_tick_step(tick, 0, 0, err));
}

static void test_stop(void) {
    for (unsigned n_threads = 1; n_threads < 5; n_threads++) {
        int64_t left = 50;
        const pdx_tick tick = {count_tick, &left};
        pdx_error err = {0};
        CHECK_EQ(pdx_crew_run(n_threads, 4, piece_endless, NULL, &tick, &err), PDX_EINTERRUPTED);
        CHECK_EQ(err.status, PDX_EINTERRUPTED);
        CHECK_EQ(left, 0);
    }
}

static void test_division(void) {
    for (size_t n = 0; n < 40; n++) {
        for (size_t n_pieces = 1; n_pieces < 9; n_pieces++) {
            CHECK_EQ(pdx_piece_begin(n, n_pieces, 0), 0);
            CHECK_EQ(pdx_piece_begin(n, n_pieces, n_pieces), n);
            for (size_t i = 0; i < n_pieces; i++) {
                const size_t len = pdx_piece_begin(n, n_pieces, i + 1) - pdx_piece_begin(n, n_pieces, i);
                CHECK(len == n / n_pieces || len == n / n_pieces + 1);
            }
        }
    }
    CHECK_EQ(pdx_piece_begin(SIZE_MAX - 7, 16, 16), SIZE_MAX - 7);
    CHECK_EQ(pdx_crew_size(0, 9), 1);
    CHECK_EQ(pdx_crew_size(4, 0), 1);
    CHECK_EQ(pdx_crew_size(4, 3), 3);
    CHECK_EQ(pdx_crew_size(100, 1000), PDX_CREW_MAX);
}

int main(void) {
    test_all();
    test_failures();
    test_stop();
    test_division();
    return check_report("crew");
}
