#include "archive/model/title_posts.h"

#include "archive/model/steps.h"
#include "base/alloc.h"

enum { TITLE_WORK = 512 }; /* what a title takes, as a pace counts */

void archive_titles_free(archive_titles *titles) {
    if (titles == NULL) return;
    pdx_map_deinit(&titles->keys);
    PDX_VEC_DEINIT(&titles->posts);
    pdx_free(titles->next);
    pdx_free(titles);
}

pdx_status archive_fold_title(pdx_tokens *tokens, pdx_span text, pdx_buf *key, pdx_error *err) {
    PDX_TRY(archive_fold_words(tokens, text, ARCHIVE_KIND_TITLE, key, err));
    if (key->len == 1) pdx_buf_span(key, text);
    return key->failed ? pdx_fail_memory(err) : PDX_OK;
}

/* A post into the ring of those with its title, behind the first of them. */
static void link_post(archive_titles *titles, uint32_t first, uint32_t post) {
    titles->next[post] = titles->next[first];
    titles->next[first] = post;
}

/* `key`: scratch. */
static pdx_status note_post(archive_titles *titles, const pdx_archive *archive, uint32_t post, pdx_tokens *tokens, pdx_buf *key, pdx_error *err) {
    const uint32_t main = archive_post_at(archive, post)->main, part = archive_entry(archive, main)->title;
    const archive_page *page = archive_page_of(archive, main);
    uint32_t number;
    titles->next[post] = post;
    if (part == PDX_PAGE_NO_PART) return PDX_OK;
    PDX_TRY(archive_fold_title(tokens, archive_part_text(page, part), key, err));
    number = pdx_map_intern(&titles->keys, pdx_buf_view(key));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (number < titles->posts.len) {
        link_post(titles, titles->posts.data[number], post);
    } else if (!PDX_VEC_PUSH(&titles->posts, post)) {
        return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status posts_note(archive_titles *titles, const pdx_archive *archive, pdx_tokens *tokens, pdx_buf *key, const pdx_tick *tick,
                             pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, archive->posts.len);
    uint32_t post;
    titles->next = pdx_resize_array(NULL, archive->posts.len, sizeof *titles->next);
    if (titles->next == NULL) return pdx_fail_memory(err);
    for (post = 0; post < archive->posts.len; post++) {
        archive_pass_rest(archive);
        PDX_TRY(note_post(titles, archive, post, tokens, key, err));
        PDX_TRY(pdx_pace_step(&pace, TITLE_WORK, post, err));
    }
    return archive_sound(archive, err);
}

static pdx_status titles_fill(archive_titles *titles, const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_status status;
    PDX_TRY(pdx_tokens_new(archive->analyzer, &tokens, err));
    pdx_buf_init(&key);
    status = posts_note(titles, archive, tokens, &key, tick, err);
    pdx_buf_deinit(&key);
    pdx_tokens_free(tokens);
    return status;
}

pdx_status pdx_archive_know_titles(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* what it remembers changes, not what it says */
    const pdx_archive *passing;
    archive_titles *titles;
    pdx_status status;
    if (pdx_kept_is_made(&archive->titles_kept)) return PDX_OK;
    titles = pdx_alloc_zero(1, sizeof *titles);
    if (titles == NULL) return pdx_fail_memory(err);
    pdx_map_init(&titles->keys);
    status = archive_pass_begin(archive, &passing, err);
    if (status == PDX_OK) status = titles_fill(titles, passing, tick, err);
    archive_pass_end(passing);
    if (status != PDX_OK) {
        archive_titles_free(titles);
    } else if (pdx_kept_claim(&keeper->titles_kept)) {
        keeper->titles = titles;
        pdx_kept_done(&keeper->titles_kept);
    } else { /* another thread was first */
        archive_titles_free(titles);
    }
    return status;
}

/* Whether two posts print days that cannot be one. */
static bool days_differ(const pdx_archive *archive, const archive_post *a, const archive_post *b) {
    int64_t a_first, a_last, b_first, b_last;
    if (a->published == PDX_NONE || b->published == PDX_NONE) return false;
    if (!pdx_date_interval(&archive_appearance_at(archive, a->published)->published, &a_first, &a_last)) return false;
    if (!pdx_date_interval(&archive_appearance_at(archive, b->published)->published, &b_first, &b_last)) return false;
    return a_last < b_first || b_last < a_first;
}

uint32_t pdx_post_alike(const pdx_archive *archive, uint32_t post, uint32_t after) {
    uint32_t other;
    assert(post < archive->posts.len && after < archive->posts.len && pdx_kept_is_made(&archive->titles_kept));
    for (other = archive->titles->next[after]; other != post; other = archive->titles->next[other]) {
        if (!days_differ(archive, archive_post_at(archive, post), archive_post_at(archive, other))) return other;
    }
    return PDX_NONE;
}

pdx_status pdx_part_target(const pdx_archive *archive, uint32_t page, uint32_t part, const pdx_tick *tick, uint32_t *post, pdx_error *err) {
    const archive_page *p = archive_page_at(archive, page);
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_status status;
    *post = PDX_NONE;
    if (archive_page_part(p, part)->role != PDX_ROLE_RELATED) return archive_sound(archive, err);
    PDX_TRY(pdx_archive_know_titles(archive, tick, err));
    PDX_TRY(pdx_tokens_new(archive->analyzer, &tokens, err));
    pdx_buf_init(&key);
    status = archive_fold_title(tokens, archive_part_text(p, part), &key, err);
    if (status == PDX_OK) {
        const uint32_t number = pdx_map_find(&archive->titles->keys, pdx_buf_view(&key));
        if (number != PDX_MAP_NONE) *post = archive->titles->posts.data[number];
    }
    pdx_buf_deinit(&key);
    pdx_tokens_free(tokens);
    return status;
}
