#include "archive/model/bands.h"
#include "archive/model/contents.h"
#include "archive/store/manifest.h"
#include "archive/build/dropped.h"
#include "archive/build/part_keys.h"
#include "archive/model/steps.h"
#include "archive/model/stored.h"
#include "archive/store/opening.h"
#include "base/alloc.h"
#include "base/le.h"

/* Opening what was saved, and checking all of it. */

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s", what); }

/* ---- opening */

/* The sections that are read whole at once are checked at once. The note grows with what the archive has: it is read where nothing else says what
 * opening needs. */
static pdx_status head_read(stored_part *part, pdx_error *err) {
    const pdx_span head = part->sections[STORED_HEAD];
    PDX_TRY(stored_section_ready(part, STORED_HEAD, err));
    PDX_TRY(stored_section_ready(part, part->sections[STORED_OPENING].data == NULL ? STORED_NOTE : STORED_OPENING, err));
    PDX_TRY(archive_opening_read(part, &part->line, &part->terms, err));
    if (head.len != 8 * STORED_HEAD_NUMBERS) return damage(err, "its head has another length");
    for (unsigned i = 0; i < STORED_HEAD_NUMBERS; i++) part->head[i] = pdx_le64(head.data + 8 * i);
    return PDX_OK;
}

/* No table has more rows than the part has bytes, and what rows name is there: posts may have all their appearances in parts before. */
static pdx_status head_check(const stored_part *part, pdx_error *err) {
    const uint64_t *head = part->head, most = (uint64_t)part->texts.len + part->image.len;
    for (unsigned i = STORED_N_SOURCES; i < STORED_FIRST_SOURCE; i++) {
        if (head[i] > most || head[i] >= UINT32_MAX) return damage(err, "its head says of more than there can be");
    }
    if (!stored_language_holds(head[STORED_LANGUAGE])) return damage(err, "its head has no language");
    if ((head[STORED_N_PAGES] > 0 && head[STORED_N_SOURCES] == 0) || (head[STORED_N_ENTRIES] > 0 && head[STORED_N_PAGES] == 0) ||
        (head[STORED_N_POSTS] > 0 && part->first[STORED_BASE_APPEARANCES] + head[STORED_N_ENTRIES] == 0) ||
        (head[STORED_N_REMAINDERS] > 0 && head[STORED_N_PAGES] == 0) || (head[STORED_N_LABELS] > 0 && head[STORED_N_POST_ITEMS] == 0) ||
        (head[STORED_N_POST_ITEMS] > 0 && head[STORED_N_POSTS] == 0)) {
        return damage(err, "its head says of some things, and of none that have them");
    }
    if (head[STORED_FIRST_SOURCE] != part->first[STORED_BASE_SOURCES] || head[STORED_FIRST_PAGE] != part->first[STORED_BASE_PAGES] ||
        head[STORED_FIRST_APPEARANCE] != part->first[STORED_BASE_APPEARANCES]) {
        return damage(err, "its head says that it follows other parts than it does");
    }
    return PDX_OK;
}

/* Places are as many as stretches and one more: they begin with nothing, and end with all. */
static pdx_status places_check(const stored_part *part, const stored_layout *layout, uint32_t n, pdx_error *err) {
    const pdx_span places = part->sections[layout->places];
    const size_t size = 8 * ((size_t)layout->n_tables + 1);
    const uint8_t *last;
    if (places.len / size != (size_t)n + 1 || places.len % size != 0) return damage(err, "places of its rows are missing");
    last = places.data + size * n;
    for (unsigned j = 0; j <= layout->n_tables; j++) {
        const uint64_t all = j == 0 ? part->sections[layout->rows].len : part->head[layout->n_of[j - 1]];
        if (pdx_le64(places.data + 8 * j) != 0 || pdx_le64(last + 8 * j) != all) {
            return damage(err, "places of its rows do not go from the first to the last");
        }
    }
    return PDX_OK;
}

