#include "archive/read/html_said.h"
#include "archive/model/steps.h"
#include "source/html/htmlbeside.h"
#include "source/html/htmlcomments.h"
#include "source/html/htmlentries.h"
#include "source/html/htmlflow.h"
#include "source/html/htmlfragment.h"
#include "source/html/htmlmore.h"
#include "source/html/termaddress.h"
#include "source/markdown/markdownpage.h"

/* What says how bytes are to be read, and nothing else. */
static size_t order_marks(pdx_span bytes) {
    size_t at = 0, spaces = 0;
    while (spaces < bytes.len && pdx_html_is_space(bytes.data[spaces])) spaces++;
    if (!pdx_span_starts(pdx_span_slice(bytes, spaces, bytes.len), pdx_span_str("\xEF\xBB\xBF"))) return 0;
    for (at = spaces; pdx_span_starts(pdx_span_slice(bytes, at, bytes.len), pdx_span_str("\xEF\xBB\xBF"));) at += 3;
    return at;
}

enum { ROOM_MOST = 1 << 20 };

/* Markdown as the HTML that it means: the text of that, which leads back to the bytes of the page. */
static pdx_status marked_text(pdx_span bytes, const pdx_offsets *origin, pdx_htmltext *out, const pdx_tick *tick, pdx_error *err) {
    pdx_markdown_out html;
    pdx_offsets through;
    pdx_status status;
    pdx_markdown_out_init(&html);
    pdx_offsets_init(&through);
    status = pdx_markdown_page(bytes, order_marks(bytes), &html, tick, err);
    if (status == PDX_OK && origin != NULL && !pdx_offsets_join(&through, &html.map, origin)) status = pdx_fail_memory(err);
    through.text = html.html.data;
    if (status == PDX_OK) {
        const pdx_htmltext_source source = {pdx_buf_view(&html.html), 0, origin != NULL ? &through : &html.map};
        status = pdx_htmltext_append(out, &source, tick, err);
    }
    pdx_offsets_deinit(&through);
    pdx_markdown_out_deinit(&html);
    return status;
}

pdx_status archive_html_text(pdx_source_form form, pdx_span bytes, const pdx_offsets *origin, pdx_htmltext *out, const pdx_tick *tick,
                             pdx_error *err) {
    if (form == PDX_SOURCE_MARKED) return marked_text(bytes, origin, out, tick, err);
    const size_t begin = order_marks(bytes);
    const pdx_htmltext_source html = {pdx_span_slice(bytes, begin, bytes.len), begin, origin};
    if (!pdx_buf_reserve(&out->text, pdx_min_size(html.html.len / 2, ROOM_MOST))) return pdx_fail_memory(err); /* as much as most pages say */
    return pdx_htmltext_append(out, &html, tick, err);
}

static pdx_status text_take(archive_source *source, uint32_t number, const pdx_htmltext *read, pdx_error *err) {
    archive_layer *layer = &source->read;
    layer->source = number;
    layer->decoded = true;
    /* Copies of the size they need, with what will stand behind the text: they stay. */
    const archive_said_room room = archive_html_said_room(source->says);
    uint8_t *text = pdx_arena_alloc(&source->room.kinds[ARCHIVE_ROW_TEXTS], read->text.len + room.bytes + 1);
    if (text == NULL || !pdx_offsets_copy_for(&read->map, room.stretches, &source->room.kinds[ARCHIVE_ROW_MAPS], &layer->map)) {
        return pdx_fail_memory(err);
    }
    if (read->text.len > 0) memcpy(text, read->text.data, read->text.len);
    layer->text = pdx_span_of(text, read->text.len);
    layer->map.text = layer->text.data;
    return PDX_OK;
}

static pdx_status boxes_take(archive_source *source, const pdx_htmltext *read, pdx_html_entries *entries, pdx_error *err) {
    pdx_status status = pdx_html_entries_find(entries, read, err);
    for (size_t i = 0; status == PDX_OK && i < entries->list.len; i++) {
        const pdx_page_box box = {entries->list.data[i].range, entries->list.data[i].title};
        if (!PDX_VEC_PUSH(&source->boxes, box)) status = pdx_fail_memory(err);
    }
    if (status == PDX_OK && source->form == PDX_SOURCE_HTML && entries->list.len == 0 && entries->asides.len == 0 && read->text.len > 0 &&
        pdx_html_is_fragment(archive_source_utf8(source))) {
        const pdx_page_box all = {pdx_range_of(0, read->text.len), pdx_range_of(0, 0)};
        if (!PDX_VEC_PUSH(&source->boxes, all)) status = pdx_fail_memory(err);
    }
    for (size_t i = 0; status == PDX_OK && i < entries->asides.len; i++) {
        if (!PDX_VEC_PUSH(&source->asides, entries->asides.data[i])) status = pdx_fail_memory(err);
    }
    return status;
}

