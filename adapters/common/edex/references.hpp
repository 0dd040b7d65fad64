// Keys that must be unique and references that must lead somewhere, for documents whose schema does not see to it.
// Compared without the blanks around them. May go on over several documents (structuur first, people later).
#pragma once

#include "adapters/common/edex/read.hpp"

#include <set>
#include <string>

namespace schakel::edex {

// Null: not checked.
struct reference_rules {
    const rule* duplicate_key = nullptr;     // expected: the line is not known; got: the key, masked
    const rule* duplicate_eckid = nullptr;   // among pupils, among teachers
    const rule* unknown_reference = nullptr; // expected: "groep", "samengestelde_groep", "vestiging"
};

class reference_check final : public object_handler {
public:
    reference_check(const reference_rules& rules, findings& out) : rules_(rules), out_(out) {}

    void vestiging(const wire::vestiging& one) override;
    void groep(const wire::groep& one) override;
    void leerling(const wire::leerling& one) override;
    void leerkracht(const wire::leerkracht& one) override;

private:
    using keys = std::set<std::string, std::less<>>;
    void define(keys& among, const wire::value& key, const rule* broken);
    void refer(const keys& to, const wire::value& key, std::string_view what);

    reference_rules rules_;
    findings& out_;
    keys branches_, any_group_, groups_, combined_, pupils_, teachers_, pupil_eckids_, teacher_eckids_;
};

} // namespace schakel::edex
