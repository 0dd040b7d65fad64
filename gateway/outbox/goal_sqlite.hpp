// Learning goals in the embedded store: which there are stands in its tables, written by its one writer and read by a
// reader of their own; what they say stands in a file for each import.
#pragma once

#include "gateway/outbox/goal_file.hpp"
#include "gateway/outbox/goal_reads.hpp"
#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/table_follower.hpp"

#include <functional>
#include <mutex>

namespace schakel::outbox {

class goal_sqlite final : public goal_rows {
public:
    // The writer outlives this. None: for reading only.
    goal_sqlite(const sqlite_settings& settings, table_follower* by);

    result<goal_number> begin(std::string_view source, instant at) override;
    result<done> add(const goal_owner& what, std::span<const goal_block> blocks) override;
    result<done> settle(const goal_settlement& how) override;

    std::optional<goal_import> staged() override;
    goal_number newest() override;
    std::vector<goal_import> imports(std::size_t most) override;
    std::vector<goal_owner> owners() override;
    std::optional<goal_owner> owner(std::string_view id) override;
    result<std::vector<goal_block>> blocks(const goal_owner& of, std::int64_t& place) override;

    std::vector<goal_use> uses(const goal_use_filter& which) override;
    result<done> renew_uses(std::span<const renewed_goal_use> all) override;

    std::optional<goal_fetch> last_fetch(std::string_view source) override;
    result<done> keep_fetch(const goal_fetch& what) override;

private:
    template <class Value>
    result<Value> write(std::function<result<Value>(goal_writes&)> step, std::optional<audit_entry> audit = {});

    // The import that was begun here and is not settled.
    struct staged_import {
        goal_number number = 0;
        std::int64_t last_owner = 0; // whose number was given last
        std::unique_ptr<goal_file_writer> file;
        std::vector<goal_owner> owners;
    };

    std::string file_of(goal_number import) const { return goal_file_of(settings_.path, import); }
    result<done> publish(const goal_settlement& how, staged_import& what);
    result<done> discard(const goal_settlement& how);

    const sqlite_settings settings_;
    table_follower* writer_;
    std::mutex staging_; // of the import under way; taken before the other
    staged_import under_way_;
    std::mutex mutex_; // of what follows
    connection db_;
    journal_reader journal_;
    goal_reads reads_;
    goal_number read_from_ = 0; // the import whose file is open
    std::unique_ptr<goal_file_reader> file_;
};

} // namespace schakel::outbox
