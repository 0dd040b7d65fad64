#include "adapters/eck_id/forms.hpp"

#include <algorithm>
#include <array>

namespace schakel::eck_id {

namespace {

constexpr std::string_view host = "https://ketenid.nl/";
constexpr std::size_t digits_of_id = 128, digits_of_hash = 64;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool hexadecimal(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return digit(c) || (c >= 'a' && c <= 'f'); });
}

// The word between host and digits; "" when the text has another form.
std::string_view word_of(std::string_view text) {
    if (!text.starts_with(host)) return {};
    text.remove_prefix(host.size());
    const std::string_view word = text.substr(0, text.find('/'));
    text.remove_prefix(word.size());
    const bool plain =
        std::ranges::all_of(word, [](char c) { return digit(c) || capital(c) || (c >= 'a' && c <= 'z'); });
    const bool ends_well = text.size() == digits_of_id + 1 && hexadecimal(text.substr(1));
    return plain && ends_well ? word : std::string_view{};
}

} // namespace

bool is_hash(std::string_view text) {
    return text.size() == digits_of_hash && hexadecimal(text);
}

bool is_chain_id(std::string_view text) {
    const std::string_view word = word_of(text);
    return !word.empty() && !word.starts_with("sp");
}

bool is_root(std::string_view text) {
    return word_of(text).starts_with("sp");
}

bool may_be_root(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
    return is_root(text) || (plain && !text.empty() && text.size() <= 256 && !is_chain_id(text));
}

bool is_of_production(std::string_view text) {
    const std::string_view word = word_of(text);
    return !word.empty() && std::ranges::all_of(word, digit);
}

bool is_pupil_number(std::string_view text) {
    if (text.size() != 9 || !std::ranges::all_of(text, digit) || text == "000000000") return false;
    constexpr std::array<int, 9> weights{9, 8, 7, 6, 5, 4, 3, 2, -1};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (text[i] - '0');
    const bool onderwijsnummer = text.starts_with("10") && (sum % 11 + 11) % 11 == 5;
    return sum % 11 == 0 || onderwijsnummer;
}

bool is_teacher_text(std::string_view text) {
    if (text.size() < 10 || text[4] != ' ') return false;
    const bool brin = digit(text[0]) && digit(text[1]) && capital(text[2]) && capital(text[3]);
    const std::string_view mail = text.substr(5);
    const std::size_t at = mail.find('@');
    const bool one_at = at != mail.npos && at > 0 && mail.find('@', at + 1) == mail.npos;
    return brin && one_at && at + 1 < mail.size() && mail.find_first_of(" \t,;<>") == mail.npos;
}

bool is_oin(std::string_view text) {
    return text.size() == 20 && std::ranges::all_of(text.substr(0, 8), digit) &&
           std::ranges::all_of(text.substr(8), [](char c) { return digit(c) || capital(c); });
}

std::string_view oin_in(std::string_view address) {
    const std::size_t question = address.find('?');
    if (question == address.npos) return {};
    std::string_view rest = address.substr(question + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        if (pair.starts_with("oin=") || pair.starts_with("OIN=") || pair.starts_with("Oin=")) return pair.substr(4);
    }
    return {};
}

} // namespace schakel::eck_id
