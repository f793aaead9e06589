#include "archive/contents.h"
#include "archive/steps.h"
#include "archive/stored.h"
#include "base/alloc.h"
#include "base/le.h"

/* Opening what was saved, and checking all of it. */

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s", what); }

/* ---- opening */

/* The sections that are read whole at once are checked at once. */
static pdx_status head_read(archive_stored *stored, pdx_error *err) {
    const pdx_span head = stored->sections[STORED_HEAD];
    PDX_TRY(stored_section_ready(stored, STORED_HEAD, err));
    PDX_TRY(stored_section_ready(stored, STORED_NOTE, err));
    if (head.len != 8 * STORED_HEAD_NUMBERS) return damage(err, "its head has another length");
    for (unsigned i = 0; i < STORED_HEAD_NUMBERS; i++) stored->head[i] = pdx_le64(head.data + 8 * i);
    return PDX_OK;
}

/* No table has more rows than the archive has bytes, and what rows name is there. */
static pdx_status head_check(const archive_stored *stored, pdx_error *err) {
    const uint64_t *head = stored->head, most = (uint64_t)stored->texts.len + stored->image.len;
    for (unsigned i = STORED_N_SOURCES; i < STORED_HEAD_NUMBERS; i++) {
        if (head[i] > most || head[i] >= UINT32_MAX) return damage(err, "its head says of more than there can be");
    }
    if (!stored_language_holds(head[STORED_LANGUAGE])) return damage(err, "its head has no language");
    if ((head[STORED_N_PAGES] > 0 && head[STORED_N_SOURCES] == 0) || (head[STORED_N_ENTRIES] > 0 && head[STORED_N_PAGES] == 0) ||
        (head[STORED_N_POSTS] > 0 && head[STORED_N_ENTRIES] == 0) || (head[STORED_N_REMAINDERS] > 0 && head[STORED_N_PAGES] == 0) ||
        (head[STORED_N_LABELS] > 0 && head[STORED_N_POST_ITEMS] == 0) || (head[STORED_N_POST_ITEMS] > 0 && head[STORED_N_POSTS] == 0)) {
        return damage(err, "its head says of some things, and of none that have them");
    }
    return PDX_OK;
}

/* Places are as many as stretches and one more: they begin with nothing, and end with all. */
static pdx_status places_check(const archive_stored *stored, const stored_layout *layout, uint32_t n, pdx_error *err) {
    const pdx_span places = stored->sections[layout->places];
    const size_t size = 8 * ((size_t)layout->n_tables + 1);
    const uint8_t *last;
    if (places.len / size != (size_t)n + 1 || places.len % size != 0) return damage(err, "places of its rows are missing");
    last = places.data + size * n;
    for (unsigned j = 0; j <= layout->n_tables; j++) {
        const uint64_t all = j == 0 ? stored->sections[layout->rows].len : stored->head[layout->n_of[j - 1]];
        if (pdx_le64(places.data + 8 * j) != 0 || pdx_le64(last + 8 * j) != all) return damage(err, "places of its rows do not go from the first to the last");
    }
    return PDX_OK;
}

static pdx_status lengths_check(const archive_stored *stored, pdx_error *err) {
    const uint64_t *head = stored->head;
    const struct {
        stored_section section;
        uint64_t length;
    } fixed[] = {
        {STORED_REMAINDERS, 4 * head[STORED_N_REMAINDERS]},   {STORED_DAYS, 8 * head[STORED_N_POSTS]},          {STORED_LABEL_ENDS, 8 * head[STORED_N_LABELS]},
        {STORED_LABEL_ORDER, 4 * head[STORED_N_LABELS]},      {STORED_LABEL_ITEMS, 4 * head[STORED_N_LABELS]},  {STORED_LABEL_BEGINS, 4 * head[STORED_N_LABELS] + 4},
        {STORED_LABEL_POSTS, 4 * head[STORED_N_POST_ITEMS]},
    };
    for (size_t i = 0; i < PDX_COUNTOF(fixed); i++) {
        if (stored->sections[fixed[i].section].len != fixed[i].length) return damage(err, "a section has another length");
    }
    return PDX_OK;
}

