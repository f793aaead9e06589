#include "post/identity/post_sets.h"

#include "base/alloc.h"
#include "base/hash.h"

enum { NOTES_MIN = PDX_LIMIT(64, 4) };

static uint64_t place_of(uint32_t owner, uint32_t page) { return (uint64_t)owner << 32 | page; }

/* The note of a place, or the free one where it belongs. */
static pdx_post_note *probe(pdx_post_note *notes, size_t n_notes, uint64_t place) {
    size_t at = (size_t)pdx_hash_u64(place, 0) & (n_notes - 1);
    while (notes[at].used && notes[at].place != place) at = (at + 1) & (n_notes - 1);
    return &notes[at];
}

static pdx_status reserve_notes(pdx_post_sets *sets, size_t extra, pdx_error *err) {
    size_t wanted = sets->n_notes == 0 ? NOTES_MIN : sets->n_notes;
    while (wanted / 4 * 3 < sets->used_notes + extra + 1) wanted *= 2;
    if (wanted == sets->n_notes) return PDX_OK;
    pdx_post_note *notes = pdx_alloc_zero(wanted, sizeof *notes);
    if (notes == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < sets->n_notes; i++)
        if (sets->notes[i].used) *probe(notes, wanted, sets->notes[i].place) = sets->notes[i];
    pdx_free(sets->notes);
    sets->notes = notes;
    sets->n_notes = wanted;
    return PDX_OK;
}

static void note_page(pdx_post_sets *sets, uint32_t owner, uint32_t member) {
    const uint64_t place = place_of(owner, sets->keys[member].page);
    const uint64_t body = sets->keys[member].body.order;
    pdx_post_note *note = probe(sets->notes, sets->n_notes, place);
    if (note->used) { /* of several texts on one page, the least hash: the same in whatever order they come */
        if (body < note->body) note->body = body;
        return;
    }
    note->used = true;
    note->place = place;
    note->body = body;
    sets->used_notes++;
}

pdx_status pdx_post_sets_init(pdx_post_sets *sets, const pdx_post_keys *keys, size_t n, pdx_error *err) {
    memset(sets, 0, sizeof *sets);
    sets->keys = keys;
    sets->n = n;
    sets->sets = pdx_resize_array(NULL, n, sizeof *sets->sets);
    if (sets->sets == NULL) return pdx_fail_memory(err);
    const pdx_status status = reserve_notes(sets, n, err);
    if (status != PDX_OK) {
        pdx_post_sets_deinit(sets);
        return status;
    }
    for (uint32_t i = 0; i < n; i++) {
        const pdx_post_keys *key = &keys[i];
        pdx_post_set *set = &sets->sets[i];
        set->parent = set->next = set->owner = set->witness = i;
        set->size = 1;
        set->day = key->day;
        set->minute = key->minute;
        set->address = key->address.order;
        set->rank = pdx_hash_u64(key->title.order ^ pdx_hash_u64(key->body.order ^ (uint64_t)key->day, (uint64_t)key->minute),
                                 key->address.order);
        note_page(sets, i, i);
    }
    return PDX_OK;
}

void pdx_post_sets_deinit(pdx_post_sets *sets) {
    pdx_free(sets->sets);
    pdx_free(sets->notes);
    memset(sets, 0, sizeof *sets);
}

uint32_t pdx_post_sets_root(pdx_post_sets *sets, uint32_t at) {
    while (sets->sets[at].parent != at) {
        sets->sets[at].parent = sets->sets[sets->sets[at].parent].parent;
        at = sets->sets[at].parent;
    }
    return at;
}

enum { MONTHS = 16, DAYS = 32, LEAST_YEAR = -(1 << 20) };

int64_t pdx_post_part_of_day(int32_t year, unsigned month, unsigned day) {
    return PDX_POST_NO_DAY + 1 + ((int64_t)year - LEAST_YEAR) * (MONTHS * DAYS) + (int64_t)(month * DAYS + day);
}

