
#include "archive/read/html_said.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "text/tokens.h"

/* Which entry an article is that markup speaks of: the one whose title stands in its element; of linked data, the one with its address, or else
 * with its title where addresses do not contradict. What is said of the page as a whole is said of its one entry. */

typedef struct matcher {
    const pdx_archive *archive;
    const archive_page *page;
    const pdx_page *cut;
    const pdx_html_says *says;
    pdx_span text;
    uint32_t *entries; /* borrowed; of facts */
    uint32_t *things;  /* owned; of things */
    bool *own;         /* owned; of things: it says an address of its own */
    bool *addressed;   /* owned; of entries: an address is known */
    bool is_alone;     /* what is said of the page is said of its one entry */
    pdx_map keys;      /* of addresses, or of titles */
    archive_numbers of_keys; /* owned; by their numbers: the entry, or PDX_NONE for several */
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_error *err;
} matcher;

static pdx_range head_of(const matcher *m, uint32_t entry) {
    const pdx_page_entry *of = &m->cut->entries[entry];
    return of->title == PDX_PAGE_NO_PART ? pdx_range_of(of->range.begin, of->range.begin) : m->cut->parts[of->title].range;
}

/* The first entry whose range ends behind `at`. */
static uint32_t entry_behind(const matcher *m, uint64_t at) {
    uint32_t low = 0, high = (uint32_t)m->cut->n_entries;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (m->cut->entries[middle].range.end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint32_t entry_at(const matcher *m, uint64_t at) {
    const uint32_t entry = entry_behind(m, at);
    return entry < m->cut->n_entries && m->cut->entries[entry].range.begin <= at ? entry : PDX_NONE;
}

/* The one entry whose title begins in a range; PDX_NONE: none, or several. */
static uint32_t only_title_in(const matcher *m, pdx_range range) {
    uint32_t entry = entry_behind(m, range.begin);
    while (entry < m->cut->n_entries && head_of(m, entry).begin < range.begin) entry++; /* one, as they ascend */
    if (entry >= m->cut->n_entries || head_of(m, entry).begin >= range.end) return PDX_NONE;
    return entry + 1 < m->cut->n_entries && head_of(m, entry + 1).begin < range.end ? PDX_NONE : entry;
}

static bool has_element(const matcher *m, size_t thing) {
    const pdx_says_thing *each = &m->says->things.data[thing];
    return each->by != PDX_SAYS_LINKED && each->kind == PDX_THING_ARTICLE && each->range.end > each->range.begin;
}

/* Elements; of an entry whose title stands in none, the one in it. */
static pdx_status match_elements(matcher *m) {
    uint32_t *inner = pdx_alloc_zero(m->cut->n_entries + 1, sizeof *inner); /* one more than the one in each entry; UINT32_MAX: several */
    if (inner == NULL) return pdx_fail_memory(m->err);
    for (size_t i = 0; i < m->says->things.len; i++) {
        if (has_element(m, i)) m->things[i] = only_title_in(m, m->says->things.data[i].range);
        if (m->things[i] != PDX_NONE) inner[m->things[i]] = UINT32_MAX;
    }
    for (size_t i = 0; i < m->says->things.len; i++) {
        const pdx_range range = m->says->things.data[i].range;
        const uint32_t entry = has_element(m, i) && m->things[i] == PDX_NONE ? entry_at(m, range.begin) : PDX_NONE;
        if (entry != PDX_NONE && range.end <= m->cut->entries[entry].range.end) inner[entry] = inner[entry] == 0 ? (uint32_t)i + 1 : UINT32_MAX;
    }
    for (uint32_t k = 0; k < m->cut->n_entries; k++) {
        if (inner[k] != 0 && inner[k] != UINT32_MAX) m->things[inner[k] - 1] = k;
    }
    pdx_free(inner);
    return PDX_OK;
}

/* ---- what is of a place */

static bool is_of_title(const matcher *m, const pdx_html_fact *fact, uint32_t entry) {
    const pdx_range head = head_of(m, entry);
    return fact->text.begin < head.end && head.begin < fact->text.end;
}

static uint32_t entry_of(const matcher *m, const pdx_html_fact *fact) {
    uint32_t entry;
    if (fact->thing != PDX_SAYS_NOTHING) return m->things[fact->thing];
    if (!fact->has_place) return m->is_alone ? 0 : PDX_NONE;
    entry = entry_at(m, fact->text.begin);
    return entry != PDX_NONE && fact->by == PDX_SAYS_TITLE && !is_of_title(m, fact, entry) ? PDX_NONE : entry;
}

/* ---- addresses */

static pdx_status key_note(matcher *m, uint32_t entry) {
    uint32_t number;
    if (m->key.failed) return pdx_fail_memory(m->err);
    if (m->key.len == 0) return PDX_OK;
    number = pdx_map_intern(&m->keys, pdx_buf_view(&m->key));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(m->err);
    if (number == m->of_keys.len) return PDX_VEC_PUSH(&m->of_keys, entry) ? PDX_OK : pdx_fail_memory(m->err);
    if (m->of_keys.data[number] != entry) m->of_keys.data[number] = PDX_NONE;
    return PDX_OK;
}

static uint32_t key_find(const matcher *m) {
    const uint32_t number = m->key.len == 0 ? PDX_MAP_NONE : pdx_map_find(&m->keys, pdx_buf_view(&m->key));
    return number == PDX_MAP_NONE ? PDX_NONE : m->of_keys.data[number];
}

static void keys_reset(matcher *m) {
    pdx_map_deinit(&m->keys);
    pdx_map_init(&m->keys);
    m->of_keys.len = 0;
}

static pdx_span value_of(const matcher *m, const pdx_html_fact *fact) { return pdx_html_fact_value(m->says, fact, m->text); }

static void address_read(matcher *m, pdx_span address) {
    pdx_buf_reset(&m->key);
    archive_address_key(address, &m->key);
}

static bool is_page_address(const pdx_html_fact *fact) {
    return fact->role == PDX_ROLE_ADDRESS && fact->thing == PDX_SAYS_NOTHING && !fact->has_place;
}

/* A page that lists what it has says what is true of the list: one that says so, and one whose entry's title links elsewhere. */
static pdx_status know_alone(matcher *m) {
    const pdx_page_kind kind = m->cut->kind;
    bool known = false;
    m->is_alone = m->cut->n_entries == 1 && (kind == PDX_PAGE_UNKNOWN || kind == PDX_PAGE_SINGLE);
    if (!m->is_alone) return PDX_OK;
    for (size_t i = 0; i < m->says->facts.len; i++) {
        if (!is_page_address(&m->says->facts.data[i])) continue;
        address_read(m, value_of(m, &m->says->facts.data[i]));
        known = known || m->key.len > 0;
        PDX_TRY(key_note(m, 0));
    }
    address_read(m, m->archive->sources.data[m->page->source].url);
    known = known || m->key.len > 0;
    PDX_TRY(key_note(m, 0));
    for (size_t i = 0; known && i < m->says->facts.len; i++) {
        const pdx_html_fact *fact = &m->says->facts.data[i];
        if (fact->by != PDX_SAYS_TITLE || !is_of_title(m, fact, 0)) continue;
        address_read(m, value_of(m, fact));
        if (m->key.failed) return pdx_fail_memory(m->err);
        if (m->key.len > 0 && key_find(m) == PDX_NONE) m->is_alone = false;
        break;
    }
    keys_reset(m);
    return PDX_OK;
}

static pdx_status know_addresses(matcher *m) {
    for (size_t i = 0; i < m->says->facts.len; i++) {
        const pdx_html_fact *fact = &m->says->facts.data[i];
        const uint32_t entry = fact->role == PDX_ROLE_ADDRESS ? entry_of(m, fact) : PDX_NONE;
        if (entry == PDX_NONE) continue;
        address_read(m, value_of(m, fact));
        m->addressed[entry] = m->addressed[entry] || m->key.len > 0;
        PDX_TRY(key_note(m, entry));
    }
    if (!m->is_alone) return PDX_OK;
    address_read(m, m->archive->sources.data[m->page->source].url);
    m->addressed[0] = m->addressed[0] || m->key.len > 0;
    return key_note(m, 0);
}

static bool is_linked(const matcher *m, const pdx_html_fact *fact, uint8_t role) {
    return fact->role == role && fact->thing != PDX_SAYS_NOTHING && m->says->things.data[fact->thing].by == PDX_SAYS_LINKED;
}

static pdx_status match_addresses(matcher *m) {
    PDX_TRY(know_addresses(m));
    for (size_t i = 0; i < m->says->facts.len; i++) {
        const pdx_html_fact *fact = &m->says->facts.data[i];
        uint32_t entry;
        if (!is_linked(m, fact, PDX_ROLE_ADDRESS)) continue;
        address_read(m, value_of(m, fact));
        if (m->key.failed) return pdx_fail_memory(m->err);
        entry = key_find(m);
        if (m->key.len > 0 && !fact->is_name) m->own[fact->thing] = true;
        if (m->things[fact->thing] == PDX_NONE) m->things[fact->thing] = entry;
    }
    return PDX_OK;
}

/* ---- titles */

static pdx_status match_titles(matcher *m) {
    keys_reset(m);
    if (m->says->things.len == 0) return PDX_OK;
    PDX_TRY(pdx_tokens_new(m->archive->analyzer, &m->tokens, m->err));
    for (uint32_t k = 0; k < m->cut->n_entries; k++) {
        const pdx_range head = head_of(m, k);
        if (head.end == head.begin) continue;
        PDX_TRY(archive_fold_title(m->tokens, pdx_span_slice(m->text, (size_t)head.begin, (size_t)head.end), &m->key, m->err));
        PDX_TRY(key_note(m, k));
    }
    for (size_t i = 0; i < m->says->facts.len; i++) {
        const pdx_html_fact *fact = &m->says->facts.data[i];
        uint32_t entry;
        if (!is_linked(m, fact, PDX_ROLE_TITLE) || m->things[fact->thing] != PDX_NONE) continue;
        PDX_TRY(archive_fold_title(m->tokens, value_of(m, fact), &m->key, m->err));
        entry = key_find(m);
        if (entry != PDX_NONE && !(m->own[fact->thing] && m->addressed[entry])) m->things[fact->thing] = entry;
    }
    return PDX_OK;
}

/* The one article of a page's linked data, of which nothing says that it is another than the page's one entry. */
static void match_only(matcher *m) {
    size_t only = m->says->things.len;
    if (!m->is_alone) return;
    for (size_t i = 0; i < m->says->things.len; i++) {
        const pdx_says_thing *each = &m->says->things.data[i];
        if (each->by != PDX_SAYS_LINKED || each->kind != PDX_THING_ARTICLE) continue;
        if (only < m->says->things.len || m->own[i] || m->things[i] != PDX_NONE || each->parent != PDX_SAYS_NOTHING) return;
        only = i;
    }
    for (size_t i = 0; only < m->says->things.len && i < m->says->facts.len; i++) {
        if (m->says->facts.data[i].thing == only && m->says->facts.data[i].role == PDX_ROLE_TITLE && m->cut->entries[0].title != PDX_PAGE_NO_PART) {
            return;
        }
    }
    if (only < m->says->things.len) m->things[only] = 0;
}

static pdx_status match_all(matcher *m) {
    for (size_t i = 0; i < m->says->things.len; i++) m->things[i] = PDX_NONE;
    PDX_TRY(know_alone(m));
    PDX_TRY(match_elements(m));
    PDX_TRY(match_addresses(m));
    PDX_TRY(match_titles(m));
    match_only(m);
    for (size_t i = 0; i < m->says->facts.len; i++) m->entries[i] = entry_of(m, &m->says->facts.data[i]);
    return PDX_OK;
}

pdx_status archive_html_match(const pdx_archive *archive, archive_page *page, pdx_html_says *says, uint32_t *entries, pdx_error *err) {
    matcher m = {.archive = archive, .page = page, .cut = &page->cut, .says = says, .text = page->cut.text, .entries = entries, .err = err};
    pdx_status status;
    pdx_map_init(&m.keys);
    pdx_buf_init(&m.key);
    m.things = pdx_alloc_zero(says->things.len + 1, sizeof *m.things);
    m.own = pdx_alloc_zero(says->things.len + 1, sizeof *m.own);
    m.addressed = pdx_alloc_zero(m.cut->n_entries + 1, sizeof *m.addressed);
    status = m.things == NULL || m.own == NULL || m.addressed == NULL ? pdx_fail_memory(err) : match_all(&m);
    pdx_free(m.things);
    pdx_free(m.own);
    pdx_free(m.addressed);
    pdx_map_deinit(&m.keys);
    PDX_VEC_DEINIT(&m.of_keys);
    pdx_buf_deinit(&m.key);
    pdx_tokens_free(m.tokens);
    return status;
}
