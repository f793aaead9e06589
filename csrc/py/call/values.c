#include "py/call/values.h"

#include "py/call/post_text.h"

static pdx_span some(pdx_span text) { return text.data == NULL ? pdx_span_of("", 0) : text; }

/* The bytes with what is ill-formed replaced. */
static bool text_mend(pdx_py_values *values, pdx_span text, pdx_span *out) {
    pdx_buf_reset(&values->scratch);
    pdx_text_append(text, &values->scratch);
    if (values->scratch.failed) return false;
    return pdx_py_value_copy(values, pdx_buf_view(&values->scratch), out);
}

bool pdx_py_value_copy(pdx_py_values *values, pdx_span text, pdx_span *out) {
    *out = some(text);
    if (text.len == 0) return true;
    void *copy = pdx_py_room_take(&values->room, text.len);
    if (copy == NULL) return false;
    *out = pdx_span_of(memcpy(copy, text.data, text.len), text.len);
    return true;
}

bool pdx_py_value_text(pdx_py_values *values, pdx_span text, pdx_span *out) {
    *out = some(text);
    return pdx_text_is_well_formed(text) || text_mend(values, text, out);
}

static bool name_write(pdx_py_values *values, pdx_span name, pdx_span *out) {
    *out = some(name);
    if (pdx_text_is_well_formed(name)) return true;
    pdx_buf_reset(&values->scratch);
    pdx_name_append(name, &values->scratch);
    return !values->scratch.failed && pdx_py_value_copy(values, pdx_buf_view(&values->scratch), out);
}

static bool lasting_write(pdx_py_values *values, pdx_span text, bool (*write)(pdx_py_values *, pdx_span, pdx_span *), pdx_span *out) {
    const bool again = text.data != NULL && text.data == values->last.data && text.len == values->last.len;
    if (!again && !write(values, text, &values->last_put)) return false;
    values->last = text;
    *out = values->last_put;
    return true;
}

bool pdx_py_value_lasting_text(pdx_py_values *values, pdx_span text, pdx_span *out) { return lasting_write(values, text, pdx_py_value_text, out); }
bool pdx_py_value_name(pdx_py_values *values, pdx_span name, pdx_span *out) { return lasting_write(values, name, name_write, out); }

/* Whether a stretch of a well-formed text begins and ends between characters. */
static bool is_whole(pdx_span text) {
    size_t back = 1;
    if (text.len == 0) return true;
    if ((text.data[0] & 0xC0) == 0x80) return false;
    if (text.data[text.len - 1] < 0x80) return true;
    while (back < text.len && back < 4 && (text.data[text.len - back] & 0xC0) == 0x80) back++;
    return text.data[text.len - back] >= (back == 4   ? 0xF0
                                          : back == 3 ? 0xE0
                                                      : 0xC0) &&
           text.data[text.len - back] < (back == 4   ? 0xF8
                                         : back == 3 ? 0xF0
                                                     : 0xE0);
}

bool pdx_py_value_layer_text(pdx_py_values *values, const pdx_archive *archive, uint32_t layer, pdx_span text, pdx_span *out) {
    *out = some(text);
    if (pdx_layer_is_well_formed(archive, layer) && is_whole(text)) return true;
    return pdx_py_value_text(values, text, out);
}

pdx_span pdx_py_value_role(uint8_t role) { return pdx_span_str(pdx_role_name((pdx_role)role)); }

bool pdx_py_value_place(pdx_py_values *values, size_t i, const pdx_archive *archive, uint32_t layer, pdx_range range, pdx_py_place which) {
    switch (which) {
        case PDX_PY_PLACE_SOURCE:
            return pdx_py_value_name(values, pdx_archive_source(archive, pdx_archive_layer(archive, layer).source).name, &values->texts[i]);
        case PDX_PY_PLACE_LINE: values->integers[i] = (int64_t)pdx_layer_line(archive, layer, range.begin); break;
        case PDX_PY_PLACE_BEGIN: values->integers[i] = (int64_t)pdx_layer_source_range(archive, layer, range).begin; break;
        case PDX_PY_PLACE_END: values->integers[i] = (int64_t)pdx_layer_source_range(archive, layer, range).end; break;
    }
    return true;
}

