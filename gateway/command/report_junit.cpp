// JUnit XML for build servers: a suite per file, a case per layer; errors of a layer are its failures.
#include "gateway/command/validation_run.hpp"

#include "gateway/codec/xml_writer.hpp"

namespace schakel::command {

namespace {

std::string failure_text(const layer_result& of, language lang) {
    std::string text;
    for (const finding& one : of.findings) {
        if (one.broken->level != severity::error) continue;
        text += std::to_string(one.where.line) + ":" + std::to_string(one.where.column) + " " +
                std::string(one.broken->id) + " " + one.text(lang) + "\n";
    }
    return text;
}

void write_case(xml::writer& out, const checked_file& file, layer which, language lang) {
    const layer_result& result = file.report.at(which);
    out.open("testcase");
    out.attribute("classname", file.standard.empty() ? "schema" : file.standard);
    out.attribute("name", to_string(which));
    if (result.outcome == verdict::skipped) {
        out.open("skipped");
        out.close();
    } else if (result.outcome == verdict::invalid) {
        out.open("failure");
        out.attribute("message", counts_text(file, lang));
        out.text(failure_text(result, lang));
        out.close();
    }
    out.close();
}

} // namespace

std::string write_junit(const validation_run& run) {
    constexpr layer shown[] = {layer::well_formed, layer::schema, layer::rules, layer::meaning};
    xml::writer out(true);
    out.declaration();
    out.open("testsuites");
    out.attribute("name", run.tool);
    for (const checked_file& file : run.files) {
        std::size_t failures = 0, skipped = 0;
        for (const layer which : shown) {
            failures += file.report.at(which).outcome == verdict::invalid;
            skipped += file.report.at(which).outcome == verdict::skipped;
        }
        out.open("testsuite");
        out.attribute("name", file.file);
        out.attribute("tests", std::to_string(std::size(shown)));
        out.attribute("failures", std::to_string(failures));
        out.attribute("skipped", std::to_string(skipped));
        for (const layer which : shown) write_case(out, file, which, run.lang);
        out.close();
    }
    out.close();
    return out.finish() + "\n";
}

} // namespace schakel::command
