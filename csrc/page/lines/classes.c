#include "page/lines/classes.h"

#include "base/hash.h"

/* KEEP: classes kept per form; ENTRY_LINES: lines as near as that are of one entry. */
enum { USUAL = PDX_LIMIT(32, 1) /* classes of a page */, LEAST_FOR_HEAD = 3, KEEP = 10, ENTRY_LINES = 3, LEAST_COMMON = 3 };

/* The lines of one form while they are counted, one chain of lines per key. What is told of a chain stands at its
 * first line. */
typedef struct chain {
    uint32_t count, last, close; /* close: neighbours of the same key with nothing between */
} chain;

typedef struct table {
    void *block;        /* owned; holds all that follows */
    uint32_t *slots;    /* first line of the chain + 1, by its key */
    size_t mask;
    const uint64_t *keys; /* borrowed; per line, of the form that is read; 0: none */
    uint64_t *own_keys; /* for forms without words of their own, */
    uint8_t *own_forms; /* of which these are told for each line, */
    unsigned any_forms; /* and which of them some line has */
    uint32_t *with;     /* the lines that have the form, with room for one more */
    size_t n_with;
    chain *chains;
    uint32_t *next;     /* per line the next of its chain */
    uint32_t *repeated; /* first lines of chains with more than one */
    size_t n_repeated;
    uint32_t best[KEEP]; /* first lines */
    unsigned n_best;
} table;

void pdx_classes_init(pdx_classes *classes) { memset(classes, 0, sizeof *classes); }
void pdx_classes_deinit(pdx_classes *classes) {
    PDX_VEC_DEINIT(&classes->classes);
    PDX_VEC_DEINIT(&classes->positions);
}
void pdx_classes_reset(pdx_classes *classes) {
    PDX_VEC_RESET(&classes->classes);
    PDX_VEC_RESET(&classes->positions);
}

/* Which forms without words of their own a line has: a bit for each, from PDX_FORM_LONE_DATE on. */
static unsigned own_forms(const pdx_fact *fact) {
    const uint32_t flags = fact->flags, dated = PDX_FACT_DATE | PDX_FACT_DATED;
    unsigned forms = 0;
    if (flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) return 0;
    forms |= (unsigned)((flags & dated) == dated);
    forms |= (unsigned)((flags & PDX_FACT_HASHES) != 0) << (PDX_FORM_HASHES - PDX_FORM_LONE_DATE);
    forms |= (unsigned)((flags & (PDX_FACT_LIST | PDX_FACT_DATED | PDX_FACT_COLON)) == PDX_FACT_LIST) << (PDX_FORM_LIST - PDX_FORM_LONE_DATE);
    return forms | (unsigned)((flags & PDX_FACT_TERMS) != 0) << (PDX_FORM_TERMS - PDX_FORM_LONE_DATE);
}

/* The lines of such a form have one key. */
static bool has_form(const pdx_fact *fact, unsigned form) { return own_forms(fact) >> (form - PDX_FORM_LONE_DATE) & 1; }

static float form_weight(unsigned form) {
    static const float weights[PDX_FORM_ALL] = {2.0f, 2.0f, 2.0f, 1.4f, 0.9f, 1.2f, 0.7f, 2.2f, 3.0f, 3.0f, 1.6f, 1.2f, 2.0f, 3.0f};
    return weights[form];
}

static bool table_init(table *t, size_t lines) {
    const size_t of_line = sizeof *t->own_keys + sizeof *t->chains + sizeof *t->with + sizeof *t->next + sizeof *t->repeated + sizeof *t->own_forms;
    size_t room = 16;
    while (room < 2 * lines) room *= 2;
    memset(t, 0, sizeof *t);
    if (lines > SIZE_MAX / 2 / (of_line + 4 * sizeof *t->slots)) return false;
    t->block = pdx_alloc(lines * of_line + (room + 2) * sizeof *t->slots);
    if (t->block == NULL) return false;
    t->mask = room - 1;
    t->own_keys = t->block; /* what asks most of its place goes first */
    t->chains = (chain *)(void *)(t->own_keys + lines);
    t->slots = (uint32_t *)(void *)(t->chains + lines);
    t->with = t->slots + room;
    t->next = t->with + lines + 1;
    t->repeated = t->next + lines;
    t->own_forms = (uint8_t *)(t->repeated + lines / 2 + 1);
    return true;
}

static void table_deinit(table *t) { pdx_free(t->block); }

