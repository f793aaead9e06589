/* The named character references of HTML, as a generated table with a hash of its names. Called by reference.c.
 * Promises: names are found in a time that does not depend on the text behind them. */
#ifndef PDX_MARKUP_ENTITIES_H
#define PDX_MARKUP_ENTITIES_H

#include "base/span.h"

/* The same numbers stand in tools/gen_entities.py. */
enum { PDX_ENTITY_SLOTS = 4096, PDX_ENTITY_LEGACY = 0x80 };
/* The longest name, and the longest that also stands without a semicolon. */
enum { PDX_ENTITY_NAME_MAX = 31, PDX_ENTITY_LEGACY_MAX = 6 };

/* The name without its semicolon, and right behind it what it stands for, as UTF-8. */
typedef struct pdx_entity {
    uint16_t name;    /* in pdx_entity_bytes */
    uint8_t name_len;
    uint8_t value;    /* length of what it stands for; PDX_ENTITY_LEGACY: also without a semicolon */
} pdx_entity;

extern const uint8_t pdx_entity_bytes[];
extern const pdx_entity pdx_entities[];
extern const uint16_t pdx_entity_slots[PDX_ENTITY_SLOTS]; /* 0: none; otherwise one more than the place in pdx_entities */

static inline size_t pdx_entity_hash(pdx_span name) {
    uint32_t hashed = 0;
    for (size_t i = 0; i < name.len; i++) hashed = hashed * 31 + name.data[i];
    return (hashed ^ hashed >> 15) % PDX_ENTITY_SLOTS;
}

static inline pdx_span pdx_entity_name(const pdx_entity *entity) { return pdx_span_of(pdx_entity_bytes + entity->name, entity->name_len); }
static inline pdx_span pdx_entity_value(const pdx_entity *entity) {
    return pdx_span_of(pdx_entity_bytes + entity->name + entity->name_len, entity->value % PDX_ENTITY_LEGACY);
}

/* NULL when no reference has this name. */
static inline const pdx_entity *pdx_entity_find(pdx_span name) {
    if (name.len > PDX_ENTITY_NAME_MAX) return NULL;
    for (size_t slot = pdx_entity_hash(name); pdx_entity_slots[slot] != 0; slot = (slot + 1) % PDX_ENTITY_SLOTS) {
        const pdx_entity *entity = &pdx_entities[pdx_entity_slots[slot] - 1];
        if (pdx_span_equal(pdx_entity_name(entity), name)) return entity;
    }
    return NULL;
}

#endif
