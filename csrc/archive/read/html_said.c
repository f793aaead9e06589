#include "archive/read/html_said.h"

#include "base/alloc.h"
#include "source/syntax/address.h"

pdx_html_says *archive_html_said_new(void) {
    pdx_html_says *says = pdx_alloc_zero(1, sizeof *says);
    if (says != NULL) pdx_html_says_init(says);
    return says;
}

void archive_html_said_free(pdx_html_says *says) {
    if (says == NULL) return;
    pdx_html_says_deinit(says);
    pdx_free(says);
}

/* A walk through marks, blocks and asides, which all ascend. */
typedef struct mark_walk {
    const archive_source *source;
    const pdx_htmltext *read;
    pdx_html_says *says;
    pdx_buf base;
    size_t block, aside;
} mark_walk;

static pdx_status resolved(mark_walk *w, pdx_span address, pdx_range *out, pdx_error *err) {
    const size_t begin = w->says->values.len;
    pdx_address_resolve(pdx_buf_view(&w->base), address, &w->says->values);
    if (w->says->values.failed) return pdx_fail_memory(err);
    *out = pdx_says_value(w->says, begin);
    return PDX_OK;
}

/* What was said already. */
static pdx_status facts_resolve(mark_walk *w, pdx_error *err) {
    pdx_buf copy;
    pdx_status status = PDX_OK;
    pdx_buf_init(&copy);
    for (size_t i = 0; status == PDX_OK && i < w->says->facts.len; i++) {
        pdx_html_fact *fact = &w->says->facts.data[i];
        if ((fact->role != PDX_ROLE_ADDRESS && fact->role != PDX_ROLE_IMAGE) || fact->value.end == fact->value.begin) continue;
        pdx_buf_reset(&copy); /* the values may move */
        pdx_buf_span(&copy, pdx_html_fact_value(w->says, fact, pdx_span_of(NULL, 0)));
        status = copy.failed                                 ? pdx_fail_memory(err)
                 : pdx_address_is_whole(pdx_buf_view(&copy)) ? PDX_OK
                                                             : resolved(w, pdx_buf_view(&copy), &fact->value, err);
    }
    pdx_buf_deinit(&copy);
    return status;
}

/* Whether a link is what a line has to say, as that of a title is. */
static bool is_whole_line(mark_walk *w, pdx_range range) {
    enum { LONG_TITLE = 300 };
    const pdx_html_block *block;
    while (w->block < w->read->blocks.len && w->read->blocks.data[w->block].range.end <= range.begin) w->block++;
    if (w->block == w->read->blocks.len || range.end <= range.begin) return false;
    block = &w->read->blocks.data[w->block];
    if (block->range.begin > range.begin || block->role == PDX_ROLE_IMAGE_ALT || block->range.end - block->range.begin > LONG_TITLE) return false;
    return (range.end - range.begin) * 2 >= block->range.end - block->range.begin;
}

static bool is_aside(mark_walk *w, pdx_range range) {
    const archive_ranges *asides = &w->source->asides;
    while (w->aside < asides->len && asides->data[w->aside].end <= range.begin) w->aside++;
    return w->aside < asides->len && asides->data[w->aside].begin <= range.begin && range.begin < asides->data[w->aside].end;
}

static bool fact_push(mark_walk *w, const pdx_html_fact *from, uint8_t role, uint8_t by) {
    pdx_html_fact fact = *from;
    fact.role = role;
    fact.by = by;
    return PDX_VEC_PUSH(&w->says->facts, fact);
}

