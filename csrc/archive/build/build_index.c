#include <string.h>

#include "archive/build/other_parts.h"
#include "archive/read/said_parts.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "base/stages.h"
#include "index/inverter.h"
#include "os/crew.h"

/* LANE_BYTES: less text is not worth another thread. BLOCK_POSTS: what a thread has begins with one of these. MANY_BLOCKS: fewer are summed up by
 * one. */
enum { LANE_BYTES = PDX_LIMIT(1 << 19, 32), BLOCK_POSTS = PDX_LIMIT(512, 2), MANY_BLOCKS = PDX_LIMIT(32, 2) };

enum { POST_WORK = 512 }; /* what a post takes beside its text, as a pace counts */

/* One document being put together for the inverter. */
typedef struct doc_maker {
    const pdx_archive *archive;
    pdx_span stays; /* its text, when it is one stretch of a page */
    pdx_buf text;   /* otherwise */
    archive_other_parts others;
    PDX_VEC(pdx_index_part) parts;
} doc_maker;

static pdx_status add_stretch(doc_maker *maker, uint8_t role, pdx_range range, pdx_range block, uint32_t page_part,
                              uint32_t appearance, pdx_error *err) {
    pdx_index_part part;
    part.role = role;
    part.begin = range.begin;
    part.end = range.end;
    part.block_begin = block.begin;
    part.block_end = block.end;
    part.page_part = page_part;
    part.appearance = appearance == PDX_NONE ? PDX_NONE : archive_whole_appearance(maker->archive, appearance);
    return PDX_VEC_PUSH(&maker->parts, part) ? PDX_OK : pdx_fail_memory(err);
}

/* The items of a post on the page of its main appearance, while that is gone through: all of them, and those that the post has,
 * each once, as unite.c decided. Both are in the page's order. */
typedef struct item_walk {
    uint32_t next, end;
    const archive_item *tag, *tags_end, *category, *categories_end;
    uint32_t page;
} item_walk;

static item_walk item_walk_of(const pdx_archive *archive, const archive_post *post) {
    const pdx_page_entry *entry = archive_entry(archive, post->main);
    item_walk walk;
    walk.next = entry->first_item;
    walk.end = entry->first_item + entry->n_items;
    walk.tag = walk.tags_end = walk.category = walk.categories_end = NULL;
    if (archive->items.len > 0) { /* else there is no array to point into */
        walk.tag = archive->items.data + post->first_item;
        walk.tags_end = walk.category = walk.tag + post->n_tags;
        walk.categories_end = walk.category + post->n_categories;
    }
    walk.page = archive->appearances.data[post->main].page;
    return walk;
}

/* Whether the post has its next item from here, and not from an earlier print of the same tag. */
static bool item_walk_has(item_walk *walk, bool category) {
    const archive_item **at = category ? &walk->category : &walk->tag;
    const archive_item *end = category ? walk->categories_end : walk->tags_end;
    if (*at == end || (*at)->page != walk->page || (*at)->item != walk->next) return false;
    (*at)++;
    return true;
}

/* Adds part `number` of a page, whose bytes begin `shift` earlier in the document than on the page: one stretch, or
 * one for each of its items when it is a list of tags. */
static pdx_status add_part(doc_maker *maker, const pdx_page *cut, uint32_t number, uint64_t shift, uint32_t appearance,
                           item_walk *walk, pdx_error *err) {
    const pdx_page_part *part = &cut->parts[number];
    const pdx_range block = pdx_range_of(part->range.begin - shift, part->range.end - shift);
    if (!pdx_role_is_read(part->role)) return PDX_OK;
    while (walk->next < walk->end && cut->items[walk->next].part < number) walk->next++;
    if (walk->next >= walk->end || cut->items[walk->next].part != number) {
        return add_stretch(maker, part->role, block, block, number, appearance, err);
    }
    for (; walk->next < walk->end && cut->items[walk->next].part == number; walk->next++) {
        const pdx_range range = cut->items[walk->next].range;
        if (!item_walk_has(walk, part->role == PDX_ROLE_CATEGORIES)) continue;
        PDX_TRY(add_stretch(maker, part->role, pdx_range_of(range.begin - shift, range.end - shift), block, number, appearance, err));
    }
    return PDX_OK;
}

/* The text as one that can grow. */
static void text_copy(doc_maker *maker) {
    pdx_buf_span(&maker->text, maker->stays);
    maker->stays = pdx_span_of(NULL, 0);
}

