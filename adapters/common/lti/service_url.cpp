#include "adapters/common/lti/service_url.hpp"

#include "adapters/common/one_edtech/links.hpp"

#include <algorithm>

namespace schakel::lti {

namespace {

// Path and query; "" for a query that is not there. A fragment has no meaning for a service.
std::pair<std::string_view, std::string_view> parts_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const std::size_t mark = url.find('?');
    if (mark == std::string_view::npos) return {url, {}};
    return {url.substr(0, mark), url.substr(mark + 1)};
}

} // namespace

std::string below(std::string_view url, std::string_view step) {
    const auto [path, query] = parts_of(url);
    std::string out(path);
    if (!out.ends_with('/')) out += '/';
    out += step;
    if (!query.empty()) out.append("?").append(query);
    return out;
}

std::string with_query(std::string_view url, const std::vector<std::pair<std::string, std::string>>& parameters) {
    auto [path, query] = parts_of(url);
    const auto is_replaced = [&](std::string_view pair) {
        const std::string_view name = pair.substr(0, pair.find('='));
        return std::ranges::any_of(parameters, [&](const auto& one) { return one_edtech::encoded(one.first) == name; });
    };
    std::size_t usual = url.size(); // some of it encoded
    for (const auto& [name, value] : parameters) usual += name.size() + value.size() + 10;
    std::string out;
    out.reserve(usual);
    out = path;
    char separator = '?';
    const auto add = [&](std::string_view pair) { out.append(1, std::exchange(separator, '&')).append(pair); };
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (!pair.empty() && !is_replaced(pair)) add(pair);
    }
    for (const auto& [name, value] : parameters) {
        add({});
        one_edtech::add_encoded(out, name);
        out += '=';
        one_edtech::add_encoded(out, value);
    }
    return out;
}

std::string_view origin_of(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (url.starts_with(scheme)) return url.substr(0, url.find_first_of("/?#", scheme.size()));
    }
    return {};
}

} // namespace schakel::lti
