#include "post/quotes/quotes.h"

#include "post/quotes/dialogue.h"
#include "post/quotes/quote_kind.h"

/* What was found in a block. */
typedef struct block_read {
    size_t first, n; /* of `quoted` */
} block_read;

struct pdx_quote_finder {
    pdx_quote_marks marks;
    pdx_speech_words words;
    pdx_known_persons known;
    PDX_VEC(pdx_quoted) quoted;   /* owned, like all that follows; of all blocks */
    PDX_VEC(block_read) blocks;
    pdx_dialogue dialogue; /* of one block */
    pdx_quote_tokens tokens;
};

const char *pdx_quote_kind_name(pdx_quote_kind kind) {
    static const char *const names[PDX_QUOTE_KIND_COUNT] = {"direct", "scare", "title"};
    return (unsigned)kind < PDX_QUOTE_KIND_COUNT ? names[kind] : "";
}

const char *pdx_quote_said_name(pdx_quote_said said) {
    static const char *const names[PDX_SAID_COUNT] = {"", "name", "pronoun", "noun", "pronoun", "carried"};
    return (unsigned)said < PDX_SAID_COUNT ? names[said] : "";
}

pdx_status pdx_quote_finder_new(pdx_quote_finder **out, pdx_error *err) {
    pdx_quote_finder *self = pdx_alloc_zero(1, sizeof *self);
    *out = self;
    if (self == NULL) return pdx_fail_memory(err);
    pdx_quote_marks_init(&self->marks);
    pdx_speech_words_init(&self->words);
    return PDX_OK;
}

void pdx_quote_finder_free(pdx_quote_finder *finder) {
    if (finder == NULL) return;
    pdx_quote_marks_deinit(&finder->marks);
    pdx_speech_words_deinit(&finder->words);
    PDX_VEC_DEINIT(&finder->quoted);
    PDX_VEC_DEINIT(&finder->blocks);
    PDX_VEC_DEINIT(&finder->dialogue);
    PDX_VEC_DEINIT(&finder->tokens);
    pdx_free(finder);
}

/* Parts that are no prose: marks in them are something else. */
static bool is_prose(uint8_t role) {
    return role != PDX_ROLE_BLANK && role != PDX_ROLE_CODE && role != PDX_ROLE_TAGS && role != PDX_ROLE_CATEGORIES && role != PDX_ROLE_SHARE &&
           role != PDX_ROLE_READ_MORE && role != PDX_ROLE_DATE;
}

/* Parts that go on from one to the next. */
static bool is_running(uint8_t role) { return role == PDX_ROLE_PARAGRAPH || role == PDX_ROLE_QUOTE || role == PDX_ROLE_LIST; }

static pdx_status quoted_append(pdx_quote_finder *self, const pdx_quoted *from, size_t n, pdx_error *err) {
    if (n == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&self->quoted, self->quoted.len + n)) return pdx_fail_memory(err);
    memcpy(self->quoted.data + self->quoted.len, from, n * sizeof(pdx_quoted));
    self->quoted.len += n;
    return PDX_OK;
}

/* Blocks one after the other that begin with a dash. */
typedef struct dash_run {
    size_t end; /* behind the last */
    bool told;  /* one of them says that somebody speaks: else they may be a list */
} dash_run;

static bool may_be_dialogue(const pdx_quote_block *block) {
    return (block->role == PDX_ROLE_PARAGRAPH || block->role == PDX_ROLE_QUOTE) && pdx_dialogue_begins(block->text);
}

static pdx_status run_look(pdx_quote_finder *self, const pdx_quote_block *blocks, size_t n, size_t at, dash_run *run, const pdx_tick *tick,
                           pdx_error *err) {
    run->told = false;
    for (; at < n && (blocks[at].role == PDX_ROLE_BLANK || may_be_dialogue(&blocks[at])); at++) {
        if (run->told || blocks[at].role == PDX_ROLE_BLANK) continue;
        PDX_TRY(pdx_dialogue_read(&self->words, blocks[at].text, &self->dialogue, &run->told, tick, err));
    }
    run->end = at;
    return PDX_OK;
}

