#include "page/lexicon_index.h"

#include "base/once.h"
#include "page/lexicon_rows.h"
#include "page/lexicon_tokens.h"

/* The tables are fixed when the core is compiled, so these rooms are too small or large enough for everyone;
 * asserted while the index is built, which every test of the lexicon does. */
enum {
    WORD_ROOM = PDX_LEX_WORD_ROOM,
    BYTE_ROOM = 10 * WORD_ROOM,
    PHRASE_ROOM = 20000,
    ELEMENT_ROOM = 1 << 16, /* a phrase names its first in 16 bits */
    NAME_ROOM = 4096,
    PAIR_SLOTS = 65536,
    SENTENCE_SLOTS = 1024,
    PAIR_BITS = 1 << 17 /* one each for eight pairs or so: most that are asked for begin nothing */
};

typedef struct word_entry {
    uint32_t text; /* in bytes */
    uint8_t len;
    uint16_t name; /* first of its names + 1 */
    pdx_lex_word *known; /* borrowed: where readers of tokens find it */
} word_entry;

/* Lists of phrases by two elements next to each other. */
typedef struct pair_slot {
    uint32_t pair; /* 0: empty */
    uint16_t head; /* its first phrase + 1 */
} pair_slot;

typedef struct lexicon_index {
    word_entry words[WORD_ROOM]; /* [0] stands for all others */
    uint8_t bytes[BYTE_ROOM];
    pdx_lex_phrase phrases[PHRASE_ROOM];
    uint16_t elements[ELEMENT_ROOM];
    pdx_date_name names[NAME_ROOM];
    pair_slot beginnings[PAIR_SLOTS], endings[PAIR_SLOTS], sentences[SENTENCE_SLOTS];
    uint8_t begun[PAIR_BITS / 8]; /* a bit for each of `beginnings`, by its hash */
    uint32_t n_words, n_bytes, n_phrases, n_elements, n_names, n_pairs;
} lexicon_index;

static lexicon_index built;
pdx_lex_words pdx_lex_own_words;
static pdx_once once;

static bool is_word(uint16_t word, const uint8_t *folded, size_t len) {
    const word_entry *entry = &built.words[word];
    return entry->len == len && memcmp(built.bytes + entry->text, folded, len) == 0;
}

