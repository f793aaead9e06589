#include "segment/image.h"

#include "base/le.h"
#include "kernels/crc32c.h"
#include "segment/sums.h"

static const char end_magic[4] = {'p', 'd', 'x', '.'};
enum { CRC_AT = PDX_IMAGE_HEADER - 4 };

/* ---- writing */

void pdx_image_entry_put(uint8_t *head, const pdx_image_form *form, unsigned i, uint32_t crc, uint64_t at, uint64_t length) {
    uint8_t *entry = head + PDX_IMAGE_HEADER + i * PDX_IMAGE_ENTRY;
    memcpy(entry, form->tags[i], 4);
    pdx_le32_put(entry + 4, crc);
    pdx_le64_put(entry + 8, at);
    pdx_le64_put(entry + 16, length);
}

static void zeros_append(pdx_buf *out, size_t n) {
    static const uint8_t zeros[PDX_IMAGE_HEADER] = {0};
    for (; n > 0; n -= pdx_min_size(n, sizeof zeros)) pdx_buf_append(out, zeros, pdx_min_size(n, sizeof zeros));
}

static uint64_t table_id(pdx_span table) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < table.len; i++) hash = (hash ^ table.data[i]) * UINT64_C(0x100000001B3);
    return hash;
}

void pdx_image_writer_start(pdx_image_writer *writer, const pdx_image_form *form, pdx_buf *out) {
    assert(form->n_sections <= PDX_IMAGE_SECTIONS_MAX);
    writer->form = form;
    writer->out = out;
    writer->begin = out->len;
    writer->n = 0;
    writer->n_threads = 1;
    zeros_append(out, PDX_IMAGE_HEADER + pdx_image_table_bytes(form));
    writer->section = out->len; /* a multiple of the alignment behind `begin` */
}

/* Where pages have sums, those of the sections before are made from these in the end, so that what is large is gone through once. */
static bool sum_waits(const pdx_image_writer *writer, unsigned i) { return writer->form->summed && i + 1 < writer->form->n_sections; }

void pdx_image_writer_end(pdx_image_writer *writer) {
    pdx_buf *out = writer->out;
    const unsigned i = writer->n++;
    uint32_t sum;
    assert(i < writer->form->n_sections);
    if (out->failed) return;
    sum = sum_waits(writer, i) ? 0 : pdx_crc32c(pdx_span_slice(pdx_buf_view(out), writer->section, out->len), 0);
    pdx_image_entry_put(out->data + writer->begin, writer->form, i, sum, writer->section - writer->begin, out->len - writer->section);
    zeros_append(out, (size_t)-(out->len - writer->begin) % PDX_IMAGE_ALIGN);
    writer->section = out->len;
}

static void header_put(uint8_t *header, const pdx_image_form *form, const pdx_image_facts *facts, uint64_t length, uint64_t id) {
    memcpy(header, form->magic, sizeof form->magic);
    pdx_le32_put(header + 8, form->version);
    pdx_le32_put(header + 12, form->n_sections);
    pdx_le64_put(header + 16, length);
    pdx_le64_put(header + 24, id);
    pdx_le64_put(header + 32, facts->fingerprint);
    for (unsigned i = 0; i < PDX_COUNTOF(facts->numbers); i++) pdx_le32_put(header + 40 + 4 * i, facts->numbers[i]);
}

static void sums_put(pdx_image_writer *writer) {
    const size_t begin = PDX_IMAGE_HEADER + pdx_image_table_bytes(writer->form), at = writer->section;
    const unsigned n = writer->n;
    uint8_t *image;
    pdx_sums_append(writer->out, writer->begin, begin, at - writer->begin, writer->n_threads);
    pdx_image_writer_end(writer);
    if (writer->out->failed) return;
    image = writer->out->data + writer->begin;
    for (unsigned i = 0; i < n; i++) {
        const uint8_t *entry = image + PDX_IMAGE_HEADER + i * PDX_IMAGE_ENTRY;
        const uint64_t from = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        const uint32_t sum = pdx_sums_of(image, from, from + length, writer->out->data + at + PDX_SUMS_HEAD, begin >> PDX_SUMS_BITS);
        pdx_image_entry_put(image, writer->form, i, sum, from, length);
    }
}

void pdx_image_ends_put(uint8_t *head, uint8_t footer[PDX_IMAGE_FOOTER], const pdx_image_form *form, const pdx_image_facts *facts, uint64_t length) {
    const pdx_span table = pdx_span_of(head + PDX_IMAGE_HEADER, pdx_image_table_bytes(form));
    const uint64_t id = table_id(table);
    uint32_t crc;
    header_put(head, form, facts, length, id);
    crc = pdx_crc32c(table, pdx_crc32c(pdx_span_of(head, CRC_AT), 0));
    pdx_le32_put(head + CRC_AT, crc);
    pdx_le64_put(footer, id);
    pdx_le64_put(footer + 8, length);
    pdx_le32_put(footer + 16, crc);
    memcpy(footer + 20, end_magic, sizeof end_magic);
}

