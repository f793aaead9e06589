
#include "archive/ask/found_lines.h"
#include "archive/ask/place.h"
#include "base/alloc.h"
#include "corpus/concordance.h"
#include "query/walk/part_walk.h"
#include "text/bigram.h"

/* What lines say, and where each stands. */

struct pdx_line_reader {
    const pdx_lines *lines; /* borrowed, like the next: of whose rows places are told */
    const pdx_archive *rows;
    const pdx_match_list *list; /* of them: as many as the lines read so far needed */
    size_t n_read;       /* texts, each by itself */
    pdx_part_walk walk;
    const pdx_segment *segment; /* of the part that the rest is about; NULL: none */
    pdx_doc doc;
    uint32_t number;
    pdx_doc_part part;
    pdx_span block;      /* in which it stands */
    bool well_formed;    /* the block */
    bool is_placed;      /* whether `place` is known */
    archive_place place;
};

pdx_status pdx_line_reader_new(const pdx_lines *lines, pdx_line_reader **out, pdx_error *err) {
    pdx_line_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    *out = reader;
    if (reader == NULL) return pdx_fail_memory(err);
    reader->lines = lines;
    reader->rows = lines->view->archive;
    pdx_part_walk_init(&reader->walk, pdx_snapshot_analyzer(lines->view->archive->snapshot));
    return PDX_OK;
}

void archive_line_reader_pass(pdx_line_reader *reader, const pdx_archive *passing) { reader->rows = passing; }

void pdx_line_reader_ask(pdx_line_reader *reader, const pdx_tick *tick) { reader->walk.tick = tick; }

void pdx_line_reader_free(pdx_line_reader *reader) {
    if (reader == NULL) return;
    pdx_part_walk_deinit(&reader->walk);
    pdx_free(reader);
}

/* How many lines ahead what tells a part's place is called for: appearances first, then pages, then parts. */
enum { APPEARANCES_AHEAD = 24, PAGES_AHEAD = 16, PARTS_AHEAD = 8 };

/* The appearance in which a line not read yet probably stands: its post's fullest. */
static const archive_appearance *appearance_guess(const pdx_line_reader *reader, size_t i) {
    const pdx_archive *archive = reader->lines->view->archive;
    const pdx_match *match;
    if (i >= reader->list->n) return NULL;
    match = &reader->list->matches[i];
    const uint32_t post = lines_post_of(reader->lines, match);
    return post == PDX_NONE ? NULL : &archive->appearances.data[archive->posts.data[post].main];
}

/* Reading the lines of large archives is waiting for memory: what the next ones will probably want is called for before. */
static void reader_foresee(const pdx_line_reader *reader, size_t i) {
    const pdx_archive *archive = reader->lines->view->archive;
    const archive_page *pages = archive->pages.data;
    if (archive->stored != NULL) return; /* would be read for a guess */
    const archive_appearance *far = appearance_guess(reader, i + APPEARANCES_AHEAD), *middle = appearance_guess(reader, i + PAGES_AHEAD);
    const archive_appearance *near = appearance_guess(reader, i + PARTS_AHEAD);
    if (far != NULL) PDX_PREFETCH(&far->page);
    if (middle != NULL) {
        PDX_PREFETCH(&pages[middle->page].layer);
        PDX_PREFETCH(&pages[middle->page].cut.n_parts);
    }
    if (near != NULL && reader->place.part < pages[near->page].cut.n_parts) PDX_PREFETCH(&pages[near->page].cut.parts[reader->place.part].range);
}

static const pdx_segment *segment_of(const pdx_line_reader *reader, const pdx_match *match) {
    return pdx_snapshot_segment(reader->lines->view->archive->snapshot, match->segment);
}

static const pdx_match *match_at(pdx_line_reader *reader, size_t i) {
    if (reader->list == NULL || i >= reader->list->n) reader->list = lines_made(reader->lines, i + 1);
    assert(reader->list != NULL && i < reader->list->n);
    return &reader->list->matches[i];
}

/* Goes to the part in which `match` lies; a part that follows itself is there already. */
static pdx_status part_open(pdx_line_reader *reader, const pdx_match *match, pdx_error *err) {
    const pdx_segment *segment = segment_of(reader, match);
    pdx_span text;
    uint16_t language;
    if (reader->segment == segment && reader->doc == match->doc && reader->number == match->part) return PDX_OK;
    reader->segment = NULL;
    reader->is_placed = false;
    PDX_TRY(pdx_segment_part_text(segment, match->doc, match->part, &reader->part, &text, &language, err));
    reader->block = pdx_span_slice(text, (size_t)reader->part.block_begin, (size_t)reader->part.block_end);
    reader->well_formed = pdx_text_is_well_formed(reader->block);
    reader->segment = segment;
    reader->doc = match->doc;
    reader->number = match->part;
    return PDX_OK;
}

