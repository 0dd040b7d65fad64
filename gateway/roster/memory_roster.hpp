// A roster in memory: takes records, and shows them as a view. For translations, simulated systems and tests; a school
// of 15,000 pupils with 120,000 memberships takes some 30 MiB.
//
// Filling it is for one thread; afterwards any number may read. A record that comes again under its kind and id
// replaces the earlier one. Records are kept encoded and decoded page by page.
#pragma once

#include "gateway/adapter/roster.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::roster {

class memory_roster final : public roster_sink, public roster_view {
public:
    using kind = model::roster::record_kind;

    // Both are told by version() and changed_at().
    explicit memory_roster(instant changed_at = {}, std::string version = "memory")
        : changed_at_(changed_at), version_(std::move(version)) {}

    void head(model::roster::head what) override { head_ = std::move(what); }
    void add(model::roster::record&& what) override;
    // All of another view, tombstones included.
    void add_all(const roster_view& other);

    const model::roster::head& head() const override { return head_; }
    std::string version() const override { return version_; }
    instant changed_at() const override { return changed_at_; }
    std::uint64_t count(kind which) const override;

    void page(const roster_range& range, std::vector<model::roster::organisation>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::school_period>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::course>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::group>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::person>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::membership>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::enrolment>& into) const override;
    std::optional<model::roster::record> find(kind which, std::string_view id) const override;
    std::vector<std::string> find_by_identifier(kind which, const model::identifier& named) const override;
    std::vector<model::roster::membership> memberships_of_person(std::string_view person) const override;
    std::vector<model::roster::membership> memberships_of_group(std::string_view group) const override;
    std::vector<model::roster::enrolment> enrolments_of_person(std::string_view person) const override;

private:
    struct entry {
        std::string_view id, bytes; // in blocks_
        bool ended = false;
    };
    struct link {
        std::string_view to;
        std::uint32_t entry = 0;
    };
    struct name {
        std::size_t hash = 0;
        std::uint32_t entry = 0;
    };
    using entries = std::vector<entry>;

    std::string_view keep(std::string_view bytes);
    const entries& of(kind which) const;
    void arrange() const;
    const std::vector<name>& names_of(kind which) const;
    template <class Record>
    void take_page(const roster_range& range, std::vector<Record>& into) const;
    template <class Record>
    std::vector<Record> linked(kind which, const std::vector<link>& by, std::string_view to) const;

    model::roster::head head_;
    instant changed_at_;
    std::string version_;
    std::deque<std::string> blocks_;

    // Put in order when somebody reads first.
    mutable std::mutex mutex_;
    mutable std::atomic<bool> arranged_{false};
    mutable std::array<entries, model::roster::record_kind_count> entries_;
    mutable std::array<std::uint64_t, model::roster::record_kind_count> alive_{};
    mutable std::vector<link> by_person_, by_group_, enrolled_;
    mutable std::array<std::optional<std::vector<name>>, model::roster::record_kind_count> names_;
};

} // namespace schakel::roster
