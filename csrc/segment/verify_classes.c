#include "base/alloc.h"
#include "base/bitmap.h"
#include "base/le.h"
#include "segment/postings.h"
#include "segment/segment_layout.h"

typedef struct class_sum {
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
} class_sum;

/* What the classes are held against; freed at the end. */
typedef struct classes_check {
    const pdx_segment *segment;
    const pdx_impacts *impacts;
    class_sum *sums;       /* owned; per post: members of the current class, all 0 in between */
    uint32_t *n_covered;   /* owned; per term: posts met through its classes */
    pdx_bitmap languages;  /* those that a post has */
    pdx_buf key;
    pdx_pace pace;
    uint64_t done;            /* classes, then terms */
    uint32_t n_docs, n_posts; /* of the current class, from its members */
    bool has_joined, spread;  /* a member is a joined form, a member occurs in another language */
} classes_check;

static bool check_init(classes_check *c, const pdx_segment *segment, const pdx_impacts *impacts, const pdx_tick *tick) {
    memset(c, 0, sizeof *c);
    c->segment = segment;
    c->impacts = impacts;
    c->pace = pdx_pace_of(tick, (uint64_t)segment->n_classes + segment->n_terms);
    pdx_buf_init(&c->key);
    c->sums = pdx_alloc_zero(segment->n_posts, sizeof *c->sums);
    c->n_covered = pdx_alloc_zero(segment->n_terms, sizeof *c->n_covered);
    return pdx_bitmap_init(&c->languages, UINT16_MAX + 1, false) && c->sums != NULL && c->n_covered != NULL;
}

static void check_deinit(classes_check *c) {
    pdx_free(c->sums);
    pdx_free(c->n_covered);
    pdx_bitmap_deinit(&c->languages);
    pdx_buf_deinit(&c->key);
}

enum { WORK = 16 };

static bool sum_any(const uint32_t *frequencies, int n_groups) {
    int g;
    for (g = 0; g < n_groups; g++) {
        if (frequencies[g] != 0) return true;
    }
    return false;
}

/* Adds the current document of a member to the class. */
static void member_doc(classes_check *c, const pdx_postings *list) {
    class_sum *sum = &c->sums[list->doc];
    const bool known = sum_any(sum->frequencies, PDX_GROUP_COUNT + 1), scored = sum_any(sum->frequencies, PDX_GROUP_COUNT);
    int g;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) sum->frequencies[g] += list->frequencies[g];
    c->n_docs += !known;
    c->n_posts += !scored && sum_any(sum->frequencies, PDX_GROUP_COUNT);
}

static pdx_status member_verify(classes_check *c, pdx_ord ord, uint16_t language, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_postings list;
    uint32_t n = 0;
    PDX_TRY(pdx_segment_key(segment, ord, &c->key, err));
    if (c->key.len > 0 && memchr(c->key.data, 0x1F, c->key.len) != NULL) c->has_joined = true;
    PDX_TRY(pdx_postings_open(&list, segment, ord, err));
    while (pdx_postings_next(&list)) {
        PDX_TRY(pdx_pace_step(&c->pace, WORK, c->done, err));
        if (list.doc >= segment->n_posts) continue;
        if (pdx_column_get(&segment->languages, list.doc) != language) {
            c->spread = true;
            continue;
        }
        member_doc(c, &list);
        n++;
    }
    if (list.status != PDX_OK) return pdx_segment_damage(segment, list.at, err, "a list cannot be read");
    if (n == 0) return pdx_segment_damage(segment, list.blocks, err, "a class has a member that its language does not have");
    c->n_covered[ord] += n;
    return PDX_OK;
}

