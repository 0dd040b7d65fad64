#include "adapters/common/uwlr/pupil_data/profile.hpp"

#include "gateway/codec/data_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::uwlr::pupil_data {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

// "A, B": the parts.
std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(", "), text.size());
        parts.push_back(lower(text.substr(0, comma)));
        text.remove_prefix(std::min(text.size(), comma + 2));
    }
    return parts;
}

// "leerling/@key" stands for the element of that path in whatever list it is.
edex::element element_at(std::string_view path) {
    for (const edex::element_row& row : edex::element_rows()) {
        if (row.self == edex::element::none || row.self == edex::element::container) continue;
        const std::string full = edex::path_of(row.self);
        const bool in_a_list = full.ends_with(path) && full.find('/') == full.size() - path.size() - 1;
        if (full == path || in_a_list) return row.self;
    }
    return edex::element::none;
}

void add_with_surroundings(element_set& to, edex::element which) {
    for (; which != edex::element::none; which = edex::row_of(which).parent) to.set(edex::number_of(which));
}

profile load(const validation::schema_catalogue& bundled, const std::string& file) {
    const auto bytes = bundled(file);
    if (!bytes) throw std::runtime_error("profile " + file + " is not bundled");
    const auto read = parse_data(*bytes, file, "field");
    if (!read) throw std::runtime_error("profile " + file + ": " + read.error().message);
    profile made{read->text("name"), list_of(read->text("gegevenssetid")), {}, {}};
    for (const data_file::row& row : read->rows) {
        const std::string& path = row.at("path");
        const edex::element which = element_at(path);
        if (which == edex::element::none) throw std::runtime_error("profile " + file + ": no element " + path);
        add_with_surroundings(made.allowed, which);
        if (row.at("use") == "required") made.required.set(edex::number_of(which));
    }
    return made;
}

} // namespace

profiles::profiles(const validation::schema_catalogue& bundled, std::string_view version) {
    for (const std::string_view name : profile_names)
        all_.push_back(load(bundled, "uwlr/" + std::string(version) + "/profiles/" + std::string(name) + ".toml"));
}

const profile* profiles::find(std::string_view name) const {
    const auto known = std::ranges::find(all_, name, &profile::name);
    return known == all_.end() ? nullptr : &*known;
}

const profile* profiles::asked_by(std::string_view set_id) const {
    const std::string wanted = lower(set_id);
    for (const profile& one : all_) {
        if (std::ranges::find(one.set_ids, wanted) != one.set_ids.end()) return &one;
    }
    return nullptr;
}

profile profiles::answered(std::string_view asked, std::string_view agreed) const {
    const profile* ceiling = find(agreed);
    const profile* wanted = find(asked);
    if (!ceiling) ceiling = find(no_profile);
    if (!wanted) wanted = ceiling;
    profile both = *wanted;
    both.allowed &= ceiling->allowed;
    both.required &= both.allowed;
    return both;
}

} // namespace schakel::uwlr::pupil_data
