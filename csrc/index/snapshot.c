#include "index/snapshot.h"

#include "base/alloc.h"
#include "base/atomic.h"
#include "base/kept.h"

/* Made once, when first asked for, by whoever comes first. */
typedef struct shares_cache {
    pdx_atomic_i64 askers, is_made;
    float *body; /* owned; set before is_made, like the next */
    double saturated[PDX_TOP_MAX + 1];
} shares_cache;

enum { ROOMS = 4, ROOM_MOST = 2 * 1024 * 1024 };
enum { SHARED_AT_ONCE = PDX_LIMIT(65536, 8) }; /* documents whose shares are worked out for whoever asks first */

/* An arena that waits for the next search. */
typedef struct kept_room {
    pdx_atomic_i64 visitors; /* who finds it at 0 may change the rest until it goes */
    pdx_arena arena;         /* owned; empty */
    size_t wanted;           /* bytes that the search before would have liked in one piece */
} kept_room;

typedef struct member {
    pdx_snapshot_member given;
    pdx_segment *segment;   /* owned */
    const pdx_gone *gone;   /* or NULL */
    pdx_gone *own_gone;     /* owned; what was opened here for it */
    uint32_t first_post;    /* how many the members before have, without what is gone */
    uint32_t first_remainder;
    shares_cache cache;
    pdx_kept dense_kept;
    pdx_dense_lists *dense; /* owned; made when first asked for */
} member;

struct pdx_snapshot {
    pdx_atomic_i64 n_holders;
    member *members;              /* owned */
    uint32_t n_members, n_posts;
    bool ascends;
    uint64_t totals[PDX_GROUP_COUNT]; /* of the lengths of all posts */
    const pdx_analyzer *analyzer; /* borrowed, static */
    kept_room *rooms;             /* owned: ROOMS of them */
    pdx_kept lengths_kept;
    pdx_length_shares by_length;  /* by the default scoring and the averages of the set */
};

static void given_free(const pdx_snapshot_member *given) {
    pdx_free(given->owned);
    pdx_free(given->owned_gone);
    pdx_free(given->owned_runs);
}

static pdx_status member_open(const pdx_snapshot *snapshot, member *m, pdx_error *err) {
    PDX_TRY((m->given.stored ? pdx_segment_open_stored : pdx_segment_open)(m->given.bytes, &m->segment, err));
    if (pdx_segment_fingerprint(m->segment) != pdx_analyzer_fingerprint(snapshot->analyzer)) {
        return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET,
                        "the index was made with other word rules than \"%s\" has now: `postdex repair` makes a new archive, indexed anew",
                        snapshot->analyzer->name);
    }
    m->gone = m->given.lost;
    if (m->given.gone.len > 0) {
        PDX_TRY(pdx_gone_open(m->given.gone, NULL, m->segment, &m->own_gone, err));
        m->gone = m->own_gone;
    }
    if (m->gone == NULL) return PDX_OK;
    assert(m->given.runs != NULL || pdx_gone_n_posts(m->gone) == 0);
    return PDX_OK;
}

static uint32_t number_of(const member *m, pdx_doc doc) {
    if (m->given.runs == NULL) return m->first_post + doc;
    return pdx_number_in_run(&m->given.runs[pdx_number_run_of(m->given.runs, m->given.n_runs, doc, UINT32_MAX)], doc);
}

/* Number of the first or last post, where there is one. */
static uint32_t edge_number(const member *m, bool last) {
    if (m->given.runs == NULL) return m->first_post + (last ? pdx_segment_n_posts(m->segment) - 1 : 0);
    return last ? m->given.runs[m->given.n_runs].number - 1 : m->given.runs[0].number;
}

/* Opens the members, and sums up what they have. */
static pdx_status snapshot_open(pdx_snapshot *snapshot, const uint32_t *n_posts, pdx_error *err) {
    const member *before = NULL; /* the last that has posts */
    uint64_t posts = 0, remainders = 0;
    uint32_t i;
    int g;
    snapshot->ascends = true;
    for (i = 0; i < snapshot->n_members; i++) {
        member *m = &snapshot->members[i];
        uint32_t here;
        PDX_TRY(member_open(snapshot, m, err));
        here = pdx_segment_n_posts(m->segment);
        m->first_post = (uint32_t)posts;
        m->first_remainder = (uint32_t)remainders;
        posts += here - (m->gone == NULL ? 0 : pdx_gone_n_posts(m->gone));
        remainders += pdx_segment_n_docs(m->segment) - here;
        if (posts + remainders > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents than can be numbered");
        for (g = 0; g < PDX_GROUP_COUNT; g++) {
            snapshot->totals[g] += pdx_segment_group_total(m->segment, (pdx_group)g);
            if (m->gone != NULL) snapshot->totals[g] -= pdx_gone_group_total(m->gone, (pdx_group)g);
        }
        if (here == (m->gone == NULL ? 0 : pdx_gone_n_posts(m->gone))) continue;
        if (before != NULL && edge_number(before, true) >= edge_number(m, false)) snapshot->ascends = false;
        before = m;
    }
    snapshot->n_posts = (uint32_t)posts;
    if (n_posts == NULL || *n_posts == posts) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "the index has %u posts, not %u", (unsigned)posts, (unsigned)*n_posts);
}

