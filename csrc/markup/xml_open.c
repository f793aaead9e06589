#include "markup/xml_open.h"

#include "base/le.h"

enum { LEN_BYTES = 4 };

void pdx_xml_open_init(pdx_xml_open *open) { memset(open, 0, sizeof *open); }
void pdx_xml_open_deinit(pdx_xml_open *open) { pdx_buf_deinit(&open->names); }

bool pdx_xml_open_fits(const pdx_xml_open *open, pdx_span name) {
    return open->nameless == 0 && name.len < PDX_XML_OPEN_BYTES && open->names.len + name.len + LEN_BYTES <= PDX_XML_OPEN_BYTES;
}

bool pdx_xml_open_push(pdx_xml_open *open, pdx_span name) {
    if (!pdx_xml_open_fits(open, name)) {
        open->nameless++;
    } else {
        if (!pdx_buf_reserve(&open->names, name.len + LEN_BYTES)) return false;
        pdx_buf_span(&open->names, name);
        pdx_le32_put(open->names.data + open->names.len, (uint32_t)name.len);
        open->names.len += LEN_BYTES;
    }
    open->depth++;
    return true;
}

/* The name that ends before `end`. */
static pdx_span name_before(const pdx_xml_open *open, size_t end) {
    const size_t len = pdx_le32(open->names.data + end - LEN_BYTES);
    return pdx_span_of(open->names.data + end - LEN_BYTES - len, len);
}

uint64_t pdx_xml_open_find(const pdx_xml_open *open, pdx_span name) {
    size_t end = open->names.len;
    if (open->nameless > 0) return 1;
    for (uint64_t n = 1; n <= PDX_XML_LOOK_BACK && end > 0; n++) {
        const pdx_span one = name_before(open, end);
        if (pdx_span_equal(one, name)) return n;
        end -= one.len + LEN_BYTES;
    }
    return 0;
}

void pdx_xml_open_pop(pdx_xml_open *open, uint64_t n) {
    assert(n <= open->depth);
    open->depth -= n;
    for (; n > 0; n--) {
        if (open->nameless > 0) {
            open->nameless--;
        } else {
            open->names.len -= name_before(open, open->names.len).len + LEN_BYTES;
        }
    }
}
