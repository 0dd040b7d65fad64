#include "adapters/common/edu_v/elements.hpp"

namespace schakel::edu_v {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;

// Behind the closing quote; `at` is where the opening one stands.
std::size_t skip_string(std::string_view bytes, std::size_t at) {
    for (++at; at < bytes.size(); ++at) {
        if (bytes[at] == '"') return at + 1;
        if (bytes[at] == '\\') ++at;
    }
    return nowhere;
}

std::size_t skip_nested(std::string_view bytes, std::size_t at) {
    std::size_t depth = 0;
    while (at < bytes.size()) {
        switch (bytes[at]) {
        case '"':
            at = skip_string(bytes, at);
            if (at == nowhere) return nowhere;
            continue;
        case '{':
        case '[': ++depth; break;
        case '}':
        case ']':
            if (--depth == 0) return at + 1;
            break;
        default: break;
        }
        ++at;
    }
    return nowhere;
}

std::size_t skip_value(std::string_view bytes, std::size_t at) {
    if (at >= bytes.size()) return nowhere;
    if (bytes[at] == '"') return skip_string(bytes, at);
    if (bytes[at] == '{' || bytes[at] == '[') return skip_nested(bytes, at);
    const std::size_t end = std::min(bytes.find_first_of(" \t\r\n,]}:\"[{", at), bytes.size());
    return end == at ? nowhere : end;
}

} // namespace

std::size_t skip_space(std::string_view bytes, std::size_t at) {
    while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) ++at;
    return at;
}

bool array_elements::fail() {
    broken_ = ended_ = true;
    return false;
}

bool array_elements::next(range& element) {
    if (ended_) return false;
    const bool first = !begun_;
    if (first) {
        if (at_ >= bytes_.size() || bytes_[at_] != '[') return fail();
        ++at_;
        begun_ = true;
    }
    at_ = skip_space(bytes_, at_);
    if (at_ >= bytes_.size()) return fail();
    if (bytes_[at_] == ']') {
        ++at_;
        ended_ = true;
        return false;
    }
    if (!first) {
        if (bytes_[at_] != ',') return fail();
        at_ = skip_space(bytes_, at_ + 1);
    }
    element.begin = at_;
    element.end = skip_value(bytes_, at_);
    if (element.end == nowhere) return fail();
    at_ = element.end;
    return true;
}

bool object_members(std::string_view bytes, std::size_t begin, std::vector<member_range>& into, std::size_t& end) {
    std::size_t at = skip_space(bytes, begin + 1);
    if (at < bytes.size() && bytes[at] == '}') {
        end = at + 1;
        return true;
    }
    while (at < bytes.size() && bytes[at] == '"') {
        const std::size_t behind = skip_string(bytes, at);
        if (behind == nowhere) return false;
        member_range& one = into.emplace_back();
        one.name = bytes.substr(at + 1, behind - at - 2);
        at = skip_space(bytes, behind);
        if (at >= bytes.size() || bytes[at] != ':') return false;
        one.value.begin = skip_space(bytes, at + 1);
        one.value.end = skip_value(bytes, one.value.begin);
        if (one.value.end == nowhere) return false;
        at = skip_space(bytes, one.value.end);
        if (at < bytes.size() && bytes[at] == '}') {
            end = at + 1;
            return true;
        }
        if (at >= bytes.size() || bytes[at] != ',') return false;
        at = skip_space(bytes, at + 1);
    }
    return false;
}

} // namespace schakel::edu_v
