#include "page/roles/slots.h"

#include "page/lexicon/chars.h"
#include "page/roles/furniture.h"

/* What stands beside a run: the edge of the entry, its title, text, another short line, or furniture. */
enum { BESIDE_EDGE, BESIDE_TITLE, BESIDE_TEXT, BESIDE_SHORT, BESIDE_FURNITURE, BESIDES };
enum { LENGTHS = 4, PLACES = 2 * BESIDES * BESIDES, SLOTS = PLACES * (LENGTHS - 1), /* a slot a line of a run where all runs are as long */
        LINE_WORDS = 8, TERM_WORDS = 6, HEAD_LINES = 40, NEIGHBOURS = 8 };

/* Lines [begin, end) of an entry that stand together and are open. */
typedef struct run {
    uint32_t begin, end, entry;
    uint16_t slot;
    bool list; /* one line: items between commas */
} run;

/* What is seen of all runs at one place. */
typedef struct slot {
    uint32_t entries, last; /* that have one; the last of them, + 1 */
    uint32_t runs, lines, lists;
    uint32_t names, words, small; /* lines that could be a name; words of all; lines that begin with a small letter */
    uint32_t known, distinct;     /* lines that stand in other entries too, at this place; different lines */
    uint32_t of_page;             /* lines that say what the page is about */
    uint32_t items, several;      /* of the lines as lists; lines with more than one */
    uint32_t length[LENGTHS];     /* runs of 1, 2, 3 and more lines */
    uint32_t run_names, run_lines; /* of their lines, those that could be a name; all */
    float shared;                 /* sum of the shares of items that other entries have too */
    bool head;                    /* above the title */
    uint8_t before, after;
    uint8_t role;                 /* what is decided; PDX_ROLE_BLANK: nothing */
    uint8_t other;
    float probability;
} slot;

typedef struct reader {
    pdx_marks *marks;
    pdx_terms *terms;
    const pdx_sheet *sheet;
    const pdx_starts *starts;
    pdx_recurrence lines; /* of the lines that could be fields */
    uint64_t label;       /* the form of a line above the entries that comes again in them; 0: none */
    PDX_VEC(run) runs; /* owned */
    pdx_term_keys keys;     /* of the items of the lines of all runs, */
    PDX_VEC(uint32_t) ends; /* owned; where those of each line end */
    slot slots[SLOTS];    /* of most nothing is ever asked: these are not even cleared */
    bool used[SLOTS];     /* the others, */
    uint16_t in_use[SLOTS]; /* whose numbers these are */
    unsigned n_in_use;
} reader;

static bool has(const reader *r, size_t i, unsigned flags) { return (r->sheet->facts[i].flags & flags) != 0; }

/* Items between commas, and no day among them: that is furniture, whatever else stands beside it. */
static bool is_list(const reader *r, size_t i) {
    return has(r, i, PDX_FACT_LIST | PDX_FACT_TIGHT | PDX_FACT_HASHES | PDX_FACT_TERMS) &&
           !has(r, i, PDX_FACT_PARA | PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_STOP | PDX_FACT_DATED);
}

/* No letter in it. */
static bool is_count(const reader *r, size_t i) {
    const uint8_t *p = r->sheet->text.data + r->sheet->lines[i].begin, *end = r->sheet->text.data + r->sheet->lines[i].end;
    while (p < end) {
        uint32_t cp;
        p += pdx_char_decode(p, end, &cp);
        if (pdx_char_is_letter(cp) && pdx_char_digit(cp) < 0) return false;
    }
    return true;
}

/* Open lines that could be a field: short, no sentence, no label in front. */
static bool could_be_field(const reader *r, const pdx_start *s, size_t i) {
    if (i == s->title || r->marks->marks.data[i].role != PDX_ROLE_BLANK) return false;
    if (is_list(r, i)) return true;
    if (has(r, i,
            PDX_FACT_PARA | PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS | PDX_FACT_STOP | PDX_FACT_CUT | PDX_FACT_COLON | PDX_FACT_DATED)) {
        return false;
    }
    return r->sheet->lines[i].words <= LINE_WORDS && r->sheet->labels[i] == 0 && !is_count(r, i);
}

static uint64_t exact(const reader *r, size_t i) { return r->sheet->facts[i].exact; }

/* Words that nearly every entry has are furniture, unless the page is about them. */
static bool is_constant(const reader *r, size_t i) {
    const size_t n = r->starts->starts.len;
    return n > 3 && exact(r, i) != r->label && pdx_recurrence_entries(&r->lines, exact(r, i)) * 10 >= 7 * n;
}

static bool is_open(const reader *r, const pdx_start *s, size_t i) { return could_be_field(r, s, i) && !is_constant(r, i); }

