// A CFPackage as bytes that come into being while they are sent: the document, its items, associations, definitions and
// rubrics, a page of records at a time.
#pragma once

#include "adapters/common/case/from_model.hpp"
#include "adapters/common/case/json_write.hpp"
#include "gateway/adapter/goals.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace schakel::cf {

class package_stream final : public byte_source {
public:
    // `of` none: a framework of which no release is known. `fates` and `members` may be null; they and the view outlive
    // the stream.
    package_stream(
        version which, std::string base_url, const goal_view& view, model::goals::framework framework,
        std::optional<model::goals::release> of, one_edtech::fate_tally* fates, member_fates* members
    );
    // A mapping set as a document without items.
    package_stream(
        version which, std::string base_url, const goal_view& view, model::goals::mapping_set set,
        one_edtech::fate_tally* fates, member_fates* members
    );

    bool next(std::string& into) override;
    std::uint64_t records() const { return records_; }

private:
    enum class part : std::uint8_t { begin, items, associations, definitions, rubrics, end };

    void begin(std::string& into);
    void items(std::string& into);
    void associations(std::string& into);
    void definitions(std::string& into);
    void rubrics(std::string& into);
    void end(std::string& into);

    template <class Record, class Write>
    void page_of(std::string_view member, std::string& into, Write&& write);
    template <class Object>
    void append(const shape<Object>& of, const Object& one, std::string& into);
    void learn();

    const goal_view& view_;
    model::goals::framework framework_;
    std::optional<model::goals::release> release_;
    std::optional<model::goals::mapping_set> set_; // instead of a framework
    std::string owner_;                            // of items and associations; empty: there are none
    maker maker_;
    writing how_;
    part at_ = part::begin;
    std::string after_;   // id of the last record of the part that is written
    bool opened_ = false; // whether its array is
    std::vector<model::goals::definition> definitions_;
    std::vector<wire::definition> groupings_; // of a mapping set
    std::uint64_t records_ = 0;
};

} // namespace schakel::cf
