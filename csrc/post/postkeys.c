#include "post/postkeys.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "post/bareletters.h"

enum { BODY_LETTERS_MIN = 60, APPEARANCE_WORK = 64, PASSES = 16 };

static pdx_post_hash hash_of(pdx_span bytes) {
    pdx_post_hash hash;
    hash.order = pdx_hash(bytes, 0) | 1; /* 0 says that there is none */
    hash.check = pdx_hash(bytes, pdx_hash_key());
    return hash;
}

static const pdx_post_hash no_hash = {0, 0};

static pdx_post_hash letters_hash(pdx_span text, pdx_buf *scratch, uint64_t *letters) {
    pdx_buf_reset(scratch);
    pdx_bare_append(text, scratch);
    *letters = scratch->len;
    return scratch->len == 0 ? no_hash : hash_of(pdx_buf_view(scratch));
}

/* What a date says that has no year, or no day. Months and years of other calendars begin within those of this one. */
static int64_t part_of_day(const pdx_date *date) {
    const bool whole = date->precision >= PDX_PRECISION_DAY || date->calendar == PDX_GREGORIAN;
    if (date->precision < PDX_PRECISION_YEAR || !whole) return PDX_POST_NO_DAY;
    return pdx_post_part_of_day(date->year, date->precision >= PDX_PRECISION_MONTH ? date->month : 0,
                                date->precision >= PDX_PRECISION_DAY ? date->day : 0);
}

/* Bodies by their bytes: those of one post mostly are the same to the byte, and are folded once. */
typedef struct printed {
    uint32_t *slots; /* owned; an appearance with such a body + 1, or 0 */
    size_t n_slots;  /* a power of two, more than there are appearances */
} printed;

static bool printed_init(printed *p, size_t n) {
    for (p->n_slots = 8; p->n_slots < n + n / 2; p->n_slots *= 2) {}
    p->slots = pdx_alloc_zero(p->n_slots, sizeof *p->slots);
    return p->slots != NULL;
}

/* The first appearance with the body of appearance `at`. */
static uint32_t printed_first(printed *p, const pdx_appearance_facts *facts, uint32_t at) {
    size_t slot = (size_t)pdx_hash(facts[at].body, pdx_hash_key()) & (p->n_slots - 1);
    while (p->slots[slot] != 0 && !pdx_span_equal(facts[p->slots[slot] - 1].body, facts[at].body)) slot = (slot + 1) & (p->n_slots - 1);
    if (p->slots[slot] == 0) p->slots[slot] = at + 1;
    return p->slots[slot] - 1;
}

/* All of the key but what the body says. */
static void key_of(const pdx_appearance_facts *facts, pdx_buf *scratch, bool *failed, pdx_post_keys *key) {
    memset(key, 0, sizeof *key);
    key->record = facts->record;
    if (facts->record) return; /* is in no family: nothing of it is ever compared */
    key->title = letters_hash(facts->title, scratch, &key->title_letters);
    *failed = *failed || scratch->failed;
    key->address = facts->address.len == 0 ? no_hash : hash_of(facts->address);
    key->day = PDX_POST_NO_DAY;
    key->minute = -1;
    key->page = facts->page;
    const pdx_date *date = &facts->published;
    if (date->precision < PDX_PRECISION_DAY || date->year == 0) {
        key->day = part_of_day(date);
        return;
    }
    key->day = pdx_days_from_civil(date->year, date->month, date->day);
    if (date->precision >= PDX_PRECISION_MINUTE) key->minute = date->hour * 60 + date->minute;
}

static void body_of(const pdx_appearance_facts *facts, printed *p, pdx_post_keys *keys, size_t at, pdx_buf *scratch, bool *failed) {
    const size_t first = printed_first(p, facts, (uint32_t)at);
    if (first != at) {
        keys[at].body = keys[first].body;
        keys[at].body_letters = keys[first].body_letters;
        return;
    }
    keys[at].body = letters_hash(facts[at].body, scratch, &keys[at].body_letters);
    *failed = *failed || scratch->failed;
}

