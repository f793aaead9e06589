/* Which brackets in the HTML of posts are WordPress' own markup. */
#include "check.h"

#include "source/records/shortcodes.h"

/* What is not a shortcode, and `{value}` of what has one; `^` stands where a picture with a caption or program text begins, `$` where it ends. */
static void check_rest(const char *html, const char *wanted) {
    const pdx_span text = pdx_span_str(html);
    pdx_shortcodes codes;
    char shown[512];
    size_t n = 0;
    pdx_shortcodes_init(&codes, text);
    for (size_t at = 0; at < text.len;) {
        pdx_shortcode code = {PDX_SHORTCODE_NONE, at + 1, {0, 0}};
        if (text.data[at] == '[') code = pdx_shortcode_at(&codes, at);
        CHECK(code.end > at && code.end <= text.len && code.value.begin <= code.value.end && code.value.end <= code.end);
        if (code.kind == PDX_SHORTCODE_NONE) shown[n++] = html[at];
        if (code.kind == PDX_SHORTCODE_CAPTION || code.kind == PDX_SHORTCODE_CODE) shown[n++] = '^';
        if (code.kind == PDX_SHORTCODE_CAPTION_END || code.kind == PDX_SHORTCODE_CODE_END) shown[n++] = '$';
        if (code.value.end > code.value.begin) n += (size_t)snprintf(shown + n, sizeof shown - n, "{%.*s}", (int)(code.value.end - code.value.begin), html + code.value.begin);
        at = code.end;
    }
    shown[n] = '\0';
    if (check_failed(strcmp(shown, wanted) == 0)) printf("of %s stays %s\n", html, shown);
}

static void test_what_is_markup(void) {
    check_rest("a [gallery ids=\"1,2\"] b", "a  b");
    check_rest("[gallery]", "");
    check_rest("a\n[gallery] \nb", "a\n \nb");
    check_rest("<p>[playlist]</p>", "<p></p>");
    check_rest("[video][/video] [audio mp3=/a.mp3][/audio]", " ");
    check_rest("[embed]https://tube.example/a[/embed]", "{https://tube.example/a}");
    check_rest("[embed width=3]/a[/embed][embed][/embed]", "{/a}");
    check_rest("[my-box color='red' /]a[my-box color=&#8221;red&#8243;]b[/my-box]", "ab");
    check_rest("[vc_row][vc_column]a[/vc_column][/vc_row]", "a");
    check_rest("[caption id=1]a[/caption] [wp_caption]b[/wp_caption]", "^a$ ^b$");
    check_rest("[caption width=\"1\" caption=\"Low tide\"]a[/caption]", "^{Low tide}a$");
    check_rest("[code lang=c]a[1] [gallery ids=1][/code] b[2]", "^a[1] [gallery ids=1]$ b[2]");
}

static void test_what_is_text(void) {
    check_rest("[sic] [1] [] [ gallery ids=1] [Gallery ids=1] [/gallery] [a b] [x=\"y\"] [note a=b]", "[sic] [1] [] [ gallery ids=1] [Gallery ids=1] [/gallery] [a b] [x=\"y\"] [note a=b]");
    check_rest("See it [video] here [caption] [code] [embed] [embed]a b", "See it [video] here [caption] [code] [embed] [embed]a b");
    check_rest("[[gallery]] [[my-box a=\"b\"]] [[harbour]]", "{[gallery]} {[my-box a=\"b\"]} [[harbour]]");
    check_rest("[caption]a[caption]b[/caption]c[/caption]", "^a[caption]b$c[/caption]");
    check_rest("[gallery ids=[1]", "[gallery ids=[1]");
    check_rest("[", "[");
    check_rest("[/", "[/");
    check_rest("[gallery", "[gallery");
    check_rest("[caption caption=\"a]b[/caption]", "^b$");
}

/* Names that are given up are text again. */
static void test_many(void) {
    char html[2048] = "";
    size_t n = 0;
    pdx_shortcodes codes;
    size_t markup = 0;
    for (unsigned i = 0; i <= PDX_SHORTCODES_OPEN; i++) n += (size_t)snprintf(html + n, sizeof html - n, "[b%u a=\"1\"]", i);
    n += (size_t)snprintf(html + n, sizeof html - n, "[/b0][/b1]");
    pdx_shortcodes_init(&codes, pdx_span_of(html, n));
    for (size_t at = 0; at < n;) {
        const pdx_shortcode code = pdx_shortcode_at(&codes, at);
        markup += code.kind == PDX_SHORTCODE_MARKUP;
        at = code.end;
        while (at < n && html[at] != '[') at++;
    }
    CHECK_EQ(markup, PDX_SHORTCODES_OPEN + 2);
}

int main(void) {
    test_what_is_markup();
    test_what_is_text();
    test_many();
    return check_report("shortcodes");
}
