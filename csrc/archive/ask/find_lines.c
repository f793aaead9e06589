#include <string.h>

#include "archive/ask/ask.h"
#include "archive/ask/place.h"
#include "base/alloc.h"
#include "base/kept.h"
#include "corpus/concordance.h"
#include "query/walk/matches.h"
#include "query/walk/part_walk.h"
#include "text/bigram.h"

/* Lines are found in steps: the first few, more of them, all. A step that was made stays, so that threads may read it. */
enum { LINES_PER_TICK = PDX_LIMIT(1 << 14, 4), LINE_STEPS = 3, ALL_LINES = LINE_STEPS - 1 };
static const size_t step_lines[LINE_STEPS] = {PDX_LIMIT(64, 3), PDX_LIMIT(2048, 9), SIZE_MAX};

typedef struct line_step {
    pdx_kept kept; /* guards the rest */
    pdx_match_list list;
    size_t n_in_posts; /* of all lines alone */
} line_step;

struct pdx_lines {
    pdx_atomic_i64 references;
    pdx_lines *from;   /* counted: what they are a slice or another order of; NULL: they were found themselves */
    pdx_view *view;    /* counted */
    archive_ask ask;   /* of those that were found themselves, like the rest */
    pdx_span text;     /* owned copy of the query */
    pdx_query_settings settings;
    line_step steps[LINE_STEPS];
    pdx_kept counted;  /* guards: */
    pdx_lines_numbers numbers; /* told without finding them all */
    bool is_shuffled;  /* in an order in which no part is read once */
    pdx_kept texts_kept; /* whether somebody has read so many that all were worth it: */
    pdx_match_text *texts; /* owned; of all lines */
};

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

static const pdx_lines *origin(const pdx_lines *lines) { return lines->from == NULL ? lines : lines->from; }

static void lines_free(pdx_lines *lines) {
    size_t i;
    if (lines->from == NULL) archive_ask_deinit(&lines->ask);
    for (i = 0; i < LINE_STEPS; i++) pdx_match_list_deinit(&lines->steps[i].list);
    pdx_free((void *)(uintptr_t)lines->text.data);
    pdx_free(lines->texts);
    pdx_view_release(lines->view);
    pdx_lines_release(lines->from);
    pdx_free(lines);
}

void pdx_lines_retain(pdx_lines *lines) { (void)pdx_atomic_add(&lines->references, 1); }

void pdx_lines_release(pdx_lines *lines) {
    if (lines != NULL && pdx_atomic_add(&lines->references, -1) == 1) lines_free(lines);
}

/* ------------------------------------------------------------------ finding */

static bool in_post(const pdx_lines *lines, const pdx_match *match) {
    return match->doc < pdx_segment_n_posts(pdx_snapshot_segment(lines->view->archive->snapshot, match->segment));
}

static size_t count_in_posts(const pdx_lines *lines, const pdx_match_list *list) {
    size_t i, n = 0;
    for (i = 0; i < list->n; i++) n += in_post(lines, &list->matches[i]);
    return n;
}

/* Keeps what was found, unless another thread has just found the same. */
static void step_keep(pdx_lines *lines, size_t which, pdx_match_list list) {
    line_step *step = &lines->steps[which];
    if (pdx_kept_claim(&step->kept)) {
        step->list = list;
        if (which == ALL_LINES) step->n_in_posts = count_in_posts(lines, &list);
        pdx_kept_done(&step->kept);
        return;
    }
    pdx_match_list_deinit(&list);
}

/* A step that finds all there are has found them for good. */
static pdx_status step_make(pdx_lines *lines, size_t which, const pdx_search_options *options, pdx_error *err) {
    pdx_match_list list;
    PDX_TRY(pdx_matches_first(lines->view->archive->snapshot, lines->ask.query, options, lines->view->whole, step_lines[which], &list, err));
    step_keep(lines, list.ended ? (size_t)ALL_LINES : which, list);
    return PDX_OK;
}

static const pdx_match_list *made_list(const pdx_lines *lines, size_t n) {
    size_t i;
    for (i = 0; i < LINE_STEPS; i++) {
        const line_step *step = &lines->steps[i];
        if (pdx_kept_is_made(&step->kept) && (i == ALL_LINES || step->list.n >= n)) return &step->list;
    }
    return NULL;
}

