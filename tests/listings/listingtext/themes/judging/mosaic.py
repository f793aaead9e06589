"""Themes that a designer drew: labelled rows, badges, counts and buttons round a title, their words those of ready-made themes."""

from ...languages import table
from ..base import Theme, day, join

# Wordings stand apart by " ; ".
PHRASES = {
    "en": """
        date = Date: {d} ; Published on {d} ; Added: {d} ; Updated {d} ; {d}
        who = Author: {a} ; Text: {a} ; Posted by: {a} ; {a}
        sec = Category: {c} ; Section: {c} ; Under: {c} ; {c}
        tags = Tags {t} ; Labels: {t} ; Tags: {t} ; Filed with: {t}
        more = View post ; Read article ; Discover ; Learn more ; Details ; Read on ; More info
        read = Reading time: {n} min ; {n} minutes read ; {n} min""",
    "fr": """
        date = Date de publication : {d} ; Publié le : {d} ; Ajouté le {d} ; Mis à jour le {d} ; {d}
        who = Auteur : {a} ; Texte : {a} ; Proposé par {a} ; {a}
        sec = Catégories : {c} ; Rubrique {c} ; Thème : {c} ; {c}
        tags = Mots-clés {t} ; Libellés : {t} ; Étiquettes : {t} ; Balises : {t}
        more = Voir l’article ; Lire ; Découvrir ; Plus d’infos ; Détails ; Lire l’article complet ; Voir plus
        read = Temps de lecture : {n} min ; {n} minutes de lecture ; {n} min""",
    "de": """
        date = Datum: {d} ; Publiziert am {d} ; Hinzugefügt: {d} ; Aktualisiert am {d} ; {d}
        who = Autorin: {a} ; Text: {a} ; Eingestellt von {a} ; {a}
        sec = Kategorien: {c} ; Ressort: {c} ; Unter: {c} ; {c}
        tags = Tags {t} ; Labels: {t} ; Schlagwörter: {t} ; Verschlagwortet mit {t}
        more = Beitrag ansehen ; Ganzen Artikel lesen ; Entdecken ; Mehr erfahren ; Details ; Lesen Sie weiter ; Mehr Infos
        read = Lesezeit: {n} Min. ; {n} Minuten Lesezeit ; {n} min""",
    "es": """
        date = Fecha de publicación: {d} ; Publicado: {d} ; Añadido el {d} ; Actualizado el {d} ; {d}
        who = Autora: {a} ; Texto: {a} ; Escrito por: {a} ; {a}
        sec = Categorías: {c} ; Sección: {c} ; Archivado bajo: {c} ; {c}
        tags = Etiquetas {t} ; Temas: {t} ; Etiquetas: {t} ; Tags: {t}
        more = Ver artículo ; Leer artículo ; Descubrir ; Saber más ; Detalles ; Sigue leyendo ; Más información
        read = Tiempo de lectura: {n} min ; {n} minutos de lectura ; {n} min""",
    "pl": """
        date = Data publikacji: {d} ; Opublikowano: {d} ; Dodano: {d} ; Aktualizacja: {d} ; {d}
        who = Autor {a} ; Tekst: {a} ; Dodał: {a} ; {a}
        sec = Kategorie: {c} ; Dział: {c} ; Temat: {c} ; {c}
        tags = Tagi {t} ; Etykiety: {t} ; Tagi: {t} ; Słowa kluczowe: {t}
        more = Zobacz wpis ; Czytaj artykuł ; Odkryj ; Dowiedz się więcej ; Szczegóły ; Czytaj ; Zobacz więcej
        read = Czas czytania: {n} min ; {n} minut czytania ; {n} min""",
    "ru": """
        date = Дата публикации: {d} ; Опубликовано: {d} ; Добавлено {d} ; Обновлено {d} ; {d}
        who = Автор {a} ; Текст: {a} ; Добавил: {a} ; {a}
        sec = Категории: {c} ; Раздел: {c} ; Тема: {c} ; {c}
        tags = Теги {t} ; Ярлыки: {t} ; Метки: {t} ; Тэги: {t}
        more = Смотреть запись ; Читать статью ; Подробно ; Узнать больше ; Детали ; Читать ; Смотреть ещё
        read = Время чтения: {n} мин. ; {n} минут чтения ; {n} мин""",
    "tr": """
        date = Tarih: {d} ; Yayınlanma: {d} ; Eklendi: {d} ; Güncellendi {d} ; {d}
        who = Yazar: {a} ; Metin: {a} ; Ekleyen: {a} ; {a}
        sec = Kategori: {c} ; Bölüm: {c} ; Konu: {c} ; {c}
        tags = Etiketler {t} ; Konular: {t} ; Etiketler: {t} ; Anahtar kelimeler: {t}
        more = Yazıyı gör ; Yazıyı oku ; Keşfet ; Daha fazla bilgi ; Ayrıntılar ; Oku ; Devamını gör
        read = Okuma süresi: {n} dk ; {n} dakikalık okuma ; {n} dk""",
    "zh": """
        date = 日期：{d} ; 发布日期：{d} ; 添加于 {d} ; 更新于 {d} ; {d}
        who = 作者：{a} ; 文：{a} ; 发布者：{a} ; {a}
        sec = 分类：{c} ; 栏目：{c} ; 归类于：{c} ; {c}
        tags = 标签 {t} ; 关键词：{t} ; 标签：{t} ; 话题：{t}
        more = 查看文章 ; 阅读文章 ; 发现 ; 了解更多 ; 详情 ; 继续阅读 ; 查看更多
        read = 阅读时间：{n} 分钟 ; {n} 分钟阅读 ; {n} 分钟""",
    "ar": """
        date = تاريخ النشر: {d} ; نُشر في: {d} ; أضيف في {d} ; تحديث {d} ; {d}
        who = الكاتب: {a} ; نص: {a} ; كتبه: {a} ; {a}
        sec = التصنيف: {c} ; القسم: {c} ; تحت: {c} ; {c}
        tags = الوسوم {t} ; الكلمات المفتاحية: {t} ; الوسوم: {t} ; المواضيع: {t}
        more = عرض المقال ; اقرأ المقال ; اكتشف ; اعرف المزيد ; التفاصيل ; تابع القراءة ; المزيد
        read = وقت القراءة: {n} د ; {n} دقائق قراءة ; {n} دقائق""",
}


