#include "gateway/codec/xml_scanner.hpp"

#include "gateway/codec/xml_cursor.hpp"
#include "gateway/codec/xml_namespaces.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace schakel::xml {

namespace {

struct raw_attribute {
    written_name id;
    std::string_view value; // as written between the quotes
    bool plain = true;      // the value needs no normalisation
    bool declares() const { return id.prefix == "xmlns" || id.full == "xmlns"; }
    std::string_view declared_prefix() const { return id.prefix.empty() ? std::string_view{} : id.local; }
};

struct open_element {
    name id;
    std::string_view written;
    std::size_t namespaces = 0; // what was in force around it
};

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

class scanner final : public namespace_scope {
public:
    scanner(std::string_view bytes, const document_limits& limits, scan_handler* handler)
        : in_(bytes), limits_(limits), handler_(handler) {}

    bool run() {
        if (auto* scoped = dynamic_cast<scoped_scan_handler*>(handler_)) scoped->scope(*this);
        return check_size() && check_encoding() && declaration() && prolog() && content() && epilog();
    }

    const finding& fault() const { return *in_.fault(); }

    const std::string_view* find_namespace(std::string_view prefix) const override { return namespaces_.find(prefix); }

private:
    bool check_size();
    bool check_encoding();
    bool declaration();
    bool declared_encoding(std::string_view encoding);
    bool pseudo_attribute(std::string_view wanted, std::string_view& value);
    bool prolog();
    bool content();
    bool epilog();

    bool misc(); // comments, processing instructions and white space around the root
    bool markup();
    bool comment();
    bool instruction();
    bool cdata();
    bool text();
    void tell(const char* from, const char* to);
    const char* tell_line_end(const char* run);

    bool start_tag();
    bool attribute_as_written();
    bool declare_namespaces(std::size_t mark);
    bool declare_namespace(const raw_attribute& declaration);
    bool resolve_attributes();
    bool refuse_duplicates();
    bool resolve(const written_name& written, std::string_view default_space, name& out);
    bool end_tag();
    void close(const char* place);

    bool count_nodes(std::size_t more, const char* place);

    cursor in_;
    const document_limits& limits_;
    scan_handler* handler_; // null: well-formedness only
    namespace_table namespaces_;
    std::vector<open_element> open_;
    std::vector<raw_attribute> written_; // of the start tag being read
    std::vector<attribute> attributes_;
    std::vector<std::size_t> order_;
    std::string normalised_; // the attribute values that differ from what is written
    std::size_t nodes_ = 0;
};

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
        in_.skip_blanks();
        if (!in_.at_end() && *in_.at == '=') {
            ++in_.at;
            in_.skip_blanks();
            const char quote = in_.at_end() ? '\0' : *in_.at;
            const char* text = in_.at + (in_.at_end() ? 0 : 1);
            const char* stop = std::find_if(text, in_.end, [&](char c) {
                return c == quote || c == '<' || c == '&' || !is_ascii(c) || to_byte(c) < 0x20;
            });
            if ((quote == '"' || quote == '\'') && stop != in_.end && *stop == quote) {
                value = {text, stop};
                in_.at = stop + 1;
                return true;
            }
        }
    }
    in_.at = start;
    return false;
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

bool scanner::count_nodes(std::size_t more, const char* place) {
    nodes_ += more;
    if (nodes_ <= limits_.nodes) return true;
    return in_.fail(scan_rule("xml.limit-nodes"), place, std::to_string(limits_.nodes));
}

// ---- tags

bool scanner::start_tag() {
    const char* place = ++in_.at;
    written_name written;
    if (!in_.read_name(written)) return false;
    written_.clear();
    bool empty = false;
    for (;;) {
        const bool spaced = in_.skip_blanks();
        if (in_.at_end()) return in_.refuse(">");
        if (*in_.at == '>') break;
        if (*in_.at == '/') {
            empty = true;
            ++in_.at;
            if (in_.at_end() || *in_.at != '>') return in_.refuse(">");
            break;
        }
        if (!spaced) return in_.refuse("white space, > or />");
        if (!attribute_as_written()) return false;
    }
    const char* tag_end = in_.at++;

    if (open_.size() >= limits_.depth)
        return in_.fail(scan_rule("xml.limit-depth"), place, std::to_string(limits_.depth));
    if (!count_nodes(1 + written_.size(), place)) return false;
    open_element& element = open_.emplace_back();
    element.written = written.full;
    element.namespaces = namespaces_.mark();
    if (!written_.empty() && !declare_namespaces(element.namespaces)) return false;
    const std::string_view* default_space = namespaces_.find({});
    if (!resolve(written, default_space != nullptr ? *default_space : std::string_view{}, element.id)) return false;
    attributes_.clear();
    if (!written_.empty() && !resolve_attributes()) return false;

    if (handler_ != nullptr) handler_->start_element(element.id, attributes_, in_.offset(place));
    if (empty) close(tag_end - 1);
    return true;
}

bool scanner::attribute_as_written() {
    if (written_.size() >= limits_.attributes)
        return in_.fail(scan_rule("xml.limit-attributes"), in_.at, std::to_string(limits_.attributes));
    raw_attribute& added = written_.emplace_back();
    if (!in_.read_name(added.id)) return false;
    in_.skip_blanks();
    if (!in_.expect('=', "=")) return false;
    in_.skip_blanks();
    return in_.read_value(added.value, added.plain);
}

