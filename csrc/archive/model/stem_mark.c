#include "archive/model/stem_mark.h"

#include "base/hash.h"
#include "base/varint.h"
#include "text/utf8.h"

enum { PROBES = 64 };

/* Terms at even distances in the dictionary, so that every script of the archive is asked for. */
pdx_status archive_terms_append(const pdx_segment *segment, pdx_buf *out, pdx_error *err) {
    const uint32_t all = pdx_segment_n_terms(segment), step = all / PROBES + 1;
    pdx_status status = PDX_OK;
    pdx_buf key;
    pdx_buf_init(&key);
    pdx_varint_append(out, ((uint64_t)all + step - 1) / step);
    for (pdx_ord ord = 0; status == PDX_OK && ord < all; ord += step) {
        status = pdx_segment_key(segment, ord, &key, err);
        pdx_varint_append(out, key.len);
        pdx_buf_span(out, pdx_buf_view(&key));
    }
    pdx_buf_deinit(&key);
    if (status != PDX_OK) return status;
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

/* They as spans; false: the bytes are not those of terms. */
static bool terms_read(pdx_span bytes, pdx_span terms[PROBES], size_t *n) {
    const uint8_t *at = bytes.data, *end = at + bytes.len;
    uint64_t said, length;
    if (bytes.len == 0 || !pdx_varint_read(&at, end, &said) || said > PROBES) return false;
    for (*n = 0; *n < said; ++*n) {
        if (!pdx_varint_read(&at, end, &length) || length > (uint64_t)(end - at)) return false;
        terms[*n] = pdx_span_of(at, (size_t)length);
        if (!pdx_utf8_is_well_formed(terms[*n])) return false;
        at += length;
    }
    return at == end;
}

static pdx_status language_mark(const pdx_stemmer *stemmer, pdx_lang language, const pdx_span *terms, size_t n, uint64_t *mark, pdx_error *err) {
    uint64_t ends[PROBES];
    pdx_buf stems;
    pdx_status status;
    pdx_buf_init(&stems);
    status = stemmer->stem(stemmer->context, language, terms, n, &stems, ends);
    if (status != PDX_OK) status = pdx_fail(err, status, PDX_NO_OFFSET, "the stemmer failed");
    else if (stems.failed) status = pdx_fail_memory(err);
    else *mark = pdx_hash_u64(pdx_hash(pdx_buf_view(&stems), language), *mark);
    pdx_buf_deinit(&stems);
    return status;
}

pdx_status archive_terms_mark(const pdx_archive *archive, const pdx_segment *segment, pdx_span bytes, uint64_t *mark, pdx_error *err) {
    const uint32_t n = pdx_segment_n_languages(segment);
    pdx_span terms[PROBES];
    size_t n_terms;
    *mark = 0;
    if (archive->stemmer.stem == NULL) return PDX_OK;
    if (!terms_read(bytes, terms, &n_terms)) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged index: a word that is no text");
    for (uint32_t i = 0; n_terms > 0 && i < n; i++) {
        PDX_TRY(language_mark(&archive->stemmer, pdx_segment_language(segment, i), terms, n_terms, mark, err));
    }
    return PDX_OK;
}

pdx_status archive_stem_mark(const pdx_archive *archive, uint32_t number, uint64_t *mark, pdx_error *err) {
    return archive_segment_mark(archive, pdx_snapshot_segment(archive->snapshot, number), mark, err);
}

pdx_status archive_segment_mark(const pdx_archive *archive, const pdx_segment *segment, uint64_t *mark, pdx_error *err) {
    pdx_buf terms;
    pdx_status status;
    *mark = 0;
    if (archive->stemmer.stem == NULL) return PDX_OK;
    pdx_buf_init(&terms);
    status = archive_terms_append(segment, &terms, err);
    if (status == PDX_OK) status = archive_terms_mark(archive, segment, pdx_buf_view(&terms), mark, err);
    pdx_buf_deinit(&terms);
    return status;
}
