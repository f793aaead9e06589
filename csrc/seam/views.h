/* Views: some posts, some parts. */
#ifndef PDX_SEAM_VIEWS_H
#define PDX_SEAM_VIEWS_H

#include "seam/handles.h"

pdx_status pdx_view_all(pdx_archive *archive, pdx_view **out, pdx_error *err) PDX_MUST; /* retains the archive */
void pdx_view_retain(pdx_view *view);
void pdx_view_release(pdx_view *view);
pdx_archive *pdx_view_archive(const pdx_view *view); /* borrowed */
uint32_t pdx_view_n_posts(const pdx_view *view);
uint32_t pdx_view_post(const pdx_view *view, uint32_t i); /* i-th post of the view -> post; O(1) */
bool pdx_view_has(const pdx_view *view, uint32_t post);
pdx_role_set pdx_view_roles(const pdx_view *view);
/* Narrower views. `posts` need not be sorted. */
pdx_status pdx_view_select(const pdx_view *view, const uint32_t *posts, size_t n, pdx_view **out, pdx_error *err) PDX_MUST;
pdx_status pdx_view_within(const pdx_view *view, pdx_role_set roles, pdx_view **out, pdx_error *err) PDX_MUST;
/* All other posts of the archive, within the same roles; and how many posts are in two views of one archive. */
pdx_status pdx_view_rest(const pdx_view *view, pdx_view **out, pdx_error *err) PDX_MUST;
uint32_t pdx_view_n_shared(const pdx_view *view, const pdx_view *other);

#endif