/* A stretch of a part of another appearance: copied behind the text, with its whole block. */
static pdx_status append_other(doc_maker *maker, const archive_page *page, uint32_t number, pdx_range range, uint32_t appearance, pdx_error *err) {
    const uint64_t begin = page->cut.parts[number].range.begin;
    uint64_t at;
    text_copy(maker);
    pdx_buf_byte(&maker->text, '\n');
    at = maker->text.len;
    pdx_buf_span(&maker->text, archive_part_text(page, number));
    if (maker->text.failed) return pdx_fail_memory(err);
    return add_stretch(maker, page->cut.parts[number].role, pdx_range_of(range.begin - begin + at, range.end - begin + at),
                       pdx_range_of(at, maker->text.len), number, appearance, err);
}

static pdx_status append_item(doc_maker *maker, const pdx_archive *archive, const archive_item *item, uint32_t appearance, pdx_error *err) {
    const archive_page *page = &archive->pages.data[item->page];
    return append_other(maker, page, page->cut.items[item->item].part, page->cut.items[item->item].range, appearance, err);
}

/* What other appearances say that the fullest does not. */
static pdx_status append_others(doc_maker *maker, const pdx_archive *archive, const archive_post *post, pdx_error *err) {
    size_t i;
    PDX_TRY(archive_other_parts_find(&maker->others, archive, post, err));
    for (i = 0; i < maker->others.found.len; i++) {
        const archive_other_part other = maker->others.found.data[i];
        const archive_page *page = &archive->pages.data[archive->appearances.data[other.appearance].page];
        PDX_TRY(append_other(maker, page, other.part, page->cut.parts[other.part].range, other.appearance, err));
    }
    return PDX_OK;
}

/* The appearance of `post` that stands on `page` and holds item `item`. */
static uint32_t appearance_of_item(const pdx_archive *archive, const archive_post *post, const archive_item *item) {
    uint32_t i;
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t number = archive->post_appearances.data[post->first_appearance + i];
        const pdx_page_entry *entry = archive_entry(archive, number);
        if (archive->appearances.data[number].page == item->page && item->item >= entry->first_item &&
            item->item < entry->first_item + entry->n_items) {
            return number;
        }
    }
    return post->main;
}

/* Whether a part is said of the entry behind the page's text. */
static bool is_behind(const pdx_page_entry *entry, uint32_t part) { return part >= entry->first_part + entry->n_parts; }

/* A title, or who wrote it, that stands behind the page's text. */
static pdx_status append_said(doc_maker *maker, const pdx_archive *archive, uint32_t appearance, uint32_t part, pdx_error *err) {
    const archive_page *page = &archive->pages.data[archive->appearances.data[appearance].page];
    if (part == PDX_PAGE_NO_PART || !is_behind(archive_entry(archive, appearance), part)) return PDX_OK;
    return append_other(maker, page, part, page->cut.parts[part].range, appearance, err);
}

/* The part behind the text in which markup names the author, where no line of the entry does. */
static uint32_t said_author(const pdx_page *cut, uint32_t entry) {
    const pdx_page_entry *of = &cut->entries[entry];
    return of->author.end <= of->range.end ? PDX_PAGE_NO_PART : archive_said_part(cut, entry, PDX_ROLE_BYLINE);
}

static pdx_status make_post(doc_maker *maker, const pdx_archive *archive, const archive_post *post, pdx_error *err) {
    const archive_appearance *main = &archive->appearances.data[post->main];
    const pdx_page *cut = &archive->pages.data[main->page].cut;
    const pdx_page_entry *entry = &cut->entries[main->entry];
    item_walk walk = item_walk_of(archive, post);
    uint32_t i;
    maker->stays = pdx_span_slice(cut->text, (size_t)entry->range.begin, (size_t)entry->range.end);
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        PDX_TRY(add_part(maker, cut, i, entry->range.begin, post->main, &walk, err));
    }
    for (i = 0; i < post->n_tags + post->n_categories; i++) {
        const archive_item *other = &archive->items.data[post->first_item + i];
        const uint32_t appearance = appearance_of_item(archive, post, other);
        if (appearance != post->main || is_behind(entry, cut->items[other->item].part)) PDX_TRY(append_item(maker, archive, other, appearance, err));
    }
    PDX_TRY(append_said(maker, archive, post->main, entry->title, err));
    PDX_TRY(append_said(maker, archive, post->main, said_author(cut, main->entry), err));
    PDX_TRY(append_others(maker, archive, post, err));
    return maker->text.failed ? pdx_fail_memory(err) : PDX_OK;
}

