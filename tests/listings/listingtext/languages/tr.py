from . import Language, items, table

WORDS = {
    "town": items("Kuzuköprü\nAşağıliman\nÇaybaşı İskelesi\nSarıkum\nEskideğirmen\nGölyakası\nYenişamandıra"),
    "given": items("Ayla\nBurhan\nCeyda\nDoğan\nElif\nFerit\nGönül\nHalil\nİnci\nKemal\nLale\nMetin\nNeşe\nOrhan\nŞükran"),
    "family": items("Akdeniz\nBozkurtlar\nÇamlıca\nDemirağ\nErgüven\nGümüşay\nİncesu\nKayalı\nNarin\nÖzlük\nSarıyel\nTaşkıran\nUzunyol\nYeşilova"),
    "S": items("""belediye meclisi
        kütüphane
        liman başkanı
        Rıhtım Sokağı’ndaki komşumuz
        kürek kulübü
        taşkın komisyonu
        bir grup gönüllü
        eski feribot şirketi
        okul orkestrası
        yeni fırıncı
        {given} {family}
        {family} Hanım
        {family} Bey
        gece bekçisi
        küçük tekneler müzesi
        emekli bir öğretmen
        ilçe mühendisi"""),
    "V": items("onardı\nölçtü\nyeniden açmak istiyor\nfotoğrafladı\nunuttu\nsonunda bitirdi\nbize anlattı\nboyadı\ntaşımak istiyor\nkorumaya söz verdi\nhiç görmedi\nher yıl denetliyor\niki sayfada tarif etti\nhâlâ arıyor"),
    "O": items("yaya köprüsünü\nokuma salonunu\ndoğu iskelesini\nbalık halinin saatini\ndrenaj planını\nkış tarifesini\nsu seviye ölçeğini\nbando köşkünü\nüç kutu eski fotoğrafı\nyeni savağı\nelma presini\notobüs durağını\nfenerin merdivenini\n1911 tarihli haritayı\nbostan çitini\ngelecek yılın bütçesini\nbelediyenin kazanını\ncaminin arkasındaki duvarı"),
    "N": items("Yaya köprüsü\nOkuma salonu\nDoğu iskelesi\nKış tarifesi\nSu seviyesi\nBando köşkü\nElma günü\nOtobüs durağı\nBütçe\nLiman ışıkları\nPazar notları\nAlçak su\nEkmek ve tuz\nKum torbaları\nİkinci el piyano\nFeribot haberleri"),
    "L": items("rıhtımda\nistasyonun arkasında\ncumartesi pazarında\neski gümrük binasında\nkanal boyunca\nyukarı savağın yanında\nkütüphanenin önünde\nnehrin ağzında\narka bahçede\nköprünün iki yanında\nkemerlerin altında\nkomşu köyde\nDeğirmen Sokağı’nın sonunda"),
    "W": items("geçen hafta\n{weekday} günü\n{month} ayında\nbu sabah\nfırtınadan sonra\n{year} yılında\nbirkaç gün önce\nher bahar\ntatilden önce\n{date} tarihinde\niki yıl önce"),
    "T": items("""ve kimse şaşırmadı
        bu da neredeyse bütün öğleden sonrayı aldı
        yağmura rağmen
        çay da çok güzeldi
        çünkü anahtar {year} yılından beri kayıptı
        {n} kişi de izledi
        ama boya hâlâ ıslak
        hepsi bu kadar
        yani biraz bekleyeceğiz
        toplam {big} kron tuttu
        tam takvimin dediği gibi
        dönüşte {n} balıkçıl saydık"""),
    "I": items("Bildiğim kadarıyla\nDoğrusunu söylemek gerekirse\nTutanağa göre\nBir kez daha\nTuhaftır,\nBaşka bir deyişle\nSöz verdiğimiz gibi\nAramızda kalsın,"),
    "Q": items("zamanımız, kum torbalarımız ve çorbamız var\nbakarsak bu duvar dayanır\nsuyu hiç bu kadar alçak görmedim\nbirinin tekneleri sayması gerek\nburası depo değil, kütüphane\ngelgit planlanamaz\nlambalar hep yeşildi\nbunu bana baharda yine sorun\nküçük sızıntı diye bir şey yoktur"),
    "sentence": items("""{S} {L} {O} {V}.
        {W} {S} {O} {V}.
        {S} {O} {V}, {T}.
        {I} {S} {L} {O} {V}, {T}.
        “{Q}” dedi {given} {family}, {T}.
        {given} {family} {W} “{Q}” diye anlattı.
        {W} {n} kişi {L} buluştuk.
        {L} yağmur yağdı, {S} evde kaldı.
        {year} yılında {big} ziyaretçi geldi, {T}.
        {S} bunu nasıl yaptı?
        {W} {L} yardım eden herkese teşekkürler!
        Kapı {L} saat {h} olunca açılıyor; fincanınızı getirin.
        {N} böyle daha güzel.
        {W} sayılar: {n} tekne, {n} köpek, {big} sandviç.
        {year} yılında {given} {family} {O} {V}, {T}.
        {given} {family} mektubunda şöyle diyor: {S} {O} {V}."""),
    "title": items("{N} {L}\n{N}\n{S} {O} {V}\n{S} {L} {O} {V}\n{N}: {n} fotoğraf\n{n} maddede {N}\n{L} bir yürüyüş\n“{Q}”\n{town}, {month} {year}\n{N} (bölüm {h})\n{given} {family} anlatıyor: {N}\n{N}, {W}\n{N} ve {N}"),
    "short_title": items("{N}\nTutanak\nTeşekkürler\nÇorba\nSis\nÇalışma saatleri\n{N}!\n{month} {year}\nHalatlar ve düğümler\nYine alçak su"),
    "odd_title": items("{N} {year}\n{N} {h}\n{O} kim {V}?\n{N} nerede?\nŞimdi ne olacak?\n{year}\n{n} + {h}\n{N}: {h} / {n}\n{town}, {date}\n{town} {year} yılına hazır mı?\nİlk {n}"),
    "heading": items("Plan\nKaça mal olur\nNasıl yardım edebilirsiniz\nBiraz tarih\n{N}\nŞu an neredeyiz?\nSorular ve cevaplar\nFırtınadan önce\n{N} {L}\nSonraki adım\nUlaşım"),
    "caption": items("{N} {L}, {month} {year}\n{N} {L}\nFotoğraf: {given} {family}\n{given} {family} (solda) {L}\n{N}, kuleden görünüş. Fotoğraf: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\n{town} limanı"),
    "comment": items("Yazı için teşekkürler.\nBen oradaydım, yağmur yağıyordu.\n{weekday} günü açık mı?\nGüzel fotoğraflar. Teyzem {L} otururdu.\nSanırım {S} {O} {V}."),
    "list_item": items("{N}\n{n} kova\nbir çift kuru çorap\n{N}, vakit kalırsa\nbir fener ve {n} mum"),
    "tag": items("liman\nkütüphane\npazar\ntaşkın\nbelediye meclisi\nekmek\nferibot\nbahçeler\nmüzik\nokul\nmüze\ntekneler\nhava\nharitalar\ntarih\ntarifler\nkuşlar\ngönüllüler\nkış\neski fotoğraflar\nışıklar"),
    "category": items("Haberler\nNotlar\nEtkinlikler\nTarih\nLiman\nBelediye\nMutfak\nAçık hava\nGenel"),
    "site": items("{town} Postası\n{town} Notları\nBugün {town}\nGelgit Çizelgesi\nRıhtım Sokağı"),
    "tagline": items("Rıhtımdan haberler, çoğunlukla kuru\nKüçük bir kasaba, yazıya dökülmüş\n2004’ten beri tekneler, ekmek ve kitaplar\nBir başka WordPress sitesi"),
    "nav": items("Ana Sayfa\nHakkımızda\nİletişim\nHaberler\nEtkinlikler\nGaleri\nÇalışma saatleri\nBağış"),
    "link": items("Feribot tarifesi\nGelgit çizelgeleri\nKanal Derneği\nİlçe müzesi\nHava durumu"),
}

