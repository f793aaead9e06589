#include "post/identity/likeness.h"

#include "base/hash.h"
#include "base/sort.h"

/* One permutation of all hashes, cut into bins, each with its least value (Li, Owen and Zhang, "One permutation hashing", 2012). A bin
 * without any takes that of another, tried in an order of its own (Shrivastava, "Optimal densification for fast and accurate minwise
 * hashing", 2017). */
enum { BINS = PDX_LIKENESS_BANDS * PDX_LIKENESS_ROWS, WORD_WORK = 8 /* what reading one takes, as a pace counts */ };

#define KEY_WORD UINT64_C(0x8C5B0F9F2D6A41E3)
#define KEY_ORDER UINT64_C(0x51F7A3C94E0D2B87)
#define KEY_BAND UINT64_C(0xE94D3A1B7C20F685)

pdx_status pdx_shingles_init(pdx_shingles *shingles, const pdx_analyzer *analyzer, pdx_error *err) {
    memset(shingles, 0, sizeof *shingles);
    pdx_buf_init(&shingles->keys);
    return pdx_tokens_new(analyzer, &shingles->tokens, err);
}

void pdx_shingles_deinit(pdx_shingles *shingles) {
    pdx_tokens_free(shingles->tokens);
    pdx_buf_deinit(&shingles->keys);
    PDX_VEC_DEINIT(&shingles->hashes);
    shingles->tokens = NULL;
}

void pdx_shingles_begin(pdx_shingles *shingles) {
    shingles->n_words = 0;
    shingles->hashes.len = 0;
}

static uint64_t word_hash(const pdx_word *word, const pdx_buf *keys) {
    if (word->len <= PDX_WORD_HEAD) return pdx_hash_pair(word->head[0], word->head[1], KEY_WORD);
    return pdx_hash(pdx_span_slice(pdx_buf_view(keys), word->key_at, word->key_at + word->len), KEY_WORD);
}

/* The shingle that ends with a word. */
static bool word_add(pdx_shingles *shingles, uint64_t word) {
    uint64_t *last = shingles->last;
    shingles->n_words++;
    if (shingles->n_words >= PDX_SHINGLE_WORDS) {
        const uint64_t shingle = pdx_hash_pair(pdx_hash_pair(last[0], last[1], KEY_WORD), pdx_hash_pair(last[2], word, KEY_WORD), KEY_ORDER);
        if (!PDX_VEC_PUSH(&shingles->hashes, shingle)) return false;
    }
    last[0] = last[1];
    last[1] = last[2];
    last[2] = word;
    return true;
}

pdx_status pdx_shingles_add(pdx_shingles *shingles, pdx_span stretch, pdx_lang language, const pdx_tick *tick, pdx_error *err) {
    size_t n, i;
    pdx_pace pace = pdx_pace_of(tick, 0);
    pdx_buf_reset(&shingles->keys);
    pdx_tokens_ask(shingles->tokens, tick);
    pdx_tokens_start(shingles->tokens, stretch, language);
    while ((n = pdx_tokens_words(shingles->tokens, shingles->words, PDX_LIKENESS_WORDS, &shingles->keys)) > 0) {
        for (i = 0; i < n; i++) {
            if (shingles->words[i].n_pieces == 1 && !word_add(shingles, word_hash(&shingles->words[i], &shingles->keys))) return pdx_fail_memory(err);
        }
        pdx_buf_reset(&shingles->keys);
        PDX_TRY(pdx_pace_step(&pace, WORD_WORK * n, 0, err));
    }
    return pdx_tokens_end(shingles->tokens, err);
}

/* The bin from which an empty one takes its value. */
static unsigned bin_lent(const uint64_t least[BINS], unsigned bin) {
    uint64_t tried = pdx_hash_u64(bin, KEY_ORDER);
    unsigned from;
    do {
        tried = pdx_hash_u64(tried, KEY_BAND);
        from = (unsigned)((tried >> 32) * BINS >> 32);
    } while (least[from] == UINT64_MAX);
    return from;
}

bool pdx_shingles_bands(const pdx_shingles *shingles, uint32_t bands[PDX_LIKENESS_BANDS]) {
    uint64_t least[BINS], full[BINS];
    unsigned bin, band, row;
    size_t i;
    if (shingles->hashes.len < PDX_SHINGLES_LEAST) return false;
    for (bin = 0; bin < BINS; bin++) least[bin] = UINT64_MAX;
    for (i = 0; i < shingles->hashes.len; i++) {
        const uint64_t hash = shingles->hashes.data[i], value = hash & UINT32_MAX; /* which is never the mark of an empty bin */
        bin = (unsigned)((hash >> 32) * BINS >> 32);
        if (value < least[bin]) least[bin] = value;
    }
    for (bin = 0; bin < BINS; bin++) full[bin] = least[least[bin] == UINT64_MAX ? bin_lent(least, bin) : bin];
    for (band = 0; band < PDX_LIKENESS_BANDS; band++) {
        uint64_t key = band;
        for (row = 0; row < PDX_LIKENESS_ROWS; row++) key = pdx_hash_pair(key, full[band * PDX_LIKENESS_ROWS + row], KEY_BAND);
        bands[band] = (uint32_t)(key >> 32);
    }
    return true;
}

static int hash_order(const void *left, const void *right, const void *context) {
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    (void)context;
    return a < b ? -1 : a > b;
}

pdx_status pdx_shingles_end(pdx_shingles *shingles, const pdx_tick *tick, pdx_error *err) {
    uint64_t *all = shingles->hashes.data;
    size_t n = 0, i;
    PDX_TRY(pdx_sort(all, shingles->hashes.len, sizeof *all, hash_order, NULL, tick, err));
    for (i = 0; i < shingles->hashes.len; i++) {
        if (n == 0 || all[i] != all[n - 1]) all[n++] = all[i];
    }
    shingles->hashes.len = n;
    return PDX_OK;
}

double pdx_shingles_likeness(const pdx_shingles *a, const pdx_shingles *b) {
    size_t i = 0, j = 0, both = 0;
    if (a->hashes.len == 0 || b->hashes.len == 0) return 0.0;
    while (i < a->hashes.len && j < b->hashes.len) {
        const uint64_t x = a->hashes.data[i], y = b->hashes.data[j];
        both += x == y;
        i += x <= y;
        j += y <= x;
    }
    return (double)both / (double)(a->hashes.len + b->hashes.len - both);
}
