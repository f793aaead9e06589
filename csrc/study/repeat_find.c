#include "study/repeat_find.h"

#include "base/hash.h"
#include "base/sort.h"
#include "segment/segment.h"
#include "study/repeat_places.h"
#include "study/word_tables.h"
#include "text/tokens.h"

enum { WORDS_AT_ONCE = PDX_LIMIT(128, 3), WORD_WORK = 12, RUN_WORK = 16 };

#define KEY_WORD UINT64_C(0x6A09E667F3BCC909)

void repeat_finder_deinit(repeat_finder *self) {
    PDX_VEC_DEINIT(&self->parts);
    PDX_VEC_DEINIT(&self->words);
    PDX_VEC_DEINIT(&self->places);
    PDX_VEC_DEINIT(&self->runs);
}

uint32_t repeat_part_of(const repeat_finder *self, uint32_t word) {
    size_t low = 0, high = self->parts.len - 1; /* the last is none */
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->parts.data[middle].first <= word) low = middle;
        else high = middle;
    }
    return (uint32_t)low;
}

static uint32_t post_of(const repeat_finder *self, uint32_t word) { return self->parts.data[repeat_part_of(self, word)].post; }

/* ------ words: numbers that the index gives them, out of the words as they run where a part is indexed as it stands */

/* What reading takes. */
typedef struct word_reader {
    const pdx_running *running;
    pdx_tokens *tokens;
    pdx_buf keys;
    pdx_word words[WORDS_AT_ONCE];
} word_reader;

static pdx_status words_room(repeat_finder *self, size_t n, pdx_error *err) {
    if (self->words.len + n >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than repeats are looked for in: ask for fewer posts");
    }
    return PDX_VEC_RESERVE(&self->words, self->words.len + n) ? PDX_OK : pdx_fail_memory(err);
}

/* The number of a word; one that no indexed text has gets one beyond these. */
static pdx_status word_number(const word_reader *reader, const pdx_word *word, uint32_t *number, pdx_error *err) {
    uint8_t room[PDX_WORD_HEAD];
    const pdx_span key = pdx_word_key(word, &reader->keys, room);
    PDX_TRY(pdx_word_numbers_find(&reader->running->numbers, key, number, err));
    if (*number == PDX_NO_WORD) *number = (uint32_t)(pdx_hash(key, KEY_WORD) >> 32) | PDX_RUNNING_FIRST;
    return PDX_OK;
}

/* A part that the index has in pieces (a list of tags), or not at all. */
static pdx_status text_read(repeat_finder *self, word_reader *reader, pdx_span text, pdx_lang language, pdx_pace *pace, uint64_t done,
                            pdx_error *err) {
    size_t n;
    pdx_tokens_start(reader->tokens, text, language);
    if (pdx_tokens_skip(reader->tokens, self->least) < self->least) return pdx_tokens_end(reader->tokens, err);
    pdx_tokens_again(reader->tokens);
    pdx_buf_reset(&reader->keys);
    while ((n = pdx_tokens_words(reader->tokens, reader->words, WORDS_AT_ONCE, &reader->keys)) > 0) {
        PDX_TRY(words_room(self, n, err));
        for (size_t i = 0; i < n; i++) {
            if (reader->words[i].n_pieces != 1) continue;
            PDX_TRY(word_number(reader, &reader->words[i], &self->words.data[self->words.len], err));
            self->words.len++;
        }
        pdx_buf_reset(&reader->keys);
        PDX_TRY(pdx_pace_step(pace, WORD_WORK * n, done, err));
    }
    return pdx_tokens_end(reader->tokens, err);
}

static pdx_status stretch_read(repeat_finder *self, const pdx_running *running, uint64_t from, uint32_t n, pdx_error *err) {
    if (n < self->least) return PDX_OK;
    PDX_TRY(words_room(self, n, err));
    uint32_t *words = self->words.data + self->words.len;
    for (uint32_t i = 0; i < n; i++) words[i] = pdx_running_word(running, from + i);
    self->words.len += n;
    return PDX_OK;
}

