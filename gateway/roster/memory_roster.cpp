#include "gateway/roster/memory_roster.hpp"

#include "gateway/roster/record_bytes.hpp"

#include <algorithm>
#include <functional>

namespace schakel::roster {

using namespace model::roster;

namespace {

constexpr std::size_t block_size = 1u << 20;

std::size_t index(record_kind which) {
    return static_cast<std::size_t>(which);
}

std::size_t hash_of(const model::identifier& id) {
    const std::hash<std::string_view> hash;
    return hash(id.scheme) * 31 + hash(id.value) * 17 + hash(id.authority);
}

bool wanted(const record& one, const roster_range& range, instant changed_at) {
    const record_tail& tail = tail_of(one);
    if (tail.ended && !range.with_ended) return false;
    if (range.changed_since && tail.modified.value_or(changed_at) < *range.changed_since) return false;
    const person* somebody = std::get_if<person>(&one);
    return !(range.persons && somebody && somebody->kind != *range.persons);
}

} // namespace

std::string_view memory_roster::keep(std::string_view bytes) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < bytes.size())
        blocks_.emplace_back().reserve(std::max(block_size, bytes.size()));
    std::string& block = blocks_.back();
    block += bytes;
    return std::string_view(block).substr(block.size() - bytes.size());
}

void memory_roster::add(record&& what) {
    const std::string_view bytes = keep(encode(what));
    entries_[what.index()].push_back({id_in(bytes), bytes, tail_of(what).ended});
    arranged_ = false;
}

void memory_roster::add_all(const roster_view& other) {
    head(other.head());
    const auto take = [this](const auto& one) {
        add(record(one));
        return true;
    };
    const roster_range all{.with_ended = true};
    each<organisation>(other, all, take);
    each<school_period>(other, all, take);
    each<course>(other, all, take);
    each<group>(other, all, take);
    each<person>(other, all, take);
    each<membership>(other, all, take);
    each<enrolment>(other, all, take);
}

const memory_roster::entries& memory_roster::of(kind which) const {
    if (!arranged_) arrange();
    return entries_[index(which)];
}

// Of several records with one id the one that came last stays.
void memory_roster::arrange() const {
    const std::lock_guard lock(mutex_);
    if (arranged_) return;
    for (std::size_t which = 0; which < entries_.size(); ++which) {
        entries& list = entries_[which];
        std::ranges::reverse(list);
        std::ranges::stable_sort(list, {}, &entry::id);
        const auto repeated = std::ranges::unique(list, {}, &entry::id);
        list.erase(repeated.begin(), repeated.end());
        list.shrink_to_fit();
        alive_[which] = static_cast<std::uint64_t>(std::ranges::count(list, false, &entry::ended));
        names_[which].reset();
    }
    by_person_.clear();
    by_group_.clear();
    enrolled_.clear();
    const auto add_links = [this](kind which, std::vector<link>* first, std::vector<link>* second) {
        const entries& list = entries_[index(which)];
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            if (list[i].ended) continue;
            const auto links = links_in(list[i].bytes);
            first->push_back({links[0], i});
            if (second) second->push_back({links[1], i});
        }
        std::ranges::stable_sort(*first, {}, &link::to);
        if (second) std::ranges::stable_sort(*second, {}, &link::to);
    };
    add_links(kind::membership, &by_person_, &by_group_);
    add_links(kind::enrolment, &enrolled_, nullptr);
    arranged_ = true;
}

std::uint64_t memory_roster::count(kind which) const {
    of(which);
    return alive_[index(which)];
}

template <class Record>
void memory_roster::take_page(const roster_range& range, std::vector<Record>& into) const {
    static const auto which = kind_of(record(Record{}));
    const entries& list = of(which);
    const std::size_t enough = into.size() + range.limit;
    for (auto at = std::ranges::upper_bound(list, std::string_view(range.after), {}, &entry::id);
         at != list.end() && into.size() < enough; ++at) {
        if (at->ended && !range.with_ended) continue;
        record one{Record{}};
        if (!decode(at->bytes, std::get<Record>(one))) continue;
        if (wanted(one, range, changed_at_)) into.push_back(std::move(std::get<Record>(one)));
    }
}

void memory_roster::page(const roster_range& range, std::vector<organisation>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<school_period>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<course>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<group>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<person>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<membership>& into) const {
    take_page(range, into);
}
void memory_roster::page(const roster_range& range, std::vector<enrolment>& into) const {
    take_page(range, into);
}

std::optional<record> memory_roster::find(kind which, std::string_view id) const {
    const entries& list = of(which);
    const auto at = std::ranges::lower_bound(list, id, {}, &entry::id);
    if (at == list.end() || at->id != id) return std::nullopt;
    return decode(at->bytes);
}

const std::vector<memory_roster::name>& memory_roster::names_of(kind which) const {
    const entries& list = of(which);
    const std::lock_guard lock(mutex_);
    auto& names = names_[index(which)];
    if (names) return *names;
    names.emplace();
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        const auto one = list[i].ended ? std::nullopt : decode(list[i].bytes);
        if (!one) continue;
        for (const model::identifier& id : tail_of(*one).ids) names->push_back({hash_of(id), i});
    }
    std::ranges::stable_sort(*names, {}, &name::hash);
    return *names;
}

std::vector<std::string> memory_roster::find_by_identifier(kind which, const model::identifier& named) const {
    const std::vector<name>& names = names_of(which);
    std::vector<std::string> found;
    for (const name& one : std::ranges::equal_range(names, hash_of(named), {}, &name::hash)) {
        const auto whole = decode(of(which)[one.entry].bytes);
        const std::string& id = tail_of(*whole).id;
        const bool carries = std::ranges::count(tail_of(*whole).ids, named) > 0;
        if (carries && (found.empty() || found.back() != id)) found.push_back(id);
    }
    return found;
}

template <class Record>
std::vector<Record> memory_roster::linked(kind which, const std::vector<link>& by, std::string_view to) const {
    const entries& list = of(which);
    std::vector<Record> all;
    for (const link& one : std::ranges::equal_range(by, to, {}, &link::to)) {
        Record whole;
        if (decode(list[one.entry].bytes, whole)) all.push_back(std::move(whole));
    }
    return all;
}

std::vector<membership> memory_roster::memberships_of_person(std::string_view person) const {
    return linked<membership>(kind::membership, by_person_, person);
}

std::vector<membership> memory_roster::memberships_of_group(std::string_view group) const {
    return linked<membership>(kind::membership, by_group_, group);
}

std::vector<enrolment> memory_roster::enrolments_of_person(std::string_view person) const {
    return linked<enrolment>(kind::enrolment, enrolled_, person);
}

} // namespace schakel::roster
