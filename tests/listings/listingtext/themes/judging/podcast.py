"""A podcast's list of episodes: number, title, date and length, show notes with time marks, player words."""

from ...languages import table
from ..base import Theme, day


class Podcast(Theme):
    name = "podcast"
    about = "`Episode N`; title; `D · 43 min`; show notes, often with a list of times; `Play`, `Download`; `Hosted by A`; two or three to a page on some sites"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.2
    page_sizes = (2, 2, 3, 5, 10)
    extras = ("stamps", "stamps", "numbered")
    prints_tags = False
    has_comments = False
    phrases = {
        "en": table("""
            episode = Episode {n}
            length = {n} min
            play = Play
            download = Download
            host = Hosted by {a}
            notes = Show notes
            more = Listen to the episode"""),
        "de": table("""
            episode = Folge {n}
            length = {n} Min.
            play = Abspielen
            download = Herunterladen
            host = Moderation: {a}
            notes = Shownotes
            more = Zur Folge"""),
        "fr": table("""
            episode = Épisode {n}
            length = {n} min
            play = Écouter
            download = Télécharger
            host = Présenté par {a}
            notes = Notes de l’émission
            more = Écouter l’épisode"""),
        "es": table("""
            episode = Episodio {n}
            length = {n} min
            play = Reproducir
            download = Descargar
            host = Presentado por {a}
            notes = Notas del programa
            more = Escuchar el episodio"""),
        "pt": table("""
            episode = Episódio {n}
            length = {n} min
            play = Reproduzir
            download = Baixar
            host = Apresentado por {a}
            notes = Notas do episódio
            more = Ouvir o episódio"""),
        "nl": table("""
            episode = Aflevering {n}
            length = {n} min.
            play = Afspelen
            download = Downloaden
            host = Presentatie: {a}
            notes = Shownotes
            more = Luister naar de aflevering"""),
        "tr": table("""
            episode = Bölüm {n}
            length = {n} dk
            play = Oynat
            download = İndir
            host = Sunan: {a}
            notes = Bölüm notları
            more = Bölümü dinle"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag", "date") else ""

    def entry(self, site, sheet, post, truth, listing):
        number = self.number(post)
        printed = day(site, post.date, ("long", "short", "numeric")[site.option("date", 3)])
        minutes = self.own(site, "length", n=20 + number * 7 % 50)
        episode = f"#{number}" if site.option("short", 3) == 0 else self.own(site, "episode", n=number)
        sheet.line("other", episode, also=("heading", "categories"))
        self.title(sheet, post, tight=True)
        if site.option("one_line", 2):
            self.date(sheet, truth, printed, f"{printed} · {minutes}", also=("other",))
        else:
            self.date(sheet, truth, printed, also=())
            sheet.line("other", minutes, tight=True, also=("date",))
        whole = listing.kind == "single" or site.option("whole", 2)
        if site.option("notes", 3) == 0:
            sheet.line("heading", self.own(site, "notes"), also=("other", "nav"))
        self.body(sheet, truth, post, post.blocks if whole else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more"))
        if site.option("host", 2):
            self.byline(sheet, truth, post, self.own(site, "host", a=post.author), tight=False)
        sheet.line("share", self.own(site, "play"), also=("other", "nav"))
        sheet.line("share", f"{self.own(site, 'download')} (MP3, {12 + number % 40} MB)", tight=True, also=("other", "nav"))

    def nav_bottom(self, site, sheet, listing):
        self.older_newer(site, sheet, listing, "old_entries", "new_entries", "", "")


THEME = Podcast()
