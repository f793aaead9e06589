"""A diary host's friends page: the writer's name first, date in brackets, the post, its mood, and links in one line."""

from ...languages import table
from ..base import Theme, clock, day, join

NAMES = ("old_slipway", "fogbell", "quay_cat", "nettle_tea", "twelve_oars", "paper_lamp", "rainy_thursday", "h_e_r_o_n")


class FriendsPage(Theme):
    name = "friendspage"
    about = "user name; `[D\\|T]`; title (some entries have none); short entry; `[ mood \\| x ]`, `[ tags \\| a, b ]`; `link \\| N comments \\| post comment`"
    spacings = ("double", "block", "several", "entry")
    headers = ("none", "name", "banner")
    sidebars = ("none",)
    untitled = 0.04
    odd_titles = 0.15
    authors = (4, 8)
    lengths = "short"
    page_sizes = (5, 10, 20)
    oldest_first = 0.0
    phrases = {
        "en": table("""
            moods = calm tired curious cheerful hungry
            link = link
            post = post comment
            mood = mood
            tags = tags
            back = Previous {n}
            ahead = Next {n}
            styles = {mon_s}. {dth}, {yyyy}"""),
        "ru": table("""
            moods = спокойное усталое бодрое задумчивое
            link = Ссылка
            post = Оставить комментарий
            mood = Настроение
            tags = Метки
            back = Предыдущие {n}
            ahead = Следующие {n}
            styles = {d} {mon_s}, {yyyy}"""),
        "pl": table("""
            moods = spokojny zmęczony ciekawy pogodny
            link = odnośnik
            post = dodaj komentarz
            mood = nastrój
            tags = tagi
            back = Poprzednie {n}
            ahead = Następne {n}
            styles = {d} {mon_s}, {yyyy}"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return ""

    def entry(self, site, sheet, post, truth, listing):
        style = self.phrases[site.code]["styles"] if site.option("date", 2) else "iso"
        printed = day(site, post.date, style)
        stamp = f"{printed}|{clock(site, post.date)}"
        user = NAMES[site.authors.index(post.author) % len(NAMES)]
        truth["author"] = user
        sheet.line("byline", user, also=("other",))
        bracketed = site.option("brackets", 2)
        if site.option("title_last", 2):
            self.date(sheet, truth, printed, f"[{stamp}]" if bracketed else stamp.replace("|", " @ "), also=())
            self.title(sheet, post, tight=True)
        else:
            self.title(sheet, post, tight=True)
            self.date(sheet, truth, printed, f"[{stamp}]" if bracketed else stamp.replace("|", " @ "), also=())
        self.body(sheet, truth, post)
        if self.number(post) % 3 == 0:
            moods = self.own(site, "moods").split(" ")
            mood = moods[len(post.running_text()) % len(moods)]
            sheet.line("other", f"[ {self.own(site, 'mood')} | {mood} ]", also=("byline",))
        if post.tags and site.option("tags", 3):
            self.tags(sheet, truth, post.tags, f"[ {self.own(site, 'tags')} | {join(site, post.tags)} ]")
        talk = site.lang.comments(len(post.comments)) + " | " if post.comments else ""
        sheet.line("comments", f"{self.own(site, 'link')} | {talk}{self.own(site, 'post')}", tight=False, also=("nav", "other"))

    def nav_bottom(self, site, sheet, listing):
        back = self.own(site, "back", n=site.per_page)
        sheet.section()
        sheet.line("nav", f"{back} | {self.own(site, 'ahead', n=site.per_page)}" if listing.page > 1 else back)


THEME = FriendsPage()
