#include "gateway/adapter/bundled_schemas.hpp"

#include <stdexcept>

namespace schakel {

namespace {

template <class Schema, class Compile>
bundled_schema<Schema> timed(std::vector<std::string> files, Compile compile) {
    const auto before = std::chrono::steady_clock::now();
    auto made = compile();
    const auto took = std::chrono::steady_clock::now() - before;
    if (!made) throw std::runtime_error(validation::to_string(made.error()));
    return {*std::move(made), {std::move(files), std::chrono::duration_cast<std::chrono::microseconds>(took)}};
}

} // namespace

bundled_schema<validation::xsd_schema>
compile_bundled(const std::vector<std::string>& files, const validation::schema_catalogue& bundled) {
    return timed<validation::xsd_schema>(files, [&] { return validation::xsd_schema::compile(files, bundled); });
}

bundled_schema<validation::json_schema>
compile_bundled(const std::string& file, const validation::schema_catalogue& bundled) {
    return timed<validation::json_schema>({file}, [&] { return validation::json_schema::compile(file, bundled); });
}

} // namespace schakel
