/* Reads everything a segment offers, as a query might, over bytes that nobody has verified. Used by the damage
 * test and the fuzz target. Gives PDX_OK or the first status that is not; loops are cut so that a lie about a
 * count costs no time. */
#ifndef PDX_TESTS_SEGMENT_WALK_H
#define PDX_TESTS_SEGMENT_WALK_H

#include "base/buf.h"
#include "segment/blocks.h"
#include "segment/term_walk.h"

enum { WALK_MOST = 3000 };

static uint32_t walk_count(uint32_t n) { return n < WALK_MOST ? n : WALK_MOST; }

static pdx_blocks walk_block_reader;
static uint64_t walk_sum; /* of all that was read */

static void walk_mix(uint64_t value) { walk_sum = (walk_sum ^ value) * UINT64_C(0x100000001B3); }

static void walk_keep(pdx_status *first, pdx_status status) {
    if (*first == PDX_OK || status == PDX_EVALUE) *first = status;
}

static pdx_status walk_doc(const pdx_segment *segment, pdx_doc doc) {
    pdx_doc_info info;
    pdx_doc_place at;
    uint32_t i;
    size_t k;
    PDX_TRY(pdx_segment_doc(segment, doc, &info, NULL));
    for (k = 0; k < info.text.len; k++) walk_mix(info.text.data[k]);
    for (i = 0; i < PDX_GROUP_COUNT; i++) walk_mix(pdx_segment_length(segment, (pdx_group)i, doc) + ((uint64_t)info.lengths[i] << 32));
    walk_mix(info.n_positions);
    walk_mix(info.language);
    for (i = 0; i < walk_count(info.n_parts); i++) {
        pdx_doc_part part;
        PDX_TRY(pdx_segment_part(segment, doc, i, &part, NULL));
        if (part.end > info.text.len || part.begin > part.end || part.block_begin > part.begin || part.block_end < part.end ||
            part.block_end > info.text.len || part.role >= PDX_ROLE_COUNT) {
            return PDX_EVALUE; /* the promise of segment.h is broken */
        }
        const uint64_t said[] = {part.role, part.first_position, part.n_positions, part.begin, part.end, part.block_begin, part.block_end, part.page_part, part.appearance};
        for (k = 0; k < PDX_COUNTOF(said); k++) walk_mix(said[k]);
        if (part.n_positions == 0) continue;
        PDX_TRY(pdx_segment_place_of(segment, doc, part.first_position, &at, NULL));
        PDX_TRY(pdx_segment_place_of(segment, doc, part.first_position + part.n_positions - 1, &at, NULL));
        if (at.role >= PDX_ROLE_COUNT) return PDX_EVALUE;
    }
    return PDX_OK;
}

static pdx_status walk_positions(const pdx_segment *segment, pdx_postings *list, pdx_positions *positions) {
    size_t i;
    PDX_TRY(pdx_postings_positions(list, positions, NULL));
    for (i = 0; i < positions->len; i++) walk_mix(positions->data[i]);
    for (i = 0; i < positions->len && i < 8; i++) {
        pdx_doc_place place;
        if (i > 0 && positions->data[i] <= positions->data[i - 1]) return PDX_EVALUE;
        PDX_TRY(pdx_segment_place_of(segment, list->doc, positions->data[i], &place, NULL));
    }
    return PDX_OK;
}

/* To the end by jumps of one width. `positions` NULL: a class. */
static pdx_status walk_jumps(const pdx_segment *segment, const pdx_postings *opened, uint32_t jump, pdx_positions *positions) {
    pdx_postings list = *opened;
    pdx_doc target = jump / 2;
    while (pdx_postings_seek(&list, target)) {
        if (list.doc < target) return PDX_EVALUE;
        if (positions != NULL) PDX_TRY(walk_positions(segment, &list, positions));
        target = list.doc + jump;
    }
    return list.status;
}

