#include "base/varint.h"
#include "segment/segment_layout.h"

pdx_status pdx_segment_classes_open(pdx_segment *segment, pdx_error *err) {
    const pdx_span classes = segment->sections[PDX_SECTION_CLASSES];
    uint64_t entries;
    uint32_t n_own;
    if (classes.len < PDX_CLASSES_FIXED) return pdx_segment_damage(segment, classes.data, err, "the stem classes are cut short");
    segment->n_languages = pdx_le32(classes.data);
    segment->n_classes = pdx_le32(classes.data + 4);
    n_own = pdx_le32(classes.data + 8);
    entries = (uint64_t)segment->n_languages * PDX_CLASSES_ENTRY;
    if (entries > classes.len - PDX_CLASSES_FIXED) {
        return pdx_segment_damage(segment, classes.data, err, "more languages than the section holds");
    }
    if (!pdx_segment_holds(segment, classes.data, classes.data + PDX_CLASSES_FIXED + entries)) {
        return pdx_segment_damage(segment, classes.data, err, "the languages cannot be read");
    }
    if (n_own == 0) return PDX_OK;
    /* Such classes are numbered behind the others. */
    if (n_own != segment->n_terms || segment->n_languages != 1 || segment->n_docs != segment->n_posts ||
        (n_own + (uint64_t)7) / 8 > classes.len - PDX_CLASSES_FIXED - entries || (uint64_t)segment->n_classes + n_own >= PDX_NO_ORD) {
        return pdx_segment_damage(segment, classes.data + 8, err, "terms cannot be classes of their own");
    }
    segment->own_classes = classes.data + PDX_CLASSES_FIXED + entries;
    return PDX_OK;
}

static const uint8_t *language_entry(const pdx_segment *segment, uint32_t i) {
    assert(i < segment->n_languages);
    return segment->sections[PDX_SECTION_CLASSES].data + PDX_CLASSES_FIXED + (size_t)i * PDX_CLASSES_ENTRY;
}

uint16_t pdx_segment_language(const pdx_segment *segment, uint32_t i) {
    return (uint16_t)pdx_le32(language_entry(segment, i));
}

pdx_status pdx_segment_class_keys(const pdx_segment *segment, uint32_t i, pdx_class_keys *out, pdx_error *err) {
    const pdx_span classes = segment->sections[PDX_SECTION_CLASSES];
    const uint8_t *entry = language_entry(segment, i);
    const uint64_t begin = pdx_le64(entry + 8), end = pdx_le64(entry + 16);
    const uint32_t n = pdx_le32(entry + 4);
    uint64_t first = 0;
    uint32_t k;
    for (k = 0; k < i; k++) first += pdx_le32(language_entry(segment, k) + 4);
    if (begin > end || end > classes.len || first + n > segment->n_classes || pdx_le32(entry) > UINT16_MAX ||
        !pdx_keys_open(&out->keys, classes.data + begin, classes.data + end, n, segment->block_keys, segment->sums)) {
        return pdx_segment_damage(segment, entry, err, "the classes of a language are out of place");
    }
    out->language = (uint16_t)pdx_le32(entry);
    out->first = (pdx_ord)first;
    return PDX_OK;
}

/* The term that is class `class_ord`, when there is one. */
static bool is_own(const pdx_segment *segment, pdx_ord class_ord, pdx_ord *term) {
    *term = class_ord - segment->n_classes;
    return class_ord >= segment->n_classes && pdx_segment_is_own_class(segment, *term);
}

/* What would stand in the dictionary of such a class. */
static pdx_status own_read(const pdx_segment *segment, pdx_ord term, pdx_class *out, pdx_error *err) {
    memset(out, 0, sizeof *out);
    PDX_TRY(pdx_segment_term_place(segment, term, &out->place, err));
    out->language = pdx_segment_language(segment, 0);
    out->members.data = out->members.end = segment->own_classes;
    out->members.base = term;
    out->members.n = 1;
    out->place.n_occurrences = 0;
    out->place.list = out->place.positions = pdx_span_of(NULL, 0);
    out->place.has_positions = false;
    return PDX_OK;
}

