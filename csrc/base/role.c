#include "base/role.h"

static const struct {
    const char *name;
    pdx_group group;
} role_table[PDX_ROLE_COUNT] = {
#define PDX_ROLE(name, text, group) {text, PDX_GROUP_##group},
#include "base/role.def"
#undef PDX_ROLE
};

const char *pdx_role_name(pdx_role role) {
    return (unsigned)role < PDX_ROLE_COUNT ? role_table[role].name : "?";
}

pdx_group pdx_role_group(pdx_role role) {
    return (unsigned)role < PDX_ROLE_COUNT ? role_table[role].group : PDX_GROUP_NONE;
}

pdx_role pdx_role_parse(pdx_span name) {
    unsigned i;
    for (i = 0; i < PDX_ROLE_COUNT; i++) {
        if (pdx_span_equal(name, pdx_span_str(role_table[i].name))) return (pdx_role)i;
    }
    return PDX_ROLE_COUNT;
}
