#include <string.h>

#include "archive/contents.h"
#include "study/word_trie.h"
#include "text/tokens.h"

/* Phrases of a dictionary in the posts of a view: part by part, its words are read and the longest phrase at each is looked for; parts that have some are
 * read again for their bytes. */

enum { WORDS_AT_ONCE = PDX_LIMIT(128, 3), WORD_WORK = 10, PHRASE_WORK = 200 };

struct pdx_match_table {
    pdx_archive *archive; /* counted */
    PDX_VEC(pdx_match_info) rows;
};

/* A match by the words of its part. */
typedef struct word_match {
    uint32_t first, n, phrase;
} word_match;

typedef struct matcher {
    const pdx_view *view;
    pdx_match_table *table;
    const uint32_t *entries;
    const pdx_tick *tick;
    word_trie trie;              /* owned, like all that follows */
    pdx_tokens *tokens;
    pdx_buf keys;
    pdx_word words[WORDS_AT_ONCE];
    PDX_VEC(uint64_t) part;      /* hashes of the words of one part */
    PDX_VEC(word_match) matches; /* in it */
} matcher;

/* Hashes of the words of a text, into `part`. */
static pdx_status words_read(matcher *self, pdx_span text, pdx_lang language, pdx_pace *pace, uint64_t done, pdx_error *err) {
    size_t n;
    self->part.len = 0;
    pdx_buf_reset(&self->keys);
    pdx_tokens_start(self->tokens, text, language);
    while ((n = pdx_tokens_words(self->tokens, self->words, WORDS_AT_ONCE, &self->keys)) > 0) {
        if (!PDX_VEC_RESERVE(&self->part, self->part.len + n)) return pdx_fail_memory(err);
        for (size_t i = 0; i < n; i++)
            if (self->words[i].n_pieces == 1) self->part.data[self->part.len++] = word_trie_word(&self->words[i], &self->keys);
        pdx_buf_reset(&self->keys);
        PDX_TRY(pdx_pace_step(pace, WORD_WORK * n, done, err));
    }
    return pdx_tokens_end(self->tokens, err);
}

static pdx_status phrases_read(matcher *self, const pdx_span *phrases, size_t n, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t node = 0;
        PDX_TRY(words_read(self, phrases[i], self->view->archive->language, &pace, i, err));
        for (size_t k = 0; k < self->part.len; k++) PDX_TRY(word_trie_grow(&self->trie, &node, self->part.data[k], err));
        if (node != 0 && self->trie.ends.data[node] == UINT32_MAX) self->trie.ends.data[node] = (uint32_t)i;
        PDX_TRY(pdx_pace_step(&pace, PHRASE_WORK, i, err));
    }
    return PDX_OK;
}

/* The longest phrase at each word that is not in one before. */
static pdx_status part_match(matcher *self, pdx_error *err) {
    const uint64_t *words = self->part.data;
    const size_t n = self->part.len;
    self->matches.len = 0;
    for (size_t i = 0; i < n;) {
        uint32_t node = 0;
        word_match found = {(uint32_t)i, 0, UINT32_MAX};
        for (size_t k = i; k < n && (node = word_trie_step(&self->trie, node, words[k])) != 0; k++) {
            if (self->trie.ends.data[node] == UINT32_MAX) continue;
            found.n = (uint32_t)(k - i + 1);
            found.phrase = self->trie.ends.data[node];
        }
        if (found.n > 0 && !PDX_VEC_PUSH(&self->matches, found)) return pdx_fail_memory(err);
        i += found.n > 0 ? found.n : 1;
    }
    return PDX_OK;
}

/* Where the matches of a part are, in bytes. */
static pdx_status part_place(matcher *self, pdx_span text, pdx_lang language, uint64_t shift, pdx_match_info row, pdx_error *err) {
    pdx_token token;
    size_t match = 0, word = 0;
    pdx_tokens_start(self->tokens, text, language);
    while (match < self->matches.len && pdx_tokens_next(self->tokens, &token)) {
        const word_match *one = &self->matches.data[match];
        if (token.n_pieces != 1) continue;
        if (word == one->first) row.range.begin = shift + token.begin;
        if (++word != (size_t)one->first + one->n) continue;
        row.range.end = shift + token.end;
        row.phrase = one->phrase;
        row.entry = self->entries[one->phrase];
        if (!PDX_VEC_PUSH(&self->table->rows, row)) return pdx_fail_memory(err);
        match++;
    }
    return pdx_tokens_status(self->tokens) == PDX_OK ? PDX_OK : pdx_tokens_end(self->tokens, err);
}

static pdx_status post_match(matcher *self, uint32_t number, pdx_pace *pace, uint64_t done, pdx_error *err) {
    const pdx_archive *archive = self->view->archive;
    const archive_post *post = archive_post_at(archive, number);
    const archive_appearance *main = archive_appearance_at(archive, post->main);
    const archive_page *page = archive_page_at(archive, main->page);
    const pdx_page_entry *entry = archive_entry_of(page, main->entry);
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const pdx_page_part *part = archive_page_part(page, i);
        if (part->role == PDX_ROLE_BLANK || (self->view->roles & PDX_ROLE_BIT(part->role)) == 0) continue;
        const pdx_span text = archive_part_text(page, i);
        const pdx_match_info row = {.post = number, .page = main->page, .part = i, .layer = page->layer};
        PDX_TRY(words_read(self, text, post->language, pace, done, err));
        PDX_TRY(part_match(self, err));
        if (self->matches.len > 0) PDX_TRY(part_place(self, text, post->language, part->range.begin, row, err));
    }
    return PDX_OK;
}

static pdx_status table_fill(matcher *self, const pdx_span *phrases, size_t n, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, self->view->n_posts);
    PDX_TRY(word_trie_init(&self->trie, err));
    PDX_TRY(pdx_tokens_new(self->view->archive->analyzer, &self->tokens, err));
    pdx_tokens_ask(self->tokens, self->tick);
    PDX_TRY(phrases_read(self, phrases, n, err));
    for (uint32_t i = 0; i < self->view->n_posts; i++) PDX_TRY(post_match(self, pdx_view_post(self->view, i), &pace, i, err));
    return archive_sound(self->view->archive, err);
}

pdx_status pdx_view_match(const pdx_view *view, const pdx_span *phrases, const uint32_t *entries, size_t n, const pdx_tick *tick, pdx_match_table **out,
                          pdx_error *err) {
    matcher self = {.view = view, .entries = entries, .tick = tick};
    *out = NULL;
    self.table = pdx_alloc_zero(1, sizeof *self.table);
    if (self.table == NULL) return pdx_fail_memory(err);
    self.table->archive = view->archive;
    pdx_archive_retain(view->archive);
    pdx_buf_init(&self.keys);
    const pdx_status status = table_fill(&self, phrases, n, err);
    word_trie_deinit(&self.trie);
    pdx_tokens_free(self.tokens);
    pdx_buf_deinit(&self.keys);
    PDX_VEC_DEINIT(&self.part);
    PDX_VEC_DEINIT(&self.matches);
    if (status == PDX_OK) *out = self.table;
    else pdx_match_table_free(self.table);
    return status;
}

size_t pdx_match_count(const pdx_match_table *table) { return table->rows.len; }

pdx_match_info pdx_match_get(const pdx_match_table *table, size_t i) {
    assert(i < table->rows.len);
    return table->rows.data[i];
}

void pdx_match_table_free(pdx_match_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