/* The dictionary that holds `class_ord`. */
static pdx_status keys_with(const pdx_segment *segment, pdx_ord class_ord, pdx_class_keys *keys, pdx_error *err) {
    uint64_t first = 0;
    uint32_t i;
    if (class_ord >= segment->n_classes) return pdx_segment_no_such(err, "stem class", class_ord);
    for (i = 0; i < segment->n_languages; i++) {
        first += pdx_le32(language_entry(segment, i) + 4);
        if (class_ord < first) return pdx_segment_class_keys(segment, i, keys, err);
    }
    return pdx_segment_damage(segment, segment->sections[PDX_SECTION_CLASSES].data, err, "a class belongs to no language");
}

/* Reads one class's value and moves the block's cursors behind it. */
static bool value_read(const pdx_segment *segment, pdx_key_block *block, pdx_class *out) {
    const pdx_span lists = segment->sections[PDX_SECTION_CLASS_LISTS];
    const uint8_t **at = &block->values, *end = block->end;
    uint64_t v, n_docs, other_docs, bytes;
    memset(&out->place, 0, sizeof out->place);
    if (!pdx_varint_read(at, end, &v)) return false;
    out->has_list = (v & 1) != 0;
    if (v >> 1 == 0 || v >> 1 > segment->n_terms || !pdx_column_open(&out->members, at, end, v >> 1)) return false;
    if (!pdx_varint_read(at, end, &n_docs) || !pdx_varint_read(at, end, &other_docs)) return false;
    if (n_docs == 0 || n_docs > segment->n_posts || other_docs > n_docs) return false;
    out->place.n_docs = out->place.n_listed = (uint32_t)n_docs;
    out->place.n_posts = (uint32_t)(n_docs - other_docs);
    if (!out->has_list) return true;
    if (!pdx_varint_read(at, end, &bytes)) return false;
    if (n_docs <= segment->inline_docs) {
        if (bytes > (uint64_t)(end - *at)) return false;
        out->place.list = pdx_span_of(*at, (size_t)bytes);
        *at += bytes;
        return true;
    }
    if (block->list_end > lists.len || bytes > block->list_end - block->list_begin) return false;
    out->place.list = pdx_span_of(lists.data + block->list_begin, (size_t)bytes);
    block->list_begin += bytes;
    return true;
}

pdx_status pdx_segment_class_read(const pdx_segment *segment, pdx_ord class_ord, pdx_class *out, pdx_error *err) {
    pdx_class_keys keys;
    pdx_key_block block;
    pdx_ord term;
    uint32_t i, number;
    if (is_own(segment, class_ord, &term)) return own_read(segment, term, out, err);
    PDX_TRY(keys_with(segment, class_ord, &keys, err));
    number = class_ord - keys.first;
    out->language = keys.language;
    if (!pdx_keys_block(&keys.keys, number / segment->block_keys, &block)) {
        return pdx_segment_damage(segment, keys.keys.blocks, err, "a block of stems is out of place");
    }
    for (i = 0; i <= number % segment->block_keys; i++) {
        if (!value_read(segment, &block, out)) {
            return pdx_segment_damage(segment, block.values, err, "a stem class cannot be read");
        }
    }
    return PDX_OK;
}

pdx_status pdx_segment_classes_tile(const pdx_segment *segment, const pdx_class_keys *classes, pdx_error *err) {
    const pdx_keys *keys = &classes->keys;
    uint32_t b, i;
    for (b = 0; b < keys->n_blocks; b++) {
        pdx_key_block block;
        pdx_class one;
        bool whole = pdx_keys_block(keys, b, &block);
        for (i = 0; whole && i < block.n; i++) whole = value_read(segment, &block, &one);
        if (!whole || block.values != block.end || block.list_begin != block.list_end) {
            return pdx_segment_damage(segment, keys->blocks, err, "the classes of a block do not fill it");
        }
    }
    return PDX_OK;
}

/* The term with this key, when it is a class of its own. */
static pdx_status own_find(const pdx_segment *segment, pdx_span stem, pdx_ord *class_ord, pdx_error *err) {
    pdx_ord term;
    *class_ord = PDX_NO_ORD;
    if (segment->own_classes == NULL) return PDX_OK;
    PDX_TRY(pdx_segment_find(segment, stem, &term, err));
    if (term != PDX_NO_ORD && pdx_segment_is_own_class(segment, term)) *class_ord = segment->n_classes + term;
    return PDX_OK;
}

