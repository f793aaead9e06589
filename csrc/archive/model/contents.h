/* The rows of an archive, wherever they are: in its own vectors, or in files, from which they are read a stretch at a time when somebody asks. For
 * the files of archive/ that read archives; those that build one use the vectors. Implemented by contents.c, label_lists.c and store_load.c.
 * Promises: a row is there, and all that it says was checked, and of a page its text; where a stretch cannot be read (damage, no memory) an empty
 * row stands for each of its rows and the archive has trouble, which archive_sound tells: whoever can fail asks it at the end. */
#ifndef PDX_ARCHIVE_CONTENTS_H
#define PDX_ARCHIVE_CONTENTS_H

#include "archive/model/model.h"

/* The same from files: store_load.c. */
const archive_source *archive_stored_source(const pdx_archive *archive, uint32_t source);
pdx_span archive_stored_source_bytes(const pdx_archive *archive, uint32_t source);
const archive_page *archive_stored_page(const pdx_archive *archive, uint32_t page);
const archive_layer *archive_stored_layer(const pdx_archive *archive, uint32_t layer);
const archive_appearance *archive_stored_appearance(const pdx_archive *archive, uint32_t appearance);
const archive_post *archive_stored_post(const pdx_archive *archive, uint32_t post);
const uint32_t *archive_stored_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i);
const archive_item *archive_stored_post_item(const pdx_archive *archive, uint32_t post, uint32_t i);
const archive_bound_ref *archive_stored_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i);

static inline const archive_source *archive_source_at(const pdx_archive *archive, uint32_t source) {
    return archive->stored == NULL ? &archive->sources.data[source] : archive_stored_source(archive, source);
}
/* Its bytes, whose checksum was looked at: none where that does not hold, which archive_sound tells. Of what else a source says `bytes` is only
 * how many. */
static inline pdx_span archive_source_bytes(const pdx_archive *archive, uint32_t source) {
    return archive->stored == NULL ? archive->sources.data[source].bytes : archive_stored_source_bytes(archive, source);
}
static inline const archive_page *archive_page_at(const pdx_archive *archive, uint32_t page) {
    return archive->stored == NULL ? &archive->pages.data[page] : archive_stored_page(archive, page);
}
static inline const archive_layer *archive_layer_at(const pdx_archive *archive, uint32_t layer) {
    return archive->stored == NULL ? &archive->layers.data[layer] : archive_stored_layer(archive, layer);
}
static inline const archive_appearance *archive_appearance_at(const pdx_archive *archive, uint32_t appearance) {
    return archive->stored == NULL ? &archive->appearances.data[appearance] : archive_stored_appearance(archive, appearance);
}
static inline const archive_post *archive_post_at(const pdx_archive *archive, uint32_t post) {
    return archive->stored == NULL ? &archive->posts.data[post] : archive_stored_post(archive, post);
}

/* Appearance, tag or category (tags first), reason of the bounds number `i` of a post. */
static inline const uint32_t *archive_post_appearance_at(const pdx_archive *archive, uint32_t post, uint32_t i) {
    if (archive->stored != NULL) return archive_stored_post_appearance(archive, post, i);
    return &archive->post_appearances.data[archive->posts.data[post].first_appearance + i];
}
static inline uint32_t archive_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i) {
    return *archive_post_appearance_at(archive, post, i);
}
static inline const archive_item *archive_post_item(const pdx_archive *archive, uint32_t post, uint32_t i) {
    if (archive->stored != NULL) return archive_stored_post_item(archive, post, i);
    return &archive->items.data[archive->posts.data[post].first_item + i];
}
static inline const archive_bound_ref *archive_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i) {
    if (archive->stored != NULL) return archive_stored_post_bound(archive, post, i);
    return &archive->bound_refs.data[archive->posts.data[post].first_bound + i];
}

/* The page of an appearance, and its entry there. */
const pdx_page_entry *archive_entry_of(const archive_page *page, uint32_t entry);
static inline const archive_page *archive_page_of(const pdx_archive *archive, uint32_t appearance) {
    return archive_page_at(archive, archive_appearance_at(archive, appearance)->page);
}
static inline const pdx_page_entry *archive_entry(const pdx_archive *archive, uint32_t appearance) {
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    return archive_entry_of(archive_page_at(archive, a->page), a->entry);
}