/* Appends line `i` to the chain of its key. */
static void table_count(table *t, uint32_t i) {
    const uint64_t key = t->keys[i];
    size_t at = (size_t)(key ^ key >> 32) & t->mask; /* keys are hashes, and keyed, already */
    while (t->slots[at] != 0 && t->keys[t->slots[at] - 1] != key) at = (at + 1) & t->mask;
    if (t->slots[at] == 0) {
        t->slots[at] = i + 1;
        t->chains[i] = (chain){1, i, 0};
        return;
    }
    const uint32_t first = t->slots[at] - 1;
    chain *c = &t->chains[first];
    t->next[c->last] = i;
    if (i - c->last < 2) c->close++;
    if (++c->count == 2) t->repeated[t->n_repeated++] = first;
    c->last = i;
}

static bool comes_before(const table *t, uint32_t a, uint32_t b) {
    return t->chains[a].count != t->chains[b].count ? t->chains[a].count > t->chains[b].count : a < b;
}

/* Keeps the commonest, in order of count; ties go to the one found first. */
static void table_keep(table *t, uint32_t first) {
    unsigned at = t->n_best;
    if (at == KEEP && !comes_before(t, first, t->best[KEEP - 1])) return;
    if (at < KEEP) t->n_best++;
    else at = KEEP - 1;
    for (; at > 0 && comes_before(t, first, t->best[at - 1]); at--) t->best[at] = t->best[at - 1];
    t->best[at] = first;
}

/* A new class of `count` lines, whose places in `positions` are still to be filled. */
static pdx_class *class_add(pdx_classes *classes, uint32_t count, unsigned form, unsigned phrase) {
    pdx_class made = {0};
    const size_t first = classes->positions.len;
    if (first + count > UINT32_MAX || !PDX_VEC_RESERVE(&classes->positions, first + count)) return NULL;
    classes->positions.len += count;
    made.first = (uint32_t)first;
    made.count = count;
    made.form = (uint8_t)form;
    made.phrase = (uint8_t)phrase;
    made.weight = form_weight(form);
    return PDX_VEC_PUSH(&classes->classes, made) ? &classes->classes.data[classes->classes.len - 1] : NULL;
}

static bool chain_add(pdx_classes *classes, const table *t, uint32_t first, unsigned form) {
    const pdx_class *made = class_add(classes, t->chains[first].count, form, PDX_PHRASE_NONE);
    if (made == NULL) return false;
    for (uint32_t k = 0, i = first; k < made->count; k++, i = t->next[i]) classes->positions.data[made->first + k] = i;
    return true;
}

/* A line that is always said twice, as the name of an author who stands beside his picture, counts once each time. */
static void pairs_join(table *t, uint32_t first) {
    chain *c = &t->chains[first];
    uint32_t kept = first, last = first, n = 1;
    for (uint32_t k = 1, i = t->next[first]; k < c->count; k++, i = t->next[i]) {
        if (i - last >= 2) {
            t->next[kept] = i;
            kept = i;
            n++;
        }
        last = i;
    }
    c->count = n;
    c->close = 0;
}

/* The keys of the form, and which lines have one: nobody can foresee it, so no branches. */
static void keys_read(table *t, const pdx_facts *facts, unsigned form) {
    const size_t n = facts->facts.len;
    size_t with = 0;
    if (form < PDX_FORM_COUNT) {
        t->keys = pdx_facts_form(facts, (pdx_form)form);
    } else if ((t->any_forms >> (form - PDX_FORM_LONE_DATE) & 1) == 0) {
        t->n_with = 0;
        return;
    } else {
        for (size_t i = 0; i < n; i++) t->own_keys[i] = (unsigned)t->own_forms[i] >> (form - PDX_FORM_LONE_DATE) & 1u;
        t->keys = t->own_keys;
    }
    for (size_t i = 0; i < n; i++) {
        t->with[with] = (uint32_t)i;
        with += t->keys[i] != 0;
    }
    t->n_with = with;
}

static bool form_read(pdx_classes *classes, table *t, const pdx_facts *facts, unsigned form) {
    keys_read(t, facts, form);
    if (t->n_with < 2) return true;
    memset(t->slots, 0, (t->mask + 1) * sizeof *t->slots);
    t->n_best = 0;
    t->n_repeated = 0;
    for (size_t k = 0; k < t->n_with; k++) table_count(t, t->with[k]);
    for (size_t k = 0; k < t->n_repeated; k++) {
        const chain *c = &t->chains[t->repeated[k]];
        if (form == PDX_FORM_EXACT && c->count > 3 && c->close * 2 == c->count) pairs_join(t, t->repeated[k]);
        if (c->close * 4 < c->count) table_keep(t, t->repeated[k]);
    }
    for (unsigned k = 0; k < t->n_best; k++) {
        if (!chain_add(classes, t, t->best[k], form)) return false;
    }
    return true;
}

