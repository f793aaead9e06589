"""Themes that people wrote for themselves: the fields in any order, in any of the wordings that a language has for them."""

from ...languages import table
from ..base import Theme, day, join

# Wordings stand apart by " ; ".
PHRASES = {
    "en": """
        on = Posted on {d} ; Published {d} ; {d} ; on {d} ; Date: {d} ; Written on {d}
        by = by {a} ; By {a} ; Written by {a} ; Posted by {a} ; Author: {a} ; {a}
        in = in {c} ; Filed under {c} ; Filed in {c} ; Category: {c} ; Posted in {c} ; {c}
        tags = Tags: {t} ; Tagged: {t} ; Tagged with {t} ; Keywords: {t} ; Topics: {t} ; Tagged as {t}
        more = Read more ; Read the full post ; More… ; Continue reading → ; Full story » ; Keep reading
        talk = Leave a comment ; Comment ; Add a comment ; Be the first to comment ; Comments off ; No comments yet""",
    "fr": """
        on = Publié le {d} ; Posté le {d} ; {d} ; le {d} ; Mis en ligne le {d} ; Date : {d}
        by = par {a} ; Par {a} ; Rédigé par {a} ; Écrit par {a} ; Auteur : {a} ; {a}
        in = dans {c} ; Classé dans {c} ; Rubrique : {c} ; Catégorie : {c} ; Posté dans {c} ; {c}
        tags = Mots-clefs : {t} ; Tags : {t} ; Étiquettes : {t} ; Mots clés : {t} ; Tagué {t} ; Thèmes : {t}
        more = Lire la suite… ; Lire l’article ; En savoir plus ; La suite » ; Lire plus ; → Lire la suite de l’article
        talk = Laisser un commentaire ; Commenter ; Réagir à cet article ; Poster un commentaire ; Aucun commentaire pour le moment ; Pas de commentaire""",
    "de": """
        on = Veröffentlicht am {d} ; Geschrieben am {d} ; {d} ; am {d} ; Datum: {d} ; Erstellt am {d}
        by = von {a} ; Von {a} ; Geschrieben von {a} ; Verfasst von {a} ; Autor: {a} ; {a}
        in = in {c} ; Abgelegt unter {c} ; Kategorie: {c} ; Rubrik: {c} ; Veröffentlicht in {c} ; {c}
        tags = Tags: {t} ; Schlagwörter: {t} ; Stichworte: {t} ; Getaggt mit {t} ; Schlagworte: {t} ; Themen: {t}
        more = Weiterlesen ; Mehr lesen ; Mehr… ; Artikel lesen ; Zum Artikel » ; weiter lesen →
        talk = Kommentar schreiben ; Kommentieren ; Kommentar hinterlassen ; Schreibe einen Kommentar ; Noch keine Kommentare ; Kommentare deaktiviert""",
    "es": """
        on = Publicado el {d} ; Escrito el {d} ; {d} ; el {d} ; Fecha: {d} ; Publicada el {d}
        by = por {a} ; Por {a} ; Escrito por {a} ; Publicado por {a} ; Autor: {a} ; {a}
        in = en {c} ; Archivado en {c} ; Categoría: {c} ; Sección: {c} ; Publicado en {c} ; {c}
        tags = Etiquetas: {t} ; Tags: {t} ; Etiquetado como {t} ; Palabras clave: {t} ; Etiquetado con {t} ; Temas: {t}
        more = Leer más ; Seguir leyendo ; Leer más » ; Continuar leyendo ; Ver más ; Leer el artículo completo
        talk = Deja un comentario ; Comentar ; Dejar un comentario ; Escribe un comentario ; Sin comentarios todavía ; Comentarios desactivados""",
    "it": """
        on = Pubblicato il {d} ; Scritto il {d} ; {d} ; il {d} ; Data: {d} ; Postato il {d}
        by = di {a} ; da {a} ; Scritto da {a} ; Pubblicato da {a} ; Autore: {a} ; {a}
        in = in {c} ; Archiviato in {c} ; Categoria: {c} ; Sezione: {c} ; Pubblicato in {c} ; {c}
        tags = Tag: {t} ; Etichette: {t} ; Taggato con {t} ; Parole chiave: {t} ; Contrassegnato da tag {t} ; Temi: {t}
        more = Leggi tutto ; Continua a leggere ; Leggi di più » ; Continua… ; Leggi l’articolo ; Per saperne di più
        talk = Lascia un commento ; Commenta ; Scrivi un commento ; Aggiungi un commento ; Ancora nessun commento ; Commenti disabilitati""",
    "pt": """
        on = Publicado em {d} ; Escrito em {d} ; {d} ; em {d} ; Data: {d} ; Postado em {d}
        by = por {a} ; Por {a} ; Escrito por {a} ; Postado por {a} ; Autor: {a} ; {a}
        in = em {c} ; Arquivado em {c} ; Categoria: {c} ; Seção: {c} ; Postado em {c} ; {c}
        tags = Tags: {t} ; Etiquetas: {t} ; Marcado com {t} ; Palavras-chave: {t} ; Marcadores: {t} ; Temas: {t}
        more = Leia mais ; Continue lendo ; Ler mais » ; Continuar a ler ; Saiba mais ; Leia o artigo completo
        talk = Deixe um comentário ; Comentar ; Deixar um comentário ; Escreva um comentário ; Ainda sem comentários ; Comentários desativados""",
    "pl": """
        on = Opublikowano {d} ; Opublikowane {d} ; {d} ; dnia {d} ; Data: {d} ; Napisano {d}
        by = przez {a} ; Autor: {a} ; Napisane przez {a} ; Dodane przez {a} ; Napisał {a} ; {a}
        in = w {c} ; Kategoria: {c} ; Zamieszczone w {c} ; Dział: {c} ; Opublikowano w {c} ; {c}
        tags = Tagi: {t} ; Tagi {t} ; Otagowane {t} ; Słowa kluczowe: {t} ; Oznaczone: {t} ; Tematy: {t}
        more = Czytaj więcej ; Czytaj dalej ; Więcej… ; Czytaj całość » ; Przeczytaj ; Dowiedz się więcej
        talk = Dodaj komentarz ; Skomentuj ; Zostaw komentarz ; Napisz komentarz ; Brak komentarzy ; Komentowanie wyłączone""",
    "ru": """
        on = Опубликовано {d} ; Написано {d} ; {d} ; от {d} ; Дата: {d} ; Размещено {d}
        by = автор {a} ; Автор: {a} ; Написал {a} ; Опубликовал {a} ; от {a} ; {a}
        in = в {c} ; Рубрика: {c} ; Категория: {c} ; Раздел: {c} ; Опубликовано в {c} ; {c}
        tags = Метки: {t} ; Теги: {t} ; Тэги: {t} ; Ключевые слова: {t} ; С метками {t} ; Темы: {t}
        more = Читать далее ; Подробнее ; Далее… ; Читать полностью » ; Читать дальше → ; Узнать больше
        talk = Оставить комментарий ; Комментировать ; Добавить комментарий ; Написать комментарий ; Комментариев пока нет ; Комментарии отключены""",
    "nl": """
        on = Geplaatst op {d} ; Gepubliceerd op {d} ; {d} ; op {d} ; Datum: {d} ; Geschreven op {d}
        by = door {a} ; Door {a} ; Geschreven door {a} ; Geplaatst door {a} ; Auteur: {a} ; {a}
        in = in {c} ; Gearchiveerd onder {c} ; Categorie: {c} ; Rubriek: {c} ; Geplaatst in {c} ; {c}
        tags = Tags: {t} ; Labels: {t} ; Getagd met {t} ; Trefwoorden: {t} ; Getagged {t} ; Onderwerpen: {t}
        more = Lees meer ; Verder lezen ; Meer… ; Lees verder → ; Lees het hele artikel ; Meer lezen
        talk = Laat een reactie achter ; Reageer ; Plaats een reactie ; Geef een reactie ; Nog geen reacties ; Reacties uitgeschakeld""",
    "fa": """
        on = منتشر شده در {d} ; ارسال شده در {d} ; {d} ; در تاریخ {d} ; تاریخ: {d} ; نوشته شده در {d}
        by = توسط {a} ; نویسنده: {a} ; نوشته {a} ; به قلم {a} ; ارسال شده توسط {a} ; {a}
        in = در {c} ; دسته: {c} ; دسته‌بندی: {c} ; بخش: {c} ; ارسال شده در {c} ; {c}
        tags = برچسب‌ها: {t} ; برچسب: {t} ; کلیدواژه‌ها: {t} ; تگ‌ها: {t} ; برچسب خورده با {t} ; موضوعات: {t}
        more = ادامه مطلب ; بیشتر بخوانید ; ادامه… ; ادامه نوشته » ; ادامه خواندن ; مشاهده بیشتر
        talk = دیدگاهی بنویسید ; نظر بدهید ; ارسال نظر ; افزودن نظر ; هنوز نظری ثبت نشده ; دیدگاه‌ها بسته است""",
}