/* Every document, then jumps, which may reach what a walk from the start does not. */
static pdx_status walk_list(const pdx_segment *segment, const pdx_postings *opened, pdx_positions *positions) {
    static const uint32_t jumps[] = {1, 2, 7, 40, 300, 1000};
    pdx_status status = PDX_OK;
    pdx_doc before = PDX_NO_DOC;
    size_t j;
    pdx_postings list = *opened;
    while (pdx_postings_next(&list)) {
        if (list.doc >= pdx_segment_n_docs(segment) || (before != PDX_NO_DOC && list.doc <= before)) return PDX_EVALUE;
        before = list.doc;
        walk_mix(list.doc);
        for (j = 0; j <= PDX_GROUP_COUNT; j++) walk_mix(list.frequencies[j]);
        if (positions != NULL) walk_keep(&status, walk_positions(segment, &list, positions));
    }
    walk_keep(&status, list.status);
    for (j = 0; j < PDX_COUNTOF(jumps); j++) walk_keep(&status, walk_jumps(segment, opened, jumps[j], positions));
    return status;
}

/* Document number i of the block, as the other reader, moved there, has it; PDX_EVALUE when it differs. */
static pdx_status walk_entry(pdx_blocks *blocks, uint32_t i, const pdx_postings *list, pdx_positions *positions) {
    uint32_t frequencies[PDX_GROUP_COUNT + 1] = {0}, alone[PDX_GROUP_COUNT + 1], k, sum = 0, others = 0;
    bool is_doc;
    frequencies[PDX_GROUP_BODY] = blocks->body[i];
    for (k = 0; k < blocks->n_others; k++) {
        uint32_t g;
        if (blocks->other_at[k] != i) continue;
        for (g = 0; g <= PDX_GROUP_COUNT; g++) frequencies[g] = blocks->others[g][k];
        others++;
    }
    for (k = 0; k <= PDX_GROUP_COUNT; k++) sum += frequencies[k];
    if (others > 1 || (others == 1) != (blocks->body[i] == 0)) return PDX_EVALUE;
    k = pdx_blocks_seek(blocks, i / 2, list->doc, &is_doc);
    PDX_TRY(pdx_blocks_frequencies(blocks, i, alone, NULL));
    if (k != i || !is_doc || memcmp(alone, frequencies, sizeof alone) != 0) return PDX_EVALUE;
    if (blocks->docs[i] != list->doc || memcmp(frequencies, list->frequencies, sizeof frequencies) != 0) return PDX_EVALUE;
    if (positions == NULL || i % 3 == 1) return PDX_OK;
    PDX_TRY(pdx_blocks_positions(blocks, i, positions, NULL));
    return positions->len == sum ? PDX_OK : PDX_EVALUE;
}

/* Every block, held against the list read a document at a time: where both can be read they say the same. */
static pdx_status walk_blocks(pdx_blocks *blocks, pdx_positions *positions) {
    pdx_postings list = blocks->list;
    uint32_t counts[PDX_GROUP_COUNT + 1], block, i;
    for (block = 0; block < pdx_blocks_count(blocks); block++) {
        walk_mix(pdx_blocks_top(blocks, block));
        PDX_TRY(pdx_blocks_read(blocks, block, NULL));
        pdx_blocks_expand(blocks);
        PDX_TRY(pdx_blocks_frequencies(blocks, blocks->n / 2, counts, NULL)); /* before the others are read */
        PDX_TRY(pdx_blocks_read_counts(blocks, NULL));
        if (blocks->n == 0 || blocks->n > PDX_BLOCK_ROOM) return PDX_EVALUE;
        for (i = 0; i < blocks->n; i++) {
            if (blocks->docs[i] >= pdx_segment_n_docs(blocks->list.segment) || (i > 0 && blocks->docs[i] <= blocks->docs[i - 1])) return PDX_EVALUE;
            if (!pdx_postings_next(&list)) return list.status;
            PDX_TRY(walk_entry(blocks, i, &list, positions));
        }
    }
    return pdx_postings_next(&list) ? PDX_EVALUE : list.status;
}

static pdx_status walk_term(const pdx_segment *segment, pdx_ord ord, pdx_buf *key, pdx_positions *positions) {
    pdx_list_place place;
    pdx_postings list;
    pdx_term term;
    pdx_ord found;
    PDX_TRY(pdx_segment_key(segment, ord, key, NULL));
    PDX_TRY(pdx_segment_term(segment, ord, &term, NULL));
    for (found = 0; found < key->len; found++) walk_mix(key->data[found]);
    walk_mix(term.n_docs);
    walk_mix(term.n_posts);
    walk_mix(term.n_occurrences);
    PDX_TRY(pdx_segment_find(segment, pdx_buf_view(key), &found, NULL));
    walk_mix(found);
    PDX_TRY(pdx_segment_lower_bound(segment, pdx_span_of(key->data, key->len / 2), &found, NULL));
    PDX_TRY(pdx_postings_open(&list, segment, ord, NULL));
    PDX_TRY(walk_list(segment, &list, positions));
    PDX_TRY(pdx_segment_term_place(segment, ord, &place, NULL));
    PDX_TRY(pdx_blocks_open(&walk_block_reader, segment, &place, NULL));
    return walk_blocks(&walk_block_reader, positions);
}

