// Names of persons that an operator brings: kept in the key tables beside what messages and rosters told.
#pragma once

#include "gateway/mapping/identity_map.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

struct names_learned {
    std::uint64_t links = 0;            // new rows of the key tables
    std::vector<std::size_t> conflicts; // persons whose names belong to different persons; nothing of them is kept
};

// Of one school.
class person_names {
public:
    virtual ~person_names() = default;

    // For each key of the scheme, whether the person has a name in the other one.
    virtual result<std::vector<bool>>
    known(std::string_view scheme, std::span<const std::string> keys, std::string_view wanted) = 0;
    // All of them at once, and durable when it returns. Failure: nothing was kept.
    virtual result<names_learned> learn(std::span<const model::identifiers> persons) = 0;
};

// In a store that is open. Waits for the disk: never call it from a thread that serves sockets.
class stored_names final : public person_names {
public:
    // `listed` may be null; the others outlive it. The store keeps rosters.
    stored_names(outbox::store& store, const clock& time, std::string school, const mapping::identity_list* listed)
        : store_(store), time_(time), school_(std::move(school)), listed_(listed) {}

    result<std::vector<bool>>
    known(std::string_view scheme, std::span<const std::string> keys, std::string_view wanted) override;
    result<names_learned> learn(std::span<const model::identifiers> persons) override;

private:
    outbox::store& store_;
    const clock& time_;
    std::string school_;
    const mapping::identity_list* listed_;
};

} // namespace schakel::pipeline
