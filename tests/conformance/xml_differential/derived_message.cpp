#include "derived_message.hpp"

#include "judge_copy.hpp"
#include "mutation.hpp"
#include "writer.hpp"

namespace schakel::differential {

namespace {

std::size_t pick_kind(const standard& of, chance& random) {
    std::size_t share = random.below(100);
    std::size_t kind = 0;
    while (kind + 1 < of.kinds.size() && share >= of.kinds[kind].share) share -= of.kinds[kind++].share;
    return kind;
}

} // namespace

derived_message derive(const standard& of, std::uint64_t seed, std::size_t index) {
    chance random(seed * 1'000'003 + index);
    const std::size_t kind = pick_kind(of, random);
    node root = of.kinds[kind].make(of, random);
    if (random.percent(85))
        for (std::size_t changes = random.percent(70) ? 1 : random.between(2, 3); changes > 0; --changes)
            mutate(root, of, random);

    chance same_style = random;
    derived_message made{kind, write(root, of.spaces, random), {}};
    made.for_judge = spare_the_judge(root, of) ? write(root, of.spaces, same_style) : made.bytes;
    return made;
}

std::uint64_t fingerprint(const standard& of) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (std::size_t index = 0; index < 1000; ++index)
        for (const char c : derive(of, 1, index).bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

} // namespace schakel::differential
