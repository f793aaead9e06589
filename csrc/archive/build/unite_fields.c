#include <string.h>

#include "archive/build/unite_fields.h"
#include "archive/model/steps.h"
#include "os/crew.h"
#include "text/tokens.h"

enum { FACTS_WORK = 64, POST_WORK = 1024 }; /* what an appearance and the fields of a post take, as a pace counts */

/* Posts for one thread, at least. */
enum { STRETCH_POSTS = PDX_LIMIT(1000, 2) };

/* How full an appearance is: whole before excerpt, then the longest body, then the most around it. */
typedef struct fullness {
    bool whole;
    size_t body, entry;
} fullness;

static fullness fullness_of(const pdx_archive *archive, uint32_t appearance) {
    const pdx_appearance_facts facts = archive_facts_now(archive, appearance);
    const pdx_range range = archive_entry(archive, appearance)->range;
    return (fullness){!facts.excerpt, facts.body.len, (size_t)(range.end - range.begin)};
}

static bool is_fuller(fullness a, fullness b) {
    if (a.whole != b.whole) return a.whole;
    return a.body != b.body ? a.body > b.body : a.entry > b.entry;
}

/* The fullest appearance; the first of equals. */
static uint32_t fullest(const pdx_archive *archive, const archive_post *post) {
    const uint32_t *all = archive->post_appearances.data + post->first_appearance;
    uint32_t best = all[0], i;
    fullness most;
    if (post->n_appearances == 1) return best;
    most = fullness_of(archive, best);
    for (i = 1; i < post->n_appearances; i++) {
        const fullness found = fullness_of(archive, all[i]);
        if (!is_fuller(found, most)) continue;
        best = all[i];
        most = found;
    }
    return best;
}

/* A stretch of the posts, and what their appearances say, with numbers as if there were no others. */
typedef struct stretch {
    pdx_archive *archive;
    uint32_t begin, end;
    pdx_tokens *tokens;          /* owned, like all that follows */
    pdx_buf key;
    pdx_map printed;             /* tags and categories as they are printed (with a kind byte): few, and printed again and again */
    PDX_VEC(uint32_t) numbers;   /* printed -> label */
    PDX_VEC(uint32_t) last_post; /* label -> the last post that was given it, plus one */
    pdx_map labels;              /* as the archive has them: */
    archive_numbers label_items;
    archive_items items;
    archive_bound_refs bounds;
} stretch;

/* The label of a text that was not printed before. */
static pdx_status new_label(stretch *self, pdx_span text, uint8_t kind, uint32_t *label, pdx_error *err) {
    PDX_TRY(archive_fold_words(self->tokens, text, kind, &self->key, err));
    if (self->key.len == 1) pdx_buf_span(&self->key, text); /* no words in it: compared as written */
    *label = pdx_map_intern(&self->labels, pdx_buf_view(&self->key));
    if (*label == PDX_MAP_NONE || self->key.failed) return pdx_fail_memory(err);
    if (*label == self->last_post.len) {
        if (!PDX_VEC_PUSH(&self->last_post, 0u) || !PDX_VEC_PUSH(&self->label_items, (uint32_t)self->items.len)) return pdx_fail_memory(err);
    }
    return PDX_VEC_PUSH(&self->numbers, *label) ? PDX_OK : pdx_fail_memory(err);
}

