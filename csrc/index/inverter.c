#include "index/inverter.h"

#include "base/alloc.h"
#include "index/inverter_insides.h"

pdx_status pdx_inverter_new(const pdx_analyzer *analyzer, pdx_inverter **out, pdx_error *err) {
    pdx_inverter *inverter = pdx_alloc_zero(1, sizeof *inverter);
    pdx_status status;
    *out = NULL;
    if (inverter == NULL) return pdx_fail_memory(err);
    inverter->analyzer = analyzer;
    pdx_docs_writer_init(&inverter->docs);
    pdx_vocabulary_init(&inverter->vocabulary);
    status = pdx_tokens_new(analyzer, &inverter->tokens, err);
    if (status != PDX_OK) {
        pdx_inverter_free(inverter);
        return status;
    }
    *out = inverter;
    return PDX_OK;
}

void pdx_inverter_free(pdx_inverter *inverter) {
    if (inverter == NULL) return;
    pdx_tokens_free(inverter->tokens);
    pdx_docs_writer_deinit(&inverter->docs);
    pdx_vocabulary_deinit(&inverter->vocabulary);
    PDX_VEC_DEINIT(&inverter->notes);
    PDX_VEC_DEINIT(&inverter->parts);
    pdx_free(inverter);
}

/* Positions are at most bytes plus gaps, so this keeps them within 32 bits. */
static pdx_status doc_check(const pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    uint64_t at = 0;
    size_t i;
    if (inverter->notes.len >= INT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents than one segment holds");
    if ((uint64_t)doc->text.len + doc->n_parts >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a document of more than 4 GiB");
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

/* Adds the tokens of one part, whose positions begin at out->first_position. */
static pdx_status part_add(pdx_inverter *inverter, const pdx_index_doc *doc, const pdx_index_part *part,
                           pdx_doc_part *out, pdx_error *err) {
    const pdx_group group = pdx_role_group((pdx_role)part->role);
    pdx_token token;
    pdx_status status;
    pdx_tokens_start(inverter->tokens, pdx_span_slice(doc->text, (size_t)part->begin, (size_t)part->end), doc->language);
    while (pdx_tokens_next(inverter->tokens, &token)) {
        if (!pdx_vocabulary_add(&inverter->vocabulary, token.term, out->first_position + token.position, group)) {
            return pdx_fail_memory(err);
        }
    }
    status = pdx_tokens_status(inverter->tokens);
    if (status != PDX_OK) return pdx_fail(err, status, PDX_NO_OFFSET, "%s", pdx_status_text(status));
    out->role = part->role;
    out->n_positions = pdx_tokens_count(inverter->tokens);
    out->begin = part->begin;
    out->end = part->end;
    out->block_begin = part->block_begin;
    out->block_end = part->block_end;
    out->page_part = part->page_part;
    out->appearance = part->appearance;
    return PDX_OK;
}

pdx_status pdx_inverter_add(pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    const uint32_t number = (uint32_t)inverter->notes.len;
    pdx_doc_note note;
    uint32_t position = 0;
    size_t i;
    PDX_TRY(doc_check(inverter, doc, err));
    if (!pdx_vocabulary_start(&inverter->vocabulary, number) || !PDX_VEC_RESERVE(&inverter->parts, doc->n_parts)) return pdx_fail_memory(err);
    for (i = 0; i < doc->n_parts; i++) {
        pdx_doc_part *part = &inverter->parts.data[i];
        part->first_position = position;
        PDX_TRY(part_add(inverter, doc, &doc->parts[i], part, err));
        position += part->n_positions + 1; /* one stays free */
    }
    note.number = pdx_docs_writer_count(&inverter->docs, doc->remainder);
    note.language = doc->language;
    note.remainder = doc->remainder;
    pdx_docs_writer_add(&inverter->docs, doc->remainder, doc->language, doc->text, inverter->parts.data, doc->n_parts);
    if (inverter->docs.failed || !PDX_VEC_PUSH(&inverter->notes, note)) return pdx_fail_memory(err);
    return PDX_OK;
}