/* What stands on a page outside its entries, one stretch a part, a newline between them. */
static pdx_status make_remainder(doc_maker *maker, const archive_page *page, pdx_error *err) {
    uint32_t i;
    for (i = 0; i < page->cut.n_parts; i++) {
        const pdx_page_part *part = &page->cut.parts[i];
        const uint64_t at = maker->text.len;
        if (part->entry != PDX_PAGE_NO_ENTRY || !pdx_role_is_read(part->role)) continue;
        pdx_buf_span(&maker->text, archive_part_text(page, i));
        PDX_TRY(add_stretch(maker, part->role, pdx_range_of(at, maker->text.len), pdx_range_of(at, maker->text.len), i, PDX_NONE, err));
        pdx_buf_byte(&maker->text, '\n');
    }
    return maker->text.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status add_doc(pdx_inverter *inverter, doc_maker *maker, pdx_lang language, bool remainder, pdx_error *err) {
    pdx_index_doc doc;
    pdx_status status;
    doc.text_stays = maker->stays.len > 0;
    doc.text = doc.text_stays ? maker->stays : pdx_buf_view(&maker->text);
    doc.parts = maker->parts.data;
    doc.n_parts = maker->parts.len;
    doc.language = language;
    doc.remainder = remainder;
    status = pdx_inverter_add(inverter, &doc, err);
    pdx_buf_reset(&maker->text);
    maker->stays = pdx_span_of(NULL, 0);
    maker->parts.len = 0;
    return status;
}

/* A stretch of the posts and the inverter that takes them; each has a thread of its own, or all have one. */
typedef struct lane {
    pdx_archive *archive;
    pdx_inverter *inverter; /* owned */
    doc_maker maker;
    uint32_t begin, end;
} lane;

typedef struct lanes {
    lane *lanes;
    unsigned n;
} lanes;

/* Bytes of the posts of each block. */
typedef struct post_sums {
    const pdx_archive *archive;
    uint64_t *bytes;
} post_sums;

static pdx_status lane_init(lane *l, pdx_archive *archive, uint32_t begin, uint32_t end, pdx_error *err) {
    memset(l, 0, sizeof *l);
    l->archive = archive;
    l->maker.archive = archive;
    l->begin = begin;
    l->end = end;
    return pdx_inverter_new(archive->analyzer, &l->inverter, err);
}

static void lane_deinit(lane *l) {
    pdx_inverter_free(l->inverter);
    pdx_buf_deinit(&l->maker.text);
    archive_other_parts_deinit(&l->maker.others);
    PDX_VEC_DEINIT(&l->maker.parts);
}

static uint64_t post_bytes(const pdx_archive *archive, uint32_t post) {
    const pdx_range range = archive_entry(archive, archive->posts.data[post].main)->range;
    return range.end - range.begin;
}

static pdx_status lane_run(void *context, const pdx_tick *tick, pdx_error *err) {
    lane *l = context;
    pdx_archive *archive = l->archive;
    pdx_pace pace = pdx_pace_of(tick, archive->posts.len);
    uint32_t i;
    pdx_inverter_ask(l->inverter, tick);
    if (!pdx_inverter_expect(l->inverter, l->end - l->begin)) return pdx_fail_memory(err);
    for (i = l->begin; i < l->end; i++) {
        archive_post *post = &archive->posts.data[i];
        archive_fetch_ahead(archive, i);
        PDX_TRY(make_post(&l->maker, archive, post, err));
        PDX_TRY(add_doc(l->inverter, &l->maker, post->language, false, err));
        post->n_words = pdx_inverter_words(l->inverter);
        PDX_TRY(pdx_pace_step(&pace, POST_WORK + post_bytes(archive, i), i, err));
    }
    return PDX_OK;
}

static pdx_status add_remainders(lane *l, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *archive = l->archive;
    uint32_t i;
    pdx_inverter_ask(l->inverter, tick);
    for (i = archive->whole.n_pages; i < archive->pages.len; i++) {
        if (archive_is_record(archive, &archive->pages.data[i])) continue; /* nothing stands outside its entry */
        PDX_TRY(make_remainder(&l->maker, &archive->pages.data[i], err));
        if (l->maker.parts.len == 0) continue;
        if (!PDX_VEC_PUSH(&archive->remainders, i)) return pdx_fail_memory(err);
        PDX_TRY(add_doc(l->inverter, &l->maker, archive->pages.data[i].cut.language, true, err));
        PDX_TRY(pdx_tick_step(tick, archive->posts.len, archive->posts.len, err));
    }
    return PDX_OK;
}

/* The lanes share the posts by their bytes, in order; what stands outside of posts comes last. */
static pdx_status lane_work(void *context, unsigned thread, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const lanes *all = context;
    lane *mine = &all->lanes[piece];
    (void)thread;
    PDX_TRY(lane_run(mine, tick, err));
    return piece + 1 == all->n ? add_remainders(mine, tick, err) : PDX_OK;
}

static pdx_status bytes_sum(void *context, unsigned thread, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const post_sums *sums = context;
    const size_t begin = piece * BLOCK_POSTS, end = pdx_min_size(begin + BLOCK_POSTS, sums->archive->posts.len);
    (void)thread;
    for (size_t i = begin; i < end; i++) sums->bytes[piece] += post_bytes(sums->archive, (uint32_t)i);
    return pdx_tick_step(tick, 0, 0, err);
}

/* Divides the posts among at most so many lanes, of about as many bytes each: where each but the first begins. */
static pdx_status posts_divide(const pdx_archive *archive, unsigned n_threads, const pdx_tick *tick, uint32_t begins[PDX_CREW_MAX], unsigned *n,
                               pdx_error *err) {
    const size_t n_blocks = (archive->posts.len + BLOCK_POSTS - 1) / BLOCK_POSTS;
    post_sums sums = {archive, pdx_alloc_zero(n_blocks, sizeof *sums.bytes)};
    uint64_t all = 0, before = 0;
    size_t block = 0;
    pdx_status status;
    if (sums.bytes == NULL) return pdx_fail_memory(err);
    status = pdx_crew_run(n_blocks < MANY_BLOCKS ? 1 : n_threads, n_blocks, bytes_sum, &sums, tick, err);
    for (size_t i = 0; i < n_blocks; i++) all += sums.bytes[i];
    *n = pdx_crew_size(n_threads, (size_t)(all / LANE_BYTES));
    for (unsigned k = 1; k < *n; k++) {
        while (block < n_blocks && before < all / *n * k) before += sums.bytes[block++];
        begins[k] = (uint32_t)pdx_min_size(block * BLOCK_POSTS, archive->posts.len);
    }
    pdx_free(sums.bytes);
    return status;
}

static pdx_status lanes_join(lanes *all, const pdx_tick *tick, pdx_error *err) {
    pdx_inverter *others[PDX_CREW_MAX];
    for (unsigned i = 1; i < all->n; i++) others[i - 1] = all->lanes[i].inverter;
    return pdx_inverter_join(all->lanes[0].inverter, others, all->n - 1, tick, err);
}

/* Documents of all posts are in the inverter of `first`, whatever helps it. */
static pdx_status documents_run(lane *first, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    uint32_t begins[PDX_CREW_MAX];
    lane every[PDX_CREW_MAX];
    lanes all = {every, 1};
    pdx_status status = PDX_OK;
    unsigned n = 1, i;
    if (n_threads > 1) PDX_TRY(posts_divide(first->archive, n_threads, tick, begins, &n, err));
    every[0] = *first;
    for (; all.n < n && status == PDX_OK; all.n += status == PDX_OK) {
        const uint32_t end = all.n + 1 < n ? begins[all.n + 1] : first->end;
        every[all.n - 1].end = begins[all.n];
        status = lane_init(&every[all.n], first->archive, begins[all.n], end, err);
    }
    if (status == PDX_OK) status = pdx_crew_run(n_threads, all.n, lane_work, &all, tick, err);
    if (status == PDX_OK) status = lanes_join(&all, tick, err);
    *first = every[0];
    for (i = 1; i < all.n; i++) lane_deinit(&every[i]);
    return status;
}

/* How much of the index's time its documents take, as a rule. */
enum { SHARE_DOCUMENTS = 700, SHARE_FINISH = PDX_STAGES_ALL - SHARE_DOCUMENTS };

static pdx_status inverter_run(lane *all, unsigned n_threads, pdx_buf *bytes, const pdx_tick *outer, pdx_error *err) {
    pdx_archive *archive = all->archive;
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    uint32_t i;
    pdx_stages_next(&stages, SHARE_DOCUMENTS);
    pdx_inverter_threads(all->inverter, n_threads);
    PDX_TRY(documents_run(all, n_threads, &tick, err));
    for (i = 0; i < archive->posts.len; i++) archive->n_words += archive->posts.data[i].n_words;
    pdx_stages_next(&stages, SHARE_FINISH);
    return pdx_inverter_finish(all->inverter, archive->stemmer.stem == NULL ? NULL : &archive->stemmer, &tick, bytes, err);
}

pdx_status archive_build_index(pdx_archive *archive, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    lane all;
    pdx_buf bytes;
    pdx_status status;
    uint8_t *data;
    size_t len;
    PDX_TRY(lane_init(&all, archive, 0, (uint32_t)archive->posts.len, err));
    pdx_buf_init(&bytes);
    status = inverter_run(&all, n_threads, &bytes, tick, err);
    lane_deinit(&all);
    if (status != PDX_OK) {
        pdx_buf_deinit(&bytes);
        return status;
    }
    data = pdx_buf_take(&bytes, &len);
    if (data == NULL) return pdx_fail_memory(err);
    return pdx_snapshot_take(data, len, archive->analyzer, &archive->snapshot, err);
}
