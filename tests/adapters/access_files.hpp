// Tests that the adapters of catalogues and entitlements share.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/entitlement/memory_holdings.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

const adapter& access_adapter_named(std::string_view standard);

// Every case gives what its files say, and what is written in the standard is read there without an error.
void check_access_cases(std::string_view standard);

// Every rule of the first adapter is met in a case of one of them, or is named here.
void check_access_rules(
    std::initializer_list<std::string_view> standards, std::initializer_list<std::string_view> shown_elsewhere
);

struct access_text {
    std::string bytes;
    field_fate fate;
    findings refused;
};
access_text
write_access(std::string_view standard, const entitlement_view& view, const entitlement_writing_options& options = {});

// A text read by an adapter; fails the test when it is refused.
entitlement_reading read_access(std::string_view standard, std::string_view text, entitlement_sink& into);

std::string access_case_input(const std::string& place); // "eck_dt_2_5/cases/good-full/input.xml"

} // namespace schakel::test
