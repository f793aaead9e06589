/* The tokenizers as a program, for tests in Python: cases come on the standard input, tokens go out as lines.
 *
 *     html STATE END_NAME FOREIGN KEEPS PIECE LENGTH\n and LENGTH bytes     (END_NAME `-`: none; PIECE 0: all bytes at once)
 *     xml PIECE LENGTH\n and LENGTH bytes
 *     wxr PIECE LENGTH\n and LENGTH bytes
 *
 * A token is a line of its kind, where it begins and ends, and fields, bytes in hexadecimal; problems and what is wrong with the map from
 * a text to its source follow; `.` ends a case. */
#include "driver.h"

#include "base/alloc.h"

pdx_buf driver_decoded;
pdx_offsets driver_map;

void driver_die(const char *why) {
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

void driver_hex(pdx_span bytes) {
    putchar(' ');
    putchar('x');
    for (size_t i = 0; i < bytes.len; i++) printf("%02x", bytes.data[i]);
}

void driver_range(pdx_range range) { printf(" %" PRIu64 " %" PRIu64, range.begin, range.end); }

void driver_begin_text(void) {
    pdx_buf_reset(&driver_decoded);
    pdx_offsets_deinit(&driver_map);
}

/* What has been decoded; every byte that is the same in its source must be found there. */
void driver_text(pdx_range range, bool plain, pdx_span raw) {
    const pdx_span text = pdx_buf_view(&driver_decoded);
    driver_hex(text);
    if (plain && !pdx_span_equal(text, raw)) driver_die("a text that should be plain is not");
    if (text.len == 0) return;
    if (driver_map.text_end != text.len) driver_die("the map has another length than the text");
    if (pdx_offsets_source(&driver_map, pdx_range_of(0, text.len)).begin != range.begin) driver_die("the map begins elsewhere");
    if (pdx_offsets_source(&driver_map, pdx_range_of(0, text.len)).end != range.end) driver_die("the map ends elsewhere");
    for (size_t i = 0; i < text.len; i++) {
        const pdx_range from = pdx_offsets_source(&driver_map, pdx_range_of(i, i + 1));
        if (from.begin < range.begin || from.end > range.end || from.begin >= from.end) driver_die("the map leaves the text");
        if (from.end - from.begin == 1 && raw.data[from.begin - range.begin] != text.data[i] && text.data[i] != '\n' &&
            text.data[i] != ' ' && raw.data[from.begin - range.begin] != 0) driver_die("the map points to another byte");
    }
}

void driver_problems(const pdx_problems *problems) {
    for (size_t i = 0; i < problems->list.len; i++) {
        printf("problem %" PRIu64 " %s\n", problems->list.data[i].at, pdx_problem_name(problems->list.data[i].what));
    }
    printf("problems %" PRIu64 "\n", problems->n);
}

void driver_must(pdx_status status) {
    if (status != PDX_OK) driver_die(pdx_status_text(status));
}

/* The `len` bytes behind a case's line. */
static uint8_t *read_bytes(size_t len) {
    uint8_t *bytes = pdx_alloc(len);
    if (bytes == NULL || fread(bytes, 1, len, stdin) != len) driver_die("the case is cut off");
    return bytes;
}

static void run_case(const char *line) {
    char state[16] = "", end_name[64] = "";
    int foreign = 0, keeps = 0;
    size_t piece, len;
    uint8_t *bytes;
    if (sscanf(line, "html %15s %63s %d %d %zu %zu", state, end_name, &foreign, &keeps, &piece, &len) == 6) {
        bytes = read_bytes(len);
        driver_html_case(state, end_name, foreign != 0, keeps != 0, pdx_span_of(bytes, len), piece);
    } else if (sscanf(line, "xml %zu %zu", &piece, &len) == 2) {
        bytes = read_bytes(len);
        driver_xml_case(pdx_span_of(bytes, len), piece);
    } else if (sscanf(line, "wxr %zu %zu", &piece, &len) == 2) {
        bytes = read_bytes(len);
        driver_wxr_case(pdx_span_of(bytes, len), piece);
    } else {
        driver_die("not a case");
        return;
    }
    pdx_free(bytes);
}

int main(void) {
    char line[512];
    pdx_buf_init(&driver_decoded);
    pdx_offsets_init(&driver_map);
    while (fgets(line, sizeof line, stdin) != NULL) {
        run_case(line);
        printf(".\n");
        if (fflush(stdout) != 0) driver_die("cannot write");
    }
    pdx_buf_deinit(&driver_decoded);
    pdx_offsets_deinit(&driver_map);
    return 0;
}