/* The first `n` lines, or all; makes them when nobody has. */
static pdx_status reach(pdx_lines *lines, size_t n, const pdx_tick *tick, const pdx_match_list **out, pdx_error *err) {
    size_t which = 0;
    *out = made_list(lines, n);
    if (*out != NULL) return PDX_OK;
    pdx_search_options options = lines->ask.options;
    options.tick = tick;
    while (step_lines[which] < n) which++;
    PDX_TRY(step_make(lines, which, &options, err));
    *out = made_list(lines, n);
    assert(*out != NULL);
    return PDX_OK;
}

static pdx_status lines_new(pdx_view *view, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines = pdx_alloc_zero(1, sizeof *lines);
    *out = lines;
    if (lines == NULL) return pdx_fail_memory(err);
    pdx_atomic_store(&lines->references, 1);
    lines->view = view;
    pdx_view_retain(view);
    return PDX_OK;
}

static pdx_status lines_ask(pdx_lines *lines, pdx_span query, const pdx_query_settings *settings, pdx_error *err) {
    uint8_t *copy = pdx_alloc(query.len);
    if (copy == NULL) return pdx_fail_memory(err);
    if (query.len > 0) memcpy(copy, query.data, query.len);
    lines->text = pdx_span_of(copy, query.len);
    lines->settings = *settings;
    PDX_TRY(archive_ask_init(&lines->ask, lines->view, lines->text, &lines->settings, true, err));
    /* With a deadline all is found at once: what is found later would come too late. */
    return step_make(lines, settings->deadline > 0.0 ? ALL_LINES : 0, &lines->ask.options, err);
}

pdx_status pdx_view_find(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines;
    pdx_status status;
    *out = NULL;
    PDX_TRY(lines_new(view, &lines, err));
    status = lines_ask(lines, query, settings, err);
    memset(&lines->settings.tick, 0, sizeof lines->settings.tick); /* the caller's, and over */
    lines->ask.options.tick = NULL;
    lines->ask.options.deadline = 0;
    if (status != PDX_OK) {
        lines_free(lines);
        return status;
    }
    *out = lines;
    return PDX_OK;
}

pdx_status pdx_lines_reach(pdx_lines *lines, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) {
    const pdx_match_list *list;
    PDX_TRY(reach(lines, n, tick, &list, err));
    *have = pdx_min_size(n, list->n);
    return PDX_OK;
}

size_t pdx_lines_known(const pdx_lines *lines, size_t n) {
    const pdx_match_list *list = made_list(lines, n);
    return list == NULL ? n + 1 : pdx_min_size(n, list->n);
}

/* Whether they can be counted without being found; `posts`: those in each post are counted as well. */
static pdx_status count_unfound(pdx_lines *lines, uint32_t *posts, const pdx_tick *tick, pdx_lines_numbers *out, bool *known, pdx_error *err) {
    pdx_match_counts counts = {.posts = posts};
    pdx_search_options options = lines->ask.options;
    options.tick = tick;
    *known = false;
    if (pdx_kept_is_made(&lines->steps[ALL_LINES].kept)) return PDX_OK;
    PDX_TRY(pdx_matches_count(lines->view->archive->snapshot, lines->ask.query, &options, lines->view->whole, &counts, known, err));
    *out = (pdx_lines_numbers){counts.n, counts.n_in_posts, 0};
    return PDX_OK;
}

static void count_keep(pdx_lines *lines, pdx_lines_numbers numbers) {
    if (!pdx_kept_claim(&lines->counted)) return;
    lines->numbers = numbers;
    pdx_kept_done(&lines->counted);
}

pdx_status pdx_lines_count(pdx_lines *lines, const pdx_tick *tick, pdx_lines_numbers *out, pdx_error *err) {
    const pdx_match_list *list;
    bool known = pdx_kept_is_made(&lines->counted);
    if (known) {
        *out = lines->numbers;
        return PDX_OK;
    }
    PDX_TRY(count_unfound(lines, NULL, tick, out, &known, err));
    if (!known) {
        PDX_TRY(reach(lines, SIZE_MAX, tick, &list, err));
        *out = (pdx_lines_numbers){list->n, lines->steps[ALL_LINES].n_in_posts, list->n_possible};
    }
    count_keep(lines, *out);
    return PDX_OK;
}

bool pdx_lines_complete(const pdx_lines *lines) {
    const line_step *all = &lines->steps[ALL_LINES];
    return !pdx_kept_is_made(&all->kept) || all->list.complete;
}

size_t pdx_lines_n_notes(const pdx_lines *lines) { return pdx_query_n_notes(origin(lines)->ask.query); }
pdx_note_info pdx_lines_note(const pdx_lines *lines, size_t i) { return archive_ask_note(&origin(lines)->ask, i); }

