#include "page/site/siteruns.h"

#include "page/lexicon/chars.h"
#include "page/lines/foldorder.h"
#include "page/lexicon/lexicon_tokens.h"
#include "page/lines/linefold.h"

enum { LEAST_LINES = 4, LEAST_OPEN = 6, LEAST_PAIRS = 12, TERM_WORDS = 4, MARK = 4, KEY = MARK + 2 * PDX_FOLD_ROOM + 1 };

/* What is counted of a word, or of two that stand together: in how many different lines it stands. */
typedef struct run_key {
    uint8_t bytes[KEY];
    size_t len;
} run_key;

static void key_begin(run_key *key, uint32_t group) {
    memcpy(key->bytes, &group, MARK);
    key->len = MARK;
}

static void key_add(run_key *key, const pdx_fold *fold) {
    memcpy(key->bytes + key->len, fold->text, fold->len);
    key->len += fold->len;
}

static pdx_span key_span(const run_key *key) { return pdx_span_of(key->bytes, key->len); }

static uint32_t count_of(const pdx_site_terms *t, const run_key *key) {
    const uint32_t id = pdx_map_find(&t->run_words, key_span(key));
    return id == PDX_MAP_NONE ? 0 : t->run_counts.data[id];
}

static bool count(pdx_site_terms *t, const run_key *key) {
    const uint32_t id = pdx_map_intern(&t->run_words, key_span(key));
    if (id == PDX_MAP_NONE || (id == t->run_counts.len && !PDX_VEC_PUSH(&t->run_counts, 0u))) return false;
    t->run_counts.data[id]++;
    return true;
}

/* All lines that a word calls tags are judged together, and so are those that one calls sections; others by their place. */
static uint32_t group_of(const pdx_site_terms *t, uint32_t place) {
    const pdx_site_place *p = &t->of_place.data[place];
    if (2 * p->told_tags >= p->lines) return 0;
    if (2 * p->told_categories >= p->lines) return 1;
    return t->runs.data[place + 2].as > 0 ? t->runs.data[place + 2].as - 1 : place + 2;
}

static int fold_compare(const pdx_fold *a, const pdx_fold *b) { return pdx_fold_order(pdx_span_of(a->text, a->len), pdx_span_of(b->text, b->len)); }

static bool is_number(const pdx_fold *fold) {
    for (unsigned i = 0; i < fold->len; i++) {
        if (!pdx_is_digit(fold->text[i])) return false;
    }
    return fold->len > 0;
}

/* A word that is no term by itself: "of". */
static bool is_particle(pdx_span text, pdx_range word) {
    pdx_lex_token items[2];
    pdx_lex_tokens tokens = {.items = items, .room = PDX_COUNTOF(items)};
    pdx_lex_tokens_read(&tokens, pdx_span_slice(text, (size_t)word.begin, (size_t)word.end), 0, false);
    return tokens.n == 1 && (items[0].flags & (PDX_LEX_CAPITAL | PDX_LEX_STOP)) == PDX_LEX_STOP;
}

uint64_t pdx_run_capitals(pdx_span text, pdx_range range) {
    uint64_t capitals = 0;
    pdx_range word = pdx_chars_word(text, range);
    for (unsigned i = 0; i < 64 && word.end > word.begin; i++, word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) {
        uint32_t cp;
        (void)pdx_char_decode(text.data + word.begin, text.data + word.end, &cp);
        if (pdx_char_is_upper(cp)) capitals |= UINT64_C(1) << i;
    }
    return capitals;
}

void pdx_run_starts_count(pdx_run_starts *all, pdx_span text, pdx_range range, uint64_t capitals) {
    pdx_fold folds[2];
    unsigned starts = 0;
    pdx_range word = pdx_chars_word(text, range);
    all->lines++;
    all->opened += capitals & 1;
    for (; word.end > word.begin; capitals >>= 1, word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) {
        if ((capitals & 1) == 0) continue;
        pdx_fold_of(&folds[starts & 1], text, word);
        if (starts++ == 0) continue;
        all->pairs++;
        all->rising += fold_compare(&folds[starts & 1], &folds[(starts & 1) ^ 1]) <= 0;
    }
}

bool pdx_run_starts_tell(const pdx_run_starts *all) {
    return all->pairs >= 2 * LEAST_PAIRS && 10 * all->opened >= 9 * all->lines && 10 * all->rising >= 9 * all->pairs;
}

