/* What each line that is not blank looks like and what it repeats: hashes of its forms, a date, a
 * furniture phrase, how much it looks like a title. Called by cut.c once; read by every later step.
 * Promises: work in proportion to the text; but for echoes, nothing here looks at other lines. */
#ifndef PDX_PAGE_FACTS_H
#define PDX_PAGE_FACTS_H

#include "page/lexicon/dateline.h"
#include "page/lexicon/lexicon.h"
#include "page/lines/lines.h"
#include "page/page.h"

/* The forms of a line that are looked for in other lines. */
typedef enum pdx_form {
    PDX_FORM_EXACT,   /* the words as they are, folded */
    PDX_FORM_MASKED,  /* numbers and dates left out */
    PDX_FORM_LABEL,   /* what stands before the first colon */
    PDX_FORM_HEAD2,   /* the first two words */
    PDX_FORM_HEAD1,   /* the first word */
    PDX_FORM_TAIL2,   /* the last two words */
    PDX_FORM_TAIL1,   /* the last word */
    PDX_FORM_DATE,    /* a date stands in the line, by shape */
    PDX_FORM_ECHO,    /* what stands round another line's text that is repeated in it */
    PDX_FORM_COUNT
} pdx_form;

enum {
    PDX_FACT_PARA = 1,        /* runs like a paragraph: long, or a sentence with its stop */
    PDX_FACT_STOP = 2,        /* ends as a sentence does */
    PDX_FACT_CUT = 4,         /* ends in an ellipsis */
    PDX_FACT_COLON = 8,       /* ends in a colon */
    PDX_FACT_LOWER = 16,      /* begins with a small letter */
    PDX_FACT_LIST = 32,       /* short items between commas, no sentence */
    PDX_FACT_HASHES = 64,     /* every word is a #tag */
    PDX_FACT_URL = 128,       /* a bare address */
    PDX_FACT_DATE = 256,      /* a date and hardly anything else */
    PDX_FACT_DATED = 512,     /* a full date stands in the line */
    PDX_FACT_CAPITALS = 1024, /* all letters are capitals */
    PDX_FACT_QUOTED = 2048,   /* begins and ends with quotation marks */
    PDX_FACT_SHORT = 4096,    /* short enough for its forms to be compared */
    PDX_FACT_CODE = 8192,     /* looks like program text */
    PDX_FACT_TIGHT = 16384,   /* a comma without a space after it */
    PDX_FACT_WORDLESS = 32768, /* hardly a letter or digit in it */
    PDX_FACT_ECHOED = 65536,   /* furniture of the page repeats it: set by classes.c */
    PDX_FACT_SENTENCE = 131072, /* a PARA that is one short sentence: titles are that at times */
    PDX_FACT_FIELDS = 262144,   /* fields between slashes, bars or dots */
    PDX_FACT_COMMON = 524288,   /* comes again and again, far apart, as sections and names do: set by classes.c */
    PDX_FACT_FILE = 1048576,    /* one word that is the name of a file: the text of a picture */
    PDX_FACT_TERMS = 4194304,   /* a list of terms, or one alone, that other lists of the page have: set by listlines.c */
    PDX_FACT_PERIOD = 8388608,  /* a month that heads the entries below it: set by periods.c */
    PDX_FACT_DAY_ROW = 16777216, /* begins with its day, under the heading of a month: set by perioddays.c */
    PDX_FACT_NO_FIELD = 67108864, /* its words are read, and one of them stands in no date: it is no month, and no field of a date */
    PDX_FACT_NO_LABEL = 33554432, /* its first words are read, and are none that announce fields: see pdx_lexicon_may_be_label */
    PDX_FACT_PRINTED = 2097152  /* a date may stand in it, whole or in part; without it there is none */
};

/* What it takes from the look of a title that the line is known furniture, a paragraph, or one that is a short sentence. */
enum { PDX_FACT_PHRASE_LOOK = 80, PDX_FACT_PARA_LOOK = 70, PDX_FACT_SENTENCE_LOOK = 35 };

typedef struct pdx_fact {
    uint64_t exact;   /* hash of its words, folded; of its bytes where it is not PDX_FACT_SHORT */
    pdx_range date;   /* in the text; empty: none */
    uint32_t echo;    /* index + 1 of the earlier line that this one repeats inside other words; 0: none */
    uint32_t phrases; /* one bit per pdx_phrase_kind that the line is made of; 0: not furniture */
    uint32_t flags;
    int16_t title; /* how much it looks like a title by itself, about -100..100 */
    uint8_t phrase; /* the first pdx_phrase_kind, or PDX_PHRASE_NONE */
    uint8_t tail;   /* pdx_phrase_kind glued to its end */
    uint8_t n_phrases;
    uint32_t first_phrase; /* where its phrases stand in pdx_facts.phrases, or the one that is glued to its end */
    uint32_t dateline;     /* index + 1 of what is printed in it in pdx_facts.datelines; 0: nothing, or nobody has looked */
} pdx_fact;

