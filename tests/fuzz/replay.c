/* Runs a fuzz target over given inputs without libFuzzer: `replay SECONDS PLACE...`, each place a file or a folder of files.
 * First every input as it is, then, while the seconds last (0: not at all), changed copies of them from a fixed seed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "os/file.h"

enum { MOST_BYTES = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
    uint8_t *bytes; /* owned */
    size_t len;
} input;

typedef PDX_VEC(input) input_list;

static void die(const char *why) {
    fprintf(stderr, "replay: %s\n", why);
    exit(2);
}

static void add_file(input_list *inputs, const char *path) {
    pdx_file file;
    pdx_file_info info;
    pdx_error err;
    input one;
    if (pdx_file_open(&file, pdx_os_system(), path, PDX_OPEN_READ, &err) != PDX_OK) die(err.message);
    if (pdx_file_describe(&file, &info, &err) != PDX_OK) die(err.message);
    one.len = (size_t)info.size;
    one.bytes = pdx_alloc(one.len);
    if (one.bytes == NULL || !PDX_VEC_PUSH(inputs, one)) die("out of memory");
    if (pdx_file_read(&file, one.bytes, one.len, 0, &err) != PDX_OK) die(err.message);
    pdx_file_drop(&file);
}

static void add_place(input_list *inputs, const char *place) {
    char path[4096];
    pdx_file_info info;
    pdx_error err;
    pdx_buf names;
    size_t at;
    if (pdx_path_describe(pdx_os_system(), place, &info, &err) != PDX_OK) die(err.message);
    if (info.kind != PDX_FILE_FOLDER) {
        add_file(inputs, place);
        return;
    }
    pdx_buf_init(&names);
    if (pdx_path_list(pdx_os_system(), place, &names, &err) != PDX_OK) die(err.message);
    for (at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
        (void)snprintf(path, sizeof path, "%s/%s", place, (const char *)names.data + at);
        add_file(inputs, path);
    }
    pdx_buf_deinit(&names);
}

/* The target gets a block of exactly the input's size, so that a sanitizer sees a read beyond it. */
static void run_one(const uint8_t *bytes, size_t len) {
    uint8_t *copy = pdx_alloc(len);
    if (copy == NULL) die("out of memory");
    if (len > 0) memcpy(copy, bytes, len);
    (void)LLVMFuzzerTestOneInput(copy, len);
    pdx_free(copy);
}

static uint64_t random_state = 88172645463325252u;
static size_t random_below(size_t n) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return n == 0 ? 0 : (size_t)(random_state % n);
}

/* One small change: a byte, a cut, a piece of another input. */
static size_t change(uint8_t *bytes, size_t len, const input_list *inputs) {
    const input *other = &inputs->data[random_below(inputs->len)];
    const size_t at = random_below(len), from = random_below(other->len);
    size_t n;
    switch (random_below(4)) {
    case 0:
        if (len > 0) bytes[at] = (uint8_t)random_below(256);
        return len;
    case 1:
        if (len > 0) bytes[at] ^= (uint8_t)(1u << random_below(8));
        return len;
    case 2:
        n = random_below(pdx_min_size(len - at, 32) + 1);
        memmove(bytes + at, bytes + at + n, len - at - n);
        return len - n;
    default:
        n = pdx_min_size(random_below(pdx_min_size(other->len - from, 64) + 1), MOST_BYTES - len);
        memmove(bytes + at + n, bytes + at, len - at);
        if (n > 0) memcpy(bytes + at, other->bytes + from, n);
        return len + n;
    }
}

int main(int argc, char **argv) {
    static uint8_t bytes[MOST_BYTES];
    const double seconds = argc > 1 ? atof(argv[1]) : 0;
    const clock_t start = clock();
    input_list inputs;
    input nothing = {NULL, 0};
    size_t runs = 0, i, k;
    PDX_VEC_INIT(&inputs);
    if (!PDX_VEC_PUSH(&inputs, nothing)) die("out of memory");
    for (i = 2; i < (size_t)argc; i++) add_place(&inputs, argv[i]);
    for (i = 0; i < inputs.len; i++, runs++) run_one(inputs.data[i].bytes, inputs.data[i].len);
    while ((double)(clock() - start) < seconds * CLOCKS_PER_SEC) {
        const input *from = &inputs.data[random_below(inputs.len)];
        size_t len = pdx_min_size(from->len, MOST_BYTES);
        if (len > 0) memcpy(bytes, from->bytes, len);
        for (k = random_below(8) + 1; k > 0; k--) len = change(bytes, len, &inputs);
        run_one(bytes, len);
        runs++;
    }
    for (i = 0; i < inputs.len; i++) pdx_free(inputs.data[i].bytes);
    PDX_VEC_DEINIT(&inputs);
    printf("%lu runs\n", (unsigned long)runs);
    return 0;
}
