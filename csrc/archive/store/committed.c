#include "archive/store/committed.h"

#include "archive/build/builder.h"
#include "archive/build/choice.h"
#include "archive/model/contents.h"
#include "archive/build/dropped.h"
#include "archive/store/folder_lock.h"
#include "archive/store/merge_parts.h"
#include "archive/store/saver.h"
#include "base/alloc.h"
#include "base/stages.h"
#include "index/gone.h"

/* Adding to what is on disk: a part more, and what goes of those that are there; and making one part of several. */

/* ---- what goes */

/* The rows of posts that are taken out (unless they stay for now), and of those that `part` has again (NULL: none), ascending. */
static pdx_status rows_going(const pdx_builder *builder, bool stay, const pdx_archive *part, archive_numbers *rows, pdx_error *err) {
    const archive_stored *stored = builder->base->stored;
    const pdx_bitmap *out = &builder->out_of_it;
    for (uint32_t post = stay ? out->n : pdx_bitmap_next(out, 0); post < out->n; post = pdx_bitmap_next(out, post + 1)) {
        if (!PDX_VEC_PUSH(rows, stored_row_of(stored, post))) return pdx_fail_memory(err);
    }
    for (size_t i = 0; part != NULL && i < part->whole.chosen.len; i++) {
        if (!PDX_VEC_PUSH(rows, stored_row_of(stored, part->whole.chosen.data[i]))) return pdx_fail_memory(err);
    }
    archive_numbers_sort(rows);
    return PDX_OK;
}

/* What goes, by the numbers that it has in the archive: rows of posts, sources of which no post is left, and their remainders. All ascending. */
typedef struct going {
    archive_numbers rows, sources, remainders; /* owned */
} going;

static void going_deinit(going *all) {
    PDX_VEC_DEINIT(&all->rows);
    PDX_VEC_DEINIT(&all->sources);
    PDX_VEC_DEINIT(&all->remainders);
}

/* Which lists of what is gone stay when so many documents go besides: each says of at least four times as many as all behind it. So there are few,
 * and each document is written again only when four times as many go, or few with it. *n: how many stay. */
static const pdx_gone *lists_staying(const stored_part *part, size_t n_docs, uint32_t *n) {
    enum { TIMES_MORE = 4, FEW = PDX_LIMIT(16, 1) };
    const pdx_gone *list = part->lost;
    uint64_t behind = n_docs;
    for (*n = part->n_lists; list != NULL; --*n) {
        const pdx_gone *before = pdx_gone_before(list);
        const uint64_t own = pdx_gone_n_docs(list) - (before == NULL ? 0 : pdx_gone_n_docs(before));
        if (*n < MANIFEST_LISTS && own >= TIMES_MORE * (behind < FEW ? FEW : behind)) break;
        behind += own;
        list = before;
    }
    return list;
}

/* What the new list notes of sources: those of the lists that it takes in, and those that go now. */
static pdx_status left_note(const pdx_archive *base, const stored_part *part, const pdx_gone *stays, const archive_numbers *sources, pdx_buf *note,
                            pdx_error *err) {
    uint64_t head[STORED_HEAD_NUMBERS] = {0};
    archive_left left = {0};
    pdx_status status = PDX_OK;
    for (const pdx_gone *list = part->lost; status == PDX_OK && list != stays; list = pdx_gone_before(list)) {
        status = archive_left_add(&left, pdx_gone_note(list), stored_part_n(part, STORED_N_SOURCES), err);
    }
    for (size_t i = 0; status == PDX_OK && i < sources->len; i++) {
        archive_source_count(base, part->first[STORED_BASE_SOURCES] + sources->data[i], head);
        if (!PDX_VEC_PUSH(&left.sources, sources->data[i])) status = pdx_fail_memory(err);
    }
    left.n_pages += head[STORED_N_PAGES];
    left.n_bytes += head[STORED_N_BYTES];
    left.n_appearances += head[STORED_N_ENTRIES];
    left.n_gap_bytes += head[STORED_N_GAP_BYTES];
    if (status == PDX_OK) status = archive_left_sort(&left, err);
    if (status == PDX_OK) archive_left_append(&left, note);
    archive_left_deinit(&left);
    return status == PDX_OK ? archive_sound(base, err) : status;
}

