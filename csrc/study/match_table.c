#include "base/stages.h"
#include "corpus/phrase_set.h"
#include "study/folds.h"
#include "study/match_rows.h"
#include "study/run_reader.h"
#include "text/bigram.h"
#include "text/tokens.h"

/* Phrases of a dictionary in the posts of a view: their words become numbers of the dictionary of the index, and are looked for in the words of
 * the posts as they run. Where a match is in its page is found out when somebody asks. */

enum { WORDS_AT_ONCE = PDX_LIMIT(128, 3), PHRASE_WORK = 400, WORD_WORK = 4, AHEAD = 8, RUN_PLACES = PDX_LIMIT(1 << 14, 8) };

struct pdx_match_place_reader {
    const pdx_match_table *table; /* borrowed */
    study_run_reader runs;
};

/* A phrase in words: numbers of them, whether the index has all, and whether one is a character of a script in bigrams. */
typedef struct read_phrase {
    size_t first;
    uint32_t n;
    bool is_known, is_lone;
} read_phrase;

typedef struct matcher {
    const pdx_view *view;
    pdx_match_table *table;
    const pdx_tick *tick;
    study_folds folds;
    pdx_phrase_set sets[STUDY_FOLDS_MOST]; /* owned, like all that follows; the phrases, by how they are folded */
    pdx_tokens *tokens;
    pdx_buf keys;
    pdx_map words;               /* of the phrases, */
    PDX_VEC(uint32_t) numbers;   /* and which numbers they have in the index; `none` where it has them not */
    PDX_VEC(read_phrase) read;   /* each phrase, */
    PDX_VEC(uint32_t) words_read; /* and the numbers of their words, one after the other */
    PDX_VEC(uint32_t) lone;      /* phrases that have a character by itself, which the words as they run do not tell */
    pdx_phrases_found found;     /* in a stretch of a post */
} matcher;

/* ------------------------------------------------------------------ the dictionary */

