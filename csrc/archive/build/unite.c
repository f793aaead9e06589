#include <string.h>

#include "archive/build/replaced.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "text/tokens.h"

enum { FACTS_WORK = 64, POST_WORK = 1024 }; /* what the facts of an appearance take, and the fields of a post, as a pace counts */

static bool is_body(uint8_t role) { return pdx_role_group((pdx_role)role) == PDX_GROUP_BODY; }

/* From the first body part to the last, as it stands. */
static pdx_span body_of(const pdx_page *cut, const pdx_page_entry *entry) {
    uint64_t begin = UINT64_MAX, end = 0;
    uint32_t i;
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (!is_body(cut->parts[i].role)) continue;
        if (begin == UINT64_MAX) begin = cut->parts[i].range.begin;
        end = cut->parts[i].range.end;
    }
    return begin == UINT64_MAX ? pdx_span_of(NULL, 0) : pdx_span_slice(cut->text, (size_t)begin, (size_t)end);
}

static bool is_whole_address(pdx_span text) {
    const uint8_t *colon = text.len == 0 ? NULL : memchr(text.data, ':', text.len);
    return colon != NULL && pdx_span_starts(pdx_span_slice(text, (size_t)(colon - text.data), text.len), pdx_span_str("://"));
}

/* What an item of an export or a feed says that its address is: under it the same post comes again. Rows of JSON lines are each a post. Addresses that are
 * relative say nothing beside another site's. */
static pdx_span address_of(const pdx_archive *archive, const archive_page *page, const pdx_page_entry *entry) {
    if (archive_is_row(archive, page)) return pdx_span_of(NULL, 0);
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        pdx_span text;
        if (archive_page_part(page, i)->role != PDX_ROLE_ADDRESS) continue;
        text = archive_part_text(page, i);
        return is_whole_address(text) ? text : pdx_span_of(NULL, 0);
    }
    return pdx_span_of(NULL, 0);
}

pdx_span archive_entry_body(const archive_page *page, uint32_t entry) { return body_of(&page->cut, archive_entry_of(page, entry)); }

pdx_appearance_facts archive_facts_of(const pdx_archive *archive, uint32_t number) {
    const archive_appearance *appearance = archive_appearance_at(archive, number);
    const archive_page *page = archive_page_at(archive, appearance->page);
    const pdx_page_entry *entry;
    pdx_appearance_facts facts;
    memset(&facts, 0, sizeof facts);
    facts.page = appearance->page;
    entry = archive_entry_of(page, appearance->entry);
    if (archive_is_record(archive, page)) {
        facts.address = address_of(archive, page, entry);
        facts.record = facts.address.len == 0;
        if (facts.record) return facts; /* is compared with nothing */
    }
    if (entry->title != PDX_PAGE_NO_PART) facts.title = archive_part_text(page, entry->title);
    facts.body = body_of(&page->cut, entry);
    facts.published = appearance->published;
    facts.excerpt = entry->excerpt;
    return facts;
}

/* What is of no post any more is compared with nothing. */
static pdx_appearance_facts facts_of(const pdx_archive *archive, uint32_t number) {
    pdx_appearance_facts facts = {.page = archive->appearances.data[number].page, .record = true};
    if (number < archive->n_settled && archive->appearances.data[number].post == PDX_NONE) return facts;
    return archive_facts_of(archive, number);
}

/* Each appearance a post of its own. */
static void number_posts(pdx_archive *archive, uint32_t *n_posts) {
    uint32_t i;
    for (i = 0; i < archive->appearances.len; i++) archive->appearances.data[i].post = i;
    *n_posts = i;
}

static bool has_only_rows(const pdx_archive *archive) {
    size_t i;
    for (i = 0; i < archive->sources.len; i++) {
        if (archive->sources.data[i].form != PDX_SOURCE_JSONL) return false;
    }
    return true;
}

/* Posts that were decided stay what they are; what is new joins the first of those it is an appearance of. `groups` of appearances are
 * made the numbers of their posts. */
static pdx_status settle_posts(const pdx_archive *archive, uint32_t *groups, uint32_t n_groups, uint32_t *n_posts, pdx_error *err) {
    uint32_t *posts = pdx_resize_array(NULL, n_groups, sizeof *posts); /* of each group */
    if (posts == NULL) return pdx_fail_memory(err);
    memset(posts, 0xFF, n_groups * sizeof *posts);
    static_assert(PDX_NONE == UINT32_MAX, "all bits");
    for (uint32_t i = 0; i < archive->n_settled; i++) {
        const uint32_t post = archive->appearances.data[i].post;
        if (post < posts[groups[i]]) posts[groups[i]] = post;
        groups[i] = post;
    }
    *n_posts = (uint32_t)archive->whole.chosen.len;
    for (size_t i = archive->n_settled; i < archive->appearances.len; i++) {
        uint32_t *post = &posts[groups[i]];
        if (*post == PDX_NONE) *post = (*n_posts)++;
        groups[i] = *post;
    }
    pdx_free(posts);
    return PDX_OK;
}

