#include "adapters/uwlr_2_3/wire.hpp"

namespace schakel::uwlr_2_3 {

std::vector<std::string> schemas() {
    return {
        "uwlr/2.3/leerresultaten.xsd", "uwlr/2.3/leerlinggegevens.xsd", "uwlr/2.3/toetsdefinities.xsd",
        "uwlr/2.3/autorisatie.xsd", "soap/1.1/envelope.xsd"};
}

} // namespace schakel::uwlr_2_3
