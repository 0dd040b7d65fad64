// What stands around the root, and what may stand anywhere.
#include "gateway/codec/xml_scan_state.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace schakel::xml {

namespace {

struct foreign_encoding {
    std::string_view first_bytes;
    std::string_view name;
};

using namespace std::string_view_literals;

// XML 1.0 appendix F; the longer marks stand first.
constexpr std::array<foreign_encoding, 10> foreign_encodings{{
    {"\x00\x00\xFE\xFF"sv, "UTF-32 (big-endian)"},
    {"\xFF\xFE\x00\x00"sv, "UTF-32 (little-endian)"},
    {"\x00\x00\x00\x3C"sv, "UTF-32 (big-endian)"},
    {"\x3C\x00\x00\x00"sv, "UTF-32 (little-endian)"},
    {"\xFE\xFF"sv, "UTF-16 (big-endian)"},
    {"\xFF\xFE"sv, "UTF-16 (little-endian)"},
    {"\x00\x3C"sv, "UTF-16 (big-endian)"},
    {"\x3C\x00"sv, "UTF-16 (little-endian)"},
    {"\x4C\x6F\xA7\x94"sv, "EBCDIC"},
    {"\x2B\x2F\x76"sv, "UTF-7"},
}};

} // namespace

scan_state::scan_state(std::string_view bytes, const document_limits& limits, const mapped_file* file)
    : in_(bytes), limits_(limits), text_stop_(in_.end), behind_(file) {
    in_.longest_value = limits.value;
}

bool scan_state::refuse_nodes(const char* place) {
    return in_.fail(scan_rule("xml.limit-nodes"), place, std::to_string(limits_.nodes));
}

bool scan_state::check_size() {
    const std::size_t size = in_.offset(in_.end);
    if (size <= limits_.bytes) return true;
    return in_.fail(
        scan_rule("xml.limit-bytes"), in_.begin, std::to_string(limits_.bytes) + " bytes",
        std::to_string(size) + " bytes"
    );
}

bool scan_state::check_encoding() {
    for (const foreign_encoding& foreign : foreign_encodings)
        if (in_.looking_at(foreign.first_bytes))
            return in_.fail(scan_rule("xml.encoding"), in_.begin, "UTF-8", std::string(foreign.name));
    if (in_.looking_at("\xEF\xBB\xBF")) in_.at += 3;
    return true;
}

bool scan_state::declaration() {
    const char* start = in_.at;
    if (!in_.looking_at("<?xml") || in_.end - start < 6 || !(has_class(start[5], blank) || start[5] == '?'))
        return true;
    in_.at += 5;
    std::string_view version;
    std::string_view encoding;
    std::string_view standalone;
    const char* place = in_.at;
    if (!pseudo_attribute("version", version) || version.size() < 3 || !version.starts_with("1.") || version == "1.1" ||
        version.find_first_not_of("0123456789", 2) != version.npos)
        return in_.fail(scan_rule("xml.declaration"), place, "version=\"1.0\"");
    if (pseudo_attribute("encoding", encoding) && !declared_encoding(encoding)) return false;
    if (pseudo_attribute("standalone", standalone) && standalone != "yes" && standalone != "no")
        return in_.fail(scan_rule("xml.declaration"), standalone.data(), "standalone=\"yes\" or standalone=\"no\"");
    in_.skip_blanks();
    if (!in_.looking_at("?>")) return in_.fail(scan_rule("xml.declaration"), in_.at, "?>");
    in_.at += 2;
    return true;
}

bool scan_state::declared_encoding(std::string_view encoding) {
    std::string upper(encoding);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    in_.declared_ascii = upper == "US-ASCII" || upper == "ASCII";
    if (in_.declared_ascii || upper == "UTF-8") return true;
    return in_.fail(scan_rule("xml.encoding-declared"), encoding.data(), "UTF-8", clipped(encoding));
}