class Patchwork(Theme):
    name = "patchwork"
    about = "own themes: date, author, section and comment count in any order and wording, in one line or several, above or below title and text"
    spacings = ("double", "block", "none", "several", "entry")
    headers = ("none", "none", "none", "name", "menu_row")
    sidebars = ("none", "none", "some")
    odd_titles = 0.15
    small_titles = 0.15
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)

    def wording(self, site, key, **holes):
        choices = self.phrases[site.code][key].split(" ; ")
        return site.lang.fill(choices[site.option("say " + key, len(choices))], **holes)

    def entry(self, site, sheet, post, truth, listing):
        shape = site.option("shape", 5)
        # 0: line below the title; 1: line above it; 2: date above, the rest below; 3: section above, the rest below; 4: all below the text
        pieces = self.pieces(site, post)
        above = {1: pieces, 2: pieces[:1], 3: [p for p in pieces if p[0] == "categories"]}.get(shape, [])
        below = [p for p in pieces if p not in above] if shape in (0, 2, 3) else []
        self.print(site, sheet, post, truth, above, tight=False)
        self.title(sheet, post, tight=bool(above))
        self.print(site, sheet, post, truth, below)
        self.text(site, sheet, truth, post, listing)
        if shape == 4:
            self.print(site, sheet, post, truth, pieces, tight=False)
        if post.tags and site.option("tags", 3):
            self.tags(sheet, truth, post.tags, self.wording(site, "tags", t=join(site, post.tags)))
        if site.option("talk below", 3) == 0:
            sheet.line("comments", self.wording(site, "talk"), tight=True)

    def text(self, site, sheet, truth, post, listing):
        if listing.kind == "single" or site.option("text", 4) == 0:
            self.body(sheet, truth, post)
        elif site.option("text", 4) == 1:
            self.body(sheet, truth, post, self.opening(post))
            if truth["more"]:
                sheet.line("read_more", self.wording(site, "more"))
        else:
            cut = self.excerpt(sheet, truth, post, (self.ellipsis, self.bracketed)[site.option("mark", 2)](site), words=40)
            if cut and site.option("glue", 4) == 0:
                sheet.glue(" " + self.wording(site, "more"), "read_more")
            elif site.option("link", 4):
                sheet.line("read_more", self.wording(site, "more"), tight=True)

    def pieces(self, site, post):
        """Date first, then what else the site says of a post, in its order: role, what is printed, the line's text."""
        printed = day(site, post.date, ("long", "numeric", "short", "weekday", "iso", "prose")[site.option("style", 6)])
        out = [("date", printed, self.wording(site, "on", d=printed))]
        if site.option("author", 3):
            out.append(("byline", post.author, self.wording(site, "by", a=post.author)))
        if site.option("section", 3):
            out.append(("categories", "", self.wording(site, "in", c=join(site, post.categories))))
        if site.option("count", 3) == 0:
            out.append(("comments", "", self.comment_count(site, post)))
        if site.option("turned", 3) == 0:
            out[1:] = out[:0:-1]
        return out

    def print(self, site, sheet, post, truth, pieces, tight=True):
        for role, printed, _ in pieces:
            if role == "date":
                truth["date"] = printed
            elif role == "byline":
                truth["author"] = post.author
            elif role == "categories":
                truth["categories"] = list(post.categories)
        if not pieces:
            return
        mark = (None, " | ", " · ", " - ", " ", " / ", ", ", " • ")[site.option("mark between", 8)]
        if mark is None:
            for i, (role, _, text) in enumerate(pieces):
                sheet.line(role, text, tight=tight or i > 0, also=("tags", "other"))
            return
        first = pieces[0][0]
        sheet.line("date" if any(p[0] == "date" for p in pieces) else first, mark.join(p[2] for p in pieces), tight,
                   also=tuple(p[0] for p in pieces) + ("tags",))


THEME = Patchwork()
