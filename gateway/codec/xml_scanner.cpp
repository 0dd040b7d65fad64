#include "gateway/codec/xml_scanner.hpp"

#include "gateway/codec/mapped_file.hpp"
#include "gateway/codec/xml_basic_scanner.hpp"

namespace schakel::xml {

namespace {

struct no_handler {
    static void start_element(const name&, std::span<const attribute>, std::size_t) {}
    static void text(std::string_view, std::size_t) {}
    static void end_element(const name&, std::size_t) {}
    static bool ignores_blanks() { return true; }
};

} // namespace

bool scan(std::string_view bytes, const document_limits& limits, scan_handler& handler, findings& found) {
    return scan_for(handler, bytes, nullptr, limits, found);
}

bool scan(const mapped_file& file, const document_limits& limits, scan_handler& handler, findings& found) {
    return scan_for(handler, file.bytes(), &file, limits, found);
}

bool scan(std::string_view bytes, const document_limits& limits, findings& found) {
    no_handler silent;
    return scan_for(silent, bytes, nullptr, limits, found);
}

std::span<const rule> scan_rules() {
    return scan_rule_list;
}

} // namespace schakel::xml
