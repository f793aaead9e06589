#include "archive/ask/said.h"

#include <string.h>

#include "archive/model/contents.h"

/* What WordPress calls posts and their states: to ask for one that an archive has not is no mistake. */
static const char *const kinds[] = {"post", "page", "attachment", "revision", "nav_menu_item"};
static const char *const states[] = {"publish", "future", "draft", "pending", "private", "trash", "auto-draft", "inherit"};

enum { SHOWN = 8 };

typedef struct said {
    const pdx_archive *archive;
    pdx_role role;
    pdx_span unsaid;
    pdx_buf wanted, folded; /* owned */
    pdx_span shown[SHOWN];  /* the first values that differ, as they are said; in the archive's pages */
    size_t n_shown;
} said;

/* The first part of a role in an appearance. */
static bool said_in(const pdx_archive *archive, uint32_t appearance, pdx_role role, pdx_part_place *out) {
    const pdx_appearance_info info = pdx_archive_appearance(archive, appearance);
    for (uint32_t k = 0; k < info.n_parts + info.n_said; k++) { /* of its text, then what markup says of it, of which what counts */
        const uint32_t i = k < info.n_parts ? info.first_part + k : info.first_said + (k - info.n_parts);
        const pdx_part_info part = pdx_page_part_at(archive, info.page, i);
        if (part.role != role || part.range.begin == part.range.end || (k >= info.n_parts && part.probability < 0.5f)) continue;
        *out = (pdx_part_place){info.page, i, pdx_archive_page(archive, info.page).layer, part.range};
        return true;
    }
    return false;
}

bool pdx_post_said(const pdx_archive *archive, uint32_t post, pdx_role role, pdx_part_place *out) {
    const pdx_post_info info = pdx_archive_post(archive, post);
    if (said_in(archive, info.appearance, role, out)) return true;
    for (uint32_t i = 0; i < info.n_appearances; i++) {
        if (said_in(archive, pdx_post_appearance(archive, post, i), role, out)) return true;
    }
    return false;
}

static pdx_span said_of(const said *self, uint32_t post) {
    pdx_part_place place;
    if (!pdx_post_said(self->archive, post, self->role, &place)) return self->unsaid;
    return pdx_layer_text(self->archive, place.layer, place.range);
}

static void show(said *self, pdx_span text) {
    for (size_t i = 0; i < self->n_shown; i++) {
        if (pdx_span_equal(self->shown[i], text)) return;
    }
    if (self->n_shown < SHOWN) self->shown[self->n_shown++] = text;
}

static bool is_known(const said *self) {
    const char *const *words = self->role == PDX_ROLE_KIND ? kinds : states;
    const size_t n = self->role == PDX_ROLE_KIND ? PDX_COUNTOF(kinds) : PDX_COUNTOF(states);
    for (size_t i = 0; i < n; i++) {
        if (pdx_span_equal(pdx_span_str(words[i]), pdx_buf_view(&self->wanted))) return true;
    }
    return false;
}

static pdx_status nobody_says(const said *self, pdx_span value, pdx_error *err) {
    const char *name = pdx_role_name(self->role);
    pdx_buf list;
    pdx_status status;
    pdx_buf_init(&list);
    for (size_t i = 0; i < self->n_shown; i++) {
        if (i > 0) pdx_buf_str(&list, ", ");
        pdx_buf_span(&list, pdx_span_slice(self->shown[i], 0, pdx_min_size(self->shown[i].len, 40)));
    }
    status = pdx_fail(err, PDX_EQUERY, PDX_NO_OFFSET, "%s: no post says \"%.*s\"; what they say: %.*s", name, (int)pdx_min_size(value.len, 60),
                      (const char *)value.data, list.len == 0 ? 7 : (int)list.len, list.len == 0 ? "nothing" : (const char *)list.data);
    pdx_buf_deinit(&list);
    return status;
}

static pdx_status posts_mark(said *self, pdx_span value, pdx_bitmap *certain, pdx_error *err) {
    bool any = false;
    pdx_analyzer_fold(self->archive->analyzer, value, PDX_LANG_NONE, &self->wanted);
    for (uint32_t post = 0; post < certain->n; post++) {
        const pdx_span text = said_of(self, post);
        if (text.len == 0) continue;
        pdx_buf_reset(&self->folded);
        pdx_analyzer_fold(self->archive->analyzer, text, PDX_LANG_NONE, &self->folded);
        if (self->folded.failed || self->wanted.failed) return pdx_fail_memory(err);
        show(self, text);
        if (!pdx_span_equal(pdx_buf_view(&self->folded), pdx_buf_view(&self->wanted))) continue;
        pdx_bitmap_set(certain, post);
        any = true;
    }
    return any || is_known(self) ? PDX_OK : nobody_says(self, value, err);
}

pdx_status archive_filter_said(const pdx_archive *archive, pdx_role role, pdx_span value, pdx_span unsaid, pdx_bitmap *certain, pdx_error *err) {
    said self;
    pdx_status status;
    memset(&self, 0, sizeof self);
    self.archive = archive;
    self.role = role;
    self.unsaid = unsaid;
    pdx_buf_init(&self.wanted);
    pdx_buf_init(&self.folded);
    status = posts_mark(&self, value, certain, err);
    pdx_buf_deinit(&self.wanted);
    pdx_buf_deinit(&self.folded);
    return status;
}
