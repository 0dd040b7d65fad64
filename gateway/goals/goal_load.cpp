#include "gateway/goals/goal_load.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/goals/block_bytes.hpp"
#include "gateway/goals/record_bytes.hpp"
#include "gateway/mapping/goals/text_store.hpp"

#include <algorithm>
#include <utility>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

constexpr std::size_t block_size = 64 << 10; // bytes of records, about
constexpr std::size_t step_size = 1 << 20;   // of blocks in one transaction
constexpr std::size_t undo_at_a_time = 64;   // blocks

template <class Record>
std::string encoded(const Record& one) {
    std::string bytes;
    encode(model::record(one), {}, bytes);
    return bytes;
}

std::string id_of(std::string_view bytes, const shared_words& shared) {
    const auto one = decode(bytes, shared);
    return one ? model::tail_of(*one).id : std::string{};
}

} // namespace

void goal_load::add(model::record&& what) {
    ++records_;
    if (const auto* one = std::get_if<model::framework>(&what)) {
        frameworks_.insert_or_assign(one->id, encoded(*one));
    } else if (const auto* of_framework = std::get_if<model::release>(&what)) {
        current_ = owners_.try_emplace(of_framework->id).first;
        current_->second.framework = of_framework->framework;
        current_->second.head = encoded(*of_framework);
    } else if (const auto* set = std::get_if<model::mapping_set>(&what)) {
        current_ = owners_.try_emplace(set->id).first;
        current_->second.mapping = true;
        current_->second.head = encoded(*set);
    } else if (current_ == owners_.end() || std::holds_alternative<model::material>(what)) {
        ++left_out_;
    } else {
        put(what);
    }
}

void goal_load::put(const model::record& what) {
    owner& of = current_->second;
    bucket& into = of.kinds[what.index()];
    entry one;
    one.hash = mapping::goals::stable_hash(model::tail_of(what).id);
    one.offset = static_cast<std::uint32_t>(into.bytes.size());
    encode(what, {current_->first, of.framework}, into.bytes);
    one.size = static_cast<std::uint32_t>(into.bytes.size() - one.offset);
    one.arrival = static_cast<std::uint32_t>(into.entries.size());
    into.entries.push_back(one);
}

// In order of hash; of those with the same id the last stays.
void goal_load::settle_order(bucket& of, const shared_words& shared) {
    std::ranges::sort(of.entries, {}, [](const entry& one) { return std::pair(one.hash, one.arrival); });
    std::vector<entry> kept;
    kept.reserve(of.entries.size());
    std::string before, id; // only looked at where hashes are equal
    for (const entry& one : of.entries) {
        while (!kept.empty() && kept.back().hash == one.hash) {
            before = id_of(of.bytes_of(kept.back()), shared);
            id = id_of(of.bytes_of(one), shared);
            if (before != id) break;
            kept.pop_back();
        }
        kept.push_back(one);
    }
    of.entries = std::move(kept);
}

std::string goal_load::digest_of(const owner& of) {
    std::string digests = of.head;
    std::string ordered;
    for (const bucket& each : of.kinds) {
        ordered.clear();
        for (const entry& one : each.entries) ordered += each.bytes_of(one);
        digests += crypto::sha256(ordered);
    }
    return crypto::sha256(digests);
}

std::string goal_load::head_of(const owner& of) const {
    std::string head;
    const auto framework = frameworks_.find(of.framework);
    put_piece(framework == frameworks_.end() ? std::string_view{} : std::string_view(framework->second), head);
    put_piece(of.head, head);
    for (const bucket& each : of.kinds) put_number(each.entries.size(), head);
    return head;
}

// What is not in the store yet.
result<std::vector<goal_load::prepared>> goal_load::new_ones(import_outcome& into) {
    std::vector<prepared> all;
    for (auto& [id, of] : owners_) {
        imported_owner told{id, of.mapping, {}, {}};
        for (std::size_t kind = 0; kind < of.kinds.size(); ++kind) {
            settle_order(of.kinds[kind], {id, of.framework});
            told.counts[kind] = of.kinds[kind].entries.size();
        }
        std::string digest = digest_of(of);
        const auto known = rows_.owner(id);
        if (known && known->digest != digest)
            return failure{id + " is in the store already with other content; import this under another label"};
        told.what = known ? imported_owner::outcome::unchanged : imported_owner::outcome::added;
        into.owners.push_back(std::move(told));
        if (!known) all.push_back({id, &of, std::move(digest)});
    }
    return all;
}

result<done> goal_load::write_blocks(outbox::goal_number import, std::int64_t number, const owner& of) {
    std::vector<outbox::goal_block> blocks;
    std::size_t waiting = 0;
    const auto send = [&]() -> result<done> {
        waiting = 0;
        return rows_.put(import, std::exchange(blocks, {}));
    };
    for (std::size_t kind = 0; kind < of.kinds.size(); ++kind) {
        const bucket& each = of.kinds[kind];
        std::string* open = nullptr; // the block that has room
        for (const entry& one : each.entries) {
            if (!open || open->size() >= block_size) {
                if (waiting >= step_size)
                    if (auto sent = send(); !sent) return sent;
                blocks.push_back({number, static_cast<std::uint8_t>(kind), {}});
                open = &blocks.back().bytes;
                open->reserve(block_size + one.size + 8);
            }
            put_piece(each.bytes_of(one), *open);
            waiting += one.size;
        }
    }
    return blocks.empty() ? result<done>(done{}) : send();
}

result<done> goal_load::write(outbox::goal_number import, const std::vector<prepared>& all) {
    for (const prepared& one : all) {
        const auto number = rows_.add_owner({0, import, std::string(one.id), one.digest, head_of(*one.what)});
        if (!number) return failure{number.error().message};
        if (auto written = write_blocks(import, *number, *one.what); !written) return written;
    }
    return done{};
}

void goal_load::take_back(outbox::goal_number import) {
    for (auto more = rows_.undo(import, undo_at_a_time); more && *more;) more = rows_.undo(import, undo_at_a_time);
    static_cast<void>(rows_.settle({import, outbox::goal_import::state::discarded, time_.now(), {}, {}}));
}

result<import_outcome> goal_load::publish(std::string_view actor) {
    import_outcome outcome;
    outcome.left_out = left_out_;
    const auto fresh = new_ones(outcome);
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
