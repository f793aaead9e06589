#include "archive/contents.h"
#include "archive/stored.h"
#include "base/le.h"

/* Distinct tags and categories, of an archive of its own or in place in its file: what numbers lead to is asked for there. */

static pdx_status damage(pdx_error *err) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: what is stored of tags contradicts itself"); }

pdx_status archive_labels_ready(const pdx_archive *archive, pdx_error *err) {
    if (archive->stored == NULL) return PDX_OK;
    for (unsigned s = STORED_LABEL_KEYS; s <= STORED_LABEL_POSTS; s++) PDX_TRY(stored_section_ready(archive->stored, (stored_section)s, err));
    return PDX_OK;
}

static uint32_t number_at(const archive_stored *stored, stored_section section, uint32_t i) { return pdx_le32(stored->sections[section].data + 4 * (size_t)i); }

static bool key_at(const archive_stored *stored, uint32_t label, pdx_span *key) {
    const pdx_span keys = stored->sections[STORED_LABEL_KEYS];
    const uint8_t *ends = stored->sections[STORED_LABEL_ENDS].data + 8 * (size_t)label;
    const pdx_range range = {label == 0 ? 0 : pdx_le64(ends - 8), pdx_le64(ends)};
    if (!stored_is_within(range, keys.len)) return false;
    *key = pdx_span_slice(keys, (size_t)range.begin, (size_t)range.end);
    return true;
}

/* Among keys in the order of their bytes. */
static pdx_status stored_find(const pdx_archive *archive, pdx_span key, uint32_t *label, pdx_error *err) {
    uint32_t low = 0, high = (uint32_t)archive->label_items.len;
    PDX_TRY(archive_labels_ready(archive, err));
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2, number = number_at(archive->stored, STORED_LABEL_ORDER, middle);
        pdx_span other;
        int order;
        if (number >= archive->label_items.len || !key_at(archive->stored, number, &other)) return damage(err);
        order = pdx_span_compare(other, key);
        if (order == 0) {
            *label = number;
            return PDX_OK;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return PDX_OK;
}

pdx_status archive_label_find(const pdx_archive *archive, pdx_span key, uint32_t *label, pdx_error *err) {
    *label = PDX_NONE;
    if (archive->stored != NULL) return stored_find(archive, key, label, err);
    *label = pdx_map_find(&archive->labels, key);
    static_assert(PDX_MAP_NONE == PDX_NONE, "no number is no label");
    return PDX_OK;
}

pdx_status archive_label_mark(const pdx_archive *archive, uint32_t label, pdx_bitmap *posts, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    uint32_t k, end;
    if (stored == NULL) {
        for (k = archive->tables.label_begins[label]; k < archive->tables.label_begins[label + 1]; k++) pdx_bitmap_set(posts, archive->tables.label_posts[k]);
        return PDX_OK;
    }
    k = number_at(stored, STORED_LABEL_BEGINS, label);
    end = number_at(stored, STORED_LABEL_BEGINS, label + 1);
    if (k > end || end > stored->head[STORED_N_POST_ITEMS]) return damage(err);
    for (; k < end; k++) {
        const uint32_t post = number_at(stored, STORED_LABEL_POSTS, k);
        if (post >= archive->posts.len) return damage(err);
        pdx_bitmap_set(posts, post);
    }
    return PDX_OK;
}

const archive_item *archive_label_item(const pdx_archive *archive, uint32_t label) {
    uint32_t item;
    if (archive->stored == NULL) return &archive->items.data[archive->label_items.data[label]];
    item = number_at(archive->stored, STORED_LABEL_ITEMS, label);
    return archive_stored_item(archive, item < archive->stored->head[STORED_N_POST_ITEMS] ? item : 0);
}

static bool has_label(const pdx_archive *archive, uint32_t post, uint32_t label) {
    const archive_post *p = archive_post_at(archive, post);
    for (uint32_t i = 0; i < p->n_tags + p->n_categories; i++) {
        if (archive_post_item(archive, post, i)->label == label) return true;
    }
    return false;
}

/* Posts ascend, and each carries it. */
static bool posts_hold(const pdx_archive *archive, uint32_t label) {
    const archive_stored *stored = archive->stored;
    const uint32_t begin = number_at(stored, STORED_LABEL_BEGINS, label), end = number_at(stored, STORED_LABEL_BEGINS, label + 1);
    if (begin > end || end > stored->head[STORED_N_POST_ITEMS]) return false;
    for (uint32_t k = begin; k < end; k++) {
        const uint32_t post = number_at(stored, STORED_LABEL_POSTS, k);
        if (post >= archive->posts.len || (k > begin && post <= number_at(stored, STORED_LABEL_POSTS, k - 1)) || !has_label(archive, post, label)) return false;
    }
    return true;
}

/* Every key is found by itself, printed by an item that has its number, and carried by the posts that say so: as many as there are items in all. */
pdx_status archive_labels_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const uint32_t n = (uint32_t)archive->label_items.len;
    uint32_t all = 0;
    for (uint32_t label = 0; label < n; label++) {
        pdx_span key;
        uint32_t found = PDX_NONE;
        if (!key_at(stored, label, &key)) return damage(err);
        PDX_TRY(stored_find(archive, key, &found, err));
        if (found != label || number_at(stored, STORED_LABEL_ITEMS, label) >= stored->head[STORED_N_POST_ITEMS] || archive_label_item(archive, label)->label != label) return damage(err);
        if (number_at(stored, STORED_LABEL_BEGINS, label) != all || !posts_hold(archive, label)) return damage(err);
        all = number_at(stored, STORED_LABEL_BEGINS, label + 1);
        PDX_TRY(pdx_tick_step(tick, label, n, err));
    }
    return all == stored->head[STORED_N_POST_ITEMS] ? PDX_OK : damage(err);
}
