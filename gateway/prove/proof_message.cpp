#include "gateway/prove/proof_message.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace schakel::prove {

namespace {

constexpr std::string_view id_begin = "01900000-0000-7000-8";
constexpr std::size_t id_length = 36;

// Text that differs from message to message: one swapped or flipped byte does not go unseen.
std::string text_of(const message_name& of) {
    std::string out(1400, ' ');
    std::uint64_t state = (std::uint64_t{of.pupil} << 40) + of.number * 2654435761u + 1;
    for (char& c : out) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        c = static_cast<char>('a' + (state >> 33) % 26);
    }
    return out;
}

template <class T>
std::optional<T> hexadecimal(std::string_view digits) {
    T out{};
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out, 16);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return out;
}

std::optional<message_name> name_in(std::string_view id) {
    const auto pupil = hexadecimal<std::uint32_t>(id.substr(id_begin.size(), 3));
    const auto number = hexadecimal<std::uint64_t>(id.substr(24, 12));
    if (!pupil || !number) return std::nullopt;
    return message_name{*pupil, *number};
}

} // namespace

std::string statement_id(const message_name& of) {
    std::array<char, id_length + 1> id;
    std::snprintf(
        id.data(), id.size(), "01900000-0000-7000-8%03x-%012llx", of.pupil & 0xfffu,
        static_cast<unsigned long long>(of.number & 0xffffffffffffu)
    );
    return id.data();
}

std::string write_message(const message_name& of) {
    const std::string pupil = std::to_string(of.pupil);
    return R"({"id":")" + statement_id(of) +
           R"(","actor":{"objectType":"Agent","account":{"homePage":"https://proef.example","name":")" +
           std::string(pupil_marker) + pupil +
           R"("}},"verb":{"id":"http://adlnet.gov/expapi/verbs/scored","display":{"nl":"scoorde"}},)"
           R"("object":{"id":"https://proef.example/toets/)" +
           pupil +
           R"(","definition":{"type":"http://adlnet.gov/expapi/activities/assessment","name":{"nl":"Oefentoets"},)"
           R"("description":{"nl":")" +
           text_of(of) + R"("},"extensions":{"urn:schakel:assessment-code":"toets-)" + pupil +
           R"("}}},"result":{"score":{"raw":)" + std::to_string(of.number) +
           R"(}},"timestamp":"2026-01-12T08:30:00Z"})";
}

std::vector<read_back> read_messages(std::string_view body) {
    std::vector<read_back> out;
    for (std::size_t at = body.find(id_begin); at != std::string_view::npos;) {
        const std::size_t next = body.find(id_begin, at + id_length);
        const std::string_view statement = body.substr(at, next - at);
        at = next;
        const auto name = statement.size() < id_length ? std::nullopt : name_in(statement.substr(0, id_length));
        if (!name) {
            out.push_back({{}, false});
            continue;
        }
        const std::string score = "\"raw\":" + std::to_string(name->number) + "}";
        const bool text = statement.find("\"" + text_of(*name) + "\"") != std::string_view::npos;
        out.push_back({*name, text && statement.find(score) != std::string_view::npos});
    }
    return out;
}

} // namespace schakel::prove
