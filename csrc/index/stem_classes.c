#include "index/stem_classes.h"

#include "index/key_order.h"
#include "index/vocabulary.h"
#include "text/tokens.h"

enum { STEM_BATCH = PDX_LIMIT(4096, 4), CLASSES_PER_TICK = PDX_LIMIT(256, 4) };

/* The classes of one language in the making; freed at the end. */
typedef struct grouping {
    const pdx_class_source *source;
    const pdx_language_terms *language;
    bool ascends;              /* stems have come in byte order so far: equal ones were neighbours, and `stems` is empty */
    PDX_VEC(pdx_span) names;   /* class -> stem, while that is so */
    pdx_arena copies;          /* of those that are not their terms */
    pdx_vocabulary stems;      /* stem -> class, by arrival: otherwise */
    PDX_VEC(uint32_t) classes; /* of each term of the language */
    PDX_VEC(pdx_span) bases;   /* a batch */
    PDX_VEC(uint64_t) ends;
    pdx_buf bytes;
    pdx_buf keys;              /* long stems on their way to the vocabulary */
    uint32_t *begins;          /* owned; class -> its first place in `members`; one more closes the last */
    uint32_t *members;         /* owned; numbers of terms of the language, class by class */
    uint32_t *order;           /* owned; classes in byte order of their stems */
    pdx_numbers ords;          /* members of the class being written */
} grouping;

static void grouping_init(grouping *g, const pdx_class_source *source, const pdx_language_terms *language) {
    memset(g, 0, sizeof *g);
    g->source = source;
    g->language = language;
    g->ascends = true;
    pdx_arena_init(&g->copies);
    pdx_vocabulary_init(&g->stems);
}

static void grouping_deinit(grouping *g) {
    PDX_VEC_DEINIT(&g->names);
    pdx_arena_deinit(&g->copies);
    pdx_vocabulary_deinit(&g->stems);
    pdx_buf_deinit(&g->keys);
    PDX_VEC_DEINIT(&g->classes);
    PDX_VEC_DEINIT(&g->bases);
    PDX_VEC_DEINIT(&g->ends);
    pdx_buf_deinit(&g->bytes);
    pdx_free(g->begins);
    pdx_free(g->members);
    pdx_free(g->order);
    PDX_VEC_DEINIT(&g->ords);
}

/* The key up to the mark of a joined form. */
static pdx_span key_base(pdx_span key) {
    const uint8_t *mark = key.len == 0 ? NULL : memchr(key.data, PDX_JOINED_MARK, key.len);
    return mark == NULL ? key : pdx_span_of(key.data, (size_t)(mark - key.data));
}

/* Stems of the batch into `bytes` and `ends`; without a stemmer every word is its own stem. */
static pdx_status batch_stem(grouping *g, const pdx_stemmer *stemmer, pdx_error *err) {
    const size_t n = g->bases.len;
    uint64_t before = 0;
    size_t i;
    pdx_buf_reset(&g->bytes);
    if (stemmer == NULL) {
        for (i = 0; i < n; i++) {
            pdx_buf_span(&g->bytes, g->bases.data[i]);
            g->ends.data[i] = g->bytes.len;
        }
    } else {
        const pdx_status status = stemmer->stem(stemmer->context, g->language->language, g->bases.data, n, &g->bytes, g->ends.data);
        if (status != PDX_OK) return pdx_fail(err, status, PDX_NO_OFFSET, "the stemmer failed: %s", pdx_status_text(status));
    }
    if (g->bytes.failed) return pdx_fail_memory(err);
    for (i = 0; i < n; before = g->ends.data[i++]) {
        if (g->ends.data[i] < before || g->ends.data[i] > g->bytes.len) {
            return pdx_fail(err, PDX_ECALLBACK, PDX_NO_OFFSET, "the stemmer gave ends that do not fit its bytes");
        }
    }
    return PDX_OK;
}

static pdx_span batch_stem_at(const grouping *g, size_t i) {
    return pdx_span_slice(pdx_buf_view(&g->bytes), i == 0 ? 0 : (size_t)g->ends.data[i - 1], (size_t)g->ends.data[i]);
}

/* A class whose stem comes behind all others. */
static bool name_add(grouping *g, pdx_span stem, pdx_span base) {
    if (pdx_span_equal(stem, base)) return PDX_VEC_PUSH(&g->names, base);
    return pdx_arena_copy(&g->copies, stem, &stem) && PDX_VEC_PUSH(&g->names, stem);
}

/* Takes the stems of the batch as long as they are in byte order; *n is their number. */
static bool names_take(grouping *g, size_t *n) {
    size_t i;
    if (!PDX_VEC_RESERVE(&g->classes, g->classes.len + g->bases.len)) return false;
    for (i = 0; i < g->bases.len; i++) {
        const pdx_span stem = batch_stem_at(g, i);
        const int order = g->names.len == 0 ? 1 : pdx_span_compare(stem, g->names.data[g->names.len - 1]);
        if (order < 0) break;
        if (order > 0 && !name_add(g, stem, g->bases.data[i])) return false;
        g->classes.data[g->classes.len++] = (uint32_t)(g->names.len - 1);
    }
    *n = i;
    return true;
}

/* The classes of at most PDX_VOCABULARY_BATCH stems. */
static bool stems_take(grouping *g, const pdx_span *stems, size_t n, uint32_t *classes) {
    pdx_word words[PDX_VOCABULARY_BATCH];
    size_t i;
    pdx_buf_reset(&g->keys);
    for (i = 0; i < n; i++) {
        if (!pdx_word_set(&words[i], stems[i], 1, &g->keys)) return false;
    }
    return pdx_vocabulary_take(&g->stems, words, n, &g->keys, classes);
}

