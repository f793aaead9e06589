#include "page/lexicon/lexicon_index.h"

#include "base/once.h"
#include "page/lexicon/lexicon_rows.h"
#include "page/lexicon/lexicon_tokens.h"

/* The tables are fixed when the core is compiled, so these rooms are too small or large enough for everyone;
 * asserted while the index is built, which every test of the lexicon does. */
enum {
    WORD_ROOM = PDX_LEX_WORD_ROOM,
    BYTE_ROOM = 10 * WORD_ROOM,
    PHRASE_ROOM = 20000,
    ELEMENT_ROOM = 1 << 16, /* a phrase names its first in 16 bits */
    NAME_ROOM = 4096,
    SIGNS = 256,
    HOLES = 16,
    PLACES = WORD_ROOM + SIGNS + HOLES, /* of elements with which phrases begin */
    WORD_SLOTS = 1 << 15,
    PAIR_ROOM = 16000,
    PAIR_SLOTS = 1024,
    FEW = 8 /* pairs that are looked through one by one */
};

typedef struct word_entry {
    uint32_t text; /* in bytes */
    uint8_t len;
    uint16_t name; /* first of its names + 1 */
} word_entry;

/* Lists of phrases by two elements next to each other. */
typedef struct pair_slot {
    uint32_t pair; /* 0: empty */
    uint16_t head; /* its first phrase + 1 */
} pair_slot;

typedef struct pair_table {
    pair_slot slots[PAIR_SLOTS];
    uint32_t n;
} pair_table;

/* The same for those with one first element, in order. */
typedef struct second_list {
    uint16_t second, head; /* head: its first phrase */
} second_list;

typedef struct lexicon_index {
    word_entry words[WORD_ROOM]; /* [0] stands for all others */
    uint8_t bytes[BYTE_ROOM];
    pdx_date_name names[NAME_ROOM];
    uint16_t lists[PLACES + 1]; /* where the seconds of a first element begin; they end where the next one's begin */
    second_list seconds[PAIR_ROOM];
    pair_table endings, sentences;
    uint32_t n_words, n_bytes, n_phrases, n_elements, n_names, n_lists, n_seconds;
} lexicon_index;

static lexicon_index built;
pdx_lex_phrase pdx_lex_own_phrases[PHRASE_ROOM];
uint16_t pdx_lex_own_elements[ELEMENT_ROOM];

/* Phrases as they stand in the tables; the index has them list by list, with their elements, so that what is read together lies together. */
static struct {
    pdx_lex_phrase phrases[PHRASE_ROOM];
    uint16_t elements[ELEMENT_ROOM];
    uint16_t first[PHRASE_ROOM], second[PHRASE_ROOM]; /* the places of the elements that they are listed by */
    uint16_t sorted[PHRASE_ROOM]; /* as the lists have them */
    uint16_t number[PHRASE_ROOM]; /* in the index */
    uint32_t n_elements;
    pdx_lex_own_word words[WORD_ROOM]; /* what is known of the index's words so far */
    uint16_t slots[WORD_SLOTS];        /* words by their hash; 0: none */
} drafts;
static pdx_once once;

static bool is_word(uint16_t word, const uint8_t *folded, size_t len) {
    const word_entry *entry = &built.words[word];
    return entry->len == len && memcmp(built.bytes + entry->text, folded, len) == 0;
}

static uint16_t word_add(const uint8_t *folded, size_t len, uint64_t hash) {
    assert(built.n_words < WORD_ROOM && built.n_bytes + len <= BYTE_ROOM);
    word_entry *entry = &built.words[built.n_words];
    entry->text = built.n_bytes;
    entry->len = (uint8_t)len;
    memcpy(built.bytes + built.n_bytes, folded, len);
    built.n_bytes += (uint32_t)len;
    drafts.words[built.n_words].hash = hash;
    return (uint16_t)built.n_words++;
}

static uint16_t word_intern(const uint8_t *folded, size_t len, uint64_t hash) {
    size_t slot = (size_t)(hash >> 16) & (WORD_SLOTS - 1);
    while (drafts.slots[slot] != 0 && drafts.words[drafts.slots[slot]].hash != hash) slot = (slot + 1) & (WORD_SLOTS - 1);
    if (drafts.slots[slot] == 0) drafts.slots[slot] = word_add(folded, len, hash);
    assert(is_word(drafts.slots[slot], folded, len)); /* no two of ours share a hash */
    (void)is_word;
    return drafts.slots[slot];
}

