#include "adapters/common/edu_v_access/write.hpp"

#include "gateway/adapter/minted_id.hpp"

namespace schakel::edu_v_access {

namespace {

using model::access::record;
using model::access::record_kind;
constexpr std::size_t piece = 32u << 10, page_size = 200;

record_kind kind_written_by(service by) {
    switch (by) {
    case service::catalogue: return record_kind::product;
    case service::delivery: return record_kind::delivery_order;
    case service::entitlement: return record_kind::entitlement;
    case service::usage: break;
    }
    return record_kind::usage;
}

std::optional<std::string> text_of(const record& one, bool info, const making& how) {
    switch (kind_of(one)) {
    case record_kind::product: return product_text(std::get<model::access::product>(one), info, how);
    case record_kind::delivery_order: return order_text(std::get<model::access::delivery_order>(one), how);
    case record_kind::entitlement: return entitlement_text(std::get<model::access::entitlement>(one), how);
    case record_kind::usage: return usage_text(std::get<model::access::usage>(one), how);
    case record_kind::confirmation: break;
    }
    return confirmation_text(std::get<model::access::confirmation>(one));
}

class writer final : public entitlement_writer {
public:
    writer(service by, bool info, const entitlement_view& view, const entitlement_writing_options& options)
        : how_{options.document.now, space_of(options.document.school), &fate_, &refused_},
          list_(
              std::shared_ptr<const entitlement_view>(std::shared_ptr<void>(), &view),
              {kind_written_by(by), {}, {}, {}, {}, {}},
              [this, info](const record& one) { return text_of(one, info, how_); }
          ) {}

    bool next(std::string& into) override {
        const bool more = list_.next(into);
        if (!more) into += '\n';
        return more;
    }
    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    field_fate fate_;
    findings refused_;
    making how_;
    record_list list_;
};

} // namespace

holdings_range kept_range::seen_from(const std::string& after) const {
    holdings_range range;
    range.kind = kind;
    range.after = after;
    range.limit = page_size;
    range.person = person.empty() ? nullptr : &person;
    range.order = order;
    range.contract = contract;
    range.product = product;
    range.since = since;
    return range;
}

bool record_list::turn() {
    if (last_) return false;
    page_.clear();
    at_ = 0;
    const holdings_range range = range_.seen_from(after_);
    view_->page(range, page_);
    last_ = page_.size() < range.limit;
    if (!page_.empty()) after_ = id_of(page_.back());
    return !page_.empty();
}

bool record_list::next(std::string& into) {
    if (done_) return false;
    if (!begun_) into += '[';
    begun_ = true;
    for (const std::size_t until = into.size() + piece; into.size() < until;) {
        if (at_ == page_.size() && !turn()) {
            into += ']';
            done_ = true;
            return false;
        }
        const auto text = make_(page_[at_++]);
        if (!text) continue;
        into += first_ ? "\n" : ",\n";
        into += *text;
        first_ = false;
    }
    return true;
}

std::unique_ptr<entitlement_writer>
write_document(service by, bool info, const entitlement_view& view, const entitlement_writing_options& options) {
    return std::make_unique<writer>(by, info, view, options);
}

std::string space_of(const model::identifiers& school) {
    return minting_space(school);
}

} // namespace schakel::edu_v_access
