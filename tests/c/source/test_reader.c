/* Sources of every form of records through the one reader: what comes into a record and in which order, the same however a source is cut, memory. */
#include "check.h"
#include "memory.h"
#include "pieces.h"
#include "source/records/entry.h"
#include "source/forms/reader.h"

typedef struct sample {
    pdx_source_form form;
    size_t n_records;
    const char *text, *said; /* of the first record: role and text of each part, a line each */
} sample;

static const sample samples[] = {
    {PDX_SOURCE_JSONL, 2, "\n{\"title\":\"One\",\"text\":\"A\\u00e9\\nB\",\"tags\":[\"x\",\"y\"],\"url\":\"http://a.example/1\"}\n \n{\"title\":\"Two\"}",
     "title=One\ntags=x, y\naddress=http://a.example/1\nparagraph=A\xC3\xA9\nparagraph=B\n"},
    {PDX_SOURCE_WXR, 2,
     "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\n<channel><title>Site</title>\n"
     "<wp:tag><wp:tag_slug>t</wp:tag_slug></wp:tag><item><content:encoded><![CDATA[Text & more]]></content:encoded><title>One &amp; two</title>"
     "<link>http://a.example/?p=1&amp;q</link><category domain='category'>old</category><category domain='post_tag'>b</category>"
     "<category domain='post_tag'>a</category><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>"
     "<wp:status>draft</wp:status><wp:post_type>page</wp:post_type>"
     "<wp:comment><wp:comment_author>Ann</wp:comment_author><wp:comment_date>2020-01-03</wp:comment_date><wp:comment_content>Yes.</wp:comment_content></wp:comment>"
     "<wp:comment><wp:comment_author>Bob</wp:comment_author><wp:comment_content>Buy!</wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment>"
     "</item><wp:author/><item><title>Cut",
     "title=One & two\ndate=2020-01-02 03:04:05\ncategories=old\ntags=b, a\nkind=page\nstatus=draft\naddress=http://a.example/?p=1&q\n"
     "paragraph=Text & more\ncomment_by=Ann, 2020-01-03\ncomments=Yes.\n"},
    {PDX_SOURCE_WXR, 1, /* line ends of WordPress, and a summary that says no more than the body */
     "<rss xmlns:wp='http://wordpress.org/export/1.0/'><channel><item><title>T</title><excerpt:encoded>One two [...]</excerpt:encoded>"
     "<content:encoded><![CDATA[One\ntwo\n\n<pre>a\n\nb</pre>\n<b>three</b> <a href='/x?a&amp;b'>four</a>\n\n<img src=i.png alt='A mill'>]]></content:encoded>"
     "<wp:postmeta><wp:meta_key>k</wp:meta_key></wp:postmeta></item></channel></rss>",
     "title=T\nparagraph=One\ntwo\ncode=a\n\nb\nparagraph=three four\nimage_alt=A mill\nlink=/x?a&b\nimage=i.png\n"},
    {PDX_SOURCE_FEED, 2, /* RSS with what others added to it */
     "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:m='http://search.yahoo.com/mrss/'><channel><title>Site</title>"
     "<language>de-at</language>\n<item><dc:date>2020-01-01</dc:date><pubDate>Wed, 01 Jan 2020 10:00:00 GMT</pubDate><title>One &lt;b&gt;two&lt;/b&gt;</title>"
     "<description>Three &amp;amp; four &hellip;</description><author>ann@a.example (Ann)</author><link>http://a.example/1</link><guid isPermaLink='false'>7</guid>"
     "<category>b</category><category>a</category><category>b</category><m:group><m:content url='a.mp3'><m:title>no</m:title></m:content></m:group>"
     "<source url='x'><title>no</title></source></item><item rdf:about='http://a.example/2'><title>Two</title>",
     "title=One two\nbyline=Ann\ndate=Wed, 01 Jan 2020 10:00:00 GMT\ntags=b, a\naddress=http://a.example/1\nparagraph=Three & four \xE2\x80\xA6\nmedia=a.mp3\n"},
    {PDX_SOURCE_WXR, 3, /* the name that is shown for a login; one that nobody gives a name */
     "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><wp:author><wp:author_login>ann</wp:author_login>"
     "<wp:author_display_name><![CDATA[Ann & Lee]]></wp:author_display_name></wp:author><wp:author><wp:author_login>bo</wp:author_login><wp:author_display_name/></wp:author>"
     "<item><title>One</title><dc:creator>ann</dc:creator></item><item><title>Two</title><dc:creator>bo</dc:creator></item><item><title>Three</title><dc:creator>cem</dc:creator></item></channel></rss>",
     "title=One\nbyline=Ann & Lee\n"},
    {PDX_SOURCE_FEED, 1, /* Atom: texts of each type, a prefix that nothing declares */
     "<atom:feed xml:lang='fr'><atom:entry xml:lang='en'><atom:title type='html'>One &lt;i&gt;two&lt;/i&gt;</atom:title><atom:link rel='enclosure' href='/m'/>"
     "<atom:link href='http://a.example/1'/><atom:author><atom:email>x@y</atom:email><atom:name>Ann</atom:name></atom:author><atom:summary>Four &lt; five</atom:summary>"
     "<atom:content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>Six &lt; <x:br/>seven</x:p><![CDATA[<eight>]]></x:div></atom:content>"
     "<atom:updated>2020-01-02T03:04:05Z</atom:updated><atom:category term='t' label='Label'/></atom:entry></atom:feed>",
     "title=One two\nbyline=Ann\nupdated=2020-01-02T03:04:05Z\ntags=Label\naddress=http://a.example/1\n"
     "paragraph=Six <\nseven\nparagraph=<eight>\nsummary=Four < five\nmedia=/m\n"},
    {PDX_SOURCE_FEED, 2, /* addresses relative to what elements say, each for what is within it */
     "<feed xml:base='http://a.example/b/'><entry xml:base='c/'><link href='d'/><content type='html' xml:base='../e/'>&lt;a href='f'>g&lt;/a></content>"
     "<link rel='enclosure' href='/h'/></entry><entry><link href='i'/></entry></feed>",
     "address=http://a.example/b/c/d\nparagraph=g\nmedia=http://a.example/h\nlink=http://a.example/b/e/f\n"},
    {PDX_SOURCE_FEED, 1, /* keywords that are none, before there is any text */
     "<rss xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><item><i:keywords/><title>T</title></item></channel></rss>", "title=T\n"},
    {PDX_SOURCE_JSONFEED, 2,
     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"]{\\\"\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>One <b>two<\\/b>\",\"content_text\":\"no\","
     "\"title\":\"T\",\"authors\":[{\"name\":\"Ann\",\"url\":\"no\"}],\"tags\":[\"a\",\"b\"],\"url\":\"http://a.example/1\",\"attachments\":[{\"url\":\"m\"}]},\n"
     " {\"title\":}, {\"name\":\"no\"}, {\"id\":\"3\",\"title\":\"Two ]}\"}, {\"title\":\"Cut",
     "title=T\nbyline=Ann\ntags=a, b\naddress=http://a.example/1\nparagraph=One two\nmedia=m\n"},
    {PDX_SOURCE_JSONFEED, 2, /* a list within tables, and what its posts say */
     "{\"db\":[{\"data\":{\"keys\":[{\"id\":1}],\"posts\":[{\"title\":\"T\",\"slug\":\"s\",\"html\":\"<p>One <b>two<\\/b>\",\"plaintext\":\"no\",\"type\":\"page\",\"status\":\"draft\"},"
     "{\"title\":\"U\",\"html\":null}],\"tags\":[{\"name\":\"no\"}]}}]}",
     "title=T\nkind=page\nstatus=draft\naddress=s\nparagraph=One two\n"},
    {PDX_SOURCE_JSONL, 2, /* HTML, lists in one text, persons, an address and a picture of the text */
     "{\"Headline\":\"One\",\"body_html\":\"<p>A <a href='/b'>b</a><p>c<img src=d alt=e>\",\"text\":\"no\",\"tags\":\"x; y\",\"user\":{\"id\":1,\"name\":\"Ann\"},\"created\":1550000000}\n{\"title\":{\"rendered\":\"Two\"}}",
     "title=One\nbyline=Ann\ndate=1550000000\ntags=x, y\nparagraph=A b\nparagraph=c\nimage_alt=e\nlink=/b\nimage=d\n"},
    {PDX_SOURCE_JSONL, 3, /* an answer with rows in it, then a row */
     "{\"id\":1,\"data\":[{\"title\":\"One\",\"text\":\"A\"}, 7, [{}], {\"title\":\"Two\",\"text\":\"B\"}],\"next\":2}\r\n{\"title\":\"Three\"}", "title=One\nparagraph=A\n"},
    {PDX_SOURCE_JSONARRAY, 2, /* no array, but objects that stand one behind the other */
     "\n{\n \"title\": \"One\",\n \"html\": \"<html><p>no\", \"text\": \"A\", \"categories\": [{\"name\": \"x\"}]\n}\n{ \"title\": \"Two\" }\n", "title=One\ncategories=x\nparagraph=A\n"},
    {PDX_SOURCE_JSONFEED, 2, /* rows within an object */
     "{\"total\":2,\"articles\":[{\"headline\":\"One\",\"text\":\"A\",\"lang\":\"fr\"},{\"headline\":\"Two\",\"text\":\"B\"}]}", "title=One\nparagraph=A\n"},
    {PDX_SOURCE_JSONFEED, 1, /* of the first row something that platforms say, then its own text */
     "{\"posts\":[{\"title\":\"A\",\"date\":\"2020-01-01\",\"content\":\"It left.\"}]}", "title=A\ndate=2020-01-01\nparagraph=It left.\n"},
    {PDX_SOURCE_JSONFEED, 1, /* a list within the first row, before what it says */
     "{\"items\":[{\"data\":[{\"title\":\"no\",\"url\":\"/no\"}],\"title\":\"One\",\"text\":\"A\"}]}", "title=One\nparagraph=A\n"},
    {PDX_SOURCE_JSONFEED, 2, /* tables that say which tags and authors posts have, in their order */
     "{\"db\":[{\"data\":{\"posts\":[{\"id\":7,\"title\":\"T\",\"html\":\"a\",\"author_id\":\"u1\"},{\"id\":8,\"title\":\"U\",\"html\":\"b\"}],\"posts_tags\":[{\"post_id\":7,\"tag_id\":\"1\",\"sort_order\":2},"
     "{\"post_id\":7,\"tag_id\":\"2\",\"sort_order\":1},{\"post_id\":9,\"tag_id\":\"1\"},{\"post_id\":7,\"tag_id\":\"3\"}],\"tags\":[{\"id\":\"1\",\"name\":\"x\\u00e9\",\"more\":{\"id\":4}},"
     "{\"id\":\"2\",\"name\":\"y\"}],\"users\":[{\"id\":\"u1\",\"name\":\"Ann\"}],\"posts_authors\":[{\"post_id\":7,\"author_id\":\"u1\"}]}}]}",
     "title=T\nbyline=Ann\ntags=y, x\xC3\xA9\nparagraph=a\n"},
    {PDX_SOURCE_CSV, 3, /* quotes, line ends in them, a name that nothing has, an empty line */
     "\xEF\xBB\xBFTitle;Text;\"Tags\";Views\r\n\"T \"\"1\"\"\";\"One;\n\ntwo\";a, b;7\r\n\r\nU;three;;\n;four",
     "title=T \"1\"\ntags=a, b\nparagraph=One;\nparagraph=two\nother=Views: 7\n"},
    {PDX_SOURCE_MTEXPORT, 2, /* sections with lines like those of the head */
     "TITLE: T\nAUTHOR: Ann\nDATE: 05/22/2013\nTAGS: a,\"b c\"\n-----\nBODY:\nOne\n\nTITLE: two\n-----\nCOMMENT:\nAUTHOR: Bo\nthree\n-----\n--------\nTITLE: U\nDATE: x\n-----\nBODY:\n----",
     "title=T\nbyline=Ann\ndate=05/22/2013\ntags=a, b c\nparagraph=One\nparagraph=TITLE: two\ncomment_by=Bo\ncomments=three\n"},
    {PDX_SOURCE_JSONFEED, 4, /* several lists of one name, and others between them */
     "{\"title\":\"Talks\",\"a\":{\"messages\":[{\"from\":\"Ann\",\"date\":\"2020-01-01\",\"text\":\"One\"}]},\"b\":[{\"messages\":[]},{\"messages\" :\n[{\"x\":1},{\"from\":\"Bo\",\"text\":\"Two\"}],"
     "\"c\":\"\\\"messages\\\":[\"},{\"messages\":[7]},{\"messages\":{}}],\"d\":\"messages\",\"messages\":[{\"from\":\"Bo\",\"text\":\"Three\"}]}",
     "byline=Ann\ndate=2020-01-01\nparagraph=One\n"},
    {PDX_SOURCE_JSONFEED, 1, /* a text in a list, escaped byte by byte */
     "{\"posts\":[{\"timestamp\":\"2020-01-01\",\"data\":[{\"post\":\"f\\u00c3\\u00bcr\"}],\"title\":\"T\"}]}", "title=T\ndate=2020-01-01\nparagraph=f\xC3\xBCr\n"},
    {PDX_SOURCE_CHATLOG, 4, /* lines of one message, marks of direction, a line of nobody's */
     "\xEF\xBB\xBF[31.12.19, 21:42:10] Ann: One\r\n\r\ntwo: three\n\xE2\x80\x8E[31.12.19, 21:45:00] Bo: \xE2\x80\x8Eno\n[31.12.19, 21:46:00] Bo left\n[31.12.19 21:47] <Cy> so",
     "byline=Ann\ndate=31.12.19, 21:42:10\nparagraph=One\nparagraph=two: three\n"},
};

