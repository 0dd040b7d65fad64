#include "adapters/uwlr_2_2/wire.hpp"

namespace schakel::uwlr_2_2 {

std::vector<std::string> schemas() {
    return {
        "uwlr/2.2/leerresultaten.xsd", "uwlr/2.2/leerlinggegevens.xsd", "uwlr/2.2/toetsdefinities.xsd",
        "uwlr/2.2/autorisatie.xsd", "soap/1.1/envelope.xsd"};
}

} // namespace schakel::uwlr_2_2
