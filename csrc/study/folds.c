#include "study/folds.h"

static size_t number_of(const study_folds *folds, const pdx_letters *letters) {
    size_t i = 0;
    while (i < folds->n && folds->each[i].letters != letters) i++;
    return i;
}

study_folds study_folds_of(const pdx_archive *archive) {
    study_folds folds = {0};
    for (uint32_t s = 0; s < pdx_snapshot_n_segments(archive->snapshot); s++) {
        const pdx_segment *segment = pdx_snapshot_segment(archive->snapshot, s);
        for (uint32_t i = 0; i < pdx_segment_n_languages(segment); i++) {
            const pdx_lang language = pdx_segment_language(segment, i);
            const pdx_letters *letters = pdx_letters_of(language);
            if (number_of(&folds, letters) < folds.n) continue;
            assert(folds.n < STUDY_FOLDS_MOST);
            folds.each[folds.n++] = (study_fold){letters, language};
        }
    }
    if (folds.n == 0) folds.each[folds.n++] = (study_fold){pdx_letters_of(archive->language), archive->language}; /* no post tells one */
    return folds;
}

size_t study_fold_number(const study_folds *folds, pdx_lang language) {
    const size_t i = number_of(folds, pdx_letters_of(language));
    return i < folds->n ? i : 0;
}