static uint16_t word_intern(const uint8_t *folded, size_t len, uint64_t hash) {
    pdx_lex_word *slot = pdx_lex_word_of(hash);
    if (slot->hash_number == 0) {
        uint8_t *known = &pdx_lex_own_words.known[(hash & (PDX_LEX_KNOWN_BITS - 1)) / 8];
        *known = (uint8_t)(*known | 1u << (hash & 7));
        assert(built.n_words < WORD_ROOM && built.n_bytes + len <= BYTE_ROOM);
        word_entry *entry = &built.words[built.n_words];
        entry->text = built.n_bytes;
        entry->len = (uint8_t)len;
        memcpy(built.bytes + built.n_bytes, folded, len);
        built.n_bytes += (uint32_t)len;
        entry->known = slot;
        slot->hash_number = (hash & ~UINT64_C(0xFFFF)) | built.n_words++;
    }
    const uint16_t word = (uint16_t)(slot->hash_number & 0xFFFF);
    assert(is_word(word, folded, len)); /* no two of ours share a hash */
    (void)is_word;
    return word;
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

/* Its place in `begun`. */
static uint8_t *pair_bit(uint32_t pair, unsigned *bit) {
    const uint32_t at = pair_hash(pair) >> 15;
    *bit = at & 7;
    return &built.begun[at / 8];
}

/* The slot of two elements, or the empty one where it would be. */
static uint32_t pair_slot_of(const pair_slot *slots, uint32_t pair) {
    const uint32_t hash = pair_hash(pair), mask = (slots == built.sentences ? SENTENCE_SLOTS : PAIR_SLOTS) - 1;
    uint32_t slot = (hash >> 15) & mask;
    while (slots[slot].pair != 0 && slots[slot].pair != pair) slot = (slot + 1) & mask;
    return slot;
}

/* Puts the newest phrase before the others of its list; gives the next one. */
static uint16_t add_pair(pair_slot *slots, uint16_t first, uint16_t second) {
    const uint32_t pair = (uint32_t)first << 16 | second, slot = pair_slot_of(slots, pair);
    const uint16_t next = slots[slot].head;
    assert(pair != 0 && (next != 0 || ++built.n_pairs < PAIR_SLOTS / 2));
    slots[slot] = (pair_slot){pair, (uint16_t)built.n_phrases};
    return next;
}

static void pair_begins(uint32_t pair) {
    unsigned bit;
    uint8_t *bits = pair_bit(pair, &bit);
    *bits = (uint8_t)(*bits | 1u << bit);
}

static uint16_t head_of_pair(const pair_slot *slots, uint16_t first, uint16_t second) {
    return slots[pair_slot_of(slots, (uint32_t)first << 16 | second)].head;
}

static bool is_word_or_sign(uint16_t element) { return element < PDX_HOLE_ANY; }

/* Notes something of a word or sign; holes have no flags. */
static void tell(uint16_t element, unsigned flag) {
    uint16_t *flags;
    if (element == 0 || !is_word_or_sign(element)) return;
    flags = element < PDX_LEX_SIGNS ? &built.words[element].known->flags : &pdx_lex_own_words.signs[element - PDX_LEX_SIGNS];
    *flags = (uint16_t)(*flags | flag);
}

static unsigned score_of(uint16_t element) {
    if (element < PDX_LEX_SIGNS) return 4;
    if (element < PDX_HOLE_ANY) return 2;
    if (!pdx_lex_is_open(element)) return 3;
    return element == PDX_HOLE_ANY ? 0 : 1;
}

static void weigh_phrase(pdx_lex_phrase *phrase) {
    const uint16_t *elements = built.elements + phrase->first;
    for (unsigned i = 0; i < phrase->n; i++) {
        assert(phrase->score + 4 <= UINT8_MAX);
        phrase->score = (uint8_t)(phrase->score + score_of(elements[i]));
        phrase->typed = phrase->typed || (i < phrase->hole && !is_word_or_sign(elements[i]));
    }
}

static void list_phrase(pdx_lex_phrase *phrase) {
    const uint16_t *elements = built.elements + phrase->first;
    const bool counted = is_word_or_sign(elements[0]) || elements[0] == PDX_HOLE_NUMBER || elements[0] == PDX_HOLE_DATE;
    const bool paired = counted && phrase->n > 1 && (is_word_or_sign(elements[1]) || elements[1] == PDX_HOLE_NUMBER);
    if (phrase->use == PDX_LEX_SENTENCE) {
        assert(elements[0] < PDX_LEX_SIGNS);
        tell(elements[0], PDX_LEX_TELLS);
        phrase->next = add_pair(built.sentences, elements[0], paired ? elements[1] : 0);
        return;
    }
    phrase->next = add_pair(built.beginnings, elements[0], paired ? elements[1] : 0);
    pair_begins((uint32_t)elements[0] << 16 | (paired ? elements[1] : 0u));
    tell(elements[0], PDX_LEX_BEGINS);
    if (pdx_lex_is_tail_kind(phrase->kind)) tell(elements[0], PDX_LEX_TAILS);
    if (pdx_lex_is_entry_kind(phrase->kind) && pdx_lex_is_proof(phrase->kind, phrase->score)) tell(elements[0], PDX_LEX_PROVES);
    if (phrase->hole != 0) return;
    assert(phrase->n > 1);
    const uint16_t last = elements[phrase->n - 1];
    const bool known = phrase->n > 2 && is_word_or_sign(elements[phrase->n - 2]) && is_word_or_sign(last);
    phrase->next_last = add_pair(built.endings, known ? elements[phrase->n - 2] : 0, last);
    tell(last, PDX_LEX_ENDS);
}

static void add_phrase(const pdx_phrase_row *row, const pdx_lex_tokens *tokens) {
    assert(built.n_phrases < PHRASE_ROOM && built.n_elements + tokens->n <= ELEMENT_ROOM);
    pdx_lex_phrase *phrase = &built.phrases[built.n_phrases++];
    uint16_t *elements = built.elements + built.n_elements;
    *phrase = (pdx_lex_phrase){.language = row->language, .kind = row->kind, .use = row->use, .later = row->later, .hole = UINT8_MAX, .first = (uint16_t)built.n_elements};
    for (size_t i = 0; i < tokens->n;) {
        const pdx_lex_token *token = &tokens->items[i];
        uint16_t element = token->kind == PDX_LEX_WORD ? token->word : (uint16_t)(PDX_LEX_SIGNS + token->sign);
        const size_t taken = hole_of(token, tokens->n - i, row->text, &element);
        assert(token->kind != PDX_LEX_NUMBER);
        if (element < PDX_LEX_SIGNS) phrase->words++;
        if (pdx_lex_is_open(element)) {
            assert(phrase->hole == UINT8_MAX || phrase->use == PDX_LEX_SENTENCE);
            phrase->hole = phrase->n;
        }
        elements[phrase->n++] = element;
        i += taken == 0 ? 1 : taken;
    }
    assert(phrase->n > 0);
    built.n_elements += phrase->n;
    if (phrase->hole == UINT8_MAX || phrase->use == PDX_LEX_SENTENCE) phrase->hole = phrase->n;
    weigh_phrase(phrase);
    list_phrase(phrase);
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
    built.words[name->words[0]].known->classes |= UINT32_C(1) << name->name_class | (name->n > 1 ? PDX_DATE_LONG : 0);
}

static void add_names(const pdx_date_row *row, pdx_lex_tokens *tokens) {
    const char *at = row->names;
    while (*at != '\0') {
        const size_t len = strcspn(at, " ");
        if (len > 0) add_name(row, pdx_span_of(at, len), tokens);
        at += len + (at[len] == ' ');
    }
}

static void build(void) {
    pdx_lex_token items[PDX_LEX_ROOM];
    pdx_lex_tokens tokens;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_ROOM);
    built.n_words = 1;
    for (size_t i = 0; i < pdx_phrase_rows_count; i++) add_row(&pdx_phrase_rows[i], &tokens);
    for (size_t i = 0; i < pdx_date_rows_count; i++) add_names(&pdx_date_rows[i], &tokens);
}

