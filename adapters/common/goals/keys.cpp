#include "adapters/common/goals/keys.hpp"

#include "gateway/codec/rdf.hpp"
#include "gateway/model/goal.hpp"

#include <array>

namespace schakel::goal_files {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view edustandaard = "http://purl.edustandaard.nl/";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_unreserved(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos;
}

// What follows the address of Edustandaard; a bare file name stands for itself.
std::string_view edustandaard_name(std::string_view source) {
    constexpr std::array<std::string_view, 4> hosts{
        "http://purl.edustandaard.nl/", "https://purl.edustandaard.nl/", "http://download.edustandaard.nl/",
        "https://download.edustandaard.nl/"};
    for (const std::string_view host : hosts)
        if (source.starts_with(host)) return source.substr(source.find_last_of('/') + 1);
    return source.starts_with("vdex_") ? source : std::string_view{};
}

} // namespace

std::string vocabulary_key(std::string_view source) {
    source = trimmed(source);
    while (source.ends_with('/')) source.remove_suffix(1);
    if (std::string key = model::goals::uuid_key(source); !key.empty()) return key;
    std::string_view name = edustandaard_name(source);
    if (name.ends_with(".xml")) name.remove_suffix(4);
    if (!name.empty()) return std::string(edustandaard) + std::string(name);
    if (rdf::is_absolute_iri(source)) return std::string(source);
    return "vdex:" + percent_encoded(source);
}

std::string term_key(std::string_view vocabulary, std::string_view term) {
    term = trimmed(term);
    if (std::string key = model::goals::uuid_key(term); !key.empty()) return key;
    if (term.find("://") != term.npos && rdf::is_absolute_iri(term)) return std::string(term);
    return std::string(vocabulary) + "/" + percent_encoded(percent_decoded(term));
}

std::string term_of(std::string_view vocabulary, std::string_view key) {
    const bool own = key.starts_with(vocabulary) && key.size() > vocabulary.size() + 1 && key[vocabulary.size()] == '/';
    if (own) {
        const std::string term = percent_decoded(key.substr(vocabulary.size() + 1));
        if (term_key(vocabulary, term) == key) return term;
    }
    return std::string(key);
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool room = text[i] == '%' && i + 2 < text.size();
        const int high = room ? hex_value(text[i + 1]) : -1, low = room ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c))
            out += c;
        else
            out.append({'%', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]});
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(blanks);
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string collapsed(std::string_view text) {
    std::string out;
    for (const char c : trimmed(text)) {
        const bool blank = blanks.find(c) != blanks.npos;
        if (!blank)
            out += c;
        else if (!out.ends_with(' '))
            out += ' ';
    }
    return out;
}

} // namespace schakel::goal_files