/* {}, {#} and {word}: how many tokens they take; 0: not a hole. */
static size_t hole_of(const pdx_lex_token *at, size_t left, const char *text, uint16_t *element) {
    static const struct { const char *name; uint16_t hole; } named[] = {
        {"date", PDX_HOLE_DATE}, {"time", PDX_HOLE_TIME}, {"name", PDX_HOLE_NAME}, {"full", PDX_HOLE_FULL},
        {"list", PDX_HOLE_LIST}, {"items", PDX_HOLE_ITEMS}, {"categories", PDX_HOLE_CATEGORIES}, {"tags", PDX_HOLE_TAGS}};
    if (left < 2 || !pdx_lex_is_sign(at, '{')) return 0;
    *element = PDX_HOLE_ANY;
    if (pdx_lex_is_sign(at + 1, '}')) return 2;
    assert(left >= 3 && pdx_lex_is_sign(at + 2, '}'));
    *element = PDX_HOLE_NUMBER;
    for (size_t i = 0; i < PDX_COUNTOF(named); i++)
        if (at[1].end - at[1].begin == strlen(named[i].name) && memcmp(text + at[1].begin, named[i].name, strlen(named[i].name)) == 0)
            *element = named[i].hole;
    assert(*element != PDX_HOLE_NUMBER || pdx_lex_is_sign(at + 1, '#'));
    return 3;
}

static uint32_t pair_hash(uint32_t pair) { return pair * 2654435761u; }

/* The slot of two elements, or the empty one where it would be. */
static uint32_t pair_slot_of(const pair_table *table, uint32_t pair) {
    uint32_t slot = pair_hash(pair) >> 15 & (PAIR_SLOTS - 1);
    while (table->slots[slot].pair != 0 && table->slots[slot].pair != pair) slot = (slot + 1) & (PAIR_SLOTS - 1);
    return slot;
}

/* Puts phrase number `phrase` before the others of its list; gives the next one + 1. */
static uint16_t add_pair(pair_table *table, uint16_t first, uint16_t second, size_t phrase) {
    const uint32_t pair = (uint32_t)first << 16 | second, slot = pair_slot_of(table, pair);
    const uint16_t next = table->slots[slot].head;
    assert(pair != 0 && table->n < PAIR_SLOTS / 2);
    table->n += next == 0;
    table->slots[slot] = (pair_slot){pair, (uint16_t)(phrase + 1)};
    return next;
}

static uint16_t head_of_pair(const pair_table *table, uint16_t first, uint16_t second) {
    return table->slots[pair_slot_of(table, (uint32_t)first << 16 | second)].head;
}

/* Where the lists of a first element are told. */
static uint32_t place_of(uint16_t element) {
    if (element < PDX_LEX_SIGNS) return element;
    return element < PDX_HOLE_ANY ? WORD_ROOM + (element & 0xFFu) : WORD_ROOM + SIGNS + (element & (HOLES - 1u));
}

static bool is_word_or_sign(uint16_t element) { return element < PDX_HOLE_ANY; }

/* Notes something of a word or sign; holes have no flags. */
static void tell(uint16_t element, unsigned flag) {
    uint16_t *flags;
    if (element == 0 || !is_word_or_sign(element)) return;
    flags = element < PDX_LEX_SIGNS ? &drafts.words[element].known.flags : &pdx_lex_own_words.signs[element - PDX_LEX_SIGNS];
    *flags = (uint16_t)(*flags | flag);
}

static unsigned score_of(uint16_t element) {
    if (element < PDX_LEX_SIGNS) return 4;
    if (element < PDX_HOLE_ANY) return 2;
    if (!pdx_lex_is_open(element)) return 3;
    return element == PDX_HOLE_ANY ? 0 : 1;
}

static void weigh_phrase(pdx_lex_phrase *phrase) {
    const uint16_t *elements = drafts.elements + phrase->first;
    for (unsigned i = 0; i < phrase->n; i++) {
        assert(phrase->score + 4 <= UINT8_MAX);
        phrase->score = (uint8_t)(phrase->score + score_of(elements[i]));
        phrase->typed = phrase->typed || (i < phrase->hole && !is_word_or_sign(elements[i]));
    }
}

