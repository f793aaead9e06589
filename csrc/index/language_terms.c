#include "index/language_terms.h"

void pdx_languages_deinit(pdx_languages *languages) {
    for (size_t i = 0; i < languages->len; i++) PDX_VEC_DEINIT(&languages->data[i].ords);
    PDX_VEC_DEINIT(languages);
}

pdx_language_terms *pdx_languages_find(pdx_languages *languages, pdx_lang language) {
    pdx_language_terms *all = languages->data;
    size_t at = 0, i;
    while (at < languages->len && all[at].language < language) at++;
    if (at < languages->len && all[at].language == language) return &all[at];
    if (!PDX_VEC_RESERVE(languages, languages->len + 1)) return NULL;
    all = languages->data;
    for (i = languages->len++; i > at; i--) all[i] = all[i - 1];
    all[at].language = language;
    PDX_VEC_INIT(&all[at].ords);
    return &all[at];
}

bool pdx_languages_note(pdx_languages *languages, pdx_ord ord, pdx_lang language) {
    pdx_language_terms *terms = pdx_languages_find(languages, language);
    if (terms == NULL) return false;
    if (terms->ords.len > 0 && terms->ords.data[terms->ords.len - 1] == ord) return true;
    return PDX_VEC_PUSH(&terms->ords, ord);
}
