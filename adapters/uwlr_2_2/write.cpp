#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/write.hpp"

namespace schakel::uwlr_2_2 {

std::string write(const wire::message& message) {
    return uwlr::write_message(message);
}

} // namespace schakel::uwlr_2_2
