/* Part roles and scoring groups: the vocabulary that parsing, the index and users share.
 * On the ground floor because the index stores role numbers without knowing what a page is. */
#ifndef PDX_BASE_ROLE_H
#define PDX_BASE_ROLE_H

#include "base/span.h"

typedef enum pdx_role {
#define PDX_ROLE(name, text, group) name,
#include "base/role.def"
#undef PDX_ROLE
    PDX_ROLE_COUNT
} pdx_role;

/* Scoring groups: frequencies and lengths are kept for the first PDX_GROUP_COUNT of them. */
typedef enum pdx_group {
    PDX_GROUP_TITLE,
    PDX_GROUP_TAGS,
    PDX_GROUP_BODY,
    PDX_GROUP_OTHER,
    PDX_GROUP_COUNT,
    PDX_GROUP_NONE = PDX_GROUP_COUNT
} pdx_group;

/* A set of roles, one bit each. */
typedef uint32_t pdx_role_set;
#define PDX_ROLE_BIT(role) ((pdx_role_set)1 << (role))
#define PDX_ROLES_ALL (PDX_ROLE_BIT(PDX_ROLE_COUNT) - 1)

/* Roles of parts that are no text to read: nothing looks for words, dates or names in them. */
#define PDX_ROLES_UNREAD \
    (PDX_ROLE_BIT(PDX_ROLE_BLANK) | PDX_ROLE_BIT(PDX_ROLE_KIND) | PDX_ROLE_BIT(PDX_ROLE_STATUS) | PDX_ROLE_BIT(PDX_ROLE_ADDRESS) | \
     PDX_ROLE_BIT(PDX_ROLE_LINK) | PDX_ROLE_BIT(PDX_ROLE_IMAGE) | PDX_ROLE_BIT(PDX_ROLE_MEDIA))
static inline bool pdx_role_is_read(uint8_t role) { return (PDX_ROLES_UNREAD & PDX_ROLE_BIT(role)) == 0; }

const char *pdx_role_name(pdx_role role);
pdx_group pdx_role_group(pdx_role role);
/* The role called `name`; PDX_ROLE_COUNT when there is none. */
pdx_role pdx_role_parse(pdx_span name);

#endif
