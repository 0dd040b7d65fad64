// The rules of UWLR that no schema expresses, on a message that its schema accepts.
#pragma once

#include "adapters/common/uwlr/code_lists.hpp"
#include "adapters/common/uwlr/wire.hpp"
#include "gateway/core/finding.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace schakel::uwlr {

// Versions that an end point reads.
struct spoken_versions {
    std::string_view own;
    std::span<const std::string_view> older = {}; // read as its own, with the warning
    const rule* older_warning = nullptr;
};

// Without xsdversie nothing is reported: the schema asks for it.
void check_version(const wire::school& school, const spoken_versions& spoken, findings& list);

void check_school(const wire::school& school, findings& list);
void check_eckid(const wire::value& eckid, findings& list); // its form; nothing without one
void check_tests(const wire::message& message, const code_lists& lists, findings& list);

// Rules on the results of a message, whose pupils come a portion at a time; nobody is in two portions.
class results_check {
public:
    // School and tests of the message, which outlives this as the lists do.
    results_check(const wire::message& message, const code_lists& lists);
    ~results_check();

    void add(std::span<const wire::toetsafname> pupils, findings& list);
    void finish(findings& list) const; // what only all pupils together tell

private:
    struct surroundings;
    std::unique_ptr<surroundings> around_;
};

} // namespace schakel::uwlr
