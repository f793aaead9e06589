/* The ways in which letters are folded in the posts of an archive: languages with letters of their own (ñ, å, ø, ı) make words of them that are
 * others elsewhere. For what looks for given words: study/match_table.c, study/name_table.c. */
#ifndef PDX_STUDY_FOLDS_H
#define PDX_STUDY_FOLDS_H

#include "archive/model/contents.h"
#include "text/letters.h"

enum { STUDY_FOLDS_MOST = 8 };

typedef struct study_fold {
    const pdx_letters *letters; /* NULL: those of every language */
    pdx_lang language;          /* one that folds so */
} study_fold;

typedef struct study_folds {
    study_fold each[STUDY_FOLDS_MOST];
    size_t n; /* 0: there is no post */
} study_folds;

study_folds study_folds_of(const pdx_archive *archive);
/* The number of that by which a language of the archive is folded. */
size_t study_fold_number(const study_folds *folds, pdx_lang language);

#endif