/* ------------------------------------------------------------------ other lines of these */

/* The texts of a list of lines that whoever sorted or read them has read; NULL: nobody has. */
static const pdx_match_text *texts_known(const pdx_lines *lines, const pdx_match_list *list) {
    if (list->texts != NULL || list != &lines->steps[ALL_LINES].list || !pdx_kept_is_made(&lines->texts_kept)) return list->texts;
    return lines->texts;
}

/* Lines made of those of a list. */
typedef struct picked {
    const uint32_t *order; /* their numbers, or NULL: begin + i * step */
    size_t begin;
    int64_t step;
    const pdx_match_text *texts; /* of all lines of the list, or NULL */
} picked;

enum { PICKS_AHEAD = 16 }; /* lines in another order are anywhere: they are called for before */

static pdx_status pick(pdx_lines *lines, const pdx_match_list *list, picked by, size_t n, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    pdx_match_list made;
    pdx_status status = PDX_OK;
    size_t i;
    PDX_TRY(lines_new(lines->view, out, err));
    (*out)->from = lines->from == NULL ? lines : lines->from;
    (*out)->is_shuffled = lines->is_shuffled;
    pdx_lines_retain((*out)->from);
    memset(&made, 0, sizeof made);
    made.matches = pdx_resize_array(NULL, n, sizeof *made.matches);
    if (by.texts != NULL) made.texts = pdx_resize_array(NULL, n, sizeof *made.texts);
    if (made.matches == NULL || (by.texts != NULL && made.texts == NULL)) status = pdx_fail_memory(err);
    for (i = 0; i < n && status == PDX_OK; i++) {
        const size_t from = by.order != NULL ? by.order[i] : (size_t)((int64_t)by.begin + (int64_t)i * by.step);
        assert(from < list->n);
        if (i % LINES_PER_TICK == 0) status = pdx_tick_step(tick, i, n, err);
        if (by.order != NULL && i + PICKS_AHEAD < n) {
            PDX_PREFETCH(&list->matches[by.order[i + PICKS_AHEAD]]);
            if (by.texts != NULL) PDX_PREFETCH(&by.texts[by.order[i + PICKS_AHEAD]]);
        }
        made.matches[i] = list->matches[from];
        if (by.texts != NULL) made.texts[i] = by.texts[from];
    }
    if (status != PDX_OK) {
        pdx_match_list_deinit(&made);
        lines_free(*out);
        *out = NULL;
        return status;
    }
    made.n = n;
    made.complete = list->complete;
    made.n_possible = list->n_possible;
    step_keep(*out, ALL_LINES, made);
    return PDX_OK;
}

/* What a sort needs beside the list, as far as its keys ask for it. */
typedef struct sort_room {
    uint32_t *order; /* owned, like the rest but the next */
    const int64_t *days;
    pdx_match_text *texts;
} sort_room;

static void room_free(sort_room *room) {
    pdx_free(room->order);
    pdx_free(room->texts);
}

static pdx_status room_make(sort_room *room, const pdx_archive *archive, const pdx_context_key *keys, size_t n_keys, size_t n, bool runs,
                            const pdx_tick *tick, pdx_error *err) {
    const bool words = !runs && pdx_context_keys_ask_words(keys, n_keys);
    if (pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_DATE)) PDX_TRY(archive_post_days_table(archive, tick, &room->days, err));
    room->order = pdx_resize_array(NULL, n, sizeof *room->order);
    room->texts = words ? pdx_resize_array(NULL, n, sizeof *room->texts) : NULL;
    return room->order != NULL && (room->texts != NULL || !words) ? PDX_OK : pdx_fail_memory(err);
}

/* Where the words as they run are there, they tell the order, and the texts of those lines alone are read that somebody looks at. */
pdx_status pdx_lines_sort(pdx_lines *lines, pdx_span keys, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    pdx_context_key parsed[PDX_CONTEXT_KEYS_MAX];
    const pdx_archive *archive = lines->view->archive;
    const pdx_match_list *list;
    sort_room room = {0};
    pdx_status status;
    size_t n_keys;
    *out = NULL;
    PDX_TRY(pdx_context_parse(keys, parsed, &n_keys, err));
    PDX_TRY(reach(lines, SIZE_MAX, tick, &list, err));
    const bool runs = pdx_kept_is_made(&archive->running_kept) && pdx_concordance_runs(list, parsed, n_keys);
    status = room_make(&room, archive, parsed, n_keys, list->n, runs, tick, err);
    if (status == PDX_OK) {
        const pdx_running *running = runs ? archive->running : NULL;
        status = pdx_concordance_sort(archive->snapshot, running, list, parsed, n_keys, room.days, room.order, room.texts, tick, err);
    }
    if (status == PDX_OK) {
        const picked by = {room.order, 0, 1, room.texts != NULL ? room.texts : texts_known(lines, list)};
        status = pick(lines, list, by, list->n, tick, out, err);
    }
    if (status == PDX_OK) (*out)->is_shuffled = true;
    room_free(&room);
    return status;
}

