#include "post/quotes/quote_names.h"

enum { SENTENCES_BACK = 12, SENTENCE_MOST = 256 /* tokens that are looked back over */, NOUN_BACK = 2048, NOUN_MOST = 8, CHAIN_MOST = 6,
       SEGMENTS_MOST = 5 };

static const pdx_named nobody = {0, 0, PDX_SAID_BY_NONE};

static bool is(const pdx_scene *scene, size_t i, uint32_t classes) { return (scene->tokens[i].classes & classes) != 0; }
static bool has_gap(const pdx_scene *scene, size_t i, unsigned gap) { return (scene->tokens[i].gap & gap) != 0; }
static bool is_quote(const pdx_scene *scene, size_t i) { return scene->tokens[i].quote != PDX_QUOTED_NONE; }

bool pdx_token_is_name(const pdx_scene *scene, size_t i) {
    const pdx_quote_token *t = &scene->tokens[i];
    if (t->quote != PDX_QUOTED_NONE || (t->shape & PDX_SHAPE_CAPITAL) == 0 || (t->classes & PDX_SPEECH_NO_NAME) != 0) return false;
    return (t->classes & PDX_SPEECH_CUE) == 0 || (t->gap & PDX_GAP_ENDS) == 0;
}

/* A word that can be part of a noun phrase. */
static bool is_noun(const pdx_scene *scene, size_t i) {
    return !is_quote(scene, i) && !is(scene, i, PDX_SPEECH_PRONOUN | PDX_SPEECH_OTHERS | PDX_SPEECH_WHO | PDX_SPEECH_INTO | PDX_SPEECH_JOIN |
                                                    PDX_SPEECH_THAT | PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE);
}

static bool is_person_word(const pdx_scene *scene, size_t i) {
    return !is(scene, i, PDX_SPEECH_BODY | PDX_SPEECH_NATION) && (scene->tokens[i].shape & (PDX_SHAPE_CAPITALS | PDX_SHAPE_DIGITS)) == 0;
}

size_t pdx_sentence_first(const pdx_scene *scene, size_t i) {
    const size_t least = i > SENTENCE_MOST ? i - SENTENCE_MOST : 0;
    while (i > least && !has_gap(scene, i, PDX_GAP_ENDS)) i--;
    return i;
}