static bool is_sentence(uint16_t draft) { return drafts.phrases[draft].use == PDX_LEX_SENTENCE; }

/* The second element by which phrases are listed; 0: it has none, or one that is not given. */
static uint16_t second_of(const pdx_lex_phrase *phrase) {
    const uint16_t *elements = drafts.elements + phrase->first;
    const bool counted = is_word_or_sign(elements[0]) || elements[0] == PDX_HOLE_NUMBER || elements[0] == PDX_HOLE_DATE;
    return counted && phrase->n > 1 && (is_word_or_sign(elements[1]) || elements[1] == PDX_HOLE_NUMBER) ? elements[1] : 0;
}

/* Tells of its words what the phrase makes them. */
static void tell_phrase(const pdx_lex_phrase *phrase) {
    const uint16_t *elements = drafts.elements + phrase->first;
    if (phrase->use == PDX_LEX_SENTENCE) {
        assert(elements[0] < PDX_LEX_SIGNS);
        tell(elements[0], PDX_LEX_TELLS);
        return;
    }
    tell(elements[0], PDX_LEX_BEGINS);
    if (pdx_lex_is_tail_kind(phrase->kind)) tell(elements[0], PDX_LEX_TAILS);
    assert(elements[0] != PDX_HOLE_DATE || !pdx_lex_is_tail_kind(phrase->kind)); /* lexicon_tail.c counts on it */
    if (pdx_lex_is_entry_kind(phrase->kind) && pdx_lex_is_proof(phrase->kind, phrase->score)) tell(elements[0], PDX_LEX_PROVES);
    if (phrase->hole == 0) tell(elements[phrase->n - 1], PDX_LEX_ENDS);
}

static void add_phrase(const pdx_phrase_row *row, const pdx_lex_tokens *tokens) {
    assert(built.n_phrases < PHRASE_ROOM && drafts.n_elements + tokens->n <= ELEMENT_ROOM);
    pdx_lex_phrase *phrase = &drafts.phrases[built.n_phrases];
    uint16_t *elements = drafts.elements + drafts.n_elements;
    *phrase = (pdx_lex_phrase){.language = row->language, .kind = row->kind, .use = row->use, .later = row->later, .hole = UINT8_MAX,
                               .first = (uint16_t)drafts.n_elements, .order = (uint16_t)built.n_phrases};
    for (size_t i = 0; i < tokens->n;) {
        const pdx_lex_token *token = &tokens->items[i];
        uint16_t element = token->kind == PDX_LEX_WORD ? token->word : (uint16_t)(PDX_LEX_SIGNS + token->sign);
        const size_t taken = hole_of(token, tokens->n - i, row->text, &element);
        assert(token->kind != PDX_LEX_NUMBER);
        assert(element != 0); /* a word that is too long to be one of ours */
        if (element < PDX_LEX_SIGNS) phrase->words++;
        if (pdx_lex_is_open(element)) {
            assert(phrase->hole == UINT8_MAX || phrase->use == PDX_LEX_SENTENCE);
            phrase->hole = phrase->n;
        }
        elements[phrase->n++] = element;
        i += taken == 0 ? 1 : taken;
    }
    assert(phrase->n > 0);
    drafts.n_elements += phrase->n;
    if (phrase->hole == UINT8_MAX || phrase->use == PDX_LEX_SENTENCE) phrase->hole = phrase->n;
    weigh_phrase(phrase);
    tell_phrase(phrase);
    drafts.first[built.n_phrases] = (uint16_t)place_of(elements[0]);
    drafts.second[built.n_phrases++] = (uint16_t)place_of(second_of(phrase));
}

static void add_row(const pdx_phrase_row *row, pdx_lex_tokens *tokens) {
    pdx_lex_tokens_number(tokens, pdx_span_str(row->text), 0, false, word_intern);
    assert(tokens->whole);
    if (row->kind != PDX_PHRASE_NONE) {
        add_phrase(row, tokens);
        return;
    }
    for (size_t i = 0; i < tokens->n; i++) tell(tokens->items[i].word, PDX_LEX_STOP);
}