class Mosaic(Theme):
    name = "mosaic"
    about = "ready-made themes: image alt or none; badge above or below; title; rows of date, author, section, reading time, count, a row each or one; summary; button"
    spacings = ("double", "block", "none", "several", "entry")
    headers = ("none", "none", "none", "name")
    sidebars = ("none",)
    odd_titles = 0.15
    small_titles = 0.15
    has_comments = False
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category", "author", "date") and site.option("heading", 2) else ""

    def say(self, site, key, **holes):
        choices = self.phrases[site.code][key].split(" ; ")
        return site.lang.fill(choices[site.option("say " + key, len(choices))], **holes)

    def entry(self, site, sheet, post, truth, listing):
        place = site.option("place", 4)  # of the rows: 0 above the title, 1 and 2 below it, 3 below the text
        led = False
        if site.option("alt", 4) == 0:
            sheet.line("image_alt", post.title if site.option("same", 2) else post.alt, also=("title", "caption"))
            led = True
        badge = site.option("badge", 4) == 0
        if badge:
            truth["categories"] = post.categories[:1]
            sheet.line("categories", site.lang.upper(post.categories[0]) if site.option("upper", 2) else post.categories[0], tight=led, also=("tags",))
            led = True
        if place == 0:
            self.rows(site, sheet, truth, post, badge, led)
            led = True
        self.title(sheet, post, tight=led)
        if place in (1, 2):
            self.rows(site, sheet, truth, post, badge, True)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        elif site.option("text", 5):
            self.excerpt(sheet, truth, post, "" if site.option("ends", 3) == 0 else self.ellipsis(site), words=(12, 25, 40)[site.option("words", 3)])
        if place == 3:
            self.rows(site, sheet, truth, post, badge, False)
        if post.tags and site.option("tags", 2):
            self.tags(sheet, truth, post.tags, self.say(site, "tags", t=join(site, post.tags)))
        if listing.kind != "single" and site.option("button", 3):
            button = self.say(site, "more")
            sheet.line("read_more", site.lang.upper(button) if site.option("loud", 4) == 0 else button, tight=True)

    def rows(self, site, sheet, truth, post, badge, tight):
        printed = day(site, post.date, ("long", "numeric", "short", "iso", "prose")[site.option("style", 5)])
        rows = [("date", self.say(site, "date", d=printed))]
        truth["date"] = printed
        if site.option("who", 2):
            rows.append(("byline", self.say(site, "who", a=post.author)))
            truth["author"] = post.author
        if not badge and site.option("sec", 2):
            rows.append(("categories", self.say(site, "sec", c=post.categories[0])))
            truth["categories"] = post.categories[:1]
        if site.option("read", 4) == 0:
            rows.append(("other", self.say(site, "read", n=max(1, len(post.running_text()) // 1100))))
        if site.option("count", 4) == 0:
            rows.append(("comments", site.lang.digits(str(len(post.comments)))))
        turn = site.option("turn", len(rows))
        rows = rows[turn:] + rows[:turn]
        if site.option("one", 2):
            mark = (" | ", " · ", " ", " — ", " // ")[site.option("between", 5)]
            sheet.line("date", mark.join(text for _, text in rows), tight, also=tuple(role for role, _ in rows))
            return
        for i, (role, text) in enumerate(rows):
            sheet.line(role, text, tight or i > 0, also=("other", "tags"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1 and site.option("nav", 3):
            sheet.section()
            sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages) if site.option("nav", 3) == 1 else site.lang.say("load_more"))


THEME = Mosaic()
