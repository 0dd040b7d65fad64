// The way through the pages of one collection of a 1EdTech REST service, whatever of the paging rules it obeys.
//
// Follows Link where there is one that stays at the source, counts with X-Total-Count where that is known, and else
// goes on until nothing new comes. Never endless: a page that was asked before, too many pages, and pages without
// anything new end the walk as failed. Knows no HTTP; the caller tells what each page held.
#pragma once

#include "gateway/core/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::one_edtech {

struct walk_settings {
    std::string base_url;
    std::string name;                                       // of the collection, for findings: "users"
    std::string path;                                       // below the base: "/users"
    std::vector<std::pair<std::string, std::string>> query; // filter, sort; not limit and offset
    std::size_t limit = 1000;
    std::size_t most_pages = 5000;
    bool capital_names = false; // Limit and Offset instead of limit and offset
    // The standard's own rule for what is found: "pull-foreign-link", "pull-endless", "pull-offset-ignored",
    // "pull-limit-capped", "pull-incomplete". Its text has {expected} for the collection and {got} for the cause.
    const rule& (*rule_of)(std::string_view what) = nullptr;
};

// What a page held.
struct page_seen {
    std::size_t received = 0;           // objects
    std::size_t fresh = 0;              // of them, not yet received in this walk
    std::optional<std::uint64_t> total; // of the collection, as its header says
    std::optional<std::string> link;    // to the next page, as it stands
};

class page_walk {
public:
    explicit page_walk(walk_settings settings);

    std::string target() const; // path and query of the page to be asked
    std::size_t page() const { return pages_ + 1; }
    std::uint64_t received() const { return received_; } // without repetitions
    std::optional<std::uint64_t> total() const { return total_; }

    enum class step {
        more,    // ask target()
        end,     // all pages were there
        shifted, // the collection changed under way: what came is no snapshot
        failed   // `found` says why
    };
    step advance(const page_seen& page, findings& found);

    void restart(); // asks everything once more

private:
    step follow(const page_seen& page, findings& found);
    step count_on(const page_seen& page, findings& found);
    step feel_on(const page_seen& page, findings& found);
    step endless(std::string why, findings& found) const;
    void tell(findings& found, std::string_view what, std::string got = {}) const;

    walk_settings settings_;
    std::string next_; // path and query of a page that a link named; empty: by offset
    std::set<std::string, std::less<>> asked_;
    std::optional<std::uint64_t> total_;
    std::size_t pages_ = 0, offset_ = 0, stale_ = 0;
    std::size_t first_page_ = 0, page_size_; // objects of the first page; of a full page as far as is known
    std::uint64_t received_ = 0;
    bool linked_ = false, told_ = false;
};

} // namespace schakel::one_edtech