pdx_status pdx_post_keys_fill(const pdx_appearance_facts *facts, size_t n, pdx_post_keys *keys, const pdx_tick *tick,
                              pdx_error *err) {
    pdx_buf scratch;
    pdx_buf_init(&scratch);
    printed bodies;
    pdx_status status = printed_init(&bodies, n) ? PDX_OK : pdx_fail_memory(err);
    pdx_pace pace = pdx_pace_of(tick, n);
    bool failed = false;
    for (size_t i = 0; i < n && status == PDX_OK; i++) {
        key_of(&facts[i], &scratch, &failed, &keys[i]);
        if (!facts[i].record) body_of(facts, &bodies, keys, i, &scratch, &failed);
        if (failed) status = pdx_fail_memory(err);
        else status = pdx_pace_step(&pace, APPEARANCE_WORK + facts[i].body.len, i, err);
    }
    pdx_buf_deinit(&scratch);
    pdx_free(bodies.slots);
    return status;
}

static pdx_post_hash both(pdx_post_hash a, uint64_t order, uint64_t check) {
    a.order = pdx_hash_u64(a.order, order);
    a.check = pdx_hash_u64(a.check, check);
    return a;
}

/* The key of one appearance in a kind of family; false when it has none. */
static bool family_key(const pdx_post_keys *key, pdx_post_family family, pdx_post_hash *out) {
    const uint64_t day = (uint64_t)key->day;
    switch (family) {
    case PDX_FAMILY_SAME:
        *out = both(both(key->title, key->body.order, key->body.check), key->address.order, key->address.check);
        *out = both(*out, pdx_hash_u64(day, (uint64_t)key->minute), day);
        return true;
    case PDX_FAMILY_ADDRESS:
        *out = key->address;
        return key->address.order != 0;
    case PDX_FAMILY_TITLE_DAY:
        *out = both(key->title, day, day);
        return key->title_letters > 0 && pdx_post_is_day(key->day);
    case PDX_FAMILY_TITLE_BODY:
        *out = both(key->title, key->body.order, key->body.check);
        return key->title_letters > 0;
    case PDX_FAMILY_TITLE:
        *out = key->title;
        return key->title_letters > 0;
    default:
        *out = key->body;
        return key->body_letters >= BODY_LETTERS_MIN;
    }
}

static uint64_t digit_source(const pdx_post_member *member, unsigned pass) {
    return pass < 8 ? member->check >> (8 * pass) : member->order >> (8 * (pass - 8));
}

/* Least significant byte first over both hashes: linear, stable, equal keys side by side. */
static pdx_status radix_sort(pdx_post_member *members, pdx_post_member *spare, size_t n, pdx_pace *pace, pdx_error *err) {
    for (unsigned pass = 0; pass < PASSES; pass++) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < n; i++) starts[(digit_source(&members[i], pass) & 0xFF) + 1]++;
        for (size_t b = 0; b < 256; b++) starts[b + 1] += starts[b];
        for (size_t i = 0; i < n; i++) spare[starts[digit_source(&members[i], pass) & 0xFF]++] = members[i];
        pdx_post_member *swap = members;
        members = spare;
        spare = swap;
        PDX_TRY(pdx_pace_step(pace, n, 0, err));
    }
    return PDX_OK;
}

pdx_status pdx_post_families(const pdx_post_keys *keys, size_t n, pdx_post_family family, pdx_post_members *out, pdx_pace *pace,
                             pdx_error *err) {
    /* The second half is the sort's spare room. */
    if (n > SIZE_MAX / 2 || !PDX_VEC_RESERVE(out, 2 * n)) return pdx_fail_memory(err);
    out->len = 0;
    for (size_t i = 0; i < n; i++) {
        pdx_post_hash hash;
        if (keys[i].record || !family_key(&keys[i], family, &hash)) continue;
        pdx_post_member *member = &out->data[out->len++];
        member->order = hash.order;
        member->check = hash.check;
        member->at = (uint32_t)i;
    }
    return out->len == 0 ? PDX_OK : radix_sort(out->data, out->data + out->len, out->len, pace, err);
}
