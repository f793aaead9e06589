#include "study/run_reader.h"

#include "text/bigram.h"

void study_run_reader_init(study_run_reader *reader, const pdx_archive *archive) {
    memset(reader, 0, sizeof *reader);
    reader->archive = archive;
    reader->post = PDX_NONE;
    pdx_part_walk_init(&reader->walk, pdx_snapshot_analyzer(archive->snapshot));
}

void study_run_reader_deinit(study_run_reader *reader) { pdx_part_walk_deinit(&reader->walk); }

static pdx_status post_open(study_run_reader *reader, uint32_t post, pdx_error *err) {
    if (reader->post == post) return PDX_OK;
    reader->post = PDX_NONE;
    reader->stretch.n_positions = 0;
    if (!pdx_snapshot_post_place(reader->archive->snapshot, post, &reader->segment, &reader->doc))
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "no segment has post %u", (unsigned)post);
    reader->post = post;
    return PDX_OK;
}

static pdx_status stretch_open(study_run_reader *reader, const pdx_segment *segment, uint32_t position, pdx_error *err) {
    if (position - reader->stretch.first_position < reader->stretch.n_positions) return PDX_OK;
    PDX_TRY(pdx_segment_place_of(segment, reader->doc, position, &reader->stretch, err));
    const pdx_status status = archive_place_find(reader->archive, reader->segment, reader->doc, reader->stretch.part, &reader->place, err);
    if (status != PDX_OK) reader->stretch.n_positions = 0;
    return status;
}

pdx_status study_run_read(study_run_reader *reader, uint32_t post, uint64_t place, uint32_t n_words, unsigned cut, pdx_run_place *out,
                          pdx_error *err) {
    pdx_range range;
    PDX_TRY(post_open(reader, post, err));
    const pdx_segment *segment = pdx_snapshot_segment(reader->archive->snapshot, reader->segment);
    const uint32_t position = (uint32_t)(place - pdx_running_begin(reader->archive->running, reader->segment, reader->doc));
    PDX_TRY(stretch_open(reader, segment, position, err));
    PDX_TRY(pdx_part_walk_open(&reader->walk, segment, reader->doc, reader->stretch.part, err));
    PDX_TRY(pdx_part_walk_range(&reader->walk, position, n_words, &range, err));
    *out = (pdx_run_place){reader->place.page, reader->place.part, reader->place.layer,
                           archive_place_range(&reader->place, pdx_bigram_cut(reader->walk.text, range, cut))};
    return PDX_OK;
}