/* Settled posts of other parts that have gained nothing, and lost nothing while they stand elsewhere, are left out: their appearances are of none here, those behind move up. */
static pdx_status unchanged_leave(pdx_archive *archive, uint32_t *posts, uint32_t *n_posts, pdx_error *err) {
    archive_numbers *chosen = &archive->whole.chosen;
    uint32_t *numbers = pdx_alloc_zero(*n_posts, sizeof *numbers); /* 0: left out, until they are given */
    uint32_t n = 0;
    if (numbers == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < chosen->len; i++) numbers[i] = archive_post_row(archive->of[0], chosen->data[i]) >= archive->whole.first_row;
    for (size_t i = archive->n_settled; i < archive->appearances.len; i++) numbers[posts[i]] = 1;
    if (archive_replaced_mark(archive, posts, *n_posts, numbers, err) != PDX_OK) {
        pdx_free(numbers);
        return PDX_ENOMEM;
    }
    for (uint32_t i = 0; i < *n_posts; i++) {
        if (numbers[i] != 0 && i < chosen->len) chosen->data[n] = chosen->data[i];
        numbers[i] = numbers[i] == 0 ? PDX_NONE : n++;
    }
    for (size_t i = 0; i < archive->appearances.len; i++) {
        if (posts[i] != PDX_NONE) posts[i] = numbers[posts[i]];
    }
    while (chosen->len > 0 && numbers[chosen->len - 1] == PDX_NONE) chosen->len--;
    chosen->len = chosen->len == 0 ? 0 : numbers[chosen->len - 1] + 1;
    *n_posts = n;
    pdx_free(numbers);
    return PDX_OK;
}

static pdx_status decide_posts(pdx_archive *archive, const pdx_tick *tick, uint32_t *n_posts, pdx_error *err) {
    const size_t n = archive->appearances.len;
    pdx_appearance_facts *facts = pdx_resize_array(NULL, n, sizeof *facts);
    uint32_t *posts = pdx_resize_array(NULL, n, sizeof *posts);
    pdx_pace pace = pdx_pace_of(tick, 0);
    pdx_status status = PDX_ENOMEM;
    size_t i;
    if (facts != NULL && posts != NULL) {
        status = PDX_OK;
        for (i = 0; i < n && status == PDX_OK; i++) {
            facts[i] = facts_of(archive, (uint32_t)i);
            status = pdx_pace_step(&pace, FACTS_WORK, 0, err);
        }
        if (status == PDX_OK) status = pdx_identity_unite(facts, n, posts, n_posts, tick, err);
        if (status == PDX_OK) status = archive_same_addresses(archive, posts, n_posts, err);
        if (status == PDX_OK && archive->n_settled > 0) status = settle_posts(archive, posts, *n_posts, n_posts, err);
        if (status == PDX_OK && archive->n_settled > 0) status = archive_replaced_match(archive, posts, *n_posts, tick, err);
        if (status == PDX_OK && archive->n_settled > 0) status = unchanged_leave(archive, posts, n_posts, err);
        for (i = 0; status == PDX_OK && i < n; i++) archive->appearances.data[i].post = archive_is_replaced(archive, (uint32_t)i) ? PDX_NONE : posts[i];
    } else {
        (void)pdx_fail_memory(err);
    }
    pdx_free(facts);
    pdx_free(posts);
    return status;
}

/* Which posts there are, in the numbers of appearances. */
static pdx_status know_posts(pdx_archive *archive, bool apart, const pdx_tick *tick, uint32_t *n_posts, pdx_error *err) {
    if (archive->n_settled == archive->appearances.len && archive->of[0] != NULL && pdx_bitmap_next(&archive->whole.replaced, 0) >= archive->whole.replaced.n) {
        *n_posts = (uint32_t)archive->whole.chosen.len; /* all are decided */
        return PDX_OK;
    }
    if (archive->n_settled > 0 || !(apart || has_only_rows(archive))) return decide_posts(archive, tick, n_posts, err);
    number_posts(archive, n_posts); /* they are compared with nothing */
    return PDX_OK;
}

/* Settled posts keep their ordinals, new ones are given the next. */
static pdx_status give_ordinals(pdx_archive *archive, uint32_t n_posts, pdx_error *err) {
    archive_whole *whole = &archive->whole;
    if (archive->of[0] == NULL) return PDX_OK;
    whole->n_ordinals = archive_n_ordinals(archive->of[0]);
    if (!PDX_VEC_RESERVE(&whole->ordinals, n_posts)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n_posts; i++) whole->ordinals.data[i] = i < whole->chosen.len ? archive_post_ordinal(archive->of[0], whole->chosen.data[i]) : whole->n_ordinals++;
    whole->ordinals.len = n_posts;
    return PDX_OK;
}

