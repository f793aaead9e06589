from . import Language, items, table

WORDS = {
    "town": items("Vila Marim\nPorto Alvar\nSanta Ribeira\nPonte do Lago\nAreal de Cima\nMonte Serrado\nCais Velho"),
    "given": items("Adelaide\nBento\nCecília\nDuarte\nElvira\nFilipe\nGraça\nHenrique\nIsaura\nJoão\nLídia\nMiguel\nNair\nOtávio\nTeresa"),
    "family": items("Abrantes\nBoaventura\nCarvalhal\nDelgado Pires\nEsteves\nFontoura\nGouveia\nLacerda\nMascarenhas\nNogueira\nPestana\nQuintela\nSarmento\nVilhena"),
    "S": items("""a câmara municipal
        a biblioteca
        o capitão do porto
        o nosso vizinho da rua do Cais
        o clube de remo
        a comissão das cheias
        um grupo de voluntários
        a antiga companhia da balsa
        a orquestra da escola
        a nova padeira
        ninguém no escritório
        {given} {family}
        a senhora {family}
        o senhor {family}
        o guarda-noturno
        o museu dos barcos pequenos
        um professor aposentado
        a engenheira do distrito"""),
    "V": items("""consertou
        mediu
        quer reabrir
        pagou
        fotografou
        esqueceu
        terminou finalmente
        explicou-nos
        pintou
        gostaria de mudar de lugar
        prometeu guardar
        nunca viu
        inspeciona todos os anos
        descreveu em duas páginas
        ainda procura"""),
    "O": items("""a passarela
        a sala de leitura
        o molhe leste
        o relógio do mercado do peixe
        o plano de drenagem
        os horários de inverno
        o marégrafo
        o coreto
        três caixas de fotografias antigas
        a nova comporta
        a prensa de maçãs
        o abrigo do ônibus
        a escada do farol
        um mapa de 1911
        a cerca das hortas
        o orçamento do próximo ano
        a caldeira da prefeitura
        o muro atrás da igreja"""),
    "N": items("A passarela\nA sala de leitura\nO molhe leste\nHorários de inverno\nO marégrafo\nO coreto\nFesta da maçã\nO abrigo do ônibus\nO orçamento\nLuzes do porto\nNotas do mercado\nMaré baixa\nPão e sal\nSacos de areia\nUm piano usado\nNotícias da balsa"),
    "L": items("no cais\natrás da estação\nna feira de sábado\nna antiga alfândega\nao longo do canal\nperto da eclusa\nem frente à biblioteca\nna foz do rio\nno quintal dos fundos\ndos dois lados da ponte\nsob as arcadas\nna aldeia vizinha\nno fim da rua do Moinho"),
    "W": items("na semana passada\nem {month}\nesta manhã\ndepois da tempestade\nem {year}\nhá alguns dias\ntodas as primaveras\nantes das férias\nna noite de {weekday}\nem {date}\nhá dois anos"),
    "T": items("""e ninguém ficou surpreso
        o que levou quase a tarde inteira
        apesar da chuva
        e o chá estava excelente
        porque a chave estava perdida desde {year}
        diante de {n} curiosos
        mas a tinta ainda está fresca
        e foi isso
        portanto teremos de esperar
        por {big} coroas
        tal como dizia o almanaque
        e na volta contamos {n} garças"""),
    "I": items("Que eu saiba,\nPara ser sincero,\nSegundo a ata,\nMais uma vez,\nCuriosamente,\nEm outras palavras,\nComo prometido,\nAqui entre nós,"),
    "Q": items("temos tempo, sacos de areia e sopa\no muro aguenta se cuidarmos dele\nnunca vi a água tão baixa\nalguém tem de contar os barcos\nisto é uma biblioteca, não um armazém\nnão se planeja uma maré\nas lâmpadas sempre foram verdes\npergunte-me de novo na primavera\nnão há vazamento pequeno"),
    "sentence": items("""{S} {V} {O} {L}.
        {W}, {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        “{Q}”, disse {given} {family}, que {V} {O} {W}.
        “{Q}”, contou-nos {given} {family} {W}.
        {W}, éramos {n} {L} para falar do porto.
        Choveu {L}, e {S} ficou em casa.
        Houve {big} visitantes em {year}, {T}.
        Quem diria que {S} {V} {O}?
        Obrigado a todos os que vieram ver {O} {W}!
        A porta abre às {h} horas {L}; tragam uma xícara.
        Gosto mais de {N} assim.
        Os números {W}: {n} barcos, {n} cães, {big} sanduíches.
        Em {year} {given} {family} {V} {O}, {T}.
        Uma carta de {given} {family} conta que {S} {V} {O} {L}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nComo {S} {V} {O}\nPor que {S} {V} {O}, {T}\n{n} notas sobre {O}\nUm passeio {L}\n“{Q}”\n{N}: {n} fotografias\n{town}, {month} de {year}\n{N} (parte {h})\n{given} {family} e {O}\n{N} {W}\n{N} e {N}"),
    "short_title": items("{N}\nAta\nObrigado\nSopa\nNeblina\nHorários\n{N}!\n{month} de {year}\nCordas e nós\nMaré baixa, outra vez"),
    "odd_title": items("{N} {year}\n{N} {h}\nQuem {V} {O}?\nOnde está {O}?\nE agora?\n{year}\n{n} + {h}\n{N}: {h} de {n}\nEm {town}, {date}\nSerá que {S} {V} {O}?\nTop {n}"),
    "heading": items("O plano\nQuanto custa\nComo ajudar\nUm pouco de história\n{N}\nEm que ponto estamos\nPerguntas e respostas\nAntes da tempestade\n{N} {L}\nO próximo passo\nComo chegar"),
    "caption": items("{S} {L}, {month} de {year}\n{N} {L}\nFoto: {given} {family}\n{given} {family} (à esquerda) {L}\n{N}, vista da torre. Foto: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nO porto de {town}"),
    "comment": items("Obrigado pelo texto.\nEu estava lá, chovia.\nEstá aberto na {weekday}?\nBelas fotos. Minha tia morava {L}.\nAcho que {S} {V} {O}.\nFaltou falar de {N}."),
    "list_item": items("{O}\n{n} baldes\num par de meias secas\n{O}, se houver tempo\numa lanterna e {n} velas"),
    "tag": items("porto\nbiblioteca\nmercado\ncheias\ncâmara municipal\npão\nbalsa\njardins\nmúsica\nescola\nmuseu\nbarcos\ntempo\nmapas\nhistória\nreceitas\npássaros\nvoluntários\ninverno\nfotos antigas\nágua\nSão Telmo"),
    "category": items("Notícias\nNotas\nEventos\nHistória\nPorto\nPrefeitura\nCozinha\nAr livre\nSem categoria"),
    "site": items("O Correio de {town}\nNotas de {town}\n{town} Hoje\nA Tábua das Marés\nRua do Cais"),
    "tagline": items("Notícias do cais, quase sempre secas\nUma pequena cidade, por escrito\nBarcos, pão e livros desde 2004\nSó mais um site WordPress"),
    "nav": items("Início\nSobre\nContato\nNotícias\nAgenda\nGaleria\nHorários\nDoar"),
    "link": items("Horários da balsa\nTábua das marés\nAmigos do canal\nMuseu regional\nPrevisão do tempo"),
}

PHRASES = table("""
h_tag_old = Posts com a Tag ‘{x}’
h_cat_old = Arquivo da Categoria ‘{x}’
h_month_old = Arquivo de {x}
h_author_old = Arquivo do Autor
h_search_old = Resultados da busca
h_tag = Arquivo da tag: {x}
h_cat = Arquivo da categoria: {x}
h_month = Arquivos mensais: {x}
h_author = Arquivos do Autor: {x}
h_search = Resultados da pesquisa por: {x}
p_tag = Tag: {x}
p_cat = Categoria: {x}
p_month = Mês: {x}
p_author = Autor: {x}
p_search = Você pesquisou por {x}
b_label = Mostrando postagens com marcador {x}. Mostrar todas as postagens
b_search = Mostrando postagens que correspondem à pesquisa por {x}
b_month = {x}
month_archives = Arquivos de {x}
posted_on = Publicado em {d}
posted_on_by = Publicado em {d} por {a}
by = por {a}
posted_in = Publicado em {c}
tagged = Com a tag {t}
tags_colon = Tags: {t}
cats_colon = Categorias: {c}
filed = Arquivado em: {c}
tagged_with = Marcados com: {t}
labels = Marcadores: {t}
entry_posted = Esta entrada foi publicada em {c} e marcada com a tag {t} em {d} por {a}.
leave = Deixe um comentário
leave_reply = Deixe uma resposta
leave_on = Deixe um comentário em {T}
closed_on = Comentários desativados em {T}
cont = Continue lendo
cont_T = Continue lendo “{T}”
more = Leia mais
more_T = Leia mais: {T}
more_paren = (mais…)
older = Posts mais antigos
newer = Posts mais recentes
old_entries = Posts Anteriores
new_entries = Próximos Posts
next = Próximo
prev = Anterior
next_page = Próxima página
prev_page = Página anterior
page = Página {n}
page_of = Página {n} de {m}
share_this = Compartilhe isso:
share = Compartilhar
like_this = Curtir isso:
like_loading = Curtir Carregando...
follow_us = Siga-nos e curta:
related = Relacionado
related_posts = Você também pode gostar
see_also = Veja também: {T}
search = Pesquisar
search_for = Pesquisar por:
recent_posts = Posts recentes
recent_comments = Comentários
archives = Arquivos
categories = Categorias
tags = Tags
blogroll = Blogroll
meta = Meta
login = Acessar
entries_feed = Feed de posts
comments_feed = Feed de comentários
subscribe = Assinar
subscribe_mail = Assinar por e-mail
home = Início
about = Sobre
contact = Contato
menu = Menu
skip = Pular para o conteúdo
copyright = Copyright © {y} {s}. Todos os direitos reservados.
powered = Orgulhosamente mantido com WordPress
permalink = Link permanente
min_read = {n} min de leitura
author = Autor
posted_by_at = Postado por {a} às {t}
posted_by_on = Postado por {a} em {d}
posted_at_in = Publicado às {t} em {c}
comments_n = Comentários ({n})
trackback_n = TrackBack ({n})
published = Publicado {d}
published_colon = Publicado: {d}
categorized = Categorizado como {c}
written_by = Escrito por {a}
details = Detalhes
category = Categoria: {c}
hits = Acessos: {n}
reads = {n} leituras
login_to_comment = Faça login para postar comentários
submitted = Enviado por {a} em {d}
thoughts = {n} comentários em “{T}”
says = {a} disse:
reply = Responder
comment_on = {a} em {T}
advert = Publicidade
views = {n} visualizações
notes = {n} notas
source = Fonte
staff = Da Redação
location = Local: {x}
mood = Humor: {x}
hours_ago = há {n} horas
days_ago = há {n} dias
weeks_ago = há {n} semanas
yesterday = ontem
hour_ago = há 1 hora
results = {n} resultados
sort = Ordenar por data
latest = Últimas
trending = Mais lidas
load_more = Carregar mais
""")

LANGUAGE = Language(
    code="pt",
    months=items("janeiro\nfevereiro\nmarço\nabril\nmaio\njunho\njulho\nagosto\nsetembro\noutubro\nnovembro\ndezembro"),
    weekdays=items("segunda-feira\nterça-feira\nquarta-feira\nquinta-feira\nsexta-feira\nsábado\ndomingo"),
    date_styles={
        "long": "{d} de {mon} de {yyyy}", "weekday": "{wd}, {d} de {mon} de {yyyy}", "kubrick": "{wd}, {d} {mon}, {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} de {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}/{mm}/{yyyy}", "numeric_time": "{dd}/{mm}/{yy}, {HH}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} de {mon} de {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} de {mon} de {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, thousands=".",
    comment_forms=lambda n: "Nenhum comentário" if n == 0 else "1 comentário" if n == 1 else f"{n} comentários",
)
