#include "archive/model/steps.h"

/* What a text says: in which language, and in which words where spellings are one. */

pdx_lang archive_language(const pdx_archive *archive, pdx_span text, pdx_lang fallback) {
    return archive->language != PDX_LANG_NONE ? archive->language : archive_text_language(text, fallback);
}

pdx_lang archive_text_language(pdx_span text, pdx_lang fallback) {
    double confidence = 0;
    const pdx_lang language = pdx_lang_detect(text, &confidence);
    return language != PDX_LANG_NONE && confidence >= 0.5 ? language : fallback;
}

enum { FOLD_BATCH = PDX_LIMIT(32, 2) };

/* The key of a word behind what is there; `longer` has those of long words. */
static void key_word(const pdx_word *word, const pdx_buf *longer, pdx_buf *key) {
    pdx_buf_byte(key, 0x1F);
    if (word->len > PDX_WORD_HEAD) {
        pdx_buf_append(key, longer->data + word->key_at, word->len);
    } else if (pdx_buf_reserve(key, PDX_WORD_HEAD)) {
        (void)pdx_word_key(word, longer, key->data + key->len);
        key->len += word->len;
    }
}

pdx_status archive_fold_words(pdx_tokens *tokens, pdx_span text, uint8_t kind, pdx_buf *key, pdx_error *err) {
    pdx_word words[FOLD_BATCH];
    pdx_buf longer;
    size_t n, i;
    pdx_buf_init(&longer);
    pdx_buf_reset(key);
    pdx_buf_byte(key, kind);
    pdx_tokens_start(tokens, text, PDX_LANG_NONE);
    while ((n = pdx_tokens_words(tokens, words, FOLD_BATCH, &longer)) > 0) {
        for (i = 0; i < n; i++) {
            if (words[i].n_pieces == 1) key_word(&words[i], &longer, key);
        }
    }
    pdx_buf_deinit(&longer);
    return key->failed ? pdx_fail_memory(err) : pdx_tokens_end(tokens, err);
}
