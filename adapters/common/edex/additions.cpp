#include "adapters/common/edex/additions.hpp"

namespace schakel::edex {

namespace {

constexpr std::string_view instance_space = "http://www.w3.org/2001/XMLSchema-instance";

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

void additions_text::begin(std::string_view space, const xml::namespace_scope& in_force) {
    out_ = xml::writer();
    space_ = space;
    scope_ = &in_force;
    depth_ = 0;
}

void additions_text::start(const xml::name& id, std::span<const xml::attribute> attributes) {
    out_.open(id.local);
    ++depth_;
    for (const xml::attribute& one : attributes) {
        if (one.id.space.empty())
            out_.attribute(one.id.local, one.value);
        else if (one.id.space == instance_space && one.id.local == "type")
            write_type(without_blanks(one.value));
    }
}

// The prefix means something else where the text will stand.
void additions_text::write_type(std::string_view written) {
    const std::size_t colon = written.find(':');
    const bool prefixed = colon != std::string_view::npos;
    const std::string_view prefix = prefixed ? written.substr(0, colon) : std::string_view{};
    const std::string local(prefixed ? written.substr(colon + 1) : written);
    const std::string_view* space = scope_->find_namespace(prefix);
    out_.attribute("xmlns:xsi", instance_space);
    if (space == nullptr || *space == space_) return out_.attribute("xsi:type", local);
    out_.attribute("xmlns:t", *space);
    out_.attribute("xsi:type", "t:" + local);
}

bool additions_text::end() {
    out_.close();
    return --depth_ == 0;
}

} // namespace schakel::edex