/* Documents and sources of part `number` go too, by their places in it. */
static pdx_status part_goes(saver *s, const pdx_archive *base, uint32_t number, const archive_numbers *docs, const archive_numbers *sources,
                            pdx_error *err) {
    const pdx_stemmer *stemmer = base->stemmer.stem == NULL ? NULL : &base->stemmer;
    const stored_part *part = &base->stored->parts[number];
    manifest_part *next = &s->next.parts.data[number];
    pdx_gone_lists lists = {.before = part->lost};
    pdx_buf image, note;
    pdx_status status;
    if (docs->len == 0 && sources->len == 0) return PDX_OK;
    lists.stays = lists_staying(part, docs->len, &next->n_lists);
    pdx_buf_init(&image);
    pdx_buf_init(&note);
    status = left_note(base, part, lists.stays, sources, &note, err);
    if (status == PDX_OK && note.failed) status = pdx_fail_memory(err);
    lists.note = pdx_buf_view(&note);
    if (status == PDX_OK) {
        status = pdx_gone_write(pdx_snapshot_segment(base->snapshot, number), &lists, docs->data, docs->len, base->analyzer, stemmer, s->tick, &image,
                                err);
    }
    if (status == PDX_OK) status = saver_gone(s, next, pdx_buf_view(&image), err);
    pdx_buf_deinit(&image);
    pdx_buf_deinit(&note);
    return status;
}

/* How far what goes was given to parts. */
typedef struct going_at {
    size_t row, source, remainder;
} going_at;

/* From there on, what goes of part `number`; behind that it is afterwards. */
static pdx_status part_lessen(saver *s, const pdx_archive *base, uint32_t number, const going *all, going_at *at, pdx_error *err) {
    const stored_part *part = &base->stored->parts[number];
    const uint32_t n_posts = stored_part_n(part, STORED_N_POSTS), first_row = part->first[STORED_BASE_ROWS],
                   first = part->first[STORED_BASE_REMAINDERS];
    const uint32_t first_source = part->first[STORED_BASE_SOURCES];
    manifest_part *next = &s->next.parts.data[number];
    archive_numbers docs = {0}, sources = {0};
    pdx_status status = PDX_OK;
    for (; at->row < all->rows.len && all->rows.data[at->row] < first_row + n_posts; at->row++) {
        if (!PDX_VEC_PUSH(&docs, all->rows.data[at->row] - first_row)) status = pdx_fail_memory(err);
        next->n_gone_words += stored_row_post(base, all->rows.data[at->row])->n_words;
        next->n_gone++;
    }
    for (; at->remainder < all->remainders.len && all->remainders.data[at->remainder] < first + stored_part_n(part, STORED_N_REMAINDERS);
         at->remainder++) {
        if (!PDX_VEC_PUSH(&docs, n_posts + (all->remainders.data[at->remainder] - first))) status = pdx_fail_memory(err);
    }
    for (; at->source < all->sources.len && all->sources.data[at->source] < first_source + stored_part_n(part, STORED_N_SOURCES); at->source++) {
        const uint32_t place = all->sources.data[at->source] - first_source;
        if (!archive_left_has(&part->left, place) && !PDX_VEC_PUSH(&sources, place)) status = pdx_fail_memory(err);
    }
    if (status == PDX_OK) status = archive_sound(base, err);
    if (status == PDX_OK) status = part_goes(s, base, number, &docs, &sources, err);
    PDX_VEC_DEINIT(&docs);
    PDX_VEC_DEINIT(&sources);
    return status;
}

static pdx_status parts_lessen(saver *s, const pdx_archive *base, const going *all, pdx_error *err) {
    going_at at = {0};
    for (uint32_t i = 0; i < base->stored->n_parts; i++) PDX_TRY(part_lessen(s, base, i, all, &at, err));
    return PDX_OK;
}

/* The first remainder whose page is `page` or one behind it. */
static pdx_status remainder_from(const pdx_archive *base, uint32_t page, uint32_t *out, pdx_error *err) {
    uint32_t low = 0, high = (uint32_t)base->remainders.len;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        uint32_t of;
        PDX_TRY(archive_remainder_page(base, middle, &of, err));
        if (of < page) low = middle + 1;
        else high = middle;
    }
    *out = low;
    return PDX_OK;
}

