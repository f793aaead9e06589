#include "archive/model/contents.h"
#include "archive/model/stored.h"
#include "kernels/crc32c.h"

static const char tags[STORED_SECTIONS][5] = {
    "head", "note", "srcs", "srcp", "page", "pagp", "post", "posp", "rema", "days", "ordi",
    "skey", "akey", "lkey", "lend", "lord", "litm", "lbeg", "lpst", "like", "srca", "open",
};

const pdx_image_form stored_form = {
    .name = "posts", .magic = {'\x89', 'p', 'd', 'x', 'p', '\r', '\n', '\x1a'}, .version = 1, .n_sections = STORED_SECTIONS, .n_later = 1,
    .tags = tags,
};

const stored_layout stored_layouts[STORED_KINDS] = {
    [STORED_OF_SOURCES] = {"sources", STORED_SOURCES, STORED_SOURCE_PLACES, STORED_N_SOURCES, 0, {0}},
    [STORED_OF_PAGES] = {"pages", STORED_PAGES, STORED_PAGE_PLACES, STORED_N_PAGES, 5,
                         {STORED_N_OFFSETS, STORED_N_PARTS, STORED_N_ENTRIES, STORED_N_ITEMS, STORED_N_EVIDENCE}},
    [STORED_OF_POSTS] = {"posts", STORED_POSTS, STORED_POST_PLACES, STORED_N_POSTS, 3,
                         {STORED_N_POST_APPEARANCES, STORED_N_POST_ITEMS, STORED_N_BOUND_REFS}},
};

const uint8_t stored_texts_header[STORED_TEXTS_HEADER] = {0x89, 'p', 'd', 'x', 't', '\r', '\n', 0x1a, 1, 0, 0, 0, 0, 0, 0, 0}; /* magic, version 1 */

/* Members that are enums are written as an int is. */
static_assert(sizeof(pdx_source_form) == sizeof(uint32_t) && sizeof(bool) == 1, "sizes that stored_table.c counts on");