/* The phrases of entries that the line is made of, or the one that is glued to its end. */
static uint32_t entry_phrases(const pdx_fact *fact) {
    const uint32_t tail = fact->tail == PDX_PHRASE_NONE ? 0 : PDX_PHRASE_BIT(fact->tail);
    return (fact->phrases | tail) & PDX_PHRASES_OF_ENTRY;
}

/* The head that all lines of the kind have, and other lines nearly never: it says what the lexicon says, where that fails. 0: none. */
static uint64_t common_head(const pdx_facts *facts, unsigned kind, uint32_t count) {
    const uint64_t *heads = pdx_facts_form(facts, PDX_FORM_HEAD2);
    uint64_t head = 0;
    uint32_t with = 0;
    for (size_t i = 0; i < facts->facts.len; i++) {
        if (!(entry_phrases(&facts->facts.data[i]) >> kind & 1)) continue;
        if (heads[i] == 0 || (head != 0 && heads[i] != head)) return 0;
        head = heads[i];
    }
    for (size_t i = 0; i < facts->facts.len; i++) with += heads[i] == head;
    return with > count && 2 * with <= 3 * count ? head : 0;
}

/* Lines of a kind while they are counted. */
typedef struct kind_lines {
    chain seen;
    uint32_t at;   /* where the next one goes */
    uint64_t head; /* which makes a line one of the kind without the lexicon; 0: none */
} kind_lines;

static void kind_count(chain *seen, size_t i) {
    if (seen->count > 0 && i - seen->last < 2) seen->close++;
    seen->count++;
    seen->last = (uint32_t)i;
}

static void heads_read(kind_lines *kinds, const pdx_facts *facts) {
    const uint64_t *heads = pdx_facts_form(facts, PDX_FORM_HEAD2);
    for (unsigned kind = 0; kind < PDX_PHRASE_KIND_COUNT; kind++) {
        kind_lines *k = &kinds[kind];
        if (k->seen.count < LEAST_FOR_HEAD || (k->head = common_head(facts, kind, k->seen.count)) == 0) continue;
        k->seen = (chain){0, 0, 0};
        for (size_t i = 0; i < facts->facts.len; i++) {
            if (heads[i] == k->head) kind_count(&k->seen, i);
        }
    }
}

static bool phrases_read(pdx_classes *classes, const pdx_facts *facts) {
    const uint64_t *heads = pdx_facts_form(facts, PDX_FORM_HEAD2);
    kind_lines kinds[PDX_PHRASE_KIND_COUNT];
    uint32_t kept = 0; /* kinds that are classes */
    memset(kinds, 0, sizeof kinds);
    for (size_t i = 0; i < facts->facts.len; i++) {
        uint32_t bits = entry_phrases(&facts->facts.data[i]);
        for (unsigned kind = 0; bits != 0; kind++, bits >>= 1) {
            if (bits & 1) kind_count(&kinds[kind].seen, i);
        }
    }
    heads_read(kinds, facts);
    for (unsigned kind = 0; kind < PDX_PHRASE_KIND_COUNT; kind++) {
        kind_lines *k = &kinds[kind];
        if (k->seen.count < 2 || k->seen.close * 2 > k->seen.count) continue;
        const pdx_class *made = class_add(classes, k->seen.count, PDX_FORM_PHRASE, kind);
        if (made == NULL) return false;
        k->at = made->first;
        kept |= PDX_PHRASE_BIT(kind);
        if (k->head == 0) continue;
        for (size_t i = 0; i < facts->facts.len; i++) {
            if (heads[i] == k->head) classes->positions.data[k->at++] = (uint32_t)i;
        }
        kept &= ~PDX_PHRASE_BIT(kind);
    }
    for (size_t i = 0; kept != 0 && i < facts->facts.len; i++) {
        uint32_t bits = entry_phrases(&facts->facts.data[i]) & kept;
        for (unsigned kind = 0; bits != 0; kind++, bits >>= 1) {
            if (bits & 1) classes->positions.data[kinds[kind].at++] = (uint32_t)i;
        }
    }
    return true;
}

/* Lines that furniture of one wording repeats are titles, if anything is. */
static void echoes_mark(const pdx_classes *classes, pdx_facts *facts) {
    for (size_t c = 0; c < classes->classes.len; c++) {
        const pdx_class *made = &classes->classes.data[c];
        if (made->form != PDX_FORM_ECHO) continue;
        for (uint32_t i = 0; i < made->count; i++) {
            const uint32_t echo = facts->facts.data[classes->positions.data[made->first + i]].echo;
            if (echo != 0) facts->facts.data[echo - 1].flags |= PDX_FACT_ECHOED;
        }
    }
}

