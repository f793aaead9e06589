/* The state of siteterms.c, and what decides about the places it has seen: siteplaces.c. For these two and sitetell.c only. */
#ifndef PDX_PAGE_SITEPLACES_H
#define PDX_PAGE_SITEPLACES_H

#include "base/map.h"
#include "page/site/siteterms.h"
#include "page/roles/termlines.h"

/* What two numbers are that are noted together. */
#define PDX_SITE_TERMS UINT32_MAX
#define PDX_SITE_TOLD (UINT32_MAX - 1)
#define PDX_SITE_FILED (UINT32_MAX - 2)
#define PDX_SITE_WHOLE (UINT32_MAX - 3)
#define PDX_SITE_FIRSTS (UINT32_MAX - 4)
#define PDX_SITE_RUN (UINT32_MAX - 5)
#define PDX_SITE_GLUED (UINT32_MAX - 6)
#define PDX_SITE_HEAD_WORDS (UINT32_MAX - 7)
#define PDX_SITE_LINES UINT32_C(0x40000000)
#define PDX_SITE_HEADINGS UINT32_C(0x20000000)
#define PDX_SITE_ORDER UINT32_C(0x10000000)

typedef enum pdx_site_verdict { PDX_SITE_OPEN, PDX_SITE_TAGS, PDX_SITE_CATEGORIES } pdx_site_verdict;

enum { PDX_SITE_RUNS = 8 };

/* What is seen at one place of the entries, each post once. */
typedef struct pdx_site_place {
    uint32_t lines, items, several, known; /* several: of more than one item; known: items that other posts have too */
    uint32_t sortable, sorted;             /* of three items and more; of them in alphabetical order */
    uint32_t distinct, top;                /* different terms; how often the commonest stands there */
    uint32_t told_tags, told_categories;   /* a word says so */
    uint32_t named_categories;             /* a word that names them */
    uint32_t under;                        /* a word in a line above them does */
    uint32_t run[PDX_SITE_RUNS];           /* of a column: how many runs are of 1, 2, ... lines and more */
    uint32_t was_list, was_tags, was_name;           /* what its page alone made of it */
    uint32_t tag_pages, of_tag;            /* lines on pages about a tag, and of these the lines that hold it */
    uint32_t category_pages, of_category;
    uint32_t head_words, different_heads;  /* lines of several words of which one is what their page is about; how many such terms */
    uint32_t long_runs, sorted_runs;       /* of a column: runs of three lines and more; of them in alphabetical order */
    uint32_t small;                        /* lines that begin with a small letter */
    uint32_t column;                       /* the place of the run's first lines, where each line is one term; PDX_MAP_NONE: elsewhere */
    bool is_column, is_list;               /* it is that of such runs, and no place of single lines; these are lists with a term a line */
    bool below_text, labelled;
    bool has_firsts;                       /* its lines begin with the post's section, see sitefirst.c */
    bool is_glued;                         /* its lines begin with sections, the last one glued to the first tag, see siteglue.h */
    pdx_site_verdict verdict;
    float sure;
} pdx_site_place;

typedef struct pdx_term_count {
    uint32_t posts;              /* that have it */
    uint32_t lines;              /* posts that have it as a line of its own */
    uint32_t tags, categories; /* lines at places of tags, of sections, that hold it */
    uint32_t leads;              /* different terms that follow it in the first item of a list */
    uint32_t glued;              /* different terms that follow it in an item, without a blank */
    bool heads;                  /* a page is about it */
    bool files;                  /* a page is about it that says that it is a section */
    bool names;                  /* a word says that it is who wrote a post */
} pdx_term_count;

/* What is seen of words that begin with a capital in different lines. */
typedef struct pdx_run_starts {
    uint32_t lines, opened; /* lines; of them that begin with one */
    uint32_t pairs, rising; /* neighbours among these words; of them in alphabetical order */
} pdx_run_starts;

/* What is seen of lines at one place, or of all that a word calls tags, or sections: each different line once. See siteruns.h. */
typedef struct pdx_site_run {
    uint32_t lines, parted;    /* all of them; those that have signs between their items */
    uint32_t of_several;       /* of all of them, those of more than one word */
    uint32_t several;          /* different lines of more than one word */
    uint32_t words, different; /* that do not stand in most lines */
    uint32_t pairs, rising;    /* neighbours; of them in alphabetical order */
    uint32_t numbers;
    pdx_run_starts starts;
    uint32_t like;            /* lines that stand at places of runs too, as wholes */
    uint32_t as;              /* 1 + the run that these are read as; 0: itself */
    bool is_run, rises, by_capitals;  /* by_capitals: each term begins with one, and no word inside it does */
} pdx_site_run;