static unsigned beside(const reader *r, const pdx_start *s, size_t i) {
    if (i < s->line || i >= s->end) return BESIDE_EDGE; /* i wraps round before line 0 */
    if (i == s->title) return BESIDE_TITLE;
    if (r->marks->marks.data[i].role != PDX_ROLE_BLANK || (could_be_field(r, s, i) && is_constant(r, i)) || is_count(r, i)) return BESIDE_FURNITURE;
    return is_open(r, s, i) ? BESIDE_SHORT : BESIDE_TEXT;
}

/* Slot `number`, in which nothing has been seen where nobody has asked for it before. */
static slot *slot_use(reader *r, unsigned number) {
    if (!r->used[number]) {
        r->used[number] = true;
        r->in_use[r->n_in_use++] = (uint16_t)number;
        memset(&r->slots[number], 0, sizeof r->slots[number]);
    }
    return &r->slots[number];
}

static uint16_t slot_at(reader *r, bool head, unsigned before, unsigned after) {
    const unsigned number = ((head ? BESIDES : 0) + before) * BESIDES + after;
    slot *at = slot_use(r, number);
    at->head = head;
    at->before = (uint8_t)before;
    at->after = (uint8_t)after;
    return (uint16_t)number;
}

static uint64_t line_key(const reader *r, const run *each, size_t i) {
    return exact(r, i) + ((uint64_t)(each->slot + 1) << 1);
}

static bool run_add(reader *r, const pdx_start *s, uint32_t entry, size_t begin, size_t end) {
    const bool head = s->title != PDX_PAGE_NO_LINE && begin < s->title, first = begin == s->line;
    run each = {(uint32_t)begin, (uint32_t)end, entry, 0, is_list(r, begin)};
    each.slot = slot_at(r, head, beside(r, s, begin - 1), head && first ? 0 : beside(r, s, end));
    return PDX_VEC_PUSH(&r->runs, each);
}

/* The runs of an entry; lists stand alone, and so do the lines above a title. */
static bool entry_runs(reader *r, uint32_t k) {
    const pdx_start *s = &r->starts->starts.data[k];
    for (size_t i = s->line; i < s->end;) {
        size_t end = i + 1;
        if (!is_open(r, s, i)) {
            i++;
            continue;
        }
        if (!is_list(r, i) && (s->title == PDX_PAGE_NO_LINE || i > s->title)) {
            while (end < s->end && is_open(r, s, end) && !is_list(r, end)) end++;
        }
        if (!run_add(r, s, k, i, end)) return false;
        i = end;
    }
    return true;
}

static pdx_range range_of(const reader *r, size_t i) { return pdx_range_of(r->sheet->lines[i].begin, r->sheet->lines[i].end); }

/* First round: what stands where. */
static bool run_note(reader *r, const run *each) {
    slot *at = &r->slots[each->slot];
    for (size_t i = each->begin; i < each->end; i++) {
        if (!pdx_terms_note_keys(r->terms, r->sheet, i, range_of(r, i), each->entry, &r->keys) ||
            !PDX_VEC_PUSH(&r->ends, (uint32_t)r->keys.keys.len)) {
            return false;
        }
        at->distinct += pdx_recurrence_entries(&r->lines, line_key(r, each, i)) == 0;
        if (!pdx_recurrence_note(&r->lines, line_key(r, each, i), each->entry)) return false;
        at->lines++;
        at->lists += each->list;
        at->words += r->sheet->lines[i].words;
        at->names += pdx_sheet_is_name(r->sheet, i);
        at->small += has(r, i, PDX_FACT_LOWER);
    }
    at->runs++;
    at->entries += at->last != each->entry + 1;
    at->last = each->entry + 1;
    return true;
}

/* Second round: what of it comes again. `*line` goes on through the lines of all runs. */
static void run_compare(reader *r, const run *each, size_t *line) {
    slot *at = &r->slots[each->slot];
    pdx_list_look look;
    for (size_t i = each->begin; i < each->end; i++, ++*line) {
        const size_t from = *line == 0 ? 0 : r->ends.data[*line - 1], to = r->ends.data[*line];
        at->known += pdx_recurrence_entries(&r->lines, line_key(r, each, i)) > 1;
        pdx_terms_count(&look, r->terms, to == 0 ? NULL : r->keys.keys.data + from, to - from); /* no item at all: no memory either */
        at->of_page += look.of_page;
        at->items += look.items;
        at->several += look.items > 1;
        if (look.items > 0) at->shared += (float)look.known / (float)look.items;
    }
}

static void decide(slot *at, pdx_role role, float probability, pdx_role other) {
    at->role = (uint8_t)role;
    at->probability = probability;
    at->other = (uint8_t)other;
}

