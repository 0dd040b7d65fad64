// Random sequences that can be repeated and made smaller: everything a sequence decides comes from `choices`, so a list
// of numbers is the sequence. One that fails is shrunk and kept beside the tests, where it runs with every run from
// then on.
//
// SCHAKEL_SEED sets the first seed, SCHAKEL_SEQUENCES how many; with SCHAKEL_NIGHTLY there are many.
#pragma once

#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace schakel::test {

class choices {
public:
    explicit choices(unsigned seed) : random_(seed) {}
    // Those of an earlier sequence, and 0 behind their end. One that is too large means the largest.
    explicit choices(std::vector<unsigned> earlier) : earlier_(std::move(earlier)), repeats_(true) {}

    unsigned at_most(unsigned most) {
        unsigned value = 0;
        if (!repeats_)
            value = std::uniform_int_distribution<unsigned>(0, most)(random_);
        else if (made_.size() < earlier_.size())
            value = std::min(earlier_[made_.size()], most);
        made_.push_back(value);
        return value;
    }
    bool one_in(unsigned count) { return at_most(count - 1) == count - 1; } // 0, what is left of shrinking, says no

    template <class Value>
    const Value& of(const std::vector<Value>& list) {
        return list[at_most(static_cast<unsigned>(list.size() - 1))];
    }

    const std::vector<unsigned>& made() const { return made_; }

private:
    std::mt19937 random_;
    std::vector<unsigned> earlier_, made_;
    bool repeats_ = false;
};

// What is wrong, or "".
using sequence_check = std::function<std::string(choices&)>;

// The shortest list found for which `check` still complains.
std::vector<unsigned> shrunk(std::vector<unsigned> failing, const sequence_check& check);

struct sequence_amounts {
    unsigned usual, nightly;
};
// Runs those kept in tests/<folder>/<name>-*.txt and as many new ones as asked; fails a doctest check for each that
// complains, with its seed and the shrunk list, which is kept. Answers how many ran.
unsigned
check_sequences(const std::string& folder, const std::string& name, sequence_amounts many, const sequence_check& check);

} // namespace schakel::test