/* What is said in a block that begins with a dash and has no marks. */
static pdx_status dialogue_take(pdx_quote_finder *self, const pdx_quote_block *blocks, size_t n, size_t at, pdx_lang language, dash_run *run,
                                const pdx_tick *tick, pdx_error *err) {
    bool told;
    PDX_TRY(pdx_speech_words_read(&self->words, language, err));
    if (at >= run->end) PDX_TRY(run_look(self, blocks, n, at, run, tick, err));
    if (!run->told) return PDX_OK;
    PDX_TRY(pdx_dialogue_read(&self->words, blocks[at].text, &self->dialogue, &told, tick, err));
    return quoted_append(self, self->dialogue.data, self->dialogue.len, err);
}

static pdx_status marks_read(pdx_quote_finder *self, const pdx_quote_block *blocks, size_t n, pdx_lang language, const pdx_tick *tick,
                             pdx_error *err) {
    dash_run run = {0};
    self->quoted.len = self->blocks.len = 0;
    pdx_quote_marks_reset(&self->marks);
    for (size_t i = 0; i < n; i++) {
        block_read read = {self->quoted.len, 0};
        if (is_prose(blocks[i].role)) {
            PDX_TRY(pdx_quote_marks_read(&self->marks, blocks[i].text, is_running(blocks[i].role), tick, err));
            PDX_TRY(quoted_append(self, self->marks.quoted.data, self->marks.quoted.len, err));
            if (self->marks.quoted.len == 0 && may_be_dialogue(&blocks[i]))
                PDX_TRY(dialogue_take(self, blocks, n, i, language, &run, tick, err));
            read.n = self->quoted.len - read.first;
        }
        if (!PDX_VEC_PUSH(&self->blocks, read)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status tokens_read(pdx_quote_finder *self, const pdx_quote_block *blocks, size_t n, pdx_lang language, const pdx_tick *tick,
                              pdx_error *err) {
    self->tokens.len = 0;
    PDX_TRY(pdx_speech_words_read(&self->words, language, err));
    for (size_t i = 0; i < n; i++) {
        const block_read *read = &self->blocks.data[i];
        if (!is_prose(blocks[i].role)) continue;
        PDX_TRY(pdx_quote_tokens_read(&self->tokens, &self->words, blocks[i].text, (uint32_t)i,
                                      self->quoted.data == NULL ? NULL : self->quoted.data + read->first, read->n, (uint32_t)read->first, tick, err));
    }
    return PDX_OK;
}

/* All quotations as they stand, without what they are. */
static pdx_status quotes_begin(const pdx_quote_finder *self, size_t n, pdx_quotes *out, pdx_error *err) {
    if (!PDX_VEC_RESERVE(out, self->quoted.len)) return pdx_fail_memory(err);
    out->len = 0;
    for (size_t block = 0; block < n; block++) {
        const block_read *read = &self->blocks.data[block];
        for (size_t i = read->first; i < read->first + read->n; i++) {
            const pdx_quoted *from = &self->quoted.data[i];
            pdx_quote *quote = &out->data[out->len++];
            memset(quote, 0, sizeof *quote);
            quote->place = (pdx_quote_place){(uint32_t)block, from->begin, from->end};
            quote->inner_begin = from->inner_begin;
            quote->inner_end = from->inner_end;
            quote->outer = from->outer == PDX_QUOTED_NONE ? PDX_QUOTED_NONE : (uint32_t)read->first + from->outer;
            quote->group = PDX_QUOTED_NONE;
            quote->opened = from->opened;
            quote->closed = from->closed;
            quote->continues = from->continues;
        }
    }
    return PDX_OK;
}

/* What tells the quotations of a post. */
typedef struct teller {
    const pdx_quote_finder *finder;
    pdx_scene scene;
    pdx_quote *quotes;
    uint32_t n_groups;
    size_t last; /* token of the last quotation of somebody's words, or SIZE_MAX */
} teller;

static pdx_quote_place place_of(const teller *self, size_t first, size_t last) {
    const pdx_quote_token *a = &self->scene.tokens[first], *b = &self->scene.tokens[last];
    return (pdx_quote_place){a->block, a->begin, b->end};
}

static pdx_quote *quote_at(const teller *self, size_t token) { return &self->quotes[self->scene.tokens[token].quote]; }

static bool has_speaker(const pdx_quote *quote) { return quote->speaker.end > 0; }

static void say_as(pdx_quote *quote, const pdx_quote *other, uint8_t said) {
    quote->speaker = other->speaker;
    quote->said = said;
}

/* Whether its block is nothing but quotations. */
static bool fills_block(const teller *self, size_t at) {
    const pdx_scene *scene = &self->scene;
    if ((scene->tokens[at].gap & PDX_GAP_BLOCK) == 0) return false;
    for (at++; at < scene->n && (scene->tokens[at].gap & PDX_GAP_BLOCK) == 0; at++)
        if (scene->tokens[at].quote == PDX_QUOTED_NONE) return false;
    return true;
}

/* Nothing round it says who speaks: whoever did right before, or was spoken of. */
static void quote_carry(const teller *self, size_t at) {
    const pdx_scene *scene = &self->scene;
    pdx_quote *quote = quote_at(self, at);
    if ((scene->tokens[at].gap & PDX_GAP_COLON) != 0) return; /* somebody is said to speak who is not known */
    if (self->last != SIZE_MAX) {
        const pdx_quote *before = quote_at(self, self->last);
        const bool same_block = before->place.block == quote->place.block;
        const bool turns = self->finder->quoted.data[scene->tokens[at].quote].family == PDX_MARKS_DASH; /* with each line somebody else speaks */
        const bool next_block = !turns && scene->tokens[at].block > 0 && (scene->tokens[at].gap & PDX_GAP_BLOCK) != 0 && at > 0 &&
                                scene->tokens[at - 1].block == before->place.block;
        if (has_speaker(before) && (same_block || (next_block && (quote->continues || fills_block(self, at))))) {
            say_as(quote, before, PDX_SAID_BY_CARRIED);
            return;
        }
    }
    if ((scene->tokens[at].gap & PDX_GAP_ENDS) == 0 || (scene->tokens[at].gap & PDX_GAP_BLOCK) != 0) return;
    const pdx_named who = pdx_subject_of_last(scene, at);
    if (who.said == PDX_SAID_BY_NONE || who.said == PDX_SAID_BY_SOMEBODY) return;
    quote->speaker = place_of(self, who.first, who.last);
    quote->said = PDX_SAID_BY_CARRIED;
}

/* The next of a group: of the same speaker, in the same sentence. */
static void quote_group(teller *self, size_t at) {
    pdx_quote *quote = quote_at(self, at);
    if (self->last == SIZE_MAX || !has_speaker(quote)) return;
    pdx_quote *before = quote_at(self, self->last);
    const bool same =
        before->speaker.block == quote->speaker.block && before->speaker.begin == quote->speaker.begin && before->speaker.end == quote->speaker.end;
    if (!same) return;
    for (size_t i = self->last + 1; i <= at; i++)
        if (self->scene.tokens[i].gap & PDX_GAP_ENDS) return;
    if (before->group == PDX_QUOTED_NONE) before->group = self->n_groups++;
    quote->group = before->group;
}

/* Whether the line with a dash goes on behind the words that tell who speaks: a line is one person's. */
static bool goes_on(const teller *self, size_t at) {
    const uint32_t number = self->scene.tokens[at].quote;
    return self->finder->quoted.data[number].family == PDX_MARKS_DASH && self->last != SIZE_MAX &&
           quote_at(self, self->last)->place.block == self->quotes[number].place.block;
}

static void quote_tell(teller *self, size_t at) {
    const pdx_scene *scene = &self->scene;
    const uint32_t number = scene->tokens[at].quote;
    pdx_quote *quote = &self->quotes[number];
    const pdx_quote_block *block = &scene->blocks[quote->place.block];
    const bool resumed = goes_on(self, at);
    const pdx_spoken same_line = {{0, 0, PDX_SAID_BY_NONE}, SIZE_MAX, resumed ? scene->tokens[self->last].quote : PDX_QUOTED_NONE, true};
    const pdx_spoken spoken = resumed ? same_line : pdx_spoken_find(scene, at);
    quote->kind = (uint8_t)pdx_quote_kind_of(scene, at, &spoken, pdx_span_slice(block->text, quote->inner_begin, quote->inner_end),
                                             self->finder->quoted.data[number].family, block->role);
    if (quote->continues && self->last != SIZE_MAX) quote->kind = quote_at(self, self->last)->kind;
    if (quote->kind != PDX_QUOTE_DIRECT) return;
    if (spoken.cue != SIZE_MAX) quote->cue = place_of(self, spoken.cue, spoken.cue);
    if (spoken.who.said != PDX_SAID_BY_NONE) {
        if (spoken.who.said != PDX_SAID_BY_SOMEBODY) quote->speaker = place_of(self, spoken.who.first, spoken.who.last);
        quote->said = spoken.who.said;
    } else if (spoken.same_as != PDX_QUOTED_NONE && self->quotes[spoken.same_as].said != PDX_SAID_BY_NONE) {
        const pdx_quote *same = &self->quotes[spoken.same_as];
        say_as(quote, same, same->said);
        if (spoken.cue == SIZE_MAX) quote->cue = same->cue;
    } else if (!resumed) {
        quote_carry(self, at);
    }
    quote_group(self, at);
    self->last = at;
}

/* What each quotation is, by the words of `language`; *told: somebody is said to speak. */
static pdx_status quotes_tell(pdx_quote_finder *finder, const pdx_quote_block *blocks, size_t n, pdx_lang language, pdx_quotes *out, bool *told,
                              const pdx_tick *tick, pdx_error *err) {
    enum { QUOTE_WORK = 2000 };
    PDX_TRY(quotes_begin(finder, n, out, err));
    PDX_TRY(tokens_read(finder, blocks, n, language, tick, err));
    teller self = {.finder = finder, .quotes = out->data, .last = SIZE_MAX};
    self.scene = (pdx_scene){finder->tokens.data, finder->tokens.len, blocks, finder->words.language, &finder->known};
    pdx_known_persons_learn(&self.scene);
    pdx_pace pace = pdx_pace_of(tick, 0);
    *told = false;
    for (size_t i = 0; i < finder->tokens.len; i++) {
        if (finder->tokens.data[i].quote == PDX_QUOTED_NONE) continue;
        quote_tell(&self, i);
        *told = *told || quote_at(&self, i)->cue.end > 0;
        PDX_TRY(pdx_pace_step(&pace, QUOTE_WORK, 0, err));
    }
    for (size_t i = 0; i < out->len; i++) { /* those inside others */
        pdx_quote *quote = &out->data[i];
        if (quote->outer == PDX_QUOTED_NONE) continue;
        const pdx_quote_block *block = &blocks[quote->place.block];
        quote->kind = (uint8_t)pdx_quote_kind_of(&self.scene, SIZE_MAX, NULL, pdx_span_slice(block->text, quote->inner_begin, quote->inner_end),
                                                 finder->quoted.data[i].family, block->role);
    }
    return PDX_OK;
}

pdx_status pdx_quotes_find(pdx_quote_finder *finder, const pdx_quote_block *blocks, size_t n, pdx_lang language, pdx_quotes *out,
                           const pdx_tick *tick, pdx_error *err) {
    out->len = 0;
    PDX_TRY(marks_read(finder, blocks, n, language, tick, err));
    if (finder->quoted.len == 0) return PDX_OK;
    if (finder->quoted.len >= PDX_QUOTED_NONE || n >= PDX_QUOTED_NONE) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a post has too many quotations");
    }
    enum { FEW_WORDS = 200 };
    bool told;
    PDX_TRY(quotes_tell(finder, blocks, n, language, out, &told, tick, err));
    /* A few words may be taken for another language than theirs: where nobody speaks by its words, those of English are asked. */
    const pdx_lang asked = finder->words.language;
    if (told || asked == PDX_LANG_EN || finder->tokens.len > FEW_WORDS) return PDX_OK;
    PDX_TRY(quotes_tell(finder, blocks, n, PDX_LANG_EN, out, &told, tick, err));
    return told ? PDX_OK : quotes_tell(finder, blocks, n, asked, out, &told, tick, err);
}
