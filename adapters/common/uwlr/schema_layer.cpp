#include "adapters/common/uwlr/schema_layer.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <algorithm>

namespace schakel::uwlr {

namespace {

// Leaves the errors when there are more findings than are told, so that none of them passes for a warning.
void limit(findings& list, std::size_t most) {
    if (list.size() <= most) return;
    const std::size_t untold = list.size() - most;
    const auto is_error = [](const finding& one) { return one.broken->level == severity::error; };
    std::ranges::stable_partition(list, is_error);
    list.resize(most);
    std::ranges::stable_sort(list, {}, [](const finding& one) { return one.where.offset; });
    list.push_back(found("uwlr.more-findings", location::nowhere, {}, std::to_string(untold)));
}

} // namespace

bool transport_allows(const exchange& received, report& checked) {
    if (received.method.empty() && received.content_type().empty()) return true;
    checked.add(layer::transport, check_content_type(received.content_type()));
    return !checked.rejects();
}

document_limits limits_with(const decode_options& options) {
    constexpr std::size_t all = 1'000'000;
    document_limits limits = options.limits;
    if (!options.quirks.empty()) limits.findings = all;
    return limits;
}

void forgive_foreign_headers(findings& list, const opened_envelope& opened) {
    std::erase_if(list, [&](const finding& one) {
        return std::ranges::any_of(opened.foreign, [&](const auto& range) {
            return one.where.offset >= range.first && one.where.offset < range.second;
        });
    });
}

void add_placed(report& to, layer which, findings list, std::string_view bytes, const decode_options& options) {
    limit(list, options.limits.findings);
    xml::locate(bytes, list);
    to.add(which, std::move(list));
}

} // namespace schakel::uwlr