/* The words of one line are counted, and what is seen of all of them together. */
static bool line_count(pdx_site_terms *t, pdx_site_run *run, uint32_t group, pdx_span text) {
    pdx_fold folds[2];
    uint32_t words = 0;
    pdx_range left = pdx_range_of(0, text.len), word;
    for (word = pdx_chars_word(text, left); word.end > word.begin; left.begin = word.end, word = pdx_chars_word(text, left)) {
        pdx_fold *fold = &folds[words & 1], *before = &folds[(words & 1) ^ 1];
        run_key key;
        pdx_fold_of(fold, text, word);
        key_begin(&key, group);
        key_add(&key, fold);
        if (!count(t, &key)) return false;
        run->numbers += is_number(fold);
        if (words++ == 0) continue;
        run->pairs++;
        run->rising += fold_compare(before, fold) < 0;
        key_begin(&key, group);
        key_add(&key, before);
        key.bytes[key.len++] = ' ';
        key_add(&key, fold);
        if (!count(t, &key)) return false;
    }
    run->several += words > 1;
    return true;
}

static bool notes_count(pdx_site_terms *t) {
    for (size_t i = 0; i < t->notes.len; i++) {
        const pdx_site_note note = t->notes.data[i];
        const uint32_t group = group_of(t, note.place), term = t->items.data[note.first];
        const pdx_span text = pdx_map_key(&t->terms, term);
        pdx_site_run *run = &t->runs.data[group];
        if (t->of_place.data[note.place].is_column) continue;
        run->lines++;
        run->parted += note.n > 1;
        if (note.n > 1) continue;
        run->of_several += memchr(text.data, ' ', text.len) != NULL;
        switch (pdx_site_pair(&t->pairs, group, term, PDX_SITE_RUN)) {
        case PDX_SITE_FAILED: return false;
        case PDX_SITE_FIRST:
            if (!line_count(t, run, group, text)) return false;
            pdx_run_starts_count(&run->starts, text, pdx_range_of(0, text.len), note.capitals);
            break;
        default: break;
        }
    }
    return true;
}

/* Different words, and how often they stand there: without those that stand in most lines, as in "photo by Ann". */
static void words_sum(pdx_site_terms *t) {
    for (size_t i = 0; i < t->run_counts.len; i++) {
        const pdx_span key = pdx_map_key(&t->run_words, (uint32_t)i);
        uint32_t group;
        memcpy(&group, key.data, MARK);
        if (memchr(key.data + MARK, ' ', key.len - MARK) != NULL || 2 * t->run_counts.data[i] > t->runs.data[group].several) continue;
        t->runs.data[group].words += t->run_counts.data[i];
        t->runs.data[group].different++;
    }
}

/* Many neighbours, and nearly all of them in order. */
static bool is_in_order(const pdx_site_run *run) { return run->pairs >= 2 * LEAST_PAIRS && 10 * run->rising >= 9 * run->pairs; }

/* Pages about so many tags, whose words stand in nearly all lines there among others. */
static bool is_of_heads(const pdx_site_place *place, unsigned heads) {
    return place->different_heads >= heads && place->head_words >= LEAST_LINES && 10 * place->head_words >= 9 * place->tag_pages;
}

/* Terms come again in other company; words of names and titles do not. Lists in order of the alphabet need less. */
static void run_decide(pdx_site_run *run, bool told) {
    const float fresh = run->words == 0 ? 1 : (float)run->different / (float)run->words;
    run->rises = run->pairs >= LEAST_PAIRS && (float)run->rising >= 0.8f * (float)run->pairs;
    if (run->several < (told ? LEAST_LINES : LEAST_OPEN) || 50 * run->parted > run->lines || 4 * run->of_several < run->lines) return;
    run->by_capitals = !run->rises && pdx_run_starts_tell(&run->starts);
    if (told) run->is_run = fresh <= 0.4f || (run->rises && (fresh <= 0.75f || is_in_order(run)));
    else if (run->by_capitals) run->is_run = true;
    else if (run->numbers == 0) run->is_run = fresh <= 0.35f || (fresh <= 0.6f && is_in_order(run));
}

/* What the pages are about stands in the lists once these are parted. Where it does so at one place, one such tag is enough for others. */
static bool heads_decide(pdx_site_terms *t, unsigned heads) {
    bool any = false;
    for (size_t i = 0; i < t->of_place.len; i++) {
        pdx_site_place *place = &t->of_place.data[i];
        if (place->is_column || group_of(t, (uint32_t)i) != i + 2 || !is_of_heads(place, heads)) continue;
        t->runs.data[i + 2].is_run = any = true;
        if (place->of_tag < place->head_words) place->of_tag += place->head_words;
    }
    return any;
}