bool scanner::declare_namespaces(std::size_t mark) {
    for (const raw_attribute& written : written_) {
        if (!written.declares()) continue;
        if (namespaces_.declared_since(mark, written.declared_prefix()))
            return in_.fail(scan_rule("xml.duplicate-attribute"), written.id.full.data(), {}, clipped(written.id.full));
        if (!declare_namespace(written)) return false;
    }
    return true;
}

bool scanner::declare_namespace(const raw_attribute& declaration) {
    const std::string_view prefix = declaration.declared_prefix();
    std::string uri;
    append_normalised(uri, declaration.value);
    const auto refuse = [&](const char* expected) {
        return in_.fail(scan_rule("xml.namespace"), declaration.id.full.data(), expected, clipped(declaration.id.full));
    };
    const bool named = declaration.id.prefix == "xmlns";
    if (named && prefix == "xmlns") return refuse("no declaration of xmlns");
    if ((named && prefix == "xml") != (uri == xml_namespace)) return refuse("xml bound to its own namespace only");
    if (uri == xmlns_namespace) return refuse("another namespace");
    if (named && uri.empty()) return refuse("a namespace that is not empty");
    namespaces_.declare(prefix, uri);
    // The prefix xml is always there and takes no part in the count.
    if (namespaces_.mark() - 1 <= limits_.namespaces && namespaces_.different_uris() - 1 <= limits_.namespaces)
        return true;
    return in_.fail(scan_rule("xml.limit-namespaces"), declaration.id.full.data(), std::to_string(limits_.namespaces));
}

bool scanner::resolve_attributes() {
    std::size_t room = 0;
    for (const raw_attribute& written : written_)
        if (!written.plain) room += written.value.size();
    normalised_.clear();
    normalised_.reserve(room); // a normalised value is never longer, so views into it stay good
    for (const raw_attribute& written : written_) {
        if (written.declares()) continue;
        attribute& added = attributes_.emplace_back();
        if (!resolve(written.id, {}, added.id)) return false;
        added.offset = in_.offset(written.id.full.data());
        added.value = written.value;
        if (written.plain || handler_ == nullptr) continue;
        const std::size_t start = normalised_.size();
        append_normalised(normalised_, written.value);
        added.value = std::string_view(normalised_).substr(start);
    }
    return refuse_duplicates();
}

bool scanner::refuse_duplicates() {
    const attribute* repeated = nullptr;
    if (attributes_.size() <= 8) {
        for (std::size_t i = 1; i < attributes_.size() && repeated == nullptr; ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (attributes_[i].id == attributes_[j].id) repeated = &attributes_[i];
    } else { // sorted, so that hundreds of attributes stay cheap
        order_.resize(attributes_.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            const name& x = attributes_[a].id;
            const name& y = attributes_[b].id;
            if (const int order = x.local.compare(y.local); order != 0) return order < 0;
            if (const int order = x.space.compare(y.space); order != 0) return order < 0;
            return a < b;
        });
        for (std::size_t i = 1; i < order_.size(); ++i) {
            const attribute& later = attributes_[order_[i]];
            if (attributes_[order_[i - 1]].id == later.id && (repeated == nullptr || later.offset < repeated->offset))
                repeated = &later;
        }
    }
    if (repeated == nullptr) return true;
    return in_.fail(
        scan_rule("xml.duplicate-attribute"), in_.begin + repeated->offset, {}, clipped(repeated->id.local)
    );
}

bool scanner::resolve(const written_name& written, std::string_view default_space, name& out) {
    out.prefix = written.prefix;
    out.local = written.local;
    out.space = default_space;
    if (written.prefix.empty()) return true;
    const std::string_view* space = namespaces_.find(written.prefix);
    if (space == nullptr)
        return in_.fail(scan_rule("xml.prefix-undeclared"), written.full.data(), {}, clipped(written.prefix));
    out.space = *space;
    return true;
}

bool scanner::end_tag() {
    const char* place = in_.at;
    in_.at += 2;
    const std::string_view expected = open_.back().written;
    if (in_.looking_at(expected) && in_.at + expected.size() != in_.end) {
        const char after = in_.at[expected.size()];
        if (after == '>' || has_class(after, blank)) {
            in_.at += expected.size();
            in_.skip_blanks();
            if (!in_.expect('>', ">")) return false;
            close(place);
            return true;
        }
    }
    written_name written;
    if (!in_.read_name(written)) return false;
    if (written.full == expected) return in_.refuse(">");
    return in_.fail(
        scan_rule("xml.tag-mismatch"), place, "</" + clipped(expected) + ">", "</" + clipped(written.full) + ">"
    );
}

void scanner::close(const char* place) {
    if (handler_ != nullptr) handler_->end_element(open_.back().id, in_.offset(place));
    namespaces_.release(open_.back().namespaces);
    open_.pop_back();
}

bool scan_with(std::string_view bytes, const document_limits& limits, scan_handler* handler, findings& found) {
    scanner walk(bytes, limits, handler);
    if (walk.run()) return true;
    findings one{walk.fault()};
    locate(bytes, one);
    found.push_back(std::move(one.front()));
    return false;
}

} // namespace

bool scan(std::string_view bytes, const document_limits& limits, scan_handler& handler, findings& found) {
    return scan_with(bytes, limits, &handler, found);
}

bool scan(std::string_view bytes, const document_limits& limits, findings& found) {
    return scan_with(bytes, limits, nullptr, found);
}

std::span<const rule> scan_rules() {
    return scan_rule_list;
}

} // namespace schakel::xml