typedef struct pdx_facts {
    PDX_VEC(pdx_fact) facts; /* owned; one per line of pdx_lines */
    uint64_t *forms;         /* owned; form by form a hash per line; 0: the line has no such form, or one that means nothing */
    size_t forms_room;       /* lines that `forms` has room for, each of them */
    PDX_VEC(pdx_phrase) phrases; /* owned; in order of lines, their ranges counted from the line's beginning */
    PDX_VEC(pdx_dateline) datelines; /* owned; of lines with PDX_FACT_PRINTED, counted likewise */
    uint64_t key;            /* of the hashes */
    size_t masthead;         /* so many lines are those with which the page begins, see masthead.h */
    size_t footing;          /* where the lines begin with which the page ends, see footing.h; their number: there are none */
    size_t day_rows;         /* lines with PDX_FACT_DAY_ROW */
} pdx_facts;

/* How many phrases a line has, its tail counted. */
static inline size_t pdx_fact_phrases(const pdx_fact *fact) { return fact->n_phrases > 0 ? fact->n_phrases : fact->tail != PDX_PHRASE_NONE; }

/* Words of some language are among its phrases. */
static inline bool pdx_facts_are_told(const pdx_facts *facts, const pdx_fact *fact) {
    for (unsigned k = 0; k < fact->n_phrases; k++) {
        if (facts->phrases.data[fact->first_phrase + k].language != PDX_LANG_NONE) return true;
    }
    return false;
}

/* The date that line `i`, with these bytes, prints, whole or in part. */
static inline bool pdx_facts_dateline(const pdx_facts *facts, size_t i, pdx_span bytes, pdx_dateline *out) {
    const pdx_fact *fact = &facts->facts.data[i];
    if (fact->dateline == 0) return fact->flags & PDX_FACT_PRINTED && pdx_dateline_find(bytes, out);
    *out = facts->datelines.data[fact->dateline - 1];
    return true;
}

static inline uint64_t *pdx_facts_form(const pdx_facts *facts, pdx_form form) { return facts->forms + form * facts->forms_room; }

#define PDX_PHRASE_BIT(kind) (UINT32_C(1) << (kind))
/* Phrases that belong to an entry. */
#define PDX_PHRASES_OF_ENTRY                                                                                    \
    (PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN) | \
     PDX_PHRASE_BIT(PDX_PHRASE_TAGGED) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS) | PDX_PHRASE_BIT(PDX_PHRASE_READ_MORE) |     \
     PDX_PHRASE_BIT(PDX_PHRASE_SHARE) | PDX_PHRASE_BIT(PDX_PHRASE_PERMALINK) | PDX_PHRASE_BIT(PDX_PHRASE_READING_TIME) | \
     PDX_PHRASE_BIT(PDX_PHRASE_MEMBER))
/* Phrases of the page round the entries. */
#define PDX_PHRASES_OF_PAGE                                                                                    \
    (PDX_PHRASE_BIT(PDX_PHRASE_NAV) | PDX_PHRASE_BIT(PDX_PHRASE_MENU) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) |             \
     PDX_PHRASE_BIT(PDX_PHRASE_FOOTER) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA))
#define PDX_PHRASES_OF_HEADING                                                                                 \
    (PDX_PHRASE_BIT(PDX_PHRASE_HEADING_TAG) | PDX_PHRASE_BIT(PDX_PHRASE_HEADING_CATEGORY) |                              \
     PDX_PHRASE_BIT(PDX_PHRASE_HEADING_AUTHOR) | PDX_PHRASE_BIT(PDX_PHRASE_HEADING_DATE) |                               \
     PDX_PHRASE_BIT(PDX_PHRASE_HEADING_SEARCH) | PDX_PHRASE_BIT(PDX_PHRASE_HEADING_HOME))

/* A line that is furniture of entries or of the page by the lexicon or as a bare date, whatever the frame. */
static inline bool pdx_fact_is_meta(const pdx_fact *fact) {
    return fact->phrases & (PDX_PHRASES_OF_ENTRY | PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING) ||
           fact->flags & (PDX_FACT_DATE | PDX_FACT_HASHES | PDX_FACT_PERIOD);
}

/* Whether it says what lines of entries say. */
static inline bool pdx_fact_is_of_entry(const pdx_fact *fact) {
    return fact->phrases & PDX_PHRASES_OF_ENTRY || fact->flags & (PDX_FACT_DATED | PDX_FACT_HASHES) || fact->tail != PDX_PHRASE_NONE;
}

void pdx_facts_init(pdx_facts *facts);
void pdx_facts_deinit(pdx_facts *facts);
void pdx_facts_reset(pdx_facts *facts);
pdx_status pdx_facts_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, const pdx_page_options *options,
                          const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
