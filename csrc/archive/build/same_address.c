
#include "archive/read/html_said.h"
#include "archive/read/said_parts.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "text/tokens.h"

/* Entries of pages of HTML with one address and one title are one post, also where one of them is only told in other words (an excerpt that
 * somebody wrote). An address that stands with several titles is none of theirs: some sites give that of the site with all their pages. */

typedef struct joiner {
    const pdx_archive *archive;
    uint32_t *posts;      /* borrowed; of appearances */
    uint32_t *roots;      /* owned; of posts: one that it is the same as, or itself */
    uint32_t *next;       /* owned; of appearances: the next with its address, or PDX_NONE */
    pdx_map addresses;
    archive_numbers first, last; /* owned; of addresses */
    pdx_tokens *tokens;
    pdx_buf key, title;
    bool joined;
    pdx_error *err;
} joiner;

static bool is_of_none(const pdx_archive *archive, size_t appearance) {
    return appearance < archive->n_settled && archive->appearances.data[appearance].post == PDX_NONE;
}

static pdx_status address_note(joiner *j, uint32_t appearance) {
    const archive_page *page = archive_page_of(j->archive, appearance);
    const uint32_t part = pdx_source_form_is_marked_up(archive_source_at(j->archive, page->source)->form)
                              ? archive_said_part(&page->cut, archive_appearance_at(j->archive, appearance)->entry, PDX_ROLE_ADDRESS)
                              : PDX_NONE;
    uint32_t number;
    if (part == PDX_NONE || is_of_none(j->archive, appearance)) return PDX_OK;
    pdx_buf_reset(&j->key);
    archive_address_key(archive_part_text(page, part), &j->key);
    if (j->key.failed) return pdx_fail_memory(j->err);
    if (j->key.len == 0) return PDX_OK;
    number = pdx_map_intern(&j->addresses, pdx_buf_view(&j->key));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(j->err);
    if (number == j->first.len) return PDX_VEC_PUSH(&j->first, appearance) && PDX_VEC_PUSH(&j->last, appearance) ? PDX_OK : pdx_fail_memory(j->err);
    j->next[j->last.data[number]] = appearance;
    j->last.data[number] = appearance;
    return PDX_OK;
}

static uint32_t root_of(joiner *j, uint32_t post) {
    while (j->roots[post] != post) post = j->roots[post] = j->roots[j->roots[post]];
    return post;
}

/* Without a title it says nothing here. */
static pdx_status title_read(joiner *j, uint32_t appearance, pdx_buf *out) {
    const uint32_t title = archive_entry(j->archive, appearance)->title;
    pdx_buf_reset(out);
    return title == PDX_PAGE_NO_PART ? PDX_OK
                                     : archive_fold_title(j->tokens, archive_part_text(archive_page_of(j->archive, appearance), title), out, j->err);
}

/* Whether all that have an address have one title, and they are not one post yet. */
static pdx_status is_one(joiner *j, uint32_t first, bool *one) {
    bool same = true;
    *one = false;
    for (uint32_t i = first; i != PDX_NONE; i = j->next[i]) same = same && root_of(j, j->posts[i]) == root_of(j, j->posts[first]);
    if (same) return PDX_OK;
    PDX_TRY(title_read(j, first, &j->title));
    for (uint32_t i = j->next[first]; i != PDX_NONE; i = j->next[i]) {
        PDX_TRY(title_read(j, i, &j->key));
        if (j->title.len == 0 || !pdx_span_equal(pdx_buf_view(&j->title), pdx_buf_view(&j->key))) return PDX_OK;
    }
    *one = true;
    return PDX_OK;
}

static pdx_status addresses_join(joiner *j) {
    for (size_t number = 0; number < j->first.len; number++) {
        const uint32_t first = j->first.data[number];
        bool one;
        PDX_TRY(is_one(j, first, &one));
        for (uint32_t i = first; one && i != PDX_NONE; i = j->next[i]) {
            const uint32_t a = root_of(j, j->posts[first]), b = root_of(j, j->posts[i]);
            j->roots[a < b ? b : a] = a < b ? a : b;
        }
        j->joined = j->joined || one;
    }
    return PDX_OK;
}

/* Posts are numbered by their first appearance, as before. */
static void renumber(joiner *j, size_t n, uint32_t *n_posts) {
    uint32_t *numbers = j->next; /* which has been used */
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++) numbers[i] = PDX_NONE;
    for (size_t i = 0; i < n; i++) {
        const uint32_t root = root_of(j, j->posts[i]);
        if (numbers[root] == PDX_NONE) numbers[root] = count++;
        j->posts[i] = numbers[root];
    }
    *n_posts = count;
}

static pdx_status join_all(joiner *j, uint32_t *n_posts) {
    const size_t n = j->archive->appearances.len;
    for (size_t i = 0; i < n; i++) j->next[i] = PDX_NONE;
    for (uint32_t i = 0; i < *n_posts; i++) j->roots[i] = i;
    for (size_t i = 0; i < n; i++) PDX_TRY(address_note(j, (uint32_t)i));
    PDX_TRY(addresses_join(j));
    if (j->joined) renumber(j, n, n_posts);
    return PDX_OK;
}

static bool has_html(const pdx_archive *archive) {
    for (size_t i = 0; i < archive->sources.len; i++) {
        if (pdx_source_form_is_marked_up(archive_source_at(archive, (uint32_t)i)->form)) return true;
    }
    return false;
}

pdx_status archive_same_addresses(const pdx_archive *archive, uint32_t *posts, uint32_t *n_posts, pdx_error *err) {
    joiner j = {.archive = archive, .posts = posts, .err = err};
    pdx_status status;
    if (!has_html(archive)) return PDX_OK;
    PDX_TRY(pdx_tokens_new(archive->analyzer, &j.tokens, err));
    pdx_map_init(&j.addresses);
    pdx_buf_init(&j.key);
    pdx_buf_init(&j.title);
    j.roots = pdx_resize_array(NULL, (size_t)*n_posts + 1, sizeof *j.roots);
    j.next = pdx_resize_array(NULL, archive->appearances.len + 1, sizeof *j.next);
    status = j.roots == NULL || j.next == NULL ? pdx_fail_memory(err) : join_all(&j, n_posts);
    pdx_free(j.roots);
    pdx_free(j.next);
    pdx_map_deinit(&j.addresses);
    PDX_VEC_DEINIT(&j.first);
    PDX_VEC_DEINIT(&j.last);
    pdx_buf_deinit(&j.key);
    pdx_buf_deinit(&j.title);
    pdx_tokens_free(j.tokens);
    return status;
}
