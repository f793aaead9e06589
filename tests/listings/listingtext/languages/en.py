from . import Language, items, table

WORDS = {
    "town": items("Alderhaven\nBrackwell\nCorrin Bay\nDunmere\nEastlock\nFennport\nHollowick\nMarrowby"),
    "given": items("Ada\nBen\nClara\nDavid\nEdith\nFrank\nGrace\nHugh\nIris\nJonas\nKate\nLeo\nMarta\nNed\nOlive\nPaul\nRuth\nTom"),
    "family": items("Ashdown\nBellamy\nCartwright\nDrummond\nEllery\nFairweather\nGarrick\nHolloway\nLindqvist\nMarsh-Reed\nO’Dell\nPenhale\nQuill\nRowntree\nSallow\nThackeray\nWhitlock"),
    "S": items("""the town council
        the harbour master
        the library
        our neighbour on Quay Street
        the rowing club
        the flood committee
        a group of volunteers
        the old ferry company
        the school orchestra
        the new baker
        nobody in the office
        the market inspector
        Mrs. {family}
        {given} {family}
        Mr. {family}
        the night watchman
        the museum of small boats
        a retired teacher
        the Tuesday gardening circle
        the county engineer"""),
    "V": items("""repaired
        measured
        wants to reopen
        paid for
        photographed
        forgot about
        has finally finished
        explained
        painted
        argued about
        would like to move
        asked us to look after
        promised to keep
        still remembers
        never saw
        inspected
        talked for an hour about
        borrowed
        wrote a short report on
        cannot find"""),
    "O": items("""the footbridge
        the reading room
        the east pier
        the clock above the fish hall
        the drainage plan
        the winter timetable
        the tide gauge
        the bandstand
        three boxes of old photographs
        the new sluice gate
        the apple press
        the bus shelter
        the lighthouse stairs
        a map from 1911
        the allotment fence
        the budget for next year
        the ferry’s spare engine
        the boiler in the town hall
        the children’s shelf
        the stone wall behind the church"""),
    "N": items("""The footbridge
        The reading room
        The east pier
        The drainage plan
        The winter timetable
        The tide gauge
        The bandstand
        New sluice gate
        Apple day
        Bus shelter
        Lighthouse stairs
        Allotment fence
        The budget
        Harbour lights
        Market notes
        Low water
        Bread and salt
        Sandbags
        A second-hand piano
        Ferry news"""),
    "L": items("""on the quay
        behind the station
        at the Saturday market
        in the old customs house
        along the canal
        near the upper lock
        in front of the library
        at the mouth of the river
        in the back garden
        on both sides of the bridge
        under the arches
        in the next village
        at the end of Mill Lane
        by the slipway"""),
    "W": items("""last week
        on {weekday}
        in {month}
        this morning
        after the storm
        in {year}
        a few days ago
        every spring
        before the holidays
        late on {weekday} evening
        on {date}
        two years ago"""),
    "T": items("""and nobody was surprised
        which took most of the afternoon
        although the rain did not help
        and the tea was excellent
        because the key had been lost since {year}
        while {n} people looked on
        but the paint is still wet
        and that was that
        so we may have to wait
        at a cost of {big} crowns
        just as the almanac had said
        and we counted {n} herons on the way back"""),
    "I": items("""As far as I know,
        To be honest,
        According to the minutes,
        For what it is worth,
        Once again,
        Against all advice,
        Oddly enough,
        In other words,
        As promised,
        Between you and me,"""),
    "Q": items("""we have time, we have sandbags, and we have soup
        the wall will hold if we look after it
        I have never seen the water this low
        somebody has to count the boats
        it is a library, not a warehouse
        you cannot plan a tide
        the lamps were always green
        ask me again in the spring
        we shall open when the plaster is dry
        there is no such thing as a small leak"""),
    "sentence": items("""{S} {V} {O} {L}.
        {W}, {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        “{Q},” said {given} {family}, who {V} {O} {W}.
        “{Q},” {S} told us {W}, {T}.
        {W}, {n} of us met {L} to talk about {O}.
        It rained {L}, and {S} stayed at home.
        There were {big} visitors in {year}, {T}.
        Nothing much happened {L} {W}, except that {S} {V} {O}.
        Who would have thought that {S} {V} {O}?
        Thank you to everybody who came to see {O} {W}!
        The door {L} opens at {h} o’clock; bring a cup for {S}.
        I like {O} better this way.
        {S} {V} {O}; {S} {V} {O}.
        More about {O} when {S} is back.
        The numbers {W}: {n} boats, {n} dogs, {big} sandwiches.
        In {year} {given} {family} {V} {O}, {T}, and {S} {V} {O} {L}.
        If you walk {L} you can see how {S} {V} {O}.
        For {n} years {S} has stood {L} with {O} in mind.
        My first question was about {O}, my second about {S}.
        A letter from {given} {family} says that {S} {V} {O} {L}."""),
    "title": items("""{N} {L}
        {N}
        {N} and {O}
        {S} {V} {O}
        {S} {V} {O} {L}
        How {S} {V} {O}
        Why {S} {V} {O}, {T}
        {n} notes on {O}
        A walk {L}
        “{Q}”
        {N}: {n} photographs
        What happened to {O}?
        {town}, {month} {year}
        {N} (part {h})
        Thoughts {L}
        In praise of {O}
        {given} {family} on {O}
        {N}: {W} {L}"""),
    "short_title": items("{N}\nMinutes\nThanks\nSoup\nFog\nOpening hours\n{N}!\n{month} {year}\nRopes and knots\nNew shelves\nLow water, again"),
    "odd_title": items("{N} {year}\n{N} {h}\nWho {V} {O}?\nWhere is {O}?\nWhat now?\n{year}\n{n} + {h}\n{N}: {h} of {n}\n{town}, {date}\nIs {town} ready for {year}?\nTop {n}"),
    "heading": items("""The plan
        What it costs
        How to help
        A little history
        {N}
        Where we stand
        Questions and answers
        Before the storm
        {N} {L}
        What {S} said
        The next step
        Getting there"""),
    "caption": items("""{S} {L}, {month} {year}
        {O} {L}
        Photo: {given} {family}
        {given} {family} (left) {L}
        {O}, seen from the tower. Photo: {given} {family}"""),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\n{town} harbour"),
    "comment": items("""Thank you for this.
        I was there, and it was raining.
        Is {O} open on {weekday}?
        Lovely photographs. My aunt lived {L}.
        I think {S} {V} {O}, but I may be wrong.
        First!
        You forgot {O}."""),
    "list_item": items("{O}\n{n} buckets\none pair of dry socks\n{O}, if there is time\na torch and {n} candles\n{S}"),
    "tag": items("harbour\nlibrary\nmarket\nflood defence\ntown council\nbread\nferry\ngardens\nmusic\nschool\nmuseum\nboats\nweather\nmaps\nhistory\nrecipes\nbirds\nvolunteers\nwinter\nold photographs\nCanal Trust\nU.S. visitors\nopen day\ntides"),
    "category": items("News\nNotes\nEvents\nHistory\nHarbour\nTown hall\nKitchen\nOutdoors\nUncategorized"),
    "site": items("The {town} Post\n{town} Notes\nNotes from {town}\n{town} Today\nThe Tide Table\nQuay Street Diary"),
    "tagline": items("News from the quay, mostly dry\nA small town, written down\nBoats, bread and books since 2004\nJust another weblog\nWhat happens {L}"),
    "nav": items("Home\nAbout\nContact\nNews\nEvents\nGallery\nOpening hours\nDonate"),
    "link": items("Ferry timetable\nTide tables\nThe Canal Trust\nCounty museum\nWeather\nSmall Boats Quarterly"),
}

