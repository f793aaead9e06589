/* Why posts share a run of words, by where it stands. For study/repeat_table.c. */
#ifndef PDX_STUDY_REPEAT_LABEL_H
#define PDX_STUDY_REPEAT_LABEL_H

#include "archive/model/contents.h"

typedef enum repeat_label {
    REPEAT_FURNITURE, REPEAT_TAGS, REPEAT_LINK, REPEAT_CAPTION, REPEAT_COPY, REPEAT_QUOTE, REPEAT_SWAPPED, REPEAT_CLAIM, REPEAT_LABELS
} repeat_label;

/* What is known of a run. */
typedef struct repeat_facts {
    uint32_t n, n_posts;             /* its places, and in how many posts they are */
    uint32_t n_all;                  /* posts that were looked at */
    uint32_t roles[PDX_ROLE_COUNT];  /* places by role of their part */
    uint32_t n_quoted;               /* those in quotation marks */
    uint32_t copy, of;               /* two of its posts of which one nearly repeats the other; PDX_NONE: none */
    double likeness;
    bool swapped;                    /* two posts have it and another run in another order */
} repeat_facts;

/* The label; `reason` receives a sentence. */
repeat_label repeat_label_of(const repeat_facts *facts, char reason[96]);
const char *repeat_label_name(repeat_label label);

#endif
