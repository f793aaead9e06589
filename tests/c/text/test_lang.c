/* Languages of short invented texts, each two sentences about a fictional town. */
#include "../check.h"
#include "text/lang.h"
#include "text/lang_words.h"

typedef struct example {
    const char *language;
    const char *text;
} example;

static const example examples[] = {
    {"en", "The old mill by the river was opened again on Monday. People of the town had waited for it since the spring."},
    {"fr", "Le vieux moulin au bord de la rivière a été ouvert lundi. Les habitants de la ville l'attendaient depuis le printemps."},
    {"de", "Die alte Mühle am Fluss wurde am Montag wieder geöffnet. Die Leute der Stadt hatten seit dem Frühling auf sie gewartet."},
    {"es", "El viejo molino junto al río se abrió de nuevo el lunes. La gente del pueblo lo esperaba desde la primavera."},
    {"it", "Il vecchio mulino vicino al fiume è stato riaperto lunedì. Gli abitanti della città lo aspettavano dalla primavera."},
    {"pt", "O velho moinho junto ao rio foi reaberto na segunda-feira. As pessoas da cidade não esperavam por uma festa tão grande."},
    {"nl", "De oude molen aan de rivier werd op maandag weer geopend. De mensen van de stad hadden er sinds het voorjaar op gewacht."},
    {"sv", "Den gamla kvarnen vid ån öppnades igen på måndagen. Folket i staden hade väntat på det sedan våren, och det var inte för tidigt."},
    {"da", "Den gamle mølle ved åen blev åbnet igen mandag. Folk i byen havde ventet på det siden foråret, og det var ikke for tidligt af kommunen."},
    {"no", "Den gamle møllen ved elva ble åpnet igjen på mandag. Folk i byen hadde gledet seg til det siden våren, og det ble også feiret av barna."},
    {"fi", "Joen varrella oleva vanha mylly avattiin taas maanantaina. Kaupungin väki oli odottanut sitä keväästä asti, mutta se ei ollut turhaa."},
    {"ru", "Старую мельницу у реки снова открыли в понедельник. Жители города ждали этого с весны, и это был большой праздник."},
    {"uk", "Старий млин біля річки знову відкрили в понеділок. Мешканці міста чекали на це з весни, і це було велике свято для всіх."},
    {"fa", "آسیاب قدیمی کنار رودخانه روز دوشنبه دوباره باز شد. مردم شهر از بهار در انتظار این روز بودند و برای آن جشن گرفتند."},
    {"ar", "أعيد افتتاح الطاحونة القديمة على ضفة النهر يوم الإثنين. كان أهل المدينة ينتظرون ذلك من الربيع في هذا المكان."},
    {"he", "הטחנה הישנה ליד הנהר נפתחה שוב ביום שני. תושבי העיר חיכו לכך מאז האביב."},
    {"tr", "Nehrin kıyısındaki eski değirmen pazartesi günü yeniden açıldı. Kasaba halkı bunu ilkbahardan beri bekliyordu ve çok mutlu oldu."},
    {"pl", "Stary młyn nad rzeką został w poniedziałek ponownie otwarty. Mieszkańcy miasta czekali na to od wiosny i nie zawiedli się."},
    {"cs", "Starý mlýn u řeky byl v pondělí znovu otevřen. Lidé z města na to čekali od jara a je to pro ně velký svátek."},
    {"hu", "A folyó melletti régi malom hétfőn újra megnyílt. A város lakói tavasz óta vártak erre, és nem is hiába."},
    {"ro", "Vechea moară de lângă râu a fost redeschisă luni. Oamenii din oraș așteptau acest lucru din primăvară și nu au fost dezamăgiți."},
    {"el", "Ο παλιός μύλος δίπλα στο ποτάμι άνοιξε ξανά τη Δευτέρα. Οι κάτοικοι της πόλης τον περίμεναν από την άνοιξη."},
    {"ja", "川のそばの古い水車小屋が月曜日に再び開かれた。町の人々は春からそれを待っていた。"},
    {"zh", "河边的老磨坊星期一重新开放。镇上的人从春天起就一直在等待这一天。"},
    {"ko", "강가의 오래된 방앗간이 월요일에 다시 문을 열었다. 마을 사람들은 봄부터 그날을 기다려 왔다."},
};

