#include "gateway/pipeline/released_holdings.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

namespace access = model::access;

class released_view final : public entitlement_view {
public:
    released_view(std::shared_ptr<const entitlement_view> of, std::vector<std::shared_ptr<const release>> under)
        : of_(std::move(of)), under_(std::move(under)) {}

    std::string version() const override { return of_->version(); }
    instant changed_at() const override { return of_->changed_at(); }

    void page(const holdings_range& range, std::vector<access::record>& into) const override {
        holdings_range asked = range;
        model::identifiers shown;
        if (range.person) {
            shown = *range.person;
            keep_shown(shown);
            if (shown.empty()) return;
            asked.person = &shown;
        }
        const std::size_t first = into.size();
        of_->page(asked, into);
        for (std::size_t i = first; i < into.size(); ++i) strip(into[i]);
    }

    std::optional<access::record> find(access::record_kind kind, std::string_view id) const override {
        auto found = of_->find(kind, id);
        if (found) strip(*found);
        return found;
    }

private:
    void keep_shown(model::identifiers& ids) const {
        std::erase_if(ids, [&](const model::identifier& one) {
            return !std::ranges::all_of(under_, [&](const auto& each) { return each->shows_identifier(one.scheme); });
        });
    }

    void strip(access::record& one) const {
        if (auto* what = std::get_if<access::entitlement>(&one)) keep_shown(what->person);
        if (auto* what = std::get_if<access::usage>(&one)) keep_shown(what->person);
        if (auto* what = std::get_if<access::delivery_order>(&one)) {
            for (model::identifiers& each : what->persons) keep_shown(each);
            std::erase_if(what->persons, [](const model::identifiers& each) { return each.empty(); });
        }
    }

    std::shared_ptr<const entitlement_view> of_;
    std::vector<std::shared_ptr<const release>> under_;
};

} // namespace

std::shared_ptr<const entitlement_view>
released(std::shared_ptr<const entitlement_view> of, std::vector<std::shared_ptr<const release>> under) {
    return std::make_shared<const released_view>(std::move(of), std::move(under));
}

} // namespace schakel::pipeline