static pdx_status link_take(mark_walk *w, const pdx_html_mark *mark, const pdx_html_fact *fact, pdx_error *err) {
    pdx_html_fact author = *fact;
    bool ok = fact_push(w, fact, PDX_ROLE_LINK, PDX_SAYS_ELEMENT);
    author.value = author.source = pdx_range_of(0, 0); /* its words */
    if ((mark->rel & PDX_HTML_REL_BOOKMARK) != 0) ok = ok && fact_push(w, fact, PDX_ROLE_ADDRESS, PDX_SAYS_LINKS);
    else if (is_whole_line(w, mark->range)) ok = ok && fact_push(w, fact, PDX_ROLE_ADDRESS, PDX_SAYS_TITLE);
    if ((mark->rel & PDX_HTML_REL_AUTHOR) != 0 && mark->range.end > mark->range.begin) {
        ok = ok && fact_push(w, &author, PDX_ROLE_BYLINE, PDX_SAYS_LINKS);
    }
    return ok ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status mark_take(mark_walk *w, const pdx_html_mark *mark, pdx_error *err) {
    const pdx_span address = pdx_span_slice(pdx_buf_view(&w->read->values), (size_t)mark->value.begin, (size_t)mark->value.end);
    pdx_html_fact fact = {.thing = PDX_SAYS_NOTHING, .has_place = true, .text = mark->range, .source = mark->source};
    if ((mark->kind != PDX_HTML_LINK && mark->kind != PDX_HTML_IMAGE) || address.len == 0 || is_aside(w, mark->range)) return PDX_OK;
    PDX_TRY(resolved(w, address, &fact.value, err));
    if (fact.value.end == fact.value.begin) return PDX_OK;
    if (mark->kind == PDX_HTML_LINK) return link_take(w, mark, &fact, err);
    return fact_push(w, &fact, PDX_ROLE_IMAGE, PDX_SAYS_ELEMENT) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status marks_take(mark_walk *w, pdx_error *err) {
    PDX_TRY(facts_resolve(w, err));
    for (size_t i = 0; i < w->read->marks.len; i++) PDX_TRY(mark_take(w, &w->read->marks.data[i], err));
    return PDX_OK;
}

pdx_status archive_html_said_read(archive_source *source, pdx_htmltext *read, pdx_span url, pdx_error *err) {
    mark_walk w = {.source = source, .read = read, .says = source->says};
    pdx_status status;
    pdx_buf_init(&w.base);
    pdx_address_resolve(url, pdx_span_slice(pdx_buf_view(&read->values), (size_t)read->base.begin, (size_t)read->base.end), &w.base);
    status = w.base.failed ? pdx_fail_memory(err) : marks_take(&w, err);
    pdx_buf_deinit(&w.base);
    PDX_VEC_DEINIT(&source->says->statements);
    if (status == PDX_OK && (!PDX_VEC_FIT(&source->says->facts) || !PDX_VEC_FIT(&source->says->things))) status = pdx_fail_memory(err);
    return status;
}

archive_said_room archive_html_said_room(const pdx_html_says *says) {
    archive_said_room room = {0, 0};
    for (size_t i = 0; i < says->facts.len; i++) {
        const pdx_html_fact *fact = &says->facts.data[i];
        const pdx_range range = fact->value.end > fact->value.begin ? fact->value : fact->text;
        room.bytes += (size_t)(range.end - range.begin) + 2; /* a line's end, or what parts authors */
        room.stretches += 2;
    }
    return room;
}

static bool starts_small(pdx_span text, size_t at, const char *with) {
    for (size_t i = 0; with[i] != '\0'; i++) {
        if (at + i >= text.len ||
            (text.data[at + i] >= 'A' && text.data[at + i] <= 'Z' ? text.data[at + i] | 0x20 : text.data[at + i]) != (uint8_t)with[i]) {
            return false;
        }
    }
    return true;
}

void archive_address_key(pdx_span address, pdx_buf *out) {
    size_t at = starts_small(address, 0, "http://") ? 7 : starts_small(address, 0, "https://") ? 8 : 0, end = at, host;
    if (at == 0) return;
    if (starts_small(address, at, "www.")) at += 4;
    while (end < address.len && address.data[end] != '#') end++;
    while (end > at && address.data[end - 1] == '/') end--;
    for (host = at; host < end && address.data[host] != '/' && address.data[host] != '?'; host++) {
        const uint8_t c = address.data[host];
        pdx_buf_byte(out, c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c);
    }
    pdx_buf_span(out, pdx_span_slice(address, host, end < host ? host : end));
}
