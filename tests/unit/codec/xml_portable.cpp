// The sources of the scan a second time, under another name and without vector instructions.
#include "xml_portable.hpp"

#define SCHAKEL_PORTABLE_BYTES
#define schakel portable_build_of_schakel
#include "gateway/codec/mapped_file.cpp"
#include "gateway/codec/mapping_guard.cpp"
#include "gateway/codec/utf8.cpp"
#include "gateway/codec/xml_cursor.cpp"
#include "gateway/codec/xml_locate.cpp"
#include "gateway/codec/xml_scan_prolog.cpp"
#include "gateway/codec/xml_scan_tags.cpp"
#include "gateway/codec/xml_scanner.cpp"
#include "xml_told.hpp"
#undef schakel

namespace schakel_portable {

std::string told(std::string_view document) {
    return portable_build_of_schakel::xml::testing::told_by_scan(document);
}

} // namespace schakel_portable
