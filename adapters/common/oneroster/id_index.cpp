#include "adapters/common/oneroster/id_index.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

namespace roster = model::roster;

// A minted id is a uuid: its hash finds it, the record itself confirms it.
struct index_entry {
    std::size_t hash = 0;
    std::string record;
};
using minted_index = std::vector<index_entry>;

std::size_t hash_of(std::string_view id) {
    return std::hash<std::string_view>{}(id);
}

bool is_minted(const roster::record_tail& record) {
    return !model::find(record.ids, model::scheme::oneroster_id);
}

template <class Record>
minted_index make_index(object_kind kind, const roster_view& view, const roster_frame& frame) {
    minted_index made;
    roster_range range;
    range.with_ended = true;
    each<Record>(view, range, [&](const Record& one) {
        if (is_minted(one)) made.push_back({hash_of(frame.sourced_id(kind, one)), one.id});
        return true;
    });
    std::ranges::sort(made, {}, &index_entry::hash);
    return made;
}

template <class Record>
std::shared_ptr<const minted_index>
index_of(object_kind kind, const roster_view& view, const roster_frame& frame, answer_memo* memo) {
    const std::string key = "oneroster|minted|" + std::string(word_of(kind)) + "|" + view.version();
    if (memo) {
        if (auto known = memo->find(key)) return std::static_pointer_cast<const minted_index>(known);
    }
    auto made = std::make_shared<const minted_index>(make_index<Record>(kind, view, frame));
    if (memo) memo->keep(key, made, made->size() * 80 + 64);
    return made;
}

template <class Record>
std::optional<std::string> find_record(
    object_kind kind, roster::record_kind which, std::string_view id, const roster_view& view,
    const roster_frame& frame, answer_memo* memo
) {
    const model::identifier named{std::string(model::scheme::oneroster_id), std::string(id), {}};
    if (auto found = view.find_by_identifier(which, named); !found.empty()) return std::move(found.front());
    const auto index = index_of<Record>(kind, view, frame, memo);
    const auto [first, last] = std::ranges::equal_range(*index, hash_of(id), {}, &index_entry::hash);
    for (auto at = first; at != last; ++at) {
        const auto record = view.find(which, at->record);
        if (record && frame.sourced_id(kind, roster::tail_of(*record)) == id) return at->record;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> record_with(
    object_kind kind, std::string_view sourced_id, const roster_view& view, const roster_frame& frame, answer_memo* memo
) {
    using kinds = roster::record_kind;
    switch (kind) {
    case object_kind::academic_session:
        return find_record<roster::school_period>(kind, kinds::school_period, sourced_id, view, frame, memo);
    case object_kind::org:
        return find_record<roster::organisation>(kind, kinds::organisation, sourced_id, view, frame, memo);
    case object_kind::course: return find_record<roster::course>(kind, kinds::course, sourced_id, view, frame, memo);
    case object_kind::class_object:
        return find_record<roster::group>(kind, kinds::group, sourced_id, view, frame, memo);
    case object_kind::user: return find_record<roster::person>(kind, kinds::person, sourced_id, view, frame, memo);
    case object_kind::enrollment:
        return find_record<roster::membership>(kind, kinds::membership, sourced_id, view, frame, memo);
    case object_kind::demographics:
    case object_kind::resource: break;
    }
    return std::nullopt;
}

} // namespace schakel::oneroster
