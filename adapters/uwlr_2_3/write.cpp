#include "adapters/uwlr_2_3/wire.hpp"

#include "adapters/common/uwlr/write.hpp"

namespace schakel::uwlr_2_3 {

std::string write(const wire::message& message) {
    return uwlr::write_message(message);
}

} // namespace schakel::uwlr_2_3
