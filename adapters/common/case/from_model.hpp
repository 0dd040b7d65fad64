// From canonical learning goals to the objects of CASE. Objects are made with all that 1.1 knows; what a version has no
// member for is left out when they are written.
#pragma once

#include "adapters/common/case/fields.hpp"
#include "adapters/common/case/own_members.hpp"
#include "adapters/common/one_edtech/fate_tally.hpp"
#include "gateway/adapter/goal_view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::cf {

// Of which view, for whom.
class maker {
public:
    // `base_url`: of what has no address of its own: "https://gw.example/ims/case/v1p1". `fates` may be null.
    maker(version which, std::string base_url, const goal_view& view, one_edtech::fate_tally* fates)
        : version_(which), base_url_(std::move(base_url)), view_(view), fates_(fates) {}

    // Remembers the goals of a release, so that ends of associations find them.
    void learn(const model::goals::goal& one);
    void learn(const model::goals::framework& one);
    void learn(const model::goals::group& one);

    // `of` may be null: a framework of which no release is known.
    wire::document document(const model::goals::framework& from, const model::goals::release* of);
    // A mapping set stands as a document without items, and as the grouping of its associations.
    wire::document document(const model::goals::mapping_set& from);
    wire::definition grouping(const model::goals::mapping_set& from);
    wire::item item(const model::goals::goal& from);
    wire::association association(const model::goals::association& from);
    wire::definition definition(const model::goals::definition& from);
    wire::rubric rubric(const model::goals::definition& from);

    link document_link(const model::goals::framework& from) const;
    std::string identifier(std::string_view key) const;

private:
    void complete(const model::goals::definition& from, wire::rubric& into) const;
    struct known_end {
        std::string title, uri;
    };

    void put_base(const model::goals::record_tail& from, object_class what, wire::base& into);
    void put_own(const model::goals::record_tail& from, const own_members& own, wire::base& into);
    std::string address(const model::goals::record_tail& from, std::string_view collection) const;
    link end(const model::goals::association& from, bool subject);
    known_end find_end(const std::string& key) const;
    texts words_of(const std::vector<std::string>& ids, std::string_view field);
    link licence_link(const model::goals::framework& from) const;
    void mapped(std::string_view field, std::string_view reason) const;
    void defaulted(std::string_view target, std::string_view reason) const;

    version version_;
    std::string base_url_;
    const goal_view& view_;
    one_edtech::fate_tally* fates_;
    std::unordered_map<std::string, known_end> known_;
    std::unordered_map<std::string, model::goals::group> groups_;
    link grouping_;                                              // of all associations
    std::unordered_map<std::string, link> documents_;            // by framework; filled when first asked for
    mutable std::unordered_map<std::string, known_end> foreign_; // asked of the view
};

} // namespace schakel::cf