/* One line, as a stretch of `items`. */
typedef struct pdx_site_note {
    uint32_t place, post, text, first, n; /* text: the number of the whole line */
    uint64_t capitals;                    /* which of its words begin with one, see siteruns.h */
} pdx_site_note;

struct pdx_site_terms {
    pdx_map terms, posts, places; /* folded text, folded title, place -> number */
    pdx_map pairs;                /* what has been seen together */
    pdx_map by_place;             /* place and term -> number in in_place */
    PDX_VEC(pdx_term_count) known;   /* owned; per term */
    PDX_VEC(uint32_t) names;      /* owned; terms that are who wrote posts */
    PDX_VEC(pdx_site_place) of_place; /* owned; per place */
    PDX_VEC(uint32_t) in_place;   /* owned */
    PDX_VEC(pdx_site_note) notes; /* owned */
    PDX_VEC(uint32_t) items;      /* owned; terms */
    PDX_VEC(pdx_site_run) runs;   /* owned; of all lines told to be tags, sections, then per place */
    pdx_map run_words;            /* number of runs and a word, or two that stand together -> number in run_counts */
    PDX_VEC(uint32_t) run_counts; /* owned; lines */
    pdx_term_kinds kinds;         /* owned; of all pages, in their order */
    size_t at;                    /* where those of the next page begin */
    uint32_t pages;               /* that were counted */
    uint32_t told_posts, filed_posts; /* that have a list which a word calls tags, sections */
    uint32_t counted;             /* posts of all pages, once these were counted */
    bool has_constants;           /* lines that most of these have */
    bool tags_in_order;           /* the lists of tags are, nearly all of them */
    bool tags_proved;             /* pages about tags whose lists hold these say that they are */
    pdx_term_lines lines;         /* owned; of the page that is looked at */
};

/* The kinds of the page that comes next; pages come in the same order each time. */
uint8_t *pdx_site_kinds(pdx_site_terms *terms, const pdx_page *page);
/* Every page was counted, and none is read yet. */
void pdx_site_counts_close(pdx_site_terms *terms);
/* Lines of which seven in ten posts have one are furniture, unless a page is about them. `terms` are pdx_site_terms. */
bool pdx_site_is_constant(const void *terms, const pdx_page *page, pdx_range range);

/* Whether three numbers come together for the first time. */
typedef enum pdx_site_first { PDX_SITE_SEEN, PDX_SITE_FIRST, PDX_SITE_FAILED } pdx_site_first;
pdx_site_first pdx_site_pair(pdx_map *map, uint32_t a, uint32_t b, uint32_t c);
/* The same, and the number of the three together. */
pdx_site_first pdx_site_pair_number(pdx_map *map, uint32_t a, uint32_t b, uint32_t c, uint32_t *id);
/* The number of a term, with room for its counts; PDX_MAP_NONE when out of memory. */
uint32_t pdx_site_term(pdx_site_terms *terms, pdx_span folded);
/* What is seen of the items of a line alone; `sign` -1 takes it away again. */
void pdx_site_items_sum(const pdx_site_terms *terms, pdx_site_place *place, const pdx_site_note *note, uint32_t sign);
/* Each term of a line: in how many posts it stands, and how often at this place. False when out of memory. */
bool pdx_site_note_count(pdx_site_terms *terms, const pdx_site_note *note);
/* The note's items become `n` others, from `first` on. False when out of memory. */
bool pdx_site_note_part(pdx_site_terms *terms, pdx_site_note *note, uint32_t first, uint32_t n);

/* sitefirst.c: reads of the notes of a place whether sections stand in front of its lists. False when out of memory. */
bool pdx_site_firsts_read(pdx_site_terms *terms, uint32_t place, const uint32_t *notes, size_t n);
/* Where the section in front of a list's first item ends, in folded text, and of how many words it is; 0: there is none. */
size_t pdx_site_first_words(const pdx_site_terms *terms, pdx_span term, unsigned *words);

/* The term is such a section. */
bool pdx_site_is_first(const pdx_site_terms *terms, pdx_span term);

/* What makes two places the same. */
typedef struct pdx_site_key {
    uint64_t label; /* of the words in front; 0: none */
    uint32_t place, sort;
} pdx_site_key;

/* Lines by their place, or first and other lines of runs of any length. */
enum { PDX_SITE_OF_LINE, PDX_SITE_OF_FIRST, PDX_SITE_OF_REST };

pdx_site_key pdx_site_key_of(const pdx_page *page, const pdx_term_line *line);

/* sitesure.c: how sure each post's tags on a page are, by all that the site says of them. */
void pdx_site_tags_weigh(const pdx_site_terms *terms, pdx_page *page);

#endif
