// Learning goals in the embedded store: steps go to its one writer, questions to a reader of their own.
#pragma once

#include "gateway/outbox/goal_reads.hpp"
#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/writer.hpp"

#include <functional>
#include <mutex>

namespace schakel::outbox {

class goal_sqlite final : public goal_rows {
public:
    // The writer outlives this. None: for reading only.
    goal_sqlite(const sqlite_settings& settings, writer* by);

    result<goal_number> begin(std::string_view source, instant at) override;
    result<std::int64_t> add_owner(const goal_owner& what) override;
    result<done> put(goal_number import, std::span<const goal_block> blocks) override;
    result<bool> undo(goal_number import, std::size_t most) override;
    result<done> settle(const goal_settlement& how) override;

    std::optional<goal_import> staged() override;
    goal_number newest() override;
    std::vector<goal_import> imports(std::size_t most) override;
    std::vector<goal_owner> owners() override;
    std::optional<goal_owner> owner(std::string_view id) override;
    std::vector<goal_block> blocks(std::int64_t owner, std::int64_t& place) override;

    std::vector<goal_use> uses(const goal_use_filter& which) override;
    result<done> renew_uses(std::span<const renewed_goal_use> all) override;

    std::optional<goal_fetch> last_fetch(std::string_view source) override;
    result<done> keep_fetch(const goal_fetch& what) override;

private:
    template <class Value>
    result<Value> write(std::function<result<Value>(goal_writes&)> step, std::optional<audit_entry> audit = {});

    writer* writer_;
    std::mutex mutex_; // of what follows
    connection db_;
    goal_reads reads_;
};

} // namespace schakel::outbox