static pdx_status word_number(matcher *self, pdx_span key, uint32_t *number, pdx_error *err) {
    const pdx_running *running = self->view->archive->running;
    const uint32_t word = pdx_map_intern(&self->words, key);
    if (word == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (word == self->numbers.len) {
        PDX_TRY(pdx_word_numbers_find(&running->numbers, key, number, err));
        if (*number == PDX_NO_WORD) *number = running->none;
        return PDX_VEC_PUSH(&self->numbers, *number) ? PDX_OK : pdx_fail_memory(err);
    }
    *number = self->numbers.data[word];
    return PDX_OK;
}

/* Appends the numbers of its words. */
static pdx_status phrase_read(matcher *self, pdx_span text, pdx_lang language, read_phrase *out, pdx_error *err) {
    pdx_word words[WORDS_AT_ONCE];
    uint8_t room[PDX_WORD_HEAD];
    size_t n;
    *out = (read_phrase){.first = self->words_read.len, .is_known = true};
    pdx_tokens_start(self->tokens, text, language);
    pdx_buf_reset(&self->keys);
    while ((n = pdx_tokens_words(self->tokens, words, WORDS_AT_ONCE, &self->keys)) > 0) {
        for (size_t i = 0; i < n; i++) {
            uint32_t number;
            if (words[i].n_pieces != 1) continue;
            const pdx_span key = pdx_word_key(&words[i], &self->keys, room);
            out->is_lone = out->is_lone || pdx_bigram_is_single(key);
            PDX_TRY(word_number(self, key, &number, err));
            out->is_known = out->is_known && number != self->view->archive->running->none;
            if (!PDX_VEC_PUSH(&self->words_read, number)) return pdx_fail_memory(err);
        }
        pdx_buf_reset(&self->keys);
    }
    out->n = (uint32_t)(self->words_read.len - out->first);
    return pdx_tokens_end(self->tokens, err);
}

/* All of them, as they are folded in a language. */
static pdx_status phrases_spell(matcher *self, size_t fold, const pdx_span *phrases, size_t n, pdx_pace *pace, pdx_error *err) {
    self->words_read.len = 0;
    for (size_t i = 0; i < n; i++) {
        if (n - i > AHEAD && phrases[i + AHEAD].len > 0) PDX_PREFETCH(phrases[i + AHEAD].data); /* they lie all over memory */
        PDX_TRY(phrase_read(self, phrases[i], self->folds.each[fold].language, &self->read.data[i], err));
        PDX_TRY(pdx_pace_step(pace, PHRASE_WORK, fold * n + i, err));
    }
    return PDX_OK;
}

static bool can_be_found(const read_phrase *phrase) { return phrase->is_known && !phrase->is_lone && phrase->n > 0; }

static pdx_status phrases_fold(matcher *self, size_t fold, const pdx_span *phrases, const uint32_t *entries, size_t n, pdx_pace *pace,
                               pdx_error *err) {
    pdx_phrase_set *set = &self->sets[fold];
    PDX_TRY(phrases_spell(self, fold, phrases, n, pace, err));
    PDX_TRY(pdx_phrase_set_init(set, self->view->archive->running, self->words_read.len > n ? self->words_read.len - n : 0, err));
    for (size_t i = 0; i < n; i++) {
        const read_phrase *phrase = &self->read.data[i], *ahead = &self->read.data[n - i > AHEAD ? i + AHEAD : i];
        if (can_be_found(ahead)) pdx_phrase_set_fetch(set, &self->words_read.data[ahead->first], ahead->n);
        if (fold == 0 && phrase->is_lone && !PDX_VEC_PUSH(&self->lone, (uint32_t)i)) return pdx_fail_memory(err);
        if (can_be_found(phrase)) PDX_TRY(pdx_phrase_set_add(set, &self->words_read.data[phrase->first], phrase->n, (uint32_t)i, err));
        self->table->phrases[i] = (match_phrase){entries[i], phrase->n}; /* as many, however they are folded */
    }
    return pdx_phrase_set_ready(set, err);
}

static pdx_status phrases_read(matcher *self, const pdx_span *phrases, const uint32_t *entries, size_t n, pdx_error *err) {
    self->folds = study_folds_of(self->view->archive);
    pdx_pace pace = pdx_pace_of(self->tick, self->folds.n * n);
    PDX_TRY(pdx_tokens_new(self->view->archive->analyzer, &self->tokens, err));
    pdx_tokens_ask(self->tokens, self->tick);
    if (!PDX_VEC_RESERVE(&self->read, n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < self->folds.n; i++) PDX_TRY(phrases_fold(self, i, phrases, entries, n, &pace, err));
    return PDX_OK;
}

/* ------------------------------------------------------------------ the posts */

/* Places [from, to), in which post follows post from `doc` on. */
static pdx_status stretch_match(matcher *self, const pdx_phrase_set *set, uint32_t s, pdx_doc doc, uint64_t from, uint64_t to, pdx_error *err) {
    const pdx_archive *archive = self->view->archive;
    pdx_match_table *table = self->table;
    uint32_t post = pdx_snapshot_post_number(archive->snapshot, s, doc);
    self->found.len = 0;
    PDX_TRY(pdx_phrase_set_find(set, from, to, &self->found, err));
    if (!PDX_VEC_RESERVE(&table->rows, table->rows.len + self->found.len)) return pdx_fail_memory(err);
    for (size_t i = 0; i < self->found.len; i++) {
        const pdx_phrase_found *found = &self->found.data[i];
        while (found->place >= pdx_running_begin(archive->running, s, doc + 1)) post = pdx_snapshot_post_number(archive->snapshot, s, ++doc);
        table->rows.data[table->rows.len++] = (match_row){found->place, post, found->phrase << MATCH_CUT_BITS | PDX_CUT_NONE};
    }
    return PDX_OK;
}

/* The parts of a post that count, or all of it. */
static pdx_status post_match(matcher *self, uint32_t s, pdx_doc doc, pdx_error *err) {
    const pdx_running *running = self->view->archive->running;
    const pdx_segment *segment = pdx_snapshot_segment(self->view->archive->snapshot, s);
    const uint64_t begin = pdx_running_begin(running, s, doc), end = pdx_running_begin(running, s, doc + 1) - 1;
    pdx_doc_info info;
    PDX_TRY(pdx_segment_doc(segment, doc, &info, err));
    const pdx_phrase_set *set = &self->sets[study_fold_number(&self->folds, info.language)];
    if (self->view->roles == PDX_ROLES_ALL) return stretch_match(self, set, s, doc, begin, end, err);
    for (uint32_t i = 0; i < info.n_parts; i++) {
        pdx_doc_part part;
        PDX_TRY(pdx_segment_part(segment, doc, i, &part, err));
        if ((self->view->roles & PDX_ROLE_BIT(part.role)) == 0) continue;
        if (begin + part.first_position + part.n_positions > end) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a part ends behind its post");
        PDX_TRY(stretch_match(self, set, s, doc, begin + part.first_position, begin + part.first_position + part.n_positions, err));
    }
    return PDX_OK;
}

/* Posts of the view that follow each other in a segment: what is asked of all of them alike is asked of all at once, since no phrase goes on behind
 * the end of a post. */
typedef struct run {
    uint32_t segment;
    pdx_doc begin, end;
} run;

/* Whether the post is the next of the run, which then has it; a run has so many places, more or less. */
static bool run_goes_on(const matcher *self, run *at, uint32_t s, pdx_doc doc) {
    const pdx_running *running = self->view->archive->running;
    if (s != at->segment || doc != at->end || self->folds.n > 1 || self->view->roles != PDX_ROLES_ALL) return false;
    if (pdx_running_begin(running, s, doc) - pdx_running_begin(running, s, at->begin) > RUN_PLACES) return false;
    at->end++;
    return true;
}

static pdx_status run_match(matcher *self, const run *at, pdx_pace *pace, uint32_t done, pdx_error *err) {
    const pdx_running *running = self->view->archive->running;
    if (at->begin == at->end) return PDX_OK;
    const uint64_t begin = pdx_running_begin(running, at->segment, at->begin), end = pdx_running_begin(running, at->segment, at->end) - 1;
    PDX_TRY(pdx_pace_step(pace, WORD_WORK * (end - begin), done, err));
    if (self->folds.n > 1 || self->view->roles != PDX_ROLES_ALL) return post_match(self, at->segment, at->begin, err);
    return stretch_match(self, &self->sets[0], at->segment, at->begin, begin, end, err);
}

static pdx_status posts_match(matcher *self, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, self->view->n_posts);
    run at = {0, 0, 0};
    for (uint32_t i = 0; i < self->view->n_posts; i++) {
        const uint32_t post = pdx_view_post(self->view, i);
        uint32_t s;
        pdx_doc doc;
        if (!pdx_snapshot_post_place(self->view->archive->snapshot, post, &s, &doc)) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "no segment has post %u", (unsigned)post);
        }
        if (run_goes_on(self, &at, s, doc)) continue;
        PDX_TRY(run_match(self, &at, &pace, i, err));
        at = (run){s, doc, doc + 1};
    }
    return run_match(self, &at, &pace, self->view->n_posts, err);
}