bool pdx_image_writer_finish(pdx_image_writer *writer, const pdx_image_facts *facts) {
    pdx_buf *out = writer->out;
    uint8_t footer[PDX_IMAGE_FOOTER];
    if (writer->form->summed) sums_put(writer);
    assert(writer->n == writer->form->n_sections);
    if (!pdx_buf_reserve(out, sizeof footer)) {
        out->len = writer->begin;
        return false;
    }
    pdx_image_ends_put(out->data + writer->begin, footer, writer->form, facts, out->len - writer->begin + sizeof footer);
    pdx_buf_append(out, footer, sizeof footer);
    return true;
}

/* ---- reading */

pdx_status pdx_image_damage(pdx_span bytes, const pdx_image_form *form, const uint8_t *at, pdx_error *err, const char *what) {
    const uint64_t offset = at == NULL ? 0 : (uint64_t)(at - bytes.data);
    return pdx_fail(err, PDX_ECORRUPT, offset, "damaged %s: %s, at byte %llu", form->name, what, (unsigned long long)offset);
}

static pdx_span table_of(pdx_span bytes) {
    return pdx_span_of(bytes.data + PDX_IMAGE_HEADER, (size_t)pdx_le32(bytes.data + 12) * PDX_IMAGE_ENTRY);
}

/* Magic, version and lengths: enough to tell a foreign, a newer or a cut file from a damaged one. */
static pdx_status header_check(pdx_span bytes, const pdx_image_form *form, pdx_error *err) {
    const uint8_t *p = bytes.data;
    if (bytes.len < sizeof form->magic || memcmp(p, form->magic, sizeof form->magic) != 0) {
        return pdx_fail(err, PDX_ECORRUPT, 0, "damaged %s: it does not begin as a %s does, at byte 0", form->name, form->name);
    }
    if (bytes.len < PDX_IMAGE_HEADER + PDX_IMAGE_FOOTER) return pdx_image_damage(bytes, form, p + bytes.len, err, "it ends within the header");
    if (pdx_le64(p + 16) != bytes.len) return pdx_image_damage(bytes, form, p + 16, err, "its length is not the one it states");
    if (pdx_le32(p + 12) > PDX_IMAGE_SECTIONS_MAX || bytes.len - PDX_IMAGE_HEADER - PDX_IMAGE_FOOTER < (size_t)pdx_le32(p + 12) * PDX_IMAGE_ENTRY) {
        return pdx_image_damage(bytes, form, p + 12, err, "its section table does not fit");
    }
    return PDX_OK;
}

static pdx_status checksum_check(pdx_span bytes, const pdx_image_form *form, pdx_error *err) {
    const uint8_t *p = bytes.data, *footer = p + bytes.len - PDX_IMAGE_FOOTER;
    const uint32_t crc = pdx_crc32c(table_of(bytes), pdx_crc32c(pdx_span_of(p, CRC_AT), 0));
    if (crc != pdx_le32(p + CRC_AT)) return pdx_image_damage(bytes, form, p, err, "the checksum of the header does not hold");
    if (pdx_le64(footer) != pdx_le64(p + 24) || pdx_le64(footer + 8) != bytes.len || pdx_le32(footer + 16) != crc ||
        memcmp(footer + 20, end_magic, sizeof end_magic) != 0) {
        return pdx_image_damage(bytes, form, footer, err, "the footer does not belong to the header");
    }
    if (pdx_le32(p + 8) != form->version) {
        return pdx_fail(err, PDX_EFORMAT, 8, "%s format %lu, this version reads format %lu; update postdex or index again", form->name,
                        (unsigned long)pdx_le32(p + 8), (unsigned long)form->version);
    }
    return PDX_OK;
}

static unsigned section_of(const pdx_image_form *form, const uint8_t *entry) {
    unsigned s = 0;
    while (s < form->n_sections && memcmp(entry, form->tags[s], 4) != 0) s++;
    return s;
}

/* Every section inside the file and once; those unknown here are skipped. */
static pdx_status table_read(pdx_span bytes, const pdx_image_form *form, pdx_span *sections, pdx_error *err) {
    const uint8_t *p = bytes.data;
    const pdx_span table = table_of(bytes);
    const uint64_t last = bytes.len - PDX_IMAGE_FOOTER;
    bool seen[PDX_IMAGE_SECTIONS_MAX] = {false};
    uint64_t at = PDX_IMAGE_HEADER + table.len;
    for (const uint8_t *entry = table.data; entry < table.data + table.len; entry += PDX_IMAGE_ENTRY) {
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        const unsigned s = section_of(form, entry);
        if (begin < at || begin > last || begin % PDX_IMAGE_ALIGN != 0 || length > last - begin) {
            return pdx_image_damage(bytes, form, entry, err, "a section is out of place");
        }
        at = begin + length;
        if (s == form->n_sections) continue;
        if (seen[s]) return pdx_image_damage(bytes, form, entry, err, "a section stands twice");
        seen[s] = true;
        sections[s] = pdx_span_of(p + begin, (size_t)length);
    }
    for (unsigned s = 0; s < form->n_sections; s++) {
        if (!seen[s] && s >= form->n_sections - form->n_later) sections[s] = pdx_span_of(NULL, 0);
        else if (!seen[s]) return pdx_image_damage(bytes, form, table.data, err, "a section is missing");
    }
    return PDX_OK;
}

