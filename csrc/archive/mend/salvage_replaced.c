#include "archive/model/contents.h"
#include "archive/mend/salvage_steps.h"
#include "base/alloc.h"

/* Entries that name a post which has them no more, since another source came in the place of theirs: the post was written again, in a later part,
 * and says which it has. Where that cannot be read, they are taken for its own. */

/* What is known of the posts, by their ordinals. */
typedef struct posts_known {
    uint32_t *parts;   /* owned, like the next; of each the last part that has it, plus one; 0: its row cannot be read */
    pdx_bitmap listed; /* appearances that the last row of a post has */
} posts_known;

static void row_know(const salvager *s, uint32_t p, uint32_t row, posts_known *known) {
    const stored_part *part = &salvage_stored(s)->parts[p];
    const uint32_t ordinal = salvage_row_ordinal(part, row), whole = part->first[STORED_BASE_ROWS] + row,
                   n = stored_row_post(s->base, whole)->n_appearances;
    if (ordinal >= s->alive.n || salvage_row_is_gone(s, p, row)) return;
    known->parts[ordinal] = n == 0 ? 0 : p + 1;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t appearance = stored_row_appearance(s->base, whole, i);
        if (appearance < known->listed.n) pdx_bitmap_set(&known->listed, appearance);
    }
}

static void part_leave(const salvager *s, uint32_t p, const posts_known *known) {
    const stored_part *part = &salvage_stored(s)->parts[p];
    for (uint32_t i = 0; i < stored_part_n(part, STORED_N_PAGES); i++) {
        const uint32_t number = part->first[STORED_BASE_PAGES] + i;
        const archive_page *page;
        if (pdx_bitmap_has(&s->lost_pages, number)) continue;
        page = archive_page_at(s->base, number);
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            archive_appearance *a = (archive_appearance *)(uintptr_t)archive_appearance_at(s->base, page->first_appearance + k); /* nobody else reads it yet */
            const uint32_t last = a->post < s->alive.n ? known->parts[a->post] : 0;
            if (last > p + 1 && !pdx_bitmap_has(&known->listed, page->first_appearance + k)) a->post = PDX_NONE;
        }
    }
}

pdx_status salvage_replaced_leave(salvager *s, pdx_error *err) {
    posts_known known = {.parts = pdx_alloc_zero(s->alive.n, sizeof *known.parts)};
    const bool room = pdx_bitmap_init(&known.listed, (uint32_t)s->base->appearances.len, false) && known.parts != NULL;
    const uint32_t n = room && salvage_stored(s)->n_parts > 1 ? salvage_stored(s)->n_parts : 0;
    for (uint32_t p = 0; p < n; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        for (uint32_t row = 0; salvage_ordinals_known(s, part) && row < stored_part_n(part, STORED_N_POSTS); row++) row_know(s, p, row, &known);
    }
    for (uint32_t p = 0; p < n; p++) part_leave(s, p, &known);
    pdx_free(known.parts);
    pdx_bitmap_deinit(&known.listed);
    return room ? PDX_OK : pdx_fail_memory(err);
}
