#include "archive/build/replaced.h"

#include "archive/model/contents.h"
#include "archive/model/steps.h"
#include "base/alloc.h"

/* What entries are told by, the surest first. */
typedef enum told_by { TOLD_BY_ADDRESS, TOLD_BY_TITLE_AND_DATE, TOLD_BY_TITLE, TOLD_BY_TEXT, TOLD_BY_ALL } told_by;

/* What is known of posts of both sides while they are matched. */
typedef struct matching {
    const pdx_archive *archive; /* borrowed, like the next */
    uint32_t *posts;
    uint32_t *becomes;          /* owned, like all below; of each post that it is of now; PDX_NONE: it is not to be matched, or was */
    uint32_t *next;             /* of appearances: the next one with its key that waits */
    archive_numbers first;      /* of each key: the first that waits, or PDX_NONE; */
    archive_numbers last;       /* and the last */
    pdx_map keys;
    pdx_buf key;
} matching;

static pdx_span part_of(const archive_page *page, const pdx_page_entry *entry, uint8_t role) {
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (archive_page_part(page, i)->role == role) return archive_part_text(page, i);
    }
    return pdx_span_of(NULL, 0);
}

static void date_put(const pdx_date *date, pdx_buf *out) {
    const int32_t numbers[] = {date->year, date->month, date->day, date->hour, date->minute, date->second, (int32_t)date->precision};
    pdx_buf_append(out, numbers, sizeof numbers);
}

/* The key of an appearance, with the name of its source; false: it has none of this kind. */
static bool key_make(matching *m, uint32_t number, told_by by) {
    const pdx_archive *archive = m->archive;
    const archive_appearance *a = &archive->appearances.data[number];
    const archive_page *page = &archive->pages.data[a->page];
    const pdx_page_entry *entry = archive_entry_of(page, a->entry);
    const pdx_span name = archive->sources.data[page->source].name;
    pdx_span text;
    if (by == TOLD_BY_ADDRESS) text = part_of(page, entry, PDX_ROLE_ADDRESS);
    else if (by == TOLD_BY_TEXT) text = archive_entry_body(page, a->entry);
    else text = entry->title == PDX_PAGE_NO_PART ? pdx_span_of(NULL, 0) : archive_part_text(page, entry->title);
    if (text.len == 0 || (by == TOLD_BY_TITLE_AND_DATE && a->published.precision == PDX_PRECISION_NONE)) return false;
    pdx_buf_reset(&m->key);
    pdx_buf_append(&m->key, &name.len, sizeof name.len);
    pdx_buf_span(&m->key, name);
    if (by == TOLD_BY_TITLE_AND_DATE) date_put(&a->published, &m->key);
    pdx_buf_span(&m->key, text);
    return true;
}