/* A stem has come that is before another: from now on the vocabulary finds them, which numbers those that there are as they came. */
static bool names_end(grouping *g) {
    uint32_t classes[PDX_VOCABULARY_BATCH];
    size_t begin, n;
    g->ascends = false;
    for (begin = 0; begin < g->names.len; begin += n) {
        n = pdx_min_size(PDX_VOCABULARY_BATCH, g->names.len - begin);
        if (!stems_take(g, g->names.data + begin, n, classes)) return false;
    }
    return true;
}

static bool batch_classify(grouping *g) {
    size_t begin = 0, n;
    if (g->ascends && !names_take(g, &begin)) return false;
    if (begin == g->bases.len) return true;
    if (g->ascends && !names_end(g)) return false;
    if (!PDX_VEC_RESERVE(&g->classes, g->classes.len + g->bases.len - begin)) return false;
    for (; begin < g->bases.len; begin += n) {
        pdx_span stems[PDX_VOCABULARY_BATCH];
        size_t i;
        n = pdx_min_size(PDX_VOCABULARY_BATCH, g->bases.len - begin);
        for (i = 0; i < n; i++) stems[i] = batch_stem_at(g, begin + i);
        if (!stems_take(g, stems, n, g->classes.data + g->classes.len)) return false;
        g->classes.len += n;
    }
    return true;
}

/* Class -> stem. */
static const pdx_span *class_stems(const grouping *g) { return g->ascends ? g->names.data : g->stems.keys.data; }
static size_t class_count(const grouping *g) { return g->ascends ? g->names.len : g->stems.keys.len; }

static pdx_status terms_stem(grouping *g, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    const size_t n = g->language->ords.len;
    size_t i, k;
    if (!PDX_VEC_RESERVE(&g->bases, STEM_BATCH) || !PDX_VEC_RESERVE(&g->ends, STEM_BATCH)) return pdx_fail_memory(err);
    for (i = 0; i < n; i += g->bases.len) {
        const size_t n_batch = pdx_min_size(n - i, STEM_BATCH);
        PDX_TRY(pdx_tick_step(tick, i, n, err));
        for (k = 0; k < n_batch; k++) {
            g->bases.data[k] = key_base(g->source->keys[g->language->ords.data[i + k]]);
        }
        g->bases.len = n_batch;
        PDX_TRY(batch_stem(g, stemmer, err));
        if (!batch_classify(g)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Counting sort of the terms by class: each class's members stay in order of their ords. */
static bool members_group(grouping *g) {
    const size_t n_classes = class_count(g), n = g->classes.len;
    size_t i;
    g->begins = pdx_alloc_zero(n_classes + 1, sizeof *g->begins);
    g->members = pdx_resize_array(NULL, n, sizeof *g->members);
    g->order = pdx_resize_array(NULL, n_classes, sizeof *g->order);
    if (g->begins == NULL || g->members == NULL || g->order == NULL) return false;
    for (i = 0; i < n; i++) g->begins[g->classes.data[i]]++;
    for (i = 1; i <= n_classes; i++) g->begins[i] += g->begins[i - 1]; /* now where each ends */
    for (i = n; i-- > 0;) g->members[--g->begins[g->classes.data[i]]] = (uint32_t)i;
    if (!g->ascends) return pdx_key_order(g->stems.keys.data, n_classes, g->order);
    for (i = 0; i < n_classes; i++) g->order[i] = (uint32_t)i;
    return true;
}

static pdx_status class_write(grouping *g, uint32_t class, pdx_classes_writer *writer, pdx_error *err) {
    const pdx_span stem = class_stems(g)[class];
    const uint32_t begin = g->begins[class], end = g->begins[class + 1];
    const pdx_ord *ords = g->language->ords.data;
    const pdx_ord first = ords[g->members[begin]];
    uint32_t i;
    if (end - begin == 1 && !g->source->spread[first]) {
        uint32_t n_docs, n_posts;
        if (g->source->alone && pdx_span_equal(g->source->keys[first], stem)) {
            pdx_classes_writer_own(writer, first, g->source->n_terms);
            return PDX_OK;
        }
        g->source->count(g->source->context, first, &n_docs, &n_posts);
        pdx_classes_writer_single(writer, stem, first, n_docs, n_posts);
        return PDX_OK;
    }
    g->ords.len = 0;
    for (i = begin; i < end; i++) {
        if (!PDX_VEC_PUSH(&g->ords, ords[g->members[i]])) return pdx_fail_memory(err);
    }
    pdx_classes_writer_start(writer, stem);
    PDX_TRY(g->source->list(g->source->context, g->language->language, stem, g->ords.data, g->ords.len, writer, err));
    pdx_classes_writer_end(writer, g->ords.data, g->ords.len);
    return PDX_OK;
}

static pdx_status grouping_run(grouping *g, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_classes_writer *writer,
                               pdx_error *err) {
    size_t i, n;
    PDX_TRY(terms_stem(g, stemmer, tick, err));
    if (!members_group(g)) return pdx_fail_memory(err);
    n = class_count(g);
    for (i = 0; i < n; i++) {
        if (i % CLASSES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        PDX_TRY(class_write(g, g->order[i], writer, err));
        if (writer->failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_stem_classes_write(const pdx_class_source *source, const pdx_language_terms *language,
                                  const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_classes_writer *writer, pdx_error *err) {
    grouping g;
    pdx_status status;
    grouping_init(&g, source, language);
    status = grouping_run(&g, stemmer, tick, writer, err);
    grouping_deinit(&g);
    return status;
}
