// A page of objects as JSON, made piece by piece.
#pragma once

#include "adapters/common/oneroster/json_write.hpp"
#include "adapters/common/oneroster/matches.hpp"
#include "adapters/common/oneroster/object_source.hpp"
#include "adapters/common/oneroster/row_write.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace schakel::oneroster {

// What the pieces are made of; kept alive by the stream.
struct stream_ground {
    std::shared_ptr<const roster_view> view;
    std::shared_ptr<const roster_frame> frame;
    std::shared_ptr<const match_list> matches;
    json_style style;
};

template <class Object>
class object_stream final : public byte_source {
public:
    // Objects [begin, end) of the matches, between `head` and `tail`.
    object_stream(
        stream_ground ground, std::size_t begin, std::size_t end, std::string head, std::string tail,
        std::shared_ptr<answer_tally> tally
    );

    bool next(std::string& into) override;
    bool failed() const override { return failed_; }

private:
    using source = object_source<Object>;
    using record = typename source::record;

    void fetch();
    void fetch_page();
    void append(const Object& object, std::string& into);
    void count(const Object& object);

    stream_ground ground_;
    std::size_t at_, end_;
    std::string head_, tail_;
    std::shared_ptr<answer_tally> tally_;
    std::vector<record> records_; // the next ones in order, fetched together
    std::size_t taken_ = 0;
    bool first_ = true, done_ = false, failed_ = false;
    std::unordered_set<std::string> persons_; // of enrollments, to count each once
};

// The same from a table.
template <class Object>
class row_stream final : public byte_source {
public:
    // Rows [begin, end) of the list.
    row_stream(
        std::shared_ptr<const object_table<Object>> table, std::shared_ptr<const row_list> rows, json_style style,
        std::size_t begin, std::size_t end, std::string head, std::string tail, std::shared_ptr<answer_tally> tally
    );

    bool next(std::string& into) override;

private:
    void count(std::size_t row);

    std::shared_ptr<const object_table<Object>> table_;
    std::shared_ptr<const row_list> rows_;
    row_writer<Object> writer_;
    std::size_t at_, end_;
    std::string head_, tail_;
    std::shared_ptr<answer_tally> tally_;
    bool first_ = true, done_ = false;
    std::unordered_set<std::string_view> persons_; // of enrollments, in the table
};

} // namespace schakel::oneroster
