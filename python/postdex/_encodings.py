"""In which encoding a text was written: as its bytes, what it says of itself or somebody else tell; and the text in UTF-8."""

from __future__ import annotations

import _thread
import re

from ._errors import UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from ._types import Decoding

# Names as the Encoding Standard has them, with Python's decoder and the labels that stand for each; behind them those of machines before the web, as IANA has them.
_TABLE: Final = """
utf-8 utf_8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
ibm866 cp866 866 cp866 csibm866
iso-8859-2 iso8859_2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3 iso8859_3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4 iso8859_4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5 iso8859_5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6 iso8859_6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7 iso8859_7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek
iso-8859-8 iso8859_8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual
iso-8859-8-i iso8859_8 csiso88598i logical
iso-8859-10 iso8859_10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13 iso8859_13 iso8859-13 iso885913
iso-8859-14 iso8859_14 iso8859-14 iso885914
iso-8859-15 iso8859_15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16 iso8859_16
koi8-r koi8_r cskoi8r koi koi8 koi8_r
koi8-u koi8_u koi8-ru
macintosh mac_roman csmacintosh mac x-mac-roman
windows-874 cp874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
windows-1250 cp1250 cp1250 x-cp1250
windows-1251 cp1251 cp1251 x-cp1251
windows-1252 cp1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252
windows-1253 cp1253 cp1253 x-cp1253
windows-1254 cp1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254
windows-1255 cp1255 cp1255 x-cp1255
windows-1256 cp1256 cp1256 x-cp1256
windows-1257 cp1257 cp1257 x-cp1257
windows-1258 cp1258 cp1258 x-cp1258
x-mac-cyrillic mac_cyrillic x-mac-ukrainian
gbk gb18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk
gb18030 gb18030
big5 big5hkscs big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp euc_jp cseucpkdfmtjapanese x-euc-jp
iso-2022-jp iso2022_jp csiso2022jp
shift_jis cp932 csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
euc-kr cp949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
utf-16be utf_16_be unicodefffe
utf-16le utf_16_le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16
utf-32le utf_32_le utf-32
utf-32be utf_32_be ucs-4
ibm437 cp437 cp437 437 cspc8codepage437
ibm737 cp737 cp737 737
ibm850 cp850 cp850 850 cspc850multilingual
ibm852 cp852 cp852 852 cspcp852
ibm855 cp855 cp855 855 csibm855
ibm857 cp857 cp857 857 csibm857
ibm862 cp862 cp862 862 cspc862latinhebrew
ibm864 cp864 cp864 864 csibm864
"""
CODECS: Final = {}  # name -> Python's decoder
LABELS: Final = {}  # label -> name
for _row in _TABLE.split("\n"):
    if _row:
        _name, _codec, *_labels = _row.split(" ")
        CODECS[_name] = _codec
        LABELS.update({label: _name for label in (_name, *_labels)})
del _row, _name, _codec, _labels

UTF8 = "utf-8"
BOMS = ((b"\xef\xbb\xbf", UTF8), (b"\xff\xfe\0\0", "utf-32le"), (b"\0\0\xfe\xff", "utf-32be"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_WIDE: Final = ("utf-16", "utf-32")  # what cannot be read without knowing it
# How long characters are, by their first bytes: pdx_encoding_shape.
_SHAPES: Final = {
    "shift_jis": 2, "euc-jp": 3, "gbk": 4, "gb18030": 4, "big5": 5, "euc-kr": 6, "iso-2022-jp": 7, "utf-16le": 8, "utf-16be": 9, "utf-32le": 10, "utf-32be": 10,
}  # fmt: skip
_SINGLE: Final = 1
PRESCAN = 1024
SAMPLE = 1 << 16
LED = 1 << 10  # bytes of a line before the first one beyond ASCII
SCORED = 1 << 14  # bytes of it, of lines that are not ASCII alone
SURE = 0.8  # a text is decoded where its encoding is known so well; what is less sure stays as it is
NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ")
CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]+)""", re.IGNORECASE)
DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]+)["']""")
BEYOND = re.compile(rb"[\x80-\xff]")
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Encoded:
    """What a text was written in: the encoding's name in the Encoding Standard, why it is taken to be that one, and how sure that is."""

    __slots__ = ("name", "probability", "why")

    def __init__(self, name: str, why: str, probability: float = 1.0) -> None:
        self.name, self.why, self.probability = name, why, probability

    def begun(self, data: bytes) -> bytes:
        """The text in UTF-8 of the first bytes."""
        import io

        return self.pieces(io.BytesIO(data)).read(max(len(data), 1))[1][0]

    def decoding(self, data: bytes) -> Decoding:
        """The text in UTF-8, and what tells where each of its characters stands in the bytes."""
        return decoding(data, self.name)

    def pieces(self, stream: Any) -> Pieces:
        """The same of a stream, piece by piece."""
        return Pieces(stream, self.name)