static pdx_status members_verify(classes_check *c, const pdx_class *class, pdx_error *err) {
    uint64_t i;
    c->n_docs = c->n_posts = 0;
    c->has_joined = c->spread = false;
    for (i = 0; i < class->members.n; i++) {
        const uint64_t member = pdx_column_get(&class->members, i);
        if (member >= c->segment->n_terms || (i > 0 && member <= pdx_column_get(&class->members, i - 1))) {
            return pdx_segment_damage(c->segment, class->members.data, err, "members of a class are out of order");
        }
        PDX_TRY(member_verify(c, (pdx_ord)member, class->language, err));
    }
    if (class->place.n_docs != c->n_docs || class->place.n_posts != c->n_posts || class->has_list != (class->members.n > 1 || c->spread)) {
        return pdx_segment_damage(c->segment, class->members.data, err, "a class's numbers are not those of its members");
    }
    return PDX_OK;
}

/* Whether the frequencies of the list are those of the members. Where equal starts can occur, once for each. */
static bool doc_agrees(const classes_check *c, const pdx_postings *list, const class_sum *sum, bool several) {
    int g;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (list->frequencies[g] > sum->frequencies[g] || (list->frequencies[g] == 0) != (sum->frequencies[g] == 0)) return false;
        if (!(several && c->has_joined) && list->frequencies[g] != sum->frequencies[g]) return false;
    }
    return true;
}

static bool list_whole(const pdx_postings *list) {
    if (list->block_left > 0) return true;
    if (list->at != list->end) return false;
    if (list->left > 0) return true;
    return list->end == list->blocks_end && (list->n_blocks == 1 || pdx_column_get(&list->last_docs, list->n_blocks - 1u) == list->doc);
}

static pdx_status class_verify(classes_check *c, pdx_ord ord, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_tops_check tops = {c->impacts, 0.0};
    pdx_class class;
    pdx_postings list;
    uint32_t n = 0;
    PDX_TRY(pdx_segment_class_read(segment, ord, &class, err));
    PDX_TRY(members_verify(c, &class, err));
    PDX_TRY(pdx_postings_open_class(&list, segment, ord, err));
    while (pdx_postings_next(&list)) {
        if (list.doc >= segment->n_posts || !doc_agrees(c, &list, &c->sums[list.doc], class.members.n > 1) ||
            (class.has_list && (!list_whole(&list) || !pdx_tops_check_doc(&tops, &list)))) {
            return pdx_segment_damage(segment, list.at, err, "a class's list is not that of its members");
        }
        memset(&c->sums[list.doc], 0, sizeof c->sums[list.doc]);
        n++;
        PDX_TRY(pdx_pace_step(&c->pace, WORK, c->done, err));
    }
    if (list.status != PDX_OK || n != c->n_docs) return pdx_segment_damage(segment, list.at, err, "a class's list cannot be read");
    return PDX_OK;
}

/* A term that is a class of its own: no other has its stem, and it is in no other. */
static pdx_status own_verify(classes_check *c, pdx_ord ord, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_class_keys keys;
    pdx_term term;
    uint32_t number;
    bool equal = false;
    PDX_TRY(pdx_segment_key(segment, ord, &c->key, err));
    PDX_TRY(pdx_segment_class_keys(segment, 0, &keys, err));
    if ((c->key.len > 0 && memchr(c->key.data, 0x1F, c->key.len) != NULL) ||
        !pdx_keys_lower_bound(&keys.keys, pdx_buf_view(&c->key), &number, &equal) || equal) {
        return pdx_segment_damage(segment, segment->own_classes + ord / 8, err, "a term cannot be a class of its own");
    }
    PDX_TRY(pdx_segment_term(segment, ord, &term, err));
    c->n_covered[ord] += term.n_docs; /* which are posts, and of the one language, like all documents */
    return PDX_OK;
}

static pdx_status owns_verify(classes_check *c, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_ord ord;
    for (ord = 0; ord < segment->n_terms; ord++) {
        if (pdx_segment_is_own_class(segment, ord)) PDX_TRY(own_verify(c, ord, err));
        PDX_TRY(pdx_pace_step(&c->pace, WORK, c->done, err));
    }
    if (segment->own_classes != NULL && segment->n_terms % 8 != 0 && segment->own_classes[segment->n_terms / 8] >> segment->n_terms % 8 != 0) {
        return pdx_segment_damage(segment, segment->own_classes, err, "more classes than terms");
    }
    return PDX_OK;
}

