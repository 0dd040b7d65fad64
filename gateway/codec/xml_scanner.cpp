#include "gateway/codec/xml_scanner.hpp"

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

// ---- around the root

bool scanner::check_size() {
    const std::size_t size = in_.offset(in_.end);
    if (size <= limits_.bytes) return true;
    return in_.fail(
        scan_rule("xml.limit-bytes"), in_.begin, std::to_string(limits_.bytes) + " bytes",
        std::to_string(size) + " bytes"
    );
}

bool scanner::check_encoding() {
    for (const foreign_encoding& foreign : foreign_encodings)
        if (in_.looking_at(foreign.first_bytes))
            return in_.fail(scan_rule("xml.encoding"), in_.begin, "UTF-8", std::string(foreign.name));
    if (in_.looking_at("\xEF\xBB\xBF")) in_.at += 3;
    return true;
}

bool scanner::declaration() {
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

bool scanner::declared_encoding(std::string_view encoding) {
    std::string upper(encoding);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    in_.declared_ascii = upper == "US-ASCII" || upper == "ASCII";
    if (in_.declared_ascii || upper == "UTF-8") return true;
    return in_.fail(scan_rule("xml.encoding-declared"), encoding.data(), "UTF-8", clipped(encoding));
}

// Reads ` name="value"` when it stands here; otherwise leaves the cursor where it was.
bool scanner::pseudo_attribute(std::string_view wanted, std::string_view& value) {
    const char* start = in_.at;
    if (in_.skip_blanks() && in_.looking_at(wanted)) {
        in_.at += wanted.size();
        if (pseudo_value(value)) return true;
    }
    in_.at = start;
    return false;
}

// Versions, encodings and "yes" or "no" are made of the characters of names.
bool scanner::pseudo_value(std::string_view& value) {
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

bool scanner::prolog() {
    if (!misc()) return false;
    if (in_.at_end() || *in_.at != '<') return in_.fail(scan_rule("xml.no-root"), in_.at, "<");
    return start_tag();
}

bool scanner::content() {
    while (!open_.empty()) {
        if (in_.at_end())
            return in_.fail(scan_rule("xml.truncated"), in_.at, "</" + clipped(open_.back().written) + ">");
        if (!(*in_.at == '<' ? markup() : text())) return false;
    }
    return true;
}

bool scanner::epilog() {
    if (!misc()) return false;
    if (in_.at_end()) return true;
    if (*in_.at != '<') return in_.fail(scan_rule("xml.content-outside-root"), in_.at);
    if (in_.looking_at("</")) return in_.fail(scan_rule("xml.syntax"), in_.at, "end of document", "</");
    const char* place = ++in_.at;
    written_name written;
    return in_.read_name(written) && in_.fail(scan_rule("xml.second-root"), place, {}, clipped(written.full));
}

bool scanner::misc() {
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

// ---- inside the root

bool scanner::markup() {
    const char next = in_.end - in_.at > 1 ? in_.at[1] : '\0';
    if (next == '/') return end_tag();
    if (next == '?') return instruction();
    if (next != '!') return start_tag();
    if (in_.looking_at("<!--")) return comment();
    if (in_.looking_at("<![CDATA[")) return cdata();
    if (in_.looking_at("<!DOCTYPE")) return in_.fail(scan_rule("xml.doctype"), in_.at);
    in_.at += 2;
    return in_.refuse("-- or [CDATA[");
}

bool scanner::comment() {
    const char* start = in_.at;
    in_.at += 4;
    for (;;) {
        in_.at = skip_plain<'-', '-', '-'>(in_.at, in_.end);
        if (in_.at_end()) return in_.fail(scan_rule("xml.truncated"), start, "-->");
        if (in_.looking_at("-->")) break;
        if (in_.looking_at("--") && in_.end - in_.at > 2) return in_.fail(scan_rule("xml.comment"), in_.at);
        if (!in_.read_special()) return false;
    }
    in_.at += 3;
    return true;
}

bool scanner::instruction() {
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
    for (;;) {
        in_.at = skip_plain<'?', '?', '?'>(in_.at, in_.end);
        if (in_.at_end()) return in_.fail(scan_rule("xml.truncated"), start, "?>");
        if (in_.looking_at("?>")) break;
        if (!in_.read_special()) return false;
    }
    in_.at += 2;
    return true;
}

bool scanner::cdata() {
    const char* start = in_.at;
    if (!count_nodes(1, start)) return false;
    in_.at += 9;
    const char* run = in_.at;
    for (;;) {
        in_.at = skip_plain<']', ']', ']'>(in_.at, in_.end);
        if (in_.at_end()) return in_.fail(scan_rule("xml.truncated"), start, "]]>");
        if (in_.looking_at("]]>")) break;
        if (*in_.at == '\r') {
            run = tell_line_end(run);
        } else if (!in_.read_special()) {
            return false;
        }
    }
    tell(run, in_.at);
    in_.at += 3;
    return true;
}

bool scanner::text() {
    if (!count_nodes(1, in_.at)) return false;
    const char* run = in_.at;
    for (;;) {
        in_.at = skip_plain<'<', '&', ']'>(in_.at, in_.end);
        if (in_.at_end() || *in_.at == '<') break;
        if (*in_.at == '&') {
            const char* place = in_.at;
            tell(run, place);
            char32_t code = 0;
            if (!in_.read_reference(code)) return false;
            run = in_.at;
            if (handler_ == nullptr) continue;
            normalised_.clear();
            append_utf8(normalised_, code);
            handler_->text(normalised_, in_.offset(place));
        } else if (*in_.at == '\r') {
            run = tell_line_end(run);
        } else if (*in_.at == '\n' || *in_.at == '\t') {
            ++in_.at; // here only for speed: indentation is most of the text of many documents
        } else if (in_.looking_at("]]>")) {
            return in_.fail(scan_rule("xml.cdata-end"), in_.at);
        } else if (!in_.read_special()) {
            return false;
        }
    }
    tell(run, in_.at);
    return true;
}

void scanner::tell(const char* from, const char* to) {
    if (handler_ != nullptr && from != to) handler_->text({from, to}, in_.offset(from));
}

// At a carriage return: tells the run before it and gives the start of the next, so that every line end arrives as
// "\n".
const char* scanner::tell_line_end(const char* run) {
    tell(run, in_.at);
    const char* after = ++in_.at;
    const bool lone = in_.at_end() || *after != '\n';
    if (lone && handler_ != nullptr) handler_->text("\n", in_.offset(after - 1));
    return after;
}

namespace {

template <class Source>
void tell_fault(const Source& source, const finding& fault, findings& found) {
    findings one{fault};
    locate(source, one);
    found.push_back(std::move(one.front()));
}

bool scan_with(std::string_view bytes, const document_limits& limits, scan_handler* handler, findings& found) {
    scanner walk(bytes, limits, handler);
    if (walk.run()) return true;
    tell_fault(bytes, walk.fault(), found);
    return false;
}

} // namespace

bool scan(std::string_view bytes, const document_limits& limits, scan_handler& handler, findings& found) {
    return scan_with(bytes, limits, &handler, found);
}

bool scan(std::string_view bytes, const document_limits& limits, findings& found) {
    return scan_with(bytes, limits, nullptr, found);
}

bool scan(const mapped_file& file, const document_limits& limits, scan_handler& handler, findings& found) {
    scanner walk(file.bytes(), limits, &handler, &file);
    if (walk.run()) return true;
    tell_fault(file, walk.fault(), found);
    return false;
}

std::span<const rule> scan_rules() {
    return scan_rule_list;
}

} // namespace schakel::xml
