// What `schakel translate` does with a whole document that is written as a stream: where it goes, its loss report, and
// what is said of records that the target cannot express.
#pragma once

#include "gateway/adapter/document_writer.hpp"
#include "gateway/command/verbs.hpp"

#include <string_view>

namespace schakel::command {

struct translated_document {
    const adapter& from;
    const adapter& to;
    std::string_view extension; // of files of the target
    const field_trace& trace;   // of the reading
};

// `large`: the progress is shown on a terminal. The exit code.
int write_document(
    const translate_options& options, const common_options& common, const translated_document& made,
    document_writer& writer, bool large
);

// Findings in what was read or written, for a person.
void tell_report(
    const translate_options& options, const common_options& common, std::string_view standard, report told
);

} // namespace schakel::command