static const stored_field source_fields[] = {
    STORED_FIELD(stored_source, n_name, STORED_U32),     STORED_FIELD(stored_source, n_url, STORED_U32),
    STORED_FIELD(stored_source, bytes, STORED_RANGE),    STORED_FIELD(stored_source, captured, STORED_I64),
    STORED_FIELD(stored_source, crc, STORED_U32),        STORED_FIELD(stored_source, form, STORED_U32),
    STORED_FIELD(stored_source, first_page, STORED_U32), STORED_FIELD(stored_source, n_pages, STORED_U32),
};
static const stored_field layer_fields[] = {
    STORED_FIELD(stored_layer, text, STORED_RANGE),     STORED_FIELD(stored_layer, text_end, STORED_U64),
    STORED_FIELD(stored_layer, source_end, STORED_U64), STORED_FIELD(stored_layer, first_line, STORED_U32),
    STORED_FIELD(stored_layer, n_offsets, STORED_U32),  STORED_FIELD(stored_layer, crc, STORED_U32),
    STORED_FIELD(stored_layer, record_crc, STORED_U32), STORED_FIELD(stored_layer, decoded, STORED_BOOL),
};
static const stored_field offset_fields[] = {
    STORED_FIELD(pdx_offset, text, STORED_U64),
    STORED_FIELD(pdx_offset, source, STORED_U64),
    STORED_FIELD(pdx_offset, source_len, STORED_U64),
    STORED_FIELD(pdx_offset, linear, STORED_BOOL),
};
/* Behind the tables that version 1 began with. */
static const stored_field width_fields[] = {STORED_FIELD(pdx_offset, widths, STORED_U8)};
static const stored_field page_fields[] = {
    STORED_FIELD(stored_page, record, STORED_RANGE),          STORED_FIELD(stored_page, label, STORED_RANGE),
    STORED_FIELD(stored_page, site_name, STORED_RANGE),       STORED_FIELD(stored_page, order_probability, STORED_F64),
    STORED_FIELD(stored_page, why, STORED_U64),               STORED_FIELD(stored_page, source, STORED_U32),
    STORED_FIELD(stored_page, n_parts, STORED_U32),
    STORED_FIELD(stored_page, n_entries, STORED_U32),         STORED_FIELD(stored_page, n_items, STORED_U32),
    STORED_FIELD(stored_page, n_evidence, STORED_U32),        STORED_FIELD(stored_page, n_lines, STORED_U32),
    STORED_FIELD(stored_page, heading, STORED_U32),           STORED_FIELD(stored_page, probability, STORED_F32),
    STORED_FIELD(stored_page, language, STORED_U16),          STORED_FIELD(stored_page, order, STORED_U8),
    STORED_FIELD(stored_page, kind, STORED_U8),
};
static const stored_field part_fields[] = {
    STORED_FIELD(pdx_page_part, range, STORED_RANGE),             STORED_FIELD(pdx_page_part, line, STORED_U32),
    STORED_FIELD(pdx_page_part, entry, STORED_U32),               STORED_FIELD(pdx_page_part, witness, STORED_U32),
    STORED_FIELD(pdx_page_part, role, STORED_U8),                 STORED_FIELD(pdx_page_part, probability, STORED_F32),
    STORED_FIELD(pdx_page_part, others[0].role, STORED_U8),       STORED_FIELD(pdx_page_part, others[0].probability, STORED_F32),
    STORED_FIELD(pdx_page_part, others[1].role, STORED_U8),       STORED_FIELD(pdx_page_part, others[1].probability, STORED_F32),
    STORED_FIELD(pdx_page_part, why, STORED_U64),
};
static_assert(PDX_PAGE_READINGS == 2, "part_fields has each of them");
static const stored_field entry_fields[] = {
    STORED_FIELD(pdx_page_entry, range, STORED_RANGE),            STORED_FIELD(pdx_page_entry, first_part, STORED_U32),
    STORED_FIELD(pdx_page_entry, n_parts, STORED_U32),            STORED_FIELD(pdx_page_entry, first_item, STORED_U32),
    STORED_FIELD(pdx_page_entry, n_items, STORED_U32),            STORED_FIELD(pdx_page_entry, title, STORED_U32),
    STORED_FIELD(pdx_page_entry, byline, STORED_U32),             STORED_FIELD(pdx_page_entry, date, STORED_U32),
    STORED_FIELD(pdx_page_entry, date_printed, STORED_RANGE),     STORED_FIELD(pdx_page_entry, author, STORED_RANGE),
    STORED_FIELD(pdx_page_entry, date_from_header, STORED_BOOL),  STORED_FIELD(pdx_page_entry, excerpt, STORED_BOOL),
    STORED_FIELD(pdx_page_entry, probability, STORED_F32),        STORED_FIELD(pdx_page_entry, title_probability, STORED_F32),
    STORED_FIELD(pdx_page_entry, why, STORED_U64),
};
static const stored_field item_fields[] = {
    STORED_FIELD(pdx_page_item, range, STORED_RANGE),
    STORED_FIELD(pdx_page_item, part, STORED_U32),
    STORED_FIELD(pdx_page_item, entry, STORED_U32),
};
static const stored_field evidence_fields[] = {
    STORED_FIELD(pdx_bound_evidence, reason, STORED_U8), STORED_FIELD(pdx_bound_evidence, upper, STORED_BOOL),
    STORED_FIELD(pdx_bound_evidence, year_inferred, STORED_BOOL), STORED_FIELD(pdx_bound_evidence, line, STORED_U32),
    STORED_FIELD(pdx_bound_evidence, entry, STORED_U32), STORED_FIELD(pdx_bound_evidence, range, STORED_RANGE),
    STORED_FIELD(pdx_bound_evidence, day, STORED_I64),
};
static const stored_field appearance_fields[] = {
    STORED_FIELD(archive_appearance, page, STORED_U32),                STORED_FIELD(archive_appearance, entry, STORED_U32),
    STORED_FIELD(archive_appearance, post, STORED_U32),                STORED_FIELD(archive_appearance, published.year, STORED_INT),
    STORED_FIELD(archive_appearance, published.month, STORED_U8),      STORED_FIELD(archive_appearance, published.day, STORED_U8),
    STORED_FIELD(archive_appearance, published.hour, STORED_U8),       STORED_FIELD(archive_appearance, published.minute, STORED_U8),
    STORED_FIELD(archive_appearance, published.second, STORED_U8),     STORED_FIELD(archive_appearance, published.weekday, STORED_U8),
    STORED_FIELD(archive_appearance, published.precision, STORED_U8),  STORED_FIELD(archive_appearance, published.calendar, STORED_U8),
    STORED_FIELD(archive_appearance, order_proved, STORED_BOOL),       STORED_FIELD(archive_appearance, order_open, STORED_BOOL),
    STORED_FIELD(archive_appearance, marked, STORED_BOOL),
    STORED_FIELD(archive_appearance, bounds.not_before, STORED_I64),   STORED_FIELD(archive_appearance, bounds.before, STORED_I64),
    STORED_FIELD(archive_appearance, bounds.first_evidence, STORED_U32), STORED_FIELD(archive_appearance, bounds.n_evidence, STORED_U32),
};
static const stored_field post_fields[] = {
    STORED_FIELD(archive_post, first_appearance, STORED_U32), STORED_FIELD(archive_post, n_appearances, STORED_U32),
    STORED_FIELD(archive_post, main, STORED_U32),             STORED_FIELD(archive_post, first_item, STORED_U32),
    STORED_FIELD(archive_post, n_tags, STORED_U32),           STORED_FIELD(archive_post, n_categories, STORED_U32),
    STORED_FIELD(archive_post, published, STORED_U32),        STORED_FIELD(archive_post, bounds_upper, STORED_U32),
    STORED_FIELD(archive_post, bounds_lower, STORED_U32),     STORED_FIELD(archive_post, first_bound, STORED_U32),
    STORED_FIELD(archive_post, n_bounds, STORED_U32),         STORED_FIELD(archive_post, n_words, STORED_U32),
    STORED_FIELD(archive_post, language, STORED_U16),
};
static const stored_field post_item_fields[] = {
    STORED_FIELD(archive_item, page, STORED_U32),
    STORED_FIELD(archive_item, item, STORED_U32),
    STORED_FIELD(archive_item, label, STORED_U32),
    STORED_FIELD(archive_item, category, STORED_BOOL),
};
static const stored_field bound_ref_fields[] = {
    STORED_FIELD(archive_bound_ref, page, STORED_U32),
    STORED_FIELD(archive_bound_ref, evidence, STORED_U32),
};
static const stored_field number_fields[] = {{0, STORED_U32}};

