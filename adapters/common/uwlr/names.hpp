// Namespaces of the documents that travel in UWLR.
#pragma once

#include <string_view>

namespace schakel::uwlr::space {

inline constexpr std::string_view soap = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view soap_1_2 = "http://www.w3.org/2003/05/soap-envelope";
inline constexpr std::string_view authorisation = "http://www.edustandaard.nl/leerresultaten/2/autorisatie";
inline constexpr std::string_view results = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";
inline constexpr std::string_view pupil_data = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
inline constexpr std::string_view definitions = "http://www.edustandaard.nl/leerresultaten/2/toetsdefinities";
inline constexpr std::string_view oso = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier";
inline constexpr std::string_view instance = "http://www.w3.org/2001/XMLSchema-instance";
inline constexpr std::string_view findings = "https://schakel.example/ns/findings/1"; // ours, in fault details

} // namespace schakel::uwlr::space
