#include "index/snapshot.h"

#include "base/alloc.h"
#include "base/atomic.h"

/* Made once, when first asked for, by whoever comes first. */
typedef struct shares_cache {
    pdx_atomic_i64 askers, is_made;
    float *shares; /* owned; set before is_made, like the next */
    double saturated[PDX_TOP_MAX + 1];
} shares_cache;

enum { ROOMS = 4, ROOM_MOST = 2 * 1024 * 1024 };

/* An arena that waits for the next search. */
typedef struct kept_room {
    pdx_atomic_i64 visitors; /* who finds it at 0 may change the rest until it goes */
    pdx_arena arena;         /* owned; empty */
    size_t wanted;           /* bytes that the search before would have liked in one piece */
} kept_room;

struct pdx_snapshot {
    pdx_atomic_i64 n_holders;
    uint8_t *bytes;               /* owned; NULL when they are somebody else's */
    pdx_segment *segment;         /* owned, over them */
    const pdx_analyzer *analyzer; /* borrowed, static */
    shares_cache *cache;          /* owned, like the next: ROOMS of them */
    kept_room *rooms;
};

static pdx_status snapshot_open(pdx_snapshot *snapshot, pdx_span bytes, pdx_error *err) {
    PDX_TRY(pdx_segment_open(bytes, &snapshot->segment, err));
    if (pdx_segment_fingerprint(snapshot->segment) != pdx_analyzer_fingerprint(snapshot->analyzer)) {
        return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET, "the index was made with other word rules than \"%s\"; index again",
                        snapshot->analyzer->name);
    }
    return PDX_OK;
}

/* `owned` are the bytes, or NULL. */
static pdx_status snapshot_make(uint8_t *owned, pdx_span bytes, const pdx_analyzer *analyzer, pdx_snapshot **out, pdx_error *err) {
    pdx_snapshot *snapshot = pdx_alloc_zero(1, sizeof *snapshot);
    pdx_status status;
    *out = NULL;
    if (snapshot == NULL) {
        pdx_free(owned);
        return pdx_fail_memory(err);
    }
    pdx_atomic_store(&snapshot->n_holders, 1);
    snapshot->bytes = owned;
    snapshot->analyzer = analyzer;
    snapshot->cache = pdx_alloc_zero(1, sizeof *snapshot->cache);
    snapshot->rooms = pdx_alloc_zero(ROOMS, sizeof *snapshot->rooms);
    status = snapshot->cache == NULL || snapshot->rooms == NULL ? pdx_fail_memory(err) : snapshot_open(snapshot, bytes, err);
    if (status != PDX_OK) {
        pdx_snapshot_release(snapshot);
        return status;
    }
    *out = snapshot;
    return PDX_OK;
}

pdx_status pdx_snapshot_take(uint8_t *bytes, size_t len, const pdx_analyzer *analyzer, pdx_snapshot **out, pdx_error *err) {
    return snapshot_make(bytes, pdx_span_of(bytes, len), analyzer, out, err);
}

pdx_status pdx_snapshot_view(pdx_span bytes, const pdx_analyzer *analyzer, pdx_snapshot **out, pdx_error *err) {
    return snapshot_make(NULL, bytes, analyzer, out, err);
}

void pdx_snapshot_retain(pdx_snapshot *snapshot) { (void)pdx_atomic_add(&snapshot->n_holders, 1); }

void pdx_snapshot_release(pdx_snapshot *snapshot) {
    if (snapshot == NULL || pdx_atomic_add(&snapshot->n_holders, -1) > 1) return;
    if (snapshot->cache != NULL) pdx_free(snapshot->cache->shares);
    pdx_free(snapshot->cache);
    if (snapshot->rooms != NULL) pdx_snapshot_rooms_free(snapshot);
    pdx_free(snapshot->rooms);
    pdx_segment_close(snapshot->segment);
    pdx_free(snapshot->bytes);
    pdx_free(snapshot);
}

uint32_t pdx_snapshot_n_segments(const pdx_snapshot *snapshot) {
    (void)snapshot;
    return 1;
}

const pdx_segment *pdx_snapshot_segment(const pdx_snapshot *snapshot, uint32_t i) {
    assert(i == 0);
    (void)i;
    return snapshot->segment;
}

uint32_t pdx_snapshot_first_post(const pdx_snapshot *snapshot, uint32_t i) {
    assert(i == 0);
    (void)snapshot;
    (void)i;
    return 0;
}

uint32_t pdx_snapshot_first_remainder(const pdx_snapshot *snapshot, uint32_t i) {
    assert(i == 0);
    (void)snapshot;
    (void)i;
    return 0;
}

uint32_t pdx_snapshot_n_posts(const pdx_snapshot *snapshot) { return pdx_segment_n_posts(snapshot->segment); }

uint32_t pdx_snapshot_n_remainders(const pdx_snapshot *snapshot) {
    return pdx_segment_n_docs(snapshot->segment) - pdx_segment_n_posts(snapshot->segment);
}

double pdx_snapshot_average_length(const pdx_snapshot *snapshot, pdx_group group) {
    const uint32_t n_posts = pdx_segment_n_posts(snapshot->segment);
    return n_posts == 0 ? 0.0 : (double)pdx_segment_group_total(snapshot->segment, group) / n_posts;
}

/* Of the body, then of all groups side by side. */
static float *shares_make(const pdx_segment *segment, const double average[PDX_GROUP_COUNT]) {
    const pdx_scoring scoring = pdx_scoring_default();
    const uint32_t n = pdx_segment_n_docs(segment);
    float *shares = pdx_resize_array(NULL, n, (1 + PDX_GROUP_COUNT) * sizeof *shares);
    uint32_t doc;
    int g;
    for (g = 0; shares != NULL && g < PDX_GROUP_COUNT; g++) {
        for (doc = 0; doc < n; doc++) {
            shares[n + (size_t)PDX_GROUP_COUNT * doc + (size_t)g] = pdx_scoring_share(&scoring, (pdx_group)g, average[g], pdx_segment_length(segment, (pdx_group)g, doc));
        }
    }
    for (doc = 0; shares != NULL && doc < n; doc++) shares[doc] = shares[n + (size_t)PDX_GROUP_COUNT * doc + PDX_GROUP_BODY];
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
    shares_cache *cache = snapshot->cache;
    double average[PDX_GROUP_COUNT];
    int g;
    assert(i == 0);
    (void)i;
    memset(out, 0, sizeof *out);
    if (!is_usual(scoring)) return PDX_OK;
    if (pdx_atomic_load(&cache->is_made) == 0) {
        if (pdx_atomic_add(&cache->askers, 1) > 0) return PDX_OK;
        for (g = 0; g < PDX_GROUP_COUNT; g++) average[g] = pdx_snapshot_average_length(snapshot, (pdx_group)g);
        pdx_top_saturations(pdx_scoring_default().k1, pdx_top_raise(scoring, average, average), cache->saturated);
        cache->shares = shares_make(snapshot->segment, average);
        if (cache->shares == NULL) {
            pdx_atomic_store(&cache->askers, 0); /* the next one may try again */
            return pdx_fail_memory(err);
        }
        pdx_atomic_store(&cache->is_made, 1);
    }
    out->body = cache->shares;
    out->groups = cache->shares + pdx_segment_n_docs(snapshot->segment);
    out->saturated = cache->saturated;
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
