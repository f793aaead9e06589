/* The negative control of the fuzz rigs: reads beyond inputs whose second byte is 'X', which no corpus has. */
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static volatile uint8_t seen;
    if (size > 2 && data[1] == 'X') seen = data[size];
    (void)seen;
    return 0;
}
