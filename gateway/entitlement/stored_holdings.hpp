// What stands on some shelves, each at the version that was current when the view was made, as one view.
#pragma once

#include "gateway/adapter/entitlement_view.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <string>
#include <vector>

namespace schakel::entitlement {

struct seen_shelf {
    std::string name;
    outbox::roster_number version = 0;
};

class stored_holdings final : public entitlement_view {
public:
    // The rows outlive the view.
    stored_holdings(outbox::roster_rows& rows, std::vector<seen_shelf> shelves, instant changed_at);

    std::string version() const override { return version_; }
    instant changed_at() const override { return changed_at_; }
    void page(const holdings_range& range, std::vector<model::access::record>& into) const override;
    std::optional<model::access::record> find(model::access::record_kind kind, std::string_view id) const override;

private:
    void page_of(const seen_shelf& shelf, const holdings_range& range, std::vector<model::access::record>& into) const;
    void named_on(const seen_shelf& shelf, const holdings_range& range, std::vector<model::access::record>& into) const;

    outbox::roster_rows& rows_;
    std::vector<seen_shelf> shelves_;
    instant changed_at_;
    std::string version_;
};

} // namespace schakel::entitlement