/* One of what was replaced waits for another with its key. */
static pdx_status old_put(matching *m, uint32_t number, pdx_error *err) {
    const uint32_t key = m->key.failed ? PDX_MAP_NONE : pdx_map_intern(&m->keys, pdx_buf_view(&m->key));
    if (key == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (key == m->first.len && (!PDX_VEC_PUSH(&m->first, PDX_NONE) || !PDX_VEC_PUSH(&m->last, PDX_NONE))) return pdx_fail_memory(err);
    m->next[number] = PDX_NONE;
    if (m->first.data[key] == PDX_NONE) m->first.data[key] = number;
    else m->next[m->last.data[key]] = number;
    m->last.data[key] = number;
    return PDX_OK;
}

/* The first that waits, if its post does. */
static void new_take(matching *m, uint32_t number) {
    const uint32_t key = pdx_map_find(&m->keys, pdx_buf_view(&m->key));
    uint32_t old = key == PDX_MAP_NONE ? PDX_NONE : m->first.data[key];
    while (old != PDX_NONE && m->becomes[m->posts[old]] == PDX_NONE) old = m->next[old];
    if (key == PDX_MAP_NONE) return;
    m->first.data[key] = old == PDX_NONE ? PDX_NONE : m->next[old];
    if (old == PDX_NONE) return;
    m->becomes[m->posts[number]] = m->posts[old];
    m->becomes[m->posts[old]] = PDX_NONE;
}

/* Whether a post is a new one that nothing was found for. */
static bool is_new(const matching *m, uint32_t post) { return post >= m->archive->whole.chosen.len && m->becomes[post] == post; }

static pdx_status match_by(matching *m, told_by by, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = (uint32_t)m->archive->appearances.len, n_settled = m->archive->n_settled;
    pdx_map_reset(&m->keys);
    m->first.len = m->last.len = 0;
    for (uint32_t i = 0; i < n_settled; i++) {
        if (m->posts[i] == PDX_NONE || m->becomes[m->posts[i]] == PDX_NONE || !archive_is_replaced(m->archive, i) || !key_make(m, i, by)) continue;
        PDX_TRY(old_put(m, i, err));
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    for (uint32_t i = n_settled; i < n; i++) {
        if (is_new(m, m->posts[i]) && key_make(m, i, by)) new_take(m, i);
        if (m->key.failed) return pdx_fail_memory(err);
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}

/* Posts to be matched: of those that were settled the ones that stand in what was replaced alone, and have gained nothing; all new ones. */
static void posts_know(matching *m, uint32_t n_posts) {
    const pdx_archive *archive = m->archive;
    for (uint32_t post = 0; post < n_posts; post++) m->becomes[post] = post;
    for (uint32_t i = 0; i < archive->appearances.len; i++) {
        const uint32_t post = m->posts[i];
        if (post != PDX_NONE && post < archive->whole.chosen.len && !archive_is_replaced(archive, i)) m->becomes[post] = PDX_NONE;
    }
}

pdx_status archive_replaced_match(const pdx_archive *archive, uint32_t *posts, uint32_t n_posts, const pdx_tick *tick, pdx_error *err) {
    matching m = {.archive = archive, .posts = posts};
    pdx_status status = PDX_OK;
    if (pdx_bitmap_next(&archive->whole.replaced, 0) >= archive->whole.replaced.n) return PDX_OK;
    pdx_map_init(&m.keys);
    pdx_buf_init(&m.key);
    m.becomes = pdx_resize_array(NULL, n_posts, sizeof *m.becomes);
    m.next = pdx_resize_array(NULL, archive->n_settled, sizeof *m.next);
    if (m.becomes == NULL || m.next == NULL) status = pdx_fail_memory(err);
    if (status == PDX_OK) posts_know(&m, n_posts);
    for (unsigned by = 0; status == PDX_OK && by < TOLD_BY_ALL; by++) status = match_by(&m, (told_by)by, tick, err);
    for (size_t i = archive->n_settled; status == PDX_OK && i < archive->appearances.len; i++) {
        if (posts[i] >= archive->whole.chosen.len) posts[i] = m.becomes[posts[i]];
    }
    pdx_free(m.becomes);
    pdx_free(m.next);
    PDX_VEC_DEINIT(&m.first);
    PDX_VEC_DEINIT(&m.last);
    pdx_map_deinit(&m.keys);
    pdx_buf_deinit(&m.key);
    return status;
}

pdx_status archive_replaced_mark(const pdx_archive *archive, const uint32_t *posts, uint32_t n_posts, uint32_t *marks, pdx_error *err) {
    pdx_bitmap loses;
    if (!pdx_bitmap_init(&loses, n_posts, false)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < archive->n_settled; i++) {
        if (posts[i] != PDX_NONE && archive_is_replaced(archive, i)) pdx_bitmap_set(&loses, posts[i]);
    }
    for (uint32_t i = 0; i < archive->n_settled; i++) {
        if (posts[i] != PDX_NONE && !archive_is_replaced(archive, i) && pdx_bitmap_has(&loses, posts[i])) marks[posts[i]] = 1;
    }
    pdx_bitmap_deinit(&loses);
    return PDX_OK;
}