/* Finds out where the part is in its source. */
static pdx_status part_place(pdx_line_reader *reader, size_t i, const pdx_match *match, pdx_error *err) {
    if (reader->is_placed) return PDX_OK;
    PDX_TRY(archive_place_of(reader->rows, match->segment, match->doc, &reader->part, &reader->place, err));
    reader->is_placed = true;
    reader_foresee(reader, i);
    return PDX_OK;
}

enum { ALONE_SHARE = 32, ALONE_LEAST = PDX_LIMIT(64, 2) };

/* Who reads more than a few of lines in another order than that of their places gets the texts of all, for which each part is read once. */
static pdx_status texts_reach(pdx_line_reader *reader, const pdx_match_text **out, pdx_error *err) {
    pdx_lines *keeper = (pdx_lines *)(uintptr_t)reader->lines; /* what it remembers changes, not what it says */
    const pdx_match_list *list = reader->list;
    *out = lines_texts_known(reader->lines, list);
    if (*out != NULL || !keeper->is_shuffled || reader->n_read++ < list->n / ALONE_SHARE + ALONE_LEAST) return PDX_OK;
    pdx_match_text *texts = pdx_resize_array(NULL, list->n, sizeof *texts);
    if (texts == NULL) return pdx_fail_memory(err);
    const pdx_status status = pdx_concordance_texts(keeper->view->archive->snapshot, list, texts, reader->walk.tick, err);
    if (status == PDX_OK && pdx_kept_claim(&keeper->texts_kept)) {
        keeper->texts = texts;
        pdx_kept_done(&keeper->texts_kept);
        texts = NULL;
    }
    pdx_free(texts); /* unless it is kept: another thread was first */
    *out = lines_texts_known(reader->lines, list);
    return status;
}

/* The text of a match, which whoever sorted the lines or read most of them has read; else it is read now. */
static pdx_status text_find(pdx_line_reader *reader, size_t i, const pdx_match *match, pdx_match_text *out, pdx_error *err) {
    const pdx_match_text *texts;
    pdx_range node;
    PDX_TRY(texts_reach(reader, &texts, err));
    if (texts != NULL) {
        *out = texts[i];
        return PDX_OK;
    }
    PDX_TRY(part_open(reader, match, err));
    PDX_TRY(pdx_part_walk_open(&reader->walk, reader->segment, match->doc, match->part, err));
    PDX_TRY(pdx_part_walk_range(&reader->walk, match->position, match->length, &node, err));
    node = pdx_bigram_cut(reader->walk.text, node, match->cut);
    out->block = reader->block;
    out->begin = (size_t)(node.begin - reader->part.block_begin);
    out->end = (size_t)(node.end - reader->part.block_begin);
    out->role = reader->part.role;
    out->well_formed = reader->well_formed;
    return PDX_OK;
}

pdx_status pdx_line_reader_text(pdx_line_reader *reader, size_t i, pdx_line_text *out, pdx_error *err) {
    const pdx_match *match = match_at(reader, i);
    pdx_match_text text;
    PDX_TRY(text_find(reader, i, match, &text, err));
    *out = (pdx_line_text){text.block, text.begin, text.end, lines_post_of(reader->lines, match), text.role, text.well_formed};
    return PDX_OK;
}

pdx_status pdx_line_reader_get(pdx_line_reader *reader, size_t i, pdx_line_info *out, pdx_error *err) {
    const archive_place *place = &reader->place;
    const pdx_match *match = match_at(reader, i);
    pdx_match_text text;
    pdx_range node, block;
    PDX_TRY(text_find(reader, i, match, &text, err));
    PDX_TRY(part_open(reader, match, err));
    PDX_TRY(part_place(reader, i, match, err));
    block = pdx_range_of(place->stretch.block_begin, place->stretch.block_end);
    node = archive_place_range(place, pdx_range_of(block.begin + text.begin, block.begin + text.end));
    block = archive_place_range(place, block);
    out->post = place->post;
    out->page = place->page;
    out->part = place->part;
    out->layer = place->layer;
    out->role = place->stretch.role;
    out->position = match->position;
    out->before = pdx_range_of(block.begin, node.begin);
    out->node = node;
    out->after = pdx_range_of(node.end, block.end);
    return PDX_OK;
}
