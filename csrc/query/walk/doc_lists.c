#include "query/walk/doc_lists.h"

#include "base/radix.h"
#include "segment/postings.h"

enum {
    MANY = PDX_LIMIT(32, 2),    /* lists for which a table is made */
    SHORT = PDX_LIMIT(1024, 4), /* documents of a list that goes into it, or fewer, so that the table has no more than: */
    ROOM = PDX_LIMIT(1 << 20, 16)
};

struct pdx_doc_lists {
    size_t n;
    pdx_doc_table *tables; /* owned */
};

/* What a table is made of. */
typedef struct making {
    const pdx_scan *scan;
    const pdx_word_lists *found;
    pdx_keyed *items, *other; /* owned: documents, with the numbers of their lists */
    size_t n;
    uint32_t most; /* documents of a short list */
    pdx_doc_table table;
} making;

static void table_deinit(pdx_doc_table *table) {
    pdx_free(table->docs);
    pdx_free(table->lists);
    pdx_free(table->long_lists);
}

pdx_doc_lists *pdx_doc_lists_new(size_t n) {
    pdx_doc_lists *self = pdx_alloc_zero(1, sizeof *self);
    if (self == NULL) return NULL;
    self->n = n;
    self->tables = pdx_alloc_zero(n, sizeof *self->tables);
    if (self->tables != NULL) return self;
    pdx_free(self);
    return NULL;
}

void pdx_doc_lists_free(pdx_doc_lists *self) {
    size_t i;
    if (self == NULL) return;
    for (i = 0; i < self->n; i++) table_deinit(&self->tables[i]);
    pdx_free(self->tables);
    pdx_free(self);
}

static bool is_short(const making *self, uint32_t number) { return self->found->items[number].place.n_docs <= self->most; }

/* How many documents short lists have together, and how many others there are. */
static size_t short_count(const making *self, size_t *n_long) {
    size_t n = 0;
    uint32_t i;
    *n_long = 0;
    for (i = 0; i < self->found->n; i++) {
        if (is_short(self, i)) n += self->found->items[i].place.n_docs;
        else ++*n_long;
    }
    return n;
}

static pdx_status list_take(making *self, uint32_t number, pdx_error *err) {
    const pdx_list_place *place = &self->found->items[number].place;
    pdx_postings postings;
    PDX_TRY(pdx_plan_pulses(self->scan->plan, PDX_PULSES_LIST + place->n_docs, err));
    PDX_TRY(pdx_postings_open_at(&postings, self->scan->segment, place, err));
    while (pdx_postings_next(&postings)) {
        self->items[self->n].key = postings.doc;
        self->items[self->n++].item = number;
    }
    if (postings.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, postings.status, PDX_NO_OFFSET, "a list of %u documents cannot be read on", (unsigned)postings.n_docs);
}

static pdx_status room_make(making *self, pdx_error *err) {
    size_t n, n_long;
    self->most = SHORT;
    while ((n = short_count(self, &n_long)) > ROOM && self->most > 1) self->most /= 2;
    self->items = pdx_resize_array(NULL, n, sizeof *self->items);
    self->other = pdx_resize_array(NULL, n, sizeof *self->other);
    self->table.docs = pdx_resize_array(NULL, n, sizeof *self->table.docs);
    self->table.lists = pdx_resize_array(NULL, n, sizeof *self->table.lists);
    self->table.long_lists = pdx_resize_array(NULL, n_long, sizeof *self->table.long_lists);
    if (self->items != NULL && self->other != NULL && self->table.docs != NULL && self->table.lists != NULL && self->table.long_lists != NULL) {
        return PDX_OK;
    }
    return pdx_fail_memory(err);
}

static pdx_status table_fill(making *self, pdx_error *err) {
    pdx_doc_table *table = &self->table;
    uint32_t i;
    PDX_TRY(room_make(self, err));
    for (i = 0; i < self->found->n; i++) {
        if (is_short(self, i)) PDX_TRY(list_take(self, i, err));
        else table->long_lists[table->n_long++] = i;
    }
    PDX_TRY(pdx_radix_sort(&self->items, &self->other, self->n, self->scan->plan->options->tick, err));
    for (i = 0; i < self->n; i++) {
        table->docs[i] = (pdx_doc)self->items[i].key;
        table->lists[i] = self->items[i].item;
    }
    table->n = (uint32_t)self->n;
    return PDX_OK;
}

/* Keeps what was made, unless another thread has just made the same. */
static void table_keep(pdx_doc_table *kept, pdx_doc_table *made) {
    if (!pdx_kept_claim(&kept->kept)) {
        table_deinit(made);
        return;
    }
    kept->docs = made->docs;
    kept->lists = made->lists;
    kept->long_lists = made->long_lists;
    kept->n = made->n;
    kept->n_long = made->n_long;
    pdx_kept_done(&kept->kept);
}

pdx_status pdx_doc_table_find(const pdx_scan *scan, const pdx_node *node, const pdx_word_lists *found, const pdx_doc_table **out,
                              pdx_error *err) {
    pdx_doc_lists *self = scan->plan->doc_lists;
    making new = {.scan = scan, .found = found};
    pdx_doc_table *table;
    pdx_status status;
    *out = NULL;
    if (self == NULL || found->n < MANY || found->n > UINT32_MAX / SHORT) return PDX_OK;
    if (node->stemmed) return PDX_OK; /* its lists are others when positions are asked for */
    table = &self->tables[scan->index * scan->plan->query->elements.len + node->element];
    *out = table;
    if (pdx_kept_is_made(&table->kept)) return PDX_OK;
    status = table_fill(&new, err);
    pdx_free(new.items);
    pdx_free(new.other);
    if (status == PDX_OK) table_keep(table, &new.table);
    else table_deinit(&new.table);
    return status;
}

uint32_t pdx_doc_table_lists(const pdx_doc_table *table, pdx_doc doc, uint32_t *n) {
    uint32_t low = 0, high = table->n;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (table->docs[middle] < doc) low = middle + 1;
        else high = middle;
    }
    for (*n = 0; low + *n < table->n && table->docs[low + *n] == doc;) ++*n;
    return low;
}
