/* What the dumps for the fits share: a page as cut.c reads it until a frame is taken, and files named on standard input. */
#ifndef PDX_TESTS_PAGE_READING_H
#define PDX_TESTS_PAGE_READING_H

#include <stdio.h>
#include <stdlib.h>

#include "page/lines/guesses.h"
#include "page/roles/labels.h"
#include "page/lines/listlines.h"
#include "page/entries/titles.h"

static const pdx_page_options reading_options = {.use_lexicon = true};

typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    pdx_frame frame;
    pdx_titles titles;
    pdx_sheet sheet;
} reading;

static inline pdx_status reading_open(reading *r, pdx_span text, pdx_error *err) {
    memset(r, 0, sizeof *r);
    pdx_lines_init(&r->lines), pdx_facts_init(&r->facts), pdx_classes_init(&r->classes), pdx_frame_init(&r->frame), pdx_titles_init(&r->titles);
    PDX_TRY(pdx_lines_read(&r->lines, text, NULL, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, &reading_options, NULL, err));
    PDX_TRY(pdx_labels_read(&r->facts, text, &r->lines, err));
    pdx_guesses_settle(&r->facts, text, &r->lines);
    PDX_TRY(pdx_listlines_mark(&r->facts, text, &r->lines, err));
    PDX_TRY(pdx_classes_read(&r->classes, &r->facts, err));
    PDX_TRY(pdx_frame_read(&r->frame, &r->classes, &r->facts, err));
    r->sheet = (pdx_sheet){.text = text, .lines = r->lines.lines.data, .facts = r->facts.facts.data, .table = &r->facts, .phrases = r->facts.phrases.data,
                           .labels = pdx_facts_form(&r->facts, PDX_FORM_LABEL), .n = r->lines.lines.len, .classes = &r->classes, .frame = &r->frame,
                           .common_gap = r->lines.common_gap};
    return PDX_OK;
}

static inline void reading_close(reading *r) {
    pdx_titles_deinit(&r->titles), pdx_frame_deinit(&r->frame), pdx_classes_deinit(&r->classes), pdx_facts_deinit(&r->facts), pdx_lines_deinit(&r->lines);
}

/* The bytes of a file, to be given to free(); the program ends when it cannot be read. */
static inline pdx_span file_read(const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t len = 0, got = 1;
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    for (; got > 0; len += got) {
        data = realloc(data, len + 65536);
        if (data == NULL) abort();
        got = fread(data + len, 1, 65536, file);
    }
    (void)fclose(file);
    return pdx_span_of(data, len);
}

static inline void evidence_print(const float *x, unsigned n) {
    printf("\"evidence\":[");
    for (unsigned k = 0; k < n; k++) printf("%s%.4f", k > 0 ? "," : "", (double)x[k]);
    printf("]");
}

/* Prints a line of JSON per file, whose "tries" are what `print` prints of it; the program's exit code. */
static inline int files_print(pdx_status (*print)(reading *r, pdx_error *err)) {
    char path[4096];
    while (fgets(path, sizeof path, stdin) != NULL) {
        reading r;
        pdx_error err;
        pdx_status status;
        path[strcspn(path, "\n")] = 0;
        const pdx_span text = file_read(path);
        printf("{\"file\":\"%s\",\"tries\":[", path);
        status = reading_open(&r, text, &err);
        if (status == PDX_OK) status = print(&r, &err);
        printf("]}\n");
        reading_close(&r);
        free((void *)(uintptr_t)text.data);
        if (status != PDX_OK) return 1;
    }
    return 0;
}

#endif
