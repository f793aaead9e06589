/* What the binding keeps per interpreter, and the C side of every Python object. Included by all of py/.
 * Promises: one row in types.def per type, walked by exec, traverse and clear, so that none can be forgotten;
 * what is behind a PyObject is reached through one accessor per type; no global Python object anywhere.
 *
 * Items (posts, parts, hits, lines) have no GC flag: they hold a store or a result and nothing else, no cycle can
 * pass through them, and a million of them shall not slow every later collection. Containers have it. */
#ifndef PDX_PY_STATE_H
#define PDX_PY_STATE_H

#include "py/call/compat.h"

#include "postdex.h"

typedef enum pdx_py_kind {
#define PDX_PY_TYPE(KIND, name, BASE, public_name) PDX_PY_##KIND,
#include "py/call/types.def"
#undef PDX_PY_TYPE
    PDX_PY_KIND_COUNT
} pdx_py_kind;

typedef struct pdx_py_state {
    PyTypeObject *types[PDX_PY_KIND_COUNT];   /* the C types */
    PyTypeObject *classes[PDX_PY_KIND_COUNT]; /* what is handed out: the package's subclasses once it has given them */
    PyTypeObject *token;                      /* struct sequence */
    PyTypeObject *term;
    PyTypeObject *count;
    PyTypeObject *answer;
    PyObject *exceptions[PDX_STATUS_COUNT];
    uint64_t most_rows;                       /* of archives that are loaded: see pdx_archive_keep_rows */
} pdx_py_state;

#define PDX_PY_TYPE(KIND, name, BASE, public_name) extern PyType_Spec pdx_py_##name##_spec;
#include "py/call/types.def"
#undef PDX_PY_TYPE
extern struct PyModuleDef pdx_py_module; /* of module.c, which has the table of these */

/* Objects with rows (archives, hits, lines, counts) begin alike: what opens them as a table, see table.h. */
typedef struct pdx_py_table pdx_py_table;
typedef int (*pdx_py_table_opener)(PyObject *self, pdx_py_table *out);
typedef struct pdx_py_exportable {
    PyObject_HEAD
    pdx_py_table_opener open;
} pdx_py_exportable;

/* An archive's content and what Python gave with it. Every other object holds one. */
typedef struct pdx_py_store {
    PyObject_HEAD
    pdx_py_state *state;  /* lives as long as the module, which the types hold */
    pdx_archive *archive; /* owned */
    pdx_archive_info info; /* of it: asked once, it is added up from all parts */
    PyObject *stemmer;    /* callable(language, words) or None; must outlive `archive` */
    uint16_t unstemmed;   /* a language whose words it left as they are; 0: none yet. Read and changed with the lock held */
    PyObject *options;    /* how it was built: part of what makes two archives equal */
    PyObject *cache;      /* dict for the package: hashes of sources and the like */
    enum { PDX_PY_INDEXED, PDX_PY_TO_INDEX, PDX_PY_INDEXING } index; /* whether it is there; changed with the lock held */
} pdx_py_store;

typedef struct pdx_py_archive {
    pdx_py_exportable head;
    pdx_py_store *store; /* owned */
    pdx_view *view;      /* owned */
    PyObject *recipe;    /* tuple of steps */
} pdx_py_archive;

/* What begins those of them whose slices are of the same type: which rows of a table they are, see sliceable.h. */
typedef PyObject *(*pdx_py_item_maker)(PyObject *whole, size_t row);
typedef struct pdx_py_sliceable {
    pdx_py_exportable head;
    pdx_py_archive *archive; /* owned: the view that the rows are of; NULL: of none */
    pdx_py_item_maker item; /* what a row is to Python; of an archive: rows that were read before it are gone perhaps */
    PyObject *whole;        /* owned: the object of the same type that has the table; NULL: this one */
    uint32_t *rows;         /* owned: numbers of rows of the table; NULL: all */
    size_t n, n_table;      /* rows here, and in the table */
    PyObject *steps;        /* owned: a tuple of the steps from the whole to here; NULL: none */
} pdx_py_sliceable;

/* Some columns of something with rows. */
typedef struct pdx_py_selection {
    pdx_py_exportable head;
    PyObject *of;     /* owned: an exportable */
    PyObject *columns; /* owned: a tuple of numbers of its columns */
    bool views;       /* texts leave as views */
} pdx_py_selection;

