"""Hexo's first theme: the date and the category above the title, the share line and bare tags below the post."""

from ...languages import table
from ..base import Theme, day


class Landscape(Theme):
    name = "landscape"
    about = "`D` (and section) above the title; title; post or opening; `Read More`; `Share`, `Comments`; tags, one a line or after `#`; numbers"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    has_comments = False
    extras = ("code", "numbered")
    powered = "Powered by Hexo"
    phrases = {
        "en": table("share = Share\ntalk = Comments\nmore = Read More\ntags = Tags: {x}\ncats = Category: {x}\nnext = Next &raquo;"),
        "fr": table("share = Partager\ntalk = Commentaires\nmore = Lire la suite\ntags = Mot-clé: {x}\ncats = Catégorie: {x}\nnext = Suivant &raquo;"),
        "de": table("share = Teilen\ntalk = Kommentare\nmore = Weiterlesen\ntags = Tag: {x}\ncats = Kategorie: {x}\nnext = Weiter &raquo;"),
        "es": table("share = Compartir\ntalk = Comentarios\nmore = Leer más\ntags = Etiqueta: {x}\ncats = Categoría: {x}\nnext = Siguiente &raquo;"),
        "ru": table("share = Поделиться\ntalk = Комментарии\nmore = Читать далее\ntags = Тег: {x}\ncats = Категория: {x}\nnext = Вперёд &raquo;"),
        "pt": table("share = Compartilhar\ntalk = Comentários\nmore = Leia mais\ntags = Tag: {x}\ncats = Categoria: {x}\nnext = Próximo &raquo;"),
        "zh": table("share = 分享\ntalk = 留言\nmore = 阅读全文\ntags = 标签: {x}\ncats = 分类: {x}\nnext = 下一页 &raquo;"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        key = {"tag": "tags", "category": "cats"}.get(listing.kind)
        return self.own(site, key, x=listing.subject) if key else ""

    def entry(self, site, sheet, post, truth, listing):
        own, printed = self.own, day(site, post.date, ("iso", "short")[site.option("style", 3) == 0])
        self.date(sheet, truth, printed, tight=False, also=())
        if site.option("section", 2):
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], tight=True)
        self.title(sheet, post, tight=True)
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", own(site, "more"))
        if site.option("share", 3):
            sheet.line("share", own(site, "share"), tight=True)
        if site.option("talk", 2):
            sheet.line("comments", own(site, "talk"), tight=True)
        mark = "#" if site.option("mark", 2) else ""
        truth["tags"] = list(post.tags)
        if site.option("tag_line", 3) == 0 and mark and post.tags:
            sheet.line("tags", " ".join(mark + tag for tag in post.tags), tight=True)
            return
        for tag in post.tags:
            sheet.line("tags", mark + tag, tight=True, also=("categories", "list"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        shown = [str(n) for n in range(1, min(listing.pages, 5) + 1)]
        sheet.line("nav", "".join(shown) + self.own(site, "next").replace("&raquo;", "»"))


THEME = Landscape()
