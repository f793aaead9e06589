#include <stdio.h>
#include <string.h>

#include "archive/model/model.h"
#include "base/alloc.h"
#include "index/term_merge.h"
#include "kernels/level.h"
#include "segment/postings.h"
#include "text/sentences.h"
#include "text/tokens.h"
#include "text/utf8.h"

/* Iterators for the binding: the tokens and sentences of any text, the terms of the dictionary, the postings of a term. */

struct pdx_text_reader {
    pdx_tokens *tokens; /* owned; NULL when sentences are read */
    pdx_sentences sentences;
};

struct pdx_term_reader {
    pdx_archive *archive; /* counted */
    pdx_term_merge terms; /* owned */
    pdx_error failure; /* why it stopped before the end */
};

/* The posts of a term in one segment. */
typedef struct posting_branch {
    pdx_postings list;
    uint32_t next; /* number of the post it is on; PDX_NONE: it has ended */
} posting_branch;

struct pdx_posting_reader {
    pdx_archive *archive; /* counted */
    posting_branch *branches; /* owned; one for each segment; NULL before the first is asked for */
    pdx_positions positions;
    pdx_span term; /* owned copy */
    pdx_error failure; /* why it stopped before the end */
};

static pdx_lang lang_of(const char code[3]) { return pdx_lang_parse(pdx_span_str(code)); }

static pdx_status text_reader_new(pdx_text_reader **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    return *out == NULL ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_text_tokens(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) {
    pdx_status status;
    PDX_TRY(text_reader_new(out, err));
    status = pdx_tokens_new(pdx_analyzer_default(), &(*out)->tokens, err);
    if (status != PDX_OK) {
        pdx_free(*out);
        *out = NULL;
        return status;
    }
    pdx_tokens_start((*out)->tokens, text, lang_of(language));
    return PDX_OK;
}

pdx_status pdx_text_sentences(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) {
    PDX_TRY(text_reader_new(out, err));
    pdx_sentences_init(&(*out)->sentences, text, lang_of(language), PDX_SENTENCES_DEFAULT);
    return PDX_OK;
}

void pdx_text_reader_ask(pdx_text_reader *reader, const pdx_tick *tick) {
    reader->sentences.tick = tick;
    if (reader->tokens != NULL) pdx_tokens_ask(reader->tokens, tick);
}

bool pdx_text_next_token(pdx_text_reader *reader, pdx_token_info *info) {
    pdx_token token;
    if (!pdx_tokens_next(reader->tokens, &token)) return false;
    info->term = token.term;
    info->position = token.position;
    info->n_pieces = token.n_pieces;
    info->range = pdx_range_of(token.begin, token.end);
    return true;
}

bool pdx_text_next_sentence(pdx_text_reader *reader, pdx_range *range) { return pdx_sentences_next(&reader->sentences, range); }

bool pdx_text_is_well_formed(pdx_span text) { return pdx_utf8_is_well_formed(text); }

/* The half of a surrogate pair that `text` begins with, in three bytes; 0: none. */
static unsigned surrogate_at(pdx_span text) {
    if (text.len < 3 || text.data[0] != 0xED || (text.data[1] & 0xE0) != 0xA0 || (text.data[2] & 0xC0) != 0x80) return 0;
    return 0xD000u | (text.data[1] & 0x3Fu) << 6 | (text.data[2] & 0x3Fu);
}

void pdx_name_append(pdx_span name, pdx_buf *out) {
    size_t at = 0;
    while (at < name.len) {
        const pdx_span rest = pdx_span_slice(name, at, name.len);
        const size_t good = pdx_utf8_invalid(rest);
        const unsigned half = surrogate_at(pdx_span_slice(rest, good, rest.len));
        char escape[12]; /* of any number */
        pdx_buf_append(out, rest.data, good);
        at += good;
        if (half != 0) {
            (void)snprintf(escape, sizeof escape, "\\u%04x", half);
            pdx_buf_str(out, escape);
            at += 3;
        } else if (at < name.len) {
            size_t len;
            (void)pdx_utf8_decode(name.data + at, name.data + name.len, &len);
            pdx_buf_str(out, "\xEF\xBF\xBD");
            at += len;
        }
    }
}

void pdx_text_append(pdx_span text, pdx_buf *out) {
    size_t at = 0;
    while (at < text.len) {
        const pdx_span rest = pdx_span_slice(text, at, text.len);
        const size_t good = pdx_utf8_invalid(rest);
        size_t len;
        pdx_buf_append(out, rest.data, good);
        at += good;
        if (at >= text.len) break;
        (void)pdx_utf8_decode(text.data + at, text.data + text.len, &len);
        pdx_buf_str(out, "\xEF\xBF\xBD");
        at += len;
    }
}

void pdx_text_reader_free(pdx_text_reader *reader) {
    if (reader == NULL) return;
    pdx_tokens_free(reader->tokens);
    pdx_free(reader);
}

pdx_status pdx_archive_terms(pdx_archive *archive, pdx_span from, pdx_term_reader **out, pdx_error *err) {
    pdx_term_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    pdx_status status;
    *out = NULL;
    if (reader == NULL) return pdx_fail_memory(err);
    reader->archive = archive;
    pdx_archive_retain(archive);
    status = pdx_term_merge_init(&reader->terms, archive->snapshot, from, err);
    if (status != PDX_OK) {
        pdx_term_reader_free(reader);
        return status;
    }
    *out = reader;
    return PDX_OK;
}

bool pdx_term_next(pdx_term_reader *reader, pdx_term_info *info) {
    const pdx_buf *key = &reader->terms.key;
    bool found;
    while (pdx_term_merge_next(&reader->terms, &found, &reader->failure) == PDX_OK && found) {
        if (key->len > 0 && memchr(key->data, PDX_JOINED_MARK, key->len) != NULL) continue;
        info->key = pdx_buf_view(key);
        info->posts = reader->terms.term.n_posts;
        info->occurrences = reader->terms.term.n_occurrences;
        return true;
    }
    return false;
}

void pdx_term_reader_free(pdx_term_reader *reader) {
    if (reader == NULL) return;
    pdx_term_merge_deinit(&reader->terms);
    pdx_archive_release(reader->archive);
    pdx_free(reader);
}

pdx_status pdx_archive_postings(pdx_archive *archive, pdx_span term, pdx_posting_reader **out, pdx_error *err) {
    pdx_posting_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    uint8_t *copy = pdx_alloc(term.len);
    *out = NULL;
    if (reader == NULL || copy == NULL) {
        pdx_free(reader);
        pdx_free(copy);
        return pdx_fail_memory(err);
    }
    if (term.len > 0) memcpy(copy, term.data, term.len);
    reader->term = pdx_span_of(copy, term.len);
    reader->archive = archive;
    pdx_archive_retain(archive);
    *out = reader;
    return PDX_OK;
}

/* To the next post of segment `s` that is there; remainders come last in a list. */
static pdx_status branch_next(const pdx_snapshot *snapshot, uint32_t s, posting_branch *branch, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(snapshot, s));
    const pdx_gone *gone = pdx_snapshot_gone(snapshot, s);
    while (pdx_postings_next(&branch->list) && branch->list.doc < n_posts) {
        if (gone != NULL && pdx_gone_has(gone, branch->list.doc)) continue;
        branch->next = pdx_snapshot_post_number(snapshot, s, branch->list.doc);
        return PDX_OK;
    }
    branch->next = PDX_NONE;
    if (branch->list.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, branch->list.status, PDX_NO_OFFSET, "a list of %u documents cannot be read on", (unsigned)branch->list.n_docs);
}

