#include "gateway/codec/turtle_writer.hpp"

#include "gateway/codec/utf8.hpp"

#include <algorithm>

namespace schakel::rdf {

namespace {

constexpr char hex[] = "0123456789ABCDEF";

// A local name that needs no escapes.
bool is_plain_local(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.front() != '-' && std::ranges::all_of(text, plain);
}

// Turtle 1.1, LANGTAG: letters, then parts of letters and digits. A text with another tag is written without one.
bool is_language_tag(std::string_view tag) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    bool first = true, empty = true;
    for (const char c : tag) {
        if (c == '-') {
            if (empty) return false;
            first = false;
            empty = true;
            continue;
        }
        if (!letter(c) && (first || c < '0' || c > '9')) return false;
        empty = false;
    }
    return !empty;
}

} // namespace

void turtle_writer::prefix(std::string_view short_name, std::string_view space) {
    prefixes_.emplace_back(short_name, space);
    out_.append("@prefix ").append(short_name).append(": <").append(space).append("> .\n");
}

void turtle_writer::begin(std::string_view subject) {
    subject_ = subject;
    started_ = false;
    predicate_.clear();
}

void turtle_writer::iri(std::string_view predicate, std::string_view object) {
    lead(predicate);
    name(object);
}

void turtle_writer::text(std::string_view predicate, std::string_view value, std::string_view language) {
    lead(predicate);
    quoted(value);
    if (is_language_tag(language)) out_.append("@").append(language);
}

void turtle_writer::typed(std::string_view predicate, std::string_view value, std::string_view datatype) {
    lead(predicate);
    quoted(value);
    out_ += "^^";
    name(datatype);
}

void turtle_writer::end() {
    if (started_) out_ += " .\n";
}

void turtle_writer::lead(std::string_view predicate) {
    ++triples_;
    if (started_ && predicate == predicate_) {
        out_ += " , ";
        return;
    }
    if (!started_) {
        out_ += '\n';
        name(subject_);
        out_ += ' ';
    } else {
        out_ += " ;\n    ";
    }
    started_ = true;
    predicate_ = predicate;
    if (predicate == type_iri)
        out_ += 'a';
    else
        name(predicate);
    out_ += ' ';
}

void turtle_writer::name(std::string_view iri) {
    for (const auto& [short_name, space] : prefixes_) {
        if (!iri.starts_with(space) || !is_plain_local(iri.substr(space.size()))) continue;
        out_.append(short_name).append(":").append(iri.substr(space.size()));
        return;
    }
    out_ += '<';
    for (const char c : utf8::repaired(iri)) {
        const bool bad = (c >= 0 && c <= ' ') || std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos;
        if (bad)
            out_.append({'%', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]});
        else
            out_ += c;
    }
    out_ += '>';
}

void turtle_writer::quoted(std::string_view value) {
    out_ += '"';
    for (const char c : utf8::repaired(value)) {
        switch (c) {
        case '"': out_ += "\\\""; break;
        case '\\': out_ += "\\\\"; break;
        case '\n': out_ += "\\n"; break;
        case '\r': out_ += "\\r"; break;
        case '\t': out_ += "\\t"; break;
        default:
            if (c >= 0 && c < ' ')
                out_.append("\\u00").append(
                    {hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]}
                );
            else
                out_ += c;
        }
    }
    out_ += '"';
}

} // namespace schakel::rdf
