/* Prints how pages are cut, one entry a line as JSON, for tests/page_eval.py and for people.
 *     cut_dump [--no-lexicon] [--site] [--pages] parse --jsonl FILE...
 * With --pages a line per page follows its entries, with every part that is not blank. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/page.h"
#include "page/site/site.h"

static void print_string(pdx_span text) {
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (c == '"' || c == '\\') printf("\\%c", c);
        else if (c < 0x20) printf("\\u%04x", (unsigned)c);
        else putchar(c);
    }
    putchar('"');
}

static void print_range(const pdx_page *page, pdx_range range) {
    if (range.end > range.begin) print_string(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end));
    else printf("null");
}

static void print_field(const pdx_page *page, uint32_t part) {
    if (part == PDX_PAGE_NO_PART) printf("null");
    else print_range(page, page->parts[part].range);
}

static void print_parts(const pdx_page *page, size_t from, size_t to, bool all) {
    bool first = true;
    for (size_t i = from; i < to; i++) {
        const pdx_page_part *part = &page->parts[i];
        if (part->role == PDX_ROLE_BLANK) continue;
        printf("%s{\"role\":\"%s\",\"line\":%u,\"span\":[%llu,%llu]", first ? "" : ",", pdx_role_name((pdx_role)part->role),
               part->line, (unsigned long long)part->range.begin, (unsigned long long)part->range.end);
        if (all) {
            printf(",\"probability\":%.3f,\"witness\":%u,\"others\":[", (double)part->probability, part->witness);
            for (size_t k = 0; k < PDX_PAGE_READINGS && part->others[k].probability > 0; k++) {
                printf("%s\"%s\"", k == 0 ? "" : ",", pdx_role_name((pdx_role)part->others[k].role));
            }
            printf("]");
            printf(",\"entry\":%d", part->entry == PDX_PAGE_NO_ENTRY ? -1 : (int)part->entry);
        }
        printf("}");
        first = false;
    }
}

static void print_why(pdx_rule_set why) {
    bool first = true;
    printf("[");
    for (unsigned bit = 0; bit < 64; bit++) {
        if (!(why >> bit & 1)) continue;
        printf("%s\"%s\"", first ? "" : ",", pdx_rule_text(bit));
        first = false;
    }
    printf("]");
}

static void print_items(const pdx_page *page, const pdx_page_entry *entry, pdx_role role) {
    bool first = true;
    printf("[");
    for (uint32_t i = entry->first_item; i < entry->first_item + entry->n_items; i++) {
        if (page->parts[page->items[i].part].role != role) continue;
        if (!first) printf(",");
        print_range(page, page->items[i].range);
        first = false;
    }
    printf("]");
}

static void print_entry(const pdx_page *page, const pdx_page_entry *entry, const char *source) {
    printf("{\"source\":");
    print_string(pdx_span_str(source));
    printf(",\"title\":");
    print_field(page, entry->title);
    printf(",\"tags\":");
    print_items(page, entry, PDX_ROLE_TAGS);
    printf(",\"categories\":");
    print_items(page, entry, PDX_ROLE_CATEGORIES);
    printf(",\"date\":");
    if (entry->date_printed.end > entry->date_printed.begin) {
        printf("{\"printed\":");
        print_range(page, entry->date_printed);
        printf("}");
    } else {
        printf("null");
    }
    printf(",\"byline\":");
    print_field(page, entry->byline);
    printf(",\"author\":");
    print_range(page, entry->author);
    printf(",\"confidence\":%.3f,\"span\":[%llu,%llu],\"why\":", (double)entry->probability,
           (unsigned long long)entry->range.begin, (unsigned long long)entry->range.end);
    print_why(entry->why);
    printf(",\"parts\":[");
    print_parts(page, entry->first_part, (size_t)entry->first_part + entry->n_parts, false);
    printf("]}\n");
}

static void print_page(const pdx_page *page, const char *source) {
    printf("{\"page\":");
    print_string(pdx_span_str(source));
    printf(",\"kind\":\"%s\",\"language\":%u,\"heading\":", pdx_page_kind_name(page->kind), (unsigned)page->language);
    print_field(page, page->heading);
    printf(",\"label\":");
    print_range(page, page->label);
    printf(",\"site\":");
    print_range(page, page->site_name);
    printf(",\"entries\":%zu,\"confidence\":%.3f,\"why\":", page->n_entries, (double)page->probability);
    print_why(page->why);
    printf(",\"parts\":[");
    print_parts(page, 0, page->n_parts, true);
    printf("]}\n");
}

static uint8_t *file_read(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t room = 0, got;
    *len = 0;
    if (file == NULL) return NULL;
    do {
        if (*len + 65536 > room) data = realloc(data, room = 2 * room + 65536);
        if (data == NULL) break;
        got = fread(data + *len, 1, 65536, file);
        *len += got;
    } while (got > 0);
    (void)fclose(file);
    return data;
}

typedef struct dump {
    pdx_page_options options;
    pdx_site *site;
    bool pages;
} dump;

/* Learns from a page, or prints it. */
static int dump_file(const dump *d, const char *path, bool learn) {
    size_t len;
    uint8_t *data = file_read(path, &len);
    pdx_page page;
    pdx_error err;
    pdx_status status;
    if (data == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        return 1;
    }
    if (learn) {
        status = pdx_site_learn(d->site, pdx_span_of(data, len), &d->options, NULL, &err);
    } else {
        status = pdx_page_cut(&page, pdx_span_of(data, len), &d->options, NULL, &err);
        if (status == PDX_OK) {
            for (size_t i = 0; i < page.n_entries; i++) print_entry(&page, &page.entries[i], path);
            if (d->pages) print_page(&page, path);
            pdx_page_deinit(&page);
        }
    }
    free(data);
    if (status != PDX_OK) fprintf(stderr, "%s: %s\n", path, err.message);
    return status != PDX_OK;
}

int main(int argc, char **argv) {
    dump d = {{.use_lexicon = true}, NULL, false};
    bool site = false;
    int failed = 0, first = 1;
    for (; first < argc; first++) {
        if (strcmp(argv[first], "--no-lexicon") == 0) d.options.use_lexicon = false;
        else if (strcmp(argv[first], "--site") == 0) site = true;
        else if (strcmp(argv[first], "--pages") == 0) d.pages = true;
        else if (strcmp(argv[first], "parse") != 0 && strcmp(argv[first], "--jsonl") != 0) break;
    }
    if (site) {
        if (pdx_site_new(&d.site, NULL) != PDX_OK) return 2;
        for (int i = first; i < argc; i++) failed |= dump_file(&d, argv[i], true);
        d.options.site = d.site;
    }
    for (int i = first; i < argc; i++) failed |= dump_file(&d, argv[i], false);
    pdx_site_free(d.site);
    return failed;
}