/* The run whose lines have the note's as one of them; PDX_MAP_NONE: none does. */
static uint32_t run_like(const pdx_site_terms *t, const pdx_site_note *note) {
    for (uint32_t i = 0; i < t->runs.len; i++) {
        const uint32_t key[3] = {i, t->items.data[note->first], PDX_SITE_RUN};
        if (t->runs.data[i].is_run && pdx_map_find(&t->pairs, pdx_span_of(key, sizeof key)) != PDX_MAP_NONE) return i;
    }
    return PDX_MAP_NONE;
}

/* Places whose lines are mostly those of a run are read as it is. */
static void runs_liken(pdx_site_terms *t) {
    for (size_t i = 0; i < t->notes.len; i++) {
        const pdx_site_note *note = &t->notes.data[i];
        const uint32_t group = group_of(t, note->place), like = note->n > 1 || t->runs.data[group].is_run ? PDX_MAP_NONE : run_like(t, note);
        if (like == PDX_MAP_NONE || t->of_place.data[note->place].is_column) continue;
        t->runs.data[group].like++;
        if (2 * t->runs.data[group].like > t->runs.data[group].lines) t->runs.data[group].as = like + 1;
    }
}

/* Words that stand in no line apart: two and more lines have them together. */
static bool stand_together(const pdx_site_terms *t, uint32_t group, const pdx_fold *a, const pdx_fold *b) {
    run_key key;
    uint32_t both;
    key_begin(&key, group);
    key_add(&key, a);
    key.bytes[key.len++] = ' ';
    key_add(&key, b);
    both = count_of(t, &key);
    if (both < 2) return false;
    key_begin(&key, group);
    key_add(&key, a);
    if (count_of(t, &key) > both) return false;
    key_begin(&key, group);
    key_add(&key, b);
    return count_of(t, &key) <= both;
}

static uint32_t lines_of(const pdx_run_reader *reader, const pdx_fold *word) {
    run_key key;
    key_begin(&key, reader->group);
    key_add(&key, word);
    return count_of(reader->terms, &key);
}

/* What stands at the end of a term as far as it has been read, and behind it; empty: nothing does. */
typedef struct run_words {
    pdx_range first, last, next, beyond;
    uint64_t capitals; /* of the words from the next one on */
    bool last_is_odd; /* the last word is inside the term because it stands out of order before the next one */
} run_words;

/* The next word is larger than the one beyond it: it belongs to the word before it, or the one beyond to it; the commoner one begins a term. */
static bool next_is_odd(const pdx_run_reader *reader, const run_words *words, const pdx_fold *last, const pdx_fold *next) {
    pdx_fold beyond;
    if (words->beyond.end <= words->beyond.begin || is_particle(reader->text, words->next)) return false;
    pdx_fold_of(&beyond, reader->text, words->beyond);
    if (stand_together(reader->terms, reader->group, next, &beyond)) return false;
    return fold_compare(next, &beyond) > 0 && fold_compare(last, &beyond) <= 0 && lines_of(reader, &beyond) >= lines_of(reader, next);
}

/* Whether the term goes on with the next word. Of lists in the order of the alphabet a word that is out of order is inside a term. */
static bool goes_on(const pdx_run_reader *reader, run_words *words) {
    const bool particle = is_particle(reader->text, words->last), inside = words->last.begin != words->first.begin;
    pdx_fold last, next;
    if (reader->terms->runs.data[reader->group].by_capitals) return (words->capitals & 1) == 0;
    if (words->last_is_odd) return false;
    pdx_fold_of(&last, reader->text, words->last);
    pdx_fold_of(&next, reader->text, words->next);
    if (stand_together(reader->terms, reader->group, &last, &next)) return true;
    if (!reader->terms->runs.data[reader->group].rises) return particle || is_particle(reader->text, words->next);
    if (fold_compare(&last, &next) > 0 || (particle && inside)) return true;
    return words->last_is_odd = next_is_odd(reader, words, &last, &next);
}

