#include "archive/model/stem_mark.h"

#include "base/hash.h"
#include "text/utf8.h"

enum { PROBES = 64 };

/* Terms at even distances in the dictionary, so that every script of the archive is asked for. */
typedef struct probes {
    pdx_buf bytes;
    uint64_t ends[PROBES];
    pdx_span terms[PROBES];
    size_t n;
} probes;

static pdx_status probes_read(probes *p, const pdx_segment *segment, pdx_error *err) {
    const uint32_t all = pdx_segment_n_terms(segment), step = all / PROBES + 1;
    pdx_status status = PDX_OK;
    pdx_buf key;
    pdx_buf_init(&key);
    p->n = 0;
    for (pdx_ord ord = 0; status == PDX_OK && ord < all; ord += step) {
        status = pdx_segment_key(segment, ord, &key, err);
        if (status == PDX_OK && !pdx_utf8_is_well_formed(pdx_buf_view(&key))) status = pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged index: a word that is no text");
        pdx_buf_span(&p->bytes, pdx_buf_view(&key));
        p->ends[p->n++] = p->bytes.len;
    }
    pdx_buf_deinit(&key);
    if (status == PDX_OK && p->bytes.failed) status = pdx_fail_memory(err);
    for (size_t i = 0; status == PDX_OK && i < p->n; i++) {
        p->terms[i] = pdx_span_slice(pdx_buf_view(&p->bytes), i == 0 ? 0 : (size_t)p->ends[i - 1], (size_t)p->ends[i]);
    }
    return status;
}

static pdx_status language_mark(const pdx_stemmer *stemmer, pdx_lang language, const probes *p, uint64_t *mark, pdx_error *err) {
    uint64_t ends[PROBES];
    pdx_buf stems;
    pdx_status status;
    pdx_buf_init(&stems);
    status = stemmer->stem(stemmer->context, language, p->terms, p->n, &stems, ends);
    if (status != PDX_OK) status = pdx_fail(err, status, PDX_NO_OFFSET, "the stemmer failed");
    else if (stems.failed) status = pdx_fail_memory(err);
    else *mark = pdx_hash_u64(pdx_hash(pdx_buf_view(&stems), language), *mark);
    pdx_buf_deinit(&stems);
    return status;
}

pdx_status archive_stem_mark(const pdx_archive *archive, uint32_t number, uint64_t *mark, pdx_error *err) {
    return archive_segment_mark(archive, pdx_snapshot_segment(archive->snapshot, number), mark, err);
}

pdx_status archive_segment_mark(const pdx_archive *archive, const pdx_segment *segment, uint64_t *mark, pdx_error *err) {
    const uint32_t n = pdx_segment_n_languages(segment);
    probes p;
    pdx_status status;
    *mark = 0;
    if (archive->stemmer.stem == NULL) return PDX_OK;
    pdx_buf_init(&p.bytes);
    status = probes_read(&p, segment, err);
    for (uint32_t i = 0; status == PDX_OK && p.n > 0 && i < n; i++) status = language_mark(&archive->stemmer, pdx_segment_language(segment, i), &p, mark, err);
    pdx_buf_deinit(&p.bytes);
    return status;
}