typedef struct civil {
    int32_t year;
    unsigned month, day;
} civil;

static civil civil_of(int64_t day) {
    civil date;
    if (pdx_post_is_day(day)) {
        pdx_civil_from_days(day, &date.year, &date.month, &date.day);
    } else {
        const int64_t part = day - PDX_POST_NO_DAY - 1;
        date.year = (int32_t)(part / (MONTHS * DAYS) + LEAST_YEAR);
        date.month = (unsigned)(part / DAYS % MONTHS);
        date.day = (unsigned)(part % DAYS);
    }
    return date;
}

/* Whether two dates, of which parts may not be printed, can be one. */
static bool days_agree(int64_t a, int64_t b) {
    civil x, y;
    if (a == b || (pdx_post_is_day(a) && pdx_post_is_day(b))) return a == b;
    x = civil_of(a);
    y = civil_of(b);
    return (x.year == 0 || y.year == 0 || x.year == y.year) && (x.month == 0 || y.month == 0 || x.month == y.month) &&
           (x.day == 0 || y.day == 0 || x.day == y.day);
}

/* Whether a set whose date is `day` takes over that of another: the fuller one, of two alike (an address forced the union) the earlier. */
static bool takes_over(const pdx_post_set *into, const pdx_post_set *from) {
    if (from->day == PDX_POST_NO_DAY || into->day == PDX_POST_NO_DAY) return from->day != PDX_POST_NO_DAY;
    if (pdx_post_is_day(from->day) != pdx_post_is_day(into->day)) return pdx_post_is_day(from->day);
    if (from->day != into->day) return from->day < into->day;
    return from->minute >= 0 && (into->minute < 0 || from->minute < into->minute);
}

bool pdx_post_sets_agree(const pdx_post_sets *sets, uint32_t root_a, uint32_t root_b) {
    const pdx_post_set *a = &sets->sets[root_a], *b = &sets->sets[root_b];
    if (a->address != 0 && b->address != 0 && a->address != b->address) return false;
    if (a->day != PDX_POST_NO_DAY && b->day != PDX_POST_NO_DAY) {
        if (!days_agree(a->day, b->day)) return false;
        if (a->minute >= 0 && b->minute >= 0 && a->minute != b->minute) return false;
    }
    const uint32_t small = a->size <= b->size ? root_a : root_b;
    const uint32_t owner = sets->sets[small == root_a ? root_b : root_a].owner;
    uint32_t member = small;
    do {
        const pdx_post_note *note = probe(sets->notes, sets->n_notes, place_of(owner, sets->keys[member].page));
        if (note->used && note->body != sets->keys[member].body.order) return false;
        member = sets->sets[member].next;
    } while (member != small);
    return true;
}

pdx_status pdx_post_sets_unite(pdx_post_sets *sets, uint32_t a, uint32_t b, bool certain, pdx_error *err) {
    a = pdx_post_sets_root(sets, a);
    b = pdx_post_sets_root(sets, b);
    if (a == b || (!certain && !pdx_post_sets_agree(sets, a, b))) return PDX_OK;
    const uint32_t small = sets->sets[a].size <= sets->sets[b].size ? a : b;
    const uint32_t large = small == a ? b : a;
    pdx_post_set *into = &sets->sets[large], *from = &sets->sets[small];
    PDX_TRY(reserve_notes(sets, from->size, err));
    uint32_t member = small;
    do {
        note_page(sets, into->owner, member);
        member = sets->sets[member].next;
    } while (member != small);
    from->parent = large;
    into->size += from->size;
    const uint32_t next = into->next;
    into->next = from->next;
    from->next = next;
    if (takes_over(into, from)) {
        into->day = from->day;
        into->minute = from->minute;
    }
    if (into->address == 0) into->address = from->address;
    if (from->rank < into->rank) {
        into->rank = from->rank;
        into->witness = from->witness;
    }
    return PDX_OK;
}
