#include "adapters/common/case/rules.hpp"

#include "adapters/common/one_edtech/moments.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace schakel::cf {

namespace {

using std::string_view;

constexpr std::size_t places_told = 10;

struct advised {
    string_view member;
    std::size_t most;
};

std::size_t characters(string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
    }));
}

std::string place_of(string_view collection, std::size_t index, string_view member) {
    return "/" + std::string(collection) + "/" + std::to_string(index) + "/" + std::string(member);
}

class judging {
public:
    explicit judging(const wire::package& of) : of_(of) {
        for (const wire::item& one : of.items) known_.insert(one.identifier);
        known_.insert(of.about.identifier);
    }

    findings run() {
        document();
        for (std::size_t i = 0; i < of_.items.size(); ++i) item(of_.items[i], i);
        for (std::size_t i = 0; i < of_.associations.size(); ++i) association(of_.associations[i], i);
        if (dangling_ > 0)
            found_.push_back(
                {&case_rule("case.dangling"),
                 {},
                 std::to_string(2 * of_.associations.size()),
                 std::to_string(dangling_),
                 {}}
            );
        circles();
        for (const auto& [id, times] : told_) {
            if (times > places_told)
                found_.push_back({&case_rule("case.more"), {}, id, std::to_string(times - places_told), {}});
        }
        return std::move(found_);
    }

private:
    void tell(string_view id, std::string path, string_view expected, std::string got = {}) {
        if (told_[std::string(id)]++ >= places_told) return;
        finding& one = found_.emplace_back();
        one.broken = &case_rule(id);
        one.where.path = std::move(path);
        one.expected = expected;
        one.got = std::move(got);
    }

    void dates(string_view begin, string_view end, std::string path, string_view object) {
        if (begin.empty() || end.empty()) return;
        const auto first = one_edtech::lenient_date(begin), last = one_edtech::lenient_date(end);
        if (first && last && *last < *first) tell("case.dates-reversed", std::move(path), object);
    }

    void document() {
        constexpr std::array<string_view, 6> usual{
            "Draft", "Pending Implementation", "Implemented", "Retired", "Adopted", "Deprecated"};
        const wire::document& one = of_.about;
        if (!one.status.empty() && std::ranges::find(usual, one.status) == usual.end())
            tell("case.unusual-status", "/CFDocument/adoptionStatus", "CFDocument");
        dates(one.begin, one.end, "/CFDocument/statusEndDate", "CFDocument");
    }

    void length(string_view text, advised of, std::size_t index) {
        if (text.size() <= of.most) return;
        const std::size_t size = characters(text);
        if (size > of.most)
            tell("case.long-value", place_of("CFItems", index, of.member), of.member, std::to_string(size));
    }
    void length(const texts& all, advised of, std::size_t index) {
        std::size_t size = 0;
        for (const std::string& one : all) size += characters(one);
        if (size > of.most)
            tell("case.long-value", place_of("CFItems", index, of.member), of.member, std::to_string(size));
    }

    void item(const wire::item& one, std::size_t index) {
        length(one.statement, {"fullStatement", 4096}, index);
        length(one.code, {"humanCodingScheme", 100}, index);
        length(one.enumeration, {"listEnumeration", 10}, index);
        length(one.abbreviated, {"abbreviatedStatement", 60}, index);
        length(one.label, {"alternativeLabel", 60}, index);
        length(one.keywords, {"conceptKeywords", 300}, index);
        length(one.levels, {"educationLevel", 300}, index);
        length(one.type, {"CFItemType", 60}, index);
        length(one.language, {"language", 10}, index);
        dates(one.begin, one.end, place_of("CFItems", index, "statusEndDate"), "CFItem");
    }

    void association(const wire::association& one, std::size_t index) {
        dangling_ += known_.contains(one.origin.identifier) ? 0 : 1;
        dangling_ += known_.contains(one.destination.identifier) ? 0 : 1;
        if (one.origin.identifier == one.destination.identifier && one.origin.uri == one.destination.uri)
            tell("case.own-relation", "/CFAssociations/" + std::to_string(index), one.type);
        else if (one.type == "isChildOf")
            parents_.emplace(one.origin.identifier, one.destination.identifier);
    }

    // Takes goals without parents away until none is left: what stays is in a circle, or below one.
    void circles() {
        std::unordered_map<string_view, std::size_t> parents;
        std::unordered_multimap<string_view, string_view> children;
        for (const auto& [child, parent] : parents_) {
            ++parents[child];
            parents.try_emplace(parent, 0);
            children.emplace(parent, child);
        }
        std::vector<string_view> free;
        for (const auto& [id, count] : parents) {
            if (count == 0) free.push_back(id);
        }
        std::size_t taken = 0;
        while (!free.empty()) {
            const string_view id = free.back();
            free.pop_back();
            ++taken;
            const auto [begin, end] = children.equal_range(id);
            for (auto child = begin; child != end; ++child) {
                if (--parents[child->second] == 0) free.push_back(child->second);
            }
        }
        if (taken < parents.size()) tell("case.tree-circle", "/CFAssociations", {});
    }

    const wire::package& of_;
    std::unordered_set<string_view> known_;
    std::unordered_multimap<string_view, string_view> parents_;
    std::size_t dangling_ = 0;
    std::map<std::string, std::size_t> told_;
    findings found_;
};

} // namespace

findings judge(const wire::package& of) {
    return judging(of).run();
}

} // namespace schakel::cf
