#include "archive/ask/title_order.h"

#include "archive/model/steps.h"
#include "base/alloc.h"
#include "corpus/word_ranks.h"

/* Reading and folding titles is nearly all of the work. Once as many have been as there are posts, all are, and what comes of it stays. */

enum { TITLES_PER_TICK = PDX_LIMIT(512, 4) };

/* `posts`: NULL: all. */
static pdx_status titles_read(const pdx_archive *archive, const uint32_t *posts, size_t n, const pdx_tick *tick, pdx_arena *arena, pdx_span *titles,
                              pdx_error *err) {
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_status status = PDX_OK;
    PDX_TRY(pdx_tokens_new(archive->analyzer, &tokens, err));
    pdx_buf_init(&key);
    for (size_t i = 0; i < n && status == PDX_OK; i++) {
        archive_pass_rest(archive);
        const uint32_t main = archive_post_at(archive, posts == NULL ? (uint32_t)i : posts[i])->main;
        const pdx_page_entry *entry = archive_entry(archive, main);
        titles[i] = pdx_span_of(NULL, 0);
        if (i % TITLES_PER_TICK == 0 && (status = pdx_tick_step(tick, i, n, err)) != PDX_OK) break;
        if (entry->title == PDX_PAGE_NO_PART) continue;
        status = archive_fold_words(tokens, archive_part_text(archive_page_of(archive, main), entry->title), ' ', &key, err);
        if (status == PDX_OK && !pdx_arena_copy(arena, pdx_buf_view(&key), &titles[i])) status = pdx_fail_memory(err);
    }
    pdx_buf_deinit(&key);
    pdx_tokens_free(tokens);
    return status == PDX_OK ? archive_sound(archive, err) : status;
}

static pdx_status titles_fold(const pdx_archive *archive, const uint32_t *posts, size_t n, const pdx_tick *tick, pdx_arena *arena, pdx_span *titles,
                              pdx_error *err) {
    const pdx_archive *passing;
    PDX_TRY(archive_pass_begin(archive, &passing, err));
    const pdx_status status = titles_read(passing, posts, n, tick, arena, titles, err);
    archive_pass_end(passing);
    return status;
}

/* From places in the order to ranks: one for all that are the same. `room`: of n. */
static void ranks_even(const pdx_span *titles, size_t n, uint32_t *ranks, uint32_t *room) {
    uint32_t rank = 0;
    for (size_t i = 0; i < n; i++) room[ranks[i]] = (uint32_t)i;
    for (size_t place = 0; place < n; place++) {
        rank += place > 0 && !pdx_span_equal(titles[room[place]], titles[room[place - 1]]);
        ranks[room[place]] = rank;
    }
}

static pdx_status ranks_make(const pdx_archive *archive, const uint32_t *posts, size_t n, const pdx_tick *tick, uint32_t **out, pdx_error *err) {
    pdx_span *titles = pdx_resize_array(NULL, n, sizeof *titles);
    uint32_t *room = pdx_resize_array(NULL, n, sizeof *room);
    pdx_arena arena;
    *out = NULL;
    pdx_arena_init(&arena);
    pdx_status status = titles == NULL || room == NULL ? pdx_fail_memory(err) : titles_fold(archive, posts, n, tick, &arena, titles, err);
    if (status == PDX_OK) status = pdx_word_ranks_make(titles, n, tick, out, err);
    if (status == PDX_OK) ranks_even(titles, n, *out, room);
    pdx_arena_deinit(&arena);
    pdx_free(titles);
    pdx_free(room);
    return status;
}

static pdx_status ranks_know(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* what it remembers changes, not what it says */
    uint32_t *ranks;
    if (pdx_kept_is_made(&archive->title_ranks_kept)) return PDX_OK;
    PDX_TRY(ranks_make(archive, NULL, archive->posts.len, tick, &ranks, err));
    if (pdx_kept_claim(&keeper->title_ranks_kept)) {
        keeper->title_ranks = ranks;
        pdx_kept_done(&keeper->title_ranks_kept);
    } else { /* another thread was first */
        pdx_free(ranks);
    }
    return PDX_OK;
}

pdx_status archive_title_ranks(const pdx_archive *archive, const uint32_t *posts, size_t n, const pdx_tick *tick, uint32_t *ranks, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* as above */
    uint32_t *some;
    if (pdx_kept_is_made(&archive->title_ranks_kept) || (uint64_t)pdx_atomic_add(&keeper->titles_sorted, (int64_t)n) + n >= archive->posts.len) {
        PDX_TRY(ranks_know(archive, tick, err));
        for (size_t i = 0; i < n; i++) ranks[i] = archive->title_ranks[posts[i]];
        return PDX_OK;
    }
    PDX_TRY(ranks_make(archive, posts, n, tick, &some, err));
    if (n > 0) memcpy(ranks, some, n * sizeof *ranks);
    pdx_free(some);
    return PDX_OK;
}
