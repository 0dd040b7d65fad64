// The findings of one reading, by layer. Of a rule that a large file breaks everywhere the first ten are told and the
// others counted.
#pragma once

#include "gateway/core/report.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>

namespace schakel::goal_files {

class notes {
public:
    // `more` tells how many were not told: {got}.
    explicit notes(const rule& more) : more_(more) {}

    void add(layer where, const rule& broken, location at, std::string expected = {}, std::string got = {});
    void add(layer where, finding one);
    void add(layer where, findings list);

    bool rejects() const { return rejects_; }
    void finish(report& into, layer last = layer::rules); // layers up to `last` have run
    findings take();                                      // of all layers, for who adds them to a report itself

private:
    void tell_more(layer last);

    struct told {
        std::size_t count = 0;
        location first_not_told;
    };
    const rule& more_;
    std::array<findings, all_layers.size()> found_;
    std::map<const rule*, told> seen_;
    bool rejects_ = false;
};

// A place that is known by its line.
location at_line(std::size_t line, std::size_t column = 1, std::string path = {});

} // namespace schakel::goal_files
