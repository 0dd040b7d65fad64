// Any bytes as a document or request of an adapter of catalogues and entitlements. What is accepted is written again,
// and what was written is accepted.
#pragma once

#include "gateway/entitlement/memory_holdings.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace schakel::fuzz {

inline std::string written(const adapter& by, const entitlement_view& view) {
    entitlement_writing_options options;
    options.document.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    const auto writer = by.entitlements()->write(view, options);
    std::string text;
    while (writer->next(text)) {
    }
    return text;
}

// The same bytes as the body of every request that the adapter takes.
inline void ask(const adapter& by, std::string_view bytes) {
    for (const endpoint& one : by.info().endpoints) {
        exchange asked;
        asked.method = one.method;
        asked.path = one.path;
        asked.body = bytes;
        asked.headers.set("Content-Type", std::string(by.info().media_types.front()));
        entitlement::memory_holdings taken;
        if (one.use == endpoint::purpose::grant) by.entitlements()->take(asked, {}, taken);
        if (one.use == endpoint::purpose::query) by.entitlements()->question(asked, {});
    }
}

inline void access_bytes(const adapter& by, std::string_view bytes) {
    by.recognises(bytes);
    ask(by, bytes);
    entitlement::memory_holdings first, second;
    if (by.entitlements()->read({bytes, nullptr, {}, {}}, {}, first).report.rejects()) return;
    const std::string text = written(by, first);
    if (by.entitlements()->read({text, nullptr, {}, {}}, {}, second).report.rejects()) std::abort();
}

} // namespace schakel::fuzz