/* A source of which no post is left, and what stands around its entries. */
static pdx_status source_going(const pdx_archive *base, uint32_t number, going *all, pdx_error *err) {
    const archive_source *source = archive_source_at(base, number);
    uint32_t i, page;
    if (!PDX_VEC_PUSH(&all->sources, number)) return pdx_fail_memory(err);
    PDX_TRY(remainder_from(base, source->first_page, &i, err));
    for (; i < base->remainders.len; i++) {
        PDX_TRY(archive_remainder_page(base, i, &page, err));
        if (page < source->first_page || page >= source->first_page + source->n_pages) break;
        if (!PDX_VEC_PUSH(&all->remainders, i)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Sources in whose place others come: none of their entries is of a post any more, if they have any. */
static pdx_status replaced_going(const pdx_builder *builder, going *all, pdx_error *err) {
    const pdx_archive *base = builder->base;
    for (uint32_t i = pdx_bitmap_next(&builder->replaced, 0); i < builder->replaced.n; i = pdx_bitmap_next(&builder->replaced, i + 1)) {
        PDX_TRY(source_going(base, i, all, err));
    }
    return archive_sound(base, err);
}

/* Remainders of sources in which the posts stood that are taken out, and now no other. Where many go of one source, pages are not read for each. */
static pdx_status sources_going(const pdx_builder *builder, const pdx_tick *tick, going *all, pdx_error *err) {
    const pdx_archive *base = builder->base;
    const pdx_bitmap *out = &builder->out_of_it;
    const archive_source *last = NULL; /* that was asked about */
    pdx_bitmap asked;
    pdx_status status = PDX_OK;
    if (!pdx_bitmap_copy(&asked, &builder->replaced)) return pdx_fail_memory(err);
    for (uint32_t post = pdx_bitmap_next(out, 0); status == PDX_OK && post < out->n; post = pdx_bitmap_next(out, post + 1)) {
        const uint32_t n = archive_post_at(base, post)->n_appearances;
        for (uint32_t k = 0; status == PDX_OK && k < n; k++) {
            const uint32_t appearance = archive_post_appearance(base, post, k);
            uint32_t page, source;
            if (last != NULL && stored_stretch_is_of(base, appearance, last)) continue;
            page = archive_appearance_at(base, appearance)->page;
            source = archive_page_at(base, page)->source;
            last = archive_source_at(base, source);
            if (pdx_bitmap_has(&asked, source)) continue;
            pdx_bitmap_set(&asked, source);
            if (archive_source_is_left(base, source, page, out)) status = source_going(base, source, all, err);
        }
        if (status == PDX_OK) status = pdx_tick_step(tick, post, out->n, err);
    }
    pdx_bitmap_deinit(&asked);
    return status == PDX_OK ? archive_sound(base, err) : status;
}

/* The folder must hold what the base was read from: another archive may be of as many savings. */
static pdx_status same_check(const saver *s, const pdx_archive *base, pdx_error *err) {
    bool same = s->before.generation == base->stored->generation && s->before.parts.len == base->stored->n_parts;
    for (uint32_t i = 0; same && i < base->stored->n_parts; i++) {
        same = s->before.parts.data[i].files[MANIFEST_POSTS].id == pdx_image_id(base->stored->parts[i].image);
    }
    if (same) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the archive on disk is another one by now: open it again");
}

/* ---- which parts become one */

/* Eight parts or more become one, the last ones, as soon as the largest has at most a quarter of them: so whatever is written again is in a part
 * at least four times as large afterwards, which bounds how often that happens. Parts smaller than LEAST_BYTES count as so large. What would take
 * more memory than there is to be stays as it is. */
enum { TIER = 8, TIMES = 4, LEAST_BYTES = 1 << 14 };
enum { BYTES_FOR_ONE = 3, MEMORY_FOR_ONE = 2 }; /* that a part takes for a byte of its sources, as a rule; of what becomes one with a commit, which is to end soon, there is no more than memory may be used, by so many */

/* Small parts become one however little memory there is: it goes from files to files. And where there are very many, the last of them do whatever
 * they take: an archive has no more than MANIFEST_PARTS_MOST. */
enum { LEAST_FOR_ONE = PDX_LIMIT(64 << 20, 1 << 16), MANY_PARTS = PDX_LIMIT(1024, 32) };
static_assert((int)MANY_PARTS < (int)MANIFEST_PARTS_MOST, "they become one before there are too many");

static uint64_t most_for_one(const pdx_builder *builder) {
    const uint64_t memory = builder->options.memory / MEMORY_FOR_ONE;
    if (builder->options.memory == 0 || builder->base->stored->n_parts >= MANY_PARTS) return UINT64_MAX;
    return memory < LEAST_FOR_ONE ? LEAST_FOR_ONE : memory;
}

static uint64_t size_counted(uint64_t bytes) { return bytes < LEAST_BYTES ? LEAST_BYTES : bytes; }

static uint64_t part_bytes(const stored_part *part) { return (uint64_t)part->posts.len + part->texts.len + part->words.len; }
static uint64_t part_size(const stored_part *part) { return size_counted(part_bytes(part)); }

/* Of `n` parts, from which on they are to become one with a part of `*size`, which receives what they all have, `most` at most; `n`: none. */
static uint32_t run_find(const archive_stored *stored, uint32_t n, uint64_t most, uint64_t *size) {
    uint64_t all = *size, largest = *size;
    for (uint32_t first = n; first > 0; first--) {
        const uint64_t own = part_size(&stored->parts[first - 1]);
        all += own;
        if (all > most) return n;
        if (own > largest) largest = own;
        if (n - first + 2 < TIER || largest > all / TIMES) continue;
        *size = all;
        return first - 1;
    }
    return n;
}

/* Parts from this one on become one with what is added: what comes of some may again be one of those that do. */
static uint32_t first_taken(const archive_stored *stored, uint64_t added, uint64_t most) {
    uint64_t size = size_counted(added);
    uint32_t first = stored->n_parts, before;
    do {
        before = first;
        first = run_find(stored, first, most, &size);
    } while (first < before);
    return first;
}

/* Of each part, how much is gone of it with what is taken out now. */
static uint64_t *gone_count(const pdx_builder *builder) {
    const archive_stored *stored = builder->base->stored;
    const pdx_bitmap *out = &builder->out_of_it;
    uint64_t *gone = pdx_alloc_zero(stored->n_parts, sizeof *gone);
    if (gone == NULL) return NULL;
    for (uint32_t i = 0; i < stored->n_parts; i++) gone[i] = stored->parts[i].n_gone;
    for (uint32_t post = pdx_bitmap_next(out, 0); post < out->n; post = pdx_bitmap_next(out, post + 1)) {
        gone[stored_part_of(stored, STORED_BASE_ROWS, stored_row_of(stored, post)) - stored->parts]++;
    }
    return gone;
}

/* Parts become one, too, from the first on of which and of those behind it half is gone: so at most two bytes are written for that for each that
 * went. What is less than LEAST_BYTES is left. Without memory to count with nothing is done that can wait. */
static uint32_t first_wasted(const pdx_builder *builder, uint64_t most) {
    const archive_stored *stored = builder->base->stored;
    uint64_t *gone = gone_count(builder);
    uint64_t all = 0, wasted = 0;
    uint32_t first = stored->n_parts;
    for (uint32_t i = stored->n_parts; gone != NULL && i-- > 0;) {
        const uint64_t size = part_bytes(&stored->parts[i]), n = stored_part_n(&stored->parts[i], STORED_N_POSTS);
        all += size;
        wasted += n == 0 ? 0 : size / n * gone[i];
        if (all > most) break;
        if (wasted >= LEAST_BYTES && wasted >= all / 2) first = i;
    }
    pdx_free(gone);
    return first;
}

static bool is_any_gone(const archive_stored *stored) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        if (stored->parts[i].n_gone > 0) return true;
    }
    return false;
}

/* Parts become one, whatever they take, from the one on with the first piece of a source that is all there now. */
static uint32_t first_of_pieces(const pdx_builder *builder) {
    const archive_stored *stored = builder->base->stored;
    const size_t n = builder->base->sources.len, first = n + builder->archive->sources.len - builder->n_pieces;
    return builder->n_pieces == 0 || first >= n ? stored->n_parts
                                                : (uint32_t)(stored_part_of(stored, STORED_BASE_SOURCES, (uint32_t)first) - stored->parts);
}

uint32_t pdx_builder_first_taken(const pdx_builder *builder, bool all, pdx_save_as as) {
    const archive_stored *stored = builder->base->stored;
    const pdx_archive *added = builder->archive;
    const uint64_t most = most_for_one(builder);
    uint32_t first, wasted, pieces;
    uint64_t bytes = 0;
    for (size_t i = 0; i < added->sources.len; i++) bytes += added->sources.data[i].bytes.len;
    pieces = first_of_pieces(builder);
    if (all) {
        return added->sources.len > 0 || stored->n_parts > 1 || is_any_gone(stored) || pdx_bitmap_next(&builder->out_of_it, 0) < builder->out_of_it.n
                   ? 0
                   : 1;
    }
    first = bytes == 0 ? stored->n_parts : first_taken(stored, BYTES_FOR_ONE * bytes, most);
    if (pieces < first) first = pieces;
    if (as == PDX_SAVE_ADDED) return first; /* what goes stays for now */
    wasted = first_wasted(builder, most);
    return wasted < first ? wasted : first;
}

/* ---- committing */

/* What goes of the parts that there are, and what is new as one part more: `merges`: this one becomes one with others at once, and need not be
 * safe on disk itself. */
static pdx_status part_commit(saver *s, pdx_builder *builder, pdx_save_as as, const pdx_archive *part, bool merges, pdx_span note, pdx_error *err) {
    const pdx_archive *base = builder->base;
    const bool stay = as == PDX_SAVE_ADDED;
    going all = {0};
    pdx_status status;
    PDX_TRY(saver_may_write(base, err));
    PDX_TRY(same_check(s, base, err));
    for (uint32_t i = 0; i < base->stored->n_parts; i++) {
        if (!PDX_VEC_PUSH(&s->next.parts, s->before.parts.data[i])) return pdx_fail_memory(err);
    }
    status = rows_going(builder, stay, part, &all.rows, err);
    if (status == PDX_OK) status = replaced_going(builder, &all, err);
    if (status == PDX_OK && !stay) status = sources_going(builder, s->tick, &all, err);
    archive_numbers_sort(&all.sources);
    archive_numbers_sort(&all.remainders);
    if (status == PDX_OK) status = parts_lessen(s, base, &all, err);
    for (size_t i = 0; part != NULL && i < part->whole.chosen.len; i++) pdx_bitmap_clear(&builder->out_of_it, part->whole.chosen.data[i]); /* they stay, if others wait to go */
    going_deinit(&all);
    PDX_TRY(status);
    s->next.n_ordinals = part == NULL ? base->stored->n_ordinals : archive_n_ordinals(part);
    if (part == NULL) return PDX_OK;
    s->passing = merges;
    status = saver_add(s, part, note, err);
    s->passing = false;
    return status;
}

/* How the files of an archive are read. */
static const pdx_os *reads_by(const saver *s, const pdx_archive *base) {
    return base->stored->parts[0].posts.os == pdx_os_reading() ? pdx_os_reading() : s->os;
}

/* *part is given back before parts become one. */
static pdx_status files_commit(saver *s, pdx_builder *builder, uint32_t first, pdx_save_as as, pdx_archive **part, pdx_span note,
                               const pdx_stem_callback *stemmer, pdx_error *err) {
    const bool merges = first < builder->base->stored->n_parts;
    pdx_status status;
    status = part_commit(s, builder, as, *part, merges, note, err);
    pdx_archive_release(*part);
    *part = NULL;
    PDX_TRY(status);
    return merges ? archive_merge_parts(s, reads_by(s, builder->base), first, builder->n_pieces, note, stemmer, err) : PDX_OK;
}

static pdx_status commit_run(pdx_builder *builder, const pdx_os *os, const pdx_folder_lock *held, const char *path, pdx_span note, uint32_t first,
                             pdx_save_as as, const pdx_stem_callback *stemmer, const pdx_tick *outer, pdx_error *err) {
    enum { SHARE_MAKE = 700 };
    const bool adds = builder->archive->sources.len > 0;
    pdx_archive *part = NULL;
    pdx_stages stages;
    saver s;
    pdx_status status = PDX_OK;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    if (adds) {
        pdx_stages_next(&stages, SHARE_MAKE);
        status = archive_builder_part(builder, stemmer, &tick, &part, err);
    }
    if (status == PDX_OK) {
        pdx_stages_next(&stages, adds ? PDX_STAGES_ALL - SHARE_MAKE : PDX_STAGES_ALL);
        status = saver_begin(&s, os, path, builder->base->stored->draft, as, &tick, err);
        s.held = held;
        if (status == PDX_OK) status = saver_end(&s, files_commit(&s, builder, first, as, &part, note, stemmer, err), err);
        saver_deinit(&s);
    }
    pdx_archive_release(part);
    return status;
}

static pdx_status held_commit(pdx_builder *builder, const pdx_os *os, const pdx_folder_lock *held, const char *path, pdx_span note, uint32_t first,
                              pdx_save_as as, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) {
    pdx_status status;
    assert(builder->base != NULL && builder->base->stored != NULL && first <= builder->base->stored->n_parts);
    status = commit_run(builder, os, held, path, note, first, as, stemmer, tick, err);
    if (status != PDX_OK || as != PDX_SAVE_ADDED) archive_builder_drop(builder); /* else it says what is still to go */
    return status;
}

pdx_status archive_commit(pdx_builder *builder, const pdx_os *os, const char *path, pdx_span note, uint32_t first, pdx_save_as as,
                          const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) {
    return held_commit(builder, os, NULL, path, note, first, as, stemmer, tick, err);
}

pdx_status pdx_builder_commit(pdx_builder *builder, const char *path, pdx_span note, uint32_t first, pdx_save_as as, const pdx_folder_lock *held,
                              const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(folder_lock_check(held, path, err));
    return held_commit(builder, held->os, held, path, note, first, as, stemmer, tick, err);
}