static pdx_status walk_class(const pdx_segment *segment, pdx_ord ord, pdx_buf *key) {
    pdx_list_place place;
    pdx_postings list;
    uint16_t language;
    uint32_t n, n_docs, i;
    pdx_ord found;
    PDX_TRY(pdx_segment_class_stem(segment, ord, key, &language, NULL));
    PDX_TRY(pdx_segment_class(segment, language, pdx_buf_view(key), &found, NULL));
    walk_mix(found);
    PDX_TRY(pdx_segment_class_posts(segment, ord, &n_docs, &n, NULL));
    walk_mix(n_docs);
    walk_mix(n);
    PDX_TRY(pdx_segment_class_size(segment, ord, &n, NULL));
    for (i = 0; i < walk_count(n); i++) {
        PDX_TRY(pdx_segment_class_member(segment, ord, i, &found, NULL));
        walk_mix(found);
    }
    PDX_TRY(pdx_postings_open_class(&list, segment, ord, NULL));
    PDX_TRY(walk_list(segment, &list, NULL));
    PDX_TRY(pdx_segment_class_place(segment, ord, &place, NULL));
    PDX_TRY(pdx_blocks_open(&walk_block_reader, segment, &place, NULL));
    return walk_blocks(&walk_block_reader, NULL);
}

/* Terms in passing say what they say when each is asked for. */
static pdx_status walk_terms(const pdx_segment *segment, pdx_buf *key) {
    pdx_term_walk walk;
    pdx_status status = PDX_OK;
    pdx_ord ord = 0;
    pdx_term_walk_init(&walk, segment);
    while (status == PDX_OK && ord < walk_count(pdx_segment_n_terms(segment))) {
        const pdx_list_place *place = NULL;
        pdx_list_place alone;
        pdx_ord behind = ord;
        status = pdx_term_walk_to(&walk, ord, NULL);
        if (status == PDX_OK && ord % 3 != 0) status = pdx_term_walk_place(&walk, &place, NULL);
        if (status == PDX_OK && place != NULL) status = pdx_segment_term_place(segment, ord, &alone, NULL);
        if (status == PDX_OK && place != NULL && (place->n_docs != alone.n_docs || place->list.data != alone.list.data)) status = PDX_EVALUE;
        if (status == PDX_OK) status = pdx_segment_key(segment, ord, key, NULL);
        if (status == PDX_OK && !pdx_span_equal(pdx_buf_view(key), pdx_buf_view(&walk.key))) status = PDX_EVALUE;
        if (status == PDX_OK && ord % 5 == 0) status = pdx_term_walk_behind(&walk, walk.key.len / 2, &behind, NULL);
        if (status == PDX_OK && ord % 7 == 3) status = pdx_term_walk_seek(&walk, pdx_span_str("t"), &behind, NULL);
        if (status == PDX_OK && behind < ord) status = PDX_EVALUE;
        ord = behind > ord ? behind : ord + 1;
    }
    pdx_term_walk_deinit(&walk);
    return status;
}

static pdx_status segment_walk(const pdx_segment *segment) {
    pdx_status status = PDX_OK;
    pdx_positions positions;
    pdx_buf key;
    uint32_t i;
    PDX_VEC_INIT(&positions);
    pdx_buf_init(&key);
    for (i = 0; i < walk_count(pdx_segment_n_docs(segment)); i++) walk_keep(&status, walk_doc(segment, i));
    for (i = 0; i < walk_count(pdx_segment_n_terms(segment)); i++) walk_keep(&status, walk_term(segment, i, &key, &positions));
    walk_keep(&status, walk_terms(segment, &key));
    for (i = 0; i < walk_count(pdx_segment_n_languages(segment)); i++) walk_mix(pdx_segment_language(segment, i));
    for (i = 0; i < walk_count(pdx_segment_n_classes(segment)); i++) walk_keep(&status, walk_class(segment, i, &key));
    pdx_buf_deinit(&key);
    PDX_VEC_DEINIT(&positions);
    return status;
}

#endif