/* Lines of one wording that stand in several entries are sections, names, buttons, but hardly titles. */
static void common_mark(const pdx_classes *classes, pdx_facts *facts) {
    for (size_t c = 0; c < classes->classes.len; c++) {
        const pdx_class *made = &classes->classes.data[c];
        const uint32_t *p = classes->positions.data + made->first;
        unsigned apart = 1;
        if (made->form != PDX_FORM_EXACT) continue;
        for (uint32_t i = 1; i < made->count; i++) apart += p[i] - p[i - 1] > ENTRY_LINES;
        if (apart < LEAST_COMMON) continue;
        for (uint32_t i = 0; i < made->count; i++) facts->facts.data[p[i]].flags |= PDX_FACT_COMMON;
    }
}

static bool is_dated(const pdx_classes *classes, const pdx_facts *facts, const pdx_class *c) {
    for (uint32_t i = 0; i < c->count; i++) {
        if (!(facts->facts.data[classes->positions.data[c->first + i]].flags & PDX_FACT_DATED)) return false;
    }
    return true;
}

static void dates_mark(pdx_classes *classes, const pdx_facts *facts) {
    for (size_t c = 0; c < classes->classes.len; c++) classes->classes.data[c].dated = is_dated(classes, facts, &classes->classes.data[c]);
}

pdx_status pdx_classes_read(pdx_classes *classes, pdx_facts *facts, pdx_error *err) {
    table t;
    bool ok = table_init(&t, facts->facts.len) && PDX_VEC_RESERVE(&classes->positions, facts->facts.len) && PDX_VEC_RESERVE(&classes->classes, USUAL);
    for (size_t i = 0; ok && i < facts->facts.len; i++) {
        const unsigned forms = own_forms(&facts->facts.data[i]);
        t.own_forms[i] = (uint8_t)forms;
        t.any_forms |= forms;
    }
    for (unsigned form = 0; ok && form < PDX_FORM_PHRASE; form++) ok = form_read(classes, &t, facts, form);
    table_deinit(&t);
    ok = ok && phrases_read(classes, facts);
    if (ok) dates_mark(classes, facts);
    if (ok) echoes_mark(classes, facts);
    if (ok) common_mark(classes, facts);
    return ok ? PDX_OK : pdx_fail_memory(err);
}

pdx_class_sign pdx_class_sign_of(const pdx_class *c, const pdx_classes *classes, const pdx_facts *facts) {
    const uint32_t *p = classes->positions.data + c->first;
    pdx_class_sign sign = {0, c->form, c->phrase};
    if (c->form < PDX_FORM_COUNT) sign.key = pdx_facts_form(facts, (pdx_form)c->form)[p[0]];
    for (uint32_t i = 0; c->form == PDX_FORM_PHRASE && sign.key == 0 && i < c->count; i++) {
        if (!(entry_phrases(&facts->facts.data[p[i]]) >> c->phrase & 1)) sign.key = pdx_facts_form(facts, PDX_FORM_HEAD2)[p[i]];
    }
    return sign;
}

static bool has_sign(const pdx_facts *facts, const pdx_class_sign *sign, size_t i) {
    switch (sign->form) {
    case PDX_FORM_PHRASE:
        if (entry_phrases(&facts->facts.data[i]) >> sign->phrase & 1) return true;
        return sign->key != 0 && pdx_facts_form(facts, PDX_FORM_HEAD2)[i] == sign->key;
    case PDX_FORM_LONE_DATE: case PDX_FORM_HASHES: case PDX_FORM_LIST: case PDX_FORM_TERMS: return has_form(&facts->facts.data[i], sign->form);
    default: return pdx_facts_form(facts, (pdx_form)sign->form)[i] == sign->key;
    }
}

pdx_status pdx_classes_find(pdx_classes *classes, const pdx_facts *facts, const pdx_class_sign *signs, size_t n, pdx_error *err) {
    for (size_t k = 0; k < n; k++) {
        uint32_t count = 0;
        pdx_class *made;
        for (size_t i = 0; i < facts->facts.len; i++) count += has_sign(facts, &signs[k], i);
        made = class_add(classes, count, signs[k].form, signs[k].phrase);
        if (made == NULL) return pdx_fail_memory(err);
        count = 0;
        for (size_t i = 0; i < facts->facts.len; i++) {
            if (has_sign(facts, &signs[k], i)) classes->positions.data[made->first + count++] = (uint32_t)i;
        }
        made->dated = is_dated(classes, facts, made);
    }
    return PDX_OK;
}