static pdx_status lengths_check(const stored_part *part, pdx_error *err) {
    const uint64_t *head = part->head;
    const struct {
        stored_section section;
        uint64_t length;
    } fixed[] = {
        {STORED_REMAINDERS, 4 * head[STORED_N_REMAINDERS]}, {STORED_DAYS, 8 * head[STORED_N_POSTS]},
        {STORED_ORDINALS, 4 * head[STORED_N_POSTS]}, {STORED_LABEL_ENDS, 8 * head[STORED_N_LABELS]},
        {STORED_LABEL_ORDER, 4 * head[STORED_N_LABELS]}, {STORED_LABEL_ITEMS, 4 * head[STORED_N_LABELS]},
        {STORED_LABEL_BEGINS, 4 * head[STORED_N_LABELS] + 4}, {STORED_LABEL_POSTS, 4 * head[STORED_N_POST_ITEMS]},
        {STORED_LIKENESS, STORED_LIKENESS_BYTES * head[STORED_N_POSTS]},
    };
    if (part->sections[STORED_SOURCES_AGAIN].len != part->sections[STORED_SOURCES].len) return damage(err, "a section has another length");
    for (size_t i = 0; i < PDX_COUNTOF(fixed); i++) {
        if (part->sections[fixed[i].section].len != fixed[i].length) return damage(err, "a section has another length");
    }
    if (!stored_keys_fit(part->sections[STORED_SOURCE_KEYS]) || !stored_keys_fit(part->sections[STORED_APPEARANCE_KEYS])) {
        return damage(err, "a list of keys has another length");
    }
    return PDX_OK;
}

static pdx_status image_open(const pdx_archive *archive, stored_part *part, pdx_error *err) {
    pdx_image_facts facts;
    part->image = pdx_span_of(part->posts.data, part->posts.len);
    PDX_TRY(pdx_image_open(part->image, &stored_form, part->sections, &facts, err));
    if (facts.fingerprint != pdx_analyzer_fingerprint(archive->analyzer)) {
        return pdx_fail(
            err, PDX_EFORMAT, PDX_NO_OFFSET,
            "the archive was made with other word rules than \"%s\" has now: `postdex repair` makes a new archive of its posts, indexed anew",
            archive->analyzer->name);
    }
    if (facts.numbers[0] == 0 || facts.numbers[0] > STORED_STRETCH_MOST) return damage(err, "its rows are stored in stretches of an impossible size");
    part->n_together = facts.numbers[0];
    if (part->texts.len < STORED_TEXTS_HEADER || memcmp(part->texts.data, stored_texts_header, STORED_TEXTS_HEADER) != 0) {
        return pdx_fail(err, PDX_ECORRUPT, 0, "damaged texts: they do not begin as texts do");
    }
    return PDX_OK;
}

/* What is gone of its words. */
static pdx_status gone_open(stored_part *part, pdx_error *err) {
    pdx_segment *words;
    pdx_status status = PDX_OK;
    if (part->n_lists == 0) return PDX_OK;
    PDX_TRY(pdx_segment_open_stored(pdx_span_of(part->words.data, part->words.len), &words, err));
    for (uint32_t i = 0; status == PDX_OK && i < part->n_lists; i++) {
        status = pdx_gone_open(pdx_span_of(part->lists[i].data, part->lists[i].len), part->lost, words, &part->lost, err);
    }
    pdx_segment_close(words); /* the snapshot has its own */
    PDX_TRY(status);
    for (const pdx_gone *list = part->lost; list != NULL; list = pdx_gone_before(list)) {
        PDX_TRY(archive_left_add(&part->left, pdx_gone_note(list), stored_part_n(part, STORED_N_SOURCES), err));
    }
    PDX_TRY(archive_left_sort(&part->left, err));
    if (pdx_gone_n_posts(part->lost) == part->n_gone && part->n_gone_words <= part->head[STORED_N_WORDS]) return PDX_OK;
    return damage(err, "what is gone of it is not what its manifest says");
}