static pdx_status image_open(pdx_archive *archive, pdx_error *err) {
    archive_stored *stored = archive->stored;
    pdx_image_facts facts;
    stored->image = pdx_span_of(stored->posts.data, stored->posts.len);
    PDX_TRY(pdx_image_open(stored->image, &stored_form, stored->sections, &facts, err));
    if (facts.fingerprint != pdx_analyzer_fingerprint(archive->analyzer)) {
        return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET, "the archive was made with other word rules than \"%s\"; build it again from its sources", archive->analyzer->name);
    }
    if (facts.numbers[0] == 0 || facts.numbers[0] > STORED_STRETCH_MOST) return damage(err, "its rows are stored in stretches of an impossible size");
    stored->n_together = facts.numbers[0];
    if (stored->texts.len < STORED_TEXTS_HEADER || memcmp(stored->texts.data, stored_texts_header, STORED_TEXTS_HEADER) != 0) {
        return pdx_fail(err, PDX_ECORRUPT, 0, "damaged texts: they do not begin as texts do");
    }
    return PDX_OK;
}

static pdx_status slots_make(archive_stored *stored, pdx_error *err) {
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
        const uint32_t n = stored_n_stretches(stored, (stored_kind_of)kind);
        PDX_TRY(places_check(stored, &stored_layouts[kind], n, err));
        stored->slots[kind] = pdx_alloc_zero(n, sizeof *stored->slots[kind]);
        if (stored->slots[kind] == NULL) return pdx_fail_memory(err);
    }
    stored->page_stretches = pdx_alloc_zero(stored->head[STORED_N_ENTRIES] / stored->n_together + 1, sizeof *stored->page_stretches);
    return stored->page_stretches == NULL ? pdx_fail_memory(err) : PDX_OK;
}

/* How many of everything there are. */
static void numbers_take(pdx_archive *archive) {
    const uint64_t *head = archive->stored->head;
    archive->n_words = head[STORED_N_WORDS];
    archive->language = (pdx_lang)head[STORED_LANGUAGE];
    archive->sources.len = (size_t)head[STORED_N_SOURCES];
    archive->pages.len = archive->layers.len = (size_t)head[STORED_N_PAGES];
    archive->appearances.len = (size_t)head[STORED_N_ENTRIES];
    archive->posts.len = (size_t)head[STORED_N_POSTS];
    archive->remainders.len = (size_t)head[STORED_N_REMAINDERS];
    archive->label_items.len = (size_t)head[STORED_N_LABELS];
}

pdx_status archive_store_open(pdx_archive *archive, pdx_span *note, pdx_error *err) {
    archive_stored *stored = archive->stored;
    PDX_TRY(image_open(archive, err));
    PDX_TRY(head_read(stored, err));
    PDX_TRY(head_check(stored, err));
    PDX_TRY(lengths_check(stored, err));
    PDX_TRY(slots_make(stored, err));
    numbers_take(archive);
    *note = stored->sections[STORED_NOTE];
    PDX_TRY(pdx_snapshot_view(pdx_span_of(stored->words.data, stored->words.len), archive->analyzer, &archive->snapshot, err));
    if (pdx_snapshot_n_posts(archive->snapshot) == archive->posts.len && pdx_snapshot_n_remainders(archive->snapshot) == archive->remainders.len) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its words are of other posts than it has");
}

/* ---- checking every byte */

static pdx_status text_verify(const pdx_archive *archive, pdx_span text, uint32_t crc, const char *what, uint64_t number, const pdx_tick *tick, pdx_error *err) {
    const uint64_t begin = text.len == 0 ? 0 : (uint64_t)(text.data - archive->stored->texts.data);
    uint32_t found;
    PDX_TRY(archive_text_crc(text, tick, &found, err));
    if (found == crc) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged texts: the checksum of %s %llu does not hold, bytes %llu to %llu", what, (unsigned long long)number,
                    (unsigned long long)begin, (unsigned long long)(begin + text.len));
}

static pdx_status sources_verify(const pdx_archive *archive, const stored_place *place, const pdx_tick *tick, pdx_error *err) {
    stored_source *rows = NULL;
    const uint8_t *at;
    pdx_status status = stored_source_rows(archive->stored, place, &at, &rows);
    if (status != PDX_OK) (void)pdx_fail(err, status, PDX_NO_OFFSET, "sources cannot be read");
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        status = text_verify(archive, archive_source_at(archive, place->first + i)->bytes, rows[i].crc, "source", place->first + i, tick, err);
    }
    pdx_free(rows);
    return status;
}

