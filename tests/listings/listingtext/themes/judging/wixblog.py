"""A site builder's blog: writer, date and reading time above the title, counts of views and comments below."""

from ...languages import table
from ..base import Theme, day


class WixBlog(Theme):
    name = "wixblog"
    about = "image alt; author; date (no year, or numeric); `N min read`; title; excerpt; `N views`; `N comments`; `Post not marked as liked`"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (2, 3, 6, 10, 12)
    prints_tags = False
    has_comments = False
    phrases = {
        "en": table("all = All Posts\ntalk = {n} comments\nlike = Post not marked as liked\nmore = See All"),
        "fr": table("""
            all = Tous les posts
            talk = {n} commentaire(s)
            like = Post non marqué comme aimé
            more = Voir tout"""),
        "de": table("""
            all = Alle Beiträge
            talk = {n} Kommentare
            like = Beitrag nicht als „Gefällt mir“ markiert
            more = Alle ansehen"""),
        "es": table("""
            all = Todas las entradas
            talk = {n} comentarios
            like = La publicación no está marcada como me gusta
            more = Ver todo"""),
        "it": table("""
            all = Tutti i post
            talk = {n} commenti
            like = Post: non contrassegnato con Mi piace
            more = Mostra tutti"""),
        "pt": table("""
            all = Todos os posts
            talk = {n} comentários
            like = Post não marcado como curtido
            more = Ver tudo"""),
        "nl": table("""
            all = Alle posts
            talk = {n} opmerkingen
            like = Post is niet als leuk gemarkeerd
            more = Alles weergeven"""),
        "tr": table("""
            all = Tüm Yazılar
            talk = {n} yorum
            like = Gönderi beğenilmedi olarak işaretlendi
            more = Hepsini Gör"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag") else self.own(site, "all")

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date, ("noyear", "short", "numeric")[site.option("date", 3)])
        if site.option("image", 3):
            sheet.line("image_alt", post.alt, also=("title", "caption"))
        if site.option("author", 3):
            self.byline(sheet, truth, post, post.author, tight=False)
        self.date(sheet, truth, printed, also=())
        minutes = max(1, len(post.running_text()) // 1200)
        sheet.line("other", say("min_read", n=minutes), tight=True, also=("date",))
        self.title(sheet, post)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=24)
        sheet.line("other", say("views", n=len(post.running_text()) % 400 + 2), also=("comments",))
        sheet.line("comments", self.own(site, "talk", n=len(post.comments)), tight=True, also=("other",))
        if site.option("like", 2):
            sheet.line("share", self.own(site, "like"), tight=True, also=("other",))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        for n in range(1, listing.pages + 1):
            sheet.line("nav", str(n), tight=n > 1)

    def after_single(self, site, sheet, listing):
        shown = [post.title for post in site.posts if post.title and post is not listing.posts[0]][:3]
        sheet.section()
        sheet.line("related", site.lang.say("recent_posts"), also=("heading", "nav", "other"))
        for title in shown:
            sheet.line("related", title, tight=True, also=("nav", "other"))
        sheet.line("nav", self.own(site, "more"), tight=True, also=("related", "other"))


THEME = WixBlog()
