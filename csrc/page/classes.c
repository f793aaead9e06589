#include "page/classes.h"

#include "base/hash.h"

enum { KEEP = 10 }; /* classes kept per form */

/* One distinct form while lines are counted. */
typedef struct slot {
    uint64_t key;
    uint32_t count, first, last, close; /* close: neighbours of the same class with nothing between */
} slot;

typedef struct table {
    slot *slots; /* owned */
    size_t mask;
    slot best[KEEP];
    unsigned n_best;
} table;

void pdx_classes_init(pdx_classes *classes) { memset(classes, 0, sizeof *classes); }
void pdx_classes_deinit(pdx_classes *classes) {
    PDX_VEC_DEINIT(&classes->classes);
    PDX_VEC_DEINIT(&classes->positions);
}

static uint64_t fact_key(const pdx_fact *fact, unsigned form) {
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) return 0;
    if (form < PDX_FORM_COUNT) {
        if (!(fact->flags & PDX_FACT_SHORT) && form != PDX_FORM_ECHO) return 0;
        /* Sentences begin and end alike without meaning it, but for those that tell a date. */
        if (fact->flags & PDX_FACT_PARA && form != PDX_FORM_EXACT && form != PDX_FORM_LABEL && form != PDX_FORM_ECHO &&
            !(form == PDX_FORM_HEAD2 && fact->flags & PDX_FACT_DATED)) return 0;
        return fact->form[form];
    }
    if (form == PDX_FORM_LONE_DATE) return fact->flags & PDX_FACT_DATE && fact->flags & PDX_FACT_DATED ? 1 : 0;
    if (form == PDX_FORM_HASHES) return fact->flags & PDX_FACT_HASHES ? 1 : 0;
    return fact->flags & PDX_FACT_LIST && !(fact->flags & (PDX_FACT_DATED | PDX_FACT_COLON)) ? 1 : 0;
}

static float form_weight(unsigned form) {
    static const float weights[PDX_FORM_ALL] = {2.0f, 2.0f, 2.0f, 1.4f, 0.9f, 1.2f, 0.7f, 2.2f, 3.0f, 2.5f, 1.6f, 1.2f, 3.0f};
    return weights[form];
}

static void table_count(table *t, uint64_t key, uint32_t line) {
    size_t at = (size_t)(pdx_hash_u64(key, 0)) & t->mask;
    while (t->slots[at].count != 0 && t->slots[at].key != key) at = (at + 1) & t->mask;
    slot *s = &t->slots[at];
    s->key = key;
    if (s->count > 0 && line - s->last < 2) s->close++;
    if (s->count++ == 0) s->first = line;
    s->last = line;
}

static bool comes_before(const slot *a, const slot *b) { return a->count != b->count ? a->count > b->count : a->first < b->first; }

/* Keeps the commonest, in order of count; ties go to the one found first. */
static void table_keep(table *t, const slot *s) {
    unsigned at = t->n_best;
    if (at == KEEP && !comes_before(s, &t->best[KEEP - 1])) return;
    if (at < KEEP) t->n_best++;
    else at = KEEP - 1;
    for (; at > 0 && comes_before(s, &t->best[at - 1]); at--) t->best[at] = t->best[at - 1];
    t->best[at] = *s;
}

static bool class_add(pdx_classes *classes, const slot *s, unsigned form, unsigned phrase) {
    pdx_class made = {0};
    made.key = s->key;
    made.count = s->count;
    made.form = (uint8_t)form;
    made.phrase = (uint8_t)phrase;
    made.weight = form_weight(form);
    return PDX_VEC_PUSH(&classes->classes, made);
}

static bool form_read(pdx_classes *classes, table *t, const pdx_facts *facts, unsigned form) {
    const size_t n = facts->facts.len;
    memset(t->slots, 0, (t->mask + 1) * sizeof *t->slots);
    t->n_best = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t key = fact_key(&facts->facts.data[i], form);
        if (key != 0) table_count(t, key, (uint32_t)i);
    }
    for (size_t i = 0; i <= t->mask; i++) {
        const slot *s = &t->slots[i];
        if (s->count >= 2 && s->close * 4 < s->count) table_keep(t, s);
    }
    for (unsigned k = 0; k < t->n_best; k++) {
        if (!class_add(classes, &t->best[k], form, PDX_PHRASE_NONE)) return false;
    }
    return true;
}

static bool phrases_read(pdx_classes *classes, const pdx_facts *facts) {
    slot seen[PDX_PHRASE_KIND_COUNT];
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < facts->facts.len; i++) {
        uint32_t bits = facts->facts.data[i].phrases & PDX_PHRASES_OF_ENTRY;
        for (unsigned kind = 0; bits != 0; kind++, bits >>= 1) {
            if (!(bits & 1)) continue;
            if (seen[kind].count > 0 && i - seen[kind].last < 2) seen[kind].close++;
            seen[kind].count++;
            seen[kind].last = (uint32_t)i;
        }
    }
    for (unsigned kind = 0; kind < PDX_PHRASE_KIND_COUNT; kind++) {
        if (seen[kind].count < 2 || seen[kind].close * 2 > seen[kind].count) continue;
        if (!class_add(classes, &seen[kind], PDX_FORM_PHRASE, kind)) return false;
    }
    return true;
}

static bool class_has(const pdx_class *c, const pdx_fact *fact) {
    if (c->form == PDX_FORM_PHRASE) return fact->phrases >> c->phrase & 1;
    return fact_key(fact, c->form) == c->key;
}

/* The lines of every class, in order. */
static bool positions_read(pdx_classes *classes, const pdx_facts *facts) {
    size_t total = 0;
    for (size_t c = 0; c < classes->classes.len; c++) {
        classes->classes.data[c].first = (uint32_t)total;
        total += classes->classes.data[c].count;
        classes->classes.data[c].count = 0;
    }
    if (total > UINT32_MAX || !PDX_VEC_RESERVE(&classes->positions, total)) return false;
    classes->positions.len = total;
    for (size_t c = 0; c < classes->classes.len; c++) {
        pdx_class *made = &classes->classes.data[c];
        for (size_t i = 0; i < facts->facts.len; i++) {
            if (class_has(made, &facts->facts.data[i])) classes->positions.data[made->first + made->count++] = (uint32_t)i;
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

pdx_status pdx_classes_read(pdx_classes *classes, pdx_facts *facts, pdx_error *err) {
    table t = {0};
    size_t room = 16;
    bool ok;
    while (room < 2 * facts->facts.len) room *= 2;
    t.mask = room - 1;
    t.slots = pdx_alloc_zero(room, sizeof *t.slots);
    ok = t.slots != NULL;
    for (unsigned form = 0; ok && form < PDX_FORM_PHRASE; form++) ok = form_read(classes, &t, facts, form);
    pdx_free(t.slots);
    if (ok) ok = phrases_read(classes, facts) && positions_read(classes, facts);
    if (ok) echoes_mark(classes, facts);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