typedef struct reading {
    pdx_reader *reader;
    pdx_record record;
    pdx_buf first, all; /* what the first record says; all records, with their places */
    size_t n_records, n_waited;
    uint64_t at;
    pdx_status status;
} reading;

static bool waits; /* records are read as heads, and then the rest of them */

static void say(const pdx_record *record, pdx_buf *out) {
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_record_part *part = &record->parts.data[i];
        pdx_buf_str(out, pdx_role_name((pdx_role)part->role));
        pdx_buf_byte(out, '=');
        pdx_buf_append(out, record->text.data + part->range.begin, (size_t)(part->range.end - part->range.begin));
        pdx_buf_byte(out, '\n');
    }
}

/* What a head says stays as it is when the rest comes. */
static pdx_status take_rest(reading *self) {
    pdx_record *record = &self->record;
    const size_t len = record->text.len, n_parts = record->parts.len;
    const pdx_range last = n_parts > 0 ? record->parts.data[n_parts - 1].range : pdx_range_of(0, 0);
    uint8_t head[512];
    if (record->waiting == NULL) return PDX_OK;
    CHECK(len <= sizeof head);
    if (len > 0) memcpy(head, record->text.data, len);
    PDX_TRY(pdx_entry_rest(record, NULL));
    CHECK(record->waiting == NULL && record->text.len >= len && (len == 0 || memcmp(record->text.data, head, len) == 0));
    CHECK(n_parts == 0 || (record->parts.data[n_parts - 1].range.begin == last.begin && record->parts.data[n_parts - 1].range.end == last.end));
    self->n_waited++;
    return PDX_OK;
}