/* Lists each post's appearances in order (a counting sort). */
static pdx_status list_appearances(pdx_archive *archive, uint32_t n_posts, pdx_error *err) {
    uint32_t i, at = 0, n = 0;
    if (!PDX_VEC_RESERVE(&archive->posts, n_posts) || !PDX_VEC_RESERVE(&archive->post_appearances, archive->appearances.len)) {
        return pdx_fail_memory(err);
    }
    if (n_posts > 0) memset(archive->posts.data, 0, n_posts * sizeof *archive->posts.data);
    archive->posts.len = n_posts;
    for (i = 0; i < archive->appearances.len; i++) {
        if (archive->appearances.data[i].post == PDX_NONE) continue;
        archive->posts.data[archive->appearances.data[i].post].n_appearances++;
        n++;
    }
    archive->post_appearances.len = n;
    for (i = 0; i < n_posts; i++) {
        archive->posts.data[i].first_appearance = at;
        at += archive->posts.data[i].n_appearances;
        archive->posts.data[i].n_appearances = 0;
    }
    for (i = 0; i < archive->appearances.len; i++) {
        if (archive->appearances.data[i].post == PDX_NONE) continue;
        archive_post *post = &archive->posts.data[archive->appearances.data[i].post];
        archive->post_appearances.data[post->first_appearance + post->n_appearances++] = i;
    }
    for (i = 0; i < n_posts; i++) { /* bytes from a disk may say that a post is there, and no page that it stands on */
        if (archive->posts.data[i].n_appearances == 0) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a post stands on no page");
    }
    return PDX_OK;
}

/* How full an appearance is: whole before excerpt, then the longest body, then the most around it. */
typedef struct fullness {
    bool whole;
    size_t body, entry;
} fullness;