/* The stretches of a document while its parts are gone through. */
typedef struct stretch_walk {
    const pdx_segment *segment;
    pdx_doc doc;
    uint32_t next, n;   /* its stretches */
    uint64_t begin, end; /* its places */
    pdx_doc_part at;    /* stretch number `next`, where `is_read` */
    bool is_read;
} stretch_walk;

static pdx_status stretch_walk_begin(stretch_walk *walk, const pdx_running *running, uint32_t post, pdx_error *err) {
    pdx_doc_info info;
    uint32_t s;
    if (!pdx_snapshot_post_place(running->snapshot, post, &s, &walk->doc)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "no segment has post %u", (unsigned)post);
    }
    walk->segment = pdx_snapshot_segment(running->snapshot, s);
    PDX_TRY(pdx_segment_doc(walk->segment, walk->doc, &info, err));
    walk->next = 0;
    walk->n = info.n_parts;
    walk->begin = pdx_running_begin(running, s, walk->doc);
    walk->end = pdx_running_begin(running, s, walk->doc + 1) - 1;
    walk->is_read = false;
    return PDX_OK;
}

/* Goes to the first stretch of the fullest appearance that is not of a part before `part`. */
static pdx_status stretch_walk_to(stretch_walk *walk, uint32_t appearance, uint32_t part, pdx_error *err) {
    while (walk->next < walk->n) {
        if (!walk->is_read) PDX_TRY(pdx_segment_part(walk->segment, walk->doc, walk->next, &walk->at, err));
        walk->is_read = true;
        if (walk->at.appearance != appearance) walk->next = walk->n; /* those of others stand behind */
        else if (walk->at.page_part >= part) return PDX_OK;
        else walk->next++;
        walk->is_read = false;
    }
    return PDX_OK;
}

static pdx_status part_read(repeat_finder *self, word_reader *reader, stretch_walk *walk, const archive_post *post, const archive_page *page,
                            uint32_t part, pdx_pace *pace, uint64_t done, pdx_error *err) {
    PDX_TRY(stretch_walk_to(walk, post->main, part, err));
    const pdx_doc_part *at = &walk->at;
    if (walk->next == walk->n || at->page_part != part || at->begin != at->block_begin || at->end != at->block_end)
        return text_read(self, reader, archive_part_text(page, part), post->language, pace, done, err);
    if (walk->begin + at->first_position + at->n_positions > walk->end) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a part ends behind its post");
    }
    PDX_TRY(pdx_pace_step(pace, at->n_positions, done, err));
    return stretch_read(self, reader->running, walk->begin + at->first_position, at->n_positions, err);
}