static const lexicon_index *ready(void) {
    pdx_once_run(&once, build);
    return &built;
}

void pdx_lex_make_ready(void) { (void)ready(); }

uint16_t pdx_lex_phrase_number(const pdx_lex_phrase *phrase) { return (uint16_t)(phrase - built.phrases + 1); }
const pdx_lex_phrase *pdx_lex_phrase_at(uint16_t number) { return &built.phrases[number - 1]; }

static const pdx_lex_phrase *phrase_at(uint16_t number) { return number == 0 ? NULL : pdx_lex_phrase_at(number); }

const pdx_lex_phrase *pdx_lex_phrases_first(uint16_t first, uint16_t second) {
    unsigned bit;
    pdx_lex_make_ready();
    const uint8_t bits = *pair_bit((uint32_t)first << 16 | second, &bit);
    if (!(bits >> bit & 1)) return NULL;
    return phrase_at(head_of_pair(ready()->beginnings, first, second));
}

const pdx_lex_phrase *pdx_lex_sentences_first(uint16_t first, uint16_t second) {
    return phrase_at(head_of_pair(ready()->sentences, first, second));
}

const pdx_lex_phrase *pdx_lex_phrases_next(const pdx_lex_phrase *phrase) { return phrase_at(phrase->next); }

const pdx_lex_phrase *pdx_lex_phrases_last(uint16_t before, uint16_t last) {
    return phrase_at(head_of_pair(ready()->endings, before, last));
}

bool pdx_lex_is_tail_kind(uint8_t kind) { return kind == PDX_PHRASE_READ_MORE || kind == PDX_PHRASE_COMMENTS || kind == PDX_PHRASE_SHARE; }

bool pdx_lex_is_entry_kind(uint8_t kind) {
    return kind == PDX_PHRASE_POSTED_ON || kind == PDX_PHRASE_POSTED_BY || kind == PDX_PHRASE_POSTED_IN || kind == PDX_PHRASE_TAGGED ||
           kind == PDX_PHRASE_COMMENTS || kind == PDX_PHRASE_READING_TIME || kind == PDX_PHRASE_READ_MORE || kind == PDX_PHRASE_PERMALINK || kind == PDX_PHRASE_SHARE;
}

bool pdx_lex_is_proof(uint8_t kind, unsigned score) { return kind == PDX_PHRASE_POSTED_ON || score >= 5; }

const pdx_lex_phrase *pdx_lex_phrases_next_last(const pdx_lex_phrase *phrase) { return phrase_at(phrase->next_last); }
const uint16_t *pdx_lex_phrase_elements(const pdx_lex_phrase *phrase) { return built.elements + phrase->first; }

static const pdx_date_name *name_at(uint16_t number) { return number == 0 ? NULL : &built.names[number - 1]; }

const pdx_date_name *pdx_date_names_first(uint16_t word) { return name_at(ready()->words[word].name); }
const pdx_date_name *pdx_date_names_next(const pdx_date_name *name) { return name_at(name->next); }
