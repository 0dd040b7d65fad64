// The files below schemas/, built into the program, so that it never depends on where it was installed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::schemas {

// The bytes of a bundled schema or code list by its path below schemas/: "uwlr/2.2/leerresultaten.xsd". Names with "./"
// or "../" are resolved first. None when there is no such file. Fits validation::schema_catalogue.
std::optional<std::string> bundled(std::string_view path);

std::vector<std::string_view> bundled_paths(); // sorted

} // namespace schakel::schemas