pdx_status pdx_lines_slice(pdx_lines *lines, size_t begin, size_t n, int64_t step, pdx_lines **out, pdx_error *err) {
    const size_t last = n == 0 ? 0 : (size_t)((int64_t)begin + (int64_t)(n - 1) * step), end = n == 0 ? 0 : (step < 0 ? begin : last) + 1;
    const pdx_match_list *list;
    picked by = {NULL, begin, step, NULL};
    *out = NULL;
    PDX_TRY(reach(lines, end, NULL, &list, err));
    by.texts = texts_known(lines, list);
    return pick(lines, list, by, n, NULL, out, err);
}

pdx_status pdx_lines_pick(pdx_lines *lines, const uint32_t *numbers, size_t n, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    const pdx_match_list *list;
    picked by = {numbers, 0, 1, NULL};
    *out = NULL;
    PDX_TRY(reach(lines, SIZE_MAX, tick, &list, err));
    by.texts = texts_known(lines, list);
    return pick(lines, list, by, n, tick, out, err);
}

/* ------------------------------------------------------------------ reading */

pdx_status pdx_lines_roles(pdx_lines *lines, uint64_t counts[PDX_ROLE_COUNT], const pdx_tick *tick, pdx_error *err) {
    const pdx_snapshot *snapshot = lines->view->archive->snapshot;
    const pdx_match_list *list;
    const pdx_match *before = NULL;
    pdx_doc_part part;
    size_t i;
    PDX_TRY(reach(lines, SIZE_MAX, tick, &list, err));
    memset(counts, 0, PDX_ROLE_COUNT * sizeof *counts);
    memset(&part, 0, sizeof part);
    for (i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, list->n, err));
        if (before == NULL || match->part != before->part || match->doc != before->doc || match->segment != before->segment) {
            PDX_TRY(pdx_segment_part(pdx_snapshot_segment(snapshot, match->segment), match->doc, match->part, &part, err));
        }
        before = match;
        if (part.role < PDX_ROLE_COUNT) counts[part.role]++;
    }
    return PDX_OK;
}

static uint32_t post_of(const pdx_lines *lines, const pdx_match *match) {
    if (!in_post(lines, match)) return PDX_NONE;
    return pdx_snapshot_post_number(lines->view->archive->snapshot, match->segment, match->doc);
}

/* Lines of one post mostly follow each other. */
static pdx_status posts_count(const pdx_lines *lines, const pdx_match_list *list, uint32_t *counts, const pdx_tick *tick, pdx_error *err) {
    const pdx_match *before = NULL;
    uint32_t post = PDX_NONE;
    for (size_t i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, list->n, err));
        if (before == NULL || match->doc != before->doc || match->segment != before->segment) post = post_of(lines, match);
        before = match;
        if (post != PDX_NONE) counts[post]++;
    }
    return PDX_OK;
}

pdx_status pdx_lines_posts(pdx_lines *lines, uint32_t *counts, const pdx_tick *tick, pdx_error *err) {
    const pdx_match_list *list;
    pdx_lines_numbers numbers;
    bool known;
    PDX_TRY(count_unfound(lines, counts, tick, &numbers, &known, err));
    if (known) {
        count_keep(lines, numbers);
        return PDX_OK;
    }
    memset(counts, 0, pdx_snapshot_n_posts(lines->view->archive->snapshot) * sizeof *counts);
    PDX_TRY(reach(lines, SIZE_MAX, tick, &list, err));
    return posts_count(lines, list, counts, tick, err);
}

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
    if (!in_post(reader->lines, match)) return NULL;
    return &archive->appearances.data[archive->posts.data[pdx_snapshot_post_number(archive->snapshot, match->segment, match->doc)].main];
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
    if (reader->list == NULL || i >= reader->list->n) reader->list = made_list(reader->lines, i + 1);
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
    *out = texts_known(reader->lines, list);
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
    *out = texts_known(reader->lines, list);
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
    *out = (pdx_line_text){text.block, text.begin, text.end, post_of(reader->lines, match), text.role, text.well_formed};
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
