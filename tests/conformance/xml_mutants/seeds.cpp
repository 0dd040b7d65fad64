#include "seeds.hpp"

#include <utility>

namespace schakel::mutants {

namespace {

using namespace std::string_literals;

// The same ASCII text in UTF-16, with a byte order mark.
std::string in_utf16(std::string_view ascii, bool big_endian) {
    std::string made = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) {
        if (big_endian) made += '\0';
        made += c;
        if (!big_endian) made += '\0';
    }
    return made;
}

// What a name, a blank, a delimiter and everything else are is enough to cut a document into pieces.
enum class piece { name, blank, mark };

piece kind_of(char c) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return piece::blank;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80 ? piece::name : piece::mark;
}

} // namespace

const std::vector<std::string>& seeds() {
    static const std::vector<std::string> all = {
        "<n:notes xmlns:n=\"urn:notes\"/>",
        "<notes xmlns=\"urn:notes\"><note code=\"AB1\"><title>One</title><day>2025-11-03</day></note></notes>\n",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<notes xmlns='urn:notes'>\n  <note code='AB1' colour='deep "
        "blue'>\n"
        "    <title>Grüße &amp; €</title>\n    <day>2025-11-03Z</day>\n    <level> 7 </level>\n"
        "    <body>Some <em>marked <em>text</em></em> of <ref to='AB2'/>.</body>\n  </note>\n"
        "  <note code='AB2'>\n    <title>Two</title>\n    <day>2000-01-01</day>\n  </note>\n</notes>\n",
        "<n:notes xmlns:n='urn:notes' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><n:note code='ZZ999' "
        "xsi:type='n:long_note' xml:lang='nl'><n:title><![CDATA[<b> & ]]]]><![CDATA[>]]></n:title><n:day "
        "xsi:nil='true'/><n:colour/><n:levels>1 2\n3</n:levels><x xmlns='urn:other' n:code='AB1'/></n:note></n:notes>",
        "<!-- before --><?go now?><notes xmlns='urn:notes'><!-- in - between --><?a b?><note code=\"AB&#x31;\"><title "
        ">&#60;&lt;&gt;&quot;&apos;&#8364;&#x1F600;</title><day>2025-11-03+01:00</day></note ></notes ><!----><?z?>\n",
        "<notes xmlns=\"urn:notes\" xmlns:m=\"urn:more\" xmlns:k=\"urn:more\"><note code=\"AB1\"><title>m</title><day>"
        "2025-11-03</day><colour>\tdeep  blue\r\n</colour><level>12</level></note></notes>",
        "<a><b xmlns='urn:b'><c xmlns=''/><p:d xmlns:p='urn:p' p:x='1' x='2'/></b>\r\n<e\tf = 'g'\n h=\"i>'j\"/></a>",
        "<?xml version='1.0' standalone='yes'?><é ü='ö'>日本語 \xF0\x9F\x98\x80 ]] > \xEF\xBF\xBD</é>",
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8' standalone=\"no\" ?><r xml:space='preserve' xml:base='x'> "
        "</r>",
        "<!DOCTYPE a><a/>",
        "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'><!ATTLIST a b CDATA 'c'>]>\n<a>&e;</a>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xE9</a>",
        "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a>caf&#233;</a>",
        in_utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a b='c'>d</a>", false),
        in_utf16("<a b='c'>d<!-- e --></a>", true),
    };
    return all;
}

