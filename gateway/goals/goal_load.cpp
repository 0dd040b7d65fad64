#include "gateway/goals/goal_load.hpp"

#include "gateway/core/on_threads.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/goals/block_bytes.hpp"

#include <utility>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

constexpr std::size_t block_size = 64 << 10; // bytes of records, about
constexpr std::size_t step_size = 4 << 20;   // of blocks in one transaction
constexpr std::size_t undo_at_a_time = 64;   // blocks

std::string digest_of(const goal_pile::owner& of) {
    std::string digests = of.head;
    std::string ordered;
    for (const goal_pile::bucket& each : of.kinds) {
        ordered.clear();
        for (const goal_pile::entry& one : each.entries) ordered += each.bytes_of(one);
        digests += crypto::sha256(ordered);
    }
    return crypto::sha256(digests);
}

// All records of an owner, whose number is not known yet.
std::vector<outbox::goal_block> blocks_of(const goal_pile::owner& of) {
    std::vector<outbox::goal_block> blocks;
    for (std::size_t kind = 0; kind < of.kinds.size(); ++kind) {
        std::string* open = nullptr; // the block that has room
        for (const goal_pile::entry& one : of.kinds[kind].entries) {
            if (!open || open->size() >= block_size) {
                blocks.push_back({0, static_cast<std::uint8_t>(kind), {}});
                open = &blocks.back().bytes;
                open->reserve(block_size + one.size + 8);
            }
            put_piece(of.kinds[kind].bytes_of(one), *open);
        }
    }
    return blocks;
}

// Blocks of many owners in steps of some megabytes, each of them one transaction.
class block_writer {
public:
    block_writer(outbox::goal_rows& rows, outbox::goal_number import) : rows_(rows), import_(import) {}

    result<done> add(outbox::goal_block&& one) {
        waiting_ += one.bytes.size();
        blocks_.push_back(std::move(one));
        return waiting_ < step_size ? result<done>(done{}) : send();
    }
    result<done> send() {
        waiting_ = 0;
        return blocks_.empty() ? result<done>(done{}) : rows_.put(import_, std::exchange(blocks_, {}));
    }

private:
    outbox::goal_rows& rows_;
    outbox::goal_number import_;
    std::vector<outbox::goal_block> blocks_;
    std::size_t waiting_ = 0; // bytes
};

} // namespace

std::string goal_load::head_of(const goal_pile::owner& of) const {
    std::string head;
    put_piece(pile_.framework(of.framework), head);
    put_piece(of.head, head);
    for (const goal_pile::bucket& each : of.kinds) put_number(each.entries.size(), head);
    return head;
}

// All that came, in order.
std::vector<goal_load::prepared> goal_load::settled() {
    std::vector<prepared> all;
    for (auto& [id, of] : pile_.owners()) all.push_back({id, &of, {}, {}});
    on_threads(all.size(), [&](std::size_t i) {
        goal_pile::settle_order(all[i].id, *all[i].what);
        all[i].digest = digest_of(*all[i].what);
        all[i].blocks = blocks_of(*all[i].what);
        for (goal_pile::bucket& each : all[i].what->kinds) each.pieces = {};
    });
    return all;
}

// What is not in the store yet.
result<std::vector<goal_load::prepared>> goal_load::new_ones(import_outcome& into) {
    std::vector<prepared> fresh;
    for (prepared& one : settled()) {
        imported_owner told{std::string(one.id), one.what->mapping, {}, {}};
        for (std::size_t kind = 0; kind < one.what->kinds.size(); ++kind)
            told.counts[kind] = one.what->kinds[kind].entries.size();
        const auto known = rows_.owner(one.id);
        if (known && known->digest != one.digest)
            return failure{told.id + " is in the store already with other content; import this under another label"};
        told.what = known ? imported_owner::outcome::unchanged : imported_owner::outcome::added;
        into.owners.push_back(std::move(told));
        if (!known) fresh.push_back(std::move(one));
    }
    return fresh;
}

result<done> goal_load::write(outbox::goal_number import, std::vector<prepared>& all) {
    block_writer blocks(rows_, import);
    for (prepared& one : all) {
        const auto number = rows_.add_owner({0, import, std::string(one.id), one.digest, head_of(*one.what)});
        if (!number) return failure{number.error().message};
        for (outbox::goal_block& block : one.blocks) {
            block.owner = *number;
            if (auto added = blocks.add(std::move(block)); !added) return added;
        }
    }
    return blocks.send();
}

void goal_load::take_back(outbox::goal_number import) {
    for (auto more = rows_.undo(import, undo_at_a_time); more && *more;) more = rows_.undo(import, undo_at_a_time);
    static_cast<void>(rows_.settle({import, outbox::goal_import::state::discarded, time_.now(), {}, {}}));
}

result<import_outcome> goal_load::publish(std::string_view actor) {
    import_outcome outcome;
    outcome.left_out = pile_.left_out();
    auto fresh = new_ones(outcome);
    if (!fresh) return failure{fresh.error().message};
    if (fresh->empty()) return outcome;
    const auto import = rows_.begin(source_, time_.now());
    if (!import) return failure{import.error().message};
    auto written = write(*import, *fresh);
    if (written) {
        std::string names;
        for (const prepared& one : *fresh) names.append(names.empty() ? "" : ", ").append(one.id);
        outbox::audit_entry audit{time_.now(), std::string(actor), "goals.imported", source_, std::move(names)};
        written = rows_.settle({*import, outbox::goal_import::state::published, time_.now(), {}, std::move(audit)});
    }
    if (!written) {
        take_back(*import);
        return failure{written.error().message};
    }
    outcome.import = *import;
    return outcome;
}

std::optional<owner_head> read_head(std::string_view bytes) {
    owner_head head;
    std::string_view framework, what;
    if (!take_piece(bytes, framework) || !take_piece(bytes, what)) return std::nullopt;
    if (!framework.empty()) {
        auto one = decode(framework, {});
        if (!one || !std::holds_alternative<model::framework>(*one)) return std::nullopt;
        head.framework = std::get<model::framework>(std::move(*one));
    }
    auto one = decode(what, {});
    if (!one) return std::nullopt;
    head.what = std::move(*one);
    for (std::uint64_t& count : head.counts)
        if (!take_number(bytes, count)) return std::nullopt;
    return head;
}

} // namespace schakel::goals
