#include "page/site.h"

#include "base/map.h"

struct pdx_site {
    uint64_t pages;
};

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    return *out == NULL ? pdx_fail_memory(err) : PDX_OK;
}

void pdx_site_free(pdx_site *site) { pdx_free(site); }

pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page *cut, pdx_error *err) {
    (void)text;
    (void)cut;
    (void)err;
    site->pages++;
    return PDX_OK;
}