const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all = {
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "&",
        ";",
        "!",
        "?",
        "-",
        "--",
        "[",
        "]",
        ":",
        "#",
        "%",
        " ",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "<a>",
        "</a>",
        "<a/>",
        "<n:note>",
        "</n:note>",
        "</notes>",
        "<p:a/>",
        "<a b='c' b='d'/>",
        "<a",
        "/>",
        "</",
        "<>",
        "<!--",
        "-->",
        "<!---->",
        "<!-- -- -->",
        "<!--->",
        "<?",
        "?>",
        "<?a?>",
        "<?xml?>",
        "<?XmL a?>",
        "<?a:b c?>",
        "<![CDATA[",
        "]]>",
        "<![CDATA[]]>",
        "<![cdata[",
        "<!",
        "<!DOCTYPE a>",
        "<!DOCTYPE",
        "<!ELEMENT a ANY>",
        "<?xml version=\"1.0\"?>",
        "<?xml version='1.1'?>",
        "<?xml version='1.0' encoding='UTF-16'?>",
        "<?xml encoding='UTF-8' version='1.0'?>",
        " encoding='UTF-8'",
        " standalone='maybe'",
        " version='2.0'",
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&apos;",
        "&unknown;",
        "&#0;",
        "&#1;",
        "&#9;",
        "&#10;",
        "&#13;",
        "&#32;",
        "&#xD800;",
        "&#xFFFE;",
        "&#x10FFFF;",
        "&#x110000;",
        "&#xfffffffff1;",
        "&#;",
        "&#x;",
        "&#xG;",
        "&#X41;",
        "& amp;",
        "&amp",
        "&#65",
        "&;",
        " xmlns=''",
        " xmlns='urn:notes'",
        " xmlns:p='urn:p'",
        " xmlns:p=''",
        " xmlns:q='urn:p' q:x='' p:x=''",
        " p:x='1'",
        " :x='1'",
        " x:='1'",
        " a:b:c='1'",
        " xmlns:xml='http://www.w3.org/XML/1998/namespace'",
        " xmlns:xml='urn:x'",
        " xmlns:x='http://www.w3.org/XML/1998/namespace'",
        " xmlns:xmlns='urn:x'",
        " xmlns='http://www.w3.org/2000/xmlns/'",
        " xmlns:xmlx='urn:x'",
        " xml:lang='e n'",
        " xml:space='odd'",
        " code='AB1'",
        " code='AB2'",
        " x=1",
        " x",
        " x=",
        " x='<'",
        " x='&lt;'",
        " x='&#10;'",
        " x='a\tb\nc'",
        "a",
        "0",
        "7",
        "-1",
        "AB1",
        "2025-02-29",
        "deep blue",
        "é",
        "\xC2\xB7",
        "\xCD\xBE",
        "\xE2\x80\xBF",
        "\xE2\x81\x80",
        "\xC3\x97",
        "\xE2\x82\xAC",
        "\xC2\x85",
        "\xE2\x80\xA8",
        "\xE3\x80\x80",
        "\xC2\xA0",
        "\xEF\xBB\xBF",
        "\xEF\xBF\xBE",
        "\xEF\xBF\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x9F\x98\x80",
        "\xF4\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xF0\x8F\xBF\xBF",
        "\x80",
        "\xBF",
        "\xC3",
        "\xE2\x82",
        "\xF0\x9F\x98",
        "\xFE",
        "\xFF",
        "\xF8\x88\x80\x80\x80",
        "\x01",
        "\x08",
        "\x0B",
        "\x0C",
        "\x0E",
        "\x1F",
        "\x7F",
        "\0"s};
    return all;
}

const std::vector<std::string>& words() {
    static const std::vector<std::string> all = {"notes",        "note",   "title",  "day",
                                                 "level",        "levels", "colour", "body",
                                                 "em",           "ref",    "to",     "code",
                                                 "long_note",    "AB1",    "AB2",    "AB3",
                                                 "ab1",          "0",      "12",     "13",
                                                 "007",          "red",    "Red",    "2025",
                                                 "1999",         "02",     "31",     "nil",
                                                 "true",         "type",   "lang",   "n",
                                                 "xsi",          "xs",     "p",      "xmlns",
                                                 "urn",          "other",  "a",      "é",
                                                 "\xE2\x82\xAC", "x_y",    "1.0",    "aaaaaaaaaaaaaaaaaaaaa"};
    return all;
}

const std::vector<std::string>& contents() {
    static const std::vector<std::string> all = {
        " ",
        "\n",
        "\t",
        "\r\n",
        "x",
        "&#65;",
        "&#x20;",
        "&amp;",
        "&gt;",
        "<!-- c -->",
        "<?p i?>",
        "<![CDATA[]]>",
        "<![CDATA[ ]]>",
        "<![CDATA[<&]]>",
        "<x/>",
        "<x xmlns='urn:other'>y</x>",
        "<em>z</em>",
        "<ref to='AB1'/>",
        "<title>t</title>",
        "<day>2025-11-03</day>",
        "<level>3</level>",
        "<colour>red</colour>",
        "<note code='CD1'><title>t</title><day>2025-11-03</day></note>",
        "\xC2\xA0",
        "\xEF\xBB\xBF"};
    return all;
}

const std::vector<std::string>& attributes() {
    static const std::vector<std::string> all = {
        " code='AB1'",
        " code='CD22'",
        " colour=' deep\nblue '",
        " colour='&#10;red'",
        " to='AB1'",
        " x='1'",
        " xmlns='urn:notes'",
        " xmlns=''",
        " xmlns:p='urn:p'",
        " xmlns:p='urn:p' p:x='1'",
        " xml:lang='nl'",
        " xml:space='preserve'",
        " n:code='AB1'",
        " xsi:nil='true'",
        " xsi:nil='false'",
        " xsi:type='n:note'",
        " xsi:type='n:long_note'",
        " xsi:type='n:text'",
        " xsi:schemaLocation='urn:x x.xsd'",
        " ",
        "\n"};
    return all;
}

std::vector<std::string> tokens_of(std::string_view document) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < document.size();) {
        std::size_t end = at + 1;
        if (kind_of(document[at]) != piece::mark)
            while (end < document.size() && kind_of(document[end]) == kind_of(document[at])) ++end;
        tokens.emplace_back(document.substr(at, end - at));
        at = end;
    }
    return tokens;
}

} // namespace schakel::mutants