const stored_table stored_sources = STORED_TABLE(stored_source, source_fields);
const stored_table stored_layers = STORED_TABLE(stored_layer, layer_fields);
const stored_table stored_offsets = STORED_TABLE(pdx_offset, offset_fields);
const stored_table stored_widths = STORED_TABLE(pdx_offset, width_fields);
const stored_table stored_pages = STORED_TABLE(stored_page, page_fields);
const stored_table stored_parts = STORED_TABLE(pdx_page_part, part_fields);
const stored_table stored_entries = STORED_TABLE(pdx_page_entry, entry_fields);
const stored_table stored_items = STORED_TABLE(pdx_page_item, item_fields);
const stored_table stored_evidence = STORED_TABLE(pdx_bound_evidence, evidence_fields);
const stored_table stored_appearances = STORED_TABLE(archive_appearance, appearance_fields);
const stored_table stored_posts = STORED_TABLE(archive_post, post_fields);
const stored_table stored_numbers = STORED_TABLE(uint32_t, number_fields);
const stored_table stored_post_items = STORED_TABLE(archive_item, post_item_fields);
const stored_table stored_bound_refs = STORED_TABLE(archive_bound_ref, bound_ref_fields);

void stored_part_close(stored_part *part) {
    stored_stretches_free(part);
    pdx_gone_close(part->lost);
    archive_left_deinit(&part->left);
    pdx_mapping_deinit(&part->posts);
    pdx_mapping_deinit(&part->texts);
    pdx_mapping_deinit(&part->words);
    for (unsigned i = 0; i < STORED_LISTS; i++) pdx_mapping_deinit(&part->lists[i]);
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) pdx_free(part->mended_places[kind]);
    memset(part, 0, sizeof *part);
}

void archive_stored_free(archive_stored *stored) {
    if (stored == NULL) return;
    for (uint32_t i = 0; i < stored->n_parts; i++) stored_part_close(&stored->parts[i]);
    pdx_free(stored->parts);
    stored_numbers_deinit(stored);
    pdx_free(stored->labels.same);
    pdx_free(stored->labels.posts);
    pdx_free(stored->days);
    pdx_free(stored);
}

size_t stored_n_texts(const pdx_archive *archive) {
    return archive->sources.len - archive->whole.n_sources + (archive->layers.len - archive->whole.n_pages);
}

pdx_span stored_text(const pdx_archive *archive, size_t i) {
    const size_t first = archive->whole.n_sources, n = archive->sources.len - first;
    const archive_layer *layer;
    if (i < n) return archive_source_at(archive, (uint32_t)(first + i))->bytes;
    layer = archive_layer_at(archive, (uint32_t)(archive->whole.n_pages + (i - n)));
    return layer->decoded ? layer->text : pdx_span_of(NULL, 0);
}

pdx_status archive_text_crc(pdx_span text, const pdx_tick *tick, uint32_t *crc, pdx_error *err) {
    enum { STRETCH = PDX_LIMIT(16 << 20, 64) };
    for (size_t at = 0; at < text.len; at += STRETCH) {
        *crc = pdx_crc32c(pdx_span_slice(text, at, at + pdx_min_size(STRETCH, text.len - at)), *crc);
        PDX_TRY(pdx_tick_step(tick, at, text.len, err));
    }
    return PDX_OK;
}
