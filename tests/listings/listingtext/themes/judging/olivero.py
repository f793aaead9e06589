"""A Drupal site of the later kind: title, author and date in one line, tags below a label, a link that names the post."""

from ...languages import table
from ..base import Theme, day


class Olivero(Theme):
    name = "olivero"
    about = "title; `By A, D` or `Submitted by A on D - T`; image alt; summary; `Tags`, then topics, one a line; `Read more about T`, `Add comment`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    odd_titles = 0.1
    phrases = {
        "en": table("by = By {a}, {d}\nold = Submitted by {a} on {d}\ntags = Tags\nmore = Read more\nabout = about {T}\nadd = Add new comment\nlog = Log in or register to post comments"),
        "fr": table("by = Par {a}, {d}\nold = Soumis par {a} le {d}\ntags = Étiquettes\nmore = En savoir plus\nabout = sur {T}\nadd = Ajouter un commentaire\nlog = Se connecter ou s’inscrire pour publier un commentaire"),
        "de": table("by = Von {a}, {d}\nold = Gespeichert von {a} am {d}\ntags = Schlagwörter\nmore = Weiterlesen\nabout = über {T}\nadd = Neuen Kommentar hinzufügen\nlog = Anmelden oder Registrieren, um Kommentare verfassen zu können"),
        "es": table("by = Por {a}, {d}\nold = Enviado por {a} el {d}\ntags = Etiquetas\nmore = Leer más\nabout = sobre {T}\nadd = Añadir nuevo comentario\nlog = Inicie sesión o regístrese para enviar comentarios"),
        "it": table("by = Di {a}, {d}\nold = Inviato da {a} il {d}\ntags = Tag\nmore = Leggi tutto\nabout = su {T}\nadd = Aggiungi un commento\nlog = Accedi o registrati per inserire commenti"),
        "pt": table("by = Por {a}, {d}\nold = Submetido por {a} em {d}\ntags = Etiquetas\nmore = Leia mais\nabout = sobre {T}\nadd = Adicionar novo comentário\nlog = Entre ou cadastre-se para enviar comentários"),
        "pl": table("by = Autor {a}, {d}\nold = Wysłane przez {a} w dniu {d}\ntags = Tagi\nmore = Czytaj więcej\nabout = o {T}\nadd = Dodaj komentarz\nlog = Zaloguj się lub zarejestruj, aby dodawać komentarze"),
        "fa": table("by = نوشته {a}، {d}\nold = نوشته شده توسط {a} در {d}\ntags = برچسب‌ها\nmore = ادامه مطلب\nabout = درباره {T}\nadd = افزودن نظر جدید\nlog = برای ارسال نظر وارد شوید"),
        "ar": table("by = بواسطة {a}، {d}\nold = أرسله {a} في {d}\ntags = الوسوم\nmore = قراءة المزيد\nabout = حول {T}\nadd = إضافة تعليق جديد\nlog = سجل الدخول لإضافة تعليق"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category") else ""

    def entry(self, site, sheet, post, truth, listing):
        own, old = self.own, site.option("old", 2)
        printed = day(site, post.date, "drupal" if old else "long")
        self.title(sheet, post)
        if site.option("dateless", 5):
            truth["author"] = post.author
            self.date(sheet, truth, printed, own(site, "old" if old else "by", a=post.author, d=printed))
        if site.option("alt", 3) == 0:
            sheet.line("image_alt", post.alt, also=("caption",))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.lead(post))
        if post.tags:
            truth["tags"] = list(post.tags)
            if site.option("label", 3):
                sheet.line("tags", own(site, "tags"), also=("heading", "other"))
            for i, tag in enumerate(post.tags):
                sheet.line("tags", tag, tight=True, also=("categories", "list"))
        if listing.kind == "single":
            return
        titled = site.option("titled", 2)
        sheet.line("read_more", own(site, "more") + (" " + own(site, "about", T=post.title) if titled else ""), tight=False)
        if site.option("add", 2):
            sheet.line("comments", own(site, "add" if site.option("log", 2) else "log"), tight=True, also=("nav",))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1:
            sheet.section()
            for n in range(1, min(listing.pages, 5) + 1):
                sheet.line("nav", site.lang.digits(str(n)), tight=True)
            sheet.line("nav", site.lang.say("next_page") + " ››", tight=True)


THEME = Olivero()
