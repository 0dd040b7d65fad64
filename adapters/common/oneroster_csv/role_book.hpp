// roles.csv of 1.2, kept until the users come: who is what in which organisation. Some 32 bytes per role.
#pragma once

#include "adapters/common/oneroster_csv/id_table.hpp"
#include "adapters/common/oneroster_csv/rows.hpp"
#include "gateway/model/roster.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_csv {

struct role_row {
    std::uint32_t org = id_table::none; // number in orgs
    std::uint32_t next = id_table::none;
    std::uint16_t word = 0;
    bool primary = false;
    std::optional<model::roster::day> begin, end;
};

class role_book {
public:
    void add(rows& row);

    // The roles of a user in the order of the file: first_of, then each one's `next`.
    std::uint32_t first_of(std::uint32_t user) const { return user < first_.size() ? first_[user] : id_table::none; }
    const role_row& operator[](std::uint32_t number) const { return all_[number]; }
    std::string_view word_of(const role_row& one) const { return words_[one.word]; }

private:
    struct places {
        explicit places(const file_table& table);
        std::size_t user, org, word, type, begin, end;
    };

    std::uint16_t number_of(std::string_view word);

    std::optional<places> columns_; // of roles.csv, looked up at the first row

    std::vector<role_row> all_;
    std::vector<std::uint32_t> first_, last_; // by number of the user
    std::vector<std::string> words_;
};

} // namespace schakel::oneroster_csv