static void add_name(const pdx_date_row *row, pdx_span text, pdx_lex_tokens *tokens) {
    assert(built.n_names < NAME_ROOM);
    pdx_date_name *name = &built.names[built.n_names++];
    pdx_lex_tokens_number(tokens, text, 0, false, word_intern);
    *name = (pdx_date_name){.name_class = row->name_class, .value = row->value};
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].kind != PDX_LEX_WORD) continue;
        assert(name->n < PDX_DATE_NAME_WORDS);
        tell(tokens->items[i].word, PDX_LEX_IN_DATE);
        name->words[name->n++] = tokens->items[i].word;
    }
    assert(name->n > 0);
    name->next = built.words[name->words[0]].name;
    built.words[name->words[0]].name = (uint16_t)built.n_names;
    tell(name->words[0], PDX_LEX_DATED);
    drafts.words[name->words[0]].known.classes |= UINT32_C(1) << name->name_class | (name->n > 1 ? PDX_DATE_LONG : 0);
}

static void add_names(const pdx_date_row *row, pdx_lex_tokens *tokens) {
    const char *at = row->names;
    while (*at != '\0') {
        const size_t len = strcspn(at, " ");
        if (len > 0) add_name(row, pdx_span_of(at, len), tokens);
        at += len + (at[len] == ' ');
    }
}

/* Sorts drafts by a key below PLACES each, from `from` to `to`; equal ones stay in order. */
static void drafts_order(uint16_t *to, const uint16_t *from, const uint16_t *keys) {
    uint16_t *at = built.lists; /* nothing is in it yet */
    memset(at, 0, sizeof built.lists);
    for (size_t i = 0; i < built.n_phrases; i++) at[keys[i] + 1]++;
    for (size_t k = 0; k < PLACES; k++) at[k + 1] = (uint16_t)(at[k + 1] + at[k]);
    for (size_t i = 0; i < built.n_phrases; i++) to[at[keys[from[i]]]++] = from[i];
}

/* Puts drafts in the order of their lists, sentences behind all others; in each list the last one first. */
static void drafts_sort(void) {
    static uint16_t back[PHRASE_ROOM];
    size_t n = 0;
    for (size_t i = 0; i < built.n_phrases; i++) back[i] = (uint16_t)(built.n_phrases - 1 - i);
    drafts_order(drafts.sorted, back, drafts.second);
    drafts_order(back, drafts.sorted, drafts.first);
    for (int sentence = 0; sentence < 2; sentence++) {
        for (size_t i = 0; i < built.n_phrases; i++) {
            if (is_sentence(back[i]) == sentence) drafts.sorted[n++] = back[i];
        }
    }
}

static bool is_same_list(uint16_t a, uint16_t b) {
    return drafts.first[a] == drafts.first[b] && drafts.second[a] == drafts.second[b] && is_sentence(a) == is_sentence(b);
}

/* Puts a draft behind the phrases of the index. */
static void phrase_put(size_t number, uint16_t draft) {
    pdx_lex_phrase *phrase = &pdx_lex_own_phrases[number];
    *phrase = drafts.phrases[draft];
    assert(phrase->n > 0 && built.n_elements + phrase->n <= ELEMENT_ROOM);
    memcpy(pdx_lex_own_elements + built.n_elements, drafts.elements + phrase->first, phrase->n * sizeof *pdx_lex_own_elements);
    phrase->first = (uint16_t)built.n_elements;
    built.n_elements += phrase->n;
    drafts.number[draft] = (uint16_t)number;
}

/* Begins the list of a draft, which is phrase number `number`. */
static void list_begin(size_t number, uint16_t draft) {
    const uint16_t first = drafts.elements[drafts.phrases[draft].first], second = second_of(&drafts.phrases[draft]);
    if (is_sentence(draft)) {
        (void)add_pair(&built.sentences, first, second, number);
        return;
    }
    assert(built.n_seconds < PAIR_ROOM);
    while (built.n_lists <= place_of(first)) built.lists[built.n_lists++] = (uint16_t)built.n_seconds;
    built.seconds[built.n_seconds++] = (second_list){second, (uint16_t)number};
}

static void phrases_list(void) {
    drafts_sort();
    for (size_t i = 0; i < built.n_phrases; i++) {
        const uint16_t draft = drafts.sorted[i];
        if (i == 0 || !is_same_list(drafts.sorted[i - 1], draft)) list_begin(i, draft);
        phrase_put(i, draft);
        pdx_lex_own_phrases[i].more = i + 1 < built.n_phrases && is_same_list(draft, drafts.sorted[i + 1]);
    }
    while (built.n_lists <= PLACES) built.lists[built.n_lists++] = (uint16_t)built.n_seconds;
}

