// What is found while a package is read: findings with their file, row and column, and which deviations were agreed.
#pragma once

#include "adapters/common/oneroster_csv/quirks.hpp"
#include "adapters/common/oneroster_csv/rules.hpp"
#include "gateway/codec/csv_reader.hpp"
#include "gateway/core/report.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::oneroster_csv {

// Where in a package: "/users.csv/row[12]/givenName" with its line and column.
struct spot {
    std::string_view file;
    const csv::place* where = nullptr; // null: the file as a whole
    std::string_view column = {};
};

class notes {
public:
    // At most `limit` findings per layer.
    notes(agreed_quirks agreed, std::size_t limit) : agreed_(agreed), limit_(limit) {}

    void add(const rule& broken, const spot& at, std::string expected = {}, std::string got = {});
    // What breaks this rule: a warning and true when its quirk was agreed, else an error and false.
    bool allow(const rule& broken, const spot& at, std::string expected = {}, std::string got = {});
    void add(layer where, finding of_a_codec);

    bool has(quirk which) const { return agreed_.has(which); }
    bool rejects() const { return rejects_; }

    // Puts everything into the report; layers without findings are valid.
    void finish(report& into);

private:
    struct told {
        std::size_t count = 0;
        location first_not_told;
    };

    agreed_quirks agreed_;
    std::size_t limit_;
    std::array<findings, all_layers.size()> found_;
    std::map<std::pair<std::string, std::string>, told> seen_; // by rule or quirk, and file
    bool rejects_ = false;
};

location located(const spot& at);

} // namespace schakel::oneroster_csv
