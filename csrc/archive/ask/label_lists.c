#include "archive/model/contents.h"
#include "archive/model/stored.h"
#include "base/alloc.h"
#include "base/le.h"

/* Distinct tags and categories, of an archive of its own or in place in its file: what numbers lead to is asked for there. */

static pdx_status damage(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: what is stored of tags contradicts itself");
}

static pdx_status part_ready(const stored_part *part, pdx_error *err) {
    for (unsigned s = STORED_LABEL_KEYS; s <= STORED_LABEL_POSTS; s++) PDX_TRY(stored_section_ready(part, (stored_section)s, err));
    return PDX_OK;
}

static uint32_t n_labels(const stored_part *part) { return stored_part_n(part, STORED_N_LABELS); }

static uint32_t number_at(const stored_part *part, stored_section section, uint32_t i) {
    return pdx_le32(part->sections[section].data + 4 * (size_t)i);
}

bool stored_label_key(const stored_part *part, uint32_t label, pdx_span *key) {
    const pdx_span keys = part->sections[STORED_LABEL_KEYS];
    const uint8_t *ends = part->sections[STORED_LABEL_ENDS].data + 8 * (size_t)label;
    const pdx_range range = {label == 0 ? 0 : pdx_le64(ends - 8), pdx_le64(ends)};
    if (!stored_is_within(range, keys.len)) return false;
    *key = pdx_span_slice(keys, (size_t)range.begin, (size_t)range.end);
    return true;
}

/* Where the posts of a label begin and end; false when that cannot be. */
static bool posts_at(const stored_part *part, uint32_t label, uint32_t *begin, uint32_t *end) {
    *begin = number_at(part, STORED_LABEL_BEGINS, label);
    *end = number_at(part, STORED_LABEL_BEGINS, label + 1);
    return *begin <= *end && *end <= part->head[STORED_N_POST_ITEMS];
}