static pdx_status branches_open(pdx_posting_reader *reader, pdx_error *err) {
    const pdx_snapshot *snapshot = reader->archive->snapshot;
    const uint32_t n = pdx_snapshot_n_segments(snapshot);
    uint32_t s;
    reader->branches = pdx_alloc_zero(n, sizeof *reader->branches);
    if (reader->branches == NULL) return pdx_fail_memory(err);
    for (s = 0; s < n; s++) {
        const pdx_segment *segment = pdx_snapshot_segment(snapshot, s);
        pdx_ord ord;
        reader->branches[s].next = PDX_NONE;
        PDX_TRY(pdx_segment_find(segment, reader->term, &ord, err));
        if (ord == PDX_NO_ORD) continue;
        PDX_TRY(pdx_postings_open(&reader->branches[s].list, segment, ord, err));
        PDX_TRY(branch_next(snapshot, s, &reader->branches[s], err));
    }
    return PDX_OK;
}

bool pdx_posting_next(pdx_posting_reader *reader, pdx_posting_info *info) {
    const pdx_snapshot *snapshot = reader->archive->snapshot;
    const uint32_t n = pdx_snapshot_n_segments(snapshot);
    posting_branch *branch;
    uint32_t least = 0, s;
    if (reader->failure.status != PDX_OK) return false;
    if (reader->branches == NULL && branches_open(reader, &reader->failure) != PDX_OK) return false;
    for (s = 1; s < n; s++) {
        if (reader->branches[s].next < reader->branches[least].next) least = s;
    }
    branch = &reader->branches[least];
    if (branch->next == PDX_NONE) return false;
    if (pdx_postings_positions(&branch->list, &reader->positions, &reader->failure) != PDX_OK) return false;
    info->post = branch->next;
    info->positions = reader->positions.data;
    info->n_positions = (uint32_t)reader->positions.len;
    return branch_next(snapshot, least, branch, &reader->failure) == PDX_OK;
}

void pdx_posting_reader_free(pdx_posting_reader *reader) {
    if (reader == NULL) return;
    PDX_VEC_DEINIT(&reader->positions);
    pdx_free(reader->branches);
    pdx_free((void *)(uintptr_t)reader->term.data);
    pdx_archive_release(reader->archive);
    pdx_free(reader);
}

const char *pdx_analyzer_name(void) { return pdx_analyzer_default()->name; }
uint64_t pdx_analyzer_mark(void) { return pdx_analyzer_fingerprint(pdx_analyzer_default()); }

unsigned pdx_vectors_limit(unsigned level) { return pdx_level_limit(level); }

void pdx_testing_fail_at(uint64_t n) { pdx_alloc_fail_at(n); }
bool pdx_testing_failed(void) { return pdx_alloc_failed(); }
int64_t pdx_testing_live(void) { return pdx_alloc_live(); }

static pdx_status failure_status(const pdx_error *failure, pdx_error *err) {
    if (failure->status != PDX_OK && err != NULL) *err = *failure;
    return failure->status;
}

pdx_status pdx_text_reader_status(const pdx_text_reader *reader, pdx_error *err) {
    if (reader->tokens != NULL) return pdx_tokens_end(reader->tokens, err);
    return reader->sentences.stopped ? pdx_fail(err, PDX_EINTERRUPTED, PDX_NO_OFFSET, "stopped by the caller") : PDX_OK;
}

pdx_status pdx_term_reader_status(const pdx_term_reader *reader, pdx_error *err) { return failure_status(&reader->failure, err); }
pdx_status pdx_posting_reader_status(const pdx_posting_reader *reader, pdx_error *err) { return failure_status(&reader->failure, err); }
