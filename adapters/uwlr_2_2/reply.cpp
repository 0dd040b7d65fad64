#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/fault.hpp"

namespace schakel::uwlr_2_2 {

// A repeated message is confirmed like a new one: the sender has what it wanted.
reply acknowledge(const disposition& decided) {
    using enum disposition::outcome;
    return decided.what == accepted || decided.what == repeated ? uwlr::confirmation() : uwlr::fault(decided);
}

} // namespace schakel::uwlr_2_2
