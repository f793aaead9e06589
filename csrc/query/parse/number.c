#include "query/parse/number.h"

#include <stdio.h>
#include <stdlib.h>

void pdx_number_append(pdx_buf *out, double value) {
    char text[40];
    int precision = 6;
    size_t i;
    do { /* the shortest form that reads back */
        (void)snprintf(text, sizeof text, "%.*g", precision, value);
        precision++;
    } while (precision <= 17 && (strtod(text, NULL) < value || strtod(text, NULL) > value));
    for (i = 0; text[i] != '\0'; i++) {
        const char c = text[i];
        const bool known = (c >= '0' && c <= '9') || c == '-' || c == '+' || (c >= 'a' && c <= 'z');
        pdx_buf_byte(out, (uint8_t)(known ? c : '.'));
    }
}

bool pdx_number_parse(pdx_span text, double *value) {
    double number = 0.0, scale = 1.0;
    size_t i, n_digits = 0;
    bool point = false;
    for (i = 0; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9' && n_digits < 15) {
            number = number * 10.0 + (double)(c - '0');
            if (point) scale *= 10.0;
            n_digits++;
        } else {
            return false;
        }
    }
    *value = number / scale;
    return n_digits > 0 && *value <= 1e9;
}
