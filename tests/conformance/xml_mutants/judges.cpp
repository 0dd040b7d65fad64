#include "judges.hpp"

#include "tests/support/command_output.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace schakel::mutants {

namespace fs = std::filesystem;

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

bool take_suffix(std::string_view& line, std::string_view suffix) {
    if (!line.ends_with(suffix)) return false;
    line.remove_suffix(suffix.size());
    return true;
}

// What xmllint printed of one file. A verdict comes for documents that are well-formed only.
struct printed {
    bool judged = false, valid = false, against_namespaces = false;
    std::string first;
};

void read_line(std::string_view line, std::unordered_map<std::string, printed>& told) {
    if (take_suffix(line, " validates")) {
        printed& of = told[std::string(line)];
        of.judged = of.valid = true;
    } else if (take_suffix(line, " fails to validate")) {
        told[std::string(line)].judged = true;
    } else if (const std::size_t colon = line.find(".xml:"); colon != line.npos) {
        printed& of = told[std::string(line.substr(0, colon + 4))];
        of.against_namespaces |= holds(line, ": namespace error : ");
        if (of.first.empty() && holds(line, " error : ")) of.first = line.substr(colon + 5);
    }
}

opinion opinion_of(const printed& of) {
    if (!of.judged) return {standing::ill_formed, of.first};
    if (of.against_namespaces) return {standing::against_namespaces, of.first};
    return {of.valid ? standing::valid : standing::invalid, of.first};
}

bool is_namespace_rule(std::string_view id) {
    return id == "xml.qname" || id == "xml.prefix-undeclared" || id == "xml.namespace";
}

// The rest of the message may stand on the next line: it quotes the name.
bool is_about_a_namespace_name(std::string_view message) {
    return holds(message, "namespace error : xmlns") && !holds(message, "Empty XML namespace");
}

} // namespace

std::string_view name_of(standing of) {
    constexpr std::array<std::string_view, 4> names = {"ill-formed", "against namespaces", "invalid", "valid"};
    return names[static_cast<std::size_t>(of)];
}

std::vector<opinion> judge_by_libxml2(const fs::path& schema, const std::vector<fs::path>& files) {
    std::string command = "xmllint --nonet --noout --schema '" + schema.string() + "'";
    for (const fs::path& file : files) command += " '" + file.string() + "'";
    std::unordered_map<std::string, printed> told;
    for (const std::string& line : test::lines_of(command + " 2>&1")) read_line(line, told);
    std::vector<opinion> opinions;
    for (const fs::path& file : files) opinions.push_back(opinion_of(told[file.string()]));
    return opinions;
}

opinion judge_by_us(const validation::xsd_schema& schema, std::string_view bytes) {
    const auto outcome = schema.validate(bytes, {});
    if (!outcome.well_formed) {
        const std::string_view rule = outcome.scan_findings.at(0).broken->id;
        return {is_namespace_rule(rule) ? standing::against_namespaces : standing::ill_formed, std::string(rule)};
    }
    if (!has_error(outcome.schema_findings)) return {standing::valid, {}};
    return {standing::invalid, std::string(outcome.schema_findings.front().broken->id)};
}

const char* reason_to_differ(const opinion& libxml2, const opinion& ours, std::string_view bytes) {
    if (ours.why == "xml.doctype") return "a DOCTYPE is refused by design";
    if (ours.why == "xml.encoding" || ours.why == "xml.encoding-declared")
        return "other encodings are refused by design";
    // Our scan stops at the first fault of either kind, and libxml2 goes on after a fault of namespaces.
    if (ours.is == standing::against_namespaces && libxml2.is == standing::ill_formed)
        return "the first fault is one of namespaces, another follows";
    if (ours.why == "xml.declaration" && libxml2.is != standing::ill_formed)
        return "XML 1.0 2.8 [26]: a version number ends in a digit; libxml2 takes '1.'";
    if (libxml2.is == standing::against_namespaces && is_about_a_namespace_name(libxml2.why))
        return "Namespaces in XML 1.0 3: namespace names are compared, not read; libxml2 wants URIs";
    if (ours.is == standing::valid && holds(libxml2.why, "Character content other than whitespace") &&
        holds(bytes, "<![CDATA["))
        return "cvc-complex-type.2.3: a CDATA section without characters or with blanks only is no text; libxml2 minds "
               "it";
    if (ours.why == "xml.content-outside-root" && bytes.find('\0') != bytes.npos)
        return "XML 1.0 2.2 [2]: a zero byte is no character; libxml2 takes it for the end";
    if (ours.is == standing::valid && holds(libxml2.why, "XMLSchema-instance}type': The QName value"))
        return "XSD 1.0 Datatypes 4.3.6: blanks around a QName are collapsed; libxml2 forgets to";
    if (ours.why == "xml.duplicate-attribute" && holds(libxml2.why, "redefined"))
        return "one attribute stands twice by name and by namespace; libxml2 tells one of the two";
    if (ours.why == "xml.content-outside-root" && holds(bytes, "US-ASCII"))
        return "XML 1.0 4.3.3: bytes that the declared encoding does not have are fatal; libxml2 stops reading without "
               "a word";
    return nullptr;
}

} // namespace schakel::mutants