static fullness fullness_of(const pdx_archive *archive, uint32_t appearance) {
    const pdx_appearance_facts facts = facts_of(archive, appearance);
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

/* Scratch of one pass over the posts. */
typedef struct uniter {
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_map printed;             /* tags and categories as they are printed (with a kind byte): few, and printed again and again */
    PDX_VEC(uint32_t) labels;    /* printed -> label */
    PDX_VEC(uint32_t) last_post; /* label -> the last post that was given it, plus one */
} uniter;

/* The label of a text that was not printed before. */
static pdx_status new_label(pdx_archive *archive, uniter *self, pdx_span text, uint8_t kind, uint32_t *label, pdx_error *err) {
    PDX_TRY(archive_fold_words(self->tokens, text, kind, &self->key, err));
    if (self->key.len == 1) pdx_buf_span(&self->key, text); /* no words in it: compared as written */
    *label = pdx_map_intern(&archive->labels, pdx_buf_view(&self->key));
    if (*label == PDX_MAP_NONE || self->key.failed) return pdx_fail_memory(err);
    if (*label == self->last_post.len) {
        if (!PDX_VEC_PUSH(&self->last_post, 0u) || !PDX_VEC_PUSH(&archive->label_items, (uint32_t)archive->items.len)) return pdx_fail_memory(err);
    }
    return PDX_VEC_PUSH(&self->labels, *label) ? PDX_OK : pdx_fail_memory(err);
}

/* The number of the label that `text` prints. */
static pdx_status intern_label(pdx_archive *archive, uniter *self, pdx_span text, bool category, uint32_t *label, pdx_error *err) {
    const uint8_t kind = category ? ARCHIVE_KIND_CATEGORY : ARCHIVE_KIND_TAG;
    uint32_t printed;
    pdx_buf_reset(&self->key);
    pdx_buf_byte(&self->key, kind);
    pdx_buf_span(&self->key, text);
    printed = self->key.failed ? PDX_MAP_NONE : pdx_map_intern(&self->printed, pdx_buf_view(&self->key));
    if (printed == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (printed == self->labels.len) return new_label(archive, self, text, kind, label, err);
    *label = self->labels.data[printed];
    return PDX_OK;
}

/* Whether item `k` is a tag, or a category: items of unread parts are words that link somewhere. */
static bool is_label(const pdx_page *cut, uint32_t k, bool category) {
    const uint8_t role = cut->parts[cut->items[k].part].role;
    return pdx_role_is_read(role) && (role == PDX_ROLE_CATEGORIES) == category;
}

/* The tags or categories of one appearance that the post does not have yet. */
static pdx_status add_items_of(pdx_archive *archive, uniter *self, uint32_t number, uint32_t which, bool categories, pdx_error *err) {
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
        PDX_TRY(intern_label(archive, self, archive_item_text(archive, &item), categories, &item.label, err));
        if (self->last_post.data[item.label] == number + 1) continue;
        self->last_post.data[item.label] = number + 1;
        if (!PDX_VEC_PUSH(&archive->items, item)) return pdx_fail_memory(err);
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
static pdx_status add_items(pdx_archive *archive, uniter *self, uint32_t number, bool categories, pdx_error *err) {
    const archive_post *post = &archive->posts.data[number];
    const bool one = post->n_appearances > 1 && has_one_list(archive, post, categories);
    uint32_t i;
    if (!one || !has_several_lists(archive, post->main, categories)) PDX_TRY(add_items_of(archive, self, number, post->main, categories, err));
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t which = archive->post_appearances.data[post->first_appearance + i];
        if (which == post->main || (one && has_several_lists(archive, which, categories))) continue;
        PDX_TRY(add_items_of(archive, self, number, which, categories, err));
    }
    return PDX_OK;
}

static pdx_status unite_items(pdx_archive *archive, uniter *self, uint32_t number, pdx_error *err) {
    archive_post *post = &archive->posts.data[number];
    post->first_item = (uint32_t)archive->items.len;
    PDX_TRY(add_items(archive, self, number, false, err));
    post->n_tags = (uint32_t)archive->items.len - post->first_item;
    PDX_TRY(add_items(archive, self, number, true, err));
    post->n_categories = (uint32_t)archive->items.len - post->first_item - post->n_tags;
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
static pdx_status unite_dates(pdx_archive *archive, archive_post *post, pdx_error *err) {
    uint32_t i, k;
    post->published = post->bounds_lower = post->bounds_upper = PDX_NONE;
    post->first_bound = (uint32_t)archive->bound_refs.len;
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t number = archive->post_appearances.data[post->first_appearance + i];
        const archive_appearance *a = &archive->appearances.data[number];
        if (a->published.precision > PDX_PRECISION_NONE &&
            (post->published == PDX_NONE || says_more(&a->published, &archive->appearances.data[post->published].published))) {
            post->published = number;
        }
        if (a->bounds.not_before != PDX_NO_DAY && (post->bounds_lower == PDX_NONE || a->bounds.not_before > archive->appearances.data[post->bounds_lower].bounds.not_before)) {
            post->bounds_lower = number;
        }
        if (a->bounds.before != PDX_NO_DAY && (post->bounds_upper == PDX_NONE || a->bounds.before < archive->appearances.data[post->bounds_upper].bounds.before)) {
            post->bounds_upper = number;
        }
        for (k = 0; k < a->bounds.n_evidence; k++) {
            archive_bound_ref ref;
            ref.page = a->page;
            ref.evidence = a->bounds.first_evidence + k;
            if (!PDX_VEC_PUSH(&archive->bound_refs, ref)) return pdx_fail_memory(err);
        }
    }
    post->n_bounds = (uint32_t)archive->bound_refs.len - post->first_bound;
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

static pdx_status unite_fields(pdx_archive *archive, uniter *self, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, archive->posts.len);
    uint32_t i;
    for (i = 0; i < archive->posts.len; i++) {
        archive_post *post = &archive->posts.data[i];
        archive_fetch_ahead(archive, i);
        post->main = fullest(archive, post);
        post->language = post_language(archive, post);
        PDX_TRY(unite_items(archive, self, i, err));
        PDX_TRY(unite_dates(archive, post, err));
        PDX_TRY(pdx_pace_step(&pace, post_work(archive, post), i, err));
    }
    return PDX_OK;
}

pdx_status archive_unite_again(pdx_archive *archive, uint32_t number, pdx_error *err) {
    archive_post *post = &archive->posts.data[number];
    post->language = post_language(archive, post);
    return unite_dates(archive, post, err);
}

pdx_status archive_unite(pdx_archive *archive, bool apart, const pdx_tick *tick, pdx_error *err) {
    uint32_t n_posts = 0;
    uniter self;
    pdx_status status;
    PDX_TRY(know_posts(archive, apart, tick, &n_posts, err));
    PDX_TRY(give_ordinals(archive, n_posts, err));
    PDX_TRY(list_appearances(archive, n_posts, err));
    memset(&self, 0, sizeof self);
    PDX_TRY(pdx_tokens_new(archive->analyzer, &self.tokens, err));
    pdx_map_init(&self.printed);
    status = unite_fields(archive, &self, tick, err);
    pdx_tokens_free(self.tokens);
    pdx_buf_deinit(&self.key);
    pdx_map_deinit(&self.printed);
    PDX_VEC_DEINIT(&self.labels);
    PDX_VEC_DEINIT(&self.last_post);
    return status;
}