/* Where the longest term ends that begins with `first` and is what a page is about; 0: there is none of several words. */
static uint64_t head_end(const pdx_run_reader *reader, pdx_range first) {
    pdx_range whole = first, word;
    uint64_t end = 0;
    for (unsigned words = 2; words <= TERM_WORDS; words++) {
        pdx_fold fold;
        uint32_t id;
        word = pdx_chars_word(reader->text, pdx_range_of(whole.end, reader->left.end));
        if (word.end <= word.begin) break;
        whole.end = word.end;
        pdx_fold_of(&fold, reader->text, whole);
        id = pdx_map_find(&reader->terms->terms, pdx_span_of(fold.text, fold.len));
        if (id != PDX_MAP_NONE && reader->terms->known.data[id].heads) end = whole.end;
    }
    return end;
}

bool pdx_site_is_run(const pdx_site_terms *t, uint32_t place) { return t->runs.data[group_of(t, place)].is_run; }

/* Where the term ends whose first word is known. */
static uint64_t term_end(const pdx_run_reader *reader, run_words *words) {
    words->last = words->first;
    words->next = pdx_chars_word(reader->text, pdx_range_of(words->last.end, reader->left.end));
    for (; words->next.end > words->next.begin; words->last = words->next, words->next = words->beyond, words->capitals >>= 1) {
        words->beyond = pdx_chars_word(reader->text, pdx_range_of(words->next.end, reader->left.end));
        if (!goes_on(reader, words)) break;
    }
    return words->last.end;
}

void pdx_run_reader_init(pdx_run_reader *reader, const pdx_site_terms *terms, uint32_t place, pdx_span text, pdx_range range, uint64_t capitals) {
    const bool run = place != PDX_MAP_NONE && pdx_site_is_run(terms, place);
    *reader = (pdx_run_reader){terms, text, range, run ? group_of(terms, place) : PDX_MAP_NONE, capitals};
}

/* How many words stand in `range`. */
static unsigned words_in(pdx_span text, pdx_range range) {
    unsigned words = 0;
    for (pdx_range word = pdx_chars_word(text, range); word.end > word.begin; word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) words++;
    return words;
}

bool pdx_run_reader_next(pdx_run_reader *reader, pdx_range *term) {
    const bool parted = reader->group != PDX_MAP_NONE;
    run_words words = {.first = parted ? pdx_chars_word(reader->text, reader->left) : reader->left, .capitals = reader->capitals >> 1};
    *term = words.first;
    if (parted && term->end > term->begin) {
        const uint64_t end = head_end(reader, words.first);
        term->end = end > 0 ? end : term_end(reader, &words);
        for (unsigned n = words_in(reader->text, *term); n > 0; n--) reader->capitals >>= 1;
    }
    reader->left.begin = term->end;
    return term->end > term->begin;
}

/* The note's one item becomes the terms that it is. */
static bool note_part(pdx_site_terms *t, pdx_site_note *note) {
    const uint32_t whole = t->items.data[note->first];
    const pdx_span text = pdx_map_key(&t->terms, whole);
    pdx_run_reader reader;
    pdx_range range;
    uint32_t first = (uint32_t)t->items.len;
    pdx_run_reader_init(&reader, t, note->place, text, pdx_range_of(0, text.len), note->capitals);
    while (pdx_run_reader_next(&reader, &range)) {
        const uint32_t term = pdx_site_term(t, pdx_span_slice(text, (size_t)range.begin, (size_t)range.end));
        if (term == PDX_MAP_NONE || !PDX_VEC_PUSH(&t->items, term)) return false;
    }
    if (t->items.len - first < 2) return true;
    return pdx_site_note_part(t, note, first, (uint32_t)t->items.len - first);
}

bool pdx_site_runs_read(pdx_site_terms *t) {
    static const pdx_site_run none = {0};
    bool any = false;
    for (size_t i = 0; i < t->of_place.len + 2; i++) {
        if (!PDX_VEC_PUSH(&t->runs, none)) return false;
    }
    if (!notes_count(t)) return false;
    words_sum(t);
    for (size_t i = 0; i < t->runs.len; i++) {
        run_decide(&t->runs.data[i], i < 2);
        any = any || t->runs.data[i].is_run;
    }
    if (heads_decide(t, 2)) any = heads_decide(t, 1);
    if (any) runs_liken(t);
    for (size_t i = 0; any && i < t->notes.len; i++) {
        const pdx_site_note *note = &t->notes.data[i];
        if (note->n == 1 && t->runs.data[group_of(t, note->place)].is_run && !note_part(t, &t->notes.data[i])) return false;
    }
    return true;
}