def by_label(label: str) -> str | None:
    """The encoding that a label stands for."""
    return LABELS.get(label.strip().lower())


def given(label: str) -> str:
    """The same of one that a user gives."""
    found = by_label(label) if isinstance(label, str) else None
    if found is None:
        raise UsageError(f"encoding={shown(label)} is not known: names are those of the web, such as 'windows-1251' or 'shift_jis'")
    return found


def is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, but for a character that a sample cuts."""
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), 1 << 20):
            decoder.decode(data[at : at + (1 << 20)])
    except UnicodeDecodeError:
        return False
    return not decoder.getstate()[0] or len(data) == SAMPLE


def not_utf8(data: bytes) -> tuple[int, int] | None:
    """Of a text that is taken to be UTF-8, the first byte that is none of a character, and how many such stretches there are."""
    if data.isascii():
        return None
    _telling_decoder(lambda: data.decode(UTF8, "postdex-told"), UTF8)
    bad = _telling.bad
    return (bad[0], len(bad) // 3) if bad else None


def looks_binary(data: bytes) -> bool:
    head = data[:4096]
    return data.startswith(NO_TEXT) or len(CONTROLS.findall(head)) * 20 > len(head)


def encoding_of(data: bytes, label: str = "") -> Encoded:
    """The encoding of a text: what its first bytes mark, what somebody says (`label`), what it says of itself, what its bytes look like."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return Encoded(name, "a byte order mark")
    said = _said(data, label)
    if looks_binary(data):
        return _by_zeros(data) or Encoded(UTF8, "no text", 0.0)
    if data.isascii() and said is None and _has_escapes(data):
        return Encoded("iso-2022-jp", "its escapes are those of iso-2022-jp", 0.98)
    if data.isascii() and (said is None or not said.name.startswith((*_WIDE, "iso-2022"))):
        return Encoded(UTF8, "nothing but ASCII") if b"\0" not in data[:4096] else _by_zeros(data) or Encoded(UTF8, "nothing but ASCII")
    if is_utf8(data) and (said is None or said.name.startswith(_WIDE) or said.name == UTF8 or not data.isascii()):
        why = "its bytes are UTF-8" if said is None or said.name == UTF8 else f"its bytes are UTF-8, although it says {said.name}"
        return said if said is not None and said.name == "iso-2022-jp" else Encoded(UTF8, why, 0.999)
    if said is not None and not (said.name.startswith(_WIDE) and _by_zeros(data) is None):
        return said
    return _by_zeros(data) or _damaged(data) or detect(data)


def _said(data: bytes, label: str) -> Encoded | None:
    name = by_label(label)
    if name is not None:
        return Encoded(name, "as the server said", 0.95)
    for pattern, where in ((DECLARATION, "its XML declaration"), (META, "its <meta>")):
        found = pattern.search(data[:PRESCAN])
        if found is not None and (name := by_label(found[1].decode("ascii"))) is not None:
            # a page that can be read so far is not in UTF-16, whatever it says
            return Encoded(UTF8 if name.startswith(_WIDE) else name, f"as {where} says", 0.95)
    return None


def _has_escapes(data: bytes) -> bool:
    """Whether ASCII stands for Japanese between escapes, and all of it can be read so."""
    if b"\x1b$@" not in data and b"\x1b$B" not in data:
        return False
    try:
        return not data[:SAMPLE].decode("iso2022_jp", "strict").isascii()
    except UnicodeDecodeError as error:
        return len(data) > SAMPLE and error.start > SAMPLE - 8


