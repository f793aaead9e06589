#include "study/repeat_label.h"

#include <stdio.h>

const char *repeat_label_name(repeat_label label) {
    static const char *const names[REPEAT_LABELS] = {"furniture", "tag line",         "cross-link",    "caption",
                                                     "near-copy", "shared quotation", "swapped order", "repeated claim"};
    return names[label];
}

static uint32_t in_roles(const repeat_facts *facts, pdx_role_set roles) {
    uint32_t n = 0;
    for (int role = 0; role < PDX_ROLE_COUNT; role++)
        if (roles & PDX_ROLE_BIT(role)) n += facts->roles[role];
    return n;
}

#define FURNITURE                                                                                                                         \
    (PDX_ROLE_BIT(PDX_ROLE_SHARE) | PDX_ROLE_BIT(PDX_ROLE_READ_MORE) | PDX_ROLE_BIT(PDX_ROLE_BYLINE) | PDX_ROLE_BIT(PDX_ROLE_NAV) |       \
     PDX_ROLE_BIT(PDX_ROLE_FOOTER) | PDX_ROLE_BIT(PDX_ROLE_COMMENTS) | PDX_ROLE_BIT(PDX_ROLE_DATE) | PDX_ROLE_BIT(PDX_ROLE_PAGE_HEADING))

repeat_label repeat_label_of(const repeat_facts *facts, char reason[96]) {
    enum { ROOM = 96, OFTEN_LEAST = 4 };
    const uint32_t titles = facts->roles[PDX_ROLE_TITLE];
    const uint32_t captions = in_roles(facts, PDX_ROLE_BIT(PDX_ROLE_CAPTION) | PDX_ROLE_BIT(PDX_ROLE_IMAGE_ALT));
    if (in_roles(facts, PDX_ROLE_BIT(PDX_ROLE_TAGS) | PDX_ROLE_BIT(PDX_ROLE_CATEGORIES)) == facts->n) {
        snprintf(reason, ROOM, "it stands among tags");
        return REPEAT_TAGS;
    }
    if (in_roles(facts, FURNITURE) == facts->n) {
        snprintf(reason, ROOM, "it stands in lines of furniture");
        return REPEAT_FURNITURE;
    }
    if (facts->roles[PDX_ROLE_RELATED] > 0) {
        snprintf(reason, ROOM, "a line names another post with it");
        return REPEAT_LINK;
    }
    if (titles > 0 && titles < facts->n) {
        snprintf(reason, ROOM, "it stands in the title of a post and in another post");
        return REPEAT_LINK;
    }
    if (captions > 0) {
        snprintf(reason, ROOM, "it stands under or for pictures: %u of %u places", (unsigned)captions, (unsigned)facts->n);
        return REPEAT_CAPTION;
    }
    if (facts->n_posts >= OFTEN_LEAST && 2 * facts->n_posts >= facts->n_all) {
        snprintf(reason, ROOM, "%u of %u posts have it", (unsigned)facts->n_posts, (unsigned)facts->n_all);
        return REPEAT_FURNITURE;
    }
    if (facts->swapped) {
        snprintf(reason, ROOM, "the two posts have it and another run in another order");
        return REPEAT_SWAPPED;
    }
    if (facts->copy != PDX_NONE) {
        snprintf(reason, ROOM, "post %u repeats post %u to %d%%", (unsigned)facts->copy, (unsigned)facts->of, (int)(100.0 * facts->likeness + 0.5));
        return REPEAT_COPY;
    }
    if (2 * facts->n_quoted > facts->n) {
        snprintf(reason, ROOM, "it stands in quotation marks: %u of %u places", (unsigned)facts->n_quoted, (unsigned)facts->n);
        return REPEAT_QUOTE;
    }
    snprintf(reason, ROOM, "%u posts say it in the same words", (unsigned)facts->n_posts);
    return REPEAT_CLAIM;
}