/* ------------------------------------------------------------------ posts */

enum { TEXTS_AHEAD = 16 };

/* Titles of hits stand anywhere in memory: each is asked for while those before it are looked at. */
static void text_fetch(pdx_span text) {
    if (text.len == 0) return;
    PDX_PREFETCH(text.data);
    PDX_PREFETCH(text.data + text.len - 1);
}

static bool titles(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts) {
    bool kept = true;
    pdx_archive_titles(archive, posts, values->n, values->texts);
    for (size_t i = 0; i < values->n && i < TEXTS_AHEAD; i++) text_fetch(values->texts[i]);
    for (size_t i = 0; kept && i < values->n; i++) {
        if (i + TEXTS_AHEAD < values->n) text_fetch(values->texts[i + TEXTS_AHEAD]);
        if (values->texts[i].data != NULL) kept = pdx_py_value_lasting_text(values, values->texts[i], &values->texts[i]);
    }
    return kept;
}

static void days(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts, pdx_day_kind kind) {
    pdx_archive_days(archive, kind, posts, values->n, values->integers);
    for (size_t i = 0; i < values->n; i++) values->integers[i] = pdx_py_value_day(values->integers[i]);
}

/* The items of one post are appended. */
static bool list(pdx_py_values *values, const pdx_archive *archive, uint32_t post, bool categories) {
    const uint32_t n = categories ? pdx_post_n_categories(archive, post) : pdx_post_n_tags(archive, post);
    for (uint32_t i = 0; i < n; i++) {
        const pdx_item_info item = categories ? pdx_post_category(archive, post, i) : pdx_post_tag(archive, post, i);
        const pdx_span text = pdx_layer_text(archive, item.layer, item.range);
        pdx_span kept;
        if (!pdx_py_value_text(values, text, &kept)) return false;
        pdx_buf_append(&values->items, &kept, sizeof kept);
    }
    return !values->items.failed;
}

static bool optional_text(pdx_py_values *values, pdx_span text, bool stays, pdx_span *out) {
    *out = pdx_py_value_none();
    if (text.len == 0) return true;
    return pdx_py_value_text(values, text, out) && (stays || pdx_py_value_copy(values, *out, out));
}

static bool post_text(pdx_py_values *values, const pdx_archive *archive, uint32_t post, pdx_role_set within, pdx_span *out) {
    pdx_buf text;
    pdx_buf_init(&text);
    pdx_py_post_text(archive, post, within, &text);
    const bool kept = !text.failed && pdx_py_value_text(values, pdx_buf_view(&text), out) && pdx_py_value_copy(values, *out, out);
    pdx_buf_deinit(&text);
    return kept;
}

static bool said(pdx_py_values *values, const pdx_archive *archive, uint32_t post, pdx_role role, pdx_span *out) {
    return optional_text(values, pdx_py_post_said(archive, post, role).text, true, out);
}

/* The moment in ISO 8601, where it can be read; else as it is printed. */
static bool updated(pdx_py_values *values, const pdx_archive *archive, uint32_t post, const char *language, pdx_span *out) {
    const pdx_py_field field = pdx_py_post_said(archive, post, PDX_ROLE_UPDATED);
    if (field.text.len == 0) return optional_text(values, field.text, true, out);
    const pdx_date_info date = pdx_text_date(field.text, language);
    if (date.iso[0] == '\0') return optional_text(values, field.text, true, out);
    return optional_text(values, pdx_span_str(date.iso), false, out);
}