static void decide_term(const reader *r, slot *at) {
    const pdx_list_sum sum = {(float)at->lines, (float)at->items, (float)at->several, (float)at->distinct, (float)at->small, (float)at->of_page};
    float tag = pdx_terms_tag_odds(r->terms, &sum);
    if (r->terms->tagged) tag -= 3;
    if (r->terms->filed) tag += 2;
    if (tag > 0) decide(at, PDX_ROLE_TAGS, 0.6f, PDX_ROLE_CATEGORIES);
    else decide(at, PDX_ROLE_CATEGORIES, 0.6f, PDX_ROLE_TAGS);
}

static void slot_decide(const reader *r, slot *at) {
    const float n = (float)r->starts->starts.len, lines = (float)at->lines;
    const bool usual = (float)at->entries >= 0.5f * n && at->entries > 2, alone = at->lines == at->runs;
    const bool again = at->known * 2 >= at->lines, between_text = at->before == BESIDE_TEXT && at->after == BESIDE_TEXT;
    if (at->lines == 0 || between_text) return;
    if (at->lists * 3 >= at->lines && at->lists > 1) {
        decide(at, PDX_ROLE_TAGS, 0.85f, PDX_ROLE_CATEGORIES);
    } else if (at->head && alone && usual && (float)at->words <= 3.5f * lines && at->known * 3 >= at->lines) {
        decide_term(r, at);
    } else if (!at->head && alone && usual && (at->several * 4 >= at->lines || at->names * 2 < at->lines) && at->shared >= 0.5f * lines &&
               (float)at->words <= 3.0f * (float)at->items) {
        decide_term(r, at);
    } else if (!at->head && !alone && again && !r->terms->tagged && at->before != BESIDE_TITLE && at->entries * 4 >= r->starts->starts.len &&
               (float)at->words <= 3.0f * lines) {
        decide(at, PDX_ROLE_TAGS, 0.75f, PDX_ROLE_CATEGORIES);
    } else if (!at->head && alone && usual && again && at->distinct > 1 && (float)at->names >= 0.85f * lines) {
        if ((float)at->words >= 1.6f * lines) decide(at, PDX_ROLE_BYLINE, 0.8f, PDX_ROLE_CATEGORIES);
        else decide(at, PDX_ROLE_CATEGORIES, 0.5f, PDX_ROLE_BYLINE);
    }
}

/* A line without bullets and the like in front. */
static pdx_range name_of(const reader *r, size_t i) {
    pdx_range range = range_of(r, i);
    while (range.begin < range.end) {
        uint32_t cp;
        const size_t n = pdx_char_decode(r->sheet->text.data + range.begin, r->sheet->text.data + range.end, &cp);
        if (pdx_char_is_letter(cp)) break;
        range.begin += n;
    }
    return range;
}

static bool line_mark(reader *r, const run *each, size_t i, const slot *at) {
    pdx_mark *mark = &r->marks->marks.data[i];
    pdx_found *found = &r->marks->found.data[each->entry];
    pdx_mark_set(mark, (pdx_role)at->role, at->probability, PDX_WHY(PDX_RULE_SLOT) | PDX_WHY(PDX_RULE_SAME_SHAPE));
    pdx_mark_or(mark, (pdx_role)at->other, 0.8f * (1 - at->probability));
    if (at->role == PDX_ROLE_BYLINE) {
        if (found->author.end == found->author.begin) found->author = name_of(r, i);
        return true;
    }
    if (each->list) mark->why |= PDX_WHY(PDX_RULE_TAG_LIST);
    return pdx_furniture_items(r->marks, r->sheet, i, range_of(r, i));
}

/* Entries have one list of terms: whether another list of the same entry stands where most entries have one, and this one does not. */
static bool has_rival(const reader *r, size_t which) {
    const run *each = &r->runs.data[which];
    const uint32_t own = r->slots[each->slot].entries, most = (uint32_t)r->starts->starts.len;
    const size_t from = which > NEIGHBOURS ? which - NEIGHBOURS : 0, to = pdx_min_size(r->runs.len, which + NEIGHBOURS + 1);
    for (size_t k = from; k < to; k++) {
        const run *other = &r->runs.data[k];
        const slot *at = &r->slots[other->slot];
        if (other->entry == each->entry && other->list && at->role == PDX_ROLE_TAGS && at->entries * 2 >= most && at->entries >= 2 * own) return true;
    }
    return false;
}

/* A list with commas: its place and its items must outweigh that prose has commas too. */
static bool list_mark(reader *r, size_t which) {
    const run *each = &r->runs.data[which];
    const slot *at = &r->slots[each->slot];
    pdx_list_look look;
    float odds;
    slot as = {.role = PDX_ROLE_TAGS, .other = PDX_ROLE_PARAGRAPH};
    pdx_terms_look(&look, r->terms, r->sheet, each->begin, range_of(r, each->begin));
    odds = pdx_terms_odds(&look);
    if (at->role == PDX_ROLE_TAGS) odds += at->entries * 2 >= r->starts->starts.len ? 2.0f : 0.8f;
    if (has(r, each->begin, PDX_FACT_TIGHT)) odds += 1.5f;
    if (has(r, each->begin, PDX_FACT_HASHES)) odds += 4;
    if (r->terms->tagged) odds -= 2;
    if (has_rival(r, which)) odds -= 3;
    if (odds <= 0) return true;
    as.probability = 1 - 0.5f / (1 + odds);
    return line_mark(r, each, each->begin, &as);
}

