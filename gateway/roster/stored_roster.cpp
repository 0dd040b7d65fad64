#include "gateway/roster/stored_roster.hpp"

#include "gateway/roster/record_bytes.hpp"
#include "gateway/roster/stored_form.hpp"

namespace schakel::roster {

using namespace model::roster;

stored_roster::stored_roster(outbox::roster_rows& rows, const outbox::roster_version& of)
    : rows_(rows), school_(of.school), number_(of.number), changed_at_(of.settled.value_or(of.began)),
      change_(read_notes(of.summary).change) {
    if (const auto row = rows_.find(school_, number_, head_key)) decode(row->what.bytes, head_);
}

instant stored_roster::published(outbox::roster_number version) const {
    const std::lock_guard lock(mutex_);
    const auto [known, fresh] = published_.try_emplace(version);
    if (fresh) {
        const auto found = rows_.version(version);
        known->second = found ? found->settled.value_or(found->began) : changed_at_;
    }
    return known->second;
}

void stored_roster::tell_times(const outbox::stored_roster_row& row, record_tail& of) const {
    of.ended = ended(row);
    of.modified = published(of.ended ? *row.until : row.since);
}

template <class Record>
void stored_roster::take_page(const roster_range& range, std::vector<Record>& into) const {
    outbox::roster_page what;
    what.kind = static_cast<std::uint8_t>(kind_of(record(Record{})));
    what.after = range.after;
    what.most = range.limit;
    what.with_ended = range.with_ended;
    std::string_view persons;
    if (range.persons && std::is_same_v<Record, person>) {
        persons = to_string(*range.persons);
        what.link = by_person_kind;
        what.to = persons;
    }
    if (range.changed_since) {
        const auto first = rows_.first_since(school_, *range.changed_since);
        what.changed_from = first.value_or(number_ + 1);
    }
    for (const outbox::stored_roster_row& row : rows_.page(school_, number_, what)) {
        Record& one = into.emplace_back();
        if (!decode(row.what.bytes, one)) one.id = row.what.key.id;
        tell_times(row, one);
    }
}

void stored_roster::page(const roster_range& range, std::vector<organisation>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<school_period>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<course>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<group>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<person>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<membership>& into) const {
    take_page(range, into);
}
void stored_roster::page(const roster_range& range, std::vector<enrolment>& into) const {
    take_page(range, into);
}

std::optional<record> stored_roster::find(kind which, std::string_view id) const {
    const auto row = rows_.find(school_, number_, key_of(which, id));
    if (!row) return std::nullopt;
    auto one = decode(row->what.bytes);
    if (one) tell_times(*row, tail_of(*one));
    return one;
}

std::vector<std::string> stored_roster::find_by_identifier(kind which, const model::identifier& named) const {
    std::vector<std::string> ids;
    for (auto& row : rows_.named(school_, number_, static_cast<std::uint8_t>(which), name_of(named)))
        ids.push_back(std::move(row.what.key.id));
    return ids;
}

template <class Record>
std::vector<Record> stored_roster::linked(std::size_t link, std::string_view to) const {
    constexpr std::size_t enough = 1000;
    std::vector<Record> all;
    outbox::roster_page what;
    what.kind = static_cast<std::uint8_t>(kind_of(record(Record{})));
    what.most = enough;
    what.link = link;
    what.to = to;
    std::string last;
    for (;;) {
        what.after = last;
        const auto rows = rows_.page(school_, number_, what);
        for (const outbox::stored_roster_row& row : rows) {
            Record& one = all.emplace_back();
            if (!decode(row.what.bytes, one)) one.id = row.what.key.id;
            tell_times(row, one);
        }
        if (rows.size() < enough) return all;
        last = rows.back().what.key.id;
    }
}

std::vector<membership> stored_roster::memberships_of_person(std::string_view person) const {
    return linked<membership>(by_person, person);
}

std::vector<membership> stored_roster::memberships_of_group(std::string_view group) const {
    return linked<membership>(by_group, group);
}

std::vector<enrolment> stored_roster::enrolments_of_person(std::string_view person) const {
    return linked<enrolment>(by_person, person);
}

} // namespace schakel::roster
