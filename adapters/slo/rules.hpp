// What must hold in a document of SLO beyond its schema, and what is noted where it does not.
#pragma once

#include "adapters/slo/seen_ids.hpp"
#include "adapters/slo/wire.hpp"
#include "gateway/core/finding.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::slo {

namespace broken {
extern const rule &no_context, &unknown_type, &no_type, &no_id, &id_form, &id_case, &duplicate_id, &no_text,
    &reference_form, &reference_id, &flag, &succeeds_itself;
}
std::span<const rule> slo_rules();

// Findings within a limit; offsets only, until somebody locates them.
class fault_list {
public:
    explicit fault_list(std::size_t limit) : limit_(limit) {}
    void add(const rule& which, json::value at, std::string expected = {}, std::string got = {});
    std::size_t seen() const { return seen_; }
    findings take() { return std::move(list_); }

private:
    std::size_t limit_;
    std::size_t seen_ = 0;
    findings list_;
};

class entity_rules {
public:
    explicit entity_rules(fault_list& into) : faults_(into) {}

    void check(const wire::document& document);
    // Why a member of a list is no entity that can be read.
    void not_an_entity(json::value at);
    // False: it has no id and is left out. `key`: of its id.
    bool check(const wire::entity& one, const std::string& key);
    // One reference of the entity: key of what is referred to, empty when it is none.
    void reference(const wire::entity& from, json::value at, const std::string& key, bool alone);
    void succession(json::value at, std::string_view own_key, std::string_view key);

private:
    void flags(const wire::entity& one);

    fault_list& faults_;
    seen_ids ids_;
};

} // namespace schakel::slo