static pdx_status layers_verify(const pdx_archive *archive, const stored_place *place, const pdx_tick *tick, pdx_error *err) {
    stored_page *pages = NULL;
    stored_layer *rows = NULL;
    const uint8_t *at;
    pdx_status status = stored_page_rows(archive->stored, place, &at, &pages, &rows);
    if (status != PDX_OK) (void)pdx_fail(err, status, PDX_NO_OFFSET, "pages cannot be read");
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        if (rows[i].decoded) status = text_verify(archive, archive_layer_at(archive, place->first + i)->text, rows[i].crc, "record", place->first + i, tick, err);
    }
    pdx_free(pages);
    pdx_free(rows);
    return status;
}

typedef pdx_status (*stretch_verify)(const pdx_archive *archive, const stored_place *place, const pdx_tick *tick, pdx_error *err);

static pdx_status stretches_verify(const pdx_archive *archive, stored_kind_of kind, stretch_verify verify, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = stored_n_stretches(archive->stored, kind);
    for (uint32_t s = 0; s < n; s++) {
        stored_place place;
        if (!stored_place_find(archive->stored, kind, s, &place)) return damage(err, "a stretch is not where it should be");
        if (kind == STORED_OF_POSTS) (void)archive_post_at(archive, place.first);
        else if (kind == STORED_OF_PAGES) (void)archive_page_at(archive, place.first);
        else (void)archive_source_at(archive, place.first);
        PDX_TRY(archive_sound(archive, err));
        if (verify != NULL) PDX_TRY(verify(archive, &place, tick, err));
        PDX_TRY(pdx_tick_step(tick, s, n, err));
    }
    return PDX_OK;
}

/* What a post says of other stretches: of items and reasons that pages have, of appearances that say the same of it. */
static bool post_agrees(const pdx_archive *archive, uint32_t number) {
    const archive_post *post = archive_post_at(archive, number);
    bool holds = true;
    for (uint32_t i = 0; holds && i < post->n_appearances; i++) holds = archive_appearance_at(archive, archive_post_appearance(archive, number, i))->post == number;
    for (uint32_t i = 0; holds && i < post->n_tags + post->n_categories; i++) {
        const archive_item *item = archive_post_item(archive, number, i);
        holds = item->item < archive_page_at(archive, item->page)->cut.n_items;
    }
    for (uint32_t i = 0; holds && i < post->n_bounds; i++) {
        const archive_bound_ref *ref = archive_post_bound(archive, number, i);
        holds = ref->evidence < archive_page_at(archive, ref->page)->bound_evidence.len;
    }
    return holds;
}

static pdx_status posts_verify(const pdx_archive *archive, const stored_place *place, const pdx_tick *tick, pdx_error *err) {
    (void)tick;
    for (uint32_t i = 0; i < place->n; i++) {
        if (!post_agrees(archive, place->first + i)) return damage(err, "posts and pages contradict each other");
    }
    return archive_sound(archive, err);
}

/* What is read in place says what posts say. */
static pdx_status tables_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    for (uint32_t i = 0; i < archive->remainders.len; i++) {
        if (pdx_le32(stored->sections[STORED_REMAINDERS].data + 4 * (size_t)i) >= archive->pages.len) return damage(err, "a remainder is of no page");
    }
    for (uint32_t post = 0; post < archive->posts.len; post++) {
        const uint8_t *days = stored->sections[STORED_DAYS].data + 4 * (size_t)post;
        int32_t first, last;
        archive_post_narrow_days(archive, post, &first, &last);
        if ((int32_t)pdx_le32(days) != first || (int32_t)pdx_le32(days + 4 * archive->posts.len) != last) return damage(err, "a post's days are not those of its table");
        if (post % 65536 == 0) PDX_TRY(pdx_tick_step(tick, post, archive->posts.len, err));
    }
    return archive_labels_verify(archive, tick, err);
}

pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(pdx_image_verify(archive->stored->image, &stored_form, err));
    PDX_TRY(stretches_verify(archive, STORED_OF_SOURCES, sources_verify, tick, err));
    PDX_TRY(stretches_verify(archive, STORED_OF_PAGES, layers_verify, tick, err));
    PDX_TRY(stretches_verify(archive, STORED_OF_POSTS, posts_verify, tick, err));
    return tables_verify(archive, tick, err);
}
