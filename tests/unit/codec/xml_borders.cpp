// The scan looks at many bytes at once: whatever stands at the edges of such a block, and wherever the document ends in
// memory, it has to see what a look at one byte after the other sees.
#include "xml_portable.hpp"
#include "xml_told.hpp"

#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace schakel;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

// Memory whose last byte is followed by a page that cannot be read.
class page_end {
public:
    page_end() : size_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) * 2) {
        void* place = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        REQUIRE(place != MAP_FAILED);
        begin_ = static_cast<char*>(place);
        REQUIRE(::mprotect(begin_ + size_ / 2, size_ / 2, PROT_NONE) == 0);
    }
    page_end(const page_end&) = delete;
    page_end& operator=(const page_end&) = delete;
    ~page_end() { ::munmap(begin_, size_); }

    std::string_view hold(std::string_view document) {
        REQUIRE(document.size() <= size_ / 2);
        char* at = begin_ + size_ / 2 - document.size();
        std::memcpy(at, document.data(), document.size());
        return {at, document.size()};
    }

private:
    std::size_t size_;
    char* begin_ = nullptr;
};

page_end& border() {
    static page_end memory;
    return memory;
}

// The document whole, and cut off at every byte of its end, reads alike by both builds and up to the border of memory.
void check(const std::string& document, std::size_t cuts = 0) {
    for (std::size_t cut = 0; cut <= std::min(cuts, document.size()); ++cut) {
        const std::string_view held = border().hold(std::string_view(document).substr(0, document.size() - cut));
        const std::string told = xml::testing::told_by_scan(held);
        CHECK(told == schakel_portable::told(held));
    }
}

} // namespace

TEST_CASE("names of every length, met for the first time and again") {
    for (std::size_t size = 1; size <= 70; ++size) {
        const std::string name(size, 'n');
        check("<" + name + " " + name + "='1'><" + name + " " + name + "='2'/><" + name + "/></" + name + ">", 12);
        check("<p:" + name + " xmlns:p='urn:p'><p:" + name + " p:" + name + "=''/></p:" + name + ">");
    }
}

TEST_CASE("a name that resembles the one expected is another name") {
    for (const std::size_t size : {1U, 7U, 15U, 16U, 17U, 31U, 32U, 33U, 40U}) {
        const std::string name(size, 'n');
        const std::string pair = "<" + name + "/>";
        for (const std::string& other :
             {name + "n", name.substr(1) + "m", "m" + name.substr(1), name + ":n", name + "é", name + "-", name + ".",
              name + "\x01", name + "\xC3", name + "\t", name + "'"}) {
            CAPTURE(other);
            check("<r>" + pair + pair + pair + "<" + other + "/></r>");
            check("<r><" + name + "></" + other + "></r>");
            check("<r><a " + name + "='1'/><a " + name + "='1'/><a " + other + "='1'/></r>");
        }
    }
}

TEST_CASE("names keep their meaning when declarations come and go") {
    check("<a xmlns='urn:1'><b/><b xmlns='urn:2'><b/></b><b/><b xmlns=''><b/></b><b/></a>");
    check("<a><p:b xmlns:p='urn:1' p:c='1'/><p:b xmlns:p='urn:2' p:c='2'/><p:b xmlns:p='urn:1' p:c='3'/></a>");
    check("<a><p:b xmlns:p='urn:1'/><p:b/></a>");
    check("<a xmlns:p='urn:1'><b p:c='' q:c='' xmlns:q='urn:2'/><b p:c='' q:c='' xmlns:q='urn:1'/></a>");
    check("<a><b xmlns='urn:1' c=''/><b xmlns='urn:1' c=''/><b c=''/></a>");
    std::string many = "<a>";
    for (int i = 0; i < 300; ++i) many += "<b xmlns='urn:" + std::to_string(i) + "' xmlns:p='urn:p'><p:c d=''/></b>";
    check(many.substr(0, 4000));
}