static bool run_mark(reader *r, size_t which) {
    const run *each = &r->runs.data[which];
    const slot *at = &r->slots[each->slot];
    if (each->list) return list_mark(r, which);
    if (at->role == PDX_ROLE_BLANK) return true;
    for (size_t i = each->begin; i < each->end; i++) {
        if (at->role != PDX_ROLE_BYLINE && r->sheet->lines[i].words > TERM_WORDS) continue;
        if (!line_mark(r, each, i, at)) return false;
    }
    return true;
}

/* Which lines come again, and whether one of them stands above the entries: that is what the page is about. */
static bool lines_note(reader *r) {
    const size_t first = r->starts->starts.len > 0 ? r->starts->starts.data[0].line : 0;
    for (uint32_t k = 0; k < r->starts->starts.len; k++) {
        const pdx_start *s = &r->starts->starts.data[k];
        for (size_t i = s->line; i < s->end; i++) {
            if (could_be_field(r, s, i) && !pdx_recurrence_note(&r->lines, exact(r, i), k)) return false;
        }
    }
    for (size_t i = first; i-- > 0 && first - i < HEAD_LINES && r->label == 0;) {
        if (pdx_recurrence_entries(&r->lines, exact(r, i)) > 1) r->label = exact(r, i);
    }
    return true;
}

/* Where runs are of one length and name things, as an author and a section, each of their lines is a place of its own. */
static bool runs_part(reader *r) {
    const size_t n = r->runs.len;
    for (size_t i = 0; i < n; i++) {
        const run *each = &r->runs.data[i];
        const size_t lines = each->end - each->begin;
        r->slots[each->slot].length[lines < LENGTHS ? lines - 1 : LENGTHS - 1]++;
        for (size_t k = each->begin; k < each->end; k++) {
            r->slots[each->slot].run_names += pdx_sheet_is_name(r->sheet, k);
            r->slots[each->slot].run_lines++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        run each = r->runs.data[i];
        const uint32_t lines = each.end - each.begin, *length = r->slots[each.slot].length;
        uint32_t all = 0;
        for (unsigned k = 0; k < LENGTHS; k++) all += length[k];
        if (r->slots[each.slot].run_names * 5 < r->slots[each.slot].run_lines * 3) continue;
        if (lines < 2 || lines >= LENGTHS || length[lines - 1] * 4 < all * 3 || all < 3) continue;
        r->runs.data[i].end = each.begin + 1;
        for (uint32_t k = 1; k < lines; k++) {
            run one = {each.begin + k, each.begin + k + 1, each.entry, (uint16_t)(each.slot + k * PLACES), false};
            slot *at = slot_use(r, one.slot);
            at->head = r->slots[each.slot].head;
            at->before = at->after = BESIDE_SHORT;
            if (!PDX_VEC_PUSH(&r->runs, one)) return false;
        }
    }
    return true;
}

static bool read_all(reader *r) {
    bool ok = lines_note(r);
    size_t line = 0;
    for (uint32_t k = 0; ok && k < r->starts->starts.len; k++) ok = entry_runs(r, k);
    ok = ok && runs_part(r);
    for (size_t i = 0; ok && i < r->runs.len; i++) ok = run_note(r, &r->runs.data[i]);
    if (!ok) return false;
    for (size_t i = 0; i < r->runs.len; i++) run_compare(r, &r->runs.data[i], &line);
    for (unsigned k = 0; k < r->n_in_use; k++) slot_decide(r, &r->slots[r->in_use[k]]);
    for (size_t i = 0; ok && i < r->runs.len; i++) ok = run_mark(r, i);
    return ok;
}

pdx_status pdx_slots_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    reader r;
    bool ok;
    r.marks = marks;
    r.terms = terms;
    r.sheet = sheet;
    r.starts = starts;
    r.label = 0;
    r.n_in_use = 0;
    memset(r.used, 0, sizeof r.used);
    PDX_VEC_INIT(&r.runs);
    PDX_VEC_INIT(&r.keys.keys);
    PDX_VEC_INIT(&r.ends);
    pdx_recurrence_init(&r.lines);
    ok = read_all(&r);
    PDX_VEC_DEINIT(&r.runs);
    PDX_VEC_DEINIT(&r.keys.keys);
    PDX_VEC_DEINIT(&r.ends);
    pdx_recurrence_deinit(&r.lines);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
