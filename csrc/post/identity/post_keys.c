#include "post/identity/post_keys.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "post/dates/bare_letters.h"

enum {
    BODY_LETTERS_MIN = 60,
    APPEARANCE_WORK = 64, /* as a pace counts */
    PASSES = 16, FEW = PDX_LIMIT(32, 6), /* members that are put in their places one by one */
    STRETCH = PDX_LIMIT(1 << 20, 64) /* of a text whose letters are taken at once */
};

static pdx_post_hash hash_of(pdx_span bytes) {
    pdx_post_hash hash;
    hash.order = pdx_hash(bytes, 0) | 1; /* 0 says that there is none */
    hash.check = pdx_hash(bytes, pdx_hash_key());
    return hash;
}

static const pdx_post_hash no_hash = {0, 0};

/* Up to where the letters are taken next: never inside a character. */
static size_t stretch_end(pdx_span text, size_t at) {
    size_t end = pdx_min_size(text.len, at + STRETCH);
    while (end < text.len && (text.data[end] & 0xC0) == 0x80) end++;
    return end;
}

static pdx_status letters_hash(pdx_span text, pdx_buf *scratch, pdx_pace *pace, pdx_post_hash *hash, uint64_t *letters, pdx_error *err) {
    pdx_buf_reset(scratch);
    for (size_t at = 0, end; at < text.len; at = end) {
        end = stretch_end(text, at);
        pdx_bare_append(pdx_span_slice(text, at, end), scratch);
        PDX_TRY(pdx_pace_step(pace, end - at, 0, err));
    }
    if (scratch->failed) return pdx_fail_memory(err);
    *letters = scratch->len;
    *hash = scratch->len == 0 ? no_hash : hash_of(pdx_buf_view(scratch));
    return pdx_pace_step(pace, scratch->len, 0, err);
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
static pdx_status key_of(const pdx_appearance_facts *facts, pdx_buf *scratch, pdx_pace *pace, pdx_post_keys *key, pdx_error *err) {
    memset(key, 0, sizeof *key);
    key->record = facts->record;
    if (facts->record) return PDX_OK; /* is in no family: nothing of it is ever compared */
    PDX_TRY(letters_hash(facts->title, scratch, pace, &key->title, &key->title_letters, err));
    key->address = facts->address.len == 0 ? no_hash : hash_of(facts->address);
    key->day = PDX_POST_NO_DAY;
    key->minute = -1;
    key->page = facts->page;
    const pdx_date *date = &facts->published;
    if (date->precision < PDX_PRECISION_DAY || date->year == 0) {
        key->day = part_of_day(date);
        return PDX_OK;
    }
    key->day = pdx_days_from_civil(date->year, date->month, date->day);
    if (date->precision >= PDX_PRECISION_MINUTE) key->minute = date->hour * 60 + date->minute;
    return PDX_OK;
}

static pdx_status body_of(const pdx_appearance_facts *facts, printed *p, pdx_post_keys *keys, size_t at, pdx_buf *scratch, pdx_pace *pace,
                          pdx_error *err) {
    const size_t first = printed_first(p, facts, (uint32_t)at);
    if (first != at) {
        keys[at].body = keys[first].body;
        keys[at].body_letters = keys[first].body_letters;
        return PDX_OK;
    }
    PDX_TRY(pdx_pace_step(pace, facts[at].body.len, 0, err));
    return letters_hash(facts[at].body, scratch, pace, &keys[at].body, &keys[at].body_letters, err);
}

pdx_status pdx_post_keys_fill(const pdx_appearance_facts *facts, size_t n, pdx_post_keys *keys, const pdx_tick *tick,
                              pdx_error *err) {
    pdx_buf scratch;
    pdx_buf_init(&scratch);
    printed bodies;
    pdx_status status = printed_init(&bodies, n) ? PDX_OK : pdx_fail_memory(err);
    pdx_pace pace = pdx_pace_of(tick, 0); /* counts nothing: inside one text only stopping counts */
    for (size_t i = 0; i < n && status == PDX_OK; i++) {
        status = key_of(&facts[i], &scratch, &pace, &keys[i], err);
        if (status == PDX_OK && !facts[i].record) status = body_of(facts, &bodies, keys, i, &scratch, &pace, err);
        if (status == PDX_OK) status = pdx_pace_step(&pace, APPEARANCE_WORK, 0, err);
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

/* What has the same address, title or body is in a family with it; what has none of these, with what says the same. */
static void identity_key(const pdx_post_keys *key, pdx_identity_key *out) {
    static const pdx_post_family found_by[] = {PDX_FAMILY_ADDRESS, PDX_FAMILY_TITLE, PDX_FAMILY_BODY};
    pdx_post_hash hash;
    out->n = 0;
    if (key->record) return;
    for (size_t i = 0; i < PDX_COUNTOF(found_by); i++) {
        if (family_key(key, found_by[i], &hash)) out->keys[out->n++] = pdx_hash_u64(hash.order, found_by[i]);
    }
    if (out->n == 0 && family_key(key, PDX_FAMILY_SAME, &hash)) out->keys[out->n++] = pdx_hash_u64(hash.order, PDX_FAMILY_SAME);
}

pdx_status pdx_identity_keys(const pdx_appearance_facts *facts, size_t n, pdx_identity_key *keys, const pdx_tick *tick, pdx_error *err) {
    pdx_post_keys *all = pdx_resize_array(NULL, n, sizeof *all);
    const pdx_status status = all == NULL ? pdx_fail_memory(err) : pdx_post_keys_fill(facts, n, all, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) identity_key(&all[i], &keys[i]);
    pdx_free(all);
    return status;
}

static bool comes_before(const pdx_post_member *a, const pdx_post_member *b) {
    return a->order != b->order ? a->order < b->order : a->check < b->check;
}

/* A page has a few entries: each pass over all digits would take longer. */
static void insert_each(pdx_post_member *members, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const pdx_post_member one = members[i];
        size_t at = i;
        for (; at > 0 && comes_before(&one, &members[at - 1]); at--) members[at] = members[at - 1];
        members[at] = one;
    }
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
    if (out->len > FEW) return radix_sort(out->data, out->data + out->len, out->len, pace, err);
    insert_each(out->data, out->len);
    return PDX_OK;
}