static void check_examples(void) {
    size_t i;
    for (i = 0; i < PDX_COUNTOF(examples); i++) {
        double confidence;
        const pdx_lang found = pdx_lang_detect(pdx_span_str(examples[i].text), &confidence);
        printf("%s %.2f  ", examples[i].language, confidence);
        if (found != pdx_lang_parse(pdx_span_str(examples[i].language))) printf("taken for %c%c\n", found >> 8, found & 0xFF);
        CHECK(found == pdx_lang_parse(pdx_span_str(examples[i].language)));
        CHECK(confidence > 0.4 && confidence <= 1);
    }
    printf("\n");
}

static void check_guesses(void) {
    static const example guesses[] = {
        {"ru", "Стена будет построена"}, /* no word or letter of the table: the script alone */
        {"uk", "Дощ у місті і в селі"},
        {"fa", "شهردار گفت"},
        {"fr", "Le conseil vote le mur"},
        {"de", "Es regnet in der Stadt."},
        {"en", "The Man of La Mancha"},
        {"en", "or an archive such as a zip"},
        {"en", "a link to a folder"},
        {"es", "El alcalde habló."}, /* el is a word of Hungarian, too, and no common one */
        {"de", "Das Haus ist in der Stadt"},
        {"de", "Ein Tag am Meer"}, /* nouns with capitals are no names */
        {"fa", "تهران ۱۴۰۱"}, /* the digits */
        {"en", "Van Gogh in Paris"}, /* names of other languages in titles of any */
        {"en", "La Paz in pictures"},
        {"en", "Das Boot in English"},
        {"--", "Les Miserables on stage"},
        {"--", "Die Hard"},
        {"--", "La La Land"},
        {"--", "Larkwick"},
        {"--", "1988"},
    };
    for (size_t i = 0; i < PDX_COUNTOF(guesses); i++) {
        const pdx_lang found = pdx_lang_guess(pdx_span_str(guesses[i].text));
        if (found != pdx_lang_parse(pdx_span_str(guesses[i].language))) printf("%s taken for %c%c\n", guesses[i].text, found >> 8, found & 0xFF);
        CHECK(found == pdx_lang_parse(pdx_span_str(guesses[i].language)));
    }
}

static void check_little(void) {
    double confidence = 1, more;
    CHECK(pdx_lang_detect(pdx_span_of(NULL, 0), &confidence) == PDX_LANG_NONE && confidence == 0);
    CHECK(pdx_lang_detect(pdx_span_str("1988 -- 30,000 !!"), &confidence) == PDX_LANG_NONE && confidence == 0);
    CHECK(pdx_lang_detect(pdx_span_str("Larkwick"), &confidence) == PDX_LANG_NONE && confidence == 0);
    CHECK(pdx_lang_detect(pdx_span_str("THE MILL"), &confidence) == PDX_LANG_EN);
    CHECK(pdx_lang_detect(pdx_span_str(examples[0].text), &more) == PDX_LANG_EN && more > confidence);
    /* Quoted words of another script do not turn the text, but lower the confidence. */
    CHECK(pdx_lang_detect(pdx_span_str("The word for the mill is آسیاب in the town of the river"), &confidence) == PDX_LANG_EN);
    CHECK(confidence < more);
    CHECK(pdx_lang_detect(pdx_span_of("\xFF\xFE\xFD\x80", 4), &confidence) == PDX_LANG_NONE);
}

static void check_parse(void) {
    CHECK(pdx_lang_parse(pdx_span_str("en")) == PDX_LANG_EN);
    CHECK(pdx_lang_parse(pdx_span_str("EN")) == PDX_LANG_EN);
    CHECK(pdx_lang_parse(pdx_span_str("e")) == PDX_LANG_NONE);
    CHECK(pdx_lang_parse(pdx_span_str("eng")) == PDX_LANG_NONE);
    CHECK(pdx_lang_parse(pdx_span_str("e1")) == PDX_LANG_NONE);
    CHECK(pdx_lang_parse(pdx_span_str("--")) == PDX_LANG_NONE);
}

/* The promise of lang_words.h, on which lang.c packs words into numbers. */
static void check_table(void) {
    size_t i;
    for (i = 0; i < pdx_lang_table_count; i++) {
        const char *at = pdx_lang_table[i].words;
        while (*at != '\0') {
            const size_t n = strcspn(at, " ");
            CHECK(n > 0 && n <= PDX_LANG_WORD_MAX);
            at += n + (at[n] == ' ' ? 1 : 0);
        }
    }
}

int main(void) {
    check_table();
    check_parse();
    check_examples();
    check_guesses();
    check_little();
    return check_report("lang");
}
