/* Arenas: alignment, pieces that stay where they are, pieces larger than a chunk, reset, failure. */
#include "check.h"

#include "base/alloc.h"
#include "base/arena.h"

enum { PIECES = 500 };

static void test_pieces_stay(void) {
    pdx_arena arena;
    uint8_t *pieces[PIECES];
    size_t i, k;
    pdx_arena_init(&arena);
    for (i = 0; i < PIECES; i++) {
        pieces[i] = pdx_arena_alloc(&arena, i);
        CHECK(pieces[i] != NULL);
        CHECK_EQ((uintptr_t)pieces[i] % 16, 0);
        if (pieces[i] != NULL) memset(pieces[i], (int)(i & 0xFF), i);
    }
    for (i = 0; i < PIECES; i++) {
        size_t wrong = 0;
        for (k = 0; k < i; k++) wrong += pieces[i][k] != (uint8_t)i;
        CHECK_EQ(wrong, 0);
    }
    CHECK(arena.held >= PIECES * (PIECES - 1) / 2);
    pdx_arena_deinit(&arena);
    CHECK_EQ(arena.held, 0);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_reset_keeps_one_chunk(void) {
    pdx_arena arena;
    uint8_t *first, *again;
    pdx_arena_init(&arena);
    pdx_arena_reset(&arena); /* of nothing */
    CHECK(pdx_arena_alloc(&arena, 1) != NULL);
    first = pdx_arena_alloc(&arena, 1000000);
    CHECK(first != NULL);
    CHECK_EQ(pdx_alloc_live(), 2);
    pdx_arena_reset(&arena);
    CHECK_EQ(pdx_alloc_live(), 1);
    again = pdx_arena_alloc(&arena, 1000000); /* fits what was kept */
    CHECK(again == first);
    CHECK_EQ(pdx_alloc_live(), 1);
    pdx_arena_deinit(&arena);
    pdx_arena_deinit(&arena);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_overflow(void) {
    pdx_arena arena;
    pdx_arena_init(&arena);
    CHECK(pdx_arena_alloc(&arena, SIZE_MAX) == NULL);
    CHECK(pdx_arena_alloc(&arena, SIZE_MAX - 16) == NULL);
    CHECK(pdx_arena_array(&arena, SIZE_MAX / 2, 3) == NULL);
    CHECK(pdx_arena_array(&arena, 0, 8) != NULL);
    CHECK(pdx_arena_array(&arena, 8, 0) != NULL);
    pdx_arena_deinit(&arena);
}

static void test_copies(void) {
    pdx_arena arena;
    pdx_span copy;
    char text[] = "borrowed";
    pdx_arena_init(&arena);
    CHECK(pdx_arena_copy(&arena, pdx_span_str(text), &copy));
    text[0] = 'x';
    CHECK_BYTES(copy.data, copy.len, "borrowed");
    CHECK(pdx_arena_copy(&arena, pdx_span_of(NULL, 0), &copy));
    CHECK_EQ(copy.len, 0);
    pdx_arena_deinit(&arena);
}

static void test_failure(void) {
    pdx_arena arena;
    pdx_span copy;
    pdx_arena_init(&arena);
    pdx_alloc_fail_at(1);
    CHECK(!pdx_arena_copy(&arena, pdx_span_str("no room"), &copy));
    CHECK(copy.data == NULL);
    CHECK_EQ(copy.len, 0);
    CHECK(pdx_arena_copy(&arena, pdx_span_str("room"), &copy)); /* the arena is still good */
    CHECK_BYTES(copy.data, copy.len, "room");
    pdx_alloc_fail_at(1);
    CHECK(pdx_arena_alloc(&arena, 1000000) == NULL);
    pdx_alloc_fail_at(0);
    CHECK_BYTES(copy.data, copy.len, "room");
    pdx_arena_deinit(&arena);
    CHECK_EQ(pdx_alloc_live(), 0);
}

int main(void) {
    test_pieces_stay();
    test_reset_keeps_one_chunk();
    test_overflow();
    test_copies();
    test_failure();
    return check_report("base/arena");
}
