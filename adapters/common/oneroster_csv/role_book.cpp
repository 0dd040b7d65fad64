#include "adapters/common/oneroster_csv/role_book.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

void role_book::add(rows& row) {
    const file_table& table = row.table();
    const std::uint32_t user = row.reference(table.at("userSourcedId"));
    if (user == id_table::none || row.ended()) return;
    role_row one;
    one.org = row.reference(table.at("orgSourcedId"));
    one.word = number_of(row[table.at("role")]);
    one.primary = row[table.at("roleType")] != "secondary";
    one.begin = parse_date(row[table.at("beginDate")]);
    one.end = parse_date(row[table.at("endDate")]);
    const auto number = static_cast<std::uint32_t>(all_.size());
    all_.push_back(one);
    if (user >= first_.size()) {
        first_.resize(2 * user + 1, id_table::none);
        last_.resize(2 * user + 1, id_table::none);
    }
    if (first_[user] == id_table::none)
        first_[user] = number;
    else
        all_[last_[user]].next = number;
    last_[user] = number;
}

std::uint16_t role_book::number_of(std::string_view word) {
    const auto at = std::find(words_.begin(), words_.end(), word);
    if (at != words_.end()) return static_cast<std::uint16_t>(at - words_.begin());
    if (words_.size() == 0xFFFF) return 0; // "ext:" words without end: what they mean is `other` all the same
    words_.emplace_back(word);
    return static_cast<std::uint16_t>(words_.size() - 1);
}

} // namespace schakel::oneroster_csv