pdx_status pdx_segment_class(const pdx_segment *segment, uint16_t language, pdx_span stem, pdx_ord *class_ord, pdx_error *err) {
    const bool own_first = segment->n_classes < segment->n_terms / 2; /* most terms are then classes of their own */
    uint32_t i, number;
    *class_ord = PDX_NO_ORD;
    for (i = 0; i < segment->n_languages; i++) {
        pdx_class_keys keys;
        bool equal;
        if (pdx_segment_language(segment, i) != language) continue;
        if (own_first) PDX_TRY(own_find(segment, stem, class_ord, err));
        if (*class_ord != PDX_NO_ORD) return PDX_OK;
        PDX_TRY(pdx_segment_class_keys(segment, i, &keys, err));
        if (!pdx_keys_lower_bound(&keys.keys, stem, &number, &equal)) {
            return pdx_segment_damage(segment, keys.keys.blocks, err, "the stems cannot be searched");
        }
        if (equal) *class_ord = keys.first + number;
        return equal || own_first ? PDX_OK : own_find(segment, stem, class_ord, err);
    }
    return PDX_OK;
}

pdx_status pdx_segment_class_stem(const pdx_segment *segment, pdx_ord class_ord, pdx_buf *stem, uint16_t *language,
                                  pdx_error *err) {
    pdx_class_keys keys;
    pdx_ord term;
    if (is_own(segment, class_ord, &term)) {
        *language = pdx_segment_language(segment, 0);
        return pdx_segment_key(segment, term, stem, err);
    }
    PDX_TRY(keys_with(segment, class_ord, &keys, err));
    *language = keys.language;
    return pdx_segment_key_of(segment, &keys.keys, class_ord - keys.first, stem, err);
}

pdx_status pdx_segment_class_place(const pdx_segment *segment, pdx_ord class_ord, pdx_list_place *place, pdx_error *err) {
    pdx_class found;
    pdx_list_place member;
    pdx_ord term;
    uint64_t ord;
    if (is_own(segment, class_ord, &term)) { /* all of the member's list */
        PDX_TRY(pdx_segment_term_place(segment, term, place, err));
        place->n_occurrences = 0;
        place->positions = pdx_span_of(NULL, 0);
        place->has_positions = false;
        return PDX_OK;
    }
    PDX_TRY(pdx_segment_class_read(segment, class_ord, &found, err));
    *place = found.place;
    if (found.has_list) return PDX_OK;
    /* Its one member's posts come first in the member's list, and all are of the language. */
    ord = pdx_column_get(&found.members, 0);
    if (ord >= segment->n_terms) return pdx_segment_damage(segment, found.members.data, err, "a class has an unknown member");
    PDX_TRY(pdx_segment_term_place(segment, (pdx_ord)ord, &member, err));
    if (place->n_docs > member.n_docs) {
        return pdx_segment_damage(segment, found.members.data, err, "a class has more posts than its member");
    }
    place->n_listed = member.n_listed;
    place->list = member.list;
    return PDX_OK;
}

pdx_status pdx_segment_class_posts(const pdx_segment *segment, pdx_ord class_ord, uint32_t *n_docs, uint32_t *n_posts,
                                   pdx_error *err) {
    pdx_class found;
    PDX_TRY(pdx_segment_class_read(segment, class_ord, &found, err));
    *n_docs = found.place.n_docs;
    *n_posts = found.place.n_posts;
    return PDX_OK;
}

pdx_status pdx_segment_class_size(const pdx_segment *segment, pdx_ord class_ord, uint32_t *n, pdx_error *err) {
    pdx_class found;
    PDX_TRY(pdx_segment_class_read(segment, class_ord, &found, err));
    *n = (uint32_t)found.members.n;
    return PDX_OK;
}

pdx_status pdx_segment_class_member(const pdx_segment *segment, pdx_ord class_ord, uint32_t i, pdx_ord *ord, pdx_error *err) {
    pdx_class found;
    uint64_t member;
    PDX_TRY(pdx_segment_class_read(segment, class_ord, &found, err));
    if (i >= found.members.n) return pdx_segment_no_such(err, "member", i);
    member = pdx_column_get(&found.members, i);
    if (member >= segment->n_terms) return pdx_segment_damage(segment, found.members.data, err, "a class has an unknown member");
    *ord = (pdx_ord)member;
    return PDX_OK;
}
