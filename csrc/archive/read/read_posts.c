#include <string.h>

#include "base/alloc.h"
#include "os/file.h"
#include "postdex.h"
#include "source/forms/sniff.h"
#include "text/utf8.h"

/* Posts in Markdown that are files of their own are small and many: they are read here, one after the other, so that nobody is asked between them.
 * Whatever is not plainly such a file is left to who asks: what is damaged, packed, in another encoding, or anything else. */

enum { POST_MOST = PDX_LIMIT(1 << 20, 256), SAYS_FIRST = 1024 };

/* All of a file that is small enough; false: somebody else is to read it, or, with *no_memory, nobody can. */
static bool file_read(const char *path, pdx_buf *out, bool *no_memory) {
    pdx_file file;
    pdx_file_info info;
    bool read = false;
    if (pdx_file_open(&file, pdx_os_system(), path, PDX_OPEN_READ, NULL) != PDX_OK) return false;
    if (pdx_file_describe(&file, &info, NULL) == PDX_OK && info.kind == PDX_FILE_REGULAR && info.size > 0 && info.size <= POST_MOST) {
        out->data = pdx_alloc((size_t)info.size); /* of this size and no more: it stays */
        *no_memory = out->data == NULL;
        out->capacity = *no_memory ? 0 : (size_t)info.size;
        read = !*no_memory && pdx_file_read(&file, out->data, out->capacity, 0, NULL) == PDX_OK;
        out->len = read ? out->capacity : 0;
    }
    pdx_file_drop(&file);
    return read;
}

/* Whether the text may say of itself in what it was written. */
static bool says_encoding(pdx_span text) {
    static const char name[] = "charset";
    const size_t n = pdx_min_size(text.len, SAYS_FIRST);
    for (size_t at = 0, i; at + sizeof name - 1 <= n; at++) {
        for (i = 0; name[i] != '\0' && (text.data[at + i] | 0x20) == (uint8_t)name[i]; i++) continue;
        if (name[i] == '\0') return true;
    }
    return false;
}

static bool is_plain_post(pdx_span bytes) {
    pdx_source_form form;
    const uint8_t *const end = pdx_span_end(bytes);
    if (memchr(bytes.data, 0, bytes.len) != NULL) return false;
    if (pdx_utf8_ascii_end(bytes.data, end) < end && (!pdx_utf8_is_well_formed(bytes) || says_encoding(bytes))) return false;
    return pdx_source_form_sniff(bytes, &form, NULL) == PDX_OK && form == PDX_SOURCE_MARKDOWN;
}

pdx_status pdx_builder_add_posts(pdx_builder *builder, const pdx_source_facts *facts, const char *const *paths, size_t n, uint64_t most,
                                 pdx_posts_added *out, const pdx_tick *tick, pdx_error *err) {
    memset(out, 0, sizeof *out);
    while (out->n < n && out->n_bytes < most) {
        pdx_source_facts own = *facts;
        pdx_buf bytes;
        pdx_status status = PDX_OK;
        bool no_memory = false, is_post;
        pdx_buf_init(&bytes);
        is_post = file_read(paths[out->n], &bytes, &no_memory) && is_plain_post(pdx_buf_view(&bytes));
        if (is_post) {
            own.name = pdx_span_str(paths[out->n]);
            out->n_bytes += bytes.len;
            status = pdx_builder_take_post(builder, &own, &bytes, tick, err);
        }
        pdx_buf_deinit(&bytes);
        if (no_memory) return pdx_fail_memory(err);
        if (status == PDX_ENOMEM || status == PDX_EINTERRUPTED) return status;
        if (!is_post || status != PDX_OK) return PDX_OK; /* who reads it next tells what is wrong */
        out->n++;
    }
    return PDX_OK;
}

pdx_status pdx_builder_add_post(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *added, const pdx_tick *tick,
                                pdx_error *err) {
    pdx_buf copy;
    pdx_status status;
    *added = bytes.len > 0 && bytes.len <= POST_MOST && is_plain_post(bytes);
    if (!*added) return PDX_OK;
    pdx_buf_init(&copy);
    if ((copy.data = pdx_alloc(bytes.len)) == NULL) return pdx_fail_memory(err); /* of this size and no more: it stays */
    memcpy(copy.data, bytes.data, bytes.len);
    copy.capacity = copy.len = bytes.len;
    status = pdx_builder_take_post(builder, facts, &copy, tick, err);
    pdx_buf_deinit(&copy);
    *added = status == PDX_OK;
    return status == PDX_ENOMEM || status == PDX_EINTERRUPTED ? status : PDX_OK; /* who adds it next tells what is wrong */
}
