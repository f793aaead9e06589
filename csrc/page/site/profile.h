/* What the entries of a site look like: which furniture stands in them, in which lines of which form, and what stands round
 * their titles. Learned by site.c from entries that are known, asked by likesite.c of other pages.
 * Promises: linear in the text; the same for the same entries. */
#ifndef PDX_PAGE_PROFILE_H
#define PDX_PAGE_PROFILE_H

#include "page/entries/titles.h"

typedef struct pdx_profile {
    pdx_class_sign signs[PDX_FRAME_ROOM]; /* of the members of the frame */
    float share[PDX_FRAME_ROOM];
    unsigned n_members, title_member;
    pdx_fit_table table;
    pdx_decode_terms terms;
    float reproduced; /* how well the profile finds the entries again that it was learned from, as F1; 0: there is none */
    float worth;      /* how probable it is that they are entries, by all that speaks for them */
} pdx_profile;

/* The entries that a profile is learned from: they follow each other in `text`. */
typedef struct pdx_known_entries {
    pdx_span text;
    const size_t *begins; /* n + 1 bytes: where each begins, and where the last one ends */
    const size_t *titles; /* the byte at which each one's title begins */
    size_t n;
    const float *weights;  /* how much each one counts for how well a profile finds them; NULL: all the same */
} pdx_known_entries;

/* Says of each entry in `typical` whether the profile finds it again, with the furniture that the others have; there need be none. */
pdx_status pdx_profile_learn(pdx_profile *profile, const pdx_known_entries *entries, bool *typical, const pdx_page_options *options,
                             pdx_error *err) PDX_MUST;

/* Sets `reproduced` by these entries. */
pdx_status pdx_profile_measure(pdx_profile *profile, const pdx_known_entries *entries, const pdx_page_options *options, pdx_error *err) PDX_MUST;

/* A page as a profile sees it. */
typedef struct pdx_profile_view {
    pdx_classes classes;
    pdx_frame frame;
    pdx_titles titles;
    pdx_sheet sheet;
} pdx_profile_view;

void pdx_profile_view_init(pdx_profile_view *view);
void pdx_profile_view_deinit(pdx_profile_view *view);
/* Reads a page, of whose sheet only text, lines and facts count. */
pdx_status pdx_profile_look(pdx_profile_view *view, const pdx_profile *profile, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
/* What these titles are worth on the page, as the view's own are measured. */
float pdx_profile_score(pdx_profile_view *view, const pdx_profile *profile, const uint32_t *titles, size_t n);

#endif