/* Row i of the columns that are told post by post. */
static bool post_value(pdx_py_values *values, size_t i, const pdx_archive *archive, uint32_t post, pdx_py_post_column column, pdx_role_set within) {
    const pdx_post_info info = pdx_archive_post(archive, post);
    switch (column) {
        case PDX_PY_POST_AUTHOR: return optional_text(values, pdx_py_post_author(archive, post).text, true, &values->texts[i]);
        case PDX_PY_POST_ISO: return optional_text(values, pdx_span_str(pdx_post_published(archive, post).iso), false, &values->texts[i]);
        case PDX_PY_POST_LANGUAGE: return optional_text(values, pdx_span_str(info.language), false, &values->texts[i]);
        case PDX_PY_POST_URL: return said(values, archive, post, PDX_ROLE_ADDRESS, &values->texts[i]);
        case PDX_PY_POST_STATUS: return said(values, archive, post, PDX_ROLE_STATUS, &values->texts[i]);
        case PDX_PY_POST_UPDATED: return updated(values, archive, post, info.language, &values->texts[i]);
        case PDX_PY_POST_KIND:
            if (!said(values, archive, post, PDX_ROLE_KIND, &values->texts[i])) return false;
            if (values->texts[i].data == NULL) values->texts[i] = pdx_span_str(PDX_KIND_UNSAID);
            return true;
        case PDX_PY_POST_TEXT: return post_text(values, archive, post, within, &values->texts[i]);
        case PDX_PY_POST_WORDS: values->integers[i] = (int64_t)info.n_words; return true;
        case PDX_PY_POST_APPEARANCES: values->integers[i] = (int64_t)info.n_appearances; return true;
        case PDX_PY_POST_CONFIDENCE: values->reals[i] = (double)pdx_archive_appearance(archive, info.appearance).probability; return true;
        default: return true;
    }
}

enum { POST_WORK = 64 }; /* what a value takes that is no long text, as a pace counts */

static pdx_status post_values(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts, pdx_py_post_column column,
                              pdx_role_set within, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(values->tick, 0);
    for (size_t i = 0; i < values->n; i++) {
        if (!post_value(values, i, archive, posts[i], column, within)) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(&pace, column == PDX_PY_POST_TEXT ? POST_WORK + values->texts[i].len : POST_WORK, 0, err));
    }
    return PDX_OK;
}

static bool post_places(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts, pdx_py_place which) {
    bool kept = true;
    for (size_t i = 0; kept && i < values->n; i++) {
        uint32_t layer;
        const pdx_range range = pdx_post_place(archive, posts[i], &layer);
        kept = pdx_py_value_place(values, i, archive, layer, range, which);
    }
    return kept;
}

pdx_status pdx_py_values_posts(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts, pdx_py_post_column column,
                               pdx_role_set within, pdx_error *err) {
    bool kept = true;
    switch (column) {
        case PDX_PY_POST_NUMBER:
            for (size_t i = 0; i < values->n; i++) values->integers[i] = pdx_py_value_number(posts[i]);
            return PDX_OK;
        case PDX_PY_POST_TITLE: return titles(values, archive, posts) ? PDX_OK : pdx_fail_memory(err);
        case PDX_PY_POST_PUBLISHED: days(values, archive, posts, PDX_DAY_PUBLISHED); return PDX_OK;
        case PDX_PY_POST_NOT_BEFORE: days(values, archive, posts, PDX_DAY_NOT_BEFORE); return PDX_OK;
        case PDX_PY_POST_BEFORE: days(values, archive, posts, PDX_DAY_BEFORE); return PDX_OK;
        case PDX_PY_POST_TAGS:
        case PDX_PY_POST_CATEGORIES:
            for (size_t i = 0; kept && i < values->n; i++) {
                kept = list(values, archive, posts[i], column == PDX_PY_POST_CATEGORIES);
                values->ends[i] = pdx_py_values_n_items(values);
            }
            return kept ? PDX_OK : pdx_fail_memory(err);
        case PDX_PY_POST_SOURCE: kept = post_places(values, archive, posts, PDX_PY_PLACE_SOURCE); return kept ? PDX_OK : pdx_fail_memory(err);
        case PDX_PY_POST_LINE: kept = post_places(values, archive, posts, PDX_PY_PLACE_LINE); return kept ? PDX_OK : pdx_fail_memory(err);
        case PDX_PY_POST_BEGIN: kept = post_places(values, archive, posts, PDX_PY_PLACE_BEGIN); return kept ? PDX_OK : pdx_fail_memory(err);
        case PDX_PY_POST_END: kept = post_places(values, archive, posts, PDX_PY_PLACE_END); return kept ? PDX_OK : pdx_fail_memory(err);
        default: break;
    }
    return post_values(values, archive, posts, column, within, err);
}
