// The launch ledger over the store: classes and results that publishers may come back to, line items, scores.
//
// Handles are made from what they stand for and a secret, so that the second launch comes to the same handle as the
// first, and nobody else does.
#pragma once

#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::launch {

enum class score_step {
    newer,    // stored
    repeated, // the same score with the same timestamp was stored before: fine, again
    not_later // an equal or later timestamp with something else was stored before (AGS: 409)
};

class ledger final : public launch_ledger {
public:
    // `secret`: at least 16 bytes of chance, the same in every gateway on the store. `rows` and `time` outlive it.
    ledger(outbox::launch_rows& rows, const clock& time, std::string secret);

    // Each gives `what` with its handle filled in, after it was stored; quick when the same was stored before.
    // `own_class`, `own_resource`: ids at the source; with target, source (and person) they make the handle.
    // A class without a route keeps the one that it had, and what was granted under it.
    result<launch_class> make_class(launch_class what, std::string_view own_class);
    result<launch_result> make_result(launch_result what, std::string_view own_resource);
    // The one line item of a resource link, made by us: what is there already, or `what` with an id. Its address at
    // the source is learnt when it is told for the first time.
    result<line_item> make_line_item(line_item what);

    // Strictly later than what was given for this person before.
    result<score_step> put_score(std::string_view line_item, const given_score& what);

    std::optional<launch_class> find_class(std::string_view handle) const override;
    std::optional<launch_result> find_result(std::string_view handle) const override;
    std::optional<launch_result> find_result_of(std::string_view line_item, std::string_view person) const override;
    std::optional<line_item> find_line_item(std::string_view id) const override;
    std::vector<line_item> line_items(
        std::string_view class_handle, const line_item_filter& which, std::string_view after, std::size_t limit
    ) const override;
    result<line_item> add_line_item(line_item what) override;
    result<done> replace_line_item(const line_item& what) override; // failure: there is none with this id
    result<done> remove_line_item(std::string_view id) override;    // and its scores
    result<bool> claim_line_item(std::string_view id, std::string_view by) override;
    void let_go_of_line_item(std::string_view id, std::string_view by) override;
    std::vector<given_score> results(
        std::string_view line_item, std::string_view person, std::string_view after, std::size_t limit
    ) const override;

private:
    std::string handle(std::initializer_list<std::string_view> parts) const;
    result<done> put_when_changed(outbox::launch_record row);

    outbox::launch_rows& rows_;
    const clock& time_;
    std::string secret_;
};

} // namespace schakel::launch