PHRASES = table("""
h_tag_old = ‘{x}’ etiketli yazılar
h_cat_old = ‘{x}’ kategorisi arşivi
h_month_old = {x} arşivi
h_author_old = Yazar arşivi
h_search_old = Arama sonuçları
h_tag = Etiket arşivi: {x}
h_cat = Kategori arşivi: {x}
h_month = Aylık arşivler: {x}
h_author = Yazar arşivi: {x}
h_search = Arama sonuçları: {x}
p_tag = Etiket: {x}
p_cat = Kategori: {x}
p_month = Ay: {x}
p_author = Yazar: {x}
p_search = Aradığınız: {x}
b_label = {x} etiketine sahip yayınlar gösteriliyor. Tüm yayınları göster
b_search = {x} sorgusuyla eşleşen yayınlar gösteriliyor
b_month = {x}
month_archives = {x} Arşivleri
posted_on = {d} tarihinde yayınlandı
posted_on_by = {d} tarihinde {a} tarafından gönderildi
by = {a} tarafından
posted_in = {c} kategorisine gönderildi
tagged = {t} ile etiketlendi
tags_colon = Etiketler: {t}
cats_colon = Kategoriler: {c}
filed = Kategori: {c}
tagged_with = Etiketler: {t}
labels = Etiketler: {t}
entry_posted = Bu yazı {c} kategorisinde, {t} etiketleriyle, {d} tarihinde, {a} tarafından yayınlandı.
leave = Yorum yapın
leave_reply = Bir yanıt yazın
leave_on = {T} için yorum yapın
closed_on = {T} için yorumlar kapalı
cont = Okumaya devam et
cont_T = Okumaya devam et “{T}”
more = Devamını oku
more_T = Devamını oku: {T}
more_paren = (devamı…)
older = Eski yazılar
newer = Yeni yazılar
old_entries = Önceki yazılar
new_entries = Sonraki yazılar
next = Sonraki
prev = Önceki
next_page = Sonraki sayfa
prev_page = Önceki sayfa
page = Sayfa {n}
page_of = Sayfa {n} / {m}
share_this = Bunu paylaş:
share = Paylaş
like_this = Beğen:
like_loading = Beğen Yükleniyor...
follow_us = Bizi takip edin ve beğenin:
related = İlgili
related_posts = Bunlar da ilginizi çekebilir
see_also = Ayrıca bakınız: {T}
search = Ara
search_for = Arama:
recent_posts = Son Yazılar
recent_comments = Son Yorumlar
archives = Arşivler
categories = Kategoriler
tags = Etiketler
blogroll = Bağlantılar
meta = Üst veri
login = Oturum aç
entries_feed = Yazı akışı
comments_feed = Yorum akışı
subscribe = Abone ol
subscribe_mail = E-posta ile abone olun
home = Ana Sayfa
about = Hakkında
contact = İletişim
menu = Menü
skip = İçeriğe geç
copyright = Copyright © {y} {s}. Tüm hakları saklıdır.
powered = WordPress gururla sunar
permalink = Kalıcı bağlantı
min_read = {n} dk okuma
author = Yazar
posted_by_at = Gönderen {a} zaman: {t}
posted_by_on = {a} tarafından {d} tarihinde gönderildi
posted_at_in = {c} içinde, saat {t}
comments_n = Yorumlar ({n})
trackback_n = Geri izleme ({n})
published = {d} tarihinde yayımlandı
published_colon = Yayınlanma: {d}
categorized = {c} olarak sınıflandırılmış
written_by = Yazan: {a}
details = Ayrıntılar
category = Kategori: {c}
hits = Gösterim: {n}
reads = {n} okuma
login_to_comment = Yorum yapmak için giriş yapın
submitted = {a} tarafından {d} tarihinde gönderildi
thoughts = “{T}” üzerine {n} yorum
says = {a} dedi ki:
reply = Cevapla
comment_on = {T} için {a}
advert = Reklam
views = {n} görüntüleme
notes = {n} not
source = Kaynak
staff = Haber Merkezi
location = Konum: {x}
mood = Ruh hâli: {x}
hours_ago = {n} saat önce
days_ago = {n} gün önce
weeks_ago = {n} hafta önce
yesterday = dün
hour_ago = 1 saat önce
results = {n} sonuç
sort = Tarihe göre sırala
latest = Son haberler
trending = En çok okunanlar
load_more = Daha fazla yükle
""")

LANGUAGE = Language(
    code="tr",
    months=items("Ocak\nŞubat\nMart\nNisan\nMayıs\nHaziran\nTemmuz\nAğustos\nEylül\nEkim\nKasım\nAralık"),
    months_short=items("Oca\nŞub\nMar\nNis\nMay\nHaz\nTem\nAğu\nEyl\nEki\nKas\nAra"),
    weekdays=items("Pazartesi\nSalı\nÇarşamba\nPerşembe\nCuma\nCumartesi\nPazar"),
    weekdays_short=items("Pts\nSal\nÇar\nPer\nCum\nCts\nPaz"),
    date_styles={
        "long": "{d} {mon} {yyyy}", "weekday": "{d} {mon} {yyyy} {wd}", "kubrick": "{d} {mon} {yyyy}, {wd}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}.{mm}.{yyyy}", "numeric_time": "{d}.{m}.{yy}, {HH}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} {mon} {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{mon} {d}, {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, thousands=".", capitals={"i": "İ"},
    comment_forms=lambda n: "Yorum yok" if n == 0 else f"{n} yorum",
)