/* A page, a post: a number in a store. A part: a page's number and its own. */
typedef struct pdx_py_item {
    PyObject_HEAD
    pdx_py_store *store; /* owned */
    uint32_t number;
    uint32_t page;       /* parts only */
} pdx_py_item;

/* What was asked of an archive, or of a view of one: how hits, answers and concordances begin, see results.h. */
typedef struct pdx_py_result {
    pdx_py_exportable head;
    pdx_py_archive *archive; /* owned */
    PyObject *recipe;        /* owned: the steps that led here */
} pdx_py_result;

typedef struct pdx_py_hits {
    pdx_py_result result;
    pdx_hits *hits;          /* owned */
    uint32_t *order;         /* owned: numbers in `hits`; or NULL: the window below */
    Py_ssize_t start, step;
    Py_ssize_t n;            /* -1: all hits, whose number nobody has asked for (pdx_py_hits_length) */
} pdx_py_hits;

typedef struct pdx_py_hit {
    PyObject_HEAD
    pdx_py_hits *of; /* owned */
    Py_ssize_t rank; /* in `of` */
    pdx_hit_info info;
} pdx_py_hit;

typedef struct pdx_py_answers {
    pdx_py_result result;
    pdx_answers *answers;    /* owned */
    PyObject *queries;       /* owned: a tuple of str */
} pdx_py_answers;

typedef struct pdx_py_concordance {
    pdx_py_result result;
    pdx_lines *lines;        /* owned */
} pdx_py_concordance;

typedef struct pdx_py_line {
    PyObject_HEAD
    pdx_py_store *store; /* owned */
    pdx_line_info info;
} pdx_py_line;

typedef struct pdx_py_counts {
    pdx_py_exportable head;
    pdx_py_state *state; /* they stand for themselves: no archive is held */
    pdx_counts *counts;  /* owned */
    PyObject *typed;     /* owned: what a user types to have them */
} pdx_py_counts;

typedef struct pdx_py_mentions {
    pdx_py_sliceable head;
    pdx_mention_table *table; /* owned */
} pdx_py_mentions;

typedef struct pdx_py_grep {
    pdx_py_sliceable head;
    pdx_grep_table *table;   /* owned */
    PyObject *asked;         /* owned: (pattern, whether case makes no difference) */
} pdx_py_grep;

typedef struct pdx_py_near_copies {
    pdx_py_sliceable head;
    pdx_copy_table *table;   /* owned */
    double least;            /* the likeness that was asked for */
} pdx_py_near_copies;

typedef struct pdx_py_quotes {
    pdx_py_sliceable head;
    pdx_quote_table *table;  /* owned */
} pdx_py_quotes;

typedef struct pdx_py_names {
    pdx_py_sliceable head;
    pdx_name_table *table;   /* owned */
    PyObject *name;          /* owned: that was asked for */
    uint32_t rules;          /* that were allowed */
} pdx_py_names;

typedef struct pdx_py_repeats {
    pdx_py_sliceable head;
    pdx_repeat_table *table;  /* owned */
    uint32_t least;           /* words of each, at least */
} pdx_py_repeats;

typedef struct pdx_py_repeat_places {
    pdx_py_sliceable head;
    pdx_py_repeats *repeats; /* owned: whose places they are */
} pdx_py_repeat_places;

typedef struct pdx_py_matches {
    pdx_py_sliceable head;
    pdx_match_table *table;  /* owned */
    pdx_match_place_reader *reader; /* owned; used with the lock held; NULL: nobody has asked for a match */
    PyObject *given;         /* owned: the dictionary, as a user gave it */
    PyObject *kept;          /* owned: what has the bytes that the spans point to */
    pdx_span *names, *categories; /* owned: of each entry; data NULL: none; `categories` NULL: none at all */
} pdx_py_matches;

/* A run of parts: key = page << 32 | part. */
typedef struct pdx_py_parts {
    pdx_py_exportable head;
    pdx_py_store *store; /* owned */
    uint64_t *keys;      /* owned; NULL: `n` parts of one page from `first` on */
    uint64_t first;
    size_t n;
} pdx_py_parts;

