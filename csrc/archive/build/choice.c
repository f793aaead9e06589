#include "archive/build/choice.h"

#include <stdlib.h>

#include "archive/model/contents.h"
#include "archive/build/part_keys.h"
#include "archive/model/stored.h"

void archive_choice_deinit(archive_choice *choice) {
    PDX_VEC_DEINIT(&choice->pages);
    PDX_VEC_DEINIT(&choice->posts);
}

pdx_status archive_choose_all(const pdx_archive *base, const pdx_bitmap *out_of_it, archive_choice *choice, pdx_error *err) {
    *choice = (archive_choice){.n_sources = (uint32_t)base->sources.len, .n_pages = (uint32_t)base->pages.len};
    if (!PDX_VEC_RESERVE(&choice->posts, base->posts.len)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < base->posts.len; i++) {
        if (!pdx_bitmap_has(out_of_it, i)) choice->posts.data[choice->posts.len++] = i;
    }
    return PDX_OK;
}

static int by_number(const void *left, const void *right) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

void archive_numbers_sort(archive_numbers *numbers) {
    size_t kept = 0;
    if (numbers->len == 0) return;
    qsort(numbers->data, numbers->len, sizeof *numbers->data, by_number);
    for (size_t i = 0; i < numbers->len; i++) {
        if (kept == 0 || numbers->data[kept - 1] != numbers->data[i]) numbers->data[kept++] = numbers->data[i];
    }
    numbers->len = kept;
}

/* The pages before `end` on which the chosen posts have appearances. */
static pdx_status pages_choose(const pdx_archive *base, uint32_t end, const pdx_tick *tick, archive_choice *choice, pdx_error *err) {
    for (size_t i = 0; i < choice->posts.len; i++) {
        const uint32_t post = choice->posts.data[i], n = archive_post_at(base, post)->n_appearances;
        for (uint32_t k = 0; k < n; k++) {
            const uint32_t page = archive_appearance_at(base, archive_post_appearance(base, post, k))->page;
            if (page < end && !PDX_VEC_PUSH(&choice->pages, page)) return pdx_fail_memory(err);
        }
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, i, choice->posts.len, err));
    }
    archive_numbers_sort(&choice->pages);
    return archive_sound(base, err);
}

/* Whether a post stays, or may. */
static bool is_in(const archive_out *out, uint32_t post) {
    return post != PDX_NONE && (!pdx_bitmap_has(out->posts, post) || pdx_bitmap_has(out->sources_posts, post));
}

/* Those of sources in whose place others come. */
static pdx_status replaced_choose(const pdx_archive *base, const archive_out *out, archive_choice *choice, pdx_error *err) {
    for (uint32_t i = pdx_bitmap_next(out->sources, 0); i < out->sources->n; i = pdx_bitmap_next(out->sources, i + 1)) {
        const archive_source *source = archive_source_at(base, i);
        for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) {
            const archive_page *page = archive_page_at(base, p);
            for (uint32_t k = 0; k < page->cut.n_entries; k++) {
                const uint32_t post = archive_appearance_at(base, page->first_appearance + k)->post;
                if (is_in(out, post) && !PDX_VEC_PUSH(&choice->posts, post)) return pdx_fail_memory(err);
            }
        }
    }
    return archive_sound(base, err);
}

/* Posts that have an appearance which has a title, a body or all in common with one that is added: rows say themselves what one post is. */
static pdx_status posts_choose(const pdx_archive *base, const archive_out *out, const pdx_archive *added, const pdx_tick *tick,
                               archive_choice *choice, pdx_error *err) {
    stored_keys keys = {0};
    archive_numbers found = {0};
    pdx_status status = archive_part_appearance_keys(added, NULL, tick, &keys, err);
    if (status == PDX_OK) status = archive_appearances_find(base, &keys, tick, &found, err);
    for (size_t i = 0; status == PDX_OK && i < found.len; i++) {
        const uint32_t post = archive_appearance_at(base, found.data[i])->post;
        if (is_in(out, post) && !PDX_VEC_PUSH(&choice->posts, post)) status = pdx_fail_memory(err);
    }
    PDX_VEC_DEINIT(&keys);
    PDX_VEC_DEINIT(&found);
    return status == PDX_OK ? archive_sound(base, err) : status;
}

pdx_status archive_choose_part(const pdx_archive *base, const archive_out *out, const pdx_archive *added, const pdx_tick *tick,
                               archive_choice *choice, pdx_error *err) {
    const stored_part *last = &base->stored->parts[base->stored->n_parts - 1];
    *choice = (archive_choice){.first_source = (uint32_t)base->sources.len,
                               .first_page = (uint32_t)base->pages.len,
                               .first_appearance = (uint32_t)base->appearances.len,
                               .first_row = last->first[STORED_BASE_ROWS] + stored_part_n(last, STORED_N_POSTS)};
    choice->replaced = out->sources;
    PDX_TRY(posts_choose(base, out, added, tick, choice, err));
    PDX_TRY(replaced_choose(base, out, choice, err));
    archive_numbers_sort(&choice->posts);
    return pages_choose(base, choice->first_page, tick, choice, err);
}