/* A part, an item, or a reason of a page. */
const pdx_page_part *archive_page_part(const archive_page *page, uint32_t part);
const pdx_page_item *archive_page_item(const archive_page *page, uint32_t item);
const pdx_bound_evidence *archive_page_evidence(const archive_page *page, uint32_t evidence);
pdx_span archive_item_text(const pdx_archive *archive, const archive_item *item);

/* Bytes of all sources, and of parts that nothing explains. */
void archive_bytes_count(const pdx_archive *archive, uint64_t *all, uint64_t *gaps);

/* The page of remainder `i` of the index. */
pdx_status archive_remainder_page(const pdx_archive *archive, uint32_t i, uint32_t *page, pdx_error *err) PDX_MUST;

/* Tags and categories. The number of one is that of its items, of which a tag has several in an archive of several parts. */
/* Sets the posts that carry the one with this folded key. */
pdx_status archive_label_mark(const pdx_archive *archive, pdx_span key, pdx_bitmap *posts, pdx_error *err) PDX_MUST;
/* Before the next is asked: what it looks at of files holds, and is there. */
pdx_status archive_labels_ready(const pdx_archive *archive, pdx_error *err) PDX_MUST;
/* An item that prints it, as it was printed first. */
const archive_item *archive_label_item(const pdx_archive *archive, uint32_t label);

/* The days in which each post can have been published: `first` and `last` as in archive_post_tables. Borrowed. */
pdx_status archive_days(const pdx_archive *archive, const int32_t **first, const int32_t **last, pdx_error *err) PDX_MUST;

/* ---- of an archive that was joined to become a part: numbers in the whole, of what is asked for here. One that is whole has the same. */
static inline uint32_t archive_whole_source(const pdx_archive *archive, uint32_t source) {
    assert(source >= archive->whole.n_sources);
    return archive->whole.first_source + (source - archive->whole.n_sources);
}
static inline uint32_t archive_whole_page(const pdx_archive *archive, uint32_t page) {
    const archive_whole *whole = &archive->whole;
    return page < whole->n_pages ? whole->pages.data[page] : whole->first_page + (page - whole->n_pages);
}
uint32_t archive_whole_appearance(const pdx_archive *archive, uint32_t appearance);
/* How many ordinals were given to posts so far, and which a post has. */
uint32_t archive_n_ordinals(const pdx_archive *archive);
uint32_t archive_post_ordinal(const pdx_archive *archive, uint32_t post);
uint32_t archive_post_row(const pdx_archive *archive, uint32_t post); /* the same as its number in an archive of its own */
/* Of the post that an appearance is of, whether that is here or in another part; PDX_NONE: of none. */
uint32_t archive_appearance_ordinal(const pdx_archive *archive, uint32_t appearance);

/* For whoever goes through all rows in one call, and is alone with what he reads: *out is the archive itself where it may keep all of them, and else
 * one that has the same rows and gives back what it has read whenever he rests; then nothing is used any more that he had of it before. Damage that
 * he meets is his own: archive_sound of *out tells it. Implemented by store_pass.c. */
pdx_status archive_pass_begin(const pdx_archive *archive, const pdx_archive **out, pdx_error *err) PDX_MUST;
void archive_pass_rest(const pdx_archive *passing); /* nothing with the archive itself, like the next */
void archive_pass_end(const pdx_archive *passing);

/* PDX_OK, or what is wrong with rows that were asked for. */
pdx_status archive_sound(const pdx_archive *archive, pdx_error *err) PDX_MUST;

/* A row is a post of its own, whatever others say. */
static inline bool archive_is_row(const pdx_archive *archive, const archive_page *page) {
    return archive_source_at(archive, page->source)->form == PDX_SOURCE_JSONL;
}
/* A record's page is its one entry. */
static inline bool archive_is_record(const pdx_archive *archive, const archive_page *page) {
    return pdx_source_form_is_records(archive_source_at(archive, page->source)->form);
}

/* For whoever goes through the posts: what is read first of one that comes soon is asked for, so that it is there in time. */
void archive_fetch_ahead(const pdx_archive *archive, uint32_t post);

#endif