static inline pdx_py_exportable *pdx_py_exportable_of(PyObject *self) { return (pdx_py_exportable *)(void *)self; }
static inline pdx_py_sliceable *pdx_py_sliceable_of(PyObject *self) { return (pdx_py_sliceable *)(void *)self; }
static inline pdx_py_selection *pdx_py_selection_of(PyObject *self) { return (pdx_py_selection *)(void *)self; }
static inline pdx_py_store *pdx_py_store_of(PyObject *self) { return (pdx_py_store *)(void *)self; }
static inline pdx_py_archive *pdx_py_archive_of(PyObject *self) { return (pdx_py_archive *)(void *)self; }
static inline pdx_py_item *pdx_py_item_of(PyObject *self) { return (pdx_py_item *)(void *)self; }
static inline pdx_py_hits *pdx_py_hits_of(PyObject *self) { return (pdx_py_hits *)(void *)self; }
static inline pdx_py_hit *pdx_py_hit_of(PyObject *self) { return (pdx_py_hit *)(void *)self; }
static inline pdx_py_answers *pdx_py_answers_of(PyObject *self) { return (pdx_py_answers *)(void *)self; }
static inline pdx_py_concordance *pdx_py_concordance_of(PyObject *self) { return (pdx_py_concordance *)(void *)self; }
static inline pdx_py_line *pdx_py_line_of(PyObject *self) { return (pdx_py_line *)(void *)self; }
static inline pdx_py_counts *pdx_py_counts_of(PyObject *self) { return (pdx_py_counts *)(void *)self; }
static inline pdx_py_grep *pdx_py_grep_of(PyObject *self) { return (pdx_py_grep *)(void *)self; }
static inline pdx_py_mentions *pdx_py_mentions_of(PyObject *self) { return (pdx_py_mentions *)(void *)self; }
static inline pdx_py_near_copies *pdx_py_near_copies_of(PyObject *self) { return (pdx_py_near_copies *)(void *)self; }
static inline pdx_py_quotes *pdx_py_quotes_of(PyObject *self) { return (pdx_py_quotes *)(void *)self; }
static inline pdx_py_names *pdx_py_names_of(PyObject *self) { return (pdx_py_names *)(void *)self; }
static inline pdx_py_repeats *pdx_py_repeats_of(PyObject *self) { return (pdx_py_repeats *)(void *)self; }
static inline pdx_py_repeat_places *pdx_py_repeat_places_of(PyObject *self) { return (pdx_py_repeat_places *)(void *)self; }
static inline pdx_py_matches *pdx_py_matches_of(PyObject *self) { return (pdx_py_matches *)(void *)self; }
static inline pdx_py_parts *pdx_py_parts_of(PyObject *self) { return (pdx_py_parts *)(void *)self; }
static inline PyObject *pdx_py_object(void *object) { return (PyObject *)object; }

/* A new object of what the package hands out for `kind`, zeroed; NULL with an exception. */
PyObject *pdx_py_new(pdx_py_state *state, pdx_py_kind kind);
/* The end of every tp_dealloc: frees the object and drops the reference to its type. */
void pdx_py_free(PyObject *self);
/* A tp_new for types that only the module makes. */
PyObject *pdx_py_no_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
pdx_py_state *pdx_py_state_of_type(PyTypeObject *type);

/* What a Builder has, borrowed; NULL with an exception when it is finished, or `object` is none. */
pdx_builder *pdx_py_builder_of(pdx_py_state *state, PyObject *object);
/* The same for a call without the lock: nobody else uses it until it is given back. */
pdx_builder *pdx_py_builder_take(pdx_py_state *state, PyObject *object);
void pdx_py_builder_give(PyObject *object);

/* Counts of (key, count, posts) and what a user types to have them: arguments of a function of the module. */
PyObject *pdx_py_counts_restore(pdx_py_state *state, PyObject *args);
PyObject *pdx_py_network(pdx_py_state *state, PyObject *args);