/* Places in the source lie within the record, and what is said ascends. */
static void check_record(reading *self) {
    const pdx_record *record = &self->record;
    char place[96];
    uint64_t at = 0;
    CHECK(record->source.begin >= self->at && record->source.end > record->source.begin);
    self->at = record->source.end;
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_range from = pdx_offsets_source(&record->map, record->parts.data[i].range);
        CHECK(record->parts.data[i].range.begin >= at);
        at = record->parts.data[i].range.end;
        CHECK(from.begin >= record->source.begin && from.begin <= from.end && from.end <= record->source.end);
        (void)snprintf(place, sizeof place, "%llu-%llu ", (unsigned long long)from.begin, (unsigned long long)from.end);
        pdx_buf_str(&self->all, place);
    }
    for (size_t i = 0; i < record->items.len; i++) CHECK(record->items.data[i].part < record->parts.len);
    CHECK(record->map.text_end == record->text.len);
    (void)snprintf(place, sizeof place, "line %u, %llu-%llu, %d\n", record->line_number, (unsigned long long)record->source.begin,
                   (unsigned long long)record->source.end, record->is_cut_off);
    pdx_buf_str(&self->all, place);
    say(record, &self->all);
    if (self->n_records++ == 0) say(record, &self->first);
}

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    const uint64_t begin = pdx_reader_at(self->reader);
    pdx_reader_found found = PDX_READER_MORE;
    if (self->status != PDX_OK) return 0;
    pdx_reader_feed(self->reader, bytes, is_last);
    do {
        self->status = pdx_reader_next(self->reader, &self->record, &found, NULL);
        if (self->status == PDX_OK && found == PDX_READER_RECORD) self->status = take_rest(self);
        if (self->status == PDX_OK && found == PDX_READER_RECORD) check_record(self);
    } while (self->status == PDX_OK && found == PDX_READER_RECORD);
    CHECK(self->status != PDX_OK || found == (is_last ? PDX_READER_END : PDX_READER_MORE));
    return (size_t)(pdx_reader_at(self->reader) - begin);
}

