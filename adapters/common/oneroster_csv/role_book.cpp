#include "adapters/common/oneroster_csv/role_book.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

role_book::places::places(const file_table& table)
    : user(table.at("userSourcedId")), org(table.at("orgSourcedId")), word(table.at("role")),
      type(table.at("roleType")), begin(table.at("beginDate")), end(table.at("endDate")) {}

void role_book::add(rows& row) {
    if (!columns_) columns_.emplace(row.table());
    const std::uint32_t user = row.reference(columns_->user);
    if (user == id_table::none || row.ended()) return;
    role_row one;
    one.org = row.reference(columns_->org);
    one.word = number_of(row[columns_->word]);
    one.primary = row[columns_->type] != "secondary";
    one.begin = parse_date(row[columns_->begin]);
    one.end = parse_date(row[columns_->end]);
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