static pdx_status post_read(repeat_finder *self, word_reader *reader, uint32_t number, pdx_pace *pace, uint64_t done, pdx_error *err) {
    const pdx_archive *archive = self->rows;
    archive_pass_rest(archive);
    const archive_post *post = archive_post_at(archive, number);
    const archive_appearance *main = archive_appearance_at(archive, post->main);
    const archive_page *page = archive_page_at(archive, main->page);
    const pdx_page_entry *entry = archive_entry_of(page, main->entry);
    stretch_walk walk;
    PDX_TRY(stretch_walk_begin(&walk, reader->running, number, err));
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const uint8_t role = archive_page_part(page, i)->role;
        if (!pdx_role_is_read(role) || (self->view->roles & PDX_ROLE_BIT(role)) == 0) continue;
        const repeat_part part = {number, main->page, i, (uint32_t)self->words.len};
        PDX_TRY(part_read(self, reader, &walk, post, page, i, pace, done, err));
        if (self->words.len - part.first < self->least) self->words.len = part.first; /* too short for any */
        else if (!PDX_VEC_PUSH(&self->parts, part)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status words_read(repeat_finder *self, pdx_error *err) {
    word_reader reader = {0};
    pdx_pace pace = pdx_pace_of(self->tick, self->view->n_posts);
    PDX_TRY(study_know_running(self->view->archive, self->tick, err));
    reader.running = self->view->archive->running;
    pdx_buf_init(&reader.keys);
    pdx_status status = pdx_tokens_new(self->view->archive->analyzer, &reader.tokens, err);
    if (status == PDX_OK) pdx_tokens_ask(reader.tokens, self->tick);
    for (uint32_t i = 0; status == PDX_OK && i < self->view->n_posts; i++) {
        status = post_read(self, &reader, pdx_view_post(self->view, i), &pace, i, err);
    }
    pdx_tokens_free(reader.tokens);
    pdx_buf_deinit(&reader.keys);
    PDX_TRY(status);
    const repeat_part end = {PDX_NONE, PDX_NONE, PDX_NONE, (uint32_t)self->words.len};
    if (!PDX_VEC_PUSH(&self->parts, end)) return pdx_fail_memory(err);
    return archive_sound(self->rows, err);
}

/* ------ groups of equal ones, and stretches of groups with the same places */

typedef struct group {
    uint32_t first, n; /* of the places in `found` */
} group;

typedef struct grouping {
    repeat_keys found;  /* owned, like the rest */
    PDX_VEC(group) groups;
    repeat_keys leaders; /* the first place of each group, by its word; the group as item */
} grouping;

static bool same_words(const repeat_finder *self, uint32_t a, uint32_t b, uint32_t n) {
    return memcmp(self->words.data + a, self->words.data + b, n * sizeof(uint32_t)) == 0;
}

/* Groups with places in several posts; what has the same hash and other words is left out. */
static pdx_status groups_make(repeat_finder *self, grouping *all, pdx_error *err) {
    pdx_keyed *found = all->found.data;
    pdx_pace pace = pdx_pace_of(self->tick, all->found.len);
    for (size_t begin = 0, end; begin < all->found.len; begin = end) {
        group made = {(uint32_t)begin, 0};
        bool several = false;
        end = begin + 1;
        PDX_TRY(pdx_pace_step(&pace, 1, begin, err));
        if (end == all->found.len || found[end].key != found[begin].key) continue; /* no other has it: most */
        for (end = begin; end < all->found.len && found[end].key == found[begin].key; end++) {
            if (!same_words(self, found[begin].item, found[end].item, self->least)) continue;
            found[begin + made.n++].item = found[end].item;
            several = several || post_of(self, found[end].item) != post_of(self, found[begin].item);
        }
        PDX_TRY(pdx_pace_step(&pace, RUN_WORK * (end - begin), begin, err));
        if (!several) continue;
        const pdx_keyed leader = {found[begin].item, (uint32_t)all->groups.len};
        if (!PDX_VEC_PUSH(&all->groups, made) || !PDX_VEC_PUSH(&all->leaders, leader)) return pdx_fail_memory(err);
    }
    return all->leaders.len > 0 ? repeat_keys_sort(&all->leaders, self->tick, err) : PDX_OK;
}

/* Whether every place of `b` is one word behind that of `a`. */
static bool follows(const grouping *all, const group *a, const group *b) {
    if (a->n != b->n) return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (all->found.data[b->first + i].item != all->found.data[a->first + i].item + 1) return false;
    return true;
}

/* By how many words all places of a run can begin earlier, or end later by `end` words of each. */
static uint32_t reach(const repeat_finder *self, const uint32_t *places, uint32_t n, uint32_t n_words, bool back) {
    uint32_t most = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t part = repeat_part_of(self, places[i]);
        const uint32_t room = back ? places[i] - self->parts.data[part].first : self->parts.data[part + 1].first - places[i] - n_words;
        most = room < most ? room : most;
    }
    for (uint32_t k = 0; k < most; k++) {
        for (uint32_t i = 1; i < n; i++) {
            const uint32_t a = back ? places[0] - 1 - k : places[0] + n_words + k, b = back ? places[i] - 1 - k : places[i] + n_words + k;
            if (self->words.data[a] != self->words.data[b]) return k;
        }
    }
    return most;
}

static pdx_status run_add(repeat_finder *self, const grouping *all, const group *from, uint32_t n_words, pdx_pace *pace, pdx_error *err) {
    repeat_run run = {self->places.len, from->n, n_words};
    if (!PDX_VEC_RESERVE(&self->places, self->places.len + from->n)) return pdx_fail_memory(err);
    uint32_t *places = self->places.data + run.first;
    for (uint32_t i = 0; i < from->n; i++) places[i] = all->found.data[from->first + i].item;
    const uint32_t back = reach(self, places, from->n, n_words, true);
    run.n_words += back + reach(self, places, from->n, n_words, false);
    for (uint32_t i = 0; i < from->n; i++) places[i] -= back;
    self->places.len += run.n;
    PDX_TRY(pdx_pace_step(pace, (uint64_t)RUN_WORK * from->n + (uint64_t)from->n * (run.n_words - n_words), 0, err));
    return PDX_VEC_PUSH(&self->runs, run) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status runs_make(repeat_finder *self, const grouping *all, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, 0);
    for (size_t i = 0, end; i < all->leaders.len; i = end) {
        const group *first = &all->groups.data[all->leaders.data[i].item], *last = first;
        for (end = i + 1; end < all->leaders.len && all->leaders.data[end].key == all->leaders.data[end - 1].key + 1; end++) {
            const group *next = &all->groups.data[all->leaders.data[end].item];
            if (!follows(all, last, next)) break;
            last = next;
        }
        PDX_TRY(run_add(self, all, first, (uint32_t)(end - i - 1) + self->least, &pace, err));
    }
    return PDX_OK;
}

static int run_order(const void *left, const void *right, const void *context) {
    const repeat_run *a = left, *b = right;
    const uint32_t *places = context;
    const uint32_t x = places[a->first], y = places[b->first];
    if (x != y) return x < y ? -1 : 1;
    if (a->n_words != b->n_words) return a->n_words > b->n_words ? -1 : 1;
    if (a->n != b->n) return a->n > b->n ? -1 : 1;
    for (uint32_t i = 1; i < a->n; i++)
        if (places[a->first + i] != places[b->first + i]) return places[a->first + i] < places[b->first + i] ? -1 : 1;
    return 0;
}

/* In order, each once: what others share of the middle of a run parts it, and both sides grow to the same. */
static pdx_status runs_order(repeat_finder *self, pdx_error *err) {
    size_t n = 0;
    if (self->runs.len == 0) return PDX_OK;
    PDX_TRY(pdx_sort(self->runs.data, self->runs.len, sizeof *self->runs.data, run_order, self->places.data, self->tick, err));
    for (size_t i = 0; i < self->runs.len; i++)
        if (n == 0 || run_order(&self->runs.data[n - 1], &self->runs.data[i], self->places.data) != 0) self->runs.data[n++] = self->runs.data[i];
    self->runs.len = n;
    return PDX_OK;
}

pdx_status repeat_find(repeat_finder *self, pdx_error *err) {
    grouping all;
    memset(&all, 0, sizeof all);
    pdx_status status = words_read(self, err);
    if (status == PDX_OK) status = repeat_places_find(self, &all.found, err);
    if (status == PDX_OK) status = groups_make(self, &all, err);
    if (status == PDX_OK) status = runs_make(self, &all, err);
    if (status == PDX_OK) status = runs_order(self, err);
    PDX_VEC_DEINIT(&all.found);
    PDX_VEC_DEINIT(&all.groups);
    PDX_VEC_DEINIT(&all.leaders);
    return status;
}
