#include "page/lines/linememory.h"

enum { LINES = PDX_LIMIT(1 << 16, 16), SLOTS_MIN = 64 };

void pdx_line_memory_init(pdx_line_memory *memory) { memset(memory, 0, sizeof *memory); }

void pdx_line_memory_deinit(pdx_line_memory *memory) {
    PDX_VEC_DEINIT(&memory->lines);
    PDX_VEC_DEINIT(&memory->phrases);
    PDX_VEC_DEINIT(&memory->datelines);
    pdx_free(memory->slots);
}

pdx_status pdx_line_memory_new(pdx_line_memory **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    return *out == NULL ? pdx_fail_memory(err) : PDX_OK;
}

void pdx_line_memory_free(pdx_line_memory *memory) {
    if (memory == NULL) return;
    pdx_line_memory_deinit(memory);
    pdx_free(memory);
}

/* The slot of a line, or the empty one where it would be. */
static size_t slot_of(const pdx_line_memory *memory, pdx_span bytes, uint64_t hash) {
    size_t at = (size_t)hash & (memory->n_slots - 1);
    for (; memory->slots[at] != 0; at = (at + 1) & (memory->n_slots - 1)) {
        const pdx_known_line *line = &memory->lines.data[memory->slots[at] - 1];
        if (line->hash == hash && pdx_span_equal(line->bytes, bytes)) break;
    }
    return at;
}

const pdx_known_line *pdx_line_memory_find(const pdx_line_memory *memory, pdx_span bytes, uint64_t hash) {
    size_t at;
    if (memory->n_slots == 0) return NULL;
    at = slot_of(memory, bytes, hash);
    return memory->slots[at] == 0 ? NULL : &memory->lines.data[memory->slots[at] - 1];
}

/* Room for one more: twice the slots when half are taken. */
static bool slots_grow(pdx_line_memory *memory) {
    const size_t n = memory->n_slots == 0 ? SLOTS_MIN : 2 * memory->n_slots;
    uint32_t *slots;
    if (2 * (memory->lines.len + 1) <= memory->n_slots) return true;
    slots = pdx_alloc_zero(n, sizeof *slots);
    if (slots == NULL) return false;
    pdx_free(memory->slots);
    memory->slots = slots;
    memory->n_slots = n;
    for (size_t i = 0; i < memory->lines.len; i++) {
        size_t at = (size_t)memory->lines.data[i].hash & (n - 1);
        while (slots[at] != 0) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    return true;
}

static void forget(pdx_line_memory *memory) {
    memory->lines.len = memory->phrases.len = memory->datelines.len = 0;
    memset(memory->slots, 0, memory->n_slots * sizeof *memory->slots);
}

bool pdx_line_memory_add(pdx_line_memory *memory, pdx_span bytes, uint64_t hash, uint64_t begin, const pdx_facts *facts, size_t i,
                         const pdx_fact *fact) {
    const size_t n = pdx_fact_phrases(fact);
    pdx_known_line *line;
    size_t slot;
    if (memory->lines.len == LINES) forget(memory);
    if (!slots_grow(memory) || !PDX_VEC_RESERVE(&memory->phrases, memory->phrases.len + n) ||
        !PDX_VEC_RESERVE(&memory->lines, memory->lines.len + 1)) {
        return false;
    }
    if (fact->dateline > 0 && !PDX_VEC_PUSH(&memory->datelines, facts->datelines.data[fact->dateline - 1])) return false;
    slot = slot_of(memory, bytes, hash);
    line = &memory->lines.data[memory->lines.len++];
    line->bytes = bytes;
    line->hash = hash;
    line->fact = *fact;
    line->fact.echo = 0;
    line->fact.first_phrase = (uint32_t)memory->phrases.len;
    if (fact->dateline > 0) line->fact.dateline = (uint32_t)memory->datelines.len;
    if (fact->date.end > fact->date.begin) line->fact.date = pdx_range_of(fact->date.begin - begin, fact->date.end - begin);
    for (unsigned form = 0; form < PDX_FORM_ECHO; form++) line->forms[form] = pdx_facts_form(facts, (pdx_form)form)[i];
    if (n > 0) memcpy(memory->phrases.data + memory->phrases.len, facts->phrases.data + fact->first_phrase, n * sizeof *facts->phrases.data);
    memory->phrases.len += n;
    memory->slots[slot] = (uint32_t)memory->lines.len;
    return true;
}