/* Lists phrases that begin with an open hole by how they end. */
static void endings_list(void) {
    for (size_t i = 0; i < built.n_phrases; i++) {
        pdx_lex_phrase *phrase = &pdx_lex_own_phrases[drafts.number[i]];
        const uint16_t *elements = pdx_lex_own_elements + phrase->first;
        if (phrase->use == PDX_LEX_SENTENCE || phrase->hole != 0) continue;
        assert(phrase->n > 1);
        const uint16_t last = elements[phrase->n - 1];
        const bool known = phrase->n > 2 && is_word_or_sign(elements[phrase->n - 2]) && is_word_or_sign(last);
        phrase->next_last = add_pair(&built.endings, known ? elements[phrase->n - 2] : 0, last, drafts.number[i]);
    }
}

static void build(void) {
    pdx_lex_token items[PDX_LEX_ROOM];
    pdx_lex_tokens tokens;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_ROOM);
    built.n_words = 1;
    for (size_t i = 0; i < pdx_phrase_rows_count; i++) add_row(&pdx_phrase_rows[i], &tokens);
    phrases_list();
    endings_list();
    for (size_t i = 0; i < pdx_date_rows_count; i++) add_names(&pdx_date_rows[i], &tokens);
    pdx_lex_words_make(drafts.words, built.n_words);
}

static const lexicon_index *ready(void) {
    pdx_once_run(&once, build);
    return &built;
}

void pdx_lex_make_ready(void) { (void)ready(); }

static const pdx_lex_phrase *phrase_at(uint16_t number) { return number == 0 ? NULL : pdx_lex_phrase_at(number); }

pdx_lex_lists pdx_lex_phrases_beginning(uint16_t first, uint16_t second) {
    const uint32_t place = place_of(first);
    uint32_t at = built.lists[place], end = built.lists[place + 1];
    pdx_lex_lists found = {NULL, NULL};
    if (at < end && built.seconds[at].second == 0) found.alone = &pdx_lex_own_phrases[built.seconds[at++].head];
    if (second == 0) return found;
    while (end - at > FEW) {
        const uint32_t middle = at + (end - at) / 2;
        if (built.seconds[middle].second <= second) at = middle;
        else end = middle;
    }
    while (at < end && built.seconds[at].second < second) at++;
    if (at < end && built.seconds[at].second == second) found.paired = &pdx_lex_own_phrases[built.seconds[at].head];
    return found;
}

const pdx_lex_phrase *pdx_lex_sentences_first(uint16_t first, uint16_t second) {
    return phrase_at(head_of_pair(&built.sentences, first, second));
}

const pdx_lex_phrase *pdx_lex_phrases_last(uint16_t before, uint16_t last) {
    return phrase_at(head_of_pair(&built.endings, before, last));
}

bool pdx_lex_is_tail_kind(uint8_t kind) { return kind == PDX_PHRASE_READ_MORE || kind == PDX_PHRASE_COMMENTS || kind == PDX_PHRASE_SHARE; }

bool pdx_lex_is_entry_kind(uint8_t kind) {
    return kind == PDX_PHRASE_POSTED_ON || kind == PDX_PHRASE_POSTED_BY || kind == PDX_PHRASE_POSTED_IN || kind == PDX_PHRASE_TAGGED ||
           kind == PDX_PHRASE_COMMENTS || kind == PDX_PHRASE_READING_TIME || kind == PDX_PHRASE_READ_MORE || kind == PDX_PHRASE_PERMALINK ||
           kind == PDX_PHRASE_SHARE;
}

bool pdx_lex_is_proof(uint8_t kind, unsigned score) { return kind == PDX_PHRASE_POSTED_ON || score >= 5; }

const pdx_lex_phrase *pdx_lex_phrases_next_last(const pdx_lex_phrase *phrase) { return phrase_at(phrase->next_last); }

static const pdx_date_name *name_at(uint16_t number) { return number == 0 ? NULL : &built.names[number - 1]; }

const pdx_date_name *pdx_date_names_first(uint16_t word) { return name_at(ready()->words[word].name); }
const pdx_date_name *pdx_date_names_next(const pdx_date_name *name) { return name_at(name->next); }