// Reads ` name="value"` when it stands here; otherwise leaves the cursor where it was.
bool scan_state::pseudo_attribute(std::string_view wanted, std::string_view& value) {
    const char* start = in_.at;
    if (in_.skip_blanks() && in_.looking_at(wanted)) {
        in_.at += wanted.size();
        if (pseudo_value(value)) return true;
    }
    in_.at = start;
    return false;
}

// Versions, encodings and "yes" or "no" are made of the characters of names.
bool scan_state::pseudo_value(std::string_view& value) {
    in_.skip_blanks();
    if (!in_.looking_at("=")) return false;
    ++in_.at;
    in_.skip_blanks();
    if (!in_.looking_at("\"") && !in_.looking_at("'")) return false;
    const char quote = *in_.at++;
    const char* stop = std::find_if(in_.at, in_.end, [](char c) { return !has_class(c, name_part); });
    if (stop == in_.end || *stop != quote) return false;
    value = {in_.at, stop};
    in_.at = stop + 1;
    return true;
}

bool scan_state::epilog() {
    if (!misc()) return false;
    if (in_.at_end()) return true;
    if (*in_.at != '<') return in_.fail(scan_rule("xml.content-outside-root"), in_.at);
    if (in_.looking_at("</")) return in_.fail(scan_rule("xml.syntax"), in_.at, "end of document", "</");
    const char* place = ++in_.at;
    written_name written;
    return in_.read_name(written) && in_.fail(scan_rule("xml.second-root"), place, {}, clipped(written.full));
}

bool scan_state::misc() {
    for (;;) {
        in_.skip_blanks();
        if (in_.looking_at("<!--")) {
            if (!comment()) return false;
        } else if (in_.looking_at("<?")) {
            if (!instruction()) return false;
        } else if (in_.looking_at("<!DOCTYPE")) {
            return in_.fail(scan_rule("xml.doctype"), in_.at);
        } else {
            return true;
        }
    }
}

// To the mark that ends what began at `start`. A file leaves memory behind the walk, however long it takes.
bool scan_state::run_to(std::string_view mark, const char* start) {
    for (;;) {
        const auto left = static_cast<std::size_t>(in_.end - in_.at);
        const char* stop = left > trail::step ? in_.at + trail::step : in_.end;
        in_.at = mark[0] == '-' ? skip_plain<'-', '-', '-'>(in_.at, stop) : skip_plain<'?', '?', '?'>(in_.at, stop);
        if (in_.at_end()) return in_.fail(scan_rule("xml.truncated"), start, std::string(mark));
        if (in_.looking_at(mark)) break;
        if (mark[0] == '-' && in_.looking_at("--") && in_.end - in_.at > 2)
            return in_.fail(scan_rule("xml.comment"), in_.at);
        if (in_.at == stop)
            behind_.passed(in_.offset(in_.at));
        else if (!in_.read_special())
            return false;
    }
    in_.at += mark.size();
    text_stop_ += std::min(in_.at - start, in_.end - text_stop_); // what is skipped is no part of the text around it
    return true;
}

bool scan_state::comment() {
    const char* start = in_.at;
    in_.at += 4;
    return run_to("-->", start);
}

bool scan_state::instruction() {
    const char* start = in_.at;
    in_.at += 2;
    written_name target;
    if (!in_.read_name(target)) return false;
    if (!target.prefix.empty()) return in_.fail(scan_rule("xml.qname"), start + 2, {}, clipped(target.full));
    const std::string_view name = target.local;
    if (name == "xml")
        return in_.fail(scan_rule("xml.declaration"), start, "the XML declaration at the very start of the document");
    if (name.size() == 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm' && (name[2] | 0x20) == 'l')
        return in_.fail(scan_rule("xml.pi"), start + 2, {}, std::string(name));
    if (!in_.looking_at("?>") && !in_.skip_blanks()) return in_.refuse("?>");
    return run_to("?>", start);
}

} // namespace schakel::xml