enum { TURN_SHARE = 500, PHRASES_SHARE = 100 }; /* of the work, as progress tells it */

static pdx_status table_fill(matcher *self, const pdx_span *phrases, const uint32_t *entries, size_t n, const pdx_tick *tick, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    self->tick = &staged;
    pdx_stages_next(&stages, TURN_SHARE);
    PDX_TRY(study_know_running(self->view->archive, self->tick, err));
    pdx_stages_next(&stages, PHRASES_SHARE);
    PDX_TRY(phrases_read(self, phrases, entries, n, err));
    pdx_stages_next(&stages, PDX_STAGES_ALL - TURN_SHARE - PHRASES_SHARE);
    PDX_TRY(posts_match(self, err));
    return self->lone.len == 0 ? PDX_OK : study_match_lone(self->view, self->table, phrases, self->lone.data, self->lone.len, self->tick, err);
}

static void matcher_deinit(matcher *self) {
    for (size_t i = 0; i < self->folds.n; i++) pdx_phrase_set_deinit(&self->sets[i]);
    pdx_tokens_free(self->tokens);
    pdx_buf_deinit(&self->keys);
    pdx_map_deinit(&self->words);
    PDX_VEC_DEINIT(&self->numbers);
    PDX_VEC_DEINIT(&self->read);
    PDX_VEC_DEINIT(&self->words_read);
    PDX_VEC_DEINIT(&self->lone);
    PDX_VEC_DEINIT(&self->found);
}

pdx_status pdx_view_match(const pdx_view *view, const pdx_span *phrases, const uint32_t *entries, size_t n, const pdx_tick *tick,
                          pdx_match_table **out, pdx_error *err) {
    matcher self = {.view = view};
    *out = NULL;
    if (n >> (32 - MATCH_CUT_BITS) != 0) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more names than can be numbered");
    self.table = pdx_alloc_zero(1, sizeof *self.table);
    if (self.table == NULL) return pdx_fail_memory(err);
    self.table->archive = view->archive;
    pdx_archive_retain(view->archive);
    pdx_buf_init(&self.keys);
    pdx_map_init(&self.words);
    self.table->phrases = pdx_alloc_zero(n, sizeof *self.table->phrases);
    const pdx_status status = self.table->phrases == NULL ? pdx_fail_memory(err) : table_fill(&self, phrases, entries, n, tick, err);
    matcher_deinit(&self);
    if (status == PDX_OK) *out = self.table;
    else pdx_match_table_free(self.table);
    return status;
}

size_t pdx_match_count(const pdx_match_table *table) { return table->rows.len; }

pdx_match_info pdx_match_get(const pdx_match_table *table, size_t i) {
    const match_row *row = &table->rows.data[i];
    assert(i < table->rows.len);
    return (pdx_match_info){row->post, match_row_phrase(row), table->phrases[match_row_phrase(row)].entry};
}

void pdx_match_table_free(pdx_match_table *table) {
    if (table == NULL) return;
    pdx_free(table->phrases);
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}

/* ------------------------------------------------------------------ where they are */

pdx_status pdx_match_place_reader_new(const pdx_match_table *table, pdx_match_place_reader **out, pdx_error *err) {
    pdx_match_place_reader *reader = pdx_alloc(sizeof *reader);
    *out = reader;
    if (reader == NULL) return pdx_fail_memory(err);
    reader->table = table;
    study_run_reader_init(&reader->runs, table->archive);
    return PDX_OK;
}

void pdx_match_place_reader_free(pdx_match_place_reader *reader) {
    if (reader == NULL) return;
    study_run_reader_deinit(&reader->runs);
    pdx_free(reader);
}

pdx_status pdx_match_place_reader_get(pdx_match_place_reader *reader, size_t i, const pdx_tick *tick, pdx_run_place *out, pdx_error *err) {
    const match_row *row = &reader->table->rows.data[i];
    assert(i < reader->table->rows.len);
    reader->runs.walk.tick = tick;
    return study_run_read(&reader->runs, row->post, row->place, reader->table->phrases[match_row_phrase(row)].n_words, match_row_cut(row), out, err);
}
