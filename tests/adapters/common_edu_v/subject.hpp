// The adapters of the administration services, rosters to try them on, and a source that answers from a roster.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace schakel::test {

inline const adapter_registry& registry() {
    static const adapter_registry all = all_adapters(schemas::bundled);
    return all;
}

inline const adapter& eduv(std::string_view service) {
    return *registry().find("edu-v-" + std::string(service) + (service == "results" ? "-2.1" : "-1.1"));
}

inline constexpr std::string_view services[] = {"education", "association", "students", "employees"};

inline instant noon() {
    return *parse_rfc3339("2026-11-21T12:00:00Z");
}

inline encode_options at_noon(bool all_services = false) {
    encode_options options;
    options.now = noon();
    if (all_services) options.parameters["services"] = "all";
    return options;
}

inline std::string all_of(byte_source& source) {
    std::string text;
    while (source.next(text)) {
    }
    return text;
}

inline std::string written(std::string_view service, const roster_view& view, bool all_services = false) {
    const auto writer = eduv(service).roster()->write(view, at_noon(all_services));
    return all_of(*writer);
}

inline std::string errors_of(const report& of) {
    std::string text;
    for (const layer which : all_layers) {
        for (const finding& one : of.at(which).findings) {
            if (one.broken->level != severity::info)
                text += std::string(one.broken->id) + " " + one.where.path + " " + one.expected + " " + one.got + "\n";
        }
    }
    return text;
}

inline roster_reading read(std::string_view service, std::string_view text, roster_sink& into, std::string path = {}) {
    return eduv(service).roster()->read({text, nullptr, {}, std::move(path)}, {}, into);
}

inline roster::school_options small(bool secondary, bool full) {
    roster::school_options options;
    options.kind = secondary ? roster::school_options::sector::secondary : roster::school_options::sector::primary;
    options.what = full ? roster::school_options::detail::full : roster::school_options::detail::edex;
    options.pupils = 60;
    options.school = {{std::string(model::scheme::rio), "104A158", {}}, {std::string(model::scheme::brin), "99XX", {}}};
    options.name = "Proefschool";
    return options;
}

} // namespace schakel::test
