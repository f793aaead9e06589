#include "text/stem_memory.h"

#include "base/alloc.h"
#include "base/atomic.h"
#include "base/buf.h"
#include "base/hash.h"

enum { WORDS = PDX_LIMIT(512, 4), WORD_BYTES = 52 };

/* A word and its stem, one behind the other. Whoever finds it without visitors may read or change it until it goes; others pass by. */
typedef struct kept_word {
    pdx_atomic_i64 visitors;
    pdx_lang language;
    uint8_t term_len, stem_len; /* no term: nothing is kept */
    uint8_t bytes[WORD_BYTES];
} kept_word;

struct pdx_stem_memory {
    pdx_stemmer asked;   /* where stems come from */
    pdx_stemmer stemmer; /* what this is to others */
    uint64_t key;
    kept_word words[WORDS]; /* each at the place that its hash says */
};

static bool word_enter(kept_word *word) {
    if (pdx_atomic_add(&word->visitors, 1) == 0) return true;
    (void)pdx_atomic_add(&word->visitors, -1);
    return false;
}

static void word_leave(kept_word *word) { (void)pdx_atomic_add(&word->visitors, -1); }

static kept_word *word_of(pdx_stem_memory *memory, pdx_lang language, pdx_span term) {
    return &memory->words[pdx_hash(term, pdx_hash_u64(language, memory->key)) % WORDS];
}

/* Appends the stem, when it is known. */
static bool recall(pdx_stem_memory *memory, pdx_lang language, pdx_span term, pdx_buf *bytes) {
    kept_word *word = word_of(memory, language, term);
    bool known;
    if (!word_enter(word)) return false;
    known = word->language == language && word->term_len > 0 && pdx_span_equal(pdx_span_of(word->bytes, word->term_len), term);
    if (known) pdx_buf_append(bytes, word->bytes + word->term_len, word->stem_len);
    word_leave(word);
    return known;
}

static void keep(pdx_stem_memory *memory, pdx_lang language, pdx_span term, pdx_span stem) {
    kept_word *word = word_of(memory, language, term);
    if (term.len == 0 || term.len > WORD_BYTES || stem.len > WORD_BYTES - term.len || !word_enter(word)) return;
    word->language = language;
    word->term_len = (uint8_t)term.len;
    word->stem_len = (uint8_t)stem.len;
    memcpy(word->bytes, term.data, term.len);
    if (stem.len > 0) memcpy(word->bytes + term.len, stem.data, stem.len);
    word_leave(word);
}

static pdx_status memory_stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    pdx_stem_memory *memory = context;
    const size_t before = bytes->len;
    size_t i;
    for (i = 0; i < n && recall(memory, language, terms[i], bytes); i++) ends[i] = bytes->len;
    if (i == n) return PDX_OK;
    bytes->len = before;
    PDX_TRY(memory->asked.stem(memory->asked.context, language, terms, n, bytes, ends));
    for (i = 0; i < n && !bytes->failed; i++) {
        const uint64_t begin = i == 0 ? before : ends[i - 1];
        if (begin > ends[i] || ends[i] > bytes->len) return PDX_OK; /* whoever asked looks at that too */
        keep(memory, language, terms[i], pdx_span_slice(pdx_buf_view(bytes), (size_t)begin, (size_t)ends[i]));
    }
    return PDX_OK;
}

pdx_stem_memory *pdx_stem_memory_new(pdx_stemmer stemmer) {
    pdx_stem_memory *memory = pdx_alloc_zero(1, sizeof *memory);
    if (memory == NULL) return NULL;
    memory->asked = stemmer;
    memory->stemmer.stem = memory_stem;
    memory->stemmer.context = memory;
    memory->key = pdx_hash_key();
    return memory;
}

void pdx_stem_memory_free(pdx_stem_memory *memory) { pdx_free(memory); }

const pdx_stemmer *pdx_stem_memory_stemmer(const pdx_stem_memory *memory) { return &memory->stemmer; }
