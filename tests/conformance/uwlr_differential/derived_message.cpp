#include "derived_message.hpp"

#include "judge_copy.hpp"
#include "mutation.hpp"

namespace schakel::differential {

namespace {

message_kind pick_kind(chance& random) {
    const std::size_t share = random.below(100);
    if (share < 55) return message_kind::results;
    if (share < 58) return message_kind::confirmation;
    if (share < 70) return message_kind::definitions;
    if (share < 76) return message_kind::authorisation;
    return share < 92 ? message_kind::envelope : message_kind::fault;
}

} // namespace

derived_message derive(std::uint64_t seed, std::size_t index) {
    chance random(seed * 1'000'003 + index);
    const message_kind kind = pick_kind(random);
    node root = make_message(kind, random);
    if (random.percent(85))
        for (std::size_t changes = random.percent(70) ? 1 : random.between(2, 3); changes > 0; --changes)
            mutate(root, random);

    chance same_style = random;
    derived_message made{kind, write(root, random), {}};
    made.for_judge = spare_the_judge(root) ? write(root, same_style) : made.bytes;
    return made;
}

} // namespace schakel::differential