static pdx_status snapshot_init(pdx_snapshot *snapshot, const pdx_snapshot_member *members, uint32_t n, const pdx_analyzer *analyzer,
                                pdx_error *err) {
    uint32_t i;
    pdx_atomic_store(&snapshot->n_holders, 1);
    snapshot->analyzer = analyzer;
    snapshot->members = pdx_alloc_zero(n, sizeof *snapshot->members);
    if (snapshot->members == NULL) return pdx_fail_memory(err);
    snapshot->n_members = n;
    for (i = 0; i < n; i++) snapshot->members[i].given = members[i];
    snapshot->rooms = pdx_alloc_zero(ROOMS, sizeof *snapshot->rooms);
    return snapshot->rooms == NULL ? pdx_fail_memory(err) : PDX_OK;
}

/* `n_posts` NULL: as many as there are. */
static pdx_status snapshot_make(const pdx_snapshot_member *members, uint32_t n, const uint32_t *n_posts, const pdx_analyzer *analyzer,
                                pdx_snapshot **out, pdx_error *err) {
    pdx_snapshot *snapshot = pdx_alloc_zero(1, sizeof *snapshot);
    pdx_status status = snapshot == NULL ? pdx_fail_memory(err) : snapshot_init(snapshot, members, n, analyzer, err);
    uint32_t i;
    *out = NULL;
    if (snapshot == NULL || snapshot->members == NULL) {
        for (i = 0; i < n; i++) given_free(&members[i]);
    }
    if (status == PDX_OK) status = snapshot_open(snapshot, n_posts, err);
    if (status == PDX_OK) *out = snapshot;
    else pdx_snapshot_release(snapshot);
    return status;
}

pdx_status pdx_snapshot_of(const pdx_snapshot_member *members, uint32_t n, uint32_t n_posts, const pdx_analyzer *analyzer, pdx_snapshot **out,
                           pdx_error *err) {
    return snapshot_make(members, n, &n_posts, analyzer, out, err);
}

pdx_status pdx_snapshot_take(uint8_t *bytes, size_t len, const pdx_analyzer *analyzer, pdx_snapshot **out, pdx_error *err) {
    pdx_snapshot_member one;
    memset(&one, 0, sizeof one);
    one.bytes = pdx_span_of(bytes, len);
    one.owned = bytes;
    return snapshot_make(&one, 1, NULL, analyzer, out, err);
}

void pdx_snapshot_retain(pdx_snapshot *snapshot) { (void)pdx_atomic_add(&snapshot->n_holders, 1); }

void pdx_snapshot_release(pdx_snapshot *snapshot) {
    uint32_t i;
    if (snapshot == NULL || pdx_atomic_add(&snapshot->n_holders, -1) > 1) return;
    for (i = 0; i < snapshot->n_members; i++) {
        pdx_free(snapshot->members[i].cache.body);
        pdx_dense_lists_free(snapshot->members[i].dense);
        pdx_gone_close(snapshot->members[i].own_gone);
        pdx_segment_close(snapshot->members[i].segment);
        given_free(&snapshot->members[i].given);
    }
    pdx_free(snapshot->members);
    if (snapshot->rooms != NULL) pdx_snapshot_rooms_free(snapshot);
    pdx_free(snapshot->rooms);
    pdx_free(snapshot);
}

static const member *member_at(const pdx_snapshot *snapshot, uint32_t i) {
    assert(i < snapshot->n_members);
    return &snapshot->members[i];
}

uint32_t pdx_snapshot_n_segments(const pdx_snapshot *snapshot) { return snapshot->n_members; }
const pdx_segment *pdx_snapshot_segment(const pdx_snapshot *snapshot, uint32_t i) { return member_at(snapshot, i)->segment; }
uint32_t pdx_snapshot_first_post(const pdx_snapshot *snapshot, uint32_t i) { return member_at(snapshot, i)->first_post; }
const pdx_number_run *pdx_snapshot_runs(const pdx_snapshot *snapshot, uint32_t i, uint32_t *n) {
    *n = member_at(snapshot, i)->given.n_runs;
    return member_at(snapshot, i)->given.runs;
}
const pdx_gone *pdx_snapshot_gone(const pdx_snapshot *snapshot, uint32_t i) { return member_at(snapshot, i)->gone; }
bool pdx_snapshot_ascends(const pdx_snapshot *snapshot) { return snapshot->ascends; }
uint32_t pdx_snapshot_n_posts(const pdx_snapshot *snapshot) { return snapshot->n_posts; }