def _by_zeros(data: bytes) -> Encoded | None:
    """UTF-16 without a mark: every other byte is zero, or one of two of which one is zero, while those between differ."""
    head = data[: SAMPLE & ~1]
    n = len(head) // 2
    if n < 4 or 0 not in head:
        return None
    for name, high, low in (("utf-16le", head[1::2], head[::2]), ("utf-16be", head[::2], head[1::2])):
        if low.count(0) > n * 0.05 or high.count(0) < n * 0.03:
            continue
        if _share(high) > 0.9 and _share(low) < 0.6:
            return Encoded(name, "every other byte is zero, or one of two", 0.98)
    return None


def _share(data: bytes) -> float:
    """How much of the bytes the two commonest are."""
    counts = sorted((data.count(value) for value in set(data)), reverse=True)
    return sum(counts[:2]) / len(data)


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII alone, wherever they stand; of long ones from a little before what is beyond it on."""
    lines, room, end = [], SAMPLE, 0
    while room > 0 and (found := BEYOND.search(data, end)) is not None:
        at = found.start()
        first = max(end, at - LED)
        begin = data.rfind(b"\n", first, at) + 1 or first
        end = data.find(b"\n", at, begin + room)
        end = min(begin + room, len(data)) if end < 0 else end
        lines.append(data[begin:end])
        room -= end - begin + 1
    return b"\n".join(lines)


def _damaged(data: bytes) -> Encoded | None:
    """UTF-8 in which some bytes are wrong: in texts of other encodings no more than half of the bytes are characters of UTF-8 by chance, or little more."""
    sample = _sample(data)
    good = sum(map(len, SEQUENCE.findall(sample)))
    bad = len(BEYOND.findall(SEQUENCE.sub(b"", sample)))
    if good >= 2 * bad:
        return Encoded(UTF8, f"UTF-8 with {bad} bytes that are none", good / (good + bad))
    return None


# ---- which legacy encoding: letters of its script in words of their own, small ones mostly

_SCRIPTS: Final = {  # encodings that are tried, and what their letters are
    "windows-1252": "À-ÿŒœŠšŽžŸƒ", "windows-1250": "ÁÂĂÄĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖŘŮÚŰÜÝŢŞŚŠŤŽŹŻŁĽĄáâăäćçčéęëěíîďđńňóôőöřůúűüýţşśšťžźżłľąß",
    "windows-1251": "Ѐ-ӿ", "koi8-r": "Ѐ-ӿ", "ibm866": "Ѐ-ӿ", "iso-8859-5": "Ѐ-ӿ", "windows-1253": "Ͱ-Ͽ", "windows-1254": "À-ÿĞİŞğış", "windows-1255": "֐-׿",
    "windows-1256": "؀-ۿ", "iso-8859-6": "؀-ۿ", "windows-874": "฀-๿",
    "shift_jis": "぀-ヿ一-鿿ｦ-ﾟ", "euc-jp": "぀-ヿ一-鿿", "gbk": "一-鿿", "big5": "一-鿿", "euc-kr": "가-힣",
}  # fmt: skip
_LIKE: Final = {  # with the letters of another one
    "koi8-u": "koi8-r", "x-mac-cyrillic": "windows-1251", "iso-8859-2": "windows-1250", "macintosh": "windows-1252", "ibm850": "windows-1252", "ibm852": "windows-1250",
    "ibm857": "windows-1254",
}  # fmt: skip
_SCRIPTS.update({name: _SCRIPTS[like] for name, like in _LIKE.items()})
_LATIN = ("windows-1252", "windows-1250", "windows-1254", "iso-8859-2", "macintosh", "ibm850", "ibm852", "ibm857")
# Of machines of long ago: a text that says nearly as much in another one is in that.
_RARE: Final = {"macintosh": 0.3, "ibm850": 0.3, "ibm852": 0.3, "ibm857": 0.3, "x-mac-cyrillic": 0.04}
_COMMON: Final = {  # what pages in these are full of
    "gbk": "的一是不了在人有我他这中大来上国个到说们", "big5": "的一是不了在人有我他這中大來上國個到說們", "shift_jis": "のにはをたがでてとしれさある", "euc-jp": "のにはをたがでてとしれさある",
    "euc-kr": "이다의는에을가한고를", "windows-1251": "оеаинтсрвл", "koi8-r": "оеаинтсрвл", "ibm866": "оеаинтсрвл", "iso-8859-5": "оеаинтсрвл", "windows-1253": "αοιετσνηυρ", "windows-1255": "יוהלארתבמנ",
    "windows-1256": "اليمنوترهب", "iso-8859-6": "اليمنوترهب", "windows-1252": "éäüöàèçáíóñßêâôîãõåøæ", "windows-1250": "áéíóőűöüčšžřěýůąęłżśćńăâîșț", "windows-1254": "ıüşçğöİ", "windows-874": "านรอกเงมยล",
}  # fmt: skip
_COMMON.update({name: _COMMON[like] for name, like in _LIKE.items()})
# Quotes and apostrophes where they stand in texts speak for an encoding as its letters do.
_PLACED: Final = re.compile(r"(?<=[^\W\d_])[’‘](?=[^\W\d_])|(?<![^\s(])[“‘„«](?=\w)|(?<=[\w.,!?…])[”’“»](?![^\s).,;:!?])|(?<=\w)…|(?<=\s)[–—](?=\s)|(?<=[^\W\d_])—(?=[^\W\d_])")
# A capital in the midst of a word; letters that no language has together: of Polish, and of Czech and its neighbours; of Russian and its neighbours, and of Serbian and Macedonian.
_SMALL, _CAPITAL = ("".join(c for c in map(chr, range(0xC0, 0x180)) if is_one(c)) for is_one in (str.islower, str.isupper))
_MIDST: Final = re.compile(f"[a-z{_SMALL}][{_CAPITAL}]|[{_SMALL}][A-Z]")
_APART: Final = {name: (re.compile(f"[{one}{one.upper()}]"), re.compile(f"[{other}{other.upper()}]")) for names, one, other in (
    (("windows-1250", "iso-8859-2", "ibm852"), "ąęłśźż", "ěščřžďťňůľĺ"), (("windows-1251", "x-mac-cyrillic"), "ъыьэюяйщё", "ђјљњћџѕќѓ"),
) for name in names}  # fmt: skip
# Of what is beyond ASCII, what pages in these have at least of the above: less is another encoding, or no text. Of accents no more than that stand beside letters of ASCII.
_LEAST_COMMON: Final = {"gbk": 0.06, "big5": 0.06, "shift_jis": 0.15, "euc-jp": 0.15, "euc-kr": 0.06}
_LEAST, _MOST_ACCENTS = 0.4, 0.3
_PUNCTUATION = "“”‘’„‚«»–—…•·©®™ \u00a0€£§°、。，「」『』！？：；（）،؛؟ـ"


def _score(data: bytes, name: str) -> float:
    """How much a text looks written in an encoding: from -1 on, a perfect one 1."""
    try:
        text = data.decode(CODECS[name], "replace" if name in _LATIN else "strict")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            return -1.0
        text = data[: error.start].decode(CODECS[name], "replace")
    letters = re.compile(f"[{_SCRIPTS[name]}]")
    foreign = [c for c in text if c >= "\x80"]
    if not foreign:
        return 0.0
    n_letters = len(letters.findall(text))
    common = _COMMON[name]
    n_placed = len(_PLACED.findall(text)) if name in _LATIN else 0
    n_common = n_placed + sum(c.lower() in common for c in foreign)
    if n_common < _LEAST_COMMON.get(name, _LEAST) * len(foreign):
        return 0.0
    if name in _LATIN and n_letters > _MOST_ACCENTS * (n_letters + len(re.findall("[A-Za-z]", text))):
        return 0.0
    odd = sum(not letters.match(c) and c not in _PUNCTUATION for c in foreign)
    if name in _LATIN:  # accents stand alone, between letters of ASCII
        wrong = sum(len(run) - 2 for run in re.findall(f"[{_SCRIPTS[name]}]{{3,}}", text)) + len(_MIDST.findall(text))
        wrong += 2 * sum("\x80" <= c <= "\x9f" for c in foreign)  # controls stand in no text
    else:
        wrong = len(re.findall(f"[{_SCRIPTS[name]}][a-z]|[a-z][{_SCRIPTS[name]}]", text)) + len(re.findall("[а-яё][А-ЯЁ]|[α-ω][Α-Ω]", text))
    if name in _APART:
        wrong += 2 * min(len(letters.findall(text)) for letters in _APART[name])
    return (0.5 * (n_letters + n_placed) + 0.5 * n_common - odd - wrong) / len(foreign) - _RARE.get(name, 0)


def detect(data: bytes) -> Encoded:
    """Of bytes that are no UTF-8 and of which nobody says anything: the legacy encoding that they look most like; windows-1252 where too little speaks for any."""
    sample = _sample(data)[:SCORED]
    n = len(BEYOND.findall(sample))
    scores = sorted(((_score(sample, name), -place, name) for place, name in enumerate(_SCRIPTS)), reverse=True)
    best, _, name = scores[0]
    text = sample.decode(CODECS[name], "replace")
    # what is the same text in another encoding does not speak against this one
    second = next((score for score, _, other in scores[1:] if score < 0.5 or sample.decode(CODECS[other], "replace") != text), 0.0)
    by_chance = name in _LATIN and len(SEQUENCE.findall(sample)) * 8 > n  # next to nothing of accents is UTF-8, but damaged UTF-8 is
    if n < (4 if name in _LATIN else 12) or best < 0.5 or by_chance:
        return Encoded("windows-1252", f"{n} bytes beyond ASCII, which look like nothing else", 0.5)
    margin = min(max((best - second) * n, 0.0) / 2, 12.0)
    return Encoded(name, f"its letters are those of {name} ({best:.2f}; the next {second:.2f})", round(1 - 0.5 ** (1 + margin), 3))


def _undefined(error: Any) -> tuple[str, int]:
    """Bytes that an encoding does not have: controls in those of one byte, as on the web; U+FFFD elsewhere."""
    bad = error.object[error.start : error.end]
    single = error.encoding.startswith(("cp125", "cp874", "iso8859", "charmap", "mac", "koi8"))
    return ("".join(map(chr, bad)) if single and all(0x80 <= byte <= 0x9F for byte in bad) else "\ufffd"), error.end


class Decoded:
    """A stream of bytes in an encoding, as its text in UTF-8; what is no text in the encoding becomes U+FFFD."""

    def __init__(self, stream: Any, name: str) -> None:
        import codecs

        codecs.register_error("postdex-web", _undefined)
        self._stream, self._name, self._begun = stream, name, False
        self._decoder = codecs.getincrementaldecoder(CODECS[name])("postdex-web")

    def read(self, n: int, /) -> bytes:
        while True:
            data = self._stream.read(n)
            if not self._begun and data:
                self._begun = True
                mark = next((mark for mark, marked in BOMS[1:] if marked == self._name), b"")
                data = data.removeprefix(mark)
                if not data:
                    continue
            text = self._decoder.decode(data, not data).encode("utf-8", "replace")
            if text or not data:
                return text


_telling = _thread._local()  # .bad: of what a thread decodes, what was no text: where it begins and ends, and how many characters stand for it


def _told(error: Any) -> tuple[str, int]:
    text, end = _undefined(error)
    _telling.bad.extend((error.start, end, len(text)))
    return text, end


def _telling_decoder(decode: Any, name: str) -> Decoding:
    import array
    import codecs

    codecs.register_error("postdex-told", _told)
    _telling.bad = array.array("Q")
    text = decode().encode("utf-8", "replace")
    return text, _SHAPES.get(name, _SINGLE), _telling.bad.tobytes()


def decoding(data: bytes, name: str) -> Decoding:
    """A text in UTF-8; the shape of its encoding; of each stretch that is no text in it, where it begins and ends and how many characters stand for it."""
    return _telling_decoder(lambda: data.decode(CODECS[name], "postdex-told"), name)


class Pieces:
    """A stream of bytes in an encoding, in pieces of whole characters: each with its text."""

    def __init__(self, stream: Any, name: str) -> None:
        import codecs

        codecs.register_error("postdex-told", _told)
        self._stream, self._name, self._waiting = stream, name, b""
        self._decoder = codecs.getincrementaldecoder(CODECS[name])("postdex-told")

    def read(self, n: int, /) -> tuple[bytes, Decoding]:
        """The next bytes, and what `decoding` says of them; no bytes at the end."""
        while True:
            data = self._stream.read(n)
            made = _telling_decoder(lambda given=data: self._decoder.decode(given, not given), self._name)
            waiting, taken = self._decoder.getstate()[0], self._waiting + data
            self._waiting = waiting
            if len(waiting) < len(taken):
                return taken[: len(taken) - len(waiting)], made
            if not data:
                return b"", made


def to_utf8(data: bytes, name: str) -> bytes:
    """All of a text."""
    import io

    decoded = Decoded(io.BytesIO(data), name)
    chunks = []
    while chunk := decoded.read(1 << 24):
        chunks.append(chunk)
    return b"".join(chunks)