TEST_CASE("more names than are kept") {
    std::string document = "<a>";
    for (int i = 0; i < 3000; ++i) {
        const std::string name = "n" + std::to_string(i % 1500);
        document += "<" + name + " x" + name + "='1' x" + name + (i % 700 == 699 ? "" : "b") + "='2'>t</" + name + ">";
    }
    document += "</a>";
    CHECK(xml::testing::told_by_scan(document) == schakel_portable::told(document));
    document = repeated("<e>", 60) + document;
    CHECK(xml::testing::told_by_scan(document) == schakel_portable::told(document));
}

TEST_CASE("every special character at every place of a block, in text, values, comments and white space") {
    const std::vector<std::string> specials{
        "&amp;",   "&#65;",           "]]>",  "]]", "]", "\n", "\r", "\r\n", "\t", "<b/>", "é", "\x01", "\xFF",
        "<!---->", "<![CDATA[x\r]]>", "\x7F", "€",  "😀"};
    for (std::size_t before = 0; before <= 34; ++before) {
        const std::string run(before, 'x');
        for (const std::string& special : specials) {
            check("<a>" + run + special + "x</a>");
            check("<a b='" + run + special + "x'/>");
            check("<a b=\"" + run + "'" + special + "\"/>");
            check("<!--" + run + special + "--><a/>");
            check("<a><?p " + run + special + "?></a>");
            check("<a><![CDATA[" + run + special + "]]></a>");
            check("<a>" + std::string(before, ' ') + special + "</a>" + std::string(before, '\n') + special);
        }
        check(
            "<a" + std::string(before, ' ') + "b" + std::string(before, '\n') + "=\t'1'" + std::string(before, '\r') +
            "/>"
        );
        check("<a>" + run + "</a>", 40);
    }
}

TEST_CASE("both builds tell the same of documents made by chance") {
    std::mt19937 chance(20261122);
    const std::vector<std::string> pieces{
        "<a>",
        "</a>",
        "<a/>",
        "<b c='1'>",
        "</b>",
        "<p:d xmlns:p='urn:p'>",
        "</p:d>",
        "<e xmlns='urn:e'",
        ">",
        "/>",
        "</e>",
        "tekst",
        "\n      ",
        "\r\n",
        " ",
        "&lt;",
        "&#x20AC;",
        "&x;",
        "]]>",
        "<!-- c -->",
        "<![CDATA[ <x> ]]>",
        "<?p i?>",
        "een langere tekst die over de rand van een blok gaat",
        "é",
        "=",
        "'",
        "\"",
        " lang-attribuut='waarde &amp; meer'"};
    const auto pick = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(chance); };
    for (int round = 0; round < 4000; ++round) {
        std::string document = "<a>";
        for (std::size_t i = pick(30); i > 0; --i) document += pieces[pick(pieces.size())];
        if (pick(2) == 0) document += "</a>";
        if (pick(4) == 0) document[pick(document.size())] = static_cast<char>(pick(256));
        check(document);
    }
}

TEST_CASE("a value longer than the limit is refused, wherever it is divided") {
    document_limits limits;
    limits.value = 20;
    const auto verdict = [&](const std::string& document) {
        findings found;
        return xml::scan(document, limits, found) ? "accepted" : std::string(found.at(0).broken->id);
    };
    CHECK(verdict("<a b='" + std::string(20, 'x') + "'>" + std::string(20, 'x') + "</a>") == "accepted");
    CHECK(verdict("<a>" + std::string(21, 'x') + "</a>") == "xml.limit-value");
    CHECK(verdict("<a b='" + std::string(21, 'x') + "'/>") == "xml.limit-value");
    CHECK(verdict("<a>" + repeated("&#65;", 5) + "</a>") == "xml.limit-value");
    CHECK(verdict("<a><![CDATA[" + std::string(21, 'x') + "]]></a>") == "xml.limit-value");
    CHECK(verdict("<a>" + std::string(15, 'x') + "<!-- " + std::string(50, 'c') + " -->xxx</a>") == "accepted");
    CHECK(verdict("<a>" + std::string(15, 'x') + "<!-- c -->" + std::string(15, 'x') + "</a>") == "xml.limit-value");
    CHECK(verdict("<a>" + repeated("<b>" + std::string(20, 'x') + "</b>", 9) + "</a>") == "accepted");
}