uint32_t pdx_snapshot_post_number(const pdx_snapshot *snapshot, uint32_t i, pdx_doc doc) {
    const member *m = member_at(snapshot, i);
    assert(doc < pdx_segment_n_posts(m->segment));
    return number_of(m, doc);
}

static bool member_find(const member *m, uint32_t number, pdx_doc *doc) {
    if (m->given.runs == NULL) {
        *doc = number - m->first_post; /* wraps where it is one of those before */
        return *doc < pdx_segment_n_posts(m->segment);
    }
    return pdx_number_run_doc(m->given.runs, m->given.n_runs, number, doc) && (m->gone == NULL || !pdx_gone_has(m->gone, *doc));
}

bool pdx_snapshot_post_place(const pdx_snapshot *snapshot, uint32_t number, uint32_t *i, pdx_doc *doc) {
    for (*i = 0; *i < snapshot->n_members; ++*i) {
        if (member_find(&snapshot->members[*i], number, doc)) return true;
    }
    return false;
}

pdx_status pdx_snapshot_sound(const pdx_snapshot *snapshot, pdx_error *err) {
    uint32_t i;
    for (i = 0; i < snapshot->n_members; i++) PDX_TRY(pdx_segment_sound(snapshot->members[i].segment, err));
    return PDX_OK;
}

uint32_t pdx_snapshot_remainder_number(const pdx_snapshot *snapshot, uint32_t i, pdx_doc doc) {
    const member *m = member_at(snapshot, i);
    assert(doc >= pdx_segment_n_posts(m->segment) && doc < pdx_segment_n_docs(m->segment));
    return m->first_remainder + (doc - pdx_segment_n_posts(m->segment));
}

double pdx_snapshot_average_length(const pdx_snapshot *snapshot, pdx_group group) {
    return snapshot->n_posts == 0 ? 0.0 : (double)snapshot->totals[group] / snapshot->n_posts;
}

/* Shares by length, made once for all segments. */
static const pdx_length_shares *lengths_of(const pdx_snapshot *snapshot) {
    pdx_snapshot *kept = (pdx_snapshot *)(uintptr_t)snapshot; /* what it remembers changes, not what it says */
    const pdx_scoring scoring = pdx_scoring_default();
    if (!pdx_kept_is_made(&snapshot->lengths_kept)) {
        pdx_length_shares made;
        for (int g = 0; g < PDX_GROUP_COUNT; g++) {
            const double average = pdx_snapshot_average_length(snapshot, (pdx_group)g);
            for (uint32_t length = 0; length < PDX_SHARE_LENGTHS; length++) {
                made.of[g][length] = pdx_scoring_share(&scoring, (pdx_group)g, average, length);
            }
        }
        if (pdx_kept_claim(&kept->lengths_kept)) {
            kept->by_length = made;
            pdx_kept_done(&kept->lengths_kept);
        }
    }
    return &snapshot->by_length;
}

/* Of the body of each document. */
static float *body_make(const pdx_segment *segment, const pdx_length_shares *by_length, double average) {
    enum { TOGETHER = PDX_LIMIT(512, 8), BEHIND = 80 }; /* kernels read a word's documents and a register's behind the last */
    const pdx_scoring scoring = pdx_scoring_default();
    const uint32_t n = pdx_segment_n_docs(segment);
    float *shares = pdx_resize_array(NULL, (size_t)n + BEHIND, sizeof *shares);
    uint32_t lengths[TOGETHER];
    if (shares != NULL) memset(shares + n, 0, BEHIND * sizeof *shares);
    for (uint32_t doc = 0; shares != NULL && doc < n; doc += TOGETHER) {
        const uint32_t here = n - doc < TOGETHER ? n - doc : TOGETHER;
        pdx_segment_lengths(segment, PDX_GROUP_BODY, doc, here, lengths);
        for (uint32_t i = 0; i < here; i++) {
            shares[doc + i] = lengths[i] < PDX_SHARE_LENGTHS ? by_length->of[PDX_GROUP_BODY][lengths[i]]
                                                             : pdx_scoring_share(&scoring, PDX_GROUP_BODY, average, lengths[i]);
        }
    }
    return shares;
}