/* Objects for numbers. The store is retained. */
/* 0, or -1 with an exception when something that was read of the archive's files is damaged: after reading what nobody asked for by name. */
int pdx_py_store_sound(const pdx_py_store *store);
/* The same after reading what was known when the object was made, which only where rows were given back can have failed now. */
int pdx_py_store_known(const pdx_py_store *store);
/* Between two calls, by whoever asks for one row after the other: gives back those that were read, when they are many. */
static inline void pdx_py_store_rest(const pdx_py_store *store) { pdx_archive_rest(store->archive); }
/* Before anything is asked that the index answers: makes it where that was left for later. -1 with an exception. */
int pdx_py_store_index(pdx_py_store *store);
/* Before pages, parts or layers are asked for: bodies that wait are read. -1 with an exception where they cannot be. */
int pdx_py_store_bodies(pdx_py_store *store);
/* A page by its number, whose parts are to be asked for: -1 with an exception where there is none, or it cannot be read. */
int pdx_py_page_argument(pdx_py_store *store, PyObject *number, uint32_t *page);
PyObject *pdx_py_wrap_page(pdx_py_store *store, uint32_t page);
PyObject *pdx_py_wrap_post(pdx_py_store *store, uint32_t post);
PyObject *pdx_py_wrap_part(pdx_py_store *store, uint32_t page, uint32_t part);
/* Of a post that has one. */
PyObject *pdx_py_wrap_date(pdx_py_store *store, uint32_t post);
PyObject *pdx_py_wrap_line(pdx_py_store *store, const pdx_line_info *info);
/* Arguments of Store.line. */
PyObject *pdx_py_store_line(pdx_py_store *store, PyObject *args);
/* Takes ownership of the handle, also on failure. */
PyObject *pdx_py_wrap_view(pdx_py_store *store, pdx_view *view, PyObject *recipe);
PyObject *pdx_py_wrap_counts(pdx_py_state *state, pdx_counts *counts, PyObject *typed);
PyObject *pdx_py_wrap_mentions(pdx_py_archive *archive, pdx_mention_table *table);
/* `args`: of the methods of an archive that make such tables. */
PyObject *pdx_py_collocates(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_keyness(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_ngrams(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_clusters(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_dispersion(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_timeline(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_tag_pairs(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_wrap_near_copies(pdx_py_archive *archive, pdx_copy_table *table, double least);
PyObject *pdx_py_wrap_quotes(pdx_py_archive *archive, pdx_quote_table *table);
/* Arguments of Archive._grep. */
PyObject *pdx_py_grep_find(pdx_py_archive *archive, PyObject *args);
/* Arguments of Archive._match. */
PyObject *pdx_py_matches_find(pdx_py_archive *archive, PyObject *args);
/* Arguments of Archive._repeats. */
PyObject *pdx_py_repeats_find(pdx_py_archive *archive, PyObject *args);
/* Arguments of Archive._names. */
PyObject *pdx_py_names_find(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_wrap_page_parts(pdx_py_store *store, uint32_t page, uint32_t first, uint32_t n);
/* `from`, `term`: str. */
PyObject *pdx_py_wrap_term_iterator(pdx_py_store *store, PyObject *from);
PyObject *pdx_py_wrap_posting_iterator(pdx_py_store *store, PyObject *term);
/* Tokens (or sentences) of a layer's range; a sentence is a text that knows its place. */
PyObject *pdx_py_wrap_text_iterator(pdx_py_store *store, uint32_t page, uint32_t part, uint32_t layer, pdx_range range,
                                    const char language[3], bool sentences);
/* A view (memoryview) of numbers that `owner` keeps: `n` of them, of a format of the struct module. */
PyObject *pdx_py_wrap_numbers(pdx_py_state *state, PyObject *owner, const void *data, size_t n, size_t item, const char *format);
PyObject *pdx_py_wrap_line_iterator(pdx_py_concordance *concordance);
/* Columns of `of`, an exportable, by names (a tuple of str; empty: all). */
PyObject *pdx_py_wrap_selection(pdx_py_state *state, PyObject *of, PyObject *names, bool views);
/* Takes `keys`, also on failure. */
PyObject *pdx_py_wrap_parts(pdx_py_store *store, uint64_t *keys, size_t n);
/* Equal content and options, by comparing bytes; the same store is equal at once. -1 with an exception. */
int pdx_py_store_equal(pdx_py_store *a, pdx_py_store *b);
Py_hash_t pdx_py_store_hash(const pdx_py_store *store);

#endif