/* The number of the label that `text` prints. */
static pdx_status intern_label(stretch *self, pdx_span text, bool category, uint32_t *label, pdx_error *err) {
    const uint8_t kind = category ? ARCHIVE_KIND_CATEGORY : ARCHIVE_KIND_TAG;
    uint32_t printed;
    pdx_buf_reset(&self->key);
    pdx_buf_byte(&self->key, kind);
    pdx_buf_span(&self->key, text);
    printed = self->key.failed ? PDX_MAP_NONE : pdx_map_intern(&self->printed, pdx_buf_view(&self->key));
    if (printed == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (printed == self->numbers.len) return new_label(self, text, kind, label, err);
    *label = self->numbers.data[printed];
    return PDX_OK;
}

/* Whether item `k` is a tag, or a category: items of unread parts are words that link somewhere. */
static bool is_label(const pdx_page *cut, uint32_t k, bool category) {
    const uint8_t role = cut->parts[cut->items[k].part].role;
    return pdx_role_is_read(role) && (role == PDX_ROLE_CATEGORIES) == category;
}

/* The tags or categories of one appearance that the post does not have yet. */
static pdx_status add_items_of(stretch *self, uint32_t number, uint32_t which, bool categories, pdx_error *err) {
    const pdx_archive *archive = self->archive;
    const archive_appearance *appearance = &archive->appearances.data[which];
    const pdx_page *cut = &archive->pages.data[appearance->page].cut;
    const pdx_page_entry *entry = &cut->entries[appearance->entry];
    uint32_t k;
    for (k = entry->first_item; k < entry->first_item + entry->n_items; k++) {
        archive_item item;
        if (!is_label(cut, k, categories)) continue;
        item.page = appearance->page;
        item.item = k;
        item.category = categories;
        PDX_TRY(intern_label(self, archive_item_text(archive, &item), categories, &item.label, err));
        if (self->last_post.data[item.label] == number + 1) continue;
        self->last_post.data[item.label] = number + 1;
        if (!PDX_VEC_PUSH(&self->items, item)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Whether the appearance has lists of tags (or categories) in several places: it has taken in another post. */
static bool has_several_lists(const pdx_archive *archive, uint32_t which, bool categories) {
    const archive_appearance *appearance = &archive->appearances.data[which];
    const pdx_page *cut = &archive->pages.data[appearance->page].cut;
    const pdx_page_entry *entry = &cut->entries[appearance->entry];
    const uint8_t role = categories ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS;
    unsigned lists = 0;
    uint8_t before = PDX_ROLE_COUNT;
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (!pdx_role_is_read(cut->parts[i].role)) continue;
        lists += cut->parts[i].role == role && before != role;
        before = cut->parts[i].role;
    }
    return lists > 1;
}

static bool has_items(const pdx_archive *archive, uint32_t which, bool categories) {
    const archive_appearance *appearance = &archive->appearances.data[which];
    const pdx_page *cut = &archive->pages.data[appearance->page].cut;
    const pdx_page_entry *entry = &cut->entries[appearance->entry];
    for (uint32_t k = entry->first_item; k < entry->first_item + entry->n_items; k++) {
        if (is_label(cut, k, categories)) return true;
    }
    return false;
}

/* Whether some appearance has one list: those with several are left out then. */
static bool has_one_list(const pdx_archive *archive, const archive_post *post, bool categories) {
    for (uint32_t i = 0; i < post->n_appearances; i++) {
        const uint32_t which = archive->post_appearances.data[post->first_appearance + i];
        if (has_items(archive, which, categories) && !has_several_lists(archive, which, categories)) return true;
    }
    return false;
}

/* Those of the fullest appearance first: the index has its text, and looks elsewhere only for what is not there. */
static pdx_status add_items(stretch *self, uint32_t number, bool categories, pdx_error *err) {
    const pdx_archive *archive = self->archive;
    const archive_post *post = &archive->posts.data[number];
    const bool one = post->n_appearances > 1 && has_one_list(archive, post, categories);
    uint32_t i;
    if (!one || !has_several_lists(archive, post->main, categories)) PDX_TRY(add_items_of(self, number, post->main, categories, err));
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t which = archive->post_appearances.data[post->first_appearance + i];
        if (which == post->main || (one && has_several_lists(archive, which, categories))) continue;
        PDX_TRY(add_items_of(self, number, which, categories, err));
    }
    return PDX_OK;
}

static pdx_status unite_items(stretch *self, uint32_t number, pdx_error *err) {
    archive_post *post = &self->archive->posts.data[number];
    post->first_item = (uint32_t)self->items.len;
    PDX_TRY(add_items(self, number, false, err));
    post->n_tags = (uint32_t)self->items.len - post->first_item;
    PDX_TRY(add_items(self, number, true, err));
    post->n_categories = (uint32_t)self->items.len - post->first_item - post->n_tags;
    return PDX_OK;
}

static bool says_more(const pdx_date *date, const pdx_date *than) {
    if ((date->year != 0) != (than->year != 0)) return date->year != 0;
    return date->precision > than->precision;
}

/* Bounds that contradict each other cannot all hold: those of the appearance that prints the date do, or of the fullest. */
static void bounds_settle(const pdx_archive *archive, archive_post *post) {
    const uint32_t number = post->published != PDX_NONE ? post->published : post->main;
    const archive_appearance *all = archive->appearances.data;
    if (post->bounds_lower == PDX_NONE || post->bounds_upper == PDX_NONE) return;
    if (all[post->bounds_lower].bounds.not_before <= all[post->bounds_upper].bounds.before) return;
    post->bounds_lower = all[number].bounds.not_before == PDX_NO_DAY ? PDX_NONE : number;
    post->bounds_upper = all[number].bounds.before == PDX_NO_DAY ? PDX_NONE : number;
}

/* The printed date that says most counts; the tightest bounds of any appearance hold for the post. */
static pdx_status unite_dates(const pdx_archive *archive, archive_post *post, archive_bound_refs *bounds, pdx_error *err) {
    uint32_t i, k;
    post->published = post->bounds_lower = post->bounds_upper = PDX_NONE;
    post->first_bound = (uint32_t)bounds->len;
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t number = archive->post_appearances.data[post->first_appearance + i];
        const archive_appearance *a = &archive->appearances.data[number];
        if (a->published.precision > PDX_PRECISION_NONE &&
            (post->published == PDX_NONE || says_more(&a->published, &archive->appearances.data[post->published].published))) {
            post->published = number;
        }
        if (a->bounds.not_before != PDX_NO_DAY &&
            (post->bounds_lower == PDX_NONE || a->bounds.not_before > archive->appearances.data[post->bounds_lower].bounds.not_before)) {
            post->bounds_lower = number;
        }
        if (a->bounds.before != PDX_NO_DAY &&
            (post->bounds_upper == PDX_NONE || a->bounds.before < archive->appearances.data[post->bounds_upper].bounds.before)) {
            post->bounds_upper = number;
        }
        for (k = 0; k < a->bounds.n_evidence; k++) {
            archive_bound_ref ref;
            ref.page = a->page;
            ref.evidence = a->bounds.first_evidence + k;
            if (!PDX_VEC_PUSH(bounds, ref)) return pdx_fail_memory(err);
        }
    }
    post->n_bounds = (uint32_t)bounds->len - post->first_bound;
    bounds_settle(archive, post);
    return PDX_OK;
}

/* English where neither the post nor its page says anything else: its stemmer is the default. A record's page is told by the same text. */
static pdx_lang post_language(const pdx_archive *archive, const archive_post *post) {
    const archive_page *page = &archive->pages.data[archive->appearances.data[post->main].page];
    const pdx_range range = archive_entry(archive, post->main)->range;
    const pdx_span text = pdx_span_slice(page->cut.text, (size_t)range.begin, (size_t)range.end);
    const pdx_lang fallback = page->cut.language != PDX_LANG_NONE ? page->cut.language : PDX_LANG_EN;
    return archive_is_record(archive, page) ? fallback : archive_language(archive, text, fallback);
}

/* What a post takes, as a pace counts: its text is read where its language is not given. */
static uint64_t post_work(const pdx_archive *archive, const archive_post *post) {
    const pdx_range range = archive_entry(archive, post->main)->range;
    return POST_WORK + FACTS_WORK * (uint64_t)post->n_appearances + (archive->language == PDX_LANG_NONE ? range.end - range.begin : 0);
}

/* Which appearance of a post is its main one is not known yet, and other threads are about to say it of theirs: the first is mostly the only one. */
static void fetch_ahead(const pdx_archive *archive, uint32_t post) {
    enum { AHEAD = 6 };
    if (archive->posts.len - post <= AHEAD) return;
    const uint32_t first = archive->post_appearances.data[archive->posts.data[post + AHEAD].first_appearance];
    const pdx_page *cut = &archive->pages.data[archive->appearances.data[first].page].cut;
    PDX_PREFETCH(cut->entries);
    PDX_PREFETCH(cut->parts);
    PDX_PREFETCH(cut->items);
}

static pdx_status stretch_unite(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    stretch *self = (stretch *)context + piece;
    pdx_archive *archive = self->archive;
    pdx_pace pace = pdx_pace_of(tick, archive->posts.len);
    (void)lane;
    PDX_TRY(pdx_tokens_new(archive->analyzer, &self->tokens, err));
    for (uint32_t i = self->begin; i < self->end; i++) {
        archive_post *post = &archive->posts.data[i];
        fetch_ahead(archive, i);
        post->main = fullest(archive, post);
        post->language = post_language(archive, post);
        PDX_TRY(unite_items(self, i, err));
        PDX_TRY(unite_dates(archive, post, &self->bounds, err));
        PDX_TRY(pdx_pace_step(&pace, post_work(archive, post), i, err));
    }
    return PDX_OK;
}

static void stretch_deinit(stretch *self) {
    pdx_tokens_free(self->tokens);
    pdx_buf_deinit(&self->key);
    pdx_map_deinit(&self->printed);
    PDX_VEC_DEINIT(&self->numbers);
    PDX_VEC_DEINIT(&self->last_post);
    pdx_map_deinit(&self->labels);
    PDX_VEC_DEINIT(&self->label_items);
    PDX_VEC_DEINIT(&self->items);
    PDX_VEC_DEINIT(&self->bounds);
}

/* ---- all stretches, one behind the other */

/* What the first of them has is the archive's, as it is. */
static void first_join(pdx_archive *archive, stretch *self) {
    archive->labels = self->labels;
    archive->label_items = self->label_items;
    archive->items = self->items;
    archive->bound_refs = self->bounds;
    pdx_map_init(&self->labels);
    PDX_VEC_INIT(&self->label_items);
    PDX_VEC_INIT(&self->items);
    PDX_VEC_INIT(&self->bounds);
}

/* The numbers of the stretch's labels in the archive, which come there in the order in which they are printed first. */
static bool labels_join(pdx_archive *archive, stretch *self) {
    const uint32_t n_items = (uint32_t)archive->items.len;
    self->numbers.len = 0;
    for (uint32_t i = 0; i < pdx_map_count(&self->labels); i++) {
        const uint32_t label = pdx_map_intern(&archive->labels, pdx_map_key(&self->labels, i));
        if (label == PDX_MAP_NONE || !PDX_VEC_PUSH(&self->numbers, label)) return false;
        if (label == archive->label_items.len && !PDX_VEC_PUSH(&archive->label_items, n_items + self->label_items.data[i])) return false;
    }
    return true;
}

static bool stretch_join(pdx_archive *archive, stretch *self) {
    const uint32_t n_items = (uint32_t)archive->items.len, n_bounds = (uint32_t)archive->bound_refs.len;
    if (!labels_join(archive, self) || !PDX_VEC_RESERVE(&archive->items, n_items + self->items.len) ||
        !PDX_VEC_RESERVE(&archive->bound_refs, n_bounds + self->bounds.len)) {
        return false;
    }
    for (size_t i = 0; i < self->items.len; i++) {
        archive_item item = self->items.data[i];
        item.label = self->numbers.data[item.label];
        archive->items.data[archive->items.len++] = item;
    }
    for (size_t i = 0; i < self->bounds.len; i++) archive->bound_refs.data[archive->bound_refs.len++] = self->bounds.data[i];
    for (uint32_t i = self->begin; i < self->end; i++) {
        archive->posts.data[i].first_item += n_items;
        archive->posts.data[i].first_bound += n_bounds;
    }
    return true;
}

pdx_status archive_unite_fields(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    const size_t n_posts = archive->posts.len;
    const unsigned n = pdx_crew_size(archive->n_threads, n_posts / STRETCH_POSTS);
    stretch stretches[PDX_CREW_MAX];
    pdx_status status;
    for (unsigned i = 0; i < n; i++) {
        memset(&stretches[i], 0, sizeof stretches[i]);
        pdx_map_init(&stretches[i].printed);
        pdx_map_init(&stretches[i].labels);
        stretches[i].archive = archive;
        stretches[i].begin = (uint32_t)pdx_piece_begin(n_posts, n, i);
        stretches[i].end = (uint32_t)pdx_piece_begin(n_posts, n, i + 1);
    }
    status = pdx_crew_run(n, n, stretch_unite, stretches, tick, err);
    if (status == PDX_OK) first_join(archive, &stretches[0]);
    for (unsigned i = 1; i < n && status == PDX_OK; i++) {
        if (!stretch_join(archive, &stretches[i])) status = pdx_fail_memory(err);
    }
    for (unsigned i = 0; i < n; i++) stretch_deinit(&stretches[i]);
    return status;
}

pdx_status archive_unite_again(pdx_archive *archive, uint32_t number, pdx_error *err) {
    archive_post *post = &archive->posts.data[number];
    post->language = post_language(archive, post);
    return unite_dates(archive, post, &archive->bound_refs, err);
}