static bool is_usual(const pdx_scoring *scoring) {
    const pdx_scoring usual = pdx_scoring_default();
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (scoring->weight[g] != usual.weight[g] || scoring->b[g] != usual.b[g]) return false;
    }
    return true;
}

pdx_status pdx_snapshot_shares(const pdx_snapshot *snapshot, uint32_t i, const pdx_scoring *scoring, pdx_share_tables *out, pdx_error *err) {
    member *m = &snapshot->members[i];
    shares_cache *cache = &m->cache;
    assert(i < snapshot->n_members);
    memset(out, 0, sizeof *out);
    if (!is_usual(scoring)) return PDX_OK;
    if (pdx_atomic_load(&cache->is_made) == 0) {
        /* Of a large segment the first to ask goes without: a table of all documents takes longer than most searches. */
        const int64_t turn = pdx_segment_n_docs(m->segment) > SHARED_AT_ONCE ? 1 : 0;
        double average[PDX_GROUP_COUNT], yard[PDX_GROUP_COUNT];
        int g;
        out->by_length = lengths_of(snapshot);
        if (pdx_atomic_add(&cache->askers, 1) != turn) return PDX_OK;
        for (g = 0; g < PDX_GROUP_COUNT; g++) average[g] = pdx_snapshot_average_length(snapshot, (pdx_group)g);
        pdx_top_averages(m->segment, yard);
        pdx_top_saturations(pdx_scoring_default().k1, pdx_top_raise(scoring, average, yard), cache->saturated);
        cache->body = body_make(m->segment, lengths_of(snapshot), average[PDX_GROUP_BODY]);
        if (cache->body == NULL) {
            pdx_atomic_store(&cache->askers, turn); /* the next one may try again */
            return pdx_fail_memory(err);
        }
        pdx_atomic_store(&cache->is_made, 1);
    }
    out->body = cache->body;
    out->by_length = lengths_of(snapshot);
    out->saturated = cache->saturated;
    return PDX_OK;
}

pdx_status pdx_snapshot_dense_lists(const pdx_snapshot *snapshot, uint32_t i, pdx_dense_lists **out, pdx_error *err) {
    member *m = &snapshot->members[i];
    assert(i < snapshot->n_members);
    if (!pdx_kept_is_made(&m->dense_kept)) {
        pdx_dense_lists *made = pdx_dense_lists_new(m->segment);
        if (made == NULL) return pdx_fail_memory(err);
        if (pdx_kept_claim(&m->dense_kept)) {
            m->dense = made;
            pdx_kept_done(&m->dense_kept);
        } else {
            pdx_dense_lists_free(made);
        }
    }
    *out = m->dense;
    return PDX_OK;
}

static bool room_enter(kept_room *room) {
    if (pdx_atomic_add(&room->visitors, 1) == 0) return true;
    (void)pdx_atomic_add(&room->visitors, -1);
    return false;
}

static void room_leave(kept_room *room) { (void)pdx_atomic_add(&room->visitors, -1); }

pdx_status pdx_snapshot_room_take(const pdx_snapshot *snapshot, pdx_arena *room, pdx_error *err) {
    size_t wanted = 0;
    int i;
    pdx_arena_init(room);
    for (i = 0; i < ROOMS && room->chunks == NULL; i++) {
        kept_room *kept = &snapshot->rooms[i];
        if (!room_enter(kept)) continue;
        *room = kept->arena;
        wanted = kept->wanted;
        pdx_arena_init(&kept->arena);
        room_leave(kept);
    }
    return room->chunks == NULL || pdx_arena_reserve(room, wanted) ? PDX_OK : pdx_fail_memory(err);
}

void pdx_snapshot_room_give(const pdx_snapshot *snapshot, pdx_arena *room) {
    const size_t wanted = pdx_min_size(room->held, ROOM_MOST);
    int i;
    pdx_arena_reset(room);
    for (i = 0; i < ROOMS && room->chunks != NULL && room->held <= ROOM_MOST; i++) {
        kept_room *kept = &snapshot->rooms[i];
        if (!room_enter(kept)) continue;
        if (kept->arena.chunks == NULL) {
            kept->arena = *room;
            kept->wanted = wanted;
            pdx_arena_init(room);
        }
        room_leave(kept);
    }
    pdx_arena_deinit(room);
}

void pdx_snapshot_rooms_free(const pdx_snapshot *snapshot) {
    int i;
    for (i = 0; i < ROOMS; i++) {
        if (!room_enter(&snapshot->rooms[i])) continue;
        pdx_arena_deinit(&snapshot->rooms[i].arena);
        room_leave(&snapshot->rooms[i]);
    }
}

const pdx_analyzer *pdx_snapshot_analyzer(const pdx_snapshot *snapshot) { return snapshot->analyzer; }