PHRASES = table("""
h_tag_old = Posts Tagged ‘{x}’
h_cat_old = Archive for the ‘{x}’ Category
h_month_old = Archive for {x}
h_author_old = Author Archive
h_search_old = Search Results
h_tag = Tag Archives: {x}
h_cat = Category Archives: {x}
h_month = Monthly Archives: {x}
h_author = Author Archives: {x}
h_search = Search Results for: {x}
p_tag = Tag: {x}
p_cat = Category: {x}
p_month = Month: {x}
p_author = Author: {x}
p_search = You searched for {x}
b_label = Showing posts with label {x}. Show all posts
b_search = Showing posts matching the search for {x}
b_month = {x}
month_archives = {x} Archives
posted_on = Posted on {d}
posted_on_by = Posted on {d} by {a}
by = by {a}
posted_in = Posted in {c}
tagged = Tagged {t}
tags_colon = Tags: {t}
cats_colon = Categories: {c}
filed = Filed Under: {c}
tagged_with = Tagged With: {t}
labels = Labels: {t}
entry_posted = This entry was posted in {c} and tagged {t} on {d} by {a}.
leave = Leave a comment
leave_reply = Leave a reply
leave_on = Leave a comment on {T}
closed_on = Comments Off on {T}
cont = Continue reading
cont_T = Continue reading “{T}”
more = Read more
more_T = Read more: {T}
more_paren = (more…)
older = Older posts
newer = Newer posts
old_entries = Older Entries
new_entries = Newer Entries
next = Next
prev = Previous
next_page = Next page
prev_page = Previous page
page = Page {n}
page_of = Page {n} of {m}
share_this = Share this:
share = Share
like_this = Like this:
like_loading = Like Loading...
follow_us = Please follow and like us:
related = Related
related_posts = You may also like
see_also = See also: {T}
search = Search
search_for = Search for:
recent_posts = Recent Posts
recent_comments = Recent Comments
archives = Archives
categories = Categories
tags = Tags
blogroll = Blogroll
meta = Meta
login = Log in
entries_feed = Entries RSS
comments_feed = Comments RSS
subscribe = Subscribe
subscribe_mail = Subscribe via email
home = Home
about = About
contact = Contact
menu = Menu
skip = Skip to content
copyright = Copyright © {y} {s}. All Rights Reserved.
powered = Proudly powered by WordPress
permalink = Permalink
min_read = {n} min read
author = Author
posted_by_at = Posted by {a} at {t}
posted_by_on = Posted by {a} on {d}
posted_at_in = Posted at {t} in {c}
comments_n = Comments ({n})
trackback_n = TrackBack ({n})
published = Published {d}
published_colon = Published: {d}
categorized = Categorized as {c}
written_by = Written by {a}
details = Details
category = Category: {c}
hits = Hits: {n}
reads = {n} reads
login_to_comment = Log in to post comments
submitted = Submitted by {a} on {d}
thoughts = {n} thoughts on “{T}”
says = {a} says:
reply = Reply
comment_on = {a} on {T}
advert = Advertisement
views = {n} views
notes = {n} notes
source = Source
staff = Staff Writer
location = Location: {x}
mood = Current mood: {x}
hours_ago = {n} hours ago
days_ago = {n} days ago
weeks_ago = {n} weeks ago
yesterday = yesterday
hour_ago = 1 hour ago
results = {n} results
sort = Sort by date
latest = Latest
trending = Trending
load_more = Load more
""")

LANGUAGE = Language(
    code="en",
    months=items("January\nFebruary\nMarch\nApril\nMay\nJune\nJuly\nAugust\nSeptember\nOctober\nNovember\nDecember"),
    weekdays=items("Monday\nTuesday\nWednesday\nThursday\nFriday\nSaturday\nSunday"),
    date_styles={
        "long": "{mon} {d}, {yyyy}", "weekday": "{wd}, {mon} {d}, {yyyy}", "kubrick": "{wd}, {mon} {dth}, {yyyy}",
        "short": "{mon_s} {d}, {yyyy}", "noyear": "{mon_s} {d}", "month_year": "{mon} {yyyy}",
        "numeric": "{m}/{d}/{yyyy}", "numeric_time": "{d}/{m}/{yy}, {H}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{h12}:{MM} {ampm}", "prose": "{mon} {d}, {yyyy}", "drupal": "{wd_s}, {mm}/{dd}/{yyyy} - {HH}:{MM}",
        "ordinal": "{mon_s} {dth}, {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, ampm=("AM", "PM"),
    comment_forms=lambda n: "No Comments" if n == 0 else "1 Comment" if n == 1 else f"{n} Comments",
)