/* Without honorifics and offices before it, while something is left. */
static size_t titles_strip(const pdx_scene *scene, size_t first, size_t last) {
    while (first < last && is(scene, first, PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) first++;
    return first;
}

enum { PARTICLES_MOST = 3 };

static bool is_particle(const pdx_scene *scene, size_t i) { return !is_quote(scene, i) && is(scene, i, PDX_SPEECH_PARTICLE); }

/* How many small words stand from token `at` on, between two words of a name: one of those inside names, and articles behind it ("von der"). */
static size_t particles_from(const pdx_scene *scene, size_t at) {
    size_t n = 0;
    while (n < PARTICLES_MOST && at + n < scene->n && scene->tokens[at + n].gap == 0 &&
           (is_particle(scene, at + n) || (n > 0 && is(scene, at + n, PDX_SPEECH_ARTICLE)))) {
        n++;
    }
    return n > 0 && at + n < scene->n && scene->tokens[at + n].gap == 0 && pdx_token_is_name(scene, at + n) ? n : 0;
}

/* The same of those that stand before token `at`, in tokens from `from` on. */
static size_t particles_before(const pdx_scene *scene, size_t at, size_t from) {
    size_t most = 0;
    for (size_t n = 1; n <= PARTICLES_MOST && at > from + n && scene->tokens[at - n + 1].gap == 0; n++) {
        if (is_particle(scene, at - n)) most = n;
        else if (!is(scene, at - n, PDX_SPEECH_ARTICLE)) break;
    }
    return most > 0 && scene->tokens[at - most].gap == 0 ? most : 0;
}

/* Whether a name goes on behind its word at `last` with `n` small words and one more. One of them that also says from where somebody comes does so
 * behind a first name alone: "Ursula von der Leyen", but "Ida Brook of Millbrook". */
static bool goes_on(const pdx_scene *scene, size_t first, size_t last, size_t n) {
    bool from = false;
    for (size_t i = last + 1; i <= last + n; i++) from = from || is(scene, i, PDX_SPEECH_FROM);
    if (!from) return true;
    if (titles_strip(scene, first, last) != last || is(scene, last + n + 1, PDX_SPEECH_BODY)) return false;
    if (is(scene, last, PDX_SPEECH_MR | PDX_SPEECH_MRS)) return true;
    const bool determined = first > 0 && scene->tokens[first].gap == 0 && is(scene, first - 1, PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE);
    return !determined &&
           !is(scene, last, PDX_SPEECH_OFFICE | PDX_SPEECH_BODY | PDX_SPEECH_TEXT | PDX_SPEECH_WORK | PDX_SPEECH_NATION | PDX_SPEECH_CUE);
}

/* The first of the capital words that end with `last`. */
static size_t run_first(const pdx_scene *scene, size_t last, size_t from) {
    while (last > from && scene->tokens[last].gap == 0 && pdx_token_is_name(scene, last - 1) &&
           (scene->tokens[last - 1].shape & PDX_SHAPE_OWNER) == 0) {
        last--;
    }
    return last;
}

size_t pdx_name_first(const pdx_scene *scene, size_t last, size_t from) {
    size_t first = run_first(scene, last, from), n;
    while ((n = particles_before(scene, first, from)) > 0) {
        const size_t before = first - n - 1;
        if (!pdx_token_is_name(scene, before) || (scene->tokens[before].shape & PDX_SHAPE_OWNER) != 0) break;
        const size_t begin = run_first(scene, before, from);
        if (!goes_on(scene, begin, before, n)) break;
        first = begin;
    }
    return first;
}

size_t pdx_name_last(const pdx_scene *scene, size_t first) {
    size_t last = first, n;
    while (last + 1 < scene->n && scene->tokens[last + 1].gap == 0 && (scene->tokens[last].shape & PDX_SHAPE_OWNER) == 0) {
        if (pdx_token_is_name(scene, last + 1)) last++;
        else if ((n = particles_from(scene, last + 1)) > 0 && goes_on(scene, first, last, n)) last += n + 1;
        else break;
    }
    return last;
}

static bool has_class(const pdx_scene *scene, size_t first, size_t last, uint32_t classes) {
    for (size_t i = first; i <= last; i++)
        if (is(scene, i, classes)) return true;
    return false;
}

static bool is_known(const pdx_scene *scene, uint64_t hash) {
    const size_t slot = hash % PDX_KNOWN_PERSONS;
    return scene->known->post[slot] == scene->known->now && scene->known->hash[slot] == hash;
}

static bool is_person(const pdx_scene *scene, size_t first, size_t last) {
    const size_t name = titles_strip(scene, first, last);
    if (is(scene, name, PDX_SPEECH_OFFICE | PDX_SPEECH_MR | PDX_SPEECH_MRS)) return false; /* nothing but that */
    for (size_t i = name; i <= last; i++)
        if (!is_person_word(scene, i)) return false;
    if (name > first && is(scene, name - 1, PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) return true;
    if (name == last) return is_known(scene, scene->tokens[last].hash);
    return last - name < 5;
}

void pdx_known_persons_learn(const pdx_scene *scene) {
    scene->known->now++;
    for (size_t i = 0; i < scene->n; i++) {
        if (!pdx_token_is_name(scene, i)) continue;
        const size_t last = pdx_name_last(scene, i), name = titles_strip(scene, i, last);
        const bool titled = name > i;
        if ((name < last || titled) && is_person(scene, i, last)) {
            const uint64_t hash = scene->tokens[last].hash;
            scene->known->hash[hash % PDX_KNOWN_PERSONS] = hash;
            scene->known->post[hash % PDX_KNOWN_PERSONS] = scene->known->now;
        }
        i = last;
    }
}

static pdx_named name_made(const pdx_scene *scene, size_t first, size_t last) {
    return (pdx_named){titles_strip(scene, first, last), last, PDX_SAID_BY_NAME};
}

/* ------ pronouns */

static bool fits(const pdx_scene *scene, size_t first, size_t last, uint32_t pronoun) {
    const size_t name = titles_strip(scene, first, last);
    const uint32_t she = PDX_SPEECH_SHE | PDX_SPEECH_HER, he = PDX_SPEECH_HE | PDX_SPEECH_HIS;
    if (name == first) return true;
    if (has_class(scene, first, name - 1, PDX_SPEECH_MRS)) return (pronoun & she) != 0;
    if (has_class(scene, first, name - 1, PDX_SPEECH_MR)) return (pronoun & he) != 0;
    return true;
}

/* Behind a preposition somebody is spoken of, and does nothing. */
static bool is_after_into(const pdx_scene *scene, size_t first, size_t from) {
    if (first == from || scene->tokens[first].gap != 0) return false;
    if (is(scene, first - 1, PDX_SPEECH_INTO)) return true;
    return is(scene, first - 1, PDX_SPEECH_ARTICLE) && first - 1 > from && scene->tokens[first - 1].gap == 0 && is(scene, first - 2, PDX_SPEECH_INTO);
}

/* The person in tokens [from, to) whom a pronoun can mean: the first that does something, else the first that is named. */
static pdx_named person_in(const pdx_scene *scene, size_t from, size_t to, uint32_t pronoun, bool *again) {
    pdx_named other = nobody;
    *again = false;
    for (size_t i = from; i < to; i++) {
        if (is(scene, i, pronoun & PDX_SPEECH_PRONOUN)) *again = true;
        if (*again && other.said == PDX_SAID_BY_NONE) return nobody;
        if (!pdx_token_is_name(scene, i)) continue;
        const size_t last = pdx_name_last(scene, i);
        const bool person = is_person(scene, i, last) && fits(scene, i, last, pronoun);
        const bool does = !is_after_into(scene, i, from) && (scene->tokens[last].shape & PDX_SHAPE_OWNER) == 0;
        if (person && does) return (pdx_named){titles_strip(scene, i, last), last, PDX_SAID_BY_PRONOUN};
        if (person && other.said == PDX_SAID_BY_NONE) other = (pdx_named){titles_strip(scene, i, last), last, PDX_SAID_BY_PRONOUN};
        i = last;
    }
    return other;
}

/* The nearest before, in the same sentence. */
static pdx_named person_nearest(const pdx_scene *scene, size_t from, size_t to, uint32_t pronoun) {
    for (size_t i = to; i > from; i--) {
        const size_t last = i - 1;
        if (!pdx_token_is_name(scene, last)) continue;
        const size_t first = pdx_name_first(scene, last, from);
        if (is_person(scene, first, last) && fits(scene, first, last, pronoun)) {
            return (pdx_named){titles_strip(scene, first, last), last, PDX_SAID_BY_PRONOUN};
        }
        i = first + 1;
    }
    return nobody;
}

/* Sentences that tell, not headings and captions between them. */
static bool is_body(const pdx_scene *scene, size_t i) {
    const uint8_t role = scene->blocks[scene->tokens[i].block].role;
    return role == PDX_ROLE_PARAGRAPH || role == PDX_ROLE_QUOTE || role == PDX_ROLE_LIST;
}

/* Whether the verb beside a pronoun says that several speak. */
static bool is_of_many(const pdx_scene *scene, size_t at) {
    return (at > 0 && is(scene, at - 1, PDX_SPEECH_MANY)) || (at + 1 < scene->n && is(scene, at + 1, PDX_SPEECH_MANY));
}

/* The nearest person before token `at` whom a pronoun can mean, in its sentence or one of those before. */
static pdx_named person_before(const pdx_scene *scene, size_t at, uint32_t pronoun) {
    size_t first = pdx_sentence_first(scene, at);
    pdx_named found = person_nearest(scene, first, at, pronoun);
    for (int back = 0; found.said == PDX_SAID_BY_NONE && first > 0 && back < SENTENCES_BACK; back++) {
        const size_t end = first;
        bool again;
        first = pdx_sentence_first(scene, end - 1);
        if (is_body(scene, end - 1)) found = person_in(scene, first, end, pronoun, &again);
    }
    return found;
}

static pdx_named pronoun_means(const pdx_scene *scene, size_t at) {
    const uint32_t pronoun = scene->tokens[at].classes & (PDX_SPEECH_PRONOUN | PDX_SPEECH_HIS | PDX_SPEECH_HER);
    const uint32_t like = pronoun | ((pronoun & PDX_SPEECH_HIS) ? PDX_SPEECH_HE : 0) | ((pronoun & PDX_SPEECH_HER) ? PDX_SPEECH_SHE : 0);
    const pdx_named found = is_of_many(scene, at) ? nobody : person_before(scene, at, like);
    return found.said != PDX_SAID_BY_NONE ? found : (pdx_named){at, at, PDX_SAID_BY_SOMEBODY};
}

pdx_named pdx_unsaid_means(const pdx_scene *scene, size_t verb) {
    const pdx_named somebody = {verb, verb, PDX_SAID_BY_SOMEBODY};
    for (size_t i = verb; i == verb || is(scene, i, PDX_SPEECH_PASSED); i--) { /* "han dicho" */
        if (is(scene, i, PDX_SPEECH_MANY)) return somebody;
        if (i == 0 || scene->tokens[i].gap != 0) break;
    }
    pdx_named found = person_before(scene, verb, PDX_SPEECH_PRONOUN);
    if (found.said == PDX_SAID_BY_NONE) return somebody;
    found.said = PDX_SAID_BY_CARRIED;
    return found;
}

pdx_named pdx_subject_first(const pdx_scene *scene, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (is_quote(scene, i)) continue;
        if (is(scene, i, PDX_SPEECH_PRONOUN)) return pronoun_means(scene, i);
        if (!pdx_token_is_name(scene, i)) continue;
        const size_t last = pdx_name_last(scene, i);
        if (is_person(scene, i, last) && !is_after_into(scene, i, from) && (scene->tokens[last].shape & PDX_SHAPE_OWNER) == 0)
            return name_made(scene, i, last);
        i = last;
    }
    return nobody;
}

pdx_named pdx_subject_of_last(const pdx_scene *scene, size_t first) {
    if (first == 0) return nobody;
    return pdx_subject_first(scene, pdx_sentence_first(scene, first - 1), first);
}

/* ------ noun phrases */

/* "The activist", when somebody was called one before: "Ida Brook, an activist who ...". */
static pdx_named noun_means(const pdx_scene *scene, size_t noun, size_t before) {
    const uint64_t hash = scene->tokens[noun].hash;
    for (size_t i = before, sentences = 0; i > 0 && before - i < NOUN_BACK && sentences < SENTENCES_BACK; i--) {
        const size_t at = i - 1;
        if (has_gap(scene, i, PDX_GAP_ENDS)) sentences++;
        if (scene->tokens[at].hash != hash || is_quote(scene, at)) continue;
        for (size_t k = at; k > 0 && at - k < 5 && !has_gap(scene, k, PDX_GAP_ENDS); k--) {
            if (!has_gap(scene, k, PDX_GAP_COMMA) || !pdx_token_is_name(scene, k - 1)) continue;
            const size_t first = pdx_name_first(scene, k - 1, pdx_sentence_first(scene, k - 1));
            if (is_person(scene, first, k - 1)) return (pdx_named){titles_strip(scene, first, k - 1), k - 1, PDX_SAID_BY_NOUN};
        }
    }
    return nobody;
}

/* Of tokens first to last, a noun phrase with its article: whom it means, or itself. */
static pdx_named noun_made(const pdx_scene *scene, size_t first, size_t last) {
    const bool caseless = (scene->tokens[last].shape & PDX_SHAPE_CASELESS) != 0;
    if (last >= scene->n || last < first || is(scene, last, PDX_SPEECH_OTHERS)) return nobody;
    if (is(scene, first, PDX_SPEECH_OTHERS) && !is(scene, first, PDX_SPEECH_ARTICLE)) return nobody;
    if (is(scene, last, PDX_SPEECH_TEXT) && is(scene, first, PDX_SPEECH_HIS | PDX_SPEECH_HER)) {
        const pdx_named whose = pronoun_means(scene, first);
        if (whose.said != PDX_SAID_BY_SOMEBODY) return whose;
    }
    if (!is_noun(scene, last)) return nobody;
    if (caseless) { /* letters do not tell a name from what somebody is, but words of office do */
        const size_t name = titles_strip(scene, first, last);
        const bool of_what = name == last && last > first && is(scene, last - 1, PDX_SPEECH_OFFICE); /* رئیس بندر: or who it is, who knows */
        if (of_what) return (pdx_named){last - 1, last, PDX_SAID_BY_NOUN};
        return (pdx_named){name, last, is(scene, name, PDX_SPEECH_OFFICE | PDX_SPEECH_MR | PDX_SPEECH_MRS) ? PDX_SAID_BY_NOUN : PDX_SAID_BY_NAME};
    }
    if (is(scene, first, PDX_SPEECH_ARTICLE)) {
        const pdx_named meant = noun_means(scene, last, first);
        if (meant.said != PDX_SAID_BY_NONE) return meant;
    }
    return (pdx_named){first, last, PDX_SAID_BY_NOUN};
}

/* Where the words that end with `last` begin: behind a preposition, conjunction or mark, with their article. */
static size_t phrase_first(const pdx_scene *scene, size_t last, size_t from) {
    size_t first = last;
    while (first > from && scene->tokens[first].gap == 0 && last - first < NOUN_MOST &&
           !is(scene, first, PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE) &&
           (is_noun(scene, first - 1) || is(scene, first - 1, PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE)) &&
           !is(scene, first - 1, PDX_SPEECH_SAY | PDX_SPEECH_SAYING)) {
        first--;
    }
    return first;
}

/* The name that ends with `last`, or what it only tells more of: "the head of the Harbour Board", "Ida Brook of Millbrook". */
static pdx_named name_whole(const pdx_scene *scene, size_t last, size_t from) {
    size_t first = pdx_name_first(scene, last, from), end = last;
    for (int n = 0; n < CHAIN_MOST; n++) {
        size_t into = first;
        if (into > from && scene->tokens[into].gap == 0 && is(scene, into - 1, PDX_SPEECH_ARTICLE) && !is(scene, into - 1, PDX_SPEECH_INTO)) into--;
        if (into <= from + 1 || scene->tokens[into].gap != 0 || !is(scene, into - 1, PDX_SPEECH_INTO)) break;
        into--;
        if (into <= from || scene->tokens[into].gap != 0 || !is_noun(scene, into - 1)) break;
        const size_t head = into - 1;
        if (pdx_token_is_name(scene, head)) {
            const size_t begin = pdx_name_first(scene, head, from);
            if (!has_class(scene, begin, head, PDX_SPEECH_BODY)) end = head; /* not "Ministry of the Interior" */
            first = begin;
        } else if (is(scene, head, PDX_SPEECH_TEXT) && is(scene, into, PDX_SPEECH_FROM)) break;
        else if (is(scene, head, PDX_SPEECH_CUE | PDX_SPEECH_PASSED)) break;
        else return noun_made(scene, phrase_first(scene, head, from), head);
    }
    const bool common = scene->language == PDX_LANG('d', 'e') && first == end && first > from && is(scene, first - 1, PDX_SPEECH_ARTICLE);
    return common && scene->tokens[first].gap == 0 ? noun_made(scene, first - 1, end) : name_made(scene, first, end);
}

/* The noun phrase that ends with `last`: of "the statement from the organizers" the organizers. */
static pdx_named noun_whole(const pdx_scene *scene, size_t last, size_t from) {
    size_t first = phrase_first(scene, last, from), end = last;
    for (int n = 0; n < CHAIN_MOST; n++) {
        if (first <= from + 1 || scene->tokens[first].gap != 0 || !is(scene, first - 1, PDX_SPEECH_INTO)) break;
        const size_t into = first - 1;
        if (scene->tokens[into].gap != 0 || !is_noun(scene, into - 1)) break;
        if (is(scene, into - 1, PDX_SPEECH_TEXT) && is(scene, into, PDX_SPEECH_FROM)) break;
        if (is(scene, into - 1, PDX_SPEECH_CUE | PDX_SPEECH_PASSED)) break;
        end = into - 1;
        if (pdx_token_is_name(scene, end) && (scene->tokens[end].gap & PDX_GAP_ENDS) == 0) {
            return name_made(scene, pdx_name_first(scene, end, from), end);
        }
        first = phrase_first(scene, end, from);
    }
    size_t tells = first; /* "Ida Brook, the owner of the mill and of much else said" */
    while (tells > from && scene->tokens[tells].gap == 0) tells--;
    if (has_gap(scene, tells, PDX_GAP_COMMA) && tells > from && is(scene, tells, PDX_SPEECH_ARTICLE) && pdx_token_is_name(scene, tells - 1)) {
        const size_t begin = pdx_name_first(scene, tells - 1, from);
        if (!is_after_into(scene, begin, from)) return name_made(scene, begin, tells - 1);
    }
    return noun_made(scene, first, end);
}

static bool all_names(const pdx_scene *scene, size_t first, size_t last) {
    return pdx_token_is_name(scene, last) && pdx_name_first(scene, last, first) == first;
}

/* Before a comma: of the stretches between commas the nearest that is a name and nothing else, or the first. */
static pdx_named apposed(const pdx_scene *scene, size_t last, size_t from) {
    size_t end = last;
    for (int n = 0; n < SEGMENTS_MOST; n++) {
        size_t first = end;
        while (first > from && !has_gap(scene, first, PDX_GAP_COMMA | PDX_GAP_DASH)) first--;
        if (all_names(scene, first, end) && (scene->tokens[end].shape & PDX_SHAPE_OWNER) == 0) return name_made(scene, first, end);
        if (first > from) {
            end = first - 1;
            continue;
        }
        if (is(scene, first, PDX_SPEECH_INTO | PDX_SPEECH_JOIN) && !is(scene, first, PDX_SPEECH_ARTICLE)) return nobody;
        if (is(scene, first, PDX_SPEECH_PRONOUN) && first == end) return pronoun_means(scene, first);
        if (pdx_token_is_name(scene, first)) return name_made(scene, first, pdx_name_last(scene, first));
        return pdx_token_is_name(scene, end) ? name_whole(scene, end, from) : noun_whole(scene, end, from);
    }
    return nobody;
}

static bool is_to(const pdx_scene *scene, size_t i) {
    return scene->tokens[i].end - scene->tokens[i].begin == 2 && is(scene, i, PDX_SPEECH_INTO) && scene->language == PDX_LANG_EN;
}

pdx_named pdx_subject_before(const pdx_scene *scene, size_t verb, size_t from) {
    size_t at = verb;
    while (at > from && ((is(scene, at - 1, PDX_SPEECH_PASSED) && !is_quote(scene, at - 1)) || (at == verb && is_to(scene, at - 1)))) at--;
    if (at == from || has_gap(scene, at, PDX_GAP_COLON)) return nobody;
    const size_t last = at - 1;
    if (is_quote(scene, last)) return nobody;
    if (is(scene, last, PDX_SPEECH_PRONOUN)) return pronoun_means(scene, last);
    if (is(scene, last, PDX_SPEECH_WHO) && last > from) {
        if (pdx_token_is_name(scene, last - 1)) return name_whole(scene, last - 1, from);
        return noun_whole(scene, last - 1, from);
    }
    if (is(scene, last, PDX_SPEECH_OTHERS)) return (pdx_named){last, last, PDX_SAID_BY_SOMEBODY};
    if (is(scene, last, PDX_SPEECH_THAT | PDX_SPEECH_INTO | PDX_SPEECH_JOIN)) return nobody;
    if (has_gap(scene, at, PDX_GAP_COMMA | PDX_GAP_DASH)) return apposed(scene, last, from);
    return pdx_token_is_name(scene, last) ? name_whole(scene, last, from) : noun_whole(scene, last, from);
}

/* A name of a body goes on: "Ministry of the Interior". */
static size_t body_last(const pdx_scene *scene, size_t first, size_t last) {
    while (has_class(scene, first, last, PDX_SPEECH_BODY) && last + 2 < scene->n && scene->tokens[last + 1].gap == 0 &&
           is(scene, last + 1, PDX_SPEECH_INTO)) {
        size_t next = last + 2;
        if (is(scene, next, PDX_SPEECH_ARTICLE) && next + 1 < scene->n && scene->tokens[next].gap == 0) next++;
        if (scene->tokens[next].gap != 0 || !pdx_token_is_name(scene, next)) break;
        last = pdx_name_last(scene, next);
    }
    return last;
}

/* Behind the comma after a common noun: "said the mayor, Tom Hale". */
static pdx_named apposed_after(const pdx_scene *scene, size_t at) {
    if (at >= scene->n || !has_gap(scene, at, PDX_GAP_COMMA) || has_gap(scene, at, PDX_GAP_ENDS) || !pdx_token_is_name(scene, at)) return nobody;
    const size_t last = pdx_name_last(scene, at);
    return is_person(scene, at, last) ? name_made(scene, at, last) : nobody;
}

pdx_named pdx_named_after(const pdx_scene *scene, size_t at) {
    while (at < scene->n && is(scene, at, PDX_SPEECH_PASSED) && !has_gap(scene, at, PDX_GAP_ENDS)) at++;
    if (at >= scene->n || has_gap(scene, at, PDX_GAP_ENDS | PDX_GAP_COLON) || is_quote(scene, at)) return nobody;
    if (is(scene, at, PDX_SPEECH_PRONOUN)) return pronoun_means(scene, at);
    if (is(scene, at, PDX_SPEECH_OTHERS) && !is(scene, at, PDX_SPEECH_ARTICLE)) return (pdx_named){at, at, PDX_SAID_BY_SOMEBODY};
    const size_t first = at;
    const bool determined = is(scene, at, PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE);
    size_t noun = at + determined;
    while (noun < scene->n && noun - first < NOUN_MOST && (noun == first || (scene->tokens[noun].gap & (uint8_t)~PDX_GAP_DASH) == 0) &&
           !is_quote(scene, noun)) {
        if (pdx_token_is_name(scene, noun)) {
            const size_t last = pdx_name_last(scene, noun), name = titles_strip(scene, noun, last);
            const bool lone = name == last && (is(scene, name, PDX_SPEECH_OFFICE) || (determined && scene->language == PDX_LANG('d', 'e')));
            if ((scene->tokens[last].shape & PDX_SHAPE_OWNER) == 0 && !lone) return name_made(scene, noun, body_last(scene, noun, last));
            noun = last + 1;
        } else if (is(scene, noun, PDX_SPEECH_INTO | PDX_SPEECH_JOIN | PDX_SPEECH_THAT | PDX_SPEECH_WHO | PDX_SPEECH_CUE | PDX_SPEECH_PRONOUN |
                                       PDX_SPEECH_OTHERS | PDX_SPEECH_PASSED | PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE)) {
            break;
        } else noun++;
    }
    if (noun == first + determined) return nobody;
    size_t behind = noun; /* "said the owner of the mill, Tom Hale" */
    while (behind < scene->n && behind - noun < NOUN_MOST && scene->tokens[behind].gap == 0 && !is_quote(scene, behind)) behind++;
    const pdx_named after = apposed_after(scene, behind);
    if (after.said != PDX_SAID_BY_NONE) return after;
    const size_t last = noun - 1;
    const uint8_t *text = scene->blocks[scene->tokens[last].block].text.data;
    const bool plural = text[scene->tokens[last].end - 1] == 's';
    const bool caseless = (scene->tokens[last].shape & PDX_SHAPE_CASELESS) != 0;
    return determined || plural || caseless || is(scene, last, PDX_SPEECH_OFFICE) ? noun_made(scene, first, last) : nobody;
}
