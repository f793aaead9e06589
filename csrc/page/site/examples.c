#include "page/site/examples.h"

#include "base/hash.h"

enum { HEAD_LINES = 32, TAIL_LINES = 12, HEAD_BYTES = 400, TAIL_BYTES = 200, GAP = 8, OF_PAGE = 4 };

static const float sure = 0.8f;

void pdx_examples_deinit(pdx_examples *examples) {
    for (size_t i = 0; i < examples->list.len; i++) pdx_buf_deinit(&examples->list.data[i].text);
    PDX_VEC_DEINIT(&examples->list);
}

/* The blank lines before byte `at`, as many as count. */
static unsigned gap_before(pdx_span text, uint64_t at) {
    unsigned ends = 0;
    for (; at > 0 && ends <= GAP; at--) {
        const uint8_t c = text.data[at - 1];
        if (c == '\n') ends++;
        else if (c != ' ' && c != '\t' && c != '\r') break;
    }
    return ends > 0 ? ends - 1 : 0;
}

static uint64_t char_begin(pdx_span text, uint64_t at) {
    while (at > 0 && at < text.len && (text.data[at] & 0xC0) == 0x80) at--;
    return at;
}

static void line_put(pdx_buf *out, pdx_span text, uint64_t begin, uint64_t end) {
    if (end - begin > HEAD_BYTES + TAIL_BYTES) {
        const uint64_t head = char_begin(text, begin + HEAD_BYTES), tail = char_begin(text, end - TAIL_BYTES);
        pdx_buf_append(out, text.data + begin, (size_t)(head - begin));
        begin = tail;
    }
    pdx_buf_append(out, text.data + begin, (size_t)(end - begin));
    pdx_buf_byte(out, '\n');
}

static uint64_t line_end(pdx_span text, uint64_t at, uint64_t end) {
    const uint8_t *found = memchr(text.data + at, '\n', (size_t)(end - at));
    return found == NULL ? end : (uint64_t)(found - text.data);
}

static size_t lines_of(pdx_span text, pdx_range range) {
    size_t lines = 0;
    for (uint64_t at = range.begin; at < range.end; at = line_end(text, at, range.end) + 1) lines++;
    return lines;
}

/* The entry's lines, the middle of a long one left out; its title stands among the first or the example is no use. */
static bool text_read(pdx_example *example, const pdx_page *cut, const pdx_page_entry *entry) {
    const uint64_t title = cut->parts[entry->title].range.begin;
    const size_t lines = lines_of(cut->text, entry->range);
    size_t n = 0;
    bool found = false;
    for (unsigned k = gap_before(cut->text, entry->range.begin); k > 0; k--) pdx_buf_byte(&example->text, '\n');
    for (uint64_t at = entry->range.begin; at < entry->range.end; n++) {
        const uint64_t end = line_end(cut->text, at, entry->range.end);
        if (n < HEAD_LINES || n + TAIL_LINES >= lines) {
            if (at <= title && title <= end) {
                example->title = example->text.len + (title - at < HEAD_BYTES ? (size_t)(title - at) : 0);
                found = true;
            }
            line_put(&example->text, cut->text, at, end);
        }
        at = end + 1;
    }
    return found;
}

/* Where an example of this rank stands or would stand. */
static size_t place_of(const pdx_examples *examples, uint64_t rank) {
    size_t at = 0;
    while (at < examples->list.len && examples->list.data[at].rank < rank) at++;
    return at;
}

static void example_drop(pdx_examples *examples, size_t at) {
    pdx_buf_deinit(&examples->list.data[at].text);
    memmove(&examples->list.data[at], &examples->list.data[at + 1], (--examples->list.len - at) * sizeof *examples->list.data);
}

/* Puts an example at its place, instead of another appearance of the same entry; takes its text over. */
static bool example_put(pdx_examples *examples, const pdx_example *made, size_t at) {
    if (at < examples->list.len && examples->list.data[at].rank == made->rank) example_drop(examples, at);
    if (!PDX_VEC_RESERVE(&examples->list, examples->list.len + 1)) return false;
    memmove(&examples->list.data[at + 1], &examples->list.data[at], (examples->list.len++ - at) * sizeof *examples->list.data);
    examples->list.data[at] = *made;
    if (examples->list.len > PDX_EXAMPLES) example_drop(examples, PDX_EXAMPLES);
    return true;
}

static pdx_status example_offer(pdx_examples *examples, const pdx_page *cut, const pdx_page_entry *entry, uint64_t page, pdx_error *err) {
    const pdx_range title = cut->parts[entry->title].range;
    const pdx_example *there;
    pdx_example made = {.page = page};
    pdx_status status = PDX_OK;
    size_t at;
    made.rank = pdx_hash(pdx_span_slice(cut->text, (size_t)title.begin, (size_t)title.end), 0);
    made.order = pdx_hash(pdx_span_slice(cut->text, (size_t)entry->range.begin, (size_t)entry->range.end), page);
    at = place_of(examples, made.rank);
    there = at < examples->list.len ? &examples->list.data[at] : NULL;
    if (at == PDX_EXAMPLES || (there != NULL && there->rank == made.rank && there->order <= made.order)) return PDX_OK;
    pdx_buf_init(&made.text);
    if (text_read(&made, cut, entry)) {
        if (!made.text.failed && example_put(examples, &made, at)) return PDX_OK;
        status = pdx_fail_memory(err);
    }
    pdx_buf_deinit(&made.text);
    return status;
}

pdx_status pdx_examples_offer(pdx_examples *examples, const pdx_page *cut, pdx_error *err) {
    const uint64_t page = pdx_hash(cut->text, 0);
    for (size_t k = 0; k + 1 < cut->n_entries; k++) { /* where the last one ends is not known as well */
        const pdx_page_entry *entry = &cut->entries[k];
        if (entry->title == PDX_PAGE_NO_PART || entry->probability < sure) continue;
        PDX_TRY(example_offer(examples, cut, entry, page, err));
    }
    return PDX_OK;
}

/* Forgets those that are not to be kept. */
static void examples_keep(pdx_examples *examples, const bool *keep) {
    size_t kept = 0;
    for (size_t i = 0; i < examples->list.len; i++) {
        if (keep[i]) examples->list.data[kept++] = examples->list.data[i];
        else pdx_buf_deinit(&examples->list.data[i].text);
    }
    examples->list.len = kept;
}

void pdx_examples_thin(pdx_examples *examples) {
    bool keep[PDX_EXAMPLES];
    for (size_t i = 0; i < examples->list.len; i++) {
        unsigned before = 0;
        for (size_t j = 0; j < i; j++) before += examples->list.data[j].page == examples->list.data[i].page;
        keep[i] = before < OF_PAGE;
    }
    examples_keep(examples, keep);
}

size_t pdx_examples_pages(const pdx_examples *examples, const bool *chosen) {
    size_t pages = 0;
    for (size_t i = 0; i < examples->list.len; i++) {
        size_t j = 0;
        if (chosen != NULL && !chosen[i]) continue;
        while (j < i && (examples->list.data[j].page != examples->list.data[i].page || (chosen != NULL && !chosen[j]))) j++;
        pages += j == i;
    }
    return pages;
}
