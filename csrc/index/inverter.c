#include "index/inverter.h"

#include "base/alloc.h"
#include "index/inverter_insides.h"
#include "index/term_runs.h"

pdx_status pdx_inverter_new(const pdx_analyzer *analyzer, pdx_inverter **out, pdx_error *err) {
    pdx_inverter *inverter = pdx_alloc_zero(1, sizeof *inverter);
    pdx_status status;
    *out = NULL;
    if (inverter == NULL) return pdx_fail_memory(err);
    inverter->analyzer = analyzer;
    pdx_docs_writer_init(&inverter->docs);
    pdx_vocabulary_init(&inverter->vocabulary);
    pdx_buf_init(&inverter->keys);
    status = pdx_tokens_new(analyzer, &inverter->stream, err);
    if (status != PDX_OK) {
        pdx_inverter_free(inverter);
        return status;
    }
    *out = inverter;
    return PDX_OK;
}

void pdx_inverter_free(pdx_inverter *inverter) {
    if (inverter == NULL) return;
    pdx_tokens_free(inverter->stream);
    pdx_docs_writer_deinit(&inverter->docs);
    pdx_vocabulary_deinit(&inverter->vocabulary);
    PDX_VEC_DEINIT(&inverter->tokens);
    PDX_VEC_DEINIT(&inverter->stretches);
    PDX_VEC_DEINIT(&inverter->notes);
    PDX_VEC_DEINIT(&inverter->parts);
    pdx_buf_deinit(&inverter->keys);
    pdx_free(inverter);
}

/* Tokens are at most bytes, positions at most bytes plus gaps: this keeps their numbers within 32 bits. */
static pdx_status doc_check(const pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    uint64_t at = 0;
    size_t i;
    if (inverter->notes.len >= PDX_RUN_DOCS_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents than one segment holds");
    if ((uint64_t)doc->text.len + doc->n_parts >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a document of more than 4 GiB");
    }
    if (inverter->tokens.len + inverter->n_waiting + doc->text.len >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than one segment holds");
    }
    for (i = 0; i < doc->n_parts; i++) {
        const pdx_index_part *part = &doc->parts[i];
        if (part->role >= PDX_ROLE_COUNT || part->begin < at || part->end < part->begin || part->end > doc->text.len ||
            part->block_begin > part->begin || part->block_end < part->end || part->block_end > doc->text.len) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "part %zu of a document overlaps or lies outside", i);
        }
        at = part->end;
    }
    return PDX_OK;
}

bool pdx_inverter_flush(pdx_inverter *inverter) {
    const size_t n = inverter->n_waiting;
    uint32_t *tokens;
    size_t i;
    if (!PDX_VEC_RESERVE(&inverter->tokens, inverter->tokens.len + n)) return false;
    tokens = inverter->tokens.data + inverter->tokens.len;
    if (!pdx_vocabulary_take(&inverter->vocabulary, inverter->waiting, n, &inverter->keys, tokens)) return false;
    for (i = 0; i < n; i++) tokens[i] |= inverter->waiting[i].n_pieces > 1 ? PDX_TOKEN_JOINED : 0;
    inverter->tokens.len += n;
    inverter->n_waiting = 0;
    pdx_buf_reset(&inverter->keys);
    return true;
}

/* Takes the tokens of `text`; *n is their number. */
static pdx_status text_add(pdx_inverter *inverter, pdx_span text, pdx_lang language, uint32_t *n, pdx_error *err) {
    pdx_status status;
    *n = 0;
    pdx_tokens_start(inverter->stream, text, language);
    for (;;) {
        const size_t room = PDX_VOCABULARY_BATCH - inverter->n_waiting;
        const size_t more = pdx_tokens_words(inverter->stream, inverter->waiting + inverter->n_waiting, room, &inverter->keys);
        *n += (uint32_t)more;
        inverter->n_waiting += more;
        if (more < room) break;
        if (!pdx_inverter_flush(inverter)) return pdx_fail_memory(err);
    }
    status = pdx_tokens_status(inverter->stream);
    return status == PDX_OK ? PDX_OK : pdx_fail(err, status, PDX_NO_OFFSET, "%s", pdx_status_text(status));
}

/* Adds the tokens of one part, whose positions begin at out->first_position. */
static pdx_status part_add(pdx_inverter *inverter, const pdx_index_doc *doc, const pdx_index_part *part,
                           pdx_doc_part *out, pdx_error *err) {
    pdx_stretch stretch;
    stretch.group = (uint8_t)pdx_role_group((pdx_role)part->role);
    PDX_TRY(text_add(inverter, pdx_span_slice(doc->text, (size_t)part->begin, (size_t)part->end), doc->language, &stretch.n_tokens, err));
    if (!PDX_VEC_PUSH(&inverter->stretches, stretch)) return pdx_fail_memory(err);
    out->role = part->role;
    out->n_positions = pdx_tokens_count(inverter->stream);
    out->begin = part->begin;
    out->end = part->end;
    out->block_begin = part->block_begin;
    out->block_end = part->block_end;
    out->page_part = part->page_part;
    out->appearance = part->appearance;
    return PDX_OK;
}

pdx_status pdx_inverter_add(pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    pdx_doc_note note;
    uint32_t position = 0;
    size_t i;
    PDX_TRY(doc_check(inverter, doc, err));
    if (!PDX_VEC_RESERVE(&inverter->parts, doc->n_parts)) return pdx_fail_memory(err);
    for (i = 0; i < doc->n_parts; i++) {
        pdx_doc_part *part = &inverter->parts.data[i];
        part->first_position = position;
        PDX_TRY(part_add(inverter, doc, &doc->parts[i], part, err));
        position += part->n_positions + 1; /* one stays free */
    }
    inverter->n_words = position - (uint32_t)doc->n_parts;
    note.n_stretches = doc->n_parts;
    note.number = pdx_docs_writer_count(&inverter->docs, doc->remainder);
    note.language = doc->language;
    note.remainder = doc->remainder;
    pdx_docs_writer_add(&inverter->docs, doc->remainder, doc->language, doc->text, inverter->parts.data, doc->n_parts);
    if (inverter->docs.failed || !PDX_VEC_PUSH(&inverter->notes, note)) return pdx_fail_memory(err);
    return PDX_OK;
}

uint32_t pdx_inverter_words(const pdx_inverter *inverter) { return inverter->n_words; }