static pdx_status part_open(const pdx_archive *archive, stored_part *part, pdx_error *err) {
    PDX_TRY(image_open(archive, part, err));
    PDX_TRY(head_read(part, err));
    PDX_TRY(head_check(part, err));
    PDX_TRY(lengths_check(part, err));
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
        PDX_TRY(places_check(part, &stored_layouts[kind], stored_n_stretches(part, (stored_kind_of)kind), err));
    }
    PDX_TRY(stored_slots_make(part, err));
    return gone_open(part, err);
}

/* What a part has of what is numbered through all parts. */
static const stored_number n_of_base[STORED_BASES] = {
    [STORED_BASE_SOURCES] = STORED_N_SOURCES, [STORED_BASE_PAGES] = STORED_N_PAGES, [STORED_BASE_APPEARANCES] = STORED_N_ENTRIES,
    [STORED_BASE_ROWS] = STORED_N_POSTS, [STORED_BASE_LABELS] = STORED_N_LABELS, [STORED_BASE_REMAINDERS] = STORED_N_REMAINDERS,
};

/* Opens the parts, each behind the one before. `all` becomes how many of everything there are. */
static pdx_status parts_open(const pdx_archive *archive, uint64_t all[STORED_BASES], pdx_error *err) {
    archive_stored *stored = archive->stored;
    memset(all, 0, STORED_BASES * sizeof *all);
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        stored_part *part = &stored->parts[i];
        for (unsigned b = 0; b < STORED_BASES; b++) part->first[b] = (uint32_t)all[b];
        PDX_TRY(part_open(archive, part, err));
        for (unsigned b = 0; b < STORED_BASES; b++) all[b] += part->head[n_of_base[b]];
        for (unsigned b = 0; b < STORED_BASES; b++) {
            if (all[b] >= UINT32_MAX) return damage(err, "its parts say of more than there can be");
        }
        if (part->head[STORED_LANGUAGE] != stored->parts[0].head[STORED_LANGUAGE]) return damage(err, "its parts are of different languages");
    }
    return PDX_OK;
}

/* How many of everything there are. */
static pdx_status numbers_take(pdx_archive *archive, pdx_error *err) {
    archive_stored *stored = archive->stored;
    uint64_t all[STORED_BASES];
    PDX_TRY(parts_open(archive, all, err));
    archive->language = (pdx_lang)stored->parts[0].head[STORED_LANGUAGE];
    archive->sources.len = (size_t)all[STORED_BASE_SOURCES];
    archive->pages.len = archive->layers.len = (size_t)all[STORED_BASE_PAGES];
    archive->appearances.len = (size_t)all[STORED_BASE_APPEARANCES];
    archive->posts.len = (size_t)all[STORED_BASE_ROWS];
    archive->remainders.len = (size_t)all[STORED_BASE_REMAINDERS];
    archive->label_items.len = (size_t)all[STORED_BASE_LABELS];
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        archive->posts.len -= stored->parts[i].n_gone;
        archive->n_words += stored->parts[i].head[STORED_N_WORDS] - stored->parts[i].n_gone_words;
    }
    return stored_numbers_make(stored, (uint32_t)archive->posts.len, err);
}

static pdx_status words_open(pdx_archive *archive, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    pdx_snapshot_member *members = pdx_alloc_zero(stored->n_parts, sizeof *members);
    pdx_status status;
    if (members == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        members[i].bytes = pdx_span_of(part->words.data, part->words.len);
        members[i].stored = true;
        members[i].lost = part->lost;
        members[i].runs = stored_part_runs(stored, part, &members[i].n_runs);
    }
    status = pdx_snapshot_of(members, stored->n_parts, (uint32_t)archive->posts.len, archive->analyzer, &archive->snapshot, err);
    pdx_free(members);
    return status;
}

