// What is remembered of launches for the services that follow them: to whom a publisher's class or result handle
// belongs, the line items that it made, the scores it gave. The store is behind it; adapters ask here.
//
// A handle is an opaque word of ours (URL-safe, unguessable) that stands in addresses and sourcedids given to a target.
// It tells nothing by itself and holds for one target system only: whoever asks must compare `target`.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/model/launch.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// A class at a source, as seen by one target: where line items and members of it are found.
struct launch_class {
    std::string handle;
    std::string target, source;                // system ids
    std::string school;                        // school id
    model::launch_context context;             // as released to the target
    std::set<std::string, std::less<>> scopes; // of services that were granted to the target
    model::launch_services services;           // of the source
    std::string route = {};                    // [[launch]] under which members are released
    model::launch_context own_context = {};    // as the source told it
};

// One person with one resource, as seen by one target: LTI 1.1 result sourcedid.
struct launch_result {
    std::string handle;
    std::string class_handle;
    std::string target, source, school;
    std::string person;              // what the target calls them
    std::string resource;            // resource link id, as the target knows it
    std::string line_item;           // id below; "" when none was made yet
    std::string own_person;          // what the source calls them
    model::launch_services services; // of the source
};

struct line_item {
    std::string id;           // ours, opaque
    std::string class_handle; // class that it belongs to
    double score_maximum = 0;
    std::string label, resource_id, tag;
    std::string resource_link; // as the target knows it
    std::optional<instant> starts, ends;
    std::optional<bool> grades_released;
    std::string submission_review; // JSON object, "" for none
    bool ours = false;             // made by us for a resource: the target may not delete it
    std::string source_url;        // line item at the source, "" while there is none
};

struct line_item_filter {
    std::string resource_link, resource_id, tag;
};

struct given_score {
    std::string person; // what the target calls them
    instant when{};
    std::optional<double> score, maximum;
    std::string comment;
    std::string activity, grading; // words of AGS
    std::string scoring_person;
};

struct ledger_score {
    std::string line_item; // id
    given_score what;
};

class launch_ledger {
public:
    virtual ~launch_ledger() = default;

    virtual std::optional<launch_class> find_class(std::string_view handle) const = 0;
    virtual std::optional<launch_result> find_result(std::string_view handle) const = 0;

    // That of one person, as the target calls them, with the resource that a line item is about. None for a line item
    // that is about no resource in particular.
    virtual std::optional<launch_result> find_result_of(std::string_view line_item, std::string_view person) const;

    virtual std::optional<line_item> find_line_item(std::string_view id) const = 0;
    // In order of id, those after `after` ("" for the first), at most `limit`.
    virtual std::vector<line_item> line_items(
        std::string_view class_handle, const line_item_filter& which, std::string_view after, std::size_t limit
    ) const = 0;
    virtual result<line_item> add_line_item(line_item what) = 0; // gives it its id
    virtual result<done> replace_line_item(const line_item& what) = 0;
    virtual result<done> remove_line_item(std::string_view id) = 0;

    // Who makes a line item at its source, so that it is made once however many scores come for it at a moment, in
    // however many gateways: `by`, a message, from the first time that this is true until half a minute after the last
    // time, or until it lets go. False: another one.
    virtual result<bool> claim_line_item(std::string_view id, std::string_view by) = 0;
    virtual void let_go_of_line_item(std::string_view id, std::string_view by) = 0;

    // The latest score of each person, in order of person; `person` "" for all.
    virtual std::vector<given_score>
    results(std::string_view line_item, std::string_view person, std::string_view after, std::size_t limit) const = 0;
};

// Members of a class as one target may see them.
struct member_filter {
    std::string role;          // "learner", …: to_string(model::launch_role); "" for all
    std::string resource_link; // rlid
};
struct member_page {
    std::vector<model::launch_person> members;
    std::string next;    // to be given as `after`; "" for the last page
    std::string version; // changes when the members do
};

} // namespace schakel
