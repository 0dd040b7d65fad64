#include "adapters/common/one_edtech/page_walk.hpp"

#include "adapters/common/one_edtech/links.hpp"

#include <algorithm>

namespace schakel::one_edtech {

namespace {

// Pages without anything new that are borne: objects may shift while they are read.
constexpr std::size_t most_stale_pages = 2;

} // namespace

page_walk::page_walk(walk_settings settings) : settings_(std::move(settings)), page_size_(settings_.limit) {}

std::string page_walk::target() const {
    if (!next_.empty()) return next_;
    auto query = settings_.query;
    query.emplace_back(settings_.capital_names ? "Limit" : "limit", std::to_string(settings_.limit));
    query.emplace_back(settings_.capital_names ? "Offset" : "offset", std::to_string(offset_));
    return settings_.path + query_text(query);
}

void page_walk::restart() {
    *this = page_walk(std::move(settings_));
}

page_walk::step page_walk::advance(const page_seen& page, findings& found) {
    asked_.insert(target());
    ++pages_;
    offset_ += page.received;
    received_ += page.fresh;
    stale_ = page.fresh == 0 && page.received > 0 ? stale_ + 1 : 0;
    if (pages_ == 1) {
        first_page_ = page.received;
        total_ = page.total;
    } else if (page.total && total_ && *page.total != *total_) {
        return step::shifted;
    }
    if (pages_ >= settings_.most_pages) return endless("limit on pages", found);
    if (page.link) {
        if (const step taken = follow(page, found); taken != step::end) return taken;
    } else if (linked_ && !total_) {
        return step::end;
    }
    next_.clear();
    return total_ ? count_on(page, found) : feel_on(page, found);
}

// `end`: the link does not help.
page_walk::step page_walk::follow(const page_seen& page, findings& found) {
    const auto below = below_base(*page.link, settings_.base_url, target());
    if (!below) {
        if (!told_) tell(found, "pull-foreign-link");
        told_ = true;
        return step::end;
    }
    if (asked_.contains(*below)) return endless("repeated link", found);
    if (stale_ > most_stale_pages) return endless("pages without anything new", found);
    next_ = *below;
    linked_ = true;
    return step::more;
}

// The number of objects is known.
page_walk::step page_walk::count_on(const page_seen& page, findings& found) {
    if (offset_ < *total_) {
        if (page.received == 0) {
            tell(found, "pull-incomplete", std::to_string(received_) + " / " + std::to_string(*total_));
            return step::failed;
        }
        if (stale_ > 0) return endless("offset ignored", found);
        if (pages_ == 1 && page.received < settings_.limit)
            tell(found, "pull-limit-capped", std::to_string(page.received));
        return step::more;
    }
    if (received_ < *total_) return step::shifted; // repetitions stand where other objects should
    return step::end;
}

// Nothing tells how many there are. A short first page may be all, or the source's own idea of a limit, so it is asked
// on once.
page_walk::step page_walk::feel_on(const page_seen& page, findings& found) {
    if (page.received == 0) return step::end;
    if (stale_ > 0) {
        if (first_page_ == settings_.limit) return endless("offset ignored", found);
        tell(found, "pull-offset-ignored");
        return step::end;
    }
    if (pages_ == 1) return step::more;
    if (pages_ == 2 && first_page_ < settings_.limit) {
        page_size_ = first_page_;
        tell(found, "pull-limit-capped", std::to_string(page_size_));
    }
    return page.received < page_size_ ? step::end : step::more;
}

void page_walk::tell(findings& found, std::string_view what, std::string got) const {
    found.push_back({&settings_.rule_of(what), {}, settings_.name, std::move(got), {}});
}

page_walk::step page_walk::endless(std::string why, findings& found) const {
    tell(found, "pull-endless", std::move(why));
    return step::failed;
}

} // namespace schakel::one_edtech