/* Whether a picture stands in a block of text, or between it and the text before it, which ends at `from`: no mark is looked at more than twice. */
static bool has_picture(const pdx_htmltext *read, uint64_t from, const pdx_html_block *block) {
    if (block->role == PDX_ROLE_IMAGE_ALT) return false;
    for (size_t i = pdx_html_mark_at(read, from); i < read->marks.len && read->marks.data[i].range.begin <= block->range.end; i++) {
        if (read->marks.data[i].kind == PDX_HTML_IMAGE) return true;
    }
    return false;
}

/* Whether half of a block links, or more. */
static bool is_linked(const pdx_htmltext *read, pdx_range range) {
    uint64_t linked = 0;
    for (size_t i = pdx_html_mark_at(read, range.begin); i < read->marks.len && read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &read->marks.data[i];
        if (mark->kind == PDX_HTML_LINK) linked += pdx_min_size((size_t)mark->range.end, (size_t)range.end) - (size_t)mark->range.begin;
    }
    return linked * 2 >= range.end - range.begin;
}

static pdx_status blocks_take(archive_source *source, const pdx_htmltext *read, const pdx_html_entries *entries, pdx_error *err) {
    pdx_html_more more = {0, {NULL, 0}};
    uint8_t *beside = pdx_html_beside(read, entries);
    bool ok = beside != NULL;
    uint64_t text_end = 0;
    for (size_t i = 0; ok && i < read->blocks.len; i++) {
        const uint64_t before = text_end;
        const bool leads_on = pdx_html_more_is(&more, read, &read->blocks.data[i]);
        const uint8_t role = pdx_html_beside_role(beside, &read->blocks.data[i]);
        const archive_block block = {read->blocks.data[i].range, leads_on ? (uint8_t)PDX_ROLE_READ_MORE : role,
                                     has_picture(read, before, &read->blocks.data[i]), is_linked(read, read->blocks.data[i].range)};
        if (block.role != PDX_ROLE_IMAGE_ALT) text_end = block.range.end;
        ok = PDX_VEC_PUSH(&source->blocks, block);
    }
    pdx_free(beside);
    return ok ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status comments_take(archive_source *source, const pdx_htmltext *read, pdx_error *err) {
    pdx_html_comments comments;
    pdx_status status;
    pdx_html_comments_init(&comments);
    status = pdx_html_comments_find(&comments, read, err);
    for (size_t i = 0; status == PDX_OK && i < comments.list.len; i++) {
        const archive_block line = {comments.list.data[i].range, comments.list.data[i].role, false, false};
        if (!PDX_VEC_PUSH(&source->comments, line)) status = pdx_fail_memory(err);
    }
    pdx_html_comments_deinit(&comments);
    return status;
}

static bool is_worded_link(const pdx_html_mark *mark) { return mark->kind == PDX_HTML_LINK && mark->range.end > mark->range.begin; }

static pdx_span address_of(const pdx_htmltext *read, const pdx_html_mark *mark) {
    return pdx_span_slice(pdx_buf_view(&read->values), (size_t)mark->value.begin, (size_t)mark->value.end);
}

static pdx_term_kind address_kind(const pdx_htmltext *read, const pdx_html_mark *mark) {
    return pdx_term_address(address_of(read, mark));
}

/* Themes call all their terms tags: one that leads to the posts of a category is none. */
static pdx_term_kind rel_kind(const pdx_htmltext *read, const pdx_html_mark *mark) {
    if ((mark->rel & PDX_HTML_REL_CATEGORY) != 0) return PDX_TERM_CATEGORY;
    if ((mark->rel & PDX_HTML_REL_TAG) == 0) return PDX_TERM_NONE;
    return address_kind(read, mark) == PDX_TERM_CATEGORY ? PDX_TERM_CATEGORY : PDX_TERM_TAG;
}

static pdx_status titles_add(pdx_map *titles, const pdx_htmltext *read, pdx_range range, pdx_error *err) {
    for (size_t i = pdx_html_mark_at(read, range.begin); i < read->marks.len && read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &read->marks.data[i];
        if (mark->kind != PDX_HTML_LINK || (mark->rel & PDX_HTML_REL_TAG) != 0 || mark->value.end <= mark->value.begin) continue;
        if (pdx_map_intern(titles, address_of(read, mark)) == PDX_MAP_NONE) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Where titles lead: there stand posts, and no lists. */
static pdx_status titles_read(pdx_map *titles, const archive_source *source, const pdx_htmltext *read, pdx_error *err) {
    for (size_t i = 0; i < source->boxes.len; i++) PDX_TRY(titles_add(titles, read, source->boxes.data[i].title, err));
    for (size_t i = 0; i < read->blocks.len; i++) {
        if (read->blocks.data[i].role == PDX_ROLE_HEADING) PDX_TRY(titles_add(titles, read, read->blocks.data[i].range, err));
    }
    return PDX_OK;
}

/* Links to tags and categories: where the page's markup calls none of a kind so, those whose addresses do. */
static pdx_status terms_find(archive_source *source, const pdx_htmltext *read, const pdx_map *titles, const bool *said, pdx_error *err) {
    for (size_t i = 0; i < read->marks.len; i++) {
        const pdx_html_mark *mark = &read->marks.data[i];
        const pdx_term_kind rel = rel_kind(read, mark);
        pdx_term_kind kind = rel;
        if (!is_worded_link(mark)) continue;
        if (rel == PDX_TERM_NONE && !(said[PDX_TERM_TAG] && said[PDX_TERM_CATEGORY])) kind = address_kind(read, mark);
        if (kind == PDX_TERM_NONE || (rel == PDX_TERM_NONE && said[kind])) continue;
        if (rel != PDX_TERM_NONE && pdx_map_find(titles, address_of(read, mark)) != PDX_MAP_NONE && address_kind(read, mark) == PDX_TERM_NONE) {
            continue;
        }
        if (!PDX_VEC_PUSH(&source->terms, ((archive_term){mark->range, kind == PDX_TERM_CATEGORY, rel == PDX_TERM_NONE}))) {
            return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static pdx_status terms_take(archive_source *source, const pdx_htmltext *read, pdx_error *err) {
    bool said[PDX_TERM_CATEGORY + 1] = {false};
    pdx_map titles;
    pdx_status status = PDX_OK;
    for (size_t i = 0; i < read->marks.len; i++) said[rel_kind(read, &read->marks.data[i])] |= is_worded_link(&read->marks.data[i]);
    pdx_map_init(&titles);
    if (said[PDX_TERM_TAG] || said[PDX_TERM_CATEGORY]) status = titles_read(&titles, source, read, err);
    if (status == PDX_OK) status = terms_find(source, read, &titles, said, err);
    pdx_map_deinit(&titles);
    return status;
}

/* Marks and comments both ascend. */
static bool is_in_comment(const archive_source *source, pdx_range range, size_t *comment) {
    while (*comment < source->comments.len && source->comments.data[*comment].range.end <= range.begin) ++*comment;
    return *comment < source->comments.len && source->comments.data[*comment].range.begin <= range.begin;
}

static pdx_status times_take(archive_source *source, const pdx_htmltext *read, pdx_error *err) {
    size_t comment = 0;
    for (size_t i = 0; i < read->marks.len; i++) {
        const pdx_html_mark *mark = &read->marks.data[i];
        const archive_time time = {mark->range, mark->source};
        if (mark->kind != PDX_HTML_TIME || mark->source.end <= mark->source.begin || is_in_comment(source, mark->range, &comment)) continue;
        if (!PDX_VEC_PUSH(&source->times, time)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* `pt-BR` is pt. */
static pdx_lang language_of(const pdx_htmltext *read) {
    const bool itself = read->language.end > read->language.begin;
    const pdx_buf *values = itself ? &read->values : &read->says->values;
    const pdx_range range = itself ? read->language : read->says->language;
    const pdx_span said = pdx_span_slice(pdx_buf_view(values), (size_t)range.begin, (size_t)range.end);
    uint8_t small[8];
    size_t n = 0;
    for (; n < said.len && n < sizeof small && said.data[n] != '-' && said.data[n] != '_'; n++) {
        small[n] = said.data[n] >= 'A' && said.data[n] <= 'Z' ? (uint8_t)(said.data[n] | 0x20) : said.data[n];
    }
    return pdx_lang_parse(pdx_span_of(small, n));
}

pdx_status archive_read_html(archive_source *source, uint32_t number, pdx_span url, const pdx_tick *tick, pdx_error *err) {
    pdx_htmltext read;
    pdx_html_entries entries;
    pdx_status status;
    pdx_htmltext_init(&read);
    pdx_html_entries_init(&entries);
    read.says = source->says = archive_html_said_new();
    if (source->says == NULL) return pdx_fail_memory(err);
    status = archive_html_text(source->form, archive_source_utf8(source), archive_source_origin(source), &read, tick, err);
    if (status == PDX_OK) status = boxes_take(source, &read, &entries, err);
    if (status == PDX_OK) status = archive_html_said_read(source, &read, url, err);
    if (status == PDX_OK) status = text_take(source, number, &read, err);
    source->says_language = language_of(&read);
    source->published = read.published;
    if (status == PDX_OK) status = comments_take(source, &read, err);
    if (status == PDX_OK) status = times_take(source, &read, err);
    if (status == PDX_OK) status = terms_take(source, &read, err);
    if (status == PDX_OK) status = blocks_take(source, &read, &entries, err);
    pdx_html_entries_deinit(&entries);
    pdx_htmltext_deinit(&read);
    return status;
}
