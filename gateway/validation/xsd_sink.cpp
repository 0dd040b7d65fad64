#include "gateway/validation/xsd_sink.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

void finding_sink::add(
    const rule& broken, std::size_t offset, std::string expected, std::string got, std::string_view clause
) {
    if (full_) return;
    finding f;
    f.where.offset = offset;
    full_ = out_.size() >= limit_;
    f.broken = full_ ? &rule_of(xsd_rule::more_findings) : &broken;
    f.expected = full_ ? std::to_string(limit_) : std::move(expected);
    if (!full_) {
        f.got = std::move(got);
        f.clause = clause;
    }
    out_.push_back(std::move(f));
}

void finding_sink::finish(const std::function<void(findings&)>& locate) {
    if (out_.empty()) return;
    findings firsts(firsts_.size());
    for (std::size_t i = 0; i < firsts.size(); ++i) firsts[i].where.offset = firsts_[i].second;
    if (!firsts.empty()) locate(firsts);
    for (std::size_t i = 0; i < firsts.size(); ++i)
        out_[firsts_[i].first].expected = std::to_string(firsts[i].where.line);
    std::stable_sort(out_.begin(), out_.end(), [](const finding& a, const finding& b) {
        return a.where.offset < b.where.offset;
    });
    locate(out_);
}

} // namespace schakel::validation::xsd