static pdx_status read_sample(reading *self, const sample *from, size_t piece) {
    memset(self, 0, sizeof *self);
    PDX_TRY(pdx_reader_new(from->form, &self->reader, NULL));
    pdx_record_init(&self->record);
    pdx_reader_wait(self->reader, waits);
    if (!read_in_pieces(pdx_span_str(from->text), piece, read_records, self)) self->status = PDX_ENOMEM;
    if (self->first.failed || self->all.failed) self->status = PDX_ENOMEM;
    pdx_record_deinit(&self->record);
    pdx_reader_free(self->reader);
    return self->status;
}

static void reading_deinit(reading *self) {
    pdx_buf_deinit(&self->first);
    pdx_buf_deinit(&self->all);
}

static void test_samples(void) {
    for (size_t i = 0; i < PDX_COUNTOF(samples); i++) {
        reading whole, cut;
        CHECK(read_sample(&whole, &samples[i], 0) == PDX_OK);
        CHECK_EQ(whole.n_records, samples[i].n_records);
        CHECK(pdx_span_equal(pdx_buf_view(&whole.first), pdx_span_str(samples[i].said)));
        for (size_t piece = 1; piece < 24; piece++) {
            CHECK(read_sample(&cut, &samples[i], piece) == PDX_OK);
            CHECK(pdx_span_equal(pdx_buf_view(&whole.all), pdx_buf_view(&cut.all)));
            reading_deinit(&cut);
        }
        reading_deinit(&whole);
    }
}

/* A record whose body waits is the same when that has come. */
static void test_waiting(void) {
    size_t n_waited = 0;
    for (size_t i = 0; i < PDX_COUNTOF(samples); i++) {
        reading whole, later;
        waits = false;
        CHECK(read_sample(&whole, &samples[i], 7) == PDX_OK);
        waits = true;
        CHECK(read_sample(&later, &samples[i], 7) == PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&whole.all), pdx_buf_view(&later.all)));
        CHECK(whole.n_waited == 0);
        n_waited += later.n_waited;
        reading_deinit(&later);
        reading_deinit(&whole);
    }
    waits = false;
    CHECK_EQ(n_waited, 17);
}

static pdx_status read_again(void *context) {
    reading self = {0};
    const pdx_status status = read_sample(&self, context, 150);
    reading_deinit(&self);
    return status;
}

static void test_memory(void) {
    for (size_t i = 0; i < PDX_COUNTOF(samples); i++) memory_fails(read_again, (void *)(uintptr_t)&samples[i], 8);
    waits = true;
    memory_fails(read_again, (void *)(uintptr_t)&samples[1], 8);
    waits = false;
}

int main(void) {
    test_samples();
    test_waiting();
    test_memory();
    return check_report("source/reader");
}
