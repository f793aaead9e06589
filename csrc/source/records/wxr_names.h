/* What elements of a WordPress export are called. Called by wxr.c. */
#ifndef PDX_SOURCE_WXR_NAMES_H
#define PDX_SOURCE_WXR_NAMES_H

#include "source/records/wxr.h"

/* What a name may mean; a name can be several at once, each in its place. */
typedef enum pdx_wxr_where {
    PDX_WXR_IN_ITEM,
    PDX_WXR_IN_OTHERS,
    PDX_WXR_IN_SITE,
    PDX_WXR_IN_COMMENT,
    PDX_WXR_IN_META,
    PDX_WXR_NOWHERE
} pdx_wxr_where;

/* The namespaces, by what exports of all versions call them; where none is declared the usual prefix counts. */
typedef enum pdx_wxr_space { PDX_WXR_NS_RSS, PDX_WXR_NS_WP, PDX_WXR_NS_EXCERPT, PDX_WXR_NS_CONTENT, PDX_WXR_NS_DC, PDX_WXR_NS_UNKNOWN } pdx_wxr_space;

pdx_wxr_space pdx_wxr_space_of(pdx_span prefix, pdx_span uri);
/* What the name of an element there says; borrowed until the next. */
const pdx_wxr_name *pdx_wxr_name_of(pdx_wxr_known *known, const pdx_xml_names *names, pdx_wxr_where where, pdx_span name);

/* The name that is likely to come next, or NULL; one is only good where it was read, and as long as namespaces stay. */
static inline const pdx_wxr_name *pdx_wxr_name_likely(const pdx_wxr_known *known) { return known->last == NULL ? NULL : known->last->next; }
static inline bool pdx_wxr_name_is(const pdx_wxr_name *name, const pdx_xml_names *names, pdx_wxr_where where, pdx_span spelled) {
    return name->len == spelled.len && name->where == where && name->n_changes == names->n_changes &&
           memcmp(name->name, spelled.data, spelled.len) == 0;
}

#endif
