#include "gateway/goals/goal_load.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/core/on_threads.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/goals/block_bytes.hpp"

#include <future>
#include <system_error>
#include <utility>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

constexpr std::size_t block_size = 64 << 10; // bytes of records, about

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
                blocks.push_back({static_cast<std::uint8_t>(kind), {}});
                open = &blocks.back().bytes;
                open->reserve(block_size + one.size + 8);
            }
            put_piece(of.kinds[kind].bytes_of(one), *open);
        }
    }
    return blocks;
}

std::string head_of(const goal_pile::owner& of, const goal_pile& in) {
    std::string head;
    put_piece(in.framework(of.framework), head);
    put_piece(of.head, head);
    for (const goal_pile::bucket& each : of.kinds) put_number(each.entries.size(), head);
    return head;
}

struct settled_owner {
    outbox::goal_owner owner;
    std::vector<outbox::goal_block> blocks;
};

// Owners as the store takes them, made on other threads in the order of their ids while those before are written.
class settled_owners {
public:
    explicit settled_owners(goal_pile& pile) : pile_(pile), all_(pile.owners().size()) {
        const auto settle_all = [this] { on_threads(all_.size(), [this](std::size_t i) { settle(i); }); };
        auto next = all_.begin();
        for (auto& one : pile.owners()) (next++)->of = &one;
        try {
            ahead_ = std::async(std::launch::async, settle_all);
        } catch (const std::system_error&) {
            settle_all(); // where the system gives no thread
        }
    }

    settled_owner next() { return all_[given_++].settled.get_future().get(); }

private:
    struct place {
        goal_pile::by_id::value_type* of = nullptr;
        std::promise<settled_owner> settled;
    };

    void settle(std::size_t i) {
        auto& [id, what] = *all_[i].of;
        try {
            goal_pile::settle_order(id, what);
            settled_owner whole{{0, 0, id, digest_of(what), head_of(what, pile_)}, blocks_of(what)};
            for (goal_pile::bucket& each : what.kinds) each.pieces = {};
            all_[i].settled.set_value(std::move(whole));
        } catch (...) {
            all_[i].settled.set_exception(std::current_exception());
        }
    }

    const goal_pile& pile_;
    std::vector<place> all_;
    std::size_t given_ = 0;
    std::future<void> ahead_; // last: its end is waited for before the others go
};

record_counts counts_of(const goal_pile::owner& what) {
    record_counts counts{};
    for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] = what.kinds[kind].entries.size();
    return counts;
}

std::string names_of(const import_outcome& what) {
    std::string names;
    for (const imported_owner& one : what.owners)
        if (one.what == imported_owner::outcome::added) names.append(names.empty() ? "" : ", ").append(one.id);
    return names;
}

} // namespace

// What is not in the store yet. The import begins with the first of it.
result<done> goal_load::write_new(import_outcome& into) {
    for (const auto& [id, what] : pile_.owners()) into.owners.push_back({id, what.mapping, {}, {}});
    settled_owners settled(pile_);
    for (imported_owner& told : into.owners) {
        settled_owner one = settled.next();
        told.counts = counts_of(pile_.owners().find(told.id)->second);
        const auto known = rows_.owner(told.id);
        if (known && known->digest != one.owner.digest)
            return failure{told.id + " is in the store already with other content; import this under another label"};
        told.what = known ? imported_owner::outcome::unchanged : imported_owner::outcome::added;
        if (known) continue;
        if (into.import == 0) {
            const auto begun = rows_.begin(source_, time_.now());
            if (!begun) return failure{begun.error().message};
            into.import = *begun;
        }
        one.owner.import = into.import;
        if (auto added = rows_.add(one.owner, one.blocks); !added) return added;
    }
    return done{};
}

result<done> goal_load::settle(const import_outcome& what, std::string_view actor) {
    outbox::audit_entry audit{time_.now(), std::string(actor), "goals.imported", source_, names_of(what)};
    return rows_.settle({what.import, outbox::goal_import::state::published, time_.now(), {}, std::move(audit)});
}

result<import_outcome> goal_load::publish(std::string_view actor) {
    import_outcome outcome;
    outcome.left_out = pile_.left_out();
    auto written = write_new(outcome);
    if (outcome.import == 0 && written) return outcome;
    SCHAKEL_FAILPOINT("import.goals.settle.before");
    if (written) written = settle(outcome, actor);
    SCHAKEL_FAILPOINT("import.goals.settle.after");
    if (written) return outcome;
    if (outcome.import != 0)
        static_cast<void>(rows_.settle({outcome.import, outbox::goal_import::state::discarded, time_.now(), {}, {}}));
    return failure{written.error().message};
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
