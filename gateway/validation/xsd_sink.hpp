// Where a validation run puts its findings, up to the limit. Private to the XSD engine.
#pragma once

#include "gateway/validation/xsd_rules.hpp"

#include <functional>
#include <string>
#include <vector>

namespace schakel::validation::xsd {

class finding_sink {
public:
    finding_sink(findings& out, std::size_t limit) : out_(out), limit_(limit) {}

    bool full() const { return full_; }

    void
    add(const rule& broken, std::size_t offset, std::string expected, std::string got, std::string_view clause = {});

    // The number of the finding added last.
    std::size_t last() const { return out_.size() - 1; }

    // What a finding expects is the line of this place, where the first of two stands.
    void expect_line_of(std::size_t finding, std::size_t first) { firsts_.emplace_back(finding, first); }

    // Orders the findings by place and fills in line, column and path, which `locate` knows.
    void finish(const std::function<void(findings&)>& locate);

private:
    findings& out_;
    std::size_t limit_;
    bool full_ = false;
    std::vector<std::pair<std::size_t, std::size_t>> firsts_; // index of the finding, offset of the first
};

} // namespace schakel::validation::xsd
