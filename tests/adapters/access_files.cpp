#include "tests/adapters/access_files.hpp"

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace schakel::test {

namespace {

const adapter_registry& registry() {
    static const adapter_registry all = [] {
        adapter_registry list;
        for (const auto make :
             {make_eck_dt_2_1, make_eck_dt_2_2, make_eck_dt_2_3, make_eck_dt_2_4, make_eck_dt_2_5,
              make_edu_v_catalogue_2_0, make_edu_v_delivery_2_0, make_edu_v_entitlement_1_1, make_edu_v_usage_1_0})
            list.add(make(schemas::bundled));
        return list;
    }();
    return all;
}

std::string told(const report& of) {
    std::string text;
    for (const layer which : all_layers)
        for (const finding& one : of.at(which).findings)
            text += std::string(one.broken->id) + " " + one.where.path + " " + one.expected + "; ";
    return text;
}

} // namespace

const adapter& access_adapter_named(std::string_view standard) {
    const adapter* found = registry().find(standard);
    REQUIRE_MESSAGE(found, standard);
    return *found;
}

void check_access_cases(std::string_view standard) {
    const adapter& subject = access_adapter_named(standard);
    for (const golden_case& one : golden_cases(subject)) {
        check_golden_case(one, subject, registry());
        CAPTURE(one.name);
        entitlement::memory_holdings read(one.encoding.now);
        const document_input input{one.received.body, nullptr, {}, one.received.path};
        if (subject.entitlements()->read(input, one.decoding, read).report.rejects()) continue;
        const access_text again = write_access(standard, read, {one.encoding, {}});
        entitlement::memory_holdings twice;
        const entitlement_reading back = read_access(standard, again.bytes, twice);
        for (const std::string& target : one.becomes) {
            const access_text other = write_access(target, read, {one.encoding, {}});
            entitlement::memory_holdings there;
            read_access(target, other.bytes, there);
        }
        CHECK_MESSAGE(!back.report.rejects(), told(back.report));
    }
}

void check_access_rules(
    std::initializer_list<std::string_view> standards, std::initializer_list<std::string_view> shown_elsewhere
) {
    std::set<std::string, std::less<>> met;
    for (const std::string_view standard : standards)
        for (const std::string& id : rules_met(access_adapter_named(standard), registry())) met.insert(id);
    for (const std::string_view id : shown_elsewhere) met.emplace(id);
    for (const rule& one : access_adapter_named(*standards.begin()).rules())
        CHECK_MESSAGE(met.contains(one.id), one.id);
}

access_text
write_access(std::string_view standard, const entitlement_view& view, const entitlement_writing_options& options) {
    const auto writer = access_adapter_named(standard).entitlements()->write(view, options);
    access_text out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

entitlement_reading read_access(std::string_view standard, std::string_view text, entitlement_sink& into) {
    entitlement_reading out = access_adapter_named(standard).entitlements()->read({text, nullptr, {}, {}}, {}, into);
    CHECK_MESSAGE(!out.report.rejects(), standard, ": ", told(out.report));
    return out;
}

std::string access_case_input(const std::string& place) {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/tests/adapters/" + place, std::ios::binary);
    REQUIRE_MESSAGE(in, place);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace schakel::test