/* The dictionaries in order and without gaps. */
static pdx_status dictionaries_verify(classes_check *c, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    const pdx_span classes = segment->sections[PDX_SECTION_CLASSES];
    uint64_t at = PDX_CLASSES_FIXED + (uint64_t)segment->n_languages * PDX_CLASSES_ENTRY, n_classes = 0;
    pdx_key_places places = {0, 0, 0};
    uint32_t i;
    if (segment->own_classes != NULL) at += ((uint64_t)segment->n_terms + 7) / 8;
    for (i = 0; i < segment->n_languages; i++) {
        const uint8_t *entry = classes.data + PDX_CLASSES_FIXED + (size_t)i * PDX_CLASSES_ENTRY;
        pdx_class_keys keys;
        PDX_TRY(pdx_segment_class_keys(segment, i, &keys, err));
        if (pdx_le64(entry + 8) != at || (i > 0 && pdx_le32(entry) <= pdx_le32(entry - PDX_CLASSES_ENTRY)) ||
            !pdx_bitmap_has(&c->languages, keys.language)) {
            return pdx_segment_damage(segment, entry, err, "languages are out of order");
        }
        at = pdx_le64(entry + 16);
        n_classes += keys.keys.n;
        places.list_begin = places.list_end;
        places.list_end = pdx_column_get(&keys.keys.list_at, keys.keys.n_blocks);
        PDX_TRY(pdx_verify_keys(segment, &keys.keys, &places, &c->pace, err));
        PDX_TRY(pdx_segment_classes_tile(segment, &keys, err));
    }
    if (at != classes.len || n_classes != segment->n_classes || places.list_end != segment->sections[PDX_SECTION_CLASS_LISTS].len ||
        pdx_bitmap_count(&c->languages) != segment->n_languages) {
        return pdx_segment_damage(segment, classes.data, err, "the classes do not fill their sections");
    }
    return PDX_OK;
}

/* Every term has met all its posts: it is in one class of each of its languages. */
static pdx_status coverage_verify(classes_check *c, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_ord ord;
    for (ord = 0; ord < segment->n_terms; ord++) {
        pdx_postings list;
        uint32_t n = 0;
        PDX_TRY(pdx_postings_open(&list, segment, ord, err));
        while (pdx_postings_next(&list)) n += list.doc < segment->n_posts;
        PDX_TRY(pdx_pace_step(&c->pace, 1 + list.n_docs, c->done + ord, err));
        if (n != c->n_covered[ord]) return pdx_segment_damage(segment, list.blocks, err, "a term is not in one class of each of its languages");
    }
    return PDX_OK;
}

static pdx_status check_run(classes_check *c, pdx_error *err) {
    const pdx_segment *segment = c->segment;
    pdx_doc doc;
    pdx_ord ord;
    for (doc = 0; doc < segment->n_posts; doc++) pdx_bitmap_set(&c->languages, (uint32_t)pdx_column_get(&segment->languages, doc));
    PDX_TRY(dictionaries_verify(c, err));
    for (ord = 0; ord < segment->n_classes; ord++) {
        c->done = ord;
        PDX_TRY(class_verify(c, ord, err));
    }
    PDX_TRY(owns_verify(c, err));
    return coverage_verify(c, err);
}

pdx_status pdx_verify_classes(const pdx_segment *segment, const pdx_impacts *impacts, const pdx_tick *tick, pdx_error *err) {
    classes_check c;
    pdx_status status = check_init(&c, segment, impacts, tick) ? check_run(&c, err) : pdx_fail_memory(err);
    check_deinit(&c);
    return status;
}