/* Among keys in the order of their bytes. */
static pdx_status part_find(const stored_part *part, pdx_span key, uint32_t *label, pdx_error *err) {
    uint32_t low = 0, high = n_labels(part);
    *label = PDX_NONE;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2, number = number_at(part, STORED_LABEL_ORDER, middle);
        pdx_span other;
        int order;
        if (number >= n_labels(part) || !stored_label_key(part, number, &other)) return damage(err);
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

static pdx_status part_mark(const archive_stored *stored, const stored_part *part, pdx_span key, pdx_bitmap *posts, pdx_error *err) {
    uint32_t near = UINT32_MAX;
    uint32_t label, k, end;
    PDX_TRY(part_ready(part, err));
    PDX_TRY(part_find(part, key, &label, err));
    if (label == PDX_NONE) return PDX_OK;
    if (!posts_at(part, label, &k, &end)) return damage(err);
    for (; k < end; k++) {
        const uint32_t row = number_at(part, STORED_LABEL_POSTS, k);
        uint32_t post;
        if (row >= part->head[STORED_N_POSTS]) return damage(err);
        post = stored_part_post(stored, part, row, &near);
        if (post != PDX_NONE) pdx_bitmap_set(posts, post);
    }
    return PDX_OK;
}

pdx_status archive_label_mark(const pdx_archive *archive, pdx_span key, pdx_bitmap *posts, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    if (stored == NULL) {
        const uint32_t label = pdx_map_find(&archive->labels, key);
        static_assert(PDX_MAP_NONE == PDX_NONE, "no number is no label");
        if (label == PDX_NONE) return PDX_OK;
        for (uint32_t k = archive->tables.label_begins[label]; k < archive->tables.label_begins[label + 1]; k++) {
            pdx_bitmap_set(posts, archive->tables.label_posts[k]);
        }
        return PDX_OK;
    }
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(part_mark(stored, &stored->parts[i], key, posts, err));
    return PDX_OK;
}

/* ---- labels of several parts */

/* Whether a label's number says which item printed it first. */
static bool is_one(const archive_stored *stored) { return stored->n_parts == 1 && stored->plain; }

/* The first post that carries label `label` of a part: those of a part stand in the order of their numbers. */
static pdx_status first_post(const archive_stored *stored, const stored_part *part, uint32_t label, uint32_t *post, pdx_error *err) {
    uint32_t k, end;
    *post = PDX_NONE;
    if (!posts_at(part, label, &k, &end)) return damage(err);
    for (; k < end && *post == PDX_NONE; k++) {
        const uint32_t row = number_at(part, STORED_LABEL_POSTS, k);
        if (row >= part->head[STORED_N_POSTS]) return damage(err);
        *post = stored_post_of(stored, part->first[STORED_BASE_ROWS] + row);
    }
    return PDX_OK;
}

static pdx_status part_unite(const archive_stored *stored, const stored_part *part, pdx_map *keys, stored_labels *labels, pdx_error *err) {
    for (uint32_t label = 0; label < n_labels(part); label++) {
        const uint32_t n = (uint32_t)pdx_map_count(keys);
        uint32_t id, post;
        pdx_span key;
        if (!stored_label_key(part, label, &key)) return damage(err);
        PDX_TRY(first_post(stored, part, label, &post, err));
        id = pdx_map_intern(keys, key);
        if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
        labels->same[part->first[STORED_BASE_LABELS] + label] = id;
        if (id == n) labels->posts[id] = post;
        else if (post < labels->posts[id]) labels->posts[id] = post;
    }
    return PDX_OK;
}

static pdx_status labels_unite(const pdx_archive *archive, stored_labels *labels, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    pdx_map keys;
    pdx_status status = PDX_OK;
    labels->same = pdx_resize_array(NULL, archive->label_items.len, sizeof *labels->same);
    labels->posts = pdx_resize_array(NULL, archive->label_items.len, sizeof *labels->posts);
    if (labels->same == NULL || labels->posts == NULL) return pdx_fail_memory(err);
    pdx_map_init(&keys);
    for (uint32_t i = 0; status == PDX_OK && i < stored->n_parts; i++) status = part_unite(stored, &stored->parts[i], &keys, labels, err);
    pdx_map_deinit(&keys);
    return status;
}

static void labels_free(stored_labels *labels) {
    pdx_free(labels->same);
    pdx_free(labels->posts);
}

pdx_status archive_labels_ready(const pdx_archive *archive, pdx_error *err) {
    archive_stored *stored = archive->stored;
    stored_labels labels;
    pdx_status status;
    if (stored == NULL) return PDX_OK;
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(part_ready(&stored->parts[i], err));
    if (is_one(stored) || pdx_kept_is_made(&stored->labels_kept)) return PDX_OK;
    status = labels_unite(archive, &labels, err);
    if (status != PDX_OK) {
        labels_free(&labels);
    } else if (pdx_kept_claim(&stored->labels_kept)) {
        stored->labels = labels;
        pdx_kept_done(&stored->labels_kept);
    } else { /* another thread was first */
        labels_free(&labels);
    }
    return status;
}

const archive_item *archive_label_item(const pdx_archive *archive, uint32_t label) {
    const archive_stored *stored = archive->stored;
    const archive_post *p;
    uint32_t post, i = 0;
    if (stored == NULL) return &archive->items.data[archive->label_items.data[label]];
    if (is_one(stored)) {
        const uint32_t item = number_at(stored->parts, STORED_LABEL_ITEMS, label);
        return archive_stored_item(archive, stored->parts, item < stored->parts->head[STORED_N_POST_ITEMS] ? item : 0);
    }
    post = stored->labels.posts[stored->labels.same[label]];
    if (post == PDX_NONE) post = 0; /* somebody carries it who asks, where nothing is damaged */
    p = archive_post_at(archive, post);
    while (i + 1 < p->n_tags + p->n_categories && stored->labels.same[archive_post_item(archive, post, i)->label] != stored->labels.same[label]) i++;
    return archive_stored_post_item(archive, post, i);
}

/* ---- checking */

/* `label`: of all parts. */
static bool has_label(const pdx_archive *archive, uint32_t post, uint32_t label) {
    const archive_post *p = archive_post_at(archive, post);
    for (uint32_t i = 0; i < p->n_tags + p->n_categories; i++) {
        if (archive_post_item(archive, post, i)->label == label) return true;
    }
    return false;
}

/* Rows ascend, and each post that is there carries it. */
static bool posts_hold(const pdx_archive *archive, const stored_part *part, uint32_t label) {
    uint32_t begin, end;
    if (!posts_at(part, label, &begin, &end)) return false;
    for (uint32_t k = begin; k < end; k++) {
        const uint32_t row = number_at(part, STORED_LABEL_POSTS, k);
        uint32_t post;
        archive_pass_rest(archive);
        if (row >= part->head[STORED_N_POSTS] || (k > begin && row <= number_at(part, STORED_LABEL_POSTS, k - 1))) return false;
        post = stored_post_of(archive->stored, part->first[STORED_BASE_ROWS] + row);
        if (post != PDX_NONE && !has_label(archive, post, part->first[STORED_BASE_LABELS] + label)) return false;
    }
    return true;
}

/* Every key is found by itself, printed by an item that has its number, and carried by the posts that say so: as many as there are items in all. */
pdx_status archive_labels_verify(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = n_labels(part);
    uint32_t all = 0;
    for (uint32_t label = 0; label < n; label++) {
        const uint32_t item = number_at(part, STORED_LABEL_ITEMS, label);
        pdx_span key;
        uint32_t found = PDX_NONE;
        archive_pass_rest(archive);
        if (!stored_label_key(part, label, &key)) return damage(err);
        PDX_TRY(part_find(part, key, &found, err));
        if (found != label || item >= part->head[STORED_N_POST_ITEMS]) return damage(err);
        const bool holds = archive_stored_item(archive, part, item)->label == part->first[STORED_BASE_LABELS] + label &&
                           number_at(part, STORED_LABEL_BEGINS, label) == all && posts_hold(archive, part, label);
        PDX_TRY(archive_sound(archive, err));
        if (!holds) return damage(err);
        all = number_at(part, STORED_LABEL_BEGINS, label + 1);
        PDX_TRY(pdx_tick_step(tick, label, n, err));
    }
    return all == part->head[STORED_N_POST_ITEMS] ? PDX_OK : damage(err);
}