/* The words of a part are of its posts and pages. */
static pdx_status words_check(const pdx_archive *archive, pdx_error *err) {
    for (uint32_t i = 0; i < archive->stored->n_parts; i++) {
        const stored_part *part = &archive->stored->parts[i];
        const pdx_segment *segment = pdx_snapshot_segment(archive->snapshot, i);
        const uint32_t n_posts = pdx_segment_n_posts(segment);
        if (n_posts == part->head[STORED_N_POSTS] && pdx_segment_n_docs(segment) - n_posts == part->head[STORED_N_REMAINDERS]) continue;
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its words are of other posts than it has");
    }
    return PDX_OK;
}

pdx_status archive_store_open(pdx_archive *archive, pdx_error *err) {
    PDX_TRY(numbers_take(archive, err));
    PDX_TRY(words_open(archive, err));
    return words_check(archive, err);
}

/* ---- checking every byte */

static pdx_status text_verify(const stored_part *part, pdx_span text, uint32_t crc, const char *what, uint64_t number, const pdx_tick *tick,
                              pdx_error *err) {
    const uint64_t begin = text.len == 0 ? 0 : (uint64_t)(text.data - part->texts.data);
    uint32_t found = 0;
    PDX_TRY(archive_text_crc(text, tick, &found, err));
    if (found == crc) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged texts: the checksum of %s %llu does not hold, bytes %llu to %llu", what,
                    (unsigned long long)number, (unsigned long long)begin, (unsigned long long)(begin + text.len));
}

static pdx_status sources_verify(const pdx_archive *archive, const stored_part *part, const stored_place *place, const pdx_tick *tick,
                                 pdx_error *err) {
    stored_source *rows = NULL;
    const uint8_t *at;
    const uint32_t first = part->first[STORED_BASE_SOURCES] + place->first;
    pdx_status status = stored_source_rows(place, &at, &rows);
    if (status != PDX_OK) (void)pdx_fail(err, status, PDX_NO_OFFSET, "sources cannot be read");
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        status = text_verify(part, archive_source_at(archive, first + i)->bytes, rows[i].crc, "source", first + i, tick, err);
    }
    pdx_free(rows);
    return status;
}

/* What was decoded of a row, and the row itself in its source. */
static pdx_status row_verify(const pdx_archive *archive, const stored_part *part, uint32_t number, const stored_layer *row, const pdx_tick *tick,
                             pdx_error *err) {
    const archive_page *page = stored_page_unchecked(archive, number);
    const pdx_span source = archive_source_at(archive, page->source)->bytes;
    PDX_TRY(text_verify(part, stored_layer_unchecked(archive, number)->text, row->crc, "record", number, tick, err));
    return text_verify(part, pdx_span_slice(source, (size_t)page->record.begin, (size_t)page->record.end), row->record_crc, "the line of record",
                       number, tick, err);
}

static pdx_status layers_verify(const pdx_archive *archive, const stored_part *part, const stored_place *place, const pdx_tick *tick,
                                pdx_error *err) {
    stored_page *pages = NULL;
    stored_layer *rows = NULL;
    const uint8_t *at;
    const uint32_t first = part->first[STORED_BASE_PAGES] + place->first;
    pdx_status status = stored_page_rows(place, &at, &pages, &rows);
    if (status != PDX_OK) (void)pdx_fail(err, status, PDX_NO_OFFSET, "pages cannot be read");
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        if (rows[i].decoded) status = row_verify(archive, part, first + i, &rows[i], tick, err);
    }
    pdx_free(pages);
    pdx_free(rows);
    return status;
}

typedef pdx_status (*stretch_verify)(const pdx_archive *archive, const stored_part *part, const stored_place *place, const pdx_tick *tick,
                                     pdx_error *err);