pdx_status pdx_image_open(pdx_span bytes, const pdx_image_form *form, pdx_span *sections, pdx_image_facts *facts, pdx_error *err) {
    PDX_TRY(header_check(bytes, form, err));
    PDX_TRY(checksum_check(bytes, form, err));
    facts->fingerprint = pdx_le64(bytes.data + 32);
    for (unsigned i = 0; i < PDX_COUNTOF(facts->numbers); i++) facts->numbers[i] = pdx_le32(bytes.data + 40 + 4 * i);
    return table_read(bytes, form, sections, err);
}

uint64_t pdx_image_id(pdx_span bytes) { return pdx_le64(bytes.data + 24); }

/* ---- checking all of it */

/* The bytes between two sections hold nothing. */
static bool are_zeros(const uint8_t *at, const uint8_t *end) {
    for (; at < end; at++) {
        if (*at != 0) return false;
    }
    return true;
}

static uint64_t aligned(uint64_t offset) { return (offset + PDX_IMAGE_ALIGN - 1) / PDX_IMAGE_ALIGN * PDX_IMAGE_ALIGN; }

static pdx_status entry_verify(pdx_span bytes, const pdx_image_form *form, const uint8_t *entry, const pdx_tick *tick, pdx_error *err) {
    enum { STRETCH = PDX_LIMIT(4 << 20, 64) }; /* bytes between two questions */
    const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
    uint32_t crc = 0;
    for (uint64_t at = begin; at < begin + length; at += STRETCH) {
        crc = pdx_crc32c(pdx_span_slice(bytes, (size_t)at, (size_t)(begin + length - at < STRETCH ? begin + length : at + STRETCH)), crc);
        PDX_TRY(pdx_tick_step(tick, at, bytes.len, err));
    }
    if (crc == pdx_le32(entry + 4)) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged %s: the checksum of section \"%.4s\" does not hold, bytes %llu to %llu", form->name,
                    (const char *)entry, (unsigned long long)begin, (unsigned long long)(begin + length));
}

pdx_status pdx_image_section_verify(pdx_span bytes, const pdx_image_form *form, unsigned section, pdx_error *err) {
    const pdx_span table = table_of(bytes);
    for (const uint8_t *entry = table.data; entry < table.data + table.len; entry += PDX_IMAGE_ENTRY) {
        if (section_of(form, entry) == section) return entry_verify(bytes, form, entry, NULL, err);
    }
    return pdx_image_damage(bytes, form, table.data, err, "a section is missing");
}

bool pdx_image_section_whole(pdx_span bytes, const pdx_image_form *form, unsigned section, pdx_span *out) {
    const uint8_t *entry = bytes.data + PDX_IMAGE_HEADER + (size_t)section * PDX_IMAGE_ENTRY;
    uint64_t begin, length;
    if (bytes.len < PDX_IMAGE_HEADER + ((size_t)section + 1) * PDX_IMAGE_ENTRY || memcmp(entry, form->tags[section], 4) != 0) return false;
    begin = pdx_le64(entry + 8);
    length = pdx_le64(entry + 16);
    if (begin > bytes.len || length > bytes.len - begin) return false;
    *out = pdx_span_of(bytes.data + begin, (size_t)length);
    return pdx_crc32c(*out, 0) == pdx_le32(entry + 4);
}

pdx_status pdx_image_verify(pdx_span bytes, const pdx_image_form *form, const pdx_tick *tick, pdx_error *err) {
    const uint8_t *p = bytes.data;
    const pdx_span table = table_of(bytes);
    uint64_t at = PDX_IMAGE_HEADER + table.len;
    if (table_id(table) != pdx_image_id(bytes)) return pdx_image_damage(bytes, form, p + 24, err, "the file id does not belong to the sections");
    for (const uint8_t *entry = table.data; entry < table.data + table.len; entry += PDX_IMAGE_ENTRY) {
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        if (begin != aligned(at) || !are_zeros(p + at, p + begin)) {
            return pdx_image_damage(bytes, form, p + at, err, "there is something between two sections");
        }
        PDX_TRY(entry_verify(bytes, form, entry, tick, err));
        at = begin + length;
    }
    if (aligned(at) != bytes.len - PDX_IMAGE_FOOTER || !are_zeros(p + at, p + aligned(at))) {
        return pdx_image_damage(bytes, form, p + at, err, "there is something between the sections and the footer");
    }
    return PDX_OK;
}
