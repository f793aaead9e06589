"""A hosted WordPress blog: between the posts stand sharing buttons with their spoken names, likes and related posts."""

from ...languages import table
from ..base import Theme, day, join


class HostedBlog(Theme):
    name = "hostedblog"
    about = "title; date; author; whole post; `Share this:` block; `Like this:`; `Related` with three titles, dates and `In \"C\"`; categories, tags; `Leave a comment`"
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline", "menu", "full")
    sidebars = ("none", "some", "full")
    odd_titles = 0.1
    page_sizes = (2, 3, 5, 7, 10)
    powered = "Blog at WordPress.com."
    phrases = {
        "en": table("in = In \"{c}\"\nclick = Click to share on {s} (Opens in new window)"),
        "fr": table("in = Dans « {c} »\nclick = Cliquer pour partager sur {s}(ouvre dans une nouvelle fenêtre)"),
        "de": table("in = In „{c}“\nclick = Klick, um auf {s} zu teilen (Wird in neuem Fenster geöffnet)"),
        "es": table("in = En «{c}»\nclick = Haz clic para compartir en {s} (Se abre en una ventana nueva)"),
        "it": table("in = In \"{c}\"\nclick = Fai clic per condividere su {s} (Si apre in una nuova finestra)"),
        "ru": table("in = В рубрике \"{c}\"\nclick = Нажмите, чтобы поделиться на {s} (Открывается в новом окне)"),
        "fa": table("in = در \"{c}\"\nclick = برای اشتراک در {s} کلیک کنید (در پنجرهٔ تازه باز می‌شود)"),
        "ar": table("in = في \"{c}\"\nclick = انقر للمشاركة على {s} (فتح في نافذة جديدة)"),
        "pt": table("in = Em \"{c}\"\nclick = Clique para compartilhar no {s}(abre em nova janela)"),
        "nl": table("in = In \"{c}\"\nclick = Klik om te delen met {s} (Wordt in een nieuw venster geopend)"),
        "pl": table("in = W „{c}”\nclick = Kliknij, by udostępnić na {s} (Otwiera się w nowym oknie)"),
        "tr": table("in = \"{c}\" içinde\nclick = {s} üzerinde paylaşmak için tıklayın (Yeni pencerede açılır)"),
        "zh": table("in = 在“{c}”中\nclick = 点击分享到 {s}（在新窗口中打开）"),
    }

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date)
        self.title(sheet, post)
        self.date(sheet, truth, printed, also=())
        self.byline(sheet, truth, post, post.author)
        whole = listing.kind == "single" or site.option("whole", 3)
        self.body(sheet, truth, post, post.blocks if whole else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", say("cont") + " →")
        if listing.kind == "single" or site.option("share", 4):
            self.share(site, sheet)
        if listing.kind == "single" or site.option("related", 3):
            self.related(site, sheet, post, listing)
        self.categories(sheet, truth, post, say("cats_colon", c=join(site, post.categories)), tight=False)
        if post.tags:
            self.tags(sheet, truth, post.tags, say("tags_colon", t=join(site, post.tags)))
        sheet.line("comments", self.comment_count(site, post) if post.comments else say("leave"), tight=True)

    def share(self, site, sheet):
        say = site.lang.say
        sheet.line("share", say("share_this"))
        for service in ("X", "Facebook", "WhatsApp")[:1 + site.option("buttons", 3)]:
            if site.option("spoken", 2):
                sheet.line("share", self.own(site, "click", s=service), tight=True)
            sheet.line("share", service, tight=True)
        sheet.line("share", say("like_this"))
        sheet.line("share", say("like_loading"), tight=True)

    def related(self, site, sheet, post, listing):
        others = self.shown_elsewhere(site, listing, post)
        near = [p for p in others if set(p.categories) & set(post.categories)][:3] or others[:2]
        sheet.line("related", site.lang.say("related"), also=("heading", "other", "nav"))
        for other in near:
            sheet.line("related", other.title, also=("other", "nav"))
            sheet.line("related", day(site, other.date), tight=True, also=("date", "other", "nav"))
            sheet.line("related", self.own(site, "in", c=other.categories[0]), tight=True, also=("categories", "other", "nav"))


THEME = HostedBlog()