static pdx_status stretches_verify(const pdx_archive *archive, const stored_part *part, stored_kind_of kind, stretch_verify verify,
                                   const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = stored_n_stretches(part, kind);
    for (uint32_t s = 0; s < n; s++) {
        stored_place place;
        if (!stored_place_find(part, kind, s, &place)) return damage(err, "a stretch is not where it should be");
        if (kind == STORED_OF_POSTS) (void)stored_row_post(archive, part->first[STORED_BASE_ROWS] + place.first);
        else if (kind == STORED_OF_PAGES) (void)stored_page_unchecked(archive, part->first[STORED_BASE_PAGES] + place.first);
        else (void)archive_source_at(archive, part->first[STORED_BASE_SOURCES] + place.first);
        PDX_TRY(archive_sound(archive, err));
        if (verify != NULL) PDX_TRY(verify(archive, part, &place, tick, err));
        archive_pass_rest(archive);
        PDX_TRY(pdx_tick_step(tick, s, n, err));
    }
    return PDX_OK;
}

/* Of rows that say otherwise than they should: unless one of them could not be read. */
static pdx_status contradiction(const pdx_archive *archive, const char *what, pdx_error *err) {
    PDX_TRY(archive_sound(archive, err));
    return damage(err, what);
}

/* What a post says of other stretches: of items and reasons that pages have, of appearances that say the same of it. */
static bool post_agrees(const pdx_archive *archive, uint32_t number) {
    const archive_post *post = archive_post_at(archive, number);
    bool holds = true;
    for (uint32_t i = 0; holds && i < post->n_appearances; i++) {
        holds = archive_appearance_at(archive, archive_post_appearance(archive, number, i))->post == number;
    }
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

static pdx_status posts_verify(const pdx_archive *archive, const stored_part *part, const stored_place *place, const pdx_tick *tick, pdx_error *err) {
    (void)tick;
    for (uint32_t i = 0; i < place->n; i++) {
        const uint32_t post = stored_post_of(archive->stored, part->first[STORED_BASE_ROWS] + place->first + i);
        if (post != PDX_NONE && !post_agrees(archive, post)) return contradiction(archive, "posts and pages contradict each other", err);
    }
    return archive_sound(archive, err);
}

/* A list of keys is the one that would be written now. */
static pdx_status keys_verify(const pdx_archive *archive, const stored_part *part, stored_section section, archive_keys_of list, const pdx_tick *tick,
                              pdx_error *err) {
    stored_keys keys = {0};
    pdx_buf bytes;
    pdx_status status = list(archive, part, tick, &keys, err);
    pdx_buf_init(&bytes);
    if (status == PDX_OK) status = stored_keys_write(&keys, tick, &bytes, err);
    if (status == PDX_OK && !pdx_span_equal(pdx_buf_view(&bytes), part->sections[section])) {
        status = contradiction(archive, "a list of keys is not that of what it is about", err);
    }
    pdx_buf_deinit(&bytes);
    PDX_VEC_DEINIT(&keys);
    return status;
}

static pdx_status likeness_verify(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, pdx_error *err) {
    enum { ROWS = 256 }; /* between two questions */
    const uint8_t *at = part->sections[STORED_LIKENESS].data;
    const uint32_t n = stored_part_n(part, STORED_N_POSTS);
    pdx_shingles room;
    pdx_status status = pdx_shingles_init(&room, archive->analyzer, err);
    for (uint32_t row = 0; status == PDX_OK && row < n; row++) {
        const uint32_t post = stored_post_of(archive->stored, part->first[STORED_BASE_ROWS] + row);
        archive_pass_rest(archive);
        uint8_t bands[STORED_LIKENESS_BYTES];
        if (post == PDX_NONE) continue;
        status = archive_likeness_put(archive, post, &room, bands, tick, err);
        if (status == PDX_OK && row % ROWS == 0) status = pdx_tick_step(tick, row, n, err);
        if (status == PDX_OK && memcmp(bands, at + STORED_LIKENESS_BYTES * (size_t)row, sizeof bands) != 0) {
            status = contradiction(archive, "what posts are found to be alike by is not that of their texts", err);
        }
    }
    pdx_shingles_deinit(&room);
    return status;
}

/* Sources that are noted to have no post left have none, and what they have is what is noted. */
static pdx_status left_verify(const pdx_archive *archive, const stored_part *part, pdx_error *err) {
    uint64_t head[STORED_HEAD_NUMBERS] = {0};
    for (size_t i = 0; i < part->left.sources.len; i++) {
        const uint32_t source = part->first[STORED_BASE_SOURCES] + part->left.sources.data[i];
        if (!archive_source_is_left(archive, source, archive_source_at(archive, source)->first_page, NULL)) {
            return contradiction(archive, "a source is noted to have no post left, and has one", err);
        }
        archive_source_count(archive, source, head);
    }
    if (head[STORED_N_PAGES] == part->left.n_pages && head[STORED_N_BYTES] == part->left.n_bytes &&
        head[STORED_N_ENTRIES] == part->left.n_appearances && head[STORED_N_GAP_BYTES] == part->left.n_gap_bytes) {
        return archive_sound(archive, err);
    }
    return contradiction(archive, "what is noted of sources without posts is not what they have", err);
}

/* What is read in place says what posts say. */
static pdx_status tables_verify(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, pdx_error *err) {
    const pdx_span sources = part->sections[STORED_SOURCES], again = part->sections[STORED_SOURCES_AGAIN];
    const uint32_t n = stored_part_n(part, STORED_N_POSTS), first_page = part->first[STORED_BASE_PAGES];
    if (!pdx_span_equal(sources, again)) return damage(err, "its sources are said twice, and not the same");
    for (uint32_t i = 0; i < part->head[STORED_N_REMAINDERS]; i++) {
        const uint32_t page = pdx_le32(part->sections[STORED_REMAINDERS].data + 4 * (size_t)i);
        if (page < first_page || page - first_page >= part->head[STORED_N_PAGES]) return damage(err, "a remainder is of no page");
    }
    for (uint32_t row = 0; row < n; row++) {
        const uint32_t post = stored_post_of(archive->stored, part->first[STORED_BASE_ROWS] + row);
        const uint8_t *days = part->sections[STORED_DAYS].data + 4 * (size_t)row;
        int32_t first, last;
        archive_pass_rest(archive);
        if (post == PDX_NONE) continue;
        archive_post_narrow_days(archive, post, &first, &last);
        if ((int32_t)pdx_le32(days) != first || (int32_t)pdx_le32(days + 4 * (size_t)n) != last) {
            return contradiction(archive, "a post's days are not those of its table", err);
        }
        if (row % 65536 == 0) PDX_TRY(pdx_tick_step(tick, row, n, err));
    }
    PDX_TRY(keys_verify(archive, part, STORED_SOURCE_KEYS, archive_part_source_keys, tick, err));
    if (archive->stored->additions <= MANIFEST_ADDITIONS) { /* else which appearances have keys depends on forms that are not known here, perhaps */
        PDX_TRY(keys_verify(archive, part, STORED_APPEARANCE_KEYS, archive_part_appearance_keys, tick, err));
    }
    PDX_TRY(likeness_verify(archive, part, tick, err));
    PDX_TRY(left_verify(archive, part, err));
    return archive_labels_verify(archive, part, tick, err);
}

static pdx_status rows_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (uint32_t i = 0; i < archive->stored->n_parts; i++) {
        const stored_part *part = &archive->stored->parts[i];
        PDX_TRY(stretches_verify(archive, part, STORED_OF_SOURCES, sources_verify, tick, err));
        PDX_TRY(stretches_verify(archive, part, STORED_OF_PAGES, layers_verify, tick, err));
        PDX_TRY(stretches_verify(archive, part, STORED_OF_POSTS, posts_verify, tick, err));
        PDX_TRY(tables_verify(archive, part, tick, err));
    }
    return PDX_OK;
}

pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const pdx_archive *passing;
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(pdx_image_verify(stored->parts[i].image, &stored_form, tick, err));
    PDX_TRY(stored_numbers_verify(stored, err));
    PDX_TRY(archive_pass_begin(archive, &passing, err));
    const pdx_status status = rows_verify(passing, tick, err);
    archive_pass_end(passing);
    return status;
}
