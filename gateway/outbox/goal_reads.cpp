#include "gateway/outbox/goal_reads.hpp"

#include "gateway/outbox/goal_tables.hpp"
#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

namespace {

std::string imports_where(std::string_view condition) {
    return "SELECT " + std::string(goal_import_columns) + " FROM goal_import " + std::string(condition);
}

std::string owners_where(std::string_view condition) {
    return "SELECT " + std::string(goal_owner_columns) +
           " FROM goal_owner o JOIN goal_import i ON i.seq = o.import WHERE i.status = 1 " + std::string(condition);
}

} // namespace

goal_reads::goal_reads(connection& db, const journal_reader& journal)
    : journal_(journal), staged_(db, imports_where("WHERE status = 0")),
      newest_(db, "SELECT coalesce(max(seq), 0) FROM goal_import WHERE status = 1"),
      imports_(db, imports_where("ORDER BY seq DESC LIMIT ?")), owners_(db, owners_where("ORDER BY o.seq")),
      owner_(db, owners_where("AND o.id = ?")), last_owner_(db, "SELECT coalesce(max(seq), 0) FROM goal_owner"),
      all_uses_(db, "SELECT DISTINCT delivery FROM goal_use WHERE delivery > ? ORDER BY delivery LIMIT ?"),
      uses_of_(
          db, "SELECT delivery FROM goal_use WHERE kind = 0 AND name = ? AND delivery > ? ORDER BY delivery LIMIT ?"
      ),
      unknown_uses_(
          db, "SELECT DISTINCT delivery FROM goal_use WHERE kind = 1 AND delivery > ? ORDER BY delivery LIMIT ?"
      ),
      use_(
          db, "SELECT d.id, m.id, d.destination, coalesce(c.bytes, ''), d.loss_at, d.loss_length FROM delivery d JOIN "
              "message m ON m.seq = "
              "(d.row >> 20) LEFT JOIN content c ON c.seq = d.loss WHERE d.row = ?"
      ),
      last_fetch_(db, "SELECT at, note FROM goal_fetch WHERE source = ?") {
    static_assert(delivery_bits == 20);
}

std::optional<goal_import> goal_reads::staged() {
    if (!staged_.ask().next()) return std::nullopt;
    goal_import one = take_goal_import(staged_);
    staged_.reset();
    return one;
}

goal_number goal_reads::newest() {
    newest_.ask().next();
    const goal_number number = newest_.number(0);
    newest_.reset();
    return number;
}

std::vector<goal_import> goal_reads::imports(std::size_t most) {
    std::vector<goal_import> all;
    for (imports_.ask(static_cast<std::int64_t>(most)); imports_.next();) all.push_back(take_goal_import(imports_));
    return all;
}

std::vector<goal_owner> goal_reads::owners() {
    std::vector<goal_owner> all;
    for (owners_.ask(); owners_.next();) all.push_back(take_goal_owner(owners_));
    return all;
}

std::optional<goal_owner> goal_reads::owner(std::string_view id) {
    if (!owner_.ask(id).next()) return std::nullopt;
    goal_owner one = take_goal_owner(owner_);
    owner_.reset();
    return one;
}

std::int64_t goal_reads::last_owner() {
    last_owner_.ask().next();
    const std::int64_t number = last_owner_.number(0);
    last_owner_.reset();
    return number;
}

std::optional<goal_fetch> goal_reads::last_fetch(std::string_view source) {
    if (!last_fetch_.ask(source).next()) return std::nullopt;
    goal_fetch one{std::string(source), read_time(last_fetch_.number(0)), last_fetch_.text(1)};
    last_fetch_.reset();
    return one;
}

void goal_reads::add_uses(statement& asked, std::set<std::int64_t>& into) {
    while (asked.next()) into.insert(asked.number(0));
}

std::vector<goal_use> goal_reads::uses(const goal_use_filter& which) {
    const auto most = static_cast<std::int64_t>(which.most);
    std::set<std::int64_t> rows;
    if (which.all) add_uses(all_uses_.ask(which.after, most), rows);
    for (const std::string& source : which.sources)
        add_uses(uses_of_.ask(std::string_view(source), which.after, most), rows);
    if (which.unknown) add_uses(unknown_uses_.ask(which.after, most), rows);
    std::vector<goal_use> some;
    for (const std::int64_t row : rows) {
        if (some.size() == which.most) break;
        if (!use_.ask(row).next()) continue;
        goal_use& one = some.emplace_back();
        one = {row, to_string(read_id(use_.bytes(0))), to_string(read_id(use_.bytes(1))), use_.text(2), use_.text(3)};
        if (!use_.is_null(4))
            one.loss = journal_.read(read_place(use_.number(4)), static_cast<std::size_t>(use_.number(5)));
        use_.reset();
    }
    return some;
}

} // namespace schakel::outbox
